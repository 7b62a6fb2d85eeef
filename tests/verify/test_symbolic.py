"""Follow paths with symbols: what `verify --deep` finds, exhausts, and leaves open."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codemods.cli import main
from codemods.verify import budget, check
from codemods.verify.pair import Versions
from codemods.verify.verdict import Kind, Verdict

SECONDS = 3.0


def deep(before: str, after: str, qualname: str = "f") -> Verdict:
    """The verdict on code of our own, which needs no sandbox."""
    handler = check.prepare(Versions("subject", "subject.py", before, after).packed())
    task = {"qualname": qualname, "seconds": 0.3, "most": 0.9, "deep": SECONDS}
    fields = json.loads(handler(json.dumps(task).encode()))
    return Verdict(**{**fields, "kind": Kind(fields["kind"])})


def test_a_call_that_only_arithmetic_leads_to_refutes():
    before = (
        "def f(a: int, b: int):\n    if a * 3 - 5 == 100000006 and b == a + 17:\n"
        "        return 1\n    return 0\n"
    )
    found = deep(before, before.replace("return 1", "return 2"))
    assert found.kind is Kind.REFUTED
    assert found.counterexample["call"] == "f(33333337, 33333354)"
    assert not found.exhausted


def test_what_is_printed_on_a_rare_path_refutes():
    before = "def f(a: int):\n    if a * 3 == 100000011:\n        print('x')\n    return a\n"
    found = deep(before, before.replace("'x'", "'y'"))
    assert found.kind is Kind.REFUTED and "stdout" in found.counterexample["differs"]


EXHAUSTED = {
    "texts and ints": (
        "def f(kind: str, amount: int):\n    if kind == 'a':\n        if amount > 3:\n"
        "            return 1\n    return 0\n",
        "def f(kind: str, amount: int):\n    if kind != 'a' or amount <= 3:\n        return 0\n"
        "    return 1\n",
        3,
    ),
    "None, and an exception": (
        "def f(a: int | None):\n    if a is None:\n        raise ValueError('no')\n    return -a\n",
        "def f(a: int | None):\n    if a is not None:\n        return -a\n"
        "    raise ValueError('no')\n",
        2,
    ),
    "an argument that is left out": (
        "def f(a: int, b: int = 4, *, c: bool = False):\n    if b > a:\n        return c\n"
        "    return a\n",
        "def f(a: int, b: int = 4, *, c: bool = False):\n    if a < b:\n        return c\n"
        "    return a\n",
        12,
    ),
}


@pytest.mark.parametrize("name", EXHAUSTED)
def test_no_path_is_left(name):
    before, after, paths = EXHAUSTED[name]
    found = deep(before, after)
    assert (found.kind, found.exhausted, found.paths) == (Kind.TESTED, True, paths)
    assert found.sentence().endswith(f"; {paths} paths followed, exhausted)")


OPEN = {
    "lists of any length": (
        "def f(xs: list[int]):\n    n = 0\n    for x in xs:\n        n = n + x\n    return n\n",
        "def f(xs: list[int]):\n    n = 0\n    for x in xs:\n        n += x\n    return n\n",
    ),
    "floats are no real numbers": (
        "def f(a: int):\n    return a / 3 * 3 == a\n",
        "def f(a: int):\n    return a == a / 3 * 3\n",
    ),
    "types that are guessed": (
        "def f(a):\n    if a == 3:\n        return 1\n    return 0\n",
        "def f(a):\n    if a != 3:\n        return 0\n    return 1\n",
    ),
    "objects that the solver can't compare": (
        "def f(a: int):\n    if a > 3:\n        return {1, a}\n    return set()\n",
        "def f(a: int):\n    if a <= 3:\n        return set()\n    return {1, a}\n",
    ),
    "more arguments than are declared": (
        "def f(a: int, *rest: int):\n    if a > 3:\n        return 1\n    return 0\n",
        "def f(a: int, *rest: int):\n    if a <= 3:\n        return 0\n    return 1\n",
    ),
    "a loop without an end in sight": (
        "def f(a: int):\n    while a > 0:\n        a = a - 3\n    return a\n",
        "def f(a: int):\n    while a > 0:\n        a -= 3\n    return a\n",
    ),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_is_not_known_to_the_end_is_not_exhausted(name):
    found = deep(*OPEN[name])
    assert found.kind is Kind.TESTED and not found.exhausted


UNFIT = {
    "a method": (
        "class A:\n    def f(self, a: int):\n        return 1 if a else 0\n",
        "class A:\n    def f(self, a: int):\n        return 0 if not a else 1\n",
        "A.f",
    ),
    "a generator": (
        "def f(a: int):\n    if a:\n        yield 1\n",
        "def f(a: int):\n    if a != 0:\n        yield 1\n",
        "f",
    ),
    "an object": (
        "def f(a: int, b: object):\n    return b if a else None\n",
        "def f(a: int, b: object):\n    return None if not a else b\n",
        "f",
    ),
    "a float": (
        "def f(a: float):\n    return 1 if a > 2 else 0\n",
        "def f(a: float):\n    return 1 if 2 < a else 0\n",
        "f",
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_other_code_is_tested_as_ever(name):
    found = deep(*UNFIT[name])
    assert (found.kind, found.paths, found.exhausted) == (Kind.TESTED, 0, False)
    assert "path" not in found.sentence()


DIFFERENT = {
    "True for 1": ("return a > 77777", "return int(a > 77777)"),
    "a tuple for a list": ("return [a] if a == 77777 else []", "return (a,) if a == 77777 else []"),
    "the order of a dict": (
        "return {'a': 1, 'b': a} if a == 77777 else {}",
        "return {'b': a, 'a': 1} if a == 77777 else {}",
    ),
    "what an exception says": (
        "if a == 77777: raise ValueError(a)\n    return 0",
        "if a == 77777: raise ValueError(str(a))\n    return 0",
    ),
    "which exception it is": (
        "if a == 77777: raise ValueError(a)\n    return 0",
        "if a == 77777: raise KeyError(a)\n    return 0",
    ),
    "an argument that is changed": (
        "if a == 77777: xs.append(a)\n    return 0",
        "if a == 77777: xs.insert(0, a)\n    return 0",
    ),
    "a global that is changed": (
        "if a == 77777: SEEN.append(a)\n    return 0",
        "if a == 77777: SEEN.append(-a)\n    return 0",
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_every_difference_counts(name):
    head = "SEEN = []\ndef f(a: int, xs: list[int]):\n    "
    found = deep(*(head + body + "\n" for body in DIFFERENT[name]))
    assert found.kind is Kind.REFUTED and not found.exhausted


CONSTANTS = st.sampled_from([-9, 0, 3, 400, 77777])
TESTS = st.one_of(
    st.builds("a {} {}".format, st.sampled_from(["<", "<=", "==", "!=", ">"]), CONSTANTS),
    st.builds("a + b {} {}".format, st.sampled_from(["<", "=="]), CONSTANTS),
    st.builds("len(s) > {}".format, st.sampled_from([0, 2])),
    st.builds("s == {!r}".format, st.sampled_from(["", "ab", "zz"])),
    st.builds("s.startswith({!r})".format, st.sampled_from(["a", "z"])),
)
BODIES = st.recursive(
    st.builds("return {}".format, st.sampled_from(["1", "True", "a", "s", "b - a", "s + 'x'"])),
    lambda inner: st.builds(
        lambda test, one, other: f"if {test}:\n{_indented(one)}\n{other}", TESTS, inner, inner
    ),
    max_leaves=4,
)


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.nested_given])
@given(BODIES, BODIES)
def test_what_is_exhausted_has_no_counterexample(one, other):
    head = "def f(a: int, b: int, s: str):\n"
    texts = [head + _indented(body) + "\n" for body in (one, other)]
    found = deep(*texts) if one != other else None
    if found is None or not found.exhausted:
        return
    functions = []
    for text in texts:
        namespace = {}
        exec(text, namespace)
        functions.append(namespace["f"])
    numbers = [value + step for value in (-9, 0, 3, 400, 77777) for step in (-1, 0, 1)]
    for a in numbers:
        for b in (-1, 0, 1, 400 - a, 77777 - a, 3 - a):
            for s in ("", "a", "ab", "abc", "z", "zz", "zab"):
                first, second = (function(a, b, s) for function in functions)
                assert (type(first), first) == (type(second), second)


def test_the_command_says_how_deep_it_went(tmp_path: Path):
    before, after, _ = EXHAUSTED["texts and ints"]
    old, new = tmp_path / "old.py", tmp_path / "new.py"
    old.write_text(before)
    new.write_text(after.replace("kind != 'a' or amount <= 3", "not (kind == 'a') or amount < 4"))
    command = ["verify", str(old), str(new), "--deep", "--seconds", "0.5", "--jobs", "1"]
    found = CliRunner().invoke(main, [*command, "--format", "json"])
    (function,) = json.loads(found.stdout)["functions"]
    assert found.exit_code == 0
    assert (function["paths"], function["exhausted"]) == (3, True)


@pytest.mark.parametrize("command", [["verify", "a.py", "b.py"], ["run", ".", "--verify"]])
def test_without_the_extra_one_line_says_so(command, monkeypatch):
    monkeypatch.setattr(budget, "find_spec", lambda name: None)
    found = CliRunner().invoke(main, [*command, "--deep"])
    assert found.exit_code == 2
    assert "codemods[deep]" in found.output.splitlines()[-1]
