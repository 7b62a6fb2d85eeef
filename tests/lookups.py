"""Generate programs that search, and data that upsets lookups."""

import textwrap
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

HEAD = """
from dataclasses import dataclass

@dataclass
class Row:
    k: int
    j: int
    n: str

LOG = []

def log(*values):
    LOG.append(repr(values))
    return True
"""
# How a key is read from an element, and from what element it can be.
KEYS = {
    "attribute": "{}.k",
    "item": '{}["k"]',
    "position": "{}[0]",
    "plain": "{}",
    "two": None,
}
SECOND = {"attribute": "{}.j", "item": '{}["j"]', "position": "{}[1]", "plain": "{}"}
ANNOTATIONS = {
    "attribute": ("list[Row]", "list[Row]"),
    "plain": ("list[int]", "list[int]"),
    "position": ("list[tuple[int, int, str]]", "tuple[tuple[int, int, str], ...]"),
}
BODIES = (
    "out.append((a, b))",
    "out.append(b)",
    "hits += 1",
    "found = True",
    "last = b",
    "found = True\nbreak",
    "out.append(b)\nbreak",
    "last = b\nbreak",
    "break",
    "return b",
    "return True",
    "out.append(a)\ncontinue",
    "if hits > 1:\n    break\nhits += 1",
    "log(b)",
    "out.append(b)\nlog(a)\nbreak",
    "bs.append(b)\nif len(bs) > 6:\n    break",
    "b = a\nout.append(b)",
    "raise ValueError(a)",
    "last = b\nhits += 1",
    "pass",
    "bs = []",
    "out += [b]",
    "yield b",
    "late.append(lambda: b)",
)
FILTERS = ("b", "hits < 3", "a is not b", "log(b)", "b != 1", "last is None", "{other} == 1")
ELSES = ("", "", "", "out.append(None)", "found = False\nhits += 2", "return None", "b = None")
AFTERS = ("", "", "", "out.append(b)", "hits += 1", "log(hits)", "if found:\n    out.append(a)")
EXPRESSIONS = (
    "next((b for b in {bs} if {test}), None)",
    "next((b for b in {bs} if {test}), a)",
    "next((hits for b in {bs} if {test}), None)",
    "[b for b in {bs} if {test}]",
    "[(a, b) for b in {bs} if {test}]",
    "{{hits: b for b in {bs} if {test}}}",
    "any({equal} for b in {bs})",
    "any(log(b) for b in {bs} if {test})",
    "all({unequal} for b in {bs})",
    "sum(1 for b in {bs} if {test})",
    "len([b for b in {bs} if {test}])",
    "{sought} in [{key} for b in {bs}]",
    "{sought} not in [{key} for b in {bs}]",
    "list(b for b in {bs} if {test})",
    "(b for b in {bs} if {test})",
    "{sought} in {bs}",
    "{bs}.count({sought})",
    "[b for b in {bs} if {test} if hits < 2]",
    "[c for b in {bs} if {test} for c in (b, a)]",
)
OUTER = (
    "for a in as_:",
    "for i, a in enumerate(as_):",
    "while as_:\n    a = as_.pop()",
    "for a in list(as_):",
)


@dataclass(frozen=True)
class Program:
    """A module with a function ``search(as_, bs)``, and what its elements are like."""

    text: str
    kind: str
    annotated: bool


@st.composite
def programs(draw: DrawFn, annotated: bool) -> Program:
    """Programs of all shapes; annotated ones keep to what annotations can say."""
    kind = draw(st.sampled_from(sorted(ANNOTATIONS if annotated else SECOND)))
    key, sought = _sides(draw, kind)
    equal = f"{key} == {sought}" if draw(st.booleans()) else f"{sought} == {key}"
    conditions = [equal]
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
        extra = draw(st.sampled_from(FILTERS)).format(other=SECOND[kind].format("b"))
        conditions.insert(draw(st.integers(0, len(conditions))), extra)
    test = " and ".join(conditions)
    bs = draw(st.sampled_from(("bs", "bs", "bs", "own")))
    texts = {"bs": bs, "test": test, "key": key, "sought": sought, "equal": equal}
    texts["unequal"] = f"{key} != {sought}"
    body = draw(st.sampled_from((_inner, _inner, _expression, _comprehension)))(draw, texts)
    annotation = ANNOTATIONS[kind] if annotated else None
    parameters = f"as_: {annotation[0]}, bs: {annotation[1]}" if annotation else "as_, bs"
    own = "own = list(bs)\n" if bs == "own" else ""
    first = f"out, late = [], []\nhits = 0\nfound = False\nlast = None\n{own}"
    end = draw(st.sampled_from(("", "", "", "out.append(b)\n", "log(a)\n")))
    last = "return out, hits, found, last, [f() for f in late]\n"
    code = first + body + end + last
    text = f"{HEAD}\ndef search({parameters}):\n{textwrap.indent(code, '    ')}"
    return Program(text, kind, annotated)


def _sides(draw: DrawFn, kind: str) -> tuple[str, str]:
    first, second = KEYS[kind] or "{}", SECOND[kind]
    key = first.format("b")
    sought = draw(st.sampled_from((first, first, second))).format("a")
    return key, sought


def _inner(draw: DrawFn, texts: dict[str, str]) -> str:
    """A loop in a loop."""
    done = draw(st.sampled_from(BODIES))
    if draw(st.integers(0, 4)) == 0:
        inside = f"if {texts['unequal']}:\n    continue\n{done}"
    else:
        inside = f"if {texts['test']}:\n{textwrap.indent(done, '    ')}"
    loop = f"for b in {texts['bs']}:\n{textwrap.indent(inside, '    ')}\n"
    orelse = draw(st.sampled_from(ELSES))
    if orelse:
        loop += f"else:\n{textwrap.indent(orelse, '    ')}\n"
    before = draw(st.sampled_from(("", "", "found = False\n", "last = None\nhits = 0\n")))
    around = before + loop + draw(st.sampled_from(AFTERS)) + "\n"
    if draw(st.integers(0, 9)) == 0:
        caught = "try:\n{}except (TypeError, KeyError) as error:\n    out.append(repr(error))\n"
        around = caught.format(textwrap.indent(around, "    "))
    return f"{draw(st.sampled_from(OUTER))}\n{textwrap.indent(around, '    ')}\n"


def _expression(draw: DrawFn, texts: dict[str, str]) -> str:
    expression = draw(st.sampled_from(EXPRESSIONS)).format(**texts)
    use = draw(
        st.sampled_from(
            (
                "out.append({})",
                "last = {}",
                "if {}:\n    out.append(a)",
                "if a and {}:\n    hits += 1",
                "late.append(lambda: {})",
                "for c in {}:\n    out.append(c)",
                "log({})",
                "if hits:\n    pass\nelif {}:\n    hits += 1",
            )
        )
    ).format(expression)
    after = draw(st.sampled_from(("", "", "", "\nbs.append(a)", "\nhits += 1")))
    return f"{draw(st.sampled_from(OUTER))}\n{textwrap.indent(use + after, '    ')}\n"


def _comprehension(draw: DrawFn, texts: dict[str, str]) -> str:
    expression = draw(st.sampled_from(EXPRESSIONS)).format(**texts)
    shape = draw(
        st.sampled_from(
            (
                "out = [(a, b) for a in as_ for b in {bs} if {test}]",
                "out = [b for a in as_ if a for b in {bs} if {test}]",
                "out = {{hits: (a, b) for a in as_ for b in {bs} if {test}}}",
                "out = list((a, b) for a in as_ for b in {bs} if {test})",
                "out = ((a, b) for a in as_ for b in {bs} if {test})",
                "out = [{expression} for a in as_]",
                "out = [a for a in as_ if {expression}]",
                "hits = sum(1 for a in as_ for b in {bs} if {test})",
                "out.extend([a for a in as_ if {expression}])",
                "out = [b for a in as_ for b in {bs} if {test} for c in as_]",
            )
        )
    )
    return shape.format(expression=expression, **texts) + "\n"


ODD = (
    "1", "True", "1.0", "2", "None", "'a'", "NAN", "float('nan')", "[1]", "(1, 2)", "0", "-0.0",
    "[]", "{}", "b''", "2**70",
)  # fmt: skip


@st.composite
def data(draw: DrawFn, program: Program) -> tuple[str, str]:
    """The text of two arguments, each an expression; ``NAN`` is one and the same object."""
    keys = st.sampled_from(("0", "1", "2", "3") if program.annotated else ODD)
    if not program.annotated and draw(st.booleans()):
        keys = st.sampled_from(("1", "2", "'a'", "None"))
    rows = _rows(program, keys)
    sides = [draw(st.lists(rows, max_size=5)) for _ in range(2)]
    texts = [f"[{', '.join(side)}]" for side in sides]
    if program.annotated:
        second = texts[1] if program.kind != "position" else f"tuple({texts[1]})"
        return texts[0], second
    wrapped = [draw(st.sampled_from(("{}", "{}", "{}", "tuple({})", "iter({})"))) for _ in texts]
    first, second = (wrap.format(text) for wrap, text in zip(wrapped, texts, strict=True))
    return draw(st.sampled_from(((first, second), (first, second), (texts[0], "ALIAS"))))


def _rows(program: Program, keys: SearchStrategy[str]) -> SearchStrategy[str]:
    pairs = st.tuples(keys, keys)
    match program.kind:
        case "attribute":
            rows = pairs.map(lambda pair: f"Row({pair[0]}, {pair[1]}, 'n')")
        case "item":
            rows = pairs.map(lambda pair: f"{{'k': {pair[0]}, 'j': {pair[1]}}}")
        case "position":
            rows = pairs.map(lambda pair: f"({pair[0]}, {pair[1]}, 'n')")
        case _:
            rows = keys
    if program.annotated:
        return rows
    return st.one_of(rows, rows, rows, rows, st.sampled_from(("None", "{}", "()", "0")))
