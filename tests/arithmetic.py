"""Generate programs that compute element by element, and numbers that upset arrays."""

from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from number_expressions import conditions, numbers, tame
from spellings import TAKING, counting, mapped, several

HEAD = """
import itertools
import math
import numpy as np
from collections.abc import Sequence
from numpy.typing import NDArray
"""
SEQUENCES = {
    "NDArray[np.float64]": "array",
    "np.ndarray": "any array",
    "list[float]": "list",
    "Sequence[float]": "list",
    "list[int]": "ints",
    "tuple[float, ...]": "tuple",
}


@dataclass(frozen=True)
class Program:
    """A text that defines ``compute(xs, ys, k, n)``, and what its arguments are."""

    text: str
    kinds: tuple[str, str]
    is_declared: bool


@st.composite
def programs(draw: DrawFn) -> Program:
    """A function that goes through one or two sequences."""
    first, second = (draw(st.sampled_from(list(SEQUENCES))) for _ in range(2))
    loops, elements = draw(st.sampled_from(LOOPS))
    form = draw(st.sampled_from(FORMS))
    bound, elements = draw(temporaries(elements)) if form in STATEMENTS else ([], elements)
    if draw(st.booleans()):
        value = draw(tame(elements, draw(st.integers(1, 3))))
        test = draw(st.sampled_from(("", "", "", f" if {elements[0]} > 0.5")))
    else:
        value = draw(st.one_of(numbers(elements), numbers(elements), conditions(elements)))
        test = f" if {draw(conditions(elements))}" if draw(st.integers(0, 3)) == 0 else ""
    result = draw(st.sampled_from(("", "", " -> list[float]")))
    head = f"def compute(xs: {first}, ys: {second}, k: float, n: int){result}:\n"
    before = "".join(f"        {one}\n" for one in bound)
    if form == "loop" and loops.startswith("i") and draw(st.booleans()):
        made = draw(st.sampled_from(MADE))
        operator = draw(st.sampled_from(("=", "=", "+=", "*=", "-=")))
        store = f"out[i] {operator} {value}\n"
        if test and draw(st.booleans()):
            store = f"{test.strip()}:\n            {store}"
            if draw(st.booleans()):
                ladder = f"{draw(conditions(elements))}:\n            out[i] {operator} {value}\n"
                store += draw(st.sampled_from(("", f"        elif {ladder}")))
                store += f"        else:\n            out[i] = {draw(tame(elements, 1))}\n"
        body = f"    {made}\n    for {loops}:\n{before}        {store}    return out, xs\n"
    elif form == "decide":
        body = draw(decisions(loops, before, test or f" if {draw(conditions(elements))}"))
    elif form == "parts":
        body = draw(parts(loops, before, elements, value))
    elif form == "scan":
        body = draw(scans(loops, before, test, value))
    elif form == "best":
        start = draw(st.sampled_from(("0", "0.0", "k", "-0.0")))
        kept = draw(
            st.sampled_from(
                (
                    "best = max(best, {0})", "best = min(best, {0})", "best = max({0}, best)",
                    "if ({0}) > best:\n            best = {0}",
                    "if best > ({0}):\n            best = {0}",
                )
            )
        )  # fmt: skip
        body = f"    best = {start}\n    for {loops}:\n{before}        "
        body += f"{kept.format(value)}\n    return best\n"
    elif form == "several":
        values = [value, draw(tame(elements, 1)), draw(st.sampled_from(("1", *elements)))]
        tests = [draw(conditions(elements)), f"{elements[0]} > 0.5"]
        steps = several(draw(st.permutations(values)), tests, draw(st.integers(0, 5)))
        body = f"    a = b = c = {draw(st.sampled_from(('0', '0.0')))}\n    for {loops}:\n{before}"
        body += f"        {steps}\n    return a, b, c\n"
    elif form == "add":
        start = draw(st.sampled_from(("0", "0.0", "k", "-0.0")))
        body = f"    total = {start}\n    for {loops}:\n{before}        "
        body += f"{test.strip()}:\n            " if test else ""
        added = draw(st.sampled_from(("total += {}", "total -= {}", "total = total + ({})")))
        body += f"{added.format(value)}\n    return total\n"
    elif form == "loop":
        body = f"    out = []\n    for {loops}:\n{before}"
        if test:
            body += f"        {test.strip()}:\n            out.append({value})\n    return out\n"
        else:
            body += f"        out.append({value})\n    return out\n"
    elif not test and loops in ("x in xs", "x, y in zip(xs, ys)") and draw(st.booleans()):
        body = f"    return {mapped(draw(st.sampled_from(TAKING)), value, loops)}\n"
    else:
        body = "    return " + form.format(f"{value} for {loops}{test}") + "\n"
    if form in STATEMENTS and draw(st.booleans()):
        body = counting(body, draw(st.sampled_from(("i += 1", "i += 1", "i = i + 1"))))
    return Program(HEAD + head + body, (SEQUENCES[first], SEQUENCES[second]), bool(result))


@st.composite
def decisions(draw: DrawFn, loops: str, before: str, test: str) -> str:
    """The body of a function that tells whether something holds."""
    found, none = draw(st.sampled_from((("True", "False"), ("False", "True"), ("True", "True"))))
    head = f"    for {loops}:\n{before}        {test.strip()}:\n            "
    if draw(st.booleans()):
        return f"{head}return {found}\n    return {none}\n"
    stop = draw(st.sampled_from(("", "            break\n")))
    return f"    a = {none}\n    m = len(ys)\n{head}a = {found}\n{stop}    return a, m\n"


@st.composite
def parts(draw: DrawFn, loops: str, before: str, elements: tuple[str, ...], value: str) -> str:
    """The body of a function with a loop that stores into two arrays, or adds to a number."""
    made = [draw(st.sampled_from(MADE)), draw(st.sampled_from(MADE)).replace("out", "two")]
    made.append(draw(st.sampled_from(("total = 0.0", "total = 0.0", "two = out"))))
    more = draw(tame((*elements, "out[i]", "out[i]", "two[i]"), 1))
    far = draw(st.sampled_from(("out[i]", "out[i]", "two[i - 1]", "out[i + 1]", "len(out)")))
    steps = draw(st.permutations((f"out[i] = {value}", f"two[i] = {more}", f"total += {far}")))
    steps = steps[: draw(st.integers(2, 3))]
    body = "".join(f"        {one}\n" for one in steps)
    head = "".join(f"    {one}\n" for one in made)
    return f"{head}    for {loops}:\n{before}{body}    return out, two, xs\n"


@st.composite
def scans(draw: DrawFn, loops: str, before: str, test: str, value: str) -> str:
    """The body of a function with a running sum or product."""
    operator = draw(st.sampled_from(("+", "+", "*")))
    start = draw(st.sampled_from(("0.0", "0.0", "1.0", "0", "1", "k", "-0.0", "2.5")))
    loop = f"    for {loops}:\n{before}"
    indent = " " * 8
    if test:
        loop += f"{indent}{test.strip()}:\n"
        indent += "    "
    shape = draw(st.integers(0, 4))
    if shape == 0:
        step = f"out.append(out[-1] {operator} ({value}))"
        return f"    out = [{start}]\n{loop}{indent}{step}\n    return out\n"
    if shape == 1 and "i" in loops:
        step = f"out[i] = out[i - 1] {operator} ({value})"
        return f"    {draw(st.sampled_from(MADE))}\n{loop}{indent}{step}\n    return out, xs\n"
    inits = [f"    total = {start}\n", "    out = []\n"]
    use, result = "out.append(total)", draw(st.sampled_from(("out", "out", "out", "out, total")))
    if loops.startswith("i") and draw(st.booleans()):
        inits[1], use = f"    {draw(st.sampled_from(MADE))}\n", "out[i] = total"
    inits = draw(st.permutations(inits))
    steps = [f"{indent}total {operator}= {value}\n", f"{indent}{use}\n"]
    step = "".join(steps if draw(st.booleans()) else reversed(steps))
    if draw(st.booleans()):
        inits.insert(1, "    m = len(ys)\n")
    return f"{''.join(inits)}{loop}{step}    return {result}\n"


@st.composite
def temporaries(draw: DrawFn, elements: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """Some assignments at the beginning of a body, and what can be read after them."""
    found: list[str] = []
    for name in ("d", "e")[: draw(st.sampled_from((0, 0, 1, 2)))]:
        value = draw(st.one_of(tame(elements, 1), numbers(elements, 1), conditions(elements)))
        found.append(f"{name} = {value}")
        elements = (*elements, name)
        other = draw(tame(elements, 1))
        match draw(st.integers(0, 7)):
            case 0:
                found.append(f"if {elements[0]} > 0.5:\n            {name} = {other}")
            case 1:
                found.append(f"{name} {draw(st.sampled_from(('+=', '*=')))} {other}")
            case 2:
                found[-1] = f"if {elements[0]} > 0.5:\n            {found[-1]}"
                found[-1] += f"\n        else:\n            {name} = {draw(tame(elements[:-1], 1))}"
            case 3:
                found.append(f"if {name} > 0.5:\n            continue")
    return found, elements


LOOPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("x in xs", ("x",)),
    ("x in xs", ("x",)),
    ("x, y in zip(xs, ys)", ("x", "y")),
    ("x, y in zip(xs, xs[1:])", ("x", "y")),
    ("x, y in zip(xs[2:], xs[:-1])", ("x", "y")),
    ("x in xs[1:4]", ("x",)),
    ("x in xs[::-2]", ("x",)),
    ("x, y in zip(xs[1:], ys[1:])", ("x", "y")),
    ("x, y in zip(xs[1:], ys)", ("x", "y")),
    ("x, y in itertools.pairwise(xs)", ("x", "y")),
    ("x, y in zip(xs, ys, strict=True)", ("x", "y")),
    ("j, x in enumerate(xs, 2)", ("x", "x", "j")),
    ("j, (x, y) in enumerate(zip(xs, ys))", ("x", "y", "j")),
    ("i in range(len(xs))", ("xs[i]",)),
    ("i in range(len(xs))", ("xs[i]", "ys[i]")),
    ("i, x in enumerate(xs)", ("x", "ys[i]")),
    ("i, x in enumerate(xs)", ("x", "x", "i")),
    ("i in range(1, len(xs))", ("xs[i]",)),
    ("i in range(1, len(xs) - 1)", ("xs[i - 1]", "xs[i]", "xs[i + 1]")),
    ("i in range(len(xs))", ("xs[i]", "i")),
    ("i in range(xs.shape[0])", ("xs[i]",)),
    ("i in range(xs.size)", ("xs[i]",)),
    ("i in range(n % 9)", ("i", "i", "(n % 9)", "(n % 9 - 1)")),
    ("i in range(5)", ("xs[i]", "i")),
    ("i in range(1, 5)", ("xs[i]", "xs[i - 1]")),
    ("i in range(3, 12, 2)", ("i", "i / 4")),
    ("i in range(9, n % 5, -2)", ("i", "i * 0.5")),
)
MADE = (
    "out = np.zeros(len(xs))", "out = np.zeros_like(xs)", "out = np.ones(len(xs), dtype=float)",
    "out = ys", "out = xs", "out = xs[:]", "out = np.zeros(n % 9)", "out = np.zeros(len(xs), int)",
    "out = np.zeros(5)", "out = three = np.ones(len(xs))", "out = np.zeros(len(xs)); xs = out",
    "out = np.full(len(xs), 0.5, dtype=float)", "out = [0.0] * len(xs)", "out = [0.0] * (n % 9)",
)  # fmt: skip
STATEMENTS = ("loop", "add", "best", "scan", "several", "decide", "parts")
FORMS = (
    "loop", "several", "add", "best", "scan", "scan", "decide", "parts", "len([{}])",
    "[{}]", "[{}]", "loop", "sum({})", "max({})", "np.array([{}])", "tuple({})", "list({})",
    "np.array([{}])[:1]", "np.sum([{}])", "list(itertools.accumulate({}))", "-len([{}])",
    "sorted({})", "math.fsum({})", "any({})", "all({})", "sum([{}]) / 2",
)  # fmt: skip

FLOATS = st.one_of(
    st.sampled_from(["0.0", "-0.0", "NAN", "INF", "-INF", "1e308", "5e-324", "0.1", "1.0", "-1.0"]),
    st.floats(-10, 10).map(repr),
    st.integers(-20, 20).map(lambda one: repr(one / 4)),
)
INTS = st.one_of(
    st.integers(-9, 9),
    st.sampled_from([2**31, 2**53 + 1, -(2**63), 2**63, 2**62, 2**200]),
).map(repr)
DTYPES = ("float", "float", "np.float32", "np.int64", "np.int8", "np.int16")
LENGTHS = st.sampled_from([0, 1, 2, 3, 5, 9, 20])


@st.composite
def sequences(draw: DrawFn, kind: str, size: int, strays: bool, rows: bool) -> str:
    """An argument as text, of ``size`` elements.

    ``strays`` are of other types that annotations allow, ``rows`` make an array a table.
    """
    if rows and kind in ("array", "any array") and size and draw(st.integers(0, 5)) == 0:
        rows = draw(st.integers(1, 2))
        cells = draw(st.lists(FLOATS, min_size=size * rows, max_size=size * rows))
        return f"np.array([{', '.join(cells)}]).reshape({size}, {rows})"
    inner = INTS if kind == "ints" else FLOATS
    if strays and kind in ("list", "tuple"):
        inner = st.one_of(FLOATS, INTS)
    if strays and kind == "ints":
        inner = st.one_of(INTS, st.sampled_from(["True", "False"]))
    cells = draw(st.lists(inner, min_size=size, max_size=size))
    if kind == "any array":
        # To have an operation or not is a matter of elements: an array of none is of floats here.
        dtype = draw(st.sampled_from(DTYPES)) if size else "float"
        small = draw(st.lists(st.integers(-9, 9).map(repr), min_size=size, max_size=size))
        return f"np.array([{', '.join(cells if dtype == 'float' else small)}], dtype={dtype})"
    if kind == "array":
        return f"np.array([{', '.join(cells)}], dtype=float)"
    if kind == "tuple":
        return f"({', '.join([*cells, ''])})" if cells else "()"
    return f"[{', '.join(cells)}]"


@st.composite
def data(draw: DrawFn, program: Program, strays: bool) -> tuple[str, str, str, str]:
    """Arguments for a program as texts."""
    size = draw(LENGTHS)
    other = size if draw(st.booleans()) else draw(LENGTHS)
    # A table of one row that is stored where a number belongs raises an exception, and fits in.
    rows = not program.is_declared and (size > 1 or "out[i]" not in program.text)
    first = draw(sequences(program.kinds[0], size, strays, rows))
    second = draw(sequences(program.kinds[1], other, strays, rows))
    number = draw(st.one_of(FLOATS, INTS) if strays else FLOATS)
    return first, second, number, draw(INTS)
