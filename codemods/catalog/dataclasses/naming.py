"""Find a name for the class of a record: after variables, functions and collections."""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping

from codemods.facts import Facts
from codemods.words import singular

from .scopes import Function
from .slots import Slot
from .world import World

_MAKING = ("make_", "create_", "build_", "new_")
_VERBS = (*_MAKING, "get_", "load_", "parse_", "find_", "read_", "_")
_PLAIN = frozenset({"row", "item", "entry", "element"})
_VAGUE = frozenset(
    """best worst oldest youngest cheapest dearest largest smallest biggest longest shortest highest
    lowest newest latest
    result data d r row item record entry res out ret value obj x self info params kwargs one
    make create build new get load parse find read main run process handle compute calculate gen
    generate cur tmp temp left right good bad twice timed
    first last current other each element e i it rec table cache index lookup mapping registry store
    collection rest""".split()
)


def class_names(
    slot: Slot, world: World, function: Function | None, names: Mapping[str, str]
) -> Iterator[str]:
    """Names for a class, the best first: ``User`` for what ``make_user`` gives.

    What never leaves its ``function`` gets a private one: no ``import *`` brings it to other
    modules, no test runner collects it; if that is taken, one with the function's name in it.
    ``names`` tells what the user wants in the place of such names.
    """
    kinds = (_made_words, _sure_words, telling_words, _plain_words, _given_words, _other_words)
    found = (words(slot, world) for words in kinds)
    telling = next((one for one in found if one), Counter())
    base = max(telling, key=lambda word: (telling[word], word), default="record")
    name = _camel(base) or "Record"
    private = "_" if function else ""
    first = names.get(private + name, private + name)
    yield first
    if function and not first.endswith(_of(function)):
        yield f"_{_of(function)}{first.lstrip('_')}"
    other = f"{first.removesuffix('Record')}Record"
    yield from (f"{other}{number or ''}" for number in (0, *range(2, 1000)))


def _of(function: Function) -> str:
    """The name of a function in that of a class."""
    return _camel(next(_said(f"{function.name}()", 0), ""))


def _camel(words: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in words.split("_") if part)


def _made_words(slot: Slot, world: World) -> Counter[str]:
    """What the functions say that are named after making one."""
    words = _words(slot, world)
    made = [word for name, word in words if name.endswith("()") and name.startswith(_MAKING)]
    return Counter(word for word in made if len(word) > 2)


def telling_words(slot: Slot, world: World) -> Counter[str]:
    """What the variables and makers of all that holds records say of one, and how often."""
    keys = {name for one in slot.find().inner() for name in one.names}
    words = [
        word for name, word in _words(slot, world) if not _is_weak(name) and f".{name}" not in keys
    ]
    return Counter(word for word in words if word not in _VAGUE and len(word) > 2)


def _sure_words(slot: Slot, world: World) -> Counter[str]:
    """Of the telling words those of one record, or in the plural: a ``history`` is neither."""
    telling = telling_words(slot, world)
    said = (
        (name, word, depth)
        for holder, depth in world.holders(slot)
        for name in holder.names
        for word in _said(name, depth)
    )
    sure = {word for name, word, depth in said if not depth or not name.lower().endswith(word)}
    return Counter({word: count for word, count in telling.items() if word in sure})


def _given_words(slot: Slot, world: World) -> Counter[str]:
    """What the functions say that give such records."""
    words = [word for name, word in _words(slot, world) if name.endswith("()")]
    return Counter(word for word in words if word not in _VAGUE and len(word) > 2)


def _plain_words(slot: Slot, world: World) -> Counter[str]:
    """The words that say little, but more than none."""
    return Counter(word for _, word in _words(slot, world) if word in _PLAIN)


def _other_words(slot: Slot, world: World) -> Counter[str]:
    """What keys and functions say that are named after something else, or what they do."""
    words = [word for _, word in _words(slot, world)]
    return Counter(word for word in words if word not in _VAGUE and len(word) > 2)


def _is_weak(name: str) -> bool:
    """Whether a name is that of a key, or of a function that is not named after what it gives."""
    return name.startswith(".") or (name.endswith("()") and not name.startswith(_VERBS[:-1]))


def names_in(facts: Facts) -> set[str]:
    """The names that a module uses or binds."""
    return {one.id for one in facts.of(ast.Name)} | facts.bound_names


def _words(slot: Slot, world: World) -> Iterator[tuple[str, str]]:
    """The names of all that holds records, each with what it says of one of them."""
    for holder, depth in world.holders(slot):
        for name in holder.names:
            for word in _said(name, depth):
                yield name, word


def _said(name: str, depth: int) -> Iterator[str]:
    """What a name says of a record that is so deep in what it names."""
    word = name.strip(".()")
    word = word.lower() if word.isupper() else word
    for verb in _VERBS:
        word = word.removeprefix(verb)
    word = word.partition("_by_")[0]
    word = singular(word) if depth else word
    if word and not word.startswith("by_"):
        yield word
