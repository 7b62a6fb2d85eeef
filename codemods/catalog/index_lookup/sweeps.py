"""Say how a search goes through what it searches: ``for row in rows``, or by position."""

import ast
from dataclasses import dataclass, replace
from enum import Enum

from codemods.facts import Facts
from codemods.facts.walking import walk

# Methods of a text that give a text and can't fail: a key may be what they make of one.
TEXT_METHODS = frozenset("lower upper strip lstrip rstrip casefold title capitalize".split())
# Methods of builtin types that do nothing but compute what a key may be, of constants.
_COMPUTING = TEXT_METHODS | frozenset(
    """get split rsplit partition rpartition replace removeprefix removesuffix zfill ljust rjust
    isoformat date swapcase encode decode bit_length hex""".split()
)
_TURNING = frozenset("str repr int len abs bool tuple".split())
_VIEWS = frozenset({"values", "items"})


class Way(Enum):
    """The ways to go through a container."""

    ELEMENTS = "for row in rows"
    NUMBERED = "for n, row in enumerate(rows)"
    POSITIONS = "for n in range(len(rows))"


@dataclass(frozen=True, slots=True)
class Sweep:
    """One way through all elements of ``container``: ``names`` are what ``iterable`` gives.

    They are what the elements are called, or unpacked into, or their positions. ``builtins`` are
    those that keep their meaning here.
    """

    names: tuple[str, ...]
    container: ast.expr
    iterable: ast.expr
    way: Way = Way.ELEMENTS
    builtins: frozenset[str] = frozenset()

    def knows(self, name: str) -> bool:
        """Whether a name stands for the builtin of this name."""
        return name in self.builtins

    @property
    def unpacks(self) -> bool:
        """Whether the elements themselves are unpacked."""
        return self.way is Way.ELEMENTS and len(self.names) > 1

    @property
    def by_position(self) -> str:
        """How an element is spelled that is read by its position; nothing otherwise."""
        if self.way is not Way.POSITIONS:
            return ""
        return f"{ast.unparse(self.container)}[{self.names[0]}]"

    @property
    def readable(self) -> frozenset[str]:
        """The names that say something of an element, and nothing that could differ."""
        container = names_in(self.container) if self.way is Way.POSITIONS else set()
        return frozenset({*self.names, *container})

    def is_dict_key(self, node: ast.expr) -> bool:
        """Whether an expression is the key of ``for key, value in table.items()``."""
        match node, self.container:
            case ast.Name(id=name), ast.Call(func=ast.Attribute(attr="items")):
                return name == self.names[0]
        return False

    def is_element(self, node: ast.AST) -> bool:
        """Whether an expression is an element, read by its position."""
        return isinstance(node, ast.Subscript) and ast.unparse(node) == self.by_position


def sweep_of(target: ast.expr, iterable: ast.expr, facts: Facts) -> Sweep | None:
    """How ``for target in iterable`` goes through a container, if it goes through one."""
    found = _sweep_of(target, iterable, facts)
    return replace(found, builtins=frozenset(filter(facts.is_builtin, _TURNING))) if found else None


def _sweep_of(target: ast.expr, iterable: ast.expr, facts: Facts) -> Sweep | None:
    names = names_of(target)
    match iterable, names:
        case _, ():
            return None
        case (
            ast.Call(func=ast.Name(id="enumerate"), args=[inner, *start], keywords=[]),
            (number, _),
        ) if is_container(inner) and all(isinstance(one, ast.Constant) for one in start):
            found = Sweep(names, inner, iterable, Way.NUMBERED)
            return (
                found if facts.is_builtin("enumerate") and number not in names_in(inner) else None
            )
        case (
            ast.Call(
                func=ast.Name(id="range"),
                args=[ast.Call(func=ast.Name(id="len"), args=[inner], keywords=[])],
                keywords=[],
            ),
            (_,),
        ) if is_container(inner) and not isinstance(inner, ast.Call):
            found = Sweep(names, inner, iterable, Way.POSITIONS)
            return found if facts.is_builtin("range") and facts.is_builtin("len") else None
    return Sweep(names, iterable, iterable) if is_container(iterable) else None


def names_of(target: ast.expr) -> tuple[str, ...]:
    """The name of a target, or the different names that it unpacks into; none of others."""
    match target:
        case ast.Name(id=name):
            return (name,)
        case ast.Tuple(elts=[_, _, *_] as elements):
            names = [one.id for one in elements if isinstance(one, ast.Name)]
            return tuple(names) if len(set(names)) == len(elements) else ()
    return ()


def names_in(node: ast.AST) -> set[str]:
    return {one.id for one in walk(node) if isinstance(one, ast.Name)}


def is_key(node: ast.expr, sweep: Sweep) -> bool:
    """Whether an expression is made of an element alone, by what can be read of it."""
    match node:
        case ast.Name(id=name):
            return name in sweep.names
        case ast.Subscript() if sweep.is_element(node):
            return True
        case ast.Attribute(value=value):
            return is_key(value, sweep)
        case ast.Subscript(value=value, slice=index) if _is_constant(index):
            return is_key(value, sweep)
        case ast.Subscript(value=value, slice=ast.Slice(lower, upper, step)):
            bounds = (one for one in (lower, upper, step) if one)
            return all(map(_is_constant, bounds)) and is_key(value, sweep)
        case ast.Call(func=ast.Attribute(value=value, attr=attr), args=arguments, keywords=[]):
            computes = attr in _COMPUTING and all(map(_is_constant, arguments))
            return computes and is_key(value, sweep)
        case ast.Call(func=ast.Name(id=name), args=[value], keywords=[]):
            return name in _TURNING and sweep.knows(name) and is_key(value, sweep)
        case ast.Tuple(elts=elements):
            return bool(elements) and all(is_key(one, sweep) for one in elements)
        case ast.BinOp(left=left, right=right):
            sides = [one for one in (left, right) if not _is_constant(one)]
            return bool(sides) and all(is_key(one, sweep) for one in sides)
        case ast.JoinedStr(values=values):
            parts = [one for one in values if isinstance(one, ast.FormattedValue)]
            plain = all(one.format_spec is None for one in parts)
            return bool(parts) and plain and all(is_key(one.value, sweep) for one in parts)
    return False


def _is_constant(node: ast.expr) -> bool:
    """Whether an expression is a constant, or a number with a minus before it."""
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
            return True
    return isinstance(node, ast.Constant)


def is_container(node: ast.expr) -> bool:
    """Whether an expression is a name, an attribute of one, or a view of a dict."""
    match node:
        case ast.Name():
            return True
        case ast.Attribute(value=value):
            return is_container(value)
        case ast.Call(func=ast.Attribute(value=value, attr=attr), args=[], keywords=[]):
            return attr in _VIEWS and is_container(value)
    return False
