"""Find out from the code what a function needs of its arguments."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from codemods.verify.inputs.mining.annotations import declare, declare_records
from codemods.verify.inputs.mining.calls import follow_operator
from codemods.verify.inputs.mining.given_back import given_back
from codemods.verify.inputs.mining.kinds import name_hints
from codemods.verify.inputs.mining.needs import Freezer, Need, inner_needs
from codemods.verify.inputs.mining.places import Place, Places, relate
from codemods.verify.inputs.mining.scope import Function, Module, Scope, module_of
from codemods.verify.inputs.mining.shapes import Draft, Shape, Shapes, draft_of
from codemods.verify.inputs.mining.signatures import Parameter, parameters_of
from codemods.verify.inputs.mining.statements import note_default, scope_of

__all__ = [
    "Function",
    "Mined",
    "Need",
    "Parameter",
    "Shape",
    "every_need",
    "has_joins",
    "leaf_kinds",
    "mine",
]


@dataclass(frozen=True)
class Mined:
    """What is known about a call of a function.

    ``binding`` is ``self`` or ``cls`` where the first parameter is the receiver, ``owner`` the
    class, and ``receiver`` the class of the receiver: a subclass, where the owner is abstract.
    ``shapes`` tells how the module's own classes are made, ``fragments`` are the short texts that
    the function contains, and ``initializes`` tells that it is the constructor itself. Where it
    returns a function of its own, ``later`` are the parameters of that.
    """

    parameters: tuple[Parameter, ...]
    shapes: Mapping[str, Shape]
    fragments: tuple[str, ...] = ()
    binding: str | None = None
    owner: str | None = None
    receiver: str | None = None
    globals: tuple[tuple[str, Need], ...] = ()
    initializes: bool = False
    later: tuple[Parameter, ...] | None = None


def mine(
    function: Function,
    tree: ast.Module,
    other: Function | None,
    namespace: Mapping[str, object],
    aim: frozenset[int] = frozenset(),
    alone: bool = False,
    records: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Mined:
    """What ``function`` does with its parameters, and what ``other``, its other version, does.

    With ``alone``, what the other version does, and nothing else. For ``records`` see
    ``declare_records``.
    """
    module = module_of(tree, namespace)
    owner = _owner(function, module)
    binding = binding_of(function, owner)
    scope = scope_of(module, owner)
    scope.stack = (function,)
    receiver: Places = (Place(flags={f"own:{owner}"}),) if owner else ()
    is_method = owner and binding == "self" and function.name != "__init__"
    made = _concrete(owner, module) if owner else None
    draft = draft_of(made, receiver, scope, function.name) if made and is_method else None
    bound = _bind(function, scope, receiver, binding)
    _relate_growers(draft, bound)
    outer = _globals(function, scope)
    for one in (other,) if alone else (function, other):
        if one is not None:
            _read(one, scope, bound)
    # What is returned may be iterated over: only then its class uses what it was given.
    follow_operator("__iter__", tuple(scope.returned), (), scope)
    freezer = Freezer(
        module.all_members,
        _tests(function, aim),
    )
    given = given_back(function, scope)
    inner = {} if given is None else scope.nested[given]
    every = (*bound.values(), *outer.values(), *inner.values(), receiver)
    roots = [place for places in every for place in places]
    declare_records(roots, records)
    shapes = Shapes(module, freezer, scope_of)
    # Twice, because reading what is below joins groups that were met above.
    for _ in range(2):
        freezer.settle(roots)
        own = parameters_of(function.args, bound, freezer, skip=binding is not None)
        later = None if given is None else parameters_of(given.args, inner, freezer, skip=False)
        state = tuple((name, freezer.need(places)) for name, places in outer.items())
        if draft is not None and made is not None:
            shapes.settle(made, draft)
    needs = [one.need for one in (*own, *(later or ()))] + [need for _, need in state]
    return Mined(
        own,
        shapes.within(needs),
        tuple(scope.fragments),
        binding,
        owner,
        made,
        state,
        function.name == "__init__",
        later,
    )


def _owner(function: Function, module: Module) -> str | None:
    own = [pair for pair in module.classes.items() if pair[0] not in module.borrowed]
    for path, definition in own:
        if function in definition.body:
            return path
    # The function may be a copy: then it is found by name and line.
    for path, definition in own:
        for statement in definition.body:
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) and (
                (statement.name, statement.lineno) == (function.name, function.lineno)
            ):
                return path
    return None


def _concrete(owner: str, module: Module) -> str:
    """The class itself, or a subclass in this module where the class alone is unfinished."""
    if not _is_unfinished(owner, module):
        return owner
    heirs = [path for path in module.classes if owner in module.lineage(path)[1:]]
    return next((path for path in heirs if not _is_unfinished(path, module)), owner)


def _is_unfinished(path: str, module: Module) -> bool:
    if getattr(module.namespace.get(path), "__abstractmethods__", None):
        return True
    known = module.members(path) | frozenset(dir(module.namespace.get(path, object)))
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
        and node.attr not in known
        for node in ast.walk(module.classes[path])
    )


def binding_of(function: Function, owner: str | None) -> str | None:
    """``self``, ``cls``, or nothing: what the first parameter is in a class, ``owner``."""
    if owner is None or not [*function.args.posonlyargs, *function.args.args]:
        return None
    names = {ast.unparse(decorator).rpartition(".")[2] for decorator in function.decorator_list}
    if "staticmethod" in names:
        return None
    return "cls" if "classmethod" in names or function.name == "__new__" else "self"


def _bind(
    function: Function, scope: Scope, receiver: Places, binding: str | None
) -> dict[str, Places]:
    """New places for the parameters, with what annotations, defaults and names say."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + [*arguments.defaults]
    pairs = [*zip(positional, defaults, strict=True)]
    pairs += zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    bound: dict[str, Places] = {}
    for index, (parameter, default) in enumerate(pairs):
        if index == 0 and binding is not None:
            bound[parameter.arg] = receiver
            continue
        places: Places = (Place(hints=dict(name_hints(parameter.arg))),)
        declare(places, parameter.annotation, scope.module)
        note_default(places, default, scope)
        bound[parameter.arg] = places
    for extra, kind in ((arguments.vararg, "tuple"), (arguments.kwarg, "dict")):
        if extra is not None:
            made = Place(declared={kind: 4}, hints=dict(name_hints(extra.arg)))
            declare(
                made.part("element" if kind == "tuple" else "item"), extra.annotation, scope.module
            )
            bound[extra.arg] = (made,)
    return bound


def _globals(function: Function, scope: Scope) -> dict[str, Places]:
    """Places for the module's variables that the function declares as ``global``."""
    names = [
        name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names
    ]
    found: dict[str, Places] = {}
    for name in dict.fromkeys(names):
        value = scope.module.values.get(name)
        if isinstance(value, ast.Constant | ast.List | ast.Dict):
            found[name] = scope.read(value, scope)
    return found


def _relate_growers(draft: Draft | None, bound: Mapping[str, Places]) -> None:
    """Note that what methods of one class call alike is alike: a key that is set, and read."""
    for given in draft.growers.values() if draft else ():
        for name, places in given.items():
            if name in bound:
                relate(places, bound[name])


def _read(function: Function, scope: Scope, bound: Mapping[str, Places]) -> None:
    scope.names = dict(bound)
    scope.run(function.body, scope)


def _tests(function: Function, aim: frozenset[int]) -> frozenset[int]:
    """The lines of the conditions that decide whether the lines aimed at are reached."""
    found: set[int] = set(aim)
    for node in ast.walk(function):
        decides = isinstance(node, ast.If | ast.While | ast.match_case | ast.For | ast.Try)
        if decides and _guarded(node) & aim:
            top = node.test if isinstance(node, ast.If | ast.While) else node
            found |= {one.lineno for one in ast.walk(top) if isinstance(one, ast.expr)}
    return frozenset(found)


def _guarded(node: ast.AST) -> set[int]:
    """The lines that what the node tests has a say in; of those under ``elif`` the next one has."""
    parts = list(ast.iter_child_nodes(node))
    match node:
        case ast.If(body=body, orelse=[ast.If()]):
            parts = [*body]
    return {one.lineno for part in parts for one in ast.walk(part) if isinstance(one, ast.stmt)}


def every_need(mined: Mined) -> list[Need]:
    """The needs of all values that calls of the function may contain, parts included."""
    needs = [parameter.need for parameter in mined.parameters]
    for shape in mined.shapes.values():
        needs += [parameter.need for parameter in shape.parameters]
        needs += [need for _, need in (*shape.state, *shape.absent)]
        needs += [need for _, given in shape.growers for need in given]
    for need in needs:
        needs += inner_needs(need)
    return needs


def leaf_kinds(mined: Mined) -> frozenset[str]:
    """The kinds of all values that calls of the function may contain."""
    found: set[str] = set()
    for need in every_need(mined):
        found |= {kind for kind, _ in need.kinds} or {"opaque"}
        found |= {"truth"} & need.flags
    return frozenset(found)


def has_joins(mined: Mined) -> bool:
    """Whether values in several places of a call are compared with each other."""
    groups = [need.group for need in every_need(mined) if need.group]
    return len(groups) > len(set(groups))
