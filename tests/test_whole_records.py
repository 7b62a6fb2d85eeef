"""Run hostile modules that add keys to records, copy them, or use all of their keys at once."""

from dataclasses import replace

import pytest
from harness import outcome
from test_shared_records import GRANTED, ran

from codemods.catalog.dataclasses import RecordOptions

# By name: whether the module changes, and what it has in ``main``, or before it.
CASES = {
    "value raises": (
        False,
        """
def fails():
    raise ValueError("no")
def main():
    try:
        d = {"a": 1, "c": 3}
        d["b"] = fails()
    except ValueError:
        return d["a"], d.get("b"), d["c"]
    return d["b"]
""",
    ),
    "value raises unseen": (
        True,
        """
def main():
    out = []
    for n in (1, 0, 2):
        try:
            d = {}
            d["a"] = n
            d["b"] = 1 // n
            out.append(d)
        except ZeroDivisionError:
            out.append(None)
    return [one["a"] + one["b"] if one else "?" for one in out]
""",
    ),
    "half built is printed": (
        False,
        """
def main():
    d = {"a": 1, "c": 3}
    print(d)
    d["b"] = 2
    return d["a"], d["b"], d["c"]
""",
    ),
    "half built is handed on": (
        False,
        """
def size(d):
    return len(d)
def main():
    d = {"a": 1, "c": 3}
    d["b"] = size(d)
    return d["a"], d["b"], d["c"]
""",
    ),
    "half built is read by its own function": (
        True,
        """
def peek(d):
    return d.get("b", "none"), d["a"]
def main():
    d = {"a": 1, "c": 3}
    d["b"] = peek(d)
    return d["a"], d["b"], d["c"]
""",
    ),
    "half built in a closure": (
        True,
        """
def main():
    def peek():
        return d.get("b", "none")
    d = {"a": 1, "c": 3}
    d["b"] = peek()
    return d["a"], d["b"], d["c"]
""",
    ),
    "half built is global": (
        False,
        """
d = {"a": 0, "b": 0}
def peek():
    return d.get("b", "none")
def main():
    global d
    d = {"a": 1}
    d["b"] = peek()
    return d["a"], d["b"]
""",
    ),
    "order of values": (
        True,
        """
said = []
def say(x):
    said.append(x)
    return x
def main():
    d = {"a": say(1), "b": say(2)}
    d["c"] = say(3)
    d["e"] = say(d["a"] + 10)
    d["f"] = say(4)
    return said, d["a"], d["b"], d["c"], d["e"], d["f"]
""",
    ),
    "tuple in the value": (
        True,
        """
def main():
    d = {"a": 1}
    d["b"] = 1, 2
    d["c"] = lambda x: x
    d["e"] = 1 if d["a"] else 2
    return d["a"], d["b"], d["c"](3), d["e"]
""",
    ),
    "comment between": (
        True,
        """
def main():
    d = {"a": 1, "b": 2}
    # the third
    d["c"] = 3
    d["e"] = 4  # the last
    return d["a"], d["b"], d["c"], d["e"]
""",
    ),
    "empty and comments": (
        True,
        """
def main():
    d = {}
    # one
    d["a"] = 1
    # two
    d["b"] = 2
    return d["a"], d["b"]
""",
    ),
    "one line": (
        True,
        """
def main():
    d = {"a": 1, "b": 2}; d["c"] = 3
    return d["a"], d["b"], d["c"]
""",
    ),
    "update on one line": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}; d.update(a=3); x = 1
    return d["a"], d["b"], x
""",
    ),
    "stored twice": (
        True,
        """
def main():
    d = {"a": 1}
    d["b"] = 2
    d["a"] = 5
    d["b"] = 6
    d["c"] = 7
    return d["a"], d["b"], d["c"]
""",
    ),
    "display after the store": (
        False,
        """
def make(n):
    if n:
        d = {"a": 1, "c": 2}
        d["b"] = d["a"] + 1
        return d
    return {"a": 1, "c": 2, "b": 4}
def main():
    return [make(n)["b"] + make(n)["a"] for n in (0, 1)]
""",
    ),
    "walrus in the value": (
        True,
        """
def main():
    d = {"a": 1}
    d["b"] = (x := 4)
    d["c"] = x + 1
    return d["a"], d["b"], d["c"], x
""",
    ),
    "walrus that rebinds": (
        True,
        """
def main():
    d = {"a": 1, "e": 0}
    d["b"] = (d := {"a": 2, "e": 0})
    return d["a"], d["e"]
""",
    ),
    "generator stops halfway": (
        True,
        """
def rows():
    for n in (1, 2):
        d = {"a": n}
        d["b"] = yield n
        d["c"] = (yield d["a"] * 10) or 3
        yield d["a"], d["b"], d["c"]
def main():
    g = rows()
    return [next(g), g.send(5), g.send(6), list(g)]
""",
    ),
    "loop keeps the last one": (
        True,
        """
def main():
    for n in range(3):
        d = {"a": n}
        d["b"] = n * n
    return d["a"], d["b"]
""",
    ),
    "branch adds": (
        True,
        """
def make(n):
    d = {"a": n, "b": 2}
    if n > 1:
        d["c"] = n
    return d
def main():
    return [make(n).get("c") for n in (0, 1, 2)], make(2)["a"], make(1)["b"]
""",
    ),
    "branch adds other default": (
        False,
        """
def make(n):
    d = {"a": n, "b": 2}
    if n > 1:
        d["c"] = n
    return d
def main():
    return [make(n).get("c", 0) for n in (0, 2)], make(2).get("c"), make(1)["b"]
""",
    ),
    "branch adds and asks": (
        False,
        """
def make(n):
    d = {"a": n, "b": 2}
    if n > 1:
        d["c"] = n
    return d
def main():
    d = make(1)
    return "c" in d, d["a"], d.get("c")
""",
    ),
    "branch adds and reads": (
        False,
        """
def make(n):
    d = {"a": n, "b": 2}
    if n > 1:
        d["c"] = n
    return d
def main():
    d = make(1)
    try:
        return d["c"]
    except KeyError:
        return d["a"]
""",
    ),
    "branch adds and counts": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    if d["a"] > 5:
        d["c"] = 1
    d["c"] += 1
    return d.get("c"), d["b"]
""",
    ),
    "branch adds and prints": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    if d["a"] > 5:
        d["c"] = 1
    return str(d), d.get("c"), d["b"]
""",
    ),
    "default one and true": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    if d["a"] > 5:
        d["c"] = 1
    return d.get("c", 1), d.get("c", True), d["b"]
""",
    ),
    "default text": (
        True,
        """
def main():
    out = []
    for n in (1, 9):
        d = {"a": n, "b": 2}
        if d["a"] > 5:
            d["c"] = "it's \\n"
        out.append((d.get("c", "'\\t"), d["b"]))
    return out
""",
    ),
    "never read key": (
        True,
        """
def main():
    d = {"a": 1, "b": 2}
    if d["a"]:
        d["c"] = 3
    return d["a"], d["b"]
""",
    ),
    "truth of one that may be empty": (
        False,
        """
def main():
    d = {}
    if d:
        d["a"] = 1
    d["b"] = 2
    return d["b"], d.get("a")
""",
    ),
    "swap": (
        True,
        """
def main():
    d = {"a": 1, "b": 2}
    d.update(a=d["b"], b=d["a"])
    return d["a"], d["b"]
""",
    ),
    "update of a list": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    d.update([("a", 3)])
    return d["a"], d["b"]
""",
    ),
    "update gives none": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    x = d.update(a=3)
    return x, d["a"], d["b"]
""",
    ),
    "update with a new key": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    d.update(c=3)
    return d["a"], d["b"], len(d)
""",
    ),
    "update of a table": (
        False,
        """
def main():
    d = {"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 4}}
    d.update(c={"x": 5, "z": 6})
    return [one["x"] + one.get("y", 0) for one in d.values()]
""",
    ),
    "update of a set": (
        False,
        """
class Seen:
    def update(self, a, b):
        self.a = a
        self.b = b
def main():
    d = Seen()
    d.update(a=1, b=2)
    return d.a, d.b
""",
    ),
    "empty update": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    d.update()
    d.update({})
    return d["a"], d["b"]
""",
    ),
    "spread changes meanwhile": (
        False,
        """
def grow(d):
    d["a"] += 1
    return d["a"]
def main():
    d = {"a": 1, "b": 2}
    e = {**d, "b": grow(d)}
    return d["a"], d["b"], e["a"], e["b"]
""",
    ),
    "spread behind": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    e = {"a": 5, **d}
    return d["a"], e["a"], e["b"]
""",
    ),
    "spread new key": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    e = {**d, "c": 5}
    return d["a"], e["a"], e["b"], e["c"], len(d)
""",
    ),
    "spread of two": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    e = {"a": 3, "b": 4}
    f = {**d, **e}
    return d["a"], e["a"], f["b"], d["b"]
""",
    ),
    "spread is another object": (
        True,
        """
def main():
    d = {"a": 1, "b": [2]}
    e = {**d}
    e["a"] = 7
    e["b"].append(3)
    return d["a"], d["b"], e["a"], d is e, d["b"] is e["b"]
""",
    ),
    "copy of a list": (
        True,
        """
def main():
    rows = [{"a": 1, "b": 2}]
    more = rows.copy()
    more[0]["a"] = 4
    more.append({"a": 5, "b": 6})
    return [r["a"] for r in rows], [r["b"] for r in more]
""",
    ),
    "copy of a late one": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    d["c"] = d["a"]
    e = d.copy()
    return e["c"], d["b"], d["c"]
""",
    ),
    "copy module": (
        True,
        """
import copy
def main():
    d = {"a": 1, "b": [2]}
    e, f = copy.copy(d), copy.deepcopy(d)
    e["b"].append(1)
    f["a"] = 3
    return d["b"], e["b"], f["b"], d["a"]
""",
    ),
    "deep copy of a list": (
        True,
        """
from copy import deepcopy
def main():
    rows = [{"a": 1, "b": [2]}]
    more = deepcopy(rows)
    more[0]["b"].append(3)
    return rows[0]["b"], more[0]["b"], more[0]["a"]
""",
    ),
    "deep copy by another name": (
        True,
        """
from copy import deepcopy as clone
def main():
    d = {"a": 1, "b": [2]}
    e = clone(d)
    e["b"].append(3)
    return d["b"], e["b"], d["a"]
""",
    ),
    "copy is another function": (
        False,
        """
def copy(d):
    return list(d)
def main():
    d = {"a": 1, "b": 2}
    return copy(d), d["a"], d["b"]
""",
    ),
    "own copy method": (
        False,
        """
class Box:
    def copy(self):
        return 5
def main():
    box = Box()
    d = {"a": 1, "b": 2}
    for one in (box, d):
        x = one.copy()
    return d["a"], d["b"], x == d
""",
    ),
    "replace is a name": (
        False,
        """
def replace(x):
    return x
def main():
    d = {"a": 1, "b": 2}
    e = d.copy()
    return e["a"], d["b"], replace(1)
""",
    ),
    "equal": (
        True,
        """
def make(a: int, b: str):
    return {"a": a, "b": b}
def main():
    one, two = make(1, "x"), make(2, "x")
    return one == make(1, "x"), one != two, one["a"], two["b"]
""",
    ),
    "equal nan": (
        False,
        """
def make(a: float, b: str):
    return {"a": a, "b": b}
def main():
    d = make(float("nan"), "x")
    return d == d, d == {"a": d["a"], "b": "x"}, d["b"]
""",
    ),
    "equal to other shapes": (
        False,
        """
def make(a: int):
    return {"a": a, "b": 1}
def main():
    return make(1) == {"a": 1}, make(1)["a"], make(1)["b"]
""",
    ),
    "equal in another order": (
        True,
        """
def make(a: int):
    return {"a": a, "b": 1}
def main():
    return make(1) == {"b": 1, "a": 1}, make(1)["a"], make(1)["b"]
""",
    ),
    "equal none": (
        True,
        """
def find(n):
    if n:
        return {"a": n, "b": 1}
def main():
    return find(0) == None, find(1) != None, find(2)["a"], find(3)["b"]
""",
    ),
    "lists are equal": (
        False,
        """
def make(a):
    return {"a": a, "b": 1}
def main():
    return [make(1)] == [make(1)], make(1)["a"], make(1)["b"]
""",
    ),
    "json in another order": (
        False,
        """
import json
def make(n):
    if n:
        return {"a": 1, "b": n}
    return {"b": n, "a": 1}
def main():
    return [json.dumps(make(n)) for n in (0, 1)], make(0)["a"], make(1)["b"]
""",
    ),
    "json": (
        True,
        """
import json
def main():
    out = []
    for n in (1, 2.5, "x", [1, {"z": 1}], None):
        d = {"b": n, "a": {"k": n, "l": 1}}
        d["c"] = True
        out.append((json.dumps(d, indent=1), json.dumps(d, sort_keys=True), d["b"], d["c"]))
    return out
""",
    ),
    "json of a call": (
        True,
        """
from json import dumps
def make(a: int, b: str):
    return {"a": a, "b": b}
def main():
    return dumps(make(1, "x")), make(1, "x")["a"], make(1, "x")["b"]
""",
    ),
    "json of what is not plain": (
        False,
        """
from json import dumps
def make(a, b):
    return {"a": a, "b": b}
def main():
    return dumps(make(1, "x")), make(1, "x")["a"], make(1, "x")["b"]
""",
    ),
    "json of a list": (
        True,
        """
import json
def make(a: int):
    return {"a": a, "b": 1}
def main():
    return json.dumps([make(1)]), make(1)["a"], make(2)["b"]
""",
    ),
    "json of a nested record": (
        False,
        """
import json
def main():
    d = {"a": 1, "b": 2}
    return json.dumps({"inner": d, "n": 1}), d["a"], d["b"]
""",
    ),
    "json of what holds a record": (
        True,
        """
import json
def main():
    d = {"a": 1, "b": 2}
    e = {"inner": d, "n": 1}
    return json.dumps(e), d["a"], d["b"], e["inner"]["a"], e["n"], e["n"]
""",
    ),
    "another json": (
        False,
        """
class json:
    kept = []
    @staticmethod
    def dumps(d):
        json.kept.append(d)
        return len(d)
def main():
    d = {"a": 1, "b": 2}
    return json.dumps(d), d["a"], d["b"]
""",
    ),
    "print many": (
        True,
        """
def main():
    d = {"a": [1], "b": 2}
    print("x", d, d["a"], sep=";")
    return d["a"], d["b"]
""",
    ),
    "print to a record": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    try:
        print("x", file=d)
    except AttributeError as error:
        return str(error), d["a"], d["b"]
""",
    ),
    "print is another": (
        False,
        """
def print(d):
    return list(d)
def main():
    d = {"a": 1, "b": 2}
    return print(d), d["a"], d["b"]
""",
    ),
    "text": (
        True,
        """
def main():
    d = {"a": 1, "b": "x"}
    return f"{d} {d['a']!r:>4} {d!s:>30}", str(d), repr(d), d["b"]
""",
    ),
    "text of what is not plain": (
        False,
        """
def main():
    d = {"a": [1], "b": "x"}
    return f"{d}", d["a"], d["b"]
""",
    ),
    "text with a width": (
        True,
        """
def main():
    d = {"a": 1, "b": "x"}
    try:
        return f"{d:>{d['a']}}", d["b"]
    except TypeError as error:
        return str(error)
""",
    ),
    "str of bytes": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    try:
        return str(b"x", d), d["a"], d["b"]
    except TypeError as error:
        return str(error)
""",
    ),
    "percent of a call": (
        False,
        """
def make():
    return {"a": 1, "b": [2]}
def main():
    return "%(a)s" % make(), make()["a"], make()["b"]
""",
    ),
    "percent": (
        True,
        """
def main():
    d = {"a": 1, "b": [2]}
    return "%(a)s %%" % d, "%s" % d, "%r" % (d["b"],), d["a"]
""",
    ),
    "percent of a number": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    try:
        return 5 % d
    except TypeError:
        return d["a"], d["b"]
""",
    ),
    "keywords clash": (
        False,
        """
def f(**k):
    return list(k)
def main():
    d = {"a": 1, "b": 2}
    try:
        return f(a=3, **d)
    except TypeError as error:
        return d["a"], d["b"]
""",
    ),
    "keywords in order": (
        True,
        """
def f(*a, **k):
    return a, list(k.items())
def main():
    d = {"b": 1, "a": [2]}
    return f(1, z=2, **d, y=3), d["a"], d["b"]
""",
    ),
    "keywords of two": (
        True,
        """
def f(**k):
    return list(k.items())
def main():
    d = {"b": 1, "a": [2]}
    e = {"x": 1, "y": 2}
    return f(**d, **e), d["a"], d["b"], e["x"], e["y"]
""",
    ),
    "keywords that clash": (
        True,
        """
def f(**k):
    return list(k.items())
def main():
    d = {"b": 1, "a": [2]}
    e = {"a": 1, "y": 2}
    try:
        return f(**d, **e), d["a"], d["b"], e["a"], e["y"]
    except TypeError as error:
        return "twice"
""",
    ),
    "keywords hold records": (
        True,
        """
def f(b, a):
    return list(b), a
def main():
    d = {"b": {"x": 1, "y": 2}, "a": 1}
    return f(**d), d["a"], d["b"]["x"], d["b"]["y"]
""",
    ),
    "keywords to a class": (
        True,
        """
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
def main():
    d = {"x": 1, "y": 2}
    p = Point(**d)
    return p.x, p.y, d["x"], d["y"]
""",
    ),
    "format map": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    return "{a}".format_map(d), d["a"], d["b"]
""",
    ),
    "getter of two": (
        True,
        """
import operator
def main():
    rows = [{"a": n % 2, "b": n} for n in range(4)]
    rows.sort(key=operator.itemgetter("a", "b"), reverse=True)
    return [r["b"] for r in rows], rows[0]["a"]
""",
    ),
    "getter of records": (
        True,
        """
from operator import itemgetter
def main():
    rows = [{"a": {"x": 1, "y": 2}, "b": n} for n in range(2)]
    try:
        return sorted(rows, key=itemgetter("a"))[0]["a"]["x"] + rows[0]["a"]["y"]
    except TypeError as error:
        return str(error)
""",
    ),
    "getter of an unknown key": (
        False,
        """
from operator import itemgetter
def main():
    rows = [{"a": 1, "b": n} for n in range(2)]
    try:
        return sorted(rows, key=itemgetter("c"))
    except KeyError as error:
        return str(error), rows[0]["a"], rows[0]["b"]
""",
    ),
    "getter in a variable": (
        False,
        """
from operator import itemgetter
KEY = itemgetter("a")
def main():
    rows = [{"a": 1, "b": n} for n in range(2)]
    return sorted(rows, key=KEY)[0]["b"], rows[0]["a"]
""",
    ),
    "types of what loops store": (
        True,
        """
def main():
    d = {"a": 1, "b": "x"}
    for d["a"] in [1.5, None]:
        pass
    d["b"], e = 3, 4
    return f"{d['a']}", d["b"], e
""",
    ),
    "grows to a float": (
        True,
        """
def main():
    d = {"n": 0, "total": 0}
    d["n"] += 1
    d["total"] /= 2
    return d["n"], d["total"]
""",
    ),
    "looked up": (
        False,
        """
class Job:
    def __init__(self):
        self.state = {"a": 1, "b": 2}
    def run(self):
        return getattr(self, "state"), self.state["a"], self.state["b"]
def main():
    return Job().run()
""",
    ),
    "looked up elsewhere": (
        True,
        """
def main():
    d = {"a": 1, "b": 2}
    return getattr("x", "upper")(), d["a"], d["b"]
""",
    ),
    "constructor": (
        True,
        """
class Box:
    def __init__(self, row=None):
        self.row = row or {"a": 1, "b": 2}
    def get(self):
        return self.row["a"], self.row["b"]
def main():
    return Box().get(), Box({"a": 3, "b": 4}).get()
""",
    ),
    "constructor of another shape": (
        False,
        """
class Box:
    def __init__(self, row=None):
        self.row = row or {"a": 1, "b": 2}
    def get(self):
        return self.row["a"], self.row.get("b"), len(self.row)
def main():
    return Box().get(), Box({"a": 3}).get()
""",
    ),
    "constructor by another name": (
        False,
        """
class Box:
    def __init__(self, row=None):
        self.row = row or {"a": 1, "b": 2}
    def get(self):
        return self.row["a"], self.row["b"]
def main():
    make = Box
    return make({"a": 3, "b": 4}).get(), Box().get()
""",
    ),
    "constructor of a subclass": (
        False,
        """
class Box:
    def __init__(self, row=None):
        self.row = row or {"a": 1, "b": 2}
    def get(self):
        return self.row["a"], self.row["b"]
class Small(Box):
    pass
def main():
    return Small({"a": 3, "b": 4}).get(), Box().get()
""",
    ),
    "constructor with new": (
        False,
        """
class Box:
    def __new__(cls, row):
        self = object.__new__(cls)
        return self
    def __init__(self, row=None):
        self.row = row or {"a": 1, "b": 2}
    def get(self):
        return self.row["a"], self.row["b"]
def main():
    return Box({"a": 3, "b": 4}).get(), Box(None).get()
""",
    ),
    "operator": (
        False,
        """
class Box:
    def __getitem__(self, row):
        row = row or {"a": 1, "b": 2}
        return row["a"], row["b"]
def main():
    return Box()[None], Box()[{"a": 3, "b": 4}]
""",
    ),
    "called object": (
        False,
        """
class Box:
    def __call__(self, row=None):
        row = row or {"a": 1, "b": 2}
        return row["a"], row["b"]
def main():
    return Box()(), Box()({"a": 3, "b": 4})
""",
    ),
    "class made in a class": (
        False,
        """
class Outer:
    class Box:
        def __init__(self, row=None):
            self.row = row or {"a": 1, "b": 2}
        def get(self):
            return self.row["a"], self.row["b"]
def main():
    return Outer.Box().get(), Outer.Box({"a": 3, "b": 4}).get()
""",
    ),
    "print is a parameter": (
        False,
        """
def f(print):
    d = {"a": 1, "b": 2}
    return print(d), d["a"], d["b"]
def main():
    return f(list)
""",
    ),
    "str is a local": (
        False,
        """
def main():
    str = len
    d = {"a": 1, "b": 2}
    return str(d), d["a"], d["b"]
""",
    ),
    "json is a parameter": (
        False,
        """
import json
class Keeps:
    def dumps(self, d):
        return list(d)
def f(json):
    d = {"a": 1, "b": 2}
    return json.dumps(d), d["a"], d["b"]
def main():
    return f(Keeps())
""",
    ),
    "matched": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    match d:
        case {"a": x}:
            return x, d["a"], d["b"]
""",
    ),
    "joined": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    d |= {"a": 3}
    e = d | {"b": 4}
    return d["a"], e["b"], d["b"]
""",
    ),
    "property": (
        True,
        """
class Box:
    @property
    def row(self):
        d = {"a": 1, "b": 2}
        d["a"] += d["b"]
        return d["a"]
def main():
    return Box().row
""",
    ),
    "property gives one": (
        False,
        """
class Box:
    @property
    def row(self):
        return {"a": 1, "b": 2}
    def get(self):
        return self.row["a"], self.row["b"], list(self.row)
def main():
    return Box().get()
""",
    ),
    "class variable": (
        True,
        """
class Box:
    kept = {"a": 1, "b": 2}
    def get(self):
        self.kept["a"] += 1
        return self.kept["a"], self.kept["b"]
def main():
    return Box().get(), Box().get()
""",
    ),
    "deleted and built again": (
        True,
        """
def main():
    d = {"a": 1, "b": 2}
    del d
    d = {"a": 3, "b": 4}
    return d["a"], d["b"]
""",
    ),
    "late in a loop that goes on": (
        True,
        """
def main():
    out = []
    for n in range(4):
        d = {"a": n, "b": 1}
        d["c"] = d["a"] * 2
        if d["c"] == 4:
            continue
        out.append(d)
    return [one["c"] + one["a"] for one in out]
""",
    ),
    "annotated and completed": (
        True,
        """
from typing import Any
def main() -> int:
    d: dict[str, Any] = {}
    d["a"] = 1
    d["b"] = 2
    return d["a"] + d["b"]
""",
    ),
    "kept by a partial": (
        False,
        """
from functools import partial
def get(row):
    return row["a"], row["b"], len(row)
def main():
    d = {"a": 1, "b": 2}
    return partial(get, d)(), d["a"], d["b"]
""",
    ),
    "filtered": (
        False,
        """
def main():
    rows = [{"a": n, "b": 2} for n in range(3)]
    return [r["b"] for r in filter(lambda r: r["a"], rows)], rows[0]["a"]
""",
    ),
    "lists added": (
        False,
        """
def main():
    rows = [{"a": n, "b": 2} for n in range(3)]
    more = rows + [{"a": 1, "c": 2}]
    return [r["a"] for r in more], [len(r) for r in more]
""",
    ),
    "both branches add": (
        True,
        """
def main():
    out = []
    for n in range(3):
        d = {"a": n, "b": 2}
        if d["a"] > 1:
            d["c"] = "high"
            d["e"] = n
        elif n:
            d["c"] = "one"
            d["e"] = d["a"] + 1
        else:
            d["c"] = "low"
            d["e"] = 0
        d["f"] = d["c"] + "!"
        out.append(d)
    return [(str(one), one["c"], one["e"], one["f"]) for one in out]
""",
    ),
    "branches in other orders": (
        False,
        """
def main():
    out = []
    for n in range(2):
        d = {"a": n, "b": 2}
        if n:
            d["c"] = 1
            d["e"] = 2
        else:
            d["e"] = 3
            d["c"] = 4
        out.append(str(d))
        out.append(d["c"])
    return out
""",
    ),
    "one branch leaves": (
        False,
        """
def main():
    out = []
    for n in range(2):
        d = {"a": n, "b": 2}
        out.append(d)
        if n:
            d["c"] = 1
        else:
            continue
    return [len(one) for one in out], [one.get("c") for one in out]
""",
    ),
    "one branch raises": (
        True,
        """
def main():
    out = []
    for n in range(2):
        d = {"a": n, "b": 2}
        try:
            if n:
                d["c"] = 1 // 0
            else:
                d["c"] = 1
        except ZeroDivisionError:
            pass
        out.append("c" in d)
        out.append(d["a"])
    return out
""",
    ),
    "branch asks for what is not there": (
        False,
        """
def main():
    d = {"a": 1, "b": 2}
    if d.get("c"):
        d["c"] = 1
    else:
        d["c"] = 2
    return d["c"], d["a"], "e" in d
""",
    ),
    "csv": (
        True,
        """
import csv, io
def main():
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=["b", "a"])
    for n in range(2):
        row = {"a": n, "b": [n]}
        row["a"] += 1
        writer.writerow(row)
        file.write(str(row["b"]))
    return file.getvalue()
""",
    ),
    "writes rows of another kind": (
        False,
        """
class Writer:
    def __init__(self):
        self.kept = []
    def writerow(self, row):
        self.kept.append(len(row))
def main():
    writer = Writer()
    row = {"a": 1, "b": 2}
    writer.writerow(row)
    return writer.kept, row["a"], row["b"]
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(name: str) -> None:
    changes, text = CASES[name]
    found = outcome(text, "dataclasses", options=GRANTED)
    assert ran(found.after) == ran(found.before), found.after
    assert found.changed == changes, found.refusals


def test_names_are_taken_from_the_options() -> None:
    text = CASES["swap"][1]
    settings = {"dataclasses": RecordOptions(names={"_Record": "Pair"})}
    found = outcome(text, "dataclasses", options=replace(GRANTED, settings=settings))
    assert "class Pair:" in found.after
    assert "_Record" not in found.after
