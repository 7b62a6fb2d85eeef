# granted
import numpy as np


def map_lazy(xs: np.ndarray):
    return map(lambda x: x * 2 + 1, xs)


def map_default(xs: np.ndarray):
    return list(map(lambda x, k=2: x * k, xs))


def map_gen(xs):
    ys = (x for x in xs)
    return list(map(lambda x: x * 2 + x * x - 3 * x, ys))


def map_and(xs: list[float], c: bool):
    return c and list(map(lambda x: (x * 2 + 1) * x - x / 3, xs))


def map_closure(xs: list[float]):
    return list(map(lambda x: lambda: x, xs))


def map_fn(xs: np.ndarray):
    return list(map(abs, xs))


def map_in_lambda(xs: np.ndarray):
    g = lambda: list(map(lambda x: x * 2, xs))
    return g()
