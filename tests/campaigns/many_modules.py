"""Check functions of many modules in one sandbox: each fork of it executes its own two versions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from codemods.verify import check
from codemods.verify.budget import Budget
from codemods.verify.isolation.answers import Answered
from codemods.verify.isolation.attempt import Handler
from codemods.verify.isolation.limits import Limits
from codemods.verify.isolation.sandbox import in_sandboxes
from codemods.verify.isolation.warmth import warm_up
from codemods.verify.isolation.zygote import File
from codemods.verify.pair import Versions
from codemods.verify.verdict import Counterexample, Kind, Verdict

ENTRY = f"{__name__}:prepare"
AT_ONCE = 40


def prepare(_: bytes) -> Handler:
    """The entry: what checks one function of one pair of modules."""
    warm_up()
    return _checked


def _checked(task: bytes) -> bytes:
    wanted = json.loads(task)
    versions = wanted.pop("versions").encode()
    return check.prepare(versions)(json.dumps(wanted).encode())


def of_texts(before: str, after: str) -> Versions:
    """Two texts of a module that belongs to no package."""
    return Versions("subject", "subject.py", before, after)


def verdicts(
    work: Sequence[tuple[Versions, str]], budget: Budget, jobs: int
) -> Iterator[tuple[int, Verdict]]:
    """The numbers of versions and qualified names, each with the verdict on it."""
    fields = {name: getattr(budget, name) for name in ("examples", "seconds", "most", "seed")}
    tasks = [
        json.dumps({"versions": versions.packed().decode(), "qualname": name, **fields}).encode()
        for versions, name in work
    ]
    starts = range(0, len(tasks), AT_ONCE)
    files = [File(ENTRY, b"", tuple(tasks[start : start + AT_ONCE])) for start in starts]
    limits = Limits(cpu_seconds=int(3 * budget.most) + 2, wall_seconds=6 * budget.most + 5)
    for reply in in_sandboxes(files, limits, jobs):
        number = reply.file * AT_ONCE + reply.task
        qualname = work[number][1]
        if isinstance(reply.answer, Answered):
            yield number, verdict_of(json.loads(reply.answer.payload))
        else:
            reason = f"{type(reply.answer).__name__}: {reply.answer.reason}"
            yield number, Verdict(qualname, Kind.NOT_CHECKED, reason=reason)


def verdict_of(fields: dict[str, object]) -> Verdict:
    """The verdict that was written down as JSON."""
    example = fields.pop("counterexample")
    found = Counterexample(**example) if isinstance(example, dict) else None
    kind = Kind(str(fields.pop("kind")))
    return Verdict(**fields, kind=kind, counterexample=found)  # type: ignore[arg-type]


def kept(results: Path | None) -> dict[str, Verdict]:
    """The verdicts of an earlier run, by the names of their subjects."""
    if results is None or not results.exists():
        return {}
    lines = map(json.loads, results.read_text("utf-8").splitlines())
    return {name: verdict_of(fields) for name, fields in lines}


def keep(name: str, verdict: Verdict, results: Path | None) -> None:
    """Write a verdict down for later runs, where there is a file for it."""
    if results is not None:
        with results.open("a", encoding="utf-8") as file:
            print(json.dumps([name, asdict(verdict)]), file=file)
