"""Move the lines that a backslash continues, as far as the statement that they belong to moved.

LibCST keeps them where they were. Lines inside of parentheses it moves, and lines inside of texts
stay where they are.
"""

import io
import itertools
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from codemods.facts.file import split_lines

_CONTINUED = re.compile(r"\\[ \t]*\r?\n")
# What stands between two statements, or before the first.
_BETWEEN = {
    tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement with continued lines: where it begins, and which lines these are, from 0."""

    first: int
    indentation: str
    lines: tuple[int, ...]


def moved(before: str, after: str) -> str:
    """``after``, with the continued lines of statements that ``before`` has too moved with them."""
    if _CONTINUED.search(after) is None:
        return after
    old, lines = split_lines(before), split_lines(after)
    places = {_text(one, old): one.indentation for one in _continued(before)}
    for statement in _continued(after):
        was = places.get(_text(statement, lines), statement.indentation)
        for number in statement.lines:
            if lines[number].startswith(was):
                lines[number] = statement.indentation + lines[number].removeprefix(was)
    return "".join(lines)


def _text(statement: _Statement, lines: list[str]) -> tuple[str, ...]:
    return (lines[statement.first].strip(), *(lines[number] for number in statement.lines))


def _continued(text: str) -> Iterator[_Statement]:
    """The statements of a text that backslashes continue; none where it can't be read."""
    try:
        # A block of its own, so that the tokenizer accepts the indentation as it is.
        wrapped = io.StringIO("if 1:\n" + text, newline="")
        tokens = list(tokenize.generate_tokens(wrapped.readline))
    except (tokenize.TokenError, SyntaxError):
        return
    first: tokenize.TokenInfo | None = None
    found: list[int] = []
    for previous, token in itertools.pairwise(tokens):
        if token.type in _BETWEEN or token.type == tokenize.ENDMARKER:
            if token.type == tokenize.NEWLINE and first is not None:
                if found:
                    yield _Statement(first.start[0] - 2, first.line[: first.start[1]], (*found,))
                first, found = None, []
            continue
        first = first or token
        if previous.type not in _BETWEEN:
            found += [row - 2 for row in range(previous.end[0] + 1, token.start[0] + 1)]
