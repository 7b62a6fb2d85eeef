"""Find the source of functions that a module imports, so that calls of them can be followed."""

import ast
import inspect
import textwrap
from functools import lru_cache
from types import FunctionType, ModuleType

from codemods.verify.inputs.mining.scope import Function, Module, Scope

LONGEST = 80  # lines; what is longer says little more, and takes long to read


def imported_function(node: ast.expr, scope: Scope) -> tuple[Function, Module] | None:
    """The definition of the imported function that is called, and what can be seen there."""
    value = _value(node, scope)
    return _definition(value) if isinstance(value, FunctionType) else None


def _value(node: ast.expr, scope: Scope) -> object:
    match node:
        case ast.Name(id=name) if name not in scope.names:
            return scope.module.namespace.get(name)
        case ast.Attribute(value=inner, attr=name):
            owner = _value(inner, scope)
            # Only modules: an attribute of anything else may be code that runs.
            return vars(owner).get(name) if isinstance(owner, ModuleType) else None
    return None


@lru_cache(maxsize=256)
def _definition(function: FunctionType) -> tuple[Function, Module] | None:
    try:
        lines, _ = inspect.getsourcelines(function.__code__)
        body = ast.parse(textwrap.dedent("".join(lines[:LONGEST]))).body
    except (OSError, TypeError, SyntaxError):
        return None
    if len(body) != 1 or not isinstance(body[0], ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    outer = function.__globals__
    modules = {
        name: value.__name__ for name, value in outer.items() if isinstance(value, ModuleType)
    }
    return body[0], Module(ast.Module([], []), outer, {}, {}, modules, {})
