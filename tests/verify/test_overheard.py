"""Hear what functions are given while tests and examples of their project run."""

import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from listened import TREES, built, heard

from codemods.verify.budget import Budget
from codemods.verify.courses import compared, results
from codemods.verify.inputs.overheard.texts import Part as TextPart
from codemods.verify.inputs.overheard.texts import distance, distances
from codemods.verify.verdict import Kind, Verdict
from codemods.verify.versions import versions

BUDGET = Budget(seconds=0.6, most=1.8, seed=3)

DEPTH = """
from {package} import trees

def depth(word, limit):
    if not isinstance(word, trees.Word) or word.parent is None or word not in word.parent.words:
        return None
    found = 0
    while word is not None and found < limit:
        word = word.parent
        found += 1
    return found

def depths(text, limit=9):
    return [depth(one, limit) for one in trees.parse(text).words]
"""

TEST = """
from {package}.depths import depths

def test_depths():
    assert depths("a b") == [2, 2]
"""


CODE = {"{package}/trees.py": TREES, "{package}/depths.py": DEPTH}
TESTED = {**CODE, "tests/test_depths.py": TEST}


def changed(path: Path, old: str, new: str) -> tuple[str, str]:
    text = path.read_text()
    assert old in text
    return text, text.replace(old, new)


def verdict(path: Path, before: str, after: str) -> Verdict:
    ((_, (found,)),) = results([compared(versions(path, before, after))], BUDGET)
    return found


def test_trees_come_from_tests(project: Callable[..., Path]) -> None:
    path = project(**TESTED)
    before, after = changed(path / "depths.py", "found += 1", "found += 2")
    found = verdict(path / "depths.py", before, after)
    assert found.kind is Kind.REFUTED and found.counterexample is not None
    assert "returned 2, now returns 4" in found.counterexample.differs


def test_without_the_tests_nobody_knows(project: Callable[..., Path]) -> None:
    path = project(**CODE)
    before, after = changed(path / "depths.py", "found += 1", "found += 2")
    assert not verdict(path / "depths.py", before, after).reached


def test_a_right_refactoring_stays_right(project: Callable[..., Path]) -> None:
    path = project(**TESTED)
    before, after = changed(path / "depths.py", "found += 1", "found = found + 1")
    found = verdict(path / "depths.py", before, after)
    assert found.kind is Kind.TESTED and found.reached


def test_a_counterexample_can_be_pasted(project: Callable[..., Path]) -> None:
    path = project(**TESTED)
    before, after = changed(path / "depths.py", "found += 1", "found += 2")
    example = verdict(path / "depths.py", before, after).counterexample
    assert example is not None
    lines = [f"from {path.name}.depths import depth", *example.setup, f"print({example.call})"]
    run = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, cwd=path.parent
    )
    assert run.stdout == "2\n", run.stderr


EXAMPLE = "Words\n=====\n>>> from {package}.depths import depths\n>>> depths('x')\n[2]\n"


@pytest.mark.parametrize(
    "files",
    [
        {"README.rst": EXAMPLE},
        {"docs/usage.md": EXAMPLE},
        {"{package}/more.py": f'def use():\n    """\n{textwrap.indent(EXAMPLE, "    ")}    """\n'},
        {"{package}/tests/test_words.py": TEST},
        {"test_words.py": TEST},
        {
            "tests/conftest.py": "import pytest\n@pytest.fixture\ndef text():\n    yield 'a b'\n",
            "tests/test_it.py": "from {package}.depths import depths\n"
            "def test_it(text):\n    depths(text)\n",
        },
        {
            "tests/test_it.py": "import pytest\nfrom {package}.depths import depths\n"
            "@pytest.mark.parametrize(('text', 'limit'), [('', 1), pytest.param('a', 5)])\n"
            "class TestIt:\n    def test_it(self, text, limit):\n        depths(text, limit)\n",
        },
        {
            "tests/test_it.py": "import unittest\nfrom {package}.depths import depths\n"
            "class It(unittest.TestCase):\n    @classmethod\n    def setUpClass(cls):\n"
            "        cls.text = 'a'\n    def setUp(self):\n        self.limit = 3\n"
            "    def test_it(self):\n        depths(self.text, self.limit)\n",
        },
    ],
)
def test_whatever_calls_it_is_heard(project: Callable[..., Path], files: dict[str, str]) -> None:
    path = project(**CODE, **files)
    calls = heard(path / "depths.py", "depth")
    assert calls
    word, limit = built(calls[0], sys.modules[f"{path.name}.depths"])
    assert word.parent.words[0] is word and limit in (3, 5, 9)


BADLY = {
    "it fails": "    assert False\n",
    "it is skipped": "    import pytest\n    pytest.skip('no')\n",
    "it leaves": "    import sys\n    sys.exit(3)\n",
    "it never ends": "    while True:\n        pass\n",
    "it catches everything": "    while True:\n        try:\n            raise ValueError\n"
    "        except BaseException:\n            pass\n",
    "it prints": "    print('x' * 100_000)\n",
    "it deletes": "    import os\n    os.remove(__file__)\n",
    "it starts programs": "    import subprocess\n    subprocess.run(['true'])\n",
    "it goes elsewhere": "    import os\n    os.chdir('/')\n",
    "it replaces builtins": "    import builtins\n    builtins.len = None\n",
    "it asks for what is not there": "    pass\ndef test_other(no_such_fixture):\n    pass\n",
}


@pytest.mark.parametrize("body", BADLY.values(), ids=BADLY)
def test_what_tests_do_is_their_own_business(project: Callable[..., Path], body: str) -> None:
    bad = f"from {{package}}.depths import depths\ndef test_a():\n{body}"
    good = TEST.replace("test_depths", "test_z")
    path = project(
        **{
            **CODE,
            "tests/test_depths.py": bad + good,
        }
    )
    text = (path.parent / "tests/test_depths.py").read_text()
    before, after = changed(path / "depths.py", "found += 1", "found = found + 1")
    found = verdict(path / "depths.py", before, after)
    assert found.kind is Kind.TESTED and found.normal
    assert (path.parent / "tests/test_depths.py").read_text() == text


def test_without_a_root_no_test_is_run(project: Callable[..., Path]) -> None:
    path = project(**TESTED)
    (path.parent / "pyproject.toml").unlink()
    assert heard(path / "depths.py", "depth") == []


def test_what_is_near_comes_first() -> None:
    path = Path("m.py")
    parts = [
        TextPart(path, "", "parse", "def parse(text): return grouped(text)"),
        TextPart(path, "", "grouped", "def grouped(text): return [_token(one) for one in text]"),
        TextPart(path, "", "_token", "def _token(one): ..."),
        TextPart(path, "Parser", "__init__", "def __init__(self): grouped('')"),
        TextPart(path, "", "alone", "def alone(): ..."),
    ]
    known = distances("_token", "", parts)
    assert known == {"_token": 0, "grouped": 1, "parse": 2, "Parser": 2}
    tests = [TextPart(path, "", "test", text) for text in ("parse()", "alone()", "grouped()")]
    assert [distance(one, known) for one in tests] == [2, 5, 1]


COUNTED = """
import itertools
COUNT = itertools.count()

def use():
    return next(COUNT)

def shown(x):
    return x, repr(COUNT)
"""


def test_tests_wear_out_neither_version(project: Callable[..., Path]) -> None:
    tests = "from {package} import counted\ndef test_use():\n    counted.shown(counted.use())\n"
    path = project(**{"{package}/counted.py": COUNTED, "tests/test_counted.py": tests})
    old, new = "return x, repr(COUNT)", "return (x, repr(COUNT))[:]"
    before, after = changed(path / "counted.py", old, new)
    found = verdict(path / "counted.py", before, after)
    assert found.kind is Kind.TESTED and found.reached
