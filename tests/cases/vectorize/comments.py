import numpy as np
from numpy.typing import NDArray


def appended(values: NDArray[np.float64]):
    out = []
    # one by one
    for value in values:  # all of them
        # doubled
        out.append(value * 2)  # twice
    return out


def stored(values: NDArray[np.float64]):
    count = len(values)
    out = np.empty(count)
    # into the array
    for i in range(count):
        out[i] = values[i] * 2
        # nothing else
    return out


def told(values: NDArray[np.float64]):
    count = len(values)
    out = np.empty(count)
    for i in range(count):
        out[i] = values[i] * 2  # type: ignore
    return out


def inside(values: NDArray[np.float64]):
    return [
        value * 2  # twice
        for value in values
    ]

# output
import numpy as np
from numpy.typing import NDArray


def appended(values: NDArray[np.float64]):
    # one by one
    # all of them
    # doubled
    # twice
    out = list(values * 2)
    return out


def stored(values: NDArray[np.float64]):
    count = len(values)
    out = np.empty(count)
    # into the array
    # nothing else
    out[:] = values * 2
    return out


def told(values: NDArray[np.float64]):
    count = len(values)
    out = np.empty(count)
    for i in range(count):
        out[i] = values[i] * 2  # type: ignore
    return out


def inside(values: NDArray[np.float64]):
    return [
        value * 2  # twice
        for value in values
    ]
