"""Show what records become in each of the flavors; every example is executed by the tests."""

from codemods.codemod import Example

from .obstacles import LATE, MISSING, NO_FIELD
from .tables import DYNAMIC, MIXED

_CLOSED = ("closed-world",)
_CHECKED = ("closed-world", "validated-input")
_STORE = """\
def new_user(number: int, email: str) -> dict:
    return {"id": number, "email": email}


def store_user(user: dict, saved: dict[int, str]) -> None:
    saved[user["id"]] = user["email"]


def sign_up(email: str, saved: dict[int, str]) -> int:
    user = new_user(len(saved), email)
    store_user(user, saved)
    return user["id"]
"""
_STORED = """\
def new_user(number: int, email: str) -> User:
    return User(id=number, email=email)


def store_user(user: User, saved: dict[int, str]) -> None:
    saved[user.id] = user.email


def sign_up(email: str, saved: dict[int, str]) -> int:
    user = new_user(len(saved), email)
    store_user(user, saved)
    return user.id
"""
_CLASS = """\
class User{base}:
    id: int
    email: str


"""
_PROCESS = """\
def read(rows: list[str]) -> list[dict]:
    return [{"name": row, "value": len(row)} for row in rows]


def process(data: list[dict]) -> list[int]:
    return [x["value"] * 2 for x in data if x.get("value")]


def lengths(rows: list[str]) -> list[int]:
    return process(read(rows))
"""
_PROCESSED = """\
def read(rows: list[str]) -> list[Record]:
    return [Record(name=row, value=len(row)) for row in rows]


def process(data: list[Record]) -> list[int]:
    return [x.value * 2 for x in data if x.value]


def lengths(rows: list[str]) -> list[int]:
    return process(read(rows))
"""
_RECORD = """\
class Record{base}:
    name: str
    value: int


"""
_DATACLASS = "from dataclasses import dataclass\n\n\n@dataclass(slots=True)\n"
_MODEL = "from pydantic import BaseModel\n\n\n"
_TYPED = "from typing import TypedDict\n\n\n"


def _flavor(name: str) -> dict[str, object]:
    return {"flavor": name}


EXAMPLES = (
    Example(_STORE, _DATACLASS + _CLASS.format(base="") + _STORED, granted=_CLOSED),
    Example(
        _STORE,
        _MODEL + _CLASS.format(base="(BaseModel)") + _STORED,
        granted=_CHECKED,
        options=_flavor("pydantic"),
        note="numbers are ints and addresses are texts: others raise, or are converted",
    ),
    Example(
        _STORE,
        _TYPED
        + _CLASS.format(base="(TypedDict)")
        + _STORE.replace("dict:", "User:", 1).replace("user: dict", "user: User"),
        options=_flavor("typeddict"),
        note="it stays a dict",
    ),
    Example(_PROCESS, _DATACLASS + _RECORD.format(base="") + _PROCESSED, granted=_CLOSED),
    Example(
        _PROCESS,
        _MODEL + _RECORD.format(base="(BaseModel)") + _PROCESSED,
        granted=_CHECKED,
        options=_flavor("pydantic"),
    ),
    Example(
        _PROCESS,
        _TYPED + _RECORD.format(base="(TypedDict)") + _PROCESS.replace("[dict]", "[Record]"),
        options=_flavor("typeddict"),
    ),
    Example(
        """\
def process(data):
    return [x["value"] * 2 for x in data if x.get("value")]
""",
        note="nothing here builds such a record: what builds it tells its keys",
    ),
    Example(
        """\
def grow(a: int, b: int):
    pair = {"a": a, "b": b}
    pair["sum"] = pair["a"] + pair["b"]
    return pair["sum"]
""",
        refused=LATE,
        options=_flavor("pydantic"),
    ),
    Example(
        """\
def label(name: str, text: str):
    found = {"name": name, "json": text}
    return found["name"] + found["json"]
""",
        refused=NO_FIELD,
        options=_flavor("pydantic"),
    ),
    Example(
        """\
def area(low, high):
    box = {"low": low, "high": high}
    if box["low"] > box["high"]:
        box = load(box)
    return box["high"] - box["low"]


def load(box):
    return input(box["low"])
""",
        refused=MIXED,
        options=_flavor("typeddict"),
    ),
    Example(
        """\
def pick(a, b, key):
    pair = {"a": a, "b": b}
    return pair["a"], pair["b"], pair[key]
""",
        refused=DYNAMIC,
        options=_flavor("typeddict"),
    ),
    Example(
        """\
def total(a, b):
    pair = {"a": a, "b": b}
    return pair["a"] + pair["b"] + pair["c"]
""",
        refused=MISSING,
        options=_flavor("typeddict"),
    ),
)
