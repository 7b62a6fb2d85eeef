"""Generate programs that search by position, once or twice over, by themselves or in a helper."""

import re
import textwrap

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from lookups import ANNOTATIONS, HEAD, KEYS, SECOND, Program

# How a loop goes through what it searches, and what it calls an element.
WAYS = {
    "for i, b in enumerate({bs})": "b",
    "for i, b in enumerate({bs}, 1)": "b",
    "for i in range(len({bs}))": "{bs}[i]",
    "for b in {bs}": "b",
}
BODIES = (
    "out.append(1)",
    "out.append({element})\nbreak",
    "out.append((a, {element}))",
    "found = True\nbreak",
    "hits += 1",
    "last = {element}",
    "return {element}",
    "break",
    "{bs}[0] = a",
    "late.append(lambda: {element})",
    "yield {element}",
)
COUNTED = (
    "out.append(i)",
    "out.append(i)\nbreak",
    "out.append((i, {element}))\nbreak",
    "last = i",
    "return i",
    "i += 1\nout.append(i)",
    "late.append(lambda: i)",
    "{bs}[i] = a",
    "del {bs}[i]\nbreak",
)
FILTERS = ("{element}", "hits < 2", "log({element})", "{bs}", "a is not {element}")
ELSES = ("", "", "", "else:\n    out.append(None)\n", "else:\n    out.append({element})\n")
EXPRESSIONS = (
    "out += [next(({element} {way} if {test}), None) for a in as_]",
    "out += [any({test} {way}) for a in as_]",
    "out += [sum(1 {way} if {test}) for a in as_]",
    "out += [(a, {element}) for a in as_ {way} if {test}]",
    "out += [c for a in as_ {way} if {test} for c in (a, {element})]",
    "out += [c for a in as_ {way} if {test} for a in ({element}, 1) for c in (a, a)]",
    "out += [find({bs}, {sought}) for a in as_]",
    "for a in as_:\n    found = find({bs}, {sought})\n    out.append(found)",
)
COUNTED_EXPRESSIONS = (
    "out += [next((i {way} if {test}), -1) for a in as_]",
    "out += [[i {way} if {test}] for a in as_]",
)
BETWEEN = (
    "",
    "",
    "hits += 1\n",
    "bs = list(as_)\n",
    "bs += [*as_][:1]\n",
    "log(type(bs))\n",
    "out.append(bs)\n",
)
HELPERS = (
    "for b in rows:\n    if {key} == wanted:\n        return b\nreturn None",
    "for n, b in enumerate(rows):\n    if {key} == wanted:\n        return n\nreturn -1",
    "for b in rows:\n    if wanted == {key}:\n        return {key}\nreturn ''",
    "return [b for b in rows if {key} == wanted]",
    "all_ = []\nfor b in rows:\n    if {key} == wanted:\n        all_.append({key})\nreturn all_",
    "return next((b for b in rows if {key} == wanted), 0)",
    "return wanted in rows",
    "last = None\nfor b in rows:\n    if {key} == wanted:\n        last = b\nreturn last",
    "one = 0\nfor b in rows:\n    if {key} == wanted:\n        one = b\n        break\nreturn one",
    "n = 0\nfor b in rows:\n    if {key} == wanted:\n        n += 1\nreturn n",
    "for b in rows:\n    if {key} == wanted:\n        return b\nraise KeyError(wanted)",
    "for b in rows:\n    if {key} == wanted:\n        return b\nelse:\n    return 0",
    "rows = []\nfor b in rows:\n    if {key} == wanted:\n        rows.append(b)\nreturn rows",
)


@st.composite
def counted(draw: DrawFn, annotated: bool) -> Program:
    """A program of one search, or of two that could share an index."""
    kind = draw(st.sampled_from(sorted(ANNOTATIONS if annotated else SECOND)))
    form = KEYS[kind] or "{}"
    parts = [_search(draw, form)]
    if draw(st.booleans()):
        parts += [
            draw(st.sampled_from(BETWEEN)),
            draw(st.sampled_from((parts[0], _search(draw, form)))),
        ]
    annotation = ANNOTATIONS[kind] if annotated else None
    parameters = f"as_: {annotation[0]}, bs: {annotation[0]}" if annotation else "as_, bs"
    given = f"rows: {annotation[0]}, wanted" if annotation else "rows, wanted"
    helper = draw(st.sampled_from(HELPERS)).format(key=form.format("b"))
    first = "out, late = [], []\nhits = 0\nfound = False\nlast = None\nown = list(bs)\n"
    if draw(st.integers(0, 2)) == 0:
        # A helper of the function itself, which knows what it searches.
        inner = helper.replace("rows", "bs")
        first += f"def find(_, wanted):\n{textwrap.indent(inner, '    ')}\n"
    code = f"{first}{''.join(parts)}return out, hits, found, last, [f() for f in late]\n"
    find = f"def find({given}):\n{textwrap.indent(helper, '    ')}\n\n"
    text = f"{HEAD}\n{find}def search({parameters}):\n{textwrap.indent(code, '    ')}"
    return Program(text, kind, annotated)


def _search(draw: DrawFn, form: str) -> str:
    bs = draw(st.sampled_from(("bs", "bs", "bs", "own")))
    way, element = draw(st.sampled_from(sorted(WAYS.items())))
    texts = {"bs": bs, "way": way.format(bs=bs), "element": element.format(bs=bs)}
    counts = texts["way"].startswith(("for i,", "for i "))
    sides = [form.format(texts["element"]), form.format("a")]
    conditions = [" == ".join(draw(st.permutations(sides)))]
    for _ in range(draw(st.sampled_from((0, 0, 0, 1)))):
        extra = draw(st.sampled_from(FILTERS)).format(**texts)
        conditions.insert(draw(st.integers(0, 1)), extra)
    texts |= {"test": " and ".join(conditions), "sought": form.format("a")}
    if draw(st.booleans()):
        expressions = EXPRESSIONS + (COUNTED_EXPRESSIONS if counts else ())
        return draw(st.sampled_from(expressions)).format(**texts) + "\n"
    body = draw(st.sampled_from(BODIES + (COUNTED if counts else ()))).format(**texts)
    orelse = draw(st.sampled_from(ELSES)).format(**texts)
    inside = f"if {texts['test']}:\n{textwrap.indent(body, '    ')}\n"
    loop = f"{texts['way']}:\n{textwrap.indent(inside, '    ')}{orelse}"
    if draw(st.integers(0, 2)) == 0:
        element = draw(st.sampled_from(("b", f"{bs}[i]")))
        pattern = rf"(?<!\w){re.escape(texts['element'])}(?!\w)"
        inside = re.sub(pattern, element, inside)
        taken = f"b = {bs}[i]\n" if element == "b" else ""
        stepping = textwrap.indent(f"{taken}{inside}i += 1\n", "    ")
        loop = f"i = 0\nwhile i < len({bs}):\n{stepping}{orelse}"
    after = draw(
        st.sampled_from(("", "", "", "out.append(found)\n", "if len(bs) < 9:\n    bs.append(a)\n"))
    )
    return f"for a in as_:\n{textwrap.indent(loop + after, '    ')}"
