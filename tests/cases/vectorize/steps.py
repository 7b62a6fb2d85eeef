"""Loops that go to a number, and arrays that are filled again and again."""

import numpy as np


def curve():
    xs = np.linspace(0.0, 1.0, 11)
    ys = np.zeros(11)
    for i in range(11):
        ys[i] = xs[i] * 2.0 + 1.0
    return ys


def slopes():
    xs = np.zeros(11) + np.ones(11)
    ys = np.zeros(11)
    for i in range(1, 11):
        ys[i] = xs[i] - xs[i - 1]
    return ys


def relaxed(rounds: int):
    after = np.zeros(10)
    before = np.ones(10)
    for _ in range(rounds):
        for i in range(1, 10):
            after[i] = before[i - 1] + 0.5
        before[:] = after
        print(after.sum())
    return after


def relaxed_anew(rounds: int):
    before = np.ones(10)
    for _ in range(rounds):
        after = np.zeros(10)
        for i in range(1, 10):
            after[i] = before[i - 1] + 0.5
        before = after
    return before


def two_on_a_line(xs: list[float], ys: list[float]):
    one = np.array(xs, dtype=float); other = np.array(ys, dtype=float)
    out = np.zeros(len(one))
    for i in range(len(one)):
        out[i] = one[i] + other[i]
    return out

# output
"""Loops that go to a number, and arrays that are filled again and again."""

import numpy as np


def curve():
    xs = np.linspace(0.0, 1.0, 11)
    ys = np.zeros(11)
    ys[:] = xs * 2.0 + 1.0
    return ys


def slopes():
    xs = np.zeros(11) + np.ones(11)
    ys = np.zeros(11)
    ys[1:] = xs[1:] - xs[:-1]
    return ys


def relaxed(rounds: int):
    after = np.zeros(10)
    before = np.ones(10)
    for _ in range(rounds):
        after[1:] = before[:-1] + 0.5
        before[:] = after
        print(after.sum())
    return after


def relaxed_anew(rounds: int):
    before = np.ones(10)
    for _ in range(rounds):
        after = np.zeros(10)
        for i in range(1, 10):
            after[i] = before[i - 1] + 0.5
        before = after
    return before


def two_on_a_line(xs: list[float], ys: list[float]):
    one = np.array(xs, dtype=float); other = np.array(ys, dtype=float)
    out = np.zeros(len(one))
    for i in range(len(one)):
        out[i] = one[i] + other[i]
    return out
