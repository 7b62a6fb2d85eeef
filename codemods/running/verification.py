"""Attach executed evidence to rewrites, and take back what is refuted or could not be tested."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from codemods.facts.file import parse
from codemods.model import (
    SAME_BEHAVIOUR,
    Discharge,
    Evidence,
    Options,
    Outcome,
    Project,
    Site,
    Trust,
)
from codemods.rewriting.probes import probed
from codemods.running import batch
from codemods.running.batch import Result
from codemods.running.timings import Declined, Timings
from codemods.verify.changes import functions
from codemods.verify.courses import Course
from codemods.verify.pair import Versions
from codemods.verify.question import Question
from codemods.verify.verdict import Kind, Verdict
from codemods.verify.versions import beside, versions

Verified = tuple[Result, list[Verdict]]


def verified(
    result: Result,
    names: Sequence[str],
    options: Options,
    project: Project,
    others: Sequence[Versions] = (),
) -> Course[Verified]:
    """``result`` with what running both versions showed, and the verdicts that refute.

    ``result`` was made with ``Trust.OPEN``. What rests on an open assumption stays only in
    functions that could be tested. In a function that is refuted the settled rewrites alone are
    tried next, and where that is refuted as well, it is left alone. What promises speed is timed
    once it has been tested, and left alone where it does not keep the promise. ``others`` are files
    that start with another text than they have on disk.
    """
    if result.file is None:
        return result, []
    name_of = _namer(result.file.text)
    found: dict[str, Verdict] = {}
    refuted: dict[str, Verdict] = {}
    trust: dict[str, Trust] = {}
    timings, declined = Timings(), Declined()
    while result.file is not None:
        verdicts = {_name(one): one for one in (yield _question(result, others))}
        found |= verdicts
        refuted |= {name: one for name, one in verdicts.items() if one.kind is Kind.REFUTED}
        resting = {name_of(site.line) for site in result.outcome.sites if site.open}
        lowered = _lowered(resting, verdicts)
        trust |= lowered
        if not lowered:
            slower = yield from _timed(result, timings, verdicts, others)
            if not slower:
                break
            declined |= slower
        result = batch.rewrite(result.file, names, options, project, trust, declined)
    told = timings.attached(_attached(result.outcome, {**found, **refuted}, name_of))
    return replace(result, outcome=told), list(refuted.values())


def _namer(text: str) -> Callable[[int], str]:
    """What tells in which function a line stands; outside of all it is nothing."""
    spans = [
        (function.lineno, function.end_lineno or function.lineno, name)
        for name, function in functions(parse(text))
    ]
    return lambda line: next(
        (_plain(name) for first, last, name in spans if first <= line <= last), ""
    )


def _plain(qualname: str) -> str:
    """The name as the engine knows it: functions of one name are one to it."""
    return qualname.partition("#")[0]


def _name(verdict: Verdict) -> str:
    return _plain(verdict.qualname)


def _versions(result: Result, others: Sequence[Versions]) -> Versions:
    outcome = result.outcome
    pair = versions(result.required_file.path, outcome.before, outcome.after)
    return beside(pair, [one for one in others if one.path != pair.path])


def _question(result: Result, others: Sequence[Versions]) -> Question:
    outcome = result.outcome
    pair = _versions(result, others)
    probes = [one for site in outcome.sites for one in site.open]
    pair = replace(pair, probed=probed(outcome.before, probes))
    return Question(pair, prove=False)


def _timed(
    result: Result,
    timings: Timings,
    verdicts: Mapping[str, Verdict],
    others: Sequence[Versions],
) -> Course[Declined]:
    """What is measured to be too slow, once all that was not timed yet has been."""
    trials = timings.trials(result.outcome, verdicts)
    if trials:
        pair = _versions(result, others)
        for verdict in (yield Question(pair, prove=False, trials=trials)):
            timings.add(verdict)
    return timings.declined(result.outcome)


def _lowered(resting: Collection[str], verdicts: Mapping[str, Verdict]) -> dict[str, Trust]:
    """The functions that may not stay as they are, with what may still be written there.

    ``resting`` are those with something in them that rests on an open assumption.
    """
    lowered = {
        name: Trust.SETTLED
        for name in resting
        if name not in verdicts or verdicts[name].kind is not Kind.TESTED
    }
    for name, verdict in verdicts.items():
        if verdict.kind is Kind.REFUTED and name not in resting:
            lowered[name] = Trust.NOTHING
    return lowered


def _attached(
    outcome: Outcome, verdicts: Mapping[str, Verdict], name_of: Callable[[int], str]
) -> Outcome:
    def told(site: Site, discharge: Discharge) -> Site:
        verdict = verdicts.get(name_of(site.line))
        if verdict is None or (discharge is Discharge.TESTED) != (verdict.kind is Kind.TESTED):
            return site
        said = Evidence(SAME_BEHAVIOUR, discharge, verdict.sentence())
        risks = dict(verdict.risks)
        settled = (
            (
                replace(one, discharge=discharge, risk=risks.get(one.assumption, ""))
                if one.discharge is Discharge.OPEN
                else one
            )
            for one in site.evidence
        )
        return replace(site, evidence=(*settled, said))

    return replace(
        outcome,
        sites=tuple(told(site, Discharge.TESTED) for site in outcome.sites),
        pending=tuple(told(site, Discharge.OPEN) for site in outcome.pending),
    )
