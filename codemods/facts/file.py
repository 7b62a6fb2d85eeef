"""Parse one file once, and tell where each of its statements stands."""

import ast
import io
import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, TypeVar

from codemods.facts.names import BINDERS, bindings_by, names_methods_only
from codemods.facts.walking import walk
from codemods.model import Project, Source

Node = TypeVar("Node", bound=ast.AST)
Answer = TypeVar("Answer")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Stands beside the names of modules for what the project as a whole says about ``!=``.
INEQUALITY = "!="
LOOPS = (ast.For, ast.AsyncFor, ast.While)
WITHS = (ast.With, ast.AsyncWith)
TRIES = (ast.Try, ast.TryStar)

# The fields that hold blocks, by the statements that have them. Lambdas and comprehensions hold
# no statements, so walking these alone reaches every statement at a fraction of a full walk.
_BLOCKS: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Module: ("body",),
    ast.FunctionDef: ("body",),
    ast.AsyncFunctionDef: ("body",),
    ast.ClassDef: ("body",),
    ast.If: ("body", "orelse"),
    ast.For: ("body", "orelse"),
    ast.AsyncFor: ("body", "orelse"),
    ast.While: ("body", "orelse"),
    ast.With: ("body",),
    ast.AsyncWith: ("body",),
    ast.Try: ("body", "handlers", "orelse", "finalbody"),
    ast.TryStar: ("body", "handlers", "orelse", "finalbody"),
    ast.ExceptHandler: ("body",),
    ast.Match: ("cases",),
    ast.match_case: ("body",),
}
_OUTER = (ast.Module, ast.ClassDef)
_BRACKET = re.compile(r"\s*\(")
_DEFINED = re.compile(r"\b(?:def|class)[\s\\]+$")


@dataclass(slots=True)  # not frozen: that takes three times as long to make, of each statement
class Place:
    """Where a statement stands: ``block[index]``, where ``block`` is ``owner.field``."""

    owner: ast.AST
    field: str
    block: list[ast.stmt]
    index: int

    @property
    def rest(self) -> list[ast.stmt]:
        return self.block[self.index + 1 :]


def parse(text: str) -> ast.Module:
    """Parse ``text``. Raises what ``ast.parse`` raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an invalid escape in a user's file is not our business
        return ast.parse(text)


def split_lines(text: str) -> list[str]:
    """Split at the newlines Python knows, and keep them. A form feed ends no line."""
    return io.StringIO(text, newline="").readlines()


def blocks(node: ast.AST) -> Iterator[tuple[str, list[ast.stmt]]]:
    """The blocks directly inside ``node``, with the names of their fields."""
    for name in _BLOCKS.get(type(node), ()):
        block = getattr(node, name)
        if block:
            yield name, block


def statements_within(root: ast.AST) -> Iterator[ast.AST]:
    """``root`` and all statements, handlers and cases inside it, in the order of the text."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        for _, block in reversed(list(blocks(node))):
            stack.extend(reversed(block))


def first_line(node: ast.stmt) -> int:
    """Where a statement begins, decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def follow(node: ast.AST, path: Iterable[tuple[str, int]]) -> ast.AST:
    """What a path like those of ``path_to`` leads to from ``node``."""
    for name, index in path:
        node = getattr(node, name)[index]
    return node


def _is_called(text: str, start: int, end: int) -> bool:
    """Whether the text of a name is followed by a bracket, and does not name what is defined."""
    if text[end : end + 1] != "(" and not _BRACKET.match(text, end):
        return False
    return not _DEFINED.search(text, max(start - 80, 0), start)


class Facts:
    """All that is known about one file: read-only, shared by every codemod, computed when asked."""

    def __init__(self, source: Source, project: Project) -> None:
        self.source = source
        self.project = project
        self.tree = parse(source.text)
        # What was asked of other files: by name, the text that answered, and the facts about it.
        self.asked: dict[str, tuple[str | None, Facts | None]] = {}
        # Answers that belong to a node and are worth keeping, by the node.
        self.memo: dict[tuple[str, ast.AST], Any] = {}
        self._builtins: dict[str, bool] = {}
        self._lines_with: dict[str, list[int]] = {}
        self._places: dict[ast.AST, Place] = {}
        self._roots: dict[ast.AST, Any] = {}
        self._by_type: dict[type[ast.AST], list[Any]] = {}
        self._walk()

    def _walk(self) -> None:
        stack: list[ast.AST] = [self.tree]
        places, roots, by_type = self._places, self._roots, self._by_type
        while stack:
            node = stack.pop()
            kind = node.__class__
            by_type.setdefault(kind, []).append(node)
            if kind not in _BLOCKS:
                continue
            root = None if kind in _OUTER else node if kind in FUNCTIONS else roots[node]
            inner: list[ast.AST] = []
            for name in _BLOCKS[kind]:
                block = getattr(node, name)
                for index, child in enumerate(block):
                    places[child] = Place(node, name, block, index)
                    roots[child] = root or child
                inner += block
            inner.reverse()
            stack += inner

    def give_up(self) -> None:
        """Forget everything: what is known refers to each other, and would wait to be found."""
        vars(self).clear()

    @property
    def inequality(self) -> str | None:
        """The first place in the project where a class gives ``!=`` a meaning of its own."""
        self.asked.setdefault(INEQUALITY, (self.project.inequality, None))
        return self.project.inequality

    def once(self, what: str, node: ast.AST, answer: Callable[[], Answer]) -> Answer:
        """``answer()``, computed the first time it is asked of ``node``."""
        key = (what, node)
        if key not in self.memo:
            self.memo[key] = answer()
        found: Answer = self.memo[key]
        return found

    def nodes(self, kind: type[Node]) -> list[Node]:
        """All statements, handlers and cases of exactly this type, in the order of the text."""
        return self._by_type.get(kind, [])

    @cached_property
    def every_node(self) -> list[ast.AST]:
        """All nodes of the file that have a place, level by level."""
        return walk(self.tree)

    @cached_property
    def _by_class(self) -> dict[type[ast.AST], list[Any]]:
        found: dict[type[ast.AST], list[Any]] = {}
        for node in self.every_node:
            found.setdefault(node.__class__, []).append(node)
        return found

    def of(self, *kinds: type[Node]) -> Iterator[Node]:
        """All nodes of exactly these types, one type after the other."""
        return chain.from_iterable(self._by_class.get(kind, ()) for kind in kinds)

    def has_word(self, word: str, node: ast.stmt | ast.expr) -> bool:
        """Whether a word may stand in a statement: its lines tell without a walk over it."""
        if word not in self._lines_with:
            self._lines_with[word] = list(self._all_lines_with(word))
        numbers = self._lines_with[word]
        index = bisect_left(numbers, node.lineno)
        return index < len(numbers) and numbers[index] <= (node.end_lineno or node.lineno)

    def _all_lines_with(self, word: str) -> Iterator[int]:
        text, starts = self.source.text, self._line_starts
        found = text.find(word)
        while found >= 0:
            number = bisect_right(starts, found)
            yield number
            found = text.find(word, starts[number])

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where in the text each line starts, and the end of the text."""
        return list(accumulate(map(len, self.lines), initial=0))

    def place(self, node: ast.AST) -> Place:
        return self._places[node]

    def owners(self, node: ast.AST) -> Iterator[ast.AST]:
        """What ``node`` stands in, from the inside out; the module last."""
        places = self._places
        while (place := places.get(node)) is not None:
            node = place.owner
            yield node

    def root(self, node: ast.AST) -> ast.stmt:
        """The function around ``node``; else the statement at class or module level."""
        found: ast.stmt = self._roots.get(node, node)
        return found

    @property
    def roots(self) -> set[ast.stmt]:
        """What ``root`` answers, of all statements."""
        return set(self._roots.values())

    def is_builtin(self, name: str) -> bool:
        """Whether the name of a builtin means that builtin everywhere in the file."""
        if name not in self._builtins:
            self._builtins[name] = not self._imports_everything and self._is_never_bound(name)
        return self._builtins[name]

    def _is_never_bound(self, name: str) -> bool:
        # Most files only ever call it, which their text shows without a walk over the tree.
        text = self.source.text
        for found in re.finditer(rf"{name}\b", text):
            start, end = found.span()
            before = text[max(start - 1, 0) : start]
            is_part = before == "." or before == "_" or before.isalnum()
            if not is_part and not _is_called(text, start, end):
                return name not in self.bound_names or names_methods_only(name, self.tree)
        return True

    @cached_property
    def _imports_everything(self) -> bool:
        return any(node.names[0].name == "*" for node in self.nodes(ast.ImportFrom))

    @cached_property
    def bound_names(self) -> frozenset[str]:
        """Every name that the file binds anywhere."""
        return frozenset(name for name, _ in bindings_by(self.of(*BINDERS)))

    @cached_property
    def imported_modules(self) -> frozenset[str]:
        """The top-level names of the modules that the file imports anywhere."""
        names = {alias.name for node in self.nodes(ast.Import) for alias in node.names}
        names |= {
            node.module for node in self.nodes(ast.ImportFrom) if node.module and not node.level
        }
        return frozenset(name.partition(".")[0] for name in names)

    def qualname(self, node: ast.AST) -> str:
        """The outermost function around ``node``, with the classes around that; else nothing."""
        names: list[str] = []
        for owner in (node, *self.owners(node)):
            if isinstance(owner, FUNCTIONS):
                names = [owner.name]
            elif isinstance(owner, ast.ClassDef) and names:
                names.insert(0, owner.name)
        return ".".join(names)

    @cached_property
    def indentation(self) -> str:
        """What one level of indentation is in this file."""
        for node, place in self._places.items():
            owner = place.owner
            if isinstance(owner, ast.stmt) and isinstance(node, ast.stmt):
                line = self.lines[node.lineno - 1]
                unit = line[owner.col_offset : node.col_offset]
                if node.lineno > owner.lineno and unit.isspace():
                    return unit
        return "    "

    @cached_property
    def lines(self) -> list[str]:
        return split_lines(self.source.text)

    def path_to(self, node: ast.AST) -> tuple[tuple[str, int], ...]:
        """The way from the module to ``node``, by field and index."""
        steps = []
        while node in self._places:
            place = self._places[node]
            steps.append((place.field, place.index))
            node = place.owner
        return tuple(reversed(steps))
