"""Recognise ``filter`` of a lambda that searches: ``list(filter(lambda b: b.k == a.k, bs))``."""

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from codemods.facts import Facts
from codemods.facts.applied import applied

from .comprehensions import comprehension
from .expressions import called
from .search import Condition, Search, condition


def search_in(node: ast.Call, facts: Facts) -> Search | None:
    """The search that a call makes of what ``filter`` lets through, if it does."""
    match node:
        case ast.Call(func=ast.Name(id="list" as name), args=[first], keywords=[]):
            each = _filtered(first, facts)
        case ast.Call(func=ast.Name(id="next" as name), args=[first, _], keywords=[]):
            each = _filtered(first, facts)
        case ast.Call(
            func=ast.Name(id="len" as name),
            args=[ast.Call(func=ast.Name(id="list"), args=[first], keywords=[])],
            keywords=[],
        ) if facts.is_builtin("list"):
            each = _filtered(first, facts)
        case _:
            return None
    if each is None or not facts.is_builtin(name):
        return None
    if name == "next":
        found = called(name, _call(node, [each, node.args[1]]), facts)
        return replace(found, node=node) if found else None
    made = ast.copy_location(ast.ListComp(each.elt, each.generators), each)
    if name == "len":
        found = called(name, _call(node, [made]), facts)
        return replace(found, node=node) if found else None
    found = comprehension(made, facts, 0)
    return _narrowed(found, node, made) if found else None


def _filtered(node: ast.expr, facts: Facts) -> ast.GeneratorExp | None:
    match node:
        case ast.Call(func=ast.Name(id="filter")):
            return applied(node, facts)
    return None


def _call(node: ast.Call, arguments: Sequence[ast.expr]) -> ast.Call:
    return ast.copy_location(ast.Call(node.func, list(arguments), []), node)


def _narrowed(search: Search, node: ast.Call, made: ast.ListComp) -> Search | None:
    """The search with a list of the matches, or of those that meet the other conditions."""
    found = condition(made.generators[0].ifs[0], search.sweep)
    if found is None:
        return None
    return replace(
        search,
        node=node,
        turned=found.turned,
        write=lambda passage, index: _written(passage, search.element, found, index),
    )


def _written(passage: Any, element: str, found: Condition, index: str) -> Any:
    from . import write_expressions

    return write_expressions.matches(passage, element, found, index)
