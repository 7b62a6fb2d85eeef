"""Say which sequences a loop or comprehension goes through in step, and what it calls elements."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope


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


def of_loop(loop: ast.For, facts: Facts) -> Traversal | None:
    """How a loop goes through sequences, where that is all it does besides its body."""
    if loop.orelse or loop.type_comment:
        return None
    return traversal(loop.target, loop.iter, facts)


def traversal(target: ast.expr, iterable: ast.expr, facts: Facts) -> Traversal | None:
    """How ``for target in iterable`` goes through sequences, where that is understood."""
    match target, iterable:
        case ast.Name(id=name), ast.Call(func=ast.Name(id="range"), keywords=[]):
            return _ranged(name, iterable, facts) if facts.is_builtin("range") else None
        case ast.Name(id=name), _ if is_sequence(iterable) or _is_numpy(iterable, facts):
            return Traversal(Step.ALONE, {name: _stream(iterable)})
        case (
            ast.Tuple(elts=[ast.Name(id=index), ast.Name(id=name)]),
            ast.Call(func=ast.Name(id="enumerate"), args=[source], keywords=[]),
        ) if index != name and is_dotted(source):
            return _enumerated(index, name, source) if facts.is_builtin("enumerate") else None
        case ast.Tuple(elts=names), ast.Call(func=ast.Name(id="zip"), args=sources, keywords=[]):
            return _zipped(names, sources) if facts.is_builtin("zip") else None
    return None


def _is_numpy(node: ast.expr, facts: Facts) -> bool:
    """Whether an expression calls a function of NumPy, which may be called again."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module))):
            if sum(isinstance(one, ast.Call) for one in ast.walk(node)) > 1:
                return False  # who knows what else is called
            return module_scope(facts).imports.get(module) == "numpy"
    return False


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


def is_sequence(node: ast.expr) -> bool:
    """Whether an expression can be read again and again: a name, an attribute, a part of one."""
    match node:
        case ast.Attribute(value=value):
            return is_sequence(value)
        case ast.Subscript(value=value, slice=ast.Slice(step=None) as part):
            return is_sequence(value) and None not in _bounds(part)
    return isinstance(node, ast.Name)


def _bounds(part: ast.Slice) -> tuple[int | None, int | None]:
    """How many elements a slice leaves out at both ends; ``None`` where that is not certain."""
    start: int | None = 0
    end: int | None = 0
    match part.lower:
        case None:
            pass
        case ast.Constant(value=int(start)) if start >= 0:
            pass
        case _:
            start = None
    match part.upper:
        case None:
            pass
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(end))) if end > 0:
            pass
        case _:
            end = None
    return start, end


def _stream(node: ast.expr) -> Stream:
    match node:
        case ast.Subscript(value=ast.Name() as value, slice=ast.Slice() as part):
            start, end = _bounds(part)
            return Stream(value, start or 0, end or 0)
    return Stream(node)


def _zipped(names: list[ast.expr], sources: list[ast.expr]) -> Traversal | None:
    if len(names) != len(sources) or not sources or not all(map(is_sequence, sources)):
        return None
    ids = [one.id for one in names if isinstance(one, ast.Name)]
    if len(set(ids)) != len(names):
        return None
    streams = list(map(_stream, sources))
    bases = {ast.unparse(one.source) for one in streams}
    if len(bases) == 1:
        # Parts of one sequence: the shortest leaves out most, and the others end with it.
        left_out = max(one.start + one.end for one in streams)
        streams = [Stream(one.source, one.start, left_out - one.start) for one in streams]
    step = Step.TRUNCATES if len(bases) > 1 else Step.ALONE
    return Traversal(step, dict(zip(ids, streams, strict=True)))


def _enumerated(index: str, name: str, source: ast.expr) -> Traversal:
    length = ast.copy_location(_call("len", source), source)
    numbers = ast.copy_location(_call("range", length), source)
    return Traversal(Step.RAISES, {name: Stream(source)}, index, length, numbers=numbers)


def _call(function: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(function, ast.Load()), [argument], [])


def _ranged(name: str, numbers: ast.Call, facts: Facts) -> Traversal | None:
    """An index where it begins and ends with a sequence, else any whole numbers."""
    match numbers.args:
        case [stop]:
            start = 0
        case [ast.Constant(value=int(start)), stop] if start >= 0:
            pass
        case _:
            return Traversal(Step.ALONE, {name: Stream(numbers)})
    end = 0
    match stop:
        case ast.BinOp(left=left, op=ast.Sub(), right=ast.Constant(value=int(end))) if end >= 0:
            stop = left
    if isinstance(stop, ast.Name) or (counted(stop) is not None and facts.is_builtin("len")):
        return Traversal(Step.RAISES, {}, name, stop, start, end, numbers)
    return Traversal(Step.ALONE, {name: Stream(numbers)})


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
