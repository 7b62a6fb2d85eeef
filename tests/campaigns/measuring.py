"""Measure whole processes: processor time, wall time and peak memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
MIB = 1024 * 1024


class NotMeasuredError(Exception):
    """A measured program did not do its work, so that its time means nothing."""


@dataclass(frozen=True)
class Usage:
    """What one process took; its children that ended are counted in."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True)
class Subject:
    """One program to measure, and what brings its input back to the start before each run."""

    name: str
    command: Sequence[str]
    restore: Callable[[], object] = lambda: None
    good_codes: Collection[int] = (0,)


def stay_on_one_core() -> bool:
    """Keep this process and all it starts on one core, where the system lets us."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        return True
    return False


def measure(subject: Subject, cwd: Path, env: dict[str, str]) -> Usage:
    """Run one program once."""
    subject.restore()
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            subject.command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=errors
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
    if process.returncode not in subject.good_codes:
        raise NotMeasuredError(f"{subject.name}: exit {process.returncode}: {said[-500:]}")
    return Usage(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * BYTES_PER_UNIT / MIB)


def medians(
    subjects: Sequence[Subject], runs: int, cwd: Path, env: dict[str, str]
) -> dict[str, Usage]:
    """Measure all in turn, round by round, so that a slow minute of the machine hits all alike."""
    taken: dict[str, list[Usage]] = {subject.name: [] for subject in subjects}
    for count in range(runs):
        for subject in subjects:
            print(f"run {count + 1}/{runs}: {subject.name}", file=sys.stderr, flush=True)
            taken[subject.name].append(measure(subject, cwd, env))
    return {name: middle(usages) for name, usages in taken.items()}


def middle(usages: Sequence[Usage]) -> Usage:
    """The median of each figure by itself."""
    return Usage(
        median(usage.cpu for usage in usages),
        median(usage.wall for usage in usages),
        median(usage.peak for usage in usages),
    )


def memory_floor() -> float:
    """Below this no peak is seen: a child starts out with the memory of what forks it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_UNIT / MIB
