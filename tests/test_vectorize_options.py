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


SUM = """\
import numpy as np
from numpy.typing import NDArray


def energy(values: NDArray[np.float64]):
    return 0.5 * sum(value * value for value in values)


def total(values: NDArray[np.float64], start: float):
    for value in values:
        start += value * 2
    return start
"""


def test_a_sum_keeps_its_order() -> None:
    after = outcome(SUM, "vectorize").after
    assert "return 0.5 * sum(values * values)" in after
    assert "start = sum(values * 2, start)" in after


def test_a_sum_is_added_up_in_pairs_where_that_is_granted() -> None:
    granted = frozenset({"sum-order", "nonempty", "one-dimensional"})
    after = outcome(SUM, "vectorize", options=replace(OPTIONS, granted=granted)).after
    assert "return 0.5 * np.sum(values * values)" in after
    assert "start += np.sum(values * 2)" in after
