"""Copy a CPython's own prefix, so that its standard library can be rewritten without harm."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from processes import clean_environment
from trees import fresh_copy, python_files, remove

TEST_FOLDERS = ("test", "tests", "idle_test")
NOT_COPIED = ("site-packages", "*.a", "*.o")

ASK_LAYOUT = """
import json, os, sys, sysconfig
home = os.path.realpath(sys.base_prefix)
named = os.path.join(home, "bin", "python%d.%d" % sys.version_info[:2])
binary = named if os.path.exists(named) else sys.executable
layout = [home, os.path.realpath(binary), os.path.realpath(sysconfig.get_path("stdlib"))]
print(json.dumps([*layout, sys.version.split()[0]]))
"""
ASK_LIBRARY = "import os, sys; print(os.path.realpath(os.__file__))"


class CopyError(Exception):
    """This Python cannot be copied, or its copy does not stand on its own feet."""


@dataclass(frozen=True)
class Layout:
    """Where an interpreter keeps itself."""

    prefix: Path
    binary: Path
    library: Path
    version: str


@dataclass(frozen=True)
class Copy:
    """A prefix that was copied: an interpreter and the library it runs on."""

    prefix: Path
    binary: Path
    library: Path

    def environment(self) -> dict[str, str]:
        """A shared libpython is looked for in the copy first."""
        shared = {
            name: str(self.prefix / "lib") for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
        }
        return clean_environment(PYTHONDONTWRITEBYTECODE="1", PYTHONNOUSERSITE="1", **shared)


def ask(python: Path, code: str, env: dict[str, str]) -> str:
    """What an interpreter answers, undisturbed by the user's own settings."""
    try:
        asked = [str(python), "-I", "-c", code]
        return subprocess.run(asked, env=env, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError) as problem:
        raise CopyError(f"{python} does not answer: {problem}") from problem


def layout(python: Path) -> Layout:
    """Find the prefix behind an interpreter, virtual environments seen through."""
    prefix, binary, library, version = json.loads(ask(python, ASK_LAYOUT, clean_environment()))
    found = Layout(Path(prefix), Path(binary), Path(library), version)
    if not found.library.is_relative_to(found.prefix):
        raise CopyError(f"{python} keeps its library outside its prefix: {library}")
    return found


def copy(source: Layout, target: Path, *left_out: str) -> Copy:
    """Copy what an interpreter needs to run, and no caches: a rewritten file has no stale one."""
    remove(target)
    library = target / source.library.relative_to(source.prefix)
    fresh_copy(source.library, library, *NOT_COPIED, *left_out)
    for shared in source.prefix.glob("lib/libpython*"):
        if not shared.is_dir() and shared.suffix != ".a":
            shutil.copy2(shared, target / "lib" / shared.name, follow_symlinks=False)
    headers = source.prefix / "include" / source.library.name
    if headers.is_dir():
        fresh_copy(headers, target / "include" / headers.name)
    binary = target / "bin" / source.binary.name
    binary.parent.mkdir(parents=True)
    shutil.copy2(source.binary, binary)
    return checked(Copy(target, binary, library))


def checked(copied: Copy) -> Copy:
    """Make sure that the copied interpreter runs on the copied library and on no other."""
    answer = Path(ask(copied.binary, ASK_LIBRARY, copied.environment()).strip())
    if answer != (copied.library / "os.py").resolve():
        raise CopyError(f"the copied interpreter uses another library: {answer}")
    return copied


def ships_tests(library: Path) -> bool:
    """Whether CPython's regression tests came along; many distributions leave them out."""
    return all((library / "test" / name).exists() for name in ("libregrtest", "test_grammar.py"))


def module_of(path: Path, library: Path) -> str:
    """The top-level module or package that a file belongs to."""
    return path.relative_to(library).parts[0].removesuffix(".py")


def sources(library: Path, only: Sequence[str] = ()) -> list[Path]:
    """The library's own modules: no tests, nothing that was installed, no build settings."""
    found = []
    for path in python_files(library, (*TEST_FOLDERS, "site-packages")):
        module = module_of(path, library)
        if module.isidentifier() and (not only or module in only):
            found.append(path)
    return found
