"""Understand what loops and comprehensions go through."""

import ast

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope

from .traversal import Step, Stream, Traversal, counted, is_dotted, is_range


def of_loop(loop: ast.For, facts: Facts) -> Traversal | None:
    """How a loop goes through sequences, where that is all it does besides its body."""
    if loop.orelse or loop.type_comment:
        return None
    return facts.once("traversal", loop, lambda: traversal(loop.target, loop.iter, facts))


def traversal(target: ast.expr, iterable: ast.expr, facts: Facts) -> Traversal | None:
    """How ``for target in iterable`` goes through sequences, where that is understood."""
    match target, iterable:
        case ast.Name(id=name), ast.Call(func=ast.Name(id="range"), keywords=[]):
            return _ranged(name, iterable, facts) if facts.is_builtin("range") else None
        case ast.Name(id=name), _ if is_sequence(iterable) or _is_numpy(iterable, facts):
            return Traversal(Step.ALONE, {name: _stream(iterable)})
        case (
            ast.Tuple(elts=[ast.Name(id=index), each]),
            ast.Call(func=ast.Name(id="enumerate"), args=[source, *rest], keywords=keywords),
        ) if facts.is_builtin("enumerate"):
            start = _start(rest, keywords)
            return None if start is None else _enumerated(index, each, source, start, facts)
        case ast.Tuple(elts=names), ast.Call(func=ast.Name(id="zip"), args=sources, keywords=keys):
            strict = _is_strict(keys)
            if strict is None or not facts.is_builtin("zip"):
                return None
            return _zipped(names, sources, strict)
        case ast.Tuple(elts=[_, _] as names), ast.Call(args=[source], keywords=[]):
            if _is_pairwise(iterable, facts) and is_sequence(source):
                behind = ast.Slice(ast.Constant(1), None)
                return _zipped(names, [source, ast.Subscript(source, behind, ast.Load())], False)
    return None


def _is_strict(keywords: list[ast.keyword]) -> bool | None:
    """What ``zip`` is told by ``strict``; ``None`` where that is not certain."""
    match keywords:
        case []:
            return False
        case [ast.keyword(arg="strict", value=ast.Constant(value=bool(strict)))]:
            return strict
    return None


def _start(rest: list[ast.expr], keywords: list[ast.keyword]) -> int | None:
    """Where ``enumerate`` begins to count; ``None`` where that is not certain."""
    match rest, keywords:
        case [], []:
            return 0
        case ([ast.Constant(value=int(start))], []) | (
            [],
            [ast.keyword(arg="start", value=ast.Constant(value=int(start)))],
        ) if (
            type(start) is int and start >= 0
        ):
            return start
    return None


def _is_pairwise(node: ast.Call, facts: Facts) -> bool:
    """Whether a call is one of ``itertools.pairwise``."""
    imports = module_scope(facts).imports
    match node.func:
        case ast.Name(id=name):
            return imports.get(name) == "itertools.pairwise"
        case ast.Attribute(value=ast.Name(id=module), attr="pairwise"):
            return imports.get(module) == "itertools"
    return False


def _is_numpy(node: ast.expr, facts: Facts) -> bool:
    """Whether an expression calls a function of NumPy, which may be called again."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module))):
            if sum(isinstance(one, ast.Call) for one in ast.walk(node)) > 1:
                return False  # who knows what else is called
            return module_scope(facts).imports.get(module) == "numpy"
    return False


def is_sequence(node: ast.expr) -> bool:
    """Whether an expression can be read again and again: a name, an attribute, a part of one."""
    match node:
        case ast.Attribute(value=value):
            return is_sequence(value)
        case ast.Subscript(value=value, slice=ast.Slice() as part):
            bounds = (part.lower, part.upper, part.step)
            return is_sequence(value) and all(one is None or _is_bound(one) for one in bounds)
    return isinstance(node, ast.Name)


def _is_bound(node: ast.expr) -> bool:
    """Whether the bound of a slice is the same each time that it is computed."""
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _is_bound(operand)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.FloorDiv(), right=right):
            return _is_bound(left) and _is_bound(right)
        case ast.Constant(value=value):
            return type(value) is int
    return isinstance(node, ast.Name) or counted(node) is not None


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
        case ast.Subscript(value=value, slice=ast.Slice(step=None) as part) if is_dotted(value):
            start, end = _bounds(part)
            if start is not None and end is not None:
                return Stream(value, start, end)
    return Stream(node)


def _zipped(names: list[ast.expr], sources: list[ast.expr], strict: bool) -> Traversal | None:
    if len(names) != len(sources) or not sources or not all(map(is_sequence, sources)):
        return None
    ids = [one.id for one in names if isinstance(one, ast.Name)]
    if len(set(ids)) != len(names):
        return None
    streams = list(map(_stream, sources))
    bases = {ast.unparse(one.source) for one in streams}
    if len({ast.unparse(_whole(one.source)) for one in streams}) < len(bases):
        return None  # parts of one sequence: who knows which of them is the shortest
    if len(bases) == 1:
        # Parts of one sequence: the shortest leaves out most, and the others end with it.
        left_out = max(one.start + one.end for one in streams)
        streams = [Stream(one.source, one.start, left_out - one.start) for one in streams]
    step = Step.TRUNCATES if len(bases) > 1 else Step.ALONE
    return Traversal(Step.RAISES if strict else step, dict(zip(ids, streams, strict=True)))


def _whole(source: ast.expr) -> ast.expr:
    return _whole(source.value) if isinstance(source, ast.Subscript) else source


def _enumerated(
    index: str, each: ast.expr, source: ast.expr, start: int, facts: Facts
) -> Traversal | None:
    """An index beside what it counts: it may read other sequences where it begins with zero."""
    found = traversal(each, source, facts)
    if found is None or not found.named or index in found.names or not facts.is_builtin("len"):
        return None
    first = next(iter(found.named.values()))
    if not all(one.is_whole for one in found.named.values()) or is_range(first.source):
        return None
    length = _call("len", first.source)
    if start == 0 and len(found.named) == 1:
        numbers = _call("range", length)
        return Traversal(Step.RAISES, found.named, index, length, numbers=numbers)
    begin = ast.Constant(start)
    end = ast.copy_location(ast.BinOp(length, ast.Add(), begin), source)
    numbers = _call("range", begin, end) if start else _call("range", length)
    return Traversal(found.step, {index: Stream(numbers), **found.named})


def _call(function: str, *arguments: ast.expr) -> ast.Call:
    # Constants get no place: there is no text that spells them.
    made = ast.Call(ast.Name(function, ast.Load()), list(arguments), [])
    return ast.copy_location(made, arguments[-1])


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
    if _is_count(stop) or (counted(stop) is not None and facts.is_builtin("len")):
        return Traversal(Step.RAISES, {}, name, stop, start, end, numbers)
    return Traversal(Step.ALONE, {name: Stream(numbers)})


def _is_count(stop: ast.expr) -> bool:
    """Whether a number is one that sequences may be as long as."""
    return isinstance(stop, ast.Name) or type(getattr(stop, "value", None)) is int
