"""Choose which rewrites go together in one pass."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from codemods.model import Rewrite


@dataclass(frozen=True, slots=True)
class Offer:
    """A rewrite, its node, the function, outermost statement or module around it, the way to it."""

    rewrite: Rewrite
    node: ast.AST
    root: ast.stmt | ast.Module
    path: tuple[tuple[str, int], ...]


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
