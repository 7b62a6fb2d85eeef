"""Find what the names of a module surely mean: functions, classes, imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import module_scope
from codemods.facts.names import BINDERS, bound_by_import
from codemods.facts.walking import walk

from .classes import is_plain
from .dumping import is_data
from .scopes import Function

Import = ast.Import | ast.ImportFrom


@dataclass
class Callables:
    """What can be called by its name, and what binds names.

    ``functions`` and ``classes`` are those of names that are bound once, ``methods`` all of the
    module; ``bound`` says how many times a name is bound, ``imports`` what imports bind it.
    The names in ``shadowed`` are bound once at the top of the module, but also in other scopes;
    ``assigned`` are the attributes that are stored, ``class_values`` the names that get values in
    bodies of classes.
    """

    functions: dict[str, Function] = field(default_factory=dict)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    methods: dict[str, list[Function]] = field(default_factory=dict)
    bound: dict[str, int] = field(default_factory=dict)
    imports: dict[str, list[tuple[Import, ast.alias]]] = field(default_factory=dict)
    shadowed: set[str] = field(default_factory=set)
    assigned: set[str] = field(default_factory=set)
    class_values: set[str] = field(default_factory=set)


def callables(facts: Facts) -> Callables:
    """The callables of a module."""
    found = Callables()
    nodes: dict[str, list[ast.AST]] = {}
    for node in facts.every_node:
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            found.assigned.add(node.attr)
        if isinstance(node, ast.ClassDef):
            found.class_values |= set(_given_values(node))
        for name in _bound_by(node, facts, found.methods):
            nodes.setdefault(name, []).append(node)
    imports: list[Import] = [*facts.nodes(ast.Import), *facts.nodes(ast.ImportFrom)]
    for statement in imports:
        for alias in statement.names:
            found.imports.setdefault(bound_by_import(alias), []).append((statement, alias))
    top = module_scope(facts).names
    for name, bindings in nodes.items():
        found.bound[name] = len(bindings)
        if len(bindings) > 1 and name in top:
            found.shadowed.add(name)
            found.bound[name] = len(found.imports.get(name, ())) or 1
            bindings = [top[name]]
        if len(bindings) > 1:
            continue
        (node,) = bindings
        if isinstance(node, FUNCTIONS):
            found.functions[name] = node
        elif isinstance(node, ast.ClassDef) and _is_known(node, facts):
            found.classes[name] = node
    return found


def _given_values(node: ast.ClassDef) -> Iterator[str]:
    """The names that get values in the body of a class."""
    for one in node.body:
        match one:
            case ast.Assign(targets=targets):
                names = (part for target in targets for part in walk(target))
                yield from (name.id for name in names if isinstance(name, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
                yield name


def _is_known(node: ast.ClassDef, facts: Facts) -> bool:
    """Whether it is a class of its own whose text says what a call of it does."""
    inside = isinstance(facts.place(node).owner, ast.ClassDef)
    return not inside and (is_plain(node) or is_data(node, facts))


def _bound_by(node: ast.AST, facts: Facts, methods: dict[str, list[Function]]) -> Iterator[str]:
    """The names that a node binds, those of methods aside."""
    if node.__class__ not in BINDERS:
        return
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            if isinstance(facts.place(node).owner, ast.ClassDef):
                methods.setdefault(name, []).append(node)
            else:
                yield name
        case ast.ClassDef(name=name) | ast.arg(arg=name):
            yield name
        case ast.alias():
            yield bound_by_import(node)
