"""Divide a record among the files it is used in: which gets the class, which import it.

Where none of them can have it, as imports would close a ring, the class gets a module of its own.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from codemods.facts import Facts
from codemods.facts.other_files import is_mentioned, mentioning, module_named, own_name
from codemods.model import Source
from codemods.project import module_name

from .flow import Flow
from .shape import Built, Shape
from .slots import Slot
from .world import World


def parts(shape: Shape, world: World) -> Iterator[tuple[Facts, Shape]]:
    """What each of the files has of a record."""
    for facts in files_of(shape, world):

        def is_here(node: ast.AST, facts: Facts = facts) -> bool:
            return world.facts_of(node) is facts

        part = replace(
            shape,
            built=tuple(one for one in shape.built if is_here(one.node)),
            uses=tuple(one for one in shape.uses if is_here(one.node)),
            annotations=tuple(filter(is_here, shape.annotations)),
            variables=tuple(filter(is_here, shape.variables)),
            signatures=tuple(one for one in shape.signatures if is_here(one.function)),
        )
        yield facts, part


def files_of(shape: Shape, world: World) -> list[Facts]:
    """The files in which something is written in another way, in their order."""
    found = {id(facts): facts for facts in map(world.facts_of, shape.nodes())}
    return [flow.facts for flow in world.flows if id(flow.facts) in found]


def home_of(slot: Slot, built: Sequence[Built], world: World) -> Facts | None:
    """The file that the class goes to: all others that name it can import that."""
    users = _naming(slot, built, world)
    for home in users:
        if all(one is home or _may_import(one, home, world) for one in users):
            return home
    return None


def _naming(slot: Slot, built: Sequence[Built], world: World) -> list[Facts]:
    """The files that name the class, those that build records first."""
    naming: list[ast.AST] = [one.node for one in built]
    naming += [one for holder, _ in world.holders(slot) for one in holder.annotations]
    return list({id(facts): facts for facts in map(world.facts_of, naming)}.values())


def own_module(slot: Slot, built: Sequence[Built], world: World) -> Facts | None:
    """A module beside the first that builds such records, still without its name and empty."""
    users = _naming(slot, built, world)
    flows = {id(flow.facts): flow for flow in world.flows}
    folder = PurePath(users[0].source.path).parent
    in_package = "." in own_name(users[0])
    for one in users:
        apart = PurePath(one.source.path).parent != folder
        if not flows[id(one)].is_unique or (apart and not in_package):
            return None
    newline = users[0].lines[0][len(users[0].lines[0].rstrip("\r\n")) :]
    return Facts(Source(str(folder / "_.py"), newline or "\n"), users[0].project)


def named_module(home: Facts, name: str) -> Facts | None:
    """The module of its own of a class of that name, if none is there."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip("_")).lower()
    path = Path(home.source.path).with_name(f"{words}_record.py")
    if path.exists() or path.with_suffix("").exists():
        return None
    return Facts(replace(home.source, path=str(path)), home.project)


def is_new(home: Facts) -> bool:
    """Whether this is a module that is to be made: what builds records is not empty."""
    return not home.tree.body


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


def import_of(name: str, home: Facts, facts: Facts) -> str:
    """The statement that imports the class, spelled like others that import from there."""
    dotted = own_name(home) or module_name(Path(home.source.path))
    alike = (node for node in facts.tree.body if isinstance(node, ast.ImportFrom) and node.level)
    for node in alike:
        if dotted and module_named(facts, node) == dotted:
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
