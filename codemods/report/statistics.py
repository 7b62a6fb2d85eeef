"""Sum up a run, codemod by codemod."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from codemods.model import Outcome, Refusal, Site
from codemods.report.text import count


@dataclass(slots=True)
class _Numbers:
    """What one codemod came to. ``files`` are those in which it found anything at all."""

    files: int = 0
    sites: int = 0
    written: int = 0
    pending: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


class Statistics:
    """Counts outcomes. ``sites`` are those that can be rewritten, ``written`` those that were."""

    def __init__(self) -> None:
        self._written: dict[str, list[str]] = {}
        self._numbers: defaultdict[str, _Numbers] = defaultdict(_Numbers)

    def add(self, outcome: Outcome, writes: bool) -> None:
        """Count what became of one file, and whether that is written."""
        if writes and outcome.sites:
            self._written[outcome.path] = [site.codemod for site in outcome.sites]
        for name, seconds in outcome.seconds.items():
            self._numbers[name].seconds += seconds
        for site in outcome.sites:
            self._numbers[site.codemod].sites += 1
            self._numbers[site.codemod].written += writes
        for site in outcome.pending:
            self._numbers[site.codemod].pending += 1
        for refusal in outcome.refusals:
            self._numbers[refusal.codemod].refused[refusal.reason] += 1
        found: Sequence[Site | Refusal] = (*outcome.sites, *outcome.pending, *outcome.refusals)
        for name in {one.codemod for one in found}:
            self._numbers[name].files += 1

    def take_back(self, path: str) -> None:
        """Count the sites of a file as not written: it could not be, after all."""
        for name in self._written.pop(path, []):
            self._numbers[name].written -= 1

    def data(self) -> dict[str, Any]:
        """The numbers as ``report.data`` describes them."""
        return {
            name: {
                "files": one.files,
                "sites": one.sites,
                "written": one.written,
                "pending": one.pending,
                "refused": dict(one.refused.most_common()),
                "seconds": round(one.seconds, 3),
            }
            for name, one in sorted(self._numbers.items())
        }

    def lines(self) -> Iterator[str]:
        """The numbers for a reader: a line for each codemod, and one for each reason to refuse."""
        for name, one in sorted(self._numbers.items()):
            found = f"{count(one.sites, 'site')} in {count(one.files, 'file')}"
            rest = f"{one.pending} pending, {one.refused.total()} refused"
            yield f"{name}: {found}, {one.written} written, {rest}, {one.seconds:.2f} s"
            for reason, number in one.refused.most_common():
                yield f"  {number:6}  {reason}"
