"""Recognise functions that do nothing but search."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from codemods.facts import Facts
from codemods.facts.exits import own_exits

from . import expressions
from .search import CALL, Condition, Use, condition, renamed
from .sweeps import Sweep, Way, is_container, is_key, names_in, sweep_of


@dataclass(frozen=True, slots=True)
class Helper:
    """A function like ``def find(rows, id)`` whose body is a search, and nothing else.

    ``sweep`` goes through what it searches: a parameter, an attribute of one, or something that the
    function knows. ``found`` is what a match must meet, ``lookup`` the text of the lookup that
    finds the same, in an index of what is ``held``.
    """

    sweep: Sweep
    found: Condition
    use: Use
    lookup: str
    held: tuple[str, ...] = ()

    @property
    def container(self) -> ast.expr:
        return self.sweep.container


def helper_in(function: ast.FunctionDef, facts: Facts) -> Helper | None:
    """What a function searches for, if it does nothing else."""
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
        case [ast.For() as loop, *rest]:
            return _loop(loop, [*loop.orelse, *rest] if loop.orelse else rest, facts)
        case [
            ast.Assign(targets=[ast.Name(id=name)], value=default),
            ast.For(body=[ast.If(test=test, body=done, orelse=[])], orelse=[]) as loop,
            ast.Return(value=ast.Name(id=returned)),
        ] if name == returned and expressions.is_constant(default):
            return _kept(name, default, loop, test, done, facts)
        case [
            ast.Assign(targets=[ast.Name(id=name)], value=ast.List(elts=[])),
            ast.For(
                body=[ast.If(test=test, body=[ast.Expr(value=ast.Call() as call)], orelse=[])],
                orelse=[],
            ) as loop,
            ast.Return(value=ast.Name(id=returned)),
        ] if (
            name == returned
            and ast.unparse(call.func) == f"{name}.append"
            and len(call.args) == 1
            and name not in names_in(loop.iter) | names_in(loop.target) | names_in(test)
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
        ] if is_container(right):
            whole = Condition(ast.Name(expressions.WHOLE, ast.Load()), left, (), ())
            return Helper(Sweep((expressions.WHOLE,), right, right), whole, Use.FACT, "")
    return None


def _is_about(helper: Helper, parameters: set[str]) -> bool:
    """Whether a search depends on nothing but the parameters and what it goes through."""
    sought = names_in(helper.found.sought)
    others = [names_in(one) for one in (*helper.found.before, *helper.found.after)]
    return (
        bool(sought)
        and sought <= parameters
        and not parameters.intersection(helper.sweep.names)
        and not names_in(helper.container).intersection(helper.sweep.names)
        and all(one <= set(helper.sweep.names) for one in others)
        and expressions.is_read(helper.found.sought)
    )


def _swept(target: ast.expr, iterable: ast.expr, facts: Facts) -> Sweep | None:
    """How a function goes through what it searches."""
    sweep = sweep_of(target, iterable, facts)
    return sweep if sweep and sweep.way is not Way.POSITIONS else None


def _loop(loop: ast.For, rest: Sequence[ast.stmt], facts: Facts) -> Helper | None:
    swept = _swept(loop.target, loop.iter, facts)
    match loop.body:
        case [ast.If(test=test, body=[ast.Return(value=ast.expr() as value)], orelse=[])] if swept:
            found, default = condition(test, swept), _default(rest)
            if found is not None and default is not None:
                return _answer(swept, found, value, default, Use.FIRST)
    return None


def _kept(
    name: str,
    default: ast.expr,
    loop: ast.For,
    test: ast.expr,
    done: Sequence[ast.stmt],
    facts: Facts,
) -> Helper | None:
    """What stands for a call that returns what was assigned at a match, or counted."""
    swept = _swept(loop.target, loop.iter, facts)
    found = condition(test, swept) if swept else None
    taken = names_in(loop.iter) | names_in(loop.target) | names_in(test)
    if swept is None or found is None or name in taken:
        return None
    match done:
        case [ast.AugAssign(target=ast.Name(id=counted), op=ast.Add(), value=ast.Constant(1))]:
            whole = counted == name and ast.unparse(default) == "0"
            return Helper(swept, found, Use.COUNT, "{index}.get({sought}, 0)") if whole else None
        case [ast.Assign(targets=[ast.Name(id=assigned)], value=value), *rest] if assigned == name:
            leaves = all(isinstance(one, ast.Break) for one in rest) and len(rest) < 2
            use = Use.FIRST if list(own_exits(done)) else Use.LAST
            return _answer(swept, found, value, default, use) if leaves else None
    return None


def _default(rest: Sequence[ast.stmt]) -> ast.expr | None:
    """What the function returns where nothing matches."""
    match rest:
        case [] | [ast.Return(value=None)]:
            return ast.Constant(None)
        case [ast.Return(value=ast.expr() as value)] if expressions.is_constant(value):
            return value
        case [ast.Raise()]:
            return ast.Name(CALL)  # it is called where nothing matches
    return None


def _answer(
    sweep: Sweep, found: Condition, value: ast.expr, default: ast.expr, use: Use
) -> Helper | None:
    """What stands for a call that returns ``value`` of the first match, or of the last."""
    otherwise = ast.unparse(default)
    match value, otherwise:
        case ast.Constant(value=True), "False":
            return Helper(sweep, found, Use.FACT, "{sought} in {index}")
        case ast.Constant(value=False), "True":
            return Helper(sweep, found, Use.FACT, "{sought} not in {index}")
        case ast.Name(id=name), _ if name in sweep.names:
            kept = "" if otherwise == "None" else f", {otherwise}"
            held = (name,) if len(sweep.names) > 1 else ()
            lookup = f"{{index}}.get({{sought}}{kept})"
            if otherwise == CALL:
                lookup = f"({{index}}[{{sought}}] if {{sought}} in {{index}} else {CALL})"
            return Helper(sweep, found, use, lookup, held)
        case (ast.Attribute() | ast.Subscript()), _ if len(sweep.names) == 1 and is_key(
            value, sweep
        ):
            taken = renamed(value, {sweep.names[0]: "{index}[{sought}]"})
            lookup = f"({taken} if {{sought}} in {{index}} else {otherwise})"
            return Helper(sweep, found, use, lookup)
    return None


def _all(
    target: ast.expr, iterable: ast.expr, test: ast.expr, value: ast.expr, facts: Facts
) -> Helper | None:
    """What stands for a call that returns a list of all matches, or of what is read of them."""
    swept = _swept(target, iterable, facts)
    if swept is None or len(swept.names) > 1 or not is_key(value, swept):
        return None
    found, (element,) = condition(test, swept), swept.names
    matches = "{index}.get({sought}, ())"
    lookup = f"[{ast.unparse(value)} for {element} in {matches}]"
    if isinstance(value, ast.Name) and facts.is_builtin("list"):
        lookup = f"list({matches})"
    return Helper(swept, found, Use.MATCHES, lookup) if found else None


def _call(call: ast.Call, facts: Facts) -> Helper | None:
    """``return next((row for row in rows if row.id == id), None)`` and ``return any(...)``."""
    if not isinstance(call.func, ast.Name) or not facts.is_builtin(call.func.id):
        return None
    search = expressions.called(call.func.id, call, facts)
    if search is None or len(search.names) > 1 or search.sweep.way is not Way.ELEMENTS:
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
    return Helper(search.sweep, found, search.use, lookup)
