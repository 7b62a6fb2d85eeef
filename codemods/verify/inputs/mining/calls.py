"""Read calls: of the module's own functions, of the library's, of methods, of parameters."""

import ast
from dataclasses import replace

import codemods.verify.inputs.mining.kinds as kinds
from codemods.verify.inputs.mining.imported import imported_function
from codemods.verify.inputs.mining.library import (
    EXPRESSIONS,
    compiled_pattern,
    read_compiled,
    read_library,
)
from codemods.verify.inputs.mining.methods import read_method
from codemods.verify.inputs.mining.places import (
    Place,
    Places,
    attribute,
    flag,
    merged,
    method,
    of_kind,
    roles,
)
from codemods.verify.inputs.mining.scope import Function, Scope


def read_call(node: ast.Call, scope: Scope) -> Places:
    """The places that the result of a call may come from."""
    match node.func:
        case ast.Name(id=name) if name in scope.local_functions:
            return follow(scope.local_functions[name], node, scope, scope.owner, keep=True)
        case ast.Name(id=name) if name not in scope.names and name in scope.module.functions:
            return follow(scope.module.functions[name], node, scope, None)
        case ast.Attribute(value=value, attr=name):
            return _attribute_call(node, value, name, scope)
    path = ast.unparse(node.func)
    if path in scope.module.classes:
        return _construct(path, node, scope)
    dotted = scope.dotted(node.func)
    if dotted:
        return _library(dotted, node, scope)
    called = scope.read(node.func, scope)
    flag(called, "called")
    _pass(node, scope)
    return roles(called, "result")


def _attribute_call(node: ast.Call, value: ast.expr, name: str, scope: Scope) -> Places:
    path = ast.unparse(node.func)
    if path in scope.module.classes:
        return _construct(path, node, scope)
    if name in EXPRESSIONS and compiled_pattern(value, scope) is not None:
        given = [scope.read(argument, scope) for argument in node.args]
        return read_compiled(value, name, given, scope)
    dotted = scope.dotted(node.func)
    if dotted:
        start = dotted.partition(".")[0]
        if start in scope.module.classes:
            member = scope.module.member(start, name)
            if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
                return follow(member, node, scope, start, receiver=())
        if start in scope.module.imports.values() or start in _imported(scope):
            return _library(dotted, node, scope)
        if start in ("str", "bytes", "dict", "list", "int", "float"):
            return _library(dotted, node, scope)
    receiver = scope.read(value, scope)
    owner = _super_owner(value, scope) or class_of(receiver)
    member = scope.module.member(owner, name) if owner else None
    if owner and isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
        return follow(member, node, scope, owner, receiver=receiver)
    if owner and member is None and any(name in place.attributes for place in receiver):
        # Not a method, but what the constructor has put there.
        called = read_attribute(receiver, name, scope)
        flag(called, "called")
        _pass(node, scope)
        return roles(called, "result")
    given = [scope.read(argument, scope) for argument in node.args]
    named = {one.arg or "**": scope.read(one.value, scope) for one in node.keywords}
    _functions(name, node, receiver, scope)
    known = read_method(receiver, name, node, given, named, scope)
    if known is not None:
        return known
    for places in (*given, *named.values()):
        flag(places, "passed")
    result: Places = (Place(),)
    for place in receiver:
        result = place.methods.get(name, result)
    method(receiver, name, result)
    return result


def _imported(scope: Scope) -> set[str]:
    return {origin.partition(".")[0] for origin in scope.module.imports.values()}


def _super_owner(value: ast.expr, scope: Scope) -> str | None:
    match value:
        case ast.Call(func=ast.Name(id="super")) if scope.owner:
            lineage = scope.module.lineage(scope.owner)
            return lineage[1] if len(lineage) > 1 else None
    return None


def class_of(places: Places) -> str | None:
    """The module's own class that the places are known to belong to."""
    for place in places:
        for name in (*place.flags, *place.declared):
            if name.startswith(("own:", "class:")):
                return name.partition(":")[2]
    return None


def read_attribute(places: Places, name: str, scope: Scope) -> Places:
    """The values of an attribute; a property is followed like a call."""
    owner = class_of(places)
    match scope.module.member(owner, name) if owner else None:
        case ast.FunctionDef() as member if _is_property(member) and scope.can_enter(member):
            inner = scope.inside(member, owner, keep=False)
            if member.args.args:
                inner.bind(member.args.args[0].arg, places)
            scope.run(member.body, inner)
            return merged(tuple(inner.returned)) or (Place(),)
    return attribute(places, name)


def _is_property(member: Function) -> bool:
    names = {ast.unparse(decorator).rpartition(".")[2] for decorator in member.decorator_list}
    return bool(names & {"property", "cached_property"})


def follow(
    function: Function,
    node: ast.Call,
    scope: Scope,
    owner: str | None,
    receiver: Places | None = None,
    keep: bool = False,
) -> Places:
    """Read a function of the module with what this call gives to it."""
    given = [scope.read(argument, scope) for argument in node.args]
    named = {one.arg: scope.read(one.value, scope) for one in node.keywords if one.arg}
    if not scope.can_enter(function):
        return (Place(),)
    decorators = {ast.unparse(one).rpartition(".")[2] for one in function.decorator_list}
    if receiver is not None and "staticmethod" not in decorators and (receiver or not given):
        given.insert(0, receiver or (Place(),))
    return _entered(function, given, named, scope, owner, keep)


def follow_operator(name: str, left: Places, right: Places, scope: Scope) -> Places | None:
    """Read what an object of the module's own class does for an operator: ``__le__``."""
    owner = class_of(left)
    member = scope.module.member(owner, name) if owner else None
    if not isinstance(member, ast.FunctionDef) or not scope.can_enter(member):
        return None
    return _entered(member, [left, right], {}, scope, owner)


def _entered(
    function: Function,
    given: list[Places],
    named: dict[str, Places],
    scope: Scope,
    owner: str | None,
    keep: bool = False,
) -> Places:
    inner = scope.inside(function, owner, keep)
    bind_parameters(function, inner, given, named)
    scope.run(function.body, inner)
    if _yields(function):
        result = Place(events=[{"iterator": 5}])
        return (result,)
    return merged(tuple(inner.returned)) or (Place(),)


def _yields(function: Function) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))


def bind_parameters(
    function: Function, scope: Scope, positional: list[Places], named: dict[str, Places]
) -> None:
    """Bind the parameters of a function to what a call gives, and the rest to new places."""
    parameters = [*function.args.posonlyargs, *function.args.args]
    given = dict(named)
    for parameter, places in zip(parameters, positional, strict=False):
        given[parameter.arg] = places
    for parameter in [*parameters, *function.args.kwonlyargs]:
        scope.bind(parameter.arg, given.get(parameter.arg) or (Place(),))
    if function.args.vararg is not None:
        made = Place(events=[{"tuple": 5}])
        made.parts["element"] = merged(*positional[len(parameters) :]) or (Place(),)
        scope.bind(function.args.vararg.arg, (made,))
    if function.args.kwarg is not None:
        scope.bind(function.args.kwarg.arg, of_kind(dict=5))


def _construct(path: str, node: ast.Call, scope: Scope) -> Places:
    made = Place(events=[{f"class:{path}": 5}], flags={"fresh", f"own:{path}"})
    member = scope.module.member(path, "__init__")
    if isinstance(member, ast.FunctionDef):
        follow(member, node, scope, path, receiver=(made,))
    else:
        _pass(node, scope)
    return (made,)


def _library(dotted: str, node: ast.Call, scope: Scope) -> Places:
    given = [scope.read(argument, scope) for argument in node.args]
    named = {one.arg or "**": scope.read(one.value, scope) for one in node.keywords}
    _functions(dotted, node, given[0] if given else (), scope)
    known = read_library(dotted, node, given, named, scope)
    if known is not None:
        return known
    imported = imported_function(node.func, scope)
    if imported is not None and scope.can_enter(imported[0]):
        inner = replace(scope.inside(imported[0], None, keep=False), module=imported[1])
        bind_parameters(imported[0], inner, given, named)
        scope.run(imported[0].body, inner)
        return merged(tuple(inner.returned)) or (Place(),)
    for places in (*given, *named.values()):
        flag(places, "passed", f"to:{dotted}")
    return (Place(),)


_FIRST_TAKES = frozenset({"map", "filter", "functools.reduce", "itertools.groupby"})


def _functions(name: str, node: ast.Call, source: Places, scope: Scope) -> None:
    """Read the functions that are given to be called with the elements of something."""
    for keyword in node.keywords:
        if keyword.arg == "key" and name in ("sorted", "min", "max", "sort"):
            _apply(keyword.value, [roles(source, "element")], scope)
    if name in _FIRST_TAKES and len(node.args) > 1:
        sources = [scope.read(argument, scope) for argument in node.args[1:]]
        elements = [roles(places, "element") for places in sources]
        _apply(node.args[0], elements * 2 if "reduce" in name else elements, scope)


def _apply(function: ast.expr, given: list[Places], scope: Scope) -> None:
    match function:
        case ast.Lambda(args=arguments, body=body):
            inner = scope.inside(function, scope.owner, keep=True)
            for argument, places in zip(arguments.args, given, strict=False):
                inner.bind(argument.arg, places)
            scope.read(body, inner)
        case ast.Name(id=name) if name in scope.names:
            called = scope.read(function, scope)
            flag(called, "called")
        case ast.Name(id=name):
            target = scope.local_functions.get(name) or scope.module.functions.get(name)
            if target is not None and scope.can_enter(target):
                inner = scope.inside(target, None, keep=name in scope.local_functions)
                bind_parameters(target, inner, given, {})
                scope.run(target.body, inner)
            elif name in ("int", "float", "str", "len", "abs", "ord"):
                call = ast.Call(func=function, args=[], keywords=[])
                read_library(name, call, given[:1], {}, scope)
        case ast.Attribute(value=ast.Name(id="str")):
            for places in given:
                for place in places:
                    place.events.append(kinds.TEXT)


def _pass(node: ast.Call, scope: Scope) -> None:
    for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
        flag(scope.read(argument, scope), "passed")
