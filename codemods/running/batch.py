"""Run codemods over many files, and give the results in the order of the paths."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codemods.files import disk
from codemods.files.disk import File
from codemods.model import NO_EXCEPTIONS, NOTHING_DECLINED, Options, Outcome, Project, Source, Trust
from codemods.report import diff
from codemods.report.diff import Diff
from codemods.running import garbage
from codemods.running.time_limit import OutOfTime, limited

# Below so many files a second process costs more than it brings.
FEW_FILES = 40
# Seconds of CPU time that one file may take.
TIME_LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class Task:
    """A file to work on, and the names of the codemods to use.

    ``text`` is what to begin with, where that is not the file's own text, and ``digest`` stands for
    the bytes that it was made of.
    """

    path: Path
    codemods: tuple[str, ...]
    text: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a file. ``file`` is given where there is something to write.

    ``digest`` stands for the bytes that were read, ``diff`` is that of the file, if it is known.
    """

    outcome: Outcome
    lines: int = 0
    file: File | None = None
    digest: str = ""
    diff: Diff | None = None

    @property
    def required_file(self) -> File:
        """The file of a result that has something to write."""
        assert self.file is not None
        return self.file


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all tasks: given once to a process, it need not travel with each of them.

    ``seconds`` are those that one file may take; ``draws`` tells that diffs are wanted.
    """

    options: Options
    project: Project
    seconds: float = TIME_LIMIT
    draws: bool = False


def in_turn(tasks: Sequence[Task], terms: Terms) -> Iterator[Result]:
    """The results of all tasks, in order, all of it done here."""
    for task in tasks:
        yield work(task, terms)


def work(task: Task, terms: Terms) -> Result:
    """Read one file and rewrite it in memory. Whatever goes wrong becomes the outcome's error."""
    try:
        file = read(task)
    except disk.Unreadable as error:
        return Result(failed(task.path, error.line, str(error)))
    garbage.between_files()
    return rewrite_in_time(file, task.codemods, terms)


def read(task: Task) -> File:
    """The file of a task, with the text to begin with. Raises ``disk.Unreadable``."""
    return begun(disk.read(task.path), task.text, task.digest)


def begun(file: File, text: str | None, digest: str) -> File:
    """A file with the text to begin with. Raises ``disk.Unreadable`` where it has changed."""
    if text is None:
        return file
    if disk.digest(file.data) != digest:
        raise disk.Unreadable("it changed while the run went on; run again")
    return replace(file, text=text)


def rewrite_in_time(file: File, codemods: Sequence[str], terms: Terms) -> Result:
    """Rewrite a file that was read, unless that takes too long."""
    try:
        with limited(terms.seconds):
            result = rewrite(file, codemods, terms.options, terms.project)
            return drawn(result) if terms.draws else result
    except OutOfTime as error:
        what = f"takes {error}; left alone, exclude it or see --time-limit"
        return Result(failed(file.path, 1, what))


def drawn(result: Result) -> Result:
    """A result with the diff of its file, if that changes."""
    if result.file is None:
        return result
    return replace(result, diff=diff.made(result.file, result.outcome.after))


def rewrite(
    file: File,
    codemods: Sequence[str],
    options: Options,
    project: Project,
    trust: Mapping[str, Trust] = NO_EXCEPTIONS,
    declined: Mapping[tuple[str, str], str] = NOTHING_DECLINED,
) -> Result:
    """Rewrite a file that was read. ``trust`` and ``declined`` are those of ``engine.run``."""
    if not file.text:
        return Result(Outcome(str(file.path)), digest=disk.digest(file.data))
    # Imported here: what is known already takes none of it.
    from codemods import catalog
    from codemods.rewriting import engine

    lines, digest = file.text.count("\n"), disk.digest(file.data)
    try:
        source = Source(str(file.path), file.text)
        found = [catalog.load(name) for name in codemods]
        outcome = engine.run(source, found, options, project, trust, declined)
    except SyntaxError as error:
        what = f"not valid Python here: {error.msg}; mend or exclude the file"
        return Result(failed(file.path, error.lineno or 1, what), lines)
    except (RecursionError, MemoryError):
        what = "nested too deeply to be parsed; left alone, exclude the file"
        return Result(failed(file.path, 1, what), lines)
    except engine.BrokenLaw as error:
        what = f"left alone, please report this: {error}"
        return Result(failed(file.path, 1, what), lines)
    except Exception as error:
        # The one broad catch: a bug of ours costs this file, not the run, and is never silent.
        what = f"internal error, please report it: {type(error).__name__}: {error}"
        return Result(failed(file.path, 1, what), lines)
    if not outcome.changed:
        return Result(_light(outcome), lines, digest=digest)
    return Result(outcome, lines, file, digest)


def failed(path: Path, line: int, what: str) -> Outcome:
    """The outcome of a file that could not be worked on, with the line that is to blame."""
    return Outcome(str(path), error=f"{path}:{line}: {what}")


def _light(outcome: Outcome) -> Outcome:
    """The outcome of an unchanged file without its text, which nobody needs any more."""
    return replace(outcome, before="", after="")


def settings(
    configured: Mapping[str, Mapping[str, object]], names: Sequence[str]
) -> dict[str, object]:
    """The options of codemods that are configured; the others have their own defaults."""
    chosen = [name for name in names if name in configured]
    if not chosen:
        return {}
    from codemods import catalog

    return {
        name: catalog.load(name).options(
            **{key.replace("-", "_"): value for key, value in configured[name].items()}
        )
        for name in chosen
    }
