"""Put temporaries where they are read, and look for nothing where there are none."""

import ast
import copy
from collections.abc import Iterator
from pathlib import Path

import pytest

from codemods.catalog.vectorize.temporaries import _Carried, _copied, _Putting, without_temporaries

ROOT = Path(__file__).parent.parent
TREES = [
    ast.parse(path.read_bytes())
    for folder in ("codemods", "corpus/legacy_shop")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


def _bodies() -> Iterator[list[ast.stmt]]:
    for tree in TREES:
        yield from (one.body for one in ast.walk(tree) if isinstance(one, ast.For))


def _text(body: str) -> str:
    (loop,) = ast.parse(f"for x in xs:\n{body}").body
    assert isinstance(loop, ast.For)
    return "; ".join(map(ast.unparse, without_temporaries(loop.body).statements))


def test_what_may_be_put_in_is_seen_beforehand() -> None:
    seen = 0
    for body in _bodies():
        putting = _Putting(body)
        if putting.binds(body):
            seen += 1
            continue
        try:
            putting.put(body)
        except _Carried:
            continue
        assert not putting.values
    assert seen > 50


@pytest.mark.parametrize(
    ("body", "after"),
    [
        (" y = x * 2\n out.append(y)", "out.append(x * 2)"),
        (
            " if x:\n  continue\n y = x + 1\n out.append(y)",
            "if x:\n    continue; out.append(x + 1)",
        ),
        (" if x:\n  y = x + 1\n  out.append(y)", "if x:\n    out.append(x + 1)"),
        (" if x:\n  y = 1\n else:\n  y = 2\n out.append(y)", "out.append(1 if x else 2)"),
        (" out.append(x)\n y = x", "out.append(x); y = x"),
        (" total += x\n out.append(total)", "total += x; out.append(total)"),
        (" if x:\n  continue\n out.append(x)", "if x:\n    continue; out.append(x)"),
    ],
)
def test_temporaries_go_where_they_are_read(body: str, after: str) -> None:
    assert _text(body) == after


def test_copies_are_those_of_the_library() -> None:
    for body in _bodies():
        for one in body:
            made = _copied(one)
            assert ast.dump(made, include_attributes=True) == ast.dump(
                copy.deepcopy(one), include_attributes=True
            )
            assert made is not one and not {id(node) for node in ast.walk(made) if node._fields} & {
                id(node) for node in ast.walk(one)
            }
