"""Hold what a site is to become, until it is written."""

from dataclasses import dataclass
from typing import Any

from codemods.facts.exits import Exit, Obstacle
from codemods.facts.values import Values

from .exits import Default
from .steps import Step


@dataclass(frozen=True, slots=True)
class Flat:
    """A site as it is to be: the steps, and what falling out of the ``if`` leads to.

    ``leaves`` tells that control never falls out of what the steps leave behind. ``result`` is a
    variable whose assignments become returns, ``default`` what assigns it before the ``if``.
    """

    steps: tuple[Step, ...]
    fall: Exit | Obstacle
    leaves: bool
    result: str | None = None
    default: Default | None = None

    @property
    def moves(self) -> bool:
        """Whether the exit behind the ``if`` goes into the first guard."""
        adjacent = isinstance(self.fall, Exit) and self.fall.adjacent
        return adjacent and self.leaves and any(step.repeats for step in self.steps)


def write(flat: Flat, text: str, values: Values, statements: Any) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from .unfold import Flattening, unfold

    exits = tuple(text if step.repeats else "" for step in flat.steps)
    default = text.removeprefix("return ") if flat.default is not None else None
    flattening = Flattening(
        flat.steps, exits, values, flat.leaves, flat.moves, flat.result, default
    )
    return unfold(flattening, statements)
