"""Record today's sites, and fail only on new ones."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from codemods.cli import main

NESTED = """\
def first(rows):
    if rows:
        for row in rows:
            if row.good:
                return row
    return None
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "a.py").write_text(NESTED)
    (tmp_path / "b.py").write_text(NESTED)
    assert _run("run", ".", "--check").exit_code == 1
    assert _run("baseline").exit_code == 0
    return tmp_path


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def test_what_was_recorded_passes(folder: Path) -> None:
    assert (folder / "a.py").read_text() == NESTED
    result = _run("run", ".", "--check")
    assert result.exit_code == 0 and result.stdout == ""


def test_moved_lines_are_known_again(folder: Path) -> None:
    more = "import os\n\n\ndef other():\n    return os\n\n\n"
    (folder / "a.py").write_text(more + NESTED + "\n\nlast = 1\n")
    assert _run("run", ".", "--check").exit_code == 0


def test_a_new_site_fails_and_is_the_only_one_shown(folder: Path) -> None:
    (folder / "a.py").write_text(NESTED + "\n\n" + NESTED.replace("first", "second"))
    result = _run("run", ".", "--check")
    assert result.exit_code == 1
    assert [line.split(":")[:2] for line in result.stdout.splitlines()] == [["a.py", "10"]]


def test_one_more_of_the_same_fails(folder: Path) -> None:
    (folder / "a.py").write_text(NESTED + "\n\n" + NESTED)
    assert _run("run", ".", "--check").exit_code == 1


def test_what_is_in_another_file_is_new(folder: Path) -> None:
    (folder / "a.py").rename(folder / "c.py")
    assert _run("run", ".", "--check").exit_code == 1


def test_it_does_not_matter_where_the_command_is_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "deep").mkdir()
    monkeypatch.chdir(folder / "deep")
    assert _run("run", "..", "--check").exit_code == 0


def test_it_holds_for_checks_alone(folder: Path) -> None:
    assert _run("run", ".").stdout.count("@@") == 4
    assert _run("run", ".", "--write").exit_code == 0
    assert (folder / "a.py").read_text() != NESTED


def test_another_file_can_be_named(folder: Path) -> None:
    (folder / "codemods-baseline.json").rename(folder / "known.json")
    assert _run("run", ".", "--check").exit_code == 1
    assert _run("run", ".", "--check", "--baseline", "known.json").exit_code == 0
    assert _run("baseline", "a.py", "--output", "some.json").exit_code == 0
    assert _run("run", ".", "--check", "--baseline", "some.json").exit_code == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 2}', '{"version": 1, "sites": [1]}'])
def test_what_is_no_baseline_is_an_error(folder: Path, text: str) -> None:
    (folder / "codemods-baseline.json").write_text(text)
    result = _run("run", ".", "--check")
    assert result.exit_code == 2 and "codemods-baseline.json" in result.stderr


def test_says_what_it_did_and_what_passed(folder: Path) -> None:
    assert "2 sites in 2 files recorded in codemods-baseline.json" in _run("baseline").stderr
    assert "use --write" not in _run("baseline").stderr
    assert ", 2 known from the baseline, " in _run("run", ".", "--check").stderr
    (folder / "a.py").write_text(NESTED + "\n\n" + NESTED)
    assert "1 site in 1 file would be rewritten, 2 known" in _run("run", ".", "--check").stderr
    assert "known" not in _run("run", ".").stderr
