"""Tell who binds a name and who reads it."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from codemods.facts.walking import children, walk

# Calls that can read or change the variables of a function behind its text.
INTROSPECTION = frozenset({"locals", "vars", "eval", "exec", "dir", "_getframe", "currentframe"})
# What may bind a name: most nodes can't, and are told apart at once.
BINDERS = frozenset(
    {
        *(ast.Name, ast.arg, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.alias),
        *(ast.ExceptHandler, ast.MatchMapping, ast.MatchAs, ast.MatchStar),
        *(ast.Global, ast.Nonlocal),
    }
)


def bindings(root: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every name bound anywhere inside ``root``, with the node that binds it."""
    return bindings_by(walk(root))


def bindings_by(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Every name that one of ``nodes`` binds by itself, with that node."""
    for node in nodes:
        if node.__class__ not in BINDERS:
            continue
        if isinstance(node, ast.Name):  # most of them are: asked first, and without a match
            if not isinstance(node.ctx, ast.Load):
                yield node.id, node
            continue
        match node:
            case ast.arg(arg=name):
                yield name, node
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name, node
            case ast.ClassDef(name=name):
                yield name, node
            case ast.alias():
                yield bound_by_import(node), node
            case ast.ExceptHandler(name=str(name)) | ast.MatchMapping(rest=str(name)):
                yield name, node
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name, node
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                yield from ((name, node) for name in names)


def bound_by_import(alias: ast.alias) -> str:
    """The name that a part of an import statement binds."""
    return alias.asname or alias.name.partition(".")[0]


def bound_names(root: ast.AST) -> frozenset[str]:
    return frozenset(name for name, _ in bindings(root))


def names_methods_only(name: str, tree: ast.Module) -> bool:
    """Whether nothing but methods bind a name, and no class reads it as its own attribute.

    Functions see past the names of the classes that they stand in.
    """
    owners = [
        node
        for node in walk(tree)
        if isinstance(node, ast.ClassDef) and any(map(partial(_is_method, name), node.body))
    ]
    methods = {id(one) for node in owners for one in node.body if _is_method(name, one)}
    return all(id(node) in methods for bound, node in bindings(tree) if bound == name) and not any(
        isinstance(node, ast.Name) and node.id == name for one in owners for node in _own(one)
    )


def _is_method(name: str, node: ast.AST) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name


def _own(node: ast.ClassDef) -> Iterator[ast.AST]:
    """What is evaluated with the names of a class: not what its methods do when called."""
    stack: list[ast.AST] = [*node.body]
    while stack:
        one = stack.pop()
        yield one
        match one:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                stack += [*one.decorator_list, one.args, *([one.returns] if one.returns else [])]
            case _:
                stack += children(one)


def read_names(root: ast.AST) -> frozenset[str]:
    return frozenset(
        node.id
        for node in walk(root)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )


def introspects(root: ast.AST) -> ast.Call | None:
    """The first call inside ``root`` that may look at local variables by name."""
    for node in walk(root):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in INTROSPECTION:
                return node
    return None


def result_names(root: ast.AST) -> frozenset[str]:
    """Local names of ``root`` that are assigned plainly and read only by ``return name``.

    Nobody can see such a name: a return hands over its value, and nothing reads it afterwards.
    """
    nodes = walk(root)
    returned = {
        node.value: node.value.id
        for node in nodes
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Name)
    }
    names = set(returned.values())
    if not names or introspects(root):
        return frozenset()
    plain = {target for node in nodes if (target := _plain_target(node))}
    for name, node in bindings(root):
        if node not in plain:
            names.discard(name)
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in returned:
            names.discard(node.id)
    return frozenset(names) - _inner_names(nodes) if names else frozenset()


def _plain_target(node: ast.AST) -> ast.expr | None:
    """What an assignment to one variable assigns to."""
    match node:
        case ast.Assign(targets=[target]) | ast.AnnAssign(target=target, value=ast.expr()):
            return target
    return None


def _inner_names(nodes: Sequence[ast.AST]) -> frozenset[str]:
    """Names in functions and classes inside the first of ``nodes``: they may be captured there."""
    inner: set[str] = set()
    for node in nodes[1:]:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            inner |= {name.id for name in walk(node) if isinstance(name, ast.Name)}
    return frozenset(inner)


def assigned(node: ast.AST | None) -> tuple[str, ast.expr] | None:
    """The variable and the value of an assignment to one variable."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, value
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return name, value
    return None
