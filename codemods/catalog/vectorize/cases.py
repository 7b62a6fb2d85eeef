"""Gather what the rewrite of one place rests on."""

import ast

from codemods.facts.types import Known, Types, options
from codemods.facts.types.arrays import is_flat
from codemods.left_behind import left_behind
from codemods.model import Evidence

from .assumptions import Case
from .callers import accept_arrays
from .declared import declared_result
from .kinds import Kind, is_array, scalar_kind
from .lengths import length, number
from .results import Form
from .sites import Place, Sink
from .stores import is_alike
from .terms import Needs, Term
from .traversal import Stream, is_range, sources_of

LESS = " less "  # stands behind what the length of a sequence depends on, before what is left out


def case_of(
    place: Place, types: Types, streams: list[Stream], needs: Needs, term: Term, form: Form
) -> Case:
    """What the rewrite of a place rests on, where ``needs`` tells what its translation does."""
    sink, target = place.sink, place.target
    shapes = sources_of(streams)
    if sink is Sink.STORE and target is not None:
        alike = any(is_alike(place.filled, one.source, types) for one in streams)
        streams = [*streams, Stream(target)]
        shapes = shapes if alike else sources_of(streams)
    own = [one for one in streams if is_array(one.source, types)]
    parts = any(not one.is_whole for one in streams)
    is_size = isinstance(place.traversal.count, ast.Attribute)
    is_taken = sink is Sink.ARRAY and place.is_argument and not place.is_alone
    if form is Form.PAIRS or is_size or is_taken or (sink is Sink.ARRAY and parts):
        # Rows would be added up each by itself, or in the order they have in memory, and no
        # rows at all would keep their length. The size of a table is not how many rows it has.
        needs.is_flat = True
    gives = sink is Sink.ARRAY and place.is_alone and not isinstance(place.replaced, ast.Call)
    known = sink is Sink.ARRAY and term.kind in (Kind.F64, Kind.FLOAT)
    return Case(
        place=place,
        needs=needs,
        line=place.statement.lineno,
        sources=sources_of(streams),
        arrays=sources_of(own),
        tables=sources_of([one for one in own if not is_flat(one.source, types)]),
        is_cut=form is Form.CUT,
        lengths=(lengths(place, types, streams),),
        shapes=len(shapes),
        declared=_declared(place, types),
        needs_some=needs.is_some or (sink is Sink.ARRAY and not known) or form is Form.PAIRS,
        reorders=form is Form.PAIRS,
        gives_array=gives,
        is_accepted=gives and accept_arrays(types.root, types.facts),
        left=_left(place, types),
    )


def _left(place: Place, types: Types) -> Evidence | None:
    """What has to hold of the variables of a loop that goes away."""
    if not isinstance(place.node, ast.For):
        return None
    names = [*place.traversal.names, *place.body.values]
    return left_behind(sorted(names), place.last, types.facts)


def lengths(place: Place, types: Types, streams: list[Stream]) -> dict[str, str]:
    """What must be equal for all to be in step, with what each depends on."""
    count = place.traversal.count
    found = {} if count is None else {ast.unparse(count): number(count, types)}
    for one in streams:
        if is_range(one.source):
            continue  # it counts as far as it is told to
        if count is None and not one.is_whole:
            # Parts are gone through as they are; by an index they are cut to fit.
            left_out = one.start + one.end
            found[f"len({one.text})"] = f"{length(one.source, types)}{LESS}{left_out}"
        else:
            found[f"len({ast.unparse(one.source)})"] = length(one.source, types)
    return found


def _declared(place: Place, types: Types) -> str:
    """The annotation that says that what is computed for each element is a number."""
    node = declared_result(place, types.root)
    found = types.declarations.annotations.read(node)
    for one in options(found):
        # An array of numbers may be a table: only of lists is it known what is in them.
        is_list = isinstance(one, Known) and one.name in ("list", "tuple...", "Sequence")
        inner = one.arguments if isinstance(one, Known) and is_list else (one,)
        if not {scalar_kind(each) for each in inner} <= {Kind.REAL, Kind.F64}:
            return ""
    return str(found) if node is not None else ""
