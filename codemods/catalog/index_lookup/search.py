"""Say what a search is: something is looked for in a container, over and over."""

import ast
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from codemods.facts.types import Types
from codemods.facts.walking import walk

from .sweeps import Sweep, is_key, names_in


class Use(Enum):
    """What a search uses of its matches, and so what kind of index it needs."""

    MATCHES = "lists of elements"
    FIRST = "the first element"
    LAST = "the last element"
    FACT = "the keys"
    COUNT = "the number of elements"
    POSITION = "the position of the first element"


@dataclass(frozen=True, eq=False)
class Search:
    """One search.

    ``node`` is the loop or expression that goes through a container in one ``sweep``: those
    elements match whose ``key`` equals ``sought``. Of several names the index keeps what those
    that are ``held`` stand for. ``filters`` are conditions on an element alone, to be met
    before it goes into the index; ``before`` are conditions that were tested on every element and
    are now tested on matches. ``write`` makes the lookup: it gets the ``passage.Passage`` and the
    name of the index, and returns what replaces ``node`` in LibCST. ``home`` has the types of the
    key where that stands in another function. ``doubt`` says why it may be no search at all.
    ``number`` is that of the generator that searches, in a comprehension.
    """

    node: ast.For | ast.expr
    sweep: Sweep
    key: ast.expr
    sought: ast.expr
    use: Use
    write: Callable[[Any, str], Any]
    held: tuple[str, ...] = ()
    filters: tuple[ast.expr, ...] = ()
    before: tuple[ast.expr, ...] = ()
    home: Types | None = None
    doubt: str = ""
    number: int = 0

    @property
    def line(self) -> int:
        return self.node.lineno

    @property
    def container(self) -> ast.expr:
        return self.sweep.container

    @property
    def names(self) -> tuple[str, ...]:
        return self.sweep.names

    @property
    def element(self) -> str:
        """What the elements are called, as it is written behind ``for``."""
        return ", ".join(self.names)

    def index(self) -> tuple[object, ...]:
        """What searches have in common that can share an index."""
        parts = (self.sweep.iterable, self.key, *self.filters)
        numbered = {name: f"_{number}" for number, name in enumerate(self.names)}
        held = tuple(numbered[name] for name in self.held)
        return (self.use, len(self.names), held, *(renamed(part, numbered) for part in parts))


def renamed(node: ast.expr, names: Mapping[str, str]) -> str:
    """The text of an expression with other names for the element, or what it is unpacked into."""
    copied = ast.parse(ast.unparse(node), mode="eval").body
    for one in walk(copied):
        if isinstance(one, ast.Name):
            one.id = names.get(one.id, one.id)
    return ast.unparse(copied)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of an element: ``key`` equals ``sought``, and the conditions around that."""

    key: ast.expr
    sought: ast.expr
    before: tuple[ast.expr, ...]
    after: tuple[ast.expr, ...]


def condition(test: ast.expr, sweep: Sweep) -> Condition | None:
    """Take a test apart, if it compares a key of the element with something for equality."""
    parts = list(_conjuncts(test))
    pairs = [_equality(one, sweep) for one in parts]
    first = next((index for index, pair in enumerate(pairs) if pair), None)
    if first is None:
        return None
    # What stands behind another condition was not tested of every element.
    found = list(itertools.takewhile(bool, pairs[first:]))
    keys, soughts = [pair[0] for pair in found if pair], [pair[1] for pair in found if pair]
    return Condition(
        key=keys[0] if len(keys) == 1 else _tuple(keys),
        sought=soughts[0] if len(soughts) == 1 else _tuple(soughts),
        before=tuple(parts[:first]),
        after=tuple(parts[first + len(found) :]),
    )


def _conjuncts(test: ast.expr) -> Iterator[ast.expr]:
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for value in test.values:
            yield from _conjuncts(value)
    else:
        yield test


def _equality(test: ast.expr, sweep: Sweep) -> tuple[ast.expr, ast.expr] | None:
    match test:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            for key, sought in ((left, right), (right, left)):
                constant = isinstance(sought, ast.Constant)  # the same elements each time: a filter
                apart = not names_in(sought).intersection(sweep.names)
                if is_key(key, sweep) and not sweep.is_dict_key(key) and apart and not constant:
                    return key, sought
    return None


def _tuple(nodes: list[ast.expr]) -> ast.Tuple:
    """Several keys in one; unlike other tuples it does not stand in the text."""
    found = ast.Tuple(nodes, ast.Load())
    found.is_written = False  # type: ignore[attr-defined]
    return ast.copy_location(found, nodes[0])


def is_written(node: ast.expr) -> bool:
    """Whether an expression stands in the text as it is."""
    return getattr(node, "is_written", True)
