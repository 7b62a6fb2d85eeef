"""Recognise calls of functions that do nothing but search what they are given."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope
from codemods.facts.types import Types, types_in
from codemods.facts.walking import walk

from . import expressions
from .search import Condition, Search, Use, condition
from .sweeps import Sweep, is_container, names_in


@dataclass(frozen=True, slots=True)
class Helper:
    """A function ``def find(rows, id)`` whose body is a search of its first argument.

    ``found`` is what a match must meet, ``lookup`` the text of the lookup that finds the same.
    """

    container: str
    element: str
    found: Condition
    use: Use
    lookup: str


def search_in(node: ast.Call, types: Types) -> Search | None:
    """The search that a call is, where the function stands in the same file and only searches."""
    if not isinstance(node.func, ast.Name):
        return None
    function = module_scope(types.facts).function(node.func.id)
    if function is None or node.func.id in types.scope.bindings:
        return None
    helper = types.facts.once("search helper", function, lambda: _helper(function, types.facts))
    given = _arguments(node, function) if helper else None
    if helper is None or given is None:
        return None
    container, sought = given[helper.container], _substituted(helper.found.sought, given)
    if not is_container(container) or not all(map(_is_read, given.values())):
        return None
    found = replace(helper.found, sought=sought)
    sweep = Sweep((helper.element,), container, container)
    search = expressions.plain(node, found, sweep, helper.use, helper.lookup)
    return replace(search, home=types_in(types.facts, function))


def _is_read(node: ast.expr) -> bool:
    """Whether an argument is no more than read: it does not matter how often, or when."""
    match node:
        case ast.Name() | ast.Constant():
            return True
        case ast.Attribute(value=value) | ast.Subscript(value=value, slice=ast.Constant()):
            return _is_read(value)
        case ast.Call():
            return is_container(node)
    return False


def _arguments(node: ast.Call, function: ast.FunctionDef) -> dict[str, ast.expr] | None:
    """What a call gives for each parameter."""
    names = [one.arg for one in function.args.args]
    given: dict[str, ast.expr] = dict(zip(names, node.args, strict=False))
    for keyword in node.keywords:
        if keyword.arg is None or keyword.arg in given:
            return None
        given[keyword.arg] = keyword.value
    starred = any(isinstance(one, ast.Starred) for one in node.args)
    complete = set(given) == set(names) and len(node.args) <= len(names)
    return given if complete and not starred else None


def _substituted(sought: ast.expr, given: dict[str, ast.expr]) -> ast.expr:
    """What is sought, in the words of the call."""
    if isinstance(sought, ast.Name):
        return given[sought.id]
    copied = ast.parse(ast.unparse(sought), mode="eval").body
    replaced = _Substitution(given).visit(copied)
    replaced.is_written = False
    for one in walk(replaced):
        ast.copy_location(one, next(iter(given.values())))
    return replaced  # type: ignore[no-any-return]


class _Substitution(ast.NodeTransformer):
    def __init__(self, given: dict[str, ast.expr]) -> None:
        self._given = given

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._given.get(node.id, node)


def _helper(function: ast.FunctionDef, facts: Facts) -> Helper | None:
    arguments = function.args
    plain = not (arguments.posonlyargs or arguments.kwonlyargs or arguments.defaults)
    if not plain or arguments.vararg or arguments.kwarg:
        return None
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    parameters = {one.arg for one in arguments.args}
    match body:
        case [ast.For(target=ast.Name(id=element), orelse=[]) as loop, *rest]:
            found = _loop(loop, element, rest)
        case [ast.Return(value=ast.Call() as call)]:
            found = _call(call, facts)
        case _:
            found = None
    return found if found and _is_about(found, parameters) else None


def _is_about(helper: Helper, parameters: set[str]) -> bool:
    """Whether a search depends on nothing but the parameters, and on all of them."""
    sought = names_in(helper.found.sought)
    others = [names_in(one) for one in (*helper.found.before, *helper.found.after)]
    return (
        {helper.container} | sought == parameters
        and helper.container not in sought
        and helper.element not in parameters
        and all(one <= {helper.element} for one in others)
        and _is_read(helper.found.sought)
    )


def _loop(loop: ast.For, element: str, rest: Sequence[ast.stmt]) -> Helper | None:
    match loop:
        case ast.For(
            iter=ast.Name(id=container),
            body=[ast.If(test=test, body=[ast.Return(value=value)], orelse=[])],
        ):
            found = condition(test, Sweep((element,), loop.iter, loop.iter))
            default = _default(rest)
            if found is None or value is None or default is None:
                return None
            return _answer(container, element, found, value, default)
    return None


def _default(rest: Sequence[ast.stmt]) -> ast.Constant | None:
    """What the function returns where nothing matches."""
    match rest:
        case [] | [ast.Return(value=None)]:
            return ast.Constant(None)
        case [ast.Return(value=ast.Constant() as value)]:
            return value
    return None


def _answer(
    container: str, element: str, found: Condition, value: ast.expr, default: ast.Constant
) -> Helper | None:
    match value, default.value:
        case ast.Name(id=name), None if name == element:
            return Helper(container, element, found, Use.FIRST, "{index}.get({sought})")
        case ast.Name(id=name), _ if name == element:
            lookup = f"{{index}}.get({{sought}}, {ast.unparse(default)})"
            return Helper(container, element, found, Use.FIRST, lookup)
        case ast.Constant(value=True), False:
            return Helper(container, element, found, Use.FACT, "{sought} in {index}")
        case ast.Constant(value=False), True:
            return Helper(container, element, found, Use.FACT, "{sought} not in {index}")
    return None


def _call(call: ast.Call, facts: Facts) -> Helper | None:
    """``return next((row for row in rows if row.id == id), None)`` and ``return any(...)``."""
    if not isinstance(call.func, ast.Name) or not facts.is_builtin(call.func.id):
        return None
    search = expressions.called(call.func.id, call, facts)
    if search is None or len(search.names) > 1 or not isinstance(search.container, ast.Name):
        return None
    found = Condition(search.key, search.sought, (), search.filters)
    match search.use, call.args:
        case Use.FACT, _:
            word = "in" if call.func.id == "any" else "not in"
            lookup = f"{{sought}} {word} {{index}}"
        case Use.FIRST, [_, ast.Constant() as default]:
            kept = "" if default.value is None else f", {ast.unparse(default)}"
            lookup = f"{{index}}.get({{sought}}{kept})"
        case Use.COUNT, _:
            lookup = "{index}.get({sought}, 0)"
        case _:
            return None
    return Helper(search.container.id, search.element, found, search.use, lookup)
