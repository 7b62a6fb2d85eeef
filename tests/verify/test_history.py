"""Compare each commit of a project's history with the one before, by the command."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from history import FIRST, REFUTED, STEPS, Step

from codemods.cli import main

GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run([*GIT, *arguments], check=True, cwd=folder, capture_output=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the whole history; each commit is tagged with its number."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in FIRST.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    _git(folder, "init", "-q", ".")
    _commit(folder, "Begin", "0")
    for number, step in enumerate(STEPS, 1):
        path = folder / step.file
        for old, new in step.replaced:
            assert path.read_text().count(old) == 1, (step.subject, old)
            path.write_text(path.read_text().replace(old, new))
        _commit(folder, step.subject, str(number))
    return folder


def _commit(folder: Path, subject: str, tag: str) -> None:
    _git(folder, "add", ".")
    _git(folder, "commit", "-qm", subject)
    _git(folder, "tag", tag)


@pytest.mark.parametrize(
    ("number", "step"), list(enumerate(STEPS, 1)), ids=[step.subject for step in STEPS]
)
def test_every_commit_gets_its_verdicts(
    project: Path, number: int, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    _git(project, "checkout", "-q", str(number))
    result = CliRunner().invoke(main, ["verify", "--since", str(number - 1), "--format", "json"])
    found = {
        entry["qualname"]: entry["verdict"] for entry in json.loads(result.stdout)["functions"]
    }
    assert found == step.verdicts, result.stdout
    assert result.exit_code == (REFUTED in found.values())


def test_the_history_as_a_whole(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over many commits a function is compared once, with what it was at first."""
    monkeypatch.chdir(project)
    _git(project, "checkout", "-q", str(len(STEPS)))
    result = CliRunner().invoke(main, ["verify", "--since", "0", "--format", "json", "shop"])
    found = [(entry["path"], entry["qualname"]) for entry in json.loads(result.stdout)["functions"]]
    changed = {(step.file, name) for step in STEPS for name in step.verdicts}
    assert len(found) == len(changed) and set(found) == changed
    assert [path for path, _ in found] == sorted(path for path, _ in found)
    assert result.exit_code == 1
