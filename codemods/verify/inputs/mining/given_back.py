"""Find the function within a function that it returns: what a decorator or a factory makes."""

import ast
from collections.abc import Iterator

from codemods.verify.inputs.mining.scope import Function, Scope


def given_back(function: Function, scope: Scope) -> Function | ast.Lambda | None:
    """The function or lambda of its own that is returned, if any; the first, of several."""
    own = {node.name: node for node in _own(function) if isinstance(node, Function)}
    for node in _own(function):
        match node:
            case ast.Return(value=ast.Lambda() as found) if found in scope.nested:
                return found
            case ast.Return(value=ast.Name(id=name)) if own.get(name) in scope.nested:
                return own[name]
    return None


def _own(function: Function) -> Iterator[ast.AST]:
    """The statements of the function, without those of functions and classes within it."""
    waiting: list[ast.AST] = [*function.body]
    for node in waiting:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            waiting += [one for one in ast.iter_child_nodes(node) if not isinstance(one, ast.expr)]
