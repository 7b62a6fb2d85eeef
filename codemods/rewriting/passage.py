"""Hold the statements of a site as LibCST has them, beside those of ``ast``."""

import ast
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from codemods.facts.file import parse


class Unwritable(Exception):
    """Raised where LibCST can't read or write the statements of a site. Its text says why."""


class Passage:
    """The statements of a site as LibCST has them, and where the nodes of ``ast`` are in them."""

    def __init__(
        self,
        statements: Sequence[cst.BaseStatement],
        module: cst.Module,
        lines: Sequence[str],
        skipped: int,
    ) -> None:
        """``skipped`` is how many lines of the file come before the first of the module."""
        self.statements = list(statements)
        self._module = module
        self._lines = lines
        self._skipped = skipped

    def find(self, node: ast.expr | ast.stmt) -> cst.CSTNode:
        """The LibCST node of an expression, or of a statement. Raises ``Unwritable``.

        A simple statement must have its line for itself: the node is that of the line.
        """
        wanted: Any = cst.BaseExpression
        if isinstance(node, ast.stmt):
            simple = cst.SimpleStatementLine
            wanted = cst.BaseCompoundStatement if hasattr(node, "body") else simple
        line, column = self._start(node)
        # A tuple begins at its parenthesis in one of them and behind it in the other.
        places = [(line, column), (line, column + isinstance(node, ast.Tuple))]
        for found in (one for place in places for one in self._by_start.get(place, ())):
            if isinstance(found, wanted) and self._is(node, found):
                return found  # type: ignore[no-any-return]
        if isinstance(node, ast.GeneratorExp):
            return self._sole_argument(node, line, column)
        if isinstance(node, ast.stmt):
            raise Unwritable(f"line {node.lineno} holds more than one statement: give each its own")
        raise Unwritable(f"LibCST has nothing at line {node.lineno} for what ast has there")

    def _sole_argument(self, node: ast.GeneratorExp, line: int, column: int) -> cst.GeneratorExp:
        """A generator whose parentheses are those of a call: only ``ast`` counts them to it."""
        for start, found in sorted(self._by_start.items()):
            for one in found if start >= (line, column) else ():
                if isinstance(one, cst.GeneratorExp) and self._is(node, one):
                    return one
        raise Unwritable(f"LibCST has nothing at line {node.lineno} for what ast has there")

    def code(self, node: cst.CSTNode) -> str:
        """The text of a node of the site."""
        return self._module.code_for_node(node)

    def _start(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        before = self._lines[node.lineno - 1].encode()[: node.col_offset].decode()
        return node.lineno - self._skipped, len(before)

    def _is(self, node: ast.expr | ast.stmt, found: cst.CSTNode) -> bool:
        """Whether both are the same, and not one the beginning of the other."""
        if isinstance(found, cst.BaseExpression):
            bare = found.with_changes(lpar=[], rpar=[])
            code = f"({self._module.code_for_node(bare)})"
            return ast.dump(parse(code).body[0].value) == _loaded(node)  # type: ignore[attr-defined]
        return not isinstance(found, cst.SimpleStatementLine) or len(found.body) == 1

    @cached_property
    def _by_start(self) -> dict[tuple[int, int], list[cst.CSTNode]]:
        wrapper = MetadataWrapper(self._module, unsafe_skip_copy=True)
        found: dict[tuple[int, int], list[cst.CSTNode]] = {}
        for node, place in wrapper.resolve(PositionProvider).items():
            found.setdefault((place.start.line, place.start.column), []).append(node)
        return found


def _loaded(node: ast.AST) -> str:
    """How an expression is dumped once it is read, whatever it was."""
    return ast.dump(parse(f"({ast.unparse(node)})").body[0].value)  # type: ignore[attr-defined]
