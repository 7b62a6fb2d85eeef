"""Run hostile modules whose records become dataclasses: before and after must be the same."""

import sys
import types
from dataclasses import replace

import pytest
from harness import OPTIONS, outcome

GRANTED = replace(OPTIONS, granted=frozenset({"closed-world"}))

BASE = """
def make(a, b):
    return {"name": a, "age": b}

def use(r):
    return r["name"], r["age"]

"""
CASES = {
    "spread": BASE
    + """
def main():
    r = make(1, 2)
    def g(**k): return k
    return use(r), g(**r)
""",
    "fstring": BASE
    + """
def main():
    r = make(1, 2)
    return f"{r}", use(r)
""",
    "fstring key": BASE
    + """
def main():
    r = make(1, 2)
    return f"{r['name']}", use(r)
""",
    "equal": BASE
    + """
def main():
    return make(1, 2) == make(1, 2), make(1, 2) == {"name": 1, "age": 2}
""",
    "callback": BASE
    + """
def main():
    return list(map(use, [make(1, 2), {"name": 3, "age": 4}]))
""",
    "decorated": """
def deco(f):
    def g(*a):
        return dict(f(*a))
    return g
@deco
def make(a, b):
    return {"name": a, "age": b}
def main():
    r = make(1, 2)
    return r["name"], r["age"]
""",
    "json in": BASE
    + """
import json
def main():
    return use(json.loads('{"name": 1, "age": 2}')), use(make(1, 2))
""",
    "method": """
class Bag:
    def __init__(self):
        self.rows = []
    def add(self, row):
        self.rows.append(row["name"] + row["age"])
def main():
    b = Bag()
    b.add({"name": 1, "age": 2})
    b.add({"name": 1, "age": 3, "x": 4})
    return b.rows
""",
    "global": """
CURRENT = None
def start(n):
    global CURRENT
    CURRENT = {"name": n, "age": 0}
def grow():
    CURRENT["age"] += 1
    return CURRENT["name"], CURRENT["age"]
def main():
    start(3); grow()
    return grow()
""",
    "generator": BASE
    + """
def gen():
    for i in range(3):
        yield make(i, i)
def main():
    return [use(r) for r in gen()]
""",
    "default": """
def use(r={"name": 1, "age": 2}):
    return r["name"], r["age"]
def main():
    return use(), use({"name": 3, "age": 4})
""",
    "default none": """
def use(r=None):
    if r is None:
        r = {"name": 1, "age": 2}
    return r["name"], r["age"]
def main():
    return use(), use({"name": 3, "age": 4})
""",
    "star": BASE
    + """
def main():
    args = [make(1, 2)]
    return use(*args)
""",
    "instance": """
class U:
    def __init__(self, n):
        self.info = {"name": n, "age": 1}
    def older(self):
        self.info["age"] += 1
        return self.info["age"]
def main():
    u = U(3)
    return u.older(), u.info["name"], u.info["age"]
""",
    "later key": BASE
    + """
def main():
    r = make(1, 2)
    r["total"] = 3
    return r["total"], use(r)
""",
    "missing": """
def make(c):
    if c:
        return {"name": 1, "age": 2}
    return {"name": 1}
def main():
    r = make(True)
    return r["name"], r.get("age", 5)
""",
    "delete": BASE
    + """
def main():
    r = make(1, 2)
    x = use(r)
    del r["age"]
    return x, r.get("age")
""",
    "copy": BASE
    + """
def main():
    r = make(1, 2)
    s = r.copy()
    s["name"] = 9
    return use(r), use(s)
""",
    "truth": BASE
    + """
def find(rows, n):
    for r in rows:
        if r["name"] == n:
            return r
    return None
def main():
    rows = [make(1, 2), make(3, 4)]
    a = find(rows, 3)
    b = find(rows, 5)
    return (a["age"] if a else 0), (b["age"] if b else 0), not b
""",
    "concat": BASE
    + """
def main():
    rows = [make(1, 2)] + [make(3, 4)]
    rows += [make(5, 6)]
    return [use(r) for r in rows[1:]]
""",
    "unpack": BASE
    + """
def load(x):
    return make(x, 1), None
def main():
    r, err = load(3)
    return use(r), err
""",
    "nested": """
def make(n):
    return {"id": n, "address": {"street": "s", "city": "c"}}
def main():
    r = make(1)
    r["address"]["city"] = "d"
    return r["id"], r["address"]["street"], r["address"]["city"]
""",
    "table const": BASE
    + """
TABLE = {}
def main():
    TABLE["x"] = make(1, 2)
    TABLE["y"] = make(3, 4)
    k = "x"
    return use(TABLE[k]), use(TABLE["y"])
""",
    "table literal": BASE
    + """
def main():
    t = {"x": make(1, 2), "y": make(3, 4)}
    k = "x"
    return use(t[k]), use(t["y"])
""",
    "isinstance": BASE
    + """
def main():
    r = make(1, 2)
    return isinstance(r, dict), use(r)
""",
    "print": BASE
    + """
def main():
    r = make(1, 2)
    print(r)
    return use(r)
""",
    "keyerror": BASE
    + """
def main():
    r = make(1, 2)
    try:
        return r["nope"]
    except KeyError:
        return use(r)
""",
    "lambda": BASE
    + """
def main():
    f = lambda r: r["name"]
    return f(make(1, 2)), f({"name": 2})
""",
    "sorted": BASE
    + """
def main():
    rows = [make(3, 2), make(1, 4)]
    return [use(r) for r in sorted(rows, key=lambda r: r["name"])]
""",
    "zip": BASE
    + """
def main():
    rows = [make(3, 2), make(1, 4)]
    numbered = [i + 1 for i, r in enumerate(rows) if r["age"] > 2]
    return [(use(a), b) for a, b in zip(rows, [1, 2])], numbered
""",
    "nested function": """
def main():
    def make(n):
        return {"name": n, "age": 1}
    def use(r):
        return r["name"] + r["age"]
    return use(make(3))
""",
    "shadow": BASE
    + """
def main():
    def make(a, b):
        return {"name": a}
    r = make(1, 2)
    return r["name"]
def other():
    return use(make(1, 2))
""",
    "len": BASE
    + """
def main():
    r = make(1, 2)
    return len(r), use(r)
""",
    "in values": BASE
    + """
def main():
    rows = [make(1, 2)]
    return {"name": 1, "age": 2} in rows, use(rows[0])
""",
    "set": BASE
    + """
def main():
    try:
        return {make(1, 2)}
    except TypeError:
        return use(make(1, 2))
""",
    "pop": BASE
    + """
def main():
    rows = [make(1, 2), make(3, 4)]
    r = rows.pop()
    x = r.pop("name")
    return x, rows[0]["age"]
""",
    "pop list": BASE
    + """
def main():
    rows = [make(1, 2), make(3, 4)]
    r = rows.pop()
    return use(r), rows[0]["age"]
""",
    "update": BASE
    + """
def main():
    r = make(1, 2)
    r.update(name=3)
    return use(r)
""",
    "walrus": BASE
    + """
def main():
    if (r := make(1, 2)) and r["name"]:
        return r["age"]
""",
    "conditional expr": BASE
    + """
def main():
    r = make(1, 2) if True else None
    s = r or make(3, 4)
    return use(s), r["name"]
""",
    "match": BASE
    + """
def main():
    match make(1, 2):
        case {"name": n}:
            return n, use(make(1, 2))
""",
    "returned alias": BASE
    + """
def main():
    r = make(1, 2)
    s = r
    s["age"] = 9
    return use(r)
""",
    "instance foreign": """
class A:
    def __init__(self):
        self.row = {"name": 1, "age": 2}
    def get(self):
        return self.row["name"], self.row["age"]
class B:
    def __init__(self):
        self.row = {"q": 1}
def main():
    b = B()
    b.row["name"] = 3
    return A().get(), b.row["name"]
""",
    "try else with": BASE
    + """
import contextlib
def main():
    with contextlib.nullcontext(make(1, 2)) as r:
        return use(r)
""",
    "format": BASE
    + """
def main():
    r = make(1, 2)
    return "%(name)s" % r, "{name}".format(**r), use(r)
""",
    "str": BASE
    + """
def main():
    r = make(1, 2)
    return str(r), use(r)
""",
    "kw": BASE
    + """
def main():
    return use(r=make(b=1, a=2))
""",
    "iterate": BASE
    + """
def main():
    return [k for k in make(1, 2)], use(make(1, 2))
""",
    "class attr": """
class C:
    row = {"name": 1, "age": 2}
    def get(self):
        return self.row["name"], self.row["age"]
def main():
    return C().get(), C.row["age"]
""",
    "reused name": BASE
    + """
def main():
    r = make(1, 2)
    x = use(r)
    r = 5
    return x, r + 1
""",
    "return in list": BASE
    + """
def rows():
    return [make(i, i) for i in range(3)]
def main():
    total = 0
    for r in rows():
        total += r["age"]
    return total
""",
    "dict of lists": BASE
    + """
def main():
    by = {}
    for i in range(4):
        by.setdefault(i % 2, []).append(make(i, i))
    return [[use(r) for r in rows] for k, rows in by.items()]
""",
    "nonlocal": """
def main():
    r = None
    def start():
        nonlocal r
        r = {"name": 1, "age": 2}
    start()
    return r["name"], r["age"]
""",
    "del var": BASE
    + """
def main():
    r = make(1, 2)
    x = use(r)
    del r
    return x
""",
    "yield send": BASE
    + """
def main():
    def g():
        x = yield make(1, 2)
        return x
    r = next(g())
    return r["name"]
""",
    "try": """
def make(n):
    return {"name": n, "age": 1}
def main():
    try:
        r = make(3)
    except ValueError as r:
        return r
    return r["name"], r["age"]
""",
    "async": """
async def make(n):
    return {"name": n, "age": 1}
def main():
    import asyncio
    async def go():
        r = await make(3)
        return r["name"], r["age"]
    return asyncio.run(go())
""",
    "inherit": """
class A:
    def __init__(self):
        self._r = {"name": 1, "age": 2}
    def get(self):
        return self._r["name"] + self._r["age"]
class B(A):
    def both(self):
        return self._r["age"], self._r is not None
def main():
    return B().both(), A().get()
""",
    "subclass sets": """
class A:
    def __init__(self):
        self._r = {"name": 1, "age": 2}
    def get(self):
        return self._r["name"] + self._r["age"]
class B(A):
    def __init__(self):
        self._r = dict([("name", 5), ("age", 6)])
def main():
    return B().get(), A().get()
""",
    "setdefault rec": """
def main():
    r = {"name": 1, "age": 2}
    def g(x):
        return x["name"] + x.setdefault("age", 7)
    return g(r), r["age"]
""",
    "percent": """
def make():
    return {"name": 1, "age": 2}
def main():
    r = make()
    return "%(name)s" % r, r["name"], r["age"]
""",
    "starred list": """
def make(n):
    return {"name": n, "age": 2}
def main():
    rows = [*[make(1)], make(2)]
    first, *rest = rows
    return first["name"], [r["age"] for r in rest]
""",
    "chained": """
def make(n):
    return {"name": n, "age": 2}
def main():
    a = b = make(1)
    b["age"] += 1
    return a["name"], a["age"]
""",
    "kwonly": """
def make(*, n, age=3):
    return {"name": n, "age": age}
def main():
    r = make(n=1)
    s = make(age=2, n=4)
    return r["name"], s["age"]
""",
    "ternary call": """
def make(n):
    return {"name": n, "age": 2}
def other(n):
    return {"name": n, "age": 5}
def main():
    f = make if True else other
    r = f(1)
    return r["name"], r["age"]
""",
    "dictcomp": """
def make(n):
    return {"name": n, "age": 2}
def main():
    by = {r["name"]: r for r in [make(1), make(2)]}
    return by[1]["age"], by.get(2)["name"], [v["age"] for v in by.values()], sorted(by)
""",
    "dict get none": """
def make(n):
    return {"name": n, "age": 2}
def main():
    by = {}
    by[1] = make(1)
    r = by.get(5)
    return (r["name"] if r is not None else None), by[1]["age"]
""",
    "get default dict": """
def make(n):
    return {"name": n, "age": 2}
def main():
    by = {1: make(1)}
    return by.get(5, {})  , by[1]["age"], by.get(1, {}).get("name")
""",
    "raise": """
def make(n):
    return {"name": n, "age": 2}
def main():
    try:
        raise ValueError(make(1))
    except ValueError as e:
        return e.args[0]["name"], make(1)["age"], make(2)["name"]
""",
    "del item list": """
def make(n):
    return {"name": n, "age": 2}
def main():
    rows = [make(1), make(2)]
    del rows[0]
    return rows[0]["name"], rows[-1]["age"]
""",
    "map lambda": """
def make(n):
    return {"name": n, "age": 2}
def main():
    return list(map(lambda r: r["name"], [make(1)])), make(3)["age"], make(3)["name"]
""",
    "itemgetter": """
from operator import itemgetter
def make(n):
    return {"name": n, "age": 2}
def main():
    rows = sorted([make(2), make(1)], key=itemgetter("name"))
    return [r["age"] for r in rows], rows[0]["name"]
""",
    "staticmethod": """
class A:
    @staticmethod
    def make(n):
        return {"name": n, "age": 1}
    def use(self):
        r = self.make(3)
        return r["name"], r["age"]
def main():
    return A().use()
""",
    "property": """
class A:
    @property
    def row(self):
        return {"name": 1, "age": 1}
    def use(self):
        r = self.row
        return r["name"], r["age"]
def main():
    return A().use()
""",
    "recursion": """
def make(n):
    return {"n": n, "kids": [make(n - 1)] if n else []}
def depth(r):
    return 1 + max([depth(k) for k in r["kids"]], default=0) + r["n"] * 0
def main():
    return depth(make(3))
""",
    "tuple swap": """
def make(n):
    return {"name": n, "age": 2}
def main():
    a, b = make(1), make(2)
    a, b = b, a
    return a["name"], b["age"]
""",
    "global list": """
ROWS = []
def add(n):
    ROWS.append({"name": n, "age": 1})
def older():
    for r in ROWS:
        r["age"] += 1
def main():
    add(1); add(2); older()
    return [r["age"] for r in ROWS], len(ROWS), ROWS[0]["name"]
""",
    "while pop": """
def make(n):
    return {"n": n, "w": 2}
def main():
    stack = [make(3)]
    seen = 0
    while stack:
        r = stack.pop()
        seen += r["w"]
        if r["n"]:
            stack.append(make(r["n"] - 1))
    return seen
""",
    "in list": """
def make(n):
    return {"n": n, "w": 2}
def main():
    rows = [make(3)]
    r = rows[0]
    return r in rows, r["n"], r["w"]
""",
    "is": """
def make(n):
    return {"n": n, "w": 2}
def main():
    rows = [make(3)]
    r = rows[0]
    return r is rows[0], r["n"], r["w"]
""",
    "comment": """
def make(n):
    return {
        "n": n,  # the number
        # the weight
        "w": 2,
    }
def main():
    r = make(3)
    return r["n"], r["w"]
""",
    "class body": """
def make(n):
    return {"n": n, "w": 2}
class C:
    r = make(1)
    x = r["n"] + r["w"]
def main():
    return C.x
""",
    "if main": """
def make(n):
    return {"n": n, "w": 2}
def main():
    return 1
r = make(3)
print(r["n"], r["w"])
if r["n"]:
    r["w"] = 3
""",
    "string key var": """
KEY = "n"
def make(n):
    return {"n": n, "w": 2}
def main():
    r = make(3)
    return r[KEY], r["w"], r["n"]
""",
    "shadowed dict": """
def dict(**k):
    return 5
def main():
    r = dict(a=1, b=2)
    return r
""",
    "lists sorted()": """
def make(n):
    return {"n": n, "w": 2}
def main():
    rows = [make(3), make(1)]
    rows.sort(key=lambda r: (r["w"], -r["n"]))
    best = min(rows, key=lambda r: r["n"], default=None)
    return [r["n"] for r in reversed(rows)], best["w"]
""",
}


# What can't be written on an object, or is not known to be one: nothing may change.
CHANGED = {
    *("fstring key", "global", "default", "default none", "truth", "unpack", "nested", "sorted"),
    *("table const", "table literal", "zip", "nested function", "pop list", "conditional expr"),
    *("returned alias", "kw", "dict of lists", "nonlocal", "chained", "kwonly", "dict get none"),
    *("del item list", "recursion", "tuple swap", "global list", "while pop", "is", "comment"),
    *(
        "class body",
        "if main",
        "lists sorted()",
        "starred list",
        "map lambda",
        "ternary call",
        "copy",
        "print",
        "update",
        "format",
    ),
    *("str", "percent", "itemgetter", "del var"),
    *("callback", "generator", "return in list", "async", "method", "instance"),
    *("later key", "shadow", "class attr", "inherit", "staticmethod", "property"),
    *("star", "concat", "fstring", "equal", "walrus"),
    *("dictcomp",),
}


def ran(text: str) -> tuple[str, str]:
    """What ``main()`` of a module comes to."""
    module = types.ModuleType("played")
    sys.modules["played"] = module  # dataclasses look their module up
    exec(compile(text, "<played>", "exec"), vars(module))
    try:
        return "returned", repr(vars(module)["main"]())
    except Exception as error:
        return type(error).__name__, str(error)
    finally:
        del sys.modules["played"]


def check(changes: bool, text: str) -> None:
    """What is made of a module behaves as it did, and is another text where that is told."""
    found = outcome(text, "dataclasses", options=GRANTED)
    assert ran(found.after) == ran(found.before), found.after
    assert found.changed == changes, found.refusals


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(name: str) -> None:
    check(name in CHANGED, CASES[name])


def test_public_functions_need_a_grant() -> None:
    found = outcome(CASES["sorted"], "dataclasses")
    assert not found.changed
    assert [one.assumption for site in found.pending for one in site.open] == ["closed-world"]
