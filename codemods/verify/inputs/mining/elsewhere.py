"""Find the classes of the project that a module imports, so that objects of them can be made.

What a class and its bases of the project define is read as if it stood in one place.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import ModuleType

from codemods.verify.oracle.contents import is_own_module

MOST = 60
LONGEST = 600  # lines of a class and its bases; what is longer takes long to read


def imported_classes(namespace: Mapping[str, object]) -> dict[str, ast.ClassDef]:
    """The classes, by the paths under which the module knows them: ``Token``, ``sql.Token``."""
    home = namespace.get("__name__")
    found: dict[str, ast.ClassDef] = {}
    for path, cls in _classes(namespace):
        if len(found) >= MOST:
            break
        definition = None if cls.__module__ == home else _definition(cls)
        if definition is not None:
            found[path] = definition
    return found


def _classes(namespace: Mapping[str, object]) -> Iterator[tuple[str, type]]:
    modules = []
    for name, value in namespace.items():
        if isinstance(value, type):
            yield name, value
        elif isinstance(value, ModuleType) and is_own_module(value):
            modules.append((name, value))
    for name, module in modules:
        for inner, value in list(vars(module).items()):
            if isinstance(value, type) and value.__module__ == module.__name__:
                yield f"{name}.{inner}", value


@lru_cache(maxsize=512)
def _definition(cls: type) -> ast.ClassDef | None:
    """The class with all that its bases in the project define, the nearest first."""
    own, others = [], []
    for base in cls.__mro__[:-1]:
        module = sys.modules.get(base.__module__)
        written = module and is_own_module(module) and _written(module).get(base.__qualname__)
        if isinstance(written, ast.ClassDef):
            own.append(written)
        else:
            others.append(ast.Name(base.__name__))
    lines = sum((one.end_lineno or one.lineno) - one.lineno for one in own)
    if not own or own[0].name != cls.__name__ or lines > LONGEST:
        return None
    body = [statement for one in own for statement in one.body]
    return ast.ClassDef(cls.__name__, [*others], [], body, own[0].decorator_list)


@lru_cache(maxsize=128)
def _written(module: ModuleType) -> Mapping[str, ast.ClassDef]:
    """The classes at the top of a module's text."""
    try:
        tree = ast.parse(inspect.getsource(module))
    except (OSError, TypeError, SyntaxError):
        return {}
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
