"""Tell which exits may be said more than once, and which variables only carry a result."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from codemods.facts.exits import leaves
from codemods.facts.file import Place
from codemods.facts.known_results import is_literal
from codemods.facts.names import assigned

_EXIT_WIDTH = 40


def is_cheap(statement: ast.stmt) -> bool:
    """Whether the exit may be said more than once: it is short, and evaluating it does nothing."""
    match statement:
        case ast.Continue() | ast.Break() | ast.Return(value=None):
            return True
        case ast.Return(value=ast.expr() as value):
            return _is_cheap_value(value) and len(ast.unparse(value)) <= _EXIT_WIDTH
    return False


def _is_cheap_value(value: ast.expr) -> bool:
    match value:
        case ast.Constant() | ast.Name():
            return True
        case ast.Attribute(value=inner) | ast.UnaryOp(operand=ast.Constant() as inner):
            return _is_cheap_value(inner)
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            return len(items) <= 3 and all(map(_is_cheap_value, items))
        case ast.Dict(keys=keys, values=values):
            parts = [*keys, *values]
            return len(keys) <= 2 and all(part and _is_cheap_value(part) for part in parts)
    return False


def raises(block: list[ast.stmt]) -> bool:
    """Whether ``block`` ends in an exception, on all of its paths."""
    match block[-1]:
        case ast.Raise():
            return True
        case ast.Try(body=body, handlers=handlers, orelse=[]):
            return raises(body) and all(raises(handler.body) for handler in handlers)
        case ast.If(body=body, orelse=[_, *_] as orelse):
            return raises(body) and raises(orelse)
    return False


def assigned_result(block: list[ast.stmt], result: str) -> ast.Assign | None:
    """The assignment to ``result`` that ends ``block``, where there is one."""
    match block:
        case [*_, ast.Assign(targets=[ast.Name(id=name)], value=value) as assign] if name == result:
            return None if isinstance(value, (ast.Yield, ast.YieldFrom)) else assign
    return None


@dataclass(frozen=True, slots=True)
class Default:
    """What a variable is given before an ``if`` that may give it something else."""

    statement: ast.stmt
    value: ast.expr


def default_before(place: Place, name: str) -> Default | None:
    """What gives ``name`` a literal before ``place`` in its block, on a line of its own."""
    for index in reversed(range(place.index)):
        around = place.block[max(index - 1, 0) : index + 2]
        found = place.block[index]
        match assigned(found):
            case bound, value if bound == name:
                alone = len({statement.lineno for statement in around}) == len(around)
                short = found.lineno == found.end_lineno and is_literal(value)
                return Default(found, value) if alone and short else None
    return None


def ends_in(node: ast.If, name: str) -> bool:
    """Whether every branch of ``node`` assigns ``name`` last, or leaves; at least one assigns."""
    return _assigns_or_leaves([node], name) and any(results(node, name))


def _assigns_or_leaves(block: list[ast.stmt], name: str) -> bool:
    match block:
        case [*_, ast.If() as last]:
            return _assigns_or_leaves(last.body, name) and _assigns_or_leaves(last.orelse, name)
    return assigned_result(block, name) is not None or leaves(block)


def results(node: ast.If, name: str) -> Iterator[ast.Assign]:
    for block in (node.body, node.orelse):
        match block:
            case [*_, ast.If() as last]:
                yield from results(last, name)
            case _ if assignment := assigned_result(block, name):
                yield assignment
