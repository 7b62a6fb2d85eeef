"""Put what rewrites need where it belongs: imports at the top, classes above their functions."""

import ast
from collections.abc import Sequence

from codemods.facts import Facts
from codemods.facts.file import follow
from codemods.model import Span
from codemods.rewriting import imports
from codemods.rewriting.laws import Edit
from codemods.rewriting.plan import Offer


def inserted(facts: Facts, made: Sequence[Offer]) -> list[Edit]:
    """What the rewrites need at the top of the module and above their outermost statements."""
    texts: dict[Span, str] = {}
    added = imports.added(facts, (one for offer in made for one in offer.rewrite.imports))
    for edit in (*added, *(_above(facts, offer) for offer in made if offer.rewrite.above)):
        texts[edit.span] = _joined(texts.get(edit.span, ""), edit.text)
    return [Edit(span, text) for span, text in texts.items()]


def _joined(above: str, below: str) -> str:
    """Two texts that go to one place: the blank lines that the second begins with are enough."""
    if above and below.startswith(("\n", "\r")):
        newline = "\r\n" if above.endswith("\r\n") else "\n"
        above = above.rstrip("\r\n") + newline
    return above + below


def _above(facts: Facts, offer: Offer) -> Edit:
    if isinstance(offer.root, ast.Module):
        first = offer.rewrite.span.first
        outermost = next(one for one in offer.root.body if (one.end_lineno or 0) >= first)
    else:
        outermost = follow(facts.tree, offer.path[:1])  # type: ignore[assignment]
    line = imports.above(facts, outermost)
    return Edit(Span(line + 1, line), _blank_lines(facts, line) + offer.rewrite.above)


def _blank_lines(facts: Facts, line: int) -> str:
    """What is missing of the two blank lines between a line and a class behind it."""
    above = facts.lines[:line]
    blank = 0
    while above and not above[-1].strip():
        above.pop()
        blank += 1
    if not above:
        return ""
    return ("\r\n" if above[-1].endswith("\r\n") else "\n") * (2 - blank)
