"""Put what is computed at once in the place of a loop or comprehension, with LibCST."""

from collections.abc import Sequence
from typing import Any

import libcst as cst

from codemods.passage import Passage
from codemods.suites import block_of, comments_in

from .sites import Place


def written(
    passage: Passage, place: Place, text: str, before: Sequence[str]
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of a site with the expression in its place, and ``before`` before them."""
    first, *rest = passage.statements
    if place.target is not None:
        made: Any = cst.parse_statement(text)
        made = made.with_changes(leading_lines=first.leading_lines)  # type: ignore[attr-defined]
        rest = [block_of(first.body)]  # type: ignore[attr-defined,list-item]
    else:
        made = first.deep_replace(passage.find(place.replaced), cst.parse_expression(text))
    comments = [one for node in rest for lines in _lines(node) for one in comments_in(lines)]
    built = [cst.parse_statement(one) for one in before]
    leading = [*made.leading_lines, *comments]
    if built:
        # What stands over the statement speaks of the conversion as well.
        built[0] = built[0].with_changes(leading_lines=leading)
        leading = []
    return [*built, made.with_changes(leading_lines=leading)], []


def _lines(node: cst.CSTNode) -> list[Any]:
    """The lines for comments alone in a statement; a law keeps those that stand elsewhere."""
    found = [getattr(node, "leading_lines", [])]
    for child in node.children:
        found += _lines(child)
    return found
