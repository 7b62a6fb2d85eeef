"""Replace expressions by others that a careless refactoring might have written."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from new_nodes import call, changed, expression, method, name_of

Function = ast.FunctionDef | ast.AsyncFunctionDef
Operator = Callable[[ast.AST, Function], Iterator[ast.AST]]

LOST_NEGATIONS = {ast.IsNot: ast.Is, ast.NotIn: ast.In, ast.NotEq: ast.Eq}
LOOSE = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
WRONG = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}
ADDED_NEGATIONS = {ast.Is: ast.IsNot, ast.In: ast.NotIn, ast.Eq: ast.NotEq}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
}
CONVERSIONS = {"str", "int", "float", "bool", "list", "dict", "tuple", "set", "iter", "reversed"}
COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.GeneratorExp


def dropped_negation(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    yield from _compared(node, LOST_NEGATIONS)


def added_negation(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield changed(node, test=ast.UnaryOp(ast.Not(), node.test))
    yield from _compared(node, ADDED_NEGATIONS)


def wrong_comparison(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    yield from _compared(node, LOOSE)
    yield from _compared(node, WRONG)


def inverted_comparison(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    """``not a < b`` is ``a >= b`` only where there is an order."""
    inverse = {ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt}
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from _compared(node.operand, inverse)


def swapped_and_or(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.BoolOp):
        yield changed(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def dropped_condition(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.BoolOp):
        for index in range(len(node.values)):
            rest = node.values[:index] + node.values[index + 1 :]
            yield rest[0] if len(rest) == 1 else changed(node, values=rest)
    if isinstance(node, ast.comprehension) and node.ifs:
        yield changed(node, ifs=[])


def condition_too_early(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.BoolOp):
        yield changed(node, values=node.values[::-1])


def both_branches_evaluated(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.IfExp) and (_may_matter(node.body) or _may_matter(node.orelse)):
        both = ast.Tuple([node.orelse, node.body], ast.Load())
        yield ast.Subscript(both, call("bool", node.test), ast.Load())


def truth_for_none(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and _is_none(node.comparators[0]):
        if isinstance(node.ops[0], ast.Is):
            yield ast.UnaryOp(ast.Not(), node.left)
        elif isinstance(node.ops[0], ast.IsNot):
            yield node.left


def identity_for_equality(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    places = ast.Name | ast.Attribute | ast.Subscript
    if isinstance(node, ast.Compare) and isinstance(node.comparators[0], places):
        yield from _compared(node, {ast.Eq: ast.Is, ast.NotEq: ast.IsNot})


def off_by_one(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def int_to_float(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    # Not in a comparison, where both are alike.
    parts = [] if isinstance(node, ast.Compare) else ast.iter_fields(node)
    for field, part in parts:
        if isinstance(part, ast.Constant) and type(part.value) is int:
            yield changed(node, **{field: ast.Constant(float(part.value))})
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv):
        yield changed(node, op=ast.Div())
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mult | ast.Sub):
        yield changed(node, right=call("float", node.right))


def wraps_around(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    """As integers of 64 bits do."""
    sums = isinstance(node, ast.Call) and name_of(node.func) in ("sum", "prod")
    products = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Pow)
    if isinstance(node, ast.expr) and (sums or products):
        yield expression("(VALUE + 2 ** 63) % 2 ** 64 - 2 ** 63", VALUE=node)


def wrong_arithmetic(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield changed(node, op=ARITHMETIC[type(node.op)]())
    if isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield changed(node, op=ARITHMETIC[type(node.op)]())


def other_container(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.ListComp):
        yield call("tuple", node)
        yield ast.GeneratorExp(node.elt, node.generators)
    if isinstance(node, ast.Call) and name_of(node.func) == "list" and node.args:
        yield call("tuple", *node.args)
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        yield ast.List(node.elts, ast.Load())


def duplicates_lost(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.ListComp):
        yield call("list", call("dict.fromkeys", node))
    if isinstance(node, ast.For | ast.comprehension) and not _has_distinct_items(node.iter):
        yield changed(node, iter=call("dict.fromkeys", node.iter))


def order_changed(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.ListComp):
        yield expression("ALL[::-1]", ALL=node)
        yield call("sorted", node)
    if isinstance(node, ast.For | ast.comprehension):
        yield changed(node, iter=call("reversed", call("list", node.iter)))
        if not _has_distinct_items(node.iter):
            yield changed(node, iter=call("sorted", node.iter))


def read_in_advance(node: ast.AST, function: Function) -> Iterator[ast.AST]:
    is_lazy = any(isinstance(one, ast.Yield) for one in ast.walk(function))
    if is_lazy and isinstance(node, ast.For) and not _has_distinct_items(node.iter):
        yield changed(node, iter=call("list", node.iter))
    if isinstance(node, ast.Call) and name_of(node.func) in ("any", "all", "next"):
        lazy, *rest = node.args
        if isinstance(lazy, ast.GeneratorExp) and _may_matter(lazy):
            eager: ast.expr = ast.ListComp(lazy.elt, lazy.generators)
            if name_of(node.func) == "next":
                eager = call("iter", eager)
            yield changed(node, args=[eager, *rest])


def last_for_first(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call) or len(node.args) != 2:
        return
    if isinstance(node.func, ast.Attribute) and node.func.attr == "setdefault":
        yield method(node.func.value, "update", ast.Dict([node.args[0]], [node.args[1]]))
    if name_of(node.func) == "next":
        yield expression("[DEFAULT, *FOUND][-1]", DEFAULT=node.args[1], FOUND=node.args[0])


def default_for_missing(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    match node:
        case ast.Subscript(value, key, ast.Load()) if not isinstance(key, ast.Slice):
            yield method(value, "get", key)
        case ast.Call(ast.Attribute(value, "get"), [key, *default]):
            yield ast.Subscript(value, key, ast.Load())
            if default:
                yield method(value, "get", key)


def dropped_conversion(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and len(node.args) == 1 and name_of(node.func) in CONVERSIONS:
        yield node.args[0]
    if isinstance(node, ast.Subscript) and ast.unparse(node.slice) == ":":
        yield node.value


def dropped_call(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
        yield node.func.value


def dropped_keyword(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        for index in range(len(node.keywords)):
            yield changed(node, keywords=node.keywords[:index] + node.keywords[index + 1 :])


def wrong_variable(node: ast.AST, function: Function) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
        return
    arguments = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    names = [argument.arg for argument in arguments if argument.arg not in ("self", "cls")]
    if node.id in names:
        yield from (ast.Name(name, ast.Load()) for name in names if name != node.id)


def swapped_arguments(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and len(node.args) == 2:
        yield changed(node, args=node.args[::-1])
    if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.ctx, ast.Load):
        yield changed(node, elts=node.elts[::-1])


def wrong_text(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant) and type(node.value) is str:
        yield ast.Constant(node.value + "_" if node.value else "_")


def late_binding(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    """A closure loses the default that kept the value of a loop variable."""
    if isinstance(node, ast.Lambda) and node.args.defaults:
        kept = len(node.args.args) - len(node.args.defaults)
        yield changed(node, args=changed(node.args, args=node.args.args[:kept], defaults=[]))


def wrong_await(node: ast.AST, _: Function) -> Iterator[ast.AST]:
    if isinstance(node, ast.Await):
        yield node.value
    if isinstance(node, ast.YieldFrom):
        yield ast.Yield(node.value)


def _compared(node: ast.AST, instead: dict[type[ast.cmpop], type[ast.cmpop]]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            if type(operator) in instead:
                ops = [*node.ops]
                ops[index] = instead[type(operator)]()
                yield changed(node, ops=ops)


def _may_matter(node: ast.AST) -> bool:
    """Whether somebody may notice that it is evaluated at all."""
    noticed = ast.Call | ast.Subscript | ast.Div | ast.FloorDiv | ast.Mod | ast.Attribute
    return any(isinstance(part, noticed) for part in ast.walk(node))


def _has_distinct_items(node: ast.AST) -> bool:
    """Whether no item can be there twice."""
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.Tuple)
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    return method == "items" or name_of(node.func) in ("enumerate", "range")


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


OPERATORS: dict[str, Operator] = {
    operator.__name__.replace("_", " "): operator
    for operator in (
        dropped_negation,
        added_negation,
        wrong_comparison,
        inverted_comparison,
        swapped_and_or,
        dropped_condition,
        condition_too_early,
        both_branches_evaluated,
        truth_for_none,
        identity_for_equality,
        off_by_one,
        int_to_float,
        wraps_around,
        wrong_arithmetic,
        other_container,
        duplicates_lost,
        order_changed,
        read_in_advance,
        last_for_first,
        default_for_missing,
        dropped_conversion,
        dropped_call,
        dropped_keyword,
        wrong_variable,
        swapped_arguments,
        wrong_text,
        late_binding,
        wrong_await,
    )
}
