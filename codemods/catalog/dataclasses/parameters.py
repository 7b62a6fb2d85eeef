"""Tell what functions are given by the calls of them, where all of these are known."""

import ast
from collections.abc import Iterator

from codemods.facts.file import FUNCTIONS
from codemods.facts.names import bindings

from .displays import with_defaults
from .scopes import Function
from .world import World


def parameter_of(
    node: ast.Name, world: World, closed: bool = True, annotated: bool = False
) -> ast.arg | None:
    """The parameter that a name is, where all it gets is known.

    ``closed`` tells that nothing but these files calls public functions; ``annotated`` takes those
    as well that something says the type of.
    """
    function = _function_around(node, world)
    if function is None or [name for name, _ in bindings(function)].count(node.id) != 1:
        return None
    found = (one for one, _ in with_defaults(function.args) if one.arg == node.id)
    wanted = (one for one in found if annotated or not one.annotation)
    known = (one for one in wanted if is_known(one, world, closed))
    return next(known, None)


def only_value(node: ast.Name, world: World) -> ast.expr | None:
    """What a variable of a function is, that is assigned once, where it stands for that alone."""
    bound = _only_binding(node, world)
    match world.statement_of(bound) if bound is not None else None:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == node.id:
            return value
    return None


def is_element(node: ast.Name, world: World) -> bool:
    """Whether a variable stands for nothing but what a loop or a comprehension goes through."""
    bound = _only_binding(node, world)
    loop = world.parents[bound] if bound is not None else None
    loops = (ast.For, ast.AsyncFor, ast.comprehension)
    return isinstance(loop, loops) and loop.target is bound


def _only_binding(node: ast.Name, world: World) -> ast.AST | None:
    """What binds a variable of a function, if that is one node."""
    function = _function_around(node, world)
    bound = [one for name, one in bindings(function) if name == node.id] if function else []
    return bound[0] if len(bound) == 1 else None


def _function_around(node: ast.AST, world: World) -> Function | None:
    owners = world.facts_of(node).owners(world.statement_of(node))
    return next((one for one in owners if isinstance(one, FUNCTIONS)), None)


def is_known(parameter: ast.arg, world: World, closed: bool) -> bool:
    """Whether all that a parameter gets is known."""
    common = world.common
    function = world.parents[world.parents[parameter]]
    open_ = common.scopes[function].variables[parameter.arg].find().public and not closed
    given = parameter in common.given
    given = given or (function in common.called and _has_default(parameter, world))
    return given and parameter not in common.unsure and not open_


def _has_default(parameter: ast.arg, world: World) -> bool:
    arguments = world.parents[parameter]
    assert isinstance(arguments, ast.arguments)
    return any(one is parameter and default for one, default in with_defaults(arguments))


def given_to(parameter: ast.arg, world: World) -> Iterator[ast.expr]:
    """What calls give to a parameter, and what it is where they leave it out."""
    yield from world.common.given.get(parameter, ())
    arguments = world.parents[parameter]
    assert isinstance(arguments, ast.arguments)
    for one, default in with_defaults(arguments):
        if one is parameter and default is not None:
            yield default
