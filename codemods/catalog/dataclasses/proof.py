"""Work a rewrite out once more, with ast alone, to compare it with what was written."""

import ast
import copy
from typing import Any

from .record import Record


def expected(record: Record, name: str, statements: tuple[ast.stmt, ...]) -> list[str]:
    """The dumps of the statements with each use replaced."""
    dumps = []
    for statement in statements:
        # The memo of a copy tells what became of each node.
        memo: dict[int, Any] = {}
        copied = copy.deepcopy(statement, memo)
        uses = {id(memo[id(one)]) for one in (*record.uses, record.node.value) if id(one) in memo}
        dumps.append(ast.dump(_Expected(record, name, uses).visit(copied)))
    return dumps


class _Expected(ast.NodeTransformer):
    def __init__(self, record: Record, name: str, uses: set[int]) -> None:
        self._record = record
        self._name = name
        self._uses = uses

    def visit(self, node: ast.AST) -> Any:
        self.generic_visit(node)
        if id(node) not in self._uses:
            return node
        match node:
            case ast.Dict(values=values):
                return self._built(values)
            case ast.Call(func=ast.Name(), keywords=given):
                return self._built([one.value for one in given])
        assert isinstance(node, ast.expr)
        key, told = self._record.answer(node)
        if told is not None:
            return ast.Constant(told)
        context = node.ctx if isinstance(node, ast.Subscript) else ast.Load()
        return ast.Attribute(ast.Name(self._record.name, ast.Load()), key, context)

    def _built(self, values: list[ast.expr]) -> ast.Call:
        fields = zip(self._record.fields, values, strict=True)
        return ast.Call(
            ast.Name(self._name, ast.Load()), [], [ast.keyword(key, one) for key, one in fields]
        )
