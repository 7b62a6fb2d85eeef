"""Loops over arrays."""

import math

import numpy as np
from numpy.typing import NDArray


def scaled(values: NDArray[np.float64], factor: float) -> list[float]:
    # every one of them
    return [value * factor for value in values]


def centred(values: NDArray[np.float64]):
    mean = sum(value for value in values) / len(values)
    return [(value - mean) / (len(values) - 1.5) for value in values]


def products(left: NDArray[np.float64], right: NDArray[np.float64]) -> list[float]:
    return [one * other for one, other in zip(left, right)]


def dot(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    return sum(one * other for one, other in zip(left, right))


def changes(values: np.ndarray):
    return [after - before for before, after in zip(values, values[1:])]


def curvature(values: np.ndarray):
    out = []
    for i in range(1, len(values) - 1):
        # the middle one counts twice
        out.append(values[i - 1] - 2 * values[i] + values[i + 1])
    return out


def positive(values: NDArray[np.float64]) -> list[float]:
    out = []
    for value in values:
        if value <= 0:
            continue
        out.append(value * 2 + value)
    return out


def wave(count: int):
    xs = np.linspace(0, 1, count)
    ys = xs * 2
    out = np.zeros(count)
    for i in range(count):
        out[i] = xs[i] * ys[i] if xs[i] > 0.5 else 0.0
    return out


def halved(values: NDArray[np.float64]):
    for i in range(len(values)):
        values[i] /= 2


def total(values: NDArray[np.float64], weight: float):
    result = 0.0
    for value in values:
        result += value * weight
    return result


def roots(values: NDArray[np.float64]):
    return np.array([np.sqrt(value + 1) for value in values])


def blank(values: NDArray[np.float64]):
    for i in range(1, len(values) - 1):
        values[i] = 0.0


def largest(values: NDArray[np.float64]):
    return max(abs(value) for value in values), tuple(-value for value in values)


class Series:
    def __init__(self, values: NDArray[np.float64], factor: float) -> None:
        self.values = values
        self.factor = factor

    def scaled(self) -> list[float]:
        return [value * self.factor for value in self.values]


def absolute(values: NDArray[np.float64]) -> list[float]:
    return [math.fabs(value) for value in values]

# output
"""Loops over arrays."""

import math

import numpy as np
from numpy.typing import NDArray


def scaled(values: NDArray[np.float64], factor: float) -> list[float]:
    # every one of them
    return list(values * factor)


def centred(values: NDArray[np.float64]):
    mean = sum(value for value in values) / len(values)
    return [(value - mean) / (len(values) - 1.5) for value in values]


def products(left: NDArray[np.float64], right: NDArray[np.float64]) -> list[float]:
    return list(left[: len(right)] * right[: len(left)])


def dot(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    return sum(left[: len(right)] * right[: len(left)])


def changes(values: np.ndarray):
    return list(values[1:] - values[:-1])


def curvature(values: np.ndarray):
    # the middle one counts twice
    out = list(values[:-2] - 2 * values[1:-1] + values[2:])
    return out


def positive(values: NDArray[np.float64]) -> list[float]:
    mask = ~(values <= 0)
    out = list(values[mask] * 2 + values[mask])
    return out


def wave(count: int):
    xs = np.linspace(0, 1, count)
    ys = xs * 2
    out = np.zeros(count)
    out[:] = np.where(xs > 0.5, xs * ys, 0.0)
    return out


def halved(values: NDArray[np.float64]):
    values /= 2


def total(values: NDArray[np.float64], weight: float):
    result = 0.0
    result = sum(values * weight, result)
    return result


def roots(values: NDArray[np.float64]):
    return np.sqrt(values + 1)


def blank(values: NDArray[np.float64]):
    values[1:-1] = 0.0


def largest(values: NDArray[np.float64]):
    return max(np.abs(values)), tuple(-values)


class Series:
    def __init__(self, values: NDArray[np.float64], factor: float) -> None:
        self.values = values
        self.factor = factor

    def scaled(self) -> list[float]:
        return list(self.values * self.factor)


def absolute(values: NDArray[np.float64]) -> list[float]:
    return np.fabs(values).tolist()
