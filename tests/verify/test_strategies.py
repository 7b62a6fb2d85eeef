"""Hold the strategies to: what a function needs is found, and what traps need is drawn."""

import ast
import textwrap
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from codemods.verify.inputs.mining import Function, Mined, every_need, mine
from codemods.verify.inputs.recipe import Recipe, within
from codemods.verify.inputs.recipes import Arguments, Sequence
from codemods.verify.inputs.strategies import Unknown, arguments, explicit
from codemods.verify.inputs.traps import HABITS, SEEDED, SEEDS
from codemods.verify.inputs.workshop import Unbuildable, Workshop

QUICK = settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
FINDING = settings(QUICK, max_examples=1000, phases=[Phase.generate, Phase.shrink])


def opened(text: str, name: str = "f") -> tuple[Function, ast.Module, dict[str, object]]:
    """A function of a module, by its name; the module; and its namespace."""
    source = textwrap.dedent(text)
    tree = ast.parse(source)
    module = ModuleType("sample")
    exec(compile(tree, "sample.py", "exec"), vars(module))
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
    ]
    return found[0], tree, vars(module)


def mined(text: str, name: str = "f") -> Mined:
    """What is known about a function."""
    function, tree, namespace = opened(text, name)
    return mine(function, tree, None, namespace)


def drawn(text: str, name: str = "f", count: int = 150) -> list[Arguments]:
    """Calls of a function, the same in every run."""
    function, tree, namespace = opened(text, name)
    calls: list[Arguments] = []

    @settings(QUICK, max_examples=count)
    @given(arguments(function, tree, None, namespace))
    def collect(call: Arguments) -> None:
        calls.append(call)

    collect()
    return calls


def values(text: str, name: str = "f", count: int = 150) -> list[list[object]]:
    """The positional arguments of the calls of a function, built."""
    _, _, namespace = opened(text, name)
    made = []
    for call in drawn(text, name, count):
        shop = Workshop(namespace, [])
        with suppress(Unbuildable):
            made.append([shop.make(recipe) for recipe in call.positional])
    return made


def normal_share(text: str, name: str = "f") -> float:
    """How many of the calls return normally."""
    _, _, namespace = opened(text, name)
    good = 0
    calls = drawn(text, name)
    for call in calls:
        shop = Workshop(namespace, [])
        function = namespace[name] if call.receiver is None else None
        try:
            if call.receiver is not None:
                function = getattr(shop.make(call.receiver), name)
            given_ = [shop.make(recipe) for recipe in call.positional]
            named = {key: shop.make(recipe) for key, recipe in call.keywords}
            assert callable(function)
            function(*given_, **named)
        except Exception:
            continue
        good += 1
    return good / len(calls)


KINDS = {
    "a method of texts": ("def f(x): return x.strip().upper()", "str"),
    "arithmetic with a literal": ("def f(x): return x * 2 - 1", "int"),
    "a comparison with a literal": ("def f(x): return x == 'legacy'", "str"),
    "a constant key": ("def f(x): return x['id']", "dict"),
    "a key that may be missing": ("def f(x): return x.get('id')", "dict"),
    "iteration": ("def f(x):\n for y in x: print(y)", "list"),
    "appending": ("def f(x): x.append(1)", "list"),
    "a set's method": ("def f(x): return x.union([1])", "set"),
    "attributes": ("def f(x): return x.total - x.paid", "record"),
    "being called": ("def f(x): return x(1)", "callable"),
    "being awaited": ("async def f(x): return await x", "stand-in"),
    "asynchronous iteration": ("async def f(x):\n async for y in x: print(y)", "stand-in"),
    "with": ("def f(x):\n with x: pass", "stand-in"),
    "a default": ("def f(x=1.5): return x", "float"),
    "isinstance": ("def f(x): return isinstance(x, dict)", "dict"),
    "a range": ("def f(x): return list(range(x))", "int"),
    "a callee": ("def g(y): return y.split(',')\ndef f(x): return g(x)", "str"),
    "a lambda": ("def f(x): return sorted(x, key=lambda y: y['id'])", "list"),
    "a value passed through a name": ("def f(x):\n y = x\n return y.lower()", "str"),
    "unpacking": ("def f(x):\n a, b = x\n return a + b", "tuple"),
    "a regular expression": ("import re\nP = re.compile('a+')\ndef f(x): return P.match(x)", "str"),
    "a date's attributes": ("def f(x): return (x.year, x.month, x.isoweekday())", "datetime"),
    "text of a format": ("def f(x): return '%d' % x", "int"),
    "a case": ("def f(x):\n match x:\n  case {'id': y}: return y", "dict"),
}
ANNOTATIONS = {
    "int": "int",
    "'str'": "str",
    "list[int]": "list",
    "dict[str, int]": "dict",
    "set[int]": "set",
    "tuple[int, str]": "tuple",
    "int | None": "int",
    "Optional[str]": "str",
    "Union[bytes, None]": "bytes",
    "Sequence[int]": "list",
    "Callable[[int], int]": "callable",
    "Order": "class:Order",
    "Color": "class:Color",
    "Row": "dict",
    "Pair": "class:Pair",
    "list['Order']": "list",
    "Literal['a', 'b']": "str",
    "Alias": "list",
    "datetime.date": "date",
    "Decimal": "decimal",
}
TYPES = """
    import datetime
    from collections.abc import *
    from dataclasses import dataclass
    from decimal import Decimal
    from enum import Enum
    from typing import *
    @dataclass
    class Order:
        id: int
        names: list[str]
    class Color(Enum):
        RED = 1
        BLUE = 2
    class Row(TypedDict):
        id: int
    class Pair(NamedTuple):
        left: int
        right: str
    Alias = list[Order]
"""


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS)
def test_uses_tell_kinds(text: str, kind: str) -> None:
    assert mined(text).parameters[0].need.main == kind


@pytest.mark.parametrize(("annotation", "kind"), ANNOTATIONS.items(), ids=ANNOTATIONS)
def test_annotations_tell_kinds(annotation: str, kind: str) -> None:
    text = textwrap.dedent(TYPES) + f"def f(x: {annotation}): return x\n"
    assert mined(text).parameters[0].need.main == kind
    assert any(value[0] for value in values(text, count=60) if value)


def test_bare_containers_are_filled_with_what_is_used() -> None:
    text = "def f(x: list): return [y['id'] for y in x]"
    element = mined(text).parameters[0].need.element
    assert element is not None and [key for key, _, _ in element.keys] == ["id"]


def test_nothing_known_is_said() -> None:
    function, tree, namespace = opened(
        "import q\ndef f(x: 'q.Frame'): return q.run(x)".replace("import q", "q = None")
    )
    with pytest.raises(Unknown, match=r"q\.Frame"):
        arguments(function, tree, None, namespace)


JOIN = """
    def f(orders, refs):
        found = []
        for order in orders:
            for ref in refs:
                if order.id == ref["id"]:
                    found.append((order.name.upper(), ref["total"] * 2))
                    break
        return found
"""
NORMAL = {
    "a join": (JOIN, "f", 0.5),
    "an unannotated class": (
        """
        class Stack:
            def __init__(self, limit=3):
                self.items = []
                self.limit = limit
            def push(self, item):
                if len(self.items) >= self.limit:
                    raise ValueError(item)
                self.items.append(item)
        """,
        "push",
        0.3,
    ),
    "a callback": ("def f(rows, key): return [key(row['id']) + 1 for row in rows]", "f", 0.3),
    "numbers in texts": ("def f(text): return [int(part) for part in text.split(',')]", "f", 0.1),
}


@pytest.mark.parametrize(("text", "name", "least"), NORMAL.values(), ids=NORMAL)
def test_calls_return_normally(text: str, name: str, least: float) -> None:
    assert normal_share(text, name) >= least


def rows(call: list[object]) -> Iterator[tuple[list[object], list[object]]]:
    """The ids of both sides of a join, where the call has them."""
    try:
        orders, refs = call
        yield [one.id for one in orders], [one["id"] for one in refs]  # type: ignore
    except (TypeError, AttributeError, KeyError, ValueError):
        return


SITUATIONS: dict[str, Callable[[list[object], list[object]], bool]] = {
    "a match": lambda left, right: any(one in right for one in left if one == one),
    "two rows with the same key": lambda left, right: any(right.count(one) > 1 for one in left),
    "a key without a row": lambda left, right: bool(left and right and left[0] not in right),
    "one NaN on both sides": lambda left, right: any(
        one != one and any(one is other for other in right) for one in left
    ),
    "unhashable keys": lambda left, right: bool(left) and isinstance(left[0], list),
    "equal keys of several types": lambda left, right: any(
        one == other and type(one) is not type(other) for one in left for other in right
    ),
    "None among the keys": lambda left, right: None in right and len(right) > 1,
    "nothing outside": lambda left, right: not left and bool(right),
    "nothing inside": lambda left, right: bool(left) and not right,
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_joins_meet_their_traps(situation: str) -> None:
    calls = values(JOIN, count=1000)
    assert any(SITUATIONS[situation](*pair) for call in calls for pair in rows(call))


def test_inputs_are_one_shot_aliased_and_spoiled_now_and_then() -> None:
    text = "def f(xs, ys): return [x['a'] + y['a'] for x in xs for y in ys]"
    calls = values(text, count=1000)
    pairs = [call for call in calls if len(call) == 2]
    assert any(hasattr(value, "__next__") for call in pairs for value in call)
    assert any(xs is ys and isinstance(xs, list) and xs for xs, ys in pairs)
    good_then_bad = [
        xs
        for xs, _ in pairs
        if isinstance(xs, list) and len(xs) > 1 and xs[0] and xs[-1] in ({}, None)
    ]
    assert good_then_bad


def test_no_set_has_another_order_each_time_it_is_made() -> None:
    sets = [
        recipe
        for call in drawn("def f(rows):\n    for row in rows:\n        return row\n", count=600)
        for recipe in within(call.positional)
        if isinstance(recipe, Sequence) and recipe.kind in ("set", "frozenset")
    ]
    assert sum(len(one.elements) > 1 for one in sets) > 5
    assert not [one.source() for one in sets if len(one.elements) > 1 and one.holds_nan]


def test_literals_are_met() -> None:
    text = "def f(mode, count):\n if mode == 'legacy-import' and count > 7919: return 1"
    calls = [call for call in values(text) if len(call) == 2]
    assert any(mode == "legacy-import" and count == 7920 for mode, count in calls)


def test_lines_aimed_at_bring_their_literals() -> None:
    text = "def f(a):\n if a == 1: return 2\n if a == 77:\n  return 3\n return 4"
    function, tree, namespace = opened(text)
    need = mine(function, tree, None, namespace, frozenset({4})).parameters[0].need
    assert need.focus == (77,)


def test_what_does_not_fit_a_declared_type_is_not_seeded() -> None:
    text = "def f(x: float, y: str): return x, y"
    calls = drawn(text, count=400)
    kinds = {type(one) for call in values(text, count=400) for one in call[:1]}
    assert {float, int} <= kinds
    generic = {str, bool, type(None), list, dict}
    assert kinds <= {float, int} | generic
    assert calls


def test_no_int_that_is_past_floats_is_given_for_one() -> None:
    calls = values("def f(x: float, y: int): return x, y", count=1200)
    floats, ints = zip(*[call for call in calls if len(call) == 2], strict=True)
    assert not [one for one in floats if isinstance(one, int) and one.bit_length() > 1023]
    assert [one for one in ints if isinstance(one, int) and one.bit_length() > 1023]


@pytest.mark.parametrize(
    ("annotation", "kinds"),
    [("int", (int,)), ("str", (str,)), ("bool", (bool,)), ("str | None", (str, type(None)))],
)
@pytest.mark.parametrize("test", ["a", "not a", "a or b", "a == b and b"])
def test_a_declared_type_holds_where_truth_is_asked_for(
    annotation: str, kinds: tuple[type, ...], test: str
) -> None:
    text = f"def f(a: {annotation}, b: {annotation}):\n    return 1 if {test} else 2\n"
    assert all(isinstance(one, kinds) for call in values(text, count=400) for one in call)


def test_every_seed_can_be_built_and_printed() -> None:
    for seed in SEEDS:
        for recipe in seed.make():
            Workshop({}, []).make(recipe)
            ast.parse(recipe.source())
    assert {trap for one in (*SEEDS, *HABITS) for trap in one.ids} == SEEDED


def test_drawn_calls_can_be_pasted() -> None:
    for text, name in ((JOIN, "f"), (NORMAL["an unannotated class"][0], "push")):
        for call in drawn(text, name):
            names: dict[str, object] = opened(text, name)[2]
            names[name] = lambda *given_, **named: None
            exec("\n".join(call.prelude()), names)
            for recipe in call.recipes():
                assert isinstance(recipe, Recipe)
                try:
                    Workshop(names, []).make(recipe)
                except Unbuildable:
                    continue
                eval(recipe.source(), names)
            ast.parse(call.source(name))


def test_what_is_shrunk_is_small() -> None:
    function, tree, namespace = opened(JOIN)

    def duplicated(call: Arguments) -> bool:
        shop = Workshop(namespace, [])
        made = [shop.make(recipe) for recipe in call.positional]
        return any(SITUATIONS["two rows with the same key"](*pair) for pair in rows(made))

    smallest = find(arguments(function, tree, None, namespace), duplicated, settings=FINDING)
    assert len(list(within(smallest.recipes()))) <= 15, smallest.source("f")


def test_doctests_and_literal_calls_come_first() -> None:
    text = '''
        class Box:
            def __init__(self, size): self.size = size
            def grow(self, by):
                """
                >>> box = Box(3)
                >>> box.grow(2)
                """
        def f(rows, *, key=None):
            """
            >>> rows = [{"id": 1}]
            >>> f(rows, key="id")
            >>> f(unknown())
            """
        LIMITS = (1, -2)
        if f is None:
            f(LIMITS)
    '''
    function, tree, _ = opened(text)
    assert [call.source("f") for call in explicit(function, tree)] == [
        "f([{'id': 1}], key='id')",
        "f((1, -2))",
    ]
    method, tree, _ = opened(text, "grow")
    assert [call.source("grow") for call in explicit(method, tree)] == ["Box(3).grow(2)"]


def test_a_declared_value_type_holds_under_each_key() -> None:
    text = "def f(x: dict[str, int]):\n    return x['a'] < 3.5\n"
    every = [one for (one,) in values(text, count=300)]
    assert {type(one["a"]) for one in every if isinstance(one, dict) and "a" in one} <= {int, bool}


WRITTEN = {
    "a file": ("f(io.BytesIO(b'1L'))", "f(io.BytesIO(b'1L'))"),
    "a number of the library": ("f(Decimal('1'))", "f(decimal.Decimal('1'))"),
    "a function": ("f(lambda x: x + 1)", "f((lambda x: x + 1))"),
    "a builtin": ("f(str)", "f(str)"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_examples_give_more_than_literals(name: str) -> None:
    call, wanted = WRITTEN[name]
    text = f'def f(x):\n    """\n    >>> {call}\n    """\n    return x\n'
    function, tree, _ = opened(text)
    assert [one.source("f") for one in explicit(function, tree)] == [wanted]


@pytest.mark.parametrize("call", ["f(lambda x: x + y)", "f(open('a'))", "f(Mine(1))"])
def test_examples_that_need_more_are_left_alone(call: str) -> None:
    function, tree, _ = opened(f'def f(x):\n    """\n    >>> {call}\n    """\n    return x\n')
    assert explicit(function, tree) == []


def test_links_that_lead_on_and_on_are_not_followed_for_ever() -> None:
    head = (
        "class A:\n    def __init__(self):\n        self.root = [None] * 4\n    def f(self, key):\n"
    )
    steps = [
        f"        a{n} = self.root[{n % 4}][{(n + 1) % 4}]\n        a{n}[0] = self.root = a{n}[1]\n"
        for n in range(12)
    ]
    found = mined(head + "".join(steps) + "        return key in self.root[0][1]\n", "f")
    assert sum(1 for _ in every_need(found)) < 20_000


def test_what_the_version_before_needs_is_drawn_too() -> None:
    before, _, _ = opened("def f(x):\n    return len(x)\n")
    function, tree, namespace = opened("def f(x):\n    return len(x.keys())\n")
    both = mine(function, tree, before, namespace)
    alone = mine(function, tree, before, namespace, alone=True)
    assert both.parameters[0].need.kinds != alone.parameters[0].need.kinds
