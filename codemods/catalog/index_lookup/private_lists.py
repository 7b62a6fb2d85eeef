"""Tell whether a list that a function makes stays its own for a while, and is only appended to."""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.liveness import captures
from codemods.facts.names import bindings
from codemods.facts.types import Types
from codemods.facts.types.contents import LOOKING
from codemods.facts.walking import children, walk

from .growth import TEXT, WORDS, growth

# Methods that leave the members of a list what they are.
_QUIET = frozenset("sort reverse index count copy".split())


def may_grow(root: ast.stmt, facts: Facts) -> bool:
    """Whether a function has the words for adding to a list at all."""
    return facts.once("may grow", root, lambda: _has_words(root, facts))


def _has_words(root: ast.stmt, facts: Facts) -> bool:
    return any(facts.has_word(word, root) for word in WORDS) or (
        facts.once("adds lists", facts.tree, lambda: TEXT in facts.source.text)
    )


def appended_and_searched(root: ast.stmt, facts: Facts) -> frozenset[str]:
    """The names of what is both, anywhere in a function: few of all names."""
    return facts.once(
        "appended and searched",
        root,
        lambda: _both(root) if may_grow(root, facts) else frozenset(),
    )


def _both(root: ast.stmt) -> frozenset[str]:
    appended, searched = set(), set()
    for node in walk(root):
        match node:
            case ast.Expr() | ast.AugAssign():
                found = growth(node)
                if found and isinstance(found.target, ast.Name):
                    appended.add(found.target.id)
            case ast.Compare(ops=[ast.In() | ast.NotIn(), *_], comparators=[ast.Name(id=name), *_]):
                searched.add(name)
    return frozenset(appended & searched)


def makes_list(node: ast.expr | None, types: Types) -> bool:
    """Whether an expression makes a list that nobody else knows."""
    match node:
        case ast.List() | ast.ListComp():
            return True
        case ast.Call(func=ast.Name(id="list" | "sorted" as name)):
            return types.facts.is_builtin(name)
        case ast.Subscript(value=value, slice=ast.Slice()):
            return _kind(value, types) == "list"
        case ast.Call(func=ast.Attribute(value=value, attr="copy")):
            return _kind(value, types) == "list"
        case ast.Call(func=ast.Attribute(value=value, attr="split" | "splitlines")):
            return _kind(value, types) == "str"
    return False


def _kind(node: ast.expr, types: Types) -> str:
    return str(types.of(node)).partition("[")[0]


def disclosure(
    name: str,
    made: ast.stmt,
    statements: Sequence[ast.stmt],
    appends: Sequence[ast.AST],
    types: Types,
) -> ast.AST | None:
    """What may change the list that ``made`` binds to ``name`` while ``statements`` run.

    ``appends`` are the methods whose calls are known. Once a function returns the list it is over.
    """
    if types.scope.is_open:
        return made
    for bound, binder in bindings(types.root):
        if bound == name and not isinstance(binder, (ast.Name, ast.arg)):
            return binder
    if captured := captures(types.root, name):
        return captured
    known = {id(one) for one in appends}
    for statement in statements:
        for node, parents in _uses(name, statement):
            harmless = id(parents[0]) in known or _is_harmless(node, parents, made, types.facts)
            if not harmless:
                return node
    return None


def _uses(name: str, statement: ast.stmt) -> Iterator[tuple[ast.Name, list[ast.AST]]]:
    """Where a name stands in a statement, each time with what it stands in, the innermost first."""
    stack: list[tuple[ast.AST, list[ast.AST]]] = [(statement, [])]
    while stack:
        node, parents = stack.pop()
        if isinstance(node, ast.Name) and node.id == name:
            yield node, parents
        stack += [(child, [node, *parents]) for child in reversed(children(node))]


def _is_harmless(node: ast.Name, parents: list[ast.AST], made: ast.stmt, facts: Facts) -> bool:
    """Whether a use makes the list, or only looks at it, or ends the function with it."""
    if not isinstance(node.ctx, ast.Load):
        return any(one is made for one in parents[:2])
    match parents:
        case [ast.Attribute(attr=attr) as method, ast.Call(func=called), *_]:
            return called is method and attr in _QUIET
        case [ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr="join")), *_]:
            return True
        case [ast.Call(func=ast.Name(id="min" | "max"), args=[_, _, *_]), *_]:
            return False  # it may be the list itself
        case [ast.Call(func=ast.Name(id=function)), *_]:
            return function in LOOKING and facts.is_builtin(function)
        case [ast.Subscript(value=used, ctx=ast.Load()), *_]:
            return used is node
        case [ast.For(iter=used) | ast.comprehension(iter=used), *_]:
            return used is node
        case [ast.If(test=used) | ast.While(test=used) | ast.IfExp(test=used), *_]:
            return used is node
        case [ast.UnaryOp(op=ast.Not()) | ast.Compare() | ast.FormattedValue(), *_]:
            return True
        case [ast.Return(), *_] | [ast.Tuple(), ast.Return(), *_]:
            return True
    return False
