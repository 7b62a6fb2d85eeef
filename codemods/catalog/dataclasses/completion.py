"""Find the statements that go on building a record right behind its display.

``d = {"a": 1}`` and then ``d["b"] = 2``: nothing sees the record in between, so the key is as good
as one of the display.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.names import assigned
from codemods.facts.walking import walk

from .displays import keys_of, text_of

_SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef)
_SWALLOWING = (ast.Try, ast.TryStar, ast.With, ast.AsyncWith)


@dataclass(frozen=True, eq=False)
class Later:
    """A statement that adds a key; ``folded`` where its value can go into the display instead."""

    key: str
    node: ast.Assign
    folded: bool


def later(body: Sequence[ast.stmt], index: int, root: ast.AST, facts: Facts) -> list[Later]:
    """The statements behind ``body[index]`` that add keys to what it builds, in their order."""
    found = assigned(body[index])
    keys = keys_of(found[1]) if found else None
    if found is None or keys is None or not isinstance(root, FUNCTIONS):
        return []
    name = found[0]
    if _is_seen_elsewhere(name, root) or _is_seen_halfway(name, body, index, root, facts):
        return []
    known, added = set(keys), []
    folding = True
    for one in body[index + 1 :]:
        stores = _stores(name, one, known)
        if stores is None:
            break
        new = [(key, node) for key, node in stores if key not in known]
        plain = stores == [(key, one) for key, _ in stores] and bool(new)
        folding = folding and plain and _is_apart(name, body[index], one, facts)
        added += [Later(key, node, folding) for key, node in new]
        known |= {key for key, _ in new}
    return added if len(known) > 1 else []


def _stores(name: str, node: ast.stmt, known: set[str]) -> list[tuple[str, ast.Assign]] | None:
    """The keys that a statement surely stores, with what stores them, and does nothing else."""
    match node:
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=same), slice=key)], value=value):
            text = text_of(key)
            plain = same == name and text is not None and _only_reads(name, value, known)
            return [(text, node)] if plain and text is not None else None
        case ast.If(test=test, body=body, orelse=orelse) if _only_reads(name, test, known):
            one, two = _all_stores(name, body, known), _all_stores(name, orelse, known)
            # In one order: a dict shows it.
            return list(one.items()) if one and two and list(one) == list(two) else None
    return None


def _all_stores(
    name: str, body: Sequence[ast.stmt], known: set[str]
) -> dict[str, ast.Assign] | None:
    """The keys that the statements of a branch store."""
    found: dict[str, ast.Assign] = {}
    for one in body:
        stores = _stores(name, one, known | found.keys())
        if stores is None:
            return None
        found |= {key: node for key, node in stores if key not in found}
    return found


def _only_reads(name: str, node: ast.AST, known: set[str]) -> bool:
    """Whether an expression uses the record for nothing but the keys that are there."""
    return _mentions(name, node) == _loads(name, node, known)


def _mentions(name: str, node: ast.AST) -> int:
    return sum(isinstance(one, ast.Name) and one.id == name for one in walk(node))


def _loads(name: str, node: ast.AST, known: set[str]) -> int:
    """How many times one of the known keys is read in an expression."""
    return sum(
        isinstance(one, ast.Subscript)
        and isinstance(one.ctx, ast.Load)
        and isinstance(one.value, ast.Name)
        and one.value.id == name
        and text_of(one.slice) in known
        for one in walk(node)
    )


def _is_apart(name: str, first: ast.stmt, last: ast.stmt, facts: Facts) -> bool:
    """Whether a value can move up: it reads no record, and no comments or others are on its way."""
    assert isinstance(last, ast.Assign)
    if _mentions(name, last.value):
        return False
    lines = facts.lines[first.lineno - 1 : last.end_lineno]
    return not any("#" in line or ";" in line for line in lines)


def _is_seen_elsewhere(name: str, root: ast.AST) -> bool:
    """Whether another function may see the variable, or one outside of this."""
    for node in walk(root):
        if isinstance(node, (ast.Global, ast.Nonlocal)) and name in node.names:
            return True
        if isinstance(node, _SCOPES) and node is not root and _mentions(name, node):
            return True
    return False


def _is_seen_halfway(
    name: str, body: Sequence[ast.stmt], index: int, root: ast.AST, facts: Facts
) -> bool:
    """Whether the variable may be used after a statement failed that was to add a key."""
    owners = takewhile(lambda owner: owner is not root, facts.owners(body[index]))
    if not any(isinstance(owner, _SWALLOWING) for owner in owners):
        return False
    inside = sum(_mentions(name, one) for one in body[index:])
    return _mentions(name, root) > inside
