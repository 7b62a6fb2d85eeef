"""Recognise loops that store into an array, or add to a number, element by element."""

import ast

from codemods.facts import Facts
from codemods.facts.types import Types
from codemods.facts.types.arrays import is_array
from codemods.facts.walking import children, walk

from .assumed import Elements
from .iteration import of_loop
from .kinds import Kind
from .sites import Place, Sink, is_one
from .temporaries import Body, body_of
from .traversal import Stream, Traversal, is_dotted, is_range

ALIAS = "what is stored into may share its memory with what is read"
CARRIED = "an element is computed from one that was stored before it"
CUT_OFF = "nothing says that the array stored into holds float64: numbers may be cut off"
_MADE = frozenset({"zeros", "ones", "empty", "full", "zeros_like", "ones_like", "empty_like"})
_IN_PLACE = (ast.Add, ast.Sub, ast.Mult, ast.Div)


def stored(loop: ast.For, facts: Facts) -> Place | None:
    """``for i in range(len(xs)): out[i] = ...``, also ``+=`` and under a condition; and
    ``for x in xs: total += ...``."""
    found = of_loop(loop, facts)
    if found is None:
        return None
    body = body_of(loop, facts)
    match body.statements:
        case [ast.Assign(targets=[ast.Subscript() as target], value=value)]:
            return _place(loop, found, target, value, None, body)
        case [ast.AugAssign(target=ast.Subscript() as target, op=op, value=value)]:
            if isinstance(op, _IN_PLACE):
                return _place(loop, found, target, value, op, body)
        case [one] if (step := added(one)) is not None:
            return adding(loop, found, *step, (), body)
        case [ast.If(test=test, body=[one], orelse=orelse) as choice]:
            chosen = _chosen(choice, test, one, orelse)
            if chosen is not None:
                return _place(loop, found, *chosen, None, body)
    match body.statements:
        case [ast.If(test=test, body=[one], orelse=[])] if (step := added(one)) is not None:
            return adding(loop, found, *step, (test,), body)
        case [ast.If(test=test, body=[ast.Continue()], orelse=[]), one]:
            if (step := added(one)) is not None:
                negated = ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
                return adding(loop, found, *step, (negated,), body)
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


def _chosen(
    choice: ast.If, test: ast.expr, one: ast.stmt, orelse: list[ast.stmt]
) -> tuple[ast.Subscript, ast.expr] | None:
    """What is stored where a condition holds, and else; without an else what there was already."""
    target, value = _target_and_value(one)
    if target is None or value is None:
        return None
    match orelse:
        case []:
            other: ast.expr = _loaded(target)
        case [stored]:
            second, found = _target_and_value(stored)
            if second is None or found is None or ast.unparse(second) != ast.unparse(target):
                return None
            other = found
        case _:
            return None
    return target, ast.copy_location(ast.IfExp(test, value, other), choice)


def _target_and_value(stored: ast.stmt) -> tuple[ast.Subscript | None, ast.expr | None]:
    match stored:
        case ast.Assign(targets=[ast.Subscript() as target], value=value):
            return target, value
        case ast.AugAssign(target=ast.Subscript() as target, op=op, value=value):
            if isinstance(op, _IN_PLACE):
                return target, ast.copy_location(ast.BinOp(_loaded(target), op, value), value)
    return None, None


def _loaded(target: ast.Subscript) -> ast.expr:
    return ast.copy_location(ast.Subscript(target.value, target.slice, ast.Load()), target)


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


def is_apart(name: str, place: Place, types: Types) -> bool:
    """Whether a variable holds arrays that the function made, and nothing else shows them yet."""
    bindings = types.scope.bindings.get(name, [])
    if types.scope.is_open or not bindings:
        return False
    if not all(
        one.value is not None and not one.path and _makes(one.value, types) for one in bindings
    ):
        return False
    last = place.last.end_lineno or place.last.lineno
    inside = set(map(id, walk(place.node)))  # there an index is a number
    parents = {id(child): node for node in walk(types.root) for child in children(node)}
    return all(
        node.lineno > last or id(node) in inside or _only_looks(node, parents)
        for node in walk(types.root)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    )


def _makes(node: ast.expr, types: Types) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr=attr) as function):
            origin = types.declarations.annotations.origin(function)
            return origin == f"numpy.{attr}" and attr in _MADE
    return False


def _only_looks(node: ast.Name, parents: dict[int, ast.AST]) -> bool:
    """Whether a use of a variable gives away neither what it holds nor a part of that."""
    match parents[id(node)]:
        case ast.Subscript(value=value, slice=index) if value is node:
            return not isinstance(index, (ast.Slice, ast.Tuple))
        case ast.Call(func=ast.Name(id="len")):
            return True
    return False


def is_alike(name: str, source: ast.expr, types: Types) -> bool:
    """Whether an array was made in the shape of another one."""
    bindings = types.scope.bindings.get(name, [])
    return bool(bindings) and all(_is_like(one.value, source) for one in bindings)


def _is_like(made: ast.expr | None, source: ast.expr) -> bool:
    match made:
        case ast.Call(func=ast.Attribute(attr=attr), args=[ast.Name(id=name), *_]):
            return attr.endswith("_like") and name == ast.unparse(source)
    return False
