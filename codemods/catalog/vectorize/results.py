"""Give the values of an array as what the original gave, with the same types."""

import ast
from enum import StrEnum

from codemods.facts.types import Types

from .kinds import PYTHON, Kind
from .sites import DECIDING, Place, Sink
from .terms import MIXED, Declined, Term

NO_FLAG = "any() and all() are asked of something other than comparisons"


class Form(StrEnum):
    """The ways to write one computation. They rest on different assumptions."""

    PLAIN = "plain"
    CUT = "cut to one length"
    PAIRS = "added up in pairs"


def as_given(
    term: Term, place: Place, numpy: str, form: Form, types: Types
) -> ast.expr | ast.stmt | None:
    """What takes the place of the original; ``None`` where a form has nothing for it.

    Raises ``Declined`` where types would differ.
    """
    if not term.is_array and place.sink is not Sink.STORE:
        raise Declined(MIXED, place.element)
    match place.sink:
        case Sink.ARRAY:
            return term.node
        case Sink.STORE:
            return _stored(term, place, types)
    if place.sink in DECIDING:
        return _decided(term, place)
    if term.is_mixed:
        raise Declined(MIXED, place.element)
    if place.sink is Sink.BEST:
        return _best(term, place)
    if place.sink in (Sink.SUM, Sink.ADD):
        return _summed(term, place, numpy, form)
    return _listed(term, place.sink)


def counted(mask: ast.expr, place: Place, numpy: str) -> ast.expr | ast.stmt:
    """How many elements meet a condition, or one more for each of them."""
    function = ast.Attribute(ast.Name(numpy, ast.Load()), "count_nonzero", ast.Load())
    found = _called("int", ast.Call(function, [mask], []))
    return found if place.target is None else ast.AugAssign(place.target, ast.Add(), found)


def _listed(term: Term, sink: Sink) -> ast.expr:
    """Elements of Python's own types, or of the array's."""
    if term.kind in PYTHON:
        return _called("tuple", _tolist(term.node)) if sink is Sink.TUPLE else _tolist(term.node)
    if sink in (Sink.LIST, Sink.TUPLE):
        return _called("list" if sink is Sink.LIST else "tuple", term.node)
    return term.node


def _decided(term: Term, place: Place) -> ast.expr:
    """Whether any or all hold; of numbers that is another question than of flags."""
    if term.kind not in (Kind.BOOL, Kind.FLAG):
        raise Declined(NO_FLAG, place.element)
    is_none = place.sink is Sink.NONE
    method = ast.Attribute(term.node, "any" if is_none else place.sink.name.lower(), ast.Load())
    found = ast.Call(method, [], [])
    return ast.UnaryOp(ast.Not(), found) if is_none else _called("bool", found)


def _summed(term: Term, place: Place, numpy: str, form: Form) -> ast.expr | ast.stmt | None:
    """A sum; in the order of the original ``sum`` adds the elements of an array one by one."""
    if form is Form.PAIRS:
        if term.kind not in (Kind.F64, Kind.FLOAT):
            return None
        function = ast.Attribute(ast.Name(numpy, ast.Load()), "sum", ast.Load())
        total: ast.expr = ast.Call(function, [term.node], [])
        if term.kind is Kind.FLOAT:
            total = _called("float", total)
        if place.target is None:
            return total
        return ast.AugAssign(place.target, ast.Add(), total)
    if place.target is None:
        return None if place.is_bare else _called("sum", _listed(term, Sink.SUM))
    if term.kind in PYTHON:
        return None  # from 3.12 on, sum() adds floats more exactly than +=
    started = ast.Call(ast.Name("sum", ast.Load()), [term.node, place.target], [])
    return ast.Assign([place.target], started)


def _best(term: Term, place: Place) -> ast.stmt:
    """The least or greatest, found by Python: of equal ones the first, whatever is not a number."""
    assert place.target is not None
    values = ast.Starred(_listed(term, Sink.SUM), ast.Load())
    all_of_them = ast.List([place.target, values], ast.Load())
    return ast.Assign([place.target], _called(place.extreme, all_of_them))


def _stored(term: Term, place: Place, types: Types) -> ast.stmt:
    """``out[:] = ...``, or in place by an operator."""
    assert place.target is not None
    if term.kind is Kind.ANY and place.operator is not None:
        raise Declined(MIXED, place.element)  # in place the whole array has to take what comes out
    traversal = place.traversal
    is_local = place.filled in types.scope.bindings
    whole = is_local and not traversal.start and not traversal.end
    from_start = place.scan is not None and place.scan.shows_start
    part = ast.Slice(
        ast.Constant(traversal.start) if traversal.start and not from_start else None,
        ast.UnaryOp(ast.USub(), ast.Constant(traversal.end)) if traversal.end else None,
    )
    if place.operator is None:
        return ast.Assign([ast.Subscript(place.target, part, ast.Store())], term.node)
    target = place.target if whole else ast.Subscript(place.target, part, ast.Store())
    return ast.AugAssign(target, place.operator, term.node)


def _tolist(node: ast.expr) -> ast.expr:
    return ast.Call(ast.Attribute(node, "tolist", ast.Load()), [], [])


def _called(function: str, node: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(function, ast.Load()), [node], [])
