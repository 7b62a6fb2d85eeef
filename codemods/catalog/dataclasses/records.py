"""Judge the records of a module: where they are built, handed on, stored and changed."""

import ast
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS, first_line
from codemods.facts.other_files import is_mentioned
from codemods.facts.walking import children, walk
from codemods.model import Change, Discharge, Evidence, Gain, Refusal, Rewrite, Span, Unproved

from .annotated import replaced_in
from .definition import written_class
from .fields import Parents, fields_of, statement_of
from .flow import Flow
from .naming import class_name
from .obstacles import by_type, keys_used, obstacle
from .shape import Built, Field, Shape
from .slots import Slot

NAME = "dataclasses"
CLOSED = "closed-world"
ELSEWHERE = "another file may use it: what leaves its file is not followed there"
TYPED = "an annotation says what it is, and not that it is a dict"


def verdicts(
    node: ast.Module, facts: Facts, least: int, names: Mapping[str, str]
) -> Iterator[Refusal | tuple[Shape, Rewrite]]:
    """All that can be said of the records of a module."""
    flow = Flow(facts)
    parents = {child: one for one in walk(node) for child in children(one)}
    shapes: list[Shape] = []
    for slot in flow.records():
        found = _judged(slot, flow, facts, least, names, parents)
        if isinstance(found, Shape):
            shapes.append(found)
        elif found is not None:
            yield found
    for shape in shapes:
        if not any(_waits(shape, other) for other in shapes):
            yield shape, _rewrite(shape, facts, shape.built[0].node.lineno)


def _judged(
    slot: Slot,
    flow: Flow,
    facts: Facts,
    least: int,
    names: Mapping[str, str],
    parents: Parents,
) -> Shape | Refusal | None:
    """The records of a slot, or what is against writing them."""
    built = _built(slot, flow)
    known = {key for one in built for key in one.keys} | slot.values.keys()
    uses = [one for one in slot.uses if set(keys_used(one)) & known]
    if len(uses) < 2 or min(len(one.keys) for one in built) < least:
        return None
    line = built[0].node.lineno
    fields: tuple[Field, ...] = ()
    reason = obstacle(slot, built)
    if reason is None:
        fields = fields_of(slot, built, facts, parents)
        reason = by_type(slot, fields)
    if reason is not None:
        return Refusal(NAME, line, reason[0], reason[1] or line)
    if slot.ways and is_mentioned(facts, slot.ways):
        return Refusal(NAME, line, ELSEWHERE, line)
    annotations = list(_annotations(slot, flow))
    if None in annotations:
        return Refusal(NAME, line, TYPED, line)
    folded = {id(target) for one in built for more in one.folded for target in more.node.targets}
    return Shape(
        name=class_name(slot, flow, facts, _is_local(slot, built, facts, parents), names),
        slot=slot,
        built=tuple(built),
        uses=tuple(use for use in slot.uses if id(use.node) not in folded),
        annotations=tuple(one for one in annotations if one is not None),
        fields=fields,
    )


def _waits(shape: Shape, other: Shape) -> bool:
    """Whether a field holds records that become objects first, so that it has their type."""
    one, two = shape.slot, other.slot
    holds = two is not one and two in list(one.inner()) and one not in list(two.inner())
    return holds and (not two.public or bool(one.public))


def _built(slot: Slot, flow: Flow) -> list[Built]:
    nodes = {id(one): one for one in slot.sites}.values()
    found = [Built(one, tuple(flow.completed.get(one, ()))) for one in nodes]
    return sorted(found, key=lambda one: one.node.lineno)


def _is_local(slot: Slot, built: list[Built], facts: Facts, parents: Parents) -> bool:
    """Whether the records never leave the function that builds them."""
    nodes = (*(one.node for one in built), *(use.node for use in slot.uses))
    roots = {facts.root(statement_of(node, parents)) for node in nodes}
    return (
        len(roots) == 1 and all(isinstance(one, FUNCTIONS) for one in roots) and not slot.looked_up
    )


def _annotations(slot: Slot, flow: Flow) -> Iterator[ast.expr | None]:
    """What says ``dict`` in the annotations of all that holds such records."""
    for holder, depth in flow.holders(slot):
        for annotation in {id(one): one for one in holder.annotations}.values():
            found = replaced_in(annotation, depth)
            yield from [None] if found is None else found


def _rewrite(shape: Shape, facts: Facts, line: int) -> Rewrite:
    lines = [one.lineno for one in shape.nodes()]
    inside = [
        one
        for one in facts.tree.body
        if any(first_line(one) <= number <= (one.end_lineno or one.lineno) for number in lines)
    ]
    last = inside[-1]
    return Rewrite(
        codemod=NAME,
        line=line,
        span=Span(first_line(inside[0]), last.end_lineno or last.lineno),
        anchors=tuple(sorted({one.node.lineno for one in shape.built})),
        write=partial(_written, shape),
        prove=partial(_proved, shape),
        measure=lambda _: (Gain("untyped keys", len(shape.fields), 0),),
        imports=tuple(f"from {module} import {name}" for name, module in shape.library.items()),
        above=written_class(shape.name, shape.fields, facts),
        foretold=(_closed(shape.slot),),
        form=shape.name,
    )


def _closed(slot: Slot) -> Evidence:
    if not slot.public:
        fact = "only private functions and variables of this file hold such records"
        return Evidence(CLOSED, Discharge.PROVED, fact)
    ways = ", ".join(f"`{one}`" for one in dict.fromkeys(slot.public[:3]))
    fact = f"nothing outside this file builds such records, or uses those it gets by {ways}"
    return Evidence(CLOSED, Discharge.OPEN, fact)


def _proved(shape: Shape, change: Change) -> tuple[Evidence, ...]:
    # Imported here, as only few files need it.
    from .worked_out import dumps

    if [ast.dump(one) for one in change.after] != dumps(shape, change.before):
        raise Unproved("the result is not the original with each use replaced")
    uses, sites = len(shape.uses), len(shape.built)
    optional = [field.name for field in shape.fields if field.default and "(" not in field.default]
    same = f"all {sites} places that build it give it every key, and none is taken out"
    if optional:
        same = f"what may be missing is only stored, or got with its default: {', '.join(optional)}"
    known = f"all {uses} uses are of known keys, or of all of them at once"
    return (
        Evidence("same-keys", Discharge.PROVED, same),
        Evidence("known-uses", Discharge.PROVED, known),
    )


def _written(shape: Shape, passage: Any) -> Any:
    # Imported here: LibCST takes long to load, and few files need it.
    from .write import written

    return written(passage, shape)
