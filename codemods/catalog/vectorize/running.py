"""Find loops and calls that compute running sums and products."""

import ast
from collections.abc import Iterator
from dataclasses import replace

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope

from .iteration import is_sequence, of_loop, traversal
from .scans import Scan
from .sites import Place, Sink, elements_of
from .temporaries import without_temporaries
from .traversal import Traversal, read_streams


def run(loop: ast.For, facts: Facts) -> Place | None:
    """``total += x`` and ``out.append(total)`` or ``out[i] = total``, behind ``total = 0.0``.

    Also ``out.append(out[-1] + x)`` behind ``out = [0.0]``, and ``out[i] = out[i - 1] + x``.
    """
    found = of_loop(loop, facts)
    if found is None:
        return None
    body = without_temporaries(loop.body)
    statements = body.statements
    tests: tuple[ast.expr, ...] = ()
    match statements:
        case [ast.If(test=test, body=inner, orelse=[])]:
            statements, tests = inner, (test,)
    match statements:
        case [step, use]:
            place = _with_variable(loop, found, step, use, facts)
        case [ast.Expr(value=ast.Call() as call)]:
            place = _with_last(loop, found, call, facts)
        case [ast.Assign(targets=[ast.Subscript() as target], value=ast.BinOp() as value)]:
            place = _with_neighbour(loop, found, target, value)
        case _:
            place = None
    if place is None or (tests and place.sink is Sink.STORE):
        return None
    return replace(place, filters=tests, body=body)


def _with_variable(
    loop: ast.For, found: Traversal, step: ast.stmt, use: ast.stmt, facts: Facts
) -> Place | None:
    stepped = _step(step)
    if stepped is None:
        return None
    name, operator, value = stepped
    before = _before(loop, facts)
    start = next((one for one in before if _binds(one, name)), None)
    if start is None or not isinstance(start, ast.Assign):
        return None
    scan = Scan(operator, name, start.value)
    match use:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name(id=out), attr="append"),
                args=[ast.Name(id=put)],
                keywords=[],
            )
        ) if (
            put == name
        ):
            made = next((one for one in before if _binds(one, out)), None)
            if made is None or made is start or not _is_list(made, 0):
                return None
            empty = made.value  # type: ignore[attr-defined]
            return Place(
                before[1], loop, loop, empty, found, value, (), Sink.LIST, True,
                scan=scan, holder=made,
            )  # fmt: skip
        case ast.Assign(
            targets=[ast.Subscript(value=ast.Name() as out, slice=ast.Name(id=index))],
            value=ast.Name(id=put),
        ) if (
            put == name and index == found.index
        ):
            kept = before[: before.index(start)]
            if any(_mentions(one, name) for one in kept):
                return None
            return Place(
                start, loop, loop, value, found, value, (), Sink.STORE, True, out,
                scan=scan, holder=loop, kept=tuple(kept),
            )  # fmt: skip
    return None


def _with_last(loop: ast.For, found: Traversal, call: ast.Call, facts: Facts) -> Place | None:
    match call:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=out), attr="append"),
            args=[
                ast.BinOp(
                    left=ast.Subscript(
                        value=ast.Name(id=read),
                        slice=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1)),
                    ),
                    op=ast.Add() | ast.Mult() as operator,
                    right=value,
                )
            ],
            keywords=[],
        ) if (
            out == read
        ):
            for made in _before(loop, facts)[:1]:
                if _binds(made, out) and _is_list(made, 1):
                    first: ast.List = made.value  # type: ignore[attr-defined]
                    scan = Scan(operator, "", first.elts[0], shows_start=True)
                    return Place(
                        made, loop, loop, first, found, value, (), Sink.LIST, True,
                        scan=scan, holder=made,
                    )  # fmt: skip
    return None


def _with_neighbour(
    loop: ast.For, found: Traversal, target: ast.Subscript, value: ast.BinOp
) -> Place | None:
    match target, value:
        case (
            ast.Subscript(value=ast.Name() as out, slice=ast.Name(id=index)),
            ast.BinOp(
                left=ast.Subscript(
                    value=ast.Name(id=read),
                    slice=ast.BinOp(
                        left=ast.Name(id=behind), op=ast.Sub(), right=ast.Constant(value=1)
                    ),
                ),
                op=ast.Add() | ast.Mult() as operator,
                right=right,
            ),
        ) if (
            out.id == read and index == behind == found.index
        ):
            if (found.start, found.end) != (1, 0) or not any(read_streams(found, [right])):
                return None
            begin = ast.Subscript(out, ast.Slice(None, ast.Constant(1)), ast.Load())
            scan = Scan(operator, "", begin, shows_start=True)
            return Place(
                loop, loop, loop, right, found, right, (), Sink.STORE, True, out,
                scan=scan, holder=loop,
            )  # fmt: skip
    return None


def _step(statement: ast.stmt) -> tuple[str, ast.operator, ast.expr] | None:
    match statement:
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Add() | ast.Mult() as op, value=value):
            return name, op, value
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.BinOp(left=ast.Name(id=left), op=ast.Add() | ast.Mult() as op, right=value),
        ) if (
            name == left
        ):
            return name, op, value
    return None


def _before(loop: ast.For, facts: Facts) -> list[ast.stmt]:
    """The two statements right before a loop, the nearest first."""
    place = facts.place(loop)
    return place.block[max(place.index - 2, 0) : place.index][::-1]


def _binds(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=bound)], type_comment=None):
            return bound == name
        case ast.AnnAssign(target=ast.Name(id=bound), value=ast.expr()):
            return bound == name
    return False


def _is_list(statement: ast.stmt, length: int) -> bool:
    match getattr(statement, "value", None):
        case ast.List(elts=elements):
            return len(elements) == length
    return False


def _mentions(statement: ast.stmt, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(statement))


def accumulated(statement: ast.stmt, node: ast.Call, facts: Facts) -> Place | None:
    """``list(accumulate(xs))``."""
    match node:
        case ast.Call(
            func=ast.Name(id="list"), args=[ast.Call(args=[source, *rest]) as inner], keywords=[]
        ) if (facts.is_builtin("list") and not inner.keywords):
            pass
        case _:
            return None
    if _origin(inner.func, facts) != "itertools.accumulate" or len(rest) > 1:
        return None
    operator: ast.operator = ast.Add()
    if rest:
        if _origin(rest[0], facts) not in ("operator.mul", "operator.add"):
            return None
        operator = ast.Mult() if _origin(rest[0], facts) == "operator.mul" else ast.Add()
    each = _each(source)
    if each is None or each.generators[0].is_async:
        return None
    generator = each.generators[0]
    found = traversal(generator.target, generator.iter, facts)
    if found is None:
        return None
    alone = getattr(statement, "value", None) is node
    return Place(
        statement, statement, each, node, found, each.elt, tuple(generator.ifs), Sink.LIST, alone,
        scan=Scan(operator),
    )  # fmt: skip


def _each(source: ast.expr) -> ast.ListComp | ast.GeneratorExp | None:
    """What goes through a sequence and gives its elements."""
    if isinstance(source, (ast.ListComp, ast.GeneratorExp)):
        return source if len(source.generators) == 1 else None
    if not is_sequence(source):
        return None
    return elements_of(source)


def _origin(node: ast.expr, facts: Facts) -> str:
    imports = module_scope(facts).imports
    match node:
        case ast.Name(id=name):
            return imports.get(name, "")
        case ast.Attribute(value=ast.Name(id=name), attr=attr):
            return f"{imports.get(name, '')}.{attr}"
    return ""


def calls_within(statement: ast.stmt, facts: Facts) -> Iterator[Place]:
    """The running sums that calls in a simple statement compute."""
    if facts.has_word("accumulate", statement):
        for node in ast.walk(statement):
            place = accumulated(statement, node, facts) if isinstance(node, ast.Call) else None
            if place is not None:
                yield place
