"""Say what functions take and give that build or give records."""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.exits import leaves
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import is_generator, own_nodes
from codemods.facts.walking import walk

from .displays import pairs_of, with_defaults
from .fields import Types, quoted
from .scopes import Function
from .shape import Built, Signature
from .slots import Slot
from .world import World


def giving(slot: Slot, world: World) -> Iterator[Signature]:
    """The functions that give such records unsaid."""
    if slot.gets_false:
        return
    for function, result in world.common.returns.items():
        plain = not function.decorator_list and not function.returns
        if result.find() is slot and plain and not is_generator(function):
            given = [one for one in own_nodes(function) if isinstance(one, ast.Return)]
            nothing = any(_is_none(one.value) for one in given)
            yield Signature(function, nothing or not leaves(function.body))


def building(slot: Slot, built: Sequence[Built], home: Facts, world: World) -> Iterator[Signature]:
    """The functions that build and give such records, where all that they take is known."""
    types = Types(home, world, bool(slot.public), slot)
    makers = {id(_function_of(one.node, world)) for one in built}
    for signature in giving(slot, world):
        function = signature.function
        arguments = function.args
        if id(function) not in makers or world.facts_of(function) is not home:
            continue
        inside = isinstance(home.place(function).owner, ast.ClassDef)
        parameters = [one for one, _ in with_defaults(arguments)][int(inside) :]
        if arguments.vararg or arguments.kwarg or any(one.annotation for one in parameters):
            continue
        variables = world.common.scopes[function].variables
        told = [(one, types.of_parameter(one, variables[one.arg])) for one in parameters]
        unknown = {one.arg for one, type_ in told if type_ == "object"}
        if all(_only_fills(name, function, built) for name in unknown):
            line = function.lineno
            known = tuple((one, quoted(type_, line, home)) for one, type_ in told)
            yield Signature(function, signature.or_none, known)


def _only_fills(name: str, function: Function, built: Sequence[Built]) -> bool:
    """Whether a parameter is put into records, and nothing else is done with it."""
    values = [value for one in built for _, value in pairs_of(one.node, least=0) or ()]
    filling = sum(isinstance(one, ast.Name) and one.id == name for one in values)
    return filling == sum(isinstance(one, ast.Name) and one.id == name for one in walk(function))


def _function_of(node: ast.AST, world: World) -> ast.AST:
    """The function that an expression stands in, if any."""
    while not isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef, ast.Module)):
        node = world.parents[node]
    return node


def _is_none(node: ast.expr | None) -> bool:
    """Whether it says that it may be ``None``."""
    match node:
        case None | ast.Constant(value=None):
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return _is_none(body) or _is_none(orelse)
        case ast.BoolOp(values=values):
            return any(map(_is_none, values))
        case ast.NamedExpr(value=value):
            return _is_none(value)
    return False
