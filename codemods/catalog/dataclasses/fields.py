"""Work out the fields of a class: which there are, and types for them that are never wrong."""

import ast
import re
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope
from codemods.facts.types import UNKNOWN, Known, Own, Type, options, types_in

from .obstacles import all_keys, defaults, late, required
from .operations import changed, combined, compared, negated, of_method
from .parameters import given_to, is_known, only_value, parameter_of
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
# How many fields, each made of the next, are looked into.
_DEEP = 4
# Stands in a type for the class of the records themselves, which has no name yet.
OWN = "@"


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
        types = Types(home, world, bool(slot.public), slot)
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


def with_own(type_: str, name: str, inside: bool = False) -> str:
    """A type with the name of the class, in quotes ``inside`` of that."""
    if OWN not in type_:
        return type_
    plain = type_.replace(OWN, name)
    return f'"{plain}"' if inside and not plain.startswith('"') else plain


class Types:
    """What values are, as their file tells, and the calls that give them to functions.

    ``closed`` tells that nothing but these files calls public functions. Types are spelled as
    ``home`` can; ``own`` are the records that get a class, which is ``OWN`` in them.
    """

    def __init__(self, home: Facts, world: World, closed: bool, own: Slot) -> None:
        self.home = home
        self.world = world
        self._closed = closed
        self._own = own
        # What fields hold as far as is known while it is worked out.
        self._assumed: dict[tuple[int, str], set[str]] = {}

    def of(self, stored: Sequence[Stored], held: Slot) -> str:
        """The type of all that is put into a slot, where all is known; else ``object``."""
        if (followed := self._followed(held)) is not None:
            return followed
        found = self._together(stored)
        if not found or "object" in found:
            return "object"
        named = sorted(self._whole(one, held) for one in found - {"None"})
        return " | ".join(named + ["None"] * ("None" in found))

    def of_parameter(self, parameter: ast.arg, held: Slot) -> str:
        """The type of a parameter of which all is known; else ``object``."""
        if not is_known(parameter, self.world, self._closed):
            return "object"
        return self.of([(one, None) for one in given_to(parameter, self.world)], held)

    def _together(self, stored: Sequence[Stored]) -> set[str]:
        """The types of values that are stored, and changed in place."""
        found = {name for value, op in stored if op is None for name in self._names(value)}
        for value, op in stored:
            if op is not None:
                found |= changed(found, set(self._names(value)), op)
        return found

    def _followed(self, slot: Slot, depth: int = 0) -> str | None:
        """The type of records, and of lists of them, that were followed to where they are put."""
        slot = slot.find()
        none = " | None" if slot.gets_none else ""
        if slot.may_be_other or slot.is_mixed or slot.callees or depth > 2:
            return None
        if slot.is_list and not slot.sites and not slot.classes:
            held = self._followed(slot.element(), depth + 1)
            return f"list[{held}]{none}" if held is not None else None
        own = self._own.find()
        if slot is own:
            return OWN + none
        if not slot.sites or slot.is_container or slot.reaches(own):
            return None
        here = all(self.world.facts_of(site) is self.home for site in slot.sites)
        return f"dict[str, object]{none}" if here else None

    def _whole(self, name: str, held: Slot) -> str:
        """A type with what it holds: instances of one class of the file, or ``Any``."""
        if name not in _HOLDING:
            return name
        element = held.element() if held.find().is_container else Slot()
        names = {one.name for one in element.classes}
        mixed = element.may_be_other or element.sites or element.gets_none or element.is_container
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
                if types == UNKNOWN:
                    yield from self._worked_out(value, seen)
                    return
                for type_ in options(types):
                    own = isinstance(type_, Own) and facts is not self.home
                    yield "object" if own else _spelled(type_, self.home)

    def _worked_out(self, value: ast.expr, seen: tuple[ast.arg, ...]) -> Iterator[str]:
        """The types of what is made of fields, or chosen from several values."""
        if parts := alternatives(value):
            yield from (name for one in parts for name in self._part(*one, seen))
            return
        match value:
            case ast.BinOp(left=left, op=op, right=right):
                yield from combined({*self._names(left, seen)}, {*self._names(right, seen)}, op)
            case ast.UnaryOp(op=ast.USub(), operand=one):
                yield from negated({*self._names(one, seen)})
            case ast.UnaryOp(op=ast.Not()) | ast.Compare(ops=[ast.Is() | ast.IsNot()]):
                yield "bool"
            case ast.Compare(left=left, comparators=[right]):
                yield from compared({*self._names(left, seen)}, {*self._names(right, seen)})
            case ast.Subscript() if (place := self.world.read(value)) is not None:
                yield from self._of_field(*place)
            case ast.Call(func=ast.Attribute(value=owner, attr=attr)):
                yield from of_method({*self._names(owner, seen)}, attr)
            case ast.Name() if (only := only_value(value, self.world)) is not None:
                yield from self._names(only, seen)
            case _:
                yield "object"

    def _keys(self, site: ast.expr) -> set[str]:
        return {*Built(site, tuple(self.world.common.completed.get(site, ()))).keys}

    def _of_field(self, slot: Slot, key: str) -> set[str]:
        """The types of what a field of records holds, which may be made of itself."""
        place = id(slot), key
        if any(key not in self._keys(site) for site in slot.sites):
            return {"object"}
        if place in self._assumed or len(self._assumed) > _DEEP:
            return self._assumed.get(place, {"object"})
        found = self._assumed[place] = set()
        while more := self._together(slot.values.get(key, [])) - found:
            found |= more
        del self._assumed[place]
        return found or {"object"}


def _spelled(type_: Type, facts: Facts) -> str:
    if isinstance(type_, Own):
        name = type_.declaration.name
        return name if isinstance(module_scope(facts).names.get(name), ast.ClassDef) else "object"
    name = type_.name.removesuffix("...") if isinstance(type_, Known) else "object"
    known = name in _PLAIN and (name == "None" or facts.is_builtin(name))
    return name if known else "object"
