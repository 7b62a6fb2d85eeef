"""Put what is computed at once in the place of a loop or comprehension, with LibCST."""

import ast
from collections.abc import Iterator, Sequence
from typing import Any

import libcst as cst

from codemods.rewriting.passage import Passage

from .docstrings import returning_array
from .sites import Place


def written(
    passage: Passage, place: Place, text: str, before: Sequence[str]
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of a site with the expression in its place, and ``before`` before them."""
    return _written(passage, passage.statements, place, text, before), []


def _written(
    passage: Passage, statements: Sequence[Any], place: Place, text: str, before: Sequence[str]
) -> list[Any]:
    first: Any = statements[0]
    holder: Any = first if place.holder is None else passage.find(place.holder)
    kept: list[Any] = [passage.find(one) for one in place.kept]
    gone: list[cst.CSTNode] = [one for one in statements if one is not holder and one not in kept]
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
    return [*kept, *built, made.with_changes(leading_lines=leading)]


def returned(
    passage: Passage, place: Place, text: str, before: Sequence[str], numpy: str
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The function of a site, which now says that it returns an array."""
    assert place.function is not None and place.function.returns is not None
    parts = {one.lineno: one for one in (*place.statements, *place.kept)}
    found = [passage.find(parts[line]) for line in sorted(parts)]
    made = _written(passage, found, place, text, before)
    array = f"{numpy}.ndarray"
    replaced: dict[int, Any] = {id(one): cst.RemoveFromParent() for one in found}
    replaced[id(found[0])] = cst.FlattenSentinel(made)
    replaced[id(passage.find(place.function.returns))] = cst.parse_expression(array)
    match place.function.body[0]:
        case ast.Expr(value=ast.Constant(value=str()) as docstring):
            node: Any = passage.find(docstring)
            if isinstance(node, cst.SimpleString):
                value = returning_array(node.value, array)
                replaced[id(node)] = node.with_changes(value=value)
    (function,) = passage.statements
    return [function.visit(_Replacing(replaced))], []  # type: ignore[list-item]


class _Replacing(cst.CSTTransformer):
    def __init__(self, replaced: dict[int, Any]) -> None:
        super().__init__()
        self._replaced = replaced

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        return self._replaced.get(id(original_node), updated_node)


def _comments(node: cst.CSTNode) -> Iterator[cst.Comment]:
    """The comments in what goes away; a law keeps those that speak to a tool about their line."""
    if isinstance(node, cst.Comment):
        yield node
    for child in node.children:
        yield from _comments(child)
