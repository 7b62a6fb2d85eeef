"""Write the statements of a module with objects in the place of dicts, with LibCST."""

import ast
from collections.abc import Callable
from typing import Any

import libcst as cst

from codemods.passage import Passage

from .shape import Shape
from .slots import Use
from .write import called


def written(passage: Passage, shape: Shape) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of the span, with each site, use and annotation replaced."""
    new: dict[int, Callable[[Any], Any]] = {}
    for site in shape.sites:
        new[id(passage.find(site))] = lambda updated: called(updated, shape.name)
    for use in shape.uses:
        new[id(passage.find(use.node))] = _maker(use)
    for annotation in shape.annotations:
        new[id(passage.find(annotation))] = lambda _: cst.Name(shape.name)
    rebuilding = _Rebuilding(new)
    statements: list[Any] = [one.visit(rebuilding) for one in passage.statements]
    return statements, []


def _maker(use: Use) -> Callable[[Any], Any]:
    if use.kind == "contains":
        assert isinstance(use.node, ast.Compare)
        told = cst.Name(str(isinstance(use.node.ops[0], ast.In)))
        return lambda updated: told.with_changes(lpar=updated.lpar, rpar=updated.rpar)

    def attribute(updated: Any) -> cst.Attribute:
        owner = updated.func.value if use.kind == "get" else updated.value
        return cst.Attribute(owner, cst.Name(use.key), lpar=updated.lpar, rpar=updated.rpar)

    return attribute


class _Rebuilding(cst.CSTTransformer):
    """Replaces nodes by what is made of them, with what was replaced inside them."""

    def __init__(self, new: dict[int, Callable[[Any], Any]]) -> None:
        super().__init__()
        self._new = new

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        make = self._new.get(id(original_node))
        return make(updated_node) if make else updated_node
