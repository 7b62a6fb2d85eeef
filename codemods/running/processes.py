"""Work on many files in processes, and give the results in the order of the paths."""

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from codemods.model import Outcome
from codemods.running import garbage
from codemods.running.batch import Result, Task, Terms, work
from codemods.running.time_limit import WALL_PER_CPU

_CHUNK = 8
# Seconds that starting and stopping a process may take.
_GRACE = 30.0


def run(tasks: Sequence[Task], terms: Terms, jobs: int) -> Iterator[Result]:
    """The results of all tasks, in order."""
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
        return work.result(_GRACE + terms.seconds * WALL_PER_CPU * len(chunk))
    except TimeoutError:
        _terminate(pool)
        raise BrokenProcessPool("out of time") from None


def _pool(jobs: int, terms: Terms) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(terms,))


_given: Terms


def _start_worker(terms: Terms) -> None:
    global _given
    _given = terms
    garbage.collect_seldom()
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
