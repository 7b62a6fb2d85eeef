"""Tell the types of what operators give."""

import ast

from codemods.facts.types.arrays import is_array
from codemods.facts.types.arrays import operated as array_operated
from codemods.facts.types.model import BOOL, FLOAT, INT, STR, UNKNOWN, Known, Type, either

_NUMBERS = ("bool", "int", "float")


def operated(left: Type, op: ast.operator, right: Type) -> Type:
    """What an operator gives for two values, where both types are known."""
    if not isinstance(left, Known) or not isinstance(right, Known):
        return UNKNOWN
    if is_array(left) or is_array(right):
        return array_operated(left, op, right)
    names = {left.name, right.name}
    if names <= set(_NUMBERS):
        return _number(names, op)
    if isinstance(op, ast.Add) and left.name == right.name:
        if left.name in ("str", "bytes"):
            return left
        if left.name in ("list", "tuple..."):
            return Known(left.name, (either((*left.arguments, *right.arguments)),))
    if isinstance(op, ast.Mod) and left == STR:
        return STR
    if isinstance(op, ast.Mult) and right.name in ("int", "bool") and left.name in ("str", "list"):
        return left
    return UNKNOWN


def _number(names: set[str], op: ast.operator) -> Type:
    if isinstance(op, (ast.BitAnd, ast.BitOr, ast.BitXor)):
        return UNKNOWN if "float" in names else BOOL if names == {"bool"} else INT
    if isinstance(op, ast.Pow):
        return UNKNOWN  # an int, a float or a complex number: it depends on the values
    if isinstance(op, ast.Div):
        return FLOAT
    return FLOAT if "float" in names else INT
