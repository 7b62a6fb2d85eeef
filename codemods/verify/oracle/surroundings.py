"""Give each call the same surroundings: clock, chance, output, warnings, and room on the stack.

The clock stands still for a thousand readings and then ticks, so that no loop waits for ever;
``sleep`` moves it. Frozen is what is read through the module ``time``, not ``datetime.now()`` and
not a function that was imported by name: what depends on those is found to be nondeterministic.
"""

import contextlib
import io
import random
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from codemods.verify.oracle.readers import masked

SEED = 20_240_229
EPOCH = 1_700_000_000
STACK = 900
LONGEST_OUTPUT = 100_000
_CLOCKS = ("time", "monotonic", "perf_counter", "process_time")
_NOISE = ("ResourceWarning",)
# NumPy says in its words, and in how many of them, whether it computed one number or an array.
_OF_NUMPY = re.compile(r"(divide by zero|overflow|underflow|invalid value) encountered in ")


class _Sink(io.BytesIO):
    """Keeps what is written, up to a limit, and goes on counting behind it."""

    lost = 0

    def write(self, data: Any) -> int:
        if self.tell() < LONGEST_OUTPUT:
            return super().write(data)
        self.lost += len(data)
        return len(data)


class Surroundings:
    """What a call printed and warned about."""

    def __init__(self) -> None:
        self._out, self._err = _stream(), _stream()
        self._warned: list[warnings.WarningMessage] = []
        self._readings = 0
        self._now = 0

    @property
    def stdout(self) -> str:
        return _text(self._out)

    @property
    def stderr(self) -> str:
        return _text(self._err)

    @property
    def warned(self) -> tuple[tuple[str, str], ...]:
        """Category and text of each warning, except those that come when memory is freed.

        Of those that NumPy gives about floats, it counts which of them there are.
        """
        found = ((one.category.__name__, masked(str(one.message))) for one in self._warned)
        kept = [
            (name, text)
            for name, text in found
            if name not in _NOISE and "was never awaited" not in text
        ]
        floating = {(name, of[1]) for name, text in kept if (of := _OF_NUMPY.match(text))}
        return (*(one for one in kept if not _OF_NUMPY.match(one[1])), *sorted(floating))

    @contextlib.contextmanager
    def around(self) -> Iterator[None]:
        """Everything as it always is in here, and afterwards as it was, but for ``random``."""
        streams = sys.stdin, sys.stdout, sys.stderr
        limit = sys.getrecursionlimit()
        clocks = self._clocks()
        saved = {name: getattr(time, name) for name in clocks}
        unraisable = sys.unraisablehook
        with warnings.catch_warnings(record=True) as self._warned:
            warnings.simplefilter("always")
            try:
                sys.stdin, sys.stdout, sys.stderr = io.StringIO(), self._out, self._err
                random.seed(SEED)
                vars(time).update(clocks)
                sys.setrecursionlimit(_depth() + STACK)
                sys.unraisablehook = _nothing  # when destructors run, is up to the interpreter
                yield
            finally:
                sys.unraisablehook = unraisable
                sys.setrecursionlimit(limit)
                vars(time).update(saved)
                sys.stdin, sys.stdout, sys.stderr = streams

    def _clocks(self) -> dict[str, Callable[..., object]]:
        seconds = {name: lambda: self._read() / 1e9 for name in _CLOCKS}
        return {**seconds, **{f"{name}_ns": self._read for name in _CLOCKS}, "sleep": self._sleep}

    def _read(self) -> int:
        self._readings += 1
        if self._readings > 1000:
            self._now += 1_000_000
        return EPOCH * 10**9 + self._now

    def _sleep(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self._now += int(seconds * 1e9)


def _nothing(_: object) -> None:
    return


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(_Sink(), "utf-8", "backslashreplace", "\n", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    if stream.closed:
        return "(closed)"
    sink = stream.buffer
    assert isinstance(sink, _Sink)
    text = masked(sink.getvalue().decode("utf-8", "backslashreplace"))
    return text + f"... {sink.lost} more bytes" if sink.lost else text


def _depth() -> int:
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth
