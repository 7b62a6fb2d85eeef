"""Read comparisons, arithmetic and formatting."""

import ast
import re
from collections.abc import Iterable

import codemods.verify.inputs.mining.kinds as kinds
from codemods.verify.inputs.mining.calls import follow_operator
from codemods.verify.inputs.mining.named import named
from codemods.verify.inputs.mining.places import (
    Kinds,
    Place,
    Places,
    allow,
    compare,
    flag,
    kinds_of,
    merged,
    of_kind,
    position,
    relate,
    roles,
)
from codemods.verify.inputs.mining.scope import NO_CONSTANT, Scope
from codemods.verify.inputs.mining.told import told_kinds

_OPERATORS: dict[type[ast.operator], Kinds] = {
    ast.Add: kinds.ADDABLE,
    ast.Sub: {"int": 4, "float": 2, "set": 1},
    ast.Mult: kinds.NUMBER,
    ast.Div: kinds.REAL,
    ast.FloorDiv: kinds.INTEGER,
    ast.Mod: {"int": 4, "str": 1, "float": 1},
    ast.Pow: kinds.NUMBER,
    ast.BitAnd: {"int": 3, "set": 2},
    ast.BitOr: {"int": 3, "set": 2, "dict": 1},
    ast.BitXor: {"int": 3, "set": 2},
    ast.LShift: kinds.INTEGER,
    ast.RShift: kinds.INTEGER,
    ast.MatMult: {"array": 1},
}
_DUNDERS: dict[type[ast.operator | ast.cmpop], str] = {
    ast.Add: "__add__",
    ast.Sub: "__sub__",
    ast.Mult: "__mul__",
    ast.BitAnd: "__and__",
    ast.BitOr: "__or__",
    ast.BitXor: "__xor__",
    ast.Eq: "__eq__",
    ast.NotEq: "__eq__",
    ast.Lt: "__lt__",
    ast.LtE: "__le__",
    ast.Gt: "__gt__",
    ast.GtE: "__ge__",
}
_SMALL = (ast.Pow, ast.LShift, ast.RShift)


def read_comparison(node: ast.Compare, scope: Scope) -> Places:
    sides = [node.left, *node.comparators]
    values = [scope.read(side, scope) for side in sides]
    for index, operator in enumerate(node.ops):
        left, right = values[index], values[index + 1]
        if follow_operator(_DUNDERS.get(type(operator), ""), left, right, scope) is not None:
            continue
        constants = scope.constant(sides[index]), scope.constant(sides[index + 1])
        if isinstance(operator, ast.In | ast.NotIn):
            _membership(left, right, constants, node.lineno)
            _objects(left, sides[index + 1], scope)
            if isinstance(constants[1], str):
                scope.fragments.update(dict.fromkeys(constants[1][:4]))
            continue
        _types(sides[index], sides[index + 1], scope)
        _objects(left, sides[index + 1], scope)
        _objects(right, sides[index], scope)
        for places, constant in ((left, constants[1]), (right, constants[0])):
            if constant is not NO_CONSTANT:
                for value in constant if isinstance(constant, tuple) else (constant,):
                    _compare(places, value, constant, node.lineno)
        if NO_CONSTANT in constants and constants[0] is constants[1]:
            relate(left, right)
            _compare_lengths(left, right, f"length:{node.lineno}:{index}")
            if isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
                allow(left, kinds.ORDERED)
                allow(right, kinds.ORDERED)
    return of_kind(bool=5)


def _objects(places: Places, other: ast.expr, scope: Scope) -> None:
    """Note that the values are compared with an object that has a name, or with several."""
    several = other.elts if isinstance(other, ast.Tuple | ast.List | ast.Set) else [other]
    for one in several:
        known = named(one, scope)
        if known is not None:
            compare(places, known, other.lineno)


def _types(left: ast.expr, right: ast.expr, scope: Scope) -> None:
    """Read ``type(x) is C`` as ``isinstance(x, C)``."""
    match left:
        case ast.Call(func=ast.Name(id="type"), args=[of]) if "type" not in scope.names:
            told_kinds(scope.read(of, scope), right, scope)


def _compare_lengths(left: Places, right: Places, name: str) -> None:
    """Note that the lengths of two containers are compared, so that they should often agree."""
    one = [place for first in left for place in first.parts.get("measured", ())]
    other = [place for second in right for place in second.parts.get("measured", ())]
    if one and other:
        flag((*one, *other), name)


def _compare(places: Places, value: object, constant: object, line: int) -> None:
    if isinstance(constant, tuple):
        for index, member in enumerate(constant):
            compare(position(places, index), member, line)
        return
    compare(places, value, line)


def _membership(left: Places, right: Places, constants: tuple[object, object], line: int) -> None:
    member, container = constants
    if isinstance(container, tuple):
        flag(left, "hashed")
        for value in container[:12]:
            compare(left, value, line)
        return
    if isinstance(container, str):
        allow(left, kinds.TEXT)
        for letter in [*container[:4], container]:
            compare(left, letter, line)
        return
    if isinstance(member, str):
        allow(right, {"str": 4, "dict": 3, "list": 2, "set": 2})
        for place in right:
            place.optional.add(member)
            compare(place.part("element"), member, line)
        return
    allow(right, kinds.CONTAINER)
    relate(left, roles(right, "element"))


def combine(left: ast.expr, operator: ast.operator, right: ast.expr, scope: Scope) -> Places:
    """Note that two values are combined by an operator; what the result may be."""
    first, second = scope.read(left, scope), scope.read(right, scope)
    own = follow_operator(_DUNDERS.get(type(operator), ""), first, second, scope)
    if own is not None:
        return own
    constants = scope.constant(left), scope.constant(right)
    if isinstance(operator, ast.Mod) and isinstance(constants[0], str):
        _percent(constants[0], second, right, scope)
        return of_kind(str=5)
    if isinstance(operator, ast.Mult) and isinstance(constants[0], str):
        allow(second, kinds.INTEGER)
        flag(second, "small")
        return of_kind(str=5)
    allowed = _OPERATORS[type(operator)]
    for places, constant in ((first, constants[1]), (second, constants[0])):
        if constant is NO_CONSTANT:
            allow(places, allowed)
            continue
        if isinstance(operator, ast.Add) or isinstance(constant, int | float):
            near = kinds_of(constant)
            allow(places, {**allowed, **near} if isinstance(constant, int | float) else near)
            if "list" in allowed and isinstance(constant, int | float):
                allow(places, kinds.NUMBER)
    if isinstance(operator, _SMALL):
        flag(second, "small")
    if isinstance(operator, ast.Mult) and any("list" in e for p in first for e in p.events):
        flag(second, "small")
    if NO_CONSTANT in constants and constants[0] is constants[1]:
        relate(first, second)
    result = Place(events=[allowed])
    relate((result,), merged(first, second))
    return (result,)


def _percent(text: str, places: Places, node: ast.expr, scope: Scope) -> None:
    """Note what the conversions of a format demand of what is formatted."""
    found = re.findall(r"%[-+ #0]*[\d.*]*([a-zA-Z])", text)
    if isinstance(node, ast.Tuple):
        groups: Iterable[tuple[str, Places]] = zip(
            found, [scope.read(element, scope) for element in node.elts], strict=False
        )
    else:
        groups = [(found[0], places)] if len(found) == 1 else []
    for conversion, inner in groups:
        if conversion in "diouxXcb":
            allow(inner, kinds.INTEGER)
        elif conversion in "eEfFgG":
            allow(inner, kinds.REAL)


def read_formatted(node: ast.FormattedValue, scope: Scope) -> None:
    places = scope.read(node.value, scope)
    if isinstance(node.format_spec, ast.JoinedStr):
        text = ast.unparse(node.format_spec)
        if re.search(r"[.,]\d*[feg%]|\.\d+f|,['\"}]", text):
            allow(places, kinds.REAL)
        elif re.search(r"\d[dxXob]['\"]", text):
            allow(places, kinds.INTEGER)


def read_unary(operation: ast.unaryop, places: Places) -> Places:
    match operation:
        case ast.Not():
            flag(places, "truth")
            return of_kind(bool=5)
        case ast.Invert():
            allow(places, kinds.INTEGER)
        case _:
            allow(places, kinds.NUMBER)
    return places
