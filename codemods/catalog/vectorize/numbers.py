"""Translate what is the same for all elements: numbers that are computed once."""

import ast

from codemods.facts.types import UNKNOWN, Types

from .kinds import Kind, is_array, is_constant_of_math, keeps_its_type, scalar_kind
from .terms import (
    CALLS,
    EXACT_INTS,
    NOT_NUMBERS,
    UNKNOWN_OPERATION,
    Declined,
    Needs,
    Term,
    is_nonzero,
)

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult)
_DIVISIONS = (ast.Div, ast.FloorDiv, ast.Mod)


class Numbers:
    """Tells what numbers in one function are. What must hold is added to ``needs``."""

    def __init__(self, types: Types, needs: Needs) -> None:
        self._types = types
        self._needs = needs

    def of(self, node: ast.expr) -> Term:
        """A number that is the same for all elements, and may now be computed without any."""
        match node:
            case ast.Constant(value=value) if type(value) in (int, float):
                if type(value) is int and abs(value) > 2**53:
                    raise Declined(EXACT_INTS, node)
                return Term(node, Kind.INT if type(value) is int else Kind.FLOAT)
            case ast.Name() | ast.Attribute():
                return self._variable(node)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.of(operand)
                return Term(node, inner.kind)
            case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _ARITHMETIC):
                kinds = {self.of(left).kind, self.of(right).kind}
                return Term(node, _least(kinds))
            case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _DIVISIONS):
                one, other = self.of(left), self.of(right)
                if not is_nonzero(right):
                    self._needs.once[ast.unparse(node)] = None
                kinds = {one.kind, other.kind}
                exact = isinstance(op, ast.Div) or Kind.FLOAT in kinds
                return Term(node, Kind.FLOAT if exact else _least(kinds))
            case ast.Call(func=ast.Name(id="len"), args=[ast.Name()], keywords=[]):
                if self._types.facts.is_builtin("len"):
                    return Term(node, Kind.INT)
        raise Declined(CALLS if isinstance(node, ast.Call) else UNKNOWN_OPERATION, node)

    def _variable(self, node: ast.expr) -> Term:
        if is_constant_of_math(node, self._types):
            return Term(node, Kind.FLOAT)
        found = self._types.of(node)
        kind = scalar_kind(found)
        if isinstance(node, ast.Name) and not keeps_its_type(node.id, self._types):
            kind, found = None, UNKNOWN
        if kind is None:
            if str(found) != "?" or is_array(node, self._types):
                raise Declined(NOT_NUMBERS, node)
            self._needs.numbers[ast.unparse(node)] = None
            kind = Kind.REAL
        elif isinstance(node, ast.Attribute) and str(found) == "?":
            self._needs.numbers[ast.unparse(node)] = None
        return Term(node, kind)


def _least(kinds: set[Kind]) -> Kind:
    if Kind.FLOAT in kinds:
        return Kind.FLOAT
    return Kind.INT if kinds == {Kind.INT} else Kind.REAL
