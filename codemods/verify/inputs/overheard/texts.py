"""Find which parts of a project's own texts may lead to a function: its tests and its examples.

A text is cut where definitions begin. A part that mentions the function is near it; one that
mentions a definition that is near is one step further away. Nothing is parsed or run for that.
"""

import os
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from codemods.files import disk

FARTHEST: Final = 4
CLEAR: Final = 2  # definitions of one name
MOST_FILES: Final = 400
MOST_FOLDERS: Final = 1000
MOST_TEXT: Final = 4_000_000  # characters, of all files together
_ROOTS = ("pyproject.toml", "setup.py", "setup.cfg", ".git")
_TESTS = frozenset({"test", "tests", "testing"})
_LEFT_OUT = frozenset({"venv", "node_modules", "build", "dist", "site-packages", "__pycache__"})
_DOCUMENTS = (".md", ".rst", ".txt")
_DEFINITION = re.compile(r"^([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+(\w+)", re.MULTILINE)
_WORD = re.compile(r"[^\W\d]\w*")
_COMMON = frozenset(dir(dict)) | set(dir(list)) | set(dir(str)) | {"self", "run", "setUp"}


class Part(NamedTuple):
    """What stands in a file from one definition to the next; ``owner`` is the class around it."""

    path: Path
    owner: str
    name: str
    text: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.text))


class Texts:
    """The texts of the project that a module of a package belongs to.

    ``folder`` is where its packages are. Without a file that marks the root of a project there are
    no texts but those of the package.
    """

    def __init__(self, module: Path, folder: Path) -> None:
        self._module = module
        package = module.relative_to(folder).parts[0] if module.is_relative_to(folder) else ""
        self._package = folder / package if package and package != module.name else None
        above = (folder, folder.parent) if folder.name in ("src", "lib") else (folder,)
        roots = (one for one in above if any((one / name).exists() for name in _ROOTS))
        self.root = next(roots, None)
        self._left = MOST_TEXT
        self._known: dict[Path, str] = {}

    @cached_property
    def code(self) -> Sequence[Part]:
        """The definitions of the package, or of the module where it is in none."""
        if self._package is None:
            return list(self._parts(self._module))
        files = (path for path in _files(self._package) if not is_test(path, self._package))
        nearest = sorted(files, key=lambda path: path != self._module)
        return [part for path in nearest for part in self._parts(path)]

    @cached_property
    def tests(self) -> Sequence[Part]:
        """The tests: functions, and methods of classes; those of a like-named file first."""
        base = self.root or self._package
        if base is None:
            return []
        files = [path for path in _files(base) if is_test(path, base)]
        files.sort(key=lambda path: (not self.is_alike(path), path))
        return [
            part
            for path in files
            if self._is_about(path)
            for part in self._parts(path)
            if part.name.startswith("test") and not part.name.startswith("testing")
        ]

    @cached_property
    def documents(self) -> Sequence[Part]:
        """Readme files and the like, each as a whole."""
        if self.root is None:
            return []
        found = (path for path in _files(self.root, _DOCUMENTS))
        return [Part(path, "", "", text) for path in found if ">>>" in (text := self._read(path))]

    def is_alike(self, path: Path) -> bool:
        """Whether a file is named like the module."""
        return self._module.stem.strip("_") in path.stem

    def _is_about(self, path: Path) -> bool:
        """Whether a file lies in the package, or mentions it."""
        if self._package is not None and path.is_relative_to(self._package):
            return True
        name = (self._package or self._module).stem
        return re.search(rf"\b{re.escape(name)}\b", self._read(path)) is not None

    def _parts(self, path: Path) -> Iterator[Part]:
        text = self._read(path)
        owner, depth = "", 0
        matches = list(_DEFINITION.finditer(text))
        ends = [*(match.start() for match in matches), len(text)]
        yield Part(path, "", "", text[: ends[0]])
        for match, end in zip(matches, ends[1:], strict=True):
            indent = len(match[1].expandtabs())
            if owner and indent <= depth:
                owner = ""
            yield Part(path, owner, match[3], text[match.start() : end])
            if match[2] == "class" and not owner:
                owner, depth = match[3], indent

    def _read(self, path: Path) -> str:
        if path not in self._known:
            self._known[path] = self._fresh(path)
        return self._known[path]

    def _fresh(self, path: Path) -> str:
        with suppress(disk.Unreadable):  # then nothing can be learnt from it
            text = disk.read(path).text
            if len(text) <= self._left:
                self._left -= len(text)
                return text
        return ""


def distances(name: str, owner: str, parts: Sequence[Part]) -> Mapping[str, int]:
    """How far definitions are from a function, by their names; the function itself is at 0.

    Of a name that several definitions share, who mentions it tells nothing: then the class counts.
    """
    often = Counter(part.name for part in parts)
    users: dict[str, list[Part]] = {}
    for part in parts:
        for word in part.words:
            users.setdefault(word, []).append(part)

    def known_as(name: str, owner: str) -> str:
        is_clear = often[name] <= CLEAR and name not in _COMMON and not name.startswith("__")
        return name if is_clear or not owner else owner

    start = known_as(name, owner)
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        word = waiting.popleft()
        if found[word] < FARTHEST:
            for part in users.get(word, ()):
                one = known_as(part.name, part.owner)
                if one and one not in found and one not in _COMMON:
                    found[one] = found[word] + 1
                    waiting.append(one)
    return found


def distance(part: Part, known: Mapping[str, int]) -> int:
    """How far a part is: as far as the nearest definition that it mentions."""
    return min((known[word] for word in part.words & known.keys()), default=FARTHEST + 1)


def is_test(path: Path, base: Path) -> bool:
    """Whether a file holds tests, as its name or that of a folder tells."""
    parts = path.relative_to(base).parts
    named = path.stem.startswith("test_") or path.stem.endswith("_test") or path.stem == "tests"
    return named or not _TESTS.isdisjoint(parts[:-1])


def _files(base: Path, endings: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    """The files below, those in the folder itself first; of a huge tree not all."""
    count = 0
    for number, (folder, folders, names) in enumerate(os.walk(base)):
        if number > MOST_FOLDERS:
            return
        folders[:] = sorted(
            one for one in folders if one not in _LEFT_OUT and not one.startswith(".")
        )
        for name in sorted(names):
            if name.endswith(endings):
                count += 1
                if count > MOST_FILES:
                    return
                yield Path(folder, name)
