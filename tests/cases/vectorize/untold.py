# granted
"""Without annotations, where it is granted that elements are floats and operands numbers."""

import math

import numpy as np


def taxed(prices, rate, fee):
    return [((price + fee) * (1 + rate) - fee) * 1.05 for price in prices]


def lengths(xs, ys):
    return [math.sqrt(x * x + y * y) * 2.0 + x for x, y in zip(xs, ys)]


def growth(history):
    return [(history[i] - history[i - 1]) / history[i - 1] * 100.0 - 1.0 for i in range(1, len(history))]


def clipped(values: np.ndarray, low: float, high: float):
    out = np.empty_like(values)
    for i in range(len(values)):
        out[i] = min(max(values[i], low), high)
    return out


def roots(values: np.ndarray):
    return np.array([math.sqrt(value) for value in values])


def any_above(values: np.ndarray, limit: float) -> bool:
    return any(value > limit for value in values)


def whole(count: int):
    values = np.zeros(count, dtype=int)
    return [math.sqrt(value) for value in values]


def labels(words, count):
    return [f"{word}: {word * count}" for word in words]


def orders(rows):
    return [row.price * row.count + row.fee - row.rebate + 1.0 for row in rows]


def called(values, function):
    return [function(value) * 2.0 + 1.0 - value * value for value in values]


def few(values, rate):
    return [value * rate for value in values]


def masked(values: np.ma.MaskedArray, rate, fee):
    return [((value + fee) * (1 + rate) - fee) * 1.05 for value in values]

# output
# granted
"""Without annotations, where it is granted that elements are floats and operands numbers."""

import math

import numpy as np


def taxed(prices, rate, fee):
    return (
        ((np.fromiter(prices, dtype=float) + fee) * (1 + rate) - fee) * 1.05
    ).tolist()


def lengths(xs, ys):
    xs_array = np.fromiter(xs, dtype=float)
    ys_array = np.fromiter(ys, dtype=float)
    return (
        np.sqrt(xs_array * xs_array + ys_array * ys_array) * 2.0 + xs_array
    ).tolist()


def growth(history):
    history_array = np.array(history, dtype=float)
    return ((history_array[1:] - history_array[:-1]) / history_array[:-1] * 100.0 - 1.0).tolist()


def clipped(values: np.ndarray, low: float, high: float):
    out = np.empty_like(values)
    inner = np.where(low > values, low, values)
    out[:] = np.where(high < inner, high, inner)
    return out


def roots(values: np.ndarray):
    return np.sqrt(values)


def any_above(values: np.ndarray, limit: float) -> bool:
    return bool((values > limit).any())


def whole(count: int):
    values = np.zeros(count, dtype=int)
    return [math.sqrt(value) for value in values]


def labels(words, count):
    return [f"{word}: {word * count}" for word in words]


def orders(rows):
    return [row.price * row.count + row.fee - row.rebate + 1.0 for row in rows]


def called(values, function):
    return [function(value) * 2.0 + 1.0 - value * value for value in values]


def few(values, rate):
    return [value * rate for value in values]


def masked(values: np.ma.MaskedArray, rate, fee):
    return [((value + fee) * (1 + rate) - fee) * 1.05 for value in values]
