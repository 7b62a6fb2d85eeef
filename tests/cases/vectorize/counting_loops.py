# granted
import numpy as np


def while_counter(xs: np.ndarray):
    out = []
    i = 0
    while i < len(xs):
        out.append(xs[i] * 2 + 1)
        i += 1
    return out


def while_counter_first(xs: np.ndarray):
    i = 0
    out = []
    while i < len(xs):
        out.append(xs[i] * 2 + 1)
        i = i + 1
    return out


def while_sum(xs: np.ndarray) -> float:
    total = 0.0
    i = 0
    while i < len(xs):
        total += xs[i] * xs[i]
        i += 1
    return total


def while_sum_first(xs: np.ndarray) -> float:
    i = 0
    total = 0.0
    while i < len(xs):
        x = xs[i]
        total += x * x
        i += 1
    return total


def while_store(xs: np.ndarray):
    out = np.zeros(len(xs))
    i = 0
    while i < len(xs):
        out[i] = xs[i] * 2
        i += 1
    return out


def while_n(xs: np.ndarray):
    n = len(xs)
    out = []
    i = 0
    while i < n:
        out.append(xs[i] - 1)
        i += 1
    return out


def while_list(xs: list[float]) -> list[float]:
    out = []
    i = 0
    while i < len(xs):
        out.append(xs[i] * xs[i] * 0.5 + xs[i] * 3 - 1)
        i += 1
    return out


def while_two_sums(xs: np.ndarray) -> float:
    a = 0.0
    b = 0.0
    i = 0
    while i < len(xs):
        a += xs[i] * xs[i]
        b += xs[i]
        i += 1
    return a + b


def while_count(xs: np.ndarray) -> int:
    # how many
    n = 0
    # from the start
    i = 0
    while i < len(xs):  # all
        if xs[i] > 0:
            n += 1
        # next
        i += 1
    return n


def while_between(xs: np.ndarray):
    i = 0
    out = []
    k = len(xs) + 1
    while i < len(xs):
        out.append(xs[i] * k)
        i += 1
    return out


def while_start_far_sum(xs: np.ndarray):
    i = 0
    print("start")
    total = 0.0
    while i < len(xs):
        total += xs[i] * 2
        i += 1
    return total

# output
# granted
import numpy as np


def while_counter(xs: np.ndarray):
    out = list(xs * 2 + 1)
    return out


def while_counter_first(xs: np.ndarray):
    out = list(xs * 2 + 1)
    return out


def while_sum(xs: np.ndarray) -> float:
    total = 0.0
    total = sum(xs * xs, total)
    return total


def while_sum_first(xs: np.ndarray) -> float:
    total = 0.0
    total = sum(xs * xs, total)
    return total


def while_store(xs: np.ndarray):
    out = np.zeros(len(xs))
    out[:] = xs * 2
    return out


def while_n(xs: np.ndarray):
    n = len(xs)
    out = list(xs - 1)
    return out


def while_list(xs: list[float]) -> list[float]:
    xs_array = np.array(xs, dtype=float)
    out = (xs_array * xs_array * 0.5 + xs_array * 3 - 1).tolist()
    return out


def while_two_sums(xs: np.ndarray) -> float:
    a = 0.0
    b = 0.0
    a = sum(xs * xs, a)
    b = sum(xs, b)
    return a + b


def while_count(xs: np.ndarray) -> int:
    # how many
    n = 0
    # from the start
    # all
    # next
    n += int(np.count_nonzero(xs > 0))
    return n


def while_between(xs: np.ndarray):
    k = len(xs) + 1
    out = list(xs * k)
    return out


def while_start_far_sum(xs: np.ndarray):
    print("start")
    total = 0.0
    total = sum(xs * 2, total)
    return total
