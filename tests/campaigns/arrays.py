"""Measure, shape by shape, what whole arrays save (`make arrays`); also those we don't offer.

Each function is rewritten by the codemod itself, with everything granted and the cost model off,
and both versions are called on the same numbers. The last column says what the cost model says.
"""

import argparse
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from tables import markdown
from timing import ratio

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from harness import OPTIONS, outcome  # noqa: E402

from codemods import catalog  # noqa: E402
from codemods.catalog.vectorize.options import VectorizeOptions  # noqa: E402

HEAD = """\
import math
import numpy as np
from numpy.typing import NDArray

def f(x: {kind}, y: {kind}, k: float, n: int):
"""
FORMS = {
    "one operation": "return [v * 1.5 for v in x]",
    "two operations": "return [v * 1.5 + k for v in x]",
    "four operations": "return [(v * 1.5 + k) * 2.0 - 1.0 for v in x]",
    "six operations": "return [((v * 1.5 + k) * 2.0 - 1.0) * 3.0 + k for v in x]",
    "square root": "return [math.sqrt(v * 2.0 + 1.0) for v in x]",
    "exponential": "return [math.exp(-v) for v in x]",
    "power": "return [v ** 1.5 for v in x]",
    "to a power": "return [v / 1.0001**i for i, v in enumerate(x)]",
    "clamped": "return [max(0.2, min(0.8, v)) for v in x]",
    "hypotenuse of two": "return [math.hypot(v, w) for v, w in zip(x, y)]",
    "two in step": "return [v * w for v, w in zip(x, y)]",
    "two in step, five operations": "return [((v * w + v) * 2.0 - w) * k for v, w in zip(x, y)]",
    "neighbours": "return [w - v for v, w in zip(x, x[1:])]",
    "neighbours, four operations": "return [(w - v) / (v + 1.0) * 100.0 for v, w in zip(x, x[1:])]",
    "numbered": "return [(v * i + k) * 2.0 - 1.0 for i, v in enumerate(x, 1)]",
    "filter": "return [v * 2.0 for v in x if v > 0.5]",
    "choice": "return np.array([v if v < 0.5 else v * 2.0 for v in x])",
    "array of a comprehension": "return np.array([v * 1.5 + k for v in x])",
    "squared distance": "return sum((v - w) * (v - w) for v, w in zip(x, y))",
    "variance": "m = 0.5\n    return sum((v - m) * (v - m) for v in x) / len(x)",
    "sum of four operations": "return sum((v * 1.5 + k) * 2.0 - v for v in x)",
    "greatest of four operations": "best = 0.0\n    for v in x:\n"
    "        best = max(best, (v * 1.5 + k) * 2.0 - v)\n    return best",
    "any": "return any(v * 1.5 + k > 9.0 for v in x)",
    "sum of products": "return sum(v * w for v, w in zip(x, y))",
    "stored": "out = np.zeros(len(x))\n    for i in range(len(x)):\n        out[i] = x[i] * k\n"
    "    return out",
    "stored where": "out = np.zeros(len(x))\n    for i in range(len(x)):\n"
    "        if x[i] > 0.5:\n            out[i] = x[i] * k\n    return out",
    "all of a list replaced": "out = [0.0] * len(x)\n    for i in range(len(x)):\n"
    "        out[i] = ((x[i] * 1.5 + k) * 2.0 - 1.0) * 3.0\n    return out",
    "running sum": "total = 0.0\n    out = []\n    for v in x:\n        total += v * k + 1.0\n"
    "        out.append(total)\n    return out",
    "running sum, before each": "total = 0.0\n    out = []\n    for v in x:\n"
    "        out.append(total)\n        total += v * k + 1.0\n    return out",
    "running product": "total = 1.0\n    out = []\n    for v in x:\n"
    "        total *= 1.0 + v * 0.001\n        out.append(total)\n    return out",
    "counted": "return sum(1 for v in x if v > 0.5)",
    "of a range": "return [0.5 * i + k for i in range(n)]",
    "sum of all": "return sum(x)",
    "outer product of 300": "u = x[:300]\n    out = np.zeros((len(u), len(u)))\n"
    "    for i in range(len(u)):\n        for j in range(len(u)):\n"
    "            out[i, j] = u[i] * u[j]\n    return out",
    "product of tables of 40": "u = x[:40]\n    t = np.zeros((len(u), len(u))) + u\n"
    "    out = np.zeros((len(u), len(u)))\n    for i in range(len(u)):\n"
    "        for j in range(len(u)):\n            for s in range(len(u)):\n"
    "                out[i, j] += t[i, s] * t[s, j]\n    return out",
}
LISTS = {
    "outer product, lists of 300": "u = x[:300]\n"
    "    return [[(v * w + k) * 2.0 - 1.0 for w in u] for v in u]",
    "product of lists of 40": "u = [x[:40] for _ in range(40)]\n    out = []\n"
    "    for i in range(len(u)):\n        row = []\n        for j in range(len(u[0])):\n"
    "            total = 0.0\n            for s in range(len(u)):\n"
    "                total += u[i][s] * u[s][j]\n            row.append(total)\n"
    "        out.append(row)\n    return out",
    "product of lists of 3": "u = [x[:3] for _ in range(3)]\n    out = []\n"
    "    for i in range(len(u)):\n        row = []\n        for j in range(len(u[0])):\n"
    "            total = 0.0\n            for s in range(len(u)):\n"
    "                total += u[i][s] * u[s][j]\n            row.append(total)\n"
    "        out.append(row)\n    return out",
    "rows of 40, each with a vector": "u = [x[:40] for _ in range(40)]\n    w = x[:40]\n"
    "    return [sum(a * b for a, b in zip(row, w)) for row in u]",
}
KINDS = {"list": "list[float]", "array": "NDArray[np.float64]"}
SIZES = (10, 100, 1_000, 10_000, 100_000)
GRANTED = frozenset(one.name for one in catalog.load("vectorize").assumptions)
EVERY = {"vectorize": VectorizeOptions(min_operations=-99)}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, metavar="N")
    repeats = parser.parse_args().repeats
    rows = []
    for name, body in [*FORMS.items(), *LISTS.items()]:
        for kind, annotation in KINDS.items():
            if kind == "array" and name in LISTS:
                continue
            text = f"{HEAD.format(kind=annotation)}    {body}\n"
            for way, granted in (("", GRANTED - {"sum-order"}), (", in pairs", GRANTED)):
                is_sum = "sum(" in body and "sum(1" not in body
                if way and not is_sum and "product of" not in name:
                    continue
                rows.append([f"{name}{way}", kind, *measured(text, kind, granted, repeats)])
    sizes = [f"{size:,}" for size in SIZES]
    print(markdown(["shape", "of", *sizes, "offered"], rows))
    print(f"Times as fast as before, best of {repeats}; NumPy {np.__version__}.")
    return 0


def measured(text: str, kind: str, granted: frozenset[str], repeats: int) -> list[str]:
    """How many times as fast each size is, and whether the codemod offers the rewrite."""
    every = replace(OPTIONS, granted=granted, settings=EVERY)
    after = outcome(text, "vectorize", options=every).after
    if after == text:
        return ["-"] * len(SIZES) + ["no"]
    offered = outcome(text, "vectorize", options=replace(OPTIONS, granted=granted)).changed
    ratios = [times(text, after, kind, size, repeats) for size in SIZES]
    return [*(f"{one:.2g}" for one in ratios), "yes" if offered else "no"]


def times(before: str, after: str, kind: str, size: int, repeats: int) -> float:
    """The time of the original over that of the result, for so many numbers."""
    numbers = [random.random() for _ in range(2 * size)]
    made: Callable[[list[float]], Any] = np.array if kind == "array" else list
    arguments = (made(numbers[:size]), made(numbers[size:]), 0.5, size)
    return ratio(before, after, arguments, max(1, 20_000 // size), repeats)


if __name__ == "__main__":
    sys.exit(main())
