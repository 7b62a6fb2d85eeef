"""Tell which attributes a file sets and deletes, whatever they are attributes of."""

import ast
from collections import Counter
from dataclasses import dataclass

from codemods.facts.file import Facts


@dataclass(frozen=True, slots=True)
class Attributes:
    """The names of attributes that are set, with in how many places, and that are deleted."""

    set: Counter[str]
    deleted: frozenset[str]


def attributes_in(facts: Facts) -> Attributes:
    """The one ``Attributes`` of this file."""
    return facts.once("attributes", facts.tree, lambda: _attributes(facts))


def _attributes(facts: Facts) -> Attributes:
    bound = [node for node in facts.of(ast.Attribute) if node.ctx.__class__ is not ast.Load]
    return Attributes(
        Counter(node.attr for node in bound if isinstance(node.ctx, ast.Store)),
        frozenset(node.attr for node in bound if isinstance(node.ctx, ast.Del)),
    )
