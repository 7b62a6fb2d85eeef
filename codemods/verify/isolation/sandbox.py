"""Run user code in processes of its own, and give what becomes of each task as a typed answer.

One fresh interpreter a file imports what is needed once and then forks for every task, under
limits on time, memory and output, in an empty directory that is removed afterwards, without the
environment of the user. Linux and macOS only.

This is a tripwire, not a jail. It keeps code that means no harm from doing some by accident,
and most careless code too: see ``tripwire`` and ``confinement`` for what is refused by whom.
Hostile native code gets through the former, and the latter depends on the system; run the code
of strangers in a virtual machine.
"""

import os
import selectors
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from codemods.verify.isolation.answers import Answer, Died, ImportFailed
from codemods.verify.isolation.limits import Limits
from codemods.verify.isolation.zygote import File, Zygote

# Beyond this many processes lost in its tasks, the rest of a file is given up.
_MAX_RESTARTS = 5
GIVEN_UP = "the sandbox broke down too often"


class Unsupported(Exception):
    """Raised where the system can't run a sandbox."""


class Reply(NamedTuple):
    """What became of a task; both numbers count from 0 in the order they were given."""

    file: int
    task: int
    answer: Answer


def in_sandbox(
    prepare: bytes,
    tasks: Sequence[bytes],
    entry: str,
    limits: Limits | None = None,
    *,
    search: Sequence[str] = (),
    warm: Sequence[str] = (),
    hash_seed: int = 0,
) -> Generator[Answer, None, None]:
    """The answers to the tasks of one file, in order, each as soon as it is there.

    ``entry`` names "module:function". The function is called once with ``prepare``, imports the
    user's code, and returns the handler that every fork calls with its task. Modules in ``warm``,
    like the one of ``entry``, are trusted: they are imported before the tripwire is set.
    Where preparing fails, the last answer is an ``ImportFailed``, whatever tasks are left.
    Close the iterator to end everything at once.
    """
    file = File(entry, prepare, tuple(tasks), tuple(search), tuple(warm), hash_seed)
    return _answers(in_sandboxes([file], limits))


def _answers(replies: Generator[Reply, None, None]) -> Generator[Answer, None, None]:
    with closing(replies):
        for reply in replies:
            yield reply.answer


def in_sandboxes(
    files: Iterable[File], limits: Limits | None = None, jobs: int = 1
) -> Generator[Reply, None, None]:
    """The answers to the tasks of many files, ``jobs`` files at a time, in order in each file.

    Raises ``Unsupported``. ``files`` may be lazy: a file is asked for when there is room for it.
    """
    _check_system()
    return _replies(files, limits or Limits(), jobs)


def _check_system() -> None:
    if not hasattr(os, "fork") or os.name == "nt":
        raise Unsupported("running code in a sandbox needs fork: it works on Linux and macOS")


def _replies(files: Iterable[File], limits: Limits, jobs: int) -> Generator[Reply, None, None]:
    waiting = enumerate(files)
    with closing(Crew(limits)) as crew:
        while True:
            while len(crew.zygotes) < jobs and (following := next(waiting, None)):
                number, file = following
                if file.tasks:
                    crew.add(number, file)
            if not crew.zygotes:
                return
            yield from crew.listen()


class Crew:
    """The processes that are at work now. Raises ``Unsupported``."""

    def __init__(self, limits: Limits) -> None:
        _check_system()
        self.limits = limits
        self.selector = selectors.DefaultSelector()
        self.zygotes: set[Zygote] = set()

    def add(self, number: int, file: File, task: int = 0, restarts: int = 0) -> None:
        """Start a process for the tasks of a file from this one on; its replies bear ``number``."""
        zygote = Zygote(number, file, task, self.limits, self.selector, restarts)
        self.zygotes.add(zygote)
        zygote.start()

    def listen(self) -> Iterator[Reply]:
        """Wait for something to happen, and see to it."""
        end = min(zygote.deadline for zygote in self.zygotes)
        events = self.selector.select(max(0.0, end - time.monotonic()))
        heard = set()
        for key, _ in events:
            zygote: Zygote = key.data
            if zygote in self.zygotes:
                heard.add(zygote)
                yield from self._settled(zygote, zygote.hear(key.fd))
        for zygote in list(self.zygotes - heard):
            if time.monotonic() > zygote.deadline:
                yield from self._settled(zygote, zygote.overdue())

    def _settled(self, zygote: Zygote, answers: Iterable[Answer]) -> Iterator[Reply]:
        for answer in answers:
            reply = Reply(zygote.number, zygote.task, answer)
            zygote.task += 1
            if isinstance(answer, ImportFailed):
                zygote.task = len(zygote.file.tasks)
            yield reply
        if zygote.task >= len(zygote.file.tasks):
            self._remove(zygote)
        elif zygote.is_lost:
            self._remove(zygote)
            yield from self._again(zygote)

    def _again(self, lost: Zygote) -> Iterator[Reply]:
        if lost.restarts < _MAX_RESTARTS:
            self.add(lost.number, lost.file, lost.task, lost.restarts + 1)
            return
        for task in range(lost.task, len(lost.file.tasks)):
            yield Reply(lost.number, task, Died(GIVEN_UP))

    def _remove(self, zygote: Zygote) -> None:
        zygote.hang_up()
        zygote.end()
        self.zygotes.discard(zygote)

    def close(self) -> None:
        """End every process, and remove what they wrote."""
        for zygote in self.zygotes:
            zygote.hang_up()
        for zygote in self.zygotes:
            zygote.end()
        self.zygotes.clear()
        self.selector.close()
