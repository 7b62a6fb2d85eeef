import math

import numpy as np
from numpy.typing import NDArray


def is_above(least: float) -> bool:
    values = np.linspace(0.0, 1.0, 50)
    return any(value > least for value in values)


def are_finite(count: int):
    values = np.zeros(count)
    found = all(math.isfinite(value) for value in values if not value < 0.0)
    return found


def may_warn(left: NDArray[np.float64], right: NDArray[np.float64]) -> bool:
    return all(abs(a - b) < 0.1 for a, b in zip(left, right))


def may_be_rows(values: NDArray[np.float64]) -> bool:
    return any(value > 0.0 for value in values)


def are_numbers(values: NDArray[np.float64]) -> bool:
    return any(value * 2.0 for value in values)


def may_be_objects(values: np.ndarray) -> bool:
    return any(value > 2 for value in values)


def lists(values: list[float]) -> bool:
    return any(value * value + 2 * value + 1.0 * value - 2 > 2.0 for value in values)

# output
import math

import numpy as np
from numpy.typing import NDArray


def is_above(least: float) -> bool:
    values = np.linspace(0.0, 1.0, 50)
    return bool((values > least).any())


def are_finite(count: int):
    values = np.zeros(count)
    found = bool(np.isfinite(values[~(values < 0.0)]).all())
    return found


def may_warn(left: NDArray[np.float64], right: NDArray[np.float64]) -> bool:
    return all(abs(a - b) < 0.1 for a, b in zip(left, right))


def may_be_rows(values: NDArray[np.float64]) -> bool:
    return any(value > 0.0 for value in values)


def are_numbers(values: NDArray[np.float64]) -> bool:
    return any(value * 2.0 for value in values)


def may_be_objects(values: np.ndarray) -> bool:
    return any(value > 2 for value in values)


def lists(values: list[float]) -> bool:
    return any(value * value + 2 * value + 1.0 * value - 2 > 2.0 for value in values)
