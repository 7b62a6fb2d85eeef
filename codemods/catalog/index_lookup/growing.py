"""Give a list that grows in a loop, and is searched there, a set to be searched instead."""

import ast
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS, TRIES
from codemods.facts.liveness import free_local, reader_after
from codemods.facts.module_scope import own_nodes
from codemods.facts.names import assigned, bindings
from codemods.facts.types import Type, Types, types_in
from codemods.facts.types.questions import has_unhashable, hashable_member
from codemods.facts.types.scope import displayed
from codemods.facts.walking import children, walk
from codemods.model import Discharge, Evidence, Gain, Probe, Refusal, Rewrite, Span

from .assumptions import ALIAS, HANDLED, HASHABLE, UNHASHABLE
from .growth import Growth, growth, growths, members
from .handled import handles_type_error
from .options import NAME, LookupOptions
from .pays import is_small
from .places import statement_of
from .private_lists import appended_and_searched, disclosure, makes_list
from .sweeps import names_in

ESCAPES = "the list is changed or handed on in other ways than append"


@dataclass(frozen=True)
class Growing:
    """A list and its uses in ``statements``: from the one that makes it to the last that searches.

    ``value`` is the list when it is made, ``loops`` are the outermost loops that search it,
    ``others`` uses in the whole function besides ``tests`` and ``appends``.
    """

    name: str
    made: ast.Assign | ast.AnnAssign
    value: ast.expr
    statements: Sequence[ast.stmt]
    loops: Sequence[ast.For | ast.While]
    tests: Sequence[ast.Compare]
    appends: Sequence[Growth]
    others: Sequence[ast.Name]


def judge(node: ast.stmt, facts: Facts, options: LookupOptions) -> Iterator[Rewrite | Refusal]:
    """Judge the list that a statement makes as one that loops behind it fill and search."""
    growing = _growing(node, facts)
    if growing is None or not all(map(facts.is_builtin, ("set", "list", "dict"))):
        return
    types = types_in(facts, facts.root(node))
    if not makes_list(growing.value, types):
        return  # others may know it: a loop that searches it is looked at by itself
    small = [
        is_small(loop.iter, types, options.min_elements)
        for loop in growing.loops
        if isinstance(loop, ast.For)
    ]
    if len(small) < len(growing.loops) or not all(small):
        yield _Judge(growing, facts, types).verdict()


def lines(root: ast.stmt, facts: Facts) -> frozenset[int]:
    """The lines of the searches that are judged here, with the statement that makes the list."""
    return facts.once("searches of growing lists", root, lambda: frozenset(_lines(root, facts)))


def _lines(root: ast.stmt, facts: Facts) -> Iterator[int]:
    if not appended_and_searched(root, facts):
        return
    types = types_in(facts, root)
    for node in own_nodes(root):
        growing = _growing(node, facts) if isinstance(node, (ast.Assign, ast.AnnAssign)) else None
        if growing is not None and _disclosure(growing, types) is None:
            yield from (test.lineno for test in growing.tests)


def _disclosure(growing: Growing, types: Types) -> ast.AST | None:
    """What may change the list in another way than it grows; what is done later is no matter."""
    if not makes_list(growing.value, types):
        return growing.made
    known = [one.node for one in growing.appends]
    return disclosure(growing.name, growing.made, growing.statements, known, types)


def _growing(made: ast.stmt, facts: Facts) -> Growing | None:
    """A list that a statement makes, if loops behind it in the same block search and fill it."""
    if not isinstance(made, (ast.Assign, ast.AnnAssign)):
        return None
    root, place = facts.root(made), facts.place(made)
    if not isinstance(root, FUNCTIONS) or isinstance(place.owner, ast.ClassDef):
        return None
    wanted = appended_and_searched(root, facts)
    for name, value in _made(made) if wanted else ():
        if name not in wanted:
            continue
        statements = [made, *_keeping(name, place.rest)]
        loops = [loop for one in statements for loop in _loops(one) if _searches(loop, name)]
        while loops and not _within(loops[-1], statements[-1]):
            statements.pop()
        found = _uses(name, made, value, statements, loops, root)
        fills = any(_within(one.statement, loop) for one in found.appends for loop in loops)
        if fills and all(_is_in(test, loops) for test in found.tests):
            return found
    return None


def _keeping(name: str, statements: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The first statements, in which a name stands for the same list."""
    return itertools.takewhile(lambda one: not _binds(one, name), statements)


def _loops(statement: ast.stmt) -> Iterator[ast.For | ast.While]:
    """The outermost loops of a statement."""
    if isinstance(statement, (ast.For, ast.While)):
        yield statement
    elif not isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        for child in children(statement):
            if isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
                yield from _loops(child)  # type: ignore[arg-type]


def _searches(loop: ast.stmt, name: str) -> bool:
    return any(True for _ in members([loop], name))


def _binds(statement: ast.stmt, name: str) -> bool:
    """Whether a statement gives a name another value than a list that grows in its place."""
    kept = {id(one.target) for one in growths([statement], name)}
    return any(bound == name and id(node) not in kept for bound, node in bindings(statement))


def _is_in(node: ast.AST, loops: Sequence[ast.stmt]) -> bool:
    return any(_within(node, loop) for loop in loops)


def _within(node: ast.AST, statement: ast.stmt) -> bool:
    return any(one is node for one in walk(statement))


def _made(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement binds, each with its value."""
    if (found := assigned(statement)) is not None:
        yield found
    match statement:
        case ast.Assign(targets=[ast.Tuple(elts=elements)], value=shown):
            for element, value in zip(elements, displayed(shown, len(elements)), strict=False):
                if isinstance(element, ast.Name):
                    yield element.id, value


def _uses(
    name: str,
    made: Any,
    value: ast.expr,
    statements: Sequence[ast.stmt],
    loops: Sequence[Any],
    root: ast.AST,
) -> Growing:
    tests, appends = list(members(statements, name)), list(growths(statements, name))
    counted = {id(one.comparators[0]) for one in tests} | {id(one.target) for one in appends}
    others = [
        node
        for node in walk(root)
        if isinstance(node, ast.Name)
        and node.id == name
        and id(node) not in counted
        and isinstance(node.ctx, ast.Load)
    ]
    return Growing(name, made, value, statements, loops, tests, appends, others)


class _Judge:
    def __init__(self, growing: Growing, facts: Facts, types: Types) -> None:
        self.growing = growing
        self.facts = facts
        self.types = types

    def verdict(self) -> Rewrite | Refusal:
        growing = self.growing
        line = growing.tests[0].lineno
        if cause := _disclosure(growing, self.types):
            return Refusal(NAME, line, ESCAPES, getattr(cause, "lineno", line))
        if any(map(has_unhashable, (*self._members(), self._held()))):
            return Refusal(NAME, line, UNHASHABLE, line)
        keys = self._members()
        if any(handles_type_error(one, self.types.root, keys) for one in growing.tests):
            return Refusal(NAME, line, HANDLED, line)
        if self._removes_duplicates():
            return self._rewrite("", keeps_list=False)
        if not growing.others and self._may_become_set():
            return self._rewrite("", keeps_list=False)
        return self._rewrite(
            free_local(self.facts, self.types.root, f"{growing.name.strip('_') or 'known'}_set"),
            keeps_list=True,
        )

    def _may_become_set(self) -> bool:
        """Whether the statement that makes the list can make a set, by its annotation too."""
        made = self.growing.made
        if isinstance(made, ast.AnnAssign):
            match made.annotation:
                case ast.Subscript(value=ast.Name(id="list")):
                    return True
            return False
        return True

    def _removes_duplicates(self) -> bool:
        """Whether the loop does nothing but keep the first of equal elements, in order."""
        growing = self.growing
        loop = growing.loops[0]
        if growing.statements != [growing.made, loop] or not _is_empty(growing.value):
            return False
        inside = [owner for owner in self.facts.owners(loop) if isinstance(owner, TRIES)]
        match loop:
            case ast.For(
                target=ast.Name(id=element),
                orelse=[],
                body=[
                    ast.If(
                        test=ast.Compare(left=ast.Name(id=sought), ops=[ast.NotIn()]),
                        body=[only],
                        orelse=[],
                    )
                ],
            ) if (
                element == sought == _added(only)
                and isinstance(growing.made, (ast.AnnAssign, ast.Assign))
                and growing.value is growing.made.value
                and not inside
                and growing.name not in names_in(loop.iter)
            ):
                return reader_after(self.facts, element, loop) is None
        return False

    def _rewrite(self, companion: str, keeps_list: bool) -> Rewrite:
        growing = self.growing
        first, last = growing.statements[0], growing.statements[-1]
        removes = not companion and self._removes_duplicates()
        evidence = tuple(self._evidence())
        return Rewrite(
            codemod=NAME,
            line=growing.tests[0].lineno,
            span=Span(first.lineno, last.end_lineno or last.lineno),
            anchors=(first.lineno, *(one.lineno for one in growing.tests)),
            write=lambda passage: _write(passage, growing, companion, removes),
            prove=lambda change: evidence,
            measure=lambda change: (Gain("growth", "O(n*n)", "O(n)"),),
        )

    def _evidence(self) -> Iterator[Evidence]:
        growing = self.growing
        types = self._members()
        name = growing.name
        if all(map(hashable_member, types)) and hashable_member(self._held()):
            kinds = " and ".join(dict.fromkeys(map(str, types)))
            yield Evidence(HASHABLE, Discharge.PROVED, f"all members are {kinds}")
        else:
            written = ", ".join(
                f"`{one}`" for one in dict.fromkeys(map(ast.unparse, self._written_members()))
            )
            fact = f"every {written} has a hash that agrees with =="
            probes = tuple(self._probes(growing.tests))
            yield Evidence(HASHABLE, Discharge.OPEN, fact, probes)
        yield Evidence(ALIAS, Discharge.PROVED, f"nobody else can change `{name}`")

    def _written_members(self) -> list[ast.expr]:
        growing = self.growing
        added = [each for one in growing.appends for each in one.added]
        return [one.left for one in growing.tests] + added

    def _members(self) -> list[Type]:
        """The types of what is looked for and of what is appended."""
        return [self.types.of(one) for one in self._written_members()]

    def _held(self) -> Type:
        """The type of what the list holds from the start."""
        return self.types.element_of(self.growing.value)

    def _probes(self, tests: Sequence[ast.Compare]) -> Iterator[Probe]:
        """A probe before each statement that searches, if a line can be put there."""
        growing = self.growing
        yield Probe(growing.loops[0].lineno, f"__members__({growing.name})")
        for test in tests:
            loop = next(one for one in growing.loops if _within(test, one))
            line = statement_of(test, loop)
            check = f"__members__([*{self.growing.name}, {ast.unparse(test.left)}])"
            yield Probe(line, check)


def _added(statement: ast.stmt) -> str:
    """The name of the only element that a statement adds to the end of a list."""
    match growth(statement):
        case Growth(added=(ast.Name(id=name),), place=-1):
            return name
    return ""


def _is_empty(node: ast.expr | None) -> bool:
    match node:
        case ast.List(elts=[]) | ast.Call(func=ast.Name(id="list"), args=[], keywords=[]):
            return True
    return False


def _write(passage: Any, growing: Growing, companion: str, removes: bool) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write_growing

    if removes:
        return write_growing.without_duplicates(passage, growing)
    return write_growing.with_set(passage, growing, companion)
