"""Tell which sequences are surely of the same length, from how they were made."""

import ast
from collections.abc import Iterable

from codemods.facts.known_calls import CHANGING
from codemods.facts.types import Types
from codemods.facts.types.arrays import is_array
from codemods.facts.types.model import INT
from codemods.facts.walking import walk

from .whole_scope import is_bound_elsewhere, whole_scope

_FILLED = frozenset({"zeros", "ones", "empty", "full", "arange"})
_LIKE = frozenset({"zeros_like", "ones_like", "empty_like", "sqrt", "abs", "exp", "log", "copy"})


def length(node: ast.expr, types: Types) -> str:
    """A text that is the same for two sequences only where they are equally long."""
    return _Lengths(types).of(node)


def number(node: ast.expr, types: Types) -> str:
    """The same for a number that says how many elements there are."""
    return _Lengths(types).number(node)


def rank(node: ast.expr, types: Types) -> int | None:
    """How many dimensions an array has, where it was made so."""
    return _Lengths(types).rank(node)


def axis(node: ast.expr, number_of: int, types: Types) -> str:
    """The same as for a length for one of the dimensions of an array, counted from 0."""
    return _Lengths(types).axis(node, number_of)


def differ(found: Iterable[str]) -> bool:
    """Whether what lengths depend on are numbers, and not all the same one."""
    return len({text for text in found if text.isdecimal()}) > 1


class _Lengths:
    def __init__(self, types: Types) -> None:
        self._types = whole_scope(types)
        self._asked: set[str] = set()

    def of(self, node: ast.expr) -> str:
        """What the length of a sequence depends on."""
        return self.axis(node, 0)

    def axis(self, node: ast.expr, number_of: int) -> str:
        """What the length of a dimension depends on."""
        match node:
            case ast.Name(id=name) if name not in self._asked:
                self._asked.add(name)
                made = self._only_value(name)
                return _plain(node, number_of) if made is None else self._made(made, number_of)
            case ast.BinOp(left=left, right=right):
                sides = [one for one in (left, right) if is_array(self._types.of(one))]
                found = {self.axis(one, number_of) for one in sides}
                return found.pop() if len(found) == 1 else _made_at(node)
            case ast.Call():
                return self._made(node, number_of)
        return _plain(node, number_of)

    def rank(self, node: ast.expr) -> int | None:
        match node:
            case ast.Name(id=name):
                made = self._only_value(name)
                if made is not None:
                    return self.rank(made)
                return self._unpacked(name)
            case ast.Call(func=ast.Attribute(attr=attr), args=[first, *_]) if attr in _FILLED:
                if not self._is_numpy(node):
                    return None
                if isinstance(first, ast.Tuple):
                    return len(first.elts)
                return 1 if self._types.of(first) == INT else None
        return None

    def _unpacked(self, name: str) -> int | None:
        """How many names ``rows, columns = table.shape`` has: then it has as many dimensions."""
        for node in walk(self._types.root):
            match node:
                case ast.Assign(
                    targets=[ast.Tuple(elts=names)],
                    value=ast.Attribute(value=ast.Name(id=unpacked), attr="shape"),
                ) if unpacked == name and self._is_steady(name):
                    return len(names)
        return None

    def number(self, node: ast.expr) -> str:
        """What a number depends on."""
        match node:
            case ast.Call(
                func=ast.Name(id="len"),
                args=[ast.Subscript(value=table, slice=ast.Constant(value=0))],
                keywords=[],
            ) if is_array(self._types.of(table)):
                return self.axis(table, 1)
            case ast.Call(func=ast.Name(id="len"), args=[sequence], keywords=[]):
                return self.of(sequence)
            case ast.Subscript(
                value=ast.Attribute(value=table, attr="shape"),
                slice=ast.Constant(value=int(number_of)),
            ) if (
                is_array(self._types.of(table)) and number_of >= 0
            ):
                return self.axis(table, number_of)
            case ast.Attribute(value=table, attr="size"):
                # Where it has several dimensions, something else says so.
                return self.of(table) if is_array(self._types.of(table)) else _made_at(node)
            case ast.Name(id=name) if name not in self._asked:
                return self._variable(name, node)
        return ast.unparse(node) if isinstance(node, ast.Constant) else _made_at(node)

    def _variable(self, name: str, node: ast.Name) -> str:
        made = self._only_value(name)
        if made is not None:
            self._asked.add(name)
            return self.number(made)
        bindings = self._types.scope.bindings.get(name, [])
        if len(bindings) == 1 and self._is_steady(name):
            match bindings[0].value, bindings[0].path:
                case ast.Attribute(value=table, attr="shape"), (int(number_of),):
                    return self.axis(table, number_of)
        return name if self._is_steady(name) else f"{name} {_made_at(node)}"

    def _made(self, node: ast.expr, number_of: int) -> str:
        match node:
            case ast.Call(func=ast.Attribute(attr=attr), args=[first, *rest]):
                if not self._is_numpy(node):
                    return _made_at(node)
                if attr in _LIKE:
                    return self.axis(first, number_of)
                if attr in _FILLED and (attr != "arange" or not rest):
                    return self._filled(first, number_of)
                if attr == "linspace" and len(rest) == 2 and number_of == 0:
                    return self.number(rest[1])
            case ast.BinOp():
                return self.axis(node, number_of)
        return _made_at(node)

    def _filled(self, shape: ast.expr, number_of: int) -> str:
        match shape:
            case ast.Tuple(elts=sizes) if number_of < len(sizes):
                return self.number(sizes[number_of])
            case ast.Attribute(value=table, attr="shape"):
                return self.axis(table, number_of)
        return self.number(shape) if number_of == 0 else _made_at(shape)

    def _is_numpy(self, node: ast.Call) -> bool:
        """Whether a call is that of a function of NumPy, and told no more than a dtype."""
        origin = self._types.declarations.annotations.origin(node.func)
        is_plain = all(one.arg == "dtype" for one in node.keywords)
        return origin == f"numpy.{getattr(node.func, 'attr', '')}" and is_plain

    def _only_value(self, name: str) -> ast.expr | None:
        """What a variable is bound to, where that is all that ever happens to it."""
        bindings = self._types.scope.bindings.get(name, [])
        if len(bindings) != 1 or not self._is_steady(name):
            return None
        (bound,) = bindings
        return bound.value if not bound.path and bound.operator is None else None

    def _is_steady(self, name: str) -> bool:
        """Whether a variable is bound once and what it holds gets no longer or shorter."""
        if len(self._types.scope.bindings.get(name, [])) != 1 or self._types.scope.is_open:
            return False
        if is_bound_elsewhere(name, self._types):
            return False
        return not any(
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == name
            and node.attr in {*CHANGING, "resize"}
            for node in walk(self._types.root)
        )


def _plain(node: ast.expr, number_of: int) -> str:
    text = ast.unparse(node)
    return f"{text}.shape[{number_of}]" if number_of else f"len({text})"


def _made_at(node: ast.expr) -> str:
    """A text that no other expression has."""
    return f"made at {node.lineno}:{node.col_offset}"
