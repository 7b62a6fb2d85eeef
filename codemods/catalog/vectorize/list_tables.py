"""Hold a list of rows, or of sums, that is computed out of lists.

However it was written, it is brought into one form: indices that count, and elements read by them.
"""

import ast
from dataclasses import dataclass

from .grids import Axis, Grid
from .sites import Place, Sink
from .traversal import Step, Traversal


@dataclass(frozen=True, slots=True)
class ListTable:
    """What is computed for each row, or for each row and column.

    ``place`` is where the list stands, ``grid`` what goes into it. ``by_sum`` tells that ``sum``
    adds up, which is more exact from Python 3.12 on; ``by_index`` that all is read by indices;
    ``names`` are the variables that the loops bind.
    """

    place: Place
    grid: Grid
    by_sum: bool
    by_index: bool
    names: tuple[str, ...] = ()


def table_at(
    made: ast.stmt, value: ast.expr, nest: Grid, last: ast.stmt, by_sum: bool, by_index: bool
) -> ListTable:
    place = Place(
        made, last, nest.loop, value, Traversal(Step.RAISES), nest.value, (), Sink.LIST,
        getattr(made, "value", None) is value, holder=made, loops=nest.loops,
    )  # fmt: skip
    bound = [] if last is made else _bound(last)
    return ListTable(place, nest, by_sum, by_index, tuple(dict.fromkeys(bound)))


def _bound(loop: ast.stmt) -> list[str]:
    return [
        one.id
        for one in ast.walk(loop)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    ]


def axis_of(index: str, count: ast.expr) -> Axis:
    numbers = ast.Call(ast.Name("range", ast.Load()), [count], [])
    ast.copy_location(numbers, count)
    loop = ast.For(ast.Name(index, ast.Store()), numbers, [], [])
    return Axis(index, numbers, ast.copy_location(loop, count))


def grid_of(
    name: str, axes: list[Axis], value: ast.expr, summed: Axis | None, start: ast.expr | None
) -> Grid:
    loops = tuple(one.loop for one in [*axes, *([summed] if summed else [])])
    target = ast.copy_location(ast.Name(name, ast.Load()), value)
    return Grid(axes[0].loop, target, tuple(axes), value, None, summed, start, name, loops)
