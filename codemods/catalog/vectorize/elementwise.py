"""Translate what is computed for each element into what is computed for all of them at once.

Where the translation gives something else, it says what must hold for that not to happen, or
declines. Measured on 300,000 doubles of all magnitudes, NumPy 2.4: ``+ - * / // %``, ``sqrt``,
``fabs``, ``fmod``, ``degrees`` and ``radians`` give the same bits as Python, a power or any other
function does not. A NumPy function gives the same for an element as for an array.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace

from codemods.facts.types import Types

from .arithmetic import Arithmetic, of_arrays
from .functions import EXACT, FLAGS, INEXACT, UFUNC_FLAGS, UFUNCS
from .kinds import PYTHON, Kind, element_kind
from .numbers import Numbers
from .terms import (
    CALLS,
    EXACT_INTS,
    MIXED,
    NOT_NUMBERS,
    UNKNOWN_OPERATION,
    Declined,
    Needs,
    Term,
    made,
)
from .traversal import Stream, Traversal

_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_NUMPY = frozenset({Kind.F64, Kind.ANY})
_FLOATS = frozenset({Kind.FLOAT, Kind.REAL})


class Elementwise:
    """Translates the expressions of one loop or comprehension."""

    def __init__(
        self,
        traversal: Traversal,
        types: Types,
        numpy: str,
        array_of: Callable[[Stream], ast.expr],
        needs: Needs,
        shared: Mapping[int, str],
    ) -> None:
        """``array_of`` gives the array for a stream; what must hold is added to ``needs``.

        ``shared`` are the names of nodes, by their ids, that stand in several places.
        """
        self._shared = shared
        self._named: dict[str, Term] = {}
        self._needs = needs
        self._numbers = Numbers(types, needs)
        self._arithmetic = Arithmetic(needs)
        self._traversal = traversal
        self._types = types
        self._numpy = numpy
        self._array_of = array_of

    def statements(self) -> list[ast.stmt]:
        """The assignments of what stands in several places."""
        return [
            ast.Assign([ast.Name(name, ast.Store())], term.node)
            for name, term in self._named.items()
        ]

    def value(self, node: ast.expr) -> Term:
        """The array of the values of an expression. Raises ``Declined``."""
        name = self._shared.get(id(node))
        if name is None or self._traversal.stream(node) is not None:
            return self._value(node)
        if name not in self._named:
            self._named[name] = self._value(node)
        return replace(self._named[name], node=ast.Name(name, ast.Load()))

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
            case ast.Compare() | ast.BoolOp():
                return self.condition(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self._chosen(
                    node, self.condition(test), self.value(body), self.value(orelse)
                )
            case ast.Call():
                return self._call(node)
        raise Declined(UNKNOWN_OPERATION, node)

    def condition(self, node: ast.expr) -> Term:
        """The array of flags that say where a condition holds. Raises ``Declined``."""
        match node:
            case ast.BoolOp(op=op, values=values):
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
        if found.kind not in (Kind.BOOL, Kind.FLAG) or not found.is_array:
            raise Declined(UNKNOWN_OPERATION, node)
        return found

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
        if any(not _is_plain(one) for one in node.comparators[:-1]):
            raise Declined(UNKNOWN_OPERATION, node)  # it would be computed twice
        sides = [self.value(one) for one in (node.left, *node.comparators)]
        parts = []
        for left, op, right in zip(sides, node.ops, sides[1:], strict=False):
            kind = self._compared(node, left, right)
            parts.append(made(ast.Compare(left.node, [op], [right.node]), kind, left, right))
        if any(not part.is_array for part in parts):
            raise Declined(UNKNOWN_OPERATION, node)
        return parts[0] if len(parts) == 1 else self._joined(ast.And(), parts)

    def _compared(self, node: ast.Compare, left: Term, right: Term) -> Kind:
        kinds = {left.kind, right.kind}
        self._needs.operations += 1
        if kinds & _NUMPY:
            of_arrays(node, left, right)
            self._needs.is_flat = True  # a whole row would have no truth value
            return Kind.FLAG
        if not kinds <= PYTHON:
            raise Declined(UNKNOWN_OPERATION, node)
        left, right = self._arithmetic.floats(left), self._arithmetic.floats(right)
        arrays = {one.kind for one in (left, right) if one.is_array}
        if Kind.REAL in arrays or (Kind.INT in arrays and kinds & _FLOATS):
            raise Declined(EXACT_INTS, node)
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
        kind = element_kind(stream.source, self._types)
        if kind is None:
            raise Declined(NOT_NUMBERS, node)
        if kind is Kind.INT:
            self._needs.integers[ast.unparse(node)] = None
        raw = stream.text if kind is Kind.REAL else ""
        return Term(self._array_of(stream), kind, is_array=True, raw=raw)

    def _depends(self, node: ast.expr) -> bool:
        return any(
            isinstance(one, ast.expr)
            and (
                self._traversal.stream(one) is not None
                or (isinstance(one, ast.Name) and one.id in self._traversal.names)
            )
            for one in ast.walk(node)
        )

    def _call(self, node: ast.Call) -> Term:
        if node.keywords or any(isinstance(one, ast.Starred) for one in node.args):
            raise Declined(CALLS, node)
        origin = self._origin(node.func)
        match origin, node.args:
            case "abs", [argument]:
                return self._arithmetic.absolute(node, self.value(argument), self._function("abs"))
            case "float", [argument]:
                return self._as_float(node, argument)
            case ("min" | "max"), [one, other] if _is_plain(one) and _is_plain(other):
                # The second of two only where it is really less, or more: so it is for NaN.
                op = ast.Lt() if origin == "min" else ast.Gt()
                test = ast.copy_location(ast.Compare(other, [op], [one]), node)
                return self.value(ast.copy_location(ast.IfExp(test, other, one), node))
        arguments = [self.value(one) for one in node.args]
        if origin in EXACT or origin in INEXACT:
            return self._of_math(node, origin, arguments)
        if origin in UFUNCS or origin in UFUNC_FLAGS:
            return self._of_numpy(node, origin, arguments)
        raise Declined(CALLS, node)

    def _origin(self, function: ast.expr) -> str:
        match function:
            case ast.Name(id=name) if self._types.facts.is_builtin(name):
                if name in ("abs", "float", "min", "max"):
                    return name
        return self._types.declarations.annotations.origin(function)

    def _as_float(self, node: ast.expr, argument: ast.expr) -> Term:
        """``float()`` makes Python's own of what arrays hold; there it is one already."""
        inner, stream = self.value(argument), self._traversal.stream(argument)
        if inner.kind is Kind.ANY and stream is not None:
            return self._real_as_float(stream, inner)
        if inner.kind is Kind.F64 and inner.is_array:
            self._needs.operations += 1
            self._needs.is_flat = True  # a row is no number
        if inner.raw or inner.kind in (Kind.FLOAT, Kind.F64):
            return Term(inner.node, Kind.FLOAT, is_array=inner.is_array)
        raise Declined(CALLS, node)

    def _real_as_float(self, stream: Stream, inner: Term) -> Term:
        """``astype(float)`` rounds ints as ``float()`` does; it takes more than real numbers."""
        self._needs.operations += 1
        self._needs.is_flat = True
        self._needs.reals[ast.unparse(stream.source)] = None
        method = ast.Attribute(inner.node, "astype", ast.Load())
        made = ast.Call(method, [ast.Name("float", ast.Load())], [])
        return Term(made, Kind.FLOAT, is_array=True)

    def _of_math(self, node: ast.Call, origin: str, arguments: list[Term]) -> Term:
        """A function of ``math`` takes numbers of any kind and gives a float of Python."""
        function = EXACT.get(origin) or INEXACT[origin]
        if any(one.kind is Kind.ANY or one.kind in (Kind.BOOL, Kind.FLAG) for one in arguments):
            raise Declined(CALLS, node)
        for one in arguments:
            if one.kind in (Kind.INT, Kind.REAL) and not one.raw:
                raise Declined(CALLS, node)
        self._needs.operations += 2
        if Kind.F64 in {one.kind for one in arguments}:
            self._needs.is_flat = True  # a row is no number
        text = ast.unparse(node)
        if origin in INEXACT:
            self._needs.digits[text] = None
        kind = Kind.BOOL if origin in FLAGS else Kind.FLOAT
        if origin in INEXACT or origin in ("math.degrees", "math.radians"):
            self._needs.finite[text] = None
        if origin in INEXACT or origin in ("math.sqrt", "math.fmod"):
            self._needs.domain[text] = None
        return made(self._called(function, *(one.node for one in arguments)), kind, *arguments)

    def _of_numpy(self, node: ast.Call, origin: str, arguments: list[Term]) -> Term:
        if len(arguments) != (UFUNCS | UFUNC_FLAGS)[origin]:
            raise Declined(CALLS, node)
        if any(one.kind in (Kind.BOOL, Kind.FLAG) for one in arguments):
            raise Declined(CALLS, node)
        if any(one.kind in (Kind.INT, Kind.REAL) and not one.raw for one in arguments):
            raise Declined(CALLS, node)
        self._needs.operations += 3
        arguments = list(map(self._arithmetic.floats, arguments))
        kind = of_arrays(node, *arguments)
        if origin in UFUNC_FLAGS:
            kind = Kind.FLAG
        rebuilt = ast.Call(node.func, [one.node for one in arguments], [])
        return made(rebuilt, kind, *arguments)

    def _called(self, function: str, *arguments: ast.expr) -> ast.expr:
        return ast.Call(self._function(function), list(arguments), [])

    def _function(self, name: str) -> ast.expr:
        return ast.Attribute(ast.Name(self._numpy, ast.Load()), name, ast.Load())


def _is_not(node: ast.expr) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _is_plain(node: ast.expr) -> bool:
    """Whether an expression may be written twice."""
    match node:
        case ast.Name() | ast.Constant() | ast.Attribute():
            return True
        case ast.Subscript(value=ast.Name()):
            return True
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
            return True
    return False
