"""Carry out one run: from paths to results, written where asked, and to an exit code."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codemods import batch, catalog, config, disk
from codemods.batch import Result, Task
from codemods.config import Config
from codemods.discovery import Discovery, matches
from codemods.model import Options, Outcome, Project, Trust
from codemods.project import own_inequalities, survey
from codemods.report.console import Console

DONE, WOULD_CHANGE, FAILED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for."""

    paths: tuple[Path, ...]
    names: tuple[str, ...] = ()
    write: bool = False
    check: bool = False
    jobs: int | None = None
    verify: bool = False
    assume: tuple[str, ...] = ()


def run(request: Request, console: Console) -> int:
    """Run over files. Returns the exit code. Raises ``ConfigError`` before anything is touched."""
    settings = config.find(request.paths)
    chosen = _chosen(request.names, settings)
    files = map(_shown, Discovery(settings.root, settings.exclude).files(request.paths))
    ordered = sorted(files, key=lambda file: file.parts)
    tasks = [Task(file, _for_file(file, chosen, settings)) for file in ordered]
    trust = Trust.OPEN if request.verify else Trust.SETTLED
    options = replace(_options(settings, chosen, request.assume), trust=trust)
    project = survey(task.path for task in tasks)
    jobs = request.jobs or _cores()
    batch.collect_seldom()
    console.start(len(tasks), writes=request.write)
    try:
        results = batch.run(tasks, options, project, jobs)
        for task, result in zip(tasks, results, strict=True):
            if request.verify and result.file is not None:
                result = _verified(task, result, options, project, console)
            console.show(_written(result) if request.write else result)
    finally:
        console.stop()
    console.finish()
    return _exit_code(console, request.check)


def _verified(
    task: Task, result: Result, options: Options, project: Project, console: Console
) -> Result:
    # Imported here: only who asks for it runs code, and loads what that takes.
    from codemods.verification import Unsupported, verified
    from codemods.verify.budget import Budget

    try:
        result, refuted = verified(result, task.codemods, options, project, Budget())
    except Unsupported as error:
        raise config.ConfigError(str(error)) from None
    for verdict in refuted:
        console.note(f"{task.path}: {verdict.qualname}: {verdict.sentence()}")
    return result


def _cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_stdin(names: Sequence[str], assume: Sequence[str], check: bool, console: Console) -> int:
    """Rewrite standard input to standard output. What there is to say goes to standard error."""
    settings = config.find([Path.cwd()])
    chosen = _chosen(names, settings)
    path = Path("<stdin>")
    if sys.stdin is None or sys.stdout is None:
        console.note("standard input or output is closed")
        return FAILED
    try:
        file = disk.decode(path, sys.stdin.buffer.read())
    except disk.Unreadable as error:
        console.note(f"{path}:{error.line}: {error}")
        return FAILED
    options = _options(settings, chosen, assume)
    result = batch.rewrite(file, chosen, options, _own_project(file))
    console.note_result(result)
    if result.outcome.error:
        return FAILED
    text = result.outcome.after if result.outcome.changed else file.text
    if check:
        return WOULD_CHANGE if result.outcome.changed else DONE
    try:
        sys.stdout.buffer.write(disk.encode(file, text))
        sys.stdout.buffer.flush()
    except OSError as error:
        console.note(f"can't write to standard output: {error.strerror}")
        return FAILED
    return DONE


def _own_project(file: disk.File) -> Project:
    from codemods.facts.file import parse

    try:
        lines = list(own_inequalities(parse(file.text)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Project()
    return Project(inequality=f"{file.path}:{lines[0]}") if lines else Project()


def _written(result: Result) -> Result:
    """Write the file of a result; where that fails, the result says so."""
    if result.file is None:
        return result
    try:
        disk.write(result.file, result.outcome.after)
    except disk.Unwritten as error:
        failed = Outcome(result.outcome.path, error=f"{result.outcome.path}:1: {error}")
        return replace(result, outcome=failed, file=None)
    return result


def _exit_code(console: Console, check: bool) -> int:
    if console.failed:
        return FAILED
    return WOULD_CHANGE if check and console.changed else DONE


def _chosen(names: Sequence[str], settings: Config) -> tuple[str, ...]:
    """The codemods to use: as named on the command line, else as configured, else all."""
    if names:
        return tuple(dict.fromkeys(map(config.check_name, names)))
    selected = settings.select or tuple(catalog.names())
    return tuple(name for name in selected if name not in settings.ignore)


def _for_file(file: Path, chosen: Sequence[str], settings: Config) -> tuple[str, ...]:
    ignored = {
        name
        for pattern, names in settings.per_file_ignores.items()
        if matches(pattern, file, settings.root)
        for name in names
    }
    return tuple(name for name in chosen if name not in ignored)


def _options(settings: Config, chosen: Sequence[str], assume: Sequence[str]) -> Options:
    granted = config.check_assumptions("--assume", assume)
    return Options(
        target=settings.target,
        granted=frozenset((*settings.assume, *granted)),
        line_length=settings.line_length,
        black=settings.black,
        settings=batch.settings(settings.codemods, chosen),
    )


def _shown(path: Path) -> Path:
    """The path as a reader expects it: relative to where the command was given, if below."""
    try:
        return path.absolute().relative_to(Path.cwd())
    except ValueError:
        return path
