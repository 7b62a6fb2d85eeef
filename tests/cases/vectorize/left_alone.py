import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray


def unknown(values, factor):
    return [value * factor + 1 for value in values]


def decimals(prices: list[Decimal], factor: Decimal):
    return [price * factor * factor * factor * factor for price in prices]


def fractions(values: list[Fraction]):
    return [value * 2 + 1 - value / 3 for value in values]


def texts(words: list[str]):
    return [word * 2 + word for word in words]


def perhaps(values: list[float | None]):
    return [value * 2.0 + 1.0 - value * 3.0 for value in values if value is not None]


def complex_ones(values: list[complex]):
    return [value * 2.0 + 1.0 - value * 3.0 + value for value in values]


def one_shot(values: NDArray[np.float64]):
    return [value * 2 for value in iter(values)]


def generated(values: NDArray[np.float64]):
    return (value * 2 for value in values)


def yielded(values: NDArray[np.float64]):
    for value in values:
        yield value * 2


def first_over(values: NDArray[np.float64], limit: float):
    for value in values:
        if value > limit:
            return value
    return None


def stops(values: NDArray[np.float64]):
    out = []
    for value in values:
        if value < 0:
            break
        out.append(value * 2)
    return out


def printed(values: NDArray[np.float64]):
    out = []
    for value in values:
        print(value)
        out.append(value * 2)
    return out


def called(values: NDArray[np.float64], function):
    return [function(value) * 2 for value in values]


def chained_index(rates: NDArray[np.float64]):
    index = [100.0]
    for rate in rates:
        index.append(index[-1] * (1 + rate))
    return index


def smooth(values: NDArray[np.float64], alpha: float):
    out = np.zeros(len(values))
    for i in range(1, len(values)):
        out[i] = alpha * values[i] + (1 - alpha) * out[i - 1]
    return out


def into_ints(values: NDArray[np.float64]):
    out = np.zeros(len(values), dtype=int)
    for i in range(len(values)):
        out[i] = values[i] * 2
    return out


def shifted(values: NDArray[np.float64], out: NDArray[np.float64]):
    for i in range(len(values)):
        out[i] = values[i] * 2


def through_a_view(values: NDArray[np.float64]):
    out = np.zeros(len(values))
    view = out[::-1]
    for i in range(len(values)):
        out[i] = view[i] * 2 + 1
    return out


def seen_from_behind(values: NDArray[np.float64]):
    return [values[i] - values[i - 1] for i in range(len(values))]


def counted_down(values: NDArray[np.float64]):
    return [values[i] * 2 for i in range(len(values) - 1, -1, -1)]


def with_else(values: NDArray[np.float64]):
    out = []
    for value in values:
        out.append(value * 2)
    else:
        out.append(0.0)
    return out


def filled_before(values: NDArray[np.float64]):
    out = [0.0]
    for value in values:
        out.append(value * 2)
    return out


def divided(numbers: list[int]):
    return [((number * 2 + 1) * 3 - 4) / number for number in numbers]


def huge(numbers: list[int]):
    return [2**number + number * 3 - 1 + number * number for number in numbers]


def cents(prices: NDArray[np.float64]):
    return [round(price * 100) for price in prices]


def floored(values: NDArray[np.float64]):
    return [math.floor(value * 2) for value in values]


def in_ints(values: NDArray[np.float64]):
    return [int(value * 2) for value in values]


def bits(values: NDArray[np.int64]):
    return [value ^ 1 for value in values]


def sides(values: list[float]):
    return [value * 2.0 + 1.0 - value * 3.0 if value > 0.5 else 0 for value in values]


def some(values: NDArray[np.float64]):
    return [value or 1.0 for value in values]


def pairs(values: NDArray[np.float64]):
    return [(value * 2, value) for value in values]


def named(values: NDArray[np.float64]):
    return {value * 2: value for value in values}


def walrus(values: NDArray[np.float64]):
    return [last := value * 2 for value in values], last


def converted(values: np.ndarray):
    values = values.tolist()
    return [value * 2 for value in values]


def by_vectors(values: NDArray[np.float64], weights: NDArray[np.float64]):
    return [value * weights for value in values]


def just_copied(values: NDArray[np.float64]):
    return [value for value in values]


def few_operations(values: list[float], factor: float):
    return [value * factor for value in values]


def clamped(values: list[float], low: float, high: float):
    return [low if value < low else high if value > high else value for value in values]


def powers(values: NDArray[np.float64]):
    return [value**2 for value in values]


def texts_of(values: NDArray[np.float64]):
    return [f"{value * 2}" for value in values]


def number_or_list(values: NDArray[np.float64], start):
    total = start
    for value in values:
        total += value * 2
    return total


async def awaited(values: NDArray[np.float64], scale):
    return [await scale(value) * 2 for value in values]


TABLE: NDArray[np.float64] = np.zeros(3)
for _index in range(len(TABLE)):
    TABLE[_index] = TABLE[_index] * 2


class Shop:
    doubled = [cell * 2 for cell in TABLE]


def tables(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([one * other for one, other in zip(left, right)])


def nested(values: NDArray[np.float64]):
    def inner(values):
        return [value * 2 for value in values]

    return inner


def by_something(values: NDArray[np.float64]):
    def inner(factor):
        return [value * factor for value in values]

    return inner


def shared_variable(values: NDArray[np.float64]):
    global value
    result = []
    for value in values:
        result.append(value * value)
    return result


def shared_temporary(values: NDArray[np.float64]):
    global change
    result = []
    for value in values:
        change = value - 1.0
        result.append(change * change)
    return result


def carried_temporary(values: NDArray[np.float64]):
    change = 0.0
    result = []
    for value in values:
        result_of = change + value
        change = value - 1.0
        result.append(change * result_of)
    return result


def temporary_read_afterwards(values: NDArray[np.float64]):
    result = []
    for value in values:
        change = value - 1.0
        result.append(change * change)
    return result, change


def unread_temporary(values: NDArray[np.float64], count: int):
    result = []
    for value in values:
        share = 1 / count
        result.append(value * value)
    return result


def temporary_in_the_place_of_the_sequence(values: NDArray[np.float64]):
    result = []
    for value in values:
        values = value - 1.0
        result.append(values * value)
    return result


def numbered(values: NDArray[np.float64]):
    return [value * number for number, value in enumerate(values)]


def numbered_from_one(values: NDArray[np.float64], weights: NDArray[np.float64]):
    return [value * weights[number] for number, value in enumerate(values, 1)]
