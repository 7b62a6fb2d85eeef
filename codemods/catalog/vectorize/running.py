"""Find loops and calls that compute running sums and products."""

import ast
from collections.abc import Iterator
from dataclasses import replace

from codemods.facts import Facts
from codemods.facts.liveness import reader_after
from codemods.facts.module_scope import module_scope

from .filled_lists import is_empty, is_shared, is_without_calls, mentions, repeated
from .iteration import is_sequence, of_loop, traversal
from .scans import Scan
from .sites import Place, Sink, elements_of
from .temporaries import body_of
from .traversal import Traversal, read_streams


def run(loop: ast.For, facts: Facts) -> Place | None:
    """``total += x`` and ``out.append(total)`` or ``out[i] = total``, behind ``total = 0.0``.

    In this order or the other. Also ``out.append(out[-1] + x)`` behind ``out = [0.0]``, and
    ``out[i] = out[i - 1] + x``.
    """
    found = of_loop(loop, facts)
    if found is None:
        return None
    body = body_of(loop, facts)
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
    loop: ast.For, found: Traversal, first: ast.stmt, second: ast.stmt, facts: Facts
) -> Place | None:
    """A variable that runs, and is put into a list or an array before or after each step."""
    stepped, use, hides_last = _step(first), second, False
    if stepped is None:
        stepped, use, hides_last = _step(second), first, True
    if stepped is None:
        return None
    name, operator, value = stepped
    before = _before(loop, facts)
    start = next((one for one in before if _binds(one, name)), None)
    if start is None or not isinstance(start, ast.Assign):
        return None
    is_read = reader_after(facts, name, loop) is not None
    scan = Scan(operator, name, start.value, hides_last, hides_last, is_read)
    if is_read and is_shared(loop, name, facts):
        return None
    put = _put(use, found)
    if put is None or put[1] != name:
        return None
    made = next((one for one in before if _binds(one, put[0].id)), None)
    if made is not None and _is_filled(made, use, found, facts):
        holder, target, sink = made, None, Sink.LIST
    elif isinstance(use, ast.Assign):
        holder, target, sink = loop, put[0], Sink.STORE
    else:
        return None
    ordered = before[::-1]
    moved = [start] if target is not None else [start, made]
    begin = min(ordered.index(one) for one in moved if one is not None)
    kept = tuple(one for one in ordered[begin:] if one not in moved)
    if not _may_come_before(kept, start.value, {name, put[0].id} if target is None else {name}):
        return None
    if kept and target is None and is_shared(loop, put[0].id, facts):
        return None
    replaced = value if target is not None else made.value  # type: ignore[union-attr]
    return Place(
        ordered[begin], loop, loop, replaced, found, value, (), sink, True, target,
        scan=scan, holder=holder, kept=kept,
    )  # fmt: skip


def _put(use: ast.stmt, found: Traversal) -> tuple[ast.Name, str] | None:
    """What a variable is appended to or stored into, and its name."""
    match use:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name() as out, attr="append"),
                args=[ast.Name(id=put)],
                keywords=[],
            )
        ):
            return out, put
        case ast.Assign(
            targets=[ast.Subscript(value=ast.Name() as out, slice=ast.Name(id=index))],
            value=ast.Name(id=put),
        ) if (
            index == found.index
        ):
            return out, put
    return None


def _is_filled(made: ast.stmt, use: ast.stmt, found: Traversal, facts: Facts) -> bool:
    """Whether a list is all that the loop puts into it."""
    value = getattr(made, "value", None)
    if isinstance(use, ast.Expr):
        return isinstance(value, ast.expr) and is_empty(value, facts)
    size = repeated(value, facts) if isinstance(value, ast.expr) else None
    if size is None or found.count is None or found.start or found.end:
        return False
    return ast.unparse(size) == ast.unparse(found.count)


def _may_come_before(kept: tuple[ast.stmt, ...], start: ast.expr, names: set[str]) -> bool:
    """Whether statements may come before what they came behind."""
    return all(
        not any(mentions(one, name) for name in names)
        and (isinstance(start, ast.Constant) or is_without_calls(one, start))
        for one in kept
    )


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
    """The simple statements right before a loop, the nearest first."""
    place = facts.place(loop)
    found: list[ast.stmt] = []
    for one in place.block[: place.index][::-1]:
        if not isinstance(one, (ast.Assign, ast.AnnAssign)):
            break
        found.append(one)
    return found


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
