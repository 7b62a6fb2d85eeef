"""Break functions in the ways in which refactorings break them."""

from __future__ import annotations

import ast
import copy
import difflib
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import wrong_expressions
import wrong_statements

Function = ast.FunctionDef | ast.AsyncFunctionDef
# What a node may be replaced with; statements with several of them, or none.
Replacement = ast.AST | Sequence[ast.stmt]
Operator = Callable[[ast.AST, Function], Iterator[Replacement]]

OPERATORS: dict[str, Operator] = {**wrong_expressions.OPERATORS, **wrong_statements.OPERATORS}


@dataclass(frozen=True)
class Mutant:
    """A module in which one place of one function is wrong."""

    operator: str
    change: str
    text: str


def mutants(text: str, qualname: str, others: Sequence[str] = ()) -> Iterator[Mutant]:
    """All mutants of one function of a module, each text once and none of ``others``."""
    tree = ast.parse(text)
    original = ast.unparse(tree)
    known = {original, *(ast.unparse(ast.parse(other)) for other in others)}
    function = _found(tree, qualname.split("."))
    changes: Counter[tuple[str, str]] = Counter()
    places = {id(node) for node in _executed(function.body)} | {id(function)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in places:
            continue
        for name, operator in OPERATORS.items():
            for replacement in operator(node, function):
                mutated = _mutated(tree, number, replacement)
                if mutated not in known and _compiles(mutated):
                    known.add(mutated)
                    change = _change(original, mutated)
                    changes[name, change] += 1
                    again = f" ({changes[name, change]})" if changes[name, change] > 1 else ""
                    yield Mutant(name, change + again, mutated)


def _found(tree: ast.AST, names: Sequence[str]) -> Function:
    found: ast.AST = tree
    for name in names:
        found = next(
            node for node in ast.iter_child_nodes(found) if getattr(node, "name", None) == name
        )
    assert isinstance(found, Function)
    return found


def _executed(nodes: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """Everything in them but annotations: those of local variables are never evaluated."""
    for node in nodes:
        yield node
        left_out = getattr(node, "annotation", None), getattr(node, "returns", None)
        yield from _executed([one for one in ast.iter_child_nodes(node) if one not in left_out])


def _mutated(tree: ast.Module, number: int, replacement: Replacement) -> str:
    """The text in which the node of this number, in the order of ``ast.walk``, is replaced."""
    # Copied together, so that parts of the old node may stand in the new one.
    mutated = copy.deepcopy(tree)
    node = list(ast.walk(mutated))[number]
    new = copy.deepcopy(replacement)
    for parent in ast.walk(mutated):
        for field, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, field, new)
            elif isinstance(value, list) and any(one is node for one in value):
                _put(value, node, new)
    return ast.unparse(ast.fix_missing_locations(mutated))


def _put(block: list[ast.AST], node: ast.AST, new: Replacement) -> None:
    index = next(index for index, one in enumerate(block) if one is node)
    block[index : index + 1] = [new] if isinstance(new, ast.AST) else list(new)
    if not block and isinstance(node, ast.stmt):
        block.append(ast.Pass())


def _compiles(text: str) -> bool:
    try:
        warnings.simplefilter("ignore", SyntaxWarning)
        compile(text, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _change(old: str, new: str) -> str:
    """The lines that differ, in one line: what names a mutant among those of its pair."""
    lost, added = [], []
    for line in difflib.ndiff(old.splitlines(), new.splitlines()):
        if line.startswith("- "):
            lost.append(line[2:].strip())
        elif line.startswith("+ "):
            added.append(line[2:].strip())
    return f"{'; '.join(lost)} -> {'; '.join(added)}"
