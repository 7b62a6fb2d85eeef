"""Tell whether all callers of a function do with its result what an array can do as well."""

import ast

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import module_scope
from codemods.facts.other_files import imported, is_mentioned, own_name, users
from codemods.facts.types import types_in
from codemods.facts.types.arrays import is_array
from codemods.facts.walking import children, walk


def accept_arrays(function: ast.AST, facts: Facts) -> bool:
    """Whether there are callers, in this file or in others, and each takes an array as well.

    They do where they give it to NumPy, which makes an array of a list first, compute with it and
    an array, or ask how long it is; at once, or by a variable that nothing else is done with.
    """
    if not isinstance(function, ast.FunctionDef):
        return False
    name = function.name
    is_private = name.startswith("_") and not name.startswith("__")
    if module_scope(facts).function(name) is not function or not (is_private or own_name(facts)):
        return False
    others = users(facts, f"{name}()")
    if others is None:
        return False
    calls = [(node, facts) for node in _named(facts, name)]
    for other in others:
        found = _uses(other, name, facts)
        if found is None:
            return False
        calls += [(node, other) for node in found]
    parents = {id(one): _parents(one) for one in (facts, *others)}
    return bool(calls) and all(_is_accepting(node, parents[id(one)], one) for node, one in calls)


def _parents(facts: Facts) -> dict[int, ast.AST]:
    return {id(child): node for node in walk(facts.tree) for child in children(node)}


def _named(facts: Facts, name: str) -> list[ast.expr]:
    return [
        node
        for node in walk(facts.tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    ]


def _uses(other: Facts, name: str, facts: Facts) -> list[ast.expr] | None:
    """Where another file uses the function; nothing where that is not certain."""
    own = [one for one in module_scope(other).names if _means(other, one, name, facts)]
    found: list[ast.expr] = []
    for node in walk(other.tree):
        match node:
            case ast.Name(id=one, ctx=ast.Load()) if one in own:
                found.append(node)
            case ast.Name(id=one) if one in own or one == name:
                return None
            case ast.Attribute(value=ast.Name(id=module), attr=attr) if attr == name:
                if module_scope(other).imports.get(module) != own_name(facts):
                    return None
                found.append(node)
            case ast.Attribute(attr=attr) if attr == name:
                return None
            case ast.Constant(value=value) if value == name:
                return None
            case ast.ImportFrom(names=names) if node not in other.tree.body:
                if any(one.name in (name, "*") for one in names):
                    return None
    # Who imports it from there is not known.
    return None if own and is_mentioned(other, [f"{one}()" for one in own]) else found


def _means(other: Facts, one: str, name: str, facts: Facts) -> bool:
    found = imported(other, one)
    return found is not None and found[0].source.path == facts.source.path and found[1] == name


def _is_accepting(called: ast.expr, parents: dict[int, ast.AST], facts: Facts) -> bool:
    call = parents[id(called)]
    if not isinstance(call, ast.Call) or call.func is not called:
        return False
    match parents[id(call)]:
        case ast.Assign(targets=[ast.Name(id=variable)]) as statement:
            root = facts.root(statement)
            return isinstance(root, FUNCTIONS) and _is_taken(variable, root, parents, facts)
    return _takes_arrays(call, parents, facts)


def _is_taken(variable: str, root: ast.AST, parents: dict[int, ast.AST], facts: Facts) -> bool:
    """Whether all that is done with a variable is done with arrays as well."""
    uses = [node for node in walk(root) if isinstance(node, ast.Name) and node.id == variable]
    reads = [node for node in uses if isinstance(node.ctx, ast.Load)]
    is_bound_once = len(uses) == len(reads) + 1
    return is_bound_once and all(_takes_arrays(node, parents, facts) for node in reads)


def _takes_arrays(node: ast.expr, parents: dict[int, ast.AST], facts: Facts) -> bool:
    match parents[id(node)]:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module)), args=arguments):
            return node in arguments and module_scope(facts).imports.get(module) == "numpy"
        case ast.Call(func=ast.Name(id="len")):
            return facts.is_builtin("len")
        case ast.BinOp(left=left, right=right) if not isinstance(left, ast.List):
            root = facts.root(_statement(node, parents))
            return is_array(types_in(facts, root).of(right if left is node else left))
    return False


def _statement(node: ast.AST, parents: dict[int, ast.AST]) -> ast.stmt:
    while not isinstance(node, ast.stmt):
        node = parents[id(node)]
    return node
