"""Read expressions: each use of a value says something about it."""

import ast

import codemods.verify.inputs.mining.kinds as kinds
from codemods.verify.inputs.mining.calls import read_attribute, read_call
from codemods.verify.inputs.mining.named import named
from codemods.verify.inputs.mining.operators import (
    combine,
    read_comparison,
    read_formatted,
    read_unary,
)
from codemods.verify.inputs.mining.places import (
    Named,
    Place,
    Places,
    allow,
    bind_attribute,
    compare,
    flag,
    key,
    kinds_of,
    merged,
    of_kind,
    position,
    provide,
    relate,
    roles,
)
from codemods.verify.inputs.mining.scope import NO_CONSTANT, Scope

_LONGEST_FRAGMENT = 16


def read_expression(node: ast.expr, scope: Scope) -> Places:
    """The places that the value of an expression may come from."""
    match node:
        case ast.Name(id=name):
            return scope.names.get(name) or _outer(name, scope)
        case ast.Constant(value=value):
            _fragment(value, scope)
            return (
                (Place(events=[kinds_of(value)], flags={"fresh"}),)
                if value is not None
                else (Place(flags={"fresh", "none"}),)
            )
        case ast.Attribute(value=value, attr=name):
            if scope.dotted(node) and not scope.names.get(scope.dotted(node).partition(".")[0]):
                return _class_value(node, scope)
            return read_attribute(scope.read(value, scope), name, scope)
        case ast.Subscript():
            return _subscript(node, scope)
        case ast.Call():
            return read_call(node, scope)
        case ast.Compare():
            return read_comparison(node, scope)
        case ast.BinOp(left=left, op=operator, right=right):
            return combine(left, operator, right, scope)
        case ast.UnaryOp(op=operation, operand=operand):
            return read_unary(operation, scope.read(operand, scope))
        case ast.BoolOp(values=values):
            found = [scope.read(value, scope) for value in values]
            for places in found[:-1]:
                flag(places, "truth")
            return merged(*found)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            flag(scope.read(test, scope), "truth")
            return merged(scope.read(body, scope), scope.read(orelse, scope))
        case ast.NamedExpr(target=target, value=value):
            places = scope.read(value, scope)
            scope.bind(target.id, places)
            return places
        case ast.Await(value=value):
            places = scope.read(value, scope)
            flag(places, "awaited")
            return roles(places, "awaited")
        case ast.Starred(value=value):
            return iterate(scope.read(value, scope))
    return _display(node, scope)


def _display(node: ast.expr, scope: Scope) -> Places:
    match node:
        case ast.List(elts=inner) | ast.Set(elts=inner):
            made = Place(events=[{type(node).__name__.lower(): 5}], flags={"fresh"})
            for element in inner:
                made.parts["element"] = merged(
                    made.parts.get("element", ()), scope.read(element, scope)
                )
            return (made,)
        case ast.Tuple(elts=inner):
            parts = {index: scope.read(element, scope) for index, element in enumerate(inner)}
            return (Place(positions=parts, widths={len(inner)}, flags={"fresh"}),)
        case ast.Dict(keys=names, values=values):
            return _dict(names, values, scope)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            return _comprehension(node, scope)
        case ast.JoinedStr(values=values):
            for value in values:
                if isinstance(value, ast.FormattedValue):
                    read_formatted(value, scope)
                else:
                    scope.read(value, scope)
            return of_kind(str=5)
        case ast.Lambda(body=body, args=arguments):
            inner_scope = scope.inside(node, scope.owner, keep=True)
            scope.nested[node] = bind_anew(arguments, inner_scope)
            scope.read(body, inner_scope)
            return of_kind(callable=5)
        case ast.Yield(value=value):
            if value is not None:
                scope.read(value, scope)
        case ast.YieldFrom(value=value):
            return iterate(scope.read(value, scope))
    return (Place(),)


def bind_anew(arguments: ast.arguments, inner: Scope) -> dict[str, Places]:
    """New places for the parameters of a function within a function, bound in its scope."""
    plain = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    found: dict[str, Places] = {
        one.arg: (Place(hints=dict(kinds.name_hints(one.arg))),) for one in plain
    }
    for extra, kind in ((arguments.vararg, "tuple"), (arguments.kwarg, "dict")):
        if extra is not None:
            found[extra.arg] = of_kind(**{kind: 5})
    for name, places in found.items():
        inner.bind(name, places)
    return found


def _outer(name: str, scope: Scope) -> Places:
    value = scope.module.constant(name)
    if value is NO_CONSTANT or value is None:
        return (Place(flags={"outer"}),)
    _fragment(value, scope)
    return (Place(events=[kinds_of(value)], flags={"outer"}),)


def _class_value(node: ast.expr, scope: Scope) -> Places:
    value = scope.constant(node)
    known = value is not NO_CONSTANT and value is not None
    return (Place(events=[kinds_of(value)] if known else [], flags={"outer"}),)


def _fragment(value: object, scope: Scope) -> None:
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, bytes):
            text = text.decode("latin-1")
        if isinstance(text, str) and 0 < len(text) <= _LONGEST_FRAGMENT:
            scope.fragments.setdefault(text)


def iterate(places: Places) -> Places:
    """Note that the places are iterated over; what iteration gives."""
    allow(places, kinds.ITERABLE)
    flag(places, "iterated")
    fixed = [inner for place in places for inner in place.positions.values()]
    return merged(roles(places, "element"), *fixed)


def _subscript(node: ast.Subscript, scope: Scope) -> Places:
    places = scope.read(node.value, scope)
    if isinstance(node.slice, ast.Slice):
        for bound in (node.slice.lower, node.slice.upper, node.slice.step):
            if bound is not None:
                allow(scope.read(bound, scope), kinds.INTEGER)
        allow(places, kinds.SLICED)
        flag(places, "sized")
        return places
    known = named(node.slice, scope)
    if known is not None:
        return key(places, known)
    constant = scope.constant(node.slice)
    if isinstance(constant, bool) or not isinstance(constant, str | int | bytes):
        index = scope.read(node.slice, scope)
        flag(places, "sized")
        for place in places:
            place.subscripts += [one for one in index if one not in place.subscripts]
        if any("dict" in event and len(event) == 1 for one in places for event in one.events):
            flag(index, "hashed")
        for choice in scope.choices(node.value):
            flag(index, "hashed")
            compare(index, choice, node.lineno)
        flag(index, "index")
        if any("int" in event and len(event) <= 2 for one in index for event in one.events):
            allow(places, kinds.INDEXED)
        return roles(places, "item")
    scope.read(node.slice, scope)
    if isinstance(constant, int):
        flag(places, "sized")
        return merged(position(places, constant), roles(places, "item"))
    return key(places, constant)


def _dict(names: list[ast.expr | None], values: list[ast.expr], scope: Scope) -> Places:
    made = Place(events=[{"dict": 5}], flags={"fresh"})
    for name, value in zip(names, values, strict=True):
        places = scope.read(value, scope)
        if name is None:
            allow(places, {"dict": 5})
            continue
        constant = scope.constant(name)
        if isinstance(constant, str | int | bytes):
            made.keys[constant] = places
        else:
            made.parts["element"] = merged(made.parts.get("element", ()), scope.read(name, scope))
        made.parts["item"] = merged(made.parts.get("item", ()), places)
    return (made,)


def _comprehension(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, scope: Scope
) -> Places:
    outside = dict(scope.names)
    for generator in node.generators:
        places = scope.read(generator.iter, scope)
        if generator.is_async:
            flag(places, "aiterated")
            assign(generator.target, roles(places, "element"), scope)
        else:
            assign(generator.target, iterate(places), scope)
        for test in generator.ifs:
            flag(scope.read(test, scope), "truth")
    if isinstance(node, ast.DictComp):
        made = Place(events=[{"dict": 5}], flags={"fresh"})
        made.parts["element"] = scope.read(node.key, scope)
        made.parts["item"] = scope.read(node.value, scope)
    else:
        kind = "set" if isinstance(node, ast.SetComp) else "list"
        made = Place(events=[{kind: 5}], flags={"fresh"})
        made.parts["element"] = scope.read(node.elt, scope)
    scope.names = outside
    return (made,)


def assign(target: ast.expr, places: Places, scope: Scope) -> None:
    """Note that a target now stands for the places."""
    match target:
        case ast.Name(id=name):
            scope.bind(name, places)
        case ast.Tuple(elts=inner) | ast.List(elts=inner):
            starred = any(isinstance(element, ast.Starred) for element in inner)
            if not starred:
                for place in places:
                    place.widths.add(len(inner))
            for index, element in enumerate(inner):
                if isinstance(element, ast.Starred):
                    allow(places, kinds.ITERABLE)
                    assign(element.value, (Place(events=[{"list": 5}]),), scope)
                else:
                    at = index - len(inner) if starred and index else index
                    assign(element, position(places, at), scope)
        case ast.Attribute(value=value, attr=name):
            owner = scope.read(value, scope)
            flag(owner, "written", "mutated")
            bind_attribute(owner, name, places)
        case ast.Subscript(value=value):
            owner = scope.read(value, scope)
            flag(owner, "mutated")
            allow(owner, {"list": 3, "dict": 3})
            constant = named(target.slice, scope) or scope.constant(target.slice)
            if isinstance(constant, str | Named):
                provide(owner, constant, places)
            else:
                relate(scope.read(target, scope), places)
