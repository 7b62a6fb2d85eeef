"""Hold the modules to the table of who may import whom."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "codemods"

# Who alone may import a library (by the module's name inside the package).
ONLY = {
    "click": {"cli", "report.console", "report.verdicts"},
    "black": {"rewriting.polish"},
    "rich": {"report.progress"},
    "distributed": {"running.cluster"},
    "pathspec": {"files.discovery"},
    "complexipy": {"facts.complexity"},
    "libcst": {
        "rewriting.render",
        "rewriting.passage",
        "rewriting.suites",
        "catalog.guard_clauses.negation",
        "catalog.guard_clauses.unfold",
        "catalog.index_lookup.write_expressions",
        "catalog.index_lookup.write_loops",
        "catalog.dataclasses.write",
        "catalog.dataclasses.write_dumps",
        "catalog.index_lookup.write",
        "catalog.index_lookup.write_growing",
        "catalog.index_lookup.write_guards",
        "catalog.vectorize.write",
    },
}
_ABOVE = ("running", "files", "report", "cli", "session")
# What a module must not import, by the start of its name.
NEVER = {
    "model": ("",),
    "facts": ("rewriting", "running", "files", "catalog", "report", "cli", "session"),
    "catalog.": ("rewriting.engine", "rewriting.render", "rewriting.polish", *_ABOVE),
    "rewriting": ("catalog", *_ABOVE),
    "report": ("rewriting.engine", "catalog", "session"),
    "files.disk": ("",),
}


def _modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _imports(path: Path, module: str) -> set[str]:
    """The modules that a file imports, those of the package without its name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                parent = module if path.name == "__init__.py" else module.rpartition(".")[0]
                found.add(f"codemods.{parent}.{node.module}")
            else:
                base = node.module or ""
                found |= {f"{base}.{alias.name}" for alias in node.names} | {base}
    return found


def _own(module: str, path: Path) -> set[str]:
    return {
        name.removeprefix("codemods.")
        for name in _imports(path, module)
        if name.startswith("codemods.") and name.removeprefix("codemods.") in _modules()
    }


@pytest.mark.parametrize(("module", "path"), _modules().items(), ids=_modules())
def test_libraries_stay_where_they_belong(module: str, path: Path) -> None:
    for name in _imports(path, module):
        library = name.partition(".")[0]
        assert library != "hypothesis" or module.startswith("verify.")
        assert library not in ONLY or module in ONLY[library], f"{module} imports {library}"


@pytest.mark.parametrize(("module", "path"), _modules().items(), ids=_modules())
def test_nobody_imports_upwards(module: str, path: Path) -> None:
    for start, forbidden in NEVER.items():
        if module.startswith(start):
            bad = {name for name in _own(module, path) if name.startswith(forbidden)}
            assert not bad, f"{module} imports {bad}"


@pytest.mark.parametrize(("module", "path"), _modules().items(), ids=_modules())
def test_what_is_asked_of_the_project_is_noted(module: str, path: Path) -> None:
    """The cache must know of it: who asks otherwise gets stale answers."""
    if module.startswith(("facts", "catalog")) and module not in (
        "facts.file",
        "facts.other_files",
    ):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"inequality", "modules", "requirements"} or _is_facts(
                    node
                ), module


def _is_facts(node: ast.Attribute) -> bool:
    """Whether it is ``facts.inequality``, which notes itself."""
    return ast.unparse(node.value).endswith("facts")


def test_there_is_no_cycle() -> None:
    graph = {module: _own(module, path) - {module} for module, path in _modules().items()}
    # A package and the modules that make it up count as one.
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize(("module", "path"), _modules().items(), ids=_modules())
def test_files_can_be_read_in_one_sitting(module: str, path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 320
