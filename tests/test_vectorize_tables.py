"""Run programs that compute lists of rows, before and after: nothing may differ but by a grant.

Sums in pairs are held to the last bit as well, of numbers that add up exactly in any order.
"""

from dataclasses import replace

import pytest
from arithmetic import HEAD, tame
from harness import OPTIONS, outcome
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from test_vectorize_properties import EXAMPLES, GRANTED, observed

from codemods.rewriting.probes import probed
from codemods.verify.probes import probing

ROWS = "a: list[list[float]], b: list[list[float]], v: list[float], w: list[float], k: float"
FILLED = """\
    out = [[{start}] * {columns} for _ in range({rows})]
    for i in range({rows}):
        for j in range({columns}):
            out[i][j] = {value}
    return out
"""
APPENDED = """\
    out = []
    for i in range({rows}):
        row = []
        for j in range({columns}):
            row.append({value})
        out.append(row)
    return out
"""
SUMMED = """\
    out = []
    for i in range({rows}):
        row = []
        for j in range({columns}):
            total = {start}
            for s in range({along}):
                total += {product}
            row.append(total)
        out.append(row)
    return out
"""
ADDED = """\
    out = [[{start}] * {columns} for _ in range({rows})]
    for i in range({rows}):
        for j in range({columns}):
            for s in range({along}):
                out[i][j] += {product}
    return out
"""
VECTOR = """\
    out = []
    for i in range({rows}):
        total = {start}
        for s in range({along}):
            total += a[i][s] * v[s]
        out.append(total)
    return out
"""
CELLS = (("a[i][j]", "v[i]"), ("v[i]", "w[j]"), ("a[i][j]",))
COMPREHENDED = (
    "[[{value} for j in range({columns})] for i in range({rows})]",
    "[[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]",
    "[[sum(a[i][s] * b[s][j] for s in range({along})) for j in range({columns})]"
    " for i in range({rows})]",
    "[sum(x * y for x, y in zip(row, v)) for row in a]",
    "[[{pair} for y in w] for x in v]",
    "[[{cell} for x in row] for row in a]",
    "[[{pair} for x, y in zip(row, v)] for row in a]",
)


@st.composite
def tables(draw: DrawFn) -> str:
    """A program that computes a list of rows, or of sums."""
    parts = {
        "rows": draw(st.sampled_from(("len(a)", "len(v)", "2"))),
        "columns": draw(st.sampled_from(("len(b[0])", "len(w)", "len(a[0])", "2"))),
        "along": draw(st.sampled_from(("len(b)", "len(v)", "len(a[0])"))),
        "start": draw(st.sampled_from(("0.0", "0.0", "0", "1.0"))),
        "product": draw(st.sampled_from(("a[i][s] * b[s][j]", "b[s][j] * a[i][s] * k"))),
        "value": draw(tame(draw(st.sampled_from(CELLS)), 3)),
        "pair": draw(tame(("x", "y"), 3)),
        "cell": draw(tame(("x",), 3)),
    }  # fmt: skip
    body = draw(
        st.one_of(
            st.sampled_from((FILLED, APPENDED, SUMMED, ADDED, VECTOR)),
            st.sampled_from(COMPREHENDED).map(lambda one: f"    return {one}\n"),
        )
    )
    return f"{HEAD}def compute({ROWS}, n: int):\n{body.format(**parts)}"


@st.composite
def arguments(draw: DrawFn) -> tuple[str, ...]:
    """Tables and vectors that mostly fit, as texts: their sums and products are exact."""
    cell = st.integers(-8, 8).map(lambda one: repr(one / 4))
    rows, along, columns = (draw(st.integers(0, 3)) for _ in range(3))
    odd = draw(st.integers(0, 9)) == 0

    def line(size: int) -> str:
        size += draw(st.integers(0, 1)) if odd else 0
        return f"[{', '.join(draw(st.lists(cell, min_size=size, max_size=size)))}]"

    def table(height: int, width: int) -> str:
        return f"[{', '.join(line(width) for _ in range(height))}]"

    return (
        table(rows, along), table(along, columns), line(along), line(columns), draw(cell), "3",
    )  # fmt: skip


@EXAMPLES
@given(text=tables(), draw=st.data())
@pytest.mark.parametrize("extra", [(), ("sum-order",)])
def test_tables_behave_the_same(extra: tuple[str, ...], text: str, draw: st.DataObject) -> None:
    found = outcome(text, "vectorize", options=replace(OPTIONS, granted=GRANTED | {*extra}))
    assert found.error is None
    if not found.changed:
        return
    evidence = [one for site in found.sites for one in site.evidence]
    probes = probed(found.before, evidence)
    for _ in range(3):
        given_ones = draw.draw(arguments())
        before, after = observed(found.before, given_ones), observed(found.after, given_ones)
        if before != after:
            with probing() as seen:
                observed(probes or found.before, given_ones)
            assert seen.broken, f"{given_ones}\n{found.after}"


def test_many_tables_are_rewritten() -> None:
    changed = []

    @EXAMPLES
    @given(tables())
    def count(text: str) -> None:
        options = replace(OPTIONS, granted=GRANTED | {"sum-order"})
        changed.append(outcome(text, "vectorize", options=options).changed)

    count()
    assert sum(changed) > len(changed) / 4, f"{sum(changed)} of {len(changed)}"
