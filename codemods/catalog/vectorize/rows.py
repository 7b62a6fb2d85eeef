"""Tell what is in lists of lists, and how many there are of it."""

import ast

from codemods.facts.types import UNKNOWN, Known, Type, options
from codemods.facts.types.elements import element
from codemods.facts.types.model import FLOAT, INT

from .assumed import Elements
from .kinds import Kind
from .traversal import is_range

_ROWS = frozenset({"list", "tuple...", "Sequence"})


class Cells(Elements):
    """Takes the elements of rows for what they are declared to be."""

    def kind(self, source: ast.expr) -> Kind | None:
        if is_range(source):
            return Kind.INT
        if rank(self._types.of(source)):
            return Kind.REAL
        self._needs.untold[ast.unparse(source)] = None
        return Kind.FLOAT


def rank(type_: Type) -> int:
    """How many indices it takes to come to a float: of a list 1, of a list of lists 2; else 0."""
    found = options(type_)
    if not all(isinstance(one, Known) and one.name in _ROWS for one in found):
        return 0
    inner = element(type_)
    if all(one in (FLOAT, INT) for one in options(inner)) and FLOAT in options(inner):
        return 1
    deeper = rank(inner) if isinstance(inner, Known) else 0
    return deeper + 1 if deeper else 0


def is_untold(type_: Type) -> bool:
    """Whether nothing is known of something, or of what is in it in the end."""
    return any(
        one == UNKNOWN or (isinstance(one, Known) and one.name in _ROWS and is_untold(element(one)))
        for one in options(type_)
    )


def is_plain_count(node: ast.expr) -> bool:
    """Whether a count is a name, a number, or the length of a list or of its first row."""
    match node:
        case ast.Name() | ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="len"), args=[ast.Name()], keywords=[]):
            return True
        case ast.Call(
            func=ast.Name(id="len"),
            args=[ast.Subscript(value=ast.Name(), slice=ast.Constant(value=0))],
            keywords=[],
        ):
            return True
    return False
