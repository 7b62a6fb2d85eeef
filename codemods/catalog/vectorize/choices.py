"""Take ifs that store into one and the same element for what they choose to store."""

import ast
from collections.abc import Callable

IN_PLACE = (ast.Add, ast.Sub, ast.Mult, ast.Div)


def loaded(target: ast.Subscript) -> ast.expr:
    """What an element holds already."""
    return ast.copy_location(ast.Subscript(target.value, target.slice, ast.Load()), target)


def chosen(
    choice: ast.If, otherwise: Callable[[ast.Subscript], ast.expr] = loaded
) -> tuple[ast.Subscript, ast.expr] | None:
    """The element and what is stored into it, at any depth of ifs.

    ``otherwise`` gives what the element holds where no branch stores.
    """
    first = store_of(choice.body, otherwise)
    if first is None:
        return None
    target, value = first
    other = otherwise(target)
    if choice.orelse:
        second = store_of(choice.orelse, otherwise)
        if second is None or ast.unparse(second[0]) != ast.unparse(target):
            return None
        other = second[1]
    return target, ast.copy_location(ast.IfExp(choice.test, value, other), choice)


def store_of(
    block: list[ast.stmt], otherwise: Callable[[ast.Subscript], ast.expr] = loaded
) -> tuple[ast.Subscript, ast.expr] | None:
    """The element that a block stores into and does nothing else, and what."""
    match block:
        case [ast.If() as inner]:
            return chosen(inner, otherwise)
        case [ast.Assign(targets=[ast.Subscript() as target], value=value)]:
            return target, value
        case [ast.AugAssign(target=ast.Subscript() as target, op=op, value=value)]:
            if isinstance(op, IN_PLACE):
                return target, ast.copy_location(ast.BinOp(otherwise(target), op, value), value)
    return None
