"""Run the properties of the codemods on as many programs as asked for.

python tests/campaigns/fuzz.py [--examples N] [--seed S]
"""

import argparse
import os
import random
import sys
import time
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
PROPERTIES = (
    "test_guard_clauses_properties",
    "test_index_lookup_properties",
    "test_vectorize_properties",
    "test_dataclasses_properties",
    "test_followed_properties",
)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=int, default=2000, help="programs for each property")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    return parser.parse_args()


class Failures:
    """Counts the failing tests of a run."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest after each phase of each test."""
        if report.failed:
            self.names.append(report.nodeid)


def main() -> int:
    """Run the campaign; the exit code is that of pytest."""
    asked = arguments()
    os.environ["CODEMODS_FUZZ_EXAMPLES"] = str(asked.examples)
    failures, start = Failures(), time.monotonic()
    files = [str(TESTS / f"{name}.py") for name in PROPERTIES]
    options = [*files, f"--rootdir={TESTS.parent}"]
    code = pytest.main([*options, f"--hypothesis-seed={asked.seed}"], plugins=[failures])
    tally = sys.modules[PROPERTIES[0]].TALLY
    share = tally["changed"] / max(tally["programs"], 1)
    print(f"seed {asked.seed}, {time.monotonic() - start:.0f} s")
    print(f"{tally['programs']} programs run for guard clauses, {share:.0%} of them changed")
    print(f"{len(failures.names)} failures {' '.join(failures.names)}".strip())
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
