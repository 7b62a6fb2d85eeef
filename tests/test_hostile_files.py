"""Go on, whatever a file holds, and however long it takes."""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from codemods.cli import main
from codemods.model import Options, Outcome, Project, Source
from codemods.rewriting import engine
from codemods.running import batch, processes, time_limit
from codemods.running.batch import Task, Terms
from codemods.running.time_limit import OutOfTime, limited

sys.path.insert(0, str(Path(__file__).parent / "campaigns"))
import hostile_files

TOLD = (
    "two0 broken0 broken40 utf-16 nul surrogate cookie-klingon cookie-hex brackets lambda".split()
)
DONE = "empty bom cr crlf in-koi separators parsed2".split()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


def test_each_bad_file_costs_one_line(folder: Path) -> None:
    refused, processed = dict(hostile_files.refused()), dict(hostile_files.processed())
    for name, data in {n: refused[n] for n in TOLD}.items() | {
        n: processed[n] for n in DONE
    }.items():
        (folder / f"{name}.py").write_bytes(data)
    result = CliRunner().invoke(main, ["run", ".", "--write", "--no-diff"])
    told = [line.partition(".py:")[0] for line in result.stderr.splitlines() if ".py:" in line]
    assert sorted(told) == sorted(TOLD) and result.exit_code == 3
    assert (folder / "in-koi.py").read_bytes() != processed["in-koi"]


def _patched(monkeypatch: pytest.MonkeyPatch, hostile: object) -> None:
    run = engine.run

    def patched(source: Source, *rest: object) -> Outcome:
        if "hostile" in source.path:
            hostile()  # type: ignore[operator]
        return run(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "run", patched)


def _results(folder: Path, jobs: int) -> list[str | None]:
    """The errors of the hostile file in the middle, and of all others."""
    paths = [folder / f"m{number}.py" for number in range(60)]
    paths[20] = folder / "hostile.py"
    for path in paths:
        path.write_text(hostile_files.GOOD)
    tasks = [Task(path, ("guard-clauses",)) for path in paths]
    terms = Terms(Options(target=(3, 11)), Project(), seconds=2)
    work = batch.in_turn(tasks, terms) if jobs == 1 else processes.run(tasks, terms, jobs)
    results = list(work)
    assert [result.outcome.path for result in results] == [str(path) for path in paths]
    assert sum(result.outcome.changed for result in results) == 59
    return [result.outcome.error for result in results if result.outcome.error]


def _swallow() -> None:
    try:
        time.sleep(60)
    except BaseException:
        time.sleep(60)


def _die() -> None:
    os._exit(9)


def _deaf() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM, signal.SIGPROF])
    time.sleep(600)


def _spin() -> None:
    while True:
        pass


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("hostile", "told"), [(_swallow, "2 s by the clock"), (_spin, "2 s of CPU time")]
)
def test_a_file_that_takes_too_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, hostile: object, told: str
) -> None:
    monkeypatch.setattr(time_limit, "WALL_PER_CPU", 1 if hostile is _swallow else 1000)
    _patched(monkeypatch, hostile)
    (error,) = _results(folder, jobs)
    assert error and f"hostile.py:1: takes more than {told}" in error


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="patches are not inherited by spawning")
@pytest.mark.parametrize("hostile", [_die, _deaf])
def test_a_file_that_kills_its_process_or_hangs_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, hostile: object
) -> None:
    monkeypatch.setattr(processes, "_GRACE", 1.0)
    monkeypatch.setattr(processes, "_CHUNK", 2)
    monkeypatch.setattr(processes, "WALL_PER_CPU", 1)
    _patched(monkeypatch, hostile)
    (error,) = _results(folder, jobs=2)
    assert error and "hostile.py:1: its process died" in error


def test_what_caught_the_alarm_is_not_trusted() -> None:
    with pytest.raises(OutOfTime), limited(0.005), contextlib.suppress(BaseException):
        time.sleep(60)  # what catches the alarm goes on as if nothing had been


def test_a_file_that_others_make_wait_is_not_to_blame() -> None:
    with limited(0.5):
        time.sleep(1)


def test_the_alarm_is_taken_back() -> None:
    timers, numbers = (signal.ITIMER_REAL, signal.ITIMER_PROF), (signal.SIGALRM, signal.SIGPROF)
    before = [*map(signal.getsignal, numbers)]
    with limited(60):
        assert all(signal.getitimer(timer)[0] > 0 for timer in timers)
    assert all(signal.getitimer(timer) == (0, 0) for timer in timers)
    assert [*map(signal.getsignal, numbers)] == before
