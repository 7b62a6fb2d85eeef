"""Carry out one run: from paths to results, written where asked, and to an exit code."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from codemods import catalog, config
from codemods.config import Config
from codemods.files import disk
from codemods.files.discovery import Discovery, matches
from codemods.model import Halted, Options, Project, Start, Trust
from codemods.project import first_inequality, survey
from codemods.report.console import Console
from codemods.running import batch, cache, following
from codemods.running.batch import Result, Task
from codemods.running.garbage import collect_seldom

if TYPE_CHECKING:
    from codemods.running.verifying import Verifier

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
    deep: bool = False
    assume: tuple[str, ...] = ()
    allow_dirty: bool = False
    since: str | None = None
    output_patch: Path | None = None
    split_by: str | None = None
    record: bool = False
    baseline: Path | None = None
    cache_dir: Path | None = None
    no_cache: bool = False
    time_limit: float = batch.TIME_LIMIT
    executor: str | None = None


def run(request: Request, console: Console) -> int:
    """Run over files. Returns the exit code. Raises ``ConfigError`` before anything is touched."""
    collect_seldom()
    settings = config.find(request.paths)
    chosen = _chosen(request.names, settings)
    found = map(disk.shown, Discovery(settings.root, settings.exclude).files(request.paths))
    files = sorted(found, key=lambda file: file.parts)
    tasks = [Task(file, _for_file(file, chosen, settings)) for file in _since(request, files)]
    trust = Trust.OPEN if request.verify else Trust.SETTLED
    options = replace(_options(settings, chosen, request.assume), trust=trust)
    follower = following.follower(chosen, options)
    cached = None
    if not request.no_cache:
        cached = cache.load(request.cache_dir, options, console.note, follower)
    look = cached.look if cached else first_inequality
    known = survey(files, look)
    project = replace(known, followed=follower, target=settings.target)
    verifier = _verifier(request, console)

    def make(declined: Mapping[tuple[str, ...], str]) -> dict[str, Start]:
        return following.starts(files, tasks, follower, options, project, declined)

    starts = verifier.starts(make, options.granted) if verifier and follower else make({})
    tasks = [following.begun(task, starts.get(str(task.path))) for task in tasks]
    console.start(len(tasks), writes=request.write, verifies=request.verify)
    if request.since is not None:
        console.looks_since(request.since)
    try:
        terms = batch.Terms(options, project, request.time_limit, console.draws)
        results = _results(request, tasks, terms, cached)
        if verifier:
            results = verifier.results(tasks, results, terms, starts)
        results = (following.completed(one, starts.get(one.outcome.path)) for one in results)
        results = following.with_new(results, starts)
        results = _held_against_baseline(results, request, settings, console)
        if request.output_patch is not None:
            results = _patched(results, request, chosen, options, project, starts, console)
        if request.write:
            _write(results, settings, request.allow_dirty, console)
        else:
            for result in results:
                console.show(result)
    except Halted as error:
        raise config.ConfigError(str(error)) from None
    except KeyboardInterrupt:
        if request.verify:
            console.finish()
        raise
    finally:
        console.stop()
    console.finish()
    return _exit_code(console, request.check)


def _results(
    request: Request,
    tasks: Sequence[Task],
    terms: batch.Terms,
    cached: cache.Cache | None,
) -> Iterator[Result]:
    jobs = request.jobs or batch.cores()

    def run(tasks: Sequence[Task]) -> Iterator[Result]:
        if request.executor is not None:
            from codemods.running import cluster

            return cluster.run(tasks, terms, request.executor)
        if jobs == 1 or len(tasks) < batch.FEW_FILES:
            return batch.in_turn(tasks, terms)
        # Imported here: where most is known already it is not needed.
        from codemods.running import processes

        return processes.run(tasks, terms, jobs)

    return cached.run(tasks, terms, run) if cached else run(tasks)


def _verifier(request: Request, console: Console) -> "Verifier | None":
    if not request.verify:
        return None
    # Imported here: only who asks for it runs code, and loads what that takes.
    from codemods.running.verifying import Verifier
    from codemods.verify.budget import budget_for

    return Verifier(budget_for(deep=request.deep), request.jobs or batch.cores(), console)


def _held_against_baseline(
    results: Iterator[Result], request: Request, settings: Config, console: Console
) -> Iterator[Result]:
    """The results, recorded if that was asked for; in a check, only what is not recorded."""
    path = request.baseline or settings.root / "codemods-baseline.json"
    if not (request.record or request.check):
        return results
    from codemods.running import baseline

    if request.record:
        console.records(disk.shown(path))
        return baseline.recorded(results, settings.root, path)
    if request.check and (request.baseline or path.exists()):
        return baseline.unknown(results, settings.root, path, console.let_pass)
    return results


def _patched(
    results: Iterator[Result],
    request: Request,
    chosen: Sequence[str],
    options: Options,
    project: Project,
    starts: Mapping[str, Start],
    console: Console,
) -> Iterator[Result]:
    """The results, and in the end a patch of what they change."""
    from codemods.report import patch

    assert request.output_patch is not None
    splits = {
        "directory": patch.by_directory,
        "codemod": patch.by_codemod(
            chosen,
            lambda result, names: following.rewritten(
                result.required_file, names, options, project, starts
            ),
        ),
    }
    written = patch.Patch(request.output_patch, splits.get(request.split_by or ""))
    for result in results:
        written.add(result)
        yield result
    try:
        console.saved(written.save(chosen))
    except OSError as error:
        what = f"{error.filename}: can't be written: {error.strerror}"
        raise config.ConfigError(what) from None


def _since(request: Request, files: Iterable[Path]) -> Iterable[Path]:
    """Those of the files that changed since the revision that was asked for, if one was."""
    if request.since is None:
        return files
    from codemods.files import git

    top = git.root(request.paths[0].absolute())
    if top is None:
        raise config.ConfigError("--since needs a git repository around the paths")
    try:
        changed = set(git.changed_since(top, request.since, request.paths))
    except git.GitError as error:
        raise config.ConfigError(f"--since {request.since}: {error}") from None
    return [file for file in files if Path(os.path.realpath(file)) in changed]


def _write(
    results: Iterator[Result], settings: Config, allow_dirty: bool, console: Console
) -> None:
    # Imported here: a dry run needs neither git nor a journal.
    from codemods.files import taking_back, writing

    with writing.writes(taking_back.repository(settings), console.note) as writes:
        for result in results:
            console.show(result)
            if error := writes.plan(result):
                console.unwritten(Path(result.outcome.path), error)
        for path, failure in writes.make(allow_dirty):
            if failure:
                console.unwritten(path, failure)


def run_stdin(request: Request, console: Console) -> int:
    """Rewrite standard input to standard output. What there is to say goes to standard error."""
    settings = config.find([Path.cwd()])
    chosen = _chosen(request.names, settings)
    path = Path("<stdin>")
    if sys.stdin is None or sys.stdout is None:
        console.note("standard input or output is closed")
        return FAILED
    try:
        file = disk.decode(path, sys.stdin.buffer.read())
    except disk.Unreadable as error:
        console.note(f"{path}:{error.line}: {error}")
        return FAILED
    options = _options(settings, chosen, request.assume)
    line = first_inequality(path, file.data)
    inequality = None if line is None else f"{path}:{line}"
    own = Project(inequality, target=settings.target)
    result = batch.rewrite(file, chosen, options, own)
    console.note_result(result)
    if result.outcome.error:
        return FAILED
    text = result.outcome.after if result.outcome.changed else file.text
    if request.check:
        return WOULD_CHANGE if result.outcome.changed else DONE
    try:
        sys.stdout.buffer.write(disk.encode(file, text))
        sys.stdout.buffer.flush()
    except OSError as error:
        console.note(f"can't write to standard output: {error.strerror}")
        return FAILED
    return DONE


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
