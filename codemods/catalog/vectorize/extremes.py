"""Recognise loops that keep the least or the greatest of what they come by."""

import ast

from codemods.facts import Facts

from .iteration import of_loop
from .sites import Place, Sink
from .temporaries import Body, body_of

_SIGNS = {ast.Gt: "max", ast.Lt: "min"}
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.Lt: ast.Gt}


def extreme(loop: ast.For, facts: Facts) -> Place | None:
    """``if x > best: best = x`` and ``best = max(best, x)``, for each element."""
    found = of_loop(loop, facts)
    if found is None:
        return None
    body = body_of(loop, facts)
    kept = _kept(body, facts)
    if kept is None:
        return None
    name, value, function = kept
    return Place(
        loop, loop, loop, value, found, value, (), Sink.BEST, True, name, body=body,
        extreme=function,
    )  # fmt: skip


def _kept(body: Body, facts: Facts) -> tuple[ast.Name, ast.expr, str] | None:
    match body.statements:
        case [
            ast.If(
                test=ast.Compare(left=left, ops=[op], comparators=[right]),
                body=[ast.Assign(targets=[ast.Name(id=name) as best], value=value)],
                orelse=[],
            )
        ]:
            sign: type[ast.cmpop] = type(op)
            if isinstance(left, ast.Name) and left.id == name:
                left, right, sign = right, left, _TURNED.get(sign, sign)
            is_kept = isinstance(right, ast.Name) and right.id == name
            if is_kept and sign in _SIGNS and ast.dump(left) == ast.dump(value):
                return best, value, _SIGNS[sign]
        case [
            ast.Assign(
                targets=[ast.Name(id=name) as best],
                value=ast.Call(
                    func=ast.Name(id="min" | "max" as function),
                    args=[ast.Name(id=first), value],
                    keywords=[],
                ),
            )
        ] if first == name and facts.is_builtin(function):
            return best, value, function
    return None
