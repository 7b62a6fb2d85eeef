"""Find the two versions of modules: in two files, or in a working tree and its git history."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from codemods.files import disk
from codemods.verify.neighbours import Neighbour
from codemods.verify.oracle.adapter import brings_records
from codemods.verify.oracle.stumbles import is_library
from codemods.verify.pair import Versions

_WORD = re.compile(r"[^\W\d]\w*")


class NoVersions(Exception):
    """Raised where there is nothing to compare. Its text says what to do."""


def of_files(old: Path, new: Path) -> Versions:
    """Two files, compared under the name of the new one. Raises ``disk.Unreadable``."""
    return versions(new, disk.read(old).text, disk.read(new).text)


def since(revision: str, paths: Sequence[Path]) -> list[Versions]:
    """The Python files under ``paths`` that differ from ``revision``, with both texts.

    Files that were added or removed have one empty text. Raises ``NoVersions``.
    """
    root = Path(_git(Path.cwd(), "rev-parse", "--show-toplevel").decode().strip())
    names = _changed(root, revision, paths)
    found = [_version(root, revision, name) for name in names]
    for name in _changed(root, revision, [root]):
        if name not in names:
            with suppress(disk.Unreadable):  # nobody asked for that one
                found.append(_version(root, revision, name))
    for path in _untracked(root):
        with suppress(disk.Unreadable):
            text = disk.read(path).text
            if brings_records("", text):  # all else can be imported as it is
                found.append(versions(path, "", text))
    return together(found)[: len(names)]


def together(changed: Sequence[Versions]) -> list[Versions]:
    """The same modules, each with those of the others that it may have to do with.

    These are modules whose name the text of one side mentions, and those that they mention; and
    modules with classes of records that somebody may give to this one.
    """
    mentions = _Mentions(changed)
    return [mentions.with_others(number) for number in range(len(changed))]


def beside(one: Versions, others: Sequence[Versions]) -> Versions:
    """One module with those of the others that it may have to do with, as ``together`` has it."""
    return _Mentions([one, *others]).with_others(0)


class _Mentions:
    """Which of some modules mention which, by their numbers."""

    def __init__(self, changed: Sequence[Versions]) -> None:
        self._changed = changed
        names: dict[str, list[int]] = {}
        for number, one in enumerate(changed):
            names.setdefault(one.name.rpartition(".")[2], []).append(number)
        words = [_words(one.before) | _words(one.after) for one in changed]
        self._meant = [
            [number for name in names.keys() & own for number in names[name]] for own in words
        ]
        self._bringing = {
            number for number, one in enumerate(changed) if brings_records(one.before, one.after)
        }

    def with_others(self, number: int) -> Versions:
        users = [user for user, own in enumerate(self._meant) if number in own]
        near = self._reached({number, *(self._reached(users) & self._bringing)}) - {number}
        others = tuple(_neighbour(self._changed[other]) for other in sorted(near))
        return replace(self._changed[number], others=others)

    def _reached(self, starts: Iterable[int]) -> set[int]:
        """What is mentioned from there, directly or not, and the starts."""
        waiting = list(starts)
        found = set(waiting)
        while waiting:
            for other in self._meant[waiting.pop()]:
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found


# The texts of files that others may import are asked about for each of those.
@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _neighbour(versions: Versions) -> Neighbour:
    return Neighbour(versions.name, versions.path, versions.before, versions.after)


def _changed(root: Path, revision: str, paths: Sequence[Path]) -> list[str]:
    """The Python files under ``paths`` that differ, as seen from the root of the repository."""
    found = _git(
        root, "diff", "--name-only", "-z", "--no-renames", revision, "--", *_absolute(paths)
    )
    names = found.decode("utf-8", "surrogateescape").split("\0")
    return sorted(name for name in names if name.endswith(".py"))


def _untracked(root: Path) -> Iterator[Path]:
    """The Python files of the project that git does not know and was not told to ignore."""
    found = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "*.py")
    for name in filter(None, found.decode("utf-8", "surrogateescape").split("\0")):
        if not is_library(str(root / name)):
            yield root / name


def _version(root: Path, revision: str, name: str) -> Versions:
    path = root / name
    before = _text(path, _show(root, revision, name))
    return versions(path, before, disk.read(path).text if path.exists() else "")


def versions(path: Path, before: str, after: str) -> Versions:
    """Two texts of the module at ``path``, named and found as an import would."""
    path = path.absolute()
    parts = [] if path.name == "__init__.py" else [path.stem]
    folder = path.parent
    while (folder / "__init__.py").exists() and folder != folder.parent:
        parts.insert(0, folder.name)
        folder = folder.parent
    name = ".".join(part for part in parts if part) or "module"
    return Versions(name, str(path), before, after, (str(folder),))


def _absolute(paths: Sequence[Path]) -> list[str]:
    return [str(path.absolute()) for path in paths]


def _text(path: Path, data: bytes) -> str:
    return disk.decode(path, data).text


def _show(root: Path, revision: str, name: str) -> bytes:
    try:
        return _git(root, "show", f"{revision}:{name}")
    except NoVersions:
        return b""  # it was added since


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        result = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    except FileNotFoundError:
        raise NoVersions("git is not installed") from None
    except subprocess.CalledProcessError as error:
        message = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoVersions(message[0] if message else "git failed") from None
    return result.stdout
