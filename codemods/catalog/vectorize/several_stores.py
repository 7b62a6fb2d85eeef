"""Recognise loops that store into several arrays, each of which can be filled by itself.

The loop is taken apart, one array after the other. So each must be an array of its own, and what
one part reads of another's array is the element of the same round.
"""

import ast
from collections.abc import Iterable, Iterator

from codemods.facts import Facts
from codemods.facts.types import types_in

from .apart import is_apart
from .iteration import of_loop
from .sites import Place, Sink
from .stores import added, adding, storing
from .temporaries import without_temporaries


def stores(loop: ast.For, facts: Facts) -> list[Place]:
    """The arrays that one loop fills, and the sums that it takes on the way, in their order."""
    found = of_loop(loop, facts)
    if found is None:
        return []
    body = without_temporaries(loop.body)
    places: list[Place] = []
    for statement in body.statements:
        step = added(statement)
        place = (
            adding(loop, found, *step, (), body)
            if step is not None
            else storing(loop, found, statement, body)
        )
        if place is None:
            return []
        places.append(place)
    if len(places) < 2 or all(one.sink is not Sink.STORE for one in places):
        return []
    targets = {one.filled for one in places}
    # What is read before a part that reads it is put where it has changed.
    early = [*body.values.values(), *(one.source for one in found.named.values())]
    if len(targets) < len(places) or targets & {*_names(early), *found.names}:
        return []
    types = types_in(facts, facts.root(loop))
    for one in places:
        if one.sink is Sink.STORE and not is_apart(one.filled, one, types):
            return []
        if any(_reads_elsewhere(one, other) for other in places if other is not one):
            return []
    return places


def _names(values: Iterable[ast.expr]) -> Iterator[str]:
    for value in values:
        yield from (one.id for one in ast.walk(value) if isinstance(one, ast.Name))


def _reads_elsewhere(place: Place, other: Place) -> bool:
    """Whether a part reads more of what another one fills than the element of the same round."""
    traversal, name = place.traversal, other.filled
    stack: list[ast.AST] = [place.element]
    while stack:
        node = stack.pop()
        stream = traversal.stream(node) if isinstance(node, ast.Subscript) else None
        if stream is None or stream.start != traversal.start:
            if isinstance(node, ast.Name) and node.id == name:
                return True
            stack += ast.iter_child_nodes(node)
    return False
