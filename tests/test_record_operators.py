"""Run hostile modules that add, join, compare and spread records, or hand many on at once."""

import pytest
from test_shared_records import check

# By name: whether the module changes, and what it has in ``main``, or before it.
CASES = {
    "add lists": (
        True,
        """
def _g(xs, ys):
    a = [{"id": x, "v": 1} for x in xs]
    b = [{"id": y, "v": 2} for y in ys]
    return [r["id"] for r in a + b if r["v"] > 1]
def main():
    return _g([1], [2, 3])
""",
    ),
    "add and assign": (
        True,
        """
def main():
    out = []
    for i in range(3):
        out = out + [{"a": i, "b": 2}]
    return [r["a"] + r["b"] for r in out]
""",
    ),
    "add other": (
        False,
        """
def main():
    out = [{"a": 1, "b": 2}]
    other = [{"c": 1, "d": 2, "a": 3}]
    return [sorted(r) for r in out + other], out[0]["a"], out[0]["b"]
""",
    ),
    "add unknown": (
        False,
        """
import copy
def other(): return copy.copy([{"a": 1, "b": 3}])
def main():
    out = [{"a": 1, "b": 2}]
    return [r["a"] + r["b"] for r in out + eval("[]")]
""",
    ),
    "numbers stay numbers": (
        True,
        """
def main():
    r = {"a": 1, "b": 2}
    total = r["a"] + r["b"]
    return total + r["a"], (r["a"] + 1) * 2, "x" + str(r["b"])
""",
    ),
    "tuple of records added": (
        True,
        """
def main():
    a = ({"a": 1, "b": 2},)
    b = ({"a": 3, "b": 2},)
    return [r["a"] for r in a + b], a[0]["b"]
""",
    ),
    "tuple position after adding": (
        False,
        """
def main():
    a = ({"a": 1, "b": 2},)
    b = (5, {"a": 3, "b": 2})
    c = b + a
    return c[0], c[1]["a"], c[2]["b"], len(c)
""",
    ),
    "compared with nothing": (
        True,
        """
def rows(n): return [{"a": i, "b": float(i)} for i in range(n)]
def main():
    return rows(0) == [], rows(1) == [], rows(2)[0]["a"], rows(2)[1]["b"], rows(1)[0] == {}
""",
    ),
    "compared with nothing and unequal": (
        True,
        """
def rows(n): return [{"a": i, "b": float(i)} for i in range(n)]
def main():
    return rows(0) != [], rows(1) != (), rows(2)[0]["a"], rows(2)[1]["b"], {} != rows(1)[0]
""",
    ),
    "union with a display": (
        True,
        """
def _f(name):
    d = {"name": name, "age": 1}
    e = d | {"age": 2}
    return e["name"], e["age"], d["age"]
def main():
    return _f("x")
""",
    ),
    "union adds a key": (
        False,
        """
def main():
    d = {"name": "x", "age": 1}
    e = d | {"size": 2}
    return e["name"], e["size"], d["age"], len(d)
""",
    ),
    "union of flags": (
        True,
        """
def main():
    a = {1, 2}
    d = {"name": a | {3}, "age": 1}
    return sorted(d["name"]), d["age"] | 4
""",
    ),
    "union in place": (
        False,
        """
def main():
    d = {"name": "x", "age": 1}
    d |= {"age": 2}
    return d["name"], d["age"]
""",
    ),
    "union with a call": (
        True,
        """
def main():
    d = {"name": "x", "age": 1}
    e = d | {"age": len("xx")}
    return e["name"], e["age"], d["age"]
""",
    ),
    "many arguments": (
        True,
        """
def _show(*records):
    return [r["name"] for r in records], len(records)
def main():
    a = {"name": "x", "age": 2}
    return _show(a, {"name": "y", "age": 3}), a["age"]
""",
    ),
    "many arguments from a list": (
        True,
        """
def _show(first, *records):
    return [r["name"] for r in records], first["age"]
def main():
    rows = [{"name": str(i), "age": i} for i in range(3)]
    return _show(*rows), _show(rows[0]), _show(rows[1], *rows)
""",
    ),
    "many arguments of another kind": (
        False,
        """
def _show(*records):
    return [r["name"] for r in records], [sorted(r) for r in records]
def main():
    a = {"name": "x", "age": 2}
    return _show(a), a["age"]
""",
    ),
    "one of the arguments is something else": (
        False,
        """
def _show(*records):
    return [r["name"] for r in records if isinstance(r, dict)]
def main():
    a = {"name": "x", "age": 2}
    return _show(a, 5), a["age"]
""",
    ),
    "arguments handed on": (
        False,
        """
def _inner(*rows, **more):
    return [r["a"] for r in rows], more
def _outer(*rows, **more):
    return _inner(*rows, **more)
def main():
    return _outer({"a": 1, "b": 2}, {"a": 3, "b": 2}, x=1)
""",
    ),
    "named arguments handed on": (
        False,
        """
def _inner(row, n):
    return row["a"] + row["b"] + n
def _outer(**more):
    return _inner(**more)
def main():
    return _outer(row={"a": 1, "b": 2}, n=1)
""",
    ),
    "key function with many arguments": (
        False,
        """
def main():
    rows = [{"a": 2, "b": 2}, {"a": 1, "b": 3}]
    rows.sort(key=lambda *r: (len(r[0]), r[0]["a"]))
    return [r["b"] for r in rows]
""",
    ),
    "mapped by a function with many arguments": (
        False,
        """
def _one(*r):
    return list(r[0])
def main():
    rows = [{"a": 2, "b": 2}, {"a": 1, "b": 3}]
    return list(map(_one, rows)), rows[0]["a"], rows[0]["b"]
""",
    ),
    "public with many arguments": (
        True,
        """
def total(*rows):
    return sum(r["a"] * r["b"] for r in rows)
def main():
    return total({"a": 1, "b": 2}, {"a": 3, "b": 4})
""",
    ),
    "public that only outsiders call": (
        True,
        """
def total(*rows):
    return sum(len(r) for r in rows)
def make(n):
    return {"a": n, "b": 2}
def main():
    return make(1)["a"], make(2)["b"]
""",
    ),
    "add on an own class": (
        False,
        """
class Bag:
    def __init__(self, rows): self.rows = rows
    def __radd__(self, other): return [sorted(r) for r in other]
def main():
    a = [{"a": 1, "b": 2}]
    return a + Bag([]), a[0]["a"], a[0]["b"]
""",
    ),
    "starred call of a builtin": (
        False,
        """
def main():
    rows = [{"a": 1, "b": 2}, {"a": 3, "b": 4}]
    print(*rows)
    return rows[0]["a"], rows[1]["b"]
""",
    ),
    "starred into the middle": (
        True,
        """
def _three(a, b, c):
    return a["x"], b["x"], c["y"]
def main():
    rows = [{"x": 1, "y": 2}, {"x": 3, "y": 4}]
    return _three(*rows, {"x": 5, "y": 6}), _three({"x": 7, "y": 8}, *rows)
""",
    ),
    "starred list of lists": (
        True,
        """
def _two(a, b):
    return [r["x"] for r in a], len(b)
def main():
    rows = [{"x": 1, "y": 2}, {"x": 3, "y": 4}]
    return _two(*[rows, rows]), rows[0]["y"]
""",
    ),
    "spread with a call": (
        True,
        """
def _trim(user):
    return {**user, "name": user["name"].strip(), "age": max(user["age"], 1)}
def main():
    u = _trim({"name": " x ", "age": 0})
    return u["name"], u["age"]
""",
    ),
    "spread with a call that changes it": (
        False,
        """
def _bump(user):
    user["age"] += 1
    return "y"
def main():
    u = {"name": " x ", "age": 0}
    v = {**u, "name": _bump(u)}
    return v["name"], v["age"], u["age"]
""",
    ),
    "spread with a walrus": (
        False,
        """
def main():
    u = {"name": "x", "age": 0}
    v = {**u, "name": (u := {"name": "z", "age": 4})["name"]}
    return v["name"], v["age"], u["age"]
""",
    ),
    "spread with an await": (
        True,
        """
import asyncio
async def later(user): return user["name"] + "!"
async def run(user):
    return {**user, "name": await later(user)}
def main():
    u = asyncio.run(run({"name": "x", "age": 1}))
    return u["name"], u["age"]
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(name: str) -> None:
    check(*CASES[name])
