# granted
"""Loops over arrays that only decide whether something holds."""

import numpy as np


def has_more(values: np.ndarray, limit: float) -> bool:
    """Say whether one is greater."""
    # one is enough
    for value in values:
        if value > limit:  # found
            return True
    return False  # none


def is_sorted(values: np.ndarray) -> bool:
    for i in range(len(values) - 1):
        if values[i] > values[i + 1]:
            return False
    return True


def all_below(values: np.ndarray, limit: float) -> bool:
    for value in values:
        if not value < limit:
            return False
    return True


def flag(values: np.ndarray, limit: float):
    found = False  # not yet
    count = len(values)
    for value in values:
        if value * 2.0 > limit:
            found = True
            break
    return found, count


def fine(values: np.ndarray, limit: float):
    is_fine = True
    for value in values:
        rest = value - limit
        if rest < 0 or value == 3.0:
            is_fine = False
    return is_fine

# output
# granted
"""Loops over arrays that only decide whether something holds."""

import numpy as np


def has_more(values: np.ndarray, limit: float) -> bool:
    """Say whether one is greater."""
    # one is enough
    # found
    return bool((values > limit).any())  # none


def is_sorted(values: np.ndarray) -> bool:
    return not (values[:-1] > values[1:]).any()


def all_below(values: np.ndarray, limit: float) -> bool:
    return bool((values < limit).all())


def flag(values: np.ndarray, limit: float):
    count = len(values)
    found = bool((values * 2.0 > limit).any())  # not yet
    return found, count


def fine(values: np.ndarray, limit: float):
    is_fine = not ((values - limit < 0) | (values == 3.0)).any()
    return is_fine
