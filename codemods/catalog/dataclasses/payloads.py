"""Tell displays that a variable only holds until the next statement writes them out."""

import ast
from collections.abc import Iterator

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.liveness import captures
from codemods.facts.walking import walk

from .dumping import read_by

_PLAIN = (ast.Constant, ast.Name, ast.Attribute, ast.keyword, ast.expr_context)


def payload_of(node: ast.stmt, facts: Facts) -> ast.Dict | None:
    """What ``payload = {"items": items}`` shows, where ``json.dumps(payload)`` comes next.

    Nothing else may read the variable, and nothing may happen in between that could change what is
    in the display: it is written as it was when it was made.
    """
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(keys=[_, *_]) as shown):
            pass
        case _:
            return None
    root, rest = facts.root(node), facts.place(node).rest
    if not isinstance(root, FUNCTIONS) or not rest or captures(root, name):
        return None
    used = [one for one in walk(root) if isinstance(one, ast.Name) and one.id == name]
    shared = any(
        name in one.names for one in walk(root) if isinstance(one, (ast.Global, ast.Nonlocal))
    )
    written = [one for call in _calls_first(rest[0], facts) for one in read_by(call, facts)]
    read = [one for one in used if isinstance(one.ctx, ast.Load)]
    return shown if not shared and len(used) == 2 and read and read[0] in written else None


def _calls_first(node: ast.stmt, facts: Facts) -> Iterator[ast.Call]:
    """The calls that a statement makes first, with nothing computed for them on the way."""
    match node:
        case ast.With(items=[ast.withitem(context_expr=ast.Call() as opened)], body=[first, *_]):
            named = isinstance(opened.func, ast.Name) and opened.func.id == "open"
            if named and facts.is_builtin("open") and _is_plain(opened):
                yield from _calls_first(first, facts)
        case ast.Return(value=ast.expr() as value) | ast.Expr(value=value):
            yield from _innermost(value)
        case ast.Assign(targets=[ast.Name()], value=value):
            yield from _innermost(value)


def _innermost(node: ast.expr) -> Iterator[ast.Call]:
    """A call of plain arguments, or the one that is the first argument of a call, and so on."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Name, ast.Attribute)):
        return
    match node.args:
        case [ast.Call() as inner, *_]:
            yield from _innermost(inner)
        case _ if _is_plain(node):
            yield node


def _is_plain(call: ast.Call) -> bool:
    return all(one is call or isinstance(one, _PLAIN) for one in walk(call))
