"""Choose, copy and compare folders of Python files."""

from __future__ import annotations

import difflib
import random
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

CACHES = "__pycache__"


def python_files(folder: Path, excluded: Iterable[str] = ()) -> list[Path]:
    """All Python files below a folder, or the one file given.

    What is excluded is a plain name (any folder called so) or a path from the folder.
    """
    names = {CACHES, *excluded}
    if folder.is_file():
        return [folder]
    found = []
    for path in sorted(folder.rglob("*.py")):
        above = path.relative_to(folder).parents
        if path.is_file() and not any({part.name, part.as_posix()} & names for part in above):
            found.append(path)
    return found


def fresh_copy(source: Path, target: Path, *left_out: str) -> None:
    """Put an exact copy in place of whatever is there."""
    remove(target)
    ignored = shutil.ignore_patterns(CACHES, *left_out)
    shutil.copytree(source, target, symlinks=True, ignore=ignored)


def remove(folder: Path) -> None:
    """Remove a folder that may not exist."""
    if folder.exists():
        shutil.rmtree(folder)


def changed_files(before: Path, after: Path, files: Iterable[Path]) -> list[Path]:
    """Of these files below `after`, the paths from there of those that differ from `before`."""
    inner = [path.relative_to(after) for path in files]
    return [path for path in inner if (before / path).read_bytes() != (after / path).read_bytes()]


def diff(before: Path, after: Path, changed: Iterable[Path]) -> str:
    """One unified diff of all changed files, byte for byte."""
    return "".join(line for path in changed for line in file_diff(before, after, path))


def file_diff(before: Path, after: Path, path: Path) -> Iterator[str]:
    """The lines of one file's diff."""
    old, new = lines_of(before / path), lines_of(after / path)
    for line in difflib.unified_diff(old, new, f"a/{path.as_posix()}", f"b/{path.as_posix()}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def lines_of(path: Path) -> list[str]:
    """Lines as bytes see them: a form feed ends none, and no encoding is refused."""
    lines = path.read_bytes().splitlines(keepends=True)
    return [line.decode("utf-8", "surrogateescape") for line in lines]


def save(text: str, target: Path) -> None:
    """Write what `diff` made, with the very bytes it was made from."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode("utf-8", "surrogateescape"))


def hunks(text: str) -> Iterator[str]:
    """Each hunk of a diff, under the name of its file."""
    name, lines = "", list[str]()
    for line in text.splitlines(keepends=True):
        starts = line.startswith(("--- a/", "@@ "))
        if starts and lines:
            yield name + "".join(lines)
            lines = []
        if line.startswith("+++ b/"):
            name = line
        elif starts:
            lines = [line] if line.startswith("@@") else []
        elif lines:
            lines.append(line)
    if lines:
        yield name + "".join(lines)


def hunk_sample(folder: Path, count: int, seed: int) -> list[str]:
    """Draw hunks from all saved diffs, in the order they were drawn."""
    every = []
    for path in sorted(folder.glob("*.diff")):
        text = path.read_bytes().decode("utf-8", "replace")
        every += [f"# {path.stem}\n{hunk}" for hunk in hunks(text)]
    return random.Random(seed).sample(every, min(count, len(every)))
