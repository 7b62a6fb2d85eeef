"""Say what a search is: something is looked for in a container, over and over."""

import ast
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from codemods.facts.types import Types
from codemods.facts.walking import walk

from .guards import conjuncts
from .sweeps import Sweep, is_key, names_in

# What stands for the search itself in a lookup: it raises what it raised before.
CALL = "{call}"


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
    are now tested on matches, ``turned`` those that were written as their opposites. ``write``
    makes the lookup: it gets the ``passage.Passage`` and the name of the index, and returns what
    replaces ``node`` in LibCST. ``number`` is that of the generator that searches, in a
    comprehension. ``untold`` says that nothing tells that what is searched is a list. ``drops``
    are statements that nothing needs afterwards. ``lives_on`` tells that the variable of a loop is
    what comes of the search, and so not to be bound by the loop that builds the index.

    ``is_call`` tells that ``node`` calls a function that searches, ``home`` has the types of the
    key there, and ``overridable`` is the method that a class elsewhere may have instead.
    """

    node: ast.For | ast.While | ast.expr
    sweep: Sweep
    key: ast.expr
    sought: ast.expr
    use: Use
    write: Callable[[Any, str], Any]
    held: tuple[str, ...] = ()
    filters: tuple[ast.expr, ...] = ()
    before: tuple[ast.expr, ...] = ()
    home: Types | None = None
    untold: bool = False
    overridable: str = ""
    is_call: bool = False
    number: int = 0
    turned: tuple[ast.expr, ...] = ()
    drops: tuple[ast.stmt, ...] = ()
    lives_on: bool = False

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

    def is_about(self, other: "Search") -> bool:
        """Whether both go through the same container, as far as it is written the same."""
        return ast.unparse(self.container) == ast.unparse(other.container)

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
    """What must hold of an element: ``key`` equals ``sought``, and the conditions around that.

    ``equal`` are the comparisons that say so.
    """

    key: ast.expr
    sought: ast.expr
    before: tuple[ast.expr, ...]
    after: tuple[ast.expr, ...]
    equal: tuple[ast.expr, ...] = ()

    @property
    def turned(self) -> tuple[ast.expr, ...]:
        """The conditions that were written as their opposites."""
        every = (*self.before, *self.equal, *self.after)
        return tuple(one for one in every if not is_written(one))


def condition(test: ast.expr, sweep: Sweep) -> Condition | None:
    """Take a test apart, if it compares a key of the element with something for equality."""
    return joined(list(conjuncts(test)), sweep)


def joined(parts: Sequence[ast.expr], sweep: Sweep) -> Condition | None:
    """Tell of conditions that must all hold which of them compare a key of the element."""
    pairs = [_equality(one, sweep) for one in parts]
    first = next((index for index, pair in enumerate(pairs) if pair), None)
    if first is None:
        return None
    # What stands behind another condition was not tested of every element.
    found = list(itertools.takewhile(bool, pairs[first:]))
    behind = first + len(found)
    keys, soughts = [pair[0] for pair in found if pair], [pair[1] for pair in found if pair]
    return Condition(
        key=keys[0] if len(keys) == 1 else _tuple(keys),
        sought=soughts[0] if len(soughts) == 1 else _tuple(soughts),
        before=tuple(parts[:first]),
        after=tuple(parts[behind:]),
        equal=tuple(parts[first:behind]),
    )


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
