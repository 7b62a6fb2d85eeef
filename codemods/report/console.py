"""Print results as they come: diffs and data to standard output, the rest to standard error."""

import json
import sys
from typing import Any

import click

from codemods.batch import Result
from codemods.report import data, diff, text


class Console:
    """Prints, and counts what it printed of."""

    def __init__(
        self,
        show_diff: bool = True,
        show_refused: bool = False,
        quiet: bool = False,
        as_json: bool = False,
    ) -> None:
        self._show_diff = show_diff
        self._show_refused = show_refused
        self._quiet = quiet
        self._as_json = as_json
        self._entries: list[dict[str, Any]] = []
        self._progress: Any = None
        self._writes = False
        self.files = self.lines = self.sites = self.refused = self.failed = self.changed = 0

    def start(self, files: int, writes: bool) -> None:
        """Say that work on so many files begins."""
        self._writes = writes
        if self._quiet or not sys.stderr.isatty() or files < 20:
            return
        # Imported here: a run that shows no progress need not load rich.
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        terminal = Terminal(stderr=True)
        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=terminal,
            transient=True,
        )
        self._progress.add_task("files", total=files)
        self._progress.start()

    def show(self, result: Result) -> None:
        """Print what became of one file, and count it."""
        outcome = result.outcome
        self._count(result)
        if self._progress is not None:
            self._progress.advance(self._progress.task_ids[0])
        if self._as_json:
            if outcome.sites or outcome.refusals or outcome.error:
                self._entries.append(data.file_entry(outcome))
            return
        for line in text.lines(outcome, self._show_refused):
            click.echo(line)
        if outcome.error:
            self.note(outcome.error)
        elif outcome.changed and self._show_diff:
            for line in diff.unified(outcome):
                _echo_text(click.style(line, fg=diff.colour(line)))

    def note_result(self, result: Result) -> None:
        """Tell standard error of one file whose text goes to standard output."""
        for line in text.lines(result.outcome, self._show_refused):
            self.note(line)
        if result.outcome.error:
            self.note(result.outcome.error)

    def finish(self) -> None:
        """Print what comes at the end: the document, the summary."""
        if self._progress is not None:
            self._progress.stop()
        if self._as_json:
            document = {"version": data.VERSION, "files": self._entries, "summary": self._summary()}
            click.echo(json.dumps(document, indent=2))
        if not self._quiet:
            self.note(self._closing_line())

    def note(self, line: str) -> None:
        click.echo(line, err=True)

    def _count(self, result: Result) -> None:
        outcome = result.outcome
        self.files += 1
        self.lines += result.lines
        self.sites += len(outcome.sites)
        self.refused += len(outcome.refusals)
        self.failed += outcome.error is not None
        self.changed += outcome.changed

    def _summary(self) -> dict[str, int]:
        names = ("files", "lines", "changed", "sites", "refused", "failed")
        return {name: getattr(self, name) for name in names}

    def _closing_line(self) -> str:
        done = "rewritten" if self._writes else "would be rewritten"
        parts = [
            f"{text.count(self.sites, 'site')} in {text.count(self.changed, 'file')} {done}",
            f"{self.refused} left alone",
            f"{text.count(self.files, 'file')} looked at",
        ]
        if self.failed:
            parts.append(f"{self.failed} could not be processed")
        if self.changed and not self._writes:
            parts.append("nothing was written (use --write)")
        return ", ".join(parts)


def _echo_text(styled: str) -> None:
    """Print text that may hold lone surrogates or other characters the terminal can't show."""
    if not sys.stdout.isatty():
        styled = click.unstyle(styled)
    click.echo(styled.encode("utf-8", "surrogateescape"), nl=False)
