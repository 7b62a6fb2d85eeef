"""Say what was found out about two versions of functions: as text, as JSON, as tests.

The JSON document is ``{"version": 1, "functions": [...]}``. Each function has these keys:

- ``path`` and ``qualname``; ``verdict``: proved, tested, refuted or not checked; ``reason``
- ``inputs``: how many distinct ones ran; ``reached``: how many of them ran a changed line;
  ``normal``: how many calls returned
- ``conditional``: differences on inputs that the version before already stumbled over, or that
  hold something else where the version after has a record
- ``records``: classes that were compared, field by field, with dicts of the version before
- ``risks``: pairs of an assumption of the rewrite, and a call that breaks it and shows a difference
- ``paths``: how many were followed with symbols (``--deep``); ``exhausted``: there are no others
- ``seconds`` of CPU time
- ``counterexample``: null, or ``setup`` (lines of Python), ``call``, ``before``, ``after``
  and ``differs``
"""

import ast
import json
import re
import sys
from dataclasses import asdict
from pathlib import Path

import click

from codemods.report.progress import Progress
from codemods.verify.pair import Versions
from codemods.verify.verdict import Counterexample, Kind, Verdict

VERSION = 1


class Report:
    """Prints verdicts as they come, or all of them at the end as one document."""

    def __init__(self, as_json: bool = False) -> None:
        self._as_json = as_json
        self._found: list[tuple[Versions, Verdict]] = []
        self._progress = Progress()

    def start(self, files: int) -> None:
        """Say that so many files are to be compared."""
        if sys.stderr is not None and sys.stderr.isatty():
            self._progress.start(files)

    def advance(self, part: float) -> None:
        """Say that a part of the work on a file is done."""
        self._progress.advance(part)

    @property
    def refuted(self) -> list[tuple[Versions, Verdict]]:
        return [pair for pair in self._found if pair[1].kind is Kind.REFUTED]

    def add(self, versions: Versions, verdict: Verdict) -> None:
        self._found.append((versions, verdict))
        if self._as_json:
            return
        with self._progress.aside():
            click.echo(f"{_shown(versions.path)}: {verdict.qualname}: {verdict.sentence()}")
            if verdict.counterexample:
                for line in _example(verdict.counterexample):
                    click.echo(f"    {line}".rstrip())

    def finish(self) -> None:
        """Print the document, where one was asked for, and the summary."""
        self._progress.stop()
        if self._as_json:
            functions = [_entry(*pair) for pair in self._found]
            click.echo(json.dumps({"version": VERSION, "functions": functions}, indent=2))
        kinds = [verdict.kind for _, verdict in self._found]
        counts = [f"{kinds.count(kind)} {kind}" for kind in Kind if kind in kinds]
        click.echo(", ".join(counts) or "no function differs", err=True)

    def save_tests(self, folder: Path) -> None:
        """Write a pytest file for each function that was refuted."""
        folder.mkdir(parents=True, exist_ok=True)
        for versions, verdict in self.refuted:
            name = re.sub(r"\W+", "_", f"{versions.name}_{verdict.qualname}").lower()
            (folder / f"test_{name}.py").write_text(_test(name, versions, verdict), "utf-8")


def _shown(path: str) -> str:
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path


def _entry(versions: Versions, verdict: Verdict) -> dict[str, object]:
    fields = asdict(verdict)
    return {
        "path": _shown(versions.path),
        "qualname": fields.pop("qualname"),
        "verdict": str(fields.pop("kind")),
        **fields,
    }


def _example(example: Counterexample) -> list[str]:
    return [
        *(line for text in example.setup for line in text.split("\n")),
        example.call,
        f"# before: {example.before}",
        f"# after:  {example.after}",
    ]


def _imported(verdict: Verdict, call: str) -> list[str]:
    """What a test needs of the module beside its public names, and but the records."""
    names = [node.id for node in ast.walk(ast.parse(call)) if isinstance(node, ast.Name)]
    private = [name for name in names if name.startswith("_") and name not in verdict.records]
    return sorted({verdict.qualname.partition(".")[0], *private})


def _test(name: str, versions: Versions, verdict: Verdict) -> str:
    example = verdict.counterexample
    assert example is not None
    # Compared by their words, records must be of the class whose words were kept.
    kept = "from codemods.verify.inputs.recipes import Record"
    texts = [kept if text.startswith("class Record") else text for text in example.setup]
    called = [f"lambda: {example.call}", *verdict.records, f"home={versions.name!r}"]
    setup = [f"    {line}" for text in texts for line in text.split("\n")]
    return "\n".join(
        [
            f'"""Keep what {verdict.qualname} did before it was changed."""',
            "",
            "from codemods.verify.oracle.replay import outcome",
            f"from {versions.name} import *  # noqa: F403",
            f"from {versions.name} import {', '.join(_imported(verdict, example.call))}",
            *(f"from {_home_of(name, versions)} import {name}" for name in verdict.records),
            "",
            "",
            f"def test_{name}() -> None:",
            *setup,
            f"    # it came to: {example.after}",
            f"    assert outcome({', '.join(called)}) == {example.before!r}",
            "",
        ]
    )


def _home_of(name: str, versions: Versions) -> str:
    """The module that defines a class, of those that changed together."""
    defined = re.compile(rf"^class {name}\b", re.MULTILINE)
    texts = [(versions.name, versions.after), *((one.name, one.after) for one in versions.others)]
    return next((module for module, text in texts if defined.search(text)), versions.name)
