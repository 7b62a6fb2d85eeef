"""End a call that takes too long, from the inside.

Where the system has interval timers and this is the main thread, a signal interrupts the call
after the given CPU seconds, or after some times as many seconds on the clock, and again shortly
afterwards in case the call caught it. Elsewhere instructions are counted, which is slow. What
neither ends, like one long call into C, is for the sandbox to end.
"""

import signal
import sys
import threading
from types import FrameType
from typing import Any, ClassVar, NoReturn

WALL_PER_CPU = 6
AGAIN = 0.02
STEPS_PER_SECOND = 2_000_000


class OutOfTime(BaseException):
    """Raised in the middle of a call that takes too long."""


class Deadline:
    """Whether time ran out; also where the call caught what was to end it.

    Call ``disarm`` in a ``finally``, and once more in a ``finally`` around that one: time may run
    out in the middle of it.
    """

    _current: ClassVar["Deadline | None"] = None

    def __init__(self) -> None:
        self.is_over = False
        self._steps = 0
        self._is_counting = False

    def arm(self, seconds: float) -> None:
        """Raise ``OutOfTime`` when time is up."""
        Deadline._current = self
        if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
            _install()
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
            signal.setitimer(signal.ITIMER_REAL, seconds * WALL_PER_CPU, AGAIN)
        elif sys.gettrace() is None:  # else a debugger or a measurement of coverage is at work
            self._is_counting = True
            self._steps = int(seconds * STEPS_PER_SECOND)
            sys.settrace(self._count)

    def disarm(self) -> None:
        """Let the code run as long as it likes."""
        if Deadline._current is not self:
            return
        if self._is_counting:
            sys.settrace(None)
        elif hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
        Deadline._current = None

    def end(self) -> NoReturn:
        self.is_over = True
        raise OutOfTime

    def _count(self, frame: FrameType, event: str, argument: Any) -> Any:
        frame.f_trace_opcodes = True  # an empty loop on one line has no other events
        self._steps -= 1
        if self._steps < 0:
            self.end()
        return self._count


_PREVIOUS: dict[int, Any] = {}


def _install() -> None:
    """Handle the signals of the timers, once and for all: to do it for each call takes long."""
    if not _PREVIOUS:
        for number in (signal.SIGVTALRM, signal.SIGALRM):
            _PREVIOUS[int(number)] = signal.signal(number, _ring)


def _ring(number: int, frame: FrameType | None) -> None:
    if Deadline._current is not None:
        Deadline._current.end()
    if callable(_PREVIOUS[number]):  # no business of ours
        _PREVIOUS[number](number, frame)
