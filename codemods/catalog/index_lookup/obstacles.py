"""Tell what speaks against a lookup in the place of a search."""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.effects import effects_in
from codemods.facts.file import FUNCTIONS
from codemods.facts.liveness import is_bound_before
from codemods.facts.stability import Obstacle
from codemods.facts.types import Types
from codemods.facts.types.questions import ends, has_unhashable, re_iterable
from codemods.facts.walking import walk
from codemods.left_behind import reader_of

from . import pays
from .assumptions import HANDLED, UNHASHABLE, key_types
from .handled import handles_type_error
from .places import Repetition
from .properties import ACTING, acting
from .search import Search, Use
from .sought import sought_obstacles, turned_obstacles
from .sweeps import names_in

IN_CLASS = "in the body of a class an index would be a new attribute"
SHARED_LINE = "another statement begins the line, and the index would come before it"
UNBOUND = "what is searched may have no value before the loop"
DEPENDS = "what is searched is another one each time"
MAY_BE_NONE = "what is searched may be nothing: the loop asks first"
USED_UP = "what is searched is an iterator, which the first search uses up"
LIVES_ON = "the variable of the search is read after it"
TYPE_OF_COUNT = "what is counted in may be something other than an int"


def obstacles(search: Search, repetition: Repetition, types: Types) -> Iterator[Obstacle]:
    """All that speaks against a lookup, before anything is known of what runs meanwhile."""
    facts, statement = types.facts, repetition.statement
    line = search.line
    if is_in_class(types):
        yield Obstacle(IN_CLASS, line)
        return
    if facts.lines[statement.lineno - 1].encode()[: statement.col_offset].strip():
        yield Obstacle(SHARED_LINE, line)
    if not is_bound_before_all(facts, search, statement):
        binds = names_in(search.container) & _own_names(repetition, types)
        yield Obstacle(DEPENDS if binds else UNBOUND, line)
    if _ends(search.container, repetition, types):
        yield Obstacle(USED_UP, line)
    if not re_iterable(types.of(search.container)) and _may_be_none(search, repetition):
        yield Obstacle(MAY_BE_NONE, line)
    if pays.is_rebuilt(search, statement, facts):
        yield Obstacle(pays.REBUILT, line)
    if any(map(has_unhashable, key_types(search, types))):
        yield Obstacle(UNHASHABLE, line)
    read = (search.container, search.sought, *search.before, *search.filters)
    keys = acting([search.key], search.home or types)
    if keys or acting(read, types):
        yield Obstacle(ACTING, line)
    if handles_type_error(search.node, types.root, key_types(search, types)):
        yield Obstacle(HANDLED, line)
    yield from sought_obstacles(search, types)
    yield from turned_obstacles(search.turned, types)
    if isinstance(search.node, (ast.For, ast.While)) and not search.lives_on:
        for name in search.names:
            reader = reader_of(name, search.node, facts)
            reader = reader or _reader_in(search.node.orelse, name)
            if reader is not None:
                yield Obstacle(LIVES_ON, getattr(reader, "lineno", line))
        if search.use is Use.COUNT and not _counts_in_int(search.node, types):
            yield Obstacle(TYPE_OF_COUNT, line)


def is_in_class(types: Types) -> bool:
    """Whether something stands in the body of a class, and in no function."""
    owners = types.facts.owners(types.root)
    return not isinstance(types.root, FUNCTIONS) and any(
        isinstance(one, ast.ClassDef) for one in owners
    )


def _ends(container: ast.expr, repetition: Repetition, types: Types) -> bool:
    """Whether what is searched is an iterator, by its type or by what was bound last."""
    if ends(types.of(container)):
        return True
    bound = types.scope.bindings.get(getattr(container, "id", ""), [])
    before = repetition.statement.lineno
    values = [(one.value, one.path) for one in bound if one.value]
    earlier = [(value, path) for value, path in values if value.lineno < before]
    if not earlier:
        return False
    value, path = max(earlier, key=lambda one: (one[0].lineno, one[0].col_offset))
    return not path and ends(types.of(value))


def _may_be_none(search: Search, repetition: Repetition) -> bool:
    """Whether what is repeated asks first if there is anything to be searched."""
    text = ast.unparse(search.container)
    return any(
        ast.unparse(tested) == text
        for node in (one for part in repetition.parts for one in walk(part))
        for tested in _asked(node)
    )


def _asked(node: ast.AST) -> Iterator[ast.expr]:
    """What a node tests for being something at all."""
    match node:
        case ast.Compare(
            left=left, ops=[ast.Is() | ast.IsNot()], comparators=[ast.Constant(value=None)]
        ):
            yield left
        case ast.BoolOp(values=values):
            yield from values
        case ast.If(test=test) | ast.IfExp(test=test) | ast.UnaryOp(op=ast.Not(), operand=test):
            yield test


def _own_names(repetition: Repetition, types: Types) -> set[str]:
    """What the repetition itself binds."""
    effects = effects_in(types.facts, types.root)
    return {action.name for action in effects.of(repetition.all_parts)}


def _counts_in_int(loop: ast.stmt, types: Types) -> bool:
    for node in walk(loop):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            return str(types.name(node.target.id)) == "int"
    return False


def is_bound_before_all(facts: Facts, search: Search, statement: ast.stmt) -> bool:
    """Whether all names that say what is searched have a value before a statement."""
    return all(is_bound_before(facts, name, statement) for name in names_in(search.container))


def _reader_in(orelse: Sequence[ast.stmt], name: str) -> ast.AST | None:
    """Where the ``else`` of a loop may read the last value of a variable."""
    for node in (node for statement in orelse for node in walk(statement)):
        if isinstance(node, ast.AugAssign):
            node = node.target
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            continue
        if isinstance(node, ast.Name) and node.id == name:
            return node
    return None
