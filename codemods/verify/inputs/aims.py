"""Choose what to aim at: branches that no call has taken, although their condition was asked."""

import ast
from collections.abc import Iterator, Sequence, Set

from codemods.verify.changes import Function

MOST = 4
Block = Sequence[ast.stmt]


def aims(function: Function, reached: Set[int], wanted: Set[int]) -> tuple[frozenset[int], ...]:
    """For each branch the line at which it begins, first of those that hold ``wanted`` lines."""
    found: dict[int, bool] = {}
    for node in ast.walk(function):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for block in _blocks(node):
                first = block[0].lineno
                if getattr(node, "lineno", 0) in reached and first not in reached:
                    found[first] = not (_lines(block) & wanted)
    nearest = sorted(found, key=lambda line: (found[line], line))
    return tuple(frozenset({line}) for line in nearest[:MOST])


def _blocks(node: ast.AST) -> Iterator[Block]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list) and block:
            yield block
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield part.body


def _lines(block: Block) -> set[int]:
    return {one.lineno for top in block for one in ast.walk(top) if isinstance(one, ast.stmt)}
