"""Infer types: what is told must be true, and what is not certain must stay unknown."""

import ast
import textwrap

import pytest

from codemods.facts import Facts
from codemods.facts.types import arrays, types_in
from codemods.facts.types.questions import hashable_key, re_iterable, reads_safely
from codemods.model import Project, Source

HEAD = """
from __future__ import annotations
import enum
import numpy as np
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, List, NamedTuple, Optional, TypedDict, Union
from elsewhere import Base

@dataclass
class Order:
    id: int
    name: str
    price: float
    tags: list[str] = field(default_factory=list)

@dataclass(frozen=True)
class Key:
    a: int
    b: str

@dataclass(frozen=True)
class Loose:
    a: float

class Point(NamedTuple):
    x: int
    y: int

class Row(TypedDict):
    id: int
    name: str

class Partial(TypedDict, total=False):
    id: int

class Colour(enum.Enum):
    RED = 1

class Plain:
    def __init__(self, id: int, name: str, other):
        self.id = id
        self.name: str = name
        self.other = other
    def rename(self):
        self.name = 1

class Odd:
    id: int
    def __getattr__(self, name):
        return 1

class Property:
    def __init__(self, id: int):
        self._id = id
    @property
    def id(self) -> int:
        return self._id

class Derived(Base):
    def __init__(self, id: int):
        self.id = id

class Equal:
    def __eq__(self, other):
        return True

class Child(Plain):
    pass

Rows = list[Order]
NAMES = ["a", "b"]
LIMIT = 3
changed = 1

def order_of(id: int) -> Order: ...
async def later() -> int: ...
def several() -> Iterator[int]:
    yield 1
def change():
    global changed
    changed = "a"
"""


def types(body: str) -> tuple[Facts, ast.FunctionDef]:
    text = HEAD + textwrap.dedent(body)
    facts = Facts(Source("<text>", text), Project())
    function = facts.tree.body[-1]
    assert isinstance(function, ast.FunctionDef)
    return facts, function


def last_value(function: ast.FunctionDef) -> ast.expr:
    """What the last ``return`` of a function gives."""
    values = [node.value for node in ast.walk(function) if isinstance(node, ast.Return)]
    assert values[-1]
    return values[-1]


def asked(body: str) -> str:
    facts, function = types(body)
    return str(types_in(facts, function).of(last_value(function)))


@pytest.mark.parametrize(
    ("parameters", "expression", "expected"),
    [
        ("x: int", "x", "int"),
        ("x: 'int'", "x", "int"),
        ("x: Optional[str]", "x", "None | str"),
        ("x: Union[int, str]", "x", "int | str"),
        ("x: int | None", "x", "None | int"),
        ("x: List[int]", "x[0]", "int"),
        ("x: list[Order]", "x[0].id", "int"),
        ("x: list[Order]", "x[1:]", "list[Order]"),
        ("x: Rows", "x[0].name", "str"),
        ("x: dict[str, Order]", "x['a'].price", "float"),
        ("x: dict[str, Order]", "x.get('a')", "None | Order"),
        ("x: Mapping[str, int]", "x['a']", "int"),
        ("x: Row", "x['name']", "str"),
        ("x: Point", "x.x", "int"),
        ("x: Point", "x[1]", "int"),
        ("x: tuple[int, str]", "x[1]", "str"),
        ("x: tuple[int, ...]", "x[1]", "int"),
        ("x: Plain", "x.id", "int"),
        ("x: Child", "x.id", "int"),
        ("x: str", "x.split()[0].lower()", "str"),
        ("x: Sequence[Order]", "[o.name for o in x]", "list[str]"),
        ("x: list[Order]", "{o.id: o for o in x}", "dict[int, Order]"),
        ("x: list[Order]", "sorted(x)[0]", "Order"),
        ("x: list[Order]", "[i for i, o in enumerate(x)]", "list[int]"),
        ("x: dict[str, int]", "[v for k, v in x.items()]", "list[int]"),
        ("x: np.ndarray", "x", "ndarray[?]"),
        ("*x: int", "x", "tuple[int, ...]"),
        ("**x: int", "x", "dict[str, int]"),
        ("x: int", "x + 1.5", "float"),
        ("x: int", "x / 1", "float"),
        ("x: str", "x + 'a'", "str"),
        ("x: int", "x < 3", "bool"),
        ("x: int", "order_of(x).name", "str"),
        ("x: int", "len(str(x))", "int"),
        ("x", "NAMES", "list[?]"),
        ("x", "LIMIT", "int"),
        ("x", "Key(1, 'a').b", "str"),
        ("x", "not x", "bool"),
        ("x: bool", "1 if x else 'a'", "int | str"),
    ],
)
def test_known(parameters: str, expression: str, expected: str) -> None:
    assert asked(f"def f({parameters}):\n    return {expression}\n") == expected


@pytest.mark.parametrize(
    ("parameters", "expression"),
    [
        ("x", "x"),
        ("x: Any", "x"),
        ("x: 'no type ['", "x"),
        ("x: object", "x"),
        ("x: Missing", "x"),
        ("x: int | Missing", "x"),
        ("x: Base", "x.id"),
        ("x: Derived", "x.id"),
        ("x: Odd", "x.id"),
        ("x: Property", "x.id"),
        ("x: Plain", "x.name"),
        ("x: Plain", "x.other"),
        ("x: Order", "x.missing"),
        ("x: Partial", "x['id']"),
        ("x: Row", "x['missing']"),
        ("x: Row", "x.id"),
        ("x: Optional[Order]", "x.id"),
        ("x: list[Order]", "x.id"),
        ("x: list", "x[0]"),
        ("x: int", "x ** 2"),
        ("x: int", "x + unknown"),
        ("x", "x < 3"),
        ("x", "x + 1"),
        ("x", "changed"),
        ("x", "later()"),
        ("x", "several()"),
        ("x", "x.split()"),
        ("x: tuple[int, str]", "x[2]"),
        ("x: Point", "x[7]"),
        ("x", "(lambda y: y)(1)"),
        ("int, x: int", "x"),
        ("len, x: int", "len(x)"),
        ("x: list[int]", "[x async for x in x]"),
    ],
)
def test_unknown(parameters: str, expression: str) -> None:
    found = asked(
        f"async def g({parameters}): ...\ndef f({parameters}):\n    return {expression}\n"
    )
    assert "?" in found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x = 1\n    return x", "int"),
        ("x = 1\n    x = 'a'\n    return x", "int | str"),
        ("x = 0\n    for o in orders:\n        x += o.id\n    return x", "int"),
        ("x = 0\n    for o in orders:\n        x += o.price\n    return x", "float | int"),
        ("x = 0\n    x = x / 2\n    return x", "float | int"),
        ("for o in orders:\n        return o.name", "str"),
        ("for i, (o, n) in enumerate(zip(orders, 'ab')):\n        return n", "str"),
        ("x = []\n    for o in orders:\n        x.append(o.id)\n    return x", "list[int]"),
        ("x = set()\n    x.add('a')\n    return x", "set[str]"),
        ("x = {}\n    x['a'] = 1\n    return x", "dict[str, int]"),
        ("x: list[str] = []\n    unknown(x)\n    return x", "list[str]"),
        ("o = 1\n    x = [o for o in orders]\n    return o", "int"),
        ("x = [1]\n    unknown(x)\n    return x", "list[?]"),
        ("x = [1]\n    y = x\n    y.append('a')\n    return x", "list[?]"),
        ("x = [1]\n    x.append(unknown)\n    return x", "list[?]"),
        ("x = y = [1]\n    y.append('a')\n    return x", "list[?]"),
        ("x = [[1]]\n    x[0].append('a')\n    return x", "list[list[?]]"),
        ("x = [1]\n    def g():\n        x.append('a')\n    return x", "list[?]"),
        ("x = [1]\n    z = [x]\n    z[0].append('')\n    return x", "list[?]"),
        ("x = [1]\n    x[1:] = 'ab'\n    return x", "list[?]"),
        ("x = 1\n    def g():\n        nonlocal x\n        x = 'a'\n    return x", "?"),
        ("x = 1\n    with open() as x:\n        pass\n    return x", "?"),
        ("x = 1\n    locals()\n    return x", "?"),
        ("x = 1\n    try:\n        pass\n    except E as x:\n        pass\n    return x", "?"),
        ("global x\n    x = 1\n    return x", "?"),
        ("if (x := 1):\n        pass\n    return x", "int"),
        ("match orders:\n        case [x]:\n            return x", "?"),
        ("x, *y = orders\n    return y", "?"),
        ("import x\n    return x", "?"),
        ("orders = 3\n    return orders", "list[Order]"),
    ],
)
def test_local_names(body: str, expected: str) -> None:
    assert asked(f"def f(orders: list[Order]):\n    {body}\n") == expected


@pytest.mark.parametrize(
    ("annotation", "is_key"),
    [
        ("int", True), ("str", True), ("bytes", True), ("bool", True), ("None", True),
        ("tuple[int, str]", True), ("tuple[int, ...]", True), ("int | None", True),
        ("Key", True), ("Point", True), ("Colour", True), ("Plain", True),
        ("float", False), ("complex", False), ("list[int]", False), ("object", False),
        ("Any", False), ("tuple[float, int]", False), ("tuple", False), ("Loose", False),
        ("Order", False), ("Equal", False), ("Derived", False), ("Base", False), ("Row", False),
        ("int | float", False), ("dict[str, int]", False), ("set[int]", False),
    ],
)  # fmt: skip
def test_keys(annotation: str, is_key: bool) -> None:
    facts, function = types(f"def f(x: {annotation}):\n    return x\n")
    assert hashable_key(types_in(facts, function).of(last_value(function))) is is_key


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("np.zeros(3)", "ndarray[float64]"), ("np.ones(n, dtype=float)", "ndarray[float64]"),
        ("np.zeros(3, dtype=int)", "ndarray[other]"),
        ("np.array([1.0, 2])", "ndarray[?]"),
        ("np.array([[1.0], [2.5]])", "ndarray[float64]"),
        ("np.arange(3)", "ndarray[other]"),
        ("np.full(3, 0.5)", "ndarray[float64]"),
        ("np.random.rand(3)", "ndarray[float64]"),
        ("np.random.rand()", "?"),
        ("np.random.normal(0.0, 1.0, 3)", "ndarray[float64]"),
        ("np.random.normal(0.0, 1.0)", "?"), ("np.zeros(3, int)", "ndarray[other]"),
        ("np.array([1.0])", "ndarray[float64]"),
        ("np.array(n, dtype=np.float64)", "ndarray[float64]"),
        ("np.zeros_like(x)", "ndarray[float64]"), ("np.zeros_like(y)", "ndarray[?]"),
        ("x * 2", "ndarray[float64]"), ("2.0 / x", "ndarray[float64]"), ("x * y", "ndarray[?]"),
        ("x * z", "?"), ("x @ x", "?"), ("x * 2j", "?"), ("x[1:]", "ndarray[float64]"),
        ("x[0]", "?"), ("np.sqrt(x)", "ndarray[float64]"), ("np.sqrt(y)", "?"),
        ("np.add(x, z)", "?"), ("x.copy()", "ndarray[float64]"), ("y.astype(float)",
        "ndarray[float64]"), ("x.sum()", "?"), ("np.zeros(3, out=z)", "?"),
        ("-x", "ndarray[float64]"),
    ],
)  # fmt: skip
def test_arrays(expression: str, told: str) -> None:
    head = "def f(x: np.typing.NDArray[np.float64], y: np.ndarray, n: int, z):\n"
    facts, function = types(f"{head}    return {expression}\n")
    assert str(types_in(facts, function).of(last_value(function))) == told


@pytest.mark.parametrize(
    ("made", "flat"),
    [
        ("np.zeros(n)", True), ("np.zeros((n, n))", False), ("np.zeros(z)", False),
        ("np.arange(z)", True), ("np.linspace(0, 1, n)", True), ("np.linspace(z, 1, n)", False),
        ("np.array([1.0, 2.0])", True), ("np.array([[1.0], [2.0]])", False),
        ("np.array([1.0], ndmin=2)", False), ("np.zeros(n) * 2 + np.ones(n)", True),
        ("np.zeros(n) + z", False), ("z", False), ("np.zeros(n)[1:]", True),
    ],
)  # fmt: skip
def test_dimensions(made: str, flat: bool) -> None:
    facts, function = types(f"def f(n: int, z):\n    a = {made}\n    return a\n")
    assert arrays.is_flat(last_value(function), types_in(facts, function)) is flat


@pytest.mark.parametrize(
    ("annotation", "again"),
    [
        ("list[int]", True), ("tuple[int, ...]", True), ("Sequence[int]", True), ("str", True),
        ("dict[str, int]", True), ("list[int] | tuple[int, ...]", True),
        ("Iterable[int]", False), ("Iterator[int]", False), ("Any", False),
        ("list[int] | None", False), ("Base", False),
    ],
)  # fmt: skip
def test_re_iterable(annotation: str, again: bool) -> None:
    facts, function = types(f"def f(x: {annotation}):\n    return x\n")
    assert re_iterable(types_in(facts, function).of(last_value(function))) is again


@pytest.mark.parametrize(
    ("annotation", "expression", "safe"),
    [
        ("Order", "x.id", True), ("Row", "x['id']", True), ("tuple[int, str]", "x[1]", True),
        ("Point", "x.x", True), ("Key", "(x.a, x.b)", True), ("Plain", "x.id", True),
        ("Order", "x.missing", False), ("Partial", "x['id']", False), ("Property", "x.id", False),
        ("tuple[int, ...]", "x[1]", False), ("list[int]", "x[0]", False), ("Any", "x.id", False),
        ("Odd", "x.id", False), ("Optional[Order]", "x.id", False), ("Order", "x.id()", False),
    ],
)  # fmt: skip
def test_reading(annotation: str, expression: str, safe: bool) -> None:
    facts, function = types(f"def f(x: {annotation}):\n    return {expression}\n")
    assert reads_safely(last_value(function), types_in(facts, function)) is safe
