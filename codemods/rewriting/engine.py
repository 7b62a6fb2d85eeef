"""Rewrite one file: find, judge, write, check; again until nothing is left to do.

The engine knows no codemod: they are handed in. It reads and writes no files.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import Any

from codemods.codemod import Codemod
from codemods.facts import Facts
from codemods.facts.other_files import dependencies
from codemods.model import (
    NO_EXCEPTIONS,
    NOTHING_DECLINED,
    Change,
    Discharge,
    Evidence,
    Options,
    Outcome,
    Project,
    Refusal,
    Rewrite,
    Site,
    Source,
    Trust,
    Unprofitable,
    Unproved,
)
from codemods.rewriting import laws
from codemods.rewriting.both_sides import Unlawful, both_sides
from codemods.rewriting.comments import Suppressions
from codemods.rewriting.insertions import inserted
from codemods.rewriting.laws import Edit
from codemods.rewriting.origins import Origins
from codemods.rewriting.plan import Attempt, Identity, Offer, choose, identity, offered, stages
from codemods.rewriting.settled import Settled
from codemods.rewriting.suppressed import is_suppressed

# What stands inside a rewritten site waits for the next pass, so there are as many as levels.
MAX_PASSES = 100
REFUTED = "refuted: running both versions showed a difference"
TOO_DEEP = "nested too deeply to be judged"


class BrokenLaw(Exception):
    """Raised where a result as a whole may not stand. A bug of ours; the file is left alone."""


def run(
    source: Source,
    codemods: Sequence[Codemod],
    options: Options,
    project: Project,
    trust: Mapping[str, Trust] = NO_EXCEPTIONS,
    declined: Mapping[tuple[str, str], str] = NOTHING_DECLINED,
) -> Outcome:
    """What becomes of ``source``. ``trust`` names functions for which that of the options is wrong.

    ``declined`` says of functions what a codemod is not to do there, and why. Raises what
    ``ast.parse`` raises where the text is not Python, and ``BrokenLaw``.
    """
    session = Session(source, options, project, trust, declined)
    try:
        for _ in range(MAX_PASSES):
            refusals = session.rewrite(codemods)
            if refusals is not None:
                return session.outcome(refusals)
    finally:
        session.facts.give_up()
    raise BrokenLaw(f"it keeps changing after {MAX_PASSES} passes")


class Session:
    """One file on its way: what is known of its current text, and what was done to it so far."""

    def __init__(
        self,
        source: Source,
        options: Options,
        project: Project,
        trust: Mapping[str, Trust],
        declined: Mapping[tuple[str, str], str],
    ) -> None:
        self.source = source
        self.trust, self.declined = trust, declined
        self.options = options
        self.facts = Facts(source, project)
        self.origins = Origins(len(self.facts.lines))
        self.settled = Settled()
        self.sites: list[Site] = []
        self.polish: Any = None
        # Rewrites that broke a law or rest on an open assumption: not to be tried again.
        self.broken: dict[Identity, str] = {}
        self.pending: dict[Identity, Site] = {}
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def rewrite(self, codemods: Sequence[Codemod]) -> list[Refusal | Site] | None:
        """Make one pass. Returns what was left alone when there was nothing else left to do."""
        suppressions = Suppressions(self.facts.source.text)
        if suppressions.skips_file:
            return []
        self.settled.begin(self.facts, self.origins)
        for stage in stages(codemods):
            offers = [one for codemod in stage for one in self._offers(codemod, suppressions)]
            self.settled.end(offer.node for offer in offers)
            if chosen := choose(offers):
                self._apply(chosen)
                return None
        return self.settled.said()

    def _offers(self, codemod: Codemod, suppressions: Suppressions) -> list[Offer]:
        """What can be rewritten, while what is left alone goes to what is settled."""
        offers = []
        with self._timed(codemod.name):
            for node, verdict in self._judged(codemod, suppressions):
                if isinstance(verdict, Offer):
                    offers.append(verdict)
                else:
                    self.settled.add(node, verdict)
        return offers

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += perf_counter() - start

    def _judged(
        self, codemod: Codemod, suppressions: Suppressions
    ) -> Iterator[tuple[ast.AST, Offer | Refusal | Site]]:
        settings = self.options.settings.get(codemod.name, codemod.options())
        for kind in codemod.nodes:
            for node in self.facts.nodes(kind):
                if self.settled.holds(node):
                    continue
                for verdict in self._verdicts(codemod, node, settings):
                    if not is_suppressed(self.facts, suppressions, node, verdict):
                        yield node, self._weighed(node, verdict)

    def _verdicts(
        self, codemod: Codemod, node: ast.AST, settings: object
    ) -> Sequence[Rewrite | Refusal]:
        try:
            found = codemod.judge(node, self.facts, settings)
        except RecursionError:
            line = getattr(node, "lineno", 1)
            return [Refusal(codemod.name, line, TOO_DEEP, line)]
        if found is None:
            return []
        return [found] if isinstance(found, (Rewrite, Refusal)) else found

    def _weighed(self, node: ast.AST, verdict: Rewrite | Refusal) -> Offer | Refusal | Site:
        """What becomes of a verdict, with what is known of such rewrites already."""
        line = self.origins.of(verdict.line)
        if isinstance(verdict, Refusal):
            return replace(verdict, line=line, cause=self.origins.of(verdict.cause))
        if reason := self._reason_against(node, verdict):
            return Refusal(verdict.codemod, line, reason, line)
        if pending := self.pending.get(identity(self.facts, node, verdict)):
            return replace(pending, line=line)
        foretold = tuple(map(self._told, verdict.foretold))
        if any(one.discharge is Discharge.OPEN for one in foretold):
            return Site(verdict.codemod, line, foretold, ())
        return offered(self.facts, node, verdict)

    def _reason_against(self, node: ast.AST, rewrite: Rewrite) -> str | None:
        """Why a rewrite that was offered is not to be made, where that is known already."""
        if self._trust(node) is Trust.NOTHING:
            return REFUTED
        reason = self.declined.get((self.facts.qualname(node), rewrite.codemod))
        return reason or self.broken.get(identity(self.facts, node, rewrite))

    def _trust(self, node: ast.AST) -> Trust:
        if not self.trust:
            return self.options.trust
        if isinstance(node, ast.Module):  # what concerns all functions, none of them may refuse
            return min(self.trust.values())
        return self.trust.get(self.facts.qualname(node), self.options.trust)

    def _apply(self, chosen: list[Offer]) -> None:
        """Make the rewrites that keep every law and are settled; remember the others."""
        made: list[Attempt] = []
        for offer in chosen:
            key = identity(self.facts, offer.node, offer.rewrite)
            outcome = self.attempt(offer)
            if isinstance(outcome, str):
                self.broken[key] = outcome
            elif outcome.site.open and self._trust(offer.node) is not Trust.OPEN:
                self.pending[key] = outcome.site
            else:
                made.append(outcome)
                self.settled.touch(offer.node, outcome.change)
        if made:
            before = self.facts
            self.accept(made)
            before.give_up()

    def attempt(self, offer: Offer) -> Attempt | str:
        """Write a rewrite and check it: what came of that, or what is against it."""
        try:
            with self._timed(offer.rewrite.codemod):
                edit = self._write(offer.rewrite)
                change = both_sides(self.facts, offer, edit)
                return Attempt(offer, edit, change, self._checked(offer, change))
        except (Unlawful, Unproved, Unprofitable) as error:
            return str(error)
        except RecursionError:
            return TOO_DEEP

    def accept(self, made: Sequence[Attempt]) -> None:
        """Make rewrites that were attempted."""
        edits = [one.edit for one in made]
        if more := inserted(self.facts, [one.offer for one in made]):
            self.settled.forget()
        edits += more
        after = self._spliced(edits)
        self.origins.move(edits, self.facts.lines)
        self.facts = after
        self.sites += [one.site for one in made]

    def _write(self, rewrite: Rewrite) -> Edit:
        # Imported here: LibCST and black take most of a second to load, and few files need them.
        from codemods.rewriting.polish import Polish
        from codemods.rewriting.render import new_text, whole_span

        span = whole_span(self.facts, rewrite)
        before = "".join(self.facts.lines[span.first - 1 : span.last])
        try:
            after = new_text(self.facts, rewrite, span)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # LibCST's parser panics with exceptions of its own kind
            raise Unlawful(f"LibCST could not write it: {_message(error)}") from error
        self.polish = self.polish or Polish(self.options)
        polished = self.polish.polished(before, after)
        if laws.comments_kept(before, polished) is None:
            return Edit(span, polished)
        # Where black would put lines with directives in pieces, they stay as they are.
        if reason := laws.comments_kept(before, after):
            raise Unlawful(reason)
        return Edit(span, after)

    def _checked(self, offer: Offer, change: Change) -> Site:
        """The site of a rewrite that holds and pays, seen by itself in its root.

        Raises ``Unproved``, ``Unprofitable`` or ``Unlawful``. What is proved of each of several
        rewrites in one root holds for them together: none changes what the others lean on, which
        is what happens before and after their statements.
        """
        rewrite = offer.rewrite
        evidence = (*rewrite.foretold, *rewrite.prove(change))
        gains = rewrite.measure(change)
        evidence = tuple(map(self._told, evidence))
        function = self.facts.qualname(offer.node)
        return Site(rewrite.codemod, self.origins.of(rewrite.line), evidence, gains, function)

    def _told(self, evidence: Evidence) -> Evidence:
        """What the user granted is granted, and probes speak of lines of the original file."""
        if evidence.discharge is not Discharge.OPEN:
            return evidence
        if evidence.assumption in self.options.granted:
            return replace(evidence, discharge=Discharge.GRANTED)
        probes = (replace(one, line=self.origins.of(one.line)) for one in evidence.probes)
        return replace(evidence, probes=tuple(probes))

    def _spliced(self, edits: list[Edit]) -> Facts:
        """The facts about the text with the edits made."""
        before = self.facts.source.text
        text = laws.splice(self.facts.lines, edits)
        if reason := laws.untouched(before, text, edits):
            raise BrokenLaw(reason)
        try:
            facts = Facts(Source(self.source.path, text), self.facts.project)
        except (SyntaxError, ValueError) as error:
            raise BrokenLaw(f"the result can't be parsed: {error}") from error
        facts.asked |= self.facts.asked
        return facts

    def outcome(self, left_alone: list[Refusal | Site]) -> Outcome:
        before, after = self.source.text, self.facts.source.text
        if before != after and (reason := laws.compiles(before, after, self.options.target)):
            raise BrokenLaw(reason)
        refused = [one for one in left_alone if isinstance(one, Refusal)]
        pending = [one for one in left_alone if isinstance(one, Site)]
        return Outcome(
            path=self.source.path,
            before=before,
            after=after,
            sites=tuple(sorted(self.sites, key=lambda site: (site.line, site.codemod))),
            pending=tuple(sorted(pending, key=lambda site: (site.line, site.codemod))),
            refusals=tuple(sorted(dict.fromkeys(refused), key=lambda one: (one.line, one.codemod))),
            asked=dependencies(self.facts),
            seconds=dict(self.seconds),
        )


def _message(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
