"""Tell which names are local to a function, and whether that is the same in two versions of it."""

import ast
from collections.abc import Iterator

from codemods.facts.file import FUNCTIONS
from codemods.facts.names import bindings
from codemods.facts.walking import children, walk

_DECLARATIONS = (ast.Global, ast.Nonlocal)


def same_scopes(one: ast.AST, other: ast.AST) -> bool:
    """Whether every name that both functions mention is local in both of them, or in neither.

    Taking away the last assignment to a name, be it one that is never reached, turns whatever still
    reads the name into a read of a global.
    """
    mentioned = _mentioned(one) & _mentioned(other)
    return local_names(one) & mentioned == local_names(other) & mentioned


def _mentioned(root: ast.AST) -> set[str]:
    return {node.id for node in walk(root) if isinstance(node, ast.Name)}


def local_names(root: ast.AST) -> set[str]:
    """The names that are local to ``root``, where it is a function."""
    local: set[str] = set()
    declared: set[str] = set()
    for node in _own_nodes(root):
        if isinstance(node, _DECLARATIONS):
            declared.update(node.names)
        else:
            local.update(_bound_by(node))
    return local - declared


def _bound_by(node: ast.AST) -> Iterator[str]:
    """The names that a node binds by itself, whatever stands inside it."""
    if isinstance(node, ast.Name):  # most of them are
        yield from () if isinstance(node.ctx, ast.Load) else (node.id,)
    elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
        yield from [node.name] if node.name else []
    elif not children(node):
        yield from (name for name, _ in bindings(node))
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest


def _own_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """The nodes of ``root`` that are not in a scope of their own."""
    waiting = children(root)
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case ast.comprehension():
                waiting += [node.iter, *node.ifs]
            case ast.Lambda():
                waiting += [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
                waiting += [*node.decorator_list, *defaults]
            case ast.ClassDef():
                waiting += [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]
            case _:
                waiting += children(node)
