"""Search a set that is kept in step with a list that a loop adds to, and that others know."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.liveness import free_local, is_bound_before
from codemods.facts.stability import Doubt, Obstacle, Reads, Stability
from codemods.facts.types import UNKNOWN, Known, Types, types_in
from codemods.facts.types.questions import has_unhashable, hashable_member, reads_safely
from codemods.facts.walking import walk
from codemods.model import Discharge, Evidence, Gain, Probe, Refusal, Rewrite, Span

from .assumptions import AGAIN, ALIAS, HANDLED, HASHABLE, LISTS, TOTAL, UNHASHABLE
from .growing import lines
from .growth import Growth, growths, members
from .handled import handles_type_error
from .options import NAME, LookupOptions
from .pays import is_small
from .places import statement_of
from .private_lists import may_grow
from .properties import ACTING, acting
from .sweeps import is_container, names_in

# What runs when nobody knows what has become of the list.
_LATE = (*FUNCTIONS, ast.ClassDef, ast.Lambda, ast.GeneratorExp)


@dataclass(frozen=True)
class Grown:
    """A list that a loop searches and adds to, and that was there before the loop."""

    loop: ast.For | ast.While
    container: ast.expr
    tests: Sequence[ast.Compare]
    growths: Sequence[Growth]

    @property
    def written(self) -> str:
        return ast.unparse(self.container)

    @property
    def added(self) -> list[ast.expr]:
        return [each for one in self.growths for each in one.added]


def judge(node: ast.stmt, facts: Facts, options: LookupOptions) -> Iterator[Rewrite | Refusal]:
    """Judge the lists that a loop searches and adds to as ones that get a set beside them."""
    root = facts.root(node)
    if not isinstance(node, (ast.For, ast.While)) or not isinstance(root, FUNCTIONS):
        return
    if not may_grow(root, facts) or not _is_outermost(node, facts):
        return
    every = list(_grown(node))
    types = types_in(facts, root)
    if not every or (
        isinstance(node, ast.For) and is_small(node.iter, types, options.min_elements)
    ):
        return
    known = lines(root, facts)
    for grown in every:
        told = all(test.lineno in known for test in grown.tests)
        if facts.is_builtin("set") and not told:
            yield from _Judge(grown, facts, types).verdicts()


def _is_outermost(node: ast.stmt, facts: Facts) -> bool:
    """Whether no loop around a loop would build the set again and again."""
    for owner in facts.owners(node):
        if isinstance(owner, FUNCTIONS):
            return True
        if isinstance(owner, (ast.For, ast.While, ast.AsyncFor)):
            return False
    return True


def _grown(loop: ast.For | ast.While) -> Iterator[Grown]:
    """The lists that a loop searches and adds to, by their names."""
    found = [one.comparators[0] for one in walk(loop) if isinstance(one, ast.Compare)]
    written = {ast.unparse(one): one for one in found if is_container(one)}
    for name, container in written.items():
        tests, added = list(members(loop.body, name)), list(growths(loop.body, name))
        late = any(isinstance(one, _LATE) and name in ast.unparse(one) for one in walk(loop))
        if tests and added and not late and not isinstance(container, ast.Call):
            yield Grown(loop, container, tests, added)


class _Judge:
    def __init__(self, grown: Grown, facts: Facts, types: Types) -> None:
        self.grown = grown
        self.facts = facts
        self.types = types

    def verdicts(self) -> Iterator[Rewrite | Refusal]:
        grown = self.grown
        line = grown.tests[0].lineno
        kind = self.types.of(grown.container)
        if kind != UNKNOWN and not (isinstance(kind, Known) and kind.name == "list"):
            return
        if not all(is_bound_before(self.facts, one, grown.loop) for one in self._names()):
            return
        disturbance = self._disturbance()
        for obstacle in self._obstacles():
            yield Refusal(NAME, line, obstacle.reason, obstacle.line)
            return
        if isinstance(disturbance, Obstacle):
            yield Refusal(NAME, line, disturbance.reason, disturbance.line)
            return
        yield self._rewrite(disturbance)

    def _names(self) -> set[str]:
        return names_in(self.grown.container)

    def _disturbance(self) -> Obstacle | Doubt | None:
        """What else than the statements that add to it may change the list in the loop."""
        grown = self.grown
        loop = [*grown.loop.body, *([grown.loop.target] if isinstance(grown.loop, ast.For) else [])]
        head = grown.loop.iter if isinstance(grown.loop, ast.For) else grown.loop.test
        during: list[ast.AST] = [*loop, head, *grown.added]
        adding = [one.statement for one in grown.growths]
        stability = Stability(self.facts, self.types.root)
        return stability.disturbance(grown.container, Reads(), during, leaving_out=adding)

    def _obstacles(self) -> Iterator[Obstacle]:
        grown = self.grown
        for test in grown.tests:
            if handles_type_error(test, self.types.root, self._members()):
                yield Obstacle(HANDLED, test.lineno)
        if any(map(has_unhashable, self._members())):
            yield Obstacle(UNHASHABLE, grown.tests[0].lineno)
        if acting([grown.container], self.types):
            yield Obstacle(ACTING, grown.tests[0].lineno)

    def _written_members(self) -> list[ast.expr]:
        return [*(one.left for one in self.grown.tests), *self.grown.added]

    def _members(self) -> list[Any]:
        held = self.types.element_of(self.grown.container)
        return [*map(self.types.of, self._written_members()), held]

    def _rewrite(self, doubt: Doubt | None) -> Rewrite:
        grown = self.grown
        loop, root = grown.loop, self.types.root
        base = grown.written.rpartition(".")[2].strip("_") or "known"
        companion = free_local(self.facts, root, f"{base}_set")
        evidence = tuple(self._evidence(doubt))
        fact = Evidence(LISTS, Discharge.OPEN, f"`{grown.written}` is a list")
        return Rewrite(
            codemod=NAME,
            line=grown.tests[0].lineno,
            span=Span(loop.lineno, loop.end_lineno or loop.lineno),
            anchors=(loop.lineno, *(one.lineno for one in grown.tests)),
            write=lambda passage: _write(passage, grown, companion),
            prove=lambda change: evidence,
            measure=lambda change: (Gain("growth", "O(n*m)", "O(n+m)"),),
            foretold=(fact,) if self.types.of(grown.container) == UNKNOWN else (),
        )

    def _evidence(self, doubt: Doubt | None) -> Iterator[Evidence]:
        grown, types = self.grown, self._members()
        line, name = grown.loop.lineno, grown.written
        if all(map(hashable_member, types)):
            kinds = " and ".join(dict.fromkeys(map(str, types)))
            yield Evidence(HASHABLE, Discharge.PROVED, f"all members are {kinds}")
        else:
            texts = dict.fromkeys(map(ast.unparse, self._written_members()))
            words = ", ".join(f"`{one}`" for one in texts)
            fact = f"every {words} and every element of `{name}` has a hash that agrees with =="
            yield Evidence(HASHABLE, Discharge.OPEN, fact, tuple(self._probes()))
        if isinstance(self.types.of(grown.container), Known):
            yield Evidence(AGAIN, Discharge.PROVED, f"`{name}` is a list")
        else:
            probe = Probe(line, f"__re_iterable__({name})")
            yield Evidence(AGAIN, Discharge.OPEN, f"`{name}` is a container", (probe,))
        if not reads_safely(grown.container, self.types):
            fact = f"`{name}` can be read without an error"
            yield Evidence(TOTAL, Discharge.OPEN, fact, (Probe(line, f"__read__({name})"),))
        if doubt is None:
            fact = f"nothing else in the loop can change `{name}`"
            yield Evidence(ALIAS, Discharge.PROVED, fact)
            return
        fact = f"what line {doubt.line} changes or iterates over is not `{name}`"
        check = f"{ast.unparse(doubt.target)} is not {name}" if doubt.target else ""
        if doubt.target and doubt.iterates:
            check = f"__plain__({ast.unparse(doubt.target)})"
        probes = (Probe(doubt.line, check),) if check else ()
        yield Evidence(ALIAS, Discharge.OPEN, fact, probes)

    def _probes(self) -> Iterator[Probe]:
        """A probe before the loop, and before each statement that searches."""
        grown = self.grown
        yield Probe(grown.loop.lineno, f"__members__({grown.written})")
        for test in grown.tests:
            check = f"__members__([*{grown.written}, {ast.unparse(test.left)}])"
            yield Probe(statement_of(test, grown.loop), check)


def _write(passage: Any, grown: Grown, companion: str) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write_growing

    return write_growing.in_step(passage, grown, companion)
