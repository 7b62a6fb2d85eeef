"""Name the functions of a module that tell of one function what it is given."""

import ast

from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import own_nodes
from codemods.verify.changes import Change, Function, functions

MOST = 12
RECEIVERS = frozenset({"self", "cls"})


def inner(change: Change) -> tuple[str, ...]:
    """The functions that are defined in it, one of which it may return."""
    assert change.after is not None
    nested = [one for one in own_nodes(change.after) if isinstance(one, FUNCTIONS)]
    return tuple(f"{change.qualname}.<locals>.{one.name}" for one in nested)


def others(change: Change, tree: ast.Module) -> tuple[str, ...]:
    """Those with parameters of the same names, or of the same class; the most alike first."""
    assert change.after is not None
    own, owner = _parameters(change.after), change.qualname.rpartition(".")[0]
    likeness = {}
    for qualname, function in functions(tree):
        is_of_class = bool(owner) and qualname.rpartition(".")[0] == owner
        shared = _parameters(function) & own
        if qualname != change.qualname and (shared - RECEIVERS or is_of_class):
            likeness[qualname] = len(shared)
    nearest = sorted(likeness, key=lambda one: -likeness[one])
    return tuple(nearest[:MOST])


def _parameters(function: Function) -> frozenset[str]:
    arguments = function.args
    return frozenset(one.arg for one in (*arguments.posonlyargs, *arguments.args))
