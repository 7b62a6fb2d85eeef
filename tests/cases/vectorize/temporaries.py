import math

import numpy as np
from numpy.typing import NDArray


def variance(values: NDArray[np.float64], mean: float) -> float:
    total = 0.0
    for value in values:
        # how far off it is
        change = value - mean
        total += change * change
    return total


def distances(x: NDArray[np.float64]) -> list[float]:
    result = []
    for i in range(len(x)):
        dx = x[i] - 1.0
        far = abs(dx)
        result.append(dx * far + far)
    return result


def weighed(values: NDArray[np.float64]):
    weights = np.ones(len(values))
    result = np.zeros(len(values))
    for number, value in enumerate(values):
        half = value / 2
        result[number] = half * weights[number]
    return result


def above(values: NDArray[np.float64]) -> list[float]:
    result = []
    for value in values:
        change = value - 1.0
        if change > 0:
            result.append(change)
    return result

# output
import math

import numpy as np
from numpy.typing import NDArray


def variance(values: NDArray[np.float64], mean: float) -> float:
    total = 0.0
    # how far off it is
    change = values - mean
    total = sum(change * change, total)
    return total


def distances(x: NDArray[np.float64]) -> list[float]:
    dx = x - 1.0
    far = np.abs(dx)
    result = list(dx * far + far)
    return result


def weighed(values: NDArray[np.float64]):
    weights = np.ones(len(values))
    result = np.zeros(len(values))
    result[:] = values / 2 * weights
    return result


def above(values: NDArray[np.float64]) -> list[float]:
    result = list(values[values - 1.0 > 0] - 1.0)
    return result
