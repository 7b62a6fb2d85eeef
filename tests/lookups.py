"""Generate programs that search, and data that upsets lookups."""

import re
import textwrap
from collections.abc import Sequence
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
ELSES = (
    "",
    "",
    "",
    "",
    "out.append(None)",
    "found = False\nhits += 2",
    "return None",
    "b = None",
    "out.append(b)",
)
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
    "[(lambda: b) for b in {bs} if {test}][0]()",
    "sum({equal} for b in {bs})",
    "sum(1 if {test} else 0 for b in {bs})",
    "any({equal} for b in {bs} if b)",
    "any({test} for a in as_ for b in {bs})",
    "all({unequal} for a in as_ for b in {bs} if b)",
    "sum({equal} for a in as_ for b in {bs})",
    "{sought} in list({bs})",
    "{sought} in set({bs})",
    "{sought} in sorted({bs})",
    "{sought} not in {bs}[:]",
    "{sought} in {{{key} for b in {bs}}}",
    "{sought} in ({key} for b in {bs})",
    "{bs}.index({sought})",
    "list(filter(lambda b: {test}, {bs}))",
    "len(list(filter(lambda b: {test}, {bs})))",
    "next(filter(lambda b: {test}, {bs}), None)",
    "next(filter(lambda b: {equal}, {bs}), a)",
)
# What a loop does that stops at the first match, before and after it.
STARTS = ("i = 0", "i = 0", "i = 0", "i = 1", "i = 0\nlog(i)")
STEPS = ("i += 1", "i += 1", "i = i + 1", "i += 2", "i += 1\n    log(i)")
# Searches of elements that are unpacked, three to an element.
UNPACKED = (
    "next((y for {to} in {bs} if {test}), None)",
    "next((z for {to} in {bs} if {test}), a)",
    "next((x for {to} in {bs} if {test}), 0)",
    "next((hits for {to} in {bs} if {test}), None)",
    "[y for {to} in {bs} if {test}]",
    "[(x, z) for {to} in {bs} if {test}]",
    "[(a, x, y, z) for {to} in {bs} if {test}]",
    "[hits for {to} in {bs} if {test}]",
    "[(lambda: y) for {to} in {bs} if {test}][0]()",
    "{{y: z for {to} in {bs} if {test}}}",
    "any({equal} for {to} in {bs})",
    "all({unequal} for {to} in {bs})",
    "any(log(y) for {to} in {bs} if {test})",
    "sum(1 for {to} in {bs} if {test})",
    "len([y for {to} in {bs} if {test}])",
    "{sought} in [{key} for {to} in {bs}]",
    "{sought} not in [{key} for {to} in {bs} if {spare}]",
    "list(z for {to} in {bs} if {test})",
    "[c for {to} in {bs} if {test} for c in (x, y)]",
)
UNPACKED_BODIES = (
    "out.append((x, y))",
    "out.append(z)\nbreak",
    "out.append((y, z))\nbreak",
    "found = True\nbreak",
    "found = True",
    "last = y",
    "last = x\nbreak",
    "hits += 1",
    "return y",
    "y = a\nout.append(y)",
    "if hits > 1:\n    break\nhits += 1",
    "late.append(lambda: z)",
    "log(y, z)",
    "break",
    "yield x",
)
UNPACKED_FILTERS = ("y", "hits < 3", "a is not y", "log(z)", "y != 1", "x == y", "z == hits")
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
    shapes = (_inner, _inner, _expression, _comprehension, _stopping)
    body = draw(st.sampled_from(shapes))(draw, texts)
    annotation = ANNOTATIONS[kind] if annotated else None
    parameters = f"as_: {annotation[0]}, bs: {annotation[1]}" if annotation else "as_, bs"
    own = "own = list(bs)\n" if bs == "own" else ""
    first = f"out, late = [], []\nhits = 0\nfound = False\nlast = None\n{own}"
    end = draw(st.sampled_from(("", "", "", "out.append(b)\n", "log(a)\n")))
    last = "return out, hits, found, last, [f() for f in late]\n"
    code = first + body + end + last
    text = f"{HEAD}\ndef search({parameters}):\n{textwrap.indent(code, '    ')}"
    return Program(text, kind, annotated)


@st.composite
def unpacking(draw: DrawFn, annotated: bool) -> Program:
    """Programs that search what they unpack, three to an element."""
    key = draw(st.sampled_from(("x", "x", "y", "(x, y)", "(y, x)")))
    sought = draw(st.sampled_from(("a[0]", "a[0]", "a[1]") if len(key) == 1 else ("a[:2]", "a")))
    equal = f"{key} == {sought}" if draw(st.booleans()) else f"{sought} == {key}"
    conditions = [equal]
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
        extra = draw(st.sampled_from(UNPACKED_FILTERS))
        conditions.insert(draw(st.integers(0, len(conditions))), extra)
    texts = {
        "bs": draw(st.sampled_from(("bs", "bs", "bs", "own"))),
        "to": draw(st.sampled_from(("x, y, z", "x, y, z", "(x, y, z)"))),
        "test": " and ".join(conditions),
        "key": key,
        "sought": sought,
        "equal": equal,
        "unequal": f"{key} != {sought}",
        "spare": draw(st.sampled_from(UNPACKED_FILTERS)),
    }
    if draw(st.booleans()):
        body = _inner(draw, texts)
    else:
        body = draw(st.sampled_from((_expression, _comprehension)))(draw, texts, UNPACKED)
    if draw(st.integers(0, 2)) == 0:
        body += draw(st.sampled_from(("x = 1\n", "out.append([x for x in as_])\n", "z = hits\n")))
    annotation = ANNOTATIONS["position"]
    parameters = f"as_: {annotation[0]}, bs: {annotation[1]}" if annotated else "as_, bs"
    own = "own = list(bs)\n" if texts["bs"] == "own" else ""
    first = f"out, late = [], []\nhits = 0\nfound = False\nlast = None\n{own}"
    code = f"{first}{body}return out, hits, found, last, [f() for f in late]\n"
    text = f"{HEAD}\ndef search({parameters}):\n{textwrap.indent(code, '    ')}"
    return Program(text, "position", annotated)


def _sides(draw: DrawFn, kind: str) -> tuple[str, str]:
    first, second = KEYS[kind] or "{}", SECOND[kind]
    key = first.format("b")
    sought = draw(st.sampled_from((first, first, second))).format("a")
    wraps = ("{}", "{}", "{}", "{}", "str({})", "({} % 2)", 'f"<{{{}}}>"')
    # A quote inside would end an f-string, up to Python 3.11.
    wrap = draw(st.sampled_from(wraps if '"' not in key else wraps[:-1]))
    return wrap.format(key), wrap.format(sought)


def _inner(draw: DrawFn, texts: dict[str, str]) -> str:
    """A loop in a loop."""
    done = draw(st.sampled_from(UNPACKED_BODIES if "to" in texts else BODIES))
    if draw(st.integers(0, 4)) == 0:
        inside = f"if {texts['unequal']}:\n    continue\n{done}"
    elif draw(st.integers(0, 2)) == 0:
        inside = guarded(draw, texts["test"].split(" and "), done)
    else:
        inside = f"if {texts['test']}:\n{textwrap.indent(done, '    ')}"
    loop = f"for {texts.get('to', 'b')} in {texts['bs']}:\n{textwrap.indent(inside, '    ')}\n"
    orelse = draw(st.sampled_from(ELSES))
    after = draw(st.sampled_from(AFTERS))
    if "to" in texts:
        orelse, after = orelse.replace("b =", "y =").replace("(b)", "(y)"), after.replace(
            "(b)", "(y)"
        )
    if orelse:
        loop += f"else:\n{textwrap.indent(orelse, '    ')}\n"
    before = draw(st.sampled_from(("", "", "found = False\n", "last = None\nhits = 0\n")))
    around = f"{before}{loop}{after}\n"
    if draw(st.integers(0, 9)) == 0:
        caught = "try:\n{}except (TypeError, KeyError) as error:\n    out.append(repr(error))\n"
        around = caught.format(textwrap.indent(around, "    "))
    return f"{draw(st.sampled_from(OUTER))}\n{textwrap.indent(around, '    ')}\n"


def _stopping(draw: DrawFn, texts: dict[str, str]) -> str:
    """A loop that stops at the first match, and says where that is."""
    bs = texts["bs"]
    others = draw(st.sampled_from(("{unequal}", "not {equal}", "({unequal} or not b)", "{equal}")))
    goes_on = re.sub(r"\bb\b", f"{bs}[i]", others.format(**texts))
    start, step = draw(st.sampled_from(STARTS)), draw(st.sampled_from(STEPS))
    after = draw(st.sampled_from(("out.append(i)", f"if i < len({bs}):\n    out.append({bs}[i])")))
    loop = f"{start}\nwhile i < len({bs}) and {goes_on}:\n    {step}\n{after}\n"
    ends = draw(st.sampled_from(("", "", "log(i)\n")))
    return f"i = 7\n{draw(st.sampled_from(OUTER))}\n{textwrap.indent(loop, '    ')}\n{ends}"


def guarded(draw: DrawFn, conditions: Sequence[str], done: str) -> str:
    """What is done behind conditions, each a test around the rest or one that goes on."""
    if not conditions:
        return done
    first, *rest = conditions
    inside = guarded(draw, rest, done)
    match draw(st.integers(0, 3)):
        case 0:
            return f"if not ({first}):\n    continue\n{inside}"
        case 1 if " == " in first:
            return f"if {first.replace(' == ', ' != ')} or hits > 5:\n    continue\n{inside}"
    return f"if {first}:\n{textwrap.indent(inside, '    ')}"


def _expression(
    draw: DrawFn, texts: dict[str, str], expressions: Sequence[str] = EXPRESSIONS
) -> str:
    expression = draw(st.sampled_from(expressions)).format(**texts)
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


def _comprehension(
    draw: DrawFn, texts: dict[str, str], expressions: Sequence[str] = EXPRESSIONS
) -> str:
    expression = draw(st.sampled_from(expressions)).format(**texts)
    shape = draw(
        st.sampled_from(
            (
                "out = [(a, {b}) for a in as_ for {to} in {bs} if {test}]",
                "out = [{b} for a in as_ if a for {to} in {bs} if {test}]",
                "out = {{hits: (a, {b}) for a in as_ for {to} in {bs} if {test}}}",
                "out = list((a, {b}) for a in as_ for {to} in {bs} if {test})",
                "out = ((a, {b}) for a in as_ for {to} in {bs} if {test})",
                "out = [{expression} for a in as_]",
                "out = [a for a in as_ if {expression}]",
                "hits = sum(1 for a in as_ for {to} in {bs} if {test})",
                "out.extend([a for a in as_ if {expression}])",
                "out = [{b} for a in as_ for {to} in {bs} if {test} for c in as_]",
            )
        )
    )
    each = {"to": "b", "b": "b" if "to" not in texts else draw(st.sampled_from(("y", "(z, x)")))}
    return shape.format(expression=expression, **each | texts) + "\n"


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
    odd = st.sampled_from(("None", "{}", "()", "0", "iter([1, 2, 3])", "[1, 2, 3]", "(1, 2)"))
    return st.one_of(rows, rows, rows, rows, odd)


MADE = (
    "seen = []",
    "seen = []",
    "seen = list()",
    "seen = list(bs)",
    "seen = [1, 'a']",
    "seen = bs",
    "seen, rest = [], []",
    "rest, seen = list(bs), [*bs]",
)
MEMBERS = ("a", "a", "a.k", "a[0]", 'a["k"]', "str(a)", "(a, hits)")
GROWING = (
    "if {m} not in seen:\n    seen.append({m})",
    "if {m} not in seen:\n    seen.append({m})",
    "if {m} not in seen:\n    seen.append({m})\n    out.append(a)",
    "if {m} in seen:\n    continue\nseen.append({m})\nout.append(a)",
    "if {m} in seen:\n    hits += 1\nelse:\n    seen.append({m})",
    "if {m} in seen:\n    seen.remove({m})\nelse:\n    seen.append({m})",
    "found = {m} in seen\nseen.append({m})",
    "if {m} not in seen:\n    seen += [{m}]",
    "if {m} not in seen:\n    seen.append({m})\n    late.append(lambda: len(seen))",
    "if {m} not in seen:\n    seen.append({m})\n    log(seen)",
    "if {m} not in seen:\n    seen.append({m})\nelif hits not in seen:\n    seen.append(hits)",
    "if {m} not in seen and log(a):\n    seen.append({m}); hits += 1",
    "if {m} not in seen:\n    seen.append(log({m}))",
    "if {m} not in seen:\n    seen = [{m}]",
    "try:\n    if {m} not in seen:\n        seen.append({m})\nexcept TypeError:\n    hits += 1",
    "for b in bs:\n    if b not in seen:\n        seen.append(b)",
    "out.append([b for b in bs if b not in seen])\nseen.append({m})",
    "if {m} not in seen:\n    seen.insert(0, {m})",
    "if {m} not in seen:\n    seen.extend([{m}])\n    hits += 1",
    "if {m} not in seen:\n    seen.extend(({m}, hits))",
    "if {m} not in seen:\n    seen += [{m}]\n    out.append(a)",
    "if {m} not in bs:\n    bs.append({m})",
    "if {m} not in bs:\n    bs.append({m})\n    out.append(len(bs))",
    "if {m} in bs:\n    bs.remove({m})\nelse:\n    bs.append({m})",
    "if {m} not in bs:\n    bs += [{m}]\nelif log({m}):\n    late.append(lambda: {m} in bs)",
)
ENDS = (
    "out = seen",
    "hits = len(seen)",
    "",
    "",
    "seen.sort(key=bool)\nout = seen",
    "out.append(a)",
)


@st.composite
def growing(draw: DrawFn, annotated: bool) -> Program:
    """Programs with a list that is searched while it grows."""
    kind = draw(st.sampled_from(sorted(ANNOTATIONS if annotated else SECOND)))
    member = draw(st.sampled_from(MEMBERS))
    loop = draw(st.sampled_from(GROWING)).format(m=member)
    code = f"{draw(st.sampled_from(OUTER))}\n{textwrap.indent(loop, '    ')}\n"
    made = draw(st.sampled_from(MADE))
    if draw(st.integers(0, 3)) == 0:
        code = f"hits = 0\n{code}"
    if draw(st.integers(0, 5)) == 0:
        code = f"for _ in range(2):\n{textwrap.indent(made + chr(10) + code, '    ')}\n"
    else:
        code = f"{made}\n{code}"
    first = "out, late = [], []\nhits = 0\nfound = False\n"
    end = draw(st.sampled_from(ENDS)) + "\n"
    last = "return out, hits, found, [f() for f in late]\n"
    annotation = ANNOTATIONS[kind] if annotated else None
    parameters = f"as_: {annotation[0]}, bs: {annotation[1]}" if annotation else "as_, bs"
    body = textwrap.indent(first + code + end + last, "    ")
    return Program(f"{HEAD}\ndef search({parameters}):\n{body}", kind, annotated)


DICT_LOOPS = (
    "for k, v in d.items():",
    "for k, v in d.items():",
    "for k, v in list(d.items()):",
    "for k in d.keys():",
    "for k in d:",
    "for k in list(d):",
)
DICT_QUESTIONS = (
    "any(k == key for k in d)",
    "any(key == k for k in d.keys())",
    "all(k != key for k, v in d.items())",
    "any(k == key and hits for k in d.keys())",
    "next((v for k, v in d.items() if k == key), None)",
    "next((v for k, v in d.items() if k == key), hits)",
    "next((k for k in d.keys() if k == key), 0)",
    "key in list(d.keys())",
    "key not in set(d.keys())",
    "key in tuple(d.values())",
)
DICT_BODIES = (
    "hits = 1\nbreak",
    "out.append({v})\nbreak",
    "return {v}",
    "return True",
    "last = k\nbreak",
    "last = {v}",
    "del d[k]\nbreak",
    "d[9] = {v}\nbreak",
    "out.append({v})\nif hits:\n    break\nbreak",
    "raise KeyError(k)",
    "break",
    "late.append(lambda: {v})\nbreak",
    "continue",
)


@st.composite
def dict_loops(draw: DrawFn, annotated: bool) -> Program:
    """Programs that go through a dict for one key."""
    loop = draw(st.sampled_from(DICT_LOOPS))
    value = "v" if "v" in loop else "d[k]"
    body = draw(st.sampled_from(DICT_BODIES)).format(v=value)
    test = draw(
        st.sampled_from(
            ("k == key", "key == k", "k == key and hits == 0", "k == key and last", "k == (key, 1)")
        )
    )
    if draw(st.integers(0, 2)) == 0:
        inside = guarded(draw, test.split(" and "), body)
        code = f"{loop}\n{textwrap.indent(inside, '    ')}\n"
    else:
        code = f"{loop}\n    if {test}:\n{textwrap.indent(body, ' ' * 8)}\n"
    orelse = draw(st.sampled_from(ELSES)).replace("b = None", "k = None")
    if orelse:
        code += f"else:\n{textwrap.indent(orelse, '    ')}\n"
    if draw(st.integers(0, 3)) == 0:
        question = draw(st.sampled_from(DICT_QUESTIONS))
        use = draw(st.sampled_from(("last = {}\n", "if {}:\n    hits += 1\n", "log({})\n")))
        code = use.format(question)
    if draw(st.integers(0, 3)) == 0:
        code = f"for key in [key, 1, 2]:\n{textwrap.indent(code, '    ')}"
    first = "out, late = [], []\nhits = 0\nfound = False\nlast = None\n"
    end = draw(st.sampled_from(("", "", "", "out.append(k)\n", "hits += 1\n")))
    last = "return out, hits, found, last, [f() for f in late]\n"
    kind = draw(st.sampled_from(("int", "str")))
    parameters = f"d: dict[{kind}, int], key: {kind}" if annotated else "d, key"
    indented = textwrap.indent(first + code + end + last, "    ")
    return Program(f"{HEAD}\ndef search({parameters}):\n{indented}", kind, annotated)


@st.composite
def dicts(draw: DrawFn, program: Program) -> tuple[str, str]:
    """The text of a dict, and of a key."""
    odd = [one for one in ODD if one not in ("[1]", "[]", "{}")]
    known = {"int": ("0", "1", "2", "9"), "str": ("'a'", "'b'", "'c'", "''")}
    keys = st.sampled_from(known[program.kind] if program.annotated else odd)
    pairs = draw(st.lists(st.tuples(keys, st.integers(0, 3)), max_size=5))
    text = f"{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}"
    sought = keys if program.annotated else st.sampled_from(ODD)
    return text, draw(sought)
