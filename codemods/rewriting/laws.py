"""Check what must hold of every rewrite and every result, on the user's machine too.

Each law returns ``None`` where it holds, else a sentence that says what is broken.
"""

import ast
import re
import sys
import tokenize
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from codemods.facts.file import split_lines
from codemods.model import Span
from codemods.rewriting.comments import Comment, comments

LOST = "a comment could not be kept"
MISPLACED = "a directive could not be kept on the line it speaks of"


@dataclass(frozen=True, slots=True)
class Edit:
    """New text for the lines of ``span``; a span that ends before it begins is an insertion."""

    span: Span
    text: str

    @property
    def place(self) -> tuple[int, int]:
        """What puts edits in the order of the text."""
        return self.span.first, self.span.last


def splice(lines: Sequence[str], edits: Sequence[Edit]) -> str:
    """The text with the edits made. Edits don't overlap."""
    result = list(lines)
    for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
        result[edit.span.first - 1 : edit.span.last] = [edit.text]
    return "".join(result)


def comments_kept(before: str, after: str) -> str | None:
    """Every comment is still there, and directives are still beside the code they speak of."""
    if "#" not in before and "#" not in after:
        return None
    try:
        old, new = list(comments(_dedented(before))), list(comments(_dedented(after)))
    except (tokenize.TokenError, SyntaxError):
        return LOST
    if Counter(map(_words, old)) != Counter(map(_words, new)):
        return LOST
    if not _stay(old, new, set(re.findall(r"\w+", before))) or _switches(old) != _switches(new):
        return MISPLACED
    return None


def _dedented(text: str) -> str:
    # A block of its own, so that the tokenizer accepts the indentation as it is.
    return "if 1:\n" + text


def _words(comment: Comment) -> str:
    # A formatter may put a space behind the hash.
    return comment.text.lstrip("#").strip()


def _switches(found: list[Comment]) -> list[str]:
    """Directives on lines of their own, in order: they hold from there on."""
    return [_words(comment) for comment in found if comment.is_directive and not comment.code]


def _stay(old: list[Comment], new: list[Comment], known: set[str]) -> bool:
    """Whether every directive is on the line of code that it was on, or on what became of it."""
    gone = _directives(old) - _directives(new)
    come = _directives(new) - _directives(old)
    pairs = zip(_in_order(old, gone), _in_order(new, come), strict=False)
    return gone.total() == come.total() and all(_is_same(*pair, known) for pair in pairs)


Directive = tuple[str, tuple[str, ...]]


def _directives(found: list[Comment]) -> Counter[Directive]:
    return Counter(map(_directive, (one for one in found if one.is_directive)))


def _directive(comment: Comment) -> Directive:
    return _words(comment), tuple(sorted(comment.code))


def _in_order(found: list[Comment], chosen: Counter[Directive]) -> list[Directive]:
    return [_directive(one) for one in found if one.is_directive and _directive(one) in chosen]


def _is_same(old: Directive, new: Directive, known: set[str]) -> bool:
    """Whether a line says less than it did, but for words that are new: names of the rewrite's own.

    A key may have become a name, without its quotes. A type that is declared is that of the whole
    line.
    """
    declares = re.match(r"type:(?!\s*ignore)", old[0])
    kept = [word for word in map(_unquoted, new[1]) if word in known]
    less = not Counter(kept) - Counter(map(_unquoted, old[1]))
    return old[0] == new[0] and not declares and bool(kept) and less


def _unquoted(word: str) -> str:
    return word.strip("\"'")


def untouched(before: str, after: str, edits: Sequence[Edit]) -> str | None:
    """Outside the edits the text is the same, to the last byte."""
    lines, position = split_lines(before), 0
    start = 1
    for edit in sorted(edits, key=lambda edit: edit.place):
        kept = "".join(lines[start - 1 : edit.span.first - 1])
        if not after.startswith(kept + edit.text, position):
            return f"lines outside the site changed before line {edit.span.first}"
        position += len(kept) + len(edit.text)
        start = edit.span.last + 1
    if after[position:] != "".join(lines[start - 1 :]):
        return f"lines outside the sites changed behind line {start - 1}"
    return None


def compiles(before: str, after: str, target: tuple[int, int]) -> str | None:
    """What could be compiled still can, and what the target version could read it still can."""
    error = _compile_error(after, target)
    if error and _compile_error(before, target) is None:
        return f"the result does not compile: {error}"
    return None


def _compile_error(text: str, target: tuple[int, int]) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if target < sys.version_info[:2]:
                ast.parse(text, feature_version=target)
            compile(text, "<codemods>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return str(error) or type(error).__name__
    return None
