"""Run codemods over many files, in processes, and give the results in the order of the paths."""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from codemods import catalog, disk, engine
from codemods.disk import File
from codemods.model import Options, Outcome, Project, Source, Trust
from codemods.time_limit import OutOfTime, limited

# Below so many files a second process costs more than it brings.
FEW_FILES = 40
_CHUNK = 8
# Seconds that one file may take, and those that starting and stopping a process may.
TIME_LIMIT = 30.0
_GRACE = 30.0


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

    ``digest`` stands for the bytes that were read.
    """

    outcome: Outcome
    lines: int = 0
    file: File | None = None
    digest: str = ""

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

    ``seconds`` are those that one file may take.
    """

    options: Options
    project: Project
    seconds: float = TIME_LIMIT


def run(tasks: Sequence[Task], terms: Terms, jobs: int) -> Iterator[Result]:
    """The results of all tasks, in order."""
    if jobs == 1 or len(tasks) < FEW_FILES:
        for task in tasks:
            yield work(task, terms)
        return
    chunks = [tasks[start : start + _CHUNK] for start in range(0, len(tasks), _CHUNK)]
    yield from _in_processes(chunks, terms, jobs)


def _in_processes(chunks: Sequence[Sequence[Task]], terms: Terms, jobs: int) -> Iterator[Result]:
    waiting = deque(chunks)
    while waiting:
        pending: deque[tuple[Sequence[Task], Future[list[Result]]]] = deque()
        with _pool(min(jobs, len(waiting)), terms) as pool:
            try:
                while waiting or pending:
                    # A few chunks ahead keep the processes busy and the memory bounded.
                    while waiting and len(pending) < 4 * jobs:
                        # Broken already, the pool takes no more: the chunk must go on waiting.
                        pending.append((waiting[0], pool.submit(_work_chunk, waiting[0])))
                        waiting.popleft()
                    yield from _awaited(pool, *pending[0], terms)
                    pending.popleft()
            except BrokenProcessPool:
                waiting.extendleft(reversed([chunk for chunk, _ in pending]))
                chunk = waiting.popleft()
            except BaseException:
                _terminate(pool)
                raise
            else:
                return
        yield from one_by_one(chunk, terms)


def _awaited(
    pool: ProcessPoolExecutor, chunk: Sequence[Task], work: Future[list[Result]], terms: Terms
) -> list[Result]:
    """The results of a chunk that is being worked on.

    Raises ``BrokenProcessPool`` where its process died, or did not even hear its own alarm.
    """
    try:
        return work.result(_GRACE + terms.seconds * len(chunk))
    except TimeoutError:
        _terminate(pool)
        raise BrokenProcessPool("out of time") from None


def _pool(jobs: int, terms: Terms) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(terms,))


def collect_seldom() -> None:
    """Look for garbage less often: trees are large and hold no cycles (a sixth of a run's time)."""
    gc.set_threshold(100_000, 20, 100)


_given: Terms


def _start_worker(terms: Terms) -> None:
    global _given
    _given = terms
    collect_seldom()
    # Ctrl-C reaches every process of a terminal: the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _terminate(pool: ProcessPoolExecutor) -> None:
    """End the processes at once: they hold nothing that could be lost."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)


def one_by_one(chunk: Sequence[Task], terms: Terms) -> Iterator[Result]:
    """The results of a chunk in which a file killed its process: that file gets the blame."""
    for task in chunk:
        with _pool(1, terms) as pool:
            try:
                yield from _awaited(pool, [task], pool.submit(_work_chunk, [task]), terms)
            except BrokenProcessPool:
                error = "its process died while working on it; left alone"
                yield Result(Outcome(str(task.path), error=f"{task.path}:1: {error}"))


def _work_chunk(chunk: Sequence[Task]) -> list[Result]:
    return [work(task, _given) for task in chunk]


def work(task: Task, terms: Terms) -> Result:
    """Read one file and rewrite it in memory. Whatever goes wrong becomes the outcome's error."""
    try:
        file = read(task)
    except disk.Unreadable as error:
        return Result(failed(task.path, error.line, str(error)))
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
            return rewrite(file, codemods, terms.options, terms.project)
    except OutOfTime:
        what = f"takes more than {terms.seconds:g} s; left alone, exclude it or see --time-limit"
        return Result(failed(file.path, 1, what))


def rewrite(
    file: File,
    codemods: Sequence[str],
    options: Options,
    project: Project,
    trust: Mapping[str, Trust] = engine.NO_EXCEPTIONS,
    declined: Mapping[tuple[str, str], str] = engine.NOTHING_DECLINED,
) -> Result:
    """Rewrite a file that was read. ``trust`` and ``declined`` are those of ``engine.run``."""
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
    """The options of each codemod: its own defaults, and what the configuration says."""
    return {
        name: catalog.load(name).options(
            **{key.replace("-", "_"): value for key, value in configured.get(name, {}).items()}
        )
        for name in names
    }
