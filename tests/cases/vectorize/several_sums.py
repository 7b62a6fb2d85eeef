# granted
import numpy as np


def mean_var_arr(xs: np.ndarray) -> float:
    total = 0.0
    total_sq = 0.0
    for x in xs:
        total += x
        total_sq += x * x
    n = len(xs)
    return total_sq / n - (total / n) ** 2


def weighted_two(n):
    xs = np.arange(10.0)
    ws = np.ones(10)
    num = 0.0
    den = 0.0
    for x, w in zip(xs, ws):
        num += x * w
        den += w
    return num / den


def three_sums(n):
    xs = np.arange(10.0)
    ys = xs * 2 + 1
    sx = sy = sxy = 0.0
    for x, y in zip(xs, ys):
        sx += x
        sy += y
        sxy += x * y
    return sx, sy, sxy


def temps(xs: np.ndarray) -> tuple[float, float]:
    mean = xs.mean()
    num = 0.0
    den = 0.0
    # both at once
    for x in xs:  # each
        d = x - mean
        num += d * d * d
        den += d * d  # square
    return num, den


def filtered_mean(xs: np.ndarray) -> float:
    total = 0.0
    n = 0
    for x in xs:
        if x > 0:
            total += x
            n += 1
    return total / n if n else 0.0


def pos_neg(xs: np.ndarray) -> tuple[float, float]:
    pos = 0.0
    neg = 0.0
    for x in xs:
        if x > 0:
            pos += x
        else:
            neg -= x
    return pos, neg


def index_two(xs: np.ndarray, ys: np.ndarray) -> float:
    ys = xs + 1
    a = 0.0
    b = 0.0
    for i in range(len(xs)):
        a += xs[i] * ys[i]
        b += xs[i] * xs[i]
    return a / b if b else a


def sum_count(xs: np.ndarray) -> tuple[float, int]:
    total = 0.0
    count = 0
    for x in xs:
        total += x
        count += 1
    return total, count


def sum_count_idx(xs: np.ndarray) -> tuple[float, int]:
    total = 0.0
    count = 0
    for i in range(1, len(xs)):
        total += xs[i] - xs[i - 1]
        count += 1
    return total, count


def late_continue(xs: np.ndarray) -> tuple[float, float]:
    a = 0.0
    b = 0.0
    for x in xs:
        a += x
        if x > 1:
            continue
        b += x * x
    return a, b


def count_only(xs: np.ndarray) -> tuple[int, int]:
    lo = 0
    hi = 0
    for x in xs:
        if x < 1:
            lo += 1
        elif x > 2:
            hi += 1
    return lo, hi


def masks_again(xs: np.ndarray) -> tuple[float, float, float]:
    p = 0.0
    n = 0.0
    q = 0.0
    for x in xs:
        if x > 0.2:
            p += x * x
        if x < 0.2:
            n += x * x
        if x > 0.2:
            q += x * x * x
    return p, n, q

# output
# granted
import numpy as np


def mean_var_arr(xs: np.ndarray) -> float:
    total = 0.0
    total_sq = 0.0
    total = sum(xs, total)
    total_sq = sum(xs * xs, total_sq)
    n = len(xs)
    return total_sq / n - (total / n) ** 2


def weighted_two(n):
    xs = np.arange(10.0)
    ws = np.ones(10)
    num = 0.0
    den = 0.0
    num = sum(xs * ws, num)
    den = sum(ws, den)
    return num / den


def three_sums(n):
    xs = np.arange(10.0)
    ys = xs * 2 + 1
    sx = sy = sxy = 0.0
    sx = sum(xs, sx)
    sy = sum(ys, sy)
    sxy = sum(xs * ys, sxy)
    return sx, sy, sxy


def temps(xs: np.ndarray) -> tuple[float, float]:
    mean = xs.mean()
    num = 0.0
    den = 0.0
    # both at once
    # each
    # square
    d = xs - mean
    num = sum(d * d * d, num)
    den = sum(d * d, den)
    return num, den


def filtered_mean(xs: np.ndarray) -> float:
    total = 0.0
    n = 0
    total = sum(xs[xs > 0], total)
    n += int(np.count_nonzero(xs > 0))
    return total / n if n else 0.0


def pos_neg(xs: np.ndarray) -> tuple[float, float]:
    pos = 0.0
    neg = 0.0
    pos = sum(xs[xs > 0], pos)
    neg = sum(-xs[~(xs > 0)], neg)
    return pos, neg


def index_two(xs: np.ndarray, ys: np.ndarray) -> float:
    ys = xs + 1
    a = 0.0
    b = 0.0
    a = sum(xs * ys, a)
    b = sum(xs * xs, b)
    return a / b if b else a


def sum_count(xs: np.ndarray) -> tuple[float, int]:
    total = 0.0
    count = 0
    total = sum(xs, total)
    count += len(xs)
    return total, count


def sum_count_idx(xs: np.ndarray) -> tuple[float, int]:
    total = 0.0
    count = 0
    total = sum(xs[1:] - xs[:-1], total)
    count += len(xs[1:])
    return total, count


def late_continue(xs: np.ndarray) -> tuple[float, float]:
    a = 0.0
    b = 0.0
    a = sum(xs, a)
    mask = ~(xs > 1)
    b = sum(xs[mask] * xs[mask], b)
    return a, b


def count_only(xs: np.ndarray) -> tuple[int, int]:
    lo = 0
    hi = 0
    lo += int(np.count_nonzero(xs < 1))
    hi += int(np.count_nonzero(~(xs < 1) & (xs > 2)))
    return lo, hi


def masks_again(xs: np.ndarray) -> tuple[float, float, float]:
    p = 0.0
    n = 0.0
    q = 0.0
    mask = xs > 0.2
    p = sum(xs[mask] * xs[mask], p)
    mask = xs < 0.2
    n = sum(xs[mask] * xs[mask], n)
    mask = xs > 0.2
    q = sum(xs[mask] * xs[mask] * xs[mask], q)
    return p, n, q
