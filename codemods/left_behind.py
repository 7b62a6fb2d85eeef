"""Say what loops at module level leave behind, and on what a rewrite rests that leaves less."""

import ast
from collections.abc import Iterable

from codemods.codemod import Assumption
from codemods.facts.file import FUNCTIONS, Facts
from codemods.facts.liveness import reader_after, reader_in_file
from codemods.model import Discharge, Evidence

VARIABLES = Assumption(
    "loop-variables",
    "no other module reads the variable that a loop at module level leaves behind",
    ("D-14", "N-21", "X21"),
)


def reader_of(name: str, loop: ast.stmt, facts: Facts) -> ast.AST | None:
    """Where the file reads a variable after a loop; of other files the assumption speaks."""
    if isinstance(facts.root(loop), FUNCTIONS):
        return reader_after(facts, name, loop)
    return reader_in_file(facts, name, loop)


def left_behind(names: Iterable[str], loop: ast.stmt, facts: Facts) -> Evidence | None:
    """What has to be granted where other modules may import the variables of a loop.

    Running can't test it.
    """
    if isinstance(facts.root(loop), FUNCTIONS):
        return None
    told = " and ".join(f"`{name}`" for name in names)
    if any(map(_is_program, facts.owners(loop))):
        return Evidence(
            VARIABLES.name, Discharge.PROVED, f"a program binds {told}: none imports it"
        )
    return Evidence(VARIABLES.name, Discharge.OPEN, f"no other module reads {told} of this one")


def _is_program(owner: ast.AST) -> bool:
    """Whether what stands in a statement runs only where the file is the program."""
    match owner:
        case ast.If(test=ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]), orelse=[]):
            return {ast.unparse(left), ast.unparse(right)} == {"__name__", "'__main__'"}
    return False
