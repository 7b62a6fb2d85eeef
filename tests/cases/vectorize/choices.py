# granted
"""Arrays and lists that are filled under conditions."""

import numpy as np


def signs(values: np.ndarray):
    out = np.empty(len(values))
    for i in range(len(values)):
        if values[i] > 0:
            out[i] = 1.0
        elif values[i] < 0:
            # below
            out[i] = -1.0
        else:
            out[i] = 0.0
    return out


def without_else(values: np.ndarray):
    out = np.zeros(values.shape)
    for i in range(len(values)):
        if values[i] > 4.0:
            out[i] = values[i] * 0.4
        elif values[i] > 2.0:
            out[i] += values[i] * 0.2
    return out


def nested(values: np.ndarray):
    out = np.zeros(len(values))
    for i in range(len(values)):
        value = values[i]
        if value > 0.0:
            if value > 3.0:
                out[i] = 2.0
            else:
                out[i] = 1.0
    return out


def clipped(table: np.ndarray):
    out = np.zeros_like(table)
    rows, columns = table.shape
    for i in range(rows):
        for j in range(columns):
            if table[i, j] > 2.0:
                out[i, j] = 2.0
            else:
                out[i, j] = table[i, j]
    return out


def listed(values: list[float]) -> list[float]:
    count = len(values)
    out = [0.0] * count
    for i in range(count):
        if values[i] > 1.0:
            out[i] = values[i] * 2.0 + 1.0
        elif values[i] < -1.0:
            out[i] += values[i] * values[i]
    return out


def appended(values: list[float]) -> list[float]:
    out = []
    for value in values:
        if value > 4.0:
            out.append(value * 0.4 + 1.0)
        elif value > 2.0:
            out.append(value * 0.2 + 2.0)
        else:
            out.append(value * 0.1)
    return out


def into_two(values: np.ndarray):
    one = np.zeros(len(values))
    other = np.zeros(len(values))
    for i in range(len(values)):
        if values[i] > 0:
            one[i] = 1.0
        else:
            other[i] = 1.0
    return one, other


def zero_is_no_float(values: list[float]) -> list[float]:
    count = len(values)
    out = [0] * count
    for i in range(count):
        if values[i] > 1.0:
            out[i] = values[i] * 2.0 + values[i] * values[i]
    return out


def reads_what_was_stored(values: np.ndarray):
    out = np.zeros(len(values))
    for i in range(1, len(values)):
        if out[i - 1] > 0:
            out[i] = 1.0
        elif values[i] > 0:
            out[i] = 2.0
    return out

# output
# granted
"""Arrays and lists that are filled under conditions."""

import numpy as np


def signs(values: np.ndarray):
    out = np.empty(len(values))
    # below
    out[:] = np.where(values > 0, 1.0, np.where(values < 0, -1.0, 0.0))
    return out


def without_else(values: np.ndarray):
    out = np.zeros(values.shape)
    out[:] = np.where(
        values > 4.0, values * 0.4, np.where(values > 2.0, out + values * 0.2, out)
    )
    return out


def nested(values: np.ndarray):
    out = np.zeros(len(values))
    out[:] = np.where(values > 0.0, np.where(values > 3.0, 2.0, 1.0), out)
    return out


def clipped(table: np.ndarray):
    out = np.zeros_like(table)
    rows, columns = table.shape
    out[:] = np.where(table > 2.0, 2.0, table)
    return out


def listed(values: list[float]) -> list[float]:
    count = len(values)
    values_array = np.array(values, dtype=float)
    out = np.where(
        values_array > 1.0,
        values_array * 2.0 + 1.0,
        np.where(values_array < -1.0, 0.0 + values_array * values_array, 0.0),
    ).tolist()
    return out


def appended(values: list[float]) -> list[float]:
    values_array = np.array(values, dtype=float)
    out = np.where(
        values_array > 4.0,
        values_array * 0.4 + 1.0,
        np.where(values_array > 2.0, values_array * 0.2 + 2.0, values_array * 0.1),
    ).tolist()
    return out


def into_two(values: np.ndarray):
    one = np.zeros(len(values))
    other = np.zeros(len(values))
    for i in range(len(values)):
        if values[i] > 0:
            one[i] = 1.0
        else:
            other[i] = 1.0
    return one, other


def zero_is_no_float(values: list[float]) -> list[float]:
    count = len(values)
    out = [0] * count
    for i in range(count):
        if values[i] > 1.0:
            out[i] = values[i] * 2.0 + values[i] * values[i]
    return out


def reads_what_was_stored(values: np.ndarray):
    out = np.zeros(len(values))
    for i in range(1, len(values)):
        if out[i - 1] > 0:
            out[i] = 1.0
        elif values[i] > 0:
            out[i] = 2.0
    return out
