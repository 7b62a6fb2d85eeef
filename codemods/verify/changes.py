"""Find the functions that differ between two versions of a module."""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from codemods.facts.file import FUNCTIONS, split_lines

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Change:
    """A function in two versions; one side is missing where it was added or removed.

    ``lines_before`` and ``lines_after`` are the lines of the function that the other side lacks.
    """

    qualname: str
    before: Function | None
    after: Function | None
    lines_before: frozenset[int] = frozenset()
    lines_after: frozenset[int] = frozenset()

    @property
    def keeps_signature(self) -> bool:
        """Whether both sides take the same arguments; annotations may differ."""
        assert self.before is not None and self.after is not None
        kinds = type(self.before) is type(self.after)
        return kinds and _signature(self.before) == _signature(self.after)


def changes(before: str, after: str) -> list[Change]:
    """The functions that were added, removed or changed, in the order of the new text.

    Functions inside functions count as part of the outer one. Raises ``SyntaxError``.
    """
    old, new = dict(functions(ast.parse(before))), dict(functions(ast.parse(after)))
    names = [*new, *(name for name in old if name not in new)]
    touched = _touched_lines(before, after)
    moved = partial(_touched_lines, before, after, indented=True)
    found = []
    for name in names:
        one, other = old.get(name), new.get(name)
        if one is None or other is None or ast.dump(one) != ast.dump(other):
            lines = _within(one, touched[0]), _within(other, touched[1])
            if one and other and not any(lines):  # only moved into a block, or out of one
                old_lines, new_lines = moved()
                lines = _within(one, old_lines), _within(other, new_lines)
            found.append(Change(name, one, other, *lines))
    return found


def functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """The functions and methods of a module with their qualified names.

    Where a name is defined more than once, as for overloads, a number tells the later ones apart.
    """
    seen: dict[str, int] = {}
    for qualname, function in _functions(tree, ""):
        seen[qualname] = seen.get(qualname, 0) + 1
        yield (qualname if seen[qualname] == 1 else f"{qualname}#{seen[qualname]}"), function


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield from _functions(child, prefix)


def _signature(function: Function) -> str:
    arguments = ast.parse(f"def f({ast.unparse(function.args)}): ...").body[0]
    for node in ast.walk(arguments):
        if isinstance(node, ast.arg):
            node.annotation = None
    return ast.dump(arguments)


def _touched_lines(before: str, after: str, indented: bool = False) -> tuple[set[int], set[int]]:
    """The lines of each text that the other lacks. Indentation counts where it is asked for."""
    old = [line.rstrip() if indented else line.strip() for line in split_lines(before)]
    new = [line.rstrip() if indented else line.strip() for line in split_lines(after)]
    touched_old: set[int] = set()
    touched_new: set[int] = set()
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if tag != "equal":
            touched_old.update(range(i1 + 1, i2 + 1))
            touched_new.update(range(j1 + 1, j2 + 1))
    return touched_old, touched_new


def _within(function: Function | None, lines: set[int]) -> frozenset[int]:
    if function is None:
        return frozenset()
    end = function.end_lineno or function.lineno
    return frozenset(line for line in lines if function.lineno <= line <= end)
