"""Tell the types of what containers give when they are iterated, unpacked and indexed."""

import ast
from collections.abc import Callable

from codemods.facts.types.model import (
    BYTES,
    INT,
    STR,
    UNKNOWN,
    Form,
    Known,
    Own,
    Type,
    either,
    options,
)

_ITERABLES = frozenset(
    """list set frozenset deque tuple... Sequence MutableSequence Set MutableSet Collection
    Iterable Iterator Generator Reversible KeysView ValuesView Counter dict Mapping MutableMapping
    defaultdict OrderedDict""".split()
)
_SLICED = frozenset(
    {"list", "tuple...", "str", "bytes", "range", "ndarray", "Sequence", "MutableSequence"}
)
_SEQUENCES = frozenset({"list", "tuple...", "Sequence", "MutableSequence", "deque"})
MAPPINGS = frozenset({"dict", "Mapping", "MutableMapping", "defaultdict", "OrderedDict", "Counter"})


def element(type_: Type, index: int | None = None) -> Type:
    """The type of the elements, or of that with this index where the container is unpacked."""
    return either(_element(one, index) for one in options(type_))


def _element(type_: Type, index: int | None) -> Type:
    if isinstance(type_, Own):
        fields = list(type_.declaration.fields.values())
        if type_.declaration.form is not Form.NAMED_TUPLE or not fields:
            return UNKNOWN
        return either(fields) if index is None else _at(fields, index)
    if not isinstance(type_, Known):
        return UNKNOWN
    if type_.name == "tuple":
        return either(type_.arguments) if index is None else _at(type_.arguments, index)
    if type_.name == "ItemsView":
        return Known("tuple", type_.arguments) if index is None else UNKNOWN
    if type_.name == "str":
        return STR
    if type_.name in ("range", "bytes"):
        return INT
    if type_.name in _ITERABLES and type_.arguments:
        return type_.arguments[0]
    return UNKNOWN


def _at(types: "list[Type] | tuple[Type, ...]", index: int) -> Type:
    return types[index] if -len(types) <= index < len(types) else UNKNOWN


def item(type_: Type, key: ast.expr, of: Callable[[ast.expr], Type]) -> Type:
    """The type of what ``container[key]`` gives."""
    return either(_item(one, key, of) for one in options(type_))


def _item(type_: Type, key: ast.expr, of: Callable[[ast.expr], Type]) -> Type:
    if isinstance(type_, Own):
        return _field(type_, key)
    if not isinstance(type_, Known):
        return UNKNOWN
    if type_.name == "ndarray" and isinstance(key, ast.Tuple):
        return type_ if any(isinstance(one, ast.Slice) for one in key.elts) else UNKNOWN
    if isinstance(key, ast.Slice):
        if type_.name == "tuple":
            return Known("tuple...", (either(type_.arguments),))
        return type_ if type_.name in _SLICED else UNKNOWN
    if type_.name in MAPPINGS - {"Counter"} and len(type_.arguments) == 2:
        return type_.arguments[1]
    if type_.name == "tuple":
        index = _index(key)
        return either(type_.arguments) if index is None else _at(type_.arguments, index)
    whole = all(one in (INT, Known("bool")) for one in options(of(key)))
    if not whole:
        return UNKNOWN
    if type_ in (STR, BYTES):
        return STR if type_ == STR else INT
    return type_.arguments[0] if type_.name in _SEQUENCES and type_.arguments else UNKNOWN


def _field(type_: Own, key: ast.expr) -> Type:
    fields = type_.declaration.fields
    match type_.declaration.form, key:
        case Form.TYPED_DICT, ast.Constant(value=str(name)):
            return fields.get(name, UNKNOWN)
        case Form.NAMED_TUPLE, _:
            index = _index(key)
            return UNKNOWN if index is None else _at(list(fields.values()), index)
    return UNKNOWN


def _index(key: ast.expr) -> int | None:
    match key:
        case ast.Constant(value=int(index)):
            return index
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(index))):
            return -index
    return None
