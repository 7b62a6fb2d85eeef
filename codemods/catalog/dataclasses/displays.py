"""Read displays of dicts, constant keys, and parameters, for those who follow values."""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts.names import bound_by_import
from codemods.facts.walking import walk


def pairs_of(node: ast.expr, least: int = 2) -> list[tuple[str, ast.expr]] | None:
    """The keys and values of a display with constant, different keys; ``least`` of them."""
    match node:
        case ast.Dict(keys=keys, values=values):
            names = [text_of(key) if key else None for key in keys]
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=given):
            names = [one.arg for one in given]
            values = [one.value for one in given]
        case _:
            return None
    texts = [name for name in names if name is not None]
    if len(texts) < least or len(texts) != len(names) or len(set(texts)) != len(texts):
        return None
    return list(zip(texts, values, strict=True))


def keys_of(node: ast.expr) -> list[str] | None:
    """The keys of a display with constant, different keys, or with none at all."""
    pairs = pairs_of(node, least=0)
    return None if pairs is None else [key for key, _ in pairs]


def spread_of(node: ast.expr) -> tuple[ast.Name, list[tuple[str, ast.expr]]] | None:
    """The parts of ``{**record, "key": value}``, where no value binds or yields anything.

    Or those of ``dict(record, key=value)``, or of ``record | {"key": value}``.
    """
    match node:
        case ast.Dict(keys=[None, *keys], values=[ast.Name() as owner, *values]):
            texts = [text_of(key) if key else None for key in keys]
        case ast.BinOp(
            left=ast.Name() as owner,
            op=ast.BitOr(),
            right=ast.Dict(keys=[*keys], values=[*values]),
        ):
            texts = [text_of(key) if key else None for key in keys]
        case ast.Call(func=ast.Name(id="dict"), args=[ast.Name() as owner], keywords=[*given]):
            texts, values = [one.arg for one in given], [one.value for one in given]
        case _:
            return None
    known = [text for text in texts if text is not None]
    if len(known) < len(texts) or len(set(known)) < len(known) or any(map(_binds, values)):
        return None
    return owner, list(zip(known, values, strict=True))


def updated_by(node: ast.stmt) -> tuple[ast.Name, list[tuple[str, ast.expr]]] | None:
    """The parts of the statement ``record.update(key=value)``, or of one with a display."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name() as owner, attr="update"))):
            call = node.value
        case _:
            return None
    assert isinstance(call, ast.Call)
    match call:
        case ast.Call(args=[], keywords=[_, *_] as given) if all(one.arg for one in given):
            return owner, [(str(one.arg), one.value) for one in given]
        case ast.Call(args=[ast.Dict() as display], keywords=[]):
            pairs = pairs_of(display, least=1)
            return (owner, pairs) if pairs else None
    return None


def calls(node: ast.AST) -> bool:
    """Whether something is called in an expression, or awaited."""
    return any(isinstance(one, (ast.Call, ast.Await)) for one in walk(node))


def _binds(node: ast.AST) -> bool:
    binding = (ast.Yield, ast.YieldFrom, ast.NamedExpr)
    return any(isinstance(one, binding) for one in walk(node))


def is_empty(node: ast.expr) -> bool:
    """Whether it is ``[]``, ``{}`` or ``()``."""
    match node:
        case ast.List(elts=[]) | ast.Tuple(elts=[]) | ast.Dict(keys=[]):
            return True
    return False


def has_key(node: ast.Dict, value: ast.expr) -> bool:
    """Whether a part of a display is a value with a key, not a key, and no ``**``."""
    return any(
        one is value and key is not None for key, one in zip(node.keys, node.values, strict=True)
    )


def text_of(node: ast.AST) -> str | None:
    """The text that a constant is."""
    match node:
        case ast.Constant(value=str(text)):
            return text
    return None


def with_defaults(
    arguments: ast.arguments,
) -> list[tuple[ast.arg, ast.expr | None]]:
    """The parameters with their default values, the variadic ones left out."""
    plain = [*arguments.posonlyargs, *arguments.args]
    missing = len(plain) - len(arguments.defaults)
    defaults: list[ast.expr | None] = [None] * missing + list(arguments.defaults)
    return [
        *zip(plain, defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]


def bound_by_pattern(node: ast.AST) -> Iterator[str]:
    """The names that a handler, a pattern or an import binds itself."""
    match node:
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            yield name
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name
        case ast.alias():
            yield bound_by_import(node)


def table_of(
    target: ast.expr, iterable: ast.expr, body: Sequence[ast.AST]
) -> ast.Name | ast.Attribute | None:
    """The dict whose keys a loop goes through: it is asked for what stands there."""
    match iterable:
        case ast.Call(func=ast.Name(id="sorted" | "list" | "tuple"), args=[one], keywords=[]):
            iterable = one
    if not isinstance(target, ast.Name) or not isinstance(iterable, (ast.Name, ast.Attribute)):
        return None
    wanted = ast.dump(iterable), ast.dump(ast.Name(target.id, ast.Load()))
    asked = (part for one in body for part in walk(one) if isinstance(part, ast.Subscript))
    found = any((ast.dump(part.value), ast.dump(part.slice)) == wanted for part in asked)
    return iterable if found else None
