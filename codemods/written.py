"""Write what a run came to; complete, take back and list what earlier runs wrote."""

from collections.abc import Iterator
from pathlib import Path

from codemods import disk, git, writing
from codemods.batch import Result
from codemods.config import ConfigError
from codemods.model import Halted
from codemods.report.console import Console


def write(results: Iterator[Result], root: Path, allow_dirty: bool, console: Console) -> None:
    """Print the results, and write them all in the end. Raises ``Halted``."""
    with writing.writes(_place(root), console.note) as writes:
        for result in results:
            console.show(result)
            if error := writes.plan(result):
                console.unwritten(Path(result.outcome.path), error)
        for path, failure in writes.make(allow_dirty):
            if failure:
                console.unwritten(path, failure)


def resume(root: Path, console: Console) -> bool:
    """Complete a run that was interrupted while it wrote. Returns whether all of it is written."""
    return _told(writing.resume(_place(root), console.note), "written", console)


def undo(root: Path, name: str | None, console: Console) -> bool:
    """Take back what a run wrote. Returns whether all of it is taken back."""
    return _told(writing.undo(_place(root), name, console.note), "as it was", console)


def runs(root: Path) -> Iterator[str]:
    """A line for each run in the journal, the last one first."""
    journal = writing.journal_for(_place(root))
    for run in reversed(journal.runs()):
        state = "undone" if run.is_undone else "interrupted" if run.is_unfinished else "written"
        yield f"{run.name}  {len(run.entries())} files  {state}"


def _place(root: Path) -> Path:
    """The repository that a run writes in; the folder of the configuration outside of any."""
    return git.root(root) or root


def _told(steps: Iterator[tuple[str, disk.Unwritten | None]], what: str, console: Console) -> bool:
    failed = 0
    try:
        for path, error in steps:
            failed += error is not None
            console.note(f"{disk.shown(Path(path))}: {error or what}")
    except Halted as error:
        raise ConfigError(str(error)) from None
    return not failed
