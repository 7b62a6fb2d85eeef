"""Make syntax trees out of parts of others."""

from __future__ import annotations

import ast
import copy
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)


def changed(node: Node, **fields: object) -> Node:
    """A copy of the node with some other parts."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def call(name: str, *arguments: ast.expr) -> ast.Call:
    """A call of what is found under a dotted name."""
    return ast.Call(ast.parse(name, mode="eval").body, list(arguments), [])


def method(value: ast.expr, name: str, *arguments: ast.expr) -> ast.Call:
    """A call of a method of a value."""
    return ast.Call(ast.Attribute(value, name, ast.Load()), list(arguments), [])


def expression(text: str, **parts: ast.expr) -> ast.expr:
    """The expression of this text, in which names stand for other expressions."""
    new = _Put(parts).visit(ast.parse(text, mode="eval").body)
    assert isinstance(new, ast.expr)
    return new


def renamed(node: ast.stmt, old: str, new: str) -> ast.AST:
    """A copy of the statement with another name for a variable."""
    return _Renamed(old, new).visit(copy.deepcopy(node))  # type: ignore[no-any-return]


def name_of(node: ast.AST) -> str:
    """The name that an expression consists of; empty where it is more than one."""
    return node.id if isinstance(node, ast.Name) else ""


class _Put(ast.NodeTransformer):
    def __init__(self, parts: dict[str, ast.expr]) -> None:
        self.parts = parts

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return self.parts.get(node.id, node)


class _Renamed(ast.NodeTransformer):
    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(self.new, node.ctx) if node.id == self.old else node
