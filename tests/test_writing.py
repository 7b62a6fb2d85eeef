"""Write, undo and resume: a file is what it was or what it was to become, whatever happens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codemods.files import disk, writing
from codemods.files.journal import Draft, Journal
from codemods.model import Outcome
from codemods.running.batch import Result

OLD, NEW = b"# caf\xe9 latin-1\r\na = 1\r\n", b"# caf\xe9 latin-1\r\na = 2\r\n"
WRAPPED = """\
def f(a, b):
    if a:
        if b:
            for x in a:
                print(x)
            print(a)
            print(b)
            print(a, b)
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user of our own, who is in a folder of their own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("")
    monkeypatch.chdir(folder)
    return folder


def codemods(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "codemods", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def planned(journal: Journal, *paths: Path) -> Draft:
    """A run that died right after it had planned to write these files."""
    draft = journal.draft()
    for path in paths:
        path.write_bytes(OLD)
        draft.add(path, OLD, NEW)
    draft.settle()
    return draft


def no_notes(line: str) -> None:
    raise AssertionError(line)


def test_what_was_written_can_be_undone_byte_for_byte(home: Path) -> None:
    (home / "a.py").write_bytes(WRAPPED.replace("\n", "\r\n").encode())
    before = (home / "a.py").read_bytes()
    assert codemods("run", ".", "--write").returncode == 0
    assert (home / "a.py").read_bytes() != before
    assert "1 file  written" in codemods("undo", "--list").stdout
    assert codemods("undo").returncode == 0
    assert (home / "a.py").read_bytes() == before
    assert "nothing to undo" in codemods("undo").stderr


def test_what_was_edited_since_is_not_undone(home: Path) -> None:
    for name in ("a.py", "b.py"):
        (home / name).write_text(WRAPPED)
    codemods("run", ".", "--write")
    written = (home / "b.py").read_text()
    (home / "a.py").write_text("mine\n")
    undone = codemods("undo")
    assert undone.returncode == 2 and "a.py" in undone.stderr and "b.py" not in undone.stderr
    assert (home / "a.py").read_text() == "mine\n" and (home / "b.py").read_text() == written


def test_a_dry_run_leaves_no_trace(home: Path, tmp_path: Path) -> None:
    (home / "a.py").write_text(WRAPPED)
    codemods("run", ".")
    assert not (tmp_path / "state").exists()


def test_uncommitted_changes_are_not_overwritten(home: Path) -> None:
    (home / "a.py").write_text("a = 1\n")
    git("init")
    git("add", ".")
    git("commit", "-m", "Begin")
    (home / "a.py").write_text(WRAPPED)
    refused = codemods("run", ".", "--write")
    assert refused.returncode == 2 and "a.py; commit or stash" in refused.stderr
    assert (home / "a.py").read_text() == WRAPPED
    assert codemods("run", ".", "--write", "--allow-dirty").returncode == 0
    assert (home / "a.py").read_text() != WRAPPED


def test_only_what_changed_since_a_revision(home: Path) -> None:
    (home / "a.py").write_text(WRAPPED)
    git("init")
    git("add", ".")
    git("commit", "-m", "Begin")
    (home / "b.py").write_text(WRAPPED)
    found = codemods("run", ".", "--since", "HEAD").stdout
    assert "b.py" in found and "a.py" not in found
    assert codemods("run", ".", "--since", "nowhere").returncode == 2
    unchanged = codemods("run", "a.py", "--since", "HEAD").stderr
    assert unchanged == "no Python files changed since HEAD\n"


def test_an_interrupted_run_is_resumed_or_undone(home: Path) -> None:
    first, second = home / "a.py", home / "b.py"
    journal = writing.journal_for(home)
    for finish, expected in ((writing.resume, NEW), (_undo, OLD)):
        planned(journal, first, second)
        disk.replace(first, OLD, NEW)  # it came as far as this
        (home / ".codemods-1.tmp").write_text("half")
        assert "was interrupted" in codemods("run", ".", "--write").stderr
        assert all(error is None for _, error in finish(home, no_notes))
        assert first.read_bytes() == second.read_bytes() == expected
        assert not list(home.glob("*.tmp")) and journal.unfinished() is None


def _undo(root: Path, note: object) -> object:
    return writing.undo(root, None, no_notes)


def test_a_run_that_died_while_planning_touched_nothing(home: Path) -> None:
    journal = writing.journal_for(home)
    journal.draft().add(home / "a.py", OLD, NEW)
    assert journal.runs() == [] and journal.unfinished() is None
    journal.tidy()
    assert not [path for path in journal.folder.iterdir() if path.is_dir()]


def test_runs_of_one_second_stay_in_order(home: Path) -> None:
    journal = writing.journal_for(home)
    folders = [planned(journal, home / "a.py").folder for _ in range(25)]
    assert [run.folder for run in journal.runs()] == folders


def test_a_file_that_changed_meanwhile_is_told_and_the_rest_is_written(home: Path) -> None:
    first, second = home / "a.py", home / "b.py"
    draft = planned(writing.journal_for(home), first, second)
    first.write_text("mine\n")
    errors = dict(draft.redo())
    assert "changed since" in str(errors[str(first)]) and errors[str(second)] is None
    assert first.read_text() == "mine\n" and second.read_bytes() == NEW


def test_what_the_encoding_lacks_is_not_planned(home: Path) -> None:
    path = home / "a.py"
    path.write_bytes(b"# coding: ascii\n")
    result = Result(Outcome(str(path), after="# coding: ascii\n# \u00e9\n"), 1, disk.read(path))
    with writing.writes(home, lambda line: None) as writes:
        assert "ascii" in str(writes.plan(result))
        assert list(writes.make(allow_dirty=False)) == []


def test_one_at_a_time(home: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from codemods import writing\n"
        "with writing.writes(Path.cwd(), print): print('in', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout is not None and other.stdin is not None
        assert "in" in [other.stdout.readline().strip() for _ in range(2)]
        notes: list[str] = []

        def note(line: str) -> None:
            notes.append(line)
            if "waiting" in line:
                assert other.stdin is not None
                other.stdin.close()

        with writing.writes(home, note):
            other.wait(20)
    assert f"waiting for process {other.pid}, which writes here" in notes


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_without_a_journal_nothing_is_written(home: Path, tmp_path: Path) -> None:
    (home / "a.py").write_text(WRAPPED)
    (tmp_path / "state").mkdir(mode=0o500)
    refused = codemods("run", ".", "--write")
    assert refused.returncode == 2 and "XDG_STATE_HOME" in refused.stderr
    assert (home / "a.py").read_text() == WRAPPED
