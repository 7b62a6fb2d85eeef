"""Tell what is known about the values of an expression, as far as a negation depends on it."""

import ast

from codemods.facts.file import FUNCTIONS, Facts
from codemods.facts.names import bindings

# Libraries whose objects give ``==`` and ``!=`` a meaning of their own: arrays, query expressions.
OVERLOADING = frozenset(
    """awkward cudf cupy cvxpy dask django duckdb geopandas ibis jax modin mongoengine numpy
    odmantic ormar pandas peewee polars pony pyarrow pypika pyspark sqlalchemy sqlmodel sympy
    tensorflow tinydb torch tortoise xarray z3""".split()
)
_FAMILIES = {"int": "int", "bool": "int", "str": "str"}
_RESULTS = {"len": "int", "int": "int", "ord": "int", "id": "int", "hash": "int", "str": "str"}


class Values:
    """Questions about the values in one function (or one statement outside of any)."""

    def __init__(self, facts: Facts, root: ast.AST) -> None:
        self._facts = facts
        self._root = root

    def inverts_equality(self, node: ast.Compare) -> bool:
        """Whether ``a != b`` is the opposite of ``a == b`` here."""
        return self.equality_obstacle(node) is None

    def equality_obstacle(self, node: ast.Compare) -> str | None:
        """Why ``a != b`` might not be the opposite of ``a == b`` here, or ``None`` where it is."""
        sides = (node.left, *node.comparators)
        if all(isinstance(side, ast.Constant) or self._family(side) for side in sides):
            return None
        if self._facts.project.inequality:
            return f"a class defines __ne__ at {self._facts.project.inequality}"
        if libraries := self._facts.imported_modules & OVERLOADING:
            return f"an operand may be an array or a query expression of {min(libraries)}"
        return None

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
                return None if name in self._facts.bound_names else _RESULTS[name]
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.FloorDiv() | ast.Mod()):
                sides = {self._family(node.left), self._family(node.right)}
                return "int" if sides == {"int"} else None
            case ast.Name(id=name):
                return self._annotated(name)
        return None

    def _annotated(self, name: str) -> str | None:
        """The type of a parameter that states it and that its function never binds again."""
        if not isinstance(self._root, FUNCTIONS):
            return None
        arguments = self._root.args
        parameters = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        binders = [node for bound, node in bindings(self._root) if bound == name]
        match binders:
            case [ast.arg(annotation=ast.Name(id=annotation)) as parameter]:
                return _FAMILIES.get(annotation) if parameter in parameters else None
        return None
