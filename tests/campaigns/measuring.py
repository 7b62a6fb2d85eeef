"""Measure whole programs: wall time, processor time, peak memory of them and of their workers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

ON_CORES = [sys.executable, str(Path(__file__).with_name("on_cores.py"))]


class NotMeasuredError(Exception):
    """A measured program did not do its work, so that its time means nothing."""


@dataclass(frozen=True)
class Usage:
    """What a program took in seconds, its processes counted in, and the peaks of them in MiB."""

    cpu: float
    wall: float
    peak: float
    workers: float


@dataclass(frozen=True)
class Subject:
    """One program to measure on so many cores, and what to do before it starts."""

    name: str
    command: Sequence[str]
    cores: int = 1
    good_codes: Collection[int] = (0,)
    prepare: Callable[[], object] = lambda: None


def measure(
    subject: Subject, cwd: Path, env: dict[str, str], output: BinaryIO | None = None
) -> Usage:
    """Run one program once, on as many cores as it is to have where the system lets us."""
    subject.prepare()
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            [*ON_CORES, str(subject.cores), *subject.command],
            cwd=cwd,
            env=env,
            stdout=output or subprocess.DEVNULL,
            stderr=errors,
        )
        peaks = Peaks(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        peaks.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
    if process.returncode not in subject.good_codes:
        raise NotMeasuredError(f"{subject.name}: exit {process.returncode}: {said[-500:]}")
    return Usage(used.ru_utime + used.ru_stime, wall, peaks.parent, peaks.workers)


class Peaks(threading.Thread):
    """Looks at the memory of a process and its children while they run; zero where none is told."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._stopped = threading.Event()
        self.parent = self.workers = 0.0
        self.start()

    def run(self) -> None:
        children = Path(f"/proc/{self._pid}/task/{self._pid}/children")
        while not self._stopped.wait(0.02):
            try:
                pids = children.read_text().split()
            except OSError:
                return
            self.parent = max(self.parent, _peak(self._pid))
            self.workers = max([self.workers, *map(_peak, map(int, pids))])

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _peak(pid: int) -> float:
    """The most memory that a process ever held, in MiB; zero where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0
