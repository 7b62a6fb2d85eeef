"""Ask about many files at once: answers in order, and what is known when one is interrupted."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from codemods.verify import courses
from codemods.verify.budget import Budget
from codemods.verify.courses import Compared, Course, compared, results
from codemods.verify.verdict import INTERRUPTED, Kind, Verdict
from codemods.verify.versions import versions

BUDGET = Budget(examples=20, seconds=0.2, most=0.4, enough=10)
SLOW = "for _ in range(10**7):\n    pass\n"


def _module(name: str, functions: int, before: str = "", wrong: int = -1) -> Course[Compared]:
    """So many functions of which one may be wrong; ``before`` is run at the import."""
    old = "".join(f"def f{n}(a: int):\n    return a + {n}\n" for n in range(functions))
    new = "".join(
        f"def f{n}(a: int):\n    return {n} + a{'+ 1' if n == wrong else ''}\n"
        for n in range(functions)
    )
    return compared(versions(Path(f"{name}.py"), before + old, before + new))


def _kinds(found: list[Verdict]) -> list[Kind]:
    return [one.kind for one in found]


def test_gives_the_files_and_their_functions_in_order() -> None:
    asked = [_module("a", 1, SLOW), _module("b", 9, wrong=6), _module("c", 0), _module("d", 2)]
    found = list(results(asked, BUDGET, jobs=2))
    assert [pair.name for pair, _ in found] == ["a", "b", "c", "d"]
    assert [[one.qualname for one in verdicts] for _, verdicts in found] == [
        [f"f{number}" for number in range(count)] for count in (1, 9, 0, 2)
    ]
    _, many = found[1]
    assert _kinds(many) == [Kind.TESTED] * 6 + [Kind.REFUTED] + [Kind.TESTED] * 2


def test_the_number_of_sandboxes_changes_no_verdict() -> None:
    one, three = (
        [found for _, found in results([_module("a", 9, wrong=2)], BUDGET, jobs)] for jobs in (1, 3)
    )
    assert [(v.qualname, v.kind, v.counterexample) for v in one[0]] == [
        (v.qualname, v.kind, v.counterexample) for v in three[0]
    ]


def test_a_course_may_ask_again() -> None:
    def course() -> Course[list[Kind]]:
        _, first = yield from _module("a", 5, wrong=1)
        _, second = yield from _module("a", 5)
        return _kinds(first + second)

    ((kinds),) = results([course()], BUDGET, jobs=2)
    assert kinds.count(Kind.REFUTED) == 1 and kinds.count(Kind.TESTED) == 9


def test_begins_no_more_files_than_it_needs() -> None:
    begun = []

    def many() -> Iterator[Course[Compared]]:
        for number in range(100):
            begun.append(number)
            yield _module("a", 0 if number else 1, SLOW)

    found = results(many(), BUDGET, jobs=1)
    next(found)
    assert len(begun) <= courses._AHEAD
    assert sum(1 for _ in found) == 99


def test_says_how_far_it_is() -> None:
    parts: list[float] = []
    asked = [_module("a", 4), _module("b", 0), _module("c", 1)]
    list(results(asked, BUDGET, 2, parts.append))
    assert sum(parts) == pytest.approx(3) and len(parts) > 5


def test_text_that_is_no_python_is_said_to_be() -> None:
    course = compared(versions(Path("a.py"), "def f(:\n", "def f(): return 1\n"))
    (((_, (verdict,))),) = results([course], BUDGET)
    assert verdict.kind is Kind.NOT_CHECKED and "not valid Python" in verdict.reason


def test_interrupted_it_gives_what_is_known() -> None:
    def asked() -> Iterator[Course[Compared]]:
        yield _module("a", 2)
        yield _module("b", 1, SLOW)
        yield _module("c", 1)

    told: list[float] = []

    def interrupt(part: float) -> None:
        told.append(part)
        if len(told) == 1:  # the first of both functions is answered
            os.kill(os.getpid(), signal.SIGINT)

    given: list[Compared] = []
    with pytest.raises(KeyboardInterrupt):
        for one in results(asked(), BUDGET, 1, interrupt):
            given.append(one)
    _, verdicts = given[0]
    assert [one.reason for one in verdicts] == ["", INTERRUPTED]
    assert [pair.name for pair, _ in given] == ["a"]


@pytest.mark.parametrize("command", ["run", "verify"])
def test_an_interrupted_command_prints_the_verdicts_so_far(tmp_path: Path, command: str) -> None:
    nested = "def f(rows):\n    if rows:\n        for row in rows:\n            if row:\n"
    nested += "                return row\n    return None\n"
    endless = "while True:\n    pass\n"
    for name, head in (("a", ""), ("b", endless)):
        (tmp_path / f"{name}.py").write_text(head + nested)
    arguments = ["run", "a.py", "b.py", "--verify", "--jobs", "1"]
    if command == "verify":
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
        for step in (["init", "-q", "."], ["add", "."], ["commit", "-qm", "one"]):
            subprocess.run([*git, *step], check=True, cwd=tmp_path)
        for name, head in (("a", ""), ("b", endless)):
            (tmp_path / f"{name}.py").write_text(
                head + nested.replace("return row", "return [row][0]")
            )
        arguments = ["verify", "--since", "HEAD", "--jobs", "1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "codemods", *arguments],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    first = process.stdout.readline()  # of the first file: now the second is at work
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    rest, said = process.communicate(timeout=20)
    assert process.returncode == 130, said
    assert "tested" in first and "a.py" in first
    assert "b.py" in rest
    assert "interrupted" in said
