"""Compute running sums and products with NumPy: one element after the other, as Python does."""

import ast
from dataclasses import replace

from .elementwise import Elementwise
from .kinds import Kind
from .scans import Scan
from .terms import MIXED, Declined, Needs, Term


def scanned(
    term: Term, value: ast.expr, scan: Scan, elementwise: Elementwise, needs: Needs, numpy: str
) -> Term:
    """The array of what runs, where ``term`` translates the ``value`` of each round.

    Raises ``Declined``.
    """
    needs.is_flat = True  # the elements of a table would be added up one by one
    needs.operations += 1
    term = _floats(term, scan, elementwise)
    if term.kind not in (Kind.F64, Kind.FLOAT) or term.is_mixed or not term.is_array:
        raise Declined(MIXED, value)
    if term.kind is Kind.FLOAT:
        needs.running = scan
    function = ast.Attribute(ast.Name(numpy, ast.Load()), scan.function, ast.Load())
    if scan.start is None or scan.starts_neutral:
        found: ast.expr = ast.Call(function, [term.node], [])
        if scan.start is not None and isinstance(scan.operator, ast.Add):
            # It makes 0.0 of -0.0, which is what comes of a sum that began with zero.
            found = ast.BinOp(found, ast.Add(), ast.Constant(0.0))
        return replace(term, node=found)
    started = ast.Call(function, [_joined(scan, scan.start, term, elementwise, needs, numpy)], [])
    if scan.shows_start:
        return replace(term, node=started)
    rest = ast.Slice(ast.Constant(1), None)
    return replace(term, node=ast.Subscript(started, rest, ast.Load()))


def _floats(term: Term, scan: Scan, elementwise: Elementwise) -> Term:
    """Ints become floats where they are added to a float; else they must not be there."""
    match scan.start:
        case ast.Constant(value=float()) if term.raw:
            return replace(term, kind=Kind.FLOAT, raw="")
    return elementwise.floats(term)


def _joined(
    scan: Scan, start: ast.expr, term: Term, elementwise: Elementwise, needs: Needs, numpy: str
) -> ast.expr:
    """The start, and behind it what is added or multiplied."""
    if isinstance(start, ast.Subscript):
        parts: list[ast.expr] = [start, term.node]  # the first element of what is stored into
    else:
        number = elementwise.value(start)
        if scan.shows_start and term.kind is Kind.F64:
            raise Declined(MIXED, start)
        if scan.shows_start and number.kind is not Kind.FLOAT:
            if number.kind is not Kind.REAL:
                raise Declined(MIXED, start)
            needs.float_numbers[ast.unparse(start)] = None
        parts = [ast.List([number.node], ast.Load()), term.node]
    function = ast.Attribute(ast.Name(numpy, ast.Load()), "concatenate", ast.Load())
    return ast.Call(function, [ast.Tuple(parts, ast.Load())], [])
