"""Tell what stands against computing all elements at once, whatever is computed."""

import ast
from collections.abc import Iterator

from codemods.facts import Facts
from codemods.facts.stability import Obstacle
from codemods.facts.types import UNKNOWN, Type, Types
from codemods.facts.types.scope import Bound
from codemods.left_behind import reader_of

from .assumed import Elements
from .kinds import Kind, scalar_kind
from .sites import DECIDING, Place, Sink
from .stores import store_obstacle
from .traversal import Stream, read_streams, sources_of
from .whole_scope import is_bound_elsewhere, whole_scope

UNTOLD = (
    "nothing is known about the elements: annotate list[float] or np.ndarray,"
    " or grant float-elements"
)
NO_GAIN = "to make arrays of the lists would take longer than is saved"
LIVES_ON = "the variable of the loop is read after it"
READS_RESULT = "what is computed reads what it is put into"
NOT_A_NUMBER = "what is added to may be something other than a number"
MAY_RAISE = "a search may end before an element that can't be compared"
REBOUND = "the body of the loop binds what the loop goes through, or fills"
SHADOWED = "list, tuple, sum, len, float or bool mean something else in this file"


def obstacle(
    place: Place, streams: list[Stream], facts: Facts, types: Types, elements: Elements
) -> Obstacle | None:
    """The first of the obstacles."""
    return next(_obstacles(place, streams, facts, types, elements), None)


def _obstacles(
    place: Place, streams: list[Stream], facts: Facts, types: Types, elements: Elements
) -> Iterator[Obstacle]:
    if not all(map(facts.is_builtin, ("list", "tuple", "sum", "len", "float", "bool"))):
        yield Obstacle(SHADOWED, place.line)
    if place.sink in DECIDING:
        kinds = {elements.kind(one.source) for one in streams}
        if kinds != {Kind.F64}:
            yield Obstacle(MAY_RAISE, place.line)
    if not isinstance(place.node, ast.For):
        return
    temporaries = place.body.values.keys()
    runs = [place.scan.name] if place.scan is not None and place.scan.name else []
    ends = [] if place.scan is not None and place.scan.is_read else runs
    for name in (*sorted(place.traversal.names), *temporaries, *ends):
        reader = reader_of(name, place.last, facts)
        if reader is not None:
            yield Obstacle(LIVES_ON, getattr(reader, "lineno", place.line))
    used = {one.id for one in ast.walk(place.node.iter) if isinstance(one, ast.Name)}
    used |= {*place.traversal.names, *(ast.unparse(one.source) for one in streams), _result(place)}
    if used & temporaries or used & set(runs):
        yield Obstacle(REBOUND, place.line)
    results = set(runs) if place.sink is Sink.STORE else {_result(place), *runs}
    for part in (place.element, *place.filters, place.node.iter):
        for one in ast.walk(part):
            if isinstance(one, ast.Name) and one.id in results:
                yield Obstacle(READS_RESULT, one.lineno)
    if place.sink is Sink.STORE:
        reason = store_obstacle(place, streams, types, elements)
        if reason is not None:
            yield Obstacle(reason, place.line)
        return
    if place.target is not None and not _adds_to_number(place, types):
        yield Obstacle(NOT_A_NUMBER, place.line)


def _adds_to_number(place: Place, types: Types) -> bool:
    """Whether all that the variable is bound to, but for what the loop adds, is a number."""
    assert place.target is not None
    inside = set(map(id, ast.walk(place.node)))
    if is_bound_elsewhere(place.filled, types):
        return False
    types = whole_scope(types)
    bindings = types.scope.bindings.get(place.filled, [])
    return bool(bindings) and all(
        id(one.value) in inside or _is_number(one, types) or _is_element(one, place)
        for one in bindings
    )


def _is_element(bound: Bound, place: Place) -> bool:
    """Whether a variable begins with an element of what is gone through: what is least or greatest.

    An element of an array is a number where all that is compared are numbers.
    """
    if place.sink is not Sink.BEST or bound.path or bound.operator is not None:
        return False
    streams = read_streams(place.traversal, [place.element, *place.filters])
    match bound.value:
        case ast.Subscript(value=source, slice=ast.Constant(value=int())):
            return ast.unparse(source) in sources_of([*streams])
    return False


def _is_number(bound: Bound, types: Types) -> bool:
    if bound.variadic or bound.path:
        return False
    found: Type = UNKNOWN
    if bound.annotation is not None:
        found = types.declarations.annotations.read(bound.annotation)
    elif bound.value is not None:
        found = types.of(bound.value)
    return scalar_kind(found) in (Kind.REAL, Kind.INT)


def _result(place: Place) -> str:
    if place.target is not None:
        return place.filled
    match place.holder or place.statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""
