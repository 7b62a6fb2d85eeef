"""See through what collects the elements of a container: ``list(rows)``, ``sorted(rows)``."""

import ast

from codemods.facts.types import Types, options
from codemods.facts.types.elements import element

# What ``in`` finds in them are the elements of what they are made of.
_MAKERS = frozenset({"list", "tuple", "set", "frozenset", "sorted"})
# Types whose values are all comparable with one another: sorting them can't fail.
_ORDERED = frozenset({"int", "str", "bytes", "date", "datetime", "timedelta"})


def collected(node: ast.expr, types: Types) -> ast.expr | None:
    """What the elements of a new collection are those of; the node itself if it makes none."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]) if name in _MAKERS:
            known = types.facts.is_builtin(name) and name not in types.scope.bindings
            sorts = name == "sorted" and not _are_ordered(inner, types)
            return collected(_keyed(inner), types) if known and not sorts else None
        case ast.Subscript(value=value, slice=ast.Slice(lower=None, upper=None, step=None)):
            return collected(value, types)
    return node


def _keyed(node: ast.expr) -> ast.expr:
    """The dict whose keys something is."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr="keys"), args=[], keywords=[]):
            return value
    return node


def _are_ordered(node: ast.expr, types: Types) -> bool:
    found = options(element(types.of(node)))
    return len(found) == 1 and all(getattr(one, "name", "") in _ORDERED for one in found)
