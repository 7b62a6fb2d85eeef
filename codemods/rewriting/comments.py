"""Find the comments of a text, and what some of them ask of us."""

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_DIRECTIVE = re.compile(
    r"#+\s*(type:|noqa\b|pragma\b|fmt:|pylint:|codemods:|nosec\b|mypy:|pyright:|ruff:|flake8:|isort:"
    r"|yapf:|pytype:|pyre-|lint:|cython:|bandit:|sourcery)",
    re.IGNORECASE,
)
_BLOCK_DIRECTIVE = re.compile(r"#.*(pragma\b|pylint:|coverage:|noinspection)", re.IGNORECASE)
_CLOSING = re.compile(
    r"#\W*(end|endif|endfor|endregion|stop|close)\b|#.*\b(enable|on)\s*$|#.*=\s*enable|#\s*[})\]]",
    re.IGNORECASE,
)
_STRING = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
_IGNORE = re.compile(r"#\s*codemods:\s*ignore(?![\w-])(?:\s*\[(?P<names>[\w\s,-]*)\]?)?")
_SKIP_FILE = re.compile(r"#\s*codemods:\s*skip-file\b")
_FMT_OFF = re.compile(r"#\s*(?:fmt:\s*off|yapf:\s*disable)\b")
_FMT_ON = re.compile(r"#\s*(?:fmt:\s*on|yapf:\s*enable)\b")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, the line it stands on, and the words of code on the same line."""

    line: int
    text: str
    code: tuple[str, ...]

    @property
    def is_directive(self) -> bool:
        """Whether the comment speaks to a tool about the line it stands on."""
        return bool(_DIRECTIVE.match(self.text))


_WORDS = {tokenize.NAME, tokenize.NUMBER, tokenize.STRING}
# A negation brings and takes these; they do not tell one line of code from another.
_CONNECTIVES = {"not", "and", "or", "is", "in", "if", "elif", "return"}


def comments(text: str) -> Iterator[Comment]:
    """All comments of ``text`` in order. Raises what ``tokenize`` raises where it can't read it."""
    words: dict[int, list[str]] = {}
    found = []
    for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
        if token.type == tokenize.COMMENT:
            found.append((token.start[0], token.string.rstrip()))
        elif token.type in _WORDS and token.string not in _CONNECTIVES:
            words.setdefault(token.end[0], []).append(token.string)
    for line, comment in found:
        yield Comment(line, comment, tuple(words.get(line, ())))


def scopes_a_block(line: str) -> bool:
    """Whether a comment on ``line``, the head of a block, speaks to a tool about the block."""
    return bool(_BLOCK_DIRECTIVE.search(line))


def closes_something(line: str) -> bool:
    """Whether a comment on ``line`` is the end of a pair: ``# endif``, ``# [END x]``, ``# }}}``."""
    return bool(_CLOSING.search(line))


def has_comment(line: str) -> bool:
    """Whether there is a comment on ``line``, as far as one line by itself can tell."""
    return "#" in line and "#" in _STRING.sub("", line)


def has_directive(line: str) -> bool:
    """Whether ``line`` carries a comment that speaks to a tool."""
    return bool(_DIRECTIVE.search(line))


class Suppressions:
    """Where the user asked, in the file itself, to be left alone."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _comments(self) -> tuple[Comment, ...]:
        # Tokenizing costs more than parsing: files that mention nothing of ours are spared it.
        if not any(word in self._text for word in ("codemods:", "fmt:", "yapf:")):
            return ()
        return tuple(comments(self._text))

    @property
    def silent(self) -> bool:
        """Whether the file says nothing of the kind."""
        return not self._comments

    @property
    def skips_file(self) -> bool:
        return any(_SKIP_FILE.search(comment.text) for comment in self._comments)

    def ignores(self, codemod: str, line: int) -> bool:
        """Whether a comment on ``line`` tells this codemod to leave it alone."""
        for comment in self._comments:
            if comment.line == line and (match := _IGNORE.search(comment.text)):
                names = match["names"]
                if names is None or codemod in names.replace(",", " ").split():
                    return True
        return False

    @cached_property
    def _unformatted(self) -> tuple[range, ...]:
        regions, start = [], None
        for comment in self._comments:
            if comment.code:
                continue
            if start is None and _FMT_OFF.match(comment.text):
                start = comment.line
            elif start is not None and _FMT_ON.match(comment.text):
                regions.append(range(start, comment.line + 1))
                start = None
        if start is not None:
            regions.append(range(start, self._text.count("\n") + 2))
        return tuple(regions)

    def unformatted(self, first: int, last: int) -> bool:
        """Whether lines ``first`` to ``last`` reach into a ``# fmt: off`` region."""
        return any(region.start <= last and first < region.stop for region in self._unformatted)
