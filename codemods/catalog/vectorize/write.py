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
    first: Any = passage.statements[0]
    holder: Any = first if place.holder is None else passage.find(place.holder)
    kept: list[Any] = [passage.find(one) for one in place.kept]
    gone: list[cst.CSTNode] = [
        one for one in passage.statements if one is not holder and one not in kept
    ]
    if place.target is not None:
        made: Any = cst.parse_statement(text)
        made = made.with_changes(leading_lines=holder.leading_lines)
        gone.append(holder.body)
    else:
        made = holder.deep_replace(passage.find(place.replaced), cst.parse_expression(text))
    comments = [cst.EmptyLine(comment=one) for node in gone for one in _comments(node)]
    built = [cst.parse_statement(one) for one in before]
    blank = [one for one in getattr(first, "leading_lines", ()) if one.comment is None]
    if first in gone and kept:
        kept[0] = kept[0].with_changes(leading_lines=[*blank, *kept[0].leading_lines])
        blank = []
    leading = [*(blank if first in gone else ()), *made.leading_lines, *comments]
    if built:
        # What stands over the statement speaks of the conversion as well.
        built[0] = built[0].with_changes(leading_lines=leading)
        leading = []
    return [*kept, *built, made.with_changes(leading_lines=leading)], []


def _comments(node: cst.CSTNode) -> Iterator[cst.Comment]:
    """The comments in what goes away; a law keeps those that speak to a tool about their line."""
    if isinstance(node, cst.Comment):
        yield node
    for child in node.children:
        yield from _comments(child)
