"""Tell which names are local to a function, and whether that is the same in two versions of it."""

import ast
from collections.abc import Iterator

from codemods.facts.file import FUNCTIONS
from codemods.facts.names import BINDERS, bound_by_import
from codemods.facts.walking import children, walk

_DECLARATIONS = (ast.Global, ast.Nonlocal)
_BINDERS = tuple(BINDERS)
_SCOPES = (ast.comprehension, ast.Lambda, *FUNCTIONS, ast.ClassDef)


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
        if isinstance(node, ast.Name):  # most of those that bind are
            if not isinstance(node.ctx, ast.Load):
                local.add(node.id)
        elif isinstance(node, _DECLARATIONS):
            declared.update(node.names)
        elif isinstance(node, _BINDERS):
            local.update(_bound_by(node))
    return local - declared


def _bound_by(node: ast.AST) -> Iterator[str]:
    """The names that a node binds by itself, whatever stands inside it."""
    match node:
        case ast.arg(arg=name) | ast.MatchMapping(rest=str(name)):
            yield name
        case ast.alias():
            yield bound_by_import(node)
        case _ if named := getattr(node, "name", None):
            yield named


def _own_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """The nodes of ``root`` that are not in a scope of their own."""
    waiting = children(root)
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _inner(node) if isinstance(node, _SCOPES) else children(node)


def _inner(node: ast.AST) -> list[ast.AST]:
    """What of a node with a scope of its own belongs to the one around it."""
    match node:
        case ast.comprehension():
            return [node.iter, *node.ifs]
        case ast.Lambda():
            return [*node.args.defaults, *filter(None, node.args.kw_defaults)]
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            return [*node.decorator_list, *defaults]
        case ast.ClassDef():
            return [*node.decorator_list, *node.bases, *(one.value for one in node.keywords)]
    return []
