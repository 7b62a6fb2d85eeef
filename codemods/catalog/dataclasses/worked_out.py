"""Work out what a module must become, with ast alone, to compare it with what was written."""

import ast
import copy
from typing import Any

from .displays import pairs_of
from .shape import Shape
from .slots import Use


def dumps(shape: Shape, statements: tuple[ast.stmt, ...]) -> list[str]:
    """The dumps of the statements with each site, use and annotation replaced."""
    found = []
    for statement in statements:
        memo: dict[int, Any] = {}  # tells what became of each node
        copied = copy.deepcopy(statement, memo)
        sites = {id(memo[id(one)]) for one in shape.sites if id(one) in memo}
        uses = {id(memo[id(one.node)]): one for one in shape.uses if id(one.node) in memo}
        annotations = {id(memo[id(one)]) for one in shape.annotations if id(one) in memo}
        visitor = _Expected(shape, sites, uses, annotations)
        found.append(ast.dump(visitor.visit(copied)))
    return found


class _Expected(ast.NodeTransformer):
    def __init__(
        self, shape: Shape, sites: set[int], uses: dict[int, Use], annotations: set[int]
    ) -> None:
        self._shape = shape
        self._sites = sites
        self._uses = uses
        self._annotations = annotations

    def visit(self, node: ast.AST) -> Any:
        use, is_site = self._uses.get(id(node)), id(node) in self._sites
        if id(node) in self._annotations:
            return ast.Name(self._shape.name, ast.Load())
        self.generic_visit(node)
        if is_site:
            assert isinstance(node, ast.expr)
            given = [ast.keyword(key, value) for key, value in pairs_of(node) or ()]
            return ast.Call(ast.Name(self._shape.name, ast.Load()), [], given)
        if use is None:
            return node
        match node:
            case ast.Compare(ops=[op]):
                return ast.Constant(isinstance(op, ast.In))
            case ast.Call(func=ast.Attribute(value=owner)):
                return ast.Attribute(owner, use.key, ast.Load())
            case ast.Subscript(value=owner, ctx=context):
                return ast.Attribute(owner, use.key, context)
        raise AssertionError(node)
