"""How many elements meet a condition, ranges, conditions around stores, own functions, tests."""

import math

import numpy as np
from numpy.typing import NDArray

GRID = np.linspace(0.0, 1.0, 11)
SQUARES = [cell * cell for cell in GRID]


def grid(count: int):
    return np.linspace(0.0, 1.0, count)


def above(count: int, limit: float) -> int:
    return len([value for value in np.linspace(0.0, 1.0, count) if value > limit])


def above_too(count: int) -> int:
    values = np.linspace(0.0, 1.0, count)
    found = 0
    for value in values:
        if value > 0.5:
            found += 1
    return found


def any_above(count: int) -> bool:
    values = np.linspace(0.0, 1.0, count)
    if any(value > 0.5 for value in values):
        return True
    elif any(value > 0.25 for value in values):
        return False
    return False


def doubled(count: int):
    values = grid(count)
    return [value * 2 for value in values]


def cut(count: int):
    values = np.linspace(0.0, 1.0, count)
    for i in range(len(values)):
        if values[i] > 0.5:
            values[i] = 0.5
    return values


def signed(count: int):
    values = np.linspace(-1.0, 1.0, count)
    out = np.zeros(count)
    for i in range(count):
        if values[i] > 0.0:
            out[i] = values[i]
        else:
            out[i] = -values[i]
    return out


def steps(values: NDArray[np.float64]):
    out = [0.0] * len(values)
    for i in range(len(values)):
        out[i] = values[i] * 0.5
    return out


def shares(count: int) -> list[float]:
    return [i / count for i in range(count)]


def mean_square(values: NDArray[np.float64]):
    return np.sum([value * value for value in [1.0]]) + np.mean([value for value in values])


def roots(count: int) -> list[float]:
    return [math.sqrt(i) for i in range(count)]


def negative_roots(count: int) -> list[float]:
    return [math.sqrt(i) for i in range(-3, count)]


def divided(values: NDArray[np.float64]) -> list[float]:
    # an array would warn of what is not asked for
    return [1.0 / value if value != 0.0 else value for value in values]


def both(values: NDArray[np.float64]) -> list[float]:
    return [value for value in values if value > 0.0 and 1.0 / value > 0.5]


def squares(count: int) -> list[int]:
    return [i * i for i in range(count)]


def powers(count: int) -> list[int]:
    return [2**i for i in range(count)]


def inverses(count: int) -> list[float]:
    return [1.0 / i for i in range(count)]


def unknown_count(count) -> list[float]:
    return [i * 0.5 for i in range(count)]


def part(values: NDArray[np.float64], count: int):
    out = [0.0] * (count + 1)
    for i in range(count):
        out[i] = values[i] * 0.5
    return out


def sizes(values: list[float]):
    out = np.zeros(len(values))
    for i in range(values.size):
        out[i] = values[i] * 0.5
    return out

# output
"""How many elements meet a condition, ranges, conditions around stores, own functions, tests."""

import math

import numpy as np
from numpy.typing import NDArray

GRID = np.linspace(0.0, 1.0, 11)
SQUARES = list(GRID * GRID)


def grid(count: int):
    return np.linspace(0.0, 1.0, count)


def above(count: int, limit: float) -> int:
    return int(np.count_nonzero(np.linspace(0.0, 1.0, count) > limit))


def above_too(count: int) -> int:
    values = np.linspace(0.0, 1.0, count)
    found = 0
    found += int(np.count_nonzero(values > 0.5))
    return found


def any_above(count: int) -> bool:
    values = np.linspace(0.0, 1.0, count)
    if bool((values > 0.5).any()):
        return True
    elif any(value > 0.25 for value in values):
        return False
    return False


def doubled(count: int):
    values = grid(count)
    return list(values * 2)


def cut(count: int):
    values = np.linspace(0.0, 1.0, count)
    values[:] = np.where(values > 0.5, 0.5, values)
    return values


def signed(count: int):
    values = np.linspace(-1.0, 1.0, count)
    out = np.zeros(count)
    out[:] = np.where(values > 0.0, values, -values)
    return out


def steps(values: NDArray[np.float64]):
    out = list(values * 0.5)
    return out


def shares(count: int) -> list[float]:
    return (np.arange(count) / count).tolist()


def mean_square(values: NDArray[np.float64]):
    return np.sum([value * value for value in [1.0]]) + np.mean([value for value in values])


def roots(count: int) -> list[float]:
    return np.sqrt(np.arange(count)).tolist()


def negative_roots(count: int) -> list[float]:
    return [math.sqrt(i) for i in range(-3, count)]


def divided(values: NDArray[np.float64]) -> list[float]:
    # an array would warn of what is not asked for
    return [1.0 / value if value != 0.0 else value for value in values]


def both(values: NDArray[np.float64]) -> list[float]:
    return [value for value in values if value > 0.0 and 1.0 / value > 0.5]


def squares(count: int) -> list[int]:
    return [i * i for i in range(count)]


def powers(count: int) -> list[int]:
    return [2**i for i in range(count)]


def inverses(count: int) -> list[float]:
    return [1.0 / i for i in range(count)]


def unknown_count(count) -> list[float]:
    return [i * 0.5 for i in range(count)]


def part(values: NDArray[np.float64], count: int):
    out = [0.0] * (count + 1)
    for i in range(count):
        out[i] = values[i] * 0.5
    return out


def sizes(values: list[float]):
    out = np.zeros(len(values))
    for i in range(values.size):
        out[i] = values[i] * 0.5
    return out
