"""Read statements, in the order in which they are written."""

import ast

import codemods.verify.inputs.mining.kinds as kinds
from codemods.verify.inputs.mining.expressions import assign, bind_anew, iterate, read_expression
from codemods.verify.inputs.mining.operators import combine
from codemods.verify.inputs.mining.places import (
    Place,
    Places,
    allow,
    attribute,
    compare,
    flag,
    key,
    position,
    roles,
)
from codemods.verify.inputs.mining.scope import NO_CONSTANT, Function, Module, Scope


def scope_of(module: Module, owner: str | None = None) -> Scope:
    """An empty scope in which statements can be read."""
    return Scope(module, read_expression, run, owner)


def run(body: list[ast.stmt], scope: Scope) -> None:
    """Read the statements one after the other."""
    for statement in body:
        _statement(statement, scope)


def _statement(node: ast.stmt, scope: Scope) -> None:
    match node:
        case ast.Assign(targets=targets, value=value):
            places = scope.read(value, scope)
            for target in targets:
                assign(target, places, scope)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            assign(target, scope.read(value, scope), scope)
        case ast.AugAssign(target=target, op=operator, value=value):
            source = ast.copy_location(_loaded(target), target)
            combine(source, operator, value, scope)
        case ast.Return(value=ast.expr() as value):
            scope.returned += scope.read(value, scope)
        case ast.Expr(value=value):
            if not isinstance(value, ast.Constant):
                scope.read(value, scope)
        case ast.Raise(exc=error, cause=cause):
            for part in (error, cause):
                if part is not None:
                    scope.read(part, scope)
        case ast.Assert(test=test):
            flag(scope.read(test, scope), "truth")
        case ast.Delete(targets=targets):
            for target in targets:
                if not isinstance(target, ast.Name):
                    scope.read(target, scope)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            _define(node, name, scope)
        case _:
            _compound(node, scope)


def _loaded(target: ast.expr) -> ast.expr:
    match target:
        case ast.Name(id=name):
            return ast.Name(id=name, ctx=ast.Load())
        case ast.Attribute(value=value, attr=name):
            return ast.Attribute(value=value, attr=name, ctx=ast.Load())
        case ast.Subscript(value=value, slice=index):
            return ast.Subscript(value=value, slice=index, ctx=ast.Load())
    return target


def _define(node: Function, name: str, scope: Scope) -> None:
    """Keep a nested function for its calls; read it once for what it does with outer names."""
    scope.local_functions[name] = node
    scope.names.pop(name, None)
    inner = scope.inside(node, scope.owner, keep=True)
    scope.nested[node] = bind_anew(node.args, inner)
    run(node.body, inner)


def _compound(node: ast.stmt, scope: Scope) -> None:
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            flag(scope.read(test, scope), "truth")
            _either([body, orelse], scope)
        case ast.While(test=test, body=body, orelse=orelse):
            # Twice, because the second round works with what the first one left behind.
            for _ in range(2):
                flag(scope.read(test, scope), "truth")
                _either([body, []], scope)
            run(orelse, scope)
        case ast.For(target=target, iter=source, body=body, orelse=orelse):
            places = scope.read(source, scope)
            before = dict(scope.names)
            assign(target, iterate(places), scope)
            run(body, scope)
            scope.join(before)
            run(orelse, scope)
        case ast.AsyncFor(target=target, iter=source, body=body, orelse=orelse):
            places = scope.read(source, scope)
            flag(places, "aiterated")
            assign(target, roles(places, "element"), scope)
            run([*body, *orelse], scope)
        case ast.With(items=items, body=body) | ast.AsyncWith(items=items, body=body):
            for item in items:
                places = scope.read(item.context_expr, scope)
                flag(places, "entered")
                if item.optional_vars is not None:
                    assign(item.optional_vars, places, scope)
            run(body, scope)
        case ast.Try() | ast.TryStar():
            run(node.body, scope)
            handlers = [handler.body for handler in node.handlers]
            _either([*handlers, node.orelse], scope)
            run(node.finalbody, scope)
        case ast.Match(subject=subject, cases=cases):
            places = scope.read(subject, scope)
            for case in cases:
                _pattern(case.pattern, places, scope)
                if case.guard is not None:
                    flag(scope.read(case.guard, scope), "truth")
            _either([case.body for case in cases], scope)


def _either(bodies: list[list[ast.stmt]], scope: Scope) -> None:
    """Read each body as if the others were not there, then join what the names stand for."""
    before = dict(scope.names)
    results = []
    for body in bodies:
        scope.names = dict(before)
        run(body, scope)
        if not (body and isinstance(body[-1], ast.Return | ast.Raise | ast.Continue | ast.Break)):
            results.append(scope.names)
    scope.names = dict(results[0]) if results else dict(before)
    for names in results[1:]:
        scope.join(names)


def _pattern(pattern: ast.pattern, places: Places, scope: Scope) -> None:
    match pattern:
        case ast.MatchValue(value=value):
            constant = scope.constant(value)
            if constant is not NO_CONSTANT and not isinstance(constant, tuple):
                compare(places, constant, value.lineno)
        case ast.MatchSingleton(value=value):
            compare(places, value, pattern.lineno)
        case ast.MatchSequence(patterns=inner):
            for place in places:
                place.alternatives["list"] = 3
            for index, part in enumerate(inner):
                _pattern(part, position(places, index), scope)
        case ast.MatchMapping(keys=names, patterns=inner):
            for place in places:
                place.alternatives["dict"] = 4
            for name, part in zip(names, inner, strict=True):
                constant = scope.constant(name)
                if isinstance(constant, str | int):
                    _pattern(part, key(places, constant, optional=True), scope)
        case ast.MatchClass():
            _class_pattern(pattern, places, scope)
        case ast.MatchOr(patterns=inner):
            for part in inner:
                _pattern(part, places, scope)
        case ast.MatchAs(pattern=part, name=name):
            if part is not None:
                _pattern(part, places, scope)
            if name is not None:
                scope.bind(name, places)
        case ast.MatchStar(name=str(name)):
            scope.bind(name, (Place(events=[dict(kinds.ITERABLE)]),))


def _class_pattern(pattern: ast.MatchClass, places: Places, scope: Scope) -> None:
    path = ast.unparse(pattern.cls)
    kind = f"class:{path}" if path in scope.module.classes else path
    if path in scope.module.classes or path in kinds.LIBRARY:
        for place in places:
            place.alternatives[kind] = 4
    for part in pattern.patterns:
        _pattern(part, places if kind == path else (Place(),), scope)
    for name, part in zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True):
        _pattern(part, attribute(places, name), scope)


def note_default(places: Places, default: ast.expr | None, scope: Scope) -> None:
    """Note that a parameter may be left out, and what it is then like."""
    if default is None:
        return
    constant = scope.constant(default)
    if constant is None:
        flag(places, "none")
    elif constant is not NO_CONSTANT and not isinstance(constant, tuple):
        compare(places, constant, default.lineno)
        if isinstance(constant, bool):
            allow(places, {"bool": 5})
    elif isinstance(default, ast.List | ast.Dict | ast.Tuple | ast.Set):
        allow(places, {type(default).__name__.lower(): 5})
