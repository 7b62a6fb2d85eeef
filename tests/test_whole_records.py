"""Run hostile modules that add keys to records, copy them, or use all of their keys at once."""

from dataclasses import replace

import pytest
from harness import outcome
from test_shared_records import GRANTED, check

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
        True,
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
        True,
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
    "lists of floats are equal": (
        False,
        """
def make(a):
    return {"a": a, "b": 1}
def main():
    one = make(float("nan"))
    return [one] == [one], make(1)["a"], make(1)["b"]
""",
    ),
    "f-string of what is not plain": (
        False,
        """
def make(a):
    return {"a": a, "b": 1}
def main():
    one = make([1])
    return f"{make([2])}", one["a"], one["b"]
""",
    ),
    "lists are equal": (
        True,
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
        True,
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
        True,
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
        False,
        """
def f(*a, **k):
    return a, list(k.items())
def main():
    d = {"b": 1, "a": [2]}
    return f(1, z=2, **d, y=3), d["a"], d["b"]
""",
    ),
    "keywords of two": (
        False,
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
        False,
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
        True,
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
        True,
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
        True,
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
    "lazy gen outside guard": (
        False,
        """
def make(n):
    d = {"a": n, "b": 1}
    if n > 1:
        d["x"] = 7
    return d
def main():
    g = iter(())
    d = make(2)
    out = [d["a"], d["b"]]
    if "x" in d:
        g = (d["x"] for i in range(2))
    d = make(1)
    try:
        out += list(g)
    except KeyError:
        out.append("KE")
    return out
""",
    ),
    "lazy gen after early return": (
        False,
        """
def make(n):
    d = {"a": n, "b": 1}
    if n > 1:
        d["x"] = 7
    return d
def main():
    d = make(2)
    out = [d["a"], d["b"]]
    if "x" not in d:
        return out
    g = (d["x"] for i in range(2))
    d = make(1)
    try:
        out += list(g)
    except KeyError:
        out.append("KE")
    return out
""",
    ),
    "lambda in guard": (
        False,
        """
def make(n):
    d = {"a": n, "b": 1}
    if n > 1:
        d["x"] = 7
    return d
def main():
    d = make(2)
    out = [d["a"], d["b"]]
    f = lambda: d["x"]
    if "x" in d:
        out.append(f())
    d = make(1)
    try:
        out.append(f())
    except KeyError:
        out.append("KE")
    return out
""",
    ),
    "keys list set": (
        False,
        """
def make(n):
    d = {"a": n, "b": 1}
    if n > 1:
        d["list"] = [1]
    if n > 2:
        d["other"] = [2]
    return d
def main():
    return [(d.get("list"), d.get("other"), d["a"], d["b"]) for d in map(make, (1, 2, 3))]
""",
    ),
    "keys field": (
        False,
        """
def boom(): return 2
def main():
    d = {"a": 1, "b": 2}
    if d["a"] == 1:
        d["field"] = 1
    else:
        d["field"] = 2
    d["c"] = d["field"] + boom()
    return d["a"], d["b"], d["field"], d["c"]
""",
    ),
    "json list with none": (
        True,
        """
import json
def main():
    ds = [{"a": 1, "b": "x"}, None]
    return json.dumps(ds), ds[0]["a"], ds[0]["b"]
""",
    ),
    "json list maybe none": (
        False,
        """
import json
def rows(n):
    if n: return None
    return [{"a": 1, "b": "x"}]
def main():
    return [json.dumps(rows(n)) for n in (0, 1)], rows(0)[0]["a"], rows(0)[0]["b"]
""",
    ),
    "genexp guarded lazily": (
        True,
        """
def make(n):
    d = {"a": n, "b": 1}
    if n > 1:
        d["x"] = 7
    return d
def main():
    out = []
    d = make(2)
    g = (d["x"] for i in range(3) if "x" in d)
    out.append(next(g))
    d = make(1)
    out += list(g)
    return out, d["a"], d["b"]
""",
    ),
    "elif chain": (
        True,
        """
def make(n, v):
    d = {"a": n, "b": 1}
    if n > 1:
        d["x"] = 8
    return d
def main():
    out = []
    for d in (make(1, 2), make(2, 5), make(3, 3)):
        if "x" not in d:
            out.append(d["a"])
        elif d["a"] == 2:
            out.append(d["x"])
        else:
            out.append(d["x"] + d["b"])
    return out
""",
    ),
    "closure reads later": (
        False,
        """
def make(n):
    d = {"a": n, "b": 1}
    if n > 1:
        d["x"] = 7
    return d
def main():
    out = []
    fs = []
    for d in [make(2), make(1)]:
        if "x" in d:
            fs.append(lambda: d["x"])
        out.append(d["a"] + d["b"])
    for f in fs:
        try:
            out.append(f())
        except KeyError:
            out.append("KE")
    return out
""",
    ),
    "store in try": (
        False,
        """
def boom(n):
    if n: raise ValueError
    return 3
def main():
    out = []
    for n in (1, 0):
        d = {"a": n, "b": 1}
        if n > 5:
            d["x"] = 0
        try:
            d["x"] = boom(n)
        except ValueError:
            pass
        try:
            out.append(d["x"])
        except KeyError:
            out.append("KE")
        out.append(d["a"] + d["b"])
    return out
""",
    ),
    "swallowing with": (
        False,
        """
import contextlib
def boom(n):
    if n: raise ValueError
    return 3
def main():
    out = []
    for n in (1, 0):
        d = {"a": n, "b": 1}
        if n > 5:
            d["x"] = 0
        with contextlib.suppress(ValueError):
            d["x"] = boom(n)
        try:
            out.append(d["x"])
        except KeyError:
            out.append("KE")
        out.append(d["a"] + d["b"])
    return out
""",
    ),
    "guard leaves swallowed": (
        False,
        """
import contextlib
def make(n):
    d = {"a": n, "b": 1}
    if n > 1:
        d["x"] = 7
    return d
def main():
    out = []
    for n in (1, 2):
        d = make(n)
        with contextlib.suppress(ValueError):
            if "x" not in d:
                raise ValueError
        try:
            out.append(d["x"] + d["a"] + d["b"])
        except KeyError:
            out.append("KE")
    return out
""",
    ),
    "while else": (
        False,
        """
def make(n):
    d = {"a": n, "b": 1}
    if n > 1:
        d["x"] = 7
    return d
def main():
    out = []
    d = make(1)
    i = 0
    while "x" not in d:
        i += 1
        if i > 3:
            break
    else:
        out.append(d["x"])
    try:
        out.append(d["x"])
    except KeyError:
        out.append("KE")
    return out, d["a"], d["b"]
""",
    ),
    "class repo dict": (
        True,
        """
class Repo:
    def __init__(self):
        self._users = {}
    def add(self, uid, name):
        self._users[uid] = {"id": uid, "name": name}
        return self._users[uid]
    def get(self, uid):
        return self._users.get(uid)
    def all(self):
        return list(self._users.values())
    def names(self):
        return sorted(u["name"] for u in self._users.values())
def main():
    r = Repo()
    r.add(1, "a")
    u = r.get(1)
    u["name"] = "z"
    return r.names(), [x["id"] for x in r.all()]
""",
    ),
    "dict call copy": (
        True,
        """
def base(name):
    return {"name": name, "size": 1, "color": "red"}
def paint(item, color):
    new = dict(item)
    new["color"] = color
    return new
def main():
    a = base("x")
    c = paint(a, "blue")
    return a["color"], c["color"], c["name"], c["size"]
""",
    ),
    "csv writerows": (
        True,
        """
import csv, io
def make(n): return {"name": n, "size": len(n)}
def write(rows):
    out = io.StringIO()
    w = csv.DictWriter(out, fieldnames=["name", "size"])
    w.writeheader()
    w.writerows(rows)
    return out.getvalue()
def main():
    rs = [make("a"), make("bb")]
    return write(rs), sum(r["size"] for r in rs), rs[0]["name"]
""",
    ),
    "json dump list unknown": (
        True,
        """
import json
def make(n): return {"name": n, "size": 2}
def main():
    rows = [make(n) for n in "ab"]
    print(json.dumps(rows, indent=2))
    return rows[0]["name"], rows[0]["size"]
""",
    ),
    "list remove": (
        True,
        """
def main():
    rows = [{"n": 1, "d": 0}, {"n": 2, "d": 3}]
    rows.remove(rows[0])
    return rows[0]["n"], rows[0]["d"]
""",
    ),
    "dict membership table": (
        True,
        """
class Repo:
    def __init__(self):
        self.users = {}
    def add(self, uid, name):
        if uid in self.users:
            raise ValueError
        self.users[uid] = {"id": uid, "name": name}
    def rename(self, uid, name):
        if uid not in self.users:
            return False
        self.users[uid]["name"] = name
        return True
    def remove(self, uid):
        return self.users.pop(uid, None)
def main():
    r = Repo()
    r.add(1, "a")
    r.rename(1, "b")
    return r.users[1]["name"], r.users[1]["id"]
""",
    ),
    "if not in table": (
        True,
        """
def main():
    t = {}
    for w in "abca":
        if w not in t:
            t[w] = {"word": w, "count": 0}
        t[w]["count"] += 1
    return sorted((e["word"], e["count"]) for e in t.values())
""",
    ),
    "members of list": (
        False,
        """
def make(n): return {"name": n, "size": 2}
def main():
    rs = [make("a"), make("b")]
    r = make("a")
    return r in rs, {"name": "zz", "size": 1} in rs, r["name"], rs[0]["size"]
""",
    ),
    "member of mixed": (
        False,
        """
def make(n): return {"name": n, "size": 2}
def pick(k):
    if k:
        return {"x": make("a")}
    return [make("b")]
def main():
    out = []
    for k in (0, 1):
        t = pick(k)
        out.append("x" in t)
        out.append({"name": "b", "size": 2} in t if not k else 0)
    return out, make("q")["name"], make("q")["size"]
""",
    ),
    "keys loop": (
        True,
        """
def main():
    t = {}
    for w in "ab":
        t[w] = {"word": w, "count": 0}
    for w in t:
        t[w]["count"] += 1
    return [t[w]["count"] for w in sorted(t)], [t[k]["word"] for k in t]
""",
    ),
    "keys loop index list": (
        True,
        """
def main():
    rows = [{"n": 1, "d": 0}, {"n": 2, "d": 3}]
    for r in rows:
        r["n"] += 1
    idx = [0, 1]
    for i in idx:
        idx[i] = idx[i] + 1
    return rows[0]["n"], idx, rows[1]["d"]
""",
    ),
    "dict of pairs": (
        False,
        """
def main():
    pairs = [("a", {"n": 1, "d": 0}), ("b", {"n": 2, "d": 3})]
    t = dict(pairs)
    return t["a"]["n"], t["b"]["d"], pairs[0][1]["n"]
""",
    ),
    "dict of table": (
        False,
        """
def main():
    t = {}
    for w in "ab":
        t[w] = {"n": w, "d": 0}
    u = dict(t)
    u["a"]["d"] = 4
    return t["a"]["d"], u["b"]["n"]
""",
    ),
    "dict of record order": (
        True,
        """
def main():
    r = {"n": 1, "d": 0}
    u = dict(r)
    u["n"] = 4
    return u is r, r["n"], u["n"], u["d"]
""",
    ),
    "dict of foreign": (
        False,
        """
def f(x):
    return dict(x)
def main():
    r = {"n": 1, "d": 0}
    u = f(r)
    v = f([("n", 1), ("d", 5)])
    return u["n"], r["d"], r["n"], v["d"], len(v)
""",
    ),
    "remove float nan": (
        False,
        """
def make(n, x): return {"n": n, "x": x}
def main():
    a = make(1, float("nan"))
    b = make(1, float("nan"))
    rows = [a]
    try:
        rows.remove(b)
    except ValueError:
        return "VE", a["n"], b["x"] > 1
    return rows
""",
    ),
    "remove equal": (
        True,
        """
def main():
    rows = [{"n": 1, "d": 0}, {"n": 2, "d": 3}, {"n": 1, "d": 0}]
    x = {"n": 2, "d": 3}
    i = rows.index(x)
    c = rows.count({"n": 1, "d": 0})
    rows.remove(x)
    return i, c, [r["n"] for r in rows], x["d"]
""",
    ),
    "writerows gen": (
        False,
        """
import csv, io
def main():
    rows = [{"n": "a", "d": 1}]
    out = io.StringIO()
    w = csv.DictWriter(out, ["n", "d"])
    w.writerows(r for r in rows)
    return out.getvalue(), rows[0]["n"], rows[0]["d"]
""",
    ),
    "writerows mixed": (
        True,
        """
import csv, io
def main():
    rows = [{"n": "a", "d": 1}]
    out = io.StringIO()
    w = csv.DictWriter(out, ["n", "d"])
    w.writerows(rows)
    rows[0]["n"] = "q"
    w.writerows(rows[:1])
    w.writerow(rows[0])
    return out.getvalue(), rows[0]["n"], rows[0]["d"]
""",
    ),
    "json each unplain": (
        True,
        """
import json
def make(n, tags): return {"name": n, "tags": tags}
def main():
    rows = [make("a", ["x"]), make("b", {"q": [1, None]})]
    rows[0]["tags"].append(3)
    return json.dumps(rows), rows[0]["name"], rows[1]["tags"]
""",
    ),
    "json each nested record": (
        True,
        """
import json
def make(n): return {"name": n, "pos": {"x": 1, "y": 2}}
def main():
    rows = [make("a"), make("b")]
    rows[0]["pos"]["x"] = 3
    return json.dumps(rows), rows[0]["name"], rows[1]["pos"]["y"]
""",
    ),
    "json each nested record list": (
        True,
        """
import json
def make(n): return {"name": n, "pos": [{"x": 1, "y": 2}]}
def main():
    rows = [make("a"), make("b")]
    rows[0]["pos"][0]["x"] = 3
    return json.dumps(rows), rows[0]["name"], rows[1]["pos"][0]["y"]
""",
    ),
    "json each param nested": (
        False,
        """
import json
def make(n, pos): return {"name": n, "pos": pos}
def main():
    p = {"x": 1, "y": 2}
    rows = [make("a", p)]
    return json.dumps(rows), rows[0]["name"], p["x"], p["y"]
""",
    ),
    "method get own and dict": (
        True,
        """
class Repo:
    def __init__(self): self.d = {}
    def get(self, k): return self.d[k]
    def pop(self, k): return self.d[k]
    def put(self, k, v): self.d[k] = v
def main():
    r = Repo()
    r.put("a", {"n": 1, "d": 2})
    x = r.get("a")
    y = r.pop("a")
    cfg = {"n": 3, "d": 4}
    return x["n"], y["d"], cfg.get("n"), cfg["d"]
""",
    ),
    "method get unknown receiver": (
        False,
        """
class Repo:
    def __init__(self): self.d = {}
    def get(self, k): return self.d[k]
    def put(self, k, v): self.d[k] = v
def use(r):
    return r.get("a")["n"]
def main():
    r = Repo()
    r.put("a", {"n": 1, "d": 2})
    return use(r), use({"a": {"n": 5, "d": 6}}), r.get("a")["d"]
""",
    ),
    "method append own": (
        False,
        """
class Log:
    def __init__(self): self.rows = []
    def append(self, row):
        self.rows.append(row)
        return len(row)
def main():
    l = Log()
    n = l.append({"n": 1, "d": 2})
    return n, l.rows[0]["n"], l.rows[0]["d"]
""",
    ),
    "method items own": (
        False,
        """
class Cart:
    def __init__(self): self._items = []
    def add(self, name, price): self._items.append({"name": name, "price": price})
    def items(self): return self._items
def main():
    c = Cart()
    c.add("a", 1)
    c.add("b", 2)
    t = {"k": {"name": "z", "price": 3}}
    return [i["name"] for i in c.items()], [v["price"] for k, v in t.items()]
""",
    ),
    "method copy own": (
        True,
        """
class Doc:
    def __init__(self): self.meta = {"a": 1, "b": 2}
    def copy(self):
        d = Doc()
        d.meta = self.meta.copy()
        return d
def main():
    d = Doc()
    e = d.copy()
    e.meta["a"] = 5
    return d.meta["a"], e.meta["a"], e.meta["b"]
""",
    ),
    "print maybe none": (
        False,
        """
def find(rows, n):
    for r in rows:
        if r["n"] == n:
            return r
def main():
    rows = [{"n": 1, "d": 2}]
    for n in (1, 2):
        r = find(rows, n)
        print(r)
        print(f"{r}", "%s" % r)
    return rows[0]["d"]
""",
    ),
    "print maybe none simple": (
        True,
        """
def find(rows, n):
    for r in rows:
        if r["n"] == n:
            return r
def main():
    rows = [{"n": 1, "d": 2}]
    for n in (1, 2):
        r = find(rows, n)
        print(r, str(r), f"{r}")
    return rows[0]["d"]
""",
    ),
    "print maybe none call": (
        False,
        """
def find(rows, n):
    for r in rows:
        if r["n"] == n:
            return r
def main():
    rows = [{"n": 1, "d": 2}]
    for n in (1, 2):
        print(find(rows, n))
    return rows[0]["d"]
""",
    ),
    "print attr none": (
        False,
        """
class A:
    def __init__(self): self.user = None
    def login(self, n): self.user = {"n": n, "d": 1}
    def show(self): print(self.user)
def main():
    a = A(); a.show(); a.login(3); a.show()
    return a.user["n"], a.user["d"]
""",
    ),
    "copy maybe none": (
        False,
        """
import copy
def find(rows, n):
    for r in rows:
        if r["n"] == n:
            return r
def main():
    rows = [{"n": 1, "d": 2}]
    out = []
    for n in (1, 2):
        c = copy.copy(find(rows, n))
        out.append(c is None)
    return out, rows[0]["d"]
""",
    ),
    "pop default none": (
        True,
        """
import json
def main():
    t = {}
    t[1] = {"n": 1, "d": 2}
    a = t.pop(1, None)
    b = t.pop(2, None)
    print(json.dumps(a), json.dumps(b))
    return a["n"], a["d"]
""",
    ),
    "dict get maybe none dump": (
        True,
        """
import json
def main():
    t = {}
    t[1] = {"n": 1, "d": 2}
    a = t.get(1)
    b = t.get(2)
    print(json.dumps(a), json.dumps(b))
    return a["n"], a["d"]
""",
    ),
    "rebind none": (
        True,
        """
import json
def main():
    a = {"n": 1, "d": 2}
    out = [a["n"], a["d"]]
    for i in range(2):
        out.append(json.dumps(a))
        a = None
    return out
""",
    ),
    "optional param none": (
        True,
        """
import json
def show(u=None):
    return json.dumps(u)
def main():
    u = {"n": 1, "d": 2}
    return show(u), show(), u["n"], u["d"]
""",
    ),
    "bare return": (
        True,
        """
import json
def f(x):
    if x: return
    return {"n": x, "d": 1}
def main():
    r, s = f(0), f(1)
    return json.dumps(r), json.dumps(s), r["n"], r["d"]
""",
    ),
    "spread by dict": (
        True,
        """
def base(name):
    return {"name": name, "size": 1, "color": "red"}
def paint(item, color):
    return dict(item, color=color)
def main():
    a = base("x")
    c = paint(a, "blue")
    return a["color"], c["color"], c["name"], c["size"]
""",
    ),
    "spread by dict of pairs": (
        False,
        """
def main():
    a = {"name": 1, "size": 2}
    pairs = [("k", a)]
    t = dict(pairs, z=a)
    return t["k"]["name"], t["z"]["size"]
""",
    ),
    "spread by dict own": (
        False,
        """
def dict(x, **k): return sorted(x)
def main():
    a = {"name": 1, "size": 2}
    t = dict(a, size=4)
    return t, a["name"], a["size"]
""",
    ),
    "spread by dict new key": (
        False,
        """
def main():
    a = {"name": 1, "size": 2}
    t = dict(a, other=4)
    return t["other"], a["name"], a["size"]
""",
    ),
    "deque of records": (
        True,
        """
from collections import deque
def main():
    q = deque([{"node": 1, "depth": 0}], maxlen=10)
    seen = []
    while q:
        it = q.popleft()
        seen.append(it["node"])
        if it["depth"] < 2:
            q.append({"node": it["node"] * 2, "depth": it["depth"] + 1})
    return seen
""",
    ),
    "deque printed": (
        False,
        """
from collections import deque
def main():
    q = deque()
    q.append({"node": 1, "depth": 0})
    return str(q), q[0]["node"], q[-1]["depth"]
""",
    ),
    "deque own": (
        False,
        """
class deque(list):
    def append(self, x): super().append(len(x))
def main():
    q = deque()
    d = {"node": 1, "depth": 0}
    q.append(d)
    return q, d["node"], d["depth"]
""",
    ),
    "defaultdict groups": (
        True,
        """
from collections import defaultdict
def make(n, k): return {"name": n, "kind": k}
def main():
    groups = defaultdict(list)
    for r in [make("a", 1), make("b", 2), make("c", 1)]:
        groups[r["kind"]].append(r)
    return {k: [r["name"] for r in v] for k, v in groups.items()}
""",
    ),
    "defaultdict lambda": (
        True,
        """
from collections import defaultdict
def main():
    stats = defaultdict(lambda: {"count": 0, "total": 0})
    for w, n in [("a", 1), ("b", 2), ("a", 3)]:
        stats[w]["count"] += 1
        stats[w]["total"] += n
    return sorted((k, v["count"], v["total"]) for k, v in stats.items())
""",
    ),
    "defaultdict function": (
        True,
        """
from collections import defaultdict
def fresh(): return {"count": 0, "total": 0}
def main():
    stats = defaultdict(fresh)
    stats["a"]["count"] += 1
    return stats["a"]["count"], stats["b"]["total"], "c" in stats
""",
    ),
    "defaultdict int mixed": (
        False,
        """
from collections import defaultdict
def main():
    t = defaultdict(int)
    t["a"] = {"n": 1, "d": 2}
    return t["a"]["n"], t["a"]["d"], t["z"]
""",
    ),
    "defaultdict shared default": (
        True,
        """
from collections import defaultdict
def main():
    one = {"n": 1, "d": 2}
    t = defaultdict(lambda: one)
    t["a"]["n"] = 5
    return t["b"]["n"], one["d"]
""",
    ),
    "records as sets": (
        True,
        """
def main():
    r = {"n": 1, "d": {1, 2}}
    r["d"].remove(1)
    r["d"].add(3)
    return r["n"], sorted(r["d"]), 3 in r["d"]
""",
    ),
    "nested dict field as table": (
        True,
        """
def main():
    r = {"n": 1, "by": {}}
    r["by"]["a"] = {"x": 1, "y": 2}
    if "a" in r["by"]:
        r["n"] += r["by"]["a"]["x"]
    return r["n"], [k for k in r["by"]], r["by"]["a"]["y"], len(r["by"])
""",
    ),
    "table loop with items after": (
        True,
        """
USERS = {}
def add(n, a): USERS[n] = {"name": n, "age": a}
def ages(): return [USERS[n]["age"] for n in sorted(USERS)]
def has(n): return n in USERS
def drop(n):
    if n in USERS:
        del USERS[n]
def main():
    add("b", 1); add("a", 2); drop("b")
    return ages(), has("a"), has("b"), [u["name"] for u in USERS.values()]
""",
    ),
    "asyncio run and gather": (
        True,
        """
import asyncio
async def get(n):
    await asyncio.sleep(0)
    return {"a": n, "b": 8}
async def many(ns):
    return await asyncio.gather(*[get(n) for n in ns])
async def pair():
    x, y = await asyncio.gather(get(5), get(6))
    return x["a"] + y["b"]
def main():
    r = asyncio.run(get(9))
    return r["a"], r["b"], [m["a"] for m in asyncio.run(many([1, 2]))], asyncio.run(pair())
""",
    ),
    "gather with errors": (
        False,
        """
import asyncio
async def get(n):
    if n > 1:
        raise ValueError(n)
    return {"a": n, "b": 8}
async def run():
    return await asyncio.gather(get(1), get(2), return_exceptions=True)
def main():
    out = asyncio.run(run())
    return out[0]["a"], out[0]["b"], str(out[1]), asyncio.run(get(0))["b"]
""",
    ),
    "gather of others": (
        False,
        """
import asyncio
async def get(n): return {"a": n, "b": 8}
async def other(): return [1, 2]
async def run():
    r, s = await asyncio.gather(get(1), other())
    return r["a"] + len(s)
def main():
    return asyncio.run(run()), asyncio.run(get(3))["b"]
""",
    ),
    "task is awaited": (
        False,
        """
import asyncio
async def get(n): return {"a": n, "b": 8}
async def run():
    t = asyncio.create_task(get(1))
    r = await t
    c = get(2)
    s = await c
    return r["a"], s["b"], sorted(s)
def main():
    return asyncio.run(run())
""",
    ),
    "awaited later": (
        False,
        """
import asyncio
async def get(n): return {"a": n, "b": 8}
async def run():
    c = get(2)
    s = await c
    u = await get(1)
    return s["b"], u["a"]
def main():
    return asyncio.run(run())
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(name: str) -> None:
    check(*CASES[name])


def test_names_are_taken_from_the_options() -> None:
    text = CASES["swap"][1]
    settings = {"dataclasses": RecordOptions(names={"_Record": "Pair"})}
    found = outcome(text, "dataclasses", options=replace(GRANTED, settings=settings))
    assert "class Pair:" in found.after
    assert "_Record" not in found.after
