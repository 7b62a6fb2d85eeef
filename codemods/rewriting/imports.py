"""Add imports at the top of a module, each once and next to its like."""

import ast
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from codemods.facts import Facts
from codemods.facts.file import first_line
from codemods.model import Span
from codemods.rewriting.laws import Edit

Import = ast.Import | ast.ImportFrom


class Group(IntEnum):
    """The groups in which PEP 8 orders imports."""

    FUTURE = 0
    STANDARD = 1
    THIRD_PARTY = 2
    LOCAL = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """Behind which line something goes, and the blank lines it needs before and after."""

    line: int
    before: int = 0
    after: int = 0


def added(facts: Facts, wanted: Iterable[str]) -> list[Edit]:
    """The edits that add those of the import statements that the module lacks at its top."""
    head = _head(facts)
    present = [node for node in head if isinstance(node, Import)]
    known = {ast.dump(_single(node, alias)) for node in present for alias in node.names}
    places: dict[_Place, list[str]] = {}
    missing = _merged(text for text in set(wanted) if ast.dump(_parsed(text)) not in known)
    for text in sorted(missing, key=lambda one: _order(_parsed(one))):
        places.setdefault(_place(facts, head, present, _parsed(text)), []).append(text)
    return [_edit(facts, place, texts) for place, texts in places.items()]


def _merged(texts: Iterable[str]) -> list[str]:
    """One statement for all names that come from one module."""
    found: dict[str, list[str]] = {}
    for text in sorted(texts, key=str.lower):
        start, word, name = text.partition(" import ")
        found.setdefault(f"{start}{word}", []).append(name)
    return [f"{start}{', '.join(names)}" for start, names in found.items()]


def _parsed(text: str) -> Import:
    (node,) = ast.parse(text).body
    assert isinstance(node, Import)
    return node


def _single(node: Import, alias: ast.alias) -> Import:
    """The import of one name alone, as it would be parsed."""
    if isinstance(node, ast.Import):
        return ast.Import([alias])
    return ast.ImportFrom(node.module, [alias], node.level)


def _group(node: Import) -> Group:
    if isinstance(node, ast.ImportFrom) and node.level:
        return Group.LOCAL
    module = _module(node).partition(".")[0]
    if module == "__future__":
        return Group.FUTURE
    return Group.STANDARD if module in sys.stdlib_module_names else Group.THIRD_PARTY


def _module(node: Import) -> str:
    return node.names[0].name if isinstance(node, ast.Import) else node.module or ""


def _order(node: Import) -> tuple[Group, bool, str]:
    return _group(node), isinstance(node, ast.ImportFrom), _module(node).lower()


def _head(facts: Facts) -> list[ast.stmt]:
    """The statements that a module begins with: its docstring and its imports."""
    head: list[ast.stmt] = []
    for node in facts.tree.body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not isinstance(node, Import) and not (docstring and not head):
            break
        head.append(node)
    return head


def _place(
    facts: Facts, head: Sequence[ast.stmt], present: Sequence[Import], new: Import
) -> _Place:
    alike = [node for node in present if _group(node) is _group(new)]
    lower = [node for node in alike or present if _order(node) <= _order(new)]
    if lower:
        last = lower[-1].end_lineno or lower[-1].lineno
        return _Place(last) if alike else _Place(last, 1, _missing(facts, last, 1))
    if present:  # it comes before all of them
        return _Place((alike or present)[0].lineno - 1, after=0 if alike else 1)
    wanted = 1
    if len(head) < len(facts.tree.body):
        following = facts.tree.body[len(head)]
        wanted += isinstance(following, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    if head:  # a docstring
        last = head[-1].end_lineno or head[-1].lineno
        return _Place(last, 1, _missing(facts, last, wanted))
    line = above(facts, facts.tree.body[0])
    return _Place(line, after=_missing(facts, line, wanted))


def _missing(facts: Facts, line: int, wanted: int) -> int:
    """How many blank lines are missing behind a line, to what comes next."""
    rest = facts.lines[line:]
    blank = next((index for index, text in enumerate(rest) if text.strip()), None)
    return 0 if blank is None else max(0, wanted - blank)


def above(facts: Facts, node: ast.stmt) -> int:
    """The line before a statement and the comments right above it, but below a file's header."""
    line = first_line(node) - 1
    first = line
    while first and facts.lines[first - 1].startswith("#"):
        first -= 1
    return first if first else line


def _edit(facts: Facts, place: _Place, texts: Sequence[str]) -> Edit:
    """The insertion of lines behind ``place.line``: an edit of no lines."""
    anchor = facts.lines[max(place.line, 1) - 1]
    newline = next((end for end in ("\r\n", "\n", "\r") if anchor.endswith(end)), "\n")
    new = "".join(text + newline for text in texts)
    text = newline * place.before + new + newline * place.after
    if place.line and not anchor.endswith(newline):
        text = newline + text
    return Edit(Span(place.line + 1, place.line), text)
