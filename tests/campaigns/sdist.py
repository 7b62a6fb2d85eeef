"""Fetch a pinned package's source archive and make it ready to run its own tests."""

from __future__ import annotations

import json
import os
import subprocess
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path

from processes import clean_environment, last_line, run
from trees import fresh_copy, remove

PREPARATION_SECONDS = 900
PREPARED_MARK = "prepared.json"


class NotReadyError(Exception):
    """The package could not be fetched or set up: nothing is known about the codemods."""


@dataclass(frozen=True)
class Package:
    """One entry of `corpus/packages.toml`."""

    name: str
    version: str
    setup: list[str]
    test: str
    sources: list[str]


@dataclass(frozen=True)
class Checkout:
    """One package's folder: the archive as set up, a tree to rewrite, its environment."""

    folder: Path

    @property
    def pristine(self) -> Path:
        return self.folder / "pristine"

    @property
    def tree(self) -> Path:
        return self.folder / "tree"

    @property
    def venv(self) -> Path:
        return self.folder / "venv"

    def environment(self, **extra: str) -> dict[str, str]:
        """The environment's programs first; `CI` has hypothesis draw the same examples twice."""
        path = os.pathsep.join([str(self.venv / "bin"), os.environ.get("PATH", os.defpath)])
        fixed = {"CI": "true", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        return clean_environment(PATH=path, VIRTUAL_ENV=str(self.venv), **fixed, **extra)


def ready(package: Package, work: Path, python: str) -> Checkout:
    """A checkout whose tree is untouched; prepared anew when the entry or the Python changed."""
    checkout = Checkout(work / f"{package.name}-{package.version}")
    mark = checkout.folder / PREPARED_MARK
    entry = json.dumps({**asdict(package), "python": python, "tree": str(checkout.tree)}, indent=1)
    if not (mark.exists() and mark.read_text() == entry):
        mark.unlink(missing_ok=True)
        prepare(package, checkout, python)
        mark.write_text(entry)
    fresh_copy(checkout.pristine, checkout.tree)
    return checkout


def prepare(package: Package, checkout: Checkout, python: str) -> None:
    """Fetch, unpack and set up; what setting up leaves in the tree belongs to the pristine copy."""
    checkout.folder.mkdir(parents=True, exist_ok=True)
    remove(checkout.venv)
    step([python, "-m", "venv", str(checkout.venv)], checkout.folder, clean_environment())
    unpack(fetch(package, checkout), checkout.tree)
    for command in package.setup:
        step(command, checkout.tree, checkout.environment())
    fresh_copy(checkout.tree, checkout.pristine)


def fetch(package: Package, checkout: Checkout) -> Path:
    """Download the source archive, unless an earlier run did.

    pip asks the archive for its metadata, which takes the package's build backend. Only the package
    itself is therefore forbidden as a wheel: `:all:` would build every backend from source too.
    """
    folder = checkout.folder / "archive"
    if not list(folder.glob("*.tar.gz")):
        pin = f"{package.name}=={package.version}"
        pip = [
            str(checkout.venv / "bin" / "python"),
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
        ]
        source_only = ["--no-binary", package.name, "--dest", str(folder)]
        step([*pip, *source_only, pin], checkout.folder, checkout.environment())
    archives = list(folder.glob("*.tar.gz"))
    if len(archives) != 1:
        raise NotReadyError(f"{package.name} {package.version} has no single .tar.gz archive")
    return archives[0]


def unpack(archive: Path, tree: Path) -> None:
    """Unpack an archive's only folder as `tree`."""
    unpacked = tree.with_name("unpacked")
    remove(unpacked)
    remove(tree)
    with tarfile.open(archive) as opened:
        opened.extractall(unpacked, filter="data")
    (inner,) = unpacked.iterdir()
    inner.rename(tree)
    unpacked.rmdir()


def step(command: list[str] | str, cwd: Path, env: dict[str, str]) -> None:
    """Run one command of the preparation, which has to work."""
    finished = run(command, cwd=cwd, env=env, timeout=PREPARATION_SECONDS)
    if finished.code != 0:
        shown = command if isinstance(command, str) else " ".join(command[-6:])
        reason = "time ran out" if finished.code is None else last_line(finished.text)
        raise NotReadyError(f"{shown}: {reason}")


def full_version(python: str) -> str:
    """What an interpreter says it is; an error where it says nothing."""
    asked = [python, "-c", "import sys; print(sys.version)"]
    try:
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as problem:
        raise NotReadyError(f"{python} is no Python: {problem}") from problem
