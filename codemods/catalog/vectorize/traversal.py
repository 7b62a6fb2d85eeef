"""Say which sequences a loop or comprehension goes through in step, and what it calls elements."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Step(Enum):
    """What happens where sequences in step are not of one length."""

    ALONE = "there is but one"
    TRUNCATES = "the shortest ends it"
    RAISES = "an index is out of range"


@dataclass(frozen=True, slots=True)
class Stream:
    """A sequence, or the part of one that a loop goes through.

    ``source`` is the sequence, ``start`` how many elements at its beginning are left out, and
    ``end`` how many at its end.
    """

    source: ast.expr
    start: int = 0
    end: int = 0

    @property
    def is_whole(self) -> bool:
        return not self.start and not self.end

    @property
    def text(self) -> str:
        return ast.unparse(self.sliced())

    def sliced(self) -> ast.expr:
        """The part as an expression."""
        if self.is_whole:
            return self.source
        lower = ast.Constant(self.start) if self.start else None
        upper = ast.UnaryOp(ast.USub(), ast.Constant(self.end)) if self.end else None
        return ast.Subscript(self.source, ast.Slice(lower, upper), ast.Load())


class Reading(Protocol):
    """Knows what expressions read of the elements that loops go through."""

    @property
    def rounds(self) -> str:
        """How many rounds there are, as text, where a range or a length says so."""

    @property
    def names(self) -> set[str]:
        """The variables that are bound."""

    def stream(self, node: ast.expr) -> Stream | None:
        """The stream that an expression reads the current element of."""


@dataclass(frozen=True, slots=True)
class Traversal:
    """What is gone through: streams by the text that reads an element of each.

    An ``index`` goes from ``start`` to ``end`` less than ``count``, through the ``numbers`` that a
    range gives.
    """

    step: Step
    named: dict[str, Stream] = field(default_factory=dict)
    index: str = ""
    count: ast.expr | None = None
    start: int = 0
    end: int = 0
    numbers: ast.Call | None = None

    @property
    def over(self) -> ast.expr | None:
        """The sequence whose length says how far an index goes."""
        return counted(self.count) if self.count is not None else None

    @property
    def rounds(self) -> str:
        """How many rounds there are, as text, where a range or a length says so."""
        match self.numbers, list(self.named.values()):
            case ast.Call(args=[stop]), _:
                return ast.unparse(stop)
            case None, [Stream(source=ast.Call(args=[stop]))]:
                return ast.unparse(stop)
        return ""

    def stream(self, node: ast.expr) -> Stream | None:
        """The stream that an expression reads the current element of."""
        match node:
            case ast.Name(id=self.index) if self.numbers is not None:
                return Stream(self.numbers)
            case ast.Name(id=name):
                return self.named.get(name)
            case ast.Subscript(value=source, slice=index) if self.index and is_dotted(source):
                offset = self._offset(index)
                if offset is None or self.start + offset < 0 or offset > self.end:
                    return None
                return Stream(source, self.start + offset, self.end - offset)
        return None

    def _offset(self, index: ast.expr) -> int | None:
        match index:
            case ast.Name(id=self.index):
                return 0
            case ast.BinOp(left=ast.Name(id=self.index), op=op, right=ast.Constant(value=value)):
                if type(value) is int and isinstance(op, (ast.Add, ast.Sub)):
                    return value if isinstance(op, ast.Add) else -value
        return None

    @property
    def names(self) -> set[str]:
        """The variables that the traversal binds."""
        return {*self.named, *([self.index] if self.index else [])}


def counted(count: ast.expr) -> ast.expr | None:
    """The sequence whose length ``len(xs)``, ``xs.shape[0]`` or ``xs.size`` is."""
    match count:
        case ast.Call(func=ast.Name(id="len"), args=[sequence], keywords=[]):
            return sequence if is_dotted(sequence) else None
        case ast.Subscript(
            value=ast.Attribute(value=sequence, attr="shape"), slice=ast.Constant(value=0)
        ):
            return sequence if is_dotted(sequence) else None
        case ast.Attribute(value=sequence, attr="size"):
            return sequence if is_dotted(sequence) else None
    return None


def is_range(node: ast.expr) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="range")):
            return True
    return False


def is_dotted(node: ast.expr) -> bool:
    """Whether an expression is a name, or an attribute of one."""
    match node:
        case ast.Name():
            return True
        case ast.Attribute(value=value):
            return is_dotted(value)
    return False


def read_streams(traversal: Reading, parts: list[ast.expr]) -> Iterator[Stream]:
    """The streams that expressions read, each time they do."""
    stack: list[ast.AST] = list(reversed(parts))
    while stack:
        node = stack.pop()
        found = traversal.stream(node) if isinstance(node, ast.expr) else None
        if found is not None:
            yield found
        else:
            stack += reversed(list(ast.iter_child_nodes(node)))


def sources_of(streams: Sequence[Stream]) -> list[str]:
    """The sequences themselves as texts, each once."""
    return list(dict.fromkeys(ast.unparse(one.source) for one in streams))


def cutting(streams: Sequence[Stream]) -> Callable[[Stream], ast.expr]:
    """Cut each of two sequences to the length of the other, as ``zip`` does."""
    one, other = streams

    def cut(stream: Stream) -> ast.expr:
        against = other if stream.text == one.text else one
        length = ast.Call(ast.Name("len", ast.Load()), [against.source], [])
        return ast.Subscript(stream.source, ast.Slice(None, length), ast.Load())

    return cut
