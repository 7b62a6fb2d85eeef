"""Run generated projects of one to three modules with records before and after: all alike."""

import contextlib
import io
import os
import sys
import types
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from harness import OPTIONS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codemods import catalog
from codemods.files.disk import File
from codemods.model import Project
from codemods.running.worldwide import started

RUN = settings(
    max_examples=int(os.environ.get("CODEMODS_FUZZ_EXAMPLES", "150")),
    derandomize="CODEMODS_FUZZ_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
GRANTED = replace(OPTIONS, granted=frozenset({"closed-world"}))
# Functions that get a record and show something of it; ``{N}`` is a number of their own.
USING = (
    "def use{N}(r):\n    return r['a']\n",
    "def use{N}(r):\n    r['b'] += 1\n    return r['b']\n",
    "def use{N}(user):\n    user['a'] = user['b']\n    return user['name']\n",
    "def use{N}(r):\n    return r.get('name'), r.get('a', 0), r.get('b', [])\n",
    "def use{N}(r):\n    return 'a' in r, f\"{{r['b']:>4}}\"\n",
    "def use{N}(r):\n    return [x['a'] for x in [r, r]]\n",
    "def use{N}(r):\n    return sorted([r], key=lambda u: u['name'])[0]['b']\n",
    "def use{N}(r):\n"
    "    by_name = {{r['name']: r}}\n"
    "    return by_name['n']['a'] if 'n' in by_name else 0\n",
    "def use{N}(r):\n    if r['a'] > 1:\n        r['more'] = r['a']\n    return r.get('more')\n",
    "def use{N}(r):\n    if 'more' in r:\n        return r['more']\n    return None\n",
    "def use{N}(r):\n    r['more'] = 3\n    return r['more']\n",
    "class Box{N}:\n"
    "    def __init__(self, r):\n"
    "        self.r{N} = r\n"
    "    def get(self):\n"
    "        return self.r{N}['a']\n"
    "def use{N}(r):\n    return Box{N}(r).get(), Box{N}(r).r{N}['b']\n",
    "def gen{N}(r):\n"
    "    yield r\n"
    "    yield r\n"
    "def use{N}(r):\n"
    "    return [x['b'] for x in gen{N}(r)]\n",
    "KEPT{N} = []\n"
    "def use{N}(r):\n"
    "    KEPT{N}.append(r)\n"
    "    return KEPT{N}[-1]['a'], len(KEPT{N})\n",
    "def by{N}(r):\n"
    "    return r['b']\n"
    "def use{N}(r):\n"
    "    return max([r, r], key=by{N})['a'], list(map(by{N}, [r]))\n",
    "def use{N}(r, key=None):\n"
    "    other = {{**r, 'a': 7}}\n"
    "    return other['a'], r['a'], other.copy()['b']\n",
    "def use{N}(r, r2=None):\n    r2 = r2 or r\n    return r2 is r, r2['b']\n",
    "def use{N}(r):\n    a = dict(name='q', a=1, b=2)\n    return a['a'], r['a'], a['b']\n",
    "import json\ndef use{N}(r):\n    return json.dumps(r)\n",
    "def use{N}(r):\n    print(r)\n    return r['a']\n",
)
# After these a record can't be an object, or something else may be one.
SPOILING = (
    "def use{N}(r):\n    return sorted(r)\n",
    "def use{N}(r, key='a'):\n    return r[key]\n",
    "def use{N}(r):\n    return len(r), r['a']\n",
    "def use{N}(r):\n    return dict(r)['a']\n",
    "def use{N}(r):\n    r.pop('a', None)\n    r['a'] = 1\n    return r['a']\n",
    "def use{N}(r):\n    return r == {{'name': 'n', 'a': 1, 'b': 2}}\n",
    "def use{N}(r):\n    for x in [r, {{'a': 5}}]:\n        x['a'] += 1\n    return r['a']\n",
    "def use{N}(r):\n    return isinstance(r, dict), r['a']\n",
    "def use{N}(r):\n"
    "    try:\n"
    "        return r['missing']\n"
    "    except KeyError as e:\n"
    "        return str(e)\n",
    "def use{N}(r):\n    return (lambda **k: sorted(k))(**r)\n",
    "def use{N}(r):\n    return list(map(sorted, [r]))\n",
    "def use{N}(r):\n    return (r['a'], globals()['use{N}'].__name__)\n",
    "def use{N}(r):\n    return {{'use': r}}.popitem()[1]['a'], [*r]\n",
    "def use{N}(r):\n    r.update(zip(['a'], [9]))\n    return r['a']\n",
    "def use{N}(*rs):\n    return [r['a'] for r in rs], [sorted(r) for r in rs]\n",
    "def inner{N}(**k):\n"
    "    return k['r']['a'], list(k['r'])\n"
    "def use{N}(r):\n"
    "    return inner{N}(r=r)\n",
)
BUILDING = (
    "def make_user(n):\n    return {'name': 'n', 'a': n, 'b': 2}\n",
    "def make_user(n):\n    r = {'name': 'n', 'a': n}\n    r['b'] = n * 2\n    return r\n",
    "def make_user(n):\n    if n > 1:\n        return {'name': 'x', 'a': n, 'b': 1}\n"
    "    return {'name': 'y', 'a': n, 'b': 0}\n",
    "def make_user(n):\n    return dict(name='n', a=n, b=[n][0])\n",
    "def make_user(n):\n"
    "    r = {'name': 'n', 'a': n, 'b': 3}\n"
    "    if n == 2:\n"
    "        r['more'] = n\n"
    "    return r\n",
)
IMPORTS = (
    ("from {module} import {name}", "{name}"),
    ("import {module}", "{module}.{name}"),
    ("import {module} as other", "other.{name}"),
    ("from {module} import {name} as {name}_", "{name}_"),
)


@st.composite
def projects(draw: st.DrawFn, spoiled: bool) -> dict[str, str]:
    texts = {"users": draw(st.sampled_from(BUILDING)), "report": "", "app": ""}
    used = draw(st.lists(st.sampled_from(USING), min_size=2, max_size=4))
    if spoiled:
        used.insert(draw(st.integers(0, len(used))), draw(st.sampled_from(SPOILING)))
    calls: list[tuple[str, str]] = []
    for number, text in enumerate(used):
        module = draw(st.sampled_from(sorted(texts)))
        texts[module] += text.format(N=number)
        calls.append((module, f"use{number}"))
    lines = ["def main():"]
    make = _named(draw, "users", "make_user", lines)
    lines.append(f"    rows = [{make}(1), {make}(2)]")
    for module, name in calls:
        called = _named(draw, module, name, lines)
        if draw(st.integers(0, 5)):  # else nobody calls it
            lines.append(f"    print({called}(rows[{draw(st.integers(0, 1))}]))")
    lines.append("    print([row['a'] for row in rows])")
    texts["app"] += "\n".join(lines) + "\n"
    return texts


def _named(draw: st.DrawFn, module: str, name: str, lines: list[str]) -> str:
    """What a function is called by in ``main``, imported there where it has to be."""
    if module == "app":
        return name
    statement, spelled = draw(st.sampled_from(IMPORTS))
    lines.append("    " + statement.format(module=module, name=name))
    return spelled.format(module=module, name=name)


def followed(texts: Mapping[str, str]) -> dict[str, str]:
    """What becomes of the modules where the world is closed."""
    files = [File(Path(f"{one}.py"), text.encode(), text, "utf-8") for one, text in texts.items()]
    by_path = {f"{one}.py": text for one, text in texts.items()}
    project = Project(modules={one: f"{one}.py" for one in texts}, read=by_path.get)
    codemod = catalog.load("dataclasses")
    found = started(files, codemod, dict.fromkeys(by_path, True), GRANTED, project)
    return {one: found[f"{one}.py"].text if f"{one}.py" in found else texts[one] for one in texts}


def shown(texts: Mapping[str, str]) -> str:
    """What ``main()`` of the last module prints, and how it ends."""
    modules = {name: types.ModuleType(name) for name in texts}
    old = {name: sys.modules.get(name) for name in texts}
    sys.modules.update(modules)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            for name, text in texts.items():
                exec(compile(text, f"<{name}>", "exec"), vars(modules[name]))
            vars(modules["app"])["main"]()
        except Exception as error:
            print(type(error).__name__, error)
        finally:
            for name, module in old.items():
                if module is None:
                    del sys.modules[name]
                else:
                    sys.modules[name] = module
    return printed.getvalue()


def _same(texts: Mapping[str, str]) -> bool:
    after = followed(texts)
    assert shown(after) == shown(texts), "\n".join(
        f"# {one}\n{text}" for one, text in after.items()
    )
    return after != texts


@RUN
@given(projects(spoiled=False))
def test_projects_behave_the_same(texts: dict[str, str]) -> None:
    _same(texts)


@RUN
@given(projects(spoiled=True))
def test_what_is_no_record_behaves_the_same(texts: dict[str, str]) -> None:
    _same(texts)


def test_many_projects_change() -> None:
    plain = [
        {
            "users": BUILDING[0],
            "report": use.format(N=0),
            "app": "from users import make_user\nfrom report import use0\ndef main():\n"
            "    row = make_user(1)\n    print(row['a'], use0(row))\n",
        }
        for use in USING
    ]
    assert sum(map(_same, plain)) >= len(USING) - 3
