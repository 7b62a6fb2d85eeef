"""Test what becomes of a rewrite whose assumption nothing settles: pending, granted or tested."""

import ast
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import libcst as cst
import pytest
from harness import OPTIONS

from codemods import catalog
from codemods.codemod import Assumption, Codemod
from codemods.facts import Facts
from codemods.files import disk
from codemods.model import (
    Discharge,
    Evidence,
    Options,
    Outcome,
    Probe,
    Project,
    Refusal,
    Rewrite,
    Site,
    Source,
    Span,
    Trust,
    Verdict,
)
from codemods.rewriting import engine
from codemods.running import batch, verification
from codemods.verify.budget import Budget
from codemods.verify.courses import results

TEXT = """\
def known(name, names: list[object]):
    return name in names


def count(names):
    return len(names)
"""


@dataclass(frozen=True)
class NoOptions:
    pass


def judge(node: ast.Return, facts: Facts, options: NoOptions) -> Verdict:
    """Offer a set for what a returned ``in`` looks through."""
    match node.value:
        case ast.Compare(left=sought, ops=[ast.In()], comparators=[ast.Name(id=name)]):
            line = node.lineno
        case _:
            return None
    probe = Probe(line, f"__hashable__([{ast.unparse(sought)}, *{name}])")
    evidence = Evidence("hashable", Discharge.OPEN, f"all of {name} is hashable", (probe,))

    def write(passage: Any) -> tuple[list[Any], list[Any]]:
        code = cst.Module(passage.statements).code.replace(f" in {name}", f" in frozenset({name})")
        return list(cst.parse_module(code).body), []

    return Rewrite(
        "toy", line, Span(line, line), (line,), write, lambda _: (evidence,), lambda _: ()
    )


TOY = Codemod(
    module="toy",
    nodes=(ast.Return,),
    judge=judge,
    options=NoOptions,
    usually="",
    examples=(),
    assumptions=(Assumption("hashable", "everything is hashable"),),
)


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "load", lambda name: TOY)


def outcome(options: Options) -> Outcome:
    return engine.run(Source("<text>", TEXT), [TOY], options, Project())


def verified(tmp_path: Path, text: str) -> Outcome:
    (tmp_path / "names.py").write_text(text)
    options = replace(OPTIONS, trust=Trust.OPEN)
    result = batch.rewrite(disk.read(tmp_path / "names.py"), ["toy"], options, Project())
    assert result.outcome.changed
    course = verification.verified(result, ["toy"], options, Project())
    ((result, _),) = results([course], Budget())
    return result.outcome


def discharges(site: Site) -> list[tuple[str, Discharge]]:
    return [(one.assumption, one.discharge) for one in site.evidence]


def test_an_open_assumption_keeps_the_text_as_it_is() -> None:
    found = outcome(OPTIONS)
    assert not found.changed and not found.sites
    (site,) = found.pending
    assert site.line == 2 and discharges(site) == [("hashable", Discharge.OPEN)]


def test_what_is_granted_is_written() -> None:
    found = outcome(replace(OPTIONS, granted=frozenset({"hashable"})))
    assert "name in frozenset(names)" in found.after and not found.pending
    assert discharges(found.sites[0]) == [("hashable", Discharge.GRANTED)]


def test_what_is_trusted_to_be_tested_is_written() -> None:
    found = outcome(replace(OPTIONS, trust=Trust.OPEN))
    assert found.changed and discharges(found.sites[0]) == [("hashable", Discharge.OPEN)]


def test_no_trust_leaves_the_function_alone() -> None:
    options = replace(OPTIONS, granted=frozenset({"hashable"}))
    trust = {"known": Trust.NOTHING}
    found = engine.run(Source("<text>", TEXT), [TOY], options, Project(), trust)
    assert not found.changed
    assert found.refusals == (Refusal("toy", 2, engine.REFUTED, 2),)


def test_what_breaks_only_where_an_assumption_is_broken_is_tested(tmp_path: Path) -> None:
    found = verified(tmp_path, TEXT)
    (site,) = found.sites
    assert discharges(site) == [
        ("hashable", Discharge.TESTED),
        ("same-behaviour", Discharge.TESTED),
    ]
    # The risk of granting it: a call that breaks the assumption, and shows the difference.
    assert site.evidence[0].risk.startswith("known(")


def test_what_breaks_though_its_assumption_holds_is_refuted(tmp_path: Path) -> None:
    found = verified(tmp_path, "def known(name: str, names: str):\n    return name in names\n")
    assert not found.changed
    (site,) = found.pending
    assert site.evidence[-1].fact.startswith("refuted: ")


def test_what_cannot_be_tested_stays_pending(tmp_path: Path) -> None:
    found = verified(tmp_path, "import nowhere_to_be_found\n" + TEXT)
    assert not found.changed
    (site,) = found.pending
    assert site.evidence[-1].fact.startswith("not checked: cannot be imported")


EMPTIED = """\
def known(name, names: list[object]):
    names = names[:0]
    return name in names
"""


def test_an_assumption_that_only_empties_come_to_is_not_tested(tmp_path: Path) -> None:
    found = verified(tmp_path, EMPTIED)
    assert not found.changed
    (site,) = found.pending
    assert site.evidence[-1].fact == (
        "not checked: no call put an assumption to the test: hashable"
    )
