"""Read from a project's manifest which packages are installed where its code runs."""

import ast
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from codemods.model import Requirements

_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
# A folder with one of these is the top of what lies in it.
_TOPS = (".git", ".hg")
_EXTRAS = "options.extras_require"
_Found = tuple[set[str], set[str]]


def requirements(paths: Iterable[Path]) -> dict[str, Requirements]:
    """What the manifests above files ask for, by the folders of the files.

    Nothing where there is none. Of the files with requirements only ``requirements.txt`` is read.
    """
    folders = {os.path.dirname(path) for path in paths}  # noqa: PTH120 (they are keys: kept as is)
    found = ((folder, _nearest(Path(folder).absolute())) for folder in sorted(folders))
    return {folder: one for folder, one in found if one is not None}


@cache
def _nearest(folder: Path) -> Requirements | None:
    own = _read(folder)
    is_top = folder == folder.parent or any((folder / name).exists() for name in _TOPS)
    return own if own or is_top else _nearest(folder.parent)


def _read(folder: Path) -> Requirements | None:
    """What the manifests in a folder say, if one of them speaks of packages at all."""
    names, always, sometimes = [], set[str](), set[str]()
    for name, reader in _READERS.items():
        try:
            text = (folder / name).read_text("utf-8")
            found = reader(text)
        except (OSError, ValueError, SyntaxError, AttributeError, TypeError):
            continue  # what can't be read, or is not made as it should be, says nothing
        if found is not None:
            names.append(name)
            always |= found[0]
            sometimes |= found[1]
    if not names:
        return None
    return Requirements(", ".join(names), frozenset(always), frozenset(sometimes))


def _pyproject(text: str) -> _Found | None:
    data = tomllib.loads(text)
    project, poetry = data.get("project"), data.get("tool", {}).get("poetry")
    if poetry is None and (project is None or "dependencies" in project.get("dynamic", ())):
        return None
    groups = [
        *_tables(project, "optional-dependencies"),
        *data.get("dependency-groups", {}).items(),
    ]
    sometimes = set(_named(one for _, group in groups for one in group if isinstance(one, str)))
    always = set(_named((project or {}).get("dependencies", ())))
    for name, wanted in _tables(poetry, "dependencies"):
        is_optional = isinstance(wanted, Mapping) and wanted.get("optional")
        (sometimes if is_optional else always).update(_named([name]))
    for _, group in _tables(poetry, "group"):
        sometimes |= set(_named(group.get("dependencies", ())))
    return always, sometimes


def _tables(table: Any, name: str) -> list[tuple[str, Any]]:
    return list((table or {}).get(name, {}).items())


def _setup_cfg(text: str) -> _Found | None:
    # Imported here: few projects have one.
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise ValueError(str(error)) from error
    if not parser.has_option("options", "install_requires"):
        return None
    extras = parser.items(_EXTRAS) if _EXTRAS in parser else ()
    lines = [line for _, one in extras for line in one.splitlines()]
    return set(_named(parser["options"]["install_requires"].splitlines())), set(_named(lines))


def _setup_py(text: str) -> _Found:
    tree = ast.parse(text)
    lists = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    def texts(wanted: str) -> Iterator[str]:
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == wanted:
                value = node.value
                value = lists.get(value.id, value) if isinstance(value, ast.Name) else value
                yield from (
                    one.value
                    for one in ast.walk(value)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )

    return set(_named(texts("install_requires"))), set(_named(texts("extras_require")))


def _requirements(text: str) -> _Found:
    return set(_named(text.splitlines())), set()


def _pipfile(text: str) -> _Found:
    data = tomllib.loads(text)
    return set(_named(data.get("packages", ()))), set(_named(data.get("dev-packages", ())))


def _environment(text: str) -> _Found:
    """A conda environment: a list of names, two levels deep at most."""
    return set(_named(re.findall(r"(?m)^\s*-\s*[\"']?([^\s\"'=<>]+)", text))), set()


def _named(requirements: Iterable[str]) -> Iterator[str]:
    """The names in requirements such as ``NumPy>=2; python_version > "3"``, normalised."""
    for one in requirements:
        if found := _NAME.match(one.strip()):
            yield re.sub(r"[-_.]+", "-", found[0]).lower()


_READERS: dict[str, Callable[[str], _Found | None]] = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "setup.py": _setup_py,
    "requirements.txt": _requirements,
    "Pipfile": _pipfile,
    "environment.yml": _environment,
}
