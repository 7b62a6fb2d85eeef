"""What manifests say is installed, and what becomes of rewrites that need it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from codemods import manifest
from codemods.cli import main
from codemods.model import Requirements

PROJECT = '[project]\nname = "shop"\n'
EXTRA = '[project.optional-dependencies]\nplots = ["NumPy>=2"]\n'
CFG = "[options]\ninstall_requires =\n    numpy>=2\n    click\n"
SETUP = "from setuptools import setup\n"
ASKED = [
    ("pyproject.toml", PROJECT + 'dependencies = ["click", "NumPy>=2; os_name == \'posix\'"]\n'),
    ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\nnumpy = "^2"\n'),
    ("setup.cfg", CFG),
    ("setup.py", SETUP + "setup(install_requires=['click', 'numpy[extra]>=1'])\n"),
    ("setup.py", SETUP + "NEEDED = ['numpy']\nsetup(install_requires=NEEDED)\n"),
    ("requirements.txt", "# exact\n-r more.txt\nclick\nnumpy==2.0  # arrays\n"),
    ("Pipfile", '[packages]\nnumpy = "*"\n'),
    ("environment.yml", "dependencies:\n  - python=3.11\n  - numpy\n"),
]
SOMETIMES = [
    ("pyproject.toml", PROJECT + EXTRA),
    ("pyproject.toml", PROJECT + '[dependency-groups]\ndev = [{include-group = "a"}, "numpy"]\n'),
    ("pyproject.toml", '[tool.poetry.dependencies]\nnumpy = {version = "2", optional = true}\n'),
    (
        "pyproject.toml",
        '[tool.poetry]\nname = "a"\n[tool.poetry.group.dev.dependencies]\nnumpy="2"\n',
    ),
    ("setup.cfg", CFG.replace("numpy", "wheel") + "[options.extras_require]\nfast = numpy\n"),
    ("setup.py", SETUP + "setup(extras_require={'fast': ['numpy']})\n"),
    ("Pipfile", '[packages]\nclick = "*"\n[dev-packages]\nnumpy = "*"\n'),
]
SILENT = [
    ("pyproject.toml", "[tool.black]\nline-length = 100\n"),
    ("pyproject.toml", PROJECT + 'dynamic = ["dependencies"]\n'),
    ("pyproject.toml", "[project\n"),
    ("pyproject.toml", "project = 1\n"),
    ("pyproject.toml", "[project]\ndependencies = 1\n"),
    ("setup.cfg", "[flake8]\nmax-line-length = 100\n"),
    ("setup.cfg", "no section\n"),
    ("setup.py", "print 'Python 2'\n"),
]
SCALED = "def scaled() -> list[int]:\n    return [a * (a - 1) // 2 + a for a in range(4000)]\n"


def read(folder: Path, name: str, text: str) -> Requirements | None:
    manifest._nearest.cache_clear()
    (folder / name).write_text(text)
    (folder / "src" / "deep").mkdir(parents=True)
    path = folder / "src" / "deep" / "rows.py"
    return manifest.requirements([path]).get(str(path.parent))


@pytest.mark.parametrize(("name", "text"), ASKED)
def test_finds_what_is_always_needed(tmp_path: Path, name: str, text: str) -> None:
    found = read(tmp_path, name, text)
    assert found and found.manifest == name
    assert "numpy" in found.always and "numpy" not in found.sometimes


@pytest.mark.parametrize(("name", "text"), SOMETIMES)
def test_tells_what_is_needed_sometimes(tmp_path: Path, name: str, text: str) -> None:
    found = read(tmp_path, name, text)
    assert found and "numpy" not in found.always and "numpy" in found.sometimes


@pytest.mark.parametrize(("name", "text"), SILENT)
def test_what_speaks_of_no_packages_says_nothing(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / ".git").mkdir()
    assert read(tmp_path, name, text) is None


def test_several_manifests_of_a_folder_count_together(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("numpy\n")
    found = read(tmp_path, "pyproject.toml", PROJECT + EXTRA)
    assert found and found.manifest == "pyproject.toml, requirements.txt"
    assert "numpy" in found.always & found.sometimes


def test_does_not_look_above_the_top_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "inner" / ".git").mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("numpy\n")
    assert read(tmp_path / "inner", "setup.cfg", "[flake8]\n") is None


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "shop").mkdir()
    for name in ("shop/__init__.py", "shop/prices.py", "script.py"):
        (tmp_path / name).write_text("" if name.endswith("__init__.py") else SCALED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(project: Path, needed: str | None, *more: str) -> set[str]:
    """The files that a run would change, of a project with such a manifest."""
    manifest._nearest.cache_clear()
    if needed is not None:
        (project / "pyproject.toml").write_text(PROJECT + needed)
    arguments = ["run", ".", "-c", "vectorize", "--cache-dir", str(project / "cache"), *more]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return {line.split("/", 1)[1] for line in result.output.splitlines() if line[:4] == "+++ "}


def test_adds_no_dependency_behind_the_projects_back(project: Path) -> None:
    both = {"shop/prices.py", "script.py"}
    assert changed(project, None) == both
    assert changed(project, 'dependencies = ["click"]\n') == set()
    assert changed(project, 'dependencies = ["click"]\n', "--assume", "numpy-installed") == both
    assert changed(project, 'dependencies = ["numpy"]\n') == both


def test_extras_are_there_where_a_project_is_developed(project: Path) -> None:
    assert changed(project, EXTRA) == {"script.py"}


def test_a_changed_manifest_is_seen_by_the_next_run(project: Path) -> None:
    for needed in ("numpy", "click", "numpy"):
        assert bool(changed(project, f'dependencies = ["{needed}"]\n')) is (needed == "numpy")


def test_what_imports_it_already_asks_no_manifest(project: Path) -> None:
    (project / "shop" / "prices.py").write_text("import numpy as np\n\n\n" + SCALED)
    assert changed(project, 'dependencies = ["click"]\n') == {"shop/prices.py"}
