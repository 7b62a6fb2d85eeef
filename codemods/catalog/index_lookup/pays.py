"""Tell where an index would cost more than it saves."""

import ast
from collections.abc import Mapping

from codemods.codemod import Pace
from codemods.facts import Facts
from codemods.facts.effects import effects_in
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import module_scope
from codemods.facts.types import Types
from codemods.facts.types.scope import COMPREHENSIONS
from codemods.facts.walking import walk

from .places import Repetition
from .search import Search
from .sweeps import names_in

REBUILT = "the index would be built again in each round of the loop around it"
SLOWER = "measured: it would be slower at every size"
SIZES = (10, 100, 1_000)


def slower(ratios: Mapping[int, float]) -> str | None:
    """Why a lookup does not pay, by what was measured; a few elements alone say nothing."""
    return SLOWER if max(ratios) > SIZES[0] and max(ratios.values()) < 1 else None


PACE = Pace(SIZES, distinct=True, against=slower)


def pays(search: Search, repetition: Repetition, types: Types, least: int) -> bool:
    """Whether neither side is known to have less than ``least`` elements.

    Measured: over 64 elements an index that is used once takes 16 times as long as the search.
    """
    return not is_small(search.container, types, least) and not is_small(
        _outer(repetition), types, least
    )


def is_rebuilt(search: Search, statement: ast.stmt, facts: Facts) -> bool:
    """Whether a loop around a statement searches the same each time, and no index would last."""
    names = names_in(search.container)
    effects = effects_in(facts, facts.root(statement))
    for owner in facts.owners(statement):
        if isinstance(owner, (*FUNCTIONS, ast.ClassDef)):
            return False
        if isinstance(owner, (ast.For, ast.While, ast.AsyncFor)):
            return not any(action.name in names for action in effects.of([owner]))
    return False


def _outer(repetition: Repetition) -> ast.expr | None:
    """What the repetition goes through."""
    node = repetition.node
    if isinstance(node, ast.For):
        return node.iter
    return node.generators[0].iter if isinstance(node, COMPREHENSIONS) else None


def is_small(node: ast.expr | None, types: Types, least: int) -> bool:
    """Whether something is known to have few elements."""
    match node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            return len(elements) < least
        case ast.Dict(keys=keys):
            return len(keys) < least
        case ast.Constant(value=str(text) | bytes(text)):
            return len(text) < least
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(count))]):
            return count < least
        case ast.Call(func=ast.Name(id="enumerate" | "reversed" | "sorted"), args=[inner, *_]):
            return is_small(inner, types, least)
        case ast.Name(id=name) if name not in types.scope.bindings:
            return _is_small_global(name, types, least)
        case ast.Name(id=name):
            bound = types.scope.bindings.get(name, [])
            values = [one.value for one in bound if not one.path and one.operator is None]
            grows = any(
                isinstance(one, ast.Attribute)
                and isinstance(one.value, ast.Name)
                and one.value.id == name
                for one in walk(types.root)
            )
            return (
                len(bound) == len(values) == 1
                and not grows
                and values[0] is not None
                and not isinstance(values[0], ast.Name)
                and is_small(values[0], types, least)
            )
    return False


def _is_small_global(name: str, types: Types, least: int) -> bool:
    """Whether a name of the module stands for a literal of few elements; a tuple can't grow."""
    match module_scope(types.facts).names.get(name):
        case ast.Assign(targets=[ast.Name()], value=value) | ast.AnnAssign(
            value=ast.expr() as value
        ):
            fixed = isinstance(value, (ast.Tuple, ast.Constant))
            return fixed and is_small(value, types, least)
    return False
