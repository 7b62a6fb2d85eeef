"""Find the variables of a module: which scope a name belongs to, and the slot of each."""

import ast
from collections.abc import Iterator

from codemods.facts.file import FUNCTIONS
from codemods.facts.names import BINDERS, bound_by_import
from codemods.facts.walking import children, walk

from .slots import Slot

Function = ast.FunctionDef | ast.AsyncFunctionDef
Code = Function | ast.Lambda
_SCOPES = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Scope:
    """The variables of a module, class, function, lambda or comprehension."""

    def __init__(self, node: ast.AST, outer: "Scope | None") -> None:
        self.node = node
        self.outer = outer
        self.variables = {name: Slot(names=[name]) for name in _bound(node)}

    def slot(self, name: str) -> Slot | None:
        """The slot of what a name means here; ``None`` for builtins."""
        scope = self.of(name)
        return scope.variables[name] if scope is not None else None

    def class_around(self) -> ast.ClassDef | None:
        """The innermost class that this is in, or is."""
        scope: Scope | None = self
        while scope is not None and not isinstance(scope.node, ast.ClassDef):
            scope = scope.outer
        return scope.node if scope is not None and isinstance(scope.node, ast.ClassDef) else None

    def of(self, name: str) -> "Scope | None":
        """The scope that a name belongs to here; ``None`` for builtins."""
        scope: Scope | None = self
        while scope is not None:
            # The body of a class is no scope for the functions in it.
            if name in scope.variables and (
                scope is self or not isinstance(scope.node, ast.ClassDef)
            ):
                return scope
            scope = scope.outer
        return None


def _bound(node: ast.AST) -> set[str]:
    """The names that a scope binds itself."""
    names: set[str] = set()
    if isinstance(node, (*FUNCTIONS, ast.Lambda)):
        names |= {one.arg for one in walk(node.args) if isinstance(one, ast.arg)}
    if isinstance(node, _COMPREHENSIONS):
        return {
            one.id
            for generator in node.generators
            for one in walk(generator.target)
            if isinstance(one, ast.Name)
        }
    if isinstance(node, ast.Lambda):
        return names
    outside: set[str] = set()
    for one in _own(node):
        if one.__class__ not in BINDERS:
            continue
        match one:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
                names.add(name)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                names.add(name)
            case ast.MatchMapping(rest=str(name)):
                names.add(name)
            case ast.alias():
                names.add(bound_by_import(one))
            case ast.Global(names=given) | ast.Nonlocal(names=given):
                outside |= set(given)
    return names - outside


def _own(root: ast.AST) -> Iterator[ast.AST]:
    """What stands in a scope, without what stands in the scopes inside it."""
    stack = list(children(root))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, _SCOPES):
            continue
        if isinstance(node, _COMPREHENSIONS):
            # A walrus in a comprehension binds outside of it.
            for one in walk(node):
                if isinstance(one, ast.NamedExpr):
                    yield one.target
            continue
        stack += children(node)
