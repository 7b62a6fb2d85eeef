"""Compare versions of functions from end to end: in the sandbox, by the command, on git history."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from harness import outcome

from codemods import catalog
from codemods.cli import main
from codemods.model import Options, Project, Source, Trust
from codemods.rewriting import engine
from codemods.verify.budget import Budget
from codemods.verify.courses import compared, results
from codemods.verify.verdict import Kind, Verdict
from codemods.verify.versions import versions

BUDGET = Budget(seconds=0.5, most=1.5)

# What a refactoring changed, and what is to be found out about it.
REFUTED = {
    "duplicates are lost": (
        "def f(xs, ys):\n    found = []\n    for x in xs:\n        for y in ys:\n"
        "            if x.id == y.id:\n                found.append(x)\n    return found\n",
        "def f(xs, ys):\n    index = {y.id: y for y in ys}\n"
        "    return [x for x in xs if x.id in index]\n",
    ),
    "a list becomes a tuple": (
        "def f(prices, tax):\n    return [p * tax for p in prices]\n",
        "def f(prices, tax):\n    return tuple(p * tax for p in prices)\n",
    ),
    "a lost negation": (
        "def f(a):\n    if a:\n        return a.name\n    return None\n",
        "def f(a):\n    if a:\n        return None\n    return a.name\n",
    ),
    "a name is no longer local": (
        "def f(a):\n    if a:\n        r = 1\n        return r\n    return r\n",
        "def f(a):\n    if a:\n        return 1\n    return r\n",
    ),
    "an argument is no longer changed": (
        "def f(xs):\n    xs.sort()\n    return xs[0] if xs else None\n",
        "def f(xs):\n    return sorted(xs)[0] if xs else None\n",
    ),
    "another order of calls": (
        "def f(db, user):\n    db.check(user)\n    db.save(user)\n",
        "def f(db, user):\n    db.save(user)\n    db.check(user)\n",
    ),
    "a generator becomes eager": (
        "def f(xs):\n    for x in xs:\n        yield x\n",
        "def f(xs):\n    yield from list(xs)\n",
    ),
    "a condition on the length and the letters of a text": (
        "def f(code: str):\n    if len(code) == 4:\n        if code[0] == 'X':\n"
        "            return code[1:].isdigit()\n    return False\n",
        "def f(code: str):\n    if len(code) != 4 or code[0] != 'X':\n        return False\n"
        "    return bool(code[1:])\n",
    ),
    "a part of a text that is there twice": (
        "def f(query: str):\n    return [part for part in query.split('&') if part]\n",
        "def f(query: str):\n    parts = dict.fromkeys(query.split('&'))\n"
        "    return [part for part in parts if part]\n",
    ),
    "what only looks like a number": (
        "def f(text: str):\n    if not text.lstrip('-').isdecimal():\n        return None\n"
        "    try:\n        return int(text)\n    except ValueError:\n        return None\n",
        "def f(text: str):\n    if not text.lstrip('-').isdecimal():\n        return None\n"
        "    return int(text)\n",
    ),
    "a subscript for the method of a collaborator": (
        "async def f(client, name):\n    if name:\n        return await client.get(name)\n",
        "async def f(client, name):\n    if not name:\n        return None\n"
        "    return await client[name]\n",
    ),
    "the truth of an object for its presence": (
        "def f(db, user):\n    if user is not None:\n        db.save(user.id)\n",
        "def f(db, user):\n    if not user:\n        return\n    db.save(user.id)\n",
    ),
    "a quotient that is too large": (
        "def f(part: int, whole: int):\n    return part / whole if whole else None\n",
        "def f(part: int, whole: int):\n    try:\n        return part / whole\n"
        "    except ArithmeticError:\n        return None\n",
    ),
    "an attribute that is None until it is set": (
        "class A:\n    sock = None\n    def f(self):\n        self.sock.send(b'x')\n"
        "        return 1\n",
        "class A:\n    sock = None\n    def f(self):\n        self.sock.send(b'x')\n"
        "        return 2\n",
    ),
    "an attribute that somebody else sets": (
        "class A:\n    def f(self, x):\n        g(self)\n        return x\n"
        "def g(a):\n    return vars(a) or operator.attrgetter('conn')(a)\nimport operator\n",
        "class A:\n    def f(self, x):\n        g(self)\n        return [x]\n"
        "def g(a):\n    return vars(a) or operator.attrgetter('conn')(a)\nimport operator\n",
    ),
}
EQUIVALENT = {
    "a warning that comes once, as long as a pattern is not cached": (
        "import re\ndef f(x: str, y: bool):\n    if y:\n"
        "        return re.sub('[[' + re.escape(x) + ']', '', x)\n    return x\n",
        "import re\ndef f(x: str, y: bool):\n    if not y:\n        return x\n"
        "    return re.sub('[[' + re.escape(x) + ']', '', x)\n",
    ),
    "an address in a warning": (
        "import warnings\ndef f(x):\n    if x:\n        warnings.warn(str(object()))\n"
        "    return x\n",
        "import warnings\ndef f(x):\n    if not x:\n        return x\n"
        "    warnings.warn(str(object()))\n    return x\n",
    ),
    "code of a module without a name": (
        "def f(x):\n    y = eval('x + 1', {'x': x, '__name__': None})\n    return y\n",
        "def f(x):\n    return eval('x + 1', {'x': x, '__name__': None})\n",
    ),
    "a constructor that enters the object into a register": (
        "made = {}\nclass A:\n    def __init__(self, key):\n        self.key = key\n"
        "        self.made = made\n        made[key] = self\n    def f(self, x):\n"
        "        if x:\n            return sorted(map(str, self.made))\n        return None\n",
        "made = {}\nclass A:\n    def __init__(self, key):\n        self.key = key\n"
        "        self.made = made\n        made[key] = self\n    def f(self, x):\n"
        "        if not x:\n            return None\n        return sorted(map(str, self.made))\n",
    ),
    "a list that the constructor makes is in no other place": (
        "class A:\n    def __init__(self, items: list[str]):\n        self.items = items\n"
        "        self.log: list[str] = []\n    def f(self, x: str):\n"
        "        if x not in self.items:\n            self.items.append(x)\n"
        "            self.log.append(x + '!')\n",
        "class A:\n    def __init__(self, items: list[str]):\n        self.items = items\n"
        "        self.log: list[str] = []\n    def f(self, x: str):\n"
        "        if x in self.items:\n            return\n        self.log.append(x + '!')\n"
        "        self.items.append(x)\n",
    ),
    "what is asked of an object that nothing is known about": (
        "class A:\n    seen = None\n    def f(self, x):\n        if len(self.seen.all()) != 0:\n"
        "            return x\n        return None\n",
        "class A:\n    seen = None\n    def f(self, x):\n        if not self.seen.all():\n"
        "            return None\n        return x\n",
    ),
    "a method of a class that does not take everything": (
        "class A:\n    def __init__(self, size):\n        if size not in (1, 4):\n"
        "            raise ValueError(size)\n        self.size = size\n"
        "    def f(self, x):\n        if x:\n            return self.size\n        return x\n",
        "class A:\n    def __init__(self, size):\n        if size not in (1, 4):\n"
        "            raise ValueError(size)\n        self.size = size\n"
        "    def f(self, x):\n        if not x:\n            return x\n        return self.size\n",
    ),
    "a comprehension for a loop": (
        "def f(xs):\n    r = []\n    for x in xs:\n        r.append(x * 2)\n    return r\n",
        "def f(xs):\n    return [x * 2 for x in xs]\n",
    ),
    "a keyed access in another way": (
        "def f(d):\n    return d['a'] if 'a' in d else 0\n",
        "def f(d):\n    if 'a' in d:\n        return d['a']\n    return 0\n",
    ),
    "a method": (
        "class A:\n    def __init__(self, n):\n        self.n = n\n"
        "    def f(self, m):\n        return self.n + m\n",
        "class A:\n    def __init__(self, n):\n        self.n = n\n"
        "    def f(self, m):\n        n = self.n\n        n = n + m\n        return n\n",
    ),
}


def _only(before: str, after: str, prove: bool = False) -> Verdict:
    (found,) = _verdicts(before, after, prove)
    return found


def _verdicts(before: str, after: str, prove: bool = True) -> list[Verdict]:
    ((_, found),) = results([compared(versions(Path("m.py"), before, after), prove)], BUDGET)
    return found


@pytest.mark.parametrize("pair", REFUTED.values(), ids=REFUTED)
def test_refutes(pair: tuple[str, str]) -> None:
    found = _only(*pair)
    assert found.kind is Kind.REFUTED, found
    assert found.counterexample is not None and "f(" in found.counterexample.call


@pytest.mark.parametrize("pair", EQUIVALENT.values(), ids=EQUIVALENT)
def test_does_not_refute(pair: tuple[str, str]) -> None:
    found = _only(*pair)
    assert found.kind is Kind.TESTED, found
    assert found.inputs > 5 and found.reached > 0


def test_proves_what_needs_no_running() -> None:
    before = "def f(a):\n    if a:\n        return a()\n    return None\n"
    after = "def f(a):\n    if not a:\n        return None\n    return a()\n"
    assert _only(before, after, prove=True).kind is Kind.PROVED


def test_says_why_it_did_not_check() -> None:
    before = "def f(a): return 1\ndef g(a): return 1\n"
    after = "def f(a, b): return 1\ndef h(a): return 1\n"
    found = {one.qualname: one.reason for one in _verdicts(before, after)}
    assert found == {
        "f": "its signature changed",
        "h": "it was added",
        "g": "it was removed",
    }
    broken = _only("def f(a): return 1\n", "import nowhere_to_be_found\ndef f(a): return 2\n")
    assert broken.kind is Kind.NOT_CHECKED and "cannot be imported" in broken.reason


def test_what_differs_by_itself_is_not_refuted() -> None:
    before = "MARK = object()\n\n\ndef f(a: int):\n    return hash((a, MARK))\n"
    after = "MARK = object()\n\n\ndef f(a: int):\n    found = (a, MARK)\n    return hash(found)\n"
    verdict = _only(before, after)
    assert (verdict.kind, verdict.reason) == (Kind.NOT_CHECKED, "nondeterministic")


OTHERS = {
    "a later definition": "def f(x):\n    return x\ndef g(x):\n    return [x]\nf = g\n",
    "an import": "def f(x):\n    return x\nfrom operator import neg as f\n",
    "a method that is put there": (
        "class A:\n    def f(self, x):\n        return x\ndef g(self, x):\n    return x\nA.f = g\n"
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_function_under_the_name_says_nothing(name: str) -> None:
    before = OTHERS[name]
    found = _only(before, before.replace("return x\n", "return [x, x]\n", 1))
    assert found.kind is Kind.NOT_CHECKED


def test_lines_that_only_moved_have_to_be_reached() -> None:
    before = "def f(x):\n    n = 0\n    if x == 1:\n        n = 3\n    n += 1\n    return n * 0\n"
    found = _only(before, before.replace("    n += 1", "        n += 1"))
    assert found.kind is Kind.TESTED and found.reached
    never = (
        "def f(x):\n    if x != x and x == x:\n        if x:\n            n = 1\n"
        "            m = 2\n    return 0\n"
    )
    found = _only(never, never.replace("            m", "        m"))
    assert found.reason == "the changed lines were not reached"


def test_a_constructor_without_end_costs_little() -> None:
    before = (
        "class A:\n    def __init__(self, x):\n        while x is not self:\n            pass\n"
        "    def f(self, y):\n        return y\n"
    )
    found = _only(before, before.replace("return y", "return [y]"))
    assert found.kind is Kind.REFUTED


def test_the_command_compares_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    old, new = REFUTED["a list becomes a tuple"]
    Path("old.py").write_text(old)
    Path("new.py").write_text(new)
    result = CliRunner().invoke(main, ["verify", "old.py", "new.py", "--save-tests", "kept"])
    assert result.exit_code == 1
    assert "f: refuted: returned [], now returns ()" in result.stdout
    (test,) = Path("kept").glob("test_*.py")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    Path("new.py").write_text(old)
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("_NONE = object()\ndef f(x): return {}\n", "x is not _NONE", id="private"),
        pytest.param(
            "class V:\n    def __init__(self, g): self.g = g\n"
            "    def __iter__(self): return iter([self.g(1)])\n"
            "def f(n): return V(lambda x: {})\n",
            "x + 1",
            id="a result that is iterated over",
        ),
        pytest.param("def f(n): return lambda x: {}\n", "[x]", id="a returned function"),
    ],
)
def test_kept_tests_tell_the_versions_apart(
    text: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    right = "x is _NONE" if "_NONE" in text else "x"
    Path("old.py").write_text(text.format(right))
    Path("new.py").write_text(text.format(wrong))
    CliRunner().invoke(main, ["verify", "old.py", "new.py", "--save-tests", "kept"])
    (test,) = Path("kept").glob("test_*.py")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    Path("new.py").write_text(text.format(right))
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_the_command_compares_with_a_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    old, new = EQUIVALENT["a comprehension for a loop"]
    Path("m.py").write_text(old)
    for command in (["init", "-q", "."], ["add", "m.py"], ["commit", "-qm", "one"]):
        subprocess.run([*git, *command], check=True)
    Path("m.py").write_text(new)
    result = CliRunner().invoke(main, ["verify", "--since", "HEAD", "--format", "json"])
    assert result.exit_code == 0, result.output
    (entry,) = json.loads(result.stdout)["functions"]
    assert entry["verdict"] == "tested" and entry["path"] == "m.py"
    unknown = CliRunner().invoke(main, ["verify", "--since", "nowhere"])
    assert unknown.exit_code == 2


def test_run_attaches_what_was_tested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "def f(rows):\n    if rows:\n        for row in rows:\n            if row:\n" + (
        "                return row\n    return None\n"
    )
    Path("m.py").write_text(text)
    result = CliRunner().invoke(main, ["run", "m.py", "--verify"])
    assert "tested same-behaviour: tested (" in result.stdout


def test_a_refuted_function_is_left_alone() -> None:
    text = "def f(a):\n    if a:\n        a.one()\n        a.two()\n        a.three()\n"
    assert outcome(text).changed
    codemods = [catalog.load("guard-clauses")]
    options, project = Options(target=(3, 11)), Project()
    result = engine.run(
        Source("m.py", text), codemods, options, project, trust={"f": Trust.NOTHING}
    )
    assert not result.changed and result.refusals[0].reason == engine.REFUTED
