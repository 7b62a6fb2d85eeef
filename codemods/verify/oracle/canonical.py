"""Write any value down so that two values can be compared, printed and kept.

The canonical form is a flat tuple of strings, so that comparing and hashing need no recursion. A
value without parts is one token; any other is an opening token, its parts, and a closing one:

    None True 3 -0.0 nan 'text b'bytes'    atoms; text is not closed
    (list#2 ... )                          a list, the second object that was seen
    (.Point#3 .x 1 .y 2 )                  an instance of a class of the module under test
    &2                                     the second object again
    ~17 more                               other text: a name, or what was cut

Types are exact, floats keep their sign and all their bits, all NaN are one, dicts keep their
order, sets don't. Nothing of the value's own code is run: what Python code can override is read
through the types it is built on. Addresses in texts are masked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any

from codemods.verify.oracle.readers import Token
from codemods.verify.oracle.shapes import ATOMS, SHAPES, Shape, shape_of

Canon = tuple[str, ...]

# What is longer or deeper than any sensible value is cut, on both sides at the same place.
CLOSE = ")"
CUT = "~cut"
SHORT = 60
UNREADABLE = "~unreadable"
MOST_OBJECTS = 100_000
MOST_TOKENS = 300_000
DEEPEST_SET = 6
MOST_LOOKED_AT = 20


def canonical(value: object, home: str = "") -> Canon:
    """The canonical form of one value. ``home`` is the module whose classes go by bare name."""
    return Canoniser(home).write(value)


class Canoniser:
    """Writes values that belong together: the same object has the same number in all of them.

    ``names`` are objects that go by a name instead of a number, and ``shapes`` classes whose
    objects are written in a way of their own, by id. All numbered objects are kept alive, for an
    object that is gone may leave its id to another.
    """

    def __init__(
        self,
        home: str = "",
        names: dict[int, str] | None = None,
        shapes: Mapping[int, Shape] = MappingProxyType({}),
    ) -> None:
        self._home = home
        self._shapes = shapes
        self._numbers: dict[int, str] = dict(names or {})
        self._kept: list[object] = []
        self._left_out: set[int] = set()
        self._next = 1
        self._room = MOST_OBJECTS
        self._set_depth = 0

    def name(self, value: object, name: str) -> None:
        """Call this object by name from now on."""
        self._numbers[id(value)] = name
        self._kept.append(value)

    def leave_out(self, value: object, name: str) -> None:
        """Write no more than this name of it from now on."""
        self.name(value, name)
        self._left_out.add(id(value))

    def write(self, value: object) -> Canon:
        """The canonical form. What was written before is written out again, with its number."""
        out: list[str] = []
        self._room = MOST_OBJECTS
        self._write((value,), out, set(self._left_out))
        return tuple(out)

    def deed(self, kind: str, what: str, parts: Iterable[object] = ()) -> Canon:
        """The canonical form of something that was done, like a call with its arguments."""
        out = [f"({kind}", f"~{what}"]
        self._room = MOST_OBJECTS
        self._write(parts, out, set(self._left_out))
        out.append(CLOSE)
        return tuple(out)

    def _write(self, values: Iterable[object], out: list[str], seen: set[int]) -> None:
        level: Iterator[Any] = iter(values)
        around: list[Iterator[Any]] = []
        while True:
            for item in level:
                kind = type(item)
                # Most of what there is to write is text, and short.
                if kind is str and len(item) < SHORT and "at 0x" not in item:
                    out.append("'" + item)
                    continue
                atom = ATOMS.get(id(kind))
                if atom is not None:
                    out.append(atom(item))
                    continue
                parts = self._open(item, out, seen)
                if parts is not None:
                    around.append(level)
                    level = parts
                    break
            else:
                if not around:
                    return
                out.append(CLOSE)
                level = around.pop()
            if self._room < 0 or len(out) > MOST_TOKENS:
                out.append(CUT)
                return

    def _open(self, item: object, out: list[str], seen: set[int]) -> Iterator[object] | None:
        """Write the opening token. Returns the parts, or ``None`` where there are none to write."""
        cls = type(item)
        shape = self._shapes.get(id(cls)) or SHAPES.get(id(cls)) or shape_of(cls)
        label = shape.bare if shape.module == self._home else shape.label
        if shape.has_identity:
            key = id(item)
            number = self._numbers.get(key) or self._number(item)
            if key in seen:
                out.append("&" + number)
                return None
            seen.add(key)
            label = f"{label}#{number}"
        out.append("(" + label)
        self._room -= 1
        try:
            if shape.simple:
                return iter(shape.elements(item))
            return self._parts(shape, item, seen)
        except Exception:  # whatever is wrong with the object is the same on both sides
            return iter((Token(UNREADABLE),))

    def _parts(self, shape: Shape, item: object, seen: set[int]) -> Iterator[object]:
        reader = shape.reader
        parts = shape.elements(item)
        if reader.unordered:
            parts = self._sorted(parts, seen)
        elif reader.named:
            module, name, *rest = parts
            parts = [Token("~" + self._place(module, name)), *rest]
        if shape.attributes is None:
            return iter(parts)
        return iter([*parts, *shape.attributes(item)])

    def _place(self, module: object, name: object) -> str:
        if module == "builtins":
            return str(name)
        return f".{name}" if module == self._home else f"{module}.{name}"

    def _number(self, item: object) -> str:
        number = self._numbers[id(item)] = str(self._next)
        self._next += 1
        self._kept.append(item)
        return number

    def _sorted(self, elements: Iterable[object], seen: set[int]) -> list[object]:
        """The elements of a set in an order that depends on nothing but their contents."""
        atoms: list[str] = []
        others: list[object] = []
        for element in elements:
            atom = ATOMS.get(id(type(element)))
            if atom is None:
                others.append(element)
            else:
                atoms.append(atom(element))
        written = sorted(atoms)
        if others and self._set_depth >= DEEPEST_SET:
            written.append(f"~{len(others)} elements of a deep set")
        elif others:
            self._set_depth += 1
            try:
                written += self._written_sorted(others, seen)
            finally:
                self._set_depth -= 1
        return [Token(text) for text in written]

    def _written_sorted(self, elements: list[object], seen: set[int]) -> list[str]:
        """Elements that are no atoms, in the order of what each would be on its own.

        Which of two alike elements comes first depends on their addresses, so both get the same
        numbers: what they have is told, which of them something else refers to is not.
        """
        looks = [self._look(element) for element in elements]
        often = Counter(looks)
        # What it is on its own may be a whole graph of objects: asked only where looks are alike.
        keyed = [
            ((look, self._alone(element, seen) if often[look] > 1 else ()), element)
            for look, element in zip(looks, elements, strict=True)
        ]
        keyed.sort(key=lambda pair: pair[0])
        out: list[str] = []
        previous: tuple[Canon, Canon] | None = None
        start = highest = self._next
        for key, element in keyed:
            if key == previous:
                self._next = start
            else:
                previous, start = key, highest
                self._next = highest
            self._write((element,), out, seen)
            highest = max(highest, self._next)
        self._next = highest
        return out

    def _look(self, element: object) -> Canon:
        """The class of an element, and those of its parts that are atoms."""
        shape = shape_of(type(element))
        if shape.reader.unordered:
            return (shape.label,)
        try:
            parts = list(islice(shape.elements(element), MOST_LOOKED_AT))
        except Exception:  # whatever is wrong with it is the same on both sides
            return (shape.label,)
        atoms = ((ATOMS.get(id(type(part))), part) for part in parts)
        return (shape.label, *("" if atom is None else atom(part) for atom, part in atoms))

    def _alone(self, element: object, seen: set[int]) -> Canon:
        """What the element would be if it came next. The numbers it got are taken back."""
        out: list[str] = []
        start, kept = self._next, len(self._kept)
        self._write((element,), out, set(seen))
        for item in self._kept[kept:]:
            self._numbers.pop(id(item), None)
        del self._kept[kept:]
        self._next = start
        return tuple(out)


def unnumbered(canon: Canon) -> Canon:
    """The form without the numbers of objects: what can be told of a value alone."""
    return tuple(
        (
            token.rpartition("#")[0] or token
            if token[0] == "("
            else "&" if token[0] == "&" else token
        )
        for token in canon
    )
