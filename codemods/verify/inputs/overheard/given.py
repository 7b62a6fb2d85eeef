"""Recipes for what was overheard."""

from dataclasses import dataclass, field
from typing import cast

from codemods.verify.inputs.overheard.frozen import Frozen
from codemods.verify.inputs.recipe import Recipe, Write
from codemods.verify.inputs.workshop import Workshop

# The way to a place inside of a value: names of attributes, and positions.
Steps = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class Overheard(Recipe):
    """All values that one call was given: the ``number``-th that was heard while ``entry`` ran."""

    function: str
    entry: str
    number: int
    frozen: Frozen = field(repr=False)

    def build(self, shop: Workshop) -> object:
        shop.common.extend(self.frozen.shared)
        return cast("object", self.frozen.thaw(shop.namespace))

    def written(self, write: Write) -> str:
        return f"arguments_of({self.function!r}, {self.entry!r}, {self.number})"

    def setup(self) -> tuple[str, ...]:
        return ("from codemods.verify.inputs.overheard import arguments_of",)


@dataclass(frozen=True, eq=False)
class Part(Recipe):
    """One of these values; ``places`` are those in it that can be varied, with their types."""

    whole: Overheard
    index: int
    places: tuple[tuple[Steps, type], ...] = field(default=(), repr=False)

    def build(self, shop: Workshop) -> object:
        values = cast("tuple[object, ...]", shop.make(self.whole))
        return values[self.index]

    def parts(self) -> tuple[Recipe, ...]:
        return (self.whole,)

    def written(self, write: Write) -> str:
        return f"{write(self.whole)}[{self.index}]"
