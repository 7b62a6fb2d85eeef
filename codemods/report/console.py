"""Print results as they come: diffs and data to standard output, the rest to standard error."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click

from codemods.files import disk
from codemods.model import SAME_BEHAVIOUR
from codemods.report import data, diff, text
from codemods.report.progress import Progress
from codemods.report.statistics import Statistics
from codemods.running.batch import Result


class OutputLost(Exception):
    """Raised where nobody takes what a dry run has to say."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class Console:
    """Prints, and counts what it printed of."""

    def __init__(
        self,
        show_diff: bool = True,
        show_refused: bool = False,
        quiet: bool = False,
        as_json: bool = False,
        statistics: bool = False,
    ) -> None:
        self._show_diff = show_diff
        self._show_refused = show_refused
        self._quiet = quiet
        self._document = data.Document() if as_json else None
        self._statistics = Statistics() if statistics else None
        self._progress = Progress()
        self._counts_files = True
        self._lost = False
        self._writes = False
        self.files = self.lines = self.sites = self.refused = self.failed = self.changed = 0
        self._open: Counter[str] = Counter()
        self.pending = self._known = 0
        self._done, self._nothing = "would be rewritten", "no Python files found"
        self._saved: list[Path] = []

    @property
    def draws(self) -> bool:
        """Whether diffs are shown."""
        return self._show_diff and self._document is None

    def start(self, files: int, writes: bool, verifies: bool = False) -> None:
        """Say that work on so many files begins. Who verifies says himself how far he is."""
        self._writes, self._counts_files = writes, not verifies
        if writes:
            self._done = "rewritten"
        # On one terminal a bar must give way to each diff: only slow work is worth that.
        is_worth_it = verifies or (files >= 20 and not _is_terminal(sys.stdout))
        if is_worth_it and not self._quiet and _is_terminal(sys.stderr):
            self._progress.start(files)

    def begin(self, files: int) -> None:
        """Say that before all else so many files are to be looked at together."""
        if not self._quiet and _is_terminal(sys.stderr):
            self._progress.start(files)

    def advance(self, part: float) -> None:
        """Say that a part of the work on a file is done."""
        self._progress.advance(part)

    def records(self, path: Path) -> None:
        """Say that sites are written down in ``path``, and that this is all that is done."""
        self._done = f"recorded in {path}"

    def looks_since(self, revision: str) -> None:
        """Say that only files count that changed since a revision."""
        self._nothing = f"no Python files changed since {revision}"

    def let_pass(self, sites: int) -> None:
        """Say that so many sites stand in the baseline."""
        self._known += sites

    def saved(self, patches: Sequence[Path]) -> None:
        """Say which patches there are now."""
        self._saved += patches

    def show(self, result: Result) -> None:
        """Print what became of one file, and count it."""
        outcome = result.outcome
        self._count(result)
        if self._counts_files:
            self._progress.advance()
        if not (outcome.sites or outcome.pending or outcome.refusals or outcome.error):
            return
        if self._document:
            self._print(self._document.file(outcome).encode())
            return
        with self._progress.aside():
            self._show(result)

    def _show(self, result: Result) -> None:
        outcome = result.outcome
        for line in text.lines(outcome, self._show_refused):
            self._print(line.encode(errors="surrogateescape") + b"\n")
        if outcome.error:
            self.note(outcome.error)
        elif result.file is not None and self._show_diff:
            drawn = result.diff
            if drawn is None or drawn.after != outcome.after:  # not all of it may have been let be
                drawn = diff.made(result.file, outcome.after)
            self._print(b"".join(map(_coloured, drawn.lines) if _has_colours() else drawn.lines))

    def note_result(self, result: Result) -> None:
        """Tell standard error of one file whose text goes to standard output."""
        if self._quiet and not result.outcome.error:
            return
        for line in text.lines(result.outcome, self._show_refused):
            self.note(line)
        if result.outcome.error:
            self.note(result.outcome.error)

    def finish(self) -> None:
        """Print what comes at the end: the document, the summary."""
        self.stop()
        if self._document:
            rest: dict[str, object] = {"summary": self._summary()}
            if self._statistics:
                rest["statistics"] = self._statistics.data()
            self._print(self._document.end(rest).encode())
        elif self._statistics:
            for line in self._statistics.lines():
                self._print(line.encode() + b"\n")
        if not self._quiet:
            self.note(self._closing_line())
            if self.pending:
                self.note(self._pending_line())

    def stop(self) -> None:
        """Take the progress away, whatever happened."""
        self._progress.stop()

    def _print(self, line: bytes) -> None:
        """Print to standard output. While files are written, its loss must not stop the run."""
        if self._lost:
            return
        try:
            click.echo(line, nl=False)
        except OSError as error:
            self._lost = True
            # What is still buffered can't be written either, not even when Python ends.
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
            closed = isinstance(error, BrokenPipeError)
            if not closed:
                self.note(f"can't write to standard output: {error.strerror}")
            if not self._writes:
                raise OutputLost(141 if closed else 3) from error

    def unwritten(self, path: Path, error: disk.Unwritten) -> None:
        """Say that a file that was shown could not be written after all."""
        self.failed += 1
        self.changed -= 1
        if self._statistics:
            self._statistics.take_back(str(path))
        self.note(f"{path}:1: {error}")

    def note(self, line: str) -> None:
        with self._progress.aside():
            click.echo(line, err=True)

    def _count(self, result: Result) -> None:
        outcome = result.outcome
        if self._statistics:
            self._statistics.add(outcome, self._writes)
        self.files += 1
        self.lines += result.lines
        self.sites += len(outcome.sites)
        self.refused += len(outcome.refusals)
        self.pending += len(outcome.pending)
        self._open.update(one.assumption for site in outcome.pending for one in site.open)
        self.failed += outcome.error is not None
        self.changed += outcome.changed

    def _summary(self) -> dict[str, int]:
        names = ("files", "lines", "changed", "sites", "pending", "refused", "failed")
        return {name: getattr(self, name) for name in names}

    def _pending_line(self) -> str:
        """How many sites could be rewritten if only something were known or granted."""
        self._open.pop(SAME_BEHAVIOUR, None)
        names = ", ".join(f"{name} ({number})" for name, number in self._open.most_common())
        sites = text.count(self.pending, "more site")
        verb = "rests" if self.pending == 1 else "rest"
        hint = "test them with --verify, or grant them by name with --assume"
        return f"{sites} {verb} on open assumptions: {names}; {hint}"

    def _closing_line(self) -> str:
        hint = " (--show-refused says why)" if self.refused and not self._show_refused else ""
        parts = [
            f"{text.count(self.sites, 'site')} in {text.count(self.changed, 'file')} {self._done}",
            *([f"{self._known} known from the baseline"] if self._known else []),
            f"{self.refused} left alone{hint}",
            f"{text.count(self.files, 'file')} looked at",
        ]
        if not self.files:
            return self._nothing
        if self.failed:
            parts.append(f"{self.failed} could not be processed")
        if self._saved:
            parts.append(f"saved {_first_to_last(self._saved)}")
        elif self.changed and self._done == "would be rewritten":
            parts.append("nothing was written (use --write)")
        return ", ".join(parts)


def _first_to_last(patches: Sequence[Path]) -> str:
    first, last = patches[0], patches[-1]
    return str(first) if first == last else f"{first} to {last.name}"


def _coloured(line: bytes) -> bytes:
    content = line.rstrip(b"\r\n")
    shown = content.decode("utf-8", "surrogateescape")
    styled = click.style(shown, fg=diff.colour(line), bold=diff.is_header(line) or None)
    return styled.encode("utf-8", "surrogateescape") + line[len(content) :]


def _has_colours() -> bool:
    """Whether standard output is a terminal that wants colours."""
    wants = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wants and _is_terminal(sys.stdout)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
