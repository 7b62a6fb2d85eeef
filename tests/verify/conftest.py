"""Fixtures for projects whose functions are listened to."""

import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """What writes a project with a package that no other test has, and takes it back."""
    known, paths = set(sys.modules), list(sys.path)
    package = f"p{abs(hash(tmp_path))}"

    def write(**files: str) -> Path:
        files = {"pyproject.toml": "", f"{package}/__init__.py": "", **files}
        for name, text in files.items():
            path = tmp_path / name.format(package=package)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text).replace("{package}", package))
        return tmp_path / package

    monkeypatch.chdir(tmp_path)
    yield write
    for name in set(sys.modules) - known:
        del sys.modules[name]
    sys.path[:] = paths
