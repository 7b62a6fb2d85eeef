"""Find calls of a function that are written down: in doctests, and with literals in the module."""

import ast
import builtins
import doctest
from collections.abc import Iterator, Mapping

from codemods.verify.inputs.mining.scope import Function
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Arguments, Literal, NaN, Sequence
from codemods.verify.inputs.recipes import Mapping as MappingRecipe
from codemods.verify.oracle.objects import Call, Instance, Lambda, Reference

MOST = 20
_SEQUENCES: dict[type[ast.expr], str] = {ast.List: "list", ast.Tuple: "tuple", ast.Set: "set"}
# What examples often give: by the last part of its name, where it is.
_LIBRARY: dict[str, tuple[str, str]] = {
    name: (module, name)
    for module, names in {
        "builtins": "bytearray dict frozenset list range set tuple",
        "collections": "Counter OrderedDict deque",
        "datetime": "date datetime time timedelta",
        "decimal": "Decimal",
        "fractions": "Fraction",
        "io": "BytesIO StringIO",
        "pathlib": "PurePosixPath",
    }.items()
    for name in names.split()
}
_FUNCTIONS = frozenset(
    "abs bool dict float int len list max min repr set sorted str sum tuple".split()
)
_SIMPLE = (int, float, complex, str, bytes, bool, type(None), type(...))


def explicit(function: Function, module: ast.Module) -> list[Arguments]:
    """The calls of ``function`` that the module itself writes down, doctests first."""
    owner = _owner(function, module)
    classes = frozenset(node.name for node in module.body if isinstance(node, ast.ClassDef))
    found: dict[str, Arguments] = {}
    for call, known in _calls(module):
        arguments = _arguments(call, function, owner, known, classes)
        if arguments is not None and len(found) < MOST:
            found.setdefault(arguments.source(function.name), arguments)
    return list(found.values())


def _owner(function: Function, module: ast.Module) -> ast.ClassDef | None:
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef) and (
                    (member.name, member.lineno) == (function.name, function.lineno)
                ):
                    return node
    return None


def _calls(module: ast.Module) -> Iterator[tuple[ast.Call, Mapping[str, ast.expr]]]:
    """Each call, with the expressions that names stand for there."""
    holders = [node for node in ast.walk(module) if isinstance(node, _DOCUMENTED)]
    for holder in holders:
        yield from _in_doctests(ast.get_docstring(holder, clean=True) or "")
    constants = _assigned(module.body)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and not isinstance(node.func, ast.Attribute):
            yield node, constants


_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def _in_doctests(text: str) -> Iterator[tuple[ast.Call, Mapping[str, ast.expr]]]:
    try:
        examples = doctest.DocTestParser().get_examples(text)
    except ValueError:
        return
    known: dict[str, ast.expr] = {}
    for example in examples:
        try:
            body = ast.parse(example.source).body
        except SyntaxError:
            continue
        known.update(_assigned(body))
        for statement in body:
            for node in ast.walk(statement):
                if isinstance(node, ast.Call):
                    yield node, dict(known)


def _assigned(body: list[ast.stmt]) -> dict[str, ast.expr]:
    return {
        target.id: statement.value
        for statement in body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def _arguments(
    call: ast.Call,
    function: Function,
    owner: ast.ClassDef | None,
    known: Mapping[str, ast.expr],
    classes: frozenset[str],
) -> Arguments | None:
    receiver: Recipe | None = None
    match call.func:
        case ast.Name(id=name) if owner is None and name == function.name:
            pass
        case ast.Attribute(value=ast.Name(id=start), attr=name) if (
            # ``module.function(...)``, as doctests write it.
            owner is None
            and name == function.name
            and start not in known
        ):
            pass
        case ast.Attribute(value=value, attr=name) if owner is not None and name == function.name:
            receiver = recipe_of(value, known, classes)
            if not isinstance(receiver, Instance | Reference) or receiver.path != owner.name:
                return None
        case _:
            return None
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return None
    positional = [recipe_of(argument, known, classes) for argument in call.args]
    named = {one.arg: recipe_of(one.value, known, classes) for one in call.keywords}
    if None in positional or None in named or None in named.values():
        return None
    return Arguments(
        tuple(recipe for recipe in positional if recipe is not None),
        tuple((name, recipe) for name, recipe in named.items() if name and recipe is not None),
        receiver,
    )


def recipe_of(
    node: ast.expr,
    known: Mapping[str, ast.expr],
    classes: frozenset[str] = frozenset(),
    depth: int = 0,
) -> Recipe | None:
    """The recipe of an expression made of literals, known names and the module's own classes."""
    if depth > 8:
        return None
    match node:
        case ast.Constant(value=value) if isinstance(value, _SIMPLE):
            return Literal(value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return Literal(-value)
        case ast.Call(func=ast.Name(id="float"), args=[ast.Constant(value="nan")]):
            return NaN()
        case ast.List(elts=inner) | ast.Tuple(elts=inner) | ast.Set(elts=inner):
            found = [recipe_of(one, known, classes, depth + 1) for one in inner]
            if None in found:
                return None
            return Sequence(_SEQUENCES[type(node)], tuple(one for one in found if one is not None))
        case ast.Dict(keys=keys, values=values):
            return _dict(keys, values, known, classes, depth)
        case ast.Name(id=name) if name in classes:
            return Reference(name)
        case ast.Name(id=name) if name in known:
            return recipe_of(known[name], {}, classes, depth + 1)
        case ast.Name(id=name) if name in _FUNCTIONS:
            return Reference(name, "builtins")
        case ast.Lambda() if _is_closed(node):
            return Lambda(ast.unparse(node))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=named) if name in classes:
            return _instance(name, args, named, known, classes, depth)
        case ast.Call(func=function, args=args, keywords=[]):
            place = _LIBRARY.get(ast.unparse(function).rpartition(".")[2])
            given = [recipe_of(one, known, classes, depth + 1) for one in args]
            if place is not None and None not in given:
                return Call(*place, tuple(one for one in given if one is not None))
    return None


def _is_closed(function: ast.Lambda) -> bool:
    """Whether it uses nothing but its parameters and builtins."""
    own = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return names <= own | set(dir(builtins))


def _dict(
    keys: list[ast.expr | None],
    values: list[ast.expr],
    known: Mapping[str, ast.expr],
    classes: frozenset[str],
    depth: int,
) -> Recipe | None:
    pairs = []
    for key, value in zip(keys, values, strict=True):
        first = None if key is None else recipe_of(key, known, classes, depth + 1)
        second = recipe_of(value, known, classes, depth + 1)
        if first is None or second is None:
            return None
        pairs.append((first, second))
    return MappingRecipe(tuple(pairs))


def _instance(
    name: str,
    args: list[ast.expr],
    named: list[ast.keyword],
    known: Mapping[str, ast.expr],
    classes: frozenset[str],
    depth: int,
) -> Recipe | None:
    given = [recipe_of(argument, known, classes, depth + 1) for argument in args]
    pairs = [(one.arg, recipe_of(one.value, known, classes, depth + 1)) for one in named]
    if None in given or any(key is None or value is None for key, value in pairs):
        return None
    return Instance(
        name,
        tuple(recipe for recipe in given if recipe is not None),
        tuple((key, recipe) for key, recipe in pairs if key is not None and recipe is not None),
    )
