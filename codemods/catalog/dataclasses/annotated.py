"""Find what says ``dict`` in an annotation of something that holds records."""

import ast
from collections.abc import Iterator, Mapping

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope

_DICTS = frozenset({"dict", "Dict", "Mapping", "MutableMapping"})
_OPEN = frozenset({"Any", "object"})


def aliases_of(facts: Facts) -> Mapping[str, ast.expr]:
    """What names stand for that a module binds once, to a type: ``Row = dict[str, Any]``."""
    return facts.once("type aliases", facts.tree, lambda: dict(_aliases(facts)))


def _aliases(facts: Facts) -> Iterator[tuple[str, ast.expr]]:
    bound = module_scope(facts).times_bound
    for node in facts.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(
                target=ast.Name(id=name), annotation=told, value=ast.expr() as value
            ):
                if _last(told) != "TypeAlias":
                    continue
            case _:
                continue
        base = value.value if isinstance(value, ast.Subscript) else value
        if bound[name] == 1 and _last(base) in _DICTS:
            yield name, value


def replaced_in(
    node: ast.expr, depth: int, aliases: Mapping[str, ast.expr]
) -> list[ast.expr] | None:
    """The parts to be replaced; ``None`` where the annotation says that it is something else.

    The records are what is annotated (``depth`` 0), its elements (1), their elements (2), ...
    An annotation may be a text; what stands for a ``dict`` by another name is one as well.
    """
    match node:
        case ast.Constant(value=str(text)):
            said = _parsed(text)
            if depth == 0:
                return [node] if _is_dict(said, aliases) else None
            held = replaced_in(said, depth, aliases) if said is not None else None
            return [] if held == [] else None  # a part of a text can't be replaced
        case ast.Constant(value=None) | ast.Name(id="Any" | "object" | "bool"):
            return []
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _all([left, right], depth, aliases)
        case ast.Subscript(value=value, slice=inner) if _last(value) in ("Optional", "Union"):
            parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            return _all(parts, depth, aliases)
    if depth == 0:
        return [node] if _is_dict(node, aliases) else None
    match node:
        case ast.Subscript(slice=ast.Tuple(elts=[*_, last])):
            return replaced_in(last, depth - 1, aliases)
        case ast.Subscript(slice=inner):
            return replaced_in(inner, depth - 1, aliases)
        case ast.Name() | ast.Attribute():
            return []
    return None


def _is_dict(node: ast.expr | None, aliases: Mapping[str, ast.expr]) -> bool:
    base = node.value if isinstance(node, ast.Subscript) else node
    known = isinstance(node, ast.Name) and node.id in aliases
    return known or (base is not None and _last(base) in _DICTS)


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None


def _all(
    nodes: list[ast.expr], depth: int, aliases: Mapping[str, ast.expr]
) -> list[ast.expr] | None:
    found: list[ast.expr] = []
    for node in nodes:
        parts = replaced_in(node, depth, aliases)
        if parts is None:
            return None
        found += parts
    return found


def _last(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
