"""Put an index before a statement, and lookups in the place of searches."""

from collections.abc import Sequence
from typing import Any

import libcst as cst

from codemods.passage import Passage

from .search import Search


def written(
    passage: Passage, building: str, name: str, searches: Sequence[Search]
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of a site with the index built before them and used in them."""
    replacing = Replacing(
        {id(passage.find(one.node)): one.write(passage, name) for one in searches}
    )
    built = list(cst.parse_module(building).body)
    first, *rest = passage.statements
    # What stands over the statement still speaks of it: the index comes below that.
    replaced: list[Any] = [one.visit(replacing) for one in (first, *rest)]
    return [*built, *replaced], []


class Replacing(cst.CSTTransformer):
    """Replaces nodes by others, by identity."""

    def __init__(self, replacements: dict[int, Any]) -> None:
        super().__init__()
        self._replacements = replacements

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        found = self._replacements.get(id(original_node))
        return updated_node if found is None else found
