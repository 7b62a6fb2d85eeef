"""Tell by what name a file knows NumPy, or could know it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from codemods.codemod import Assumption
from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import module_scope
from codemods.facts.names import bound_names
from codemods.facts.other_files import asked_for
from codemods.model import Discharge, Evidence

NO_NAME = "NumPy has no name here that surely means it"
USUAL = "np"
INSTALLED = Assumption(
    "numpy-installed",
    "NumPy is installed where the code runs, though the project's manifest does not ask for it",
    ("X22", "N-24"),
)


@dataclass(frozen=True, slots=True)
class NumpyName:
    """The name, and the imports that the file must have for it to mean NumPy.

    ``installed`` is what these rest on.
    """

    name: str
    imports: tuple[str, ...] = ()
    installed: tuple[Evidence, ...] = ()


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
    return NumpyName(USUAL, ("import numpy as np",), tuple(_installed(facts)))


def _installed(facts: Facts) -> Iterator[Evidence]:
    """Whether NumPy can be imported. Without a manifest nothing says what is installed: who runs
    the file will see. Running can't test it: here it may be another matter.
    """
    match asked_for(facts, "numpy"):
        case True, manifest:
            yield Evidence(INSTALLED.name, Discharge.PROVED, f"{manifest} asks for NumPy")
        case False, manifest:
            fact = f"NumPy is installed, though {manifest} does not ask for it"
            yield Evidence(INSTALLED.name, Discharge.OPEN, fact)


def _is_before(node: ast.AST, other: ast.AST) -> bool:
    return bool(getattr(node, "lineno", 0) < getattr(other, "lineno", 0))
