"""Rewrite one file: find, judge, write, check; again until nothing is left to do.

The engine knows no codemod: they are handed in. It reads and writes no files.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from types import MappingProxyType
from typing import Any

from codemods import laws
from codemods.both_sides import Unlawful, both_sides
from codemods.codemod import Codemod
from codemods.comments import Suppressions
from codemods.facts import Facts
from codemods.facts.other_files import dependencies
from codemods.insertions import inserted
from codemods.laws import Edit
from codemods.model import (
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
from codemods.origins import Origins
from codemods.plan import Offer, choose
from codemods.suppressed import is_suppressed

# What stands inside a rewritten site waits for the next pass, so there are as many as levels.
MAX_PASSES = 100
REFUTED = "refuted: running both versions showed a difference"
TOO_DEEP = "nested too deeply to be judged"
Key = tuple[str, str, str, str, tuple[int, ...]]
NO_EXCEPTIONS: Mapping[str, Trust] = MappingProxyType({})
# Reasons by function and codemod.
NOTHING_DECLINED: Mapping[tuple[str, str], str] = MappingProxyType({})


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
    for _ in range(MAX_PASSES):
        refusals = session.rewrite(codemods)
        if refusals is not None:
            return session.outcome(refusals)
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
        self.sites: list[Site] = []
        self.polish: Any = None
        # Rewrites that broke a law or rest on an open assumption, by codemod and text: not to be
        # tried again.
        self.broken: dict[Key, str] = {}
        self.pending: dict[Key, Site] = {}
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def rewrite(self, codemods: Sequence[Codemod]) -> list[Refusal | Site] | None:
        """Make one pass. Returns what was left alone when there was nothing else left to do."""
        suppressions = Suppressions(self.facts.source.text)
        if suppressions.skips_file:
            return []
        offers: list[Offer] = []
        left_alone: list[Refusal | Site] = []
        for codemod in codemods:
            with self._timed(codemod.name):
                found = list(self._judged(codemod, suppressions))
            offers += [one for one in found if isinstance(one, Offer)]
            left_alone += [one for one in found if not isinstance(one, Offer)]
        chosen = choose(offers)
        if not chosen:
            return left_alone
        self._apply(chosen)
        return None

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += perf_counter() - start

    def _judged(
        self, codemod: Codemod, suppressions: Suppressions
    ) -> Iterator[Offer | Refusal | Site]:
        settings = self.options.settings.get(codemod.name, codemod.options())
        for kind in codemod.nodes:
            for node in self.facts.nodes(kind):
                for verdict in self._verdicts(codemod, node, settings):
                    if not is_suppressed(self.facts, suppressions, node, verdict):
                        yield self._weighed(node, verdict)

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
        if isinstance(verdict, Refusal):
            return verdict
        if reason := self._reason_against(node, verdict):
            return Refusal(verdict.codemod, verdict.line, reason, verdict.line)
        if pending := self.pending.get(_key(self.facts, node, verdict)):
            return replace(pending, line=self.origins.of(verdict.line))
        foretold = tuple(map(self._told, verdict.foretold))
        if any(one.discharge is Discharge.OPEN for one in foretold):
            return Site(verdict.codemod, self.origins.of(verdict.line), foretold, ())
        return offered(self.facts, node, verdict)

    def _reason_against(self, node: ast.AST, rewrite: Rewrite) -> str | None:
        """Why a rewrite that was offered is not to be made, where that is known already."""
        if self._trust(node) is Trust.NOTHING:
            return REFUTED
        reason = self.declined.get((self.facts.qualname(node), rewrite.codemod))
        return reason or self.broken.get(_key(self.facts, node, rewrite))

    def _trust(self, node: ast.AST) -> Trust:
        if not self.trust:
            return self.options.trust
        if isinstance(node, ast.Module):  # what concerns all functions, none of them may refuse
            return min(self.trust.values())
        return self.trust.get(self.facts.qualname(node), self.options.trust)

    def _apply(self, chosen: list[Offer]) -> None:
        """Make the rewrites that keep every law and are settled; remember the others."""
        made: list[tuple[Offer, Edit, Site]] = []
        for offer in chosen:
            outcome = self.attempt(offer)
            key = _key(self.facts, offer.node, offer.rewrite)
            if isinstance(outcome, str):
                self.broken[key] = outcome
            elif outcome[1].open and self._trust(offer.node) is not Trust.OPEN:
                self.pending[key] = outcome[1]
            else:
                made.append((offer, *outcome))
        self.accept(made)

    def attempt(self, offer: Offer) -> tuple[Edit, Site] | str:
        """Write a rewrite and check it: the edit and its site, or what is against it."""
        try:
            with self._timed(offer.rewrite.codemod):
                edit = self._write(offer.rewrite)
                return edit, self._checked(offer, edit)
        except (Unlawful, Unproved, Unprofitable) as error:
            return str(error)
        except RecursionError:
            return TOO_DEEP

    def accept(self, made: Sequence[tuple[Offer, Edit, Site]]) -> None:
        """Make rewrites that were attempted."""
        edits = [edit for _, edit, _ in made]
        edits += inserted(self.facts, [offer for offer, _, _ in made])
        after = self._spliced(edits)
        self.origins.move(edits, self.facts.lines)
        self.facts = after
        self.sites += [site for _, _, site in made]

    def _write(self, rewrite: Rewrite) -> Edit:
        # Imported here: LibCST and black take most of a second to load, and few files need them.
        from codemods.polish import Polish
        from codemods.render import new_text, whole_span

        span = whole_span(self.facts, rewrite)
        before = "".join(self.facts.lines[span.first - 1 : span.last])
        try:
            after = new_text(self.facts, rewrite, span)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # LibCST's parser panics with exceptions of its own kind
            raise Unlawful(f"LibCST could not write it: {_message(error)}") from error
        self.polish = self.polish or Polish(self.options)
        after = self.polish.polished(before, after)
        if reason := laws.comments_kept(before, after):
            raise Unlawful(reason)
        return Edit(span, after)

    def _checked(self, offer: Offer, edit: Edit) -> Site:
        """The site of a rewrite that holds and pays, seen by itself in its root.

        Raises ``Unproved``, ``Unprofitable`` or ``Unlawful``. What is proved of each of several
        rewrites in one root holds for them together: none changes what the others lean on, which
        is what happens before and after their statements.
        """
        rewrite = offer.rewrite
        change = both_sides(self.facts, offer, edit)
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
        of = self.origins.of
        refused = [
            Refusal(one.codemod, of(one.line), one.reason, of(one.cause))
            for one in left_alone
            if isinstance(one, Refusal)
        ]
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


def _key(facts: Facts, node: ast.AST, rewrite: Rewrite) -> Key:
    """What tells a rewrite from others, wherever its lines have moved to."""
    first = rewrite.span.first
    places = tuple(line - first for line in rewrite.anchors)
    text = "".join(facts.lines[first - 1 : rewrite.span.last])
    return rewrite.codemod, rewrite.form, facts.qualname(node), text, places


def offered(facts: Facts, node: ast.AST, rewrite: Rewrite) -> Offer:
    """A rewrite of a node, with where that stands."""
    root = node if isinstance(node, ast.Module) else facts.root(node)
    return Offer(rewrite, node, root, facts.path_to(node))
