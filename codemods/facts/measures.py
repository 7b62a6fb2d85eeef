"""Measure how hard code is to follow."""

import ast
from collections.abc import Iterable, Sequence

from codemods.facts.exits import LEAVING
from codemods.facts.file import LOOPS, TRIES, WITHS, statements_within

# What costs a reader more the deeper it stands (G. A. Campbell, "Cognitive Complexity", 2018).
_DEEPENING = (ast.If, *LOOPS, *TRIES, ast.Match)


def weight(block: Iterable[ast.AST]) -> int:
    """How many statements there are in ``block``, at any depth."""
    return sum(
        isinstance(node, ast.stmt) for statement in block for node in statements_within(statement)
    )


def has_structure(block: Iterable[ast.AST]) -> bool:
    """Whether something in ``block`` gets easier to follow when it stands less deep."""
    return any(
        isinstance(node, _DEEPENING) and not is_guard(node)
        for statement in block
        for node in statements_within(statement)
    )


def is_guard(node: ast.AST) -> bool:
    """Whether the statement is an ``if`` that leaves, after one simple statement at most."""
    match node:
        case ast.If(body=[*first, last], orelse=[]) if len(first) <= 1:
            return isinstance(last, LEAVING) and weight(first) == len(first)
    return False


def nesting(block: Sequence[ast.AST]) -> int:
    """How deep the deepest statement of ``block`` stands. A guard adds no depth.

    An ``if`` that leaves is a guard where something follows it; at the end it is the work itself.
    """
    depths = [
        0 if is_guard(statement) and index + 1 < len(block) else _depth(statement)
        for index, statement in enumerate(block)
    ]
    return max(depths, default=0)


def _depth(node: ast.AST) -> int:
    match node:
        case ast.If():
            otherwise = nesting(node.orelse) - (1 if _is_elif(node) else 0)
            return 1 + max(nesting(node.body), otherwise)
        case ast.For() | ast.AsyncFor() | ast.While():
            return 1 + max(nesting(node.body), nesting(node.orelse))
        case ast.Match():
            return 2 + max(nesting(case.body) for case in node.cases)
    if isinstance(node, WITHS):
        return 1 + nesting(node.body)
    if isinstance(node, TRIES):
        handlers = [nesting(handler.body) for handler in node.handlers]
        return 1 + max(
            nesting(node.body), nesting(node.orelse), nesting(node.finalbody), *handlers, 0
        )
    return 0


def _is_elif(node: ast.If) -> bool:
    """Whether what is done otherwise is spelled ``elif``, and so stands no deeper."""
    match node.orelse:
        case [ast.If(col_offset=column)]:
            return column == node.col_offset
    return False
