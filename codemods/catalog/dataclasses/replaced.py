"""Tell which parameters stand for something else where they get ``None``."""

import ast
from collections.abc import Iterator

from codemods.facts.walking import children, walk

from .scopes import Code


def replaces_none(function: Code, name: str) -> bool:
    """Whether a function uses something else in the place of ``None``, all over its body.

    By ``if name is None: name = ...`` or ``name = name or ...`` before anything else is done with
    it, or as ``name if name is not None else ...`` wherever it is used.
    """
    body = [function.body] if isinstance(function, ast.Lambda) else function.body
    for statement in body:
        if _replaces(statement, name):
            return True
        if any(_mentioned(statement, name)):
            break
    return not any(_bare(statement, name) for statement in body)


def _replaces(node: ast.AST, name: str) -> bool:
    """Whether after a statement the variable is not ``None``, at least not the one it was."""
    match node:
        case ast.If(test=test, body=[*_, ast.Assign(targets=[ast.Name(id=bound)])], orelse=[]):
            return bound == name and _is_none(test, name)
        case ast.Assign(targets=[ast.Name(id=bound)], value=value):
            return bound == name and not _bare(value, name)
    return False


def _is_none(test: ast.expr, name: str) -> bool:
    """Whether a test comes out true where the variable is ``None``."""
    match test:
        case ast.Compare(left=ast.Name(id=one), ops=[ast.Is()], comparators=[right]):
            return one == name and is_none(right)
        case ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=one)):
            return one == name
    return False


def _is_something(test: ast.expr, name: str) -> bool:
    """Whether a test comes out false where the variable is ``None``."""
    match test:
        case ast.Compare(left=ast.Name(id=one), ops=[ast.IsNot()], comparators=[right]):
            return one == name and is_none(right)
        case ast.Name(id=one):
            return one == name
    return False


def _bare(node: ast.AST, name: str) -> bool:
    """Whether the variable is used where it may be ``None``."""
    match node:
        case ast.Name(id=one):
            return one == name
        case ast.IfExp(test=test, body=_, orelse=orelse) if _is_something(test, name):
            return _bare(orelse, name)
        case ast.IfExp(test=test, body=body, orelse=_) if _is_none(test, name):
            return _bare(body, name)
        case ast.BoolOp(op=ast.Or(), values=[ast.Name(id=one), *rest]) if one == name:
            return any(_bare(value, name) for value in rest)
        case ast.Compare() if _is_none(node, name) or _is_something(node, name):
            return False
    return any(_bare(child, name) for child in children(node))


def is_none(node: ast.expr) -> bool:
    """Whether it is ``None``, as it stands there."""
    return isinstance(node, ast.Constant) and node.value is None


def alternatives(node: ast.expr) -> list[tuple[ast.expr, bool]]:
    """What an expression may give: the parts it chooses from, and which of them not as ``None``."""
    match node:
        case ast.IfExp(test=test, body=ast.Name(id=name) as body, orelse=orelse):
            return [(body, _is_something(test, name)), (orelse, False)]
        case ast.IfExp(body=body, orelse=orelse):
            return [(body, False), (orelse, False)]
        case ast.BoolOp(op=ast.Or(), values=[*values, last]):
            return [*((value, True) for value in values), (last, False)]
    return []


def _mentioned(node: ast.AST, name: str) -> Iterator[bool]:
    return (isinstance(one, ast.Name) and one.id == name for one in walk(node))
