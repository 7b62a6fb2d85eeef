"""Tell whether a part of a statement may be computed before all the rest of it."""

import ast
from collections.abc import Iterator

from codemods.facts import Facts
from codemods.facts.known_calls import PURE
from codemods.facts.module_scope import module_scope

from .sites import Place

_STOPS = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)


def may_come_first(place: Place, facts: Facts) -> bool:
    """Whether nothing else in the statement does something, or decides whether it is computed."""
    if place.is_alone:
        return True
    statement = place.holder or place.statement
    if isinstance(statement, (ast.Assert, ast.Raise)):
        return False
    whole: ast.AST = statement.test if isinstance(statement, ast.If) else statement
    part = place.spelled or place.node
    return all(_is_calm(node, facts) for node in _beside(whole, part)) and _is_reached(
        whole, place, part
    )


def _beside(whole: ast.AST, part: ast.AST) -> Iterator[ast.AST]:
    """All nodes of a statement but those of a part of it."""
    stack = [whole]
    while stack:
        node = stack.pop()
        if node is not part:
            yield node
            stack += ast.iter_child_nodes(node)


def _is_calm(node: ast.AST, facts: Facts) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return name in PURE and facts.is_builtin(name)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module))):
            return module_scope(facts).imports.get(module) in ("math", "numpy", "statistics")
        case ast.Call():
            return False
    return not isinstance(node, _STOPS)


def _is_reached(whole: ast.AST, place: Place, part: ast.AST) -> bool:
    """Whether the part is computed whenever the statement is: or if there is something in it."""
    sources = {ast.unparse(one.source) for one in place.traversal.named.values()}
    for node in ast.walk(whole):
        if not isinstance(node, ast.expr) or all(one is not part for one in ast.walk(node)):
            continue
        match node:
            case ast.IfExp(test=test):
                told = {ast.unparse(one) for one in ast.walk(test) if isinstance(one, ast.expr)}
                if not told <= {*sources, *(f"len({one})" for one in sources), "len", "0", "1"}:
                    return False
            case ast.BoolOp(values=[_, *_]):
                return False
            case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp():
                if node is not part:
                    return False
            case ast.GeneratorExp() | ast.Compare(ops=[_, _, *_]):
                if node is not part:
                    return False
    return True
