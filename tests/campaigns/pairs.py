"""Read the corpus of correct before and after pairs."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from codemods.verify.changes import changes

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "pairs"
EQUIVALENT = CORPUS / "equivalent.toml"
FUNCTIONS = CORPUS.parent / "functions" / "equivalent.toml"


class BrokenPairError(Exception):
    """Raised where a pair does not consist of one function in two versions."""


@dataclass(frozen=True)
class Pair:
    """A function before and after a refactoring that is right, each in a module of its own."""

    family: str
    file: str
    name: str
    qualname: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.family}.{self.file}.{self.name}"


def pairs() -> Iterator[Pair]:
    """All pairs that can be run here: some need libraries. Raises ``BrokenPairError``."""
    for path in sorted(CORPUS.glob("*/*.toml")):
        for name, fields in tomllib.loads(path.read_text("utf-8")).items():
            needed = fields.get("needs")
            if needed is None or importlib.util.find_spec(needed):
                before, after = fields["before"], fields["after"]
                qualname = _changed(f"{path}: {name}", before, after)
                yield Pair(path.parent.name, path.stem, name, qualname, before, after)


def _changed(place: str, before: str, after: str) -> str:
    """The one function that is there on both sides and not the same."""
    both = [change for change in changes(before, after) if change.before and change.after]
    if len(both) != 1 or not both[0].keeps_signature:
        names = ", ".join(change.qualname for change in both) or "no function"
        raise BrokenPairError(f"{place}: {names} changed, not one function in its body")
    return both[0].qualname


def equivalent() -> dict[str, str]:
    """The mutants that behave as their pair does: "<pair> <operator>: <change>", and why."""
    if not EQUIVALENT.exists():
        return {}
    families = tomllib.loads(EQUIVALENT.read_text("utf-8"))
    return {
        f"{family}.{file}.{name} {change}": reason
        for family, files in families.items()
        for file, names in files.items()
        for name, mutants in names.items()
        for change, reason in mutants.items()
    }


@cache
def equivalent_functions() -> dict[str, str]:
    """The same of mutants of functions of real packages: "<function> <change>", and why."""
    functions = tomllib.loads(FUNCTIONS.read_text("utf-8"))
    return {
        f"{name} {change}": reason
        for name, mutants in functions.items()
        for change, reason in mutants.items()
    }
