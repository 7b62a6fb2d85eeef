"""Collect what a function does with a value: a place is one value that the function works with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from re import Pattern

Kinds = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Named:
    """An object by its name in the module under test, or in ``module``: ``Color.RED``, ``str``."""

    path: str
    module: str | None = None

    def __str__(self) -> str:
        return self.path


@dataclass(eq=False, slots=True)
class Place:
    """What was seen of one value, while a function is read. Frozen into a ``Need`` afterwards.

    Each of ``events`` lists the kinds of value that one use allows, with weights. ``element`` is
    what iteration gives (the keys of a dict), ``item`` what a subscript gives.
    """

    events: list[Kinds] = field(default_factory=list)
    alternatives: dict[str, int] = field(default_factory=dict)
    declared: dict[str, int] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)
    literals: list[tuple[object, int]] = field(default_factory=list)
    references: list[tuple[Named, int]] = field(default_factory=list)
    patterns: list[Pattern[str]] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    attributes: dict[str, "Places"] = field(default_factory=dict)
    methods: dict[str, "Places"] = field(default_factory=dict)
    keys: dict[object, "Places"] = field(default_factory=dict)
    optional: set[object] = field(default_factory=set)
    provided: set[object] = field(default_factory=set)
    positions: dict[int, "Places"] = field(default_factory=dict)
    widths: set[int] = field(default_factory=set)
    subscripts: list["Place"] = field(default_factory=list)
    related: list["Place"] = field(default_factory=list)
    parts: dict[str, "Places"] = field(default_factory=dict)

    def part(self, role: str) -> "Places":
        """The places of an ``element``, ``item``, ``result`` or ``awaited`` value."""
        return self.parts.setdefault(role, (Place(),))

    @property
    def is_known(self) -> bool:
        """Whether anything tells what kind of value this is."""
        uses = self.events or self.alternatives or self.declared or self.attributes or self.methods
        return bool(uses or self.keys or self.positions or self.parts or self.patterns)


Places = tuple[Place, ...]
LONGEST = 40  # a container that is made because its length is compared with a literal
MOST = 6  # places that one name may stand for; beyond that, more add nothing


def merged(*several: Places) -> Places:
    """All the places, each once."""
    return tuple(dict.fromkeys(place for places in several for place in places))[:MOST]


def of_kind(**kinds: int) -> Places:
    """A new place that can only be of these kinds."""
    return (Place(events=[kinds]),)


def allow(places: Places, kinds: Kinds) -> None:
    """Note a use that these kinds of value allow."""
    for place in places:
        place.events.append(kinds)


def flag(places: Places, *names: str) -> None:
    """Note properties of a use."""
    for place in places:
        place.flags.update(names)


def compare(places: Places, value: object, line: int) -> None:
    """Note that the value is compared with a literal, or with an object that has a name."""
    for place in places:
        if value is None:
            place.flags.add("perhaps none")
        elif isinstance(value, Named):
            place.references.append((value, line))
        elif (value, line) not in place.literals:
            place.literals.append((value, line))
            if not isinstance(value, bool):
                place.events.append(kinds_of(value))
            for container in place.parts.get("measured", ()):
                if type(value) is int and 0 < value <= LONGEST:
                    container.flags.add(f"size:{value}")
            for text in place.parts.get("written", ()):
                # A text that is read as a number has the number for a literal, and its neighbours.
                text.literals += [(str(near), line) for near in _near(value)]


def _near(value: object) -> tuple[object, ...]:
    return (value, value + 1, value - 1) if isinstance(value, int | float) else ()


def kinds_of(value: object) -> Kinds:
    """The kinds of values that are like this one."""
    match value:
        case bool():
            return {"bool": 3}
        case int():
            return {"int": 6, "float": 1}
        case float():
            return {"float": 4, "int": 2}
    return {type(value).__name__: 5}


def relate(first: Places, second: Places) -> None:
    """Note that the values are compared or combined: they are alike, and may be equal."""
    for one in first:
        for other in second:
            if one is not other and other not in one.related:
                one.related.append(other)
                other.related.append(one)


def roles(places: Places, role: str) -> Places:
    """What stands in this role of each place."""
    return merged(*(place.part(role) for place in places))


def attribute(places: Places, name: str) -> Places:
    """The values of an attribute."""
    return merged(*(place.attributes.setdefault(name, (Place(),)) for place in places))


def bind_attribute(places: Places, name: str, values: Places) -> None:
    """Note that an attribute is set to one of the values."""
    for place in places:
        place.attributes[name] = merged(place.attributes.get(name, ()), values)


def method(places: Places, name: str, result: Places) -> None:
    """Note that a method is called, and what it returns."""
    for place in places:
        place.methods[name] = merged(place.methods.get(name, ()), result)


def key(places: Places, name: object, optional: bool = False) -> Places:
    """The values under a constant key. One that is ever required is not optional."""
    found = []
    for place in places:
        if optional and name not in place.keys:
            place.optional.add(name)
        elif not optional and name not in place.provided:
            place.optional.discard(name)
        found.append(place.keys.setdefault(name, (Place(),)))
    return merged(*found)


def provide(places: Places, name: object, values: Places) -> None:
    """Note that the function itself sets a key: from then on, reading it demands nothing."""
    for place in places:
        if name not in place.keys:
            place.provided.add(name)
            place.optional.add(name)
        place.keys[name] = merged(place.keys.get(name, ()), values)


def position(places: Places, index: int) -> Places:
    """The values at a constant index."""
    return merged(*(place.positions.setdefault(index, (Place(),)) for place in places))


def every(roots: Iterable[Place]) -> list[Place]:
    """All places that can be reached from these."""
    found = list(dict.fromkeys(roots))
    seen = set(found)
    for place in found:
        inner = (place.attributes, place.methods, place.keys, place.positions, place.parts)
        groups: list[Iterable[Place]] = [place.related, place.subscripts]
        groups += [places for mapping in inner for places in mapping.values()]
        for group in groups:
            for other in group:
                if other not in seen:
                    seen.add(other)
                    found.append(other)
    return found
