"""Ask other files of a project, each once, and keep no more of them than there is room for."""

import ast

import pytest

from codemods.facts import Facts, other_files
from codemods.facts.other_files import imported, mentioning, own_name
from codemods.model import Project, Source

TEXTS = {
    "shop.a": "from shop.b import one\n",
    "shop.b": "one = 1\n",
    "shop.c": "from .b import (\n    one,\n)\nbones = one\n",
    "shop.d": "import importlib\n",
    "shop.e": "b = 'from shop import b'\none = 2\n",
}
PATHS = {f"{name.replace('.', '/')}.py": text for name, text in TEXTS.items()}
PROJECT = Project(modules=dict(zip(TEXTS, PATHS, strict=True)), read=PATHS.get)


def _facts(path: str, text: str | None = None, project: Project = PROJECT) -> Facts:
    return Facts(Source(path, PATHS[path] if text is None else text), project)


def test_a_file_knows_what_it_is_imported_by() -> None:
    assert own_name(_facts("shop/c.py")) == "shop.c"
    assert own_name(_facts("shop/c.py", project=Project())) == ""
    assert own_name(_facts("elsewhere.py", "")) == ""


def test_of_two_names_for_a_file_the_first_one_counts() -> None:
    twice = Project(modules={"first": "a.py", "second": "a.py"})
    assert own_name(_facts("a.py", "", twice)) == "first"


@pytest.mark.parametrize(
    ("way", "paths"),
    [
        ("one", ["shop/a.py", "shop/c.py"]),
        (".bones", ["shop/c.py"]),
        ("bone", []),  # a part of a word is no mention
        ("", ["shop/a.py", "shop/c.py", "shop/d.py"]),  # what imports anything may import this
    ],
)
def test_who_mentions_a_name_may_import_its_file(way: str, paths: list[str]) -> None:
    assert mentioning(_facts("shop/b.py"), way) == paths


def test_files_that_are_asked_are_kept_while_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = {f"m{number}": f"name{number} = 1\n" for number in range(9)}
    project = Project(modules={name: f"{name}.py" for name in texts}, read=lambda p: texts[p[:-3]])
    monkeypatch.setattr(other_files, "_KNOWN", known := {})
    monkeypatch.setattr(other_files, "_MOST", 3 * len(texts["m0"]))
    asking = "".join(f"from m{number} import name{number}\n" for number in range(9))
    facts = _facts("asking.py", asking, project)
    for number in (0, 1, 2, 0, 3):
        other, _ = imported(facts, f"name{number}") or (None, "")
        assert other is not None and isinstance(other.tree.body[0], ast.Assign)
    assert list(known) == ["m2.py", "m0.py", "m3.py"]
