"""Show a change as a unified diff of bytes that ``git apply`` and ``patch -p1`` take."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from codemods.files import disk

_COLOURS = {b"+": "green", b"-": "red", b"@": "cyan"}


@dataclass(frozen=True, slots=True)
class Diff:
    """The lines of a diff of a file that became ``after``. To make it takes long."""

    after: str
    lines: tuple[bytes, ...]


def made(file: disk.File, after: str) -> Diff:
    """The diff of a file."""
    lines = unified(str(file.path), file.data, disk.encode(file, after))
    return Diff(after, tuple(lines))


def unified(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """The lines of the diff, each with its newline."""
    import difflib  # most files have no diff

    old, new = _name("a/", path) if before else b"/dev/null", _name("b/", path)
    for line in difflib.diff_bytes(difflib.unified_diff, _lines(before), _lines(after), old, new):
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _name(prefix: str, path: str) -> bytes:
    """The name as git writes it: quoted where it must be, a tab behind it where it has blanks."""
    relative = Path(path).resolve() if path.startswith("..") else Path(path)
    name = os.fsencode(prefix + relative.as_posix().lstrip("/"))
    if re.search(rb'[\x00-\x1f"\\\x7f]', name):
        return b'"' + re.sub(rb'[\x00-\x1f"\\\x7f]', _escaped, name) + b'"'
    return name + b"\t" if b" " in name else name


def _escaped(match: re.Match[bytes]) -> bytes:
    return b"\\%03o" % match[0][0]


def _lines(data: bytes) -> list[bytes]:
    # Split at line feeds alone, as diff tools do: a form feed or carriage return is content.
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def colour(line: bytes) -> str | None:
    """The colour for a line of a diff on a terminal; the headers are bold instead."""
    return None if is_header(line) else _COLOURS.get(line[:1])


def is_header(line: bytes) -> bool:
    return line.startswith((b"+++", b"---"))
