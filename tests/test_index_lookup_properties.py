"""Run programs that search, before and after: nothing that can be seen may differ.

Where everything is proved, ever. Where assumptions were granted, unless the call breaks one of
them, as the probes of the rewrite tell.
"""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from counted import counted
from harness import OPTIONS, outcome
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from lookups import Program, data, dict_loops, dicts, growing, programs, unpacking

from codemods import catalog
from codemods.model import Outcome, Trust
from codemods.rewriting.probes import probed
from codemods.verify.probes import probing

NAN = float("nan")
EXAMPLES = settings(
    max_examples=int(os.environ.get("CODEMODS_FUZZ_EXAMPLES", "100")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="CODEMODS_FUZZ_EXAMPLES" not in os.environ,
)


def observed(text: str, arguments: tuple[str, str]) -> tuple[object, ...]:
    """All that can be seen of one call."""
    names: dict[str, Any] = {"__name__": "program", "NAN": NAN}
    exec(compile(text, "<program>", "exec"), names)
    first = eval(arguments[0], names)
    second = first if arguments[1] == "ALIAS" else eval(arguments[1], names)
    numbers = {id(one): f"#{side}" for side, one in (("a", first), ("b", second))}
    for side, rows in (("a", first), ("b", second)):
        if isinstance(rows, (list, tuple)):
            numbers |= {id(row): f"{side}{number}" for number, row in enumerate(rows)}
    try:
        result = names["search"](first, second)
        if hasattr(result, "__next__"):
            result = list(result)
        told: object = ("returned", shown(result, numbers))
    except Exception as error:
        told = ("raised", type(error), repr(error.args))
    left = [shown(list(side), numbers) for side in (first, second) if hasattr(side, "__iter__")]
    return told, left, [_placeless(one) for one in names["LOG"]]


def _placeless(text: str) -> str:
    """A text without the addresses of objects."""
    return re.sub(r" at 0x\w+", "", text)


def shown(value: object, numbers: dict[int, str]) -> str:
    """A value with its type, and which element of the arguments it is."""
    if id(value) in numbers and not isinstance(value, (int, float, str, bytes, type(None))):
        return numbers[id(value)]
    if isinstance(value, (list, tuple, set)):
        return f"{type(value).__name__}({', '.join(shown(one, numbers) for one in value)})"
    if isinstance(value, dict):
        return repr([(shown(k, numbers), shown(v, numbers)) for k, v in value.items()])
    if hasattr(value, "__next__"):
        return f"{type(value).__name__}{[shown(one, numbers) for one in value]}"
    return f"{type(value).__name__} {_placeless(repr(value))}"


def granted(text: str) -> tuple[Outcome, Outcome]:
    """What becomes of a text with everything granted, and the same before it is granted."""
    names = frozenset(one.name for one in catalog.load("index-lookup").assumptions)
    options = replace(OPTIONS, granted=names)
    # What running can't test has to be granted before anything is written.
    told = replace(OPTIONS, trust=Trust.OPEN, granted=frozenset({"searched-lists", "no-override"}))
    still_open = outcome(text, "index-lookup", options=told)
    return outcome(text, "index-lookup", options=options), still_open


Made = Callable[[bool], SearchStrategy[Program]]
Data = Callable[[Program], SearchStrategy[tuple[str, str]]]
ALL: list[tuple[Made, Data]] = [
    (programs, data),
    (unpacking, data),
    (growing, data),
    (dict_loops, dicts),
    (counted, data),
]
KINDS = pytest.mark.parametrize(
    ("made", "inputs"), ALL, ids=["search", "unpacking", "growing", "dict", "counted"]
)


@KINDS
@EXAMPLES
@given(draw=st.data())
def test_what_is_proved_behaves_the_same(draw: st.DataObject, made: Made, inputs: Data) -> None:
    program = draw.draw(made(annotated=True))  # type: ignore[call-arg]
    found = outcome(program.text, "index-lookup")
    if not found.changed:
        return
    for _ in range(3):
        arguments = draw.draw(inputs(program))
        before, after = observed(found.before, arguments), observed(found.after, arguments)
        assert before == after, f"{arguments}\n{found.after}"


@KINDS
@EXAMPLES
@given(draw=st.data())
def test_what_is_granted_behaves_the_same_unless_an_assumption_is_broken(
    draw: st.DataObject, made: Made, inputs: Data
) -> None:
    program = draw.draw(made(annotated=False))  # type: ignore[call-arg]
    found, still_open = granted(program.text)
    if not found.changed:
        return
    assert found.after == still_open.after
    probes = probed(found.before, [one for site in still_open.sites for one in site.open])
    for _ in range(3):
        arguments = draw.draw(inputs(program))
        before, after = observed(found.before, arguments), observed(found.after, arguments)
        if before != after:
            with probing() as seen:
                observed(probes or found.before, arguments)
            assert seen.broken, f"{arguments}\n{found.after}"


@KINDS
@pytest.mark.parametrize("annotated", [True, False])
def test_many_programs_are_rewritten(annotated: bool, made: Made, inputs: Data) -> None:
    """The properties above would hold of a codemod that does nothing."""
    changed = []

    @settings(EXAMPLES, max_examples=100)
    @given(made(annotated=annotated))  # type: ignore[call-arg]
    def count(program: Program) -> None:
        found = granted(program.text)[0]
        changed.append(found.changed)
        assert found.error is None

    count()
    assert sum(changed) > len(changed) / 10, f"{sum(changed)} of {len(changed)}"
