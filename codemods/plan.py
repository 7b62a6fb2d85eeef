"""Choose which rewrites go together in one pass."""

from collections.abc import Iterable
from dataclasses import dataclass

from codemods.model import Rewrite, Span


@dataclass(frozen=True, slots=True)
class Offer:
    """A rewrite, with the lines of the function (or outermost statement) around it."""

    rewrite: Rewrite
    root: Span
    path: tuple[tuple[str, int], ...]
    root_path: tuple[tuple[str, int], ...]


def choose(offers: Iterable[Offer]) -> list[Offer]:
    """At most one rewrite a function, the outermost first; the rest wait for the next pass.

    So each result is proved and measured by itself, and what stands inside a rewritten site is
    judged again on fresh facts.
    """
    chosen: list[Offer] = []
    ordered = sorted(offers, key=lambda offer: (offer.rewrite.span.first, -offer.rewrite.span.last))
    for offer in ordered:
        if not any(offer.root.overlaps(other.root) for other in chosen):
            chosen.append(offer)
    return chosen
