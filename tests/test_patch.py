"""Save changes as patches, and apply them with git."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from codemods.cli import main

NESTED = """\
def first(rows):
    if rows:
        for row in rows:
            if row.good:
                return row
    return None
"""
SEARCHED = '''\
def known(ids: list[int], asked: list[int]) -> list[int]:
    """Those that are asked for."""
    found = []
    for one in asked:
        if one in ids:
            found.append(one)
    return found
'''
FILES = {
    "a.py": NESTED + "\n\n" + SEARCHED,
    "deep/b.py": NESTED.replace("\n", "\r\n"),
    "deep/c.py": NESTED.rstrip(),
    "deep er/d.py": SEARCHED + "\n\n" + NESTED.rstrip(),
}


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "pyproject.toml").touch()
    _plant(folder)
    monkeypatch.chdir(folder)
    return folder


def _plant(folder: Path) -> None:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())


def _run(*arguments: str) -> int:
    return CliRunner().invoke(main, ["run", ".", *arguments]).exit_code


def _state(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def _apply(folder: Path, *patches: Path) -> dict[str, bytes]:
    for patch in patches:
        subprocess.run(["git", "apply", patch], check=True, cwd=folder)
    return _state(folder)


def _written(folder: Path) -> dict[str, bytes]:
    """What a run writes into the tree, which is then as it was."""
    before = _state(folder)
    assert _run("--write", "--allow-dirty") == 0
    after = _state(folder)
    assert all(before[name] != after[name] for name in FILES)
    _plant(folder)
    return after


@pytest.mark.parametrize("in_git", [False, True])
def test_a_patch_does_what_writing_does(tree: Path, tmp_path: Path, in_git: bool) -> None:
    if in_git:  # names in a patch are relative to where the command was given
        subprocess.run(["git", "init", "-q"], check=True, cwd=tmp_path)
    expected = _written(tree)
    assert _run("--output-patch", str(tmp_path / "all.patch")) == 0
    assert _state(tree) != expected
    assert _apply(tree, tmp_path / "all.patch") == expected


@pytest.mark.parametrize(("split", "parts"), [("codemod", 2), ("directory", 3)])
def test_a_series_applies_in_order(tree: Path, tmp_path: Path, split: str, parts: int) -> None:
    expected = _written(tree)
    assert _run("--output-patch", str(tmp_path / "some.patch"), "--split-by", split) == 0
    series = sorted(tmp_path.glob("some-*.patch"))
    assert len(series) == parts
    assert _apply(tree, *series) == expected


def test_the_patch_of_a_codemod_is_what_the_codemod_does(tree: Path, tmp_path: Path) -> None:
    assert _run("--output-patch", str(tmp_path / "some.patch"), "--split-by", "codemod") == 0
    first, *_ = sorted(tmp_path.glob("some-*.patch"))
    assert first.name == "some-0001-guard-clauses.patch"
    applied = _apply(tree, first)
    _plant(tree)
    assert _run("--write", "-c", "guard-clauses") == 0
    assert applied == _state(tree)


def test_what_can_not_be_written_is_said() -> None:
    assert _run("--output-patch", "nowhere/some.patch") == 2
    assert _run("--split-by", "codemod") == 2


def test_a_patch_says_what_each_change_rests_on() -> None:
    _run("--output-patch", "all.patch", "--split-by", "codemod")
    (lookups,) = Path().glob("all-*-index-lookup.patch")
    said = [line for line in lookups.read_text().splitlines() if ": index-lookup: " in line]
    assert [line.split(": ")[0] for line in said] == ["a.py:13", "deep er/d.py:5"]
    assert "growth O(n*m) -> O(n+m) [proved hashable-keys: all keys are int;" in said[0]


def test_says_where_the_patches_are() -> None:
    def last_words(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["run", ".", "--assume", "hashable-keys", *arguments])
        return result.stderr.splitlines()[0].rpartition(", ")[2]

    assert last_words("--output-patch", "x.patch") == "saved x.patch"
    series = last_words("--output-patch", "x.patch", "--split-by", "codemod")
    assert series == "saved x-0001-guard-clauses.patch to x-0002-index-lookup.patch"
