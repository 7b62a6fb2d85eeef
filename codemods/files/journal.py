"""Record what a run is going to write before it writes anything, so that it can be undone.

The journal of a repository is a folder in the user's state directory. Each run has a folder there:

- ``pack``: the bytes of every file before and after, one behind the other
- ``plan.jsonl``: a line for each file, written behind the pack; without it nothing was touched
- ``done``, ``undone``: empty, there once all files are written, or are what they were again

Files are replaced one by one, each in one step: whenever the process dies, a file is what it was
or what it was to become, and the plan tells which. (This is a redo log, as databases keep one.)
"""

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from codemods.files import disk
from codemods.files.disk import Unwritten
from codemods.model import Halted

KEPT = 20
_PACK, _PLAN, _DONE, _UNDONE = "pack", "plan.jsonl", "done", "undone"


class NoJournal(Halted):
    """Raised where the journal can't be written or read. Its text says what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a plan: its path, and from where to where its bytes stand in the pack.

    One that had none was not there: nothing is ever rewritten in an empty file.
    """

    path: str
    before: tuple[int, int]
    after: tuple[int, int]


class Run:
    """One run in the journal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def is_planned(self) -> bool:
        return (self.folder / _PLAN).exists()

    @property
    def is_unfinished(self) -> bool:
        """Whether files may have been written, and neither all of them nor none is certain."""
        return self.is_planned and not (self.is_done or self.is_undone)

    @property
    def is_done(self) -> bool:
        return (self.folder / _DONE).exists()

    @property
    def is_undone(self) -> bool:
        return (self.folder / _UNDONE).exists()

    def when(self) -> datetime:
        return datetime.fromtimestamp(self.folder.stat().st_mtime)

    def entries(self) -> list[Entry]:
        try:
            lines = (self.folder / _PLAN).read_text("utf-8").splitlines()
        except OSError as error:
            raise NoJournal(f"{self.folder / _PLAN} can't be read: {error.strerror}") from error
        entries = map(json.loads, lines)
        return [Entry(one["path"], tuple(one["before"]), tuple(one["after"])) for one in entries]

    def edited(self) -> list[str]:
        """The paths of the files that are neither what they were nor what they were to become."""
        with self._pack() as read:
            return [
                one.path
                for one in self.entries()
                if disk.peek(Path(one.path)) not in (read(one.before), read(one.after))
            ]

    def redo(self) -> Iterator[tuple[str, Unwritten | None]]:
        """Write what is not written yet; tells of each path whether it is now, or why not."""
        with self._pack() as read:
            for one in self.entries():
                yield one.path, _replaced(one.path, read(one.before), read(one.after))
        _mark(self.folder / _DONE)

    def undo(self) -> Iterator[tuple[str, Unwritten | None]]:
        """Give each file back the bytes it had; tells of each path whether it has, or why not."""
        failed = False
        with self._pack() as read:
            for one in self.entries():
                error = _replaced(one.path, read(one.after), read(one.before))
                failed = failed or error is not None
                yield one.path, error
        if not failed:
            _mark(self.folder / _UNDONE)

    def sweep(self) -> None:
        """Remove what a process that died while replacing a file left beside it."""
        for folder in {Path(entry.path).parent for entry in self.entries()}:
            disk.sweep(folder)

    @contextlib.contextmanager
    def _pack(self) -> Iterator[Callable[[tuple[int, int]], bytes]]:
        """While it lasts, the pack can be read from one place to another."""
        with _telling(), (self.folder / _PACK).open("rb") as stream:

            def read(span: tuple[int, int]) -> bytes:
                stream.seek(span[0])
                return stream.read(span[1] - span[0])

            yield read


def _replaced(path: str, old: bytes, new: bytes) -> Unwritten | None:
    """Replace the content of a file, unless it is done already. Returns why it can't be."""
    try:
        if disk.peek(Path(path)) == new and (new or not Path(path).exists()):
            return None
        if not old:
            disk.create(Path(path), new)
        elif not new:
            disk.remove(Path(path), old)
        else:
            disk.replace(Path(path), old, new)
    except Unwritten as error:
        return error
    return None


class Draft(Run):
    """A run that is being planned. Nothing is touched before ``settle``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._entries: list[Entry] = []
        self._stream = (folder / _PACK).open("wb")

    def add(self, path: Path, before: bytes, after: bytes) -> None:
        """Plan to replace the content of a file. Raises ``NoJournal``."""
        entry = Entry(os.path.realpath(path), self._stored(before), self._stored(after))
        self._entries.append(entry)

    def _stored(self, data: bytes) -> tuple[int, int]:
        start = self._stream.tell()
        with _telling():
            self._stream.write(data)
        return start, start + len(data)

    def settle(self) -> None:
        """Make the plan durable. Raises ``NoJournal``."""
        lines = "".join(json.dumps(asdict(entry)) + "\n" for entry in self._entries)
        with _telling():
            with self._stream:
                self._stream.flush()
                os.fsync(self._stream.fileno())
            _durable(self.folder / _PLAN, lines.encode())

    def discard(self) -> None:
        """Forget the draft."""
        self._stream.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Journal:
    """All runs over one repository, or over one folder outside of any."""

    def __init__(self, state: Path, root: Path) -> None:
        """``state`` is the user's state directory for this program, ``root`` the repository."""
        digest = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
        self.folder = state / f"{root.name}-{digest}"

    def draft(self) -> Draft:
        """Begin a run. Raises ``NoJournal``."""
        name = time.strftime("%Y%m%d-%H%M%S")
        with _telling():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Of the same length, so that the names of one second sort as the runs began.
            for attempt in range(1000):
                folder = self.folder / (f"{name}-{attempt:03}" if attempt else name)
                with contextlib.suppress(FileExistsError):
                    folder.mkdir()
                    return Draft(folder)
        raise NoJournal(f"too many runs in {self.folder}")

    def runs(self) -> list[Run]:
        """The runs that were planned to the end, oldest first."""
        if not self.folder.is_dir():
            return []
        found = [Run(path) for path in sorted(self.folder.iterdir()) if path.is_dir()]
        return [run for run in found if run.is_planned]

    def unfinished(self) -> Run | None:
        return next((run for run in self.runs() if run.is_unfinished), None)

    def last(self) -> Run | None:
        """The last run that wrote something and was not undone."""
        return next((run for run in reversed(self.runs()) if not run.is_undone), None)

    def tidy(self) -> None:
        """Drop old runs, and what is left of runs that died before they wrote anything."""
        if not self.folder.is_dir():
            return
        runs = self.runs()
        kept = {run.folder for run in runs[-KEPT:]} | {
            one.folder for one in runs if one.is_unfinished
        }
        for path in self.folder.iterdir():
            if path.is_dir() and path not in kept:
                shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or "the state directory"
        what = f"what is to be written can't be recorded in {where}: {error.strerror or error}"
        raise NoJournal(f"{what}; set XDG_STATE_HOME to a folder that can be written") from error


def _durable(path: Path, data: bytes) -> None:
    """Write a file so that it is there, whole, after a power cut, or is not there at all."""
    draft = path.with_name(path.name + ".tmp")
    with draft.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _mark(path: Path) -> None:
    with _telling():
        _durable(path, b"")
