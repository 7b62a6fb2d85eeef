"""Work on files in the processes of a Dask cluster, which need not see the files.

The bytes of a file travel with its task, and what becomes of it comes back. What a task asks of
other files is not known beforehand: it comes back as a question, and goes out again with the
answer. What the cluster can't do is done here, in a process of its own.
"""

import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import codemods
from codemods.facts.other_files import answer
from codemods.files import disk
from codemods.model import Halted, Options, Project
from codemods.running import batch
from codemods.running.batch import Result, Task, Terms

SCHEME = "dask://"
SECONDS_TO_CONNECT = 10


class NoCluster(Halted):
    """Raised where there is no cluster at an address that can do the work. Its text says why."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that a file's task needs: nothing of it is read where the work is done.

    ``answers`` are those of other files to what was asked so far, ``modules`` the paths of them and
    of the file itself by the names they are imported by.
    """

    path: str
    data: bytes
    text: str | None
    codemods: tuple[str, ...]
    options: Options
    seconds: float
    inequality: str | None
    followed: str | None
    modules: Mapping[str, str]
    answers: Mapping[str, str | None] = field(default_factory=dict)


class _Unanswered(BaseException):
    """Raised where a task asks what did not travel with it; no mere error, that is handled."""


def run(tasks: Sequence[Task], terms: Terms, address: str) -> Iterator[Result]:
    """The results of all tasks, in order. Raises ``NoCluster``."""
    with _client(address) as (executor, width):
        yield from through(tasks, terms, executor, width)


def through(
    tasks: Sequence[Task], terms: Terms, executor: Executor, width: int
) -> Iterator[Result]:
    """The results of all tasks, in order; ``width`` is how many the executor does at a time."""
    names = {path: name for name, path in terms.project.modules.items()}
    waiting = deque(tasks)
    pending: deque[_Sent] = deque()
    try:
        while waiting or pending:
            # A few ahead keep the processes busy and the memory bounded.
            while waiting and len(pending) < 4 * width:
                task = waiting.popleft()
                pending.append(_Sent(task, names.get(str(task.path), ""), terms, executor))
            yield pending.popleft().result()
    finally:
        for sent in pending:
            sent.cancel()


class _Sent:
    """One task on its way, perhaps more than once."""

    def __init__(self, task: Task, name: str, terms: Terms, executor: Executor) -> None:
        self._task, self._terms, self._executor = task, terms, executor
        self._known: Result | None = None
        try:
            self._file = batch.read(task)
        except disk.Unreadable:
            self._known = batch.work(task, terms)  # says why
            return
        project = terms.project
        self._parcel = Parcel(
            path=str(task.path),
            data=self._file.data,
            text=task.text,
            codemods=task.codemods,
            options=terms.options,
            seconds=terms.seconds,
            inequality=project.inequality,
            followed=project.followed,
            modules={name: str(task.path)} if name else {},
        )
        self._work = self._sent()

    def _sent(self) -> "Future[Result | str]":
        try:
            return self._executor.submit(work, self._parcel)
        except Exception as error:  # the cluster is gone: told where its results are awaited
            lost: Future[Result | str] = Future()
            lost.set_exception(error)
            return lost

    def cancel(self) -> None:
        if self._known is None:
            self._work.cancel()

    def result(self) -> Result:
        # Imported here, like the processes: few runs have a cluster.
        from asyncio import CancelledError

        from codemods.running.processes import one_by_one

        while self._known is None:
            try:
                came = self._work.result()
            except (Exception, CancelledError):
                # Its process died, or the cluster did: whose fault it was shows in a process here.
                (came,) = one_by_one([self._task], self._terms)
            if isinstance(came, str):
                self._parcel = self._answering(came)
                self._work = self._sent()
            else:
                self._known = self._whole(came)
        return self._known

    def _answering(self, question: str) -> Parcel:
        parcel, project = self._parcel, self._terms.project
        known = {question: project.modules[question]} if question in project.modules else {}
        answers = {**parcel.answers, question: answer(project, question)}
        return replace(parcel, answers=answers, modules={**parcel.modules, **known})

    def _whole(self, came: Result) -> Result:
        """The result with what did not have to come back."""
        if not came.outcome.after or came.file is not None:
            return came
        return replace(came, outcome=replace(came.outcome, before=self._file.text), file=self._file)


def work(parcel: Parcel) -> Result | str:
    """What becomes of a file, or the question that has to be answered first."""
    asked: list[str] = []

    def answered(question: str) -> str | None:
        if question not in parcel.answers:
            asked.append(question)
            raise _Unanswered
        return parcel.answers[question]

    project = Project(
        parcel.inequality,
        parcel.modules,
        answer=answered,
        followed=parcel.followed,
        target=parcel.options.target,
    )
    terms = Terms(parcel.options, project, parcel.seconds)
    try:
        file = disk.decode(Path(parcel.path), parcel.data)
        file = file if parcel.text is None else replace(file, text=parcel.text)
        result = batch.rewrite_in_time(file, parcel.codemods, terms)
    except disk.Unreadable as error:
        return Result(batch.failed(Path(parcel.path), error.line, str(error)))
    except _Unanswered:
        return asked[0]
    if asked:  # somebody caught it on the way: what came of that is not to be trusted
        return asked[0]
    return replace(result, outcome=replace(result.outcome, before=""), file=None)


@contextmanager
def _client(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor on the cluster at an address, and how many tasks it does at a time."""
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster("--executor needs the extra `codemods[dask]`") from None
    if not address.startswith(SCHEME):
        raise NoCluster(f"--executor {address}: expected {SCHEME}HOST:PORT")
    scheduler = f"tcp://{address.removeprefix(SCHEME)}"
    try:
        connect: Any = Client
        client = connect(scheduler, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"--executor {address}: can't be reached: {error}") from None
    with client:
        try:
            versions = client.run(version)
        except Exception as error:  # whatever a worker without this package says
            raise NoCluster(f"--executor {address}: its workers lack codemods: {error}") from None
        if not versions:
            raise NoCluster(f"--executor {address}: it has no workers")
        if others := set(versions.values()) - {version()}:
            what = f"its workers run {', '.join(sorted(others))}, this is {version()}"
            raise NoCluster(f"--executor {address}: {what}")
        yield client.get_executor(pure=False), sum(client.nthreads().values())


def version() -> str:
    """What must be the same wherever a file is worked on."""
    python = ".".join(map(str, sys.version_info[:2]))
    return f"codemods {codemods.__version__} on Python {python}"
