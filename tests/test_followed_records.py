"""Run projects of several files whose records become dataclasses: before and after are the same."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from codemods.cli import main

MAKE = """
def make_user(name, age):
    return {"name": name, "age": age, "tags": []}
"""
# By name: whether anything changes, and the files; ``app.py`` prints what is to be the same.
CASES: dict[str, tuple[bool, dict[str, str]]] = {
    "plain": (
        True,
        {
            "users.py": MAKE,
            "app.py": """
from users import make_user
u = make_user("Ann", 3)
u["age"] += 1
print(u["name"], u["age"])
""",
        },
    ),
    "renamed import": (
        True,
        {
            "users.py": MAKE,
            "app.py": """
from users import make_user as new
u = new("Ann", 3)
print(u["name"], u["age"])
""",
        },
    ),
    "module import": (
        True,
        {
            "users.py": MAKE,
            "app.py": """
import users
u = users.make_user("Ann", 3)
print(u["name"], u["age"])
""",
        },
    ),
    "module under another name": (
        True,
        {
            "users.py": MAKE,
            "app.py": """
import users as people
print([u["name"] + str(u["age"]) for u in [people.make_user("Ann", 3)]])
""",
        },
    ),
    "package": (
        True,
        {
            "shop/__init__.py": "",
            "shop/users.py": MAKE,
            "shop/report.py": """
from .users import make_user
def line(user):
    return user["name"] + ":" + str(user["age"])
def all_lines():
    return [line(make_user(n, i)) for i, n in enumerate("abc")]
""",
            "app.py": """
from shop.report import all_lines, line
import shop.users
print(all_lines(), line(shop.users.make_user("x", 1)))
""",
        },
    ),
    "passed through an __init__": (
        True,
        {
            "shop/__init__.py": "from shop.users import make_user\n",
            "shop/users.py": MAKE,
            "app.py": """
from shop import make_user
import shop
a, b = make_user("x", 1), shop.make_user("y", 2)
print(a["name"], b["age"])
""",
        },
    ),
    "import in a function": (
        True,
        {
            "users.py": MAKE,
            "app.py": """
def run():
    from users import make_user
    u = make_user("Ann", 3)
    return u["name"], u["age"]
print(run())
""",
        },
    ),
    "imported in two functions": (
        True,
        {
            "users.py": MAKE,
            "app.py": """
def run():
    from users import make_user
    return make_user("Ann", 3)
def again():
    from users import make_user
    u = make_user("Ann", 3)
    return u["age"] + run()["age"]
print(again())
""",
        },
    ),
    "a fallback for the import": (
        False,
        {
            "users.py": MAKE,
            "app.py": """
try:
    from users import make_user
except ImportError:
    def make_user(name, age):
        return {"name": name, "age": age, "tags": []}
u = make_user("Ann", 3)
print(u["name"], u["age"])
""",
        },
    ),
    "a star import": (
        False,
        {
            "users.py": MAKE,
            "app.py": """
from users import *
u = make_user("Ann", 3)
print(u["name"], u["age"])
""",
        },
    ),
    "an import by a text": (
        False,
        {
            "users.py": MAKE + "def old(u):\n    return u['name'], u['age']\n",
            "app.py": """
import importlib
users = importlib.import_module("users")
u = users.make_user("Ann", 3)
print(u["name"], u["age"], users.old(u))
""",
        },
    ),
    "the module as a value": (
        False,
        {
            "users.py": MAKE + "def old(u):\n    return u['name'], u['age']\n",
            "app.py": """
import users
def use(m):
    u = m.make_user("Ann", 3)
    return u["name"], u["age"]
print(use(users), users.old(users.make_user("A", 1)))
""",
        },
    ),
    "a variable of the module": (
        True,
        {
            "users.py": MAKE + "ALL = [make_user('a', 1), make_user('b', 2)]\n",
            "app.py": """
from users import ALL
import users
for u in ALL:
    u["age"] += 1
print([u["name"] for u in users.ALL], sum(u["age"] for u in ALL))
""",
        },
    ),
    "a variable that another module sets": (
        True,
        {
            "users.py": MAKE
            + "CURRENT = None\ndef show():\n    return CURRENT['name'] if CURRENT else '-'\n",
            "app.py": """
import users
users.CURRENT = users.make_user("z", 9)
print(users.show(), users.CURRENT["age"])
""",
        },
    ),
    "something else in the variable": (
        False,
        {
            "users.py": MAKE
            + "CURRENT = make_user('z', 1)\ndef show():\n    return CURRENT['name']\n",
            "app.py": """
import users
print(users.show())
users.CURRENT = dict([("name", "q"), ("age", 2)])
print(users.show())
""",
        },
    ),
    "an instance of another file": (
        True,
        {
            "users.py": MAKE
            + """
class Directory:
    def __init__(self):
        self.users = []
    def add(self, user):
        self.users.append(user)
    def oldest(self):
        return max(self.users, key=lambda u: u["age"])
""",
            "app.py": """
from users import Directory, make_user
d = Directory()
d.add(make_user("a", 1))
d.add(make_user("b", 5))
print(d.oldest()["name"], [u["age"] for u in d.users])
""",
        },
    ),
    "an instance that may be another": (
        False,
        {
            "users.py": MAKE
            + """
class Directory:
    def __init__(self):
        self.users = []
    def add(self, user):
        self.users.append(user["name"] + str(user["age"]))
""",
            "app.py": """
import sys
from users import Directory, make_user
class Other:
    def add(self, user):
        self.seen = sorted(user)
def pick():
    return Other() if len(sys.argv) < 99 else Directory()
d = pick()
d.add(make_user("a", 1))
print(d.seen)
""",
        },
    ),
    "a subclass overrides": (
        False,
        {
            "users.py": MAKE
            + """
class Directory:
    def __init__(self):
        self.lines = []
    def add(self, user):
        self.lines.append(user["name"] + str(user["age"]))
""",
            "app.py": """
from users import Directory, make_user
class Own(Directory):
    def add(self, user):
        self.lines.append(sorted(user))
d = Own()
d.add(make_user("a", 1))
print(d.lines)
""",
        },
    ),
    "built in two files": (
        True,
        {
            "users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "extra.py": """
from users import label
def guest():
    return label({"name": "guest", "age": 0, "tags": []})
""",
            "app.py": """
from users import make_user, label
from extra import guest
print(label(make_user("a", 1)), guest())
""",
        },
    ),
    "built in two files that import each other": (
        True,
        {
            "users.py": MAKE
            + """
def label(user):
    import extra
    return user["name"] + str(user["age"]) + extra.MARK
""",
            "extra.py": """
from users import label
MARK = "!"
def guest():
    return label({"name": "guest", "age": 0, "tags": []})
""",
            "app.py": """
from users import make_user, label
from extra import guest
print(label(make_user("a", 1)), guest())
""",
        },
    ),
    "keys missing in another file": (
        False,
        {
            "users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "app.py": """
from users import make_user, label
u = make_user("a", 1)
try:
    u["email"]
except KeyError as error:
    print(error, label(u))
""",
        },
    ),
    "the whole dict in another file": (
        False,
        {
            "users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "app.py": """
from users import make_user, label
u = make_user("a", 1)
print(sorted(u), label(u))
""",
        },
    ),
    "handed to a library in another file": (
        False,
        {
            "users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "app.py": """
import collections
from users import make_user, label
u = make_user("a", 1)
print(collections.ChainMap(u)["name"], label(u))
""",
        },
    ),
    "dumped in another file": (
        True,
        {
            "users.py": 'def make_user(name):\n    return {"name": "n" + "x", "age": 3}\n'
            + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "app.py": """
import json
from users import make_user, label
u = make_user("a")
print(json.dumps(u), label(u))
""",
        },
    ),
    "a name that is taken": (
        True,
        {
            "users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "app.py": """
from users import make_user, label
class User:
    pass
print(label(make_user("a", 1)), label({"name": "b", "age": 1, "tags": []}), User.__name__)
""",
        },
    ),
    "annotated in another file": (
        True,
        {
            "users.py": MAKE,
            "app.py": """
from typing import Any
from users import make_user
def label(user: dict[str, Any]) -> str:
    return user["name"] + str(user["age"])
print(label(make_user("a", 1)))
""",
        },
    ),
    "only read from outside": (
        True,
        {
            "users.py": MAKE,
            "report.py": """
def lines(users):
    return [user["name"] + str(user["age"]) for user in users]
""",
            "app.py": """
from users import make_user
from report import lines
print(lines([make_user("a", 1)]))
""",
        },
    ),
    "skipped by a comment": (
        False,
        {
            "users.py": MAKE,
            "app.py": """
# codemods: skip-file
from users import make_user
u = make_user("Ann", 3)
print(u["name"], u["age"])
""",
        },
    ),
    "not valid Python": (
        True,
        {
            "users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "broken.py": "def f(:\n",
            "app.py": "from users import make_user, label\nprint(label(make_user('a', 1)))\n",
        },
    ),
    "not valid, but it may import": (
        False,
        {
            "users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "broken.py": "from users import make_user\nprint make_user('x', 1)['name']\n",
            "app.py": "from users import make_user, label\nprint(label(make_user('a', 1)))\n",
        },
    ),
    "two modules of one name": (
        False,
        {
            "a/users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "b/users.py": "def make_user(name, age):\n    return {'name': name, 'x': age}\n",
            "app.py": """
import sys
sys.path.insert(0, "a")
from users import make_user, label
print(label(make_user('a', 1)))
""",
        },
    ),
    "getattr of the module": (
        False,
        {
            "users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "app.py": """
import users
print(getattr(users, "make_" + "user")("a", 1)["name"], users.label(users.make_user("b", 2)))
""",
        },
    ),
    "a callback of another file": (
        True,
        {
            "users.py": MAKE + "def by_age(user):\n    return user['age']\n",
            "app.py": """
from users import make_user, by_age
rows = [make_user("a", 3), make_user("b", 1)]
rows.sort(key=by_age)
print([row["name"] for row in rows], list(map(by_age, rows)))
""",
        },
    ),
    "a class has a method of dicts": (
        True,
        {
            "users.py": MAKE,
            "app.py": """
from users import make_user
class Box:
    def get(self):
        return 7
def more(user):
    if user["age"] > 1:
        user["more"] = user["age"]
    return user.get("more"), Box().get()
rows = [make_user("a", 1), make_user("b", 2)]
print(more(rows[0]), more(rows[1]))
""",
        },
    ),
    "a star import of what is imported": (
        False,
        {
            "apart.py": "from shop import *\nu = make_user('q', 3)\nSEEN = u['name'], u['age']\n",
            "shop/__init__.py": "from shop.users import make_user, label\n",
            "shop/users.py": MAKE
            + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "app.py": "from apart import SEEN\nfrom shop import label, make_user\n"
            "print(SEEN, label(make_user('a', 1)))\n",
        },
    ),
    "a table of functions": (
        False,
        {
            "users.py": MAKE + "def label(user):\n    return user['name'] + str(user['age'])\n",
            "app.py": """
from users import make_user, label
TABLE = {"make": make_user}
print(sorted(TABLE["make"]("a", 1)), label(make_user("b", 1)))
""",
        },
    ),
    "relative up": (
        True,
        {
            "pkg/__init__.py": "",
            "pkg/core/__init__.py": "",
            "pkg/core/users.py": """
def make(n):
    return {"name": n, "age": 2}
""",
            "pkg/web/__init__.py": "",
            "pkg/web/views.py": """
from ..core.users import make
from ..core import users
from .. import core
def show(n):
    u = make(n)
    v = users.make(n)
    w = core.users.make(n)
    return u["name"], v["age"], w["age"]
""",
            "app.py": """
from pkg.web.views import show
print(show("x"))
""",
        },
    ),
    "mock patch string": (
        False,
        {
            "users.py": """
def make(n):
    return {"name": n, "age": 2}
def label(n):
    u = make(n)
    return u["name"] + str(u["age"])
""",
            "app.py": """
from unittest.mock import patch
import users
with patch("users.make", return_value={"name": "fake", "age": 0}):
    print(users.label("x"))
print(users.label("y"))
""",
        },
    ),
    "submodule shadowed by name": (
        False,
        {
            "pkg/__init__.py": """
from .thing import thing
""",
            "pkg/thing.py": """
def thing(n):
    return {"name": n, "age": 2}
def other(n):
    return {"name": n, "age": 3}
""",
            "app.py": """
import pkg.thing
print(pkg.thing("z")["name"])
from pkg.thing import other
o = other("y")
print(o["name"], o["age"])
""",
        },
    ),
    "module and function of one name": (
        True,
        {
            "user/__init__.py": """
from .user import user
""",
            "user/user.py": """
def user(n):
    return {"name": n, "age": 2}
""",
            "app.py": """
from user import user
import user as pkg
u = user("x")
print(u["name"], pkg.user("y")["age"])
""",
        },
    ),
    "circular": (
        True,
        {
            "a.py": """
import b
def make(n):
    return {"name": n, "age": 2}
def show(u):
    return b.label(u)
""",
            "b.py": """
import a
def label(u):
    return u["name"] + str(u["age"])
def other():
    return label(a.make("q"))
""",
            "app.py": """
import a, b
print(a.show(a.make("x")), b.other())
""",
        },
    ),
}


def output(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "app.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", CASES)
def test_behaves_the_same_or_is_left_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes, files = CASES[name]
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    before = output(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(
        main, ["run", ".", "-c", "dataclasses", "--assume", "closed-world", "--write", "--no-cache"]
    )
    texts = {path: (tmp_path / path).read_text() for path in files}
    assert (texts != files) == changes, found.output
    assert output(tmp_path) == before, "\n".join(texts.values())


def test_what_is_open_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "users.py").write_text(MAKE)
    (tmp_path / "app.py").write_text(
        'from users import make_user\n\n\ndef show():\n    u = make_user("Ann", 3)\n'
        '    return u["name"], u["age"]\n'
    )
    (tmp_path / "pyproject.toml").write_text('[tool.codemods.dataclasses]\nflavor = "pydantic"\n')
    command = ["run", str(tmp_path), "-c", "dataclasses", "--no-cache", "--assume", "closed-world"]
    result = CliRunner().invoke(main, command)
    assert result.stdout == ""
    assert "validated-input (2)" in result.stderr
    result = CliRunner().invoke(main, [*command, "--assume", "validated-input"])
    assert "+class User(BaseModel):" in result.stdout


def test_a_file_alone_is_followed_as_well(tmp_path: Path) -> None:
    path = tmp_path / "users.py"
    path.write_text(f'{MAKE}\n\ndef show(user):\n    return user["name"], user["age"]\n')
    command = ["run", str(path), "-c", "dataclasses", "--no-cache", "--assume", "closed-world"]
    assert "+    return user.name, user.age" in CliRunner().invoke(main, command).stdout
