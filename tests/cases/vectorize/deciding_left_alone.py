# granted
"""Loops that decide more than whether something holds, or cheaper."""

import numpy as np


def element_is_read(values: np.ndarray, limit: float):
    found = False
    value = None
    for value in values:
        if value > limit:
            found = True
            break
    return found, value


def flag_is_read(values: np.ndarray, limit: float):
    found = False
    for value in values:
        if value > limit and not found:
            found = True
    return found


def gives_the_element(values: np.ndarray, limit: float):
    for value in values:
        if value > limit:
            return value
    return False


def gives_ints(values: np.ndarray, limit: float):
    for value in values:
        if value > limit:
            return 1
    return 0


def same_either_way(values: np.ndarray, limit: float):
    for value in values:
        if value > limit:
            return True
    return True


def of_a_list(values: list[float], limit: float):
    for value in values:
        if value * 2.0 + value * value - 3.0 > limit:
            return True
    return False


def first_decides(values: np.ndarray, limit: float):
    for value in values:
        if value > limit:
            return True
        else:
            return False
    return False


def seen_inside(values: np.ndarray, limit: float):
    found = False

    def tell():
        return found

    for value in values:
        if value > limit:
            found = True
    return tell()


def says_so(values: np.ndarray, limit: float):
    for value in values:
        if value > limit:
            print(value)
            return True
    return False
