"""Tell where it is handled that there may be no record: ``None["key"]`` raises another exception.

That is a TypeError, and ``None.key`` an AttributeError.
"""

import ast
from collections.abc import Sequence

from codemods.facts.file import TRIES
from codemods.facts.walking import walk

from .slots import Reason, Use
from .world import World

HANDLED = "where there is no record another exception is raised, and one of both is handled"
_ERRORS = frozenset({"TypeError", "AttributeError"})
_READING = frozenset({"load", "store", "change"})


def handled(uses: Sequence[Use], world: World) -> Reason | None:
    """The first of the uses that such a handler may be about, by itself or by a call."""
    for use in uses:
        if use.kind in _READING and _is_handled(use.node, world):
            return HANDLED, use.node
    return None


def _is_handled(node: ast.AST, world: World) -> bool:
    facts = world.facts_of(node)
    tries = [one for one in walk(facts.tree) if isinstance(one, TRIES)]
    return any(
        any(map(_is_named, one.handlers))
        and any(inner is node or _calls(inner, world) for part in one.body for inner in walk(part))
        for one in tries
    )


def _calls(node: ast.AST, world: World) -> bool:
    """Whether a function of the project is called, which may hand the exception on."""
    return isinstance(node, ast.Call) and bool(world.common.calls.get(node))


def _is_named(handler: ast.ExceptHandler) -> bool:
    parts = walk(handler.type) if handler.type else ()
    return any(isinstance(one, ast.Name) and one.id in _ERRORS for one in parts)
