"""Run generated functions with records before and after, and compare what can be seen of them."""

import contextlib
import io
import os

import pytest
from harness import outcome
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

RUN = settings(
    max_examples=int(os.environ.get("CODEMODS_FUZZ_EXAMPLES", "100")),
    derandomize="CODEMODS_FUZZ_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
KEYS = ("x", "y", "name", "get", "self", "_z")
VALUES = st.sampled_from(["a", "b", "1", "'s'", "None", "say('v', a)", "[a]", "(w := 3)"])
key = st.sampled_from(KEYS[:4])
# What reads a record, or stores into it; the last few leave it no record, or ask too much.
USES = (
    "say('read', d['{k}'])",
    "d['{k}'] = {v}",
    "d['{k}'] += {v}",
    "d['{k}'], other = {v}, d['{j}']",
    "say(d.get('{k}'), d.get('{j}', 7))",
    "say('{k}' in d, '{j}' not in d)",
    "say(f'<{{d[\"{k}\"]!r:>9}}>', '%s' % d['{j}'])",
    "say([d['{k}'] for _ in range(2)])",
    "for d['{k}'] in range(2): say(d['{k}'])",
    "if d['{k}']: say(d['{j}'])",
    "say((d['{k}'], (d['{j}'])), {v})",
    "d['{k}'] = d['{j}'] = {v}",
    "say(*[d['{k}']], **{{'end': d['{j}']}})",
    "try:\n        say(d['{k}'] < d['{j}'])\n    except (TypeError, KeyError) as e: say(type(e))",
)
SPOILING = (
    "say(sorted(d))",
    "e = d; say(e)",
    "say(len(d), bool(d))",
    "del d['{k}']",
    "say(d == {{'x': 1}})",
    "f = lambda: d; say(f())",
    "say(d[say('k') or '{k}'])",
    "d = {{'x': 1, 'q': 2}}",
)
# What uses all of it, adds keys, or copies it: some of it can be written, whatever the keys.
WHOLE = (
    "d.update({k}={v})",
    "d.update({k}={v}, {j}=d['{k}'])",
    "d.update({{'{k}': {v}, 'x': 3}})",
    "d['new'] = {v}",
    "d['new'] = d['{k}']; say(d['new'])",
    "say(d.get('new'), d.get('new', 3))",
    "say(d.get('new'))",
    "if a: d['new'] = {v}",
    "say({{**d, '{k}': 1}} == d)",
    "say({{**d, '{k}': 1}}['{j}'])",
    "e = d.copy(); e['{k}'] = 7; say(d['{k}'], e['{j}'])",
    "print(d)",
    "say(str(d), repr(d))",
    "say(f'{{d}} {{d!r:}}')",
    "say('%({k})s' % d, '{{{k}}}'.format(**d))",
    "say(1, **d)",
    "say(max([d, d], key=lambda r: str(r['{k}']))['{j}'])",
    "for e in [d, d.copy()]: e['{k}'] = e['{j}']",
    "say(d == d, d != d.copy())",
    "e = d; e['{k}'] = 4; say(d['{j}'], d is e)",
    "say(bool(d), not d, d and 1, d or 2)",
)


def statement(uses: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda use, k, j, v: use.format(k=k, j=j, v=v), st.sampled_from(uses), key, key, VALUES
    )


@st.composite
def programs(draw: st.DrawFn, spoiled: tuple[str, ...]) -> str:
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=2, unique=True))
    values = [draw(VALUES) for _ in keys]
    if draw(st.booleans()):
        built = "{" + ", ".join(f"'{k}': {v}" for k, v in zip(keys, values, strict=True)) + "}"
    else:
        built = f"dict({', '.join(f'{k}={v}' for k, v in zip(keys, values, strict=True))})"
    uses = draw(st.lists(statement(USES), min_size=2, max_size=6))
    if spoiled:
        uses.insert(draw(st.integers(0, len(uses))), draw(statement(spoiled)))
    lines = [f"d = {built}", *uses, "return w, other"]
    body = "\n    ".join(lines)
    if draw(st.booleans()):
        body = "for w in (1, 2):\n        " + body.replace("\n", "\n    ")
    text = f"def f(a: int, b: str, say, w=0, other=0):\n    {body}\n"
    assume("update" not in body or _is_python(text))  # it may name a key twice
    return text


def _is_python(text: str) -> bool:
    try:
        compile(text, "<generated>", "exec")
    except SyntaxError:
        return False
    return True


def seen(text: str, a: object) -> list[object]:
    """What a call says, returns or raises."""
    said: list[object] = []

    def say(*values: object, **named: object) -> object:
        said.append(repr((values, named)))
        return values[-1]

    space: dict[str, object] = {"__name__": "generated"}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(text, "<generated>", "exec"), space)
        try:
            said.append(repr(space["f"](a, "b", say)))  # type: ignore[operator]
        except (KeyError, AttributeError) as error:
            said.append((KeyError, str(error)))
        except (TypeError, UnboundLocalError) as error:
            said.append((type(error), str(error)))
    return [*said, printed.getvalue()]


@RUN
@given(programs(spoiled=()))
def test_a_record_of_one_function_behaves_alike(text: str) -> None:
    result = outcome(text, "dataclasses")
    for a in (0, 5, "s"):
        assert seen(text, a) == seen(result.after, a), result.after


@RUN
@given(programs(spoiled=WHOLE))
def test_what_uses_all_of_it_behaves_alike(text: str) -> None:
    result = outcome(text, "dataclasses")
    for a in (0, 5, "s"):
        assert seen(text, a) == seen(result.after, a), result.after


@RUN
@given(programs(spoiled=SPOILING))
def test_what_needs_a_dict_stays_one(text: str) -> None:
    assert outcome(text, "dataclasses").after == text


@pytest.mark.parametrize("use", USES)
def test_each_use_can_be_written(use: str) -> None:
    line = use.format(k="x", j="y", v="1")
    text = f"def f(a, say):\n    d = {{'x': a, 'y': 2}}\n    {line}\n    say(d['x'], d['y'])\n"
    assert "d['" not in outcome(text, "dataclasses").after
