"""Measure a dry run's speed and memory beside parsing alone and other tools (`make bench`)."""

from __future__ import annotations

import argparse
import importlib.util
import platform
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import library
from measuring import NotMeasuredError, Subject, Usage, medians, memory_floor, stay_on_one_core
from tables import markdown
from tool import ToolError, codemods, command, environment
from trees import fresh_copy

PARSE = [sys.executable, "-W", "ignore", str(Path(__file__).with_name("parse_and_walk.py"))]
LIBCST_CODEMOD = "unnecessary_format_string.UnnecessaryFormatString"
LIBCST_FLAGS = ["codemod", LIBCST_CODEMOD, "--no-format", "--hide-progress", "--jobs", "1"]
LIBCST_START, LIBCST_SUBSET = "LibCST, start", "LibCST, subset"
PYUPGRADE_FLAGS = ["--py310-plus", "--exit-zero-even-if-changed"]
RUFF_FLAGS = [
    "check",
    "--isolated",
    "--no-cache",
    "--exit-zero",
    "--select",
    "SIM,RET,PERF,C4,FURB",
]
OPTIONAL = ("pyupgrade", "ruff")
TOOL_CODES = (0, 3)
HEADER = [
    *("what", "kLOC", "CPU s", "wall s", "peak MiB", "kLOC/CPU s"),
    *("x parse + walk", "x faster than LibCST"),
]


@dataclass(frozen=True)
class Tree:
    """A folder, and those of its files that programs are measured on."""

    name: str
    folder: Path
    files: list[Path]

    @property
    def arguments(self) -> list[str]:
        return [str(path) for path in self.files]

    @property
    def lines(self) -> int:
        return sum(path.read_bytes().count(b"\n") for path in self.files)

    def copied_to(self, target: Path) -> Tree:
        """The same files elsewhere, for programs that write; copied anew before every run."""
        files = [target / path.relative_to(self.folder) for path in self.files]
        return Tree(self.name, target, files)


@dataclass(frozen=True)
class Line:
    """One line of the table; without lines of code it is about starting up alone."""

    name: str
    usage: Usage
    lines: int = 0
    baseline: float = 0.0


@dataclass(frozen=True)
class Libcst:
    """LibCST's runner as measured on a subset, to be scaled up by lines."""

    start: Usage
    subset: Usage
    lines: int

    @property
    def seconds_per_line(self) -> float:
        """Without the start, which would be scaled up with the rest."""
        return (self.subset.cpu - self.start.cpu) / self.lines

    def scaled(self, lines: int) -> Usage:
        """What so many lines would take; peak memory stays that of the subset."""
        wall = (self.subset.wall - self.start.wall) * lines / self.lines
        cpu = self.seconds_per_line * lines
        return Usage(self.start.cpu + cpu, self.start.wall + wall, self.subset.peak)

    def __str__(self) -> str:
        return (
            f"LibCST: its own runner with {LIBCST_CODEMOD}, one process, measured on "
            f"{self.lines} lines ({self.subset.cpu:.1f} s, of which {self.start.cpu:.1f} s to "
            "start) and scaled by lines; its peak memory is that of these lines."
        )


def main() -> int:
    options = arguments()
    pinned = stay_on_one_core()
    with tempfile.TemporaryDirectory(prefix="codemods-bench-") as scratch:
        try:
            print(report(Path(scratch).resolve(), options))
        except (library.CopyError, NotMeasuredError, ToolError) as problem:
            print(f"bench: {problem}", file=sys.stderr)
            return 1
    core = "One core" if pinned else "NOT pinned to one core"
    version = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{core}, whole processes, median of {options.runs}; {version} and its own library.")
    for name in OPTIONAL:
        if not installed(name):
            print(f"{name}: skipped, not installed (it comes with the extra `bench`).")
    return 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--runs", type=int, default=3, metavar="N", help="runs of each program (default: 3)")
    about = "LibCST's runner gets a subset of about N lines (default: 15000)"
    add("--libcst-lines", type=int, default=15_000, metavar="N", help=about)
    return parser.parse_args()


def report(scratch: Path, options: argparse.Namespace) -> str:
    """Measure everything, in turn, and lay it out."""
    whole = library_tree(scratch / "library")
    clean = Tree("its files without sites", whole.folder, without_sites(whole.files))
    subset = Tree("subset", whole.folder, draw(whole.files, options.libcst_lines))
    groups = [searching(whole), others(whole, scratch), searching(clean), starting()]
    subjects = [*(subject for group in groups for subject in group), *libcst(subset, scratch)]
    usages = medians(subjects, options.runs, scratch, environment())
    runner = Libcst(usages[LIBCST_START], usages[LIBCST_SUBSET], subset.lines)
    baseline = usages[groups[0][0].name].cpu
    scaled_name = f"LibCST's runner, {whole.name} (scaled)"
    lines = [
        *group_lines(groups[0], usages, whole),
        Line(scaled_name, runner.scaled(whole.lines), whole.lines, baseline),
        *(Line(subject.name, usages[subject.name], whole.lines, baseline) for subject in groups[1]),
        *group_lines(groups[2], usages, clean),
        *(Line(subject.name, usages[subject.name]) for subject in groups[3]),
    ]
    floor = memory_floor()
    table = markdown(HEADER, [cells(line, runner.seconds_per_line, floor) for line in lines])
    return f"{table}\n\n{runner}"


def library_tree(target: Path) -> Tree:
    """A copy of the running Python's library without its tests."""
    original = library.layout(Path(sys.executable)).library
    fresh_copy(original, target, *library.TEST_FOLDERS, *library.NOT_COPIED)
    return Tree("standard library", target, library.sources(target))


def without_sites(files: Sequence[Path]) -> list[Path]:
    """The files of which a dry run has nothing to say."""
    reported = codemods(files, timeout=3600).paths()
    return [path for path in files if path not in reported]


def draw(files: Sequence[Path], lines: int) -> list[Path]:
    """Files drawn at random, the same ones each time, until they have so many lines."""
    drawn: list[Path] = []
    count = 0
    for path in random.Random(0).sample(files, len(files)):
        if count >= lines:
            break
        drawn.append(path)
        count += path.read_bytes().count(b"\n")
    return sorted(drawn)


def searching(tree: Tree) -> list[Subject]:
    """Parsing alone, and a dry run, over the same files."""
    dry_run = command("run", "--no-diff", "--no-cache", "--jobs", "1", *tree.arguments)
    return [
        Subject(f"parse + walk, {tree.name}", [*PARSE, *tree.arguments]),
        Subject(f"codemods run, {tree.name}", dry_run, good_codes=TOOL_CODES),
    ]


def starting() -> list[Subject]:
    """A bare interpreter beside ours."""
    return [
        Subject("python -c pass", [sys.executable, "-c", "pass"]),
        Subject("codemods --version", command("--version")),
    ]


def libcst(subset: Tree, scratch: Path) -> list[Subject]:
    """LibCST's own runner on the subset, and on an empty file to know what its start takes."""
    empty = scratch / "empty.py"
    empty.touch()
    runner = [sys.executable, "-m", "libcst.tool", *LIBCST_FLAGS]
    copied = subset.copied_to(scratch / "libcst")
    return [
        Subject(LIBCST_START, [*runner, str(empty)]),
        Subject(LIBCST_SUBSET, [*runner, *copied.arguments], RestoreCopy(subset, copied)),
    ]


def others(tree: Tree, scratch: Path) -> list[Subject]:
    """pyupgrade over a copy that it may write to, and ruff reporting only; those that are there."""
    copied = tree.copied_to(scratch / "pyupgrade")
    module = [sys.executable, "-W", "ignore", "-m"]
    upgrade = [*module, "pyupgrade", *PYUPGRADE_FLAGS, *copied.arguments]
    lint = [*module, "ruff", *RUFF_FLAGS, *tree.arguments]
    subjects = {
        "pyupgrade": Subject(f"pyupgrade, {tree.name}", upgrade, RestoreCopy(tree, copied), (0, 1)),
        "ruff": Subject(f"ruff, {tree.name}", lint),
    }
    return [subjects[name] for name in OPTIONAL if installed(name)]


def installed(name: str) -> bool:
    """Whether an optional tool came with this Python's environment."""
    return importlib.util.find_spec(name) is not None


@dataclass(frozen=True)
class RestoreCopy:
    """Undo what a program wrote, by copying again."""

    original: Tree
    copied: Tree

    def __call__(self) -> None:
        fresh_copy(self.original.folder, self.copied.folder)


def group_lines(group: Sequence[Subject], usages: dict[str, Usage], tree: Tree) -> list[Line]:
    """The lines of programs on one tree; the first of them is what the others are held against."""
    baseline = usages[group[0].name].cpu
    return [Line(subject.name, usages[subject.name], tree.lines, baseline) for subject in group]


def cells(line: Line, libcst_seconds: float, floor: float) -> list[object]:
    """One line of the table as it is printed."""
    usage = line.usage
    peak = f"{usage.peak:.0f}" if usage.peak > floor else f"<{floor:.0f}"
    figures = [f"{usage.cpu:.2f}", f"{usage.wall:.2f}", peak]
    if not line.lines:
        return [line.name, "-", *figures, "-", "-", "-"]
    speed = f"{line.lines / 1000 / usage.cpu:.1f}"
    ratios = [f"{usage.cpu / line.baseline:.2f}", f"{libcst_seconds * line.lines / usage.cpu:.1f}"]
    return [line.name, f"{line.lines / 1000:.0f}", *figures, speed, *ratios]


if __name__ == "__main__":
    sys.exit(main())
