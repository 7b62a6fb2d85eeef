"""Nested loops that fill an array."""

import math

import numpy as np
from numpy.typing import NDArray


def outer(left: NDArray[np.float64], right: NDArray[np.float64]):
    out = np.zeros((len(left), len(right)))
    for i in range(len(left)):
        for j in range(len(right)):
            out[i, j] = left[i] * right[j]
    return out


def distances(values: NDArray[np.float64]):
    count = len(values)
    out = np.zeros((count, count))
    for i in range(count):
        # between each two
        for j in range(count):
            out[i][j] = abs(values[i] - values[j])  # never negative
    return out


def turned(table: NDArray[np.float64]):
    rows, columns = table.shape
    out = np.zeros((columns, rows))
    for i in range(rows):
        for j in range(columns):
            out[j, i] = table[i, j]
    return out


def times(table: NDArray[np.float64], vector: NDArray[np.float64]):
    out = np.zeros(table.shape[0])
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            out[i] += table[i, j] * vector[j]
    return out


def product(left: NDArray[np.float64], right: NDArray[np.float64]):
    out = np.zeros((left.shape[0], right.shape[1]))
    for i in range(left.shape[0]):
        for j in range(right.shape[1]):
            total = 0.0
            for k in range(left.shape[1]):
                total += left[i, k] * right[k, j]
            out[i, j] = total
    return out


def hilbert(count: int):
    out = np.zeros((count, count))
    for i in range(count):
        for j in range(count):
            out[i, j] = 1.0 / (i + j + 1)
    return out


def below(table: NDArray[np.float64], count: int):
    out = np.zeros((count, count))
    for i in range(count):
        for j in range(i):
            out[i, j] = table[i, j]
    return out


def mirrored(table: NDArray[np.float64]):
    rows, columns = table.shape
    for i in range(rows):
        for j in range(columns):
            table[i, j] = table[j, i]


def perhaps_the_same(table: NDArray[np.float64], out: NDArray[np.float64]):
    rows, columns = table.shape
    for i in range(rows):
        for j in range(columns):
            out[i, j] = table[i, j] * 2.0


def other_shape(left: NDArray[np.float64], right: NDArray[np.float64]):
    out = np.zeros(left.shape)
    for i in range(left.shape[0]):
        for j in range(left.shape[1]):
            out[i, j] = left[i, j] * right[i, j]
    return out


def last_ones(table: NDArray[np.float64]):
    rows, columns = table.shape
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = table[i, j]
    return out, i, j


def roots(table: NDArray[np.float64]):
    rows, columns = table.shape
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = math.sqrt(table[i, j])
    return out


def whole_numbers(count: int):
    out = np.zeros((count, count), dtype=int)
    for i in range(count):
        for j in range(count):
            out[i, j] = i * 2 + j
    return out


def first_row(table: NDArray[np.float64], count: int):
    out = np.zeros((count, count))
    for i in range(count):
        for j in range(len(table[0])):
            out[i, j] = table[i, j]
    return out

# output
"""Nested loops that fill an array."""

import math

import numpy as np
from numpy.typing import NDArray


def outer(left: NDArray[np.float64], right: NDArray[np.float64]):
    out = np.zeros((len(left), len(right)))
    out[:] = left[:, None] * right
    return out


def distances(values: NDArray[np.float64]):
    count = len(values)
    out = np.zeros((count, count))
    # between each two
    # never negative
    out[:] = np.abs(values[:, None] - values)
    return out


def turned(table: NDArray[np.float64]):
    rows, columns = table.shape
    out = np.zeros((columns, rows))
    out[:] = table.T
    return out


def times(table: NDArray[np.float64], vector: NDArray[np.float64]):
    out = np.zeros(table.shape[0])
    for j in range(table.shape[1]):
        out += table[:, j] * vector[j]
    return out


def product(left: NDArray[np.float64], right: NDArray[np.float64]):
    out = np.zeros((left.shape[0], right.shape[1]))
    out[:] = 0.0
    for k in range(left.shape[1]):
        out += left[:, k, None] * right[k]
    return out


def hilbert(count: int):
    out = np.zeros((count, count))
    out[:] = 1.0 / (np.arange(count)[:, None] + np.arange(count) + 1)
    return out


def below(table: NDArray[np.float64], count: int):
    out = np.zeros((count, count))
    for i in range(count):
        for j in range(i):
            out[i, j] = table[i, j]
    return out


def mirrored(table: NDArray[np.float64]):
    rows, columns = table.shape
    for i in range(rows):
        for j in range(columns):
            table[i, j] = table[j, i]


def perhaps_the_same(table: NDArray[np.float64], out: NDArray[np.float64]):
    rows, columns = table.shape
    for i in range(rows):
        for j in range(columns):
            out[i, j] = table[i, j] * 2.0


def other_shape(left: NDArray[np.float64], right: NDArray[np.float64]):
    out = np.zeros(left.shape)
    for i in range(left.shape[0]):
        for j in range(left.shape[1]):
            out[i, j] = left[i, j] * right[i, j]
    return out


def last_ones(table: NDArray[np.float64]):
    rows, columns = table.shape
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = table[i, j]
    return out, i, j


def roots(table: NDArray[np.float64]):
    rows, columns = table.shape
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = math.sqrt(table[i, j])
    return out


def whole_numbers(count: int):
    out = np.zeros((count, count), dtype=int)
    for i in range(count):
        for j in range(count):
            out[i, j] = i * 2 + j
    return out


def first_row(table: NDArray[np.float64], count: int):
    out = np.zeros((count, count))
    for i in range(count):
        for j in range(len(table[0])):
            out[i, j] = table[i, j]
    return out
