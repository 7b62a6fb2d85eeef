# granted
"""A list that is compared on both sides becomes one array."""


def inside(values: list[float], low: float, high: float) -> int:
    count = 0
    for value in values:
        if low < value * value <= high and 0.0 < value <= 3.0 and value * 2.0 > 0.5:
            count += 1
    return count

# output
# granted
"""A list that is compared on both sides becomes one array."""

import numpy as np


def inside(values: list[float], low: float, high: float) -> int:
    count = 0
    values_array = np.array(values, dtype=float)
    inner = values_array * values_array
    count += int(
        np.count_nonzero(
            (low < inner)
            & (inner <= high)
            & ((0.0 < values_array) & (values_array <= 3.0))
            & (values_array * 2.0 > 0.5)
        )
    )
    return count
