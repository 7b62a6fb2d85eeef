"""Take ``while i < len(rows): ... i += 1`` for the ``for`` loop that it is."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codemods.facts.exits import own_exits
from codemods.facts.file import Facts
from codemods.facts.liveness import reader_after
from codemods.facts.names import bindings, read_names
from codemods.facts.walking import walk


@dataclass(frozen=True, slots=True)
class Counting:
    """A loop that counts through the positions of a container, as the ``for`` loop that it is.

    ``start`` is the statement that begins to count, which nothing else needs.
    """

    start: ast.stmt
    plain: ast.For


def counting(loop: ast.While, facts: Facts) -> Counting | None:
    """The loop as one that counts, if it does, and nobody reads how far it came."""
    match loop.test, loop.body:
        case (
            ast.Compare(
                left=ast.Name(id=position),
                ops=[ast.Lt()],
                comparators=[length],
            ),
            [*body, last],
        ) if (
            body and _is_length(length) and counts(last, position)
        ):
            pass
        case _:
            return None
    start = begin(loop, position, facts)
    if start is None or not _keeps(body, position, length):
        return None
    if not all(map(facts.is_builtin, ("len", "range"))):
        return None
    if reader_after(facts, position, loop) or position in _named(loop.orelse):
        return None
    return _plain(loop, start, position, length, body)


def _plain(
    loop: ast.While,
    start: ast.stmt,
    position: str,
    length: ast.expr,
    body: Sequence[ast.stmt],
) -> Counting | None:
    match length, body:
        case (
            ast.Call(args=[container]),
            [ast.Assign(targets=[ast.Name() as target], value=taken), *rest],
        ) if (
            rest
            and ast.unparse(taken) == f"{ast.unparse(container)}[{position}]"
            and position not in _named(rest)
        ):
            plain = ast.For(target, container, list(rest), loop.orelse)
            return Counting(start, ast.copy_location(plain, loop))
    counter = ast.copy_location(ast.Name(position, ast.Store()), loop)
    called = ast.Call(ast.Name("range", ast.Load()), [length], [])
    called.is_written = False  # type: ignore[attr-defined]
    plain = ast.For(counter, ast.copy_location(called, length), list(body), loop.orelse)
    return Counting(start, ast.copy_location(plain, loop))


def counts(statement: ast.stmt, position: str) -> bool:
    """Whether a statement goes on to the next position, and does nothing else."""
    match statement:
        case ast.AugAssign(
            target=ast.Name(id=name), op=ast.Add(), value=ast.Constant(value=int(step))
        ):
            return name == position and step == 1
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.BinOp(
                left=ast.Name(id=before), op=ast.Add(), right=ast.Constant(value=int(step))
            ),
        ):
            return name == before == position and step == 1
    return False


def begin(loop: ast.While, position: str, facts: Facts) -> ast.stmt | None:
    """The statement of the same block that begins to count at nothing."""
    place = facts.place(loop)
    for statement in reversed(place.block[: place.index]):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=int(value))):
                if name == position:
                    return statement if value == 0 and value is not False else None
        if position in _named([statement]):
            return None
    return None


def _is_length(node: ast.expr) -> bool:
    """Whether an expression is a variable, or the length of one or of an attribute."""
    match node:
        case ast.Call(func=ast.Name(id="len"), args=[container], keywords=[]):
            while isinstance(container, ast.Attribute):
                container = container.value
            return isinstance(container, ast.Name)
    return isinstance(node, ast.Name)


def _keeps(body: Sequence[ast.stmt], position: str, length: ast.expr) -> bool:
    """Whether each round goes on to the next position, up to the same length."""
    bound = {name for statement in body for name, _ in bindings(statement)}
    comes_round = not any(isinstance(one, ast.Continue) for one in own_exits(body))
    return comes_round and position not in bound and not bound & read_names(length)


def _named(statements: Sequence[ast.stmt]) -> set[str]:
    return set(_names(statements))


def _names(statements: Sequence[ast.stmt]) -> Iterator[str]:
    for node in (node for statement in statements for node in walk(statement)):
        if isinstance(node, ast.Name):
            yield node.id
