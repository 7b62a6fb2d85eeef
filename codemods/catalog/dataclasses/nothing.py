"""Tell where ``None`` may stand in the place of a record that is used as a whole.

A dict that is missing is printed as ``None``, or dumped as ``null``; ``asdict`` takes no ``None``.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codemods.facts.exits import leaves
from codemods.facts.module_scope import is_generator, own_nodes

from .handlers import handled
from .parameters import given_to, is_element, only_value, parameter_of
from .presence import before, is_shared, is_something
from .scopes import Function
from .slots import Reason, Slot, Use
from .world import World

NOTHING = "the whole dict is used, and it may be None"
_TAKING_DICTS = frozenset({"dump", "text"})


def guarded(slot: Slot, world: World) -> Iterator[Use]:
    """The uses of records, those that need a test for ``None`` marked so."""
    for use in slot.uses:
        whole = use.kind in _TAKING_DICTS and _may_be_none(use.node, slot, world)
        each = use.kind == "each" and _may_hold_none(slot, world)
        yield replace(use, guarded=True) if whole or each else use


def unguarded(slot: Slot, uses: Sequence[Use], world: World) -> Reason | None:
    """The use that may meet ``None``, and has no place for a test, or one that is handled."""
    if reason := handled([one for one in uses if _may_meet_none(one, slot, world)], world):
        return reason
    for use in uses:
        named = isinstance(use.node, ast.Name) and not isinstance(
            world.parents[use.node], ast.BinOp
        )
        if use.guarded and use.kind in _TAKING_DICTS and not named:
            return NOTHING, use.node
        copied = use.node.args if use.kind == "copy" and isinstance(use.node, ast.Call) else []
        if any(_may_be_none(one, slot, world) for one in copied):
            return NOTHING, use.node
    for holder, depth in world.holders(slot):
        for use in holder.uses if depth == 1 else ():
            if use.kind == "dump" and _may_be_none(use.node, holder, world):
                return NOTHING, use.node
    return None


def _may_meet_none(use: Use, slot: Slot, world: World) -> bool:
    """Whether a key is read of what may be ``None``."""
    node = use.node
    return isinstance(node, ast.Subscript) and _may_be_none(node.value, slot, world)


def _may_hold_none(slot: Slot, world: World, seen: tuple[object, ...] = ()) -> bool:
    """Whether ``None`` may be put into a container of records."""
    own = slot.find()
    if own.gets_false:
        return True
    if not own.gets_none or own in seen:
        return False
    puts = [node for held, node in world.common.puts if held.find() is own]
    return not puts or any(_may_be_none(one, own, world, (*seen, own)) for one in puts)


def _may_be_none(node: ast.AST, slot: Slot, world: World, seen: tuple[object, ...] = ()) -> bool:
    """Whether an expression of the slot may give ``None``: perhaps others of it do, not this."""
    if isinstance(node, (ast.Dict, ast.List)):
        return False
    if slot.find().gets_false:
        return True
    if not slot.find().gets_none:
        return False
    if node in seen or not isinstance(node, ast.expr):
        return node not in seen
    if is_something(node, world) or _is_new(node, world):
        return False
    inside = (*seen, node)
    if isinstance(node, ast.Name):
        parameter = parameter_of(node, world, annotated=True)
        if parameter is not None:
            given = given_to(parameter, world)
            return any(_may_be_none(one, slot, world, inside) for one in given)
        if (value := only_value(node, world)) is not None:
            return _may_be_none(value, slot, world, inside)
        if is_element(node, world):
            return _may_hold_none(slot, world, inside)
    functions = world.common.calls.get(node, [])
    if isinstance(node, ast.Call) and functions:
        return any(_may_give_none(one, slot, world, inside) for one in functions)
    return True


def _may_give_none(function: Function, slot: Slot, world: World, seen: tuple[object, ...]) -> bool:
    if not leaves(function.body) or is_generator(function):
        return True
    given = [one.value for one in own_nodes(function) if isinstance(one, ast.Return)]
    return any(one is None or _may_be_none(one, slot, world, seen) for one in given)


def _is_new(node: ast.expr, world: World) -> bool:
    """Whether a variable was given a display just before."""
    if not isinstance(node, ast.Name):
        return False
    for one in before(node, node.id, world):
        match one:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict() | ast.List()):
                if name == node.id:
                    return not is_shared(node, name, world)
    return False
