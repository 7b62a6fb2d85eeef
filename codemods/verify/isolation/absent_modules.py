"""Tell which modules the code imports that are not installed: stand-ins can take their place."""

import ast
from importlib.machinery import PathFinder
from sys import builtin_module_names, modules


def absent_modules(tree: ast.Module) -> tuple[str, ...]:
    """The full names of the imported modules whose packages nobody finds, and of these packages."""
    found: dict[str, None] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                wanted = [alias.name for alias in names]
            case ast.ImportFrom(module=str(name), level=0):
                wanted = [name]
            case _:
                continue
        for name in wanted:
            parts = name.split(".")
            if not _is_there(parts[0]):
                found.update(dict.fromkeys(".".join(parts[:end]) for end in _ends(parts)))
    return tuple(found)


def _ends(parts: list[str]) -> range:
    return range(1, len(parts) + 1)


def _is_there(package: str) -> bool:
    known = package in modules or package in builtin_module_names
    return known or PathFinder.find_spec(package) is not None
