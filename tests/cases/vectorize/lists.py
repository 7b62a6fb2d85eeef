"""Lists that pay for their conversion, with nothing to assume."""


def shelf_prices(prices: list[float], rate: float) -> list[float]:
    return [((price * 1.5 + 3.0) * (1.0 + rate)) * 1.05 - 0.5 for price in prices]


def converted(xs: tuple[float, ...], k: float):
    out: list[float] = []
    for x in xs:
        out.append((x * 1e-3 + k) * 2.0 + (x - 0.5) * 3.0)
    return out

# output
"""Lists that pay for their conversion, with nothing to assume."""

import numpy as np


def shelf_prices(prices: list[float], rate: float) -> list[float]:
    return (
        (np.array(prices, dtype=float) * 1.5 + 3.0) * (1.0 + rate) * 1.05 - 0.5
    ).tolist()


def converted(xs: tuple[float, ...], k: float):
    xs_array = np.array(xs, dtype=float)
    out: list[float] = ((xs_array * 1e-3 + k) * 2.0 + (xs_array - 0.5) * 3.0).tolist()
    return out
