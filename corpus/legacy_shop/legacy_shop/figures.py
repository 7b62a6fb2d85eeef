'''Figures for the weekly meeting.  Everything works on plain lists of numbers.'''
import math
from decimal import Decimal

def mean(values):
    if not values:
        return 0.0
    return sum(values) / len(values)

def median(values):
    ordered = sorted(values)
    n = len(ordered)
    if n:
        middle = n // 2
        if n % 2:
            return ordered[middle]
        else:
            return (ordered[middle - 1] + ordered[middle]) / 2
    else:
        return None

def variance(values: list[float]) -> float:
    m = mean(values)
    return sum((v - m) ** 2 for v in values) / len(values) if values else 0.0

def stddev(values: list[float]) -> float:
    return math.sqrt(variance(values))

def zscores(values: list[float]) -> list[float]:
    m = mean(values)
    s = stddev(values)
    if s == 0:
        return [0.0 for _ in values]
    else:
        return [(v - m) / s for v in values]

def normalise(values):
    low = min(values)
    high = max(values)
    span = high - low
    out = []
    for v in values:
        out.append((v - low) / span if span else 0.0)
    return out

def running_total(values: list[float]) -> list[float]:
    totals = []
    total = 0.0
    for value in values:
        total += value
        totals.append(total)
    return totals

def moving_average(values: list[float], window: int) -> list[float]:
    out = []
    for i in range(len(values) - window + 1):
        out.append(sum(values[i:i + window]) / window)
    return out

def growth_rates(values: list[float]) -> list[float]:
    return [b / a - 1.0 for a, b in zip(values, values[1:])]

def smooth(values, alpha=0.5):
    if values:
        out = [0.0] * len(values)
        out[0] = values[0]
        for i in range(1, len(values)):
            out[i] = alpha * values[i] + (1 - alpha) * out[i - 1]
        return out
    return []

def blur(values: list[float]) -> list[float]:
    '''Three day average, the ends stay as they are.'''
    out = list(values)
    for i in range(1, len(values) - 1):
        out[i] = (values[i - 1] + values[i] + values[i + 1]) / 3.0
    return out

def dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b))

def weighted_mean(values: list[float], weights: list[float]) -> float:
    total = sum(weights)
    if total == 0:
        return 0.0
    return dot(values, weights) / total

def correlation(xs, ys):
    if len(xs) == len(ys):
        if len(xs) > 1:
            mx = mean(xs)
            my = mean(ys)
            sxy = sxx = syy = 0.0
            for x, y in zip(xs, ys):
                sxy += (x - mx) * (y - my)
                sxx += (x - mx) ** 2
                syy += (y - my) ** 2
            if sxx and syy:  # a flat series correlates with nothing
                return sxy / math.sqrt(sxx * syy)
    return None

def linear_fit(ys: list[float]) -> tuple[float, float]:
    '''(slope, intercept) over 0, 1, 2, ...'''
    n = len(ys)
    xs = list(range(n))
    mx = mean(xs)
    my = mean(ys)
    sxx = sum((x - mx) ** 2 for x in xs)
    if sxx == 0:
        return 0.0, my
    slope = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sxx
    return slope, my - slope * mx

def outliers(values: list[float], limit: float = 2.0) -> list[float]:
    m = mean(values)
    s = stddev(values)
    return [v for v in values if abs(v - m) > limit * s]

def mat_vec(matrix: list[list[float]], vector: list[float]) -> list[float]:
    return [sum(m * v for m, v in zip(row, vector)) for row in matrix]

def decimal_mean(amounts: list[Decimal]) -> Decimal:
    if amounts:
        return sum(amounts, Decimal(0)) / len(amounts)
    return Decimal(0)

def histogram(values, edges):
    counts = [0] * (len(edges) - 1)
    for value in values:
        for i in range(len(edges) - 1):
            if edges[i] <= value < edges[i + 1]:
                counts[i] += 1
                break
    return counts

def describe(values: list[float]):
    return {'count': len(values), 'mean': mean(values), 'median': median(values),
            'stddev': stddev(values), 'low': min(values, default=None), 'high': max(values, default=None)}

def describe_line(summary, unit='EUR'):
    if summary['count'] > 0:
        spread = summary['high'] - summary['low']
        text = 'n=%d mean=%.2f %s' % (summary['count'], summary['mean'], unit)
        if spread:
            text += ' spread=%.2f' % spread
        return text
    else:
        return 'no data'
