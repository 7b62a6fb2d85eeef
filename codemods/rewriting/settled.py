"""Keep the verdicts on what no rewrite has touched: a further pass judges only the rest.

A unit is a function that stands in no other one, or a statement outside of any. What is said of it
rests on itself, on what others declare (names, annotations, attributes that are stored), and on
what functions do that it calls by name. So a rewrite that declares the same as before unsettles its
unit and those that mention that function, and those that mention them.
"""

import ast
import re
from collections.abc import Iterable, Iterator

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS, blocks, first_line
from codemods.facts.names import bound_names
from codemods.facts.walking import walk
from codemods.model import Change, Refusal, Site
from codemods.rewriting.origins import Origins

# The line of the original file that a unit begins on. That of a module as a whole is 0.
Key = int
_MODULE: Key = 0
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Settled:
    """What was said of each unit of one file, and which of that still holds."""

    def __init__(self) -> None:
        self._said: dict[Key, list[Refusal | Site]] = {}
        self._holding: set[Key] = set()

    def begin(self, facts: Facts, origins: Origins) -> None:
        """Begin a pass over the current text: what no longer holds is to be said again."""
        self._facts, self._origins = facts, origins
        self._keys: dict[ast.stmt, Key] = {}
        self._said = {key: self._said[key] for key in self._holding & self._said.keys()}

    def holds(self, node: ast.AST) -> bool:
        """Whether all that is to be said of a statement, or of the module, is known."""
        return bool(self._holding) and self._key(node) in self._holding

    def add(self, node: ast.AST, verdict: Refusal | Site) -> None:
        self._said.setdefault(self._key(node), []).append(verdict)

    def end(self, offered: Iterable[ast.AST]) -> None:
        """End a pass over all statements: it has to be repeated where something is offered."""
        self._holding = set(map(self._key, self._facts.roots))
        self._holding -= set(map(self._key, offered))

    def touch(self, node: ast.AST, change: Change) -> None:
        """Take note that a statement is rewritten."""
        if isinstance(node, ast.Module) or _declared(change.root_before) != _declared(
            change.root_after
        ):
            self.forget()
            return
        around = [one for one in (node, *self._facts.owners(node)) if isinstance(one, ast.stmt)]
        self._holding -= set(map(self._key, around))
        waiting = [self._unit(node)]
        while waiting:
            unit = waiting.pop()
            in_class = isinstance(self._facts.place(unit).owner, ast.ClassDef)
            if not isinstance(unit, FUNCTIONS) or (in_class and _is_asked(unit)):
                self.forget()
                return
            if not in_class:
                waiting += self._unsettled(unit.name)

    def _unsettled(self, name: str) -> Iterator[ast.stmt]:
        """Unsettle the units that mention a function; gives those of them that are functions."""
        mentioned = re.compile(rf"\b{name}\b")
        for unit in _units(self._facts.tree):
            text = self._text(unit) if self.holds(unit) else ""
            if name in text and mentioned.search(text):
                self._holding.discard(self._key(unit))
                if isinstance(unit, FUNCTIONS):
                    yield unit

    def forget(self) -> None:
        """Take note that something changed that everything may rest on."""
        self._holding.clear()

    def said(self) -> list[Refusal | Site]:
        return [one for verdicts in self._said.values() for one in verdicts]

    def _text(self, unit: ast.stmt) -> str:
        first, last = first_line(unit), unit.end_lineno
        return self._facts.once("text", unit, lambda: "".join(self._facts.lines[first - 1 : last]))

    def _key(self, node: ast.AST) -> Key:
        if isinstance(node, ast.Module):
            return _MODULE
        root = self._facts.root(node)
        if root not in self._keys:
            self._keys[root] = self._origins.of(first_line(self._around(root)))
        return self._keys[root]

    def _unit(self, node: ast.AST) -> ast.stmt:
        return self._around(self._facts.root(node))

    def _around(self, root: ast.stmt) -> ast.stmt:
        """The outermost function around what ``Facts.root`` answered, or else that itself."""
        owners = self._facts.owners(root)
        return [root, *(one for one in owners if isinstance(one, FUNCTIONS))][-1]


def _units(node: ast.AST) -> Iterator[ast.stmt]:
    """All units of a module, or inside of a statement."""
    for _, block in blocks(node):
        for one in block:
            is_unit = isinstance(node, (ast.Module, ast.ClassDef)) or isinstance(
                one, (*FUNCTIONS, ast.ClassDef)
            )
            if is_unit and isinstance(one, ast.stmt):
                yield one
            if not isinstance(one, FUNCTIONS):
                yield from _units(one)


def _declared(root: ast.AST) -> tuple[frozenset[str], frozenset[str]]:
    """The names that are bound, and the attributes that are stored."""
    attributes = (
        node.attr
        for node in walk(root)
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)
    )
    return bound_names(root), frozenset(attributes)


def _is_asked(method: Function) -> bool:
    """Whether facts rest on what a method does: on what attributes it sets, or reads as one."""
    return method.name == "__init__" or bool(method.decorator_list)
