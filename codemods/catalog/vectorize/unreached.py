"""Note what is computed now for elements that nothing was computed for before."""

import ast
from collections.abc import Iterable

from .terms import Needs, is_nonzero
from .traversal import Reading, read_streams

# Functions that never warn.
_CALM = frozenset({"abs", "fabs", "float", "min", "max", "isnan", "isinf", "isfinite"})


def note_unreached(parts: Iterable[ast.expr], traversal: Reading, needs: Needs) -> None:
    """Add to ``needs`` that no array warns of what nobody was warned of before."""
    needs.is_flat = True  # a row has no truth value
    for part in parts:
        for node in ast.walk(part):
            if isinstance(node, ast.expr) and _may_warn(node) and _reads(node, traversal):
                needs.finite[ast.unparse(node)] = None


def note_guarded(parts: Iterable[ast.expr], traversal: Reading, needs: Needs) -> None:
    """Add to ``needs`` that what a condition kept from being computed does not warn either.

    A sum, a difference or a product that was not chosen may only ever overflow.
    """
    for part in parts:
        for node in ast.walk(part):
            if isinstance(node, ast.expr) and has_domain(node) and _reads(node, traversal):
                needs.finite[ast.unparse(node)] = None


def has_domain(node: ast.expr) -> bool:
    """Whether an operation or a function may warn of more than of too large a number."""
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult()):
            return False
        case ast.BinOp(op=ast.Div() | ast.FloorDiv() | ast.Mod(), right=right):
            return not is_nonzero(right)
    return _may_warn(node)


def _reads(node: ast.expr, traversal: Reading) -> bool:
    return next(read_streams(traversal, [node]), None) is not None


def _may_warn(node: ast.expr) -> bool:
    match node:
        case ast.Call(func=function):
            return ast.unparse(function).rpartition(".")[2] not in _CALM
    return isinstance(node, ast.BinOp)
