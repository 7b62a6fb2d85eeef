"""Tell whether all callers of a function do with its result what an array can do as well."""

import ast

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import module_scope
from codemods.facts.other_files import is_mentioned, own_name
from codemods.facts.walking import children, walk


def accept_arrays(function: ast.AST, facts: Facts) -> bool:
    """Whether there are callers, all of them in this file, and each takes an array as well.

    They do where they give it to NumPy, which makes an array of a list first, or ask how long it
    is; at once, or by a variable that nothing else is done with.
    """
    if not isinstance(function, ast.FunctionDef):
        return False
    name = function.name
    is_private = name.startswith("_") and not name.startswith("__")
    if module_scope(facts).function(name) is not function or not (is_private or own_name(facts)):
        return False
    if is_mentioned(facts, [f"{name}()"]):
        return False
    parents = {id(child): node for node in walk(facts.tree) for child in children(node)}
    uses = [
        node
        for node in walk(facts.tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    ]
    return bool(uses) and all(_is_accepting(node, parents, facts) for node in uses)


def _is_accepting(called: ast.Name, parents: dict[int, ast.AST], facts: Facts) -> bool:
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
    return False
