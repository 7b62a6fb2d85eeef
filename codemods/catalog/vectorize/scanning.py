"""Compute running sums and products with NumPy: one element after the other, as Python does."""

import ast
from dataclasses import replace

from .elementwise import Elementwise
from .kinds import Kind
from .scans import Scan
from .terms import MIXED, Declined, Needs, Term


def scanned(
    term: Term,
    value: ast.expr,
    scan: Scan,
    elementwise: Elementwise,
    needs: Needs,
    numpy: str,
    is_list: bool,
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
    is_shown = scan.shows_start or scan.hides_last or scan.is_read
    if (scan.start is None or scan.starts_neutral) and not is_shown:
        found: ast.expr = ast.Call(function, [term.node], [])
        if scan.start is not None and isinstance(scan.operator, ast.Add):
            # It makes 0.0 of -0.0, which is what comes of a sum that began with zero.
            found = ast.BinOp(found, ast.Add(), ast.Constant(0.0))
        return replace(term, node=found)
    assert scan.start is not None
    started: ast.expr = ast.Call(
        function, [_joined(scan, scan.start, term, elementwise, needs, numpy, is_list)], []
    )
    if scan.is_read:
        needs.is_some = needs.is_some or term.kind is Kind.F64  # else it is what it was
        started = elementwise.assign("running", started)
        last: ast.expr = ast.Subscript(started, ast.UnaryOp(ast.USub(), ast.Constant(1)))
        if term.kind is Kind.FLOAT:
            last = ast.Call(ast.Name("float", ast.Load()), [last], [])
        elementwise.assign(scan.name, last, is_free=True)
    if scan.hides_last:
        part = ast.Slice(None, ast.UnaryOp(ast.USub(), ast.Constant(1)))
    elif scan.shows_start:
        return replace(term, node=started)
    else:
        part = ast.Slice(ast.Constant(1), None)
    return replace(term, node=ast.Subscript(started, part, ast.Load()))


def _floats(term: Term, scan: Scan, elementwise: Elementwise) -> Term:
    """Ints become floats where they are added to a float; else they must not be there."""
    match scan.start:
        case ast.Constant(value=float()) if term.raw:
            return replace(term, kind=Kind.FLOAT, raw="")
    return elementwise.floats(term)


def _joined(
    scan: Scan,
    start: ast.expr,
    term: Term,
    elementwise: Elementwise,
    needs: Needs,
    numpy: str,
    is_list: bool,
) -> ast.expr:
    """The start, and behind it what is added or multiplied."""
    if isinstance(start, ast.Subscript):
        parts: list[ast.expr] = [start, term.node]  # the first element of what is stored into
    else:
        number = elementwise.value(start)
        shows_start = scan.shows_start or scan.is_read
        if scan.shows_start and term.kind is Kind.F64 and is_list:
            raise Declined(MIXED, start)
        if shows_start and number.kind is not Kind.FLOAT and term.kind is not Kind.F64:
            if number.kind is not Kind.REAL:
                raise Declined(MIXED, start)
            needs.float_numbers[ast.unparse(start)] = None
        parts = [ast.List([number.node], ast.Load()), term.node]
    function = ast.Attribute(ast.Name(numpy, ast.Load()), "concatenate", ast.Load())
    return ast.Call(function, [ast.Tuple(parts, ast.Load())], [])
