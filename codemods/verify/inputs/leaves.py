"""Draw plain values: numbers and texts, near the literals of the function under test."""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from codemods.verify.inputs.choosers import Chooser
from codemods.verify.inputs.letters import lengths_of, letters_of, separators_of
from codemods.verify.inputs.mining.needs import Need

T = TypeVar("T")


class Wide(Enum):
    """Menu entries that stand for more values than can be listed."""

    NEAR = "near zero"
    FAR = "far from zero"
    PIECES = "pieces of the code's own texts"
    MATCH = "what a pattern matches"
    JOINED = "a few parts, again and again, between what the code splits at"
    SHAPED = "of the length and the letters that are asked for"
    ANY = "any text"


# The first is the simplest; what stands twice is chosen twice as often.
_INTS = (0, 1, 2, 3, -1, 4, 5, 10, 1000, Wide.NEAR, Wide.FAR)
_SMALL_INTS = (0, 1, 2, 3, -1, 4)
_FLOATS = (0.0, 1.0, 0.5, 2.0, -1.0, 2.5, 10.0, 0.1, Wide.FAR, Wide.FAR)
_TEXTS = ("", "a", "b", "ab", "A", "a b", "1", "c", "é", Wide.PIECES, Wide.PIECES, Wide.ANY)
_BYTES = (b"", b"a", b"ab", b"1", b"a b", b"\xff\x00", Wide.PIECES)
_PIECES = ("a", "b", "1", " ", "c d", "\n")
_LETTERS = ("a", "b", "0", "A", " ", "z", "é")
_COUNTS = (1, 2, 0, 3, 2, 4, 6)
_LONGEST = 60

Menu = tuple[object, ...]


class Menus:
    """What a plain value of a need may be; worked out once for all calls of a function."""

    def __init__(self, fragments: tuple[str, ...] = ()) -> None:
        self.pieces = (*fragments, *_PIECES)
        self._own = 4 if fragments else 0
        # The needs are kept beside their menus: one that is gone may leave its id to another.
        self._known: dict[tuple[int, str], tuple[Need, Menu]] = {}

    def menu(self, need: Need, kind: str) -> Menu:
        """The choices for a value of this kind."""
        known = self._known.get((id(need), kind))
        if known is None:
            known = self._known[id(need), kind] = (need, self._made(need, kind))
        return known[1]

    def _made(self, need: Need, kind: str) -> Menu:
        exact = need.focus or need.literals
        near: list[object] = [
            float(value) if kind == "float" and isinstance(value, int) else value
            for value in (*exact, *exact, *exact, *_neighbours(_with_types(exact)))
            if type(value).__name__ == kind or (kind == "float" and isinstance(value, int))
        ]
        if "closed" in need.flags:
            closed = tuple(one for one in need.literals if type(one).__name__ == kind)
            near, plain = [], closed or self._plain(need, kind)
        else:
            plain = self._plain(need, kind)
        if need.focus and near:
            return tuple(near)
        times = max(1, round(1.5 * len(plain) / (len(near) or 1)))
        first = 2 if near else len(plain)
        return (*plain[:first], *(near * times), *plain[first:])

    def _plain(self, need: Need, kind: str) -> Menu:
        match kind:
            case "int":
                return _SMALL_INTS if {"small", "index"} & need.flags else _INTS
            case "float":
                return _FLOATS
            case "bytes":
                return (*_BYTES, *(Wide.PIECES,) * self._own)
        if "letter" in need.flags:
            return _LETTERS
        matches = (Wide.MATCH,) * (12 if need.patterns else 0)
        shaped = (Wide.SHAPED,) * (12 if letters_of(need) or lengths_of(need) else 0)
        joined = (Wide.JOINED,) * (8 if separators_of(need) else 0)
        return (*_TEXTS, *(Wide.PIECES,) * self._own, *matches, *shaped, *joined)


class Hand:
    """Draws choices, the simple ones first, so that what is shrunk ends up simple."""

    def __init__(self, chooser: Chooser, menus: Menus) -> None:
        self.chooser = chooser
        self._menus = menus

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[0] if len(options) == 1 else options[self.chooser.index(len(options))]

    def chance(self, count: int) -> bool:
        """True once in ``count`` times; false is simpler."""
        return self.chooser.index(count) == count - 1

    def weighted(self, options: Sequence[tuple[T, int]]) -> T:
        """One of the options, by weight."""
        if len(options) == 1:
            return options[0][0]
        left = self.chooser.index(sum(weight for _, weight in options))
        for option, weight in options:
            left -= weight
            if left < 0:
                return option
        return options[0][0]

    def integer(self, need: Need) -> int:
        """An int: small, near a literal, or now and then wide."""
        found = self.pick(self._menus.menu(need, "int"))
        if isinstance(found, Wide):
            return self.chooser.integer(*((-20, 20) if found is Wide.NEAR else (-5000, 5000)))
        assert isinstance(found, int)
        return found

    def number(self, need: Need) -> float:
        """A float: simple, near a literal, or any of moderate size."""
        found = self.pick(self._menus.menu(need, "float"))
        if isinstance(found, Wide):
            return self.chooser.real()
        assert isinstance(found, float)
        return found

    def text(self, need: Need) -> str:
        """A text: one of the literals, one that a pattern matches, or pieces of the code's own."""
        found = self.pick(self._menus.menu(need, "str"))
        text = self._wide_text(found, need) if isinstance(found, Wide) else str(found)
        return text or ("a" if "filled" in need.flags else "")

    def _wide_text(self, found: Wide, need: Need) -> str:
        match found:
            case Wide.ANY:
                return self.chooser.text()
            case Wide.JOINED:
                parts = [self._pieces(), self._pieces()]
                count = self.pick(_COUNTS)
                return self.pick(separators_of(need)).join(self.pick(parts) for _ in range(count))
            case Wide.SHAPED:
                return self._shaped(need)
            case Wide.MATCH:
                text = self.chooser.matching(self.pick(need.patterns))
                if text is not None:
                    return text[:_LONGEST]
        starts = [one for one in need.literals if isinstance(one, str)]
        start = self.pick(starts) if starts and self.chance(3) else ""
        return start + self._pieces()

    def _pieces(self) -> str:
        return "".join(self.pick(self._menus.pieces) for _ in range(self.pick(_COUNTS)))

    def _shaped(self, need: Need) -> str:
        """A text of a length that is compared with, of letters that are asked about."""
        length = self.pick((*lengths_of(need) * 6, *_COUNTS))
        letters = self.pick((*letters_of(need), self._menus.pieces))
        text = [self.pick(letters) for _ in range(length)]
        for index, one in enumerate(need.positions[:length]):
            known = [value for value in one.literals if isinstance(value, str)]
            if known and not self.chance(4):
                text[index] = self.pick(known)
        return "".join(text)

    def octets(self, need: Need) -> bytes:
        """Bytes, made like texts."""
        found = self.pick(self._menus.menu(need, "bytes"))
        if isinstance(found, bytes):
            return found
        return self._wide_text(Wide.PIECES, need).encode("utf-8")


def _with_types(values: tuple[object, ...]) -> tuple[tuple[str, object], ...]:
    return tuple((type(value).__name__, value) for value in values)


@lru_cache(maxsize=256)
def _neighbours(values: tuple[tuple[str, object], ...]) -> tuple[object, ...]:
    """The literals, then the values next to them: where comparisons change their minds."""
    found: dict[tuple[str, object], object] = {}
    plain = [value for _, value in values if not isinstance(value, bool)]
    for value in plain:
        found[type(value).__name__, value] = value
    for value in plain:
        if isinstance(value, int | float):
            steps = (1, -1, 0.5, -0.5) if isinstance(value, float) else (1, -1)
            for near in (value + step for step in steps):
                found[type(near).__name__, near] = near
        elif isinstance(value, str) and value:
            for other in (value + "x", value[:-1], value.swapcase()):
                found["str", other] = other
    return tuple(found.values())
