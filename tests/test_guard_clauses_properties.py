"""Hold guard-clauses to its promises on generated programs."""

import ast
import io
import os
import random
import re
import tokenize
from collections import Counter
from functools import cache

import pytest
from harness import outcome, rewritten
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis.strategies import sampled_from
from observation import observe
from programs import SCRIPT_LENGTH, programs, scripts

CODEMOD = "guard-clauses"
RUNS = 12  # scripts for each program
SAMPLE = 150
LEAST_CHANGED = 0.20
LEAST_NOTICED = 0.75
EDGES = (("", ""), ("# edge  of  file\nodd = ( 1,2 )\n\n", "\n\nodd  = [3 , 4]   # last"))
TALLY: Counter[str] = Counter()  # for campaigns, which report it

FUZZ_EXAMPLES = os.environ.get("CODEMODS_FUZZ_EXAMPLES")
ANY = settings(
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],  # explaining runs the engine too often
    suppress_health_check=list(HealthCheck),
)
settings.register_profile("quick", ANY, max_examples=SAMPLE, derandomize=True)
settings.register_profile("fuzz", ANY, max_examples=int(FUZZ_EXAMPLES or SAMPLE))
BUDGET = settings(settings.get_profile("fuzz" if FUZZ_EXAMPLES else "quick"))
FIXED = settings(ANY, max_examples=SAMPLE, derandomize=True, phases=[Phase.generate])


def comments(text: str) -> Counter[str]:
    """How often each comment stands in the text; blanks at its end do not count."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return Counter(token.string.rstrip() for token in tokens if token.type == tokenize.COMMENT)


def newlines(text: str) -> set[str]:
    """The kinds of newline in the text."""
    return set(re.findall(r"\r\n|\r|\n", text))


def indents(text: str) -> set[str]:
    """The characters that lines of the text begin with."""
    return {line[0] for line in text.splitlines() if line}


def first_difference(before: str, after: str, inputs: list[bytes]) -> str:
    """What the first script shows on which the texts behave differently, or nothing."""
    for script in inputs:
        left, right = vars(observe(before, script)), vars(observe(after, script))
        parts = [name for name in left if left[name] != right[name]]
        shown = [f"{name}\n  {left[name]}\n  {right[name]}\n" for name in parts]
        if shown:
            return f"{script!r}\n{''.join(shown)}{after}"
    return ""


def fixed_scripts(count: int) -> list[bytes]:
    """The same scripts in every run."""
    source = random.Random(count)
    return [source.randbytes(SCRIPT_LENGTH) for _ in range(count)]


@cache
def fixed_programs() -> tuple[str, ...]:
    """A sample of generated programs, the same in every run."""
    texts: list[str] = []

    @FIXED
    @given(programs())
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    return tuple(texts)


def with_one_negation(text: str) -> str:
    """The program with its outermost condition negated, if it has one."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and not isinstance(node.test, ast.Constant):
            node.test = ast.UnaryOp(ast.Not(), node.test)
            return ast.unparse(ast.fix_missing_locations(tree))
    return ""


@BUDGET
@given(programs(), scripts(RUNS))
def test_behaves_as_before(text: str, inputs: list[bytes]) -> None:
    result = rewritten(text, CODEMOD)
    changed = result != text
    event("changed" if changed else "left alone")
    TALLY.update(programs=1, changed=changed)
    if changed:
        difference = first_difference(text, result, inputs)
        assert not difference, f"Wrong: {difference}"


@BUDGET
@given(programs(), sampled_from(EDGES))
def test_keeps_the_laws_of_text(program: str, edges: tuple[str, str]) -> None:
    newline = "\r\n" if "\r\n" in program else "\n"
    head, tail = (edge.replace("\n", newline) for edge in edges)
    text = head + program + tail
    result = rewritten(text, CODEMOD)
    TALLY.update(programs=1, changed=result != text)
    compile(result, "<result>", "exec", dont_inherit=True)
    assert comments(result) == comments(text), f"Broken: comments differ\n{result}"
    assert result.startswith(head) and result.endswith(tail), f"Broken: edges\n{result!r}"
    assert result.endswith(newline) == text.endswith(newline), f"Broken: the end\n{result!r}"
    assert newlines(result) <= newlines(text), f"Broken: newlines\n{result!r}"
    if " " not in indents(text):
        assert " " not in indents(result), f"Broken: tabs\n{result!r}"
    if result != text:
        assert rewritten(result, CODEMOD) == result, f"Unsettled:\n{result}"


def test_changes_enough_of_the_programs() -> None:
    texts = fixed_programs()
    changed = sum(rewritten(text, CODEMOD) != text for text in texts)
    share = changed / len(texts)
    assert share >= LEAST_CHANGED, f"only {share:.0%} of {len(texts)} programs are changed"


def test_refuses_for_no_fault_of_its_own() -> None:
    """A refusal that only a broken rewrite can cause is a bug of ours."""
    ours = ("the control-flow graphs", "the head of the", "LibCST could not", "the result can't")
    for text in fixed_programs():
        faults = [one for one in outcome(text).refusals if one.reason.startswith(ours)]
        assert not faults, f"Broken: {faults}\n{text}"


def test_observes_the_same_twice() -> None:
    inputs = fixed_scripts(RUNS)
    for text in fixed_programs():
        assert not first_difference(text, text, inputs)


FLAT = """\
def run(p0, p1, p2, p3):
    for x in p0:
        if not cond("wanted"):
            continue
        ev("first")
        if x == p1:
            show(x)
            break
        ev("second")
    else:
        ev("none")
    with cm("lock", swallow=True):
        if p2 is None or not p1 < p3:
            return "fallback"
        ev("third")
        return 1
    return "swallowed"
"""
NESTED = """\
def run(p0, p1, p2, p3):
    for x in p0:
        if cond("wanted"):
            ev("first")
            if not (x != p1):
                show(x)
                break
            else:
                ev("second")
    else:
        ev("none")
    with cm("lock", swallow=True):
        if p2 is not None:
            if p1 < p3:
                ev("third")
                return 1
        return "fallback"
    return "swallowed"
"""
MISTAKES = {
    "a dropped negation": ('not cond("wanted")', 'cond("wanted")'),
    "break for continue": ("continue", "break"),
    "continue for break": ("break", "continue"),
    "return for continue": ("continue", "return"),
    "a lost fallback": ('return "fallback"', "return"),
    "a lost guard": ('            return "fallback"\n', "            pass\n"),
    "a lost statement": ('        ev("second")\n', ""),
    "an inverted order": ("not p1 < p3", "p1 >= p3"),
    "and for or": ("None or not", "None and not"),
    "conditions the other way round": ("p2 is None or not p1 < p3", "not p1 < p3 or p2 is None"),
    "operands the other way round": ("x == p1", "p1 == x"),
    "a condition asked twice": ('not cond("wanted")', 'not (cond("wanted") and cond("wanted"))'),
    "another type of the same value": ("return 1", "return True"),
    "a guard before the lock": (
        '    with cm("lock", swallow=True):\n',
        '    if p2 is None:\n        return "fallback"\n    with cm("lock", swallow=True):\n',
    ),
    "another kind of function": ('    return "swallowed"', '    return "swallowed"\n    yield'),
}


def test_sees_no_difference_where_there_is_none() -> None:
    assert not first_difference(NESTED, FLAT, fixed_scripts(500))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_notices(mistake: str) -> None:
    right, wrong = MISTAKES[mistake]
    assert FLAT.count(right) == 1
    assert first_difference(NESTED, FLAT.replace(right, wrong), fixed_scripts(500))


def test_notices_a_negated_condition_in_most_programs() -> None:
    inputs = fixed_scripts(RUNS)
    pairs = [(text, wrong) for text in fixed_programs() if (wrong := with_one_negation(text))]
    noticed = sum(bool(first_difference(text, wrong, inputs)) for text, wrong in pairs)
    assert noticed >= LEAST_NOTICED * len(pairs), f"{noticed} of {len(pairs)}"
