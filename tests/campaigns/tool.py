"""Run the codemods command line of this checkout and read its JSON report."""

from __future__ import annotations

import compileall
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from processes import clean_environment, last_line, run

REPOSITORY = Path(__file__).resolve().parents[2]

EXIT_CODES_WITH_REPORT = {0, 1, 3}


class ToolError(Exception):
    """The command line gave no report: a bug of ours, never of the files."""


@dataclass(frozen=True)
class Report:
    """The summary of one run, and the files with a site, a refusal or an error."""

    files: int
    lines: int
    sites: int
    refused: int
    failed: int
    seconds: float
    entries: list[dict[str, Any]]

    def paths(self) -> set[Path]:
        """Every file that was reported on."""
        return {(REPOSITORY / entry["path"]).resolve() for entry in self.entries}

    def errors(self) -> list[str]:
        """One line for each file that could not be processed."""
        return [f"{entry['path']}: {entry['error']}" for entry in self.entries if entry["error"]]


def command(*arguments: str) -> list[str]:
    """The command line of this checkout, under the running Python."""
    return [sys.executable, "-m", "codemods", *arguments]


def environment() -> dict[str, str]:
    """What the tool needs to be found from anywhere."""
    return clean_environment(PYTHONPATH=str(REPOSITORY))


def compile_all() -> None:
    """Leave bytecode of the tool behind, as ``pip`` does where it installs one."""
    compileall.compile_dir(REPOSITORY / "codemods", quiet=2)


def codemods(files: Iterable[Path], *flags: str, timeout: float) -> Report:
    """Run over exactly these files: one named on the command line is always taken."""
    arguments = command("run", *map(str, files), "--format", "json", "--no-cache", *flags)
    finished = run(arguments, cwd=REPOSITORY, env=environment(), timeout=timeout)
    if finished.code is None:
        raise ToolError(f"codemods took more than {timeout:.0f} s")
    if finished.code not in EXIT_CODES_WITH_REPORT:
        raise ToolError(f"codemods: exit {finished.code}: {last_line(finished.err)}")
    return read_report(finished.out, finished.seconds)


def read_report(text: str, seconds: float) -> Report:
    """Take the figures out of the JSON document, or say that it is none."""
    try:
        document = json.loads(text)
        counts = {name: int(count) for name, count in document["summary"].items()}
        return Report(
            files=counts["files"],
            lines=counts["lines"],
            sites=counts["sites"],
            refused=counts["refused"],
            failed=counts["failed"],
            seconds=seconds,
            entries=document["files"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise ToolError(f"codemods printed no valid report: {problem!r}") from problem
