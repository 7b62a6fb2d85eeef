"""Rewrite one file: find, judge, write, check; again until nothing is left to do.

The engine knows no codemod: they are handed in. It reads and writes no files.
"""

import ast
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from codemods import laws
from codemods.codemod import Codemod
from codemods.comments import Suppressions
from codemods.facts import Facts
from codemods.facts.file import blocks, follow, parse
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
    Unprofitable,
    Unproved,
)
from codemods.origins import Origins
from codemods.plan import Offer, choose

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
    refuted: Collection[str] = (),
) -> Outcome:
    """What becomes of ``source``. Functions named in ``refuted`` are not touched any more.

    Raises what ``ast.parse`` raises where the text is not Python, and ``BrokenLaw``.
    """
    session = _Session(source, options, project, refuted)
    for _ in range(MAX_PASSES):
        refusals = session.rewrite(codemods)
        if refusals is not None:
            return session.outcome(refusals)
    raise BrokenLaw(f"it keeps changing after {MAX_PASSES} passes")


class _Session:
    """One file on its way: what is known of its current text, and what was done to it so far."""

    def __init__(
        self, source: Source, options: Options, project: Project, refuted: Collection[str]
    ) -> None:
        self.source = source
        self.refuted = refuted
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
                try:
                    verdict = codemod.judge(node, self.facts, settings)
                except RecursionError:
                    line = getattr(node, "lineno", 1)
                    verdict = Refusal(codemod.name, line, TOO_DEEP, line)
                if verdict is None or _is_suppressed(self.facts, suppressions, node, verdict):
                    continue
                if isinstance(verdict, Refusal):
                    yield verdict
                elif reason := self._reason_against(node, verdict):
                    yield Refusal(codemod.name, verdict.line, reason, verdict.line)
                else:
                    yield _offer(self.facts, node, verdict)

    def _reason_against(self, node: ast.AST, rewrite: Rewrite) -> str | None:
        """Why a rewrite that was offered is not to be made, where that is known already."""
        if self.refuted and self.facts.qualname(node) in self.refuted:
            return REFUTED
        return self.broken.get(_key(self.facts, rewrite))

    def _apply(self, chosen: list[Offer]) -> None:
        """Make the rewrites that keep every law; remember the others."""
        made: list[tuple[Offer, Edit]] = []
        for offer in chosen:
            try:
                edit = self._write(offer.rewrite)
                site = self._checked(offer, edit)
            except (_Unlawful, Unproved, Unprofitable) as error:
                self.broken[_key(self.facts, offer.rewrite)] = str(error)
            except RecursionError:
                self.broken[_key(self.facts, offer.rewrite)] = TOO_DEEP
            else:
                made.append((offer, edit))
                self.sites.append(site)
        edits = [edit for _, edit in made]
        after = self._spliced(edits)
        self.origins.move(edits, self.facts.lines)
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
            raise _Unlawful(f"LibCST could not write it: {_message(error)}") from error
        self.polish = self.polish or Polish(self.options)
        after = self.polish.polished(before, after)
        if reason := laws.comments_kept(before, after):
            raise _Unlawful(reason)
        return Edit(span, after)

    def _checked(self, offer: Offer, edit: Edit) -> Site:
        """The site of a rewrite that is proved and pays, seen by itself in its root.

        Raises ``Unproved``, ``Unprofitable`` or ``_Unlawful``. What is proved of each of several
        rewrites in one root holds for them together: none changes what the others lean on, which
        is what happens before and after their statements.
        """
        rewrite = offer.rewrite
        change = _change(self.facts, offer, edit)
        evidence, gains = rewrite.prove(change), rewrite.measure(change)
        return Site(rewrite.codemod, self.origins.of(rewrite.line), evidence, gains)

    def _spliced(self, edits: list[Edit]) -> Facts:
        """The facts about the text with the edits made."""
        before = self.facts.source.text
        text = laws.splice(self.facts.lines, edits)
        if reason := laws.untouched(before, text, edits):
            raise BrokenLaw(reason)
        try:
            return Facts(Source(self.source.path, text), self.facts.project)
        except (SyntaxError, ValueError) as error:
            raise BrokenLaw(f"the result can't be parsed: {error}") from error

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


def _message(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _key(facts: Facts, rewrite: Rewrite) -> tuple[str, str]:
    lines = facts.lines[rewrite.span.first - 1 : rewrite.span.last]
    return rewrite.codemod, "".join(lines)


def _offer(facts: Facts, node: ast.AST, rewrite: Rewrite) -> Offer:
    return Offer(rewrite, facts.root(node), facts.path_to(node))


def _change(facts: Facts, offer: Offer, edit: Edit) -> Change:
    """Both sides of one rewrite, the side after it parsed from the text of its root alone."""
    root_after = _parsed(facts, offer.root, edit)
    depth = len(facts.path_to(offer.root))
    *owner, (name, index) = offer.path[depth:]
    old = getattr(follow(offer.root, owner), name)
    new = getattr(follow(root_after, owner), name)
    count = sum(statement.lineno <= offer.rewrite.span.last for statement in old[index:])
    return Change(
        root_before=offer.root,
        root_after=root_after,
        before=tuple(old[index : index + count]),
        after=tuple(new[index : len(new) - (len(old) - index - count)]),
    )


def _parsed(facts: Facts, root: ast.stmt, edit: Edit) -> ast.stmt:
    first = _first_line(root)
    last = max(root.end_lineno or root.lineno, edit.span.last)
    lines = list(facts.lines[first - 1 : last])
    lines[edit.span.first - first : edit.span.last - first + 1] = [edit.text]
    try:
        # The root may be indented, and the text goes on behind it: a block takes it as it stands.
        (block,) = parse("if 1:\n" + "".join(lines) if root.col_offset else "".join(lines)).body
    except SyntaxError as error:
        raise _Unlawful(f"the result can't be parsed: {error.msg}") from error
    except ValueError as error:
        raise _Unlawful("the result can't be parsed by itself") from error
    if not root.col_offset:
        return block
    assert isinstance(block, ast.If)
    return block.body[0]


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


def _first_line(node: ast.stmt) -> int:
    """Where a statement begins, decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _head(node: ast.AST) -> range:
    """The lines of a statement down to where its first block begins, decorators included."""
    if not isinstance(node, ast.stmt):
        return range(0)
    first = _first_line(node)
    # A case has no line of its own; the head of its match is one line for our purpose.
    inner = [getattr(block[0], "lineno", node.lineno) for _, block in blocks(node)]
    return range(first, max(node.lineno + 1, *inner[:1]) if inner else node.lineno + 1)
