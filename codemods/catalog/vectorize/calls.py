"""Translate calls of functions that have a counterpart on arrays."""

import ast
from collections.abc import Callable
from dataclasses import replace

from codemods.facts.types import Types

from .arithmetic import Arithmetic, of_arrays
from .functions import BOUNDED, EXACT, FLAGS, INEXACT, OF_TWO, UFUNC_FLAGS, UFUNCS
from .intervals import ANYWHERE, Interval
from .kinds import Kind
from .terms import CALL, CALLS, Declined, Needs, Term, made
from .traversal import Reading, Stream


class Calls:
    """Translates the calls of one loop or comprehension."""

    def __init__(
        self,
        value: Callable[[ast.expr], Term],
        share: Callable[[ast.expr], None],
        traversal: Reading,
        types: Types,
        numpy: str,
        needs: Needs,
    ) -> None:
        """``value`` translates an argument; what must hold is added to ``needs``.

        ``share`` sees to it that an argument is computed once, however often it is read.
        """
        self.value = value
        self._share = share
        self._needs = needs
        self._arithmetic = Arithmetic(needs)
        self._traversal = traversal
        self._types = types
        self._numpy = numpy

    def of(self, node: ast.Call) -> Term:
        """The array of what a call gives. Raises ``Declined``."""
        if node.keywords or any(isinstance(one, ast.Starred) for one in node.args):
            raise Declined(CALLS, node)
        origin = self._origin(node.func)
        match origin, node.args:
            case "abs", [argument]:
                return self._arithmetic.absolute(node, self.value(argument), self._function("abs"))
            case "float", [argument]:
                return self._as_float(node, argument)
            case ("min" | "max"), [one, other]:
                self._share(one)
                self._share(other)
                self._needs.operations += CALL
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
        if len(arguments) != 1 + (origin in OF_TWO):
            raise Declined(CALLS, node)
        for one, argument in zip(arguments, node.args, strict=True):
            if one.kind is Kind.REAL and not one.raw and one.is_array:
                raise Declined(CALLS, node)
            if one.kind in (Kind.INT, Kind.REAL) and not one.raw and not one.interval.is_exact:
                self._needs.small[ast.unparse(argument)] = None
        if origin == "math.pow":
            # Powers of ints would be ints.
            arguments = [self._as_floats(one) for one in arguments]
        self._needs.operations += CALL
        if Kind.F64 in {one.kind for one in arguments}:
            self._needs.is_flat = True  # a row is no number
        text = ast.unparse(node)
        if origin in INEXACT:
            self._needs.digits[text] = None
        interval = _note_limits(origin, arguments[0].interval, text, self._needs)
        kind = Kind.BOOL if origin in FLAGS else Kind.FLOAT
        called = self._called(function, *(one.node for one in arguments))
        return replace(made(called, kind, *arguments), interval=interval)

    def _as_floats(self, term: Term) -> Term:
        if term.kind is not Kind.INT or not term.is_array:
            return term
        astype = ast.Attribute(term.node, "astype", ast.Load())
        converted = ast.Call(astype, [ast.Name("float", ast.Load())], [])
        return replace(term, node=converted, kind=Kind.FLOAT)

    def _of_numpy(self, node: ast.Call, origin: str, arguments: list[Term]) -> Term:
        if len(arguments) != (UFUNCS | UFUNC_FLAGS)[origin]:
            raise Declined(CALLS, node)
        if any(one.kind in (Kind.BOOL, Kind.FLAG) for one in arguments):
            raise Declined(CALLS, node)
        if any(one.kind in (Kind.INT, Kind.REAL) and not one.raw for one in arguments):
            raise Declined(CALLS, node)
        self._needs.operations += CALL
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


def _note_limits(origin: str, argument: Interval, text: str, needs: Needs) -> Interval:
    """Add to ``needs`` what a function of ``math`` is not defined for, and give where it lies."""
    if origin in BOUNDED and argument.is_finite:
        return Interval(-2, 2)
    if origin in INEXACT or origin in ("math.degrees", "math.radians"):
        needs.finite[text] = None
    is_root = origin == "math.sqrt" and argument.low >= 0
    if not is_root and (origin in INEXACT or origin in ("math.sqrt", "math.fmod")):
        needs.domain[text] = None
    return Interval(0, max(argument.high, 1)) if is_root else ANYWHERE
