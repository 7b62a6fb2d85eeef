"""Give arrays where they are asked for, and only where nothing says that it is a list."""

from dataclasses import replace

import pytest
from harness import OPTIONS, outcome

from codemods.catalog.vectorize.options import VectorizeOptions
from codemods.model import Project, Trust

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


def test_what_was_declared_a_list_is_declared_an_array() -> None:
    before = BEFORE.replace("tax: float)", "tax: float) -> list[float]")
    after = AFTER.replace("tax: float)", "tax: float) -> np.ndarray")
    assert outcome(before, "vectorize", options=GRANTED).after == after


DOCUMENTED = """\
import math
import numpy as xp


def lengths(sides: list[float], other: list[float]) -> list[float]:
    \"\"\"Measure diagonals.

    Args:
        sides: a list of floats
        other: as many

    Returns:
        A list of floats.
    \"\"\"
    out = []
    for side in sides:
        # by Pythagoras
        out.append(math.sqrt(side * side + 1.0))
    return out
"""


def test_the_docstring_says_so_where_it_says_what_is_returned() -> None:
    after = outcome(DOCUMENTED, "vectorize", options=GRANTED).after
    assert "other: list[float]) -> xp.ndarray:" in after
    assert "sides: a list of floats\n" in after and "A xp.ndarray.\n" in after
    assert "    # by Pythagoras\n    sides_array = xp.array(sides, dtype=float)\n" in after
    assert after.endswith("    out = xp.sqrt(sides_array * sides_array + 1.0)\n    return out\n")


@pytest.mark.parametrize(
    "before",
    [
        BEFORE.replace("    return", "    if not prices:\n        return []\n    return"),
        BEFORE.replace("tax: float)", "tax: float) -> tuple[float, ...]")
        .replace("[p", "tuple([p")
        .replace("prices]\n", "prices])\n"),
        BEFORE.replace("tax: float)", "tax: float) -> list[str]"),
        BEFORE.replace("return", "found =") + "    found.append(tax)\n    return found\n",
    ],
)
def test_what_is_not_always_an_array_stays_a_list(before: str) -> None:
    assert outcome(before, "vectorize", options=GRANTED).after == before


CALLED = """\
import numpy as np


def _taxed(prices: list[float], tax: float) -> list[float]:
    return [p * tax for p in prices]


def total(prices: list[float]) -> float:
    taxed = _taxed(prices, 1.5)
    return float(np.sum(taxed)) / len(taxed)
"""
UNASKED = replace(GRANTED, granted=GRANTED.granted - {"callers-accept-arrays"})


def test_callers_that_ask_numpy_accept_arrays() -> None:
    assert "_taxed(prices: list[float], tax: float) -> np.ndarray" in (
        outcome(CALLED, "vectorize", options=UNASKED).after
    )


@pytest.mark.parametrize(
    "before",
    [
        CALLED.replace("_taxed", "taxed_prices"),  # who knows who else calls it
        CALLED.replace("len(taxed)", "(len(taxed) if taxed else 1)"),
        CALLED.replace("np.sum(taxed)", "sum(taxed)"),
        CALLED.replace("    return float", "    taxed += [1.0]\n    return float"),
        CALLED + "\n\nby_name = {'taxed': _taxed}\n",
        CALLED.partition("\n\n\ndef total")[0] + "\n",  # nobody calls it
    ],
)
def test_other_callers_may_not(before: str) -> None:
    assert outcome(before, "vectorize", options=UNASKED).after == before


USED = """\
import numpy as np
from prices import taxed
import prices


def total(values: list[float]) -> float:
    return float(np.sum(taxed(values, 1.5))) + len(prices.taxed(values, 2.0))


def discounted(values: list[float], rebates: np.ndarray) -> np.ndarray:
    return taxed(values, 1.5) * rebates
"""
PUBLIC = CALLED.partition("\n\n\ndef total")[0].replace("_taxed", "taxed") + "\n"


def with_user(text: str, user: str) -> str:
    files = {"<text>": text, "shop.py": user}
    project = Project(None, {"prices": "<text>", "shop": "shop.py"}, files.get)
    return outcome(text, "vectorize", project=project, options=UNASKED).after


def test_callers_in_other_files_may_accept_arrays() -> None:
    assert "-> np.ndarray:" in with_user(PUBLIC, USED)


@pytest.mark.parametrize(
    "user",
    [
        "from prices import other\n",  # nobody calls it
        USED.replace("np.sum(taxed", "sum(taxed"),
        USED.replace("len(prices.taxed(values, 2.0))", "prices.taxed(values, 2.0)[0]"),
        USED.replace("* rebates", "* 2"),
        USED.replace("rebates: np.ndarray", "rebates"),
        USED + "\n\nby_name = {'taxed': taxed}\n",
        USED + "\n\nby_name = 'taxed'\n",
        USED + "\n\ndef later():\n    from prices import taxed as it\n    return it\n",
        USED.replace("from prices import taxed", "from prices import *"),
        USED + "\n\nclass Shop:\n    pass\n\n\nShop().taxed([1.0], 2.0)\n",
        "def broken(:\n    from prices import taxed\n",
    ],
)
def test_callers_in_other_files_may_not(user: str) -> None:
    assert with_user(PUBLIC, user) == PUBLIC


UNTYPED = BEFORE.replace(": list[float]", "").replace(": float", "")


def test_without_types_the_elements_must_be_granted() -> None:
    options = replace(GRANTED, granted=GRANTED.granted - {"float-elements"})
    assert outcome(UNTYPED, "vectorize", options=options).after == UNTYPED


def test_without_types_no_run_shows_what_elements_are() -> None:
    options = replace(GRANTED, granted=frozenset({"callers-accept-arrays"}), trust=Trust.OPEN)
    found = outcome(UNTYPED, "vectorize", options=options)
    assert found.after == UNTYPED
    assert [one.assumption for site in found.pending for one in site.open] == ["float-elements"]


def test_what_is_granted_makes_an_array_of_whatever_is_gone_through() -> None:
    options = replace(GRANTED, granted=GRANTED.granted | {"scalar-operand"})
    after = outcome(UNTYPED, "vectorize", options=options).after
    assert after.endswith("    return np.fromiter(prices, dtype=float) * tax\n")


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


INTERVALS = """\
import math


def f(n: int, k: int) -> list[float]:
    return [{value} for i in range({numbers})]
"""


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("i * 2 + 1", "n"), ("i * i", "2000000000"), ("1.0 / i", "1, n"), ("i / n", "n"),
        ("math.sqrt(i)", "n"), ("i % 7 - 3", "n"), ("0.5 * i * i", "n"), ("abs(i - 5)", "2, n, 3"),
        ("math.sqrt(i) / 3", "0, n, 2"), ("1.0 / (i + 1)", "n"), ("-i / 4", "n"),
    ],
)  # fmt: skip
def test_what_a_range_can_give_proves_that_it_fits(value: str, numbers: str) -> None:
    before = INTERVALS.format(value=value, numbers=numbers)
    assert "np.arange" in outcome(before, "vectorize").after


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("i * i", "n"), ("i * k", "n"), ("1.0 / i", "n"), ("i / (n - 1)", "n"), ("i + k", "n"),
        ("math.sqrt(i)", "-1, n"), ("i + 1", "k, n"), ("i * i * i", "3000000"), ("i % k", "n"),
        ("1.0 / (i - 1)", "n"), ("math.sqrt(i)", "n, 0, -1"), ("i // n", "k"), ("i", "n"),
        ("i * 2", "n, k, 0"), ("i * 2", "n / 2"), ("2 ** i", "n"), ("math.log(i + 1)", "n"),
    ],
)  # fmt: skip
def test_where_it_may_not_fit_nothing_is_done_unasked(value: str, numbers: str) -> None:
    before = INTERVALS.format(value=value, numbers=numbers)
    assert outcome(before, "vectorize").after == before


def test_floats_are_compared_with_ints_as_exactly_as_python_does() -> None:
    """2.0**53 is less than 2**53 + 1, which an array makes 2.0**53 of."""
    before = """\
def below(xs: list[float], limit: int):
    return [x * 2.0 + 1.0 - 3.0 * x + 5.0 < limit for x in xs]
"""
    granted = frozenset({"no-domain-error"})
    assert outcome(before, "vectorize", options=replace(OPTIONS, granted=granted)).after == before
    granted |= {"float-elements"}
    assert outcome(before, "vectorize", options=replace(OPTIONS, granted=granted)).changed
