"""Run what a run rewrites, in sandboxes, and tell of what is refuted.

Imported only where it was asked for: nothing else runs code, or loads what that takes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from codemods.config import ConfigError
from codemods.model import Start
from codemods.report.console import Console
from codemods.running.batch import Result, Task, Terms
from codemods.running.joint_verification import Declined, Starts, before_own_turns, tried
from codemods.running.verification import verified
from codemods.verify import courses
from codemods.verify.budget import Budget
from codemods.verify.isolation.sandbox import Unsupported
from codemods.verify.verdict import Verdict

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verifier:
    """Verifies with at most ``jobs`` sandboxes at a time."""

    budget: Budget
    jobs: int
    console: Console

    def starts(self, make: Callable[[Declined], Starts], granted: Collection[str]) -> Starts:
        """Where the turns of files start, without what is refuted. See ``tried``."""
        return tried(make, self._together, self._refuted, validated="validated-input" in granted)

    def _together(self, asked: Sequence[courses.Course[T]]) -> Iterator[T]:
        self.console.begin(len(asked))
        try:
            yield from self._run(asked)
        finally:
            self.console.stop()

    def results(
        self,
        tasks: Sequence[Task],
        results: Iterable[Result],
        terms: Terms,
        starts: Mapping[str, Start],
    ) -> Iterator[Result]:
        """The results with what running them showed."""
        others = before_own_turns(starts)
        asked = (
            verified(result, task.codemods, terms.options, terms.project, others)
            for task, result in zip(tasks, results, strict=True)
        )
        for result, refuted in self._run(asked):
            for verdict in refuted:
                self._refuted(result.outcome.path, verdict)
            yield result

    def _refuted(self, path: str, verdict: Verdict) -> None:
        self.console.note(f"{path}: {verdict.qualname}: {verdict.sentence()}")

    def _run(self, asked: Iterable[courses.Course[T]]) -> Iterator[T]:
        try:
            yield from courses.results(asked, self.budget, self.jobs, self.console.advance)
        except Unsupported as error:
            raise ConfigError(str(error)) from None
