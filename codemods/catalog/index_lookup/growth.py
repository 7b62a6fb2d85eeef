"""Recognise statements that add to a list: ``append``, ``insert``, ``extend``, ``+=``."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codemods.facts.walking import walk

# Statements that may add to a list have one of these words, or this text.
WORDS = ("append", "insert", "extend")
TEXT = "+= ["


@dataclass(frozen=True, slots=True)
class Growth:
    """A statement that puts ``added`` into the list that ``target`` stands for.

    ``node`` is what stands around ``target`` there: the method, or the statement itself. ``place``
    is where a single new element is afterwards, if that can be told.
    """

    statement: ast.Expr | ast.AugAssign
    target: ast.expr
    node: ast.AST
    added: tuple[ast.expr, ...]
    place: int | None

    @property
    def is_append(self) -> bool:
        return isinstance(self.node, ast.Attribute) and self.node.attr == "append"


def growth(node: ast.AST) -> Growth | None:
    """What a statement adds to a list, if that is all it does."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=target) as method, keywords=[])):
            match method.attr, node.value.args:  # type: ignore[attr-defined]
                case "append", [added] if not isinstance(added, ast.Starred):
                    return Growth(node, target, method, (added,), -1)
                case "insert", [ast.Constant(value=int(index)), added]:
                    return Growth(node, target, method, (added,), 0 if index == 0 else None)
                case "extend", [ast.List(elts=elements) | ast.Tuple(elts=elements)]:
                    return _several(node, target, method, elements)
        case ast.AugAssign(op=ast.Add(), target=target, value=ast.List(elts=elements)):
            return _several(node, target, node, elements)
    return None


def _several(
    statement: ast.Expr | ast.AugAssign, target: ast.expr, node: ast.AST, added: list[ast.expr]
) -> Growth | None:
    if not added or any(isinstance(one, ast.Starred) for one in added):
        return None
    found = Growth(statement, target, node, tuple(added), -1 if len(added) == 1 else None)
    return found if found.place is not None or all(map(is_plain, added)) else None


def is_plain(node: ast.expr) -> bool:
    """Whether an expression may as well be written twice."""
    return isinstance(node, (ast.Name, ast.Constant))


def growths(nodes: Iterable[ast.AST], target: str) -> Iterator[Growth]:
    """The statements in some code that add to what is written ``target``."""
    for node in (one for part in nodes for one in walk(part)):
        found = growth(node)
        if found and ast.unparse(found.target) == target and _is_told(found):
            yield found


def _is_told(found: Growth) -> bool:
    """Whether what was added can be named afterwards."""
    return found.place is not None or all(map(is_plain, found.added))


def members(nodes: Iterable[ast.AST], container: str) -> Iterator[ast.Compare]:
    """The membership tests in some code of what is written ``container``."""
    for node in (one for part in nodes for one in walk(part)):
        match node:
            case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[right]):
                if ast.unparse(right) == container:
                    yield node
