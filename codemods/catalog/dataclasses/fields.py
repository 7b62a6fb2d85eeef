"""Work out the fields of a class: which there are, and types for them that are never wrong."""

import ast
import re
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope
from codemods.facts.types import UNKNOWN, Known, Own, Type, options, types_in

from .obstacles import all_keys, defaults, late, required
from .parameters import given_to, is_known, parameter_of
from .replaced import alternatives
from .shape import Built, Field
from .slots import Slot, Stored
from .world import World

_PLAIN = frozenset("int str float bool bytes None list set frozenset tuple".split())
# Containers, with what they hold.
_HOLDING = {
    "list": "list[Any]",
    "set": "set[Any]",
    "frozenset": "frozenset[Any]",
    "tuple": "tuple[Any, ...]",
}
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
        types = Types(home, world, closed=bool(slot.public))
        found.append(Field(key, type_of(stored, built, types, slot.field(key)), default))
    return tuple(found)


def type_of(stored: Sequence[Stored], built: Sequence[Built], types: "Types", held: Slot) -> str:
    """The type of all that is put into a field, as it can be written above what builds records."""
    home = types.home
    lines = (one.node.lineno for one in built if types.world.facts_of(one.node) is home)
    line = min(lines, default=0)  # a module of its own has nothing else
    return quoted(types.of(stored, held), line, home)


def quoted(type_: str, line: int, facts: Facts) -> str:
    """A type in quotes, where it names a class that comes after the line."""
    names = module_scope(facts).names
    classes = [
        names[one] for one in re.findall(r"\w+", type_) if isinstance(names.get(one), ast.ClassDef)
    ]
    later = any(getattr(one, "lineno", 0) > line for one in classes)
    return f'"{type_}"' if later else type_


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


class Types:
    """What values are, as their file tells, and the calls that give them to functions.

    ``closed`` tells that nothing but these files calls public functions. Types are spelled as
    ``home`` can.
    """

    def __init__(self, home: Facts, world: World, closed: bool) -> None:
        self.home = home
        self.world = world
        self._closed = closed

    def of(self, stored: Sequence[Stored], held: Slot) -> str:
        """The type of all that is put into a slot, where all is known; else ``object``."""
        found = {name for value, op in stored if op is None for name in self._names(value)}
        for value, op in stored:
            if op is not None:
                found |= _changed(found, set(self._names(value)), op)
        if not found or "object" in found:
            return "object"
        named = sorted(self._whole(one, held) for one in found - {"None"})
        return " | ".join(named + ["None"] * ("None" in found))

    def of_parameter(self, parameter: ast.arg, held: Slot) -> str:
        """The type of a parameter of which all is known; else ``object``."""
        if not is_known(parameter, self.world, self._closed):
            return "object"
        return self.of([(one, None) for one in given_to(parameter, self.world)], held)

    def _whole(self, name: str, held: Slot) -> str:
        """A type with what it holds: instances of one class of the file, or ``Any``."""
        if name not in _HOLDING:
            return name
        element = held.element() if held.find().is_container else Slot()
        names = {one.name for one in element.classes}
        mixed = element.foreign or element.sites or element.gets_none or element.is_container
        classes = module_scope(self.home).names
        if len(names) == 1 and not mixed and classes.get(*names) in element.classes:
            return _HOLDING[name].replace("Any", min(names))
        return _HOLDING[name]

    def _part(self, value: ast.expr, sure: bool, seen: tuple[ast.arg, ...]) -> Iterator[str]:
        """The types of what a value may be, and is not ``None`` where that is ``sure``."""
        yield from (name for name in self._names(value, seen) if name != "None" or not sure)

    def _names(self, value: ast.expr | None, seen: tuple[ast.arg, ...] = ()) -> Iterator[str]:
        match value:
            case None:
                yield "object"
            case ast.Constant(value=None):
                yield "None"
            case ast.Constant(value=plain) if value not in self.world.parents:
                yield type(plain).__name__
            case ast.Name() if (
                parameter := parameter_of(value, self.world, self._closed)
            ) is not None:
                for one in given_to(parameter, self.world) if parameter not in seen else ():
                    yield from self._names(one, (*seen, parameter))
            case _:
                facts = self.world.facts_of(value)
                types = types_in(facts, facts.root(self.world.statement_of(value))).of(value)
                if types == UNKNOWN and (parts := alternatives(value)):
                    yield from (name for one in parts for name in self._part(*one, seen))
                    return
                for type_ in options(types):
                    own = isinstance(type_, Own) and facts is not self.home
                    yield "object" if own else _spelled(type_, self.home)


def _spelled(type_: Type, facts: Facts) -> str:
    if isinstance(type_, Own):
        name = type_.declaration.name
        return name if isinstance(module_scope(facts).names.get(name), ast.ClassDef) else "object"
    name = type_.name.removesuffix("...") if isinstance(type_, Known) else "object"
    known = name in _PLAIN and (name == "None" or facts.is_builtin(name))
    return name if known else "object"
