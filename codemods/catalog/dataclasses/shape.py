"""Describe records that are to be objects of one class."""

import ast
from dataclasses import dataclass, field

from .slots import Slot, Use


@dataclass(eq=False)
class Shape:
    """Records of one class: the displays that build them, what uses their keys, annotations."""

    name: str
    slot: Slot
    fields: tuple[str, ...]
    sites: tuple[ast.expr, ...]
    uses: tuple[Use, ...]
    annotations: tuple[ast.expr, ...] = ()
    types: dict[str, str] = field(default_factory=dict)

    def nodes(self) -> tuple[ast.expr, ...]:
        """Everything that is written in another way."""
        return (*self.sites, *(use.node for use in self.uses), *self.annotations)
