"""Run snippets as people write them: what becomes of them means the same.

The snippets are in ``cases/hostile_records``: each begins with ``#---`` and its name, and each of
the modules of a project with ``#==`` and its path.
"""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from harness import OPTIONS, outcome
from test_shared_records import ran

from codemods.cli import main

NAMES = ("closed-world", "same-shape", "self-equal")
GRANTED = replace(OPTIONS, granted=frozenset(NAMES))
FOLDER = Path(__file__).parent / "cases" / "hostile_records"


def parts(text: str, mark: str) -> dict[str, str]:
    """What stands behind lines with a mark, by what else is on these."""
    texts = re.split(rf"^{mark} ", text, flags=re.MULTILINE)[1:]
    found = [one.partition("\n") for one in texts]
    assert len({head for head, _, _ in found}) == len(found)
    return {head: body for head, _, body in found}


def snippets(name: str) -> dict[str, str]:
    """The snippets of a file, by name."""
    return parts((FOLDER / name).read_text("utf-8"), "#---")


CHANGED, LEFT_ALONE = snippets("changed.txt"), snippets("left_alone.txt")
PROJECTS = snippets("modules.txt")


@pytest.mark.parametrize("name", CHANGED)
def test_becomes_objects_that_behave_the_same(name: str) -> None:
    found = outcome(CHANGED[name], "dataclasses", options=GRANTED)
    assert found.changed
    assert ran(found.after) == ran(found.before), found.after


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_is_left_alone(name: str) -> None:
    found = outcome(LEFT_ALONE[name], "dataclasses", options=GRANTED)
    assert not found.changed, found.after
    assert ran(found.before)[0] == "returned"


def output(folder: Path) -> str:
    """What ``main()`` of a project gives."""
    command = [sys.executable, "-c", "import app; print(app.main())"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", PROJECTS)
def test_projects_behave_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = parts(PROJECTS[name], "#==")
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    before = output(tmp_path)
    monkeypatch.chdir(tmp_path)
    granted = [part for one in NAMES for part in ("--assume", one)]
    CliRunner().invoke(main, ["run", ".", "-c", "dataclasses", "--write", "--no-cache", *granted])
    texts = {path: (tmp_path / path).read_text("utf-8") for path in files}
    assert (texts != files) == name.startswith("changed: "), texts
    assert output(tmp_path) == before, texts
