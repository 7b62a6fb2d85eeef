"""Show the codemod at work; every example is executed by the tests."""

from codemods.codemod import Example

from .obstacles import SHAPES
from .tables import DYNAMIC, HANDED_ON, MIXED, TAKEN_OUT

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
    count: int
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
        refused=MIXED,
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
        refused=TAKEN_OUT,
    ),
    Example(
        """\
def grow(a: int, b: int):
    pair = {"a": a, "b": b}
    pair["title"] = "sum"
    pair["sum"] = pair["a"] + pair["b"]
    pair.update(a=b, b=a)
    return pair["title"], pair["sum"], pair["a"]
""",
        """\
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Pair:
    a: int
    b: int
    title: str
    sum: int = field(init=False)


def grow(a: int, b: int):
    pair = _Pair(a=a, b=b, title="sum")
    pair.sum = pair.a + pair.b
    pair.a, pair.b = b, a
    return pair.title, pair.sum, pair.a
""",
    ),
    Example(
        """\
import json
from operator import itemgetter


def save(names: list[str], file):
    users = []
    for name in names:
        user = {}
        user["name"] = name
        user["size"] = len(name)
        users.append(user)
    for user in sorted(users, key=itemgetter("size")):
        file.write(json.dumps(user))
        print("{name}: {size}".format(**user))
    return [{**user, "size": 0}["name"] for user in users]
""",
        """\
import json
from dataclasses import asdict, dataclass, replace
from operator import itemgetter
from operator import attrgetter


@dataclass(slots=True)
class _User:
    name: str
    size: int


def save(names: list[str], file):
    users = []
    for name in names:
        user = _User(name=name, size=len(name))
        users.append(user)
    for user in sorted(users, key=attrgetter("size")):
        file.write(json.dumps(asdict(user)))
        print("{name}: {size}".format(name=user.name, size=user.size))
    return [replace(user, size=0).name for user in users]
""",
    ),
    Example(
        """\
def _account(name, limit):
    account = {"name": name, "owner": name}
    if limit:
        account["limit"] = limit
    return account


def describe(name, limit):
    account = _account(name, limit)
    print(account)
    return account["name"], account["owner"], account.get("limit", 0)
""",
        refused=SHAPES,
    ),
    Example(
        """\
def _account(name, limit):
    account = {"name": name, "owner": name}
    if limit:
        account["limit"] = limit
    return account


def describe(name, limit):
    account = _account(name, limit)
    return account["name"], account["owner"], account.get("limit", 0)
""",
        """\
from dataclasses import dataclass


@dataclass(slots=True)
class Account:
    name: object
    owner: object
    limit: object = 0


def _account(name, limit):
    account = Account(name=name, owner=name)
    if limit:
        account.limit = limit
    return account


def describe(name, limit):
    account = _account(name, limit)
    return account.name, account.owner, account.limit
""",
    ),
    Example(
        """\
import pickle


def later(a, b):
    pair = {"a": a, "b": b}
    return pickle.dumps(pair), pair["a"] + pair["b"]
""",
        refused=HANDED_ON,
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


def rows(words: list[str], send) -> list[str]:
    found = [make_row(word, len(word)) for word in words]
    return [send(row) for row in found if row["count"] > 2 and row["key"]]
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
