# granted
import numpy as np


def while_i_after(xs: np.ndarray):
    total = 0.0
    i = 0
    while i < len(xs):
        total += xs[i] * xs[i]
        i += 1
    return total / i


def while_start1(xs: np.ndarray):
    total = 0.0
    i = 1
    while i < len(xs):
        total += xs[i] * xs[i]
        i += 1
    return total


def while_step2(xs: np.ndarray):
    total = 0.0
    i = 0
    while i < len(xs):
        total += xs[i] * xs[i]
        i += 2
    return total


def while_continue(xs: np.ndarray):
    total = 0.0
    i = 0
    while i < len(xs):
        if xs[i] < 0:
            i += 1
            continue
        total += xs[i] * xs[i]
        i += 1
    return total


def while_inc_first(xs: np.ndarray):
    total = 0.0
    i = 0
    while i < len(xs):
        i += 1
        total += xs[i - 1] * 2
    return total


def while_le(xs: np.ndarray):
    total = 0.0
    i = 0
    while i <= len(xs) - 1:
        total += xs[i]
        i += 1
    return total


def while_shrink(xs: np.ndarray):
    n = len(xs)
    total = 0.0
    i = 0
    while i < n:
        total += xs[i]
        n -= 1
        i += 1
    return total


def while_else(xs: np.ndarray):
    total = 0.0
    i = 0
    while i < len(xs):
        total += xs[i]
        i += 1
    else:
        print("done")
    return total


def while_closure(xs: np.ndarray):
    total = 0.0
    i = 0
    g = lambda: i
    while i < len(xs):
        total += xs[i]
        i += 1
    return total, g()
