"""Tell what stands in the way of evaluating what is sought once, and not for each element."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from codemods.facts.effects import Act, Action, effects_in
from codemods.facts.liveness import captures
from codemods.facts.own_containers import is_own
from codemods.facts.stability import Obstacle
from codemods.facts.types import Types
from codemods.facts.types.questions import hashable_key
from codemods.facts.types.scope import COMPREHENSIONS
from codemods.facts.values import values_in
from codemods.facts.walking import walk

from .comprehensions import done_to_matches
from .search import Search, Use
from .sweeps import Sweep, names_in

SOUGHT_CHANGES = "what is sought may change during a search"
SOUGHT_ACTS = "what is sought is computed by a call that may do something"


def sought_obstacles(search: Search, types: Types) -> Iterator[Obstacle]:
    """Why what is sought can't be evaluated once for each search."""
    effects = effects_in(types.facts, types.root)
    for part in (search.sought, *search.before, *search.filters):
        for action in effects.of([part]):
            if action.act is not Act.ITERATES:
                yield Obstacle(SOUGHT_ACTS, action.line)
    # It was evaluated again for each element, with what is done to matches in between.
    for action in effects.of(_done_to_matches(search)):
        if _changes(action, search.sought, types):
            yield Obstacle(SOUGHT_CHANGES, action.line)


def turned_obstacles(turned: Iterable[ast.expr], types: Types) -> Iterator[Obstacle]:
    """Why conditions that were written as their opposites may not be that."""
    for one in turned:
        sides = (one.left, *one.comparators) if isinstance(one, ast.Compare) else ()
        if isinstance(one, ast.Compare) and not all(hashable_key(types.of(side)) for side in sides):
            reason = values_in(types.facts, types.root).equality_obstacle(one)
            if reason:
                yield Obstacle(reason, one.lineno)


def _changes(action: Action, sought: ast.expr, types: Types) -> bool:
    """Whether an action may give what is sought another value."""
    names, (attributes, items) = names_in(sought), read_in([sought])
    match action.act:
        case Act.BINDS:
            return action.name in names
        case Act.UNKNOWN:
            return bool(attributes or items) or any(_is_shared(one, types) for one in names)
        case Act.CHANGES:
            return bool(items) and not _is_apart(action.target, names, types)
        case Act.SETS if not _is_apart(action.target, names, types):
            if action.key is None:
                return action.name in attributes
            return bool(items) and (None in items or _item(action.key) in {None, *items})
    return False


def _is_shared(name: str, types: Types) -> bool:
    """Whether a variable may be bound again by another function."""
    if name in types.scope.bindings:
        return captures(types.root, name) is not None
    return any(name in one.names for one in types.facts.nodes(ast.Global))


def _is_apart(target: ast.expr | None, names: set[str], types: Types) -> bool:
    """Whether something that is set is a container that nothing sought can be read from."""
    return isinstance(target, ast.Name) and target.id not in names and is_own(types, target)


def _done_to_matches(search: Search) -> Sequence[ast.AST]:
    """What runs for each match before the next element is looked at."""
    node = search.node
    if search.use in (Use.FIRST, Use.FACT):
        return ()
    if isinstance(node, (ast.For, ast.While)):
        return node.body
    return done_to_matches(node, search.number) if isinstance(node, COMPREHENSIONS) else ()


def read_in(
    parts: Iterable[ast.expr], sweep: Sweep | None = None
) -> tuple[frozenset[str], frozenset[object]]:
    """The attributes that expressions read, and the items by constant keys."""
    attributes: set[str] = set()
    items: set[object] = set()
    for node in (node for part in parts for node in walk(part)):
        if isinstance(node, ast.Attribute):
            attributes.add(node.attr)
        elif isinstance(node, ast.Subscript) and not (sweep and sweep.is_element(node)):
            items.add(_item(node.slice))
        elif isinstance(node, ast.Call) and len(node.args) == 1:
            items.add(_item(node.args[0]))  # ``row.get("id")``
    return frozenset(attributes), frozenset(items)


def read_whole(parts: Iterable[ast.expr]) -> Iterator[ast.expr]:
    """What of an element is looked at as a whole: ``str(row)``, ``len(row.tags)``, ``f"{row}"``."""
    for node in (node for part in parts for node in walk(part)):
        match node:
            case ast.Call(func=ast.Name(), args=[value]) | ast.FormattedValue(value=value):
                yield value


def looked_into(search: Search, parts: Iterable[ast.expr]) -> Iterator[ast.expr]:
    """The parts of an element that a key is read from, and the element itself."""
    for name in search.names:
        yield ast.copy_location(ast.Name(name, ast.Load()), search.key)
    yield from read_whole(parts)
    for node in (node for part in parts for node in walk(part)):
        match node:
            case ast.Attribute(value=value) | ast.Subscript(value=value):
                yield value


def _item(key: ast.expr) -> object:
    return key.value if isinstance(key, ast.Constant) else None
