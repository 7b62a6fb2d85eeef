# granted
"""Loops whose parts depend on each other by more than the element of the same round."""

import numpy as np


def read_before(values: np.ndarray):
    one = np.ones(len(values))
    other = np.zeros(len(values))
    for i in range(len(values)):
        old = one[i] * 2.0
        one[i] = values[i]
        other[i] = old
    return one, other


def of_the_round_before(values: np.ndarray):
    one = np.ones(len(values))
    other = np.zeros(len(values))
    for i in range(1, len(values)):
        one[i] = other[i - 1] + values[i]
        other[i] = one[i] * 2.0
    return one, other


def of_the_next_round(values: np.ndarray):
    one = np.ones(len(values))
    other = np.zeros(len(values))
    for i in range(len(values) - 1):
        one[i] = values[i]
        other[i] = one[i + 1] * 2.0
    return one, other


def twice(values: np.ndarray):
    one = np.ones(len(values))
    for i in range(len(values)):
        one[i] = values[i]
        one[i] *= 2.0
    return one


def one_array(values: np.ndarray):
    one = other = np.ones(len(values))
    for i in range(len(values)):
        one[i] = values[i]
        other[i] = one[i] * 2.0
    return one


def who_knows(values: np.ndarray, one: np.ndarray, other: np.ndarray):
    for i in range(len(values)):
        one[i] = values[i]
        other[i] = one[i] * 2.0


def whole(values: np.ndarray):
    one = np.zeros(len(values))
    other = np.zeros(len(values))
    for i in range(len(values)):
        one[i] = values[i]
        other[i] = one.sum()
    return one, other


def gone_through(values: np.ndarray):
    one = np.zeros(len(values))
    other = np.zeros(len(values))
    for i, value in enumerate(one):
        one[i] = values[i]
        other[i] = value * 2.0
    return one, other
