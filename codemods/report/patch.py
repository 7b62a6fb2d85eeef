"""Write what a run would change as patches that ``git apply`` takes: one, or a series.

Above the changes of each file stand the lines that say why they hold, and what they gain.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from codemods.files import disk
from codemods.model import Outcome, Site
from codemods.report import diff, text
from codemods.running.batch import Result

# What a patch is called, the text it leads to, and the sites that are rewritten on the way.
Stages = Iterator[tuple[str, str, Sequence[Site]]]


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
        outcome = result.outcome
        stages = self._split(result) if self._split else iter([("", outcome.after, outcome.sites)])
        before = result.file.data
        for name, reached, sites in stages:
            after = disk.encode(result.file, reached)
            part = self._parts.setdefault(name, [])
            part += [
                f"{text.site_line(outcome.path, site)}\n".encode(errors="surrogateescape")
                for site in sites
            ]
            part += diff.unified(outcome.path, before, after)
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
    outcome = result.outcome
    yield Path(outcome.path).parent.as_posix(), outcome.after, outcome.sites


def by_codemod(
    names: Sequence[str], rewrite: Callable[[Result, Sequence[str]], Outcome]
) -> Callable[[Result], Stages]:
    """Each codemod gets a patch: what it adds to what those before it do.

    So the last one leads to what all of them come to together.
    """

    def split(result: Result) -> Stages:
        sites = result.outcome.sites
        found = {site.codemod for site in sites}
        involved = [name for name in names if name in found]
        reached = result.outcome.before
        for number, name in enumerate(involved, 1):
            last = number == len(involved)
            stage = result.outcome.after if last else rewrite(result, involved[:number]).after
            if stage != reached:
                yield name, stage, [site for site in sites if site.codemod == name]
            reached = stage

    return split
