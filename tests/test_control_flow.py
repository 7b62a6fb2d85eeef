"""Tell control-flow graphs apart where behaviour differs, and only there."""

import ast

import pytest

from codemods.facts.control_flow import Model, Step, graph, same_graph

MODEL = Model(inverts_equality=lambda _: True, inverts_order=lambda _: False)


def _graph(body: str) -> Step:
    lines = "\n".join(f"    {line}" for line in body.strip().split("\n"))
    return graph(ast.parse(f"def f():\n{lines}\n").body[0], MODEL)


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
