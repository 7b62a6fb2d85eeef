"""Run nested loops that fill an array, before and after: not one bit may differ."""

import itertools
from dataclasses import dataclass, replace

import numpy as np
import pytest
from arithmetic import FLOATS, HEAD
from harness import OPTIONS, outcome
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from test_vectorize_properties import EXAMPLES, GRANTED, observed

from codemods.model import Trust
from codemods.rewriting.probes import probed
from codemods.verify.probes import probing

PARAMETERS = (
    "a: NDArray[np.float64], b: NDArray[np.float64], "
    "v: NDArray[np.float64], w: NDArray[np.float64], k: float, n: int"
)
ROWS = ("len(a)", "a.shape[0]", "rows", "len(v)", "n % 4", "v.size")
COLUMNS = ("a.shape[1]", "columns", "len(w)", "b.shape[1]", "n % 3", "len(a[0])", "3")
MADE = (
    "out = np.zeros(({0}, {1}))", "out = np.zeros(({0}, {1}))", "out = np.zeros_like(a)",
    "out = np.ones(a.shape)", "out = a", "out = np.zeros(({1}, {0}))", "out = b",
)  # fmt: skip
CELLS = (
    "a[i, j]", "a[i, j]", "a[i][j]", "b[i, j]", "v[i]", "w[j]", "v[i]", "w[j]", "a[j, i]", "i", "j",
    "k", "2.0", "out[i, j]", "v[j]",
)  # fmt: skip
VALUES = (
    "{0} * {1}", "{0} + {1}", "{0} - {1} * {2}", "{0}", "{0} / {1}", "abs({0} - {1})",
    "math.sqrt({0})", "{0} if {1} < {2} else {0}", "{0} * 2.0 + 1.0", "{0} * {1} / 3.0",
)  # fmt: skip
SUMS = (
    "a[i, s] * b[s, j]", "a[i, s] * w[s]", "a[i, s]", "b[s, j] * a[i, s]", "v[s] * a[i, s]",
    "a[i, s] * k", "a[i, s] * b[i, s]", "(a[i, s] - v[i]) * w[s]", "s * a[i, s]", "w[s] / v[s]",
)  # fmt: skip


@dataclass(frozen=True)
class Nest:
    """A text that defines ``compute(a, b, v, w, k, n)``."""

    text: str


@st.composite
def nests(draw: DrawFn) -> Nest:
    """A function that fills an array in nested loops."""
    rows, columns = draw(st.sampled_from(ROWS)), draw(st.sampled_from(COLUMNS))
    lines = ["rows, columns = a.shape"] if "rows" in rows + columns or "col" in columns else []
    kind = draw(st.sampled_from(("cells", "cells", "product", "vector", "variable")))
    if kind == "cells":
        value = draw(st.sampled_from(VALUES)).format(*(draw(st.sampled_from(CELLS)) for _ in "123"))
        operator = draw(st.sampled_from(("=", "=", "=", "+=", "*=", "-=")))
        target = draw(st.sampled_from(("out[i, j]", "out[i, j]", "out[i][j]", "out[j, i]")))
        lines.append(draw(st.sampled_from(MADE)).format(rows, columns))
        loops, body = {"i": rows, "j": columns}, [f"{target} {operator} {value}"]
    else:
        inner = draw(st.sampled_from(COLUMNS))
        value = draw(st.sampled_from(SUMS))
        is_table = kind == "product" or "j" in value
        loops = {"i": rows, "j": columns} if is_table else {"i": rows}
        target = "out[i, j]" if is_table else "out[i]"
        made = f"out = np.zeros(({rows}, {columns}))" if is_table else f"out = np.zeros({rows})"
        lines.append(draw(st.sampled_from((made, made, "out = a" if is_table else "out = v"))))
        if kind == "variable":
            start = draw(st.sampled_from(("0.0", "0", "1.5", "-0.0")))
            body = [f"total = {start}", f"for s in range({inner}):", f"    total += {value}"]
            body.append(f"{target} = total")
        else:
            loops, body = {**loops, "s": inner}, [f"{target} += {value}"]
    nest: list[str] = []
    for depth, index in enumerate(
        draw(st.permutations(list(loops))) if kind != "variable" else loops
    ):
        nest.append(f"{'    ' * depth}for {index} in range({loops[index]}):")
    nest += [f"{'    ' * len(loops)}{one}" for one in body]
    text = "".join(f"    {one}\n" for one in (*lines, *nest, "return out, a"))
    return Nest(f"{HEAD}def compute({PARAMETERS}):\n{text}")


@st.composite
def tables(draw: DrawFn) -> tuple[str, ...]:
    """Arguments as texts, mostly of shapes that belong together."""
    sizes = draw(st.lists(st.integers(0, 3), min_size=2, max_size=2))
    rows, columns = sizes if draw(st.booleans()) else (sizes[0], sizes[0])
    shapes = [
        (rows, columns),
        (draw(st.sampled_from((rows, columns))), columns),
        (rows,),
        (columns,),
    ]
    if min(sizes) and draw(st.integers(0, 5)) == 0:  # without a round nothing is looked at
        shapes[draw(st.integers(0, 3))] = draw(st.sampled_from(((2,), (1,), (3, 2), (1, 2, 2))))
    made = []
    for shape in shapes:
        size = int(np.prod(shape))
        cells = draw(st.lists(FLOATS, min_size=size, max_size=size))
        made.append(f"np.array([{', '.join(cells)}], dtype=float).reshape({shape})")
    if draw(st.integers(0, 9)) == 0:
        made[1] = made[0]
    return (*made, draw(FLOATS), repr(draw(st.integers(0, 11))))


@EXAMPLES
@given(nest=nests(), draw=st.data())
@pytest.mark.parametrize("grant", [False, True])
def test_nests_behave_the_same(grant: bool, nest: Nest, draw: st.DataObject) -> None:
    options = replace(OPTIONS, granted=GRANTED if grant else frozenset())
    found = outcome(nest.text, "vectorize", options=options)
    assert found.error is None
    if not found.changed:
        return
    evidence = [one for site in found.sites for one in site.evidence]
    probes = probed(found.before, evidence)
    for _ in range(3):
        arguments = draw.draw(tables())
        before, after = observed(found.before, arguments), observed(found.after, arguments)
        nothing = any("(0" in one or " 0)" in one for one in arguments)
        if before != after and not (nothing and isinstance(after[0], type)):
            # Where there is no round, nothing is looked at: arrays of other shapes raise then.
            with probing() as seen:
                observed(probes or found.before, arguments)
            assert grant and seen.broken, f"{arguments}\n{found.after}"


@pytest.mark.parametrize("grant", [False, True])
def test_many_nests_are_rewritten(grant: bool) -> None:
    """The property above would hold of a codemod that does nothing."""
    changed: list[bool] = []
    options = replace(OPTIONS, trust=Trust.OPEN if grant else Trust.SETTLED)

    @settings(EXAMPLES, max_examples=150)
    @given(nests())
    def count(nest: Nest) -> None:
        changed.append(outcome(nest.text, "vectorize", options=options).changed)

    count()
    assert sum(changed) > len(changed) / (4 if grant else 40), f"{sum(changed)} of {len(changed)}"


def test_products_of_tables_agree_up_to_the_last_digits() -> None:
    """With ``sum-order`` granted a product is one of NumPy, whichever way the indices stand."""
    for left, right in itertools.product(("a[i, s]", "a[s, i]"), ("b[s, j]", "b[j, s]")):
        for value in (f"{left} * {right}", f"{right} * {left}"):
            text = (
                f"{HEAD}def compute({PARAMETERS}):\n    out = np.zeros((n, n))\n"
                "    for i in range(n):\n        for j in range(n):\n"
                f"            for s in range(n):\n                out[i, j] += {value}\n"
                "    return out\n"
            )
            options = replace(OPTIONS, granted=GRANTED | {"sum-order"})
            after = outcome(text, "vectorize", options=options).after
            assert "@" in after and "for" not in after.partition("compute")[2]
            names: list[dict[str, object]] = [{}, {}]
            exec(text, names[0])
            exec(after, names[1])
            numbers = np.arange(32.0).reshape(2, 4, 4)
            results = [one["compute"](*numbers, None, None, 1.0, 4) for one in names]  # type: ignore[operator]
            assert np.array_equal(*results)
