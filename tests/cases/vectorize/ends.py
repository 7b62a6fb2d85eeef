# granted
"""Running sums that are put in before each step or read at the end; the least and greatest."""


def before_each(values: list[float], rate: float) -> list[float]:
    total = 0.0
    starts = []
    for value in values:
        starts.append(total)
        total += (value * 1.5 + rate) * 2.0
    return starts


def total_at_the_end(values: list[float], rate: float) -> tuple[list[float], float]:
    # what was sold so far
    sums = []
    total = 0.0
    for value in values:
        total += (value * 1.5 + rate) * 2.0
        sums.append(total)
    return sums, total


def put_into_a_list(values: list[float], rate: float) -> list[float]:
    total = 0.0
    sums = [0.0] * len(values)
    for i in range(len(values)):
        total += (values[i] * 1.5 + rate) * 2.0
        sums[i] = total
    return sums


def with_its_start(values: list[float], rate: float) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + (value * 1.5 + rate) * 2.0)
    return sums


def greatest(values: list[float], rate: float) -> float:
    best = 0.0
    for value in values:
        price = (value * 1.5 + rate) * 2.0 - value
        if price > best:
            best = price
    return best


def least(values: list[float], rate: float) -> float:
    best = 1e9
    for value in values:
        best = min(best, (value * 1.5 + rate) * 2.0 - value)
    return best


def last_of_the_greatest(values: list[float], rate: float) -> float:
    best = 0.0
    for value in values:
        best = max((value * 1.5 + rate) * 2.0 - value, best)
    return best


def best_until_then(values: list[float], rate: float) -> float:
    best = 0.0
    for value in values:
        best = max(best, (value * 1.5 + rate) * 2.0 - best)
    return best


def seen_in_between(values: list[float], rate: float, shown) -> list[float]:
    total = 0.0
    sums = []
    for value in values:
        total += (value * 1.5 + rate) * 2.0
        shown(total)
        sums.append(total)
    return sums


def twice_each(values: list[float], rate: float) -> list[float]:
    total = 0.0
    sums = []
    for value in values:
        total += (value * 1.5 + rate) * 2.0
        sums.append(total * 2.0)
    return sums


def whole_numbers(values: list[int]) -> list[int]:
    total = 0
    sums = []
    for value in values:
        sums.append(total)
        total += value * 3 + 1 - value * value
    return sums

# output
# granted
"""Running sums that are put in before each step or read at the end; the least and greatest."""

import numpy as np


def before_each(values: list[float], rate: float) -> list[float]:
    starts = np.cumsum(
        np.concatenate(([0.0], (np.array(values, dtype=float) * 1.5 + rate) * 2.0))
    )[:-1].tolist()
    return starts


def total_at_the_end(values: list[float], rate: float) -> tuple[list[float], float]:
    # what was sold so far
    running = np.cumsum(
        np.concatenate(([0.0], (np.array(values, dtype=float) * 1.5 + rate) * 2.0))
    )
    total = float(running[-1])
    sums = running[1:].tolist()
    return sums, total


def put_into_a_list(values: list[float], rate: float) -> list[float]:
    sums = (
        np.cumsum((np.array(values, dtype=float) * 1.5 + rate) * 2.0) + 0.0
    ).tolist()
    return sums


def with_its_start(values: list[float], rate: float) -> list[float]:
    sums = np.cumsum(
        np.concatenate(([0.0], (np.array(values, dtype=float) * 1.5 + rate) * 2.0))
    ).tolist()
    return sums


def greatest(values: list[float], rate: float) -> float:
    best = 0.0
    values_array = np.array(values, dtype=float)
    price = (values_array * 1.5 + rate) * 2.0 - values_array
    best = max([best, *price.tolist()])
    return best


def least(values: list[float], rate: float) -> float:
    best = 1e9
    values_array = np.array(values, dtype=float)
    best = min([best, *((values_array * 1.5 + rate) * 2.0 - values_array).tolist()])
    return best


def last_of_the_greatest(values: list[float], rate: float) -> float:
    best = 0.0
    for value in values:
        best = max((value * 1.5 + rate) * 2.0 - value, best)
    return best


def best_until_then(values: list[float], rate: float) -> float:
    best = 0.0
    for value in values:
        best = max(best, (value * 1.5 + rate) * 2.0 - best)
    return best


def seen_in_between(values: list[float], rate: float, shown) -> list[float]:
    total = 0.0
    sums = []
    for value in values:
        total += (value * 1.5 + rate) * 2.0
        shown(total)
        sums.append(total)
    return sums


def twice_each(values: list[float], rate: float) -> list[float]:
    total = 0.0
    sums = []
    for value in values:
        total += (value * 1.5 + rate) * 2.0
        sums.append(total * 2.0)
    return sums


def whole_numbers(values: list[int]) -> list[int]:
    total = 0
    sums = []
    for value in values:
        sums.append(total)
        total += value * 3 + 1 - value * value
    return sums
