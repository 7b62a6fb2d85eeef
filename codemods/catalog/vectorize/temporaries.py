"""Put the temporaries of a loop's body where they are read."""

import ast
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from codemods.facts import Facts
from codemods.facts.walking import walk


@dataclass(frozen=True, slots=True)
class Body:
    """What a body does once it is written without its temporaries.

    ``values`` are what temporaries are in the end, by name; each stands as the very same node in
    all the places where it was read, ``several`` are the names of those that were read more than
    once. ``earlier`` are such values that a temporary had before, with its name. ``in_place`` tells
    that one was changed by an operator, which changes a row of a table itself.
    """

    statements: list[ast.stmt]
    values: dict[str, ast.expr] = field(default_factory=dict)
    several: frozenset[str] = frozenset()
    earlier: tuple[tuple[str, ast.expr], ...] = ()
    in_place: bool = False


def body_of(loop: ast.For, facts: Facts) -> Body:
    """The body of a loop without its temporaries, written once for all that look at it."""
    return facts.once("without temporaries", loop, lambda: without_temporaries(loop.body))


def without_temporaries(body: list[ast.stmt]) -> Body:
    """The body with what its statements bind put in where it is read.

    It stays as it is where a name would then mean something else.
    """
    putting = _Putting(body)
    if not putting.binds(body):
        return Body(body)
    try:
        found = putting.body(putting.put(body))
    except _Carried:
        return Body(body)
    return found if found.values else Body(body)


class _Carried(Exception):
    """Raised where a value comes from an earlier round of the loop, or goes nowhere."""


class _Putting:
    """Goes through a body from its first statement to its last."""

    def __init__(self, body: list[ast.stmt]) -> None:
        self.values: dict[str, ast.expr] = {}
        self._versions: list[tuple[str, ast.expr]] = []
        self._reads: Counter[int] = Counter()
        self._body = body
        self._in_place = False

    @cached_property
    def _bound(self) -> set[str]:
        return set(_names(self._body, ast.Store))

    def binds(self, body: list[ast.stmt]) -> bool:
        """Whether ``put`` would come to a statement that it can put in: mostly there is none."""
        for index, statement in enumerate(body):
            rest = body[index + 1 :]
            if rest and self._binding(statement) is not None:
                return True
            match statement:
                case ast.If(body=[ast.Continue()], orelse=[]) if rest:
                    continue
                case ast.If(body=[_, _, *_] as inner, orelse=[]) if not rest:
                    return self.binds(inner)
            return False
        return False

    def put(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """The statements that are left. Raises ``_Carried``."""
        for index, statement in enumerate(body):
            rest = body[index + 1 :]
            bound = self._binding(statement) if rest else None
            if bound is not None:
                self._bind(*bound, _names(rest, ast.Store))
                continue
            match statement:
                case ast.If(test=test, body=[ast.Continue()], orelse=[]) if rest:
                    self._must_be_bound(test)
                    return [self._read(statement), *self.put(rest)]
                case ast.If(test=test, body=[_, _, *_] as inner, orelse=[]) if not rest:
                    self._must_be_bound(test)
                    tested = self._read(test)
                    made = ast.If(tested, self.put(inner), [])
                    return [ast.copy_location(made, statement)]
            if set(_names(body[index:], ast.Store)) & self.values.keys():
                raise _Carried
            return [self._read(one) for one in body[index:]]
        return []

    def body(self, statements: list[ast.stmt]) -> Body:
        """What came of it. Raises ``_Carried``."""
        last = {id(one): name for name, one in self.values.items()}
        if any(not self._reads[id(one)] for _, one in self._versions):
            raise _Carried  # it may raise an exception, and nobody would compute it
        several = [one for one in self._versions if self._reads[id(one[1])] > 1]
        return Body(
            statements,
            dict(self.values),
            frozenset(name for name, one in several if id(one) in last),
            tuple((name, one) for name, one in several if id(one) not in last),
            self._in_place,
        )

    def _binding(self, statement: ast.stmt) -> tuple[str, ast.expr] | None:
        """The name that a statement binds, and to what, if that is all it does."""
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value, type_comment=None):
                return None if self._reads_itself(name, value) else (name, value)
            case ast.AugAssign(target=ast.Name(id=name), op=op, value=value):
                self._in_place = self._in_place or name in self.values
                made = ast.BinOp(ast.Name(name, ast.Load()), op, value)
                return (name, _placed(made, statement)) if name in self.values else None
            case ast.If(test=test, body=[one], orelse=orelse):
                return self._chosen(statement, test, one, orelse)
        return None

    def _chosen(
        self, statement: ast.stmt, test: ast.expr, one: ast.stmt, orelse: list[ast.stmt]
    ) -> tuple[str, ast.expr] | None:
        found = self._binding(one)
        if found is None or len(orelse) > 1:
            return None
        name, value = found
        if orelse:
            other = self._binding(orelse[0])
        else:
            before = _placed(ast.Name(name, ast.Load()), statement)
            other = (name, before) if name in self.values else None
        if other is None or other[0] != name:
            return None
        return name, _placed(ast.IfExp(test, value, other[1]), statement)

    def _reads_itself(self, name: str, value: ast.expr) -> bool:
        return name not in self.values and name in _names([value], ast.Load)

    def _bind(self, name: str, value: ast.expr, later: list[str]) -> None:
        self._must_be_bound(value)
        if set(_names([value], ast.Load)) & set(later) - self.values.keys():
            raise _Carried
        self.values[name] = self._read(value)
        self._versions.append((name, self.values[name]))

    def _must_be_bound(self, node: ast.expr) -> None:
        if set(_names([node], ast.Load)) & self._bound - self.values.keys():
            raise _Carried

    def _read(self, node: Any) -> Any:
        for name in _names([node], ast.Load):
            if name in self.values:
                self._reads[id(self.values[name])] += 1
        return _PutIn(self.values).visit(_copied(node))


def _copied(node: Any) -> Any:
    """What ``copy.deepcopy`` makes of a tree, in a fifth of its time."""
    if isinstance(node, list):
        return [_copied(one) for one in node]
    if not isinstance(node, ast.AST) or not node._fields:
        return node
    made = node.__class__.__new__(node.__class__)
    vars(made).update((name, _copied(value)) for name, value in vars(node).items())
    return made


def _placed(made: ast.expr, like: ast.stmt) -> ast.expr:
    return ast.fix_missing_locations(ast.copy_location(made, like))


def _names(nodes: list[ast.stmt] | list[ast.expr] | list[ast.AST], context: type) -> list[str]:
    return [
        one.id
        for node in nodes
        for one in walk(node)
        if isinstance(one, ast.Name) and isinstance(one.ctx, context)
    ]


class _PutIn(ast.NodeTransformer):
    def __init__(self, values: dict[str, ast.expr]) -> None:
        self._values = dict(values)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if isinstance(node.ctx, ast.Load):
            return self._values.get(node.id, node)
        return node
