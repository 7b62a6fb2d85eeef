"""Tell which sequences are surely of the same length, from how they were made."""

import ast

from codemods.facts.known_calls import CHANGING
from codemods.facts.types import Types
from codemods.facts.types.arrays import is_array
from codemods.facts.walking import walk

_FILLED = frozenset({"zeros", "ones", "empty", "full", "arange"})
_LIKE = frozenset({"zeros_like", "ones_like", "empty_like", "sqrt", "abs", "exp", "log", "copy"})


def length(node: ast.expr, types: Types) -> str:
    """A text that is the same for two sequences only where they are equally long."""
    return _Lengths(types).of(node)


def number(node: ast.expr, types: Types) -> str:
    """The same for a number that says how many elements there are."""
    return _Lengths(types).number(node)


class _Lengths:
    def __init__(self, types: Types) -> None:
        self._types = types
        self._asked: set[str] = set()

    def of(self, node: ast.expr) -> str:
        """What the length of a sequence depends on."""
        match node:
            case ast.Name(id=name) if name not in self._asked:
                self._asked.add(name)
                made = self._only_value(name)
                return self._made(made) if made is not None else f"len({name})"
            case ast.BinOp(left=left, right=right):
                sides = [one for one in (left, right) if is_array(self._types.of(one))]
                found = {self.of(one) for one in sides}
                return found.pop() if len(found) == 1 else ast.unparse(node)
        return f"len({ast.unparse(node)})"

    def number(self, node: ast.expr) -> str:
        """What a number depends on."""
        match node:
            case ast.Call(func=ast.Name(id="len"), args=[sequence], keywords=[]):
                return self.of(sequence)
            case ast.Name(id=name) if name not in self._asked:
                made = self._only_value(name)
                if made is not None:
                    self._asked.add(name)
                    return self.number(made)
                return name if self._is_steady(name) else f"{name} at {node.lineno}"
        return ast.unparse(node) if isinstance(node, ast.Constant) else f"at {node.lineno}"

    def _made(self, node: ast.expr) -> str:
        match node:
            case ast.Call(func=ast.Attribute(attr=attr) as function, args=[first, *rest]):
                origin = self._types.declarations.annotations.origin(function)
                if origin != f"numpy.{attr}" or any(one.arg != "dtype" for one in node.keywords):
                    return f"made at {node.lineno}"
                if attr in _LIKE:
                    return self.of(first)
                if attr in _FILLED and (attr != "arange" or not rest):
                    return self.number(first)
                if attr == "linspace" and len(rest) == 2:
                    return self.number(rest[1])
            case ast.BinOp():
                return self.of(node)
        return f"made at {node.lineno}"

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
        return not any(
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == name
            and node.attr in {*CHANGING, "resize"}
            for node in walk(self._types.root)
        )
