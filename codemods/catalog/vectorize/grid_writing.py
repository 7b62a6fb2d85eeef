"""Write what nested loops fill as expressions on whole arrays."""

import ast
from dataclasses import dataclass

from .grids import Cell, Grid, subscripted
from .offering import Written
from .traversal import Stream, is_range


def viewed(grid: Grid, numpy: str, stream: Stream) -> ast.expr:
    """What stands for a cell where all cells of the target are computed at once.

    Its dimensions are those of the target, or fewer of the last of them: so NumPy broadcasts it.
    """
    assert isinstance(stream, Cell)
    own = [one.index for one in grid.axes]
    rest = [one for one in stream.indices if one in own]
    if is_range(stream.source):
        if not rest:
            return ast.Name(stream.indices[0], ast.Load())  # the loop over it stays
        source: ast.expr = _numbers(stream, numpy)
    else:
        source = stream.source
    if len(rest) == 2:
        return source if rest == own else ast.Attribute(source, "T", ast.Load())
    parts: list[ast.expr] = [
        ast.Slice() if one in own else ast.Name(one, ast.Load()) for one in stream.indices
    ]
    is_column = len(own) == 2 and rest == own[:1]
    if is_column:
        parts.append(ast.Constant(None))
    while parts and isinstance(parts[-1], ast.Slice):
        parts.pop()
    return _subscripted(source, parts)


def _numbers(stream: Cell, numpy: str) -> ast.expr:
    assert isinstance(stream.source, ast.Call)
    function = ast.Attribute(ast.Name(numpy, ast.Load()), "arange", ast.Load())
    return ast.Call(function, stream.source.args, [])


def _subscripted(source: ast.expr, parts: list[ast.expr]) -> ast.expr:
    if not parts:
        return source
    index = parts[0] if len(parts) == 1 else ast.Tuple(parts, ast.Load())
    return ast.Subscript(source, index, ast.Load())


@dataclass(frozen=True, slots=True)
class Product:
    """A product of two tables, or of a table and a vector."""

    left: ast.expr
    right: ast.expr

    @property
    def node(self) -> ast.expr:
        return ast.BinOp(self.left, ast.MatMult(), self.right)


def multiplied(grid: Grid) -> Product | None:
    """The product that a grid is, where it sums up products of two cells."""
    match grid.value:
        case ast.BinOp(left=left, op=ast.Mult(), right=right) if grid.summed is not None:
            one, other = subscripted(left), subscripted(right)
        case _:
            return None
    if one is None or other is None:
        return None
    own, along = [axis.index for axis in grid.axes], grid.summed.index
    if own[0] in other[1]:
        one, other = other, one
    columns = own[1:]
    if sorted(one[1]) != sorted((own[0], along)) or sorted(other[1]) != sorted((along, *columns)):
        return None
    rows = one[0] if one[1] == (own[0], along) else ast.Attribute(one[0], "T", ast.Load())
    is_turned = other[1] != (along, *columns)
    return Product(rows, ast.Attribute(other[0], "T", ast.Load()) if is_turned else other[0])


def in_pairs(grid: Grid, product: Product) -> Written:
    """The product in place of all loops."""
    if not grid.variable:
        return _written(ast.AugAssign(grid.target, ast.Add(), product.node))
    value = product.node
    if not (isinstance(grid.start, ast.Constant) and grid.start.value == 0):
        assert grid.start is not None
        value = ast.BinOp(grid.start, ast.Add(), value)
    return _written(ast.Assign([_whole(grid)], value))


def in_order(grid: Grid, value: ast.expr) -> Written:
    """An expression in place of the loops; the loop over what is summed up stays."""
    if grid.summed is None:
        if grid.operator is None:
            return _written(ast.Assign([_whole(grid)], value))
        return _written(ast.AugAssign(grid.target, grid.operator, value))
    added = ast.AugAssign(grid.target, ast.Add(), value)
    index = ast.Name(grid.summed.index, ast.Store())
    table, numbers = grid.summed.columns_of, grid.summed.numbers
    if table is not None:  # the first row is asked for, also where there is none
        columns = ast.Subscript(
            ast.Attribute(table, "shape", ast.Load()), ast.Constant(1), ast.Load()
        )
        numbers = ast.Call(numbers.func, [columns], [])
    loop = ast.For(index, numbers, [added], [])
    before = [] if grid.start is None else [ast.Assign([_whole(grid)], grid.start)]
    return _written(loop, *before)


def _whole(grid: Grid) -> ast.expr:
    return ast.Subscript(grid.target, ast.Slice(), ast.Store())


def _written(statement: ast.stmt, *before: ast.stmt) -> Written:
    text, *others = (ast.unparse(ast.fix_missing_locations(one)) for one in (statement, *before))
    return Written(text, tuple(others))
