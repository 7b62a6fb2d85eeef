"""Find nested comprehensions that make a list of rows, or a list of sums."""

import ast
import copy
from dataclasses import dataclass

from codemods.facts import Facts
from codemods.facts.liveness import free_name

from .grids import Axis
from .list_tables import ListTable, axis_of, grid_of, table_at
from .traversal import is_dotted

_FIRST = ast.Constant(0)


def comprehended_table(statement: ast.stmt, facts: Facts) -> ListTable | None:
    """``[[a * b for b in ys] for a in xs]``, and ``[sum(...) for row in table]``."""
    value = getattr(statement, "value", None)
    if not isinstance(value, ast.ListComp):
        return None
    if isinstance(statement, (ast.Expr, ast.AugAssign)):
        return None
    return read_table(statement, value, facts)


def read_table(statement: ast.stmt, made: ast.ListComp, facts: Facts) -> ListTable | None:
    """The table that a comprehension makes, if it does."""
    try:
        return _Comprehending(facts).table(statement, made)
    except _Unread:
        return None


class _Unread(Exception):
    """Raised where a comprehension does something else."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A list, or the row or column of one that some indices are known of."""

    source: ast.expr
    indices: tuple[str, ...] = ()
    is_column: bool = False

    def at(self, index: str) -> "_Part":
        indices = (index, *self.indices) if self.is_column else (*self.indices, index)
        return _Part(self.source, indices)

    @property
    def count(self) -> ast.expr:
        part = self.source
        if bool(self.indices) is not self.is_column:
            part = ast.Subscript(part, _FIRST, ast.Load())
        made = ast.Call(ast.Name("len", ast.Load()), [part], [])
        return ast.copy_location(made, self.source)

    @property
    def read(self) -> ast.expr:
        found = self.source
        for index in self.indices:
            found = ast.Subscript(found, ast.Name(index, ast.Load()), ast.Load())
        return found


class _Comprehending:
    """Reads nested comprehensions from the outside in."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._parts: dict[str, _Part] = {}
        self._by_index = True

    def table(self, statement: ast.stmt, outer: ast.ListComp) -> ListTable:
        """What a comprehension makes. Raises ``_Unread``."""
        match outer.elt:
            case ast.ListComp() | ast.Call(func=ast.Name(id="sum")):
                pass
            case _:  # most are no table: names for the indices of one are dear
                raise _Unread
        if not self._facts.is_builtin("zip"):
            raise _Unread
        axes = [self._axis(outer, "i")]
        value: ast.expr = outer.elt
        if isinstance(value, ast.ListComp):
            axes.append(self._axis(value, "j"))
            value = value.elt
        summed = None
        match value:
            case ast.Call(
                func=ast.Name(id="sum"), args=[ast.GeneratorExp() | ast.ListComp() as terms]
            ) if not value.keywords and self._facts.is_builtin("sum"):
                summed = self._axis(terms, "k")
                value = terms.elt
        names = [one.index for one in (*axes, *([summed] if summed else []))]
        if len(set(names)) < len(names) or (len(axes) == 1 and summed is None):
            raise _Unread
        value = _Reading(self._parts).visit(copy.deepcopy(value))
        nest = grid_of("", axes, value, summed, None)
        return table_at(statement, outer, nest, statement, summed is not None, self._by_index)

    def _axis(self, node: ast.ListComp | ast.GeneratorExp, index: str) -> Axis:
        index = free_name(self._facts, index, [])
        match node.generators:
            case [ast.comprehension(target=target, iter=iterable, ifs=[], is_async=0)]:
                pass
            case _:
                raise _Unread
        match target, iterable:
            case ast.Name(id=name), ast.Call(func=ast.Name(id="range"), args=[count], keywords=[]):
                if not self._facts.is_builtin("range"):
                    raise _Unread
                return axis_of(name, count)
            case (
                ast.Name(id=name),
                ast.Call(func=ast.Name(id="zip"), args=[ast.Starred(value=source)], keywords=[]),
            ) if is_dotted(source):
                part = _Part(source)
                self._bind(name, _Part(source, (index,), is_column=True))
                return axis_of(index, part.at(index).count)
            case ast.Tuple(elts=targets), ast.Call(func=ast.Name(id="zip"), args=sources):
                if iterable.keywords or len(targets) != len(sources):
                    raise _Unread
                parts = [self._part(one) for one in sources]
                for one, part in zip(targets, parts, strict=True):
                    if not isinstance(one, ast.Name):
                        raise _Unread
                    self._bind(one.id, part.at(index))
                return axis_of(index, parts[0].count)
            case ast.Name(id=name), _:
                part = self._part(iterable)
                self._bind(name, part.at(index))
                return axis_of(index, part.count)
        raise _Unread

    def _bind(self, name: str, part: _Part) -> None:
        if name in self._parts or len(part.indices) > 2:
            raise _Unread
        self._by_index = False
        self._parts[name] = part

    def _part(self, node: ast.expr) -> _Part:
        if isinstance(node, ast.Name) and node.id in self._parts:
            return self._parts[node.id]
        if not is_dotted(node):
            raise _Unread
        return _Part(node)


class _Reading(ast.NodeTransformer):
    """Reads by indices what had names of its own."""

    def __init__(self, parts: dict[str, _Part]) -> None:
        self._parts = parts

    def visit_Name(self, node: ast.Name) -> ast.expr:
        part = self._parts.get(node.id)
        if part is None:
            return node
        if part.is_column:
            raise _Unread
        return ast.fix_missing_locations(ast.copy_location(copy.deepcopy(part.read), node))
