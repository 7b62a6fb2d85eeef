"""Run again over what was looked into before: faster, and never different."""

import gc
import itertools
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from codemods.cli import main
from codemods.facts import file as facts_file
from codemods.report.console import Console
from codemods.running import cache
from codemods.running.batch import FEW_FILES, Result

CORPUS = Path(__file__).parent.parent / "corpus" / "legacy_shop"
FROZEN = "from dataclasses import dataclass\n\n\n@dataclass(frozen=True)\n"
BASE = FROZEN + "class Base:\n    key: {kind}\n"
RECORD = "from .base import Base\n" + FROZEN + "class Record(Base):\n    name: str\n"
SEARCH = """\
from .record import Record


def owners(records: list[Record], asked: list[int]) -> list[Record]:
    found = []
    for one in asked:
        for record in records:
            if record.key == one:
                found.append(record)
                break
    return found
"""
NESTED = """\
def first(rows):
    if rows == 1:
        for row in rows:
            if row.good:
                return row
    return None
"""
PAIRS = """\
def total(rows: list[tuple[int, int]]) -> int:
    result = 0
    for first, second in rows:
        pair = {"first": first, "second": second}
        result += pair["first"] * pair["second"] + pair["first"]
    return result
"""
OWN_NE = "class A:\n    def __ne__(self, other):\n        return True\n"
FILES = {
    "shop/__init__.py": "",
    "shop/base.py": BASE.format(kind="int"),
    "shop/record.py": RECORD,
    "shop/search.py": SEARCH,
    "shop/rows.py": NESTED,
}


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "pyproject.toml").touch()
    for name, text in FILES.items():
        _put(folder, name, text)
    monkeypatch.chdir(folder)
    return folder


def _put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["run", ".", "--show-refused", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def _cached() -> str:
    return _run("--cache-dir", "../cache")


def _packs() -> list[Path]:
    return list(Path("../cache").iterdir())


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of files that are parsed from now on."""
    texts: list[str] = []
    parse: Callable[[str], object] = facts_file.parse

    def noted(text: str) -> object:
        texts.append(text)
        return parse(text)

    monkeypatch.setattr(facts_file, "parse", noted)
    return texts


def test_an_unchanged_tree_is_not_parsed_again(tree: Path, parsed: list[str]) -> None:
    _put(tree, "shop/odd.py", OWN_NE)
    first = _cached()
    assert parsed and "+    if not (rows == 1)" in first
    parsed.clear()
    assert _cached() == first
    assert not any(parsed), "more than empty files was parsed"


def test_only_what_changed_is_looked_into(tree: Path, parsed: list[str]) -> None:
    _cached()
    parsed.clear()
    _put(tree, "shop/rows.py", NESTED + "# more\n")
    _cached()
    assert parsed and not set(parsed) & {SEARCH, RECORD}


RUN_AND_TELL = """
import sys
from codemods.cli import main

main(sys.argv[1:], standalone_mode=False)
"""


def test_a_second_run_loads_nothing_that_works_on_files() -> None:
    _cached()
    command = [sys.executable, "-X", "importtime", "-c", RUN_AND_TELL]
    arguments = ["run", ".", "--cache-dir", "../cache", "--jobs", "2"]
    ran = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert ran.returncode == 0 and "2 sites in 2 files" in ran.stderr
    assert "codemods.running.cache" in loaded
    assert not {"codemods.rewriting.engine", "codemods.running.processes"} & loaded
    assert not {"codemods.running.worldwide", "codemods.running.cluster"} & loaded
    assert not {"codemods.files.writing", "codemods.files.git"} & loaded
    assert not {"concurrent.futures", "importlib.metadata", "pathspec", "rich"} & loaded
    assert not any(name.startswith("codemods.catalog.") for name in loaded)


def test_an_interrupted_run_does_not_vouch_for_all_files(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _cached()
    _put(tree, "shop/base.py", BASE.format(kind="list[int]"))
    show = Console.show

    def interrupted(console: Console, result: Result) -> None:
        show(console, result)
        if "search" in result.outcome.path:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Console, "show", interrupted)
        assert CliRunner().invoke(main, ["run", ".", "--cache-dir", "../cache"]).exit_code == 130
    gc.collect()  # what was interrupted saves what it knows when it is given up
    _put(tree, "shop/base.py", BASE.format(kind="int"))
    assert _cached() == first


def test_what_other_files_say_counts(tree: Path) -> None:
    hashable = _cached()
    _put(tree, "shop/base.py", BASE.format(kind="list[int]"))
    unhashable = _cached()
    assert unhashable == _run("--no-cache")
    assert hashable != unhashable, "the case shows nothing"


def test_a_module_that_takes_the_name_of_another_counts(tree: Path) -> None:
    _put(tree, "pairs.py", PAIRS)
    found = _cached()
    _put(tree, "dataclasses.py", "mine = True\n")
    assert _cached() == _run("--no-cache") != found
    (tree / "dataclasses.py").unlink()
    assert _cached() == found


def test_options_and_the_program_count(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _cached()
    (tree / "pyproject.toml").write_text("[tool.codemods.guard-clauses]\nmin-statements = 90\n")
    assert _cached() == _run("--no-cache")
    monkeypatch.setattr(cache, "_own_digest", lambda: "another")
    packs = len(_packs())
    _cached()
    assert len(_packs()) == packs + 1


@pytest.mark.parametrize("seed", range(6))
def test_any_history_leads_to_the_same_results(tree: Path, seed: int) -> None:
    chance = random.Random(seed)
    versions = {
        "shop/__init__.py": [None, ""],
        "shop/base.py": [None, BASE.format(kind="int"), BASE.format(kind="list[int]"), "def (:\n"],
        "shop/record.py": [RECORD, RECORD.replace(".base", "base"), OWN_NE + RECORD],
        "shop/search.py": [SEARCH, SEARCH.replace("found = []", "found: list[Record] = []")],
        "base.py": [None, BASE.format(kind="str")],
    }
    for _ in range(12):
        name = chance.choice(list(versions))
        text = chance.choice(versions[name])
        (tree / name).unlink(missing_ok=True)
        if text is not None:
            _put(tree, name, text)
        arguments = ["run", ".", "--show-refused", "--format", "json"]
        outputs = [
            CliRunner().invoke(main, [*arguments, *more]).output
            for more in (["--no-cache"], ["--cache-dir", "../cache"])
        ]
        assert outputs[0] == outputs[1]


def test_a_damaged_pack_is_as_good_as_none() -> None:
    expected = _cached()
    (pack,) = _packs()
    whole = pack.read_bytes()
    middle = len(whole) // 2
    other = bytes([whole[middle] ^ 1])
    for damaged in (
        b"",
        b"\n",
        whole[:20],
        whole[:-1],
        whole + b" ",
        whole[:middle],
        whole[:middle] + other + whole[middle + 1 :],
        b"\0" * len(whole),
    ):
        pack.write_bytes(damaged)
        assert _cached() == expected
        assert pack.read_bytes() == whole


def test_a_file_that_can_not_be_read_is_told_each_time(tree: Path) -> None:
    _put(tree, "shop/gone.py", "")
    _cached()
    (tree / "shop/gone.py").unlink()
    (tree / "shop/gone.py").symlink_to("nowhere.py")
    for _ in range(2):
        result = CliRunner().invoke(main, ["run", ".", "--cache-dir", "../cache"])
        assert result.exit_code == 3 and "gone.py:1: the link leads nowhere" in result.stderr


def test_runs_at_the_same_time_do_not_disturb_each_other() -> None:
    expected = _run("--no-cache")
    command = [sys.executable, "-m", "codemods", "run", ".", "--show-refused", "-q"]
    command += ["--cache-dir", "../cache"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert {process.communicate()[0] for process in running} == {expected}
    assert _cached() == expected and len(_packs()) == 1


def test_clean_forgets_and_nothing_else(tree: Path, parsed: list[str]) -> None:
    first = _cached()
    Path("../cache/mine.txt").touch()
    assert CliRunner().invoke(main, ["clean", "--cache-dir", "../cache"]).exit_code == 0
    assert [path.name for path in _packs()] == ["mine.txt"]
    parsed.clear()
    assert _cached() == first and parsed


def test_a_folder_that_can_not_be_used_costs_a_line(tree: Path) -> None:
    Path("../file").touch()
    result = CliRunner().invoke(main, ["run", ".", "--cache-dir", "../file/cache"])
    assert result.exit_code == 0 and "can't keep a cache there" in result.stderr


def test_jobs_and_the_cache_change_no_byte(tree: Path) -> None:
    for number in range(60):
        name, text = list(FILES.items())[number % len(FILES)]
        _put(tree, f"more{number % 7}/m{number}.py", text.replace(".base", "shop.base") or name)
    ways = itertools.product(["1", "2", "4"], [["--no-cache"], ["--cache-dir", "../cache"]])
    outputs = {_run("--jobs", jobs, *how) for jobs, how in ways}
    assert len(outputs) == 1 and "guard-clauses" in outputs.pop()


def test_the_corpus_gives_the_same_bytes_whatever_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "copies"
    for number in range(3):
        shutil.copytree(CORPUS, copies / f"shop{number}", ignore=shutil.ignore_patterns(".*"))
    monkeypatch.chdir(copies)
    assert len(list(copies.rglob("*.py"))) > FEW_FILES, "too few for processes"
    ways = itertools.product(["1", "2", "4"], [["--no-cache"], ["--cache-dir", "../cache"]])
    outputs = {_run("--jobs", jobs, *how) for jobs, how in ways}
    assert len(outputs) == 1 and "@@" in outputs.pop()


def test_diffs_are_drawn_once(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = _run("--no-cache")
    _run("--no-diff", "--cache-dir", "../cache")
    assert _cached() == plain  # drawn now, of what is remembered
    monkeypatch.setattr("codemods.report.diff.unified", lambda *_: 1 / 0)
    assert _cached() == plain
    _put(tree, "shop/rows.py", NESTED.replace("first", "best"))
    monkeypatch.undo()
    monkeypatch.chdir(tree)
    assert "+def" not in _cached() and _cached() == _run("--no-cache") != plain
