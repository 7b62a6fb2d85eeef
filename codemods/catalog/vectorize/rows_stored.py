"""Tell whether what is stored would be rows, if an array had more than one dimension."""

import ast
from collections.abc import Iterable

from .sites import Place


def reads_always(place: Place, arrays: Iterable[str]) -> bool:
    """Whether a value is computed from an element of each of the arrays, whatever is chosen.

    Then it can be stored where a number belongs only if all elements are numbers. What is only
    compared need not be: the truth of a row of one element is that of the element.
    """
    return all(_reads(place.element, place, one) for one in arrays)


def _reads(node: ast.AST, place: Place, array: str) -> bool:
    stream = place.traversal.stream(node) if isinstance(node, ast.expr) else None
    if stream is not None:
        return ast.unparse(stream.source) == array
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            parts: list[ast.AST] = [body, orelse]
            return all(_reads(one, place, array) for one in parts)
        case ast.BoolOp(values=[first, *_]):
            return _reads(first, place, array)
        case ast.Compare() | ast.Call(func=ast.Attribute(value=ast.Name(id="math"))):
            return False  # it may make a number of a row of one element
        case ast.Call(func=ast.Name(id=name)) if name != "abs":
            return False
    return any(_reads(one, place, array) for one in ast.iter_child_nodes(node))
