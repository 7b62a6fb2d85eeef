"""Tell why records can't become objects: what is done with them, or how they are built."""

import ast
import keyword
import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from .displays import calls, spread_of
from .flavors import Flavor, is_of_models
from .missing import is_awaited
from .presence import is_present
from .shape import Built, Field
from .slots import Reason, Slot, Use
from .tables import DYNAMIC, HANDED_ON, MIXED
from .world import World

SHAPES = "the places that build it do not all give it the same keys"
ORDERS = "the places that build it do not give its keys in one order, and that can be seen"
MISSING = "a key is not among those that the dict is built with"
NO_FIELD = "a key can't be the name of a field"
COPIES = "it is copied, and some keys are put into it after it is built"
NOT_PLAIN = "the whole dict is used, and it may hold more than text and numbers"
CALLS = "it is copied before something is called that may change it"
LATE = "a key is put into it after it is built, and models check what they are built of"
TWICE = "a key is given twice to a call"
# A field of such a name would hide the type from the fields after it.
_TYPES = frozenset({"int", "str", "float", "bool", "bytes", "object"})
_OF_ONE_KEY = frozenset({"load", "store", "change", "get", "contains"})
_ADDING = frozenset({"store", "update"})
_WHOLE = frozenset({"copy", "dump", "each", "keywords", "spread", "text", "update"})
_CHANGING = _ADDING | {"change"}


def keys_used(use: Use) -> tuple[str, ...]:
    """The keys that a use names."""
    if use.kind in _OF_ONE_KEY:
        return (use.key,)
    return use.keys if use.kind in ("keys", "update", "spread") else ()


def obstacle(slot: Slot, built: Sequence[Built], world: World) -> Reason | None:
    """The reason against a record, and what is to blame."""
    if slot.escapes or slot.whole:
        return (slot.escapes or slot.whole)[0]
    if slot.is_container:
        return (slot.dynamic or [(DYNAMIC, built[0].node)])[0]
    if slot.is_mixed:
        return MIXED, built[0].node
    if slot.gets_false and (whole := [use for use in slot.uses if use.kind in _WHOLE]):
        return MIXED, whole[0].node
    return next(_against(slot, built, world), None)


def _against(slot: Slot, built: Sequence[Built], world: World) -> Iterator[Reason]:
    every, always = all_keys(slot, built), required(built)
    blamed = built[min(1, len(built) - 1)].node
    if not always or _is_mixed(built) or not _is_chain(built):
        yield SHAPES, blamed
    if not all(map(can_be_field, every)):
        yield NO_FIELD, built[0].node
    for use in slot.uses:
        for key in keys_used(use):
            if key not in every:
                if use.kind != "contains":
                    yield MISSING, use.node
            elif key not in always and not _copes(slot, use, key, world):
                yield (SHAPES, blamed) if len(built) > 1 else (MISSING, use.node)
        if use.kind == "keywords" and set(use.keys) & set(every):
            yield TWICE, use.node
        if use.kind == "keywords" and not _are_named(use.node, every, world):
            yield HANDED_ON, use.node
        if use.kind in ("dump", "each", "text", "keywords"):
            optional = set(every) - set(always)
            if optional and (use.kind == "keywords" or not _are_nothing(slot, optional)):
                yield SHAPES, blamed
            if _is_order_seen(use, slot, built, world):
                yield ORDERS, blamed
        if use.kind in ("copy", "spread") and late(built):
            yield COPIES, use.node
        if use.kind == "spread" and _may_change_it(use, slot):
            yield CALLS, use.node
    if slot.compared and len(always) < len(every):
        yield SHAPES, blamed
    for key in every:
        if key not in always and any(
            use.kind == "get" and use.key == key and not isinstance(use.default, ast.Constant)
            for use in slot.uses
        ):
            yield SHAPES, blamed
        if key not in always and len({ast.dump(one) for one in defaults(slot, key)}) > 1:
            yield SHAPES, blamed


def _are_named(call: ast.AST, keys: Sequence[str], world: World) -> bool:
    """Whether all that a call may mean names such parameters, and none just collects them."""
    match call:
        case ast.Call(func=ast.Attribute(attr="format")):
            return True
    takes = world.common.takes.get(call, [])
    return bool(takes) and all(names.issuperset(keys) for names in takes)


def _may_change_it(use: Use, slot: Slot) -> bool:
    """Whether what is called for a new value may change the record that is copied before."""
    found = spread_of(use.node) if isinstance(use.node, ast.expr) else None
    called = found is not None and any(calls(value) for _, value in found[1])
    return called and any(one.kind in _CHANGING for one in slot.uses)


def _copes(slot: Slot, use: Use, key: str, world: World) -> bool:
    """Whether a use may do the same where a key that may be missing is ``None`` instead."""
    if use.kind == "contains":
        return _are_nothing(slot, {key})
    if use.kind in ("load", "change") and not is_present(use.node, key, world):
        return not is_awaited(use.node, world)
    return use.kind in ("load", "change", "get", "spread", "keys", *_ADDING)


def _are_nothing(slot: Slot, keys: Set[str]) -> bool:
    """Whether keys that are missing give ``None``, and nothing else, where they are asked for."""
    return all(one.value is None for key in keys for one in defaults(slot, key))


def _is_order_seen(use: Use, slot: Slot, built: Sequence[Built], world: World) -> bool:
    """Whether it shows that some records have their keys in another order than the class."""
    if _is_sorted(use.node, world):
        return False
    every, always = all_keys(slot, built), required(built)
    if any(tuple(key for key in every if key in one.keys) != one.keys for one in built):
        return True
    added = {key for one in slot.uses if one.kind in _ADDING for key in keys_used(one)}
    return len(every) > len(always) + 1 and bool(added - set(always))


def _is_sorted(node: ast.AST, world: World) -> bool:
    """Whether it is written by ``json.dumps(..., sort_keys=True)``, alone or in displays."""
    while isinstance(world.parents[node], (ast.Dict, ast.List, ast.Tuple)):
        node = world.parents[node]
    call = world.parents[node]
    return isinstance(call, ast.Call) and any(
        one.arg == "sort_keys" and isinstance(one.value, ast.Constant) and one.value.value is True
        for one in call.keywords
    )


def _is_mixed(built: Sequence[Built]) -> bool:
    """Whether one place stores a key after another one gives it to the class."""
    given = {key for one in built for key in one.keys if key not in late([one])}
    return bool(given & late(built))


def _is_chain(built: Sequence[Built]) -> bool:
    """Whether of any two places one gives all keys of the other: the rest may be missing."""
    keys = sorted((set(one.keys) for one in built), key=len)
    return all(few <= many for few, many in pairwise(keys))


def by_type(slot: Slot, fields: Sequence[Field]) -> Reason | None:
    """The reason that lies in what the fields may hold."""
    missing = any(field.is_optional for field in fields)
    if (hiding := _hiding(fields)) is not None:
        return NO_FIELD, (slot.values[hiding][0][0] or slot.sites[0])
    if missing or not all(field.is_plain for field in fields):
        for use in slot.uses:
            if use.kind == "text" or (use.kind == "dump" and not isinstance(use.node, ast.Name)):
                return NOT_PLAIN, use.node
    return None


def _hiding(fields: Sequence[Field]) -> str | None:
    """A field whose default hides a name that a field after it needs."""
    hidden: set[str] = set()
    for field in fields:
        if found := hidden & set(re.findall(r"\w+", f"{field.type} {field.default}")):
            return min(found)
        hidden |= {field.name} if field.default else set()
    return None


def by_flavor(built: Sequence[Built], fields: Sequence[Field], flavor: Flavor) -> Reason | None:
    """The reason that lies in what the class is."""
    if flavor.checks and late(built):
        return LATE, built[0].node
    if flavor.checks and any(is_of_models(field.name) for field in fields):
        return NO_FIELD, built[0].node
    return None


def required(built: Sequence[Built]) -> tuple[str, ...]:
    """The keys that every record has from the start, in the order of the first."""
    return tuple(key for key in built[0].keys if all(key in one.keys for one in built))


def all_keys(slot: Slot, built: Sequence[Built]) -> tuple[str, ...]:
    """The keys that records may have: those that all have first."""
    given = [key for one in built for key in one.keys]
    added = [key for use in slot.uses if use.kind in _ADDING for key in keys_used(use)]
    return tuple(dict.fromkeys((*required(built), *given, *added)))


def late(built: Sequence[Built]) -> frozenset[str]:
    """The keys that are stored behind a display, and can't go into it."""
    return frozenset(more.key for one in built for more in one.later if not more.folded)


def defaults(slot: Slot, key: str) -> list[ast.Constant]:
    """What is got for a key that is not there."""
    found = [use.default for use in slot.uses if use.kind == "get" and use.key == key]
    return [one for one in found if isinstance(one, ast.Constant)]


def can_be_field(key: str) -> bool:
    """Whether a key can be the name of a field, and hides no type from the fields after it."""
    plain = key.isascii() and key.isidentifier() and not keyword.iskeyword(key)
    return plain and not key.startswith("__") and key not in _TYPES
