"""Replace statements by others that a careless refactoring might have written."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Container, Iterator, Sequence

from new_nodes import call, changed, renamed

Function = ast.FunctionDef | ast.AsyncFunctionDef
Replacement = ast.AST | Sequence[ast.stmt]
Operator = Callable[[ast.AST, Function], Iterator[Replacement]]

BLOCKS = ("body", "orelse", "finalbody")
# How a method that changes a list or a dict is written so that it changes nothing.
UNCHANGING = {
    "append": "{0} = [*{0}, {1}]",
    "extend": "{0} = [*{0}, *{1}]",
    "add": "{0} = {{*{0}, {1}}}",
    "update": "{0} = {{**{0}, **{1}}}",
    "sort": "{0} = sorted({0})",
}


def wrong_exit_value(node: ast.AST, _: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.Return):
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool):
            yield ast.Return(ast.Constant(not node.value.value))
        if isinstance(node.value, ast.Constant) and node.value.value is None:
            yield ast.Return(ast.Constant(False))
        elif node.value is not None:
            yield ast.Return(ast.Constant(None))


def exit_lost(node: ast.AST, _: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.Break | ast.Continue | ast.Return):
        value = getattr(node, "value", None)
        yield [ast.Expr(value)] if value is not None else ast.Pass()


def other_exit(node: ast.AST, _: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.Break):
        yield ast.Continue()
        yield ast.Return(None)
    if isinstance(node, ast.Continue):
        yield ast.Break()
        yield ast.Return(None)


def match_overwritten(node: ast.AST, _: Function) -> Iterator[Replacement]:
    """The last match wins where the first one did: an index without its check."""
    if isinstance(node, ast.If) and len(node.body) == 1 and not node.orelse:
        only = node.body[0]
        if isinstance(only, ast.Assign) and isinstance(only.targets[0], ast.Subscript):
            yield only
    if isinstance(node, ast.For) and any(isinstance(part, ast.Return) for part in ast.walk(node)):
        yield changed(node, iter=call("reversed", call("list", node.iter)))


def matches_overwritten(node: ast.AST, _: Function) -> Iterator[Replacement]:
    """One match instead of the list of all."""
    if isinstance(node, ast.Expr):
        text = ast.unparse(node)
        head, middle, rest = text.partition(".setdefault(")
        key, between, value = rest.partition(", []).append(")
        if middle and between:
            yield ast.parse(f"{head}[{key}] = [{value.removesuffix(')')}]").body[0]


def dropped_else(node: ast.AST, _: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.If | ast.For | ast.While) and node.orelse:
        yield changed(node, orelse=[])
        if isinstance(node, ast.If):
            yield [changed(node, orelse=[]), *node.orelse]


def dropped_guard(node: ast.AST, _: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.If) and not node.orelse:
        yield ast.Pass()
        yield node.body


def dropped_statement(node: ast.AST, _: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Delete):
        yield ast.Pass()


def swapped_statements(node: ast.AST, _: Function) -> Iterator[Replacement]:
    """What may raise, or what others see, happens too early."""
    for block, field in _blocks(node):
        for index in range(len(block) - 1):
            moved = [*block]
            moved[index : index + 2] = moved[index + 1], moved[index]
            yield changed(node, **{field: moved})


def moved_into_block(node: ast.AST, _: Function) -> Iterator[Replacement]:
    """The statement after a loop or a condition ends up inside of it."""
    for block, field in _blocks(node):
        for index in range(len(block) - 1):
            one, following = block[index], block[index + 1]
            if isinstance(one, ast.For | ast.While | ast.If):
                taken = changed(one, body=[*one.body, following])
                yield changed(node, **{field: [*block[:index], taken, *block[index + 2 :]]})


def argument_not_changed(node: ast.AST, function: Function) -> Iterator[Replacement]:
    arguments = {argument.arg for argument in function.args.args}
    if isinstance(node, ast.AugAssign) and _is_given(node.target, arguments):
        value = copy.copy(node.target)
        value.ctx = ast.Load()
        yield ast.Assign([node.target], ast.BinOp(value, node.op, node.value))
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value
        if isinstance(called.func, ast.Attribute) and _is_changing(called.func, arguments):
            texts = [ast.unparse(argument) for argument in called.args] or [""]
            target = ast.unparse(called.func.value)
            yield ast.parse(UNCHANGING[called.func.attr].format(target, *texts)).body[0]
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
        place = node.targets[0]
        if isinstance(place.slice, ast.Slice):
            yield ast.Assign([_stored(place.value)], node.value)


def argument_changed(node: ast.AST, function: Function) -> Iterator[Replacement]:
    """What was copied before is now worked on itself."""
    if node is function:
        for argument in function.args.args:
            kind = ast.unparse(argument.annotation) if argument.annotation else ""
            if kind.startswith(("list", "dict")):
                lost = "pop()" if kind.startswith("list") else "popitem()"
                last = ast.parse(f"if {argument.arg}: {argument.arg}.{lost}").body[0]
                ending = ast.Try(function.body, [], [], [last])
                yield changed(function, body=[ending])
            if kind.startswith("list"):
                early = ast.parse(f"{argument.arg}.reverse()").body
                yield changed(function, body=[*early, *function.body])


def swallowed_exception(node: ast.AST, function: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.Raise):
        yield ast.Return(ast.Constant(None))
        yield ast.Pass()
    places = ast.For | ast.Return | ast.Expr | ast.Assign
    if isinstance(node, places) and _may_raise(node, function):
        handler = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, [ast.Pass()])
        yield ast.Try([node], [handler], [], [])


def other_exception(node: ast.AST, _: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        if ast.unparse(node.exc.func) != "RuntimeError":
            other = changed(node.exc, func=ast.Name("RuntimeError", ast.Load()))
            yield ast.Raise(other)
        yield ast.Raise(changed(node.exc, args=[]))
    if isinstance(node, ast.Try) and node.handlers:
        yield node.body


def finaliser_lost(node: ast.AST, _: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.Try) and node.finalbody:
        yield [*node.body, *node.finalbody]
        yield node.body
    if isinstance(node, ast.With | ast.AsyncWith):
        yield node.body


def guard_before_block(node: ast.AST, _: Function) -> Iterator[Replacement]:
    """A guard leaves its ``try`` or ``with``."""
    match node:
        case ast.Try(body=[ast.If() as guard, *rest]) | ast.With(body=[ast.If() as guard, *rest]):
            if rest:
                yield [guard, changed(node, body=rest)]


def leaked_loop_variable(node: ast.AST, function: Function) -> Iterator[Replacement]:
    """The loop variable overwrites an argument."""
    if not isinstance(node, ast.For) or not isinstance(node.target, ast.Name):
        return
    end = node.end_lineno or node.lineno
    for name in (argument.arg for argument in function.args.args):
        names = [part for part in ast.walk(function) if isinstance(part, ast.Name)]
        if any(part.id == name and part.lineno > end for part in names):
            yield renamed(node, node.target.id, name)


def one_round_only(node: ast.AST, _: Function) -> Iterator[Replacement]:
    if isinstance(node, ast.For) and not any(isinstance(x, ast.Break) for x in ast.walk(node)):
        yield changed(node, body=[*node.body, ast.Break()])


def _blocks(node: ast.AST) -> Iterator[tuple[list[ast.stmt], str]]:
    for field in BLOCKS:
        block = getattr(node, field, None)
        if isinstance(block, list) and len(block) > 1 and not isinstance(node, ast.ClassDef):
            yield block, field


def _may_raise(node: ast.AST, function: Function) -> bool:
    """Whether an exception may leave it on input of the right types."""
    names = {argument.arg for argument in function.args.args} | {"int", "float"}
    for part in ast.walk(node):
        match part:
            case ast.BinOp(_, ast.Div() | ast.FloorDiv() | ast.Mod(), right):
                if not isinstance(right, ast.Constant):
                    return True
            case ast.Call(ast.Name(name)) | ast.Call(ast.Attribute(ast.Name(name))):
                argument = next((one for one in function.args.args if one.arg == name), None)
                if name in names and (argument is None or argument.annotation is None):
                    return True
            case ast.Subscript(_, ast.Constant(str()), ast.Load()):
                return True
    return False


def _is_changing(function: ast.Attribute, arguments: Container[str]) -> bool:
    return function.attr in UNCHANGING and _is_given(function.value, arguments)


def _is_given(node: ast.AST, arguments: Container[str]) -> bool:
    """Whether others may have the object too."""
    if isinstance(node, ast.Name):
        return node.id in arguments
    return isinstance(node, ast.Attribute | ast.Subscript)


def _stored(node: ast.expr) -> ast.expr:
    stored = copy.copy(node)
    if isinstance(stored, ast.Name | ast.Attribute):
        stored.ctx = ast.Store()
    return stored


OPERATORS: dict[str, Operator] = {
    operator.__name__.replace("_", " "): operator
    for operator in (
        wrong_exit_value,
        exit_lost,
        other_exit,
        match_overwritten,
        matches_overwritten,
        dropped_else,
        dropped_guard,
        dropped_statement,
        swapped_statements,
        moved_into_block,
        argument_not_changed,
        argument_changed,
        swallowed_exception,
        other_exception,
        finaliser_lost,
        guard_before_block,
        leaked_loop_variable,
        one_round_only,
    )
}
