"""Write what a run came to: planned in the journal first, then file by file; undo and resume it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from codemods.files import disk, git
from codemods.files.journal import Draft, Journal, NoJournal, Run
from codemods.model import Halted
from codemods.running.batch import Result

_SHOWN = 5


class Refused(Halted):
    """Raised where nothing may be written now. Its text says what to do; nothing was touched."""


class Writes:
    """The writes of one run."""

    def __init__(self, draft: Draft, top: Path | None) -> None:
        self._draft = draft
        self._top = top
        self._paths: list[Path] = []

    def plan(self, result: Result) -> disk.Unwritten | None:
        """Plan to write the file of a result. Returns why it can't be."""
        if result.file is None:
            return None
        file, text = result.file, result.outcome.after
        try:
            data = disk.encode(file, text)
        except UnicodeEncodeError as error:
            return disk.Unwritten(f"the result can't be written as {file.encoding}: {error}")
        self._draft.add(file.path, file.data, data)
        self._paths.append(file.path)
        return None

    def make(self, allow_dirty: bool) -> Iterator[tuple[Path, disk.Unwritten | None]]:
        """Write; tells of each file whether it was, or why not. Raises ``Refused``, ``NoJournal``.

        Files with changes that git has no commit of are not overwritten, unless ``allow_dirty``.
        """
        if not self._paths:
            return
        if self._top is not None and not allow_dirty:
            _refuse_dirty(self._top, self._paths)
        self._draft.settle()
        for path, (_, error) in zip(self._paths, self._draft.redo(), strict=True):
            yield path, error


def _refuse_dirty(top: Path, paths: list[Path]) -> None:
    try:
        dirty = git.dirty(top)
    except git.GitError as error:
        raise Refused(f"git can't tell what is committed: {error}") from None
    names = [str(path) for path in paths if Path(os.path.realpath(path)) in dirty]
    if names:
        what = f"uncommitted changes in {_some(names)}"
        raise Refused(f"{what}; commit or stash them, or give --allow-dirty")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def journal_for(root: Path) -> Journal:
    # Imported here: only who writes needs it.
    from platformdirs import user_state_path

    return Journal(user_state_path("codemods", appauthor=False), root)


@contextmanager
def writes(root: Path, note: Callable[[str], None]) -> Iterator[Writes]:
    """The writes of one run in ``root``, alone there while it lasts.

    Raises ``Refused`` where an earlier run was interrupted, and ``NoJournal``.
    """
    journal, top = journal_for(root), git.root(root)
    with _alone(journal, note):
        if interrupted := journal.unfinished():
            what = f"the run {interrupted.name} was interrupted while it wrote"
            raise Refused(f"{what}: give `codemods run --resume`, or `codemods undo`")
        if top is None:
            note("not in a git repository: only `codemods undo` can bring back what was there")
        journal.tidy()
        draft = journal.draft()
        try:
            yield Writes(draft, top)
        finally:
            if not draft.is_planned:
                draft.discard()


def resume(root: Path, note: Callable[[str], None]) -> Iterator[tuple[str, disk.Unwritten | None]]:
    """Complete the run in ``root`` that was interrupted. Raises ``Refused``, ``NoJournal``."""
    journal = journal_for(root)
    with _alone(journal, note):
        interrupted = journal.unfinished()
        if interrupted is None:
            raise Refused(f"no run in {root} was interrupted")
        interrupted.sweep()
        yield from interrupted.redo()


def undo(
    root: Path, name: str | None, note: Callable[[str], None]
) -> Iterator[tuple[str, disk.Unwritten | None]]:
    """Give the files of a run (the last one, else that of the name) back the bytes they had.

    All or none: raises ``Refused`` where one was edited since, or there is no such run; and
    ``NoJournal``.
    """
    journal = journal_for(root)
    with _alone(journal, note):
        run = _asked(journal, name)
        if run is None:
            raise Refused(f"nothing to undo in {root}" if name is None else f"no run {name}")
        if edited := run.edited():
            raise Refused(f"edited since that run: {_some(edited)}; nothing was undone")
        run.sweep()
        yield from run.undo()


def _asked(journal: Journal, name: str | None) -> Run | None:
    if name is None:
        return journal.unfinished() or journal.last()
    return next((run for run in journal.runs() if run.name == name), None)


@contextmanager
def _alone(journal: Journal, note: Callable[[str], None]) -> Iterator[None]:
    """While it lasts, no other process writes in the same place. Says for whom it waits."""
    try:
        lock = _locked(journal, note)
    except OSError as error:
        raise NoJournal(f"{journal.folder} can't be used: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


def _locked(journal: Journal, note: Callable[[str], None]) -> Any:
    # Imported here: only who writes needs it.
    from filelock import FileLock, Timeout

    journal.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock, owner = FileLock(journal.folder / "lock"), journal.folder / "owner"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        note(f"waiting for process {disk.peek(owner).decode() or '?'}, which writes here")
        lock.acquire()
    owner.write_text(str(os.getpid()), "ascii")
    return lock
