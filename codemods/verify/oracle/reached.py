"""Tell whether a call runs a changed line."""

import sys
from collections.abc import Collection
from types import CodeType, FrameType
from typing import Any


class Reached:
    """Watches some lines of some code while it is entered; ``lines`` are those that ran.

    Only frames of this very code are traced, so everything else runs at full speed.
    """

    def __init__(self, codes: Collection[CodeType], lines: Collection[int]) -> None:
        self._codes = frozenset(codes)
        self._wanted = frozenset(lines)
        self.lines: set[int] = set()

    def __enter__(self) -> "Reached":
        self.lines = set()
        if self._wanted:
            sys.settrace(self._entered)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _entered(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self._step if frame.f_code in self._codes else None

    def _step(self, frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_lineno in self._wanted:
            self.lines.add(frame.f_lineno)
        return self._step
