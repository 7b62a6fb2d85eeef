"""Recognise loops that store into an array, or add to a number, element by element."""

import ast

from codemods.facts import Facts
from codemods.facts.types import Types
from codemods.facts.types.arrays import is_array

from .apart import is_apart
from .assumed import Elements
from .choices import IN_PLACE, chosen
from .iteration import of_loop
from .kinds import Kind
from .sites import Place, Sink, is_one
from .temporaries import Body, body_of
from .traversal import Stream, Traversal, is_dotted, is_range

ALIAS = "what is stored into may share its memory with what is read"
CARRIED = "an element is computed from one that was stored before it"
CUT_OFF = "nothing says that the array stored into holds float64: numbers may be cut off"


def stored(loop: ast.For, facts: Facts) -> Place | None:
    """``for i in range(len(xs)): out[i] = ...``, also ``+=`` and under a condition; and
    ``for x in xs: total += ...``."""
    found = of_loop(loop, facts)
    if found is None:
        return None
    body = body_of(loop, facts)
    match body.statements:
        case [one] if (place := storing(loop, found, one, body)) is not None:
            return place
        case [one] if (step := added(one)) is not None:
            return adding(loop, found, *step, (), body)
        case [ast.If(test=test, body=[one], orelse=[])] if (step := added(one)) is not None:
            return adding(loop, found, *step, (test,), body)
        case [ast.If(test=test, body=[ast.Continue()], orelse=[]), one]:
            if (step := added(one)) is not None:
                negated = ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
                return adding(loop, found, *step, (negated,), body)
    return None


def storing(loop: ast.For, found: Traversal, statement: ast.stmt, body: Body) -> Place | None:
    """What one statement of a loop stores into an array."""
    match statement:
        case ast.Assign(targets=[ast.Subscript() as target], value=value):
            return _place(loop, found, target, value, None, body)
        case ast.AugAssign(target=ast.Subscript() as target, op=op, value=value):
            return (
                _place(loop, found, target, value, op, body) if isinstance(op, IN_PLACE) else None
            )
        case ast.If() if (store := chosen(statement)) is not None:
            return _place(loop, found, *store, None, body)
    return None


def added(statement: ast.stmt) -> tuple[ast.Name, ast.expr] | None:
    """The variable that a statement adds something to; to subtract is to add the opposite."""
    match statement:
        case ast.AugAssign(target=ast.Name() as name, op=op, value=value):
            pass
        case ast.Assign(
            targets=[ast.Name(id=target) as name],
            value=ast.BinOp(left=ast.Name(id=left), op=op, right=value),
        ) if (
            target == left
        ):
            pass
        case _:
            return None
    match op:
        case ast.Add():
            return name, value
        case ast.Sub():
            return name, ast.copy_location(ast.UnaryOp(ast.USub(), value), value)
    return None


def _place(
    loop: ast.For,
    found: Traversal,
    target: ast.Subscript,
    value: ast.expr,
    operator: ast.operator | None,
    body: Body,
) -> Place | None:
    if not isinstance(target.value, (ast.Name, ast.Attribute)) or not is_dotted(target.value):
        return None
    if not isinstance(target.slice, ast.Name):
        return None
    if not found.index or target.slice.id != found.index:
        return None
    return Place(
        loop, loop, loop, value, found, value, (), Sink.STORE, True, target.value, operator, body
    )


def adding(
    loop: ast.For,
    found: Traversal,
    name: ast.Name,
    value: ast.expr,
    tests: tuple[ast.expr, ...],
    body: Body,
) -> Place:
    """A loop that adds something to a number, for each element that meets conditions."""
    operator = ast.Add()
    sink = Sink.COUNT if tests and is_one(value) else Sink.ADD
    return Place(loop, loop, loop, value, found, value, tests, sink, True, name, operator, body)


def store_obstacle(
    place: Place, streams: list[Stream], types: Types, elements: Elements
) -> str | None:
    """Why an array can't be stored into at once, if it can't."""
    assert place.target is not None
    name = place.filled
    if elements.kind(place.target) is not Kind.F64:
        return CUT_OFF
    start = place.traversal.start
    others = False
    for stream in streams:
        if ast.unparse(stream.source) == name:
            if stream.start < start:
                return CARRIED
        else:
            others = others or may_share_memory(stream.source, types)
    return ALIAS if others and not is_apart(name, place, types) else None


def may_share_memory(source: ast.expr, types: Types) -> bool:
    """Whether a sequence may be an array that shows the memory of another one."""
    return not is_range(source) and is_array(types.of(source))


def is_alike(name: str, source: ast.expr, types: Types) -> bool:
    """Whether an array was made in the shape of another one."""
    bindings = types.scope.bindings.get(name, [])
    return bool(bindings) and all(_is_like(one.value, source) for one in bindings)


def _is_like(made: ast.expr | None, source: ast.expr) -> bool:
    match made:
        case ast.Call(func=ast.Attribute(attr=attr), args=[ast.Name(id=name), *_]):
            return attr.endswith("_like") and name == ast.unparse(source)
    return False
