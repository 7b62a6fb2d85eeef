"""Remember what files came to, so that a second run looks only into what changed.

An entry holds only where everything it rests on is as it was: the file's bytes, the codemods, the
name it is imported by, and the answers that other files gave (``facts.other_files``). What holds
for all files of a run (options, versions of all that takes part, where it was started) names the
pack of entries. A pack is replaced as a whole and carries a digest of itself: one that is damaged
is as good as none, and of two runs that write one the last wins.
"""

import contextlib
import marshal
import os
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from codemods import __version__
from codemods.files import disk
from codemods.model import Options, Outcome, Project
from codemods.project import first_inequality
from codemods.report.diff import Diff
from codemods.running import batch, records
from codemods.running.batch import Result, Task, Terms

_LIBRARIES = ("black", "complexipy", "libcst")
_NOTHING = disk.digest(b"")  # also what is seen of a file that can't be read
_MONTH = 30 * 24 * 3600
_SUFFIX = ".codemods-pack"


class Cache:
    """The pack of one run: what was remembered, and what is to be."""

    def __init__(self, pack: Path, note: Callable[[str], None]) -> None:
        self._pack = pack
        self._note = note
        known = _read(pack)
        self._entries: dict[str, Any] = known.get("entries", {})
        self._inequalities: dict[str, int | None] = known.get("inequalities", {})
        self._all_files: str = known.get("all files", "")
        self._digests: dict[Path, str] = {}
        self._answers: dict[str, str] = {}
        self._grown = False

    def look(self, path: Path, data: bytes) -> int | None:
        """``first_inequality``, remembered. Also learns what the file holds."""
        self._digests[path] = digest = disk.digest(data)
        if b"__ne__" not in data:
            return None
        if digest not in self._inequalities:
            self._inequalities[digest] = first_inequality(path, data)
            self._grown = True
        return self._inequalities[digest]

    def run(
        self,
        tasks: Sequence[Task],
        terms: Terms,
        work: Callable[[Sequence[Task]], Iterator[Result]],
    ) -> Iterator[Result]:
        """The results of all tasks in order: remembered, or else those of ``work``."""
        project = terms.project
        names = {path: name for name, path in project.modules.items()}
        keys = [self._key(task, names.get(str(task.path), "")) for task in tasks]
        pairs = list(zip(tasks, keys, strict=True))
        files = self._digest_of_all(project)
        same = files == self._all_files
        if not same:
            self._all_files = ""  # until all that is remembered rests on these
        known = [self._holds(task, key, None if same else project) for task, key in pairs]
        fresh = work([task for task, holds in zip(tasks, known, strict=True) if not holds])
        try:
            for (task, key), holds in zip(pairs, known, strict=True):
                result = self._recalled(task, terms.draws) if holds else None
                if result is None:
                    result = next(work([task]) if holds else fresh)
                    self._keep(task, key, result)
                yield result
            if not same:
                self._note_all(files)
        finally:
            self._save()

    def _digest_of_all(self, project: Project) -> str:
        """Stands for all that files of the project may answer to questions of others."""
        named = sorted(project.modules.items())
        seen = sorted((str(path), digest) for path, digest in self._digests.items())
        return disk.digest(repr((project.inequality, named, seen)).encode("utf-8", "surrogatepass"))

    def _note_all(self, files: str) -> None:
        """Remember the files as a whole, unless one changed while they were worked on."""
        if all(disk.digest(disk.peek(path)) == known for path, known in self._digests.items()):
            self._all_files = files
            self._grown = True

    def _key(self, task: Task, name: str) -> list[Any]:
        begun = None
        if task.text is not None:
            begun = disk.digest(task.text.encode("utf-8", "surrogatepass"))
        return [self._digests.get(task.path, ""), list(task.codemods), name, begun]

    def _holds(self, task: Task, key: list[Any], project: Project | None) -> bool:
        """Whether what is remembered is still so; without a project, only the file is in doubt."""
        entry = self._entries.get(str(task.path))
        return (
            entry is not None
            and entry["key"] == key
            and key[0] != _NOTHING
            and (project is None or self._answers_alike(entry, project))
        )

    def _answers_alike(self, entry: Any, project: Project) -> bool:
        asked = _unpacked(entry["asked"]).items()
        return all(self._answer(name, project) == known for name, known in asked)

    def _answer(self, name: str, project: Project) -> str:
        """What ``facts.other_files`` would note of asking for this name today."""
        # Imported here: mostly no file changed, and nothing has to be asked.
        from codemods.facts.other_files import answer, digest

        if name not in self._answers:
            self._answers[name] = digest(answer(project, name))
        return self._answers[name]

    def _recalled(self, task: Task, draws: bool) -> Result | None:
        """The remembered result, or ``None`` where the file changed while this run goes on."""
        entry = self._entries[str(task.path)]
        data, lines = _unpacked(entry["outcome"]), entry["lines"]
        if not data:  # nothing was found
            return Result(Outcome(str(task.path)), lines)
        if data["after"] is None:
            return Result(records.unpacked(str(task.path), "", data), lines)
        try:
            file = batch.read(task)
        except disk.Unreadable:
            return None
        if disk.digest(file.data) != entry["key"][0]:
            return None
        result = Result(records.unpacked(str(task.path), file.text, data), lines, file)
        return self._drawn(result, entry) if draws else result

    def _drawn(self, result: Result, entry: Any) -> Result:
        """A remembered result with the diff of its file, which is remembered from then on."""
        if entry["diff"]:
            lines = tuple(_unpacked(entry["diff"])["lines"])
            return replace(result, diff=Diff(result.outcome.after, lines))
        result = batch.drawn(result)
        entry["diff"] = _packed_diff(result)
        self._grown = True
        return result

    def _keep(self, task: Task, key: list[Any], result: Result) -> None:
        # A file that failed is tried again: what went wrong may have been the moment's fault.
        if result.outcome.error is None and result.digest == key[0]:
            outcome = records.packed(result.outcome)
            entry = {
                "key": key,
                "lines": result.lines,
                "outcome": _packed(outcome if any(outcome.values()) else {}),
                "asked": _packed(dict(result.outcome.asked)),
                "diff": _packed_diff(result),
            }
            self._grown = self._grown or self._entries.get(str(task.path)) != entry
            self._entries[str(task.path)] = entry

    def _save(self) -> None:
        if not self._grown:
            with contextlib.suppress(OSError):  # as good as used, wherever the pack may be written
                os.utime(self._pack)
            return
        try:
            known = {"entries": self._entries, "inequalities": self._inequalities}
            _write(self._pack, {**known, "all files": self._all_files})
            _forget(self._pack.parent, before=time.time() - _MONTH)
        except OSError as error:
            why = error.strerror or str(error)
            self._note(f"{self._pack.parent}: can't keep a cache there: {why} (--no-cache?)")


def load(
    folder: Path | None,
    options: Options,
    note: Callable[[str], None],
    followed: str | None = None,
) -> Cache:
    """What was remembered of runs like this one, in ``folder`` or else in the user's cache.

    ``followed`` is the codemod that judges all files together first.
    """
    name = disk.digest(repr(_rests_on(options, followed)).encode("utf-8", "surrogateescape"))
    return Cache((folder or _users()) / f"{name}{_SUFFIX}", note)


def clean(folder: Path | None) -> None:
    """Forget everything."""
    _forget(folder or _users(), before=float("inf"))


def _users() -> Path:
    # Imported here: most of what is asked of the command needs no cache.
    from platformdirs import user_cache_path

    return user_cache_path("codemods", appauthor=False)


def _rests_on(options: Options, followed: str | None) -> list[object]:
    """What the outcome of every file of a run rests on."""
    return [
        sys.version,
        _own_digest(),
        _installed(),
        os.getcwd(),  # paths are shown, and remembered, relative to it  # noqa: PTH109
        options.target,
        sorted(options.granted),
        options.trust,
        followed,
        options.line_length,
        options.black and sorted(options.black.items()),
        sorted(options.settings.items(), key=lambda item: item[0]),
    ]


def _own_digest() -> str:
    """Stands for this very program: a version number tells less while it is worked on.

    To read all of it would take a tenth of a run in which nothing changed.
    """
    sources = sorted(_sources(os.path.dirname(__file__)))  # noqa: PTH120 (much faster)
    return disk.digest(repr((__version__, sources)).encode("utf-8", "surrogateescape"))


def _sources(folder: str) -> Iterator[tuple[str, int, int]]:
    """The paths of the modules in a folder, with their sizes and when they were written."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _sources(entry.path)
        elif entry.name.endswith(".py"):
            known = entry.stat()
            yield entry.path, known.st_size, known.st_mtime_ns


def _installed() -> list[str]:
    """The libraries with their versions, by what ``pip`` calls their folders.

    ``importlib.metadata`` would know, but loads an e-mail parser for that.
    """
    starts = tuple(f"{name}-" for name in _LIBRARIES)
    return [
        entry
        for folder in filter(os.path.isdir, sys.path)
        for entry in sorted(one.name for one in os.scandir(folder))
        if entry.startswith(starts) and entry.endswith((".dist-info", ".egg-info"))
    ]


def _packed_diff(result: Result) -> bytes:
    return _packed({"lines": list(result.diff.lines)} if result.diff else {})


def _packed(data: dict[str, Any]) -> bytes:
    """Data in a few bytes: those of a whole project stay in memory until the pack is written."""
    if not data:
        return b""
    # Always the same bytes for the same data, as with later versions of the format they are not.
    return zlib.compress(marshal.dumps(data, 2), 1)


def _unpacked(data: bytes) -> dict[str, Any]:
    if not data:
        return {}
    found: dict[str, Any] = marshal.loads(zlib.decompress(data))
    return found


def _read(pack: Path) -> dict[str, Any]:
    """What the pack holds; nothing where it is not whole."""
    digest, _, body = disk.peek(pack).partition(b"\n")
    if not body or disk.digest(body).encode() != digest:
        return {}
    known: dict[str, Any] = marshal.loads(body)
    return known


def _write(pack: Path, known: dict[str, Any]) -> None:
    # Imported here: mostly nothing is new.
    import tempfile

    pack.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    body = marshal.dumps(known, 2)
    descriptor, name = tempfile.mkstemp(suffix=_SUFFIX, dir=pack.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(disk.digest(body).encode() + b"\n" + body)
        Path(name).replace(pack)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _forget(folder: Path, before: float) -> None:
    for pack in folder.glob(f"*{_SUFFIX}"):
        with contextlib.suppress(FileNotFoundError):  # another run was quicker
            if pack.stat().st_mtime < before:
                pack.unlink()
