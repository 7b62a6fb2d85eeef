"""Format rewritten lines with black, where the lines around them are formatted that way."""

import ast
import re
from typing import Any

from black import Mode, format_str
from black.mode import TargetVersion
from black.parsing import InvalidInput

from codemods.facts.file import split_lines
from codemods.model import Options

_INDENT = "    "
# A string that black would write with double quotes: where there is one, there is no need to ask.
_SINGLE_QUOTED = re.compile(r"""^[^"'#\n]*'[^'"\\\n]*'(?!')""", re.MULTILINE)


class Polish:
    """Formats the rewrites of one file, as long as the file is seen to be formatted by black."""

    def __init__(self, options: Options) -> None:
        self._mode = _mode(options)
        self._configured = options.black is not None
        self._other_style = False

    def polished(self, before: str, after: str) -> str:
        """``after``, formatted: where the project configures black, or ``before`` was its work."""
        depth, remainder = divmod(_margin(after), len(_INDENT))
        newline = "\r\n" if "\r\n" in after else "\n"
        if self._other_style or remainder or "\t" in after or _mixed(after):
            return after
        if not self._configured:
            plain = before.replace("\r\n", "\n")
            self._other_style = bool(_SINGLE_QUOTED.search(plain)) or (
                _formatted(before, depth, self._mode) != plain
            )
            if self._other_style:
                return after
        formatted = _formatted(after, depth, self._mode)
        # black re-indents docstrings, which are values: then the lines stay as they are.
        if formatted is None or formatted == after or _code(formatted) != _code(after):
            return after
        return formatted.replace("\n", newline)


def _code(text: str) -> str:
    return ast.dump(ast.parse(f"if 1:\n{text}" if text[:1].isspace() else text))


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _mixed(text: str) -> bool:
    """Whether the lines end in more than one way, or in a way that black does not know."""
    bare = text.replace("\r\n", "")
    return "\r" in bare or ("\r\n" in text and "\n" in bare)


def _formatted(text: str, depth: int, mode: Mode) -> str | None:
    """``text`` as black writes it at its depth, or ``None`` where black can't read it."""
    text = text.replace("\r\n", "\n")
    wrapper = "".join(f"{_INDENT * level}if 1:\n" for level in range(depth))
    ends = text.endswith("\n")
    try:
        code = format_str(wrapper + text, mode=mode)
    except (InvalidInput, ValueError, RecursionError):
        return None
    lines = "".join(split_lines(code)[depth:])
    return lines if ends else lines.removesuffix("\n")


def _mode(options: Options) -> Mode:
    settings: dict[str, Any] = dict(options.black or {})
    names = settings.get("target-version", [])
    known = TargetVersion.__members__
    versions = {known[name.upper()] for name in names if str(name).upper() in known}
    return Mode(
        target_versions=versions,
        line_length=settings.get("line-length", options.line_length),
        string_normalization=not settings.get("skip-string-normalization", False),
        magic_trailing_comma=not settings.get("skip-magic-trailing-comma", False),
        preview=settings.get("preview", False),
    )
