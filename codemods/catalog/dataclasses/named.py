"""Give records the name of their class, or the class that is there already."""

import ast
from collections.abc import Mapping
from dataclasses import replace

from codemods.facts.file import FUNCTIONS, parse
from codemods.facts.names import BINDERS, bindings_by

from .definition import written_class
from .fields import with_own
from .homes import files_of, is_new, named_module
from .naming import class_names, names_in
from .scopes import Function
from .shape import Shape
from .world import World


def named(shape: Shape, world: World, names: Mapping[str, str]) -> Shape | None:
    """The shape with the name of its class; ``None`` where the module it needs is there already.

    ``names`` tells what the user wants in the place of names. Records that never leave a function
    share the class of others before them that would get just the same one.
    """
    taken = {name for facts in files_of(shape, world) for name in names_in(facts)}
    function = _only_function(shape, world)
    for wanted in class_names(shape.slot, world, function, names):
        one = _called(shape, wanted)
        if wanted not in taken:
            home = named_module(shape.home, wanted) if is_new(shape.home) else shape.home
            return replace(one, home=home) if home else None
        if function and _is_above(one, function):
            return replace(one, is_there=True)
    raise AssertionError(f"no name is free for {shape.keys}")


def _only_function(shape: Shape, world: World) -> Function | None:
    """The function that the records never leave."""
    if shape.slot.looked_up:
        return None
    nodes = (*(one.node for one in shape.built), *(use.node for use in shape.slot.uses))
    roots = {world.facts_of(node).root(world.statement_of(node)) for node in nodes}
    only = roots.pop()
    return only if isinstance(only, FUNCTIONS) and not roots else None


def _called(shape: Shape, name: str) -> Shape:
    fields = tuple(replace(one, type=with_own(one.type, name, True)) for one in shape.fields)
    signatures = tuple(
        replace(
            one, parameters=tuple((each, with_own(type_, name)) for each, type_ in one.parameters)
        )
        for one in shape.signatures
    )
    return replace(shape, name=name, fields=fields, signatures=signatures)


def _is_above(shape: Shape, function: Function) -> bool:
    """Whether the class stands above the function already, and the name means nothing else."""
    home = shape.home
    meant = [node for name, node in bindings_by(home.of(*BINDERS)) if name == shape.name]
    if len(meant) != 1 or meant[0] not in home.tree.body:
        return False
    (there,) = meant
    wanted = parse(written_class(shape.name, shape.fields, shape.flavor, home)).body[0]
    above = isinstance(there, ast.ClassDef) and there.lineno < function.lineno
    return above and ast.dump(there) == ast.dump(wanted)
