"""Stop work that takes too long, where the system can ring an alarm.

What counts is the time that the processor works: on a machine that others keep busy no file is to
blame for what it takes by the clock. The clock ends only what waits for something, and much later.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# So many times as long may work take by the clock.
WALL_PER_CPU = 10


class OutOfTime(BaseException):
    """Raised in the middle of work that took too long; no mere error, that a handler may take."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``OutOfTime`` in the body after so many CPU seconds, and again until it lets go."""
    if not hasattr(signal, "setitimer") or not _is_main_thread():
        yield  # whoever waits for the process has to end it
        return
    alarms = [
        (signal.ITIMER_PROF, signal.SIGPROF, seconds, "of CPU time"),
        (signal.ITIMER_REAL, signal.SIGALRM, seconds * WALL_PER_CPU, "by the clock"),
    ]
    told = {number: f"more than {most:g} s {what}" for _, number, most, what in alarms}
    rang: OutOfTime | None = None
    is_done = False

    def ring(number: int, frame: object) -> None:
        nonlocal rang
        if is_done:
            return
        rang = rang or OutOfTime(told[signal.Signals(number)])
        raise rang

    previous = {number: signal.signal(number, ring) for number in told}
    for timer, _, most, _ in alarms:
        signal.setitimer(timer, most, 1)
    try:
        yield
    finally:
        is_done = True  # first of all: an alarm must not ring in the middle of what takes it back
        for timer, number, _, _ in alarms:
            signal.setitimer(timer, 0)
            signal.signal(number, previous[number])
    if rang:  # somebody caught it on the way: what came of that is not to be trusted
        raise rang


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
