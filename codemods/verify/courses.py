"""Answer the questions of many files, several at a time, and give what comes of them in order.

A file is a *course*: a generator that asks ``Question`` after ``Question``, gets the verdicts on
each, and returns what it makes of them. The functions of one question are dealt out to several
sandboxes; all of them together are never more than ``jobs``, and never more courses are under way
than keep these busy.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from inspect import GEN_CLOSED, getgeneratorstate
from typing import Generic, NamedTuple, TypeVar

from codemods.verify.budget import Budget
from codemods.verify.changes import Change
from codemods.verify.isolation.answers import Answer
from codemods.verify.isolation.sandbox import Crew
from codemods.verify.pair import Versions
from codemods.verify.question import (
    Question,
    file_of,
    limits_for,
    looked_at,
    not_checked,
    verdicts_on,
)
from codemods.verify.verdict import INTERRUPTED, Verdict

R = TypeVar("R")
Course = Generator[Question, list[Verdict], R]
Compared = tuple[Versions, list[Verdict]]

# A sandbox is worth its start for so many functions.
_SHARE = 4
# So many courses may be over, or wait, behind the one that is given next.
_AHEAD = 16


def compared(versions: Versions, prove: bool = True) -> Course[Compared]:
    """The course of two versions of a module: they and their verdicts."""
    found = yield Question(versions, prove)
    return versions, found


def results(
    courses: Iterable[Course[R]],
    budget: Budget,
    jobs: int = 1,
    tell: Callable[[float], object] = lambda part: None,
) -> Generator[R, None, None]:
    """What the courses come to, in their order; ``courses`` may be lazy.

    ``tell`` is called with parts of a course that are done: they come to 1 for each. Interrupted,
    it still gives the courses that were under way, with what is not known yet ``not checked``, and
    then raises ``KeyboardInterrupt``. Raises ``Unsupported``.
    """
    with closing(_Desk(courses, budget, jobs, tell)) as desk:
        try:
            while desk.work():
                yield from desk.over()
        except KeyboardInterrupt:
            desk.close()
            yield from desk.given_up()
            raise


class _Asked(Generic[R]):
    """A course with the question that it asks now, and what is found out about it so far."""

    def __init__(self, course: Course[R], tell: Callable[[float], object]) -> None:
        self._course, self._tell, self._told = course, tell, 0.0
        self.results: list[R] = []
        self.is_over = False
        self._part = 1.0
        self._found: list[Verdict | Change] = []
        self.question: Question

    def begin(self) -> None:
        self._go_on(lambda: next(self._course))
        self._part = 1 / max(len(self.open), 1)

    @property
    def open(self) -> list[int]:
        """The numbers of the changes that no verdict was given on."""
        return [number for number, one in enumerate(self._found) if isinstance(one, Change)]

    def changes(self, numbers: Sequence[int]) -> list[Change]:
        return [one for one in map(self._found.__getitem__, numbers) if isinstance(one, Change)]

    def settle(self, numbers: Iterable[int], verdicts: Iterable[Verdict]) -> bool:
        """Note verdicts on these changes; whether they were the last ones of the question."""
        for number, verdict in zip(numbers, verdicts, strict=False):
            self._found[number] = verdict
            self._advance(self._part)
        if self.open:
            return False
        self._go_on(lambda: self._course.send(self._verdicts()))
        return True

    def give_up(self) -> None:
        """Let the course end with what is known."""
        if getgeneratorstate(self._course) == GEN_CLOSED:  # interrupted in its own work
            return
        while not self.is_over:
            waiting = self.open
            changes = self.changes(waiting)
            self.settle(waiting, (not_checked(change, INTERRUPTED) for change in changes))

    def _go_on(self, step: Callable[[], Question]) -> None:
        try:
            while True:
                self.question = step()
                self._found = looked_at(self.question)
                if self.open:
                    return
                step = lambda: self._course.send(self._verdicts())  # noqa: E731
        except StopIteration as stop:
            self.results.append(stop.value)
            self.is_over = True
            self._advance(1.0)

    def _verdicts(self) -> list[Verdict]:
        return [one for one in self._found if isinstance(one, Verdict)]

    def _advance(self, part: float) -> None:
        part = min(part, 1.0 - self._told)
        self._told += part
        self._tell(part)


class _Share(NamedTuple, Generic[R]):
    """Changes of a question that one sandbox runs, by their numbers."""

    asked: _Asked[R]
    numbers: list[int]


class _Desk(Generic[R]):
    """Where courses wait, and from where shares go to the sandboxes."""

    def __init__(
        self,
        courses: Iterable[Course[R]],
        budget: Budget,
        jobs: int,
        tell: Callable[[float], object],
    ) -> None:
        self._waiting, self._tell = iter(courses), tell
        self._budget, self._jobs = budget, jobs
        self._crew = Crew(limits_for(budget))
        self._begun: deque[_Asked[R]] = deque()
        self._shares: deque[_Share[R]] = deque()
        self._running: dict[int, _Share[R]] = {}
        self._number = 0

    def work(self) -> bool:
        """Keep the sandboxes busy until one of them answers; whether anything was left to do."""
        while len(self._crew.zygotes) < self._jobs and self._has_share():
            self._start(self._shares.popleft())
        if self._crew.zygotes and not (self._begun and self._begun[0].is_over):
            for reply in self._crew.listen():
                self._answered(reply.file, reply.answer)
        return bool(self._begun)

    def over(self) -> Iterator[R]:
        """The results of the courses that are over, up to the first that is not."""
        while self._begun and self._begun[0].is_over:
            yield from self._begun.popleft().results

    def given_up(self) -> Iterator[R]:
        """The results of all courses that were begun."""
        while self._begun:
            asked = self._begun.popleft()
            asked.give_up()
            yield from asked.results

    def close(self) -> None:
        self._crew.close()

    def _has_share(self) -> bool:
        """Whether a share is there; where none is, more courses are begun."""
        while not self._shares and len(self._begun) < _AHEAD * self._jobs:
            course = next(self._waiting, None)
            if course is None:
                break
            asked = _Asked(course, self._tell)
            self._begun.append(asked)
            asked.begin()
            self._deal(asked)
        return bool(self._shares)

    def _deal(self, asked: _Asked[R]) -> None:
        numbers = asked.open
        count = min(self._jobs, -(-len(numbers) // _SHARE))
        self._shares += [_Share(asked, numbers[first::count]) for first in range(count)]

    def _start(self, share: _Share[R]) -> None:
        changes = share.asked.changes(share.numbers)
        file = file_of(share.asked.question, changes, self._budget)
        self._running[self._number] = share
        self._crew.add(self._number, file)
        self._number += 1

    def _answered(self, number: int, answer: Answer) -> None:
        share = self._running[number]
        waiting = share.asked.changes(share.numbers)
        found = list(verdicts_on(waiting, answer))
        done, rest = share.numbers[: len(found)], share.numbers[len(found) :]
        self._running[number] = share._replace(numbers=rest)
        if not rest:
            del self._running[number]
        if share.asked.settle(done, found):
            self._deal(share.asked)
