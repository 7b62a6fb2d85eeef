# granted
import numpy as np


def map_lambda(xs: np.ndarray):
    return list(map(lambda x: x * 2 + 1, xs))


def map_lambda2(xs: np.ndarray, ys: np.ndarray):
    return np.array(list(map(lambda x: x ** 2 - x, xs)))


def map_lambda_list(xs: list[float]) -> list[float]:
    return list(map(lambda x: (x * 2 + 1) * x - x / 3, xs))


def sum_map_lambda(xs: np.ndarray) -> float:
    return sum(map(lambda x: x * x, xs))


def filter_lambda(xs: np.ndarray):
    return list(filter(lambda x: x > 0, xs))


def map_two(xs: np.ndarray):
    ys = xs + 1
    return sum(map(lambda x, y: x * y, xs, ys))


def map_any(xs: np.ndarray) -> bool:
    return any(map(lambda x: x > 3, xs))


def map_max(xs: np.ndarray) -> float:
    return max(map(lambda x: x * 2 + 1, xs))


def map_if(xs: np.ndarray):
    if sum(map(lambda x: x * x, xs)) > 3:
        return 1
    return 2


def map_shadow(xs: np.ndarray, x: int):
    return list(map(lambda x: x * 2 + 1, xs)), x


def map_freevar(xs: np.ndarray, k: float):
    return list(map(lambda x: x * k + 1, xs))


def map_taken(xs: np.ndarray) -> float:
    return np.sum(list(map(lambda x: x * x, xs)))

# output
# granted
import numpy as np


def map_lambda(xs: np.ndarray):
    return list(xs * 2 + 1)


def map_lambda2(xs: np.ndarray, ys: np.ndarray):
    return xs ** 2 - xs


def map_lambda_list(xs: list[float]) -> list[float]:
    xs_array = np.array(xs, dtype=float)
    return ((xs_array * 2 + 1) * xs_array - xs_array / 3).tolist()


def sum_map_lambda(xs: np.ndarray) -> float:
    return sum(xs * xs)


def filter_lambda(xs: np.ndarray):
    return list(xs[xs > 0])


def map_two(xs: np.ndarray):
    ys = xs + 1
    return sum(xs * ys)


def map_any(xs: np.ndarray) -> bool:
    return bool((xs > 3).any())


def map_max(xs: np.ndarray) -> float:
    return max(xs * 2 + 1)


def map_if(xs: np.ndarray):
    if sum(xs * xs) > 3:
        return 1
    return 2


def map_shadow(xs: np.ndarray, x: int):
    return list(xs * 2 + 1), x


def map_freevar(xs: np.ndarray, k: float):
    return list(xs * k + 1)


def map_taken(xs: np.ndarray) -> float:
    return np.sum(xs * xs)
