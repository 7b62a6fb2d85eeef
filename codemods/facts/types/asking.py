"""Say what the parts of the inference ask of the whole."""

import ast
from typing import Protocol

from codemods.facts.file import Facts
from codemods.facts.types.declarations import Declarations
from codemods.facts.types.model import Type
from codemods.facts.types.scope import Scope


class Typing(Protocol):
    """Knows the types in one root."""

    facts: Facts
    root: ast.AST
    declarations: Declarations

    @property
    def scope(self) -> Scope: ...

    def of(self, node: ast.expr) -> Type:
        """The type of an expression that stands in the root."""

    def name(self, name: str) -> Type:
        """The type of all values that a variable may have."""
