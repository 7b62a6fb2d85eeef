"""Find what says ``dict`` in an annotation of something that holds records."""

import ast

_DICTS = frozenset({"dict", "Dict", "Mapping", "MutableMapping"})
_OPEN = frozenset({"Any", "object"})


def replaced_in(node: ast.expr, depth: int) -> list[ast.expr] | None:
    """The parts to be replaced; ``None`` where the annotation says that it is something else.

    The records are what is annotated (``depth`` 0), its elements (1), their elements (2), ...
    """
    match node:
        case ast.Constant(value=None) | ast.Name(id="Any" | "object"):
            return []
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _all([left, right], depth)
        case ast.Subscript(value=value, slice=inner) if _last(value) in ("Optional", "Union"):
            return _all(inner.elts if isinstance(inner, ast.Tuple) else [inner], depth)
    if depth == 0:
        base = node.value if isinstance(node, ast.Subscript) else node
        return [node] if _last(base) in _DICTS else None
    match node:
        case ast.Subscript(slice=ast.Tuple(elts=[*_, last])):
            return replaced_in(last, depth - 1)
        case ast.Subscript(slice=inner):
            return replaced_in(inner, depth - 1)
        case ast.Name() | ast.Attribute():
            return []
    return None


def _all(nodes: list[ast.expr], depth: int) -> list[ast.expr] | None:
    found: list[ast.expr] = []
    for node in nodes:
        parts = replaced_in(node, depth)
        if parts is None:
            return None
        found += parts
    return found


def _last(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
