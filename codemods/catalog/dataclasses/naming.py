"""Find a name for the class of a record: after variables, functions and collections."""

import ast
from collections import Counter
from collections.abc import Mapping, Set

from codemods.facts import Facts
from codemods.facts.names import bindings
from codemods.facts.walking import walk
from codemods.words import singular

from .slots import Slot
from .world import World

_VERBS = ("make_", "create_", "build_", "new_", "get_", "load_", "parse_", "find_", "read_", "_")
_PLAIN = frozenset({"row", "item", "entry", "element"})
_VAGUE = frozenset(
    """result data d r row item record entry res out ret value obj x self info params kwargs one
    make create build new get load parse find read main
    first last current other each element e i it rec table cache index lookup mapping registry store
    collection rest""".split()
)


def class_name(
    slot: Slot, world: World, taken: Set[str], local: bool, names: Mapping[str, str]
) -> str:
    """A name that is not ``taken``: ``User`` for what ``make_user`` gives.

    What never leaves its function gets a private one: no ``import *`` brings it to other modules,
    no test runner collects it. ``names`` tells what the user wants in the place of such a name.
    """
    telling = telling_words(slot, world) or _plain_words(slot, world)
    base = max(telling, key=lambda word: (telling[word], word), default="record")
    name = "".join(part[:1].upper() + part[1:] for part in base.split("_") if part) or "Record"
    name = f"_{name}" if local else name
    name = names.get(name, name)
    other = f"{name.removesuffix('Record')}Record"
    for candidate in (name, other, *(f"{other}{number}" for number in range(2, 1000))):
        if candidate not in taken:
            return candidate
    raise AssertionError(name)


def telling_words(slot: Slot, world: World) -> Counter[str]:
    """What the names of all that holds records say of one of them, and how often."""
    words = [word for holder, depth in world.holders(slot) for word in _words(holder, depth)]
    return Counter(word for word in words if word not in _VAGUE and len(word) > 2)


def _plain_words(slot: Slot, world: World) -> Counter[str]:
    """The words that say little, but more than none."""
    words = [word for holder, depth in world.holders(slot) for word in _words(holder, depth)]
    return Counter(word for word in words if word in _PLAIN)


def names_in(facts: Facts) -> set[str]:
    """The names that a module uses or binds."""
    used = {one.id for one in walk(facts.tree) if isinstance(one, ast.Name)}
    return used | {name for name, _ in bindings(facts.tree)}


def _words(slot: Slot, depth: int) -> list[str]:
    """What the names of a holder say of one record."""
    found = []
    for name in slot.names:
        word = name.lower() if name.isupper() else name
        for verb in _VERBS:
            word = word.removeprefix(verb)
        found.append(singular(word) if depth else word)
    return [word for word in found if word]
