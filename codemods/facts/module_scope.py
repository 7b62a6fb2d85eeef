"""Tell what the names at the top of a file mean."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from codemods.facts.file import FUNCTIONS, Facts
from codemods.facts.names import BINDERS, bindings, bindings_by, bound_by_import
from codemods.facts.walking import children

_SCOPES = (*FUNCTIONS, ast.ClassDef, ast.Lambda)


def module_scope(facts: Facts) -> "ModuleScope":
    """The one ``ModuleScope`` of this file."""
    return facts.once("module scope", facts.tree, lambda: ModuleScope(facts))


class ModuleScope:
    """Questions about the names that a file binds outside of its functions and classes."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._functions: dict[str, ast.FunctionDef | None] = {}

    @cached_property
    def names(self) -> dict[str, ast.AST]:
        """The names that one statement binds, once, with it. ``global`` counts as binding."""
        found: dict[str, list[ast.AST]] = {}
        for statement in _at_module_level(self._facts.tree):
            for name in _bound_by(statement):
                found.setdefault(name, []).append(statement)
        for node in self._facts.nodes(ast.Global):
            for name in node.names:
                found.get(name, []).append(node)
        return {name: nodes[0] for name, nodes in found.items() if len(nodes) == 1}

    @property
    def all_names(self) -> frozenset[str]:
        """Every name that the file binds anywhere: what a new name must differ from."""
        return self._facts.bound_names

    @cached_property
    def times_bound(self) -> Counter[str]:
        """How often the file binds each name, anywhere."""
        return Counter(name for name, _ in bindings_by(self._facts.of(*BINDERS)))

    @cached_property
    def read_names(self) -> frozenset[str]:
        """Every name that the file reads anywhere, among them those of builtins."""
        names = self._facts.of(ast.Name)
        return frozenset(one.id for one in names if isinstance(one.ctx, ast.Load))

    @cached_property
    def imports(self) -> dict[str, str]:
        """What names that imports bind stand for: ``np`` for ``numpy``."""
        found: dict[str, str] = {}
        for name, statement in self.names.items():
            if isinstance(statement, ast.Import):
                for alias in statement.names:
                    if name == bound_by_import(alias):
                        found[name] = alias.name if alias.asname else name
            elif isinstance(statement, ast.ImportFrom) and not statement.level:
                for alias in statement.names:
                    if name == (alias.asname or alias.name):
                        found[name] = f"{statement.module}.{alias.name}"
        return found

    def function(self, name: str) -> ast.FunctionDef | None:
        """The plain function of this name: bound once, undecorated, neither async nor generator."""
        if name not in self._functions:
            self._functions[name] = self._function(name)
        return self._functions[name]

    def _function(self, name: str) -> ast.FunctionDef | None:
        node = self.names.get(name)
        if not isinstance(node, ast.FunctionDef) or node.decorator_list:
            return None
        return None if self._facts.has_word("yield", node) and is_generator(node) else node


def is_generator(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
    return any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in own_nodes(function))


def own_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """What stands in ``root`` and runs with it: not what functions nested in it do when called."""
    stack = list(reversed(children(root)))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, _SCOPES):
            stack.extend(reversed(children(node)))


def _at_module_level(node: ast.AST) -> Iterator[ast.AST]:
    for child in children(node):
        if isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            yield child
            if not isinstance(child, _SCOPES):
                yield from _at_module_level(child)


def _bound_by(statement: ast.AST) -> Iterator[str]:
    """The names that a statement binds itself, not those that statements inside it bind."""
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        yield statement.name
        return
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        yield from map(bound_by_import, statement.names)
        return
    if isinstance(statement, ast.ExceptHandler) and statement.name:
        yield statement.name
    for child in children(statement):
        if not isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            yield from (name for name, _ in bindings(child))
