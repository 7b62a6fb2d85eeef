"""Hold what is heard of a call to what the call was given."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from listened import TREES, built, heard, listener

from codemods.verify.inputs.workshop import Workshop

KINDS = """
OTHER = object()

def of(first, /, second, *rest, third=3, **others):
    return first, second, rest, third, others

def steps(n):
    while n:
        n = yield n - 1

def takes(values):
    return list(values)

class Kind:
    def __new__(cls, name):
        return super().__new__(cls)

    @classmethod
    def made(cls, name):
        return cls(name)

    @staticmethod
    def plain(name):
        return name
"""
USES = """
from {package} import kinds

def test_of():
    kinds.of(1, 2, 4, 5, third=6, fourth=7)
    kinds.of(1, second=2)

def test_steps():
    one = kinds.steps(5)
    next(one)
    one.send(2)

def test_takes():
    kinds.takes(x for x in "ab")
    kinds.takes(iter("ab"))
    kinds.takes([kinds.OTHER, len, lambda: 3])

def test_kinds():
    kinds.Kind.made("a")
    kinds.Kind.plain("a")
"""


@pytest.mark.parametrize(
    ("qualname", "shapes"),
    [
        # The function cannot be told of what it was given by position and what by name.
        ("of", [(4, ["fourth", "third"], False), (2, [], False)]),
        ("steps", [(1, [], False)]),
        ("takes", [(1, [], False), (1, [], False)]),
        ("Kind.made", [(1, [], True)]),
        ("Kind.plain", [(1, [], False)]),
    ],
)
def test_calls_of_each_kind(
    project: Callable[..., Path], qualname: str, shapes: list[tuple[int, list[str], bool]]
) -> None:
    path = project(**{"{package}/kinds.py": KINDS, "tests/test_kinds.py": USES})
    calls = heard(path / "kinds.py", qualname)
    found = [
        (len(one.positional), sorted(dict(one.keywords)), one.receiver is not None) for one in calls
    ]
    assert found == shapes


def test_constants_are_those_of_the_version(project: Callable[..., Path]) -> None:
    path = project(**{"{package}/kinds.py": KINDS, "tests/test_kinds.py": USES})
    calls = heard(path / "kinds.py", "takes")
    other = ModuleType(f"{path.name}.kinds")
    exec(KINDS, vars(other))
    (values,) = built(calls[-1], other)
    assert values[0] is other.OTHER and values[1] is len and values[2]() == 3


def test_the_defaults_are_not_given(project: Callable[..., Path]) -> None:
    path = project(
        **{
            "{package}/trees.py": TREES,
            "tests/test_trees.py": "from {package}.trees import NOTHING, parse\n"
            "def test_of():\n    parse('a').of('a')\n    parse('a').of('b', default=3)\n",
        }
    )
    calls = heard(path / "trees.py", "Phrase.of")
    assert [len(one.positional) for one in calls] == [1, 2]
    assert all(one.receiver is not None for one in calls)


MAKERS = """
def maker(kind):
    def made(value, limit):
        if kind == "first" and value["size"] > limit:
            return value["name"]
        return kind
    return made

def checked(row, low, high):
    return low <= row.size <= high

def near(row, low, high):
    return low - 1 <= row.size <= high + 1
"""
MADE = """
from {package} import makers

class Row:
    size = 3

def test_made():
    assert makers.maker("first")({"size": 3, "name": "a"}, 2) == "a"

def test_checked():
    assert makers.checked(Row(), 1, 4)
"""


def test_what_is_returned_is_given_what_it_was_given(project: Callable[..., Path]) -> None:
    path = project(**{"{package}/makers.py": MAKERS, "tests/test_makers.py": MADE})
    (call,) = heard(path / "makers.py", "maker")
    assert call.later is not None
    _, value, limit = built(call, sys.modules[f"{path.name}.makers"])
    assert (value, limit) == ({"size": 3, "name": "a"}, 2)


def test_others_lend_what_they_were_given(project: Callable[..., Path]) -> None:
    path = project(**{"{package}/makers.py": MAKERS, "tests/test_makers.py": MADE})
    ear = listener(path / "makers.py", "near")
    assert not list(ear.calls(2.0, patience=2.0))
    (values,) = ear.lent()
    assert list(values) == ["row", "low", "high"]
    assert Workshop({}, []).make(values["row"]).size == 3  # type: ignore[attr-defined]


def test_what_was_heard_itself_tells_more(project: Callable[..., Path]) -> None:
    many = "".join(f"    makers.near(Row(), {low}, 9)\n" for low in range(6))
    path = project(
        **{
            "{package}/makers.py": MAKERS,
            "tests/test_makers.py": f"{MADE}\ndef test_near():\n{many}",
        }
    )
    ear = listener(path / "makers.py", "near")
    assert len(list(ear.calls(2.0, patience=2.0))) == 6
    assert ear.lent() == ()


def test_nobody_lends_a_receiver_of_another_class(project: Callable[..., Path]) -> None:
    classes = """
        class One:
            def has(self, text):
                return text in self.known

            def lacks(self, text):
                return text not in self.known

            known = "a"

        class Other:
            def takes(self, text):
                return text
    """
    tests = """
        from {package} import classes

        def test_it():
            classes.One().has("b")
            classes.Other().takes("c")
    """
    path = project(**{"{package}/classes.py": classes, "tests/test_classes.py": tests})
    ear = listener(path / "classes.py", "One.lacks")
    assert not list(ear.calls(2.0, patience=2.0))
    assert [list(values) for values in ear.lent()] == [["self", "text"], ["text"]]
