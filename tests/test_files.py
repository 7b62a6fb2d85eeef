"""Read, find, write and configure: whatever the disk holds, nothing is lost."""

import codecs
import os
from pathlib import Path

import pytest

from codemods import config
from codemods.files import disk
from codemods.files.discovery import Discovery, matches


@pytest.mark.parametrize(
    "data",
    [
        b"a = 1\n",
        b"a = 1",
        b"",
        b"\xef\xbb\xbfa = 1\r\n",
        b"a = 1\rb = 2\r",
        b"\x0ca = 1\n\x0bb\n",
        "# coding: latin-1\n# caf\u00e9\n".encode("latin-1"),
        "\u2028a = '\u00e9'\n".encode(),
        b"# coding: cp1252\n# \x80\n",
    ],
)
def test_text_goes_back_to_the_same_bytes(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(data)
    file = disk.read(path)
    assert disk.encode(file, file.text) == data
    disk.replace(path, data, disk.encode(file, file.text + "b = 2\n"))
    assert path.read_bytes() == data + disk.encode(file, "b = 2\n").removeprefix(codecs.BOM_UTF8)


def test_writing_keeps_mode_and_link(tmp_path: Path) -> None:
    target = tmp_path / "target.py"
    target.write_text("a = 1\n")
    target.chmod(0o751)
    link = tmp_path / "link.py"
    link.symlink_to(target)
    disk.replace(link, b"a = 1\n", b"b = 2\n")
    assert link.is_symlink() and target.read_text() == "b = 2\n"
    assert target.stat().st_mode & 0o777 == 0o751
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.py", "target.py"]


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("a = 1\n")
    path.write_text("a = 2\n")
    with pytest.raises(disk.Unwritten, match="changed since"):
        disk.replace(path, b"a = 1\n", b"b = 2\n")
    assert path.read_text() == "a = 2\n"


def _tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def _found(root: Path, *names: str, exclude: tuple[str, ...] = ()) -> list[str]:
    discovery = Discovery(root, exclude)
    files = discovery.files([root / name for name in names or [""]])
    return sorted(file.relative_to(root).as_posix() for file in files)


def test_ignored_files_are_left_out_unless_named(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    _tree(
        tmp_path, "a.py", "b.txt", ".venv/c.py", "build/d.py", "gen/e.py", "gen/keep.py", "x/f.py"
    )
    (tmp_path / ".gitignore").write_text("gen/*\n!gen/keep.py\n")
    (tmp_path / "x" / ".gitignore").write_text("f.py\n")
    assert _found(tmp_path) == ["a.py", "gen/keep.py"]
    assert _found(tmp_path, "x/f.py", "b.txt", "a.py", ".") == [
        "a.py",
        "b.txt",
        "gen/keep.py",
        "x/f.py",
    ]
    assert _found(tmp_path, exclude=("a.py",)) == ["gen/keep.py"]


def test_an_ignored_folder_that_is_named_counts(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("gen/\n")
    _tree(tmp_path, "gen/a.py")
    assert _found(tmp_path, "gen") == ["gen/a.py"]


def test_links_are_followed_once(tmp_path: Path) -> None:
    _tree(tmp_path, "a.py", "d/b.py")
    (tmp_path / "z.py").symlink_to("a.py")
    (tmp_path / "loop").symlink_to(".")
    assert _found(tmp_path) == ["a.py", "d/b.py"]


def test_links_lead_nowhere_else(tmp_path: Path) -> None:
    _tree(tmp_path, "in/a.py", "out/b.py", "in/.venv/c.py")
    (tmp_path / "in" / "b.py").symlink_to("../out/b.py")
    (tmp_path / "in" / "c.py").symlink_to(".venv/c.py")
    (tmp_path / "in" / ".#d.py").symlink_to("somebody@somewhere")
    (tmp_path / "in" / "self.py").symlink_to("self.py")
    assert _found(tmp_path, "in") == ["in/a.py", "in/self.py"]
    assert _found(tmp_path, "in/b.py") == ["in/b.py"]


def test_a_line_git_tolerates_is_tolerated(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("\ufeffb.py\n!\n[z-a]\n")
    _tree(tmp_path, "a.py", "b.py")
    assert _found(tmp_path) == ["a.py"]


def test_patterns_match_like_gitignore(tmp_path: Path) -> None:
    assert matches("tests/*", tmp_path / "tests" / "a.py", tmp_path)
    assert matches("*_pb2.py", tmp_path / "x" / "a_pb2.py", tmp_path)
    assert not matches("tests/*", tmp_path / "src" / "a.py", tmp_path)


def _configured(tmp_path: Path, text: str) -> config.Config:
    (tmp_path / "pyproject.toml").write_text(text)
    return config.find([tmp_path])


def test_the_nearest_configuration_counts(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    settings = _configured(
        tmp_path,
        '[project]\nrequires-python = ">=3.11"\n[tool.codemods]\nselect = ["guard-clauses"]\n'
        "[tool.codemods.guard-clauses]\nmin-statements = 9\n[tool.black]\nline-length = 70\n",
    )
    assert settings.select == ("guard-clauses",) and settings.target == (3, 11)
    assert settings.codemods == {"guard-clauses": {"min-statements": 9}}
    assert settings.black == {"line-length": 70}
    assert config.find([tmp_path / "inner"]) == settings


def test_settings_of_black_that_we_do_not_know_are_passed_over(tmp_path: Path) -> None:
    text = '[tool.black]\nline_length = 70\ntarget-version = "py27"\npreview = 3\n'
    assert _configured(tmp_path, text).black == {"line-length": 70}


@pytest.mark.parametrize("cookie", ["undefined", "punycode", "utf-16", "rot13"])
def test_odd_codecs_are_refused(tmp_path: Path, cookie: str) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(f"# coding: {cookie}\nx = 1\n".encode())
    with pytest.raises(disk.Unreadable):
        disk.read(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.codemods]\nselct = []\n", "unknown key 'selct'.*did you mean 'select'"),
        ('[tool.codemods]\nselect = ["guard-clause"]\n', "did you mean 'guard-clauses'"),
        ('[tool.codemods]\nselect = "guard-clauses"\n', "'select' must be a list"),
        ("[tool.codemods.guard-clauses]\nmin-statement = 1\n", "did you mean 'min-statements'"),
        ("[tool.codemods.guard-clauses]\nmin-statements = '1'\n", "must be of type int"),
        ("[tool.codemods.dataclasses]\nnames = 'Sale'\n", "must give names for names"),
        ("[tool.codemods.dataclasses]\nnames = { Row = 'a b' }\n", "must give names for names"),
        ("[tool.codemods]\ntarget-version = 'new'\n", "target-version"),
        ("[tool.codemods\n", "pyproject.toml"),
        ("tool = 3\n", "'tool' must be a table"),
        ("[tool]\ncodemods = 3\n", "'codemods' must be a table"),
        ('[tool.codemods]\nexclude = ["!"]\n', "no gitignore pattern"),
        ("[tool.codemods]\ntarget-version = 3.1\n", "target-version"),
    ],
)
def test_a_wrong_configuration_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(config.ConfigError, match=message):
        _configured(tmp_path, text)


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.py")
    with pytest.raises(disk.Unreadable, match="not a regular file"):
        disk.read(tmp_path / "a.py")
    assert disk.peek(tmp_path / "a.py") == b""
