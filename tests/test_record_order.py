"""Run hostile modules that put records in order, or compare them."""

import pytest
from test_shared_records import check

# By name: whether the module changes, and what it has in ``main``, or before it.
CASES = {
    "sorted items of a table": (
        True,
        """
def main():
    t = {n: {"a": n, "b": 2} for n in "xy"}
    return [(k, r["a"], r["b"]) for k, r in sorted(t.items())], t["x"]["a"]
""",
    ),
    "sorted keys of a table": (
        True,
        """
def main():
    t = {n: {"a": n, "b": 2} for n in "xy"}
    return sorted(t), [t[k]["a"] for k in sorted(t)], t["x"]["b"]
""",
    ),
    "sorted list of records": (
        False,
        """
def main():
    t = [{"a": n, "b": 2} for n in "x"]
    return [r["a"] for r in sorted(t)], t[0]["b"]
""",
    ),
    "sorted pairs": (
        False,
        """
def main():
    t = [(n, {"a": n, "b": 2}) for n in "xx"]
    try:
        return [r["a"] for k, r in sorted(t)], t[0][1]["b"]
    except TypeError as error:
        return str(error)
""",
    ),
    "items of something else": (
        False,
        """
class T:
    def items(self):
        return [(1, {"a": 1, "b": 2}), (1, {"a": 0, "b": 2})]
def main():
    try:
        return [r["a"] for k, r in sorted(T().items())]
    except TypeError as error:
        return str(error)
""",
    ),
    "sorted values": (
        False,
        """
def main():
    t = {n: {"a": n, "b": 2} for n in "x"}
    return [r["a"] for r in sorted(t.values())], t["x"]["b"]
""",
    ),
    "compared with a float": (
        False,
        """
def make(a):
    return {"a": a, "b": 1.5}
def main():
    one, two = make(1), make(1)
    rows = [one]
    return one == two, two in rows, rows.index(two), one["a"], two["b"]
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(name: str) -> None:
    check(*CASES[name])
