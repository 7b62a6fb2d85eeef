"""Look a key up in a dict instead of going through the dict for it."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from codemods.facts import Facts
from codemods.facts.effects import Act, Action, effects_in
from codemods.facts.exits import own_exits
from codemods.facts.file import FUNCTIONS
from codemods.facts.liveness import reader_after
from codemods.facts.types import STR, Known, Types, options, types_in
from codemods.facts.types.contents import is_fresh
from codemods.facts.types.elements import MAPPINGS, element
from codemods.facts.types.questions import has_unhashable, hashable_key, reads_safely
from codemods.facts.walking import walk
from codemods.model import Discharge, Evidence, Gain, Probe, Refusal, Rewrite, Span

from .assumptions import HASHABLE, PLAIN, TOTAL, UNHASHABLE
from .guards import Guard, guards
from .options import NAME, LookupOptions
from .search import is_written
from .sought import turned_obstacles
from .sweeps import is_container, names_in

LIVES_ON = "a variable of the loop is read after it"
KEY_READ = "the key that is found may be another object than the one that is sought"
GOES_ON = "what is done with the key that is found may matter to the rest of the loop"
ACTS = "what is sought is computed by a call that may do something"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A loop over ``mapping`` that looks for ``sought``.

    ``key`` and ``value`` are the variables of the loop, ``filters`` more conditions on a match;
    all of them stand in the ``guards`` before the ``body``.
    """

    loop: ast.For
    mapping: ast.expr
    key: str
    value: str
    sought: ast.expr
    guards: tuple[Guard, ...]
    filters: tuple[ast.expr, ...]
    body: Sequence[ast.stmt]

    @property
    def turned(self) -> tuple[ast.expr, ...]:
        """The conditions that were written as their opposites."""
        every = (part for guard in self.guards for part in guard.parts)
        return tuple(one for one in every if not is_written(one))

    @property
    def reading(self) -> tuple[ast.AST, ...]:
        """What may read the variables once the key is found."""
        return (*self.filters, *self.body)


def judge(node: ast.stmt, facts: Facts, options: LookupOptions) -> Iterator[Rewrite | Refusal]:
    """Judge a loop as one over a dict that only looks for one key."""
    lookup = _lookup(node, facts)
    root = facts.root(node)
    if lookup is not None and isinstance(root, FUNCTIONS):
        yield _Judge(lookup, facts, types_in(facts, root)).verdict()


def _lookup(node: ast.stmt, facts: Facts) -> Lookup | None:
    if not isinstance(node, ast.For) or node.type_comment:
        return None
    found = list(guards(node.body))
    passed = tuple(guard for guard, _ in found)
    test, *filters = (part for guard in passed for part in guard.parts) if found else (None,)
    match test:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            types = types_in(facts, facts.root(node))
            parts = parts_of(node.target, node.iter, node.body, types)
            if parts is None:
                return None
            mapping, key, value = parts
            for one, other in ((left, right), (right, left)):
                sought = isinstance(one, ast.Name) and one.id == key
                if sought and not names_in(other) & {key, value}:
                    body = found[-1][1]
                    return Lookup(node, mapping, key, value, other, passed, tuple(filters), body)
    return None


def parts_of(
    target: ast.expr, iterable: ast.expr, body: Sequence[ast.stmt], types: Types
) -> tuple[ast.expr, str, str] | None:
    """The dict that is gone through, and the names for its keys and values."""
    match target, _copied(iterable, types):
        case (
            ast.Tuple(elts=[ast.Name(id=key), ast.Name(id=value)]),
            ast.Call(func=ast.Attribute(value=mapping, attr="items"), args=[], keywords=[]),
        ) if key != value and is_container(mapping):
            return mapping, key, value
        case (
            ast.Name(id=key),
            ast.Call(func=ast.Attribute(value=mapping, attr="keys"), args=[], keywords=[]),
        ) if is_container(mapping):
            return mapping, key, ""
        case ast.Name(id=key), mapping if is_container(mapping):
            known = _is_mapping(mapping, types) or _reads_item(body, mapping, key)
            return (mapping, key, "") if known else None
    return None


def _copied(iterable: ast.expr, types: Types) -> ast.expr:
    """What ``list(...)`` makes a list of, as a loop that changes a dict has to."""
    match iterable:
        case ast.Call(func=ast.Name(id="list" | "tuple" as name), args=[inner], keywords=[]):
            return inner if types.facts.is_builtin(name) else iterable
    return iterable


def _reads_item(body: Sequence[ast.stmt], mapping: ast.expr, key: str) -> bool:
    """Whether what a loop goes through is read by what that gives: ``for k in d: ... d[k]``."""
    wanted = f"{ast.unparse(mapping)}[{key}]"
    nodes = (node for statement in body for node in walk(statement))
    return any(isinstance(one, ast.Subscript) and ast.unparse(one) == wanted for one in nodes)


def _is_mapping(node: ast.expr, types: Types) -> bool:
    return all(isinstance(one, Known) and one.name in MAPPINGS for one in options(types.of(node)))


class _Judge:
    def __init__(self, lookup: Lookup, facts: Facts, types: Types) -> None:
        self.lookup = lookup
        self.facts = facts
        self.types = types

    def verdict(self) -> Rewrite | Refusal:
        lookup = self.lookup
        loop = lookup.loop
        if found := self._obstacle():
            return Refusal(NAME, loop.lineno, *found)
        evidence = tuple(evidence_of(lookup.mapping, lookup.sought, loop.lineno, self.types))
        return Rewrite(
            codemod=NAME,
            line=loop.lineno,
            span=Span(loop.lineno, loop.end_lineno or loop.lineno),
            anchors=(loop.lineno, loop.body[0].lineno),
            write=partial(_write, lookup=lookup, binds_key=self._reads(lookup.key)),
            prove=lambda change: evidence,
            measure=lambda change: (Gain("growth", "O(n)", "O(1)"),),
        )

    def _reads(self, name: str) -> bool:
        return any(name in names_in(statement) for statement in self.lookup.reading)

    def _shows_key(self) -> bool:
        """Whether more is done with the key than to look it up, for which any equal one will do."""
        nodes = [node for statement in self.lookup.reading for node in walk(statement)]
        mapping = ast.dump(self.lookup.mapping)
        looked_up = {
            id(node.slice)
            for node in nodes
            if isinstance(node, ast.Subscript)
            and isinstance(node.ctx, ast.Load)
            and ast.dump(node.value) == mapping
        }
        return any(
            isinstance(node, ast.Name) and node.id == self.lookup.key and id(node) not in looked_up
            for node in nodes
        )

    def _obstacle(self) -> tuple[str, int] | None:
        lookup = self.lookup
        body, loop = lookup.body, lookup.loop
        leaves = isinstance(body[-1], (ast.Break, ast.Return, ast.Raise))
        other_exits = [one for one in own_exits(body) if not leaves or one is not body[-1]]
        effects = effects_in(self.facts, self.types.root)
        if other_exits:
            return GOES_ON, other_exits[0].lineno
        if lookup.filters and loop.orelse:
            return GOES_ON, lookup.filters[0].lineno
        if not leaves and (loop.orelse or not all(map(self._is_apart, effects.of(body)))):
            return GOES_ON, body[0].lineno
        for action in effects.of([lookup.sought, lookup.mapping]):
            if action.act is not Act.ITERATES:
                return ACTS, action.line
        for obstacle in turned_obstacles(lookup.turned, self.types):
            return obstacle.reason, obstacle.line
        if has_unhashable(self.types.of(lookup.sought)):
            return UNHASHABLE, loop.lineno
        if self._shows_key() and not self._are_texts():
            return KEY_READ, loop.lineno
        for name in filter(None, (lookup.key, lookup.value)):
            reader = reader_after(self.facts, name, loop)
            if reader is not None:
                return LIVES_ON, getattr(reader, "lineno", loop.lineno)
        return None

    def _is_apart(self, action: Action) -> bool:
        """Whether an action can't matter to the rest of the loop, in which no key matches again."""
        lookup = self.lookup
        if action.act is Act.BINDS:
            return action.name not in names_in(lookup.sought) | names_in(lookup.mapping)
        return (
            action.act in (Act.CHANGES, Act.SETS)
            and isinstance(action.target, ast.Name)
            and is_fresh(self.types, action.target.id)
            and action.target.id not in names_in(lookup.sought) | names_in(lookup.mapping)
        )

    def _are_texts(self) -> bool:
        """Whether both are texts: equal ones can't be told apart, unlike ``1`` and ``True``."""
        key = element(self.types.of(self.lookup.mapping))
        return key == STR and self.types.of(self.lookup.sought) == STR


def evidence_of(mapping: ast.expr, sought: ast.expr, line: int, types: Types) -> Iterator[Evidence]:
    """What it rests on that a dict finds what going through it would find."""
    name, wanted = ast.unparse(mapping), ast.unparse(sought)
    if _is_mapping(mapping, types):
        kind = str(types.of(mapping)).partition("[")[0]
        yield Evidence(PLAIN, Discharge.PROVED, f"`{name}` is a {kind}")
    else:
        probe = Probe(line, f"__dict__of__({name})")
        fact = f"`in` and `[]` find in `{name}` what a loop over it finds"
        yield Evidence(PLAIN, Discharge.OPEN, fact, (probe,))
    kinds = (element(types.of(mapping)), types.of(sought))
    if all(map(hashable_key, kinds)):
        words = " and ".join(dict.fromkeys(map(str, kinds)))
        yield Evidence(HASHABLE, Discharge.PROVED, f"all keys are {words}")
    else:
        probe = Probe(line, f"__hashable__([*{name}, {wanted}])")
        fact = f"`{wanted}` and every key have a hash that agrees with ==, and equal themselves"
        yield Evidence(HASHABLE, Discharge.OPEN, fact, (probe,))
    if not reads_safely(sought, types):
        fact = f"`{wanted}` can be read without an error, also where `{name}` is empty"
        probe = Probe(line, f"[{wanted}] is not None")
        yield Evidence(TOTAL, Discharge.OPEN, fact, (probe,))


def _write(passage: Any, lookup: Lookup, binds_key: bool) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write_loops

    return write_loops.looked_up(passage, lookup, binds_key)
