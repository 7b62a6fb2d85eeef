"""Say what the elements of sequences are, or what they are taken for where that is granted."""

import ast

from codemods.facts.types import Types

from .kinds import Kind, element_kind, is_other, is_unknown
from .terms import Needs


class Elements:
    """The kinds of elements in one function. What must hold is added to ``needs``."""

    def __init__(self, types: Types, needs: Needs, takes_floats: bool) -> None:
        """``takes_floats`` takes for floats what nothing, or no type of elements, is known of."""
        self._types = types
        self._needs = needs
        self.takes_floats = takes_floats

    def kind(self, source: ast.expr) -> Kind | None:
        """What the elements of a sequence are; ``None`` where they are no numbers."""
        if not self.takes_floats:
            return element_kind(source, self._types)
        if is_unknown(source, self._types):
            self._needs.untold[ast.unparse(source)] = None
            return Kind.FLOAT
        found = element_kind(source, self._types)
        if found is not Kind.ANY or is_other(source, self._types):
            return found
        self._needs.doubles[ast.unparse(source)] = None
        return Kind.F64
