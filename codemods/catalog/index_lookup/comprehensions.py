"""Recognise comprehensions of which one generator searches."""

import ast
from collections.abc import Sequence
from typing import Any

from codemods.facts import Facts
from codemods.facts.types import Types, options
from codemods.facts.types.contents import MUTABLE
from codemods.facts.walking import children, walk

from .search import Condition, Search, Use, condition
from .sweeps import names_in, sweep_of

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
# What takes everything that a generator gives before anything else happens.
CONSUMERS = frozenset("any all sum len list set tuple sorted min max dict frozenset next".split())


def is_consumed(
    node: ast.GeneratorExp, parent: ast.AST | None, facts: Facts, types: Types | None = None
) -> bool:
    """Whether all that a generator gives is taken before anything else happens."""
    match parent:
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if first is node:
            return name in CONSUMERS and facts.is_builtin(name)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr="join")):
            return True
        case ast.Call(func=ast.Attribute(value=value, attr="extend" | "update")) if types:
            named = {getattr(one, "name", "") for one in options(types.of(value))}
            return named <= MUTABLE
    return False


def comprehension(node: Comprehension, facts: Facts, first: int) -> Search | None:
    """A comprehension of which one generator goes through a container for what matches.

    It is the last that does, from the one with the number ``first`` on.
    """
    numbers = range(len(node.generators) - 1, first - 1, -1)
    return next((found for one in numbers if (found := _search(node, one, facts))), None)


def _search(node: Comprehension, number: int, facts: Facts) -> Search | None:
    generator = node.generators[number]
    sweep = sweep_of(generator.target, generator.iter, facts)
    if generator.is_async or not generator.ifs or sweep is None:
        return None
    found, names = condition(both(generator.ifs), sweep), sweep.names
    if found is None:
        return None
    read = (*found.before, *found.after, *_behind(node, number), *results(node))
    if any(_is_kept(names, one, facts) for one in read):
        return None
    held = _held(names, read)
    return Search(
        node=node,
        sweep=sweep,
        key=found.key,
        sought=found.sought,
        use=Use.MATCHES,
        write=lambda passage, index: _narrowed(passage, node, number, found, index, held, facts),
        held=held,
        before=found.before,
        number=number,
    )


def done_to_matches(node: Comprehension, number: int) -> tuple[ast.AST, ...]:
    """What runs for each match of one generator before it goes on."""
    own = node.generators[number]
    return (*own.ifs, *node.generators[number + 1 :], *results(node))


def _behind(node: Comprehension, number: int) -> tuple[ast.expr, ...]:
    """What the generators behind one evaluate."""
    behind = node.generators[number + 1 :]
    return tuple(part for one in behind for part in (one.iter, *one.ifs))


def results(node: Comprehension) -> tuple[ast.expr, ...]:
    return (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)


def _is_kept(names: tuple[str, ...], node: ast.expr, facts: Facts) -> bool:
    """Whether a closure reads a name later: what it then means is the last that was searched."""
    stack: list[tuple[ast.AST, ast.AST | None]] = [(node, None)]
    while stack:
        one, parent = stack.pop()
        late: set[str] = set()
        if isinstance(one, ast.Lambda):
            late = names_in(one)
        elif isinstance(one, ast.GeneratorExp) and not is_consumed(one, parent, facts):
            at_once = set(map(id, walk(one.generators[0].iter)))
            late = {name for each in walk(one) if id(each) not in at_once for name in _named(each)}
        if late.intersection(names):
            return True
        stack += [(child, one) for child in children(one)]
    return False


def _named(node: ast.AST) -> set[str]:
    return {node.id} if isinstance(node, ast.Name) else set()


def _held(names: tuple[str, ...], read: Sequence[ast.expr]) -> tuple[str, ...]:
    """What of an unpacked element is still needed of matches."""
    if len(names) == 1:
        return ()
    needed = {name for one in read for name in names_in(one)}
    return tuple(name for name in names if name in needed) or names


def both(tests: Sequence[ast.expr]) -> ast.expr:
    """One condition for several that all must hold."""
    if len(tests) == 1:
        return tests[0]
    return ast.copy_location(ast.BoolOp(ast.And(), list(tests)), tests[0])


def _narrowed(
    passage: Any,
    node: Comprehension,
    number: int,
    found: Condition,
    index: str,
    held: tuple[str, ...],
    facts: Facts,
) -> Any:
    from . import write_expressions

    narrow = write_expressions.narrowed(passage, node, number, found, index, held)
    return write_expressions.plain(narrow) if facts.is_builtin("list") else narrow
