"""Tell of most modules, without following anything, that they hold no record worth a class."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from codemods.facts import Facts
from codemods.facts.names import assigned

from .completion import later
from .displays import keys_of, text_of

# The keys that a record may be built with, and those that are used, as the text shows them.
_BUILDING = re.compile(r"""["'](\w+)["']\s*(?::|\]\s*=(?!=))""")
_TAKING_NAMES = re.compile(r"\b(?:dict|update)\b")
_USING = re.compile(r"""(?:\[|\.get\(|itemgetter\()\s*["'](\w+)["']""")
# What may be a display, or put or use a key.
_KINDS = (ast.Dict, ast.Call, ast.Subscript, ast.Compare)


def may_hold_records(facts: Facts) -> bool:
    """Whether it is worth while to follow what a module builds."""
    return reads_what_it_builds(facts.source.text) and uses_what_it_puts(facts)


def reads_what_it_builds(text: str) -> bool:
    """Whether a key of a display is read by itself, as far as the text tells."""
    using = {*_USING.findall(text)}
    if not using or not using.isdisjoint(_BUILDING.findall(text)):
        return bool(using)
    by_name = _TAKING_NAMES.search(text) is not None
    return by_name and any(re.search(rf"\b{key}\s*=(?!=)", text) for key in using)


def uses_what_it_puts(facts: Facts) -> bool:
    """Whether there is a display that may be a record, and two uses of keys put into any dict."""
    nodes = list(facts.of(*_KINDS))
    displays = [node for node in nodes if isinstance(node, (ast.Dict, ast.Call))]
    builds = any(len(keys_of(node) or ()) > 1 for node in displays)
    if not builds and not any(_is_completed(node, facts) for node in _assignments(facts)):
        return False
    put = {key for node in nodes for key in _put(node)} - {None}
    used = Counter(key for node in nodes for key in _used(node))
    return sum(used[key] for key in put) > 1


def _assignments(facts: Facts) -> Iterator[ast.stmt]:
    yield from facts.nodes(ast.Assign)
    yield from facts.nodes(ast.AnnAssign)


def _is_completed(node: ast.stmt, facts: Facts) -> bool:
    """Whether the next statement may add a key to what this one builds."""
    found = assigned(node)
    if found is None or keys_of(found[1]) is None:
        return False
    place = facts.place(node)
    match place.rest[:1]:
        case [ast.If() | ast.Assign(targets=[ast.Subscript()])]:
            return bool(later(place.block, place.index, facts.root(node), facts))
    return False


def _put(node: ast.AST) -> Iterator[str | None]:
    """The keys that a node may put into a record."""
    match node:
        case ast.Dict(keys=keys):
            yield from (text_of(key) for key in keys if key is not None)
        case ast.Call(func=ast.Name(id="dict") | ast.Attribute(attr="update"), keywords=given):
            yield from (one.arg for one in given)
        case ast.Subscript(slice=key, ctx=ast.Store()):
            yield text_of(key)


def _used(node: ast.AST) -> Iterator[str | None]:
    """The keys that a node may use."""
    match node:
        case ast.Subscript(slice=key):
            yield text_of(key)
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()]):
            yield text_of(left)
        case ast.Call(func=ast.Attribute(attr="update"), args=given):
            yield from (key for one in (node, *given) for key in _put(one))
        case ast.Call(func=ast.Attribute(attr="get"), args=[key, *_]):
            yield text_of(key)
        case ast.Call(args=given) if _gets_items(node.func):
            yield from map(text_of, given)
        case ast.Dict(keys=[None, *_]):  # a copy with other values
            yield from _put(node)


def _gets_items(function: ast.expr) -> bool:
    """Whether it may be ``operator.itemgetter``, by whatever name."""
    return not isinstance(function, ast.Attribute) or function.attr == "itemgetter"
