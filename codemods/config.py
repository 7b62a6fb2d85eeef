"""Read the configuration: ``[tool.codemods]`` of the nearest ``pyproject.toml``."""

import keyword
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from codemods import catalog
from codemods.files.discovery import is_pattern

_KEYS = {"select", "ignore", "assume", "exclude", "per-file-ignores", "target-version"}


class ConfigError(Exception):
    """Raised where the configuration can't be used. Its text names the key and what to do."""


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration as written; paths in it are relative to ``root``."""

    root: Path
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    target: tuple[int, int] = sys.version_info[:2]
    codemods: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    black: Mapping[str, Any] | None = None
    line_length: int = 88


def find(paths: Sequence[Path]) -> Config:
    """The configuration for ``paths``: that of the nearest folder above all of them."""
    try:
        common = Path(os.path.commonpath([os.path.realpath(path) for path in paths]))
    except ValueError:  # paths on different drives have nothing above them
        return Config(root=Path(os.path.realpath(paths[0])))
    for folder in (common, *common.parents):
        file = folder / "pyproject.toml"
        if os.path.isfile(file):
            return load(file)
    return Config(root=common if os.path.isdir(common) else common.parent)


def load(file: Path) -> Config:
    """Read one ``pyproject.toml``. Raises ``ConfigError``."""
    import tomllib  # only who has such a file needs it

    try:
        document = tomllib.loads(file.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{file}: {error}") from error
    try:
        return _parsed(file.parent, document)
    except ConfigError as error:
        raise ConfigError(f"{file}: {error}") from None


def _parsed(root: Path, document: Mapping[str, Any]) -> Config:
    tool = _table("tool", document)
    table = _table("codemods", tool)
    known = catalog.names()
    _check_keys("tool.codemods", table, [*_KEYS, *known])
    line_length = _table("ruff", tool).get("line-length", 88)
    return Config(
        root=root,
        select=_names("select", table.get("select", [])),
        ignore=_names("ignore", table.get("ignore", [])),
        assume=check_assumptions("assume", _strings("assume", table.get("assume", []))),
        exclude=_patterns("exclude", table.get("exclude", [])),
        per_file_ignores={
            pattern: _names(f"per-file-ignores.{pattern}", names)
            for pattern, names in _table("per-file-ignores", table).items()
        },
        target=_target(table.get("target-version"), _table("project", document)),
        codemods={name: _options(name, _table(name, table)) for name in known if name in table},
        black=_black(_table("black", tool)) if "black" in tool else None,
        line_length=line_length if isinstance(line_length, int) else 88,
    )


def _black(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings of black that matter here, each of the right type; black checks its own."""
    table = {key.replace("_", "-"): value for key, value in table.items()}
    types = {"line-length": int, "target-version": list, "preview": bool}
    types |= {"skip-string-normalization": bool, "skip-magic-trailing-comma": bool}
    return {key: table[key] for key, type_ in types.items() if isinstance(table.get(key), type_)}


def _check_keys(where: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
    known = sorted(known)
    for key in table:
        if key not in known:
            raise ConfigError(f"unknown key {key!r} in [{where}]{nearest(key, known)}")


def nearest(word: str, known: Sequence[str]) -> str:
    """A hint at the known word that is most like ``word``."""
    import difflib  # only an error needs it

    match difflib.get_close_matches(word, known, n=1, cutoff=0.5):
        case [close]:
            return f"; did you mean {close!r}?"
    return f"; known are {', '.join(known)}"


def check_name(name: str) -> str:
    """``name``, if a codemod has it. Raises ``ConfigError``."""
    known = catalog.names()
    if name.replace("_", "-") not in known:
        raise ConfigError(f"unknown codemod {name!r}{nearest(name, known)}")
    return name.replace("_", "-")


def check_assumptions(key: str, names: Sequence[str]) -> tuple[str, ...]:
    """``names``, if each is an assumption that a codemod may leave open. Raises ``ConfigError``."""
    if not names:
        return ()
    codemods = map(catalog.load, catalog.names())
    known = sorted({one.name for codemod in codemods for one in codemod.assumptions})
    for name in names:
        if name not in known:
            raise ConfigError(f"{key}: unknown assumption {name!r}{nearest(name, known)}")
    return tuple(names)


def _table(key: str, table: Mapping[str, Any]) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{key!r} must be a table")
    return value


def _strings(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{key!r} must be a list of strings")
    return tuple(value)


def _patterns(key: str, value: object) -> tuple[str, ...]:
    for pattern in (patterns := _strings(key, value)):
        if not is_pattern(pattern):
            raise ConfigError(f"{key!r}: {pattern!r} is no gitignore pattern")
    return tuple(pattern.removeprefix("./") for pattern in patterns)


def _names(key: str, value: object) -> tuple[str, ...]:
    return tuple(check_name(name) for name in _strings(key, value))


def _options(name: str, table: Mapping[str, Any]) -> Mapping[str, Any]:
    types = catalog.load(name).option_types()
    _check_keys(f"tool.codemods.{name}", table, types)
    for key, value in table.items():
        if get_origin(types[key]) is Literal:
            if value not in get_args(types[key]):
                known = ", ".join(f'"{one}"' for one in get_args(types[key]))
                raise ConfigError(f"'{name}.{key}' must be one of {known}")
        elif get_origin(types[key]) is dict:
            _check_renaming(f"{name}.{key}", value)
        elif type(value) is not types[key]:
            raise ConfigError(f"'{name}.{key}' must be of type {types[key].__name__}")
    return table


def _check_renaming(key: str, value: object) -> None:
    table = value if isinstance(value, dict) else {"": ""}
    for name in (*table, *table.values()):
        if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name):
            raise ConfigError(f"'{key}' must give names for names, as in {{ Row = \"Sale\" }}")


def _target(value: object, project: Mapping[str, Any]) -> tuple[int, int]:
    """The lowest Python to write for: as configured, else what the project requires."""
    if value is None:
        required = str(project.get("requires-python", ""))
        match = re.search(r">=\s*3\.(\d+)", required)
        version = (3, int(match[1])) if match else sys.version_info[:2]
        return min(version, sys.version_info[:2])
    match = re.fullmatch(r"(?:py3|3\.)(\d+)", value) if isinstance(value, str) else None
    if not match:
        raise ConfigError(f'\'target-version\' must look like "py311" or "3.11", not {value!r}')
    return min((3, int(match[1])), sys.version_info[:2])
