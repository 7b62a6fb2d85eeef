"""Measure, shape by shape, what an index saves and where it costs (`make searches`).

Each function is rewritten by the codemod itself, with everything granted, and both versions are
called on the same rows: n rows on each side with random matches, then the two worst cases, one
outer row, and searches that find their match at once.
"""

import argparse
import random
import sys
import textwrap
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tables import markdown
from timing import ratio

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from harness import OPTIONS, outcome  # noqa: E402

from codemods import catalog  # noqa: E402

FORMS = {
    "every match": "for a in as_:\n    for b in bs:\n        if b.k == a.k:\n"
    "            out.append((a, b))",
    "first match, break": "for a in as_:\n    for b in bs:\n        if b.k == a.k:\n"
    "            out.append(b)\n            break",
    "flag": "for a in as_:\n    found = False\n    for b in bs:\n        if b.k == a.k:\n"
    "            found = True\n            break\n    out.append(found)",
    "comprehension of two": "out = [(a, b) for a in as_ for b in bs if b.k == a.k]",
    "next": "out = [next((b for b in bs if b.k == a.k), None) for a in as_]",
    "any": "out = [any(b.k == a.k for b in bs) for a in as_]",
    "count": "out = [sum(1 for b in bs if b.k == a.k) for a in as_]",
    "behind continue": "for a in as_:\n    for b in bs:\n        if b.k != a.k:\n"
    "            continue\n        out.append((a, b))",
    "while": "for a in as_:\n    i = 0\n    while i < len(bs):\n        if bs[i].k == a.k:\n"
    "            out.append(i)\n            break\n        i += 1",
    "any of pairs": "out = [any(a.k == -1 - b.k for a in as_ for b in bs)]",
    "helper": "def find(wanted):\n    for b in bs:\n        if b.k == wanted:\n"
    "            return b\n    return None\nout = [find(a.k) for a in as_]",
    "in list(...)": "keys = [b.k for b in bs]\nout = [a.k in list(keys) for a in as_]",
    "index": "keys = [b.k for b in bs]\nfor a in as_:\n    if a.k in keys:\n"
    "        out.append(keys.index(a.k))",
    "in a list": "keys = [b.k for b in bs]\nfor a in as_:\n    if a.k in keys:\n"
    "        out.append(a)",
    "given list that grows": "out = [b.k for b in bs]\ngiven = out\nfor a in as_:\n"
    "    if a.k not in given:\n        given.append(a.k)",
    "growing list": "seen = []\nfor a in as_:\n    if a.k not in seen:\n        seen.append(a.k)\n"
    "        out.append(a)",
}
SIZES = (4, 16, 64, 256, 1024, 4096)
GRANTED = frozenset(one.name for one in catalog.load("index-lookup").assumptions)


@dataclass(frozen=True, slots=True)
class Row:
    """An element of either side."""

    k: int


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3, metavar="N")
    parser.add_argument("--most", type=int, default=SIZES[-1], metavar="N", help="rows at most")
    asked = parser.parse_args()
    sizes = [size for size in SIZES if size <= asked.most]
    rows = []
    for name, body in FORMS.items():
        text = f"def f(as_, bs):\n    out = []\n{textwrap.indent(body, '    ')}\n    return out\n"
        after = outcome(text, "index-lookup", options=replace(OPTIONS, granted=GRANTED)).after
        assert after != text, name
        measured = partial(times, before=text, after=after, repeats=asked.repeats)
        cells = [measured(*random_rows(size, size)) for size in sizes]
        cells += [measured(*random_rows(1, 64)), measured(*early(16, 1024))]
        rows.append([name, *(f"{cell:.2g}" for cell in cells)])
    print(markdown(["shape", *map(str, sizes), "1 x 64", "16 x 1024, early"], rows))
    print(f"Times as fast as before, best of {asked.repeats}; n rows on each side.")
    return 0


def random_rows(outer: int, inner: int) -> tuple[list[Row], list[Row]]:
    """Rows of which about two in three have a partner."""
    draw = random.Random(outer * inner)
    keys = range(max(2, inner * 3 // 2))
    return [Row(draw.choice(keys)) for _ in range(outer)], [
        Row(key) for key in draw.sample(keys, min(inner, len(keys)))
    ]


def early(outer: int, inner: int) -> tuple[list[Row], list[Row]]:
    """Rows that all match the first one of the other side."""
    return [Row(0)] * outer, [Row(key) for key in range(inner)]


def times(as_: list[Row], bs: list[Row], before: str, after: str, repeats: int) -> float:
    """The time of the original over that of the result, for these rows."""
    return ratio(before, after, (as_, bs), max(1, 4_000 // (len(as_) * len(bs))), repeats)


if __name__ == "__main__":
    sys.exit(main())
