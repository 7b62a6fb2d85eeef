"""Running sums and products."""

import itertools
import operator

import numpy as np
from numpy.typing import NDArray


def totals(values: NDArray[np.float64]) -> list[float]:
    # a sum that began with zero is never -0.0
    out = []

    total = 0.0
    for value in values:
        total += value  # one after the other
        out.append(total)
    return out


def products(values: NDArray[np.float64]) -> list[float]:
    product = 1.0
    out = []
    for value in values:
        product *= value * 0.5
        out.append(product)
    return out


def from_a_start(values: NDArray[np.float64], start: float) -> list[float]:
    total = start
    out = []
    for value in values:
        if value > 0.0:
            total = total + value
            out.append(total)
    return out


def stored(values: NDArray[np.float64]):
    total = 0.0
    out = np.zeros(len(values))
    for i in range(len(values)):
        total += values[i]
        out[i] = total
    return out


def accumulated(values: NDArray[np.float64]) -> list[float]:
    return list(itertools.accumulate(value * 2 for value in values))


def multiplied(values: NDArray[np.float64]) -> list[float]:
    return list(itertools.accumulate(values, operator.mul))


def halves(count: int) -> list[float]:
    return [0.5 * i + 1.0 for i in range(count)]


def lost(values: NDArray[np.float64]) -> tuple[list[float], float]:
    total = 0.0
    out = []
    for value in values:
        total += value
        out.append(total)
    return out, total


def compound(values: NDArray[np.float64]) -> list[float]:
    balance = 0.0
    out = []
    for value in values:
        balance = balance * 1.02 + value
        out.append(balance)
    return out


def before_it_is_added(values: NDArray[np.float64]) -> list[float]:
    total = 0.0
    out = []
    for value in values:
        out.append(total)
        total += value
    return out


def best_so_far(values: NDArray[np.float64]) -> list[float]:
    best = 0.0
    out = []
    for value in values:
        best = max(best, value)
        out.append(best)
    return out


def of_whole_numbers(values: list[int]) -> list[int]:
    total = 0
    out = []
    for value in values:
        total += value * 3 + 1 - value * value
        out.append(total)
    return out


def reads_itself(values: NDArray[np.float64]) -> list[float]:
    total = 0.0
    out = []
    for value in values:
        total += value * total
        out.append(total)
    return out


def rows(values: NDArray[np.float64]):
    total = 0.0
    out = []
    for value in values:
        total += value
        out.append(total)
    return out

# output
"""Running sums and products."""

import itertools
import operator

import numpy as np
from numpy.typing import NDArray


def totals(values: NDArray[np.float64]) -> list[float]:
    # a sum that began with zero is never -0.0
    # one after the other
    out = list(np.cumsum(values) + 0.0)
    return out


def products(values: NDArray[np.float64]) -> list[float]:
    out = list(np.cumprod(values * 0.5))
    return out


def from_a_start(values: NDArray[np.float64], start: float) -> list[float]:
    out = list(np.cumsum(np.concatenate(([start], values[values > 0.0])))[1:])
    return out


def stored(values: NDArray[np.float64]):
    out = np.zeros(len(values))
    out[:] = np.cumsum(values) + 0.0
    return out


def accumulated(values: NDArray[np.float64]) -> list[float]:
    return list(np.cumsum(values * 2))


def multiplied(values: NDArray[np.float64]) -> list[float]:
    return list(np.cumprod(values))


def halves(count: int) -> list[float]:
    return (0.5 * np.arange(count) + 1.0).tolist()


def lost(values: NDArray[np.float64]) -> tuple[list[float], float]:
    total = 0.0
    out = []
    for value in values:
        total += value
        out.append(total)
    return out, total


def compound(values: NDArray[np.float64]) -> list[float]:
    balance = 0.0
    out = []
    for value in values:
        balance = balance * 1.02 + value
        out.append(balance)
    return out


def before_it_is_added(values: NDArray[np.float64]) -> list[float]:
    total = 0.0
    out = []
    for value in values:
        out.append(total)
        total += value
    return out


def best_so_far(values: NDArray[np.float64]) -> list[float]:
    best = 0.0
    out = []
    for value in values:
        best = max(best, value)
        out.append(best)
    return out


def of_whole_numbers(values: list[int]) -> list[int]:
    total = 0
    out = []
    for value in values:
        total += value * 3 + 1 - value * value
        out.append(total)
    return out


def reads_itself(values: NDArray[np.float64]) -> list[float]:
    total = 0.0
    out = []
    for value in values:
        total += value * total
        out.append(total)
    return out


def rows(values: NDArray[np.float64]):
    total = 0.0
    out = []
    for value in values:
        total += value
        out.append(total)
    return out
