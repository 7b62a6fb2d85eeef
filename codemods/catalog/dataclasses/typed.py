"""Tell what can be annotated where records stay dicts: a class of their keys, and who gives them.

Nothing that runs changes, so a record may go wherever it likes; only what would be a wrong
annotation stands in the way.
"""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.names import assigned

from .fields import Types, type_of
from .obstacles import MISSING, NO_FIELD, SHAPES, all_keys, can_be_field, keys_used, required
from .presence import is_shared
from .shape import Built, Field
from .slots import Reason, Slot
from .tables import DYNAMIC, MIXED
from .world import World


def against(slot: Slot, built: Sequence[Built], target: tuple[int, int]) -> Reason | None:
    """What would make the annotations wrong, and what is to blame."""
    first = built[0].node
    if slot.foreign:
        return MIXED, slot.foreign[0]
    if slot.is_mixed or slot.gets_false:
        return MIXED, first
    if slot.is_container:
        return (slot.dynamic or [(DYNAMIC, first)])[0]
    every = all_keys(slot, built)
    if not all(map(can_be_field, every)):
        return NO_FIELD, first
    late = any(set(_shown(one)) < set(every) for one in built)
    if not required(built) or (late and target < (3, 11)):  # there is no NotRequired
        return SHAPES, built[-1].node
    for use in slot.uses:
        if set(keys_used(use)) - set(every):
            return MISSING, use.node
    return None


def fields(slot: Slot, built: Sequence[Built], home: Facts, world: World) -> tuple[Field, ...]:
    """The keys with their types, in the order in which they are put in."""
    always = [key for key in required(built) if all(key in _shown(one) for one in built)]
    found = []
    for key in all_keys(slot, built):
        types = Types(home, world, False, slot)
        type_ = type_of(slot.values.get(key, []), built, types, slot.field(key))
        found.append(Field(key, type_ if key in always else f"NotRequired[{type_}]"))
    return tuple(found)


def _shown(built: Built) -> set[str]:
    """The keys that a display has itself."""
    return set(built.keys) - {one.key for one in built.later}


def variables(built: Sequence[Built], world: World) -> Iterator[ast.Assign]:
    """The assignments of displays to variables, which can say what these are: the first of each."""
    seen = set()
    for one in built:
        statement, facts = world.parents[one.node], world.facts_of(one.node)
        found = assigned(statement) if isinstance(statement, ast.Assign) else None
        if isinstance(statement, ast.Assign) and found:
            place = facts.root(statement), found[0]
            if place not in seen and not is_shared(statement, found[0], world):
                seen.add(place)
                yield statement
