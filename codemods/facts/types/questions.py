"""Answer what rewrites ask about types, each with a few words that say why, or ``None``."""

import ast
from collections.abc import Collection, Sequence

from codemods.facts.types.elements import MAPPINGS
from codemods.facts.types.infer import Types
from codemods.facts.types.model import BOOL, INT, STR, Form, Known, Never, Own, Type, options

# Values of these never change, equal themselves, and have a hash that agrees with ``==``.
_KEYS = frozenset("int bool str bytes None date datetime timedelta time UUID".split())
_RE_ITERABLE = frozenset(
    """list tuple tuple... set frozenset dict str bytes range deque defaultdict OrderedDict Counter
    Sequence MutableSequence Set MutableSet Mapping MutableMapping KeysView ValuesView ItemsView
    Collection""".split()
)
# What can be indexed and keeps its order; iterating it runs no code of the user.
SEQUENCES = frozenset("list tuple tuple... Sequence MutableSequence deque".split())
_SLICED = frozenset("str bytes list tuple tuple...".split())
_TEXT = frozenset("lower upper strip lstrip rstrip casefold title capitalize".split())
_VIEWS = frozenset({"keys", "values", "items"})


def hashable_key(type_: Type) -> bool:
    """Whether all values can be keys: each has a hash that agrees with ``==``, and equals itself.

    Values of float and Decimal may be NaN, which a dict finds though it does not equal itself.
    """
    return bool(options(type_)) and all(map(_hashable, options(type_)))


def hashable_member(type_: Type) -> bool:
    """Whether ``in`` finds the same values in a set as in a list.

    That is so of floats as well: a list also finds the very same NaN, and no other.
    """
    numbers = {"float", "complex"}
    return all(
        hashable_key(one) or (isinstance(one, Known) and one.name in numbers)
        for one in options(type_)
    )


def _hashable(type_: Type) -> bool:
    if isinstance(type_, Never):
        return True
    if isinstance(type_, Known):
        if type_.name in ("tuple", "tuple...", "frozenset"):
            return all(map(hashable_key, type_.arguments))
        return type_.name in _KEYS
    if not isinstance(type_, Own) or not type_.declaration.is_closed:
        return False
    declaration = type_.declaration
    if declaration.defines & {"__eq__", "__hash__", "__ne__"}:
        return False
    if declaration.form in (Form.ENUM, Form.PLAIN):
        return True  # the same object or another one
    if declaration.form in (Form.FROZEN, Form.NAMED_TUPLE):
        return all(map(hashable_key, declaration.fields.values()))
    return False


_UNHASHABLE = frozenset("list dict set bytearray deque defaultdict OrderedDict Counter".split())


def has_unhashable(type_: Type) -> bool:
    """Whether some of the values surely have no hash."""
    return any(map(_is_unhashable, options(type_)))


def _is_unhashable(type_: Type) -> bool:
    if isinstance(type_, Known):
        return type_.name in _UNHASHABLE or (
            type_.name in ("tuple", "tuple...") and any(map(has_unhashable, type_.arguments))
        )
    if not isinstance(type_, Own) or not type_.declaration.is_closed:
        return False
    form, defines = type_.declaration.form, type_.declaration.defines
    if "__hash__" in defines:
        return False
    return form in (Form.DATACLASS, Form.TYPED_DICT) or "__eq__" in defines


def re_iterable(type_: Type) -> bool:
    """Whether each loop over a value begins anew."""
    return all(isinstance(one, Known) and one.name in _RE_ITERABLE for one in options(type_))


def ends(type_: Type) -> bool:
    """Whether values are surely iterators, which the first loop over them uses up."""
    names = ("Iterator", "Generator")
    found = options(type_)
    return bool(found) and all(isinstance(one, Known) and one.name in names for one in found)


def is_sequence(type_: Type) -> bool:
    """Whether values are sequences, which keep their elements in order."""
    return all(isinstance(one, Known) and one.name in SEQUENCES for one in options(type_))


def reads_safely(node: ast.expr, types: Types, there: Collection[str] = ()) -> bool:
    """Whether evaluating this name, attribute or item of a bound name can neither raise nor act.

    ``there`` are the texts of items that surely are there.
    """
    match node:
        case ast.Constant() | ast.Name():
            return True
        case ast.Attribute(value=value, attr=attr):
            return reads_safely(value, types, there) and all(
                isinstance(one, Own)
                and one.declaration.is_closed
                and one.declaration.form is not Form.TYPED_DICT
                and attr in one.declaration.fields
                for one in options(types.of(value))
            )
        case ast.Subscript(value=value, slice=ast.Slice(lower, upper, step=None)):
            bounds = all(one is None or types.of(one) == INT for one in (lower, upper))
            sliced = {getattr(one, "name", "") for one in options(types.of(value))}
            return bounds and sliced <= _SLICED and reads_safely(value, types, there)
        case ast.Subscript(value=value, slice=key):
            known = ast.unparse(node) in there if there else False
            return reads_safely(value, types, there) and (
                known or all(_has_item(one, key) for one in options(types.of(value)))
            )
        case ast.Tuple(elts=elements):
            return all(reads_safely(one, types, there) for one in elements)
        case ast.Call(func=ast.Attribute(value=value, attr=attr), args=[], keywords=[]):
            names = {getattr(one, "name", "") for one in options(types.of(value))}
            known = (names == {"str"} and attr in _TEXT) or (names <= MAPPINGS and attr in _VIEWS)
            return known and reads_safely(value, types, there)
        case ast.Call(
            func=ast.Attribute(value=value, attr="get"), args=[ast.Constant()], keywords=[]
        ):
            named = {getattr(one, "name", "") for one in options(types.of(value))}
            return named <= MAPPINGS and reads_safely(value, types, there)
        case ast.Call(func=ast.Name(id="str" | "len" as name), args=[value], keywords=[]):
            named = {getattr(one, "name", "") for one in options(types.of(value))}
            safe = named <= (_KEYS if name == "str" else _RE_ITERABLE - {"Collection"})
            return safe and types.facts.is_builtin(name) and reads_safely(value, types, there)
        case ast.BinOp(left=left, op=op, right=right):
            sides = types.of(left), types.of(right)
            divides = isinstance(op, (ast.Mod, ast.FloorDiv)) and _is_number(right)
            counts = divides or isinstance(op, (ast.Add, ast.Sub, ast.Mult))
            numbers = set(sides) <= {INT, BOOL} and counts
            texts = set(sides) == {STR} and isinstance(op, ast.Add)
            reads = reads_safely(left, types, there) and reads_safely(right, types, there)
            return reads and (numbers or texts)
        case ast.JoinedStr(values=values):
            return all(_formats_safely(one, types, there) for one in values)
    return False


def _is_number(node: ast.expr) -> bool:
    """Whether an expression is a number that is not zero."""
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value != 0


def _formats_safely(node: ast.expr, types: Types, there: Collection[str]) -> bool:
    """Whether a part of an f-string, without a format of its own, turns into a text."""
    match node:
        case ast.FormattedValue(value=value, format_spec=None):
            named = {getattr(one, "name", "") for one in options(types.of(value))}
            return named <= _KEYS and reads_safely(value, types, there)
    return isinstance(node, ast.Constant)


def unpacks_safely(type_: Type, names: Sequence[str]) -> bool:
    """Whether unpacking a value into this many names can neither raise nor act."""
    return all(_has_length(one, len(names)) for one in options(type_))


def _has_length(type_: Type, length: int) -> bool:
    match type_:
        case Own(declaration):
            plain = declaration.is_closed and "__iter__" not in declaration.defines
            named = declaration.form is Form.NAMED_TUPLE and plain
            return named and len(declaration.fields) == length
        case Known("tuple", arguments):
            return len(arguments) == length
    return False


def _has_item(type_: Type, key: ast.expr) -> bool:
    match type_, key:
        case Own(declaration), ast.Constant(value=str(name)):
            return declaration.form is Form.TYPED_DICT and name in declaration.fields
        case Known("tuple", arguments), ast.Constant(value=int(index)):
            return -len(arguments) <= index < len(arguments)
    return False
