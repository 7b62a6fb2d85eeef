"""Measure runs beside parsing alone and other tools, on the same tree (`make bench`)."""

from __future__ import annotations

import argparse
import importlib.util
import platform
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import library
from measuring import NotMeasuredError, Subject, Usage, measure
from tables import markdown
from tool import command, compile_all, environment
from trees import fresh_copy

HERE = Path(__file__).parent
MODULE = [sys.executable, "-W", "ignore", "-m"]
LIBCST_CODEMOD = "unnecessary_format_string.UnnecessaryFormatString"
LIBCST = [*MODULE, "libcst.tool", "codemod", LIBCST_CODEMOD]
RUFF = [*MODULE, "ruff", "check", "--isolated", "--no-cache", "--exit-zero"]
RUFF_RULES = ["--select", "SIM,RET,PERF,C4,FURB"]
PYUPGRADE = [*MODULE, "pyupgrade", "--py310-plus", "--exit-zero-even-if-changed"]
# In an environment of its own: it asks for an older click than we are tested with.
FIXIT = Path(sys.prefix, "fixit", "bin", "python")
OUR_CODES = (0, 3)
FLOOR = "ast.parse"
NOTHING = Usage(0, 0, 0, 0)
HEADER = ["what", "cores", "wall s", "CPU s", "MiB", "MiB of a worker", "CPU / ast.parse"]


@dataclass(frozen=True)
class Row:
    """One line of the table.

    ``share`` is the part of the tree that was really measured, ``start`` what no file at all takes.
    """

    subject: Subject
    usage: Usage
    share: float = 1
    start: Usage = NOTHING

    def cells(self, floors: dict[int, float]) -> list[str]:
        usage = self.usage
        scaled = "" if self.share == 1 else f" (of 1/{1 / self.share:.0f} of the tree)"
        wall = (usage.wall - self.start.wall) / self.share + self.start.wall
        cpu = (usage.cpu - self.start.cpu) / self.share + self.start.cpu
        figures = [f"{wall:.2f}", f"{cpu:.2f}", f"{usage.peak:.0f}"]
        workers = f"{usage.workers:.0f}" if usage.workers else "-"
        name, cores = self.subject.name + scaled, self.subject.cores
        # Of CPU: others may use the machine too.
        return [name, str(cores), *figures, workers, f"{cpu / floors[cores]:.1f}"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    about = "other tools on LibCST get a part of about N lines, and are scaled by lines"
    parser.add_argument("--part-lines", type=int, default=5_000, metavar="N", help=about)
    about = "measure on files of about N lines, drawn at random (default: the whole library)"
    parser.add_argument("--lines", type=int, metavar="N", help=about)
    options = parser.parse_args()
    compile_all()
    with tempfile.TemporaryDirectory(prefix="codemods-bench-") as scratch:
        try:
            print(report(Path(scratch).resolve(), options.lines, options.part_lines))
        except (library.CopyError, NotMeasuredError) as problem:
            print(f"bench: {problem}", file=sys.stderr)
            return 1
    return 0


def report(scratch: Path, most: int | None, part_lines: int) -> str:
    """Measure everything, one after the other, and lay it out."""
    tree, part = scratch / "library", scratch / "part"
    original = library.layout(Path(sys.executable)).library
    fresh_copy(original, tree, *library.TEST_FOLDERS, *library.NOT_COPIED)
    if most is not None:
        draw(tree, scratch / "drawn", most)
        tree = scratch / "drawn"
    lines = lines_in(tree)
    draw(tree, part, part_lines)
    rows = [Row(one, measured(one, scratch)) for one in whole(tree, scratch)]
    nothing = scratch / "nothing"
    nothing.mkdir()
    (nothing / "empty.py").touch()
    share = lines_in(part) / lines
    for one, empty in zip(slow(part), slow(nothing), strict=True):
        rows.append(Row(one, measured(one, scratch), share, measured(empty, scratch)))
    floors = {one.subject.cores: one.usage.cpu for one in rows if one.subject.name == FLOOR}
    python = f"{platform.python_implementation()} {platform.python_version()}"
    about = f"{lines} lines, {len(list(tree.rglob('*.py')))} files: from the library of {python}."
    return f"{markdown(HEADER, [one.cells(floors) for one in rows])}\n\n{about}"


def measured(subject: Subject, scratch: Path) -> Usage:
    usage = measure(subject, scratch, environment())
    print(f"{subject.name}, {subject.cores} cores: {usage}", file=sys.stderr, flush=True)
    return usage


def whole(tree: Path, scratch: Path) -> Iterator[Subject]:
    """What runs over the whole tree: the least there is to do, what we do, and the fast others."""
    parse, read = str(HERE / "parse_all.py"), str(HERE / "read_and_hash.py")
    for cores in (1, 2):
        alone = [sys.executable, "-W", "ignore", parse, str(tree), str(cores)]
        yield Subject(FLOOR, alone, cores)
    yield Subject("read and hash", [sys.executable, read, str(tree)])
    for what in ("cold", "warm"):
        for cores in (1, 2):
            cache = ["--cache-dir", str(scratch / f"cache{cores}")]
            yield ours(f"codemods, {what}", ["--no-diff", *cache], tree, cores)
    for cores in (1, 2):
        copied = scratch / "copy"
        run = ours("codemods --write, cold", ["--write", "--no-cache"], copied, cores)
        yield replace(run, prepare=partial(fresh_copy, tree, copied))
    if importlib.util.find_spec("ruff"):
        for cores in (1, 2):
            yield Subject("ruff", [*RUFF, *RUFF_RULES, str(tree)], cores)
    if importlib.util.find_spec("pyupgrade"):
        copied = scratch / "upgraded"
        files = [str(copied / path.relative_to(tree)) for path in sorted(tree.rglob("*.py"))]
        upgrade = [*PYUPGRADE, *files]
        yield Subject("pyupgrade", upgrade, 1, (0, 1), partial(fresh_copy, tree, copied))


def ours(name: str, flags: Sequence[str], tree: Path, cores: int) -> Subject:
    run = command("run", str(tree), "--jobs", str(cores), *flags)
    return Subject(name, run, cores, OUR_CODES)


def slow(part: Path) -> Iterator[Subject]:
    """What takes too long for the whole tree."""
    for cores in (1, 2):
        run = [*LIBCST, "--no-format", "--hide-progress", "--jobs", str(cores), str(part)]
        yield Subject("LibCST's runner, one codemod", run, cores)
    if FIXIT.exists():
        for cores in (1, 2):
            run = [str(FIXIT), "-W", "ignore", "-m", "fixit", "lint", str(part)]
            yield Subject("Fixit", run, cores, (0, 1))


def draw(tree: Path, part: Path, lines: int) -> None:
    """Copy files drawn at random, the same ones each time, until they have so many lines."""
    files = sorted(tree.rglob("*.py"))
    count = 0
    for path in random.Random(0).sample(files, len(files)):
        if count >= lines:
            return
        copied = part / path.relative_to(tree)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copied)
        count += path.read_bytes().count(b"\n")


def lines_in(tree: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in tree.rglob("*.py"))


if __name__ == "__main__":
    sys.exit(main())
