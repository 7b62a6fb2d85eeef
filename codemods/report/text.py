"""Say in lines what became of each file."""

from collections.abc import Iterator

from codemods.model import SAME_BEHAVIOUR, Evidence, Outcome, Refusal, Site, Timing


def site_line(path: str, site: Site) -> str:
    """One line for a rewrite: where, what it gained, and why it holds."""
    gains = [f"{gain.measure} {gain.before} -> {gain.after}" for gain in site.gains]
    gains += _times(site.timing) if site.timing else []
    reasons = "; ".join(map(_reason, site.evidence))
    return f"{path}:{site.line}: {site.codemod}: {', '.join(gains)} [{reasons}]"


def _times(timing: Timing) -> list[str]:
    """How many times as fast it is at each size: ``34x at n=1,000``."""
    if timing.reason:
        return [f"not timed ({timing.reason})"]
    return [f"{_times_as_fast(lap.ratio)} at n={lap.size:,}" for lap in timing.laps]


def _times_as_fast(ratio: float) -> str:
    """Two digits are all that a measurement is good for."""
    return f"{ratio:,.0f}x" if ratio >= 10 else f"{ratio:.1f}x" if ratio >= 0.1 else f"{ratio:.2f}x"


def _reason(evidence: Evidence) -> str:
    risk = f", else it may differ as on {evidence.risk}" if evidence.risk else ""
    return f"{evidence.discharge} {evidence.assumption}: {evidence.fact}{risk}"


def pending_line(path: str, site: Site) -> str:
    """One line for a rewrite that is not made, because an assumption of it is open."""
    names = " ".join(f"--assume {name}" for name in dict.fromkeys(_names(site)))
    reasons = "; ".join(map(_reason, site.evidence))
    return f"{path}:{site.line}: {site.codemod}: left alone: needs --verify or {names} [{reasons}]"


def _names(site: Site) -> Iterator[str]:
    return (one.assumption for one in site.open if one.assumption != SAME_BEHAVIOUR)


def refusal_line(path: str, refusal: Refusal) -> str:
    """One line for a place that was left alone: where, why, and the line that caused it."""
    cause = f" (line {refusal.cause})" if refusal.cause != refusal.line else ""
    note = f"; {refusal.note}" if refusal.note else ""
    if refusal.elsewhere:
        cause = f" ({refusal.elsewhere}:{refusal.cause})"
    return f"{path}:{refusal.line}: {refusal.codemod}: left alone: {refusal.reason}{cause}{note}"


def lines(outcome: Outcome, show_refused: bool) -> Iterator[str]:
    """All lines for one file, in the order of the places they speak of."""
    found = [(site.line, 0, site_line(outcome.path, site)) for site in outcome.sites]
    if show_refused:
        found += [(one.line, 1, pending_line(outcome.path, one)) for one in outcome.pending]
        found += [(one.line, 2, refusal_line(outcome.path, one)) for one in outcome.refusals]
    return (line for _, _, line in sorted(found))


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
