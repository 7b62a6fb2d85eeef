"""Hold the making of objects to: constructors first, filled by methods, of other modules too."""

import ast
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from test_strategies import QUICK, mined

from codemods.verify.budget import Budget
from codemods.verify.courses import compared, results
from codemods.verify.inputs.mining import mine
from codemods.verify.inputs.mining.scope import module_of
from codemods.verify.inputs.recipes import Literal
from codemods.verify.inputs.strategies import arguments
from codemods.verify.inputs.workshop import Unbuildable, Workshop
from codemods.verify.isolation.loading import load
from codemods.verify.oracle.objects import Instance
from codemods.verify.verdict import Kind, Verdict
from codemods.verify.versions import versions

BUDGET = Budget(seconds=0.5, most=1.5)

SHELF = """
class Shelf:
    def __init__(self):
        self._rows = {}
        self._order = []
    def put(self, key, value):
        self._rows[key] = value
        self._order.append(key)
    def clear(self):
        self._rows.clear()
    def peek(self, key):
        return self._rows.get(key)
    def last(self, key):
        if key not in self._rows:
            return None
        return self._rows[self._order[-1]]
"""


def receivers(text: str, name: str) -> list[object]:
    """The objects on which a method is called."""
    tree = ast.parse(text)
    module = ModuleType("sample")
    exec(compile(tree, "sample.py", "exec"), vars(module))
    found = [one for one in ast.walk(tree) if getattr(one, "name", "") == name]
    made = []

    @settings(QUICK, max_examples=300)
    @given(arguments(found[0], tree, None, vars(module)))
    def collect(call):
        try:
            made.append(Workshop(vars(module), []).make(call.receiver))
        except Unbuildable:
            return

    collect()
    return made


def test_objects_are_filled_by_their_own_methods():
    whole = [
        one for one in receivers(SHELF, "last") if one._rows and set(one._order) == set(one._rows)
    ]
    assert len(whole) > 20


def test_objects_are_also_left_as_they_were_made():
    assert any(one._rows == {} and one._order == [] for one in receivers(SHELF, "last"))


def test_only_methods_that_fill_are_called_and_never_the_one_under_test():
    growers = mined(SHELF, "last").shapes["Shelf"].growers
    assert [name for name, _ in growers] == ["put"]
    assert mined(SHELF, "put").shapes["Shelf"].growers == ()


STEPS = {
    "a generator": "    def add(self, x):\n        self.xs.append(x)\n        yield x\n",
    "what is hidden": "    def _add(self, x):\n        self.xs.append(x)\n",
    "what fills something else": "    def add(self, x):\n        x.append(self.xs)\n",
    "what takes nothing": "    def add(self):\n        self.xs.append(1)\n",
    "a static method": "    @staticmethod\n    def add(x, y):\n        x.append(y)\n",
}


@pytest.mark.parametrize("name", STEPS)
def test_other_methods_fill_nothing(name):
    head = "class A:\n    def __init__(self):\n        self.xs = []\n"
    text = head + STEPS[name] + "    def f(self, x):\n        return x in self.xs\n"
    assert mined(text, "f").shapes["A"].growers == ()


def test_what_a_constructor_sets_by_other_ways_is_not_set_again():
    text = (
        "class A:\n    def __new__(cls):\n        made = object.__new__(cls)\n"
        "        made.log = ['begun']\n        return made\n"
        "    def f(self, x):\n        return self.log[0] + x\n"
    )
    assert {tuple(one.log) for one in receivers(text, "f")} == {("begun",)}


def test_an_attribute_that_has_a_default_is_not_demanded():
    text = (
        "def f(x):\n    if callable(getattr(x, 'keys', None)):\n        return list(x.keys())\n"
        "    return [y for y, z in x]\n"
    )
    assert {"list", "dict"} & {kind for kind, _ in mined(text).parameters[0].need.kinds}


def test_a_test_of_the_type_tells_kinds():
    for test in ("type(x) is dict", "type(x) == dict", "isinstance(x, KINDS)"):
        text = f"KINDS = (dict, int)\ndef f(x):\n    return 1 if {test} else 2\n"
        kinds = {kind for kind, _ in mined(text).parameters[0].need.kinds}
        assert "dict" in kinds, test


@pytest.fixture
def project(tmp_path: Path):
    """A package of two modules; what is imported of it is forgotten afterwards."""
    known = set(sys.modules)
    path = list(sys.path)
    package = tmp_path / "made_up"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "nodes.py").write_text(
        "class Node:\n    def __init__(self, label):\n        self.label = label\n"
        "        self.inner = []\n    def attach(self, node):\n        self.inner.append(node)\n"
        "class Leaf(Node):\n    def weight(self):\n        return len(self.label)\n"
    )
    yield package
    sys.path[:] = path
    for name in set(sys.modules) - known:
        del sys.modules[name]


USES = {
    "by name": "from made_up.nodes import Leaf\ndef f(x):\n    assert isinstance(x, Leaf)\n",
    "in a module": ("from made_up import nodes\ndef f(x):\n    assert isinstance(x, nodes.Leaf)\n"),
    "by what is used": "from made_up.nodes import Leaf\ndef f(x):\n    x.attach(x)\n",
    "by an annotation": "from made_up.nodes import Leaf\ndef f(x: Leaf):\n    x.attach(x)\n",
}


@pytest.mark.parametrize("name", USES)
def test_objects_of_imported_classes_are_made(name, project):
    rest = "    if x.label == 'root':\n        return x.weight() + len(x.inner)\n    return 0\n"
    text = USES[name] + rest
    verdict = _verdict(project / "use.py", text, text.replace("+ len", "- len"))
    assert verdict.kind is Kind.REFUTED
    same = _verdict(
        project / "use.py", text, text.replace("+ len(x.inner)", "+ sum(1 for _ in x.inner)")
    )
    assert same.kind is Kind.TESTED and same.reached


def _verdict(path: Path, before: str, after: str) -> Verdict:
    path.write_text(before)
    ((_, (found,)),) = results([compared(versions(path, before, after))], BUDGET)
    return found


def test_a_function_is_no_method_of_an_imported_class(project):
    text = "from made_up.nodes import Node\n\n\n\ndef attach(x, node):\n    return x\n"
    tree = ast.parse(text)
    namespace = vars(load(text, "made_up.use", str(project / "use.py"), (str(project.parent),)))
    assert "Node" in module_of(tree, namespace).borrowed
    function = next(one for one in tree.body if isinstance(one, ast.FunctionDef))
    assert function.lineno == 5  # as that of the method
    assert mine(function, tree, None, namespace).owner is None


def test_classes_of_the_library_are_not_borrowed():
    text = "import email.message\nfrom fractions import Fraction\ndef f(x):\n    return x\n"
    tree = ast.parse(text)
    module = ModuleType("sample")
    exec(text, vars(module))
    assert module_of(tree, vars(module)).borrowed == frozenset()


def test_steps_are_written_as_python():
    recipe = Instance("A", steps=(("add", (Literal(1), Literal("a"))), ("close", ())))
    namespace: dict[str, object] = {}
    text = "class A:\n    def __init__(self): self.log = []\n"
    text += (
        "    def add(self, *x): self.log.append(x)\n    def close(self): self.log.append(())\n\n"
    )
    exec(text + "\n".join(recipe.prelude()), namespace)
    made = eval(recipe.source(), namespace)
    assert made.log == [(1, "a"), ()] == Workshop(namespace, []).make(recipe).log
