"""Run programs that compute element by element, before and after: not one bit may differ.

Where everything is proved, for all that annotations allow. Where assumptions were granted, unless
the call breaks one of them, as the probes of the rewrite tell. What is granted and can't be probed
(the last digit of a power) is not granted here.
"""

import os
import struct
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from arithmetic import Program, data, programs
from harness import OPTIONS, outcome
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codemods import catalog
from codemods.catalog.vectorize.options import VectorizeOptions
from codemods.model import Trust
from codemods.rewriting.probes import probed
from codemods.verify.probes import probing

EXAMPLES = settings(
    max_examples=int(os.environ.get("CODEMODS_FUZZ_EXAMPLES", "150")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="CODEMODS_FUZZ_EXAMPLES" not in os.environ,
)
UNPROBED = ("last-digit", "sum-order")
GRANTED = frozenset(
    one.name for one in catalog.load("vectorize").assumptions if one.name not in UNPROBED
)


def observed(
    text: str, arguments: tuple[str, ...], seen_as: Callable[[object], object] | None = None
) -> tuple[object, ...]:
    """All that can be seen of one call; of an exception its type alone."""
    names: dict[str, Any] = {"__name__": "program", "NAN": float("nan"), "INF": float("inf")}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        exec(compile(text, "<program>", "exec"), names)
        values = [eval(one, names) for one in arguments]
        try:
            told: object = (seen_as or shown)(names["compute"](*values))
        except Exception as error:
            told = type(error)
        # Elements of arrays warn as well, in other words.
        warned = bool(caught) and not any(isinstance(one, np.ndarray) for one in values)
        return told, [shown(one) for one in values], warned


def shown(value: object) -> object:
    """A value to the last bit, with its type and those of all that is in it."""
    if isinstance(value, np.ndarray):
        return "array", str(value.dtype), value.shape, [shown(one) for one in value]
    if isinstance(value, (list, tuple)):
        return type(value).__name__, [shown(one) for one in value]
    if isinstance(value, (float, np.floating)):
        bits = "nan" if value != value else struct.pack("d", value)
        return type(value).__name__, bits
    return type(value).__name__, repr(value)


@EXAMPLES
@given(draw=st.data())
def test_what_is_proved_behaves_the_same(draw: st.DataObject) -> None:
    program = draw.draw(programs())
    found = outcome(program.text, "vectorize")
    if not found.changed:
        return
    for _ in range(3):
        arguments = draw.draw(data(program, strays=True))
        before, after = observed(found.before, arguments), observed(found.after, arguments)
        assert before == after, f"{arguments}\n{found.after}"


@EXAMPLES
@given(draw=st.data())
def test_what_is_granted_behaves_the_same_unless_an_assumption_is_broken(
    draw: st.DataObject,
) -> None:
    program = draw.draw(programs())
    found = outcome(program.text, "vectorize", options=replace(OPTIONS, granted=GRANTED))
    if not found.changed:
        return
    evidence = [one for site in found.sites for one in site.evidence]
    probes = probed(found.before, evidence)
    for _ in range(3):
        arguments = draw.draw(data(program, strays=True))
        before, after = observed(found.before, arguments), observed(found.after, arguments)
        if before != after:
            with probing() as seen:
                observed(probes or found.before, arguments)
            assert seen.broken, f"{arguments}\n{found.after}"


@EXAMPLES
@given(draw=st.data())
def test_arrays_that_are_returned_hold_what_the_lists_held(draw: st.DataObject) -> None:
    program = draw.draw(programs())
    settings = {"vectorize": VectorizeOptions(result="ndarray")}
    options = replace(OPTIONS, granted=GRANTED, settings=settings)
    found = outcome(program.text, "vectorize", options=options)
    if not found.changed:
        return
    evidence = [one for site in found.sites for one in site.evidence]
    probes = probed(found.before, evidence)
    for _ in range(3):
        arguments = draw.draw(data(program, strays=True))
        before, after = observed(found.before, arguments, bare), observed(
            found.after, arguments, bare
        )
        if before != after:
            with probing() as seen:
                observed(probes or found.before, arguments)
            assert seen.broken, f"{arguments}\n{found.after}"


def bare(value: object) -> object:
    """A value with lists for arrays, and Python's own numbers for those of NumPy."""
    if isinstance(value, (np.ndarray, np.generic)):
        return bare(value.tolist())
    if isinstance(value, (list, tuple)):
        return [bare(one) for one in value]
    return shown(value)


@pytest.mark.parametrize("grant", [False, True])
def test_many_programs_are_rewritten(grant: bool) -> None:
    """The properties above would hold of a codemod that does nothing."""
    changed = []
    options = replace(OPTIONS, trust=Trust.OPEN if grant else Trust.SETTLED)

    @settings(EXAMPLES, max_examples=200)
    @given(programs())
    def count(program: Program) -> None:
        found = outcome(program.text, "vectorize", options=options)
        changed.append(found.changed)
        assert found.error is None

    count()
    assert sum(changed) > len(changed) / (8 if grant else 40), f"{sum(changed)} of {len(changed)}"


def test_ints_that_a_filter_leaves_out_must_fit_into_an_array_too() -> None:
    text = (
        "import numpy as np\n\n\n"
        "def compute(xs: list[float], ys: list[int]) -> np.ndarray:\n"
        "    return np.array([(y + x) + (x + x) for x, y in zip(xs, ys) if x > 0.5])\n"
    )
    found = outcome(text, "vectorize", options=replace(OPTIONS, granted=GRANTED))
    assert found.changed
    probes = probed(found.before, [one for site in found.sites for one in site.evidence])
    with probing() as seen:
        observed(probes or "", ("[0.0]", "[2**63]"))
    assert seen.broken == {"int64-range"}
