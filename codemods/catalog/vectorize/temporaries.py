"""Put the temporaries of a loop's body where they are read."""

import ast
import copy
from collections import Counter
from dataclasses import dataclass, field

from codemods.facts.walking import walk


@dataclass(frozen=True, slots=True)
class Body:
    """What a body does once it is written without its temporaries.

    ``values`` are what temporaries were, by name; each stands as the very same node in all the
    places where it was read, ``several`` are the names of those that were read more than once.
    """

    statements: list[ast.stmt]
    values: dict[str, ast.expr] = field(default_factory=dict)
    several: frozenset[str] = frozenset()


def without_temporaries(body: list[ast.stmt]) -> Body:
    """The body with what its first statements bind put in where it is read.

    It stays as it is where a name would then mean something else.
    """
    first: list[tuple[str, ast.expr]] = []
    for statement in body[:-1]:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value, type_comment=None):
                first.append((name, value))
            case _:
                break
    if not first:
        return Body(body)
    names = [name for name, _ in first]
    rest = body[len(first) :]
    reads: Counter[str] = Counter()
    for index, (_, value) in enumerate(first):
        reads.update(read := _names(value, ast.Load))
        if set(read) & set(names[index:]):
            return Body(body)  # an earlier round of the loop left it there
    for statement in rest:
        reads.update(_names(statement, ast.Load))
    bound = {name for statement in rest for name in _names(statement, ast.Store)}
    if len(set(names)) < len(names) or bound & set(names) or not _all_in(names, reads):
        return Body(body)
    values: dict[str, ast.expr] = {}
    for name, value in first:
        values[name] = _PutIn(values).visit(copy.deepcopy(value))
    statements = [_PutIn(values).visit(copy.deepcopy(one)) for one in rest]
    return Body(statements, values, frozenset(name for name in names if reads[name] > 1))


def _all_in(names: list[str], reads: Counter[str]) -> bool:
    """Whether all temporaries are read: what is not may raise, and nobody would compute it."""
    return all(reads[name] for name in names)


def _names(node: ast.AST, context: type[ast.expr_context]) -> list[str]:
    return [
        one.id for one in walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, context)
    ]


class _PutIn(ast.NodeTransformer):
    def __init__(self, values: dict[str, ast.expr]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if isinstance(node.ctx, ast.Load):
            return self._values.get(node.id, node)
        return node
