"""Tell control-flow graphs apart where behaviour differs, and only there."""

import ast

import pytest

from codemods.facts.control_flow import Model, graph
from codemods.facts.locality import local_names, same_scopes
from codemods.facts.steps import Step, same_graph

MODEL = Model(inverts_equality=lambda _: True, inverts_order=lambda _: False)


def _graph(body: str) -> Step:
    return graph(ast.parse(f"def f():\n{_indented(body)}\n").body[0], MODEL)


def _indented(body: str) -> str:
    return "\n".join(f"    {line}" for line in body.strip().split("\n"))


SAME = {
    "an early return": ("if a:\n    b()", "if not a:\n    return\nb()"),
    "a returned None": ("if a:\n    b()", "if not a:\n    return None\nb()"),
    "de morgan": ("if a and b:\n    c()", "if not a or not b:\n    return\nc()"),
    "an else": ("if a:\n    return 1\nelse:\n    return 2", "if a:\n    return 1\nreturn 2"),
    "an equality": ("if a == b:\n    c()", "if a != b:\n    return\nc()"),
    "a continue": (
        "for x in y:\n    if x:\n        b()",
        "for x in y:\n    if not x:\n        continue\n    b()",
    ),
    "a result": (
        "if a:\n    r = 1\nelse:\n    r = b()\nreturn r",
        "if a:\n    return 1\nreturn b()",
    ),
    "a return past finally": (
        "try:\n    if a:\n        b()\nfinally:\n    c()",
        "try:\n    if not a:\n        return\n    b()\nfinally:\n    c()",
    ),
    "a return out of with": (
        "with a:\n    if b:\n        c()",
        "with a:\n    if not b:\n        return\n    c()",
    ),
    "a default": (
        "r = None\nif a:\n    r = b()\nreturn r",
        "if a:\n    return b()\nreturn None",
    ),
    "a default in a display": (
        "r = [1]\ng()\nif a:\n    r = b()\nreturn r",
        "g()\nif a:\n    return b()\nreturn [1]",
    ),
    "a default that is assigned again": (
        "r = 1\nif a:\n    r = 2\n    if b:\n        r = 3\nreturn r",
        "if a:\n    if b:\n        return 3\n    return 2\nreturn 1",
    ),
    "a default past a handler": (
        "r = 1\ntry:\n    r = a()\nexcept E:\n    b()\nreturn r",
        "try:\n    r = a()\nexcept E:\n    b()\n    return 1\nreturn r",
    ),
    "a default past finally": (
        "r = 1\ntry:\n    if a:\n        r = b()\n    return r\nfinally:\n    c()",
        "try:\n    if not a:\n        return 1\n    return b()\nfinally:\n    c()",
    ),
    "a default in a loop": (
        "for x in a:\n    r = 0\n    if x:\n        r = x\n    if b:\n        return r",
        "for x in a:\n    r = 0\n    if not x:\n        if not b:\n            continue\n"
        "        return 0\n    r = x\n    if b:\n        return r",
    ),
    "an endless loop": ("while True:\n    pass", "while 1:\n    pass"),
}
DIFFERENT = {
    "a dropped negation": ("if a:\n    b()", "if a:\n    return\nb()"),
    "another order of conditions": ("if a and b:\n    c()", "if b and a:\n    c()"),
    "another exit value": ("if a:\n    return 1\nreturn 0", "if not a:\n    return 1\nreturn 0"),
    "a skipped statement": ("if a:\n    b()\nc()", "if not a:\n    return\nb()\nc()"),
    "break for continue": (
        "for x in y:\n    if x:\n        b()",
        "for x in y:\n    if not x:\n        break\n    b()",
    ),
    "a skipped else of try": (
        "try:\n    if a:\n        b()\nexcept E:\n    c()\nelse:\n    d()",
        "try:\n    if not a:\n        return\n    b()\nexcept E:\n    c()\nelse:\n    d()",
    ),
    "a name evaluated inside try": (
        "try:\n    if a:\n        b()\nexcept E:\n    c()\nreturn d",
        "try:\n    if not a:\n        return d\n    b()\nexcept E:\n    c()\nreturn d",
    ),
    "a swallowed exception": (
        "if a:\n    with b:\n        return e()\nelse:\n    return 2\nc()",
        "if a:\n    with b:\n        return e()\nreturn 2\nc()",
    ),
    "an order that need not be total": ("if a < b:\n    c()", "if a >= b:\n    return\nc()"),
    "a result read by finally": (
        "try:\n    if a:\n        r = 1\n    else:\n        r = 2\n    return r\nfinally:\n g(r)",
        "try:\n    if a:\n        return 1\n    return 2\nfinally:\n g(r)",
    ),
    "an overriding finally": (
        "try:\n    if a:\n        b()\nfinally:\n    return 3",
        "try:\n    if a:\n        return\n    b()\nfinally:\n    return 3",
    ),
    "a skipped step of while": (
        "while a:\n    if b:\n        c()\n    d()",
        "while a:\n    if not b:\n        continue\n    c()\n    d()",
    ),
    "another default": ("r = 1\nif a:\n    r = b()\nreturn r", "if a:\n    return b()\nreturn 2"),
    "a default of another type": (
        "r = 1\nif a:\n    r = b()\nreturn r",
        "if a:\n    return b()\nreturn True",
    ),
    "a default of another sign": (
        "r = 0.0\nif a:\n    r = b()\nreturn r",
        "if a:\n    return b()\nreturn -0.0",
    ),
    "a default that a loop has overwritten": (
        "r = 0\nfor x in a:\n    if x:\n        r = x()\nreturn r",
        "for x in a:\n    if x:\n        x()\nreturn 0",
    ),
    "a default that a handler reads": (
        "r = 1\ntry:\n    r = a()\nexcept E:\n    return r\nreturn r",
        "try:\n    r = a()\nexcept E:\n    return 2\nreturn r",
    ),
    "a default that is computed": (
        "r = c()\nif a:\n    r = b()\nreturn r",
        "if a:\n    return b()\nreturn c()",
    ),
    "a default that something else reads": (
        "r = []\nif a:\n    r = b()\ng(r)\nreturn r",
        "if a:\n    r = b()\n    g(r)\n    return r\ng([])\nreturn []",
    ),
    "a default that a function sees": (
        "r = 1\ng(lambda: r)\nif a:\n    r = b()\nreturn r",
        "g(lambda: r)\nif a:\n    return b()\nreturn 1",
    ),
    "a moved statement": ("a()\nif b:\n    c()", "if b:\n    a()\n    c()"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_says_same(one: str, other: str) -> None:
    assert same_graph(_graph(one), _graph(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_says_different(one: str, other: str) -> None:
    assert same_graph(_graph(one), _graph(other)) is None


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_everything_is_like_itself(pair: tuple[str, str]) -> None:
    for body in pair:
        assert same_graph(_graph(body), _graph(body))


SCOPES = {
    "a read before an assignment": ("return x\nx = 1", "return x", False),
    "a result that is read elsewhere": (
        "if a:\n    r = 1\n    return r\nreturn r",
        "return r",
        False,
    ),
    "a declaration": ("return x\nglobal x\nx = 1", "return x", True),
    "an assignment that becomes global": ("x = 1\nreturn x", "global x\nx = 1\nreturn x", False),
    "another result": ("r = a()\nreturn r", "return a()", True),
    "a comprehension": ("return [x for x in y], x", "return [z for z in y], x", True),
    "a walrus in a comprehension": ("[x := y for y in z]\nreturn x", "return x", False),
    "an inner function": ("def g():\n    x = 1\nreturn x, g", "return x, g", False),
    "a name inside of an inner function": ("def g():\n    x = 1\nreturn x", "return x", True),
}


@pytest.mark.parametrize(("one", "other", "same"), SCOPES.values(), ids=SCOPES)
def test_says_whether_names_mean_the_same(one: str, other: str, same: bool) -> None:
    assert (
        same_scopes(*(ast.parse(f"def f():\n{_indented(body)}").body[0] for body in (one, other)))
        is same
    )


def test_finds_all_that_binds_a_local_name() -> None:
    body = """\
import a.b, c as d
for e, (f, *g) in []: pass
with h() as i: pass
try: pass
except E as j: pass
match k:
    case [l, *m] | {"n": l, **m}: pass
    case o: pass
def p(q=(r := 1)): s = 1
class t(u, v=(w := 1)): x = 1
y += 1
lambda z: aa
del bb
"""
    function = ast.parse(f"def f(cc, *dd, ee=1, **ff):\n{_indented(body)}").body[0]
    assert local_names(function) == set("a d e f g i j l m o p r t w y bb cc dd ee ff".split())
