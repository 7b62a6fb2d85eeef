"""Rewrite real packages and run their own tests before and after (`make corpus`)."""

from __future__ import annotations

import argparse
import random
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from outcomes import Outcomes, from_junit, from_unittest, regressions
from processes import run
from sdist import Checkout, NotReadyError, Package, ready
from tables import markdown
from tool import REPOSITORY, Report, ToolError, codemods
from trees import changed_files, diff, fresh_copy, hunk_sample, python_files, save

PACKAGES = REPOSITORY / "corpus" / "packages.toml"
TEST_FOLDERS = ("test", "tests")
SLOWER_IS_STUCK = 10
LEAST_PATIENCE = 60.0
HEADER = [
    *("package", "files", "lines", "sites", "refusals"),
    *("tests before", "tests after", "seconds", "again", "verdict"),
]


@dataclass(frozen=True)
class Settings:
    """What holds for every package of one run."""

    work: Path
    python: str
    timeout: float
    flags: list[str]


@dataclass(frozen=True)
class Line:
    """One package's line in the table."""

    name: str
    verdict: str
    report: Report | None = None
    again: int = 0
    before: Outcomes | None = None
    after: Outcomes | None = None

    @property
    def good(self) -> bool:
        return self.verdict.startswith("ok")

    def cells(self) -> list[object]:
        """The table has room for the verdict's first words; the rest is printed below it."""
        tests, words = [self.before or "-", self.after or "-"], self.verdict.partition(":")[0]
        if self.report is None:
            return [self.name, *["-"] * 4, *tests, *["-"] * 2, words]
        report = self.report
        figures = [report.files, report.lines, report.sites, report.refused]
        return [self.name, *figures, *tests, f"{report.seconds:.1f}", self.again, words]


def main() -> int:
    options = arguments()
    if options.diff_sample:
        sample = hunk_sample(options.work / "diffs", options.diff_sample, options.seed)
        print("\n".join(sample))
        return 0
    python = shutil.which(options.python)
    if python is None:
        print(f"corpus: no interpreter called {options.python}", file=sys.stderr)
        return 2
    flags = [flag for name in options.codemod for flag in ("--codemod", name)]
    flags += [flag for name in options.assume for flag in ("--assume", name)]
    flags += ["--verify"] if options.verify else []
    settings = Settings(options.work, python, options.timeout, flags)
    lines = all_campaigns(chosen(options), settings, options.parallel)
    print(markdown(HEADER, [line.cells() for line in lines]))
    sites = sum(line.report.sites for line in lines if line.report)
    bad = [line.name for line in lines if not line.good]
    verdict = f"not ok: {', '.join(bad)}" if bad else "no regression"
    print("".join(f"\n{line.name}: {line.verdict}" for line in lines if line.verdict != "ok"))
    print(f"{len(lines)} packages, {sites} sites; {verdict}")
    return 1 if bad else 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("packages", nargs="*", metavar="NAME", help="packages to try (default: all)")
    add("--sample", type=int, metavar="N", help="try N packages drawn at random")
    add("--seed", type=int, default=0, help="what random draws start from")
    add(
        "-c",
        "--codemod",
        action="append",
        default=[],
        metavar="NAME",
        help="only this codemod; repeatable",
    )
    add("--assume", action="append", default=[], metavar="NAME", help="grant this assumption")
    add("--verify", action="store_true", help="run both versions of what is not proved")
    add(
        "--python", default=default_python(), help="runs the packages' tests (default: %(default)s)"
    )
    add(
        "--work",
        type=Path,
        default=REPOSITORY / ".corpus",
        help="kept between runs (default: .corpus)",
    )
    add(
        "--timeout",
        type=float,
        default=600,
        metavar="SECONDS",
        help="for each test run (default: 600)",
    )
    add("--parallel", type=int, default=1, metavar="N", help="packages at a time (default: 1)")
    add(
        "--diff-sample",
        type=int,
        metavar="N",
        help="only print N random hunks of the diffs saved so far",
    )
    options = parser.parse_args()
    options.work = options.work.resolve()
    return options


def default_python() -> str:
    """CPython 3.12, for which the pins were chosen, where there is one; else the running Python."""
    found = shutil.which("python3.12")
    # A version manager may have put a name there that starts nothing.
    starts = found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0
    return found if found and starts else sys.executable


def chosen(options: argparse.Namespace) -> list[Package]:
    """The packages that the command line asks for."""
    every = [Package(**entry) for entry in tomllib.loads(PACKAGES.read_text("utf-8"))["package"]]
    unknown = set(options.packages) - {package.name for package in every}
    if unknown:
        sys.exit(f"corpus: not in {PACKAGES.name}: {', '.join(sorted(unknown))}")
    asked = [package for package in every if package.name in options.packages] or every
    if options.sample is None:
        return asked
    drawn = random.Random(options.seed).sample(asked, min(options.sample, len(asked)))
    return sorted(drawn, key=lambda package: package.name)


def all_campaigns(packages: Iterable[Package], settings: Settings, at_a_time: int) -> list[Line]:
    """One after the other in this thread, which a keyboard interrupt ends, or several at a time."""
    one = partial(campaign, settings=settings)
    if at_a_time == 1:
        return [one(package) for package in packages]
    with ThreadPoolExecutor(at_a_time) as pool:
        return list(pool.map(one, packages))


def campaign(package: Package, settings: Settings) -> Line:
    """Everything about one package, told on stderr as it ends."""
    try:
        line = before_and_after(package, settings)
    except NotReadyError as problem:
        line = Line(package.name, f"NOT RUN: {problem}")
    except ToolError as problem:
        line = Line(package.name, f"TOOL FAILED: {problem}")
    print(f"{line.name}: {line.verdict}", file=sys.stderr, flush=True)
    return line


def before_and_after(package: Package, settings: Settings) -> Line:
    """Test, rewrite, rewrite again, test."""
    checkout = ready(package, settings.work, settings.python)
    started = time.perf_counter()
    before = tested(package, checkout, settings.timeout, "before")
    if before is None or not before.passed:
        return Line(package.name, "NOT RUN: no test passes before", before=before)
    patience = max(LEAST_PATIENCE, SLOWER_IS_STUCK * (time.perf_counter() - started))
    # The tests may have written into the tree: what is rewritten is the pristine text.
    fresh_copy(checkout.pristine, checkout.tree)
    files = own_source(package, checkout)
    report = codemods(files, "--write", *settings.flags, timeout=settings.timeout)
    again = codemods(files, "--check", *settings.flags, timeout=settings.timeout)
    changed = changed_files(checkout.pristine, checkout.tree, files)
    difference = diff(checkout.pristine, checkout.tree, changed)
    save(difference, settings.work / "diffs" / f"{package.name}.diff")
    test = partial(tested, package, checkout, min(settings.timeout, patience))
    after = test("after") if changed else before
    verdict = own_faults(report, again, bool(changed)) or judged(before, after, test)
    return Line(package.name, verdict, report, again.sites, before, after)


def own_source(package: Package, checkout: Checkout) -> list[Path]:
    """The files to rewrite: the package's own, without its tests."""
    folders = [checkout.tree / source for source in package.sources]
    return [path for folder in folders for path in python_files(folder, TEST_FOLDERS)]


def own_faults(report: Report, again: Report, changed: bool) -> str:
    """What is wrong with the rewriting itself, even where all tests pass."""
    if report.failed:
        return f"FAILED FILES: {'; '.join(report.errors())}"
    if again.sites:
        return f"UNSETTLED: {again.sites} more sites when run again"
    if bool(report.sites) != changed:
        return f"FALSE REPORT: {report.sites} sites, files {'changed' if changed else 'unchanged'}"
    return ""


def judged(before: Outcomes, after: Outcomes | None, test: Callable[[str], Outcomes | None]) -> str:
    """The verdict on the tests; one that fails only once in two runs of the same code is flaky."""
    lost = regressions(before, after)
    if not lost:
        return "ok"
    still_lost = regressions(before, test("after-again")) if after else lost
    if still_lost:
        return f"REGRESSION: {', '.join(still_lost[:5])}{' ...' if len(still_lost) > 5 else ''}"
    return f"ok, flaky: {', '.join(lost[:5])}"


def tested(package: Package, checkout: Checkout, timeout: float, when: str) -> Outcomes | None:
    """Run the package's own tests on the tree as it is; nothing where no result can be read."""
    junit = checkout.folder / f"{when}.xml"
    junit.unlink(missing_ok=True)
    env = checkout.environment(PYTEST_ADDOPTS=f"--junitxml={shlex.quote(str(junit))}")
    finished = run(package.test, cwd=checkout.tree, env=env, timeout=timeout)
    (checkout.folder / f"{when}.log").write_text(finished.text, "utf-8")
    if finished.code is None:
        return None
    return from_junit(junit) if junit.exists() else from_unittest(finished.text)


if __name__ == "__main__":
    sys.exit(main())
