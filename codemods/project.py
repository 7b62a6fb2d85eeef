"""Learn what concerns all the given files together."""

import ast
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from codemods.files import disk
from codemods.model import Project

Look = Callable[[Path, bytes], int | None]


def survey(paths: Sequence[Path], look: Look) -> Project:
    """Look through all files once. ``look`` is ``first_inequality``, or knows it otherwise."""
    modules = {module_name(path): str(path) for path in reversed(paths)}
    lines = ((path, look(path, disk.peek(path))) for path in paths)
    # To the end, for what else ``look`` sees there.
    inequalities = [f"{path}:{line}" for path, line in lines if line is not None]
    return Project(inequalities[0] if inequalities else None, modules, _text)


def first_inequality(path: Path, data: bytes) -> int | None:
    """The first line on which a file with these bytes gives ``!=`` a meaning of its own."""
    if b"__ne__" not in data:
        return None
    # Imported here: few files go on.
    from codemods.facts.file import parse

    try:
        tree = parse(disk.decode(path, data).text)
    except (disk.Unreadable, SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # it will be reported when its turn comes
    return next(own_inequalities(tree), None)


def _text(path: str) -> str | None:
    """The text of a file, or ``None`` where it can't be read."""
    try:
        return disk.read(Path(path)).text
    except disk.Unreadable:
        return None


def module_name(path: Path) -> str:
    """The dotted name that a file is imported by, if the packages around it are whole."""
    own = () if path.name == "__init__.py" else (path.stem,)
    return ".".join((*_packages(os.getcwd(), path.parent), *own))  # noqa: PTH109 (much faster)


@cache
def _packages(here: str, folder: Path) -> tuple[str, ...]:
    """The names of a folder and of those around it, from the outside in, while these are packages.

    ``here`` is what a relative one starts from.
    """
    names: list[str] = []
    folder = Path(here, folder)
    while (folder / "__init__.py").exists() and folder != folder.parent:
        names.insert(0, folder.name)
        folder = folder.parent
    return tuple(names)


def own_inequalities(tree: ast.Module) -> Iterator[int]:
    """The lines of ``tree`` that may give a class an ``__ne__`` that is more than ``not ==``."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name="__ne__") if not _is_plain(node):
                yield node.lineno
            case ast.Name(id="__ne__", ctx=ast.Store()) | ast.Attribute(
                attr="__ne__", ctx=ast.Store()
            ):
                yield node.lineno
            case ast.Constant(
                value="__ne__"
            ):  # setattr(A, "__ne__", ...), type(..., {"__ne__": ...})
                yield node.lineno


def _is_plain(function: ast.FunctionDef) -> bool:
    """Whether the body is ``return not self == other``, which older Pythons needed."""
    body = [
        statement
        for statement in function.body
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
    ]
    names = [argument.arg for argument in function.args.args]
    match body:
        case [
            ast.Return(
                value=ast.UnaryOp(
                    op=ast.Not(),
                    operand=ast.Compare(
                        left=ast.Name(id=left), ops=[ast.Eq()], comparators=[ast.Name(id=right)]
                    ),
                )
            )
        ]:
            return [left, right] == names
    return False
