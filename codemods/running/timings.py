"""Time the functions that are rewritten to be faster, and decline what is not."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from codemods import catalog
from codemods.codemod import Pace
from codemods.model import Lap, Outcome, Site, Timing
from codemods.verify.question import Trial
from codemods.verify.verdict import Kind, Verdict

Declined = dict[tuple[str, str], str]


class Timings:
    """What is known of how long the functions of one file take."""

    def __init__(self) -> None:
        self._found: dict[str, Timing] = {}

    def trials(self, outcome: Outcome, verdicts: Mapping[str, Verdict]) -> dict[str, Trial]:
        """The functions to be timed, by name: those that were tested and promise speed."""
        paces: dict[str, dict[str, Pace]] = {}
        for site, pace in _paced(outcome):
            if site.function not in self._found:
                paces.setdefault(site.function, {})[site.codemod] = pace
        trials = {}
        for name, asked in paces.items():
            verdict = verdicts.get(name)
            if verdict is None or verdict.kind is not Kind.TESTED:
                reason = "it was not tested" if verdict is None else verdict.sentence()
                self._found[name] = Timing(reason=reason)
                continue
            sizes = {size for pace in asked.values() for size in pace.sizes}
            distinct = any(pace.distinct for pace in asked.values())
            trials[name] = Trial(tuple(sorted(sizes)), distinct)
        return trials

    def add(self, verdict: Verdict) -> None:
        """Note what timing a function came to."""
        laps = tuple(Lap(*one) for one in verdict.times)
        self._found[verdict.qualname] = Timing(laps, "" if laps else verdict.reason)

    def declined(self, outcome: Outcome) -> Declined:
        """What is not to be done after all, by function and codemod, with the reason.

        A function that changes by that has to be timed anew.
        """
        found: Declined = {}
        for site, pace in _paced(outcome):
            ratios = self._ratios(site)
            reason = pace.against(ratios) if ratios else None
            if reason is not None:
                found[site.function, site.codemod] = reason
        for name, _ in found:
            self._found.pop(name, None)
        return found

    def _ratios(self, site: Site) -> dict[int, float]:
        timing = self._found.get(site.function, Timing())
        return {lap.size: lap.ratio for lap in timing.laps}

    def attached(self, outcome: Outcome) -> Outcome:
        """The outcome with the timings at its sites."""
        paced = {id(site) for site, _ in _paced(outcome)}
        sites = (
            replace(site, timing=self._found.get(site.function)) if id(site) in paced else site
            for site in outcome.sites
        )
        return replace(outcome, sites=tuple(sites))


def _paced(outcome: Outcome) -> Iterator[tuple[Site, Pace]]:
    """The sites in functions of which speed is promised."""
    for site in outcome.sites:
        pace = catalog.load(site.codemod).pace
        if pace is not None and site.function:
            yield site, pace
