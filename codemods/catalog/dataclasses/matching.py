"""Match parameters that get records from outside with the records that may come from there.

A function that is public and called by nothing here gets what the same application built with
another one: ``find(users)`` gets what ``make_user()`` made. Its keys tell which records these are,
and names where keys leave it open.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from .displays import keys_of
from .naming import telling_words
from .obstacles import MISSING, keys_used
from .slots import Slot
from .world import World

OPEN = "a parameter may get it from outside, and it is not clear that it gets only this"
_ADDING = frozenset({"store", "update"})


def match(world: World) -> None:
    """Join what comes in by parameters with the records that it must be."""
    built = [
        _Named(slot, set(telling_words(slot, world))) for slot in world.records() if slot.public
    ]
    entered = [
        _Named(slot, set(telling_words(slot, world)))
        for slot in (world.all() if built else ())
        if slot.entries and not slot.sites and _blame(slot)
    ]
    in_order = sorted(entered, key=lambda one: world.place(_blame(one.slot)[0]))
    if sum([_match(one, built, world) for one in in_order]):  # all of them
        world.resolve()


@dataclass(frozen=True)
class _Named:
    """A slot, and what names say of what it holds; joining slots leaves that as it is."""

    origin: Slot
    words: set[str]

    @property
    def slot(self) -> Slot:
        return self.origin.find()


def _match(entered: _Named, built: Sequence[_Named], world: World) -> bool:
    """Join what entered with what it must be; tells whether anything is known of it now."""
    if entered.slot.sites:
        return False
    needed = _needed(entered.slot)
    named = [one for one in built if entered.words & one.words]
    named = [one for one in named if needed & _keys(one.slot) or not needed]
    if not needed and not (named and _is_encoded(entered.slot, world)):
        return False
    fitting = {id(one.slot): one for one in named or built if needed <= _keys(one.slot)}
    if len(fitting) == 1 and (named or not entered.words or len(needed) > 1):
        for one in fitting.values():
            one.slot.join(entered.slot)
    elif fitting:
        if named or not entered.words or len(needed) > 1:  # else by its name it is something else
            for one in fitting.values():
                _refuse(one.slot, entered.slot, OPEN, _blame(entered.slot)[0])
    else:
        for one in named:
            wrong = [use for use in entered.slot.uses if set(keys_used(use)) - _keys(one.slot)]
            _refuse(one.slot, entered.slot, MISSING, wrong[0].node)
    return bool(fitting or named)


def _is_encoded(slot: Slot, world: World) -> bool:
    """Whether it is encoded as a whole: what is only printed may be anything."""
    dumps = [world.parents[use.node] for use in slot.uses if use.kind == "dump"]
    return any(
        isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) for call in dumps
    )


def _refuse(slot: Slot, entered: Slot, reason: str, node: ast.AST) -> None:
    slot.find().whole.append((reason, node))
    slot.find().uses.extend(entered.uses)  # they tell how much it is used


def _blame(slot: Slot) -> list[ast.AST]:
    """What is done with what comes in."""
    return [*(use.node for use in slot.uses), *(node for _, node in slot.whole)]


def _needed(slot: Slot) -> set[str]:
    """The keys that are read, and not put there before."""
    added = {key for use in slot.uses if use.kind in _ADDING for key in keys_used(use)}
    return {key for use in slot.uses for key in keys_used(use)} - added


def _keys(slot: Slot) -> set[str]:
    """The keys that records are built with, or get later."""
    given = {key for site in slot.sites for key in keys_of(site) or ()}
    return given | set(slot.values)
