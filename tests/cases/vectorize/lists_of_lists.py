# granted
"""Products of tables and vectors that are lists of lists, outer products, rows."""


def product(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    rows = len(left)
    along = len(right)
    columns = len(right[0]) if right else 0
    # each with each
    table = [[0.0] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            for k in range(along):
                table[i][j] += left[i][k] * right[k][j]
    return table


def appended(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    out = []
    for i in range(len(left)):
        row = []
        for j in range(len(right[0])):
            total = 0.0
            for k in range(len(right)):
                total += left[i][k] * right[k][j]
            row.append(total)
        out.append(row)
    return out


def zipped(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*right)] for row in left]


def times(table: list[list[float]], vector: list[float]) -> list[float]:
    return [sum(cell * factor for cell, factor in zip(row, vector)) for row in table]


def outer(left: list[float], right: list[float], i: float) -> list[list[float]]:
    return [[(x * y + i) * 2.0 - x for y in right] for x in left]


def each(table: list[list[float]], rate: float) -> list[list[float]]:
    result = []
    for row in table:
        changed = []
        for cell in row:
            changed.append((cell * 1.5 + rate) * 2.0 - 1.0)
        result.append(changed)
    return result


def all_one_row(left: list[float], right: list[float]) -> list[list[float]]:
    table = [[0.0] * len(right)] * len(left)
    for i in range(len(left)):
        for j in range(len(right)):
            table[i][j] = (left[i] * right[j] + 1.5) * 2.0 - 1.0
    return table


def below(table: list[list[float]], count: int) -> list[list[float]]:
    out = [[0.0] * count for _ in range(count)]
    for i in range(count):
        for j in range(i):
            out[i][j] = (table[i][j] * 1.5 + 1.0) * 2.0 - 1.0
    return out


def read_later(left: list[list[float]], right: list[float]):
    out = []
    for i in range(len(left)):
        total = 0.0
        for k in range(len(right)):
            total += left[i][k] * right[k]
        out.append(total)
    return out, total


def some(left: list[float], right: list[float]) -> list[list[float]]:
    return [[(x * y + 1.5) * 2.0 - x for y in right if y > 0] for x in left]


def whole(left: list[list[int]], right: list[list[int]]) -> list[list[int]]:
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*right)] for row in left]


def words(left: list[list[str]], right: list[int]) -> list[list[str]]:
    return [[cell * count for cell, count in zip(row, right)] for row in left]

# output
# granted
"""Products of tables and vectors that are lists of lists, outer products, rows."""

import numpy as np


def product(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    rows = len(left)
    along = len(right)
    columns = len(right[0]) if right else 0
    # each with each
    table = (
        np.array(left, dtype=float).reshape(rows, along)
        @ np.array(right, dtype=float).reshape(along, columns)
    ).tolist()
    return table


def appended(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    out = (
        np.array(left, dtype=float).reshape(len(left), len(right))
        @ np.array(right, dtype=float).reshape(len(right), len(right[0]))
    ).tolist()
    return out


def zipped(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    return (np.array(left, dtype=float) @ np.array(right, dtype=float)).tolist()


def times(table: list[list[float]], vector: list[float]) -> list[float]:
    return (np.array(table, dtype=float) @ np.array(vector, dtype=float)).tolist()


def outer(left: list[float], right: list[float], i: float) -> list[list[float]]:
    left_array = np.array(left, dtype=float)
    return ((left_array[:, None] * np.array(right, dtype=float) + i) * 2.0 - left_array[:, None]).tolist()


def each(table: list[list[float]], rate: float) -> list[list[float]]:
    result = ((np.array(table, dtype=float) * 1.5 + rate) * 2.0 - 1.0).tolist()
    return result


def all_one_row(left: list[float], right: list[float]) -> list[list[float]]:
    table = [[0.0] * len(right)] * len(left)
    for i in range(len(left)):
        for j in range(len(right)):
            table[i][j] = (left[i] * right[j] + 1.5) * 2.0 - 1.0
    return table


def below(table: list[list[float]], count: int) -> list[list[float]]:
    out = [[0.0] * count for _ in range(count)]
    for i in range(count):
        for j in range(i):
            out[i][j] = (table[i][j] * 1.5 + 1.0) * 2.0 - 1.0
    return out


def read_later(left: list[list[float]], right: list[float]):
    out = []
    for i in range(len(left)):
        total = 0.0
        for k in range(len(right)):
            total += left[i][k] * right[k]
        out.append(total)
    return out, total


def some(left: list[float], right: list[float]) -> list[list[float]]:
    return [[(x * y + 1.5) * 2.0 - x for y in right if y > 0] for x in left]


def whole(left: list[list[int]], right: list[list[int]]) -> list[list[int]]:
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*right)] for row in left]


def words(left: list[list[str]], right: list[int]) -> list[list[str]]:
    return [[cell * count for cell, count in zip(row, right)] for row in left]
