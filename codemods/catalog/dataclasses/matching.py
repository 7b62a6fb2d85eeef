"""Match parameters that get records from outside with the records that may come from there.

A function that is public and called by nothing here gets what the same application built with
another one: ``find(users)`` gets what ``make_user()`` made. Its keys tell which records these are,
and names where keys leave it open.
"""

import ast
from collections.abc import Sequence

from .displays import keys_of
from .naming import telling_words
from .obstacles import MISSING, keys_used
from .slots import Slot
from .world import World

OPEN = "a parameter may get it from outside, and it is not clear that it gets only this"
_ADDING = frozenset({"store", "update"})


def match(world: World) -> None:
    """Join what comes in by parameters with the records that it must be."""
    entered = [slot for slot in world.all() if slot.entries and not slot.sites and _blame(slot)]
    built = [slot for slot in world.records() if slot.public]
    if not built:
        return
    words = {id(slot): set(telling_words(slot, world)) for slot in (*entered, *built)}
    for slot in sorted(entered, key=lambda one: world.place(_blame(one)[0])):
        _match(slot.find(), list({id(one.find()): one.find() for one in built}.values()), words)
    world.settle()


def _match(entered: Slot, built: Sequence[Slot], words: dict[int, set[str]]) -> None:
    if entered.sites:
        return
    needed, own = _needed(entered), words.get(id(entered), set())
    named = [one for one in built if own & words.get(id(one), set())]
    named = [one for one in named if not needed or needed & _keys(one)]
    if not needed and not named:
        return
    fitting = [one for one in named or built if needed <= _keys(one)]
    if len(fitting) == 1 and (named or not own or len(needed) > 1):
        fitting[0].join(entered)
        return
    if not named and own and len(needed) == 1:
        return  # by its name it is something else, and one key proves little
    for one in fitting or named:
        if entered.is_container or fitting:
            _refuse(one, entered, OPEN, _blame(entered)[0])
        else:
            missing = [use.node for use in entered.uses if set(keys_used(use)) - _keys(one)]
            _refuse(one, entered, MISSING, missing[0])


def _refuse(slot: Slot, entered: Slot, reason: str, node: ast.AST) -> None:
    slot.find().whole.append((reason, node))
    slot.find().uses.extend(entered.uses)  # they tell how much it is used


def _blame(slot: Slot) -> list[ast.AST]:
    """What is done with what comes in."""
    return [*(use.node for use in slot.uses), *(node for _, node in (*slot.escapes, *slot.whole))]


def _needed(slot: Slot) -> set[str]:
    """The keys that are read, and not put there before."""
    added = {key for use in slot.uses if use.kind in _ADDING for key in keys_used(use)}
    return {key for use in slot.uses for key in keys_used(use)} - added


def _keys(slot: Slot) -> set[str]:
    """The keys that records are built with, or get later."""
    given = {key for site in slot.sites for key in keys_of(site) or ()}
    return given | set(slot.values)
