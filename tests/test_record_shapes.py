"""Run hostile modules whose records may lack a key, or be None, or come in from outside."""

from dataclasses import replace

import pytest
from harness import outcome
from test_shared_records import GRANTED, ran

SAME_SHAPE = replace(GRANTED, granted=GRANTED.granted | {"same-shape"})
# By name: whether the module changes, whether it does where same-shape is granted, and the text.
CASES = {
    "read without a test": (
        False,
        True,
        """
def make(n, nick=None):
    d = {"name": n, "age": 1}
    if nick:
        d["nick"] = nick
    return d
def main():
    a = make("a", "z")
    return a["nick"], a["name"], make("b")["age"]
""",
    ),
    "the error is waited for": (
        False,
        False,
        """
def make(n, nick=None):
    d = {"name": n, "age": 1}
    if nick:
        d["nick"] = nick
    return d
def nick(d):
    try:
        return d["nick"]
    except KeyError:
        return d["name"]
def main():
    return nick(make("a", "z")), nick(make("b")), make("b")["age"]
""",
    ),
    "another branch stores": (
        False,
        False,
        """
def make(c):
    d = {"a": 1, "x": 2}
    if c:
        d = {"a": 3}
    else:
        d["x"] = 5
    return d
def main():
    return make(0)["a"], make(0)["x"], "x" in make(1)
""",
    ),
    "none is stored": (
        False,
        True,
        """
def make(n, nick=None):
    d = {"name": n, "age": 1}
    if n:
        d["nick"] = nick
    return d
def main():
    a, b = make("a"), make("")
    return "nick" in a, "nick" in b, a["name"], b["age"]
""",
    ),
    "none is dumped": (
        False,
        False,
        """
import json
def make(n, nick=None):
    d = {"name": n, "age": 1}
    if n:
        d["nick"] = nick
    return d
def main():
    return json.dumps(make("a")), json.dumps(make("")), make("b")["age"], make("c")["name"]
""",
    ),
    "something is dumped": (
        False,
        False,
        """
import json
def make(n, nick=None):
    d = {"name": n, "age": 1}
    if nick is not None:
        d["nick"] = nick
    return d
def main():
    return json.dumps(make("a")), json.dumps(make("", 3)), make("b")["age"], make("c")["name"]
""",
    ),
    "two that may be missing, in any order": (
        False,
        False,
        """
import json
def one(d): d["x"] = 1
def two(d): d["y"] = 2
def make(n, first, last):
    d = {"name": n, "age": 1}
    first(d)
    last(d)
    return d
def both():
    d = {"name": 1, "age": 1}
    two(d)
    one(d)
    return d
def main():
    d = both()
    return json.dumps(d), d["name"], d["age"]
""",
    ),
    "two that may be missing, sorted": (
        False,
        False,
        """
import json
def one(d): d["x"] = 1
def two(d): d["y"] = 2
def both(n):
    d = {"name": 1, "age": 1}
    if n: two(d)
    one(d)
    return d
def main():
    d = both(1)
    text = json.dumps([both(0), d], sort_keys=True, indent=1)
    return json.dumps(d, sort_keys=True), text, d["name"], d["age"]
""",
    ),
    "missing in the middle": (
        False,
        False,
        """
import json
def make(n):
    if n:
        return {"a": n, "b": 2, "c": 3}
    return {"a": n, "c": 3}
def main():
    return json.dumps(make(0)), json.dumps(make(1)), make(1)["a"], make(0)["c"]
""",
    ),
    "a default that is shown": (
        False,
        False,
        """
import json
def make(n):
    d = {"a": n, "c": 3}
    if n:
        d["b"] = n
    return d
def main():
    return make(0).get("b", 0), json.dumps(make(0)), json.dumps(make(1)), make(1)["a"], make(0)["c"]
""",
    ),
    "keywords with one missing": (
        False,
        False,
        """
def show(**kw): return sorted(kw)
def make(n):
    d = {"a": n, "c": 3}
    if n:
        d["b"] = n
    return d
def main():
    return show(**make(0)), show(**make(1)), make(1)["a"], make(0)["c"]
""",
    ),
    "spread sets what may be missing": (
        True,
        True,
        """
def make(n):
    d = {"a": n, "c": 3}
    if n:
        d["b"] = n
    return d
def main():
    e = make(0)
    f = {**e, "b": 5}
    return f.get("b"), e.get("b"), f["a"], e["c"]
""",
    ),
    "added to in place": (
        False,
        True,
        """
def make(n):
    d = {"a": n, "c": 3}
    if n:
        d["b"] = n
    return d
def main():
    e = make(2)
    e["b"] += 1
    return e["b"], e["a"], e["c"]
""",
    ),
    "printed with one missing": (
        False,
        False,
        """
def make(n):
    d = {"a": n, "c": 3}
    if n:
        d["b"] = n
    return d
def main():
    for n in range(2):
        d = make(n)
        print(d, [d], f"{d}")
    return d["a"], d["c"]
""",
    ),
    "sorted by what may be missing": (
        False,
        True,
        """
def make(n):
    d = {"a": n, "c": 3}
    if n:
        d["b"] = n
    return d
def main():
    rows = [make(3), make(2)]
    return [r["a"] for r in sorted(rows, key=lambda r: r["b"])], rows[0]["c"]
""",
    ),
    "a list or nothing, replaced": (
        False,
        False,
        """
import json
def make(n, kids=None):
    return {"n": n, "kids": kids if kids is not None else []}
def kid(m): return {"m": m, "k": 1}
def main():
    a = make(1, [kid(2)])
    return json.dumps(a), json.dumps(make(2)), a["n"], a["kids"][0]["m"], a["kids"][0]["k"]
""",
    ),
    "a list or nothing, kept": (
        False,
        False,
        """
import json
def make(n, kids=None):
    return {"n": n, "kids": kids}
def kid(m): return {"m": m, "k": 1}
def main():
    a = make(1, [kid(2)])
    return json.dumps(a), json.dumps(make(2)), a["n"], a["kids"][0]["m"], a["kids"][0]["k"]
""",
    ),
    "replaced too late": (
        True,
        True,
        """
import json
def make(n, kid=None):
    text = json.dumps({"kid": kid})
    if kid is None:
        kid = {"m": 0, "k": 0}
    return text, kid
def main():
    a, k = make(1, {"m": 1, "k": 2})
    b, l = make(1)
    return a, b, k["m"], l["k"]
""",
    ),
    "replaced under a condition": (
        True,
        True,
        """
import json
def make(n, kid=None):
    if kid is None and n:
        kid = {"m": 0, "k": 0}
    return json.dumps(kid), kid
def main():
    a, k = make(1, {"m": 1, "k": 2})
    b, l = make(0)
    return a, b, k["m"], k["k"]
""",
    ),
    "replaced in a loop": (
        False,
        False,
        """
import json
def make(n, kid=None):
    for i in range(n):
        kid = kid or {"m": i, "k": i}
    return json.dumps(kid)
def main():
    return make(0), make(1), make(1, {"m": 5, "k": 6}), {"m": 1, "k": 2}["m"]
""",
    ),
    "given as none": (
        True,
        True,
        """
import json
def show(kid):
    return json.dumps(kid)
def make(m): return {"m": m, "k": 1}
def maybe(n):
    if n: return make(n)
    return None
def main():
    k = make(1)
    return show(k), show(maybe(0)), k["m"], k["k"]
""",
    ),
    "never given as none": (
        True,
        True,
        """
import json
def show(kid):
    return json.dumps(kid)
def make(m): return {"m": m, "k": 1}
def maybe(n):
    if n: return make(n)
    return None
def main():
    k, other = make(1), maybe(0)
    return show(k), other is None, k["m"], k["k"]
""",
    ),
    "instances that come in": (
        True,
        True,
        """
class Store:
    def __init__(self): self.rows = []
    def add(self, row): self.rows.append(row)
    def names(self): return [r["name"] for r in self.rows]
def fill(store, n):
    store.add({"name": n, "age": n})
    return store.names(), store.rows[0]["age"]
def main():
    return fill(Store(), 3)
""",
    ),
    "instances that nobody gives": (
        False,
        False,
        """
class Store:
    def __init__(self): self.rows = []
    def add(self, row): self.rows.append(row)
    def names(self): return [r["name"] for r in self.rows]
def fill(store, n):
    store.add({"name": n, "age": n})
    return store.names(), store.rows[0]["age"]
def main():
    return globals()["fill"](Store(), 3)
""",
    ),
    "two classes may come in": (
        False,
        False,
        """
class Store:
    def __init__(self): self.rows = []
    def add(self, row): self.rows.append(row)
class Log:
    def __init__(self): self.rows = []
    def add(self, row): self.rows.append(sorted(row))
def fill(target, n):
    row = {"name": n, "age": n}
    target.add(row)
    return row["name"], row["age"]
def main():
    return [(lambda f: f(t, 1))(fill) for t in (Store(), Log())]
""",
    ),
}
# What they do with ``None`` breaks the promise.
BROKEN = {"none is stored"}


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(name: str) -> None:
    changes, changes_granted, text = CASES[name]
    found = outcome(text, "dataclasses", options=GRANTED)
    assert ran(found.after) == ran(text), found.after
    assert found.changed == changes, found.refusals
    granted = outcome(text, "dataclasses", options=SAME_SHAPE)
    assert (ran(granted.after) == ran(text)) == (name not in BROKEN), granted.after
    assert granted.changed == changes_granted, granted.refusals


def test_says_what_is_read_and_stored() -> None:
    facts = {}
    for name in ("read without a test", "none is stored"):
        (site,) = outcome(CASES[name][2], "dataclasses", options=GRANTED).pending
        facts[name] = [one.fact for one in site.open]
    assert facts["read without a test"][0].endswith("`nick`: read without a test in `main`")
    assert facts["none is stored"][0].endswith("`nick`: perhaps None from `make`")
