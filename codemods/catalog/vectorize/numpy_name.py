"""Tell by what name a file knows NumPy, or could know it."""

import ast
from dataclasses import dataclass

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import module_scope
from codemods.facts.names import bound_names

NO_NAME = "NumPy has no name here that surely means it"
USUAL = "np"


@dataclass(frozen=True, slots=True)
class NumpyName:
    """The name, and the imports that the file must have for it to mean NumPy."""

    name: str
    imports: tuple[str, ...] = ()


def numpy_name(facts: Facts, root: ast.AST) -> NumpyName | None:
    """The name that means NumPy in a function; ``None`` where there can't be one.

    An import counts where it surely ran: not under a condition, not in another function.
    """
    scope = module_scope(facts)
    for name, origin in scope.imports.items():
        if origin == "numpy" and scope.names[name] in facts.tree.body:
            if not isinstance(root, FUNCTIONS) and _is_before(root, scope.names[name]):
                return None
            return None if name in bound_names(root) else NumpyName(name)
    # What is not in the text is no name in it, unless it is written with other letters.
    is_there = USUAL in facts.source.text or not facts.source.text.isascii()
    if is_there and (USUAL in scope.all_names or USUAL in scope.read_names):
        return None
    return NumpyName(USUAL, ("import numpy as np",))


def _is_before(node: ast.AST, other: ast.AST) -> bool:
    return bool(getattr(node, "lineno", 0) < getattr(other, "lineno", 0))
