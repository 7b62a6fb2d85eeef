"""The command line: parse, call, print. What it prints of is decided elsewhere."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from codemods import __version__

EPILOG = """\b
Exit codes:
  0  done
  1  --check, and something would change
  2  usage or configuration error; nothing was touched
  3  some files could not be processed; the rest was
  130  interrupted
"""
INTERRUPTED = 130
DEEP = "Also follow paths with symbols (ints, texts, bools, lists, dicts); needs codemods[deep]."


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="codemods")
@click.pass_context
def main(context: click.Context) -> None:
    """Rewrite legacy Python into code people can maintain, with evidence for every change."""
    if os.environ.get("NO_COLOR"):
        context.color = False


@main.command("list", short_help="List the codemods.")
def list_codemods() -> None:
    """List the codemods: name, one line, what evidence they usually reach."""
    from codemods import catalog

    for name in catalog.names():
        codemod = catalog.load(name)
        click.echo(f"{click.style(name, bold=True)}  {codemod.summary}")
        click.echo(f"{' ' * len(name)}  evidence: {codemod.usually}")


@main.command(short_help="Explain a codemod.")
@click.argument("name")
def explain(name: str) -> None:
    """Explain a codemod: what, why, before and after, assumptions, when it declines."""
    from codemods import catalog, config
    from codemods.report import pages

    try:
        codemod = catalog.load(config.check_name(name))
    except config.ConfigError as error:
        raise click.UsageError(str(error)) from None
    click.echo(pages.page(codemod), nl=False)


@main.command(epilog=EPILOG, short_help="Rewrite files, or preview it.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "-c",
    "--codemod",
    "names",
    multiple=True,
    metavar="NAME",
    help="Apply only this codemod (repeatable).",
)
@click.option("--write", is_flag=True, help="Write the changes. Without it nothing is written.")
@click.option(
    "--check", is_flag=True, help="Only tell what would change; exit 1 if anything would."
)
@click.option(
    "--show-refused", is_flag=True, help="Also show recognised places that are left alone."
)
@click.option(
    "--diff/--no-diff", default=None, help="Show the changes. Default: in a dry run only."
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="Processes to use. Default: one per core."
)
@click.option(
    "--verify", is_flag=True, help="Run both versions of each function too, in a sandbox."
)
@click.option("--deep", is_flag=True, help=f"With --verify. {DEEP}")
@click.option(
    "--assume",
    multiple=True,
    metavar="NAME",
    help="Grant this assumption (repeatable); `codemods explain` names them.",
)
@click.option("--statistics", is_flag=True, help="Sum up at the end, codemod by codemod.")
@click.option(
    "--output-patch",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also save the changes as a patch for `git apply`.",
)
@click.option(
    "--split-by",
    type=click.Choice(["codemod", "directory"]),
    help="Save a numbered series of patches instead of one.",
)
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="With --check: fail only on what `codemods baseline` did not record there.",
)
@click.option("--since", metavar="REVISION", help="Only files that changed since a git revision.")
@click.option(
    "--allow-dirty", is_flag=True, help="Write into files with uncommitted changes as well."
)
@click.option(
    "--cache-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where to remember what files came to. Default: the user's cache.",
)
@click.option("--no-cache", is_flag=True, help="Neither use nor fill the cache.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Leave a file alone that takes more CPU time.",
)
@click.option("--executor", metavar="dask://HOST:PORT", help="Work in a Dask cluster instead.")
@click.option("--resume", is_flag=True, help="Complete a run that was interrupted while it wrote.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def run(
    paths: tuple[str, ...],
    show_refused: bool,
    diff: bool | None,
    format_: str,
    statistics: bool,
    resume: bool,
    quiet: bool,
    **asked: Any,
) -> None:
    """Rewrite the Python files under PATH, or "-": standard input to standard output.

    Shows what would change as a diff, with one line of evidence per site. Writes only with --write.
    """
    from codemods import session
    from codemods.report.console import Console

    show = diff if diff is not None else not (asked["write"] or asked["check"] or statistics)
    console = Console(
        show_diff=show,
        show_refused=show_refused,
        quiet=quiet,
        as_json=format_ == "json",
        statistics=statistics,
    )
    request = session.Request(tuple(map(Path, paths)), **asked)
    _check_deep(request.deep)
    if resume:
        from codemods.files import taking_back

        _exit(lambda: taking_back.resume(console))
    if "-" in paths:
        if paths != ("-",) or request.write or format_ == "json":
            raise click.UsageError("'-' goes with no other path, nor --write or --format json")
        _exit(lambda: session.run_stdin(request, console))
    _check_paths(paths)
    if request.deep and not request.verify:
        raise click.UsageError("--deep goes with --verify")
    if request.write and request.check:
        raise click.UsageError("--write and --check exclude each other")
    if request.split_by and (not request.output_patch or request.verify):
        raise click.UsageError("--split-by needs --output-patch, and goes not with --verify")
    _exit(lambda: session.run(request, console))


def _check_deep(deep: bool) -> None:
    if deep:
        from codemods.verify.budget import can_be_deep

        if not can_be_deep():
            raise click.UsageError("--deep needs the extra: pip install 'codemods[deep]'")


def _check_paths(paths: tuple[str, ...]) -> None:
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.")
    if missing := [path for path in paths if not os.path.lexists(path)]:
        raise click.UsageError(f"no such file or folder: {', '.join(map(repr, missing))}")


def _exit(work: Callable[[], int]) -> NoReturn:
    """Do the work, and leave with the exit code that it comes to."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be ended is to be interrupted
    from codemods import config
    from codemods.report.console import OutputLost

    try:
        sys.exit(work())
    except config.ConfigError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    except OutputLost as lost:
        sys.exit(lost.exit_code)
    except KeyboardInterrupt:
        click.echo("interrupted: every file is as it was or completely rewritten", err=True)
        sys.exit(INTERRUPTED)


@main.command(short_help="Record today's sites.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--output", "baseline", type=click.Path(dir_okay=False, path_type=Path))
def baseline(paths: tuple[str, ...], baseline: Path | None) -> None:
    """Record the sites that there are today: `run --check` then fails only on new ones.

    They stand in codemods-baseline.json beside pyproject.toml, unless --output names another file.
    """
    from codemods import session
    from codemods.report.console import Console

    _check_paths(paths or (".",))
    places = tuple(map(Path, paths or (".",)))
    request = session.Request(places, record=True, baseline=baseline)
    _exit(lambda: session.run(request, Console(show_diff=False)))


@main.command(short_help="Forget what files came to.")
@click.option("--cache-dir", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER")
def clean(cache_dir: Path | None) -> None:
    """Empty the cache: the next run looks into every file again."""
    from codemods.running import cache

    cache.clean(cache_dir)


@main.command(short_help="Take back what the last run wrote.")
@click.option("--list", "lists", is_flag=True, help="List the runs that can be undone.")
@click.option("--run", "name", metavar="ID", help="Undo this run instead of the last one.")
def undo(lists: bool, name: str | None) -> None:
    """Give every file of the last run in this repository back the bytes that it had.

    Refuses, and names them, where files were edited since.
    """
    from codemods.files import taking_back
    from codemods.report.console import Console

    if lists:
        for line in taking_back.runs():
            click.echo(line)
        return
    _exit(lambda: taking_back.undo(name, Console()))


@main.command(short_help="Compare two versions of a module by running both.")
@click.argument("paths", nargs=-1, metavar="OLD NEW | [PATH...]")
@click.option("--since", metavar="REVISION", help="Compare the working tree with a git revision.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="Sandboxes at a time. Default: one per core."
)
@click.option("--seed", default=0, help="Seed of the generated calls.  [default: 0]")
@click.option("--seconds", default=1.0, help="CPU seconds per function.  [default: 1]")
@click.option("--deep", is_flag=True, help=DEEP)
@click.option(
    "--save-tests", type=click.Path(file_okay=False), help="Write what refutes into pytest files."
)
def verify(
    paths: tuple[str, ...],
    since: str | None,
    format_: str,
    jobs: int | None,
    seed: int,
    seconds: float,
    deep: bool,
    save_tests: str | None,
) -> None:
    """Run both versions of every function that changed, on generated calls, in a sandbox.

    Either two files, or --since a git revision. Executes the code it compares: the sandbox is a
    tripwire, not a jail. Exit code 0 when nothing is refuted, 1 otherwise, 2 on a usage error.
    """
    from codemods.files import disk
    from codemods.report import verdicts
    from codemods.running.batch import cores
    from codemods.verify import courses, versions
    from codemods.verify.budget import budget_for
    from codemods.verify.isolation.sandbox import Unsupported

    _check_deep(deep)
    if (since is None) != (len(paths) == 2) and since is None:
        raise click.UsageError("give two files, or --since REVISION")
    _check_paths(paths or (".",))
    places = [Path(path) for path in paths]
    budget = budget_for(seconds, deep, seed)
    report = verdicts.Report(as_json=format_ == "json")
    try:
        pairs = versions.since(since, places) if since else [versions.of_files(*places)]
        report.start(len(pairs))
        asked = map(courses.compared, pairs)
        for pair, found in courses.results(asked, budget, jobs or cores(), report.advance):
            for verdict in found:
                report.add(pair, verdict)
    except (versions.NoVersions, Unsupported, disk.Unreadable) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("interrupted: these are the verdicts so far", err=True)
        report.finish()
        sys.exit(INTERRUPTED)
    report.finish()
    if save_tests:
        report.save_tests(Path(save_tests))
    sys.exit(1 if report.refuted else 0)
