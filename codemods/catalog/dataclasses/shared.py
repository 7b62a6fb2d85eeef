"""Judge the records that several functions of a module build, hand on, store and change."""

import ast
from collections.abc import Iterator
from functools import partial
from typing import Any

from codemods.facts import Facts
from codemods.facts.file import first_line
from codemods.facts.other_files import is_imported
from codemods.facts.types import Known, Type, options, types_in
from codemods.model import Change, Discharge, Evidence, Gain, Refusal, Rewrite, Span, Unproved

from .annotated import replaced_in
from .definition import written_class
from .displays import pairs_of
from .flow import Flow
from .naming import class_name
from .record import MISSING, NO_FIELD, can_be_field, parents_in
from .shape import Shape
from .slots import Slot
from .tables import DYNAMIC

NAME = "dataclasses"
CLOSED = "closed-world"
SHAPES = "the places that build it do not all give it the same keys"
ELSEWHERE = "another file may import this one: what leaves it is not followed there"
TYPED = "an annotation says what it is, and not that it is a dict"
_PLAIN = frozenset("int str float bool bytes None list set frozenset tuple".split())


def verdicts(node: ast.Module, facts: Facts, least: int) -> Iterator[Rewrite | Refusal]:
    """All that can be said of the records of a module that more than one function sees."""
    flow = Flow(facts)
    for slot in flow.records():
        sites = _distinct(slot.sites)
        uses = [one for one in slot.uses if one.kind != "contains" or one.key in slot.values]
        if len(uses) < 2 or _is_known(sites, facts):
            continue
        line = min(one.lineno for one in sites)
        if found := _obstacle(slot, sites, least):
            if not any(("refused record", one) in facts.memo for one in sites):
                yield Refusal(NAME, line, found[0], found[1] or line)
            continue
        if slot.public and is_imported(facts):
            yield Refusal(NAME, line, ELSEWHERE, line)
            continue
        annotations = list(_annotations(slot, flow))
        if None in annotations:
            yield Refusal(NAME, line, TYPED, line)
            continue
        shape = Shape(
            name=class_name(slot, flow, facts),
            slot=slot,
            fields=tuple(key for key, _ in pairs_of(sites[0]) or ()),
            sites=tuple(sites),
            uses=tuple(slot.uses),
            annotations=tuple(one for one in annotations if one is not None),
        )
        for one in sites:
            facts.memo["shared record", one] = True
        shape.types |= {key: _field_type(key, shape, facts) for key in shape.fields}
        yield _rewrite(shape, facts, line)


def _distinct(nodes: list[ast.expr]) -> list[ast.expr]:
    return sorted({id(one): one for one in nodes}.values(), key=lambda one: one.lineno)


def _is_known(sites: list[ast.expr], facts: Facts) -> bool:
    """Whether it is a record that never leaves its function: that is judged by itself."""
    return any(("local record", one) in facts.memo for one in sites)


def _upwards(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in parents:
        node = parents[node]
        yield node


def _obstacle(slot: Slot, sites: list[ast.expr], least: int) -> tuple[str, int] | None:
    """Why the records of a slot can't become objects, and the line that is to blame."""
    if slot.escapes:
        return slot.escapes[0]
    if slot.whole:
        return slot.whole[0]
    if slot.is_container:
        return DYNAMIC, 0
    keys = [dict(pairs_of(one) or ()).keys() for one in sites]
    if any(set(one) != set(keys[0]) for one in keys):
        return SHAPES, sites[1].lineno
    for use in slot.uses:
        if use.key not in keys[0]:
            return MISSING, use.node.lineno
    if len(keys[0]) < least or not all(map(can_be_field, keys[0])):
        return NO_FIELD, sites[0].lineno
    return None


def _annotations(slot: Slot, flow: Flow) -> Iterator[ast.expr | None]:
    """What says ``dict`` in the annotations of all that holds such records."""
    for holder, depth in flow.holders(slot):
        for annotation in {id(one): one for one in holder.annotations}.values():
            found = replaced_in(annotation, depth)
            yield from [None] if found is None else found


def _field_type(key: str, shape: Shape, facts: Facts) -> str:
    """The type of all values of a field, where all is known; else ``object``."""
    parents = facts.once("parents", facts.tree, lambda: parents_in(facts.tree))
    found: set[str] = set()
    for value in shape.slot.values.get(key, []):
        statement = next(
            one for one in (value, *_upwards(value, parents)) if isinstance(one, ast.stmt)
        )
        for one in options(types_in(facts, facts.root(statement)).of(value)):
            found.add(_spelled(one, facts))
    stored = any(use.key == key and use.kind == "store" for use in shape.uses)
    if not found or "object" in found or (stored and not shape.slot.values.get(key)):
        return "object"
    return " | ".join(sorted(found - {"None"}) + ["None"] * ("None" in found))


def _spelled(type_: Type, facts: Facts) -> str:
    name = type_.name.removesuffix("...") if isinstance(type_, Known) else "object"
    known = name in _PLAIN and (name == "None" or facts.is_builtin(name))
    return name if known else "object"


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
        anchors=tuple(sorted({one.lineno for one in shape.sites})),
        write=partial(_written, shape),
        prove=partial(_proved, shape),
        measure=lambda _: (Gain("untyped keys", len(shape.fields), 0),),
        imports=("from dataclasses import dataclass",),
        above=written_class(shape.name, shape.types, facts),
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
    uses, sites = len(shape.uses), len(shape.sites)
    same = f"all {sites} places that build it give it every key, and none is taken out"
    known = f"all {uses} uses are of single, known keys"
    return (
        Evidence("same-keys", Discharge.PROVED, same),
        Evidence("known-uses", Discharge.PROVED, known),
    )


def _written(shape: Shape, passage: Any) -> Any:
    # Imported here: LibCST takes long to load, and few files need it.
    from .write_shared import written

    return written(passage, shape)
