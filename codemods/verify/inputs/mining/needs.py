"""Say what a function needs of a value: a frozen tree, made from the places that were read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from re import Pattern

from codemods.verify.inputs.mining.kinds import INDEXED, fitting
from codemods.verify.inputs.mining.places import Named, Place, Places, every

DEEPEST = 5
MOST = 2000  # parts of one value that are told apart: links of a list lead on and on


@dataclass(frozen=True, slots=True)
class Need:
    """What is known about a value. ``kinds`` holds the kinds that fit, the likeliest first.

    Values of the same ``group`` are compared with each other, so they should often be equal.
    ``focus`` holds the literals of the conditions that lead to the lines aimed at, ``references``
    the objects that it is compared with: those of these conditions alone, where there are any.
    """

    kinds: tuple[tuple[str, int], ...] = ()
    nullable: bool = False
    declared: bool = False
    literals: tuple[object, ...] = ()
    focus: tuple[object, ...] = ()
    references: tuple[Named, ...] = ()
    patterns: tuple[Pattern[str], ...] = ()
    flags: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, "Need"], ...] = ()
    methods: tuple[tuple[str, "Need"], ...] = ()
    keys: tuple[tuple[object, "Need", bool], ...] = ()
    positions: tuple["Need", ...] = ()
    widths: tuple[int, ...] = ()
    element: "Need | None" = None
    value: "Need | None" = None
    result: "Need | None" = None
    awaited: "Need | None" = None
    group: int = 0

    @property
    def main(self) -> str:
        """The likeliest kind, or ``opaque`` where nothing is known."""
        return self.kinds[0][0] if self.kinds else "opaque"


def inner_needs(need: Need) -> list[Need]:
    """The needs of the parts."""
    parts = [need.element, need.value, need.result, need.awaited, *need.positions]
    parts += [inner for _, inner in (*need.attributes, *need.methods)]
    parts += [inner for _, inner, _ in need.keys]
    return [part for part in parts if part is not None]


@dataclass
class Freezer:
    """Turns places into needs. Places that are alike share what is known about them."""

    classes: Mapping[str, frozenset[str]]
    aim: frozenset[int] = frozenset()
    _leader: dict[Place, Place] = field(default_factory=dict)
    _numbers: dict[Place, int] = field(default_factory=dict)
    _open: set[Place] = field(default_factory=set)
    _left: int = MOST

    def settle(self, roots: Iterable[Place]) -> None:
        """Find out which places are alike; call this before ``need``."""
        for place in every(roots):
            for other in place.related:
                self._join(place, other)

    def need(self, places: Places, depth: int = 0) -> Need:
        """What is needed of a value that stands in all these places."""
        self._left = MOST if depth == 0 else self._left - 1
        if depth > DEEPEST or self._left < 0 or not places or self._open & set(places):
            return Need()
        self._open |= set(places)
        try:
            return self._need(places, depth)
        finally:
            self._open -= set(places)

    def _need(self, own: Places, depth: int) -> Need:
        places = own if any(place.is_known for place in own) else self._alike(own)
        kinds = fitting(places, self.classes)
        flags = frozenset(flag for place in places for flag in place.flags)
        if not kinds and not any(flag.startswith("foreign:") for flag in flags):
            kinds.update({kind: n for place in own for kind, n in place.hints.items()})
        self._read_subscripts(places, kinds)
        element = self._part(places, depth, "element")
        value = self._part(places, depth, "item")
        if "dict" not in kinds and kinds and value is not None:
            element = self._part(places, depth, "element", "item")
        # What is declared of all values of a dict holds of each.
        items = [one for place in places for one in place.parts.get("item", ()) if one.declared]
        keys = {key: (*inner, *items) for key, inner in _grouped(places, "keys").items()}
        required = {key for place in places for key in place.keys if key not in place.optional}
        literals = list(dict.fromkeys(_typed(place.literals for place in places)))
        declared = any(place.declared for place in places)
        references, are_aimed = self._references(places)
        if are_aimed:
            flags |= {"aimed"}
        return Need(
            kinds=_pruned(kinds, element),
            # What is compared with None may be None, unless its annotation says otherwise.
            nullable="none" in flags or ("perhaps none" in flags and not declared),
            declared=declared,
            literals=tuple(value for _, value, _ in literals),
            focus=tuple(value for _, value, line in literals if line in self.aim),
            references=references,
            patterns=_patterns(places),
            flags=flags,
            attributes=self._named(places, "attributes", depth),
            methods=self._named(places, "methods", depth),
            keys=tuple((k, self.need(v, depth + 1), k in required) for k, v in keys.items()),
            positions=self._positions(places, depth),
            widths=tuple(sorted({width for place in places for width in place.widths})),
            element=element,
            value=value,
            result=self._part(places, depth, "result"),
            awaited=self._part(places, depth, "awaited"),
            group=self._group(own),
        )

    def _references(self, places: Places) -> tuple[tuple[Named, ...], bool]:
        """The named objects to choose from, and whether these are what is aimed at."""
        found = [pair for place in places for pair in place.references]
        aimed_at = [pair for pair in found if pair[1] in self.aim]
        return tuple(dict.fromkeys(one for one, _ in aimed_at or found)), bool(aimed_at)

    def _part(self, places: Places, depth: int, *names: str) -> Need | None:
        found = [one for name in names for place in places for one in place.parts.get(name, ())]
        if "element" in names:
            found += [one for place in places for one in place.subscripts if "key" in one.flags]
        return self.need(tuple(dict.fromkeys(found)), depth + 1) if found else None

    def _named(self, places: Places, field: str, depth: int) -> tuple[tuple[str, Need], ...]:
        found = _grouped(places, field)
        names = [name for name in found if not str(name).startswith("__")]
        return tuple((str(name), self.need(found[name], depth + 1)) for name in names)

    def _positions(self, places: Places, depth: int) -> tuple[Need, ...]:
        found = _grouped(places, "positions")
        indexes = [index for index in found if isinstance(index, int)]
        widths = [width for place in places for width in place.widths]
        size = max(
            [*widths, *(index + 1 if index >= 0 else -index for index in indexes)], default=0
        )
        filler = tuple(one for place in places for one in place.parts.get("item", ()))
        needs = []
        for index in range(min(size, 12)):
            both = (*found.get(index, ()), *found.get(index - size, ()))
            needs.append(self.need(tuple(dict.fromkeys(both)) or filler, depth + 1))
        return tuple(needs)

    def _read_subscripts(self, places: Places, kinds: dict[str, int]) -> None:
        """Settle whether computed subscripts are keys of a dict or positions of a list."""
        indexes = [index for place in places for index in place.subscripts]
        if not indexes or any(place.declared for place in places):
            if "dict" in kinds:
                _mark_keys(indexes)
            return
        if set(kinds) == {"record"}:
            return  # its ``get`` is a method of its own
        if not kinds:  # nothing else tells what it is
            counted = any("int" in index.hints for index in indexes)
            kinds.update(INDEXED if counted else {"dict": 5})
        types = fitting(indexes, {}) or fitting(self._alike(tuple(indexes)), {})
        if any(kind in types for kind in ("int", "bool")):
            return
        if types or ("dict" in kinds and max(kinds, key=lambda kind: kinds[kind]) == "dict"):
            for kind in [kind for kind in kinds if kind in INDEXED]:
                del kinds[kind]
            kinds["dict"] = 5
            _mark_keys(indexes)
            for place in places:
                for index in indexes:
                    self._join(index, place.part("element")[0])

    def _join(self, one: Place, other: Place) -> None:
        first, second = self._find(one), self._find(other)
        if first is not second:
            self._leader[second] = first

    def _find(self, place: Place) -> Place:
        while place in self._leader:
            place = self._leader[place]
        return place

    def _group(self, places: Places) -> int:
        for place in places:
            if place.related or place in self._leader or self._find(place) in self._numbers:
                return self._numbers.setdefault(self._find(place), len(self._numbers) + 1)
        return 0

    def _alike(self, places: Places) -> Places:
        """The places and those that they are compared or combined with, near ones first."""
        found = list(places)
        for place in found:
            if len(found) > 30:
                break
            found += [other for other in place.related if other not in found]
        return tuple(found)


def _patterns(places: Places) -> tuple[Pattern[str], ...]:
    """What texts must match: as a whole, or each of the parts into which they are split."""
    found = [pattern for place in places for pattern in place.patterns]
    for place in places:
        separators = [flag[3:] for flag in place.flags if flag.startswith("by:")]
        parts = [one for name in ("split", "rsplit") for one in place.methods.get(name, ())]
        inner = [one for part in parts for one in part.parts.get("element", ())]
        inner += [one for part in parts for group in part.positions.values() for one in group]
        for pattern in dict.fromkeys(pattern for one in inner for pattern in one.patterns):
            text, separator = f"(?:{pattern.pattern})", re.escape(min(separators, default=" "))
            found.append(re.compile(f"{text}(?:{separator}{text}){{0,2}}", pattern.flags))
    return tuple(dict.fromkeys(found))


def _mark_keys(indexes: Iterable[Place]) -> None:
    for index in indexes:
        index.flags |= {"key", "hashed"}


def _grouped(places: Places, field: str) -> dict[object, Places]:
    found: dict[object, list[Place]] = {}
    for place in places:
        for name, inner in getattr(place, field).items():
            found.setdefault(name, []).extend(inner)
    return {name: tuple(dict.fromkeys(inner)) for name, inner in found.items()}


def _typed(groups: Iterable[list[tuple[object, int]]]) -> Iterable[tuple[str, object, int]]:
    """The literals with their types, so that 1, 1.0 and True stay three."""
    for group in groups:
        for value, line in group:
            yield type(value).__name__, value, line


def _pruned(kinds: Mapping[str, int], element: Need | None) -> tuple[tuple[str, int], ...]:
    """The kinds without those that cannot hold such elements, the likeliest first."""
    left = dict(kinds)
    if element is not None and element.kinds and len(left) > 1:
        inner = {kind for kind, _ in element.kinds}
        if "str" not in inner:
            left.pop("str", None)
        if "int" not in inner:
            left.pop("bytes", None)
        if element.main in ("list", "dict", "set", "deque"):
            for kind in ("set", "dict", "frozenset"):
                left.pop(kind, None)
    return tuple(sorted(left.items(), key=lambda pair: -pair[1])) or tuple(kinds.items())
