"""Choose which rewrites go together in one pass."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from codemods.codemod import Codemod
from codemods.facts import Facts
from codemods.model import Change, Rewrite, Site
from codemods.rewriting.laws import Edit

# What tells a rewrite from others, wherever its lines have moved to.
Identity = tuple[str, str, str, str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A rewrite, its node, the function, outermost statement or module around it, the way to it."""

    rewrite: Rewrite
    node: ast.AST
    root: ast.stmt | ast.Module
    path: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rewrite that was written and holds."""

    offer: Offer
    edit: Edit
    change: Change
    site: Site


def offered(facts: Facts, node: ast.AST, rewrite: Rewrite) -> Offer:
    root = node if isinstance(node, ast.Module) else facts.root(node)
    return Offer(rewrite, node, root, facts.path_to(node))


def identity(facts: Facts, node: ast.AST, rewrite: Rewrite) -> Identity:
    first = rewrite.span.first
    places = tuple(line - first for line in rewrite.anchors)
    text = "".join(facts.lines[first - 1 : rewrite.span.last])
    return rewrite.codemod, rewrite.form, facts.qualname(node), text, places


def choose(offers: Iterable[Offer]) -> list[Offer]:
    """The rewrites of this pass: none overlaps another, the outermost first.

    What stands inside a rewritten site is judged again on fresh facts in the next pass. So is what
    another codemod offers for a function that is rewritten now.
    """
    chosen: list[Offer] = []
    taken: dict[ast.AST, str] = {}
    end = 0
    above = False
    for offer in sorted(offers, key=_place):
        span, codemod = offer.rewrite.span, offer.rewrite.codemod
        # What one puts above its function may be named as the other would name its own.
        if above and offer.rewrite.above:
            continue
        if span.first > end and taken.setdefault(offer.root, codemod) == codemod:
            chosen.append(offer)
            end = span.last
            above = above or bool(offer.rewrite.above)
    return chosen


def _place(offer: Offer) -> tuple[int, int]:
    return offer.rewrite.span.first, -offer.rewrite.span.last


def stages(codemods: Sequence[Codemod]) -> Iterator[list[Codemod]]:
    """The codemods that look at statements, and those that look at a module as a whole.

    What concerns the whole module takes long: it is looked into once all else is done.
    """
    for whole in (False, True):
        yield [one for one in codemods if (ast.Module in one.nodes) is whole]
