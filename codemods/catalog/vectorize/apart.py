"""Tell which arrays nothing else shows: made here, and given away nowhere so far."""

import ast

from codemods.facts.file import LOOPS
from codemods.facts.types import Types
from codemods.facts.types.scope import Bound
from codemods.facts.walking import children, walk

from .sites import Place
from .whole_scope import is_bound_elsewhere, whole_scope

_MADE = frozenset({"zeros", "ones", "empty", "full", "zeros_like", "ones_like", "empty_like"})
# What gives nothing that shows the memory of an array.
_LOOKING = frozenset({"copy", "max", "mean", "min", "shape", "size", "std", "sum", "tolist"})


def is_apart(name: str, place: Place, types: Types) -> bool:
    """Whether a variable holds arrays that the function made, and nothing else shows them yet."""
    types = whole_scope(types)
    bindings = types.scope.bindings.get(name, [])
    if types.scope.is_open or not bindings or is_bound_elsewhere(name, types):
        return False
    makers = [_maker(one, types) for one in bindings]
    if None in makers:
        return False
    last = _last_line(place, makers, types)
    inside = set(map(id, walk(place.node)))  # there an index is a number
    parents = {id(child): node for node in walk(types.root) for child in children(node)}
    return all(
        node.lineno > last or id(node) in inside or _only_looks(node, parents)
        for node in walk(types.root)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    )


def _maker(bound: Bound, types: Types) -> ast.stmt | None:
    """The statement that makes an array for one variable, and for no other."""
    if bound.value is None or bound.path or not _makes(bound.value, types):
        return None
    for node in walk(types.root):
        match node:
            case ast.Assign(targets=[ast.Name()], value=value) if value is bound.value:
                return node
            case ast.Assign(targets=[ast.Tuple()], value=ast.Tuple(elts=values)):
                if any(value is bound.value for value in values):
                    return node
            case ast.AnnAssign(value=value) if value is bound.value:
                return node
    return None


def _makes(node: ast.expr, types: Types) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr=attr) as function):
            origin = types.declarations.annotations.origin(function)
            return origin == f"numpy.{attr}" and attr in _MADE
    return False


def _last_line(place: Place, makers: list[ast.stmt | None], types: Types) -> int:
    """The last line that may run before the place: all of a loop that goes round with one array."""
    last = place.last.end_lineno or place.last.lineno
    before = [one for one in makers if one and one.lineno < place.statement.lineno]
    for owner in types.facts.owners(place.statement):
        if isinstance(owner, LOOPS) and not any(one in owner.body for one in before):
            last = max(last, owner.end_lineno or 0)
    return last


def _only_looks(node: ast.Name, parents: dict[int, ast.AST]) -> bool:
    """Whether a use of a variable gives away neither what it holds nor a part of that."""
    match parents[id(node)]:
        case ast.Subscript(value=value, slice=index) if value is node:
            return not isinstance(index, (ast.Slice, ast.Tuple))
        case ast.Call(func=ast.Name(id="len")):
            return True
        case ast.Attribute(attr=attr):
            return attr in _LOOKING
        case ast.Assign(targets=[ast.Subscript(slice=ast.Slice())]):
            return True  # its elements are copied
    return False
