"""Hold calls to what they must reach: what a module has names for, branches, lazy results."""

import ast
import fractions
import textwrap

import pytest

from codemods.verify.budget import Budget
from codemods.verify.check import Check
from codemods.verify.inputs.aims import aims
from codemods.verify.isolation.absent_modules import absent_modules
from codemods.verify.pair import Pair, Versions
from codemods.verify.verdict import Kind, Verdict

BUDGET = Budget(seconds=0.7, most=2.0, seed=5)

SENTINEL = """
    OTHER = object()
    class Kind:
        pass
    Kind.first, Kind.second = object(), object()
    def f(kind, word):
        if kind is Kind.first and word == ";":
            return 1
        if kind in (Kind.second, OTHER):
            return {result}
        return 3
"""
KEYS = """
    class Path:
        pass
    def run(x):
        return x
    def f(scope, x):
        return scope[run](x), {result}
"""
COLUMNS = """
    class Mean:
        def __init__(self, name):
            self._name = name
        def f(self, table):
            column = table.columns[self._name]
            return sum(column.values()) + {result}
"""
OPERATOR = """
    class Span:
        def __init__(self, size):
            self.size = size
        def __le__(self, other):
            if not isinstance(other, Span):
                return NotImplemented
            return self.size <= other.size
        def f(self, other):
            return {result}
"""
VIEW = """
    class View:
        def __init__(self, rows, wanted):
            self.rows, self.wanted = rows, wanted
        def __iter__(self):
            return (row for row in self.rows if self.wanted(row))
    def f(rows, n):
        return View(rows, lambda row: {result})
"""
ABSENT = """
    def f(name):
        import nowhere_to_be_found.sheets as sheets
        sheet = sheets.open(name)
        if sheet and isinstance(sheet, sheets.Sheet):
            return sheet.append({result})
        return None
"""
ADDRESS = """
    def f(node, other):
        names = {{id(node): "first"}}
        return str(id(other)) + names.get(id(other), "second" if other else {result})
"""
FACTORY = """
    def f(limit):
        def check(word, *others):
            if len(word) > limit:
                return {result}
            return word
        return check
"""
LAMBDA = """
    def f(n):
        return lambda row: row[0] == {result}
"""
LAZY_ROWS = """
    class View:
        def __init__(self, rows, ending):
            self.rows, self.ending = rows, ending
        def __iter__(self):
            return (row["name"].title() + self.ending for row in self.rows)
    def f(rows, n):
        return View(rows[:1] + rows[{result}:], "!" * (n % 5))
"""
PERHAPS = """
    def f(thing):
        if getattr(thing, "close", None):
            return thing.close({result})
        return None
"""
CALLABLE = """
    def f(value, form):
        if callable(form):
            return form(value)
        return form[0](value) + {result}
"""
CHANCE = """
    import os
    LAST = None
    def f(x):
        global LAST
        LAST = os.urandom(8)
        return {result}
"""
NEAR = """
    def f(mode, a, b):
        if mode == "deep":
            if a == 17:
                if b == "end":
                    return {result}
        return None
"""


def verdict(before: str, after: str) -> Verdict:
    """What is found out about the one function that is called f."""
    texts = (textwrap.dedent(one) for one in (before, after))
    pair = Pair(Versions("sample", "sample.py", *texts))
    (change,) = pair.changes.values()
    return Check(pair, change, BUDGET).verdict()


@pytest.mark.parametrize(
    ("text", "right", "same", "wrong"),
    [
        pytest.param(SENTINEL, "2", "1 + 1", "4", id="objects that the module names"),
        pytest.param(KEYS, "scope[Path]", "(scope[Path])and scope[Path]", "x", id="keys"),
        pytest.param(COLUMNS, "1", "(2 - 1)", "2", id="keys that the receiver holds"),
        pytest.param(OPERATOR, "self <= other", "not not self <= other", "None", id="operators"),
        pytest.param(VIEW, "row == n", "n == row", "row != n", id="results that are iterated"),
        pytest.param(ABSENT, "1", "2 - 1", "2", id="modules that are not installed"),
        pytest.param(ADDRESS, "''", "''.strip()", "'x'", id="addresses"),
        pytest.param(FACTORY, "word[1:]", "word[1:][:]", "word[2:]", id="returned functions"),
        pytest.param(LAMBDA, "n", "(n, n)[0]", "(n, 1)[1]", id="returned lambdas"),
        pytest.param(LAZY_ROWS, "1", "2 - 1", "2", id="rows of a lazy result"),
        pytest.param(PERHAPS, "1", "2 - 1", "2", id="attributes that not everything has"),
        pytest.param(CALLABLE, "1", "(2 - 1)", "2", id="functions or else"),
        pytest.param(CHANCE, "x", "x or x", "[x]", id="state that is chance"),
        pytest.param(NEAR, "1", "2 - 1", "2", id="branches within branches"),
    ],
)
def test_a_change_is_reached(text: str, right: str, same: str, wrong: str) -> None:
    before, alike, broken = (text.format(result=one) for one in (right, same, wrong))
    assert verdict(before, broken).kind is Kind.REFUTED
    kept = verdict(before, alike)
    assert (kept.kind, bool(kept.reached), bool(kept.normal)) == (Kind.TESTED, True, True)


def test_what_an_iterated_result_stumbles_over_refutes_nothing() -> None:
    text = """
        class View:
            def __init__(self, rows):
                self.rows = rows
            def __iter__(self):
                return iter([{first} + {second} for row in self.rows])
        def f(rows):
            {nothing}
            return View([None, *rows])
    """
    before = text.format(first="row", second="1", nothing="")
    after = text.format(first="1", second="row", nothing="pass")
    texts = (textwrap.dedent(one) for one in (before, after))
    pair = Pair(Versions("sample", "sample.py", *texts))
    found = Check(pair, pair.changes["f"], BUDGET).verdict()
    assert found.kind is not Kind.REFUTED
    assert found.conditional


def test_addresses_of_what_is_made_inside_stay_what_they_are() -> None:
    before = "def f(a):\n    return id([a])"
    assert verdict(before, before.replace("[a]", "[a, a]")).kind is Kind.NOT_CHECKED


def test_what_only_a_first_call_shows_refutes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fractions, "met", [], raising=False)
    text = """
        def f(x):
            import sys
            met = sys.modules["fractions"].met
            met.append(x)
            return len(met) < 2, {result}
    """
    kept = verdict(text.format(result="x"), text.format(result="x or x"))
    assert kept.kind is Kind.TESTED
    fractions.met.clear()  # type: ignore[attr-defined]
    assert verdict(text.format(result="x"), text.format(result="[x]")).kind is Kind.REFUTED


def test_aims_are_branches_whose_condition_was_asked() -> None:
    text = "def f(a):\n if a:\n  return 1\n elif a is None:\n  for x in a:\n   return x\n return 2"
    (function,) = ast.parse(text).body
    assert isinstance(function, ast.FunctionDef)
    assert aims(function, {2, 4, 7}, set()) == (frozenset({3}), frozenset({5}))
    assert aims(function, {2, 4, 7}, {6}) == (frozenset({5}), frozenset({3}))
    assert aims(function, {2, 3}, set()) == (frozenset({4}),)
    assert aims(function, {2, 3, 4, 5, 6, 7}, set()) == ()


def test_absent_modules_are_those_that_nobody_finds() -> None:
    text = "import ast, no_such.part\nfrom no_such.other import x\nfrom . import y\nimport sys"
    assert absent_modules(ast.parse(text)) == ("no_such", "no_such.part", "no_such.other")
