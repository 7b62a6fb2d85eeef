"""Complete what a run was about to write, or take back what it wrote."""

from collections.abc import Iterator
from pathlib import Path

from codemods import config
from codemods.config import Config
from codemods.files import disk, git, writing
from codemods.model import Halted
from codemods.report.console import Console
from codemods.report.text import count

DONE, FAILED = 0, 3


def repository(settings: Config) -> Path:
    """The repository that a run writes in; the folder of the configuration outside of any."""
    return git.root(settings.root) or settings.root


def resume(console: Console) -> int:
    """Complete a run that was interrupted while it wrote. Returns the exit code."""
    return _told(
        writing.resume(repository(config.find([Path.cwd()])), console.note), "written", console
    )


def undo(name: str | None, console: Console) -> int:
    """Take back what a run wrote. Returns the exit code."""
    place = repository(config.find([Path.cwd()]))
    return _told(writing.undo(place, name, console.note), "as it was", console)


def _told(steps: Iterator[tuple[str, disk.Unwritten | None]], what: str, console: Console) -> int:
    failed = 0
    try:
        for path, error in steps:
            failed += error is not None
            console.note(f"{disk.shown(Path(path))}: {error or what}")
    except Halted as error:
        raise config.ConfigError(str(error)) from None
    return FAILED if failed else DONE


def runs() -> Iterator[str]:
    """A line for each run in the journal, the last one first."""
    journal = writing.journal_for(repository(config.find([Path.cwd()])))
    for run in reversed(journal.runs()):
        state = "undone" if run.is_undone else "interrupted" if run.is_unfinished else "written"
        yield f"{run.name}  {count(len(run.entries()), 'file')}  {state}"
