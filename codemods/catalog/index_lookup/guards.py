"""Take the body of a loop apart into the tests that stand before what is done, and that."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """A test before the rest of a loop: ``if test:`` around it, or ``if not test: continue``.

    ``parts`` are the conditions that must all hold to come past it, and ``negative`` tells that it
    was written the other way around.
    """

    test: ast.If
    parts: tuple[ast.expr, ...]
    negative: bool


def guards(body: Sequence[ast.stmt]) -> Iterator[tuple[Guard, Sequence[ast.stmt]]]:
    """The tests that all else in a body stands behind, each with what stands behind it."""
    while True:
        match body:
            case [ast.If(test=test, body=[ast.Continue()], orelse=[]) as found, *rest] if rest:
                body = rest
                yield Guard(found, tuple(denied(test)), negative=True), body
            case [ast.If(test=test, body=inner, orelse=[]) as found]:
                body = inner
                yield Guard(found, tuple(conjuncts(test)), negative=False), body
            case _:
                return


def conjuncts(test: ast.expr) -> Iterator[ast.expr]:
    """The conditions that a test joins with ``and``."""
    return _joined(test, ast.And)


def disjuncts(test: ast.expr) -> Iterator[ast.expr]:
    """The conditions that a test joins with ``or``."""
    return _joined(test, ast.Or)


def _joined(test: ast.expr, kind: type[ast.boolop]) -> Iterator[ast.expr]:
    if isinstance(test, ast.BoolOp) and isinstance(test.op, kind):
        for value in test.values:
            yield from _joined(value, kind)
    else:
        yield test


def denied(test: ast.expr) -> Iterator[ast.expr]:
    """The conditions that must all hold where a test does not: one for each of its disjuncts."""
    for one in disjuncts(test):
        match one:
            case ast.Compare(left=left, ops=[ast.NotEq()], comparators=comparators):
                yield _made(ast.Compare(left, [ast.Eq()], comparators), one)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield operand
            case _:
                yield _made(ast.UnaryOp(ast.Not(), one), one)


def _made(node: ast.expr, place: ast.expr) -> ast.expr:
    """An expression that does not stand in the text, at the place of one that does."""
    node.is_written = False  # type: ignore[attr-defined]
    return ast.copy_location(node, place)
