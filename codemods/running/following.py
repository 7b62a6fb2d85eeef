"""Let a codemod follow what it rewrites through all files of a run, and tell the results of both.

What that comes to is where each file's own turn starts. Its results speak of that start; they are
completed to speak of the file as it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from codemods import catalog
from codemods.files import disk
from codemods.files.disk import File
from codemods.model import Options, Outcome, Project, Refusal, Site, Start
from codemods.running import batch
from codemods.running.batch import Result, Task

_Told = TypeVar("_Told", Site, Refusal)


def follower(chosen: Sequence[str], options: Options) -> str | None:
    """The first of the codemods that may follow what it rewrites through files."""
    if not options.granted:
        return None  # which needs no codemod to be loaded
    for codemod in map(catalog.load, chosen):
        if codemod.follow is not None and codemod.follows_with in options.granted:
            return codemod.name
    return None


def starts(
    paths: Sequence[Path],
    tasks: Sequence[Task],
    follower: str | None,
    options: Options,
    project: Project,
    declined: Mapping[tuple[str, ...], str] = MappingProxyType({}),
) -> dict[str, Start]:
    """Where the turns of files start, by path, if not with their own text.

    For ``declined`` see ``worldwide.started``.
    """
    if follower is None:
        return {}
    # Imported here: most runs follow nothing.
    from codemods.running.worldwide import started

    allowed = {str(task.path): follower in task.codemods for task in tasks}
    files = list(_readable(paths))
    found = started(files, catalog.load(follower), allowed, options, project, declined)
    return {path: start for path, start in found.items() if path in allowed or start.is_new}


def _readable(paths: Sequence[Path]) -> Iterator[File]:
    for path in paths:
        try:
            yield disk.read(path)
        except disk.Unreadable:
            continue  # it will be reported when its turn comes


def begun(task: Task, start: Start | None) -> Task:
    """The task of a file, from its start on."""
    return task if start is None else replace(task, text=start.text, digest=start.digest)


def completed(result: Result, start: Start | None) -> Result:
    """The result of a file, told of the file as it was."""
    if start is None:
        return result
    path = Path(result.outcome.path)
    try:
        file = disk.read(path)
        batch.begun(file, start.text, start.digest)
    except disk.Unreadable as error:
        return Result(batch.failed(path, error.line, str(error)))
    whole = _whole(result.outcome, start, file)
    return replace(result, outcome=whole, file=file if whole.changed else None)


def with_new(results: Iterable[Result], starts: Mapping[str, Start]) -> Iterator[Result]:
    """The results, and those of the files that are to be made, in the order of their paths."""
    new = sorted((path for path, start in starts.items() if start.is_new), key=_parts, reverse=True)
    for result in results:
        while new and _parts(new[-1]) < _parts(result.outcome.path):
            yield _made(new.pop(), starts)
        yield result
    while new:
        yield _made(new.pop(), starts)


def _parts(path: str) -> tuple[str, ...]:
    return Path(path).parts


def _made(path: str, starts: Mapping[str, Start]) -> Result:
    start = starts[path]
    outcome = Outcome(path, after=start.text, sites=start.sites)
    return Result(outcome, file=File(Path(path), b"", "", "utf-8"), digest=start.digest)


def _whole(outcome: Outcome, start: Start, file: File) -> Outcome:
    refusals = [*start.refusals, *(_moved(one, start) for one in outcome.refusals)]
    if outcome.error is not None and start.sites:  # other files rest on the start: it stays
        refusals.append(Refusal(start.sites[0].codemod, 1, outcome.error, 1))
        outcome = Outcome(outcome.path)
    sites = [*start.sites, *(_moved(one, start) for one in outcome.sites)]
    # What is pending for all files is so for each of them.
    known = {one.codemod for one in start.pending}
    own = [_moved(one, start) for one in outcome.pending]
    pending = [*start.pending, *(one for one in own if one.codemod not in known)]
    return replace(
        outcome,
        before=file.text,
        after=outcome.after if outcome.changed else start.text,
        sites=tuple(sorted(sites, key=_place)),
        pending=tuple(sorted(pending, key=_place)),
        refusals=tuple(sorted(refusals, key=_place)),
    )


def _place(one: Site | Refusal) -> tuple[int, str]:
    return one.line, one.codemod


def _moved(one: _Told, start: Start) -> _Told:
    """A site or a refusal with the lines of the original file."""
    if isinstance(one, Refusal):
        cause = one.cause if one.elsewhere else start.origin(one.cause)
        return replace(one, line=start.origin(one.line), cause=cause)
    return replace(one, line=start.origin(one.line))


def rewritten(
    file: File,
    names: Sequence[str],
    options: Options,
    project: Project,
    starts: Mapping[str, Start],
) -> Outcome:
    """What becomes of a file under these codemods alone."""
    start = starts.get(str(file.path))
    if start is None or not {site.codemod for site in start.sites} & set(names):
        return batch.rewrite(file, names, options, project).outcome
    result = batch.rewrite(replace(file, text=start.text), names, options, project)
    return _whole(result.outcome, start, file)
