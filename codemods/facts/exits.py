"""Tell which blocks always leave, and what falling out of a block leads to."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codemods.facts.file import FUNCTIONS, LOOPS, TRIES, WITHS, Facts, blocks, statements_within
from codemods.facts.walking import children

LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)

STATEMENTS_AFTER = "statements after it run on both paths"
TRY_ELSE = "falling out of the try body runs its else"
FINALLY = "an exit inside finally would override the one under way"
FINALLY_LEAVES = "the finally of the try leaves by itself"
EXCEPT_STAR = "no exit is allowed inside except*"
TOP_LEVEL = "there is nothing to return from at class or module level"
MOVED_EXIT = "the exit after it would be evaluated inside a try or with"


@dataclass(frozen=True, slots=True)
class Exit:
    """What falling out of a block amounts to, written as a statement.

    ``statement`` is the existing one that follows, or ``None`` where the block ends the function
    (``keyword`` is ``return``) or the loop body (``continue``). ``adjacent`` tells whether that
    statement directly follows the one asked about, in the same block.
    """

    keyword: str
    statement: ast.stmt | None = None
    adjacent: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an early exit would not do what falling out of the block does."""

    reason: str
    line: int


def leaves(block: list[ast.stmt]) -> bool:
    """Whether control never falls out of the end of ``block``.

    A ``with`` never counts: its ``__exit__`` may swallow the exception that was to leave.
    """
    if not block:
        return False
    last = block[-1]
    match last:
        case ast.Return() | ast.Raise() | ast.Continue() | ast.Break():
            return True
        case ast.If():
            return leaves(last.body) and leaves(last.orelse)
        case ast.Try() | ast.TryStar():
            return _try_leaves(last)
        case ast.Match():
            return _is_exhaustive(last) and all(leaves(case.body) for case in last.cases)
        case ast.While(test=ast.Constant(value=value)) if value:
            return not any(isinstance(node, ast.Break) for node in statements_within(last))
    return False


def _try_leaves(node: ast.Try | ast.TryStar) -> bool:
    if leaves(node.finalbody):
        return True
    body = leaves(node.body) or leaves(node.orelse)
    return body and all(leaves(handler.body) for handler in node.handlers)


def _is_exhaustive(node: ast.Match) -> bool:
    last = node.cases[-1]
    return last.guard is None and is_irrefutable(last.pattern)


def is_irrefutable(pattern: ast.pattern) -> bool:
    match pattern:
        case ast.MatchAs():
            return pattern.pattern is None or is_irrefutable(pattern.pattern)
        case ast.MatchOr():
            return any(is_irrefutable(option) for option in pattern.patterns)
    return False


def fall_off(facts: Facts, statement: ast.AST) -> Exit | Obstacle:
    """What happens when ``statement`` ends normally, as an exit that could stand there instead."""
    place = facts.place(statement)
    if place.rest:
        return _following(place.rest)
    owner = place.owner
    if isinstance(owner, FUNCTIONS):
        return Exit("return")
    if isinstance(owner, LOOPS) and place.field == "body":
        return Exit("continue")
    if isinstance(owner, (ast.Module, ast.ClassDef)):
        return Obstacle(TOP_LEVEL, owner.lineno if isinstance(owner, ast.ClassDef) else 1)
    if isinstance(owner, TRIES):
        return _out_of_try(facts, owner, place.field)
    if isinstance(owner, ast.ExceptHandler):
        handled = facts.place(owner).owner
        if isinstance(handled, ast.TryStar):
            return Obstacle(EXCEPT_STAR, owner.lineno)
        return _only_constant(fall_off_try(facts, handled), owner.lineno)
    if isinstance(owner, WITHS):
        return _only_constant(fall_off(facts, owner), owner.lineno)
    if isinstance(owner, ast.match_case):
        return _shared(fall_off(facts, facts.place(owner).owner))
    return _shared(fall_off(facts, owner))


def _following(rest: list[ast.stmt]) -> Exit | Obstacle:
    exit_ = rest[0]
    if isinstance(exit_, LEAVING):
        keyword = type(exit_).__name__.lower()
        return Exit(keyword, exit_, adjacent=len(rest) == 1)
    return Obstacle(STATEMENTS_AFTER, exit_.lineno)


def _out_of_try(facts: Facts, node: ast.Try | ast.TryStar, field: str) -> Exit | Obstacle:
    if field == "finalbody":
        return Obstacle(FINALLY, node.finalbody[0].lineno)
    if field == "body" and node.orelse:
        return Obstacle(TRY_ELSE, node.orelse[0].lineno)
    return _only_constant(fall_off_try(facts, node), node.lineno)


def fall_off_try(facts: Facts, node: ast.AST) -> Exit | Obstacle:
    """``fall_off`` for a ``try`` statement whose ``finally``, if any, must not leave by itself."""
    for final in getattr(node, "finalbody", ()):
        if _may_jump(final):
            return Obstacle(FINALLY_LEAVES, final.lineno)
    return fall_off(facts, node)


def _may_jump(node: ast.AST, in_loop: bool = False) -> bool:
    """Whether the statement may return, or break or continue a loop that it is not."""
    if isinstance(node, (ast.Break, ast.Continue)):
        return not in_loop
    if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        return False
    looping = in_loop or isinstance(node, LOOPS)
    return isinstance(node, ast.Return) or any(
        _may_jump(inner, looping) for _, block in blocks(node) for inner in block
    )


def _shared(after: Exit | Obstacle) -> Exit | Obstacle:
    """The exit seen from one of several branches: it stays where it is, so it can't be moved."""
    return Exit(after.keyword, after.statement) if isinstance(after, Exit) else after


def _only_constant(after: Exit | Obstacle, line: int) -> Exit | Obstacle:
    """Inside a ``try`` or ``with`` only an exit that evaluates nothing means the same."""
    if isinstance(after, Obstacle):
        return after
    match after.statement:
        case None | ast.Continue() | ast.Break() | ast.Return(value=None | ast.Constant()):
            return Exit(after.keyword, after.statement)
    return Obstacle(MOVED_EXIT, line)


def returns_values(root: ast.AST) -> bool:
    """Whether ``root`` is a function that returns something other than ``None`` somewhere."""
    returned = [
        node.value
        for node in _own_statements(root)
        if isinstance(node, ast.Return) and node.value is not None
    ]
    return any(not isinstance(value, ast.Constant) or value.value is not None for value in returned)


def _own_statements(root: ast.AST) -> Iterator[ast.AST]:
    """The statements inside ``root`` that are not inside a function or class of their own."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if node is root or not isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            stack += [statement for _, block in blocks(node) for statement in block]


def own_exits(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The ``break`` and ``continue`` statements in a body that belong to the loop around it."""
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, (ast.Break, ast.Continue)):
            yield node
        elif isinstance(node, LOOPS):
            stack += node.orelse
        elif not isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            stack += children(node)
