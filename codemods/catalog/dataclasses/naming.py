"""Find a name for the class of a record: after variables, functions and collections."""

import ast
from collections import Counter
from collections.abc import Mapping

from codemods.facts import Facts
from codemods.facts.names import bindings
from codemods.words import singular

from .flow import Flow
from .slots import Slot

_VERBS = ("make_", "create_", "build_", "new_", "get_", "load_", "parse_", "find_", "read_", "_")
_VAGUE = frozenset(
    """result data d r row item record entry res out ret value obj x self info params kwargs one
    make create build new get load parse find read main
    first last current other each element e i it rec""".split()
)


def class_name(slot: Slot, flow: Flow, facts: Facts, local: bool, names: Mapping[str, str]) -> str:
    """A name that the module has no other use for: ``User`` for what ``make_user`` gives.

    What never leaves its function gets a private one: no ``import *`` brings it to other modules,
    no test runner collects it. ``names`` tells what the user wants in the place of such a name.
    """
    taken = {one.id for one in ast.walk(facts.tree) if isinstance(one, ast.Name)}
    taken |= {name for name, _ in bindings(facts.tree)}
    words = [word for holder, depth in flow.holders(slot) for word in _words(holder, depth)]
    telling = Counter(word for word in words if word not in _VAGUE and len(word) > 2)
    base = max(telling, key=lambda word: (telling[word], word), default="record")
    name = "".join(part[:1].upper() + part[1:] for part in base.split("_") if part) or "Record"
    name = f"_{name}" if local else name
    name = names.get(name, name)
    other = f"{name.removesuffix('Record')}Record"
    for candidate in (name, other, *(f"{other}{number}" for number in range(2, 1000))):
        if candidate not in taken:
            return candidate
    raise AssertionError(name)


def _words(slot: Slot, depth: int) -> list[str]:
    """What the names of a holder say of one record."""
    found = []
    for name in slot.names:
        word = name.lower() if name.isupper() else name
        for verb in _VERBS:
            word = word.removeprefix(verb)
        found.append(singular(word) if depth else word)
    return [word for word in found if word]
