"""Put what is computed at once in the place of a loop or comprehension, with LibCST."""

from collections.abc import Iterator, Sequence
from typing import Any

import libcst as cst

from codemods.passage import Passage

from .sites import Place


def written(
    passage: Passage, place: Place, text: str, before: Sequence[str]
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of a site with the expression in its place, and ``before`` before them."""
    first, *rest = passage.statements
    gone: list[cst.CSTNode] = list(rest)
    if place.target is not None:
        made: Any = cst.parse_statement(text)
        made = made.with_changes(leading_lines=first.leading_lines)  # type: ignore[attr-defined]
        gone = [first.body]  # type: ignore[attr-defined]
    else:
        made = first.deep_replace(passage.find(place.replaced), cst.parse_expression(text))
    comments = [cst.EmptyLine(comment=one) for node in gone for one in _comments(node)]
    built = [cst.parse_statement(one) for one in before]
    leading = [*made.leading_lines, *comments]
    if built:
        # What stands over the statement speaks of the conversion as well.
        built[0] = built[0].with_changes(leading_lines=leading)
        leading = []
    return [*built, made.with_changes(leading_lines=leading)], []


def _comments(node: cst.CSTNode) -> Iterator[cst.Comment]:
    """The comments in what goes away; a law keeps those that speak to a tool about their line."""
    if isinstance(node, cst.Comment):
        yield node
    for child in node.children:
        yield from _comments(child)
