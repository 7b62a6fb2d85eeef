"""Give a list that grows in a loop, and is searched there, a set to be searched instead."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS, TRIES
from codemods.facts.liveness import free_name, reader_after
from codemods.facts.types import Type, Types, types_in
from codemods.facts.types.contents import is_fresh
from codemods.facts.types.questions import has_unhashable, hashable_member
from codemods.facts.walking import walk
from codemods.model import Discharge, Evidence, Gain, Probe, Refusal, Rewrite, Span

from .assumptions import ALIAS, HASHABLE, UNHASHABLE
from .options import NAME, LookupOptions
from .pays import is_small
from .places import statement_of

ESCAPES = "the list is changed or handed on in other ways than append"


@dataclass(frozen=True)
class Growing:
    """A list and its uses: ``statements`` begin with the one that makes it, and end with a loop."""

    name: str
    made: ast.Assign | ast.AnnAssign
    statements: Sequence[ast.stmt]
    tests: Sequence[ast.Compare]
    appends: Sequence[ast.Call]
    others: Sequence[ast.Name]


def judge(node: ast.stmt, facts: Facts, options: LookupOptions) -> Iterator[Rewrite | Refusal]:
    """Judge a loop as one in which lists made before it grow and are searched."""
    if not isinstance(node, (ast.For, ast.While)):
        return
    root = facts.root(node)
    if not isinstance(root, FUNCTIONS):
        return
    types = types_in(facts, root)
    if isinstance(node, ast.For) and is_small(node.iter, types, options.min_elements):
        return
    for growing in _growing(node, root, facts):
        yield _Judge(growing, node, facts, types).verdict()


def _growing(loop: ast.stmt, root: ast.AST, facts: Facts) -> Iterator[Growing]:
    """The lists that a statement before the loop makes, and that the loop searches and fills."""
    place = facts.place(loop)
    if not any(map(_made_name, place.block[: place.index])):
        return
    searched = {
        node.comparators[0].id
        for node in walk(loop)
        if isinstance(node, ast.Compare)
        and isinstance(node.ops[0], (ast.In, ast.NotIn))
        and isinstance(node.comparators[0], ast.Name)
    }
    for index in range(place.index - 1, -1, -1):
        made = place.block[index]
        name = _made_name(made)
        if name in searched:
            statements = place.block[index : place.index + 1]
            found = _uses(name, made, statements, root)
            if found.appends and found.tests and all(_within(one, loop) for one in found.tests):
                yield found


def _within(node: ast.AST, statement: ast.stmt) -> bool:
    return any(one is node for one in walk(statement))


def _made_name(statement: ast.stmt) -> str:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.List() | ast.Call()):
            return name
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.List() | ast.Call()):
            return name
    return ""


def _uses(name: str, made: Any, statements: Sequence[ast.stmt], root: ast.AST) -> Growing:
    tests: list[ast.Compare] = []
    appends: list[ast.Call] = []
    counted: set[int] = set()
    for statement in statements:
        for node in walk(statement):
            match node:
                case ast.Compare(
                    ops=[ast.In() | ast.NotIn()], comparators=[ast.Name(id=found) as used]
                ) if (found == name):
                    tests.append(node)
                    counted.add(id(used))
                case ast.Expr(
                    value=ast.Call(
                        func=ast.Attribute(value=ast.Name(id=found) as used, attr="append"),
                        args=[_],
                        keywords=[],
                    ) as call
                ) if (
                    found == name
                ):
                    appends.append(call)
                    counted.add(id(used))
    others = [
        node
        for node in walk(root)
        if isinstance(node, ast.Name)
        and node.id == name
        and id(node) not in counted
        and isinstance(node.ctx, ast.Load)
    ]
    return Growing(name, made, statements, tests, appends, others)


class _Judge:
    def __init__(self, growing: Growing, loop: ast.stmt, facts: Facts, types: Types) -> None:
        self.growing = growing
        self.loop = loop
        self.facts = facts
        self.types = types

    def verdict(self) -> Rewrite | Refusal:
        growing = self.growing
        line = growing.tests[0].lineno
        if not is_fresh(self.types, growing.name) or self._obstacle():
            cause = self._obstacle() or growing.tests[0]
            return Refusal(NAME, line, ESCAPES, cause.lineno)
        if any(map(has_unhashable, (*self._members(), self._held()))):
            return Refusal(NAME, line, UNHASHABLE, line)
        if self._removes_duplicates():
            return self._rewrite("", keeps_list=False)
        if not growing.others and self._may_become_set():
            return self._rewrite("", keeps_list=False)
        return self._rewrite(
            free_name(self.facts, f"{growing.name.strip('_') or 'known'}_set"), keeps_list=True
        )

    def _obstacle(self) -> ast.expr | None:
        """A use that changes the list in another way than append."""
        for node in walk(self.types.root):
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr=attr) if name == self.growing.name:
                    if attr not in ("append", "sort", "reverse", "index", "count", "copy"):
                        return node
                    known = any(node is one.func for one in self.growing.appends)
                    if attr == "append" and not known:
                        return node
                case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()) if (
                    name == self.growing.name
                ):
                    return node
                case ast.AugAssign(target=ast.Name(id=name) as target) if name == self.growing.name:
                    return target
        bound = self.types.scope.bindings[self.growing.name]
        return None if len(bound) == 1 else self.growing.tests[0]

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
        loop, growing = self.loop, self.growing
        if growing.statements[-2:] != [growing.made, loop] or not _is_empty(growing.made.value):
            return False
        inside = [owner for owner in self.facts.owners(loop) if isinstance(owner, TRIES)]
        match loop:
            case ast.For(
                target=ast.Name(id=element),
                orelse=[],
                body=[
                    ast.If(
                        test=ast.Compare(left=ast.Name(id=sought), ops=[ast.NotIn()]),
                        body=[ast.Expr(value=ast.Call(args=[ast.Name(id=added)]))],
                        orelse=[],
                    )
                ],
            ) if (
                element == sought == added and not inside
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
        return [one.left for one in growing.tests] + [one.args[0] for one in growing.appends]

    def _members(self) -> list[Type]:
        """The types of what is looked for and of what is appended."""
        return [self.types.of(one) for one in self._written_members()]

    def _held(self) -> Type:
        """The type of what the list holds from the start."""
        assert self.growing.made.value is not None
        return self.types.element_of(self.growing.made.value)

    def _probes(self, tests: Sequence[ast.Compare]) -> Iterator[Probe]:
        """A probe before each statement that searches, if a line can be put there."""
        yield Probe(self.loop.lineno, f"__members__({self.growing.name})")
        for test in tests:
            line = statement_of(test, self.loop)
            check = f"__members__([*{self.growing.name}, {ast.unparse(test.left)}])"
            yield Probe(line, check)


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
