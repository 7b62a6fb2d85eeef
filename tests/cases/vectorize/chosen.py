"""Variables of a loop's body that are chosen, changed or capped on the way."""

import numpy as np
from numpy.typing import NDArray


def chosen(values: NDArray[np.float64]) -> list[float]:
    out = []
    for value in values:
        if value > 1.0:
            price = value * 2.0
        else:
            price = value + 1.0
        out.append(price * price)
    return out


def replaced(values: NDArray[np.float64]) -> list[float]:
    out = []
    for value in values:
        price = value * 2.0
        if value > 1.0:
            price = value + 1.0
        out.append(price)
    return out


def changed(values: NDArray[np.float64]) -> list[float]:
    out = []
    for value in values:
        price = value * 2.0
        price += 1.0
        price *= value
        out.append(price)
    return out


def behind_a_guard(values: NDArray[np.float64]) -> list[float]:
    out = []
    for value in values:
        if value <= 1.0:
            continue
        rest = value - 1.0
        out.append(rest * 2.0)
    return out


def between(values: NDArray[np.float64]) -> list[float]:
    return [max(value * 2.0, value + 1.0) for value in values if 0.5 < value * value < 2.0]


def true_ones(values: NDArray[np.float64]) -> list[float]:
    return [value * 2.0 for value in values if value]


def from_an_earlier_round(values: NDArray[np.float64]) -> list[float]:
    out = []
    price = 0.0
    for value in values:
        if value > 1.0:
            price = value * 2.0
        out.append(price + 1.0)
    return out


def one_behind(values: NDArray[np.float64]) -> list[float]:
    out = []
    last = 0.0
    for value in values:
        change = value - last
        last = value
        out.append(change * 2.0)
    return out


def the_variable_itself(values: NDArray[np.float64]) -> list[float]:
    out = []
    for value in values:
        value *= 2.0
        out.append(value + 1.0)
    return out


def never_read(values: NDArray[np.float64], count: int) -> list[float]:
    out = []
    for value in values:
        share = 1 / count
        share = value * 2.0
        out.append(share)
    return out


def read_afterwards(values: NDArray[np.float64]):
    out = []
    for value in values:
        if value > 1.0:
            rest = value - 1.0
            out.append(rest * 2.0)
    return out, rest


def one_or_the_other(values: NDArray[np.float64]) -> list[float]:
    return [value and value * 2.0 for value in values]

# output
"""Variables of a loop's body that are chosen, changed or capped on the way."""

import numpy as np
from numpy.typing import NDArray


def chosen(values: NDArray[np.float64]) -> list[float]:
    price = np.where(values > 1.0, values * 2.0, values + 1.0)
    out = list(price * price)
    return out


def replaced(values: NDArray[np.float64]) -> list[float]:
    out = list(np.where(values > 1.0, values + 1.0, values * 2.0))
    return out


def changed(values: NDArray[np.float64]) -> list[float]:
    out = list((values * 2.0 + 1.0) * values)
    return out


def behind_a_guard(values: NDArray[np.float64]) -> list[float]:
    out = list((values[~(values <= 1.0)] - 1.0) * 2.0)
    return out


def between(values: NDArray[np.float64]) -> list[float]:
    inner = values * values
    mask = (0.5 < inner) & (inner < 2.0)
    inner_2 = values[mask] + 1.0
    inner = values[mask] * 2.0
    return list(np.where(inner_2 > inner, inner_2, inner))


def true_ones(values: NDArray[np.float64]) -> list[float]:
    return list(values[values != 0] * 2.0)


def from_an_earlier_round(values: NDArray[np.float64]) -> list[float]:
    out = []
    price = 0.0
    for value in values:
        if value > 1.0:
            price = value * 2.0
        out.append(price + 1.0)
    return out


def one_behind(values: NDArray[np.float64]) -> list[float]:
    out = []
    last = 0.0
    for value in values:
        change = value - last
        last = value
        out.append(change * 2.0)
    return out


def the_variable_itself(values: NDArray[np.float64]) -> list[float]:
    out = []
    for value in values:
        value *= 2.0
        out.append(value + 1.0)
    return out


def never_read(values: NDArray[np.float64], count: int) -> list[float]:
    out = []
    for value in values:
        share = 1 / count
        share = value * 2.0
        out.append(share)
    return out


def read_afterwards(values: NDArray[np.float64]):
    out = []
    for value in values:
        if value > 1.0:
            rest = value - 1.0
            out.append(rest * 2.0)
    return out, rest


def one_or_the_other(values: NDArray[np.float64]) -> list[float]:
    return [value and value * 2.0 for value in values]
