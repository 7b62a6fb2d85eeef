"""Ask git about the repository that files stand in."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path


class GitError(Exception):
    """Raised where git can't answer. Its text says why, in git's own words."""


def root(path: Path) -> Path | None:
    """The top of the working tree around ``path``, or ``None`` outside of any."""
    folder = path if path.is_dir() else path.parent
    try:
        return Path(_names(folder, "rev-parse", "--show-toplevel", end="\n")[0])
    except GitError:
        return None


def dirty(top: Path) -> frozenset[Path]:
    """The files of the working tree with changes that no commit holds, untracked ones included."""
    # Without renames each entry is one path.
    entries = _names(top, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    return frozenset(top / entry[3:] for entry in entries)


def changed_since(top: Path, revision: str, paths: Sequence[Path]) -> Iterator[Path]:
    """The files below ``paths`` that differ from ``revision`` or are not known to git at all."""
    places = [str(path.absolute()) for path in paths]
    listed = _names(top, "diff", "--name-only", "-z", "--no-renames", revision, "--", *places)
    others = _names(top, "ls-files", "--others", "--exclude-standard", "-z", "--", *places)
    yield from (top / name for name in sorted({*listed, *others}))


def content(top: Path, revision: str, name: str) -> bytes | None:
    """What ``name``, relative to ``top``, held at ``revision``; ``None`` where it was not there."""
    try:
        return _output(top, "show", f"{revision}:{name}")
    except GitError:
        return None


def _names(folder: Path, *arguments: str, end: str = "\0") -> list[str]:
    text = _output(folder, *arguments).decode("utf-8", "surrogateescape")
    return [name for name in text.split(end) if name]


def _output(folder: Path, *arguments: str) -> bytes:
    try:
        result = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except OSError as error:
        raise GitError(error.strerror or str(error)) from None
    except subprocess.CalledProcessError as error:
        message = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(message[0] if message else "git failed") from None
    return result.stdout
