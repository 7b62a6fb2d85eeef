"""Write what a run would change as patches that ``git apply`` takes: one, or a series."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from codemods import disk
from codemods.batch import Result
from codemods.model import Outcome
from codemods.report import diff

Stages = Iterator[tuple[str, str]]


class Patch:
    """The patch of a run. A series is numbered, and applies in the order of its numbers."""

    def __init__(self, path: Path, split: Callable[[Result], Stages] | None = None) -> None:
        """``split`` tells the patches a result goes into, each with the text it leads to."""
        self._path = path
        self._split = split
        self._parts: dict[str, list[bytes]] = {}

    def add(self, result: Result) -> None:
        """Add what becomes of one file."""
        if result.file is None:
            return
        stages = self._split(result) if self._split else iter([("", result.outcome.after)])
        before = result.file.data
        for name, text in stages:
            after = disk.encode(result.file, text)
            lines = diff.unified(result.outcome.path, before, after)
            self._parts.setdefault(name, []).extend(lines)
            before = after

    def save(self, order: Sequence[str] = ()) -> list[Path]:
        """Write the files of the patch, and return their paths. Raises ``OSError``.

        ``order`` names the parts of a series that must come in this order; others are sorted.
        """
        if self._split is None:
            self._path.write_bytes(b"".join(self._parts.get("", [])))
            return [self._path]
        names = [name for name in order if name in self._parts]
        names += sorted(self._parts.keys() - set(names))
        return [self._save_part(number, name) for number, name in enumerate(names, 1)]

    def _save_part(self, number: int, name: str) -> Path:
        plain = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)
        path = self._path.with_name(f"{self._path.stem}-{number:04}-{plain}{self._path.suffix}")
        path.write_bytes(b"".join(self._parts[name]))
        return path


def by_directory(result: Result) -> Stages:
    """All of a file goes into the patch of its directory."""
    yield Path(result.outcome.path).parent.as_posix(), result.outcome.after


def by_codemod(
    names: Sequence[str], rewrite: Callable[[Result, Sequence[str]], Outcome]
) -> Callable[[Result], Stages]:
    """Each codemod gets a patch: what it adds to what those before it do.

    So the last one leads to what all of them come to together.
    """

    def split(result: Result) -> Stages:
        found = {site.codemod for site in result.outcome.sites}
        involved = [name for name in names if name in found]
        reached = result.outcome.before
        for number, name in enumerate(involved, 1):
            last = number == len(involved)
            text = result.outcome.after if last else rewrite(result, involved[:number]).after
            if text != reached:
                yield name, text
            reached = text

    return split
