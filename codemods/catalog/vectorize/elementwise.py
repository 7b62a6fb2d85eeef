"""Translate what is computed for each element into what is computed for all of them at once.

Where the translation gives something else, it says what must hold for that not to happen, or
declines. Measured on 300,000 doubles of all magnitudes, NumPy 2.4: ``+ - * / // %``, ``sqrt``,
``fabs``, ``fmod``, ``degrees`` and ``radians`` give the same bits as Python, a power or any other
function does not. A NumPy function gives the same for an element as for an array.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace

from codemods.facts.liveness import free_name
from codemods.facts.types import Types

from .arithmetic import Arithmetic, of_arrays
from .assumed import Elements
from .calls import Calls
from .intervals import ANYWHERE
from .kinds import PYTHON, Kind
from .numbers import Numbers
from .terms import (
    EXACT_INTS,
    MIXED,
    NOT_NUMBERS,
    UNKNOWN_OPERATION,
    Declined,
    Needs,
    Term,
    is_plain,
    made,
)
from .traversal import Reading, Stream, is_range
from .unreached import note_guarded

_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_NUMPY = frozenset({Kind.F64, Kind.ANY})
_FLOATS = frozenset({Kind.FLOAT, Kind.REAL})


class Elementwise:
    """Translates the expressions of one loop or comprehension."""

    def __init__(
        self,
        traversal: Reading,
        types: Types,
        numpy: str,
        array_of: Callable[[Stream], ast.expr],
        needs: Needs,
        shared: Mapping[int, str],
        takes_floats: bool = False,
    ) -> None:
        """``array_of`` gives the array for a stream; what must hold is added to ``needs``.

        ``shared`` are the names of nodes, by their ids, that stand in several places.
        """
        self._shared = dict(shared)
        self._named: dict[str, Term] = {}
        self._assigned: dict[str, ast.expr] = {}
        self._needs = needs
        self.elements = Elements(types, needs, takes_floats)
        self._numbers = Numbers(types, needs, traversal.rounds)
        self._arithmetic = Arithmetic(needs)
        self._calls = Calls(self.value, self.share, traversal, types, numpy, needs)
        self._traversal = traversal
        self._types = types
        self._numpy = numpy
        self._array_of = array_of

    def statements(self) -> list[ast.stmt]:
        """The assignments of what stands in several places."""
        named = {name: term.node for name, term in self._named.items()} | self._assigned
        return [ast.Assign([ast.Name(name, ast.Store())], node) for name, node in named.items()]

    def assign(self, name: str, node: ast.expr, is_free: bool = False) -> ast.Name:
        """Compute something into a variable, and give that; ``is_free`` says it may be bound."""
        if not is_free:
            name = free_name(self._types.facts, name, [*self._named, *self._shared.values()])
        self._assigned[name] = node
        return ast.Name(name, ast.Load())

    def floats(self, term: Term) -> Term:
        """Take what a sequence holds for floats, where ints would give something else."""
        return self._arithmetic.floats(term)

    def value(self, node: ast.expr) -> Term:
        """The array of the values of an expression. Raises ``Declined``."""
        name = self._shared.get(id(node))
        if name is None or self._traversal.stream(node) is not None:
            return self._value(node)
        if name not in self._named:
            self._named[name] = self._value(node)
        return replace(self._named[name], node=ast.Name(name, ast.Load()))

    def share(self, node: ast.expr) -> None:
        """Compute an expression once, into a variable, where it is not plain and read twice."""
        if not is_plain(node) and self._traversal.stream(node) is None:
            names = [*self._shared.values()]
            self._shared.setdefault(id(node), free_name(self._types.facts, "inner", names))

    def _value(self, node: ast.expr) -> Term:
        stream = self._traversal.stream(node)
        if stream is not None:
            return self._element(stream, node)
        if not self._depends(node):
            return self._numbers.of(node)
        match node:
            case ast.BinOp(left=left, right=right):
                return self._arithmetic.operation(node, self.value(left), self.value(right))
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
                return self._arithmetic.signed(node, sign, self.value(operand))
            case ast.BoolOp(values=values) if not all(map(_is_flag, values)):
                raise Declined(UNKNOWN_OPERATION, node)  # it gives one of its operands
            case ast.Compare() | ast.BoolOp():
                return self.condition(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                note_guarded((body, orelse), self._traversal, self._needs)
                return self._chosen(
                    node, self.condition(test), self.value(body), self.value(orelse)
                )
            case ast.Call():
                return self._calls.of(node)
        raise Declined(UNKNOWN_OPERATION, node)

    def condition(self, node: ast.expr) -> Term:
        """The array of flags that say where a condition holds. Raises ``Declined``."""
        match node:
            case ast.BoolOp(op=op, values=values):
                note_guarded(values[1:], self._traversal, self._needs)
                return self._joined(op, [self._flags(one) for one in values])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self._flags(operand)
                # On elements ``not`` gives a flag of Python, whatever it was given.
                return made(ast.UnaryOp(ast.Invert(), inner.node), Kind.BOOL, inner)
            case ast.Compare():
                return self._comparison(node)
        return self._flags(node)

    def _flags(self, node: ast.expr) -> Term:
        if isinstance(node, (ast.BoolOp, ast.Compare)) or _is_not(node):
            found = self.condition(node)
        else:
            found = self.value(node)
        if not found.is_array:
            raise Declined(UNKNOWN_OPERATION, node)
        if found.kind not in (Kind.BOOL, Kind.FLAG):
            found = self._nonzero(node, found)
        if found.kind is Kind.FLAG:
            self._needs.is_flat = True  # a whole row would have no truth value
        return found

    def _nonzero(self, node: ast.expr, found: Term) -> Term:
        """Where numbers are true; only what is asked whether it is true may be put so."""
        if found.kind not in (Kind.FLOAT, Kind.REAL, Kind.INT, Kind.F64) or found.is_mixed:
            raise Declined(UNKNOWN_OPERATION, node)
        self._needs.operations += 1
        kind = Kind.FLAG if found.kind is Kind.F64 else Kind.BOOL
        return made(ast.Compare(found.node, [ast.NotEq()], [ast.Constant(0)]), kind, found)

    def _joined(self, op: ast.boolop, parts: list[Term]) -> Term:
        operator = ast.BitAnd() if isinstance(op, ast.And) else ast.BitOr()
        joined = parts[0].node
        for one in parts[1:]:
            joined = ast.BinOp(joined, operator, one.node)
        mixed = len({one.kind for one in parts}) > 1
        return Term(joined, parts[0].kind, is_array=True, is_mixed=mixed)

    def _comparison(self, node: ast.Compare) -> Term:
        if not all(isinstance(op, _COMPARISONS) for op in node.ops):
            raise Declined(UNKNOWN_OPERATION, node)
        for one in node.comparators[:-1]:
            self.share(one)
        operands = [node.left, *node.comparators]
        parts = []
        for one, op, other in zip(operands, node.ops, operands[1:], strict=False):
            left, right = self.value(one), self.value(other)  # what stands between, twice
            kind = self._compared(node, (left, one), (right, other))
            parts.append(made(ast.Compare(left.node, [op], [right.node]), kind, left, right))
        if any(not part.is_array for part in parts):
            raise Declined(UNKNOWN_OPERATION, node)
        return parts[0] if len(parts) == 1 else self._joined(ast.And(), parts)

    def _compared(
        self, node: ast.Compare, one: tuple[Term, ast.expr], other: tuple[Term, ast.expr]
    ) -> Kind:
        """What a comparison gives. Python compares ints with floats exactly, arrays do not."""
        (left, _), (right, _) = one, other
        kinds = {left.kind, right.kind}
        self._needs.operations += 1
        if kinds & _NUMPY:
            of_arrays(node, left, right)
            self._needs.is_flat = True  # a whole row would have no truth value
            return Kind.FLAG
        if not kinds <= PYTHON:
            raise Declined(UNKNOWN_OPERATION, node)
        if kinds == {Kind.INT}:
            return Kind.BOOL
        left, right = self._arithmetic.floats(left), self._arithmetic.floats(right)
        for term, operand in ((left, one[1]), (right, other[1])):
            if term.kind is Kind.REAL and term.is_array:
                raise Declined(EXACT_INTS, node)
            if term.kind in (Kind.INT, Kind.REAL) and not term.interval.is_exact:
                self._needs.small[ast.unparse(operand)] = None
        return Kind.BOOL

    def _chosen(self, node: ast.expr, test: Term, body: Term, orelse: Term) -> Term:
        """``numpy.where``: it computes both sides everywhere, and takes no harm from either."""
        body, orelse = self._arithmetic.floats(body), self._arithmetic.floats(orelse)
        kinds = {body.kind, orelse.kind}
        mixed = body.is_mixed or orelse.is_mixed
        if Kind.F64 in kinds and kinds <= {Kind.F64, *_FLOATS, Kind.INT}:
            kind, mixed = Kind.F64, mixed or len(kinds) > 1
        elif kinds <= _FLOATS:
            for one in (body, orelse):
                self._number_must_be_float(node, one)
            kind = Kind.FLOAT
        elif kinds in ({Kind.INT}, {Kind.BOOL}):
            (kind,) = kinds
        else:
            raise Declined(MIXED, node)
        called = self._called("where", test.node, body.node, orelse.node)
        return Term(called, kind, is_array=True, is_mixed=mixed)

    def _number_must_be_float(self, node: ast.expr, term: Term) -> None:
        if term.kind is Kind.REAL:
            if term.is_array:
                raise Declined(MIXED, node)
            self._needs.float_numbers[ast.unparse(term.node)] = None

    def _element(self, stream: Stream, node: ast.expr) -> Term:
        kind = self.elements.kind(stream.source)
        if kind is None:
            raise Declined(NOT_NUMBERS, node)
        interval = self._numbers.of_range(stream.source) if is_range(stream.source) else ANYWHERE
        if kind is Kind.INT and not interval.fits:
            self._needs.integers[ast.unparse(node)] = None
        raw = stream.text if kind is Kind.REAL else ""
        return Term(self._array_of(stream), kind, is_array=True, raw=raw, interval=interval)

    def _depends(self, node: ast.expr) -> bool:
        return any(
            isinstance(one, ast.expr)
            and (
                self._traversal.stream(one) is not None
                or (isinstance(one, ast.Name) and one.id in self._traversal.names)
            )
            for one in ast.walk(node)
        )

    def _called(self, function: str, *arguments: ast.expr) -> ast.expr:
        return ast.Call(self._function(function), list(arguments), [])

    def _function(self, name: str) -> ast.expr:
        return ast.Attribute(ast.Name(self._numpy, ast.Load()), name, ast.Load())


def _is_flag(node: ast.expr) -> bool:
    """Whether an expression gives a flag, and no number that is true or not."""
    if isinstance(node, ast.BoolOp):
        return all(map(_is_flag, node.values))
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).rpartition(".")[2] in ("isnan", "isinf", "isfinite")
    return isinstance(node, ast.Compare) or _is_not(node)


def _is_not(node: ast.expr) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
