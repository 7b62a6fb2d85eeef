"""Make choices: drawn and shrunk by Hypothesis, or rolled by a random generator."""

from collections.abc import Callable
from functools import lru_cache
from random import Random
from re import Pattern
from typing import Any, Protocol

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Draw = Callable[[SearchStrategy[Any]], Any]


class Chooser(Protocol):
    """Where choices come from."""

    def index(self, size: int) -> int:
        """An index into ``size`` things."""

    def integer(self, low: int, high: int) -> int: ...

    def real(self) -> float:
        """A float of moderate size."""

    def text(self) -> str:
        """A short text of any characters."""

    def matching(self, pattern: Pattern[str]) -> str | None:
        """A text that matches, where one can be made."""


class Drawn:
    """Choices that Hypothesis draws and shrinks."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        # Most choices are indexes. To draw them without a strategy takes half the time, where this
        # version of Hypothesis has a way to.
        self._quick = getattr(getattr(draw, "__self__", None), "draw_integer", None)

    def index(self, size: int) -> int:
        if self._quick is not None:
            return int(self._quick(0, size - 1))
        return int(self._draw(_index(size)))

    def integer(self, low: int, high: int) -> int:
        return int(self._draw(_ints(low, high)))

    def real(self) -> float:
        return float(self._draw(_ANY_FLOAT))

    def text(self) -> str:
        return str(self._draw(_ANY_TEXT))

    def matching(self, pattern: Pattern[str]) -> str | None:
        strategy = _matching(pattern)
        return None if strategy is None else str(self._draw(strategy))


class Rolled:
    """Choices of a random generator: quick, for trying out whether something can be built."""

    def __init__(self, source: Random) -> None:
        self._source = source

    def index(self, size: int) -> int:
        return self._source.randrange(size)

    def integer(self, low: int, high: int) -> int:
        return self._source.randint(low, high)

    def real(self) -> float:
        return self._source.uniform(-10, 10)

    def text(self) -> str:
        return self._source.choice(_TEXTS)

    def matching(self, pattern: Pattern[str]) -> str | None:
        return None


class Simplest:
    """The simplest of all choices."""

    def index(self, size: int) -> int:
        return 0

    def integer(self, low: int, high: int) -> int:
        return max(low, min(high, 0))

    def real(self) -> float:
        return 0.0

    def text(self) -> str:
        return ""

    def matching(self, pattern: Pattern[str]) -> str | None:
        return None


_INTS = (0, 1, 2, 3, -1, 4, 5, 10)
_SMALL_INTS = (0, 1, 2, 3, -1, 4)
_FLOATS = (0.0, 1.0, 0.5, 2.0, -1.0, 2.5, 10.0, 0.1)
_TEXTS = ("", "a", "b", "ab", "A", "a b", "1", "c", "é")
_PIECES = ("a", "b", "1", " ", "c d", "\n")
_LETTERS = ("a", "b", "0", "A", " ", "z", "é")
_BYTES = (b"", b"a", b"ab", b"1", b"a b", b"\xff\x00")
_COUNTS = (1, 2, 0, 3, 2, 4, 6)


@lru_cache(maxsize=512)
def _index(size: int) -> SearchStrategy[int]:
    # Small ones are simpler.
    return st.integers(0, size - 1)


@lru_cache(maxsize=64)
def _ints(low: int, high: int) -> SearchStrategy[int]:
    return st.integers(low, high)


_ANY_FLOAT = st.floats(-1000, 1000)
_ANY_TEXT = st.text(max_size=6)


@lru_cache(maxsize=128)
def _matching(pattern: Pattern[str]) -> SearchStrategy[str] | None:
    try:
        found = st.from_regex(pattern, fullmatch=True)
        found.validate()
    except Exception:  # of many kinds: whatever the pattern holds, other texts remain
        return None
    return found
