"""Find the methods by which an object gets what it holds: ``add``, ``append``, ``__setitem__``."""

import ast
from collections.abc import Iterator, Mapping

from codemods.verify.inputs.mining.annotations import declare
from codemods.verify.inputs.mining.kinds import name_hints
from codemods.verify.inputs.mining.places import Place, Places
from codemods.verify.inputs.mining.scope import Scope

MOST = 3
LONGEST = 25
_FIRST = ("add", "append", "insert", "push", "put", "set", "register", "extend", "update")
_FILLING = frozenset("add append appendleft extend insert setdefault update __setitem__".split())

Growers = Mapping[str, Mapping[str, Places]]


def growers_of(path: str, scope: Scope, but: str) -> Growers:
    """The parameters of methods that fill an object of this class; not of the method ``but``.

    Only those that must be given: as few as there are.
    """
    found: dict[str, dict[str, Places]] = {}
    methods = [one for one in _methods(path, scope) if one.name != but and _fills(one)]
    for method in sorted(methods, key=lambda one: not one.name.startswith(_FIRST))[:MOST]:
        receiver: Places = (Place(flags={f"own:{path}"}),)
        inner = scope.inside(method, path, keep=False)
        first, *others = method.args.args
        inner.bind(first.arg, receiver)
        found[method.name] = {}
        for one in others[: len(others) - len(method.args.defaults)]:
            places: Places = (Place(hints=dict(name_hints(one.arg))),)
            declare(places, one.annotation, scope.module)
            inner.bind(one.arg, places)
            found[method.name][one.arg] = places
        for one in others[len(others) - len(method.args.defaults) :]:
            inner.bind(one.arg, (Place(),))
        scope.run(method.body, inner)
    return found


def _methods(path: str, scope: Scope) -> Iterator[ast.FunctionDef]:
    seen: set[str] = set()
    for ancestor in scope.module.lineage(path):
        for one in scope.module.classes[ancestor].body:
            if isinstance(one, ast.FunctionDef) and one.name not in seen:
                seen.add(one.name)
                if _is_simple(one):
                    yield one


def _is_simple(method: ast.FunctionDef) -> bool:
    arguments = method.args
    required = len(arguments.args) - 1 - len(arguments.defaults)
    hidden = method.name.startswith("_") and method.name != "__setitem__"
    short = (method.end_lineno or method.lineno) - method.lineno <= LONGEST
    rest = arguments.posonlyargs or arguments.kwonlyargs or method.decorator_list or hidden
    return short and not rest and 0 < required <= 3


def _fills(method: ast.FunctionDef) -> bool:
    """Whether it puts something into the object that it is called on."""
    name = method.args.args[0].arg
    nodes = list(ast.walk(method))
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in nodes):
        return False
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr=called)) if called in _FILLING:
                if _is_of(owner, name):
                    return True
            case ast.Subscript(value=owner, ctx=ast.Store()) if _is_of(owner, name):
                return True
    return False


def _is_of(node: ast.expr, name: str) -> bool:
    """Whether an expression is the object, or what it holds."""
    match node:
        case ast.Name(id=found):
            return found == name
        case ast.Attribute(value=inner) | ast.Subscript(value=inner):
            return _is_of(inner, name)
        case ast.Call(func=ast.Name(id="super")):
            return True
    return False
