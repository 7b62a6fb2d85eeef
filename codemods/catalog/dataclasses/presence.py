"""Tell where a key that may be missing is surely there, and a value surely is not ``None``.

Keys are never taken out of these records: what a test found stays true while the variable stands
for the same record.
"""

import ast
from collections.abc import Callable, Iterator
from itertools import takewhile

from codemods.facts.exits import leaves
from codemods.facts.file import FUNCTIONS, blocks
from codemods.facts.names import bindings

from .displays import text_of
from .world import World

_Says = Callable[[ast.expr, bool], bool]
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
# What runs later, when variables may have got something else.
_LATER = (*FUNCTIONS, ast.Lambda, ast.GeneratorExp)


def is_present(node: ast.AST, key: str, world: World) -> bool:
    """Whether ``record["key"]`` is only reached where the record has the key."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return False
    name = node.value.id
    if is_shared(node, name, world):
        return False
    if any(_stores(one, name, key) for one in _before(node, name, world)):
        return True
    return any(
        _follows(test, truth, lambda one, true: _has(one, true, name, key))
        for test, truth in _tests(node, name, world)
    )


def is_something(node: ast.expr, world: World) -> bool:
    """Whether a variable is only read where it is not ``None``."""
    if not isinstance(node, ast.Name) or is_shared(node, node.id, world):
        return False
    return any(
        _follows(test, truth, lambda one, true: _is_thing(one, true, node.id))
        for test, truth in _tests(node, node.id, world)
    )


def _has(test: ast.expr, truth: bool, name: str, key: str) -> bool:
    """Whether the record surely has the key where ``test`` came to ``truth``."""
    match test:
        case ast.Compare(left=left, ops=[op], comparators=[ast.Name(id=owner)]):
            wanted = ast.In if truth else ast.NotIn
            return owner == name and text_of(left) == key and isinstance(op, wanted)
        case ast.Compare(left=left, ops=[op], comparators=[ast.Constant(value=None)]):
            return isinstance(op, ast.IsNot if truth else ast.Is) and _gets(left, name, key)
    return truth and _gets(test, name, key)


def _gets(node: ast.expr, name: str, key: str) -> bool:
    """Whether it is ``record.get("key")``, which is ``None`` where there is no such key."""
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=owner), attr="get"),
            args=[first] | [first, ast.Constant(value=None)],
            keywords=[],
        ):
            return owner == name and text_of(first) == key
    return False


def _is_thing(test: ast.expr, truth: bool, name: str) -> bool:
    match test:
        case ast.Name(id=one):
            return truth and one == name
        case ast.Compare(left=ast.Name(id=one), ops=[op], comparators=[ast.Constant(value=None)]):
            return one == name and isinstance(op, ast.IsNot if truth else ast.Is)
    return False


def _follows(test: ast.expr, truth: bool, says: _Says) -> bool:
    """Whether a test that came to ``truth`` says so, by one of its parts at least."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _follows(operand, not truth, says)
        case ast.BoolOp(op=op, values=values) if isinstance(op, ast.And if truth else ast.Or):
            return any(_follows(one, truth, says) for one in values)
        case ast.BoolOp(values=values):
            return all(_follows(one, truth, says) for one in values)
    return says(test, truth)


def _tests(node: ast.AST, name: str, world: World) -> Iterator[tuple[ast.expr, bool]]:
    """The tests before a node that came out one way, with the same thing in the variable."""
    child = node
    while not isinstance(child, (*_LATER, ast.ClassDef, ast.Module)):
        parent = world.parents[child]
        match parent:
            case ast.If() | ast.While() | ast.IfExp() if child is not parent.test:
                body = parent.body if isinstance(parent.body, list) else [parent.body]
                if not _binds(name, parent):
                    yield parent.test, child in body
            case ast.BoolOp(op=op, values=values) if not _binds(name, parent):
                number = next(number for number, one in enumerate(values) if one is child)
                yield from ((one, isinstance(op, ast.And)) for one in values[:number])
            case ast.comprehension(ifs=ifs) if child in ifs:
                number = next(number for number, one in enumerate(ifs) if one is child)
                yield from ((one, True) for one in ifs[:number])
            case _ if isinstance(parent, _COMPREHENSIONS) and child not in parent.generators:
                bound = [
                    number for number, one in enumerate(parent.generators) if _binds(name, one)
                ]
                for generator in parent.generators[bound[0] if bound else 0 :]:
                    if len(bound) < 2:
                        yield from ((one, True) for one in generator.ifs)
        child = parent
    for earlier in _before(node, name, world):
        match earlier:
            case ast.If(test=test, body=body, orelse=[]) if leaves(body):
                yield test, False


def _before(node: ast.AST, name: str, world: World) -> Iterator[ast.stmt]:
    """The statements that ran before a node, after the variable got what it stands for."""
    return takewhile(lambda one: not _binds(name, one), before(node, name, world))


def before(node: ast.AST, name: str, world: World) -> Iterator[ast.stmt]:
    """The statements that surely ran before a node, back to the one that bound the variable."""
    child = world.statement_of(node)
    if _binds(name, child) or _runs_later(node, world):
        return
    while not isinstance(child, (*FUNCTIONS, ast.ClassDef, ast.Module)):
        parent = world.parents[child]
        for _, block in blocks(parent):
            if child in block:
                for one in reversed(block[: block.index(child)]):
                    yield one
                    if _binds(name, one):
                        return
        if _binds(name, parent) and not isinstance(parent, (*FUNCTIONS, ast.ClassDef, ast.Module)):
            return
        child = parent  # type: ignore[assignment]


def _runs_later(node: ast.AST, world: World) -> bool:
    """Whether a node is evaluated after the statement that it stands in."""
    while not isinstance(node, ast.stmt):
        if isinstance(node, (ast.Lambda, ast.GeneratorExp)):
            return True
        node = world.parents[node]
    return False


def _stores(node: ast.stmt, name: str, key: str) -> bool:
    match node:
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=owner), slice=place)]):
            return owner == name and text_of(place) == key
    return False


def is_shared(node: ast.AST, name: str, world: World) -> bool:
    """Whether what is called in between may put something else into the variable."""
    facts = world.facts_of(node)
    shared: list[ast.Global | ast.Nonlocal] = [*facts.nodes(ast.Global), *facts.nodes(ast.Nonlocal)]
    return any(name in one.names for one in shared)


def _binds(name: str, node: ast.AST) -> bool:
    return any(one == name for one, _ in bindings(node))
