"""Take ``map`` and ``filter`` of a lambda for the generators that they are."""

import ast

from codemods.facts.file import Facts
from codemods.facts.walking import walk

_NOT_THE_SAME = (ast.NamedExpr, ast.Yield, ast.YieldFrom)  # they would be the function's own


def applied(node: ast.AST, facts: Facts) -> ast.GeneratorExp | None:
    """The generator ``x * 2 for x in xs`` for ``map(lambda x: x * 2, xs)``, and so for ``filter``.

    The parts are those of the call; the generator itself stands nowhere in the text.
    """
    match node:
        case ast.Call(
            func=ast.Name(id="map" | "filter" as name),
            args=[
                ast.Lambda(
                    args=ast.arguments(
                        posonlyargs=[],
                        args=[ast.arg(arg=each)],
                        vararg=None,
                        kwonlyargs=[],
                        kwarg=None,
                        defaults=[],
                    ),
                    body=body,
                ),
                source,
            ],
            keywords=[],
        ) if facts.is_builtin(name) and not isinstance(source, ast.Starred):
            if any(isinstance(one, _NOT_THE_SAME) for one in walk(body)):
                return None
            return facts.once("applied", node, lambda: _generator(node, name, each, body, source))
    return None


def _generator(
    call: ast.Call, name: str, each: str, body: ast.expr, source: ast.expr
) -> ast.GeneratorExp:
    target = ast.copy_location(ast.Name(each, ast.Store()), call)
    element = body if name == "map" else ast.copy_location(ast.Name(each, ast.Load()), call)
    generator = ast.comprehension(target, source, [] if name == "map" else [body], 0)
    return ast.copy_location(ast.GeneratorExp(element, [generator]), call)
