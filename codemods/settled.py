"""Keep the verdicts on what no rewrite has touched: a further pass judges only the rest.

A unit is a function that stands in no other one, or a statement outside of any. What is said of it
rests on itself, and on other units by a name alone: that of a function, of the class around it, or
of an attribute that is stored there. So a rewrite unsettles its unit, those that mention one of its
names, and those that mention theirs.
"""

import ast
from collections.abc import Iterable, Iterator

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS, blocks, first_line
from codemods.facts.names import bound_names
from codemods.facts.walking import walk
from codemods.model import Refusal, Site
from codemods.origins import Origins

# The line of the original file that a unit begins on. That of a module as a whole is 0.
Key = int
_MODULE: Key = 0
_DEFINING = (*FUNCTIONS, ast.ClassDef)


class Settled:
    """What was said of each unit of one file, and which of that still holds."""

    def __init__(self) -> None:
        self._said: dict[Key, list[Refusal | Site]] = {}
        self._holding: set[Key] = set()

    def begin(self, facts: Facts, origins: Origins) -> None:
        """Begin a pass over the current text: what no longer holds is to be said again."""
        self._facts, self._origins = facts, origins
        self._said = {key: self._said[key] for key in self._holding & self._said.keys()}

    def holds(self, node: ast.AST) -> bool:
        """Whether all that is to be said of a statement, or of the module, is known."""
        return bool(self._holding) and self._key(node) in self._holding

    def add(self, node: ast.AST, verdict: Refusal | Site) -> None:
        self._said.setdefault(self._key(node), []).append(verdict)

    def end(self, offered: Iterable[ast.AST]) -> None:
        """End a pass over all statements: it has to be repeated where something is offered."""
        self._holding = set(map(self._key, _units(self._facts.tree)))
        self._holding -= set(map(self._key, offered))

    def touch(self, rewritten: Iterable[ast.AST]) -> None:
        """Take note of what is rewritten."""
        facts = self._facts
        found = {one for node in rewritten for one in (node, *facts.owners(node))}
        waiting = {self._unit(one) for one in found if isinstance(one, ast.stmt)}
        others = {one: _text(one, facts) for one in _units(facts.tree) if one not in waiting}
        while waiting:
            self._holding -= set(map(self._key, waiting))
            names = {name for one in waiting for name in _names(one, facts)}
            waiting = {one for one in others if any(name in others[one] for name in names)}
            others = {one: text for one, text in others.items() if one not in waiting}

    def forget(self) -> None:
        """Take note that something changed that everything may rest on."""
        self._holding.clear()

    def said(self) -> list[Refusal | Site]:
        return [one for verdicts in self._said.values() for one in verdicts]

    def _key(self, node: ast.AST) -> Key:
        if isinstance(node, ast.Module):
            return _MODULE
        return self._facts.once("unit", node, lambda: self._origin(node))

    def _origin(self, node: ast.AST) -> Key:
        return self._origins.of(first_line(self._unit(node)))

    def _unit(self, node: ast.AST) -> ast.stmt:
        found = self._facts.root(node)
        for owner in self._facts.owners(found):
            if isinstance(owner, FUNCTIONS):
                found = owner
        return found


def _units(node: ast.AST) -> Iterator[ast.stmt]:
    """All units of a module, or inside of a statement."""
    for _, block in blocks(node):
        for one in block:
            is_unit = isinstance(node, (ast.Module, ast.ClassDef)) or isinstance(one, _DEFINING)
            if is_unit and isinstance(one, ast.stmt):
                yield one
            if not isinstance(one, FUNCTIONS):
                yield from _units(one)


def _names(unit: ast.stmt, facts: Facts) -> Iterator[str]:
    """The names by which others may reach a unit, or what it stores."""
    for one in (unit, *facts.owners(unit)):
        if isinstance(one, _DEFINING):
            yield one.name
    if not isinstance(unit, _DEFINING):
        yield from bound_names(unit)
    for node in walk(unit):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            yield f".{node.attr}"


def _text(unit: ast.stmt, facts: Facts) -> str:
    return "".join(facts.lines[first_line(unit) - 1 : unit.end_lineno])
