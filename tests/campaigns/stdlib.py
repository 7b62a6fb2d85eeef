"""Rewrite a copy of the standard library; run CPython's own tests before and after."""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import library
from library import Copy, CopyError
from outcomes import Outcomes, regressions
from regrtests import run_tests, test_modules, tests_of
from tables import markdown
from tool import REPOSITORY, Report, ToolError, codemods
from trees import changed_files, diff, save

HEADER = ("module", "files", "sites", "tests", "before", "after", "verdict")
NO_TEST = "no test known"


@dataclass(frozen=True)
class Changed:
    """One module that was rewritten: how many files, how many sites, and what tests it."""

    name: str
    files: int
    sites: int
    tests: list[str]


def main() -> int:
    options = arguments()
    try:
        return campaign(options)
    except CopyError as problem:
        print(f"stdlib: {problem}", file=sys.stderr)
        return 2
    except ToolError as problem:
        print(f"stdlib: {problem}", file=sys.stderr)
        return 1


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add(
        "--only",
        nargs="+",
        default=[],
        metavar="MODULE",
        help="rewrite and test only these modules",
    )
    add("--jobs", type=int, default=2, metavar="N", help="test processes at a time (default: 2)")
    add(
        "-c",
        "--codemod",
        action="append",
        default=[],
        metavar="NAME",
        help="only this codemod; repeatable",
    )
    add(
        "--python",
        type=Path,
        default=Path(sys.executable),
        help="whose library (default: this Python's)",
    )
    add(
        "--work",
        type=Path,
        default=REPOSITORY / ".corpus" / "stdlib",
        help="default: .corpus/stdlib",
    )
    add(
        "--timeout",
        type=float,
        default=5400,
        metavar="SECONDS",
        help="for each test run (default: 5400)",
    )
    options = parser.parse_args()
    options.work = options.work.resolve()
    return options


def campaign(options: argparse.Namespace) -> int:
    """Copy twice, rewrite one copy, test both."""
    source = library.layout(options.python)
    if not library.ships_tests(source.library):
        raise CopyError(
            f"Python {source.version} came without its `test` package: nothing to compare with"
        )
    pristine = library.copy(source, options.work / "pristine")
    rewritten = library.copy(source, options.work / "rewritten")
    say(f"Python {source.version}: rewriting {rewritten.library}")
    changed, faults = rewrite(pristine, rewritten, options)
    tests = sorted({test for module in changed for test in module.tests})
    if changed and not tests:
        raise CopyError(f"no test known for {', '.join(module.name for module in changed)}")
    say(f"{len(changed)} modules changed; {len(tests)} test modules, each run twice")
    before = tested(pristine, tests, "before", options)
    if tests and (before is None or not before.passed):
        raise CopyError(
            "the regression tests do not run even on the untouched copy: see before.log"
        )
    after = tested(rewritten, tests, "after", options)
    lost, flaky = compared(before, after, rewritten, tests, options)
    print(markdown(HEADER, [cells(module, before, after, lost) for module in changed]))
    print(f"\n{len(changed)} modules, {sum(module.sites for module in changed)} sites, "
          f"tests passed/failed before {before or '-'}, after {after or '-'}")  # fmt: skip
    for title, names in (("FAULT", faults), ("REGRESSION", lost), ("flaky", flaky)):
        print("".join(f"{title}: {name}\n" for name in names), end="")
    print("no regression" if not faults and not lost else "NOT THE SAME")
    return 1 if faults or lost else 0


def rewrite(
    pristine: Copy, rewritten: Copy, options: argparse.Namespace
) -> tuple[list[Changed], list[str]]:
    """Write over one copy's library; tell what changed, and what went wrong in doing so."""
    files = library.sources(rewritten.library, options.only)
    flags = [flag for name in options.codemod for flag in ("--codemod", name)]
    report = codemods(files, "--write", *flags, timeout=options.timeout)
    again = codemods(files, "--check", *flags, timeout=options.timeout)
    say(f"{report.files} files, {report.lines} lines, {report.sites} sites, "
        f"{report.refused} refusals in {report.seconds:.1f} s")  # fmt: skip
    paths = changed_files(pristine.library, rewritten.library, files)
    save(diff(pristine.library, rewritten.library, paths), options.work / "stdlib.diff")
    faults = report.errors()
    if again.sites:
        faults.append(f"unsettled: {again.sites} more sites when run again")
    return changed_modules(paths, rewritten, report), faults


def changed_modules(paths: list[Path], rewritten: Copy, report: Report) -> list[Changed]:
    """Group changed files by top-level module, with the tests of each."""
    sites: Counter[str] = Counter()
    for entry in report.entries:
        path = (REPOSITORY / entry["path"]).resolve()
        sites[library.module_of(path, rewritten.library.resolve())] += len(entry["sites"])
    files = defaultdict[str, int](int)
    for path in paths:
        files[library.module_of(rewritten.library / path, rewritten.library)] += 1
    available = test_modules(rewritten.library)
    return [
        Changed(name, count, sites[name], tests_of(name, available))
        for name, count in sorted(files.items())
    ]


def tested(copy: Copy, tests: list[str], when: str, options: argparse.Namespace) -> Outcomes | None:
    """Run the tests on one copy, with a log and a report beside it."""
    if not tests:
        return None
    say(f"running {len(tests)} test modules {when}")
    report = options.work / f"{when}.xml"
    return run_tests(copy, tests, report, jobs=options.jobs, timeout=options.timeout)


def compared(
    before: Outcomes | None,
    after: Outcomes | None,
    rewritten: Copy,
    tests: list[str],
    options: argparse.Namespace,
) -> tuple[list[str], list[str]]:
    """What is lost, and what fails only once in two runs of the same code: flaky."""
    if before is None:
        return [], []
    lost = regressions(before, after)
    if not lost:
        return [], []
    suspects = [test for test in tests if Outcomes(0, frozenset(lost)).within([test]).failed]
    again = tested(rewritten, suspects or tests, "after-again", options)
    # The second run may cover fewer tests, so that only what it passes speaks for it.
    passed = again.passed_names if again else frozenset()
    return [name for name in lost if name not in passed], [name for name in lost if name in passed]


def cells(
    module: Changed, before: Outcomes | None, after: Outcomes | None, lost: list[str]
) -> list[object]:
    """One module's line in the table."""
    named = [module.name, module.files, module.sites, " ".join(module.tests) or "-"]
    if not module.tests:
        return [*named, "-", "-", NO_TEST]
    own_lost = Outcomes(0, frozenset(lost)).within(module.tests).failed
    counts = [run.within(module.tests) if run else "-" for run in (before, after)]
    return [*named, *counts, f"REGRESSION ({len(own_lost)})" if own_lost else "ok"]


def say(text: str) -> None:
    """Progress goes to stderr."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
