"""Recognise calls of functions and methods of the same file that do nothing but search."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from codemods.facts import Facts
from codemods.facts.attributes import attributes_in
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import is_generator, module_scope
from codemods.facts.types import Own, Types, options, types_in
from codemods.facts.types.heirs import heirs_in
from codemods.facts.types.scope import Bound
from codemods.facts.walking import walk

from . import expressions
from .helpers import Helper, helper_in
from .search import CALL, Search
from .sweeps import is_container, names_in


@dataclass(frozen=True, slots=True)
class Called:
    """The function that a call runs. ``receiver`` is what its first parameter stands for.

    ``overridable`` tells that a class elsewhere may have a method of its own instead.
    """

    function: ast.FunctionDef
    receiver: ast.expr | None = None
    overridable: bool = False


def search_in(node: ast.Call, parent: ast.AST | None, types: Types) -> Search | None:
    """The search that a call is, where the function stands in the same file and only searches."""
    if not _may_search(node.func, types.facts):
        return None
    called = next(_called(node.func, types), None)
    if called and called.function.lineno > node.lineno and called.function in _body(types):
        return None  # it is not defined yet
    helper = _helper(called.function, types.facts) if called else None
    given = _arguments(node, called) if called and helper else None
    if called is None or helper is None or given is None or not _is_seen(helper, called, types):
        return None
    if CALL in helper.lookup and isinstance(parent, ast.IfExp) and parent.orelse is node:
        return None  # it is the last resort of a lookup already
    return _search(node, helper, called, given, types)


def _helper(function: ast.FunctionDef, facts: Facts) -> Helper | None:
    return facts.once("search helper", function, lambda: helper_in(function, facts))


def _search(
    node: ast.Call,
    helper: Helper,
    called: Called,
    given: Mapping[str, ast.expr],
    types: Types,
) -> Search | None:
    container = _substituted(helper.container, given, node)
    sought = _substituted(helper.found.sought, given, node)
    if not is_container(container) or not all(map(_is_read, given.values())):
        return None
    overridable = called.function.name if called.overridable else ""
    if helper.sweep.names == (expressions.WHOLE,):
        member = expressions.member(node, container, sought, types)
        return replace(member, overridable=overridable, is_call=True) if member else None
    found = replace(helper.found, sought=sought)
    iterable = _through(helper, container)
    sweep = replace(helper.sweep, container=container, iterable=iterable)
    search = expressions.plain(node, found, sweep, helper.use, helper.lookup)
    home = types_in(types.facts, called.function)
    return replace(search, home=home, held=helper.held, overridable=overridable, is_call=True)


def _called(function: ast.expr, types: Types) -> Iterator[Called]:
    """The function that stands for a name, or for a method of a class of the file."""
    match function:
        case ast.Name(id=name) if name in types.scope.bindings:
            yield from _nested(name, types)
        case ast.Name(id=name):
            found = module_scope(types.facts).function(name)
            if found is not None:
                yield Called(found)
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if name not in types.scope.bindings:
            owner = module_scope(types.facts).names.get(name)
            method = _method(owner, attr) if isinstance(owner, ast.ClassDef) else None
            if method and _is_static(method):
                yield Called(method)
        case ast.Attribute(value=value, attr=attr):
            yield from _of_instance(value, attr, types)


def _nested(name: str, types: Types) -> Iterator[Called]:
    """A function that is defined once, in the block of the function that calls it."""
    once = types.scope.bindings[name] == [Bound()]
    for one in _body(types):
        named = isinstance(one, ast.FunctionDef) and one.name == name and not one.decorator_list
        if once and isinstance(one, ast.FunctionDef) and named and not is_generator(one):
            yield Called(one)


def _may_search(function: ast.expr, facts: Facts) -> bool:
    """Whether the file has a function of this name that only searches: few have."""
    name = getattr(function, "id", None) or getattr(function, "attr", None)
    named = facts.once("functions", facts.tree, lambda: _by_name(facts)).get(name, ())
    return any(_helper(one, facts) for one in named)


def _by_name(facts: Facts) -> dict[str | None, list[ast.FunctionDef]]:
    found: dict[str | None, list[ast.FunctionDef]] = {}
    for node in facts.nodes(ast.FunctionDef):
        found.setdefault(node.name, []).append(node)
    return found


def _of_instance(value: ast.expr, attr: str, types: Types) -> Iterator[Called]:
    """A method of an object of a class of the file, which no other class of it overrides."""
    found = options(types.of(value))
    if len(found) != 1:
        return
    (one,) = found
    if not isinstance(one, Own) or not one.declaration.is_closed:
        return
    name = one.declaration.name
    owner = module_scope(types.facts).names.get(name)
    heirs = heirs_in(types.facts).get(name, frozenset())
    method = _method(owner, attr) if isinstance(owner, ast.ClassDef) else None
    if method is None or any(_method(heir, attr, plain=False) for heir in heirs):
        return
    bound = attributes_in(types.facts)
    if attr in bound.set or attr in bound.deleted:
        return  # an object may have another one
    static = _is_static(method)
    private = attr.startswith("__") and not attr.endswith("__")
    if static or not method.decorator_list:
        yield Called(method, None if static else value, overridable=not private)


def _body(types: Types) -> Sequence[ast.stmt]:
    return types.root.body if isinstance(types.root, FUNCTIONS) else []


def _method(owner: ast.ClassDef, name: str, plain: bool = True) -> ast.FunctionDef | None:
    """The method that a body defines, once; ``plain`` asks for one that runs when it is called."""
    found = [one for one in owner.body if getattr(one, "name", "") == name]
    if len(found) != 1 or not isinstance(found[0], ast.FunctionDef):
        return None
    return found[0] if not plain or not is_generator(found[0]) else None


def _is_static(method: ast.FunctionDef) -> bool:
    return [getattr(one, "id", "") for one in method.decorator_list] == ["staticmethod"]


def _is_seen(helper: Helper, called: Called, types: Types) -> bool:
    """Whether what a helper knows without being given it means the same where it is called."""
    parameters = {one.arg for one in called.function.args.args}
    free = names_in(helper.container) - parameters
    if called.function in _body(types):
        return all(one in types.scope.bindings for one in free)
    bound = set(types.scope.bindings)
    names = module_scope(types.facts).names
    return all(one in names and one not in bound for one in free)


def _through(helper: Helper, container: ast.expr) -> ast.expr:
    """What a helper goes through, in the words of the call."""
    match helper.sweep.iterable:
        case ast.Call(func=ast.Name() as function, args=[_, *start]):
            found = ast.Call(function, [container, *start], [])
            found.is_written = False  # type: ignore[attr-defined]
            return ast.copy_location(found, container)
    return container


def _is_read(node: ast.expr) -> bool:
    """Whether an argument is no more than read: it does not matter how often, or when."""
    return is_container(node) if isinstance(node, ast.Call) else expressions.is_read(node)


def _arguments(node: ast.Call, called: Called) -> dict[str, ast.expr] | None:
    """What a call gives for each parameter."""
    names = [one.arg for one in called.function.args.args]
    positional = [*([called.receiver] if called.receiver else []), *node.args]
    given: dict[str, ast.expr] = dict(zip(names, positional, strict=False))
    for keyword in node.keywords:
        if keyword.arg is None or keyword.arg in given:
            return None
        given[keyword.arg] = keyword.value
    starred = any(isinstance(one, ast.Starred) for one in positional)
    complete = set(given) == set(names) and len(positional) <= len(names)
    return given if complete and not starred else None


def _substituted(node: ast.expr, given: Mapping[str, ast.expr], call: ast.Call) -> ast.expr:
    """An expression of a helper, in the words of the call."""
    if isinstance(node, ast.Name) and node.id in given:
        return given[node.id]
    copied = ast.parse(ast.unparse(node), mode="eval").body
    replaced = _Substitution(given).visit(copied)
    replaced.is_written = False
    for one in walk(replaced):
        ast.copy_location(one, call)
    return replaced  # type: ignore[no-any-return]


class _Substitution(ast.NodeTransformer):
    def __init__(self, given: Mapping[str, ast.expr]) -> None:
        self._given = given

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._given.get(node.id, node)
