"""Return arrays in the place of lists, where that is asked for."""

import ast
from dataclasses import replace

from codemods.facts.types import Known, Type, Types
from codemods.facts.walking import walk

from .declared import is_returned
from .kinds import Kind, scalar_kind
from .sites import Place, Sink

_LISTS = frozenset({"list", "Sequence"})


def returning_array(place: Place, root: ast.FunctionDef, types: Types) -> Place:
    """The place with an array for its list, where that is all that the function returns.

    What an annotation says of the function then changes as well.
    """
    if place.sink is not Sink.LIST or not _returns_it(place, root):
        return place
    if sum(isinstance(node, ast.Return) for node in walk(root)) > 1:
        return place
    if root.returns is None:
        return replace(place, sink=Sink.ARRAY)
    if not _is_list(root.returns, types):
        return place
    return replace(place, sink=Sink.ARRAY, function=root)


def _returns_it(place: Place, root: ast.FunctionDef) -> bool:
    statement = place.holder or place.statement
    match statement:
        case ast.Return():
            return place.is_alone
        case ast.Assign(targets=[ast.Name(id=name)]):
            return place.is_alone and is_returned(name, place, root)
    return False


def _is_list(annotation: ast.expr, types: Types) -> bool:
    """Whether an annotation says that a list of numbers is returned."""
    found = types.declarations.annotations.read(annotation)
    if not isinstance(found, Known) or found.name not in _LISTS:
        return False
    return all(_is_number(one) for one in found.arguments)


def _is_number(type_: Type) -> bool:
    """Whether something is a number, or a row of numbers."""
    if isinstance(type_, Known) and type_.name in _LISTS:
        return all(_is_number(one) for one in type_.arguments)
    return scalar_kind(type_) in (Kind.REAL, Kind.INT, Kind.F64)
