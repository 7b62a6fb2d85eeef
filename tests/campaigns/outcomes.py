"""Read what a test run reported, and compare two runs."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

RAN = re.compile(r"^Ran (\d+) tests? in ", re.MULTILINE)
SKIPPED = re.compile(r"\bskipped=(\d+)|\bexpected failures=(\d+)")
FAILED = re.compile(r"^(?:FAIL|ERROR): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Outcomes:
    """What passed and what failed; names of passed tests only where the report has them."""

    passed: int
    failed: frozenset[str]
    passed_names: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.passed}/{len(self.failed)}"

    def within(self, modules: Collection[str]) -> Outcomes:
        """Only the tests of these test modules, as far as names tell."""
        passed = frozenset(name for name in self.passed_names if is_within(name, modules))
        failed = frozenset(name for name in self.failed if is_within(name, modules))
        return Outcomes(len(passed), failed, passed)


def is_within(name: str, modules: Collection[str]) -> bool:
    """Whether one of the dotted parts of a test's name is one of these modules."""
    return not set(re.split(r"[.\s()]+", name)).isdisjoint(modules)


def from_junit(report: Path) -> Outcomes:
    """Read a JUnit file, as pytest and CPython's own test runner write it."""
    passed, failed, count = set(), set(), 0
    for case in ElementTree.parse(report).iter("testcase"):
        # CPython's runner leaves a test without its name when one of its subtests failed.
        name = f"{case.get('classname', '')}::{case.get('name', '')}".removeprefix("::")
        children = {child.tag for child in case}
        if children & {"failure", "error"}:
            failed.add(name)
        elif name and "skipped" not in children:
            passed.add(name)
            count += 1
    return Outcomes(count, frozenset(failed), frozenset(passed - failed))


def from_unittest(text: str) -> Outcomes | None:
    """Read the closing words of `unittest`: counts, and the names of what failed."""
    ran = sum(int(count) for count in RAN.findall(text))
    if not ran:
        return None
    skipped = sum(int(one or other) for one, other in SKIPPED.findall(text))
    failed = FAILED.findall(text)
    return Outcomes(max(ran - skipped - len(failed), 0), frozenset(failed))


def regressions(before: Outcomes, after: Outcomes | None) -> list[str]:
    """Every test that passed before and does not after; a bare count where names are unknown."""
    if after is None:
        return ["the test run ends without a result"]
    lost = (after.failed - before.failed) | (before.passed_names & after.failed)
    if lost or after.passed >= before.passed:
        return sorted(lost)
    missing = before.passed_names - after.passed_names
    return sorted(missing) or [f"{before.passed - after.passed} tests no longer pass"]
