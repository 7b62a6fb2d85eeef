"""Attach executed evidence to rewrites, and take back what is refuted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codemods import batch
from codemods.batch import Result
from codemods.facts.file import parse
from codemods.model import Discharge, Evidence, Options, Project, Site
from codemods.verify import session
from codemods.verify.budget import Budget
from codemods.verify.changes import functions
from codemods.verify.sandbox import Unsupported
from codemods.verify.verdict import Kind, Verdict
from codemods.verify.versions import versions

ASSUMPTION = "same-behaviour"


def verified(
    result: Result, names: Sequence[str], options: Options, project: Project, budget: Budget
) -> tuple[Result, list[Verdict]]:
    """``result`` with what running both versions showed, and the verdicts that refute.

    A function that is refuted is rewritten no more, and the rest of the file again without it.
    Raises ``Unsupported`` where the system has no sandbox.
    """
    refuted: dict[str, Verdict] = {}
    while result.file is not None:
        verdicts = {one.qualname: one for one in _verdicts(result, budget)}
        bad = {name: one for name, one in verdicts.items() if one.kind is Kind.REFUTED}
        if not bad:
            return _attached(result, verdicts), list(refuted.values())
        refuted |= bad
        result = batch.rewrite(result.file, names, options, project, tuple(refuted))
    return result, list(refuted.values())


def _verdicts(result: Result, budget: Budget) -> Iterator[Verdict]:
    assert result.file is not None
    outcome = result.outcome
    pair = versions(result.file.path, outcome.before, outcome.after)
    return session.verdicts(pair, budget, prove=False)


def _attached(result: Result, verdicts: dict[str, Verdict]) -> Result:
    spans = [
        (function.lineno, function.end_lineno or function.lineno, name)
        for name, function in functions(parse(result.outcome.before))
    ]

    def told(site: Site) -> Site:
        names = [name for first, last, name in spans if first <= site.line <= last]
        verdict = verdicts.get(names[0]) if names else None
        if verdict is None or verdict.kind is not Kind.TESTED:
            return site
        evidence = Evidence(ASSUMPTION, Discharge.TESTED, verdict.sentence())
        return replace(site, evidence=(*site.evidence, evidence))

    sites = tuple(map(told, result.outcome.sites))
    return replace(result, outcome=replace(result.outcome, sites=sites))


__all__ = ["Unsupported", "verified"]
