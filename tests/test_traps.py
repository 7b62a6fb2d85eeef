"""Hold to the register of traps: each of them is met, by what its entry names and shows.

An entry of ``corpus/traps`` is a way in which a rewrite of a family (X: of any) would not do the
same, as code that falls into it, and one of:

``refused``   the reason why the codemod leaves that code alone
``alone``     the codemod does not take it for its shape at all
``keeps``     calls that do the same before and after the rewrite, which may need ``grants``
``assumes``   the assumption that stays open; once all is granted, the call ``breaks`` differs
``after``     what would be wrong: generated inputs refute it, those of ``seed`` where one is named
``risk``      words by which the published documents warn of it
"""

import asyncio
import contextlib
import io
import math
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from harness import OPTIONS, comment_texts, outcome

from codemods import catalog
from codemods.model import Outcome
from codemods.verify.budget import Budget
from codemods.verify.courses import Course, results
from codemods.verify.inputs.traps import HABITS, SEEDED, SEEDS
from codemods.verify.question import Question
from codemods.verify.verdict import Kind, Verdict
from codemods.verify.versions import versions

ROOT = Path(__file__).parents[1]
# How many traps the survey of each family names.
FAMILIES = {"X": 23, "G-": 21, "D-": 24, "N-": 24, "C-": 24}
CODEMODS = {"G": "guard-clauses", "D": "index-lookup", "N": "vectorize", "C": "dataclasses"}
WAYS = {"refused", "alone", "keeps", "assumes", "after", "risk"}


@cache
def register() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((ROOT / "corpus" / "traps").glob("*.toml")):
        entries = tomllib.loads(path.read_text("utf-8"))
        assert not found.keys() & entries.keys(), path
        found |= entries
    return found


def of(way: str) -> list[str]:
    return [name for name, entry in register().items() if way in entry]


def rewritten(name: str, *granted: str) -> Outcome:
    entry = register()[name]
    codemod = entry.get("codemod") or CODEMODS[name[0]]
    options = replace(OPTIONS, granted=frozenset(granted))
    return outcome(entry["code"].lstrip("\n"), codemod, options=options)


def did(text: str, call: str) -> str:
    """What a call did: its result or exception, and what it printed."""
    namespace: dict[str, Any] = {"nan": math.nan, "inf": math.inf, "run": asyncio.run}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            exec(compile(text, "<trap>", "exec"), namespace)
            result = repr(eval(call, namespace))
        except Exception as error:
            result = repr(error)
    return f"{result} {printed.getvalue()}"


def test_every_trap_of_every_family_is_there() -> None:
    every = {f"{family}{n + 1}" for family, count in FAMILIES.items() for n in range(count)}
    assert register().keys() == every


@pytest.mark.parametrize("name", register())
def test_each_trap_is_met_in_one_way(name: str) -> None:
    assert len(WAYS & register()[name].keys()) == 1 and register()[name]["trap"]


def test_what_assumptions_and_seeds_name_is_there() -> None:
    assumptions = (one for name in catalog.names() for one in catalog.load(name).assumptions)
    named = {trap for assumption in assumptions for trap in assumption.traps}
    assert named | SEEDED <= register().keys()


@pytest.mark.parametrize("name", of("refused"))
def test_a_refusal_has_the_reason(name: str) -> None:
    found = rewritten(name)
    assert not found.changed
    assert register()[name]["refused"] in [refusal.reason for refusal in found.refusals]


@pytest.mark.parametrize("name", of("alone"))
def test_what_is_no_shape_is_left_alone(name: str) -> None:
    found = rewritten(name)
    assert not found.changed and not found.pending and not found.refusals


@pytest.mark.parametrize("name", of("keeps"))
def test_a_rewrite_keeps_what_calls_do(name: str) -> None:
    found = rewritten(name, *register()[name].get("grants", ()))
    assert found.changed
    assert sorted(comment_texts(found.after)) == sorted(comment_texts(found.before))
    for call in register()[name]["keeps"]:
        assert did(found.after, call) == did(found.before, call), call


@pytest.mark.parametrize("name", of("assumes"))
def test_what_an_assumption_is_about_breaks_where_it_is_granted(name: str) -> None:
    entry, left = register()[name], rewritten(name)
    codemod = catalog.load(entry.get("codemod") or CODEMODS[name[0]])
    (assumption,) = [one for one in codemod.assumptions if one.name == entry["assumes"]]
    assert name in assumption.traps
    opened = {one.assumption for site in left.pending for one in site.open}
    assert not left.changed and assumption.name in opened
    granted = rewritten(name, *opened)
    assert granted.changed
    assert did(granted.after, entry["breaks"]) != did(granted.before, entry["breaks"])


@pytest.mark.parametrize("name", of("after"))
def test_generated_inputs_find_it(name: str) -> None:
    entry = register()[name]
    if "seed" in entry:
        (ids,) = [one.ids for one in (*SEEDS, *HABITS) if one.name == entry["seed"]]
        assert name in ids
    assert verdict(entry["code"], entry["after"]).kind is Kind.REFUTED


@pytest.mark.parametrize("name", of("risk"))
def test_a_risk_is_published(name: str) -> None:
    pages = [catalog.load(codemod).page for codemod in catalog.names()]
    texts = [(ROOT / "README.md").read_text("utf-8"), *pages]
    assert any(_plain(register()[name]["risk"]) in _plain(text) for text in texts)


def _plain(text: str) -> str:
    return " ".join(text.split())


def verdict(before: str, after: str) -> Verdict:
    def course() -> Course[list[Verdict]]:
        return (yield Question(versions(Path("trap.py"), before, after), prove=False))

    ((verdict,),) = results([course()], Budget())
    return verdict
