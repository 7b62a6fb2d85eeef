"""Say what arithmetic gives, in Python for one element and in NumPy for all of them."""

import ast

from .intervals import Interval, operated
from .kinds import PYTHON, Kind
from .terms import (
    CALL,
    EXACT_INTS,
    MIXED,
    POWERS,
    UNKNOWN_OPERATION,
    Declined,
    Needs,
    Term,
    made,
)

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult)
_DIVISIONS = (ast.Div, ast.FloorDiv, ast.Mod)
_NUMPY = frozenset({Kind.F64, Kind.ANY})


class Arithmetic:
    """Makes terms of terms. What must hold for both to be the same is added to ``needs``."""

    def __init__(self, needs: Needs) -> None:
        self._needs = needs

    def floats(self, term: Term) -> Term:
        """Take what a sequence holds for floats, where ints would give something else."""
        if not term.raw:
            return term
        self._needs.floats[term.raw] = None
        return Term(term.node, Kind.FLOAT, is_array=True)

    def operation(self, node: ast.BinOp, left: Term, right: Term) -> Term:
        self._needs.operations += 1
        op = node.op
        if isinstance(op, ast.Pow):
            self._needs.operations += CALL - 1
            return self._power(node, left, right)
        if not isinstance(op, (*_ARITHMETIC, *_DIVISIONS)):
            raise Declined(UNKNOWN_OPERATION, node)
        kinds = {left.kind, right.kind}
        interval = operated(op, left.interval, right.interval)
        if kinds & _NUMPY:
            kind = of_arrays(node, left, right)
        elif isinstance(op, _ARITHMETIC):
            kind = self._of_numbers(node, left, right, interval)
        else:
            kind = self._divided(node, left, op, right)
        if kind in (Kind.FLOAT, Kind.REAL) and not interval.is_finite:
            self._needs.finite[ast.unparse(node)] = None
        both = left.is_mixed and right.is_mixed
        one_sided = any(
            one.is_mixed and other.kind in PYTHON for one, other in ((left, right), (right, left))
        )
        joined = ast.BinOp(left.node, op, right.node)
        return Term(joined, kind, is_array=True, is_mixed=both or one_sided, interval=interval)

    def _of_numbers(self, node: ast.expr, left: Term, right: Term, interval: Interval) -> Kind:
        kinds = {left.kind, right.kind}
        if not kinds <= {Kind.FLOAT, Kind.REAL, Kind.INT}:
            raise Declined(UNKNOWN_OPERATION, node)
        if Kind.FLOAT in kinds:
            return Kind.FLOAT  # an int becomes the same float in both worlds
        if Kind.FLOAT in (self.floats(left).kind, self.floats(right).kind):
            return Kind.FLOAT
        if not interval.fits:
            self._needs.integers[ast.unparse(node)] = None
        return Kind.INT if kinds == {Kind.INT} else Kind.REAL

    def _divided(self, node: ast.BinOp, left: Term, op: ast.operator, right: Term) -> Kind:
        if not right.interval.is_nonzero:
            self._needs.domain[ast.unparse(node)] = None
        if Kind.FLOAT not in (left.kind, right.kind):
            left, right = self.floats(left), self.floats(right)
        kinds = {left.kind, right.kind}
        if Kind.FLOAT in kinds and kinds <= {Kind.FLOAT, Kind.REAL, Kind.INT}:
            return Kind.FLOAT
        if kinds == {Kind.INT} and not isinstance(op, ast.Div) and right.interval.is_nonzero:
            if not left.interval.fits:
                self._needs.integers[ast.unparse(node)] = None
            return Kind.INT
        if kinds == {Kind.INT} and isinstance(op, ast.Div):
            for term, operand in ((left, node.left), (right, node.right)):
                if not term.interval.is_exact:
                    self._needs.small[ast.unparse(operand)] = None
            return Kind.FLOAT  # both are floats as well
        raise Declined(EXACT_INTS, node)

    def _power(self, node: ast.BinOp, left: Term, right: Term) -> Term:
        """Powers of floats, and to floats; of ints only to a few exponents."""
        if not left.is_array and not right.is_array:
            raise Declined(POWERS, node)
        left, right = self.floats(left), self.floats(right)
        kinds = {left.kind, right.kind}
        joined = ast.BinOp(left.node, ast.Pow(), right.node)
        if Kind.F64 in kinds:
            kind = of_arrays(node, left, right)
            self._needs.digits[ast.unparse(node)] = None
            return made(joined, kind, left, right)
        is_small = not right.is_array and 0 <= right.interval.low <= right.interval.high <= 3
        if kinds == {Kind.INT} and is_small:
            self._needs.integers[ast.unparse(node)] = None
            return made(joined, Kind.INT, left)
        for term, operand in ((left, node.left), (right, node.right)):
            self._must_be_exact(node, term, operand)
        if not kinds & {Kind.FLOAT, Kind.REAL}:
            raise Declined(POWERS, node)
        text = ast.unparse(node)
        needs = self._needs
        needs.digits[text] = needs.domain[text] = needs.finite[text] = None
        return made(joined, Kind.FLOAT, left, right)

    def _must_be_exact(self, node: ast.expr, term: Term, operand: ast.expr) -> None:
        """Where one of two is a float, the other one may be an int that is exact as a float."""
        if term.kind is Kind.REAL:
            if term.is_array:
                raise Declined(POWERS, node)
            self._needs.float_numbers[ast.unparse(operand)] = None
        elif term.kind is Kind.INT and not term.interval.is_exact:
            self._needs.small[ast.unparse(operand)] = None
        elif term.kind not in (Kind.FLOAT, Kind.INT):
            raise Declined(POWERS, node)

    def signed(self, node: ast.expr, sign: ast.unaryop, inner: Term) -> Term:
        inner = self._operand(node, inner)
        interval = -inner.interval if isinstance(sign, ast.USub) else inner.interval
        return self._like(ast.UnaryOp(sign, inner.node), inner, interval)

    def absolute(self, node: ast.expr, inner: Term, function: ast.expr) -> Term:
        inner = self._operand(node, inner)
        return self._like(ast.Call(function, [inner.node], []), inner, inner.interval.absolute())

    def _operand(self, node: ast.expr, inner: Term) -> Term:
        """The one operand of an operation that gives a number of the same kind."""
        if inner.kind not in (Kind.FLOAT, Kind.REAL, Kind.INT, *_NUMPY):
            raise Declined(UNKNOWN_OPERATION, node)
        self._needs.operations += 1
        inner = self.floats(inner)
        if inner.kind in (Kind.INT, Kind.REAL) and not inner.interval.fits:
            self._needs.integers[ast.unparse(node)] = None
        return inner

    def _like(self, node: ast.expr, inner: Term, interval: Interval) -> Term:
        return Term(node, inner.kind, is_array=True, is_mixed=inner.is_mixed, interval=interval)


def of_arrays(node: ast.expr, *terms: Term) -> Kind:
    """Elements of arrays follow the rules of arrays, also with numbers of Python (NEP 50).

    A float of Python takes the type of an element, which an array of floats would not.
    """
    kinds = {one.kind for one in terms}
    if not kinds <= {Kind.F64, Kind.ANY, *PYTHON}:
        raise Declined(UNKNOWN_OPERATION, node)
    if Kind.ANY not in kinds:
        return Kind.F64
    if any(one.is_array and one.kind in PYTHON for one in terms):
        raise Declined(MIXED, node)
    return Kind.ANY
