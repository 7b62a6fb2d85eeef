"""Judge searches: which can become lookups, on what they rest, and why others can't."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from codemods.evidence import merged
from codemods.facts import Facts
from codemods.facts.effects import Action, effects_in
from codemods.facts.file import FUNCTIONS
from codemods.facts.stability import Doubt, Obstacle, Reads, Stability
from codemods.facts.types import Type, types_in
from codemods.facts.types.questions import is_sequence, re_iterable
from codemods.facts.walking import walk
from codemods.model import Change, Discharge, Evidence, Gain, Refusal, Rewrite, Span

from . import index, pays
from .assumptions import (
    ALIAS,
    MISSING,
    TOTAL,
    Case,
    evidence,
    other_method,
    untold_list,
    variables,
)
from .handled import handles_missing
from .obstacles import is_bound_before_all, obstacles
from .options import NAME, LookupOptions
from .places import Found, Repetition, apart, repetitions, searches
from .search import Search
from .sought import looked_into, read_in, read_whole
from .sweeps import sweep_of


@dataclass(frozen=True, slots=True)
class Judged:
    """A search that can become a lookup, and what that rests on."""

    found: Found
    evidence: tuple[Evidence, ...]
    statement: ast.stmt

    @property
    def open(self) -> frozenset[str]:
        """The assumptions that nothing settles."""
        every = (one for one in self.evidence if one.discharge is Discharge.OPEN)
        return frozenset(one.assumption for one in every)


def judge(node: ast.stmt, facts: Facts, options: LookupOptions) -> Sequence[Rewrite | Refusal]:
    """All that can be said of the searches that one statement repeats."""
    return [
        verdict
        for repetition in repetitions(node, facts)
        for verdict in _Judge(repetition, facts, options).verdicts()
    ]


class _Judge:
    def __init__(self, repetition: Repetition, facts: Facts, options: LookupOptions) -> None:
        self.repetition = repetition
        self.facts = facts
        self.options = options
        self.root = facts.root(repetition.statement)
        self.types = types_in(facts, self.root)

    @cached_property
    def stability(self) -> Stability:
        return Stability(self.facts, self.root)

    def verdicts(self) -> Iterator[Rewrite | Refusal]:
        groups: dict[tuple[object, ...], list[Judged]] = {}
        for judged in self.judged():
            if isinstance(judged, Refusal):
                yield judged
            else:
                groups.setdefault(judged.found.search.index(), []).append(judged)
        for key, group in groups.items():
            together = self._sharing(key)
            if together[0].statement is self.repetition.statement:
                later = [one for one in together if one.statement is not together[0].statement]
                yield self._rewrite([*group, *later])

    def judged(self) -> list[Judged | Refusal]:
        """What becomes of each search that is repeated here."""
        return self.facts.once("lookups", self.repetition.node, self._judge_all)

    def _judge_all(self) -> list[Judged | Refusal]:
        return [judged for found in self._searches if (judged := self._judged(found))]

    @cached_property
    def _searches(self) -> list[Found]:
        return list(searches(self.repetition, self.facts, self.types))

    def _sharing(self, key: tuple[object, ...]) -> list[Judged]:
        """The searches of this and other statements of the block that share one index, in order.

        The first of them builds it, and nothing may change what is searched up to the last.
        """
        block = self.facts.place(self.repetition.statement).block
        sharing: list[Judged] = []
        for number, statement in enumerate(block):
            for judged in self._alike(statement, key):
                if sharing and not self._joins(judged, sharing[0], block[: number + 1]):
                    if any(one.statement is self.repetition.statement for one in sharing):
                        return sharing
                    sharing = []
                sharing.append(judged)
        return sharing

    def _alike(self, statement: ast.stmt, key: tuple[object, ...]) -> list[Judged]:
        """The searches that a statement of the block repeats, and that need the same index."""
        return [
            one
            for repetition in repetitions(statement, self.facts)
            for one in _Judge(repetition, self.facts, self.options).judged()
            if isinstance(one, Judged) and one.found.search.index() == key
        ]

    def _joins(self, judged: Judged, first: Judged, block: Sequence[ast.stmt]) -> bool:
        """Whether the index that ``first`` needs still holds, and rests on nothing more."""
        if judged.statement is first.statement:
            return True
        between = block[block.index(first.statement) :]
        found = self._disturbance(first.found.search, between)
        alias = found is None or bool({ALIAS} & judged.open)
        return judged.open == first.open and alias and not isinstance(found, Obstacle)

    def _judged(self, found: Found) -> Judged | Refusal | None:
        search = found.search
        if not self._is_outermost(search):
            return None
        if not pays.pays(search, self.repetition, self.types, self.options.min_elements):
            return None
        if search.untold and not self._is_bound(search):
            return None
        for obstacle in obstacles(search, self.repetition, self.types):
            return Refusal(NAME, search.line, obstacle.reason, obstacle.line)
        disturbance = self._disturbance(search, self.repetition.all_parts)
        if isinstance(disturbance, Obstacle):
            return Refusal(NAME, search.line, disturbance.reason, disturbance.line)
        case = Case(
            search=search,
            types=self.types,
            line=self.repetition.statement.lineno,
            inside=found.statement.lineno,
            scope=found.scope(),
            doubt=disturbance,
            there=self._there(),
        )
        judged = Judged(found, evidence(case), self.repetition.statement)
        read = (search.key, *search.filters, *search.before)
        if TOTAL in judged.open and handles_missing(search.node, self.root, read):
            return Refusal(NAME, search.line, MISSING, search.line)
        return judged

    def _is_outermost(self, search: Search) -> bool:
        """Whether no repetition further out could have the index as well."""
        for owner in self.facts.owners(self.repetition.statement):
            if isinstance(owner, (*FUNCTIONS, ast.ClassDef, ast.Module)):
                return True
            if not isinstance(owner, (ast.For, ast.While)):
                continue
            for outer in repetitions(owner, self.facts):
                repeats = self._is_within(outer) and is_bound_before_all(self.facts, search, owner)
                if repeats and not isinstance(self._disturbance(search, outer.all_parts), Obstacle):
                    return False
        return True

    def _is_within(self, outer: Repetition) -> bool:
        """Whether this repetition is part of what another one repeats."""
        statement = self.repetition.statement
        return any(statement is node for part in outer.parts for node in walk(part))

    def _is_bound(self, search: Search) -> bool:
        """Whether what is searched surely has a value before the repetition."""
        return is_bound_before_all(self.facts, search, self.repetition.statement)

    def _disturbance(self, search: Search, during: Sequence[ast.AST]) -> Obstacle | Doubt | None:
        parts = (search.key, *search.filters)
        attributes, items = read_in(parts, search.sweep)
        if search.sweep.unpacks:
            items |= {None, *range(len(search.names))}
        whole = any(True for _ in read_whole(parts))
        places = frozenset(map(ast.unparse, looked_into(search, parts)))
        reads = Reads(attributes, items, tuple(self._owners(search, parts)), whole, places)
        calls = [
            one.search.node
            for one in self._searches
            if one.search.is_call
            and (search.is_about(one.search) or re_iterable(self.types.of(one.search.container)))
        ]
        return self.stability.disturbance(search.container, reads, during, leaving_out=calls)

    def _owners(self, search: Search, parts: Iterable[ast.expr]) -> Iterator[Type]:
        """The types of the parts of an element that a key is read from."""
        types = search.home or self.types
        for node in looked_into(search, parts):
            if search.sweep.unpacks or not isinstance(node, ast.Name):
                yield types.of(node)

    def _there(self) -> frozenset[str]:
        """The items that are surely there: ``rows[i]`` in ``for i in range(len(rows))``."""
        node = self.repetition.node
        sweep = sweep_of(node.target, node.iter, self.facts) if isinstance(node, ast.For) else None
        if sweep is None or not is_sequence(self.types.of(sweep.container)):
            return frozenset()
        parts = self.repetition.parts
        binds = any(action.name in sweep.names for action in self._effects_of(parts))
        stays = self.stability.disturbance(sweep.container, Reads(), parts) is None
        return frozenset({sweep.by_position}) if stays and not binds else frozenset()

    def _effects_of(self, parts: Sequence[ast.AST]) -> list[Action]:
        return effects_in(self.facts, self.root).of(parts)

    def _rewrite(self, group: list[Judged]) -> Rewrite:
        statement, last = self.repetition.statement, group[-1].statement
        together = apart([judged.found for judged in group])
        first = together[0].search
        name = index.name_of(first, self.facts, self.root)
        building = index.building(first, name, self.facts, self.types)
        kept = [judged for judged in group if judged.found in together]
        facts = [fact(one.search) for one in together for fact in (untold_list, other_method)]
        facts += [variables(one.search, self.types) for one in together]
        foretold = dict.fromkeys(one for one in facts if one)
        return Rewrite(
            codemod=NAME,
            line=first.line,
            span=Span(statement.lineno, last.end_lineno or last.lineno),
            anchors=tuple(found.search.line for found in together),
            write=lambda passage: _write(passage, building, name, together),
            prove=lambda change: merged(part for one in kept for part in one.evidence),
            measure=lambda change: _gains(change, first),
            foretold=tuple(foretold),
        )


def _gains(change: Change, search: Search) -> tuple[Gain, ...]:
    return (Gain("growth", "O(n*m)", "O(n+m)"),)


def _write(passage: Any, building: str, name: str, together: Sequence[Found]) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write

    return write.written(passage, building, name, [found.search for found in together])
