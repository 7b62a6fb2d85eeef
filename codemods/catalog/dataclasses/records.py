"""Judge the records of a module: where they are built, handed on, stored and changed."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from codemods.facts import Facts
from codemods.facts.file import first_line
from codemods.model import Gain, Refusal, Rewrite, Span

from . import typed
from .annotated import aliases_of, replaced_in
from .definition import written_class
from .evidence import foretold, proved
from .fields import fields_of
from .flavors import TYPED_DICT, Flavor
from .homes import (
    home_of,
    import_of,
    is_new,
    is_used_elsewhere,
    own_module,
    parts,
)
from .matching import match
from .missing import compared, leans
from .named import named
from .nothing import guarded, unguarded
from .obstacles import by_flavor, by_type, keys_used, obstacle
from .shape import Built, Field, Shape
from .signatures import building, giving
from .slots import Reason, Slot, Use
from .world import World

NAME = "dataclasses"
ELSEWHERE = "another file may use it: what leaves its file is not followed there"
CYCLE = "files that name the class can import it neither from each other nor from a new file"
NOWHERE = "no variable and no function could say what it is"
TYPED = "an annotation says what it is, and not that it is a dict"


@dataclass(frozen=True)
class Wanted:
    """What the user wants: how many fields at least, names for classes, and what these are."""

    least: int
    names: Mapping[str, str]
    flavor: Flavor


@dataclass(frozen=True)
class Part:
    """What is to be done in one file to the records of a class."""

    facts: Facts
    shape: Shape
    rewrite: Rewrite

    @property
    def library(self) -> dict[str, str]:
        """The names that the result needs, with the modules that have them."""
        return _library(self.shape, self.facts)


def verdicts(
    world: World, wanted: Wanted, private: bool = False
) -> Iterator[tuple[Facts, Refusal] | list[Part]]:
    """All that can be said of the records of modules that belong together.

    ``private`` leaves out those that other modules may reach.
    """
    match(world)
    shapes: list[Shape] = []
    for slot in world.records():
        if private and slot.public:
            continue
        found = _judged(slot, world, wanted)
        if isinstance(found, Shape):
            shapes.append(found)
        elif found is not None:
            yield found
    for shape in shapes:
        if not any(_waits(shape, other) for other in shapes):
            yield [
                Part(facts, one, _rewrite(one, facts, world)) for facts, one in parts(shape, world)
            ]


def _judged(slot: Slot, world: World, wanted: Wanted) -> Shape | tuple[Facts, Refusal] | None:
    """The records of a slot, or what is against writing them."""
    built = _built(slot, world)
    slot.uses += world.dumped(slot)
    known = {key for one in built for key in one.keys} | slot.values.keys()
    uses = [one for one in slot.uses if set(keys_used(one)) & known]
    if len(uses) < 2 or min(len(one.keys) for one in built) < wanted.least:
        return None
    if wanted.flavor is TYPED_DICT:
        return _typed(slot, built, world, wanted, uses)
    reason = obstacle(slot, built, world)
    if reason is not None:
        return _refused(reason, built, world, uses)
    home = home_of(slot, built, world) or own_module(slot, built, world)
    if home is None:
        return _refused((CYCLE, built[-1].node), built, world, uses)
    fields = fields_of(slot, built, home, world)
    if wanted.flavor.checks:
        fields = tuple(map(_unchecked, fields))
    reason = by_type(slot, fields) or by_flavor(built, fields, wanted.flavor)
    if reason is not None:
        return _refused(reason, built, world, uses)
    slot.uses = list(guarded(slot, world))
    if (reason := unguarded(slot, slot.uses, world)) is not None:
        return _refused(reason, built, world, uses)
    if is_used_elsewhere(slot, world):
        return _refused((ELSEWHERE, built[0].node), built, world, uses)
    annotations = list(_annotations(slot, world))
    if None in annotations:
        return _refused((TYPED, built[0].node), built, world, uses)
    folded = {id(target) for one in built for more in one.folded for target in more.node.targets}
    shape = Shape(
        name="",
        slot=slot,
        built=tuple(built),
        uses=tuple(use for use in slot.uses if id(use.node) not in folded),
        annotations=tuple(one for one in annotations if one is not None),
        fields=fields,
        home=home,
        flavor=wanted.flavor,
        leans=tuple(leans(slot, [one.name for one in fields if one.is_optional], world)),
        compared=compared(slot, fields, world),
        signatures=() if wanted.flavor.checks else tuple(building(slot, built, home, world)),
    )
    cycle = (CYCLE, built[-1].node)
    return named(shape, world, wanted.names) or _refused(cycle, built, world, uses)


def _typed(
    slot: Slot, built: list[Built], world: World, wanted: Wanted, uses: Sequence[Use]
) -> Shape | tuple[Facts, Refusal] | None:
    """Records that stay dicts: only annotations change."""
    annotations = list(_annotations(slot, world))
    home = world.facts_of(built[0].node)
    reason = typed.against(slot, built, home.project.target)
    if None in annotations:
        return None  # it is typed already
    if reason is not None:
        return _refused(reason, built, world, uses)
    shape = Shape(
        name="",
        slot=slot,
        built=tuple(built),
        uses=(),
        annotations=tuple(one for one in annotations if one is not None),
        fields=typed.fields(slot, built, home, world),
        home=home,
        flavor=TYPED_DICT,
        variables=tuple(typed.variables(built, world)),
        signatures=tuple(giving(slot, world)),
    )
    if not (shape.variables or shape.signatures or shape.annotations):
        return _refused((NOWHERE, built[0].node), built, world, uses)
    return named(shape, world, wanted.names)


def _refused(
    reason: Reason, built: Sequence[Built], world: World, uses: Sequence[Use]
) -> tuple[Facts, Refusal]:
    text, node = reason
    facts, cause = world.facts_of(built[0].node), world.facts_of(node)
    line = built[0].node.lineno
    elsewhere = "" if cause is facts else cause.source.path
    keys = ", ".join(built[0].keys)
    note = f"{keys}: built in {_counted(built, 'place')}, used in {len(uses)}"
    return facts, Refusal(NAME, line, text, getattr(node, "lineno", line), elsewhere, note)


def _counted(things: Sequence[object], name: str) -> str:
    return f"{len(things)} {name}" if len(things) == 1 else f"{len(things)} {name}s"


def _waits(shape: Shape, other: Shape) -> bool:
    """Whether a field holds records that become objects first, so that it has their type."""
    one, two = shape.slot, other.slot
    holds = two is not one and one.reaches(two) and not two.reaches(one)
    return holds and (not two.public or bool(one.public))


def _built(slot: Slot, world: World) -> list[Built]:
    nodes = {id(one): one for one in slot.sites}.values()
    found = [Built(one, tuple(world.common.completed.get(one, ()))) for one in nodes]
    return sorted(found, key=lambda one: world.place(one.node))


def _annotations(slot: Slot, world: World) -> Iterator[ast.expr | None]:
    """What says ``dict`` in the annotations of all that holds such records."""
    for holder, depth in world.holders(slot):
        for annotation in {id(one): one for one in holder.annotations}.values():
            found = replaced_in(annotation, depth, aliases_of(world.facts_of(annotation)))
            yield from [None] if found is None else found


def _rewrite(shape: Shape, facts: Facts, world: World) -> Rewrite:
    """What is to be done in one file; ``shape`` names only what stands there."""
    lines = sorted(one.lineno for one in shape.nodes())
    inside = [
        one
        for one in facts.tree.body
        if any(first_line(one) <= number <= (one.end_lineno or one.lineno) for number in lines)
    ]
    last = inside[-1]
    sites = sorted({one.node.lineno for one in shape.built})
    imports = [f"from {module} import {name}" for name, module in _library(shape, facts).items()]
    if shape.home is not facts and (shape.built or shape.annotations):
        imports.append(import_of(shape.name, shape.home, facts))
    return Rewrite(
        codemod=NAME,
        line=(sites or lines)[0],
        span=Span(first_line(inside[0]), last.end_lineno or last.lineno),
        anchors=tuple(sites or lines[:1]),
        write=partial(_written, shape),
        prove=partial(proved, shape),
        measure=lambda _: (Gain("untyped keys", len(shape.fields), 0),),
        imports=tuple(imports),
        above=(
            written_class(shape.name, shape.fields, shape.flavor, facts)
            if shape.home is facts and not shape.is_there
            else ""
        ),
        foretold=foretold(shape),
        form=shape.name,
    )


def new_module(shape: Shape) -> dict[str, str]:
    """The text of the module that is to be made for the class, by its path, if one is."""
    home = shape.home
    if not is_new(home):
        return {}
    newline = home.lines[0]
    names: dict[str, list[str]] = {}
    for name, module in _library(replace(shape, uses=()), home).items():
        names.setdefault(module, []).append(name)
    imports = [f"from {one} import {', '.join(sorted(names[one]))}" for one in sorted(names)]
    told = f'"""{shape.name}: a record that several modules share."""'
    above = newline.join([told, "", *imports, "", "", ""])
    cls = written_class(shape.name, shape.fields, shape.flavor, home)
    return {home.source.path: above + cls.rstrip() + newline}


def _library(shape: Shape, facts: Facts) -> dict[str, str]:
    if shape.home is not facts:
        return shape.library
    late = any("(" in one.default for one in shape.fields)
    missing = any(one.type.startswith("NotRequired[") for one in shape.fields)
    told = [type_ for one in shape.signatures for _, type_ in one.parameters]
    anything = any("Any" in type_ for type_ in (*told, *(one.type for one in shape.fields)))
    return {
        **dict(shape.flavor.library),
        **({"field": "dataclasses"} if late else {}),
        **({"NotRequired": "typing"} if missing else {}),
        **({"Any": "typing"} if anything else {}),
        **shape.library,
    }


def _unchecked(field: Field) -> Field:
    """A field for what a model would copy, or knows nothing of, without a type to check."""
    return field if field.is_plain else replace(field, type="object")


def _written(shape: Shape, passage: Any) -> Any:
    # Imported here: LibCST takes long to load, and few files need it.
    from .write import written

    return written(passage, shape)
