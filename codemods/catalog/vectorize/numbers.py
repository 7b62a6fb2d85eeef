"""Translate what is the same for all elements: numbers that are computed once."""

import ast
import math
from dataclasses import replace

from codemods.facts.types import UNKNOWN, Types

from .intervals import ANYWHERE, MOST, Interval, operated
from .kinds import Kind, is_array, is_constant_of_math, keeps_its_type, scalar_kind
from .terms import (
    CALLS,
    EXACT_INTS,
    NOT_NUMBERS,
    UNKNOWN_OPERATION,
    Declined,
    Needs,
    Term,
)
from .traversal import is_dotted

_SMALL = ("pi", "e", "tau")
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult)
_DIVISIONS = (ast.Div, ast.FloorDiv, ast.Mod)


class Numbers:
    """Tells what numbers in one function are. What must hold is added to ``needs``."""

    def __init__(self, types: Types, needs: Needs, rounds: str) -> None:
        """``rounds`` is the number of rounds of the loop, as text, if it has one."""
        self._types = types
        self._needs = needs
        self._rounds = rounds

    def of(self, node: ast.expr) -> Term:
        """A number that is the same for all elements, and may now be computed without any."""
        found = self._of(node)
        if ast.unparse(node) == self._rounds and found.kind is Kind.INT:
            return replace(found, interval=Interval(1, MOST))  # where there is a round at all
        return found

    def _reads_rounds(self, node: ast.expr) -> bool:
        """Whether what is known of a number is known only where there is a round."""
        return bool(self._rounds) and any(
            isinstance(one, ast.expr) and ast.unparse(one) == self._rounds for one in ast.walk(node)
        )

    def _of(self, node: ast.expr) -> Term:
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                if type(value) is int and abs(value) > 2**53:
                    raise Declined(EXACT_INTS, node)
                kind = Kind.INT if type(value) is int else Kind.FLOAT
                interval = Interval(value, value) if math.isfinite(value) else ANYWHERE
                return Term(node, kind, interval=interval)
            case ast.Attribute(value=array, attr="size") if is_array(array, self._types):
                return Term(node, Kind.INT, interval=Interval(0, MOST))
            case ast.Name() | ast.Attribute():
                return self._variable(node)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.of(operand)
                return Term(node, inner.kind, interval=-inner.interval)
            case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _ARITHMETIC):
                one, other = self.of(left), self.of(right)
                interval = operated(op, one.interval, other.interval)
                return Term(node, _least({one.kind, other.kind}), interval=interval)
            case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _DIVISIONS):
                one, other = self.of(left), self.of(right)
                if not other.interval.is_nonzero or self._reads_rounds(right):
                    self._needs.once[ast.unparse(node)] = None
                kinds = {one.kind, other.kind}
                exact = isinstance(op, ast.Div) or Kind.FLOAT in kinds
                interval = operated(op, one.interval, other.interval)
                return Term(node, Kind.FLOAT if exact else _least(kinds), interval=interval)
            case ast.Call(func=ast.Name(id="len"), args=[argument], keywords=[]):
                if self._types.facts.is_builtin("len") and is_dotted(argument):
                    return Term(node, Kind.INT, interval=Interval(0, MOST))
            case ast.Subscript(
                value=ast.Attribute(value=array, attr="shape"), slice=ast.Constant(value=0)
            ) if is_array(array, self._types):
                return Term(node, Kind.INT, interval=Interval(0, MOST))
        raise Declined(CALLS if isinstance(node, ast.Call) else UNKNOWN_OPERATION, node)

    def of_range(self, numbers: ast.expr) -> Interval:
        """Where the numbers of a range lie. Raises ``Declined``."""
        assert isinstance(numbers, ast.Call)
        found = [self._end(one) for one in numbers.args]
        match found:
            case [stop]:
                return Interval(0, min(max(stop.high, 0), MOST))
            case [start, stop]:
                return Interval(start.low, min(max(stop.high, start.low), start.high + MOST))
            case [start, stop, step] if step.is_nonzero:
                far = operated(ast.Mult(), Interval(0, MOST), step)
                low, high = min(start.low, stop.low), max(start.high, stop.high)
                return Interval(max(low, start.low + far.low), min(high, start.high + far.high))
        raise Declined(UNKNOWN_OPERATION, numbers)

    def _end(self, node: ast.expr) -> Interval:
        found = self._of(node)
        if found.kind is not Kind.INT:
            raise Declined(NOT_NUMBERS, node)
        return found.interval

    def _variable(self, node: ast.expr) -> Term:
        if is_constant_of_math(node, self._types):
            is_small = ast.unparse(node).rpartition(".")[2] in _SMALL
            return Term(node, Kind.FLOAT, interval=Interval(2, 7) if is_small else ANYWHERE)
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
