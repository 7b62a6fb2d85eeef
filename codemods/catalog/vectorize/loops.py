"""Take loops for what they go through: ``while i < len(xs)`` as well as ``for``."""

import ast
from dataclasses import dataclass, replace

from codemods.facts import Facts
from codemods.facts.counting import counting

from .sites import Place


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop as a ``for`` loop, the statement that it is, and the one that begins to count."""

    plain: ast.For
    stands: ast.stmt
    start: ast.stmt | None = None


def loop_of(statement: ast.stmt, facts: Facts) -> Loop | None:
    """The loop that a statement is, if it goes through something from its beginning on."""
    if isinstance(statement, ast.For):
        return Loop(statement, statement)
    found = counting(statement, facts) if isinstance(statement, ast.While) else None
    return Loop(found.plain, statement, found.start) if found else None


def in_place_of(place: Place, loop: Loop, facts: Facts) -> Place:
    """The place of a loop by itself, which goes with the statement that begins to count."""
    if loop.start is None:
        return place
    return replace(
        place,
        statement=loop.start,
        last=loop.stands,
        holder=loop.stands,
        kept=between(loop.start, loop, facts),
    )


def between(first: ast.stmt, loop: Loop, facts: Facts) -> tuple[ast.stmt, ...]:
    """The statements of the block that stand between one of them and the loop."""
    block = facts.place(loop.stands).block
    return tuple(block[block.index(first) + 1 : block.index(loop.stands)])
