"""Judge lists of rows that are computed out of lists: outer products, products of tables.

A product is ``a @ b`` where ``sum-order`` is granted; else the loop over what is summed stays, and
each of its rounds is one operation on whole arrays.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import replace

from codemods.facts import Facts
from codemods.facts.liveness import free_name, reader_after
from codemods.facts.types import Types, types_in
from codemods.facts.types.model import INT
from codemods.model import Refusal, Rewrite

from .assumptions import Case
from .callers import accept_arrays
from .elementwise import Elementwise
from .grid_judging import note_partial
from .grid_writing import multiplied, viewed
from .grids import Cell
from .kinds import Kind, is_declared
from .lengths import length, number
from .list_tables import ListTable
from .numpy_name import NO_NAME, NumpyName, numpy_name
from .obstacles import LIVES_ON, NO_GAIN, READS_RESULT, SHADOWED, UNTOLD
from .offering import Written, offered
from .options import NAME, VectorizeOptions
from .results import Form
from .returning import returning_array
from .rows import Cells, is_plain_count, is_untold, rank
from .sites import Sink
from .spelling import spelled
from .terms import MIXED, NOT_NUMBERS, Declined, Needs
from .traversal import Stream, is_range

_BUILTINS = ("len", "range", "float", "abs", "min", "max", "sum", "list")


def judged_table(
    table: ListTable, facts: Facts, options: VectorizeOptions
) -> Iterator[Rewrite | Refusal]:
    """All that can be said of one list of rows."""
    root = facts.root(table.place.statement)
    if options.result == "ndarray" and isinstance(root, ast.FunctionDef):
        place = returning_array(table.place, root, types_in(facts, root))
        table = replace(table, place=place)
    judge = _Judge(table, facts, options)
    if not judge.is_known():
        return
    try:
        found = list(judge.rewrites())
    except Declined as declined:
        yield Refusal(NAME, table.place.line, declined.reason, declined.line)
        return
    line = table.place.line
    if judge.is_untold:
        yield Refusal(NAME, line, UNTOLD, line)
    if not found:
        yield Refusal(NAME, line, NO_GAIN, line)
    yield from found


class _Judge:
    def __init__(self, table: ListTable, facts: Facts, options: VectorizeOptions) -> None:
        self.table, self.grid = table, table.grid
        self.facts, self.options = facts, options
        self.types: Types = types_in(facts, facts.root(table.place.statement))
        self.cells = list(self.grid.cells())
        self.needs = Needs()
        self._names: dict[str, str] = {}
        self._uses: dict[str, int] = {}

    def is_known(self) -> bool:
        """Whether all that is read are floats in lists, or in rows of lists."""
        read = [one for one in self.cells if not is_range(one.source)]
        return bool(read) and all(
            isinstance(one.source, ast.Name)
            and (self._is_untold(one) or rank(self.types.of(one.source)) == len(one.indices))
            for one in read
        )

    @property
    def is_untold(self) -> bool:
        """Whether nothing is known of something that is read."""
        return any(self._is_untold(one) for one in self.cells)

    def _is_untold(self, cell: Cell) -> bool:
        return (
            not is_range(cell.source)
            and is_untold(self.types.of(cell.source))
            and not is_declared(cell.source, self.types)
        )

    def rewrites(self) -> Iterator[Rewrite]:
        """The ways to write it that pay, the best first. Raises ``Declined``."""
        self._check()
        numpy = numpy_name(self.facts, self.types.root)
        if numpy is None:
            raise Declined(NO_NAME, self.grid.value)
        for form in (Form.PAIRS, Form.PLAIN):
            self.needs, self._uses = Needs(), {}
            written = self._written(form, numpy)
            if written is not None:
                yield offered(written, self._case(form), numpy, form)

    def _written(self, form: Form, numpy: NumpyName) -> Written | None:
        term = self._term(numpy)
        summed = self.grid.summed
        if summed is None:
            if form is Form.PAIRS or self.needs.operations < self.options.min_operations:
                return None
            if {index for one in self.cells for index in one.indices} != set(self._own()):
                return None  # a row is the same as all others
            return self._finished(self._given(term), [], numpy)
        if form is Form.PAIRS:
            product = multiplied(replace(self.grid, value=self._named_value()))
            return None if product is None else self._finished(self._given(product.node), [], numpy)
        if self.table.by_sum or len(self.grid.axes) < 2 or not self._starts_with_zero():
            return None
        name = ast.Name(self.grid.target.id, ast.Load())
        shape = ast.Tuple([one.count for one in self.grid.axes], ast.Load())
        zeros = ast.Call(_attribute(numpy, "zeros"), [shape], [])
        added = ast.AugAssign(ast.Name(name.id, ast.Store()), ast.Add(), term)
        index = ast.Name(summed.index, ast.Store())
        loop = ast.For(index, summed.numbers, [added], [])
        first = ast.Assign([ast.Name(name.id, ast.Store())], zeros)
        return self._finished(self._given(name), [first, loop], numpy)

    def _term(self, numpy: NumpyName) -> ast.expr:
        def view(stream: Stream) -> ast.expr:
            assert isinstance(stream, Cell)
            if is_range(stream.source):
                return viewed(self.grid, numpy.name, stream)
            named = Cell(self._array(stream.source), indices=stream.indices)
            return viewed(self.grid, numpy.name, named)

        elementwise = Elementwise(self.grid, self.types, numpy.name, view, self.needs, {})
        elementwise.elements = Cells(self.types, self.needs, False)
        term = elementwise.floats(elementwise.value(self.grid.value))
        note_partial(self.grid, self.needs)
        if term.kind is not Kind.FLOAT or not term.is_array or term.is_mixed:
            raise Declined(MIXED, self.grid.value)
        if self.grid.summed is not None:
            self.needs.operations += 1
            self.needs.finite[ast.unparse(self.grid.value)] = None
        if elementwise.statements():
            raise Declined(MIXED, self.grid.value)
        return term.node

    def _given(self, node: ast.expr) -> ast.expr:
        """Lists of Python's floats, or an array where that is asked for."""
        if self.table.place.sink is Sink.ARRAY:
            return node
        return ast.Call(ast.Attribute(node, "tolist", ast.Load()), [], [])

    def _array(self, source: ast.expr) -> ast.Name:
        text = ast.unparse(source)
        if text not in self._names:
            taken = list(self._names.values())
            self._names[text] = free_name(self.facts, f"{text}_array", taken)
        self._uses[text] = self._uses.get(text, 0) + 1
        return ast.Name(self._names[text], ast.Load())

    def _named_value(self) -> ast.expr:
        found: ast.expr = _Renaming(self._names).visit(copy.deepcopy(self.grid.value))
        return found

    def _finished(
        self, expression: ast.expr, before: list[ast.stmt], numpy: NumpyName
    ) -> Written | None:
        inlined: dict[str, ast.expr] = {}
        converted: list[ast.stmt] = []
        for text, name in self._names.items():
            made = self._converted(text, numpy)
            if self._uses[text] == 1 and not before:
                inlined[name] = made
            else:
                converted.append(ast.Assign([ast.Name(name, ast.Store())], made))
        statements = [*converted, *before]
        if statements and not self.table.place.is_alone:
            return None
        written = tuple(spelled(one, self.facts, inlined) for one in statements)
        return Written(spelled(expression, self.facts, inlined), written)

    def _converted(self, text: str, numpy: NumpyName) -> ast.expr:
        source = ast.Name(text, ast.Load())
        dtype = ast.keyword("dtype", ast.Name("float", ast.Load()))
        made = ast.Call(_attribute(numpy, "array"), [source], [dtype])
        cell = next(one for one in self.cells if ast.unparse(one.source) == text)
        if len(cell.indices) < 2 or not self.table.by_index:
            return made
        # Of no rows NumPy makes an array of one dimension.
        counts = [self.grid.axis(index).count for index in cell.indices]
        return ast.Call(ast.Attribute(made, "reshape", ast.Load()), counts, [])

    def _starts_with_zero(self) -> bool:
        start = self.grid.start
        return (
            isinstance(start, ast.Constant)
            and type(start.value) in (int, float)
            and not start.value
        )

    def _own(self) -> list[str]:
        return [one.index for one in self.grid.axes]

    def _check(self) -> None:
        """Raise ``Declined`` where something stands against it."""
        grid, statement = self.grid, self.table.place.last
        if not all(map(self.facts.is_builtin, _BUILTINS)):
            raise Declined(SHADOWED, grid.value)
        if grid.summed is not None and not self.table.by_sum and not self._starts_with_zero():
            raise Declined(MIXED, grid.value)
        for one in grid.all_axes:
            if self.types.of(one.count) != INT or not is_plain_count(one.count):
                raise Declined(NOT_NUMBERS, one.count)
        loops = isinstance(statement, ast.For)
        names = self.table.names if loops else ()
        target = grid.target.id
        for name in names:
            if name != target and name and reader_after(self.facts, name, statement) is not None:
                raise Declined(LIVES_ON, grid.value)
        for node in ast.walk(grid.value):
            if isinstance(node, ast.Name) and node.id in (target, grid.variable) and node.id:
                raise Declined(READS_RESULT, grid.value)

    def _case(self, form: Form) -> Case:
        sources = {
            ast.unparse(one.source): len(one.indices)
            for one in self.cells
            if not is_range(one.source)
        }
        starts_at_once = (
            isinstance(self.grid.start, ast.Constant) and type(self.grid.start.value) is float
        )
        is_summed = self.grid.summed is not None
        self.needs.is_some = (
            (not self.table.by_index and 2 in sources.values())
            or (is_summed and not starts_at_once)
            or any(
                isinstance(one.count, ast.Call) and isinstance(one.count.args[0], ast.Subscript)
                for one in self.grid.all_axes
            )
        )
        gives_array = self.table.place.sink is Sink.ARRAY
        return Case(
            place=self.table.place,
            needs=self.needs,
            line=self.table.place.statement.lineno,
            sources=list(sources),
            arrays=[],
            tables=[],
            lengths=self._lengths(),
            shapes=1,
            ranks=sources,
            needs_some=self.needs.is_some,
            reorders=form is Form.PAIRS,
            gives_array=gives_array,
            is_accepted=gives_array and accept_arrays(self.types.root, self.facts),
        )

    def _lengths(self) -> list[dict[str, str]]:
        """What must be equal along each axis: of a table the lengths of all its rows."""
        found = []
        for one in self.grid.all_axes:
            group = {ast.unparse(one.count): number(one.count, self.types)}
            for cell in self.cells:
                if one.index not in cell.indices or is_range(cell.source):
                    continue
                text = ast.unparse(cell.source)
                if cell.indices.index(one.index) == 0:
                    group[f"len({text})"] = length(cell.source, self.types)
                else:
                    group[f"__even__({text})"] = f"rows of {text}"
            found.append(group)
        return found


class _Renaming(ast.NodeTransformer):
    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self._names.get(node.id, node.id), ast.Load())


def _attribute(numpy: NumpyName, name: str) -> ast.expr:
    return ast.Attribute(ast.Name(numpy.name, ast.Load()), name, ast.Load())
