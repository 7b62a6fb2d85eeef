"""Tell where reading an attribute runs a property that does more than compute a value."""

import ast
from collections.abc import Iterable, Iterator

from codemods.facts.effects import Act, effects_in
from codemods.facts.module_scope import module_scope
from codemods.facts.types import UNKNOWN, Own, Types, options
from codemods.facts.walking import walk

ACTING = "reading it runs a property that may do something"


def acting(nodes: Iterable[ast.expr], types: Types) -> ast.Attribute | None:
    """The first read of such a property: to read it once, or more often, is not the same."""
    for node in (one for part in nodes for one in walk(part)):
        if isinstance(node, ast.Attribute) and _acts(node, types):
            return node
    return None


def _acts(node: ast.Attribute, types: Types) -> bool:
    return any(
        action.act not in (Act.BINDS, Act.ITERATES)
        for owner in _owners(node.value, types)
        for getter in _getters(owner, node.attr)
        for action in effects_in(types.facts, getter).of(getter.body)
    )


def _owners(node: ast.expr, types: Types) -> Iterator[ast.ClassDef]:
    """The classes of the file that a value may be of: all, where nothing is known of it."""
    found = options(types.of(node))
    if UNKNOWN in found:
        yield from types.facts.nodes(ast.ClassDef)
        return
    for one in found:
        if isinstance(one, Own):
            declared = module_scope(types.facts).names.get(one.declaration.name)
            if isinstance(declared, ast.ClassDef):
                yield declared


def _getters(owner: ast.ClassDef, name: str) -> Iterator[ast.FunctionDef]:
    """What runs when an attribute is read: its property, or what answers for all that are not."""
    own = {one.name: one for one in owner.body if isinstance(one, ast.FunctionDef)}
    if name in own and _is_property(own[name]):
        yield own[name]
    elif name not in own and "__getattr__" in own:
        yield own["__getattr__"]
    if "__getattribute__" in own:
        yield own["__getattribute__"]


def _is_property(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(by, ast.Name) and by.id in ("property", "cached_property")
        for by in function.decorator_list
    )
