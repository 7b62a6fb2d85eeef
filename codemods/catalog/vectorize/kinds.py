"""Say what kind of numbers expressions give, one at a time and as the elements of an array."""

import ast
from enum import Enum

from codemods.facts.types import UNKNOWN, Known, Type, Types, options
from codemods.facts.types.dtypes import OTHER

from .traversal import is_range

_NUMBERS = {"float": "REAL", "int": "INT", "bool": "INT", "float64": "F64"}
_LISTS = frozenset({"list", "tuple", "tuple...", "Sequence", "MutableSequence"})
_MATH = frozenset({"math.pi", "math.e", "math.tau", "math.inf", "math.nan"})


class Kind(Enum):
    """What a value is. The first four are Python's own, the others come out of arrays.

    What is declared as ``float`` may be an int: PEP 484 allows it.
    """

    FLOAT = "float"
    REAL = "float or int"
    INT = "int"
    BOOL = "bool"
    F64 = "numpy.float64"
    ANY = "some number of an array"
    FLAG = "numpy.bool"


PYTHON = frozenset({Kind.FLOAT, Kind.REAL, Kind.INT, Kind.BOOL})


def element_kind(source: ast.expr, types: Types) -> Kind | None:
    """What the elements of a sequence are, if they are numbers; arrays have kinds of their own."""
    if is_range(source):
        return Kind.INT
    if isinstance(source, ast.Name) and not keeps_its_type(source.id, types):
        return None
    found = {_element(one, types) for one in options(types.of(source))}
    return found.pop() if len(found) == 1 else None


def keeps_its_type(name: str, types: Types) -> bool:
    """Whether what is declared with a type is bound to nothing else later, against its type."""
    bindings = types.scope.bindings.get(name, [])
    declared = [one for one in bindings if one.annotation is not None]
    later = [one for one in bindings if one.annotation is None]
    if not declared:
        return True
    return all(
        one.value is not None
        and not one.path
        and one.operator is None
        and types.of(one.value) == types.name(name)
        for one in later
    )


def _element(type_: Type, types: Types) -> Kind | None:
    if not isinstance(type_, Known):
        return None
    if type_.name == "ndarray":
        return Kind.F64 if type_.arguments == (Known("float64"),) else Kind.ANY
    if type_.name not in _LISTS:
        return None
    kinds = {scalar_kind(one) for inner in type_.arguments for one in options(inner)}
    if kinds == {Kind.REAL, Kind.INT}:
        return Kind.REAL
    return kinds.pop() if len(kinds) == 1 and not kinds & {Kind.F64, Kind.ANY} else None


def is_array(source: ast.expr, types: Types) -> bool:
    return all(
        isinstance(one, Known) and one.name == "ndarray" for one in options(types.of(source))
    )


def is_other(source: ast.expr, types: Types) -> bool:
    """Whether the elements of an array are surely of another type than float64."""
    return any(
        isinstance(one, Known) and OTHER in one.arguments for one in options(types.of(source))
    )


def is_declared(source: ast.expr, types: Types) -> bool:
    """Whether an annotation says something of a name, although not what is understood here."""
    bindings = types.scope.bindings.get(source.id, []) if isinstance(source, ast.Name) else []
    annotations = [one.annotation for one in bindings if one.annotation is not None]
    return any(types.declarations.annotations.read(one) == UNKNOWN for one in annotations)


def is_unknown(source: ast.expr, types: Types) -> bool:
    """Whether nothing is known of a sequence, or of its elements."""
    return any(
        one == UNKNOWN or (isinstance(one, Known) and one.name in _LISTS and _is_bare(one))
        for one in options(types.of(source))
    )


def _is_bare(type_: Known) -> bool:
    return any(one == UNKNOWN for inner in type_.arguments for one in options(inner))


def scalar_kind(type_: Type) -> Kind | None:
    """What a number is; ``None`` where it is none, or may be none."""
    kinds = {
        Kind[_NUMBERS[one.name]] if isinstance(one, Known) and one.name in _NUMBERS else None
        for one in options(type_)
    }
    if kinds == {Kind.REAL, Kind.INT}:
        return Kind.REAL
    return kinds.pop() if len(kinds) == 1 else None


def is_constant_of_math(node: ast.expr, types: Types) -> bool:
    return types.declarations.annotations.origin(node) in _MATH
