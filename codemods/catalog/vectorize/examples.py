"""Show the codemod at work; every example is executed by the tests."""

from codemods.codemod import Example

from .assumptions import CALLERS, DOMAIN, FLOATS, LENGTHS, NONEMPTY, ORDER
from .obstacles import LIVES_ON, NO_GAIN, READS_RESULT, UNTOLD
from .stores import CARRIED
from .terms import CALLS, MIXED

HEAD = """\
import math
import numpy as np
from numpy.typing import NDArray
"""


def _file(code: str) -> str:
    return f"{HEAD}{code}"


EXAMPLES = (
    Example(
        _file("""
def taxed(prices: NDArray[np.float64], rate: float):
    return [price * (1 + rate) for price in prices]
"""),
        _file("""
def taxed(prices: NDArray[np.float64], rate: float):
    return list(prices * (1 + rate))
"""),
        note="a list of numpy.float64 before and after",
    ),
    Example(
        _file("""
def halves(values: np.ndarray) -> list[float]:
    return [float(value) for value in values]
"""),
        _file("""
def halves(values: np.ndarray) -> list[float]:
    return values.astype(float).tolist()
"""),
        granted=(FLOATS,),
        note="grant it where arrays hold numbers: no complex ones, no objects",
    ),
    Example(
        _file("""
def changes(history: np.ndarray):
    result = []
    for i in range(1, len(history)):
        result.append(history[i] - history[i - 1])
    return result
"""),
        _file("""
def changes(history: np.ndarray):
    result = list(history[1:] - history[:-1])
    return result
"""),
    ),
    Example(
        _file("""
def energy(values: NDArray[np.float64]) -> float:
    return sum(value * value for value in values)
"""),
        _file("""
def energy(values: NDArray[np.float64]) -> float:
    return sum(values * values)
"""),
        note="the order of the sum stays",
    ),
    Example(
        _file("""
def added(left: NDArray[np.float64], right: NDArray[np.float64]) -> list[float]:
    return [left[i] + right[i] for i in range(len(left))]
"""),
        _file("""
def added(left: NDArray[np.float64], right: NDArray[np.float64]) -> list[float]:
    return list(left + right)
"""),
        granted=(LENGTHS,),
        note="grant it where both have one value for each",
    ),
    Example(
        _file("""
def smoothed(values: NDArray[np.float64]):
    result = np.zeros_like(values)
    for i in range(1, len(values) - 1):
        result[i] = (values[i - 1] + values[i + 1]) / 2
    return result
"""),
        _file("""
def smoothed(values: NDArray[np.float64]):
    result = np.zeros_like(values)
    result[1:-1] = (values[:-2] + values[2:]) / 2
    return result
"""),
    ),
    Example(
        _file("""
def decay(values: NDArray[np.float64], rate: float):
    for i in range(1, len(values)):
        values[i] = values[i - 1] * rate
"""),
        refused=CARRIED,
    ),
    Example(
        _file("""
def count(values: NDArray[np.float64]):
    found = 0
    for value in values:
        if value > 0:
            found += 1
    return found
"""),
        note="the rows of a table have no truth value: grant one-dimensional",
    ),
    Example(
        _file("""
def clamped(values: NDArray[np.float64], low: float, high: float):
    return np.array([min(max(value, low), high) for value in values])
"""),
        note="what is tested twice has to be something plain",
    ),
    Example(
        """\
def shelf(xs: list[float], y: float):
    return [(x * 1.5 + 3.0) * (1.0 + y) - 0.5 for x in xs]
""",
        """\
import numpy as np


def shelf(xs: list[float], y: float):
    return ((np.array(xs, dtype=float) * 1.5 + 3.0) * (1.0 + y) - 0.5).tolist()
""",
        granted=(DOMAIN,),
        note="an int among them becomes a float in the first operation anyway",
    ),
    Example(
        """\
import math

def lengths(xs: list[float], y: float):
    return [math.sqrt(x * x + y * x) + 1.0 for x in xs]
""",
        """\
import math

import numpy as np

def lengths(xs: list[float], y: float):
    xs_array = np.array(xs, dtype=float)
    return (np.sqrt(xs_array * xs_array + y * xs_array) + 1.0).tolist()
""",
        granted=(FLOATS, DOMAIN),
        note="enough is computed to make an array of the list",
    ),
    Example(
        _file("""
def shares(amounts: NDArray[np.float64], total: float):
    shares = []
    for amount in amounts:
        if amount > 0:
            shares.append(amount / total)
    return shares
"""),
        note="the rows of a table have no truth value: grant one-dimensional",
    ),
    Example(
        """\
def calculate_prices(prices, tax):
    return [p * tax for p in prices]
""",
        refused=UNTOLD,
    ),
    Example(
        """\
def calculate_prices(prices: list[float], tax: float) -> list[float]:
    return [p * tax for p in prices]
""",
        """\
import numpy as np


def calculate_prices(prices: list[float], tax: float) -> np.ndarray:
    return np.array(prices, dtype=float) * tax
""",
        granted=(FLOATS, DOMAIN, CALLERS),
        options={"result": "ndarray"},
        note="what the well-known article makes of it; NumPy takes it on from there",
    ),
    Example(
        """\
def times(table: list[list[float]], vector: list[float]) -> list[float]:
    return [sum(cell * factor for cell, factor in zip(row, vector)) for row in table]
""",
        """\
import numpy as np


def times(table: list[list[float]], vector: list[float]) -> list[float]:
    return (np.array(table, dtype=float) @ np.array(vector, dtype=float)).tolist()
""",
        granted=(FLOATS, LENGTHS, NONEMPTY, DOMAIN, ORDER),
        note="grant it where rows are as long as the vector, and there are some",
    ),
    Example(
        """\
def taxed(prices: list[float], tax: float) -> list[float]:
    return [price * tax for price in prices]
""",
        refused=NO_GAIN,
    ),
    Example(
        _file("""
def capped(values: NDArray[np.float64]):
    return [value if value < 1.0 else 1.0 for value in values]
"""),
        refused=MIXED,
        note="some would be numpy.float64, others float",
    ),
    Example(
        _file("""
def rounded(values: NDArray[np.float64]):
    return [round(value * 2, 1) for value in values]
"""),
        refused=CALLS,
        note="NumPy rounds another way",
    ),
    Example(
        _file("""
def last(values: NDArray[np.float64]):
    result = []
    for value in values:
        result.append(value * 2)
    return result, value
"""),
        refused=LIVES_ON,
    ),
    Example(
        _file("""
def numbered(values: NDArray[np.float64]):
    result = []
    for value in values:
        result.append(value * len(result))
    return result
"""),
        refused=READS_RESULT,
    ),
    Example(
        """\
from decimal import Decimal

def gross(prices: list[Decimal], rate: Decimal):
    return [price * rate for price in prices]
""",
        note="arrays have no decimal numbers",
    ),
    Example(
        """\
def doubled(words: list[str]):
    return [word * 2 for word in words]
""",
        note="these are no numbers",
    ),
)
