"""Ask of all that binds a name: in its function, or at module level in the whole file."""

import ast

from codemods.facts.file import FUNCTIONS
from codemods.facts.types import Types, types_in


def whole_scope(types: Types) -> Types:
    """The types of the scope that the names of a statement belong to."""
    if isinstance(types.root, FUNCTIONS):
        return types
    return types_in(types.facts, types.facts.tree)


def is_bound_elsewhere(name: str, types: Types) -> bool:
    """Whether a function may bind a name of the module."""
    if isinstance(types.root, FUNCTIONS):
        return False
    return any(name in one.names for one in types.facts.nodes(ast.Global))
