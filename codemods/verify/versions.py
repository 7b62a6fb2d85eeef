"""Find the two versions of modules: in two files, or in a working tree and its git history."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from codemods import disk
from codemods.verify.pair import Versions


class NoVersions(Exception):
    """Raised where there is nothing to compare. Its text says what to do."""


def of_files(old: Path, new: Path) -> Versions:
    """Two files, compared under the name of the new one. Raises ``disk.Unreadable``."""
    return versions(new, disk.read(old).text, disk.read(new).text)


def since(revision: str, paths: Sequence[Path]) -> Iterator[Versions]:
    """The Python files under ``paths`` that differ from ``revision``, with both texts.

    Files that were added or removed have one empty text. Raises ``NoVersions``.
    """
    root = Path(_git(Path.cwd(), "rev-parse", "--show-toplevel").decode().strip())
    names = _git(
        root, "diff", "--name-only", "-z", "--no-renames", revision, "--", *_absolute(paths)
    )
    for name in sorted(filter(None, names.decode("utf-8", "surrogateescape").split("\0"))):
        if name.endswith(".py"):
            path = root / name
            before = _text(path, _show(root, revision, name))
            yield versions(path, before, disk.read(path).text if path.exists() else "")


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
