"""Read displays of dicts, constant keys, and parameters, for those who follow values."""

import ast
from collections.abc import Iterator


def pairs_of(node: ast.expr) -> list[tuple[str, ast.expr]] | None:
    """The keys and values of a display with constant, different keys; two at least."""
    match node:
        case ast.Dict(keys=keys, values=values):
            names = [text_of(key) if key else None for key in keys]
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=given):
            names = [one.arg for one in given]
            values = [one.value for one in given]
        case _:
            return None
    texts = [name for name in names if name is not None]
    if len(texts) < 2 or len(texts) != len(names) or len(set(texts)) != len(texts):
        return None
    return list(zip(texts, values, strict=True))


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
        case ast.alias(name=name, asname=asname):
            yield asname or name.partition(".")[0]
