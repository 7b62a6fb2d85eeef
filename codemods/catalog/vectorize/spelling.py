"""Write expressions as text, with numbers spelled as the file spells them."""

import ast
import copy
from collections.abc import Mapping

from codemods.facts import Facts


def spelled(node: ast.AST, facts: Facts, inlined: Mapping[str, ast.expr]) -> str:
    """The text of a node made of parts of the file; ``inlined`` stand where their names do."""
    # Nodes of the file are shared: the copy alone is changed.
    written = _Spelling(facts, inlined).visit(copy.deepcopy(node))
    return ast.unparse(ast.fix_missing_locations(written))


class _Spelling(ast.NodeTransformer):
    def __init__(self, facts: Facts, inlined: Mapping[str, ast.expr]) -> None:
        self._facts = facts
        self._inlined = inlined

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return (
            self.visit(copy.deepcopy(self._inlined[node.id])) if node.id in self._inlined else node
        )

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        line = getattr(node, "lineno", None)
        if type(node.value) not in (int, float) or line is None:
            return node
        text = self._facts.lines[line - 1].encode()[node.col_offset : node.end_col_offset]
        return ast.Name(text.decode(), ast.Load())
