"""Judge nested loops that fill an array: products of vectors and tables, tables element by element.

A sum over an index keeps its order: the loop over that index stays, and each of its rounds is one
operation on whole arrays. Where ``sum-order`` is granted, a product of tables becomes ``a @ b``.
"""

import ast
from collections.abc import Iterator
from functools import partial

from codemods.facts import Facts
from codemods.facts.liveness import reader_after
from codemods.facts.types import Types, types_in
from codemods.facts.types.model import INT
from codemods.facts.types.scope import COMPREHENSIONS
from codemods.model import Refusal, Rewrite

from .apart import is_apart
from .assumed import Elements
from .assumptions import Case
from .elementwise import Elementwise
from .grid_writing import in_order, in_pairs, multiplied, viewed
from .grids import Axis, Cell, Grid
from .kinds import Kind, is_array
from .lengths import axis, differ, length, number, rank
from .numpy_name import NO_NAME, NumpyName, numpy_name
from .obstacles import LIVES_ON, READS_RESULT, SHADOWED
from .offering import Written, offered
from .options import NAME
from .results import Form
from .rows_stored import reads_always
from .sites import Place, Sink
from .stores import ALIAS, CARRIED, CUT_OFF
from .terms import MIXED, NOT_NUMBERS, Declined, Needs
from .traversal import Step, Traversal, is_range
from .unreached import has_domain

NO_ROW = "the length of a first row is asked for, which there may not be"
UNEQUAL = "a loop ends before, or behind, what it goes through"
_BUILTINS = ("len", "range", "float", "abs", "min", "max")


def judged(grid: Grid, facts: Facts) -> Iterator[Rewrite | Refusal]:
    """All that can be said of one nest of loops."""
    if not _Judge(grid, facts, False).is_known():
        return
    try:
        yield from _Judge(grid, facts, False).rewrites()
    except Declined as declined:
        try:
            yield from _Judge(grid, facts, True).rewrites()
        except Declined:
            yield Refusal(NAME, grid.loop.lineno, declined.reason, declined.line)


class _Judge:
    def __init__(self, grid: Grid, facts: Facts, takes_floats: bool) -> None:
        """``takes_floats`` takes for float64 what arrays hold that nothing else is known of."""
        self.grid = grid
        self.facts = facts
        self.types: Types = types_in(facts, facts.root(grid.loop))
        self.cells = list(grid.cells())
        self.needs = Needs(is_flat=True)
        self.takes_floats = takes_floats
        self.elements = Elements(self.types, self.needs, takes_floats)

    def is_known(self) -> bool:
        """Whether all that is read and stored into are arrays."""
        sources = [one.source for one in self.cells if not is_range(one.source)]
        return all(is_array(one, self.types) for one in (self.grid.target, *sources))

    def rewrites(self) -> Iterator[Rewrite | Refusal]:
        """The ways to write it, the best first. Raises ``Declined``."""
        self._check()
        numpy = numpy_name(self.facts, self.types.root)
        if numpy is None:
            raise Declined(NO_NAME, self.grid.value)
        view = partial(viewed, self.grid, numpy.name)
        elementwise = Elementwise(self.grid, self.types, numpy.name, view, self.needs, {})
        elementwise.elements = self.elements
        term = elementwise.value(self.grid.value)
        note_partial(self.grid, self.needs)
        if self.grid.operator is not None or self.grid.summed is not None:
            if term.kind not in (Kind.F64, Kind.FLOAT):
                raise Declined(MIXED, self.grid.value)
            self.needs.operations += 1
        product = multiplied(self.grid) if term.kind is Kind.F64 else None
        if product is not None:
            yield self._offered(in_pairs(self.grid, product), numpy, Form.PAIRS)
        yield self._offered(in_order(self.grid, term.node), numpy, Form.PLAIN)

    def _check(self) -> None:
        """Raise ``Declined`` where something stands against it."""
        grid, name = self.grid, self.grid.target.id
        if not all(map(self.facts.is_builtin, _BUILTINS)):
            raise Declined(SHADOWED, grid.value)
        for one in grid.all_axes:
            if self.types.of(one.count) != INT:
                raise Declined(NOT_NUMBERS, one.count)
            if not self._has_rows(one):
                raise Declined(NO_ROW, one.count)
        if self.elements.kind(grid.target) is not Kind.F64:
            raise Declined(CUT_OFF, grid.target)
        for variable in (*sorted(grid.names), *([grid.variable] if grid.variable else [])):
            reader = reader_after(self.facts, variable, grid.loop)
            if reader is not None:
                raise Declined(LIVES_ON, grid.value)
        own = tuple(one.index for one in grid.axes)
        others = [one for one in self.cells if ast.unparse(one.source) != name]
        for cell in self.cells:
            if cell not in others and (cell.indices != own or grid.summed is not None):
                raise Declined(CARRIED, grid.value)
        for node in ast.walk(grid.value):
            if isinstance(node, ast.Name) and node.id == grid.variable:
                raise Declined(READS_RESULT, grid.value)
        arrays = [one for one in others if not is_range(one.source)]
        if arrays and not is_apart(name, self._place(), self.types):
            raise Declined(ALIAS, grid.value)
        self._check_lengths()

    def _has_rows(self, one: Axis) -> bool:
        """Whether a first row whose length is asked for is surely there: a loop goes through all.

        Where there is none, the original raises an exception, and arrays do not.
        """
        if not isinstance(one.count, ast.Call) or one.columns_of is None:
            return True
        outer = self.grid.loops[: self.grid.loops.index(one.loop)]
        rows = length(one.columns_of, self.types)
        counts = [each.count for each in self.grid.all_axes if each.loop in outer]
        return any(number(count, self.types) == rows for count in counts)

    def _check_lengths(self) -> None:
        """Raise ``Declined`` where a loop ends before, or behind, what it goes through."""
        if any(differ(found.values()) for found in self._lengths(Form.PAIRS)):
            raise Declined(UNEQUAL, self.grid.value)

    def _offered(self, written: Written, numpy: NumpyName, form: Form) -> Rewrite:
        return offered(written, self._case(form), numpy, form)

    def _place(self) -> Place:
        grid = self.grid
        return Place(
            grid.loop, grid.loop, grid.loop, grid.value, Traversal(Step.RAISES), grid.value, (),
            Sink.STORE, True, grid.target, grid.operator, loops=grid.loops,
        )  # fmt: skip

    def _case(self, form: Form) -> Case:
        arrays = self._ranks()
        unproved = [text for text, node in arrays.items() if not self._is_ranked(*node)]
        return Case(
            place=self._place(),
            needs=self.needs,
            line=self.grid.loop.lineno,
            sources=list(arrays),
            arrays=list(arrays),
            tables=unproved,
            lengths=self._lengths(form),
            shapes=1,
            ranks={text: indices for text, (_, indices) in arrays.items()},
            reorders=form is Form.PAIRS,
        )

    def _ranks(self) -> dict[str, tuple[ast.expr, int]]:
        """The arrays by their texts, with how many indices they have."""
        found: dict[str, tuple[ast.expr, int]] = {}
        for cell in (Cell(self.grid.target, indices=self._own()), *self.cells):
            if not is_range(cell.source):
                found[ast.unparse(cell.source)] = (cell.source, len(cell.indices))
        table = self.grid.summed.columns_of if self.grid.summed is not None else None
        if table is not None:
            found.setdefault(ast.unparse(table), (table, 2))
        return found

    def _own(self) -> tuple[str, ...]:
        return tuple(one.index for one in self.grid.axes)

    def _is_ranked(self, source: ast.expr, indices: int) -> bool:
        """Whether an array surely has as many dimensions as it has indices.

        What is stored into an array that has them are numbers, so no array has more; nor less,
        where one was asked for the last of its dimensions.
        """
        if rank(source, self.types) == indices:
            return True
        if rank(self.grid.target, self.types) != len(self.grid.axes):
            return False
        text = ast.unparse(source)
        if not reads_always(self.grid.value, self.grid, [text]):
            return False  # then what is stored need not be computed from it
        return indices == 1 or self._is_subscripted(text) or self._is_asked(f"{text}.shape[1]")

    def _is_subscripted(self, text: str) -> bool:
        """Whether all that is read of a table is read with two indices still: ``a[:, k]``."""
        along = self.grid.summed.index if self.grid.summed is not None else ""
        read = [one.indices for one in self.cells if ast.unparse(one.source) == text]
        return bool(read) and all(one[-1] == along for one in read)

    def _is_asked(self, text: str) -> bool:
        """Whether something is computed for certain in a statement before the loop."""
        place = self.facts.place(self.grid.loop)
        return any(
            isinstance(node, ast.Subscript) and ast.unparse(node) == text
            for statement in place.block[: place.index]
            if isinstance(statement, ast.Assign)
            for node in ast.walk(statement)
        ) and not any(
            isinstance(node, (ast.IfExp, ast.BoolOp, ast.Lambda, *COMPREHENSIONS))
            for statement in place.block[: place.index]
            for node in ast.walk(statement)
        )

    def _lengths(self, form: Form) -> list[dict[str, str]]:
        """What must be equal for each axis; a loop that stays goes as far as it did."""
        axes = self.grid.all_axes if form is Form.PAIRS else self.grid.axes
        target = Cell(self.grid.target, indices=self._own())
        return [
            {ast.unparse(one.count): number(one.count, self.types)}
            | {
                _length_of(cell, one.index): axis(
                    cell.source, cell.indices.index(one.index), self.types
                )
                for cell in (target, *self.cells)
                if one.index in cell.indices and not is_range(cell.source)
            }
            for one in axes
        ]


def note_partial(grid: Grid, needs: Needs) -> None:
    """Add to ``needs`` that nothing warns that is computed now even where there is no element.

    That is what does not read all indices of the target: the others may have no rounds at all.
    """
    own = {one.index for one in grid.axes}
    for node in ast.walk(grid.value):
        if isinstance(node, ast.expr) and has_domain(node):
            read = {index for cell in grid.cells(node) for index in cell.indices}
            if read and not own <= read:
                needs.finite[ast.unparse(node)] = None


def _length_of(cell: Cell, index: str) -> str:
    text, number_of = ast.unparse(cell.source), cell.indices.index(index)
    return f"{text}.shape[{number_of}]" if number_of else f"len({text})"
