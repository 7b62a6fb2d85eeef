"""Work in a cluster: whatever happens to it, the results are those of processes here."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from distributed import LocalCluster

from codemods import catalog
from codemods.cli import main
from codemods.model import Options
from codemods.project import first_inequality, survey
from codemods.running import batch, cluster
from codemods.running.batch import Result, Task, Terms

RECORD = """\
from dataclasses import dataclass


@dataclass(frozen=True)
class Base:
    key: int
"""
SEARCH = """\
from .record{number} import Record


def owners(records: list[Record], asked: list[int]) -> list[Record]:
    found = []
    for one in asked:
        for record in records:
            if record.key == one:
                found.append(record)
                break
    return found
"""
HEIR = """\
from dataclasses import dataclass

from .base import Base


@dataclass(frozen=True)
class Record(Base):
    name: str
"""
SHARED = """\
def made(number):
    return {"first": number, "second": 2}


def total(number):
    pair = made(number)
    return pair["first"] + pair["second"]
"""
BROKEN = {"bad.py": b"def (:\n", "nul.py": b"a\0b", "latin.py": b"\xff\n", "empty.py": b""}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shop = tmp_path / "shop"
    shop.mkdir()
    files = {"__init__.py": "", "base.py": RECORD, "shared.py": SHARED}
    for number in range(20):
        files[f"record{number}.py"] = HEIR
        files[f"search{number}.py"] = SEARCH.format(number=number)
    for name, text in files.items():
        (shop / name).write_text(text)
    for name, data in BROKEN.items():
        (shop / name).write_bytes(data)
    return shop


def _run(tree: Path) -> tuple[list[Task], Terms]:
    paths = sorted(path.relative_to(tree.parent) for path in tree.iterdir())
    names = tuple(catalog.names())
    options = Options(target=(3, 11), settings=batch.settings({}, names))
    return [Task(path, names) for path in paths], Terms(options, survey(paths, first_inequality))


def _told(results: Iterator[Result]) -> list[Any]:
    """All that a run goes by, what the cache needs included."""
    return [
        (one.outcome, one.outcome.asked, one.lines, one.digest, one.file and one.file.data)
        for one in results
    ]


class Elsewhere(Executor):
    """Works where there are no files, and gets and gives nothing but bytes."""

    def __init__(self, tree: Path, fails: Callable[[int], bool] = lambda count: False) -> None:
        self._tree = tree
        self._fails = fails
        self.count = 0

    def submit(self, function: Any, /, *given: Any, **named: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        self.count += 1
        if self._fails(self.count):
            future.set_exception(OSError("the worker is gone"))
            return future
        hidden = self._tree.with_name("hidden")
        self._tree.rename(hidden)
        try:
            sent = pickle.loads(pickle.dumps((function, given)))
            future.set_result(pickle.loads(pickle.dumps(sent[0](*sent[1]))))
        finally:
            hidden.rename(self._tree)
        return future


def test_workers_need_no_files(tree: Path) -> None:
    tasks, terms = _run(tree)
    executor = Elsewhere(tree)
    expected = _told(batch.in_turn(tasks, terms))
    assert _told(cluster.through(tasks, terms, executor, width=2)) == expected
    assert sum(one[0].changed for one in expected) >= 20  # what they asked of others proved it
    assert executor.count > len(tasks)


@pytest.mark.parametrize("lost", [lambda count: count % 3 == 0, lambda count: count > 10])
def test_what_the_cluster_loses_is_done_here(tree: Path, lost: Callable[[int], bool]) -> None:
    tasks, terms = _run(tree)
    found = cluster.through(tasks, terms, Elsewhere(tree, lost), width=2)
    assert _told(found) == _told(batch.in_turn(tasks, terms))


def test_a_real_cluster_loses_a_worker(tree: Path) -> None:
    tasks, terms = _run(tree)
    expected = _told(batch.in_turn(tasks, terms))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers:
        address = workers.scheduler_address.replace("tcp://", "dask://")
        results = cluster.run(tasks, terms, address)
        first = next(results)
        os.kill(next(iter(workers.workers.values())).pid, signal.SIGKILL)
        assert _told(iter([first, *results])) == expected
        asked = ["run", "shop", "--no-cache", "--format", "json"]
        there = CliRunner().invoke(main, [*asked, "--executor", address])
    here = CliRunner().invoke(main, asked)
    assert there.stdout == here.stdout
    assert there.exit_code == here.exit_code == 3


@pytest.mark.parametrize("address", ["dask://127.0.0.1:1", "spark://somewhere:1"])
def test_no_cluster_is_an_error_of_use(
    tree: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 0.5)
    result = CliRunner().invoke(main, ["run", "shop", "--no-cache", "--executor", address])
    assert result.exit_code == 2
    assert address in result.stderr


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_may_be_started_in_any_way(tree: Path, method: str) -> None:
    program = (
        f"import multiprocessing; multiprocessing.set_start_method({method!r})\n"
        "from codemods.cli import main; main()"
    )
    given: Sequence[str] = ["run", "shop", "--no-cache", "--format", "json"]
    command = [sys.executable, "-c", program, *given, "--jobs", "2"]
    found = subprocess.run(command, cwd=tree.parent, capture_output=True, text=True, check=False)
    assert found.stdout == CliRunner().invoke(main, given).stdout
    assert found.returncode == 3, found.stderr
