"""Recognise calls of functions that do nothing but search what they are given."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope
from codemods.facts.types import Types, types_in
from codemods.facts.walking import walk

from . import expressions
from .search import Condition, Search, Use, condition, renamed
from .sweeps import Sweep, Way, is_container, is_key, names_in, sweep_of


@dataclass(frozen=True, slots=True)
class Helper:
    """A function ``def find(rows, id)`` whose body is a search of one of its arguments.

    ``container`` is that parameter, and ``sweep`` goes through it. ``found`` is what a match must
    meet, ``lookup`` the text of the lookup that finds the same, in an index of what is ``held``.
    """

    container: str
    sweep: Sweep
    found: Condition
    use: Use
    lookup: str
    held: tuple[str, ...] = ()


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
    if helper.sweep.names == (expressions.WHOLE,):
        return expressions.member(node, container, sought, types)
    found = replace(helper.found, sought=sought)
    sweep = replace(helper.sweep, container=container, iterable=_through(helper, container))
    search = expressions.plain(node, found, sweep, helper.use, helper.lookup)
    return replace(search, home=types_in(types.facts, function), held=helper.held)


def _through(helper: Helper, container: ast.expr) -> ast.expr:
    """What a helper goes through, in the words of the call."""
    match helper.sweep.iterable:
        case ast.Call(func=function, args=[_, *start]):
            found = ast.Call(function, [container, *start], [])
            found.is_written = False  # type: ignore[attr-defined]
            return ast.copy_location(found, container)
    return container


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
    found = _searching(body, facts)
    return found if found and _is_about(found, parameters) else None


def _searching(body: Sequence[ast.stmt], facts: Facts) -> Helper | None:
    match body:
        case [ast.For(orelse=[]) as loop, *rest]:
            return _loop(loop, rest, facts)
        case [
            ast.Assign(targets=[ast.Name(id=name)], value=ast.List(elts=[])),
            ast.For(
                body=[ast.If(test=test, body=[ast.Expr(value=ast.Call() as call)], orelse=[])],
                orelse=[],
            ) as loop,
            ast.Return(value=ast.Name(id=returned)),
        ] if (
            name == returned and ast.unparse(call.func) == f"{name}.append" and len(call.args) == 1
        ):
            return _all(loop.target, loop.iter, test, call.args[0], facts)
        case [ast.Return(value=ast.ListComp(elt=elt, generators=[one]))] if len(one.ifs) == 1:
            return _all(one.target, one.iter, one.ifs[0], elt, facts) if not one.is_async else None
        case [ast.Return(value=ast.Call() as call)]:
            return _call(call, facts)
        case [
            ast.Return(
                value=ast.Compare(left=ast.Name() as left, ops=[ast.In()], comparators=[right])
            )
        ] if isinstance(right, ast.Name):
            whole = Condition(ast.Name(expressions.WHOLE, ast.Load()), left, (), ())
            sweep = Sweep((expressions.WHOLE,), right, right)
            return Helper(right.id, sweep, whole, Use.FACT, "")
    return None


def _is_about(helper: Helper, parameters: set[str]) -> bool:
    """Whether a search depends on nothing but the parameters, and on all of them."""
    sought = names_in(helper.found.sought)
    others = [names_in(one) for one in (*helper.found.before, *helper.found.after)]
    return (
        {helper.container} | sought == parameters
        and helper.container not in sought
        and not parameters.intersection(helper.sweep.names)
        and all(one <= set(helper.sweep.names) for one in others)
        and _is_read(helper.found.sought)
    )


def _swept(target: ast.expr, iterable: ast.expr, facts: Facts) -> tuple[str, Sweep] | None:
    """The parameter that is gone through, and how."""
    sweep = sweep_of(target, iterable, facts)
    if sweep is None or sweep.way is Way.POSITIONS or not isinstance(sweep.container, ast.Name):
        return None
    return sweep.container.id, sweep


def _loop(loop: ast.For, rest: Sequence[ast.stmt], facts: Facts) -> Helper | None:
    swept = _swept(loop.target, loop.iter, facts)
    match loop.body:
        case [ast.If(test=test, body=[ast.Return(value=ast.expr() as value)], orelse=[])] if swept:
            found, default = condition(test, swept[1]), _default(rest)
            if found is not None and default is not None:
                return _answer(*swept, found, value, default)
    return None


def _default(rest: Sequence[ast.stmt]) -> ast.expr | None:
    """What the function returns where nothing matches."""
    match rest:
        case [] | [ast.Return(value=None)]:
            return ast.Constant(None)
        case [ast.Return(value=ast.expr() as value)] if expressions.is_constant(value):
            return value
    return None


def _answer(
    container: str, sweep: Sweep, found: Condition, value: ast.expr, default: ast.expr
) -> Helper | None:
    """What stands for a call that returns ``value`` of the first match."""
    otherwise = ast.unparse(default)
    match value, otherwise:
        case ast.Constant(value=True), "False":
            return Helper(container, sweep, found, Use.FACT, "{sought} in {index}")
        case ast.Constant(value=False), "True":
            return Helper(container, sweep, found, Use.FACT, "{sought} not in {index}")
        case ast.Name(id=name), _ if name in sweep.names:
            kept = "" if otherwise == "None" else f", {otherwise}"
            held = (name,) if len(sweep.names) > 1 else ()
            lookup = f"{{index}}.get({{sought}}{kept})"
            return Helper(container, sweep, found, Use.FIRST, lookup, held)
        case (ast.Attribute() | ast.Subscript()), _ if len(sweep.names) == 1 and is_key(
            value, sweep
        ):
            taken = renamed(value, {sweep.names[0]: "{index}[{sought}]"})
            lookup = f"({taken} if {{sought}} in {{index}} else {otherwise})"
            return Helper(container, sweep, found, Use.FIRST, lookup)
    return None


def _all(
    target: ast.expr, iterable: ast.expr, test: ast.expr, value: ast.expr, facts: Facts
) -> Helper | None:
    """What stands for a call that returns a list of all matches, or of what is read of them."""
    swept = _swept(target, iterable, facts)
    if swept is None or len(swept[1].names) > 1 or not is_key(value, swept[1]):
        return None
    found, (element,) = condition(test, swept[1]), swept[1].names
    matches = "{index}.get({sought}, ())"
    lookup = f"[{ast.unparse(value)} for {element} in {matches}]"
    if isinstance(value, ast.Name) and facts.is_builtin("list"):
        lookup = f"list({matches})"
    return Helper(*swept, found, Use.MATCHES, lookup) if found else None


def _call(call: ast.Call, facts: Facts) -> Helper | None:
    """``return next((row for row in rows if row.id == id), None)`` and ``return any(...)``."""
    if not isinstance(call.func, ast.Name) or not facts.is_builtin(call.func.id):
        return None
    search = expressions.called(call.func.id, call, facts)
    if search is None or len(search.names) > 1 or not isinstance(search.container, ast.Name):
        return None
    if search.sweep.way is not Way.ELEMENTS:
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
    return Helper(search.container.id, search.sweep, found, search.use, lookup)
