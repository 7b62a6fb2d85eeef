"""Tell whether the errors are handled around a search that its keys may raise."""

import ast
from collections.abc import Iterable

from codemods.facts.file import TRIES
from codemods.facts.types import Type
from codemods.facts.types.questions import hashable_key
from codemods.facts.walking import walk

# What says that a key or an attribute may be missing.
_OF_ITEMS = frozenset({"KeyError", "IndexError", "LookupError"})
_OF_ATTRIBUTES = frozenset({"AttributeError"})


def handles_type_error(node: ast.AST, root: ast.AST, keys: Iterable[Type]) -> bool:
    """Whether a node stands where a TypeError is handled that keys without a hash may raise."""
    return not all(map(hashable_key, keys)) and _handles(node, root, {"TypeError"})


def handles_missing(node: ast.AST, root: ast.AST, reads: Iterable[ast.expr]) -> bool:
    """Whether a node stands where it is handled that something that it reads is not there.

    An index reads that of all elements before, where nothing would handle it, or once for all.
    """
    parts = [inner for one in reads for inner in walk(one)]
    errors = _OF_ITEMS if any(isinstance(one, ast.Subscript) for one in parts) else frozenset()
    if any(isinstance(one, ast.Attribute) for one in parts):
        errors |= _OF_ATTRIBUTES
    return bool(errors) and _handles(node, root, errors)


def _handles(node: ast.AST, root: ast.AST, errors: Iterable[str]) -> bool:
    names = {*errors}
    return any(
        isinstance(one, TRIES)
        and any(names & _named(handler) for handler in one.handlers)
        and any(inner is node for part in (*one.body, *one.handlers) for inner in walk(part))
        for one in walk(root)
    )


def _named(handler: ast.ExceptHandler) -> set[str]:
    parts = walk(handler.type) if handler.type else ()
    return {one.id for one in parts if isinstance(one, ast.Name)}
