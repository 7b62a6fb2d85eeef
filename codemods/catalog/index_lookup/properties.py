"""Tell where reading an attribute runs a property that does more than compute a value."""

import ast
from collections.abc import Iterable

from codemods.facts.effects import Act, effects_in
from codemods.facts.module_scope import module_scope
from codemods.facts.types import Own, Types, options
from codemods.facts.walking import walk


def acting(nodes: Iterable[ast.expr], types: Types) -> ast.Attribute | None:
    """The first read of such a property: to read it once, or more often, is not the same."""
    for node in (one for part in nodes for one in walk(part)):
        if isinstance(node, ast.Attribute) and _acts(node, types):
            return node
    return None


def _acts(node: ast.Attribute, types: Types) -> bool:
    return any(
        action.act not in (Act.BINDS, Act.ITERATES)
        for one in options(types.of(node.value))
        if isinstance(one, Own) and node.attr in one.declaration.defines
        for getter in _getters(one.declaration.name, node.attr, types)
        for action in effects_in(types.facts, getter).of(getter.body)
    )


def _getters(owner: str, name: str, types: Types) -> list[ast.FunctionDef]:
    node = module_scope(types.facts).names.get(owner)
    body = node.body if isinstance(node, ast.ClassDef) else []
    return [
        one
        for one in body
        if isinstance(one, ast.FunctionDef)
        and one.name == name
        and any(isinstance(by, ast.Name) and by.id == "property" for by in one.decorator_list)
    ]
