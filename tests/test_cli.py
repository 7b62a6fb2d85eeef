"""Use the command as a user would."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from codemods.cli import main

ROOT = Path(__file__).parent.parent
NESTED = """\
def first(rows):
    if rows:
        for row in rows:
            if row.good:
                return row
    return None
"""
FLAT = """\
def first(rows):
    if not rows:
        return None
    for row in rows:
        if row.good:
            return row
    return None
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("")
    return tmp_path


def _run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [*arguments], input=stdin)


def _file(folder: Path, name: str = "a.py", text: str = NESTED) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_dry_run_shows_a_diff_and_writes_nothing(folder: Path) -> None:
    path = _file(folder)
    result = _run("run", ".")
    assert result.exit_code == 0
    assert "a.py:2: guard-clauses: nesting 3 -> 2, cognitive complexity" in result.stdout
    assert "same control-flow graph" in result.stdout
    assert "+    if not rows:\n" in result.stdout
    assert "1 site in 1 file would be rewritten" in result.stderr
    assert path.read_text() == NESTED


def test_the_diff_can_be_applied(folder: Path) -> None:
    path = _file(folder, text=NESTED.replace("\n", "\r\n").rstrip())
    diff = _run("run", ".").stdout_bytes
    subprocess.run(["git", "apply", "--whitespace=nowarn"], input=diff, check=True, cwd=folder)
    assert path.read_bytes() == FLAT.replace("\n", "\r\n").rstrip().encode()


@pytest.mark.parametrize("name", ["a b.py", "caf\u00e9.py", 'quo"te.py', "back\\slash.py"])
@pytest.mark.parametrize("head", [b"", b"# coding: latin-1\n# \xe9\n", b"\xef\xbb\xbf"])
def test_any_diff_can_be_applied(folder: Path, name: str, head: bytes) -> None:
    path = folder / name
    path.write_bytes(head + NESTED.encode())
    diff = _run("run", ".").stdout_bytes
    subprocess.run(["git", "apply"], input=diff, check=True, cwd=folder)
    assert path.read_bytes() == head + FLAT.encode()


def test_a_closed_pipe_does_not_stop_the_writing(folder: Path) -> None:
    paths = [_file(folder, f"a{number}.py") for number in range(30)]
    command = [sys.executable, "-m", "codemods", "run", ".", "--write", "--jobs", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    full_device = Path("/dev/full")
    with (full_device if full_device.exists() else Path(os.devnull)).open("w") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment)
    assert result.returncode == 0, result.stderr
    assert all(path.read_text() == FLAT for path in paths)


def test_an_empty_path_is_not_the_current_folder(folder: Path) -> None:
    path = _file(folder)
    assert _run("run", "--write", "").exit_code == 2
    assert path.read_text() == NESTED


def test_write_writes_once(folder: Path) -> None:
    path = _file(folder)
    result = _run("run", ".", "-c", "guard-clauses", "--write")
    assert result.exit_code == 0 and "rewritten" in result.stderr
    assert path.read_text() == FLAT
    assert _run("run", ".", "--check").exit_code == 0


def test_check_tells_by_its_exit_code(folder: Path) -> None:
    path = _file(folder)
    result = _run("run", ".", "--check")
    assert result.exit_code == 1
    assert "guard-clauses" in result.stdout and "@@" not in result.stdout
    assert path.read_text() == NESTED


def test_show_refused_names_reason_and_cause(folder: Path) -> None:
    _file(folder, text=NESTED.replace("    return None", "    rows.clear()"))
    result = _run("run", ".", "--show-refused")
    assert "a.py:2: guard-clauses: left alone: statements after it run on both paths (line 6)" in (
        result.stdout
    )
    assert ", 1 left alone, " in result.stderr
    assert ", 1 left alone (--show-refused says why), " in _run("run", ".").stderr


def test_json_is_one_document(folder: Path) -> None:
    _file(folder)
    result = _run("run", ".", "--format", "json", "-q")
    document = json.loads(result.stdout)
    assert document["version"] == 1 and document["summary"]["sites"] == 1
    (entry,) = document["files"]
    (site,) = entry["sites"]
    assert site["gains"]["nesting"] == {"before": 3, "after": 2}
    assert site["evidence"][0]["discharge"] == "proved"


def test_statistics_sum_up_each_codemod(folder: Path) -> None:
    _file(folder)
    _file(folder, "b.py", NESTED + NESTED.replace("    return None", "    rows.clear()"))
    dry = json.loads(_run("run", ".", "--statistics", "--format", "json").stdout)
    numbers = dry["statistics"]["guard-clauses"]
    assert numbers.pop("seconds") > 0
    refused = {"statements after it run on both paths": 1}
    expected = {"files": 2, "sites": 2, "written": 0, "pending": 0, "refused": refused}
    assert numbers == expected
    (folder / "b.py").chmod(0o444)
    lines = _run("run", ".", "--statistics", "--write").stdout.splitlines()
    written = 2 if os.access(folder / "b.py", os.W_OK) else 1  # root may write everywhere
    summary = f"guard-clauses: 2 sites in 2 files, {written} written, 0 pending, 1 refused, "
    assert any(line.startswith(summary) for line in lines)


def test_stdin_to_stdout(folder: Path) -> None:
    result = _run("run", "-", stdin=NESTED.encode())
    assert result.exit_code == 0 and result.stdout == FLAT
    unchanged = _run("run", "-", stdin=FLAT.encode())
    assert unchanged.stdout == FLAT
    broken = _run("run", "-", stdin=b"def f(:\n")
    assert broken.exit_code == 3 and broken.stdout == "" and "<stdin>:1:" in broken.stderr


def test_a_broken_file_costs_a_line_and_the_run_goes_on(folder: Path) -> None:
    _file(folder, "bad.py", "print 'two'\n")
    _file(folder, "nul.py", "a = 1\nb = '\0'\n")
    (folder / "cookie.py").write_bytes(b"# coding: klingon\n")
    (folder / "latin.py").write_bytes(b"# \xe9\n")
    os.mkfifo(folder / "pipe.py")
    (folder / "link.py").symlink_to("nowhere.py")
    good = _file(folder, "good.py")
    result = _run("run", ".", "--write")
    assert result.exit_code == 3
    assert good.read_text() == FLAT
    for start in (
        "bad.py:1:",
        "nul.py:2:",
        "cookie.py:1:",
        "latin.py:1:",
        "pipe.py:1:",
        "link.py:1:",
    ):
        assert sum(line.startswith(start) for line in result.stderr.splitlines()) == 1, start
    assert "5 could" not in result.stderr and "6 could not be processed" in result.stderr


def test_a_missing_path_is_a_usage_error(folder: Path) -> None:
    path = _file(folder)
    result = _run("run", ".", "nowhere", "--write")
    assert result.exit_code == 2 and "nowhere" in result.stderr
    assert path.read_text() == NESTED


def test_verify_names_the_file_that_is_missing(folder: Path) -> None:
    result = _run("verify", str(_file(folder)), "nowhere.py")
    assert result.exit_code == 2
    assert "no such file or folder: 'nowhere.py'" in result.stderr


@pytest.mark.parametrize("no_color", ["", "1"])
def test_styles_go_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch, no_color: str) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    result = CliRunner().invoke(main, ["list"], color=True)
    assert ("\x1b[" in result.stdout) is not bool(no_color)


def test_an_unknown_codemod_gets_a_hint(folder: Path) -> None:
    result = _run("run", ".", "-c", "gard-clauses")
    assert result.exit_code == 2 and "did you mean 'guard-clauses'?" in result.stderr
    assert _run("explain", "guard").exit_code == 2


def test_list_and_explain() -> None:
    assert "guard-clauses" in _run("list").stdout
    page = _run("explain", "guard-clauses").stdout
    for word in ("Assumptions", "Declines", "min-statements", "-        if cart:", "left alone"):
        assert word in page


def test_order_does_not_depend_on_jobs(folder: Path) -> None:
    for number in range(60):
        _file(folder, f"m{number}/a{number}.py")
    one, two = _run("run", ".", "--jobs", "1"), _run("run", ".", "--jobs", "2")
    assert one.stdout == two.stdout and one.stdout.count("@@") == 120


def test_a_checkout_runs_without_installing(folder: Path) -> None:
    _file(folder)
    command = [sys.executable, str(ROOT / "cli.py"), "run", "."]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    assert "+    if not rows:" in result.stdout


def test_a_tree_without_sites_loads_nothing_heavy(folder: Path) -> None:
    _file(folder, text=FLAT)
    script = (
        "import sys\nfrom codemods.cli import main\n"
        "try:\n    main(['run', '.'])\nexcept SystemExit:\n    pass\n"
        "print({'libcst', 'black', 'hypothesis', 'complexipy', 'rich'} & set(sys.modules))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=folder
    )
    assert result.stdout.strip() == "set()"


def test_suppression_comments(folder: Path) -> None:
    for name, text in {
        "skip.py": "# codemods: skip-file\n" + NESTED,
        "named.py": NESTED.replace("if rows:", "if rows:  # codemods: ignore[guard-clauses]"),
        "def.py": NESTED.replace("(rows):", "(rows):  # noqa  # codemods: ignore"),
        "other.py": NESTED.replace("if rows:", "if rows:  # codemods: ignore[vectorize]"),
    }.items():
        _file(folder, name, text)
    result = _run("run", ".", "--check")
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["other.py"]


def test_inequality_in_another_file_counts(folder: Path) -> None:
    _file(folder, "a.py", NESTED.replace("if rows:", "if rows == 1:"))
    _file(folder, "b.py", "class A:\n    def __ne__(self, other):\n        return True\n")
    assert "+    if not (rows == 1):" in _run("run", ".").stdout
    plain = "class A:\n    def __ne__(self, other):\n        return not self == other\n"
    _file(folder, "b.py", plain)
    assert "+    if rows != 1:" in _run("run", ".").stdout
