"""Find nested loops that fill an array of one or two dimensions, element by element."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from codemods.facts import Facts

from .choices import IN_PLACE, chosen
from .traversal import Stream, counted, is_dotted


@dataclass(frozen=True, slots=True)
class Axis:
    """One of the nested loops: its index goes from zero to less than a count."""

    index: str
    numbers: ast.Call
    loop: ast.For

    @property
    def count(self) -> ast.expr:
        return self.numbers.args[0]

    @property
    def columns_of(self) -> ast.expr | None:
        """The table whose columns are counted: ``len(a[0])`` or ``a.shape[1]``."""
        match self.count:
            case ast.Call(args=[ast.Subscript(value=table)]):
                return table
            case ast.Subscript(value=ast.Attribute(value=table), slice=ast.Constant(value=1)):
                return table
        return None


@dataclass(frozen=True, slots=True)
class Cell(Stream):
    """An element of an array by its indices, or one of the numbers of an axis."""

    indices: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Grid:
    """Nested loops that store into ``target[i]`` or ``target[i, j]``.

    ``axes`` are those of the target, in its order; over ``summed`` a sum is taken, which begins
    with ``start`` where it has a ``variable`` of its own.
    """

    loop: ast.For
    target: ast.Name
    axes: tuple[Axis, ...]
    value: ast.expr
    operator: ast.operator | None
    summed: Axis | None = None
    start: ast.expr | None = None
    variable: str = ""
    loops: tuple[ast.For, ...] = field(default=())

    def cells(self, part: ast.expr | None = None) -> Iterator[Cell]:
        """The cells that the value reads, or a part of it."""
        stack: list[ast.AST] = [part or self.value]
        while stack:
            node = stack.pop()
            found = self.stream(node) if isinstance(node, ast.expr) else None
            if found is not None:
                yield found
            else:
                stack += ast.iter_child_nodes(node)

    @property
    def rounds(self) -> str:
        return ""

    @property
    def names(self) -> set[str]:
        """The variables that the loops bind."""
        return {one.index for one in self.all_axes}

    @property
    def all_axes(self) -> tuple[Axis, ...]:
        return (*self.axes, *([self.summed] if self.summed is not None else []))

    def axis(self, index: str) -> Axis:
        return next(one for one in self.all_axes if one.index == index)

    def stream(self, node: ast.expr) -> Cell | None:
        """The cell that an expression reads."""
        if isinstance(node, ast.Name) and node.id in self.names:
            return Cell(self.axis(node.id).numbers, indices=(node.id,))
        found = subscripted(node)
        if found is None or not set(found[1]) <= self.names:
            return None
        source, indices = found
        return Cell(source, indices=indices) if len(set(indices)) == len(indices) else None


def subscripted(node: ast.expr) -> tuple[ast.expr, tuple[str, ...]] | None:
    """The array and the names of the indices of ``a[i]``, ``a[i, j]`` or ``a[i][j]``."""
    match node:
        case ast.Subscript(value=source, slice=ast.Name(id=index)) if is_dotted(source):
            return source, (index,)
        case ast.Subscript(
            value=source, slice=ast.Tuple(elts=[ast.Name(id=one), ast.Name(id=other)])
        ) if is_dotted(source):
            return source, (one, other)
        case ast.Subscript(
            value=ast.Subscript(value=source, slice=ast.Name(id=one)), slice=ast.Name(id=other)
        ) if is_dotted(source):
            return source, (one, other)
    return None


def grid(loop: ast.For, facts: Facts) -> Grid | None:
    """The grid that a nest of loops fills, where that is all they do."""
    return facts.once("grid", loop, lambda: _grid(loop, facts))


def _grid(loop: ast.For, facts: Facts) -> Grid | None:
    if not facts.is_builtin("range"):
        return None
    axes: list[Axis] = []
    body: list[ast.stmt] = [loop]
    while len(body) == 1 and isinstance(body[0], ast.For):
        axis = _axis(body[0])
        if axis is None:
            return None
        axes.append(axis)
        body = body[0].body
    if any(_depends(one.count, axes) for one in axes):
        return None
    match body:
        case [ast.Assign(targets=[ast.Subscript() as target], value=value)]:
            return _filled(axes, target, value, None)
        case [ast.AugAssign(target=ast.Subscript() as target, op=op, value=value)]:
            return _filled(axes, target, value, op) if isinstance(op, IN_PLACE) else None
        case [ast.If() as choice] if (store := chosen(choice)) is not None:
            return _filled(axes, *store, None)
        case [ast.Assign(targets=[ast.Name(id=name)], value=start), ast.For() as inner, stored]:
            return _summed(axes, name, start, inner, stored)
    return None


def _axis(loop: ast.For) -> Axis | None:
    axis = axis_of(loop)
    return axis if axis is not None and _is_count(axis.numbers.args[0]) else None


def axis_of(loop: ast.For) -> Axis | None:
    """The axis that ``for i in range(n)`` goes along."""
    match loop:
        case ast.For(
            target=ast.Name(id=index),
            iter=ast.Call(func=ast.Name(id="range"), args=[_], keywords=[]) as numbers,
            orelse=[],
            type_comment=None,
        ):
            return Axis(index, numbers, loop)
    return None


def _is_count(node: ast.expr) -> bool:
    """Whether a number says how many there are of something, the same in each round."""
    match node:
        case ast.Name() | ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="len"), args=[ast.Subscript() as row], keywords=[]):
            return is_dotted(row.value) and ast.unparse(row.slice) == "0"
        case ast.Subscript(
            value=ast.Attribute(value=table, attr="shape"), slice=ast.Constant(value=0 | 1)
        ):
            return is_dotted(table)
    return counted(node) is not None


def _depends(count: ast.expr, axes: list[Axis]) -> bool:
    indices = {one.index for one in axes}
    return any(isinstance(node, ast.Name) and node.id in indices for node in ast.walk(count))


def _filled(
    axes: list[Axis], target: ast.Subscript, value: ast.expr, operator: ast.operator | None
) -> Grid | None:
    """``out[i, j] = ...``; ``out[i] += ...`` in a loop more than it has indices is a sum."""
    found = _target(axes, target)
    if found is None or len(axes) < 2:
        return None
    name, own = found
    others = [one for one in axes if one not in own]
    loops = tuple(one.loop for one in axes)
    if not others:
        return Grid(axes[0].loop, name, own, value, operator, loops=loops)
    if len(others) == 1 and isinstance(operator, ast.Add):
        return Grid(axes[0].loop, name, own, value, operator, others[0], loops=loops)
    return None


def _summed(
    axes: list[Axis], name: str, start: ast.expr, inner: ast.For, stored: ast.stmt
) -> Grid | None:
    """``total = 0.0``, a loop that adds to it, and ``out[i, j] = total``."""
    axis = _axis(inner)
    match stored, inner.body:
        case (
            ast.Assign(targets=[ast.Subscript() as target], value=ast.Name(id=put)),
            [ast.AugAssign(target=ast.Name(id=added), op=ast.Add(), value=value)],
        ) if (
            put == added == name and axis is not None and isinstance(start, ast.Constant)
        ):
            found = _target(axes, target)
            if _depends(axis.count, [*axes, axis]):
                return None
            if found is not None and len(found[1]) == len(axes):
                loops = (*(one.loop for one in axes), inner)
                return Grid(axes[0].loop, *found, value, None, axis, start, name, loops)
    return None


def _target(axes: list[Axis], target: ast.Subscript) -> tuple[ast.Name, tuple[Axis, ...]] | None:
    """What is stored into, and the axes of its indices."""
    found = subscripted(target)
    if found is None or not isinstance(found[0], ast.Name):
        return None
    by_index = {one.index: one for one in axes}
    if len(by_index) < len(axes) or not set(found[1]) <= by_index.keys():
        return None
    own = tuple(by_index[index] for index in found[1])
    return (found[0], own) if len(set(found[1])) == len(own) else None
