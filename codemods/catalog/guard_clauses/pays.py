"""Tell whether what an ``if`` wraps is worth a guard: whether a maintainer would merge it."""

import ast
from dataclasses import dataclass

from codemods.facts import Facts
from codemods.facts.exits import leaves
from codemods.facts.file import FUNCTIONS, LOOPS
from codemods.facts.measures import has_structure, weight
from codemods.facts.values import Values

from .conditions import negates_cleanly


@dataclass(frozen=True, slots=True)
class GuardOptions:
    """When flattening pays."""

    min_statements: int = 4
    min_nested_statements: int = 3
    min_nesting_gain: int = 1
    min_complexity_gain: int = 0


@dataclass(frozen=True, slots=True)
class Pays:
    """Answers for the ifs of one function."""

    facts: Facts
    values: Values
    options: GuardOptions

    def worth(self, node: ast.If) -> bool:
        """Whether what the ``if`` wraps is big enough to be worth a guard."""
        size = weight(node.body)
        if isinstance(self.facts.place(node).owner, LOOPS) and leaves(node.body):
            size //= 2  # a search: "when found, do this and stop" reads well as it is
        if is_long(node.test):
            size //= 2  # all of it turned around takes longer to read
        whole = self.wraps_everything(node)
        if has_structure(node.body):
            loops = whole and isinstance(node.body[-1], LOOPS)
            enough = size >= self.options.min_nested_statements - loops
            return enough and self._is_a_part_of(node, 3)
        least = self.options.min_statements - whole
        if size < least or not self._is_a_part_of(node, 2):
            return False
        # ``if not (a < b)`` costs the reader something too.
        return size >= 2 * least or negates_cleanly(node.test, self.values)

    def wraps_everything(self, node: ast.If) -> bool:
        """Whether the ``if`` is all there is in its function or loop, but for the docstring.

        In a function that returns, one exit behind the ``if`` may be there as well.
        """
        place = self.facts.place(node)
        before = place.block[: place.index]
        docstring = all(isinstance(statement, ast.Expr) for statement in before) and len(before) < 2
        whole = isinstance(place.owner, (*FUNCTIONS, *LOOPS)) and place.field == "body"
        match place.rest:
            case [ast.Return() | ast.Raise()]:
                whole = whole and isinstance(place.owner, FUNCTIONS) and leaves(node.body)
            case [_, *_]:
                return False
        return whole and docstring

    def _is_a_part_of(self, node: ast.If, share: int) -> bool:
        """Whether the ``if`` is what its function or loop is about, not its last small step."""
        around = next(
            owner
            for owner in self.facts.owners(node)
            if isinstance(owner, (*FUNCTIONS, *LOOPS, ast.Module, ast.ClassDef))
        )
        return share * weight(node.body) >= weight(around.body)


def is_long(test: ast.expr) -> bool:
    """Whether a condition joins others on more than one line."""
    return isinstance(test, ast.BoolOp) and test.lineno != test.end_lineno
