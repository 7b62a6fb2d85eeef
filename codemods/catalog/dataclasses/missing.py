"""Tell what rests on a key that is missing being as good as one that holds ``None``.

A field is always there: where a record lacks the key, the field holds what ``get`` gave for it. A
read that raised ``KeyError`` gives that now, and a ``None`` that was stored looks like nothing.
"""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts.file import FUNCTIONS
from codemods.facts.types import Known, Own, options, types_in

from .presence import is_present, is_something
from .shape import Field
from .slots import Slot, Use
from .world import World

# Those that a ``KeyError`` is.
_CAUGHT = ("KeyError", "LookupError", "Exception", "BaseException")
_READING = ("load", "change")
_WHOLE = ("dump", "each", "text")


def leans(slot: Slot, optional: Sequence[str], world: World) -> Iterator[str]:
    """What is said of each key that may be missing, and is not sure to mean the same."""
    for key in optional:
        unguarded = [use.node for use in slot.uses if _is_unguarded(use, key, world)]
        told = any(_tells(use, key) for use in slot.uses)
        stored = [value for value, op in slot.values.get(key, ()) if op is None] if told else []
        nothing = [one for one in stored if not is_sure(one, world)]
        said = [
            *(f"read without a test in {one}" for one in _places(unguarded, world)),
            *(f"perhaps None from {one}" for one in _places(nothing, world)),
        ]
        if said:
            yield f"`{key}`: {', '.join(said)}"


def compared(slot: Slot, fields: Sequence[Field], world: World) -> str:
    """Where records are compared that may hold what is not equal to itself.

    A dict takes what is the same object for equal; a dataclass does that before Python 3.13 alone.
    """
    exact = all(field.is_plain and "float" not in field.type for field in fields)
    return ", ".join(_places(slot.compared, world)) if slot.compared and not exact else ""


def _is_unguarded(use: Use, key: str, world: World) -> bool:
    if use.kind == "keys":
        return key in use.keys
    return use.kind in _READING and use.key == key and not is_present(use.node, key, world)


def is_awaited(node: ast.AST, world: World) -> bool:
    """Whether a handler around waits for the error that a missing key raises."""
    child = node
    while not isinstance(child, (*FUNCTIONS, ast.Module)):
        parent = world.parents[child]
        match parent:
            case ast.Try(body=body, handlers=handlers) | ast.TryStar(body=body, handlers=handlers):
                if child in body and any(_catches(handler.type) for handler in handlers):
                    return True
            case ast.With(body=body) | ast.AsyncWith(body=body) if child in body:
                return True  # which may swallow it
        child = parent
    return False


def _catches(type_: ast.expr | None) -> bool:
    if isinstance(type_, ast.Tuple):
        return any(map(_catches, type_.elts))
    return not isinstance(type_, ast.Name) or type_.id in _CAUGHT


def _tells(use: Use, key: str) -> bool:
    """Whether a use tells a key that is missing from one that holds ``None``."""
    return use.kind in _WHOLE or (use.kind == "contains" and use.key == key)


def is_sure(value: ast.expr | None, world: World) -> bool:
    """Whether a value surely is not ``None``."""
    if value is None:
        return False
    facts = world.facts_of(value)
    types = options(types_in(facts, facts.root(world.statement_of(value))).of(value))
    known = all(isinstance(one, (Own, Known)) and str(one) != "None" for one in types)
    return (known and bool(types)) or is_something(value, world)


def _places(nodes: Sequence[ast.AST | None], world: World) -> list[str]:
    """The functions that nodes stand in, once each."""
    names = []
    for node in nodes:
        facts = world.facts_of(node) if node is not None else None
        name = facts.qualname(world.statement_of(node)) if facts and node else ""
        names.append(f"`{name}`" if name else "a module")
    return list(dict.fromkeys(names))
