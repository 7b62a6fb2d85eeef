"""Recognise loops that add to several numbers, each of which is a sum of its own."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codemods.facts import Facts

from .iteration import of_loop
from .sites import Place, Sink, is_one
from .stores import added, adding
from .temporaries import without_temporaries

Added = tuple[ast.Name, ast.expr, tuple[ast.expr, ...]]


def sums(loop: ast.For, facts: Facts) -> list[Place]:
    """The sums that one loop computes, where none of them depends on another one."""
    found = of_loop(loop, facts)
    if found is None:
        return []
    body = without_temporaries(loop.body)
    every = list(_sums(body.statements, ()))
    steps = [one for one in every if one is not None]
    if len(steps) < 2 or len(steps) < len(every):
        return []
    targets = [name.id for name, _, _ in steps]
    read = {name for _, value, tests in steps for name in _names([value, *tests])}
    read |= {name for value in body.values.values() for name in _names([value])}
    if len(set(targets)) < len(targets) or {*read, *found.names} & set(targets):
        return []
    places = [adding(loop, found, *step, body) for step in steps]
    counts = [is_one(one.element) for one in places]
    if all(counts) and not any(one.filters for one in places):
        return []
    return [
        replace(one, sink=Sink.COUNT) if counts[number] else one
        for number, one in enumerate(places)
    ]


def _sums(statements: Sequence[ast.stmt], tests: tuple[ast.expr, ...]) -> Iterator[Added | None]:
    """What statements add to numbers under which conditions; ``None`` where they do more."""
    for number, statement in enumerate(statements):
        step = added(statement)
        if step is not None:
            yield (*step, tests)
            continue
        match statement:
            case ast.If(test=test, body=[ast.Continue()], orelse=[]):
                yield from _sums(statements[number + 1 :], (*tests, _negated(test)))
                return
            case ast.If(test=test, body=body, orelse=orelse):
                yield from _sums(body, (*tests, test))
                yield from _sums(orelse, (*tests, _negated(test)))
            case _:
                yield None


def _negated(test: ast.expr) -> ast.expr:
    return ast.copy_location(ast.UnaryOp(ast.Not(), test), test)


def _names(nodes: Sequence[ast.expr]) -> Iterator[str]:
    for node in nodes:
        yield from (one.id for one in ast.walk(node) if isinstance(one, ast.Name))
