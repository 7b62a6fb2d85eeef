"""Find the objects that a module has names for: what values are compared with, what keys are."""

import ast
import builtins
import inspect
from types import ModuleType

from codemods.verify.inputs.mining.places import Named
from codemods.verify.inputs.mining.scope import NO_CONSTANT, Scope

_NOWHERE = object()


def named(node: ast.expr, scope: Scope) -> Named | None:
    """The name under which an object of the module can be had again; none for simple values."""
    value, module = _found(node, scope)
    if value is _NOWHERE or value is None or isinstance(value, ModuleType):
        return None
    if scope.constant(node) is not NO_CONSTANT:
        return None
    return Named(ast.unparse(node), module)


def _found(node: ast.expr, scope: Scope) -> tuple[object, str | None]:
    """What the expression stands for where the module is imported; no code runs to tell."""
    match node:
        case ast.Name(id=name) if name not in scope.names:
            if name in scope.module.namespace:
                return scope.module.namespace[name], None
            known = getattr(builtins, name, _NOWHERE)
            return (known, "builtins") if isinstance(known, type) else (_NOWHERE, None)
        case ast.Attribute(value=inner, attr=name):
            owner, module = _found(inner, scope)
            if owner is _NOWHERE:
                return _NOWHERE, None
            return inspect.getattr_static(owner, name, _NOWHERE), module
    return _NOWHERE, None
