"""Find the searches that something repeats, and what repeats them."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codemods.facts import Facts
from codemods.facts.types import Types, types_in
from codemods.facts.types.scope import COMPREHENSIONS, Comprehension
from codemods.facts.walking import children, walk

from . import calls, comprehensions, expressions, filtered, loops
from .search import Search

_NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_EXPRESSIONS = (ast.Call, ast.Compare, *COMPREHENSIONS)


@dataclass(frozen=True, slots=True)
class Repetition:
    """Something that is done over and over in ``statement``: the index is built before that.

    ``node`` is the loop or comprehension, ``parts`` what of it is evaluated again and again, and
    ``all_parts`` what may run between the building of the index and its last use. ``parent`` is
    what a comprehension stands in.
    """

    node: ast.For | ast.While | Comprehension
    statement: ast.stmt
    parts: tuple[ast.AST, ...]
    all_parts: tuple[ast.AST, ...]
    parent: ast.AST | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A search where it stands: in which statement, and in which comprehensions."""

    search: Search
    statement: ast.stmt
    around: tuple[Comprehension, ...]

    def scope(self) -> str:
        """The generators that bind what the search reads, as they are written."""
        generators = [one for comprehension in self.around for one in comprehension.generators]
        if isinstance(self.search.node, COMPREHENSIONS):
            generators += self.search.node.generators[: self.search.number]
        return " ".join(map(self._written, generators))

    def _written(self, generator: ast.comprehension) -> str:
        """A generator with the conditions that were tested before the search began."""
        node = self.search.node
        ifs = [one for one in generator.ifs if all(inner is not node for inner in walk(one))]
        return ast.unparse(ast.comprehension(generator.target, generator.iter, ifs, 0)).strip()


def repetitions(node: ast.stmt, facts: Facts) -> tuple[Repetition, ...]:
    """What a statement repeats, the outermost first."""
    if not isinstance(node, (ast.For, ast.While)) and not facts.has_word("for", node):
        return ()  # most statements: there is no need to remember it
    return facts.once("repetitions", node, lambda: tuple(_repetitions(node, facts)))


def _repetitions(node: ast.stmt, facts: Facts) -> Iterator[Repetition]:
    match node:
        case ast.For(target=target, iter=iterable, body=body):
            yield Repetition(node, node, tuple(body), (iterable, target, *body))
        case ast.While(test=test, body=body):
            yield Repetition(node, node, (test, *body), (test, *body))
        case ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.Return() | ast.Expr():
            for found, parent in _comprehensions(node):
                types = types_in(facts, facts.root(node))
                if not isinstance(found, ast.GeneratorExp) or comprehensions.is_consumed(
                    found, parent, facts, types
                ):
                    yield Repetition(found, node, tuple(_repeated(found)), (node,), parent)


def _comprehensions(statement: ast.stmt) -> Iterator[tuple[Comprehension, ast.AST]]:
    """The outermost comprehensions of a simple statement, each with what it stands in."""
    stack: list[tuple[ast.AST, ast.AST]] = [(one, statement) for one in _children(statement)]
    while stack:
        node, parent = stack.pop()
        if isinstance(node, COMPREHENSIONS):
            yield node, parent
        elif not isinstance(node, _NESTED):
            stack += [(child, node) for child in _children(node)]


def _children(node: ast.AST) -> list[ast.AST]:
    return list(reversed(children(node)))


def _repeated(node: Comprehension) -> Iterator[ast.AST]:
    """What a comprehension evaluates for each element of its first iterable."""
    for number, generator in enumerate(node.generators):
        if number:
            yield generator.iter
        yield from generator.ifs
    if isinstance(node, ast.DictComp):
        yield from (node.key, node.value)
    else:
        yield node.elt


def searches(repetition: Repetition, facts: Facts, types: Types) -> Iterator[Found]:
    """The searches that are repeated, in the order of the text."""
    own = repetition.node
    if isinstance(own, COMPREHENSIONS) and len(own.generators) > 1:
        # A generator may be a search that the ones before it repeat.
        search = expressions.asked_of_pairs(own, repetition.parent, facts)
        search = search or comprehensions.comprehension(own, facts, 1)
        if search:
            yield Found(search, repetition.statement, ())
    around = (own,) if isinstance(own, COMPREHENSIONS) else ()
    for part in repetition.parts:
        yield from _within(part, repetition.statement, repetition, around, facts, types)


def _within(
    part: ast.AST,
    statement: ast.stmt,
    parent: object,
    around: tuple[Comprehension, ...],
    facts: Facts,
    types: Types,
) -> Iterator[Found]:
    stack: list[tuple[ast.AST, ast.AST | None, ast.stmt, tuple[Comprehension, ...]]] = [
        (part, None, statement, around)
    ]
    whole: set[int] = set()  # what is part of a search already
    while stack:
        node, owner, inside, comprehensions = stack.pop()
        if isinstance(node, _NESTED):
            continue
        if isinstance(node, ast.stmt) and not _is_elif(node, owner):
            inside = node
        search = None if id(node) in whole else _search(node, owner, facts, types)
        if search:
            whole.update(map(id, _parts_of(search)))
            yield Found(search, inside, comprehensions)
        inner = comprehensions
        if isinstance(node, COMPREHENSIONS):
            inner = (*comprehensions, node)
        stack += [(child, node, inside, inner) for child in _children(node)]


def _parts_of(search: Search) -> Iterator[ast.expr]:
    """The comprehension inside ``any(...)``, ``next(...)`` or ``in [...]``."""
    match search.node:
        case ast.Call(args=[first, *_]):
            yield first
        case ast.Compare(comparators=[right]):
            yield right


def _search(node: ast.AST, owner: ast.AST | None, facts: Facts, types: Types) -> Search | None:
    if isinstance(node, (ast.For, ast.While)):
        return loops.search_in(node, facts)
    if not isinstance(node, _EXPRESSIONS):
        return None
    # Loops around a loop come by the same expressions; what is a part itself stands in nothing.
    what = "search" if owner else "search that is a part"
    return facts.once(what, node, lambda: _search_by(node, owner, facts, types))


def _search_by(node: ast.expr, owner: ast.AST | None, facts: Facts, types: Types) -> Search | None:
    found = expressions.search_in(node, owner, facts, types)
    if found is None and isinstance(node, ast.Call):
        return filtered.search_in(node, facts) or calls.search_in(node, owner, types)
    return found


def _is_elif(node: ast.stmt, owner: ast.AST | None) -> bool:
    """Whether a statement may be an ``elif``: no line can be put before it."""
    return isinstance(node, ast.If) and isinstance(owner, ast.If) and owner.orelse == [node]


def statement_of(node: ast.AST, loop: ast.stmt) -> int:
    """The line of the innermost statement around a node that is no ``elif``."""
    found = loop.lineno
    stack: list[tuple[ast.AST, ast.AST | None, int]] = [(loop, None, found)]
    while stack:
        one, owner, line = stack.pop()
        if one is node:
            return line
        if isinstance(one, ast.stmt) and not _is_elif(one, owner):
            line = one.lineno
        stack += [(child, one, line) for child in children(one)]
    return found


def apart(found: Sequence[Found]) -> list[Found]:
    """Those of the searches that stand in none of the others."""
    kept: list[Found] = []
    inner: set[int] = set()
    for one in found:
        if id(one.search.node) not in inner:
            kept.append(one)
            inner |= {id(node) for node in walk(one.search.node)}
    return kept
