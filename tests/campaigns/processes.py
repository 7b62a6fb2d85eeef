"""Run a program to its end or its time limit, and say what came of it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finished:
    """What a program left behind; no exit code means that its time ran out."""

    code: int | None
    out: str
    err: str
    seconds: float

    @property
    def text(self) -> str:
        return self.out + self.err


def run(
    command: Sequence[str] | str,
    *,
    cwd: Path,
    env: Mapping[str, str],
    timeout: float,
) -> Finished:
    """Run a command (a plain string goes through the shell) in a session of its own."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=dict(env),
        shell=isinstance(command, str),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    code: int | None = None
    try:
        out, err = process.communicate(timeout=timeout)
        code = process.returncode
    except subprocess.TimeoutExpired:
        end_session(process)
        out, err = process.communicate()
    except BaseException:
        end_session(process)
        raise
    return Finished(code, out, err, time.perf_counter() - started)


def end_session(process: subprocess.Popen[str]) -> None:
    """End a program with everything it started, so that no child keeps the pipes open."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()


def clean_environment(**extra: str) -> dict[str, str]:
    """Our environment without what would leak our own Python into another one."""
    leaking = {"PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONWARNINGS", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in leaking}
    return kept | extra


def last_line(text: str) -> str:
    """The last line that says something: where most programs put their reason."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "no output"
