"""Hold every example and case of every codemod to every law."""

import ast
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from harness import OPTIONS, comment_texts, outcome

from codemods import catalog
from codemods.codemod import Example
from codemods.model import Outcome

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """A text, what it must become, and the codemod that does it."""

    codemod: str
    before: str
    after: str
    refused: str | None = None
    granted: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)

    def becomes(self, text: str) -> Outcome:
        """What becomes of a text like ``before``, with all granted that the case needs."""
        return self.with_grants(text, self.granted)

    def with_grants(self, text: str, granted: Iterable[str]) -> Outcome:
        """What becomes of a text where these assumptions are granted."""
        settings = {self.codemod: catalog.load(self.codemod).options(**self.options)}
        options = replace(OPTIONS, granted=frozenset(granted), settings=settings)
        return outcome(text, self.codemod, options=options)


def _examples() -> list[object]:
    found: list[object] = []
    for name in catalog.names():
        for number, example in enumerate(catalog.load(name).examples):
            after = example.before if example.after is None else example.after
            given = example.granted, example.options
            case = Case(name, example.before, after, example.refused, *given)
            found.append(pytest.param(case, id=f"{name}-example-{number}"))
    return found


def _files() -> list[object]:
    """The case files: a text, a line ``# output``, what it becomes; without one, nothing may.

    Where the first line says ``# granted``, all assumptions of the codemod are.
    """
    found: list[object] = []
    for path in sorted(CASES.glob("*/*.py")):
        before, _, after = path.read_text("utf-8").partition("\n# output\n")
        name = path.parent.name.replace("_", "-")
        assumptions = catalog.load(name).assumptions if before.startswith("# granted\n") else ()
        granted = tuple(one.name for one in assumptions)
        case = Case(name, before, after or before, granted=granted)
        found.append(pytest.param(case, id=f"{name}-{path.stem}"))
    return found


ALL = [*_examples(), *_files()]


@pytest.mark.parametrize("case", ALL)
def test_becomes_what_it_should(case: Case) -> None:
    result = case.becomes(case.before)
    assert result.after == case.after, "Wrong" if case.after != case.before else "Noisy"
    if case.refused is not None:
        assert case.refused in [refusal.reason for refusal in result.refusals], "Missing"


@pytest.mark.parametrize("case", _examples())
def test_rests_on_no_less_than_it_says(case: Case) -> None:
    """Each of the assumptions that an example grants is needed."""
    for left_out in case.granted:
        result = case.with_grants(case.before, set(case.granted) - {left_out})
        assert result.after == case.before, left_out


@pytest.mark.parametrize("case", ALL)
def test_result_settles_parses_and_keeps_comments(case: Case) -> None:
    after = case.becomes(case.before).after
    ast.parse(after)
    assert case.becomes(after).after == after, "Unsettled"
    assert sorted(comment_texts(after)) == sorted(comment_texts(case.before)), "Broken"


@pytest.mark.parametrize("case", ALL)
def test_newlines_make_no_difference(case: Case) -> None:
    crlf = case.before.replace("\n", "\r\n")
    assert case.becomes(crlf).after == case.after.replace("\n", "\r\n")


@pytest.mark.parametrize("case", _examples())
def test_depth_makes_no_difference(case: Case) -> None:
    before, after = map(_nested, (case.before, case.after))
    assert case.becomes(before).after == after


def _nested(text: str) -> str:
    """The text in a method, below its imports."""
    imports, code = _split(text)
    return imports + "class Outer:\n    def method(self):\n" + textwrap.indent(code, "        ")


def _split(text: str) -> tuple[str, str]:
    """The imports and generated classes at the top of a text with the blank lines behind them, and
    the rest."""
    lines, last = text.splitlines(keepends=True), 0
    for node in ast.parse(text).body:
        made = ("@dataclass", "(BaseModel)", "(TypedDict)")
        generated = isinstance(node, ast.ClassDef) and any(one in text for one in made)
        if not isinstance(node, (ast.Import, ast.ImportFrom)) and not generated:
            break
        last = node.end_lineno or node.lineno
    while last and not lines[last].strip():
        last += 1
    return "".join(lines[:last]), "".join(lines[last:])


@pytest.mark.parametrize("case", _examples())
def test_tabs_make_no_difference(case: Case) -> None:
    assert case.becomes(_tabbed(case.before)).after == _tabbed(case.after)


def _tabbed(text: str) -> str:
    return re.sub(r"^(    )+", lambda match: "\t" * (len(match[0]) // 4), text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", catalog.names())
def test_documents_itself(name: str) -> None:
    codemod = catalog.load(name)
    assert codemod.name == name
    assert len(codemod.summary) < 80 and not codemod.summary.endswith(".")
    for heading in ("What", "Why", "Assumptions", "Declines", "Options"):
        assert f"\n{heading}\n" in codemod.page
    for option in codemod.option_types():
        assert f"``{option}``" in codemod.page


@pytest.mark.parametrize("name", catalog.names())
def test_shows_what_it_leaves_alone_as_often_as_what_it_changes(name: str) -> None:
    def changes(example: Example) -> bool:
        return example.after is not None

    examples = catalog.load(name).examples
    changed = [example for example in examples if changes(example)]
    refused = [example for example in examples if example.refused]
    assert changed and refused
    assert len(examples) >= 2 * len(changed)
