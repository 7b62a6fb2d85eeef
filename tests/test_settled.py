"""Judge again only what a rewrite may have changed, and come to the same as by judging all."""

import ast
from unittest.mock import patch

from harness import outcome
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codemods import catalog
from codemods.facts import Facts
from codemods.model import Change, Project, Source
from codemods.rewriting.origins import Origins
from codemods.rewriting.settled import Settled

EXAMPLES = sorted(
    example.before
    for codemod in map(catalog.load, catalog.names())
    for example in codemod.examples
    if "__future__" not in example.before
)
# Functions that look into each other: by calls, by attributes, by what a search goes through.
CALLING = """
def has(rows, key):
    if rows:
        for row in rows:
            if row.key == key:
                return True
            print(row, key, rows)
            print(row, key)
    return False


def known(rows: list[str], names: list[str]):
    found = []
    for name in names:
        if has(rows, name):
            found.append(name)
    return found


class Box:
    def __init__(self, rows: list[str]):
        if rows is not None:
            self.rows = rows
            self.count = len(rows)
            self.first = rows[0]
            self.last = rows[-1]

    def known(self, names: list[str]):
        return [name for name in names if name in self.rows]
"""


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([CALLING, *EXAMPLES]), min_size=2, max_size=5))
def test_nothing_is_lost_by_leaving_settled_what_is(texts: list[str]) -> None:
    text = "\n\n".join(texts)
    found = outcome(text)
    with patch.object(Settled, "holds", lambda self, node: False):
        assert outcome(text) == found


TEXT = """\
def rewritten(rows):
    if rows:
        return rows


def calling(rows):
    return rewritten(rows)


def calling_that(rows):
    return calling(rows)


def apart(rows):
    return rows


total = calling([])
rest = apart([])


class Box:
    size = 1

    def __init__(self, rows):
        self.rows = rows

    def plain(self):
        return self.rows

    @property
    def first(self):
        return self.rows[0]

    def asking(self):
        return self.plain()
"""
LINES = {
    name: TEXT[: TEXT.index(text)].count("\n") + 1
    for name, text in {
        "rewritten": "def rewritten",
        "calling": "def calling(",
        "calling_that": "def calling_that",
        "apart": "def apart",
        "total": "total =",
        "rest": "rest =",
        "class": "class Box",
        "size": "size =",
        "__init__": "def __init__",
        "plain": "def plain",
        "first": "@property",
        "asking": "def asking",
    }.items()
}


def unsettled(name: str, after: str = "") -> set[str]:
    """The units that are to be judged again once the body of a function is rewritten."""
    facts = Facts(Source("<text>", TEXT), Project())
    settled = Settled()
    settled.begin(facts, Origins(len(facts.lines)))
    settled.end([])
    functions = {one.name: one for one in facts.nodes(ast.FunctionDef)}
    root = functions[name]
    root_after = ast.parse(after).body[0] if after else root
    settled.touch(root.body[0], Change(root, root_after, (), ()))
    starts = {line: unit for unit, line in LINES.items()}
    statements = [one for one in ast.walk(facts.tree) if isinstance(one, ast.stmt)]
    decorated = {
        one: min(d.lineno for d in one.decorator_list)
        for one in functions.values()
        if one.decorator_list
    }
    lines = {decorated.get(one, one.lineno) for one in statements if not settled.holds(one)}
    return {starts[line] for line in lines if line in starts}


def test_who_calls_a_function_is_judged_again_and_who_calls_that() -> None:
    assert unsettled("rewritten") == {"rewritten", "calling", "calling_that", "total"}
    assert unsettled("calling") == {"calling", "calling_that", "total"}
    assert unsettled("apart") == {"apart", "rest"}


def test_a_method_is_looked_into_by_nobody() -> None:
    assert unsettled("plain") == {"plain", "class"}
    assert unsettled("asking") == {"asking", "class"}


def test_what_sets_attributes_or_is_read_like_one_unsettles_everything() -> None:
    assert unsettled("__init__") == LINES.keys()
    assert unsettled("first") == LINES.keys()


def test_new_names_and_attributes_unsettle_everything() -> None:
    assert (
        unsettled("apart", "def apart(rows):\n    known = rows\n    return known") == LINES.keys()
    )
    assert unsettled("plain", "def plain(self):\n    self.all = 1\n    return 2") == LINES.keys()


def test_what_is_rewritten_within_a_statement_unsettles_what_is_around_it() -> None:
    text = "if x:\n    def f(a):\n        if a:\n            return 1\nfor x in y:\n    pass\n"
    facts = Facts(Source("<text>", text), Project())
    settled = Settled()
    settled.begin(facts, Origins(len(facts.lines)))
    settled.end([])
    outer, inner = facts.nodes(ast.If)
    root = facts.root(inner)
    settled.touch(inner, Change(root, root, (), ()))
    assert not settled.holds(outer) and not settled.holds(inner)
    assert settled.holds(facts.nodes(ast.For)[0])
