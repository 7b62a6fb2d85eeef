"""Recognise loops that search: ``for b in container: if b.key == sought: ...``."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from codemods.facts import Facts
from codemods.facts.counting import counting
from codemods.facts.exits import own_exits
from codemods.facts.walking import walk

from . import stopping
from .guards import Guard, guards
from .search import Condition, Search, Use, joined
from .sweeps import Sweep, names_in, sweep_of

_LEAVING = (ast.Break, ast.Return, ast.Raise)


@dataclass(frozen=True, slots=True)
class Matching:
    """A searching loop taken apart: the condition, and what is done with a match.

    ``guards`` are the tests that ``body`` stands behind, the outermost first.
    """

    loop: ast.For
    sweep: Sweep
    condition: Condition
    guards: tuple[Guard, ...]
    body: Sequence[ast.stmt]


def search_in(loop: ast.For | ast.While, facts: Facts) -> Search | None:
    """The search that a loop is, if it is one."""
    if isinstance(loop, ast.For):
        return _searching(loop, facts)
    found = counting(loop, facts)
    search = _searching(found.plain, facts) if found else None
    if search is None:
        return stopping.search_in(loop, facts)
    return replace(search, node=loop, drops=(found.start,)) if found else None


def _searching(loop: ast.For, facts: Facts) -> Search | None:
    every = _matchings(loop, facts)
    if not every:
        return None
    # Tests behind that for the key may be conditions on a match, or part of what is done with it.
    uses = ((one, use) for one in reversed(every) if (use := _use_of(one)) is not Use.MATCHES)
    matching, use = next(uses, (every[0], Use.MATCHES))
    names = matching.sweep.names
    found = matching.condition
    conditions = (*found.before, *found.after)
    held = names if len(names) > 1 else ()
    if use is not Use.MATCHES:
        held = tuple(name for name in held if _reads(matching.body, (name,)))
    search = Search(
        node=loop,
        sweep=matching.sweep,
        key=found.key,
        sought=found.sought,
        use=use,
        write=lambda passage, index: _written(matching, use, passage, index, held),
        held=held,
        before=found.before,
        turned=found.turned,
    )
    return search if use is Use.MATCHES else replace(search, filters=conditions, before=())


def _matchings(loop: ast.For, facts: Facts) -> list[Matching]:
    """The ways to take a loop apart, with more and more of its tests as conditions on a match."""
    sweep = sweep_of(loop.target, loop.iter, facts)
    if sweep is None or loop.type_comment or names_in(loop.iter).intersection(sweep.names):
        return []
    found: list[Matching] = []
    passed: list[Guard] = []
    for guard, body in guards(loop.body):
        passed.append(guard)
        tested = joined([part for one in passed for part in one.parts], sweep)
        if tested is not None:
            found.append(Matching(loop, sweep, tested, tuple(passed), body))
    return found


def _use_of(matching: Matching) -> Use:
    """What is used of the matches, where it depends on nothing else whether an element is one."""
    found = matching.condition
    conditions = (*found.before, *found.after)
    own = all(names_in(one) <= matching.sweep.readable for one in conditions)
    return _use(matching, matching.sweep.names) if own else Use.MATCHES


def _reads(body: Sequence[ast.stmt], names: tuple[str, ...]) -> bool:
    return any(names_in(statement).intersection(names) for statement in body)


def _use(matching: Matching, names: tuple[str, ...]) -> Use:
    body = matching.body
    reads = _reads(body, names)
    rebinds = any(
        isinstance(node, ast.Name) and node.id in names and not isinstance(node.ctx, ast.Load)
        for statement in body
        for node in walk(statement)
    )
    if rebinds:
        return Use.MATCHES
    exits = list(own_exits(body))
    leaves = isinstance(body[-1], _LEAVING)
    if leaves and all(one is body[-1] for one in exits):
        return Use.FIRST if reads else Use.FACT
    if exits or matching.loop.orelse:
        return Use.MATCHES
    if _counts(body):
        return Use.COUNT
    if all(_assigns_plainly(statement, reads) for statement in body) and _once(body):
        return Use.LAST if reads else Use.FACT
    return Use.MATCHES


def _counts(body: Sequence[ast.stmt]) -> bool:
    match body:
        case [ast.AugAssign(target=ast.Name(), op=ast.Add(), value=ast.Constant(value=1))]:
            return True
    return False


def _assigns_plainly(statement: ast.stmt, reads: bool) -> bool:
    """Whether only the last time counts: a name gets a constant, or what is read of the element."""
    match statement:
        case ast.Assign(targets=[ast.Name()], value=ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name()], value=value) if reads:
            return _is_read(value)
    return False


def _is_read(node: ast.expr) -> bool:
    match node:
        case ast.Name():
            return True
        case ast.Attribute(value=value) | ast.Subscript(value=value, slice=ast.Constant()):
            return _is_read(value)
    return False


def _once(body: Sequence[ast.stmt]) -> bool:
    """Whether no assignment reads what another one of the same body binds."""
    bound = {target.id for one in body for target in _targets(one)}
    read = {
        node.id
        for one in body
        for node in walk(one)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return len(bound) == len(body) and not bound & read


def _targets(statement: ast.stmt) -> list[ast.Name]:
    assert isinstance(statement, ast.Assign)
    return [target for target in statement.targets if isinstance(target, ast.Name)]


def _written(matching: Matching, use: Use, passage: Any, index: str, held: tuple[str, ...]) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write_loops

    return write_loops.written(matching, use, passage, index, held)
