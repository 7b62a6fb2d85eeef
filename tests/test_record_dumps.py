"""Run hostile modules that write out records among other things."""

import pytest
from test_shared_records import check

# By name: whether the module changes, and what it has in ``main``, or before it.
CASES = {
    "records in a dumped display": (
        True,
        """
import json
def make(n): return {"name": n, "age": 1}
def main():
    u = make("x")
    users = [make("a"), make("b")]
    text = json.dumps({"user": u, "users": users, "n": len(users), "pair": [u, u]})
    return text, u["name"], users[0]["age"]
""",
    ),
    "nested lists of records": (
        True,
        """
import json
def line(sku, qty): return {"sku": sku, "qty": qty}
def order(n): return {"id": n, "lines": [line("a", 1), line("b", 2)]}
def main():
    o = order(1)
    return json.dumps(o), o["id"], sum(x["qty"] for x in o["lines"]), o["lines"][0]["sku"]
""",
    ),
    "nested record that may be none": (
        True,
        """
import json
def address(s): return {"street": s, "zip": 1}
def user(n, a): return {"name": n, "address": a}
def main():
    us = [user("x", address("y")), user("z", None)]
    out = [json.dumps({"n": u["name"], "a": u["address"]}) for u in us]
    return out, [u["address"]["street"] for u in us if u["address"]], us[0]["address"]["zip"]
""",
    ),
    "printed with others": (
        True,
        """
def make(n): return {"name": n, "age": 1}
def main():
    u = make("x")
    print("user", u, [u], {"u": u}, (u, 1))
    return str([u, u]), repr({"k": u}), u["name"], u["age"]
""",
    ),
    "dumped display with a spread": (
        True,
        """
import json
def make(n): return {"name": n, "age": 1}
def main():
    u = make("x")
    return json.dumps({**u, "extra": 2}), u["name"], u["age"]
""",
    ),
    "list of lists": (
        False,
        """
import json
def make(n): return {"name": n, "age": 1}
def main():
    us = [[make("x")], [make("y"), make("z")]]
    return json.dumps({"groups": us}), us[0][0]["name"], us[1][1]["age"]
""",
    ),
    "table of records": (
        True,
        """
import json
def make(n): return {"name": n, "age": 1}
def main():
    us = {n: make(n) for n in "ab"}
    return json.dumps({"users": us}), us["a"]["name"], us["b"]["age"]
""",
    ),
    "comprehension of records": (
        True,
        """
import json
def make(n): return {"name": n, "age": 1}
def main():
    us = [make(n) for n in "ab"]
    text = json.dumps([u for u in us if u["age"]]), json.dumps({"x": [u for u in us]})
    return text, us[0]["name"]
""",
    ),
    "the same record twice": (
        True,
        """
def make(n): return {"name": n, "tags": []}
def main():
    u = make("x")
    s = str({"a": u, "b": [u]})
    u["tags"].append(u["name"])
    return s, str([u]), u["name"]
""",
    ),
    "key is a record's value": (
        True,
        """
import json
def make(n): return {"name": n, "age": 1}
def main():
    u = make("x")
    return json.dumps({u["name"]: u, "n": u["age"]})
""",
    ),
    "display is kept": (
        False,
        """
import json
def make(n): return {"name": n, "age": 1}
def keep(x, store=[]):
    store.append(x)
    return store
def main():
    u = make("x")
    return json.dumps(keep({"u": u})), u["name"], u["age"]
""",
    ),
    "dumped by default": (
        True,
        """
import json
def make(n): return {"name": n, "age": 1}
def main():
    u = make("x")
    return json.dumps({"u": u, "k": {1, 2}}, default=sorted), u["name"], u["age"]
""",
    ),
    "csv rows of a display": (
        True,
        """
import csv, io
def make(n): return {"name": n, "age": 1}
def main():
    u = make("x")
    out = io.StringIO()
    w = csv.DictWriter(out, ["u", "n"])
    w.writerow({"u": u, "n": u["age"]})
    return out.getvalue(), u["name"]
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(name: str) -> None:
    check(*CASES[name])
