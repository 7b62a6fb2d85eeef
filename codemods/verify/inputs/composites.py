"""Draw recipes for what has parts: containers, objects and collaborators."""

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from codemods.verify.inputs.leaves import Hand
from codemods.verify.inputs.library_values import LIBRARY_VALUES, library_value
from codemods.verify.inputs.mining.needs import Need
from codemods.verify.inputs.mining.places import Named
from codemods.verify.inputs.mining.shapes import Shape
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Bag, Iterator, Literal, Mapping, Sequence
from codemods.verify.oracle.objects import Failure, Instance, Lambda, Reference, StandIn

_NOTHING = Need()
_TEXT = Need(kinds=(("str", 1),))
# What handlers tell apart.
_FAILURES = (ValueError, KeyError, OSError, RuntimeError)


class Drawing(Protocol):
    """What draws the parts."""

    hand: Hand
    shapes: AnyMapping[str, Shape]

    def uses(self, habit: str) -> bool: ...
    def kind(self, need: Need, hashable: bool, depth: int) -> str: ...
    def generic(self, depth: int = 0) -> Recipe: ...
    def quickly(self, count: int) -> AbstractContextManager[None]: ...
    def unshared(self, need: Need, depth: int, name: str) -> Recipe: ...
    def elements(self, need: Need, depth: int, hashable: bool = False) -> tuple[Recipe, ...]: ...
    def value(
        self, need: Need, depth: int = 0, hashable: bool = False, name: str = "x", kind: str = ""
    ) -> Recipe: ...


def structure(
    drawer: Drawing, kind: str, need: Need, depth: int, hashable: bool, name: str
) -> Recipe:
    match kind:
        case "list" | "tuple" | "set" | "frozenset" | "deque":
            return _sequence(drawer, kind, need, depth, hashable)
        case "iterator":
            return Iterator(drawer.elements(need, depth))
        case "dict" | "ordered dict" | "default dict":
            return _dict(drawer, kind, need, depth)
        case "callable":
            return _callable(drawer, need, depth, name)
        case "record":
            return _record(drawer, need, depth, name, hashable)
        case "stand-in":
            return _stand_in(drawer, name, need, depth)
    if kind.startswith("class:"):
        return _instance(drawer, kind.partition(":")[2], need, depth)
    if kind in LIBRARY_VALUES:
        return library_value(kind, drawer.hand, drawer.elements(need, depth), need)
    return drawer.generic(depth)


def _sequence(drawer: Drawing, kind: str, need: Need, depth: int, hashable: bool) -> Recipe:
    fixed = need.positions
    if fixed and kind in ("list", "tuple"):
        found = [drawer.value(one, depth + 1, hashable) for one in fixed]
        if not need.widths:
            found += drawer.elements(need, depth, hashable)
        elif len(need.widths) > 1:
            found = found[: drawer.hand.pick(need.widths[::-1])]
        if kind == "list" and drawer.hand.chance(8):
            # No annotation says how long a list is, whatever is read of it.
            found = found[: drawer.hand.pick(range(len(found) + 1))]
        return Sequence(kind, tuple(found))
    inner_hashable = hashable or kind in ("set", "frozenset")
    element = need.element or _NOTHING
    if inner_hashable and not hashable and element.main.startswith("class:"):
        kind, inner_hashable = "list", False
    elements = drawer.elements(need, depth, inner_hashable)
    if kind in ("set", "frozenset") and len(elements) > 1:
        # Its hash is its address: a set that holds it has another order each time it is made.
        elements = tuple(one for one in elements if not one.holds_nan)
    return Sequence(kind, elements)


def _dict(drawer: Drawing, kind: str, need: Need, depth: int) -> Recipe:
    pairs: list[tuple[Recipe, Recipe]] = []
    for key, inner, required in need.keys:
        # Nor does one say which keys a dict has, unless it names them.
        rarity = 4 if drawer.uses("optional keys") else 10 if need.element is not None else 0
        missing = bool(rarity) and drawer.hand.chance(rarity)
        if (required and not missing) or (not required and not drawer.hand.chance(2)):
            pairs.append((_key(key), drawer.value(inner, depth + 1, name=str(key))))
    if need.element is not None or not need.keys:
        value = need.value or _NOTHING
        inner_kind = drawer.kind(value, False, depth + 1)
        for key_recipe in drawer.elements(need, depth, hashable=True):
            pairs.append((key_recipe, drawer.value(value, depth + 1, kind=inner_kind)))
    if len(pairs) > 1 and drawer.uses("key order") and drawer.hand.chance(2):
        pairs.reverse()
    names = {"ordered dict": "OrderedDict", "default dict": "defaultdict"}
    return Mapping(tuple(pairs), names.get(kind, "dict"))


def _key(key: object) -> Recipe:
    return Reference(key.path, key.module) if isinstance(key, Named) else Literal(key)


def _callable(drawer: Drawing, need: Need, depth: int, name: str) -> Recipe:
    result = need.result or _NOTHING
    if result.main == "opaque" and not result.flags - {"truth"} and drawer.hand.chance(3):
        return Lambda("lambda *values: values[0] if values else None")
    return _answering(drawer, name, result, depth)


def _answering(drawer: Drawing, name: str, result: Need, depth: int) -> Recipe:
    """A stand-in for a function, whose calls must be awaited if the function's are."""
    awaited = ("",) if result.awaited is not None or "awaited" in result.flags else ()
    return StandIn(name, _answers(drawer, result.awaited or result, depth), awaited)


def _answers(drawer: Drawing, need: Need | None, depth: int) -> tuple[Recipe, ...]:
    count = drawer.hand.pick((1, 2, 3))
    found = [drawer.value(need or _NOTHING, depth + 1) for _ in range(count)]
    if drawer.uses("collaborators") and drawer.hand.chance(3):
        # At any place: what is called once gets to the first answer only.
        place = drawer.hand.pick(range(len(found) + 1))
        found.insert(place, Failure(drawer.hand.pick(_FAILURES)))
    return tuple(found)


def _stand_in(drawer: Drawing, name: str, need: Need, depth: int) -> Recipe:
    """A stand-in for a whole object; its answers suit its first methods, or its elements."""
    awaited = tuple(method for method, result in need.methods if "awaited" in result.flags)
    results = [result.awaited or result for _, result in need.methods[:3]]
    answers = [one for result in results for one in _answers(drawer, result, depth)]
    whole = answers or _answers(drawer, need.awaited or need.element, depth)
    return StandIn(name, tuple(whole), awaited)


def _record(drawer: Drawing, need: Need, depth: int, name: str, hashable: bool = False) -> Recipe:
    special = {"awaited", "aiterated", "entered"} & need.flags
    if special or (need.methods and drawer.uses("collaborators") and drawer.hand.chance(2)):
        return _stand_in(drawer, name, need, depth)
    attributes = [(key, drawer.value(one, depth + 1, name=key)) for key, one in need.attributes]
    for key, result in need.methods:
        attributes.append((key, _answering(drawer, f"{name}.{key}", result, depth)))
    hashable = hashable or not (drawer.uses("duplicates") and drawer.hand.chance(6))
    asked = {"truth", "perhaps none"} & need.flags
    empty = bool(asked) and drawer.uses("empty") and drawer.hand.chance(3)
    return Bag(tuple(attributes), hashable, empty)


def _instance(drawer: Drawing, path: str, need: Need, depth: int) -> Recipe:
    shape = drawer.shapes.get(path)
    if shape is None:
        return _record(drawer, need, depth, path)
    return instance(drawer, shape, need, depth)


def instance(drawer: Drawing, shape: Shape, need: Need = _NOTHING, depth: int = 0) -> Recipe:
    """An object of one of the module's own classes."""
    if shape.kind == "enum" and shape.members:
        return Reference(f"{shape.path}.{drawer.hand.pick(shape.members)}")
    if shape.kind == "exception":
        return Instance(shape.path, (Literal(drawer.hand.text(_TEXT)),))
    if shape.kind == "bare":
        return _bare(drawer, shape, need, depth)
    used = dict(need.attributes)
    named = []
    positional: list[Recipe] = []
    origins = {parameter: attribute for attribute, parameter in shape.sources}
    rarity = 2 if sum(parameter.optional for parameter in shape.parameters) < 3 else 4
    for parameter in shape.parameters:
        if parameter.optional and not drawer.hand.chance(rarity):
            continue
        inner = _combined(parameter.need, used.get(origins.get(parameter.name, "")))
        recipe = drawer.value(inner, depth + 1, name=parameter.name)
        if parameter.how == "positional" and not parameter.optional:
            positional.append(recipe)
        else:
            named.append((parameter.name, recipe))
    # What the constructor leaves may belong together, so often nothing of it is changed.
    intact = len(shape.state) > 1 and drawer.hand.chance(2)
    with drawer.quickly(len(shape.state) + len(shape.absent)):
        state = [
            (name, drawer.unshared(inner, depth + 1, name))
            for name, inner in shape.state
            if not intact and drawer.hand.chance(2)
        ]
        state += [(name, drawer.value(one, depth + 1, name=name)) for name, one in shape.absent]
    steps = tuple(_steps(drawer, shape, depth))
    return Instance(shape.path, tuple(positional), tuple(named), tuple(state), steps=steps)


def _steps(drawer: Drawing, shape: Shape, depth: int) -> Iterable[tuple[str, tuple[Recipe, ...]]]:
    """Calls that fill an object, after it was made."""
    if not shape.growers:
        return
    for _ in range(drawer.hand.pick((0, 0, 1, 2, 3))):
        name, given = drawer.hand.pick(shape.growers)
        yield name, tuple(drawer.value(need, depth + 1, name=name) for need in given)


def _bare(drawer: Drawing, shape: Shape, need: Need, depth: int) -> Recipe:
    wanted = {**dict(shape.absent), **dict(shape.attributes), **dict(need.attributes)}
    with drawer.quickly(len(wanted)):
        state = [(name, drawer.value(one, depth + 1, name=name)) for name, one in wanted.items()]
    return Instance(shape.path, state=tuple(state), construct=False)


def _combined(stated: Need, used: Need | None) -> Need:
    """What a constructor says of a parameter, and what is done with the attribute it becomes."""
    if used is None:
        return stated
    if not stated.kinds:
        return used
    return replace(
        stated,
        group=used.group or stated.group,
        literals=used.literals or stated.literals,
        focus=used.focus or stated.focus,
        patterns=used.patterns or stated.patterns,
        element=_telling(stated.element, used.element),
        value=_telling(stated.value, used.value),
    )


def _telling(stated: Need | None, used: Need | None) -> Need | None:
    """What is stated, unless that is nothing, like ``Any``."""
    return stated if used is None or (stated is not None and stated.kinds) else used
