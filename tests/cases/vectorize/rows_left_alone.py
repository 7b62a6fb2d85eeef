"""What is stored need not be numbers only because it fits: a table of one column is asked."""

import numpy as np
from numpy.typing import NDArray


def compared_only(values: NDArray[np.float64]):
    out = np.zeros(len(values))
    for i in range(len(values)):
        if values[i] > 0.5:
            out[i] = 1.0
        else:
            out[i] = 0.0
    return out


def compared_beside(values: NDArray[np.float64], others: NDArray[np.float64]):
    out = np.zeros_like(values)
    for i in range(len(values)):
        out[i] = others[i] if values[i] > 0.5 else others[i] * 2.0
    return out


def not_read_everywhere(values: NDArray[np.float64]):
    count = len(values)
    out = np.zeros((count, count))
    for i in range(count):
        for j in range(count):
            if i == j:
                out[i, j] = 1.0
            else:
                out[i, j] = values[i] * values[j]
    return out
