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
    return u.older(), u.info["name"], u.info
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
}


# What can't be written on an object, or is not known to be one: nothing may change.
CHANGED = {
    *("fstring key", "global", "default", "default none", "truth", "unpack", "nested", "sorted"),
    *("table const", "table literal", "zip", "nested function", "pop list", "conditional expr"),
    *("returned alias", "kw", "dict of lists", "nonlocal"),
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


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(name: str) -> None:
    found = outcome(CASES[name], "dataclasses", options=GRANTED)
    assert found.changed == (name in CHANGED)
    assert ran(found.after) == ran(found.before)


def test_public_functions_need_a_grant() -> None:
    found = outcome(CASES["sorted"], "dataclasses")
    assert not found.changed
    assert [one.assumption for site in found.pending for one in site.open] == ["closed-world"]
