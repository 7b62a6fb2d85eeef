"""Show on a terminal how far the work is, with an estimate of what remains."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Progress:
    """A bar on standard error. It counts in files, of which parts may be done."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._is_shown = False

    def start(self, files: int) -> None:
        # Imported here: a run that shows no progress need not load rich.
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            BarColumn(),
            TextColumn("{task.percentage:.0f} % of {task.total:.0f} files"),
            TimeRemainingColumn(),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bar.add_task("files", total=files)
        self._show()

    def advance(self, part: float = 1.0) -> None:
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], part)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something is printed to the same terminal."""
        was_shown = self._is_shown
        self.stop()
        try:
            yield
        finally:
            if was_shown:
                self._show()

    def stop(self) -> None:
        if self._is_shown:
            self._bar.stop()
            self._is_shown = False

    def _show(self) -> None:
        self._bar.start()
        self._is_shown = True
