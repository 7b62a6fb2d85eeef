# granted
"""Loops that fill several arrays."""

import numpy as np


def doubled(values: np.ndarray):
    one = np.zeros(len(values))
    other = np.zeros(len(values))
    for i in range(len(values)):
        # first
        one[i] = values[i] * 2.0
        other[i] = one[i] + 1.0  # second
    return one, other


def polar(xs: np.ndarray, ys: np.ndarray):
    count = len(xs)
    squares = np.empty(count)
    sides = np.empty(count)
    for i in range(count):
        dx = xs[i] - 1.0
        squares[i] = dx * dx + ys[i] * ys[i]
        if dx > 0:
            sides[i] = 1.0
        else:
            sides[i] = -1.0
    return squares, sides


def summed_before(values: np.ndarray):
    out = np.ones(len(values))
    total = 0.0
    for i in range(len(values)):
        total += out[i] * values[i]
        out[i] = values[i] * 2.0
    return out, total

# output
# granted
"""Loops that fill several arrays."""

import numpy as np


def doubled(values: np.ndarray):
    one = np.zeros(len(values))
    other = np.zeros(len(values))
    # first
    # second
    one[:] = values * 2.0
    other[:] = one + 1.0
    return one, other


def polar(xs: np.ndarray, ys: np.ndarray):
    count = len(xs)
    squares = np.empty(count)
    sides = np.empty(count)
    dx = xs - 1.0
    squares[:] = dx * dx + ys * ys
    sides[:] = np.where(dx > 0, 1.0, -1.0)
    return squares, sides


def summed_before(values: np.ndarray):
    out = np.ones(len(values))
    total = 0.0
    total = sum(out * values, total)
    out[:] = values * 2.0
    return out, total
