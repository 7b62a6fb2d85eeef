"""Find nested loops that fill a list of rows, or a list of sums."""

import ast

from codemods.facts import Facts
from codemods.facts.names import assigned

from .filled_lists import is_empty, repeated
from .grids import Axis, Grid, axis_of, grid
from .list_tables import ListTable, grid_of, table_at
from .table_comprehensions import read_table


def filled_table(loop: ast.For, facts: Facts) -> ListTable | None:
    """``table = [[0.0] * m for _ in range(n)]`` and the loops that fill it, right behind it."""
    place = facts.place(loop)
    made = place.block[place.index - 1] if place.index else None
    found = assigned(made)
    if made is None or found is None:
        return None
    name, value = found
    nest = grid(loop, facts)
    if nest is None:
        return _appended_table(made, value, name, loop, facts)
    if nest.target.id != name or (
        nest.operator is not None and not isinstance(nest.operator, ast.Add)
    ):
        return None
    sizes = _sizes(value, facts)
    counts = [ast.unparse(one.count) for one in nest.axes]
    if sizes is None or [ast.unparse(one) for one in sizes[0]] != counts:
        return None
    if nest.operator is not None:
        nest = Grid(nest.loop, nest.target, nest.axes, nest.value, None, nest.summed, sizes[1],
                    nest.target.id, nest.loops)  # fmt: skip
    return table_at(made, value, nest, loop, False, True)


def _appended_table(
    made: ast.stmt, value: ast.expr, name: str, loop: ast.For, facts: Facts
) -> ListTable | None:
    """What a loop behind ``table = []`` appends to it."""
    if not is_empty(value, facts):
        return None
    rows = _Appending(facts).rows(loop, name)
    if rows is not None:
        return table_at(made, value, rows, loop, False, True)
    listed = _listed(loop, name, facts)
    if listed is None:
        return None
    found = read_table(made, listed, facts)
    if found is None:
        return None
    return table_at(made, value, found.grid, loop, found.by_sum, found.by_index)


def _listed(loop: ast.For, name: str, facts: Facts) -> ast.ListComp | None:
    """The comprehension that a loop is which appends in each round, and does nothing else."""
    match loop.body:
        case [ast.Expr(value=ast.Call(args=[value])) as last] if _appends(last, name, None):
            element: ast.expr | None = value
        case [ast.Assign(targets=[ast.Name(id=row)], value=made), ast.For() as inner, last]:
            is_row = row != name and is_empty(made, facts) and _appends(last, name, row)
            element = _listed(inner, row, facts) if is_row else None
        case _:
            return None
    if element is None or loop.orelse or loop.type_comment:
        return None
    generator = ast.comprehension(loop.target, loop.iter, [], 0)
    return ast.copy_location(ast.ListComp(element, [generator]), loop)


def _sizes(made: ast.expr, facts: Facts) -> tuple[list[ast.expr], ast.expr] | None:
    """How many rows and columns a list is made with, and what stands in all of them."""
    match made:
        case ast.ListComp(
            elt=row,
            generators=[
                ast.comprehension(
                    iter=ast.Call(func=ast.Name(id="range"), args=[rows]), ifs=[], is_async=0
                )
            ],
        ) if not isinstance(row, ast.Constant) and facts.is_builtin("range"):
            columns = repeated(row, facts)
            cell = None if columns is None else _cell(row)
            return None if columns is None or cell is None else ([rows, columns], cell)
    rows_alone = repeated(made, facts)
    cell = _cell(made)
    return None if rows_alone is None or cell is None else ([rows_alone], cell)


def _cell(row: ast.expr) -> ast.expr | None:
    match row:
        case ast.BinOp(left=ast.List(elts=[cell])) | ast.ListComp(elt=cell):
            return cell
    return None


class _Appending:
    """Reads loops that append sums to rows, and rows to a list."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def rows(self, loop: ast.For, name: str) -> Grid | None:
        outer = self._counted(loop)
        if outer is None:
            return None
        match loop.body:
            case [ast.Assign(targets=[ast.Name(id=row)], value=made), ast.For() as inner, last]:
                if row != name and is_empty(made, self._facts) and _appends(last, name, row):
                    axis = self._counted(inner)
                    found = self._value(inner.body, row)
                    if axis is not None and found is not None and axis.index != outer.index:
                        return grid_of(name, [outer, axis], *found)
        found = self._value(loop.body, name)
        return None if found is None or found[1] is None else grid_of(name, [outer], *found)

    def _value(
        self, body: list[ast.stmt], row: str
    ) -> tuple[ast.expr, Axis | None, ast.expr | None] | None:
        """What a body appends: a value, or a sum that begins with a constant."""
        match body:
            case [ast.Expr(value=ast.Call(args=[value])) as last] if _appends(last, row, None):
                return value, None, None
            case [
                ast.Assign(targets=[ast.Name(id=total)], value=ast.Constant() as start),
                ast.For(
                    body=[ast.AugAssign(target=ast.Name(id=added), op=ast.Add(), value=value)]
                ) as inner,
                last,
            ] if added == total and _appends(last, row, total):
                axis = self._counted(inner)
                return None if axis is None else (value, axis, start)
        return None

    def _counted(self, loop: ast.For) -> Axis | None:
        return axis_of(loop) if self._facts.is_builtin("range") else None


def _appends(statement: ast.stmt, name: str, value: str | None) -> bool:
    match statement:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name(id=owner), attr="append"),
                args=[argument],
                keywords=[],
            )
        ):
            plain = isinstance(argument, ast.Name) and argument.id == value
            return owner == name and (value is None or plain)
    return False
