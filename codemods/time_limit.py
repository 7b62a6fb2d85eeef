"""Stop work that takes too long, where the system can ring an alarm."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OutOfTime(BaseException):
    """Raised in the middle of work that took too long; no mere error, that a handler may take."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``OutOfTime`` in the body after so many seconds, and again until it lets go."""
    if not hasattr(signal, "setitimer") or not _is_main_thread():
        yield  # whoever waits for the process has to end it
        return
    rang = False

    def ring(number: int, frame: object) -> None:
        nonlocal rang
        rang = True
        raise OutOfTime

    previous = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    if rang:  # somebody caught it on the way: what came of that is not to be trusted
        raise OutOfTime


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
