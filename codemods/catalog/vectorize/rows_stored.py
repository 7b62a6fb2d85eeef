"""Tell whether what is stored would be rows, if an array had more than one dimension."""

import ast
from collections.abc import Iterable

from .traversal import Reading


def reads_always(value: ast.expr, reading: Reading, arrays: Iterable[str]) -> bool:
    """Whether a value is computed from an element of each of the arrays, whatever is chosen.

    Then it can be stored where a number belongs only if all elements are numbers. What is only
    compared need not be: the truth of a row of one element is that of the element.
    """
    return all(_reads(value, reading, one) for one in arrays)


def _reads(node: ast.AST, reading: Reading, array: str) -> bool:
    stream = reading.stream(node) if isinstance(node, ast.expr) else None
    if stream is not None:
        return ast.unparse(stream.source) == array
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            parts: list[ast.AST] = [body, orelse]
            return all(_reads(one, reading, array) for one in parts)
        case ast.BoolOp(values=[first, *_]):
            return _reads(first, reading, array)
        case ast.Compare() | ast.Call(func=ast.Attribute(value=ast.Name(id="math"))):
            return False  # it may make a number of a row of one element
        case ast.Call(func=ast.Name(id=name)) if name != "abs":
            return False
    return any(_reads(one, reading, array) for one in ast.iter_child_nodes(node))
