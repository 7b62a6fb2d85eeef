"""Show the codemod at work; every example is executed by the tests."""

from codemods.codemod import Example

from .record import DELETED, DYNAMIC, ESCAPES, MISSING
from .shared import SHAPES
from .tables import HANDED_ON

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
import pickle


def later(a, b):
    pair = {"a": a, "b": b}
    return pickle.dumps(pair), pair["a"] + pair["b"]
""",
        refused=ESCAPES,
    ),
    Example(
        """\
def make_user(name: str, age: int) -> dict:
    return {"name": name, "age": age, "active": True}


def birthday(user: dict) -> None:
    user["age"] += 1


def oldest(names: list[str]) -> str:
    users = [make_user(name, 30) for name in names]
    for user in users:
        birthday(user)
    return max(users, key=lambda user: user["age"])["name"]
""",
        """\
from dataclasses import dataclass


@dataclass(slots=True)
class User:
    name: str
    age: int
    active: bool


def make_user(name: str, age: int) -> User:
    return User(name=name, age=age, active=True)


def birthday(user: User) -> None:
    user.age += 1


def oldest(names: list[str]) -> str:
    users = [make_user(name, 30) for name in names]
    for user in users:
        birthday(user)
    return max(users, key=lambda user: user.age).name
""",
        granted=("closed-world",),
        note="no other file calls make_user or birthday; where one does, it has to be changed too",
    ),
    Example(
        """\
def make_row(key: str, count: int) -> dict:
    return {"key": key, "count": count}


def rows(words: list[str]) -> list[str]:
    found = [make_row(word, len(word)) for word in words]
    return [f"{row}" for row in found if row["count"] > 2 and row["key"]]
""",
        refused=HANDED_ON,
    ),
    Example(
        """\
def make_point(x: int) -> dict:
    if x > 0:
        return {"x": x, "y": 1}
    return {"x": x, "z": 1}


def show(number: int) -> None:
    point = make_point(number)
    print(point["x"], point.get("x"))
""",
        refused=SHAPES,
    ),
)
