# granted
import numpy as np


def dependent(xs: np.ndarray) -> float:
    a = 0.0
    b = 0.0
    for x in xs:
        a += x
        b += a
    return b


def same_target(xs: np.ndarray) -> float:
    a = 0.0
    for x in xs:
        a += x
        a += 1
    return a


def welford(xs: np.ndarray) -> float:
    n = 0
    mean = 0.0
    m2 = 0.0
    for x in xs:
        n += 1
        d = x - mean
        mean += d / n
        m2 += d * (x - mean)
    return m2


def print_one(xs: np.ndarray) -> float:
    a = 0.0
    b = 0.0
    for x in xs:
        a += x
        print(a)
        b += x * x
    return b


def break_one(xs: np.ndarray) -> float:
    a = 0.0
    b = 0.0
    for x in xs:
        a += x
        if x > 1:
            break
        b += x * x
    return b


def cond_reads_sum(xs: np.ndarray) -> tuple[float, float]:
    a = 0.0
    b = 0.0
    for x in xs:
        a += x
        if a < 3:
            b += x * x
    return a, b


def list_target(xs: np.ndarray):
    a = 0.0
    b = []
    for x in xs:
        a += x
        b += [x]
    return a, b


def strs(xs: list[str]):
    a = ""
    b = ""
    for x in xs:
        a += x
        b += x + "c"
    return a, b


def counts_only_all(xs: np.ndarray) -> tuple[int, int]:
    a = 0
    b = 0
    for x in xs:
        a += 1
        b += 1
    return a, b
