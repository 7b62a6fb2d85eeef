"""Tell whether a variable holds nothing but containers that were made for it."""

import ast

from codemods.facts.file import FUNCTIONS
from codemods.facts.types import Types, types_in
from codemods.facts.types.contents import is_fresh


def is_own(types: Types, node: ast.AST | None) -> bool:
    """Whether an expression is such a variable, of its function or at the top of the file.

    Another module may know the latter; so this says nothing about what unknown calls do.
    """
    if not isinstance(node, ast.Name):
        return False
    if is_fresh(types, node.id):
        return True
    if isinstance(types.root, FUNCTIONS):
        return False
    return is_fresh(types_in(types.facts, types.facts.tree), node.id)
