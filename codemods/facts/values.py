"""Tell what is known about the values of an expression, as far as a negation depends on it."""

import ast
from functools import cached_property

from codemods.facts.file import FUNCTIONS, Facts
from codemods.facts.names import bindings
from codemods.facts.walking import walk

# Libraries whose objects give ``==`` and ``!=`` a meaning of their own: arrays, query expressions.
OVERLOADING = frozenset(
    """awkward cudf cupy cvxpy dask django duckdb geopandas ibis jax modin mongoengine numpy
    odmantic ormar pandas peewee polars pony pyarrow pypika pyspark sqlalchemy sqlmodel sympy
    tensorflow tinydb torch tortoise xarray z3""".split()
)
_FAMILIES = {"int": "int", "bool": "int", "str": "str"}
_RESULTS = {"len": "int", "int": "int", "ord": "int", "id": "int", "hash": "int", "str": "str"}


def values_in(facts: Facts, root: ast.AST) -> "Values":
    """The one ``Values`` of this root."""
    return facts.once("values", root, lambda: Values(facts, root))


class Values:
    """Questions about the values in one function (or one statement outside of any)."""

    def __init__(self, facts: Facts, root: ast.AST) -> None:
        self._facts = facts
        self._root = root
        self._asked: set[str] = set()

    def inverts_equality(self, node: ast.Compare) -> bool:
        """Whether ``a != b`` is the opposite of ``a == b`` here."""
        return self.equality_obstacle(node) is None

    def equality_obstacle(self, node: ast.Compare) -> str | None:
        """Why ``a != b`` might not be the opposite of ``a == b`` here, or ``None`` where it is."""
        inequality = self._facts.inequality
        libraries = self._facts.imported_modules & OVERLOADING
        if not inequality and not libraries:
            return None
        sides = (node.left, *node.comparators)
        if all(isinstance(side, ast.Constant) or self._family(side) for side in sides):
            return None
        if inequality:
            return f"a class defines __ne__ at {inequality}"
        return f"an operand may be an array or a query expression of {min(libraries)}"

    def inverts_order(self, node: ast.Compare) -> bool:
        """Whether both sides are known ints, or both known strings, which are totally ordered."""
        families = {self._family(side) for side in (node.left, *node.comparators)}
        return len(families) == 1 and None not in families

    def _family(self, node: ast.expr) -> str | None:
        match node:
            case ast.Constant(value=value):
                return _FAMILIES.get(type(value).__name__)
            case ast.JoinedStr():
                return "str"
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                return "int" if self._family(operand) == "int" else None
            case ast.Call(func=ast.Name(id=name), keywords=[]) if name in _RESULTS:
                return _RESULTS[name] if self._facts.is_builtin(name) else None
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.FloorDiv() | ast.Mod()):
                sides = {self._family(node.left), self._family(node.right)}
                return "int" if sides == {"int"} else None
            case ast.Name(id=name):
                return self._bound(name)
        return None

    def _bound(self, name: str) -> str | None:
        """The family of a local name or parameter, where all that binds it is of that family."""
        if name in self._asked or not isinstance(self._root, FUNCTIONS):
            return None
        self._asked.add(name)
        try:
            families = {self._binding_family(binder) for binder in self._binders.get(name, [])}
        finally:
            self._asked.discard(name)
        return families.pop() if len(families) == 1 else None

    @cached_property
    def _binders(self) -> dict[str, list[ast.AST]]:
        found: dict[str, list[ast.AST]] = {}
        for name, node in bindings(self._root):
            found.setdefault(name, []).append(node)
        return found

    @cached_property
    def _sources(self) -> dict[ast.AST, ast.expr | str]:
        """For names bound by simple statements: the bound expression, or the family itself."""
        found: dict[ast.AST, ast.expr | str] = {}
        for node in walk(self._root):
            match node:
                case ast.Assign(targets=[ast.Name() as target], value=value):
                    found[target] = value
                case ast.AugAssign(
                    target=ast.Name() as target, op=ast.Add() | ast.Sub() | ast.Mult(), value=value
                ):
                    # An int stays one: strings would need a string on the right.
                    found[target] = value
                case ast.For(target=ast.Name() as target, iter=ast.Call(func=ast.Name(id="range"))):
                    found[target] = self._builtin("range", "int")
                case ast.For(
                    target=ast.Tuple(elts=[ast.Name() as target, *_]),
                    iter=ast.Call(func=ast.Name(id="enumerate"), args=[_], keywords=[]),
                ):
                    found[target] = self._builtin("enumerate", "int")
        return found

    def _builtin(self, name: str, family: str) -> str:
        return family if self._facts.is_builtin(name) else ""

    def _binding_family(self, binder: ast.AST) -> str | None:
        if isinstance(binder, ast.arg):
            return self._annotated(binder)
        source = self._sources.get(binder)
        if isinstance(source, str):
            return source or None
        return None if source is None else self._family(source)

    def _annotated(self, parameter: ast.arg) -> str | None:
        """The family that a parameter of this very function states."""
        assert isinstance(self._root, FUNCTIONS)
        arguments = self._root.args
        if parameter not in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            return None
        match parameter.annotation:
            case ast.Name(id=name) if name in _FAMILIES and self._facts.is_builtin(name):
                return _FAMILIES[name]
        return None
