"""Find lists that the loop behind them fills, one element in each round."""

import ast

from codemods.facts import Facts
from codemods.facts.liveness import captures
from codemods.facts.names import assigned
from codemods.facts.walking import walk

from .choices import store_of
from .iteration import of_loop
from .loops import Loop, between, loop_of
from .sites import Place, Sink
from .temporaries import body_of
from .traversal import Traversal

_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Assert)
# What may go on elsewhere once an exception was raised in it.
_GUARDS = (ast.Try, ast.TryStar, ast.With, ast.AsyncWith)


def filled(statement: ast.stmt, facts: Facts) -> Place | None:
    """``out = []`` and the loop right behind it that appends to ``out`` and does nothing else.

    Also ``out = [0.0] * n`` and a loop that replaces all of its elements.
    """
    made = assigned(statement)
    if made is None:
        return None
    name, value = made
    size = repeated(value, facts)
    if size is None and not is_empty(value, facts):
        return None
    behind = loop_behind(statement, name, facts)
    if behind is None:
        return None
    loop, kept = behind
    found = of_loop(loop.plain, facts)
    if found is None or name in found.names:
        return None
    body = body_of(loop.plain, facts)
    if size is not None:
        if any(not is_without_calls(one, value) for one in kept):
            return None
        taken = _replaced(body.statements, value, name, size, found)
    else:
        taken = _taken(body.statements, name)
    if taken is None:
        return None
    element, filters = taken
    first = statement
    if loop.start is not None and loop.start.lineno < statement.lineno:
        first = loop.start
        kept = (*between(first, loop, facts),)
    kept = tuple(one for one in kept if one not in (statement, loop.start))
    return Place(
        first, loop.stands, loop.plain, value, found, element, filters, Sink.LIST, is_alone=True,
        body=body, holder=statement, kept=kept,
    )  # fmt: skip


def is_empty(value: ast.expr, facts: Facts) -> bool:
    """Whether a value is an empty list."""
    match value:
        case ast.List(elts=[]):
            return True
        case ast.Call(func=ast.Name(id="list"), args=[], keywords=[]):
            return facts.is_builtin("list")
    return False


def repeated(value: ast.expr, facts: Facts) -> ast.expr | None:
    """How many elements ``[0.0] * n`` or ``[0.0 for _ in range(n)]`` has."""
    match value:
        case ast.BinOp(left=ast.List(elts=[ast.Constant()]), op=ast.Mult(), right=size):
            return size
        case ast.ListComp(
            elt=ast.Constant(),
            generators=[
                ast.comprehension(
                    target=ast.Name(),
                    iter=ast.Call(func=ast.Name(id="range"), args=[size], keywords=[]),
                    ifs=[],
                    is_async=0,
                )
            ],
        ):
            return size if facts.is_builtin("range") else None
    return None


def loop_behind(
    statement: ast.stmt, name: str, facts: Facts
) -> tuple[Loop, tuple[ast.stmt, ...]] | None:
    """The loop behind a statement, and the simple statements between, which come first now.

    None of them may see that the variable is not bound yet, nor may what an exception leads to.
    """
    rest = facts.place(statement).rest
    found = next((one for one in rest if not isinstance(one, _SIMPLE)), None)
    loop = loop_of(found, facts) if found is not None else None
    if found is None or loop is None:
        return None
    kept = tuple(one for one in rest[: rest.index(found)] if one is not loop.start)
    if kept and (is_shared(statement, name, facts) or any(mentions(one, name) for one in kept)):
        return None
    return loop, kept


def is_shared(statement: ast.stmt, name: str, facts: Facts) -> bool:
    """Whether something else may read a variable before its function has ended."""
    root = facts.root(statement)
    if captures(root, name) or any(isinstance(one, _GUARDS) for one in facts.owners(statement)):
        return True
    return any(
        isinstance(one, (ast.Global, ast.Nonlocal)) and name in one.names for one in walk(root)
    )


def mentions(statement: ast.stmt, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in walk(statement))


def is_without_calls(statement: ast.stmt, value: ast.expr) -> bool:
    """Whether a statement binds a variable, and nothing that a value was made of changes by it."""
    read = {one.id for one in walk(value) if isinstance(one, ast.Name)}
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=bound):
            return name not in read and not any(isinstance(one, ast.Call) for one in walk(bound))
    return False


def _replaced(
    body: list[ast.stmt], made: ast.expr, name: str, size: ast.expr, found: Traversal
) -> tuple[ast.expr, tuple[ast.expr, ...]] | None:
    """What takes the place of each element of ``[0.0] * n``, if all of them are gone through."""
    match store_of(body, lambda _: repeats(made)):
        case ast.Subscript(value=ast.Name(id=filled), slice=ast.Name(id=index)), value:
            whole = not found.start and not found.end and filled == name
            if whole and found.count is not None and index == found.index:
                return (value, ()) if ast.unparse(size) == ast.unparse(found.count) else None
    return None


def repeats(made: ast.expr) -> ast.Constant:
    """What ``[0.0] * n`` or ``[0.0 for _ in range(n)]`` holds."""
    match made:
        case ast.BinOp(left=ast.List(elts=[ast.Constant(value=value)])):
            return ast.Constant(value)  # without a place: there is no text that spells it
        case ast.ListComp(elt=ast.Constant(value=value)):
            return ast.Constant(value)
    raise ValueError(ast.unparse(made))


def _taken(body: list[ast.stmt], name: str) -> tuple[ast.expr, tuple[ast.expr, ...]] | None:
    """What a body appends, and the conditions for it."""
    match body:
        case [
            ast.Expr(value=ast.Call(func=ast.Attribute() as method, args=[element], keywords=[]))
        ]:
            match method:
                case ast.Attribute(value=ast.Name(id=owner), attr="append") if owner == name:
                    if not isinstance(element, ast.Starred):
                        return element, ()
        case [ast.AugAssign(target=ast.Name(id=owner), op=ast.Add(), value=ast.List(elts=[one]))]:
            if owner == name and not isinstance(one, ast.Starred):
                return one, ()
        case [ast.If(test=test, body=inner, orelse=[])]:
            found = _taken(inner, name)
            return (found[0], (test, *found[1])) if found else None
        case [ast.If(test=test, body=[ast.Continue()], orelse=[]), *rest] if rest:
            found = _taken(rest, name)
            negated = ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
            return (found[0], (negated, *found[1])) if found else None
        case [ast.If(test=test, body=one, orelse=other)]:
            left, right = _taken(one, name), _taken(other, name)
            if left and right and not left[1] and not right[1]:
                return ast.copy_location(ast.IfExp(test, left[0], right[0]), test), ()
    return None
