# granted
"""Arrays that another name shows, and lengths that only look alike."""

import numpy as np


def two_names(values: np.ndarray):
    one = other = np.zeros(len(values))
    for i in range(1, len(values)):
        one[i] = other[i - 1] + values[i]
    return one


def named_on_the_way(values: np.ndarray):
    other = (one := np.zeros(len(values)))
    for i in range(1, len(values)):
        one[i] = other[i - 1] + values[i]
    return one


def from_the_second_round_on(values: np.ndarray):
    one = np.zeros(len(values))
    other = np.ones(len(values))
    for _ in range(3):
        for i in range(1, len(values)):
            one[i] = other[i - 1] + values[i]
        other = one
    return one


def swapped(values: np.ndarray):
    one = np.zeros(len(values))
    other = np.ones(len(values))
    for _ in range(3):
        for i in range(1, len(values)):
            one[i] = other[i - 1] + values[i]
        one, other = other, one
    return one


def made_anew_too_late(values: np.ndarray):
    one = np.zeros(len(values))
    other = np.ones(len(values))
    for _ in range(3):
        for i in range(1, len(values)):
            one[i] = other[i - 1] + values[i]
        one = np.zeros(len(values))
        other = one
    return one


def first_ones():
    values = np.linspace(0.0, 1.0, 11)
    out = np.zeros(11)
    for i in range(5):
        out[i] = values[i] - 2.0
    return out


def all_but_the_last():
    values = np.linspace(0.0, 1.0, 11)
    out = np.zeros(11)
    for i in range(1, 10):
        out[i] = values[i] - values[i - 1]
    return out


def first_three(values: np.ndarray) -> float:
    total = 0.0
    for i in range(3):
        total += values[i] * 2.0
    return total


def first_rows():
    table = np.ones((4, 4))
    out = np.zeros((4, 4))
    for i in range(2):
        for j in range(4):
            out[i, j] = table[i, j] * 2.0
    return out
