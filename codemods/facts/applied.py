"""Take ``map`` and ``filter`` of a lambda for the generators that they are."""

import ast
from collections.abc import Sequence

from codemods.facts.file import Facts
from codemods.facts.walking import walk

_NOT_THE_SAME = (ast.NamedExpr, ast.Yield, ast.YieldFrom)  # they would be the function's own


def applied(node: ast.AST, facts: Facts) -> ast.GeneratorExp | None:
    """The generator ``x * 2 for x in xs`` for ``map(lambda x: x * 2, xs)``, and so for ``filter``.

    ``map`` of several sequences goes through their ``zip``. The parts are those of the call; the
    generator itself stands nowhere in the text.
    """
    match node:
        case ast.Call(
            func=ast.Name(id="map" | "filter" as name),
            args=[ast.Lambda(args=given, body=body), *sources],
            keywords=[],
        ):
            names = _names(given)
            fits = len(names) == len(sources) and (name == "map" or len(names) == 1)
            if not fits or any(isinstance(one, ast.Starred) for one in sources):
                return None
            if any(isinstance(one, _NOT_THE_SAME) for one in walk(body)):
                return None
            if not facts.is_builtin(name) or (len(sources) > 1 and not facts.is_builtin("zip")):
                return None
            return facts.once("applied", node, lambda: _generator(node, name, names, body, sources))
    return None


def _names(given: ast.arguments) -> list[str]:
    """The parameters of a lambda that takes nothing else."""
    match given:
        case ast.arguments(
            posonlyargs=[], args=names, vararg=None, kwonlyargs=[], kwarg=None, defaults=[]
        ):
            return [one.arg for one in names]
    return []


def _generator(
    call: ast.Call, name: str, names: Sequence[str], body: ast.expr, sources: Sequence[ast.expr]
) -> ast.GeneratorExp:
    first, *others = names
    target: ast.expr = ast.Name(first, ast.Store())
    source = sources[0]
    if others:
        target = ast.Tuple([ast.Name(one, ast.Store()) for one in names], ast.Store())
        source = ast.Call(ast.Name("zip", ast.Load()), list(sources), [])
    element = body if name == "map" else ast.Name(first, ast.Load())
    generator = ast.comprehension(target, source, [] if name == "map" else [body], 0)
    made = ast.copy_location(ast.GeneratorExp(element, [generator]), call)
    return ast.fix_missing_locations(made)
