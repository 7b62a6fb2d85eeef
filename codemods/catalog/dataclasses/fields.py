"""Work out the fields of a class: which there are, and types for them that are never wrong."""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope
from codemods.facts.types import Known, Own, Type, options, types_in

from .obstacles import all_keys, defaults, late, required
from .shape import Built, Field
from .slots import Slot, Stored
from .world import World

_PLAIN = frozenset("int str float bool bytes None list set frozenset tuple".split())
_CLOSED = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod)  # of ints they are ints


def fields_of(slot: Slot, built: Sequence[Built], home: Facts, world: World) -> tuple[Field, ...]:
    """The fields in the order of the keys; those that may be missing come last."""
    always, found = required(built), []
    for key in all_keys(slot, built):
        default, stored = "", list(slot.values.get(key, []))
        if key not in always:
            missing = next(iter(defaults(slot, key)), ast.Constant(None))
            default = ast.unparse(missing)
            stored.append((missing, None))
        elif key in late(built):
            default = "field(init=False)"
        found.append(Field(key, type_of(stored, built, home, world), default))
    return tuple(found)


def type_of(stored: Sequence[Stored], built: Sequence[Built], home: Facts, world: World) -> str:
    """The type of all that is put into a field, as it can be written above what builds records."""
    line = min(one.node.lineno for one in built if world.facts_of(one.node) is home)
    return _quoted(_type(stored, home, world), line, home)


def _quoted(type_: str, line: int, facts: Facts) -> str:
    """A type in quotes, where it names a class that comes after the line."""
    names = module_scope(facts).names
    classes = [names[one] for one in type_.split(" | ") if isinstance(names.get(one), ast.ClassDef)]
    later = any(getattr(one, "lineno", 0) > line for one in classes)
    return f'"{type_}"' if later else type_


def _type(stored: Sequence[Stored], home: Facts, world: World) -> str:
    """The type of all that is put into a field, where all is known; else ``object``."""
    found = {name for value, op in stored if op is None for name in _names(value, home, world)}
    for value, op in stored:
        if op is not None:
            found |= _changed(found, set(_names(value, home, world)), op)
    if not found or "object" in found:
        return "object"
    return " | ".join(sorted(found - {"None"}) + ["None"] * ("None" in found))


def _changed(old: set[str], new: set[str], op: ast.operator) -> set[str]:
    """What a value of one type becomes where another is added, and the like."""
    both = old | new
    if both <= {"int", "float"} and isinstance(op, _CLOSED):
        return {"float"} if "float" in both else {"int"}
    if both <= {"int", "float"} and isinstance(op, ast.Div):
        return {"float"}
    if isinstance(op, ast.Add) and (both == {"str"} or old == {"list"}):
        return old
    return {"object"}


def _names(value: ast.expr | None, home: Facts, world: World) -> Iterator[str]:
    match value:
        case None:
            yield "object"
        case ast.Constant(value=None):
            yield "None"
        case ast.Constant(value=plain) if value not in world.parents:
            yield type(plain).__name__
        case _:
            facts = world.facts_of(value)
            for one in options(types_in(facts, facts.root(world.statement_of(value))).of(value)):
                own = isinstance(one, Own) and facts is not home
                yield "object" if own else _spelled(one, home)


def _spelled(type_: Type, facts: Facts) -> str:
    if isinstance(type_, Own):
        name = type_.declaration.name
        return name if isinstance(module_scope(facts).names.get(name), ast.ClassDef) else "object"
    name = type_.name.removesuffix("...") if isinstance(type_, Known) else "object"
    known = name in _PLAIN and (name == "None" or facts.is_builtin(name))
    return name if known else "object"
