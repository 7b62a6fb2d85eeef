"""Say what a recipe of an input value is, and write recipes down as Python.

A recipe is what Hypothesis draws and shrinks. Recipes are compared by identity: one recipe that
stands in two places means one object in both (aliasing), two alike recipes mean two objects.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from keyword import iskeyword

from codemods.verify.inputs.workshop import Workshop

Write = Callable[["Recipe"], str]


@dataclass(frozen=True, eq=False)
class Recipe:
    """How to build one value, and how to write it down."""

    def build(self, shop: Workshop) -> object:
        """A new object; parts come from ``shop.make``, so that shared ones are shared."""
        raise NotImplementedError

    def parts(self) -> tuple["Recipe", ...]:
        """The recipes that this one is made of, in the order in which they are written."""
        return ()

    def written(self, write: Write) -> str:
        """The expression, with ``write`` for the parts."""
        raise NotImplementedError

    def setup(self) -> tuple[str, ...]:
        """Lines that this expression alone needs before it: imports and small definitions."""
        return ()

    def needed(self) -> tuple[str, ...]:
        """Names of the module under test that this expression alone uses."""
        return ()

    @property
    def has_identity(self) -> bool:
        """Whether one object in two places can be told from two objects."""
        return True

    @property
    def holds_nan(self) -> bool:
        return any(part.holds_nan for part in self.parts())

    def source(self) -> str:
        """A Python expression that builds the value."""
        return Printer((self,)).write(self)

    def prelude(self) -> tuple[str, ...]:
        """All lines that the expression needs before it."""
        return unique(line for recipe in within((self,)) for line in recipe.setup())

    def names(self) -> tuple[str, ...]:
        """All names of the module under test that the expression uses."""
        return unique(name for recipe in within((self,)) for name in recipe.needed())


class Printer:
    """Writes recipes from left to right; what stands in several places gets a name."""

    def __init__(self, roots: Iterable[Recipe]) -> None:
        seen: set[int] = set()
        self._shared: set[int] = set()
        for recipe in _every(roots, seen):
            if id(recipe) in seen and recipe.has_identity:
                self._shared.add(id(recipe))
            seen.add(id(recipe))
        self._names: dict[int, str] = {}

    def write(self, recipe: Recipe) -> str:
        if id(recipe) not in self._shared:
            return recipe.written(self.write)
        if id(recipe) in self._names:
            return self._names[id(recipe)]
        text = recipe.written(self.write)
        count = len(self._names) + 1
        self._names[id(recipe)] = name = "shared" if count == 1 else f"shared{count}"
        return f"({name} := {text})"


def _every(roots: Iterable[Recipe], seen: set[int]) -> Iterator[Recipe]:
    """Each mention of a recipe; the parts of one only where it is first mentioned."""
    for recipe in roots:
        first = id(recipe) not in seen
        yield recipe
        if first:
            yield from _every(recipe.parts(), seen)


def within(roots: Iterable[Recipe]) -> Iterator[Recipe]:
    """Every recipe in these, with repetitions only where they are shared."""
    for recipe in roots:
        yield recipe
        yield from within(recipe.parts())


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values without repetitions, in order."""
    return tuple(dict.fromkeys(values))


def keywords(pairs: Iterable[tuple[str, Recipe]], write: Write) -> str:
    """The pairs as keyword arguments, those that are no identifiers as ``**{...}``."""
    plain, odd = [], []
    # Sorted, because what is shared gets its name where it is evaluated first.
    pairs = sorted(pairs, key=lambda pair: not _can_be_keyword(pair[0]))
    for name, recipe in pairs:
        if _can_be_keyword(name):
            plain.append(f"{name}={write(recipe)}")
        else:
            odd.append(f"{name!r}: {write(recipe)}")
    return ", ".join(plain + ([f"**{{{', '.join(odd)}}}"] if odd else []))


def _can_be_keyword(name: str) -> bool:
    return name.isidentifier() and not iskeyword(name)
