"""Conclude from the calls of one function what is to be said of its two versions."""

from codemods.verify import verdict as because
from codemods.verify.changes import Change
from codemods.verify.tally import Tally
from codemods.verify.verdict import Counterexample, Kind, Verdict


def conclusion(change: Change, tally: Tally, needs_lines: bool) -> Verdict:
    """What calls that showed no difference come to; ``needs_lines``: changed ones are to be run."""
    return verdict_of(change, tally, reason=_reason(tally, needs_lines))


def _reason(tally: Tally, needs_lines: bool) -> str:
    """Why they say little; nothing where they say that both versions are alike."""
    if tally.late > 1 or (tally.timeouts and not tally.normal):
        return because.TIMED_OUT
    if needs_lines and not tally.reached:
        return because.NOT_REACHED
    if not tally.inputs or (not tally.normal and len(tally.outcomes) < 2):
        return because.FAILED_ALIKE
    if tally.untried:
        return f"{because.UNTRIED}: {', '.join(sorted(tally.untried))}"
    return ""


def verdict_of(
    change: Change, tally: Tally, counterexample: Counterexample | None = None, reason: str = ""
) -> Verdict:
    """The verdict, with what the calls came to; a counterexample refutes, a reason is an excuse."""
    kind = Kind.REFUTED if counterexample else Kind.NOT_CHECKED if reason else Kind.TESTED
    return Verdict(
        change.qualname,
        kind,
        inputs=len(tally.inputs),
        reached=len(tally.reached),
        normal=tally.normal,
        conditional=tally.conditional,
        risks=tuple(sorted(tally.risks.items())),
        reason=reason,
        counterexample=counterexample,
    )
