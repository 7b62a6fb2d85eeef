"""Divide a record among the files it is used in: which gets the class, which import it."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from codemods.facts import Facts
from codemods.facts.other_files import base_of, is_mentioned, mentioning, own_name

from .flow import Flow
from .shape import Built, Shape
from .slots import Slot
from .world import World


def parts(shape: Shape, world: World) -> Iterator[tuple[Facts, Shape]]:
    """What each of the files has of a record."""
    for facts in files_of(shape, world):
        yield (
            facts,
            replace(
                shape,
                built=tuple(one for one in shape.built if world.facts_of(one.node) is facts),
                uses=tuple(one for one in shape.uses if world.facts_of(one.node) is facts),
                annotations=tuple(_of(shape.annotations, facts, world)),
                variables=tuple(one for one in shape.variables if world.facts_of(one) is facts),
                results=tuple(one for one in shape.results if world.facts_of(one[0]) is facts),
            ),
        )


def files_of(shape: Shape, world: World) -> list[Facts]:
    """The files in which something is written in another way, in their order."""
    found = {id(facts): facts for facts in map(world.facts_of, shape.nodes())}
    return [flow.facts for flow in world.flows if id(flow.facts) in found]


def _of(nodes: Iterable[ast.expr], facts: Facts, world: World) -> Iterator[ast.expr]:
    yield from (one for one in nodes if world.facts_of(one) is facts)


def home_of(slot: Slot, built: Sequence[Built], world: World) -> Facts | None:
    """The file that the class goes to: all others that name it can import that."""
    naming = [one.node for one in built]
    naming += [one for holder, _ in world.holders(slot) for one in holder.annotations]
    users = {id(facts): facts for facts in map(world.facts_of, naming)}
    for home in {
        id(facts): facts for facts in (world.facts_of(one.node) for one in built)
    }.values():
        if all(one is home or _may_import(one, home, world) for one in users.values()):
            return home
    return None


def _may_import(importer: Facts, home: Facts, world: World) -> bool:
    """Whether a file can import another one: it knows its name, and is not imported by it."""
    flows = {id(flow.facts): flow for flow in world.flows}
    start, goal = flows[id(home)], flows[id(importer)]
    if not (goal.is_unique and start.is_unique):
        return False
    seen, waiting = {start.name}, [start]
    while waiting:
        for other in waiting.pop().imports:
            if other is goal:
                return False
            if other.name not in seen:
                seen.add(other.name)
                waiting.append(other)  # type: ignore[arg-type]
    apart = PurePath(importer.source.path).parent != PurePath(home.source.path).parent
    return start in goal.imports or "." in start.name or not apart


def import_of(name: str, home: Facts, facts: Facts, world: World) -> str:
    """The statement that imports the class, spelled like others that import from there."""
    dotted = own_name(home)
    for node in facts.tree.body:
        if isinstance(node, ast.ImportFrom) and node.level:
            base = base_of(facts, node.level)
            if base and ".".join(part for part in (base, node.module) if part) == dotted:
                return f"from {'.' * node.level}{node.module or ''} import {name}"
    return f"from {dotted} import {name}"


def is_used_elsewhere(slot: Slot, world: World) -> bool:
    """Whether a file that is not followed may use the records by a name, or one by a text."""
    if any(way.name in world.told for way in slot.ways):
        return True
    if len(world.flows) == 1:
        return is_mentioned(world.flows[0].facts, map(str, slot.ways))
    flows = {flow.facts.source.path: flow for flow in world.flows}
    for way in slot.ways:
        if not flows[way.facts.source.path].is_unique and _is_imported(way.facts, world):
            return True
        for path in mentioning(way.facts, way.text):
            if path not in flows or _is_blind(flows[path], way.facts):
                return True
    return False


def _is_imported(facts: Facts, world: World) -> bool:
    """Whether a file of a name that others have, too, may be the one that is imported."""
    stem = PurePath(facts.source.path).stem
    return any(stem in flow.unknown for flow in world.flows)


def _is_blind(flow: Flow, facts: Facts) -> bool:
    """Whether a file may import another one in a way that is not understood."""
    return flow.is_dynamic or own_name(facts).rpartition(".")[2] in flow.unknown
