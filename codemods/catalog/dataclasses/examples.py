"""Show the codemod at work; every example is executed by the tests."""

from codemods.codemod import Example

from .record import CAPTURED, DELETED, DYNAMIC, ESCAPES, MISSING

EXAMPLES = (
    Example(
        """\
def report(orders: list, title: str):
    totals = {"title": title, "count": 0, "amount": 0.0}
    for order in orders:
        totals["count"] += 1
        totals["amount"] += order.price
    return "%s: %s of %s" % (totals["title"], totals["amount"], totals.get("count"))
""",
        """\
from dataclasses import dataclass


@dataclass(slots=True)
class _Totals:
    title: str
    count: object
    amount: object


def report(orders: list, title: str):
    totals = _Totals(title=title, count=0, amount=0.0)
    for order in orders:
        totals.count += 1
        totals.amount += order.price
    return "%s: %s of %s" % (totals.title, totals.amount, totals.count)
""",
    ),
    Example(
        """\
def area(low, high):
    box = {"low": low, "high": high}
    if box["low"] > box["high"]:
        return box
    return box["high"] - box["low"]
""",
        refused=ESCAPES,
    ),
    Example(
        """\
def pick(a, b, key):
    pair = {"a": a, "b": b}
    return pair["a"], pair["b"], pair[key]
""",
        refused=DYNAMIC,
    ),
    Example(
        """\
def take(a, b):
    pair = {"a": a, "b": b}
    total = pair["a"] + pair["b"]
    del pair["a"]
    return total
""",
        refused=DELETED,
    ),
    Example(
        """\
def grow(a, b):
    pair = {"a": a, "b": b}
    pair["sum"] = pair["a"] + pair["b"]
    return pair["sum"]
""",
        refused=MISSING,
    ),
    Example(
        """\
def later(a, b):
    pair = {"a": a, "b": b}
    return lambda: pair["a"] + pair["b"]
""",
        refused=CAPTURED,
    ),
)
