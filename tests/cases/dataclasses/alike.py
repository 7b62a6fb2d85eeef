import numpy as np


def sigma(graph, n):
    metrics = {"c": [], "l": []}
    for i in range(n):
        metrics["c"].append(graph.c(i))
        metrics["l"].append(graph.l(i))
    return np.mean(metrics["c"]) / np.mean(metrics["l"])


def omega(graph, n):
    metrics = {"c": [], "l": []}
    for i in range(n):
        metrics["c"].append(graph.d(i))
        metrics["l"].append(graph.l(i))
    return np.mean(metrics["c"]) - np.mean(metrics["l"])


def tau(graph, n):
    metrics = {"c": 0, "l": 0, "n": n}
    for i in range(n):
        metrics["c"] += 1
        metrics["l"] += graph.l(i)
    return metrics["c"] - metrics["l"] * metrics["n"]

# output
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(slots=True)
class _Metrics:
    c: list[Any]
    l: list[Any]


def sigma(graph, n):
    metrics = _Metrics(c=[], l=[])
    for i in range(n):
        metrics.c.append(graph.c(i))
        metrics.l.append(graph.l(i))
    return np.mean(metrics.c) / np.mean(metrics.l)


def omega(graph, n):
    metrics = _Metrics(c=[], l=[])
    for i in range(n):
        metrics.c.append(graph.d(i))
        metrics.l.append(graph.l(i))
    return np.mean(metrics.c) - np.mean(metrics.l)


@dataclass(slots=True)
class _TauMetrics:
    c: int
    l: object
    n: object


def tau(graph, n):
    metrics = _TauMetrics(c=0, l=0, n=n)
    for i in range(n):
        metrics.c += 1
        metrics.l += graph.l(i)
    return metrics.c - metrics.l * metrics.n
