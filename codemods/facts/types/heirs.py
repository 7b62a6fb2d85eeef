"""Find the classes of a file that inherit from others of it."""

import ast
from collections.abc import Mapping

from codemods.facts.file import Facts


def heirs_in(facts: Facts) -> Mapping[str, frozenset[ast.ClassDef]]:
    """For the name of each class, those that inherit from it, at any remove."""
    return facts.once("heirs", facts.tree, lambda: _heirs(facts))


def _heirs(facts: Facts) -> dict[str, frozenset[ast.ClassDef]]:
    found: dict[str, set[ast.ClassDef]] = {}
    for node in facts.nodes(ast.ClassDef):
        for base in node.bases:
            found.setdefault(_name(base), set()).add(node)
    return {name: frozenset(_all(name, found)) for name in found}


def _all(name: str, found: Mapping[str, set[ast.ClassDef]]) -> set[ast.ClassDef]:
    every: set[ast.ClassDef] = set()
    left = list(found[name])
    while left:
        node = left.pop()
        if node not in every:
            every.add(node)
            left += found.get(node.name, ())
    return every


def _name(base: ast.expr) -> str:
    match base:
        case ast.Subscript(value=value):
            return _name(value)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
