"""Tell what functions are given by the calls of them, where all of these are known."""

import ast
from collections.abc import Iterator

from codemods.facts.file import FUNCTIONS
from codemods.facts.names import bindings

from .displays import with_defaults
from .world import World


def parameter_of(node: ast.Name, world: World, closed: bool = True) -> ast.arg | None:
    """The parameter that a name is, where all it gets is known, and nothing says its type.

    ``closed`` tells that nothing but these files calls public functions.
    """
    owners = world.facts_of(node).owners(world.statement_of(node))
    function = next((one for one in owners if isinstance(one, FUNCTIONS)), None)
    if function is None or [name for name, _ in bindings(function)].count(node.id) != 1:
        return None
    found = (one for one, _ in with_defaults(function.args) if one.arg == node.id)
    known = (one for one in found if not one.annotation and is_known(one, world, closed))
    return next(known, None)


def only_value(node: ast.Name, world: World) -> ast.expr | None:
    """What a variable of a function is, that is assigned once, where it stands for that alone."""
    owners = world.facts_of(node).owners(world.statement_of(node))
    function = next((one for one in owners if isinstance(one, FUNCTIONS)), None)
    bound = [one for name, one in bindings(function) if name == node.id] if function else []
    statement = world.statement_of(bound[0]) if len(bound) == 1 else None
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == node.id:
            return value
    return None


def is_known(parameter: ast.arg, world: World, closed: bool) -> bool:
    """Whether all that a parameter gets is known."""
    common = world.common
    function = world.parents[world.parents[parameter]]
    open_ = common.scopes[function].variables[parameter.arg].find().public and not closed
    return parameter in common.given and parameter not in common.unsure and not open_


def given_to(parameter: ast.arg, world: World) -> Iterator[ast.expr]:
    """What calls give to a parameter, and what it is where they leave it out."""
    yield from world.common.given[parameter]
    arguments = world.parents[parameter]
    assert isinstance(arguments, ast.arguments)
    for one, default in with_defaults(arguments):
        if one is parameter and default is not None:
            yield default
