"""Run hostile modules whose records go through classes: bases, class methods, dataclasses."""

import pytest
from test_shared_records import check

# By name: whether the module changes, and what it has in ``main``, or before it.
CASES = {
    "abstract base": (
        True,
        """
from abc import ABC, abstractmethod
class Base(ABC):
    @abstractmethod
    def cost(self, parcel): ...
    def describe(self, parcel):
        return parcel["name"], self.cost(parcel)
class Plain(Base):
    def cost(self, parcel):
        return parcel["weight"] * 2
class Air(Base):
    def cost(self, parcel):
        return parcel["weight"] * 5 + 1
def main():
    p = {"name": "x", "weight": 3}
    return [c.describe(p) for c in (Plain(), Air())], p["name"]
""",
    ),
    "override reads another way": (
        False,
        """
class Base:
    def show(self, row):
        return row["a"]
class Odd(Base):
    def show(self, row):
        return sorted(row)
def main():
    row = {"a": 1, "b": 2}
    return [one.show(row) for one in (Base(), Odd())], row["b"], row["a"]
""",
    ),
    "super in a diamond": (
        False,
        """
class A:
    def show(self, row): return [row["a"]]
class B(A):
    def show(self, row): return super().show(row) + ["b"]
class C(A):
    def show(self, row): return super().show(row) + list(row)
class D(B, C):
    pass
def main():
    row = {"a": 1, "b": 2}
    return D().show(row), row["a"], row["b"]
""",
    ),
    "super init": (
        True,
        """
class Base:
    def __init__(self, row):
        self.row = row
class Sub(Base):
    def __init__(self, row, extra):
        super().__init__(row)
        self.extra = extra
    def get(self):
        return self.row["a"] + self.extra, self.row["b"]
def main():
    return Sub({"a": 1, "b": 2}, 5).get()
""",
    ),
    "classmethod of a subclass": (
        True,
        """
class Base:
    rows = []
    @classmethod
    def make(cls, n):
        one = cls()
        one.add({"a": n, "b": 1})
        return one
    def add(self, row):
        self.rows = [row]
    def get(self):
        return [r["a"] + r["b"] for r in self.rows]
class Sub(Base):
    def add(self, row):
        self.rows = [row, row]
def main():
    return Base.make(1).get(), Sub.make(2).get()
""",
    ),
    "classmethod of a subclass that dumps": (
        False,
        """
class Base:
    @classmethod
    def make(cls, n):
        one = cls()
        return one.add({"a": n, "b": 1})
    def add(self, row):
        return row["a"], row["b"]
class Sub(Base):
    def add(self, row):
        return list(row.items())
def main():
    return Base.make(1), Sub.make(2)
""",
    ),
    "unbound method": (
        True,
        """
class Base:
    def add(self, row):
        return row["a"], row["b"]
def main():
    return Base.add(Base(), {"a": 1, "b": 2})
""",
    ),
    "method as a value": (
        True,
        """
class Base:
    def add(self, row):
        return row["a"], row["b"]
def main():
    f = Base().add
    g = Base.add
    return f({"a": 1, "b": 2}), g(None, {"a": 1, "b": 3})
""",
    ),
    "class in a table": (
        False,
        """
class Base:
    def add(self, row):
        return row["a"], row["b"]
class Other:
    def add(self, row):
        return len(row)
KINDS = {"base": Base, "other": Other}
def main():
    row = {"a": 1, "b": 2}
    return [KINDS[k]().add(row) for k in sorted(KINDS)], row["a"]
""",
    ),
    "attribute hides the method": (
        False,
        """
class Base:
    def __init__(self, how=None):
        if how:
            self.add = how
    def add(self, row):
        return row["a"], row["b"]
def main():
    return Base(sorted).add({"a": 1, "b": 2}), Base().add({"a": 1, "b": 2})
""",
    ),
    "method replaced from outside": (
        False,
        """
class Base:
    def add(self, row):
        return row["a"], row["b"]
def main():
    b = Base()
    b.add = sorted
    return b.add({"a": 1, "b": 2}), Base().add({"a": 1, "b": 2})
""",
    ),
    "class patched": (
        False,
        """
class Base:
    def add(self, row):
        return row["a"], row["b"]
Base.add = lambda self, row: sorted(row)
def main():
    return Base().add({"a": 1, "b": 2})
""",
    ),
    "property with setter": (
        False,
        """
class Box:
    def __init__(self):
        self._row = None
    @property
    def row(self):
        return self._row
    @row.setter
    def row(self, value):
        self._row = sorted(value)
def main():
    b = Box()
    b.row = {"a": 1, "b": 2}
    return b.row
""",
    ),
    "dataclass with records": (
        True,
        """
from dataclasses import dataclass, field
@dataclass
class Store:
    name: str
    rows: list = field(default_factory=list)
    def add(self, n):
        self.rows.append({"a": n, "b": 2})
    def total(self):
        return sum(r["a"] * r["b"] for r in self.rows)
def main():
    s = Store("x")
    s.add(3)
    s.add(4)
    return s.total(), s.name, Store("y", [{"a": 5, "b": 6}]).total()
""",
    ),
    "dataclass that is shown": (
        False,
        """
from dataclasses import dataclass, field
@dataclass
class Store:
    name: str
    rows: list = field(default_factory=list)
    def add(self, n):
        self.rows.append({"a": n, "b": 2})
    def total(self):
        return sum(r["a"] * r["b"] for r in self.rows)
def main():
    s = Store("x")
    s.add(3)
    return s.total(), repr(s)
""",
    ),
    "dataclass as a dict": (
        False,
        """
from dataclasses import dataclass, field, asdict
@dataclass
class Store:
    name: str
    row: dict
    def total(self):
        return self.row["a"] * self.row["b"]
def main():
    s = Store("x", {"a": 3, "b": 4})
    return s.total(), asdict(s)
""",
    ),
    "dataclass compared": (
        False,
        """
from dataclasses import dataclass
@dataclass
class Store:
    row: dict
    def total(self):
        return self.row["a"] * self.row["b"]
def main():
    s = Store({"a": 3, "b": float("nan")})
    t = Store({"a": 3, "b": float("nan")})
    return s.total() == 1, s == t, s == s
""",
    ),
    "dataclass replaced": (
        False,
        """
from dataclasses import dataclass, replace
@dataclass
class Store:
    row: dict
    def total(self):
        return self.row["a"] * self.row["b"]
def main():
    s = Store({"a": 3, "b": 4})
    return replace(s, row={"a": 1, "b": 1, "c": 3}).total(), s.total()
""",
    ),
    "static called on an instance": (
        True,
        """
class Maker:
    @staticmethod
    def make(n): return {"a": n, "b": 1}
    def use(self):
        return self.make(1)["a"] + Maker.make(2)["a"] + self.make(3)["b"]
def main():
    return Maker().use()
""",
    ),
    "cls rebound": (
        False,
        """
class A:
    @classmethod
    def make(cls, n):
        cls = dict
        one = cls(a=n, b=2)
        return one["a"], one["b"]
def main():
    return A.make(1)
""",
    ),
    "getattr hook": (
        True,
        """
class A:
    def __getattr__(self, name):
        return {"a": 1, "b": 2}
    def use(self):
        r = self.anything
        s = {"a": 3, "b": 4}
        return r["a"], s["a"], s["b"]
def main():
    return A().use()
""",
    ),
    "unknown base": (
        False,
        """
import collections
class A(collections.UserDict):
    def put(self, n):
        self.row = {"a": n, "b": 2}
        return self.row["a"], self.row["b"]
def main():
    return A().put(1)
""",
    ),
    "base from a call": (
        False,
        """
def base():
    class X:
        def put(self, row): return sorted(row)
    return X
class A(base()):
    def use(self):
        return self.put({"a": 1, "b": 2})
    def other(self):
        r = {"a": 1, "b": 2}
        return self.put(r), r["a"]
def main():
    return A().use(), A().other()
""",
    ),
    "enum members": (
        False,
        """
from enum import Enum
class Kind(Enum):
    A = {"x": 1, "y": 2}
    def use(self):
        return self.value["x"], self.value["y"]
def main():
    return Kind.A.use(), Kind({"x": 1, "y": 2}).value["x"]
""",
    ),
    "iterated instance": (
        False,
        """
class Bag:
    def __init__(self):
        self.rows = []
    def add(self, n):
        self.rows.append({"a": n, "b": 1})
    def __iter__(self):
        return iter(self.rows)
def main():
    b = Bag(); b.add(2); b.add(3)
    return [r["a"] + r["b"] for r in b], [r["a"] for r in b.rows]
""",
    ),
    "context manager": (
        True,
        """
class Bag:
    def __init__(self): self.rows = []
    def __enter__(self): return self
    def __exit__(self, *a): return False
    def add(self, row): self.rows.append(row)
    def names(self): return [r["a"] + r["b"] for r in self.rows]
def main():
    with Bag() as bag:
        bag.add({"a": 1, "b": 2})
    return bag.names()
""",
    ),
    "fluent": (
        True,
        """
class Query:
    def __init__(self): self.rows = []
    def add(self, a, b):
        self.rows.append({"a": a, "b": b})
        return self
    def where(self, a):
        self.rows = [r for r in self.rows if r["a"] == a]
        return self
    def all(self): return [r["b"] for r in self.rows]
def main():
    return Query().add(1, 2).add(3, 4).where(3).all()
""",
    ),
    "slots and mixin": (
        True,
        """
class Mixin:
    def total(self): return sum(r["a"] for r in self.rows)
class Bag(Mixin):
    __slots__ = ("rows",)
    def __init__(self, n): self.rows = [{"a": i, "b": i} for i in range(n)]
    def bs(self): return [r["b"] for r in self.rows]
def main():
    b = Bag(4)
    return b.total(), b.bs()
""",
    ),
    "two classes share an attribute": (
        False,
        """
class A:
    def __init__(self): self.row = {"a": 1, "b": 2}
    def get(self): return self.row["a"], self.row["b"]
class B:
    def __init__(self): self.row = {"a": 5, "c": 7, "d": 1}
    def get(self): return len(self.row)
def main():
    return A().get(), B().get()
""",
    ),
    "instance handed to a framework": (
        False,
        """
class Handler:
    def handle(self, row): return row["a"], row["b"]
def run(handlers, row):
    return [getattr(h, "handle")(row) for h in handlers]
def main():
    row = {"a": 1, "b": 2}
    return run([Handler()], row), row["a"]
""",
    ),
    "nested class": (
        False,
        """
class Outer:
    class Inner:
        def __init__(self, row): self.row = row
        def get(self): return self.row["a"], self.row["b"]
    def use(self): return self.Inner({"a": 1, "b": 2}).get(), Outer.Inner({"a": 3, "b": 2}).get()
def main():
    return Outer().use()
""",
    ),
    "class decorated": (
        False,
        """
def keep(cls):
    cls.add = lambda self, row: sorted(row)
    return cls
@keep
class A:
    def add(self, row): return row["a"], row["b"]
def main():
    return A().add({"a": 1, "b": 2})
""",
    ),
    "metaclass": (
        False,
        """
class Meta(type):
    def __call__(cls, row): return sorted(row)
class A(metaclass=Meta):
    def __init__(self, row): self.row = row
def main():
    r = {"a": 1, "b": 2}
    return A(r), r["a"], r["b"]
""",
    ),
    "cached property": (
        False,
        """
from functools import cached_property
class A:
    @cached_property
    def row(self): return {"a": 1, "b": 2}
    def use(self): return self.row["a"] + self.row["b"]
def main():
    a = A()
    return a.use(), vars(a)["row"]["a"]
""",
    ),
    "dict subclass": (
        False,
        """
class Row(dict):
    def name(self): return self["a"]
def main():
    r = Row({"a": 1, "b": 2})
    return r.name(), r["b"]
""",
    ),
    "record in a class variable of a base": (
        True,
        """
class Base:
    defaults = {"a": 1, "b": 2}
    def get(self): return self.defaults["a"], self.defaults["b"]
class Sub(Base):
    defaults = {"a": 3, "b": 4, }
def main():
    return Base().get(), Sub().get()
""",
    ),
    "class variable that the subclass makes larger": (
        False,
        """
class Base:
    defaults = {"a": 1, "b": 2}
    def get(self): return self.defaults["a"], self.defaults["b"]
class Sub(Base):
    defaults = {**Base.defaults, "c": 3}
    def more(self): return len(self.defaults)
def main():
    return Base().get(), Sub().get(), Sub().more()
""",
    ),
    "static through cls": (
        True,
        """
class A:
    @classmethod
    def all(cls, n): return [cls.one(i) for i in range(n)]
    @staticmethod
    def one(i): return {"a": i, "b": 1}
def main():
    return sum(r["a"] + r["b"] for r in A.all(3))
""",
    ),
    "generic": (
        False,
        """
from typing import Generic, TypeVar
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, row: T): self.row = row
    def get(self) -> T: return self.row
def main():
    r = Box({"a": 1, "b": 2}).get()
    return r["a"], r["b"]
""",
    ),
    "exception with a record": (
        False,
        """
class Bad(Exception):
    def __init__(self, row):
        super().__init__("bad")
        self.row = row
def main():
    try:
        raise Bad({"a": 1, "b": 2})
    except Bad as error:
        return error.row["a"], error.row["b"]
""",
    ),
    "exception that shows the record": (
        False,
        """
class Bad(Exception):
    pass
def main():
    row = {"a": 1, "b": 2}
    try:
        raise Bad(row)
    except Bad as error:
        return str(error), row["a"], row["b"]
""",
    ),
    "instance printed by its own repr": (
        False,
        """
class Box:
    def __init__(self, row): self.row = row
    def __repr__(self): return "Box(%r)" % self.row
def main():
    r = {"a": 1, "b": 2}
    return repr(Box(r)), r["a"], r["b"]
""",
    ),
    "named tuple": (
        False,
        """
from typing import NamedTuple
class Pair(NamedTuple):
    row: dict
    n: int
def main():
    p = Pair({"a": 1, "b": 2}, 3)
    return p.row["a"], p.row["b"], p[0]["a"], repr(p)
""",
    ),
    "super of an exception": (
        True,
        """
class Failed(Exception):
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason
class Box:
    def __init__(self, row):
        self.row = row
    def get(self):
        return self.row["a"], self.row["b"]
def main():
    try:
        raise Failed("no")
    except Failed as error:
        return str(error), Box({"a": 1, "b": 2}).get()
""",
    ),
    "super that shows it": (
        False,
        """
class Failed(Exception):
    def __init__(self, row):
        super().__init__(row)
        self.row = row
def main():
    try:
        raise Failed({"a": 1, "b": 2})
    except Failed as error:
        return str(error), error.row["a"], error.row["b"]
""",
    ),
    "super of a mixin": (
        True,
        """
class Shown:
    def show(self, row): return sorted(row)
class Plain:
    def show(self, row): return row["a"], row["b"]
class Mixed(Plain):
    def show(self, row): return super().show(row)
class Both(Mixed, Shown):
    pass
class Odd(Mixed):
    pass
def main():
    row = {"a": 1, "b": 2}
    return Both().show(row), Odd().show(row), row["a"]
""",
    ),
    "super finds a sibling": (
        False,
        """
class Plain:
    def show(self, row): return row["a"], row["b"]
class Mixed(Plain):
    def show(self, row): return super().show(row)
class Shown(Plain):
    def show(self, row): return sorted(row)
class Both(Mixed, Shown):
    pass
def main():
    row = {"a": 1, "b": 2}
    return Both().show(row), Mixed().show(row), row["a"]
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(name: str) -> None:
    check(*CASES[name])
