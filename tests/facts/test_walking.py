"""Walk over trees as the standard library does; tell from lines and texts what needs no walk."""

import ast
from pathlib import Path

import pytest

from codemods.facts import Facts
from codemods.facts.walking import children, walk
from codemods.model import Project, Source

_PLACELESS = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)
CODE = """\
match shape:
    case {"a": 1, **rest} | Point(x=0, y=[*_, last]) | None as found if found:
        global counted
        import os.path as path
        del found.x, rest[-1:2], last
async def f(a, /, b=1, *c: int, d=None, e, **g) -> {**a, b: c}:
    async with a as b, c: yield f"{a!r:>{b}}"
    try: return lambda *, x=1: (await x) < b <= (not c) in [i async for i in d if i if a]
    except (A, B) as error: raise error from None
    else: x: int = 1; x += 1
"""


@pytest.mark.parametrize(
    "text",
    [CODE, *(path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.py")))],
)
def test_walks_as_the_standard_library_does(text: str) -> None:
    tree = ast.parse(text)
    assert walk(tree) == [one for one in ast.walk(tree) if not isinstance(one, _PLACELESS)]
    for node in walk(tree):
        inner = [one for one in ast.iter_child_nodes(node) if not isinstance(one, _PLACELESS)]
        assert children(node) == inner


def test_nodes_made_by_hand_may_lack_fields() -> None:
    name = ast.Name("a", ast.Load())
    call = ast.Call(func=name)
    assert walk(call) == [call, name]


def _facts(text: str) -> Facts:
    return Facts(Source("<text>", text), Project())


@pytest.mark.parametrize(
    "text",
    [
        *("len = 1", "def len(): pass", "class len: pass", "class len(A): pass"),
        *("import a as len", "from a import len", "for len in a: pass", "def f(len=len): pass"),
        *("def \\\n  len (): pass", "x = lambda len: len(len)", "print(len)\nlen: int"),
        *("def f():\n    global len", "(len) = 1", "from a import *", "async def len(): pass"),
        "[a for len in b]",
    ],
)
def test_a_name_that_is_bound_is_no_builtin(text: str) -> None:
    assert not _facts(text).is_builtin("len")


@pytest.mark.parametrize(
    "text",
    [
        "len(a)",
        "a.len = 1",
        "lend = 1",
        "a(len)",
        "x = len",
        "_len = 1",
        "len (a)",
        "def xlen(): 0",
    ],
)
def test_a_name_that_is_only_read_stays_a_builtin(text: str) -> None:
    assert _facts(text).is_builtin("len")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_tell_where_a_word_may_stand(newline: str) -> None:
    lines = ['"""a', '\x0cfor"""', "a = [", "  b for b in c", "]", "d = 1", "for e in f: g", ""]
    facts = _facts(newline.join(lines))
    told = [facts.has_word("for", one) for one in facts.tree.body]
    assert told == [True, True, False, True]
