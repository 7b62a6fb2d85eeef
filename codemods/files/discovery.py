"""Find the Python files under the given paths, as black and ruff do."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

# What black and ruff leave out by default.
EXCLUDED = frozenset(
    """.bzr .direnv .eggs .git .git-rewrite .hg .ipynb_checkpoints .mypy_cache .nox .pants.d .pyenv
    .pytest_cache .pytype .ruff_cache .svn .tox .venv .vscode __pycache__ __pypackages__ _build
    buck-out build dist node_modules site-packages venv""".split()
)


# A file, where it really is, and whether it is a link.
_Found = tuple[Path, str, bool]


@dataclass(frozen=True)
class Discovery:
    """Rules for leaving files out. ``exclude`` are gitignore patterns relative to ``root``."""

    root: Path
    exclude: tuple[str, ...] = ()

    @cached_property
    def _excluded(self) -> Any:
        return _patterns(self.exclude)

    def files(self, paths: Sequence[Path]) -> list[Path]:
        """All files to look at, sorted, each once. A file named by the user is always taken."""
        found: dict[str, tuple[Path, bool]] = {}
        for path in paths:
            named = [(path, os.path.realpath(path), path.is_symlink())]
            for file, real, is_link in self._walk(path) if os.path.isdir(path) else named:
                # A file that can be reached by links too goes by its own name.
                if real not in found or (found[real][1] and not is_link):
                    found[real] = file, is_link
        return [file for file, _ in found.values()]

    def _walk(self, top: Path) -> Iterator[_Found]:
        real = Path(os.path.realpath(top))
        ignores = list(_inherited_ignores(real))
        # The user asks for a folder by name: what is in it counts, though it be left out itself.
        if _is_ignored(ignores, real, is_folder=True):
            ignores = []
        rules = self if not self._leaves_out(real, True) else Discovery(self.root)
        yield from rules._walk_folder(top, real, ignores)

    def _walk_folder(self, folder: Path, real: Path, ignores: list["_Ignore"]) -> Iterator[_Found]:
        if own := _Ignore.read(real):
            ignores = [*ignores, own]
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            # It is reported like a file that can't be read.
            yield folder, os.path.realpath(folder), folder.is_symlink()
            return
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.name in EXCLUDED if is_folder else not _is_candidate(entry, real):
                continue
            if (ignores or self.exclude) and self._is_left_out(
                real, entry.name, is_folder, ignores
            ):
                continue
            if is_folder:
                yield from self._walk_folder(folder / entry.name, real / entry.name, ignores)
                continue
            file, is_link = folder / entry.name, entry.is_symlink()
            yield file, os.path.realpath(file) if is_link else str(real / entry.name), is_link

    def _is_left_out(
        self, folder: Path, name: str, is_folder: bool, ignores: list["_Ignore"]
    ) -> bool:
        path = folder / name
        return self._leaves_out(path, is_folder) or _is_ignored(ignores, path, is_folder)

    def _leaves_out(self, path: Path, is_folder: bool) -> bool:
        if not self.exclude or not path.is_relative_to(self.root):
            return False
        return bool(self._excluded.match_file(_relative(path, self.root, is_folder)))


def _is_candidate(entry: os.DirEntry[str], folder: Path) -> bool:
    """Whether a file found by walking may be one of the user's: not an editor's lock, and no link
    to a folder or to a place outside of where the user pointed."""
    if not entry.name.endswith(".py") or entry.name.startswith(".#"):
        return False
    if not entry.is_symlink():
        return True
    target = Path(os.path.realpath(entry.path))
    inside = target.is_relative_to(folder) and EXCLUDED.isdisjoint(target.relative_to(folder).parts)
    return not os.path.isdir(target) and (inside or not os.path.exists(target))


@dataclass(frozen=True, slots=True)
class _Ignore:
    """A ``.gitignore`` and the folder it speaks of; ``patterns`` is a ``GitIgnoreSpec``."""

    folder: Path
    patterns: Any

    @staticmethod
    def read(folder: Path) -> "_Ignore | None":
        file = folder / ".gitignore"
        try:
            text = file.read_text("utf-8-sig", "replace") if file.is_file() else ""
        except OSError:
            return None
        lines = [line.rstrip("\r") for line in text.split("\n")]
        # git passes over a line it can't make sense of, and so do we.
        return _Ignore(folder, _patterns(tuple(filter(is_pattern, lines)))) if text else None


@cache
def _patterns(lines: Sequence[str]) -> Any:
    # Imported here: it takes a while, and there may be no patterns.
    import pathspec

    return pathspec.GitIgnoreSpec.from_lines(lines)


def is_pattern(line: str) -> bool:
    """Whether ``line`` can be used as a gitignore pattern."""
    try:
        _patterns((line,))
    except (ValueError, re.error):
        return False
    return True


def _inherited_ignores(top: Path) -> Iterator[_Ignore]:
    """The ``.gitignore`` files above ``top``, up to the root of its repository."""
    if (top / ".git").exists():
        return
    parents = list(top.parents)
    for depth, parent in enumerate(parents):
        if (parent / ".git").exists():
            for folder in reversed(parents[: depth + 1]):
                if found := _Ignore.read(folder):
                    yield found
            return


def _is_ignored(ignores: Sequence[_Ignore], path: Path, is_folder: bool) -> bool:
    """What the innermost ``.gitignore`` that mentions the path says of it."""
    for ignore in reversed(ignores):
        result = ignore.patterns.check_file(_relative(path, ignore.folder, is_folder))
        if result.include is not None:
            return bool(result.include)
    return False


def _relative(path: Path, folder: Path, is_folder: bool) -> str:
    return path.relative_to(folder).as_posix() + ("/" if is_folder else "")


def matches(pattern: str, path: Path, root: Path) -> bool:
    """Whether a gitignore pattern, relative to ``root``, matches ``path``."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(root):
        return False
    return bool(_patterns((pattern,)).match_file(real.relative_to(root).as_posix()))
