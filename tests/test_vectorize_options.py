"""Give arrays where they are asked for, and only where nothing says that it is a list."""

from dataclasses import replace

from harness import OPTIONS, outcome

from codemods.catalog.vectorize.options import VectorizeOptions

ASKED = replace(OPTIONS, settings={"vectorize": VectorizeOptions(result="ndarray")})
GRANTED = replace(
    ASKED,
    granted=frozenset({"callers-accept-arrays", "float-elements", "no-domain-error"}),
)
BEFORE = """\
def calculate_prices(prices: list[float], tax: float):
    return [p * tax for p in prices]
"""
AFTER = """\
import numpy as np


def calculate_prices(prices: list[float], tax: float):
    return np.array(prices, dtype=float) * tax
"""


def test_a_returned_list_becomes_an_array() -> None:
    assert outcome(BEFORE, "vectorize", options=GRANTED).after == AFTER


def test_callers_have_to_accept_it() -> None:
    options = replace(GRANTED, granted=GRANTED.granted - {"callers-accept-arrays"})
    assert outcome(BEFORE, "vectorize", options=options).after == BEFORE


def test_what_is_declared_a_list_stays_one() -> None:
    before = BEFORE.replace("tax: float)", "tax: float) -> list[float]")
    assert outcome(before, "vectorize", options=GRANTED).after == before


def test_without_types_nothing_is_done() -> None:
    before = BEFORE.replace(": list[float]", "").replace(": float", "")
    assert outcome(before, "vectorize", options=GRANTED).after == before


def test_few_operations_leave_room_for_less() -> None:
    options = replace(GRANTED, settings={"vectorize": VectorizeOptions(min_operations=1)})
    assert outcome(BEFORE, "vectorize", options=options).after.endswith(" * tax).tolist()\n")
