"""Rewrite one file: find, judge, write, check; again until nothing is left to do.

The engine knows no codemod: they are handed in. It reads and writes no files.
"""

import ast
from collections.abc import Iterator, Sequence
from typing import Any

from codemods import laws
from codemods.codemod import Codemod
from codemods.comments import Suppressions
from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.laws import Edit
from codemods.model import (
    Change,
    Options,
    Outcome,
    Project,
    Refusal,
    Rewrite,
    Site,
    Source,
    Span,
    Unprofitable,
    Unproved,
)
from codemods.origins import Origins
from codemods.plan import Offer, choose

# One pass makes at most one rewrite a function, so a long function takes several.
MAX_PASSES = 200


class BrokenLaw(Exception):
    """Raised where a result as a whole may not stand. A bug of ours; the file is left alone."""


def run(source: Source, codemods: Sequence[Codemod], options: Options, project: Project) -> Outcome:
    """What becomes of ``source``.

    Raises what ``ast.parse`` raises where the text is not Python, and ``BrokenLaw``.
    """
    session = _Session(source, options, project)
    for _ in range(MAX_PASSES):
        refusals = session.rewrite(codemods)
        if refusals is not None:
            return session.outcome(refusals)
    raise BrokenLaw(f"it keeps changing after {MAX_PASSES} passes")


class _Session:
    """One file on its way: what is known of its current text, and what was done to it so far."""

    def __init__(self, source: Source, options: Options, project: Project) -> None:
        self.source = source
        self.options = options
        self.facts = Facts(source, project)
        self.origins = Origins(len(self.facts.lines))
        self.sites: list[Site] = []
        self.polish: Any = None
        # Rewrites that broke a law, by codemod and text: not to be tried again.
        self.broken: dict[tuple[str, str], str] = {}

    def rewrite(self, codemods: Sequence[Codemod]) -> list[Refusal] | None:
        """Make one pass. Returns the refusals of the pass when there was nothing left to do."""
        suppressions = Suppressions(self.facts.source.text)
        if suppressions.skips_file:
            return []
        offers: list[Offer] = []
        refusals: list[Refusal] = []
        for codemod in codemods:
            for offer in self._judged(codemod, suppressions):
                if isinstance(offer, Refusal):
                    refusals.append(offer)
                else:
                    offers.append(offer)
        chosen = choose(offers)
        if not chosen:
            return refusals
        self._apply(chosen)
        return None

    def _judged(self, codemod: Codemod, suppressions: Suppressions) -> Iterator[Offer | Refusal]:
        settings = self.options.settings.get(codemod.name, codemod.options())
        for kind in codemod.nodes:
            for node in self.facts.nodes(kind):
                verdict = codemod.judge(node, self.facts, settings)
                if verdict is None or _is_suppressed(self.facts, suppressions, node, verdict):
                    continue
                if isinstance(verdict, Refusal):
                    yield verdict
                elif reason := self.broken.get(_key(self.facts, verdict)):
                    yield Refusal(codemod.name, verdict.line, reason, verdict.line)
                else:
                    yield _offer(self.facts, node, verdict)

    def _apply(self, chosen: list[Offer]) -> None:
        """Make the rewrites that keep every law; remember the others."""
        written: list[tuple[Offer, Edit]] = []
        for offer in chosen:
            try:
                written.append((offer, self._write(offer.rewrite)))
            except _Unlawful as broken:
                self.broken[_key(self.facts, offer.rewrite)] = str(broken)
        after = self._spliced(written)
        made = [pair for pair in written if self._holds(after, pair[0])]
        if made != written:
            after = self._spliced(made)
        self.origins.move([edit for _, edit in made], self.facts.lines)
        self.facts = after

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
            raise _Unlawful(f"LibCST could not write it: {_first_line(error)}") from error
        self.polish = self.polish or Polish(self.options)
        after = self.polish.polished(before, after)
        if reason := laws.comments_kept(before, after) or laws.parses(after):
            raise _Unlawful(reason)
        return Edit(span, after)

    def _spliced(self, written: list[tuple[Offer, Edit]]) -> Facts:
        """The facts about the text with the edits made."""
        edits = [edit for _, edit in written]
        before = self.facts.source.text
        text = laws.splice(self.facts.lines, edits)
        if reason := laws.untouched(before, text, edits):
            raise BrokenLaw(reason)
        try:
            return Facts(Source(self.source.path, text), self.facts.project)
        except (SyntaxError, ValueError) as error:
            raise BrokenLaw(f"the result can't be parsed: {error}") from error

    def _holds(self, after: Facts, offer: Offer) -> bool:
        """Whether a rewrite is proved and pays. Then its site is recorded."""
        rewrite = offer.rewrite
        try:
            change = _change(self.facts, after, offer)
            evidence = rewrite.prove(change)
            gains = rewrite.measure(change)
        except (Unproved, Unprofitable) as error:
            self.broken[_key(self.facts, rewrite)] = str(error)
            return False
        line = self.origins.of(rewrite.line)
        self.sites.append(Site(rewrite.codemod, line, evidence, gains))
        return True

    def outcome(self, refusals: list[Refusal]) -> Outcome:
        before, after = self.source.text, self.facts.source.text
        if before != after and (reason := laws.compiles(before, after, self.options.target)):
            raise BrokenLaw(reason)
        of = self.origins.of
        refused = [
            Refusal(one.codemod, of(one.line), one.reason, of(one.cause)) for one in refusals
        ]
        return Outcome(
            path=self.source.path,
            before=before,
            after=after,
            sites=tuple(sorted(self.sites, key=lambda site: (site.line, site.codemod))),
            refusals=tuple(sorted(refused, key=lambda one: (one.line, one.codemod))),
        )


class _Unlawful(Exception):
    """Raised where a rewrite can't be written within the laws."""


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _key(facts: Facts, rewrite: Rewrite) -> tuple[str, str]:
    lines = facts.lines[rewrite.span.first - 1 : rewrite.span.last]
    return rewrite.codemod, "".join(lines)


def _offer(facts: Facts, node: ast.AST, rewrite: Rewrite) -> Offer:
    root = facts.root(node)
    decorators = root.decorator_list if isinstance(root, FUNCTIONS) else []
    assert isinstance(root, ast.stmt)
    first = min([root.lineno, *(decorator.lineno for decorator in decorators)])
    lines = Span(first, root.end_lineno or root.lineno)
    return Offer(rewrite, lines, facts.path_to(node), facts.path_to(root))


def _change(before: Facts, after: Facts, offer: Offer) -> Change:
    """Both sides of a rewrite. It is the only one in its root, so paths lead to the same places."""
    *owner, (name, index) = offer.path
    old = getattr(before.follow(tuple(owner)), name)
    new = getattr(after.follow(tuple(owner)), name)
    count = sum(statement.lineno <= offer.rewrite.span.last for statement in old[index:])
    return Change(
        root_before=before.follow(offer.root_path),
        root_after=after.follow(offer.root_path),
        before=tuple(old[index : index + count]),
        after=tuple(new[index : len(new) - (len(old) - index - count)]),
    )


def _is_suppressed(
    facts: Facts, suppressions: Suppressions, node: ast.AST, verdict: Rewrite | Refusal
) -> bool:
    """Whether the user asked, by a comment, that this place be left alone."""
    if suppressions.silent:
        return False
    if isinstance(verdict, Rewrite):
        if suppressions.unformatted(verdict.span.first, verdict.span.last):
            return True
        if any(suppressions.ignores(verdict.codemod, line) for line in verdict.anchors):
            return True
    return any(
        suppressions.ignores(verdict.codemod, line)
        for owner in (node, *facts.owners(node))
        for line in _head(owner)
    )


def _head(node: ast.AST) -> range:
    """The lines of the head of a definition or ``if``; the first line of any other statement."""
    if not isinstance(node, ast.stmt):
        return range(0)
    if isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.If)):
        return range(node.lineno, max(node.lineno + 1, node.body[0].lineno))
    return range(node.lineno, node.lineno + 1)
