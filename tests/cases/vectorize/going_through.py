"""Parts of sequences, pairs, numbers that count; lists that were made some lines before."""

import itertools

import numpy as np
from numpy.typing import NDArray


def every_other(values: NDArray[np.float64]) -> list[float]:
    return [value * 2 for value in values[::2]]


def backwards(values: NDArray[np.float64], count: int) -> list[float]:
    return [value * 2 for value in values[: count - 1 : -1]]


def in_pairs(values: NDArray[np.float64]) -> list[float]:
    return [(later - earlier) / earlier for earlier, later in itertools.pairwise(values)]


def from_one(values: NDArray[np.float64]) -> list[float]:
    return [value * number for number, value in enumerate(values, start=1)]


def two_numbered(count: int) -> list[float]:
    left, right = np.ones(count), np.zeros(count)
    return [number * (one - other) for number, (one, other) in enumerate(zip(left, right))]


def both_numbered(count: int) -> list[float]:
    left = np.ones(count)
    right = np.zeros(count)
    return [number * (one - other) for number, (one, other) in enumerate(zip(left, right))]


def all_of_both(count: int) -> list[float]:
    left = np.ones(count)
    right = np.zeros(count)
    return [one - other for one, other in zip(left[1:], right[1:], strict=True)]


def some_lines_before(values: NDArray[np.float64], scale: float) -> list[float]:
    # what comes out
    out = list()
    # how many
    count = len(values)
    offset = scale * 2
    for i in range(count):
        out.append(values[i] * scale + offset)
    return out


def made_with_zeros(values: NDArray[np.float64]) -> list[float]:
    out = [0.0 for _ in range(len(values))]
    for i, value in enumerate(values):
        out[i] = value * 2
    return out


def taken_away(values: NDArray[np.float64], total: float) -> float:
    for value in values:
        total -= value * 2
    return total


def added_in_full(values: NDArray[np.float64], total: float) -> float:
    for value in values:
        if value < 0.5:
            continue
        total = total + value * 2
    return total


def sorted_ones(values: NDArray[np.float64]) -> list[float]:
    return sorted(value * 2 for value in values)


class Series:
    def __init__(self, values):
        self.values = np.array(values, dtype=float)

    def doubled(self) -> list[float]:
        return [value * 2 for value in self.values]


def parts_of_one(values: NDArray[np.float64]):
    return [one * other for one, other in zip(values, values[::2])]


def shifted(count: int):
    left = np.ones(count)
    right = np.zeros(count)
    return [one * other for one, other in zip(left[1:], right)]


def counted_from_one(values: NDArray[np.float64], weights: NDArray[np.float64]):
    return [value * weights[number] for number, value in enumerate(values, 1)]


def guarded(values: NDArray[np.float64], text: str) -> list[float]:
    try:
        out = []
        count = int(text)
        for value in values:
            out.append(value * count)
    except ValueError:
        pass
    return out


def seen_by_another(values: NDArray[np.float64], shown):
    out = []
    count = shown(lambda: out)
    for value in values:
        out.append(value * count)
    return out


def fewer(values: NDArray[np.float64]) -> list[float]:
    count = len(values)
    out = [0.0] * count
    count = count - 1
    for i in range(count):
        out[i] = values[i] * 2
    return out


class Changing:
    def __init__(self, values):
        self.numbers = np.array(values, dtype=float)

    def reset(self):
        self.numbers = None

    def tripled(self) -> list[float]:
        return [value * 3 for value in self.numbers]

# output
"""Parts of sequences, pairs, numbers that count; lists that were made some lines before."""

import itertools

import numpy as np
from numpy.typing import NDArray


def every_other(values: NDArray[np.float64]) -> list[float]:
    return list(values[::2] * 2)


def backwards(values: NDArray[np.float64], count: int) -> list[float]:
    return list(values[: count - 1 : -1] * 2)


def in_pairs(values: NDArray[np.float64]) -> list[float]:
    return list((values[1:] - values[:-1]) / values[:-1])


def from_one(values: NDArray[np.float64]) -> list[float]:
    return list(values * np.arange(1, len(values) + 1))


def two_numbered(count: int) -> list[float]:
    left, right = np.ones(count), np.zeros(count)
    return list(np.arange(len(left)) * (left - right))


def both_numbered(count: int) -> list[float]:
    left = np.ones(count)
    right = np.zeros(count)
    return list(np.arange(len(left)) * (left - right))


def all_of_both(count: int) -> list[float]:
    left = np.ones(count)
    right = np.zeros(count)
    return list(left[1:] - right[1:])


def some_lines_before(values: NDArray[np.float64], scale: float) -> list[float]:
    # what comes out
    # how many
    count = len(values)
    offset = scale * 2
    out = list(values * scale + offset)
    return out


def made_with_zeros(values: NDArray[np.float64]) -> list[float]:
    out = list(values * 2)
    return out


def taken_away(values: NDArray[np.float64], total: float) -> float:
    total = sum(-(values * 2), total)
    return total


def added_in_full(values: NDArray[np.float64], total: float) -> float:
    for value in values:
        if value < 0.5:
            continue
        total = total + value * 2
    return total


def sorted_ones(values: NDArray[np.float64]) -> list[float]:
    return sorted(list(values * 2))


class Series:
    def __init__(self, values):
        self.values = np.array(values, dtype=float)

    def doubled(self) -> list[float]:
        return list(self.values * 2)


def parts_of_one(values: NDArray[np.float64]):
    return [one * other for one, other in zip(values, values[::2])]


def shifted(count: int):
    left = np.ones(count)
    right = np.zeros(count)
    return [one * other for one, other in zip(left[1:], right)]


def counted_from_one(values: NDArray[np.float64], weights: NDArray[np.float64]):
    return [value * weights[number] for number, value in enumerate(values, 1)]


def guarded(values: NDArray[np.float64], text: str) -> list[float]:
    try:
        out = []
        count = int(text)
        for value in values:
            out.append(value * count)
    except ValueError:
        pass
    return out


def seen_by_another(values: NDArray[np.float64], shown):
    out = []
    count = shown(lambda: out)
    for value in values:
        out.append(value * count)
    return out


def fewer(values: NDArray[np.float64]) -> list[float]:
    count = len(values)
    out = [0.0] * count
    count = count - 1
    for i in range(count):
        out[i] = values[i] * 2
    return out


class Changing:
    def __init__(self, values):
        self.numbers = np.array(values, dtype=float)

    def reset(self):
        self.numbers = None

    def tripled(self) -> list[float]:
        return [value * 3 for value in self.numbers]
