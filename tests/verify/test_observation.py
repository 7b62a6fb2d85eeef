"""See what a caller can see of a call, say what differs, and leave the module as it was."""

import random
import sys
import threading
import time
import types
import warnings
from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.verify.inputs import recipes
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Arguments, Bag, Iterator, Literal, Sequence
from codemods.verify.inputs.stand_ins import Raises, stand_in
from codemods.verify.inputs.workshop import Unbuildable
from codemods.verify.oracle.difference import difference, outcome_words
from codemods.verify.oracle.drives import Drive
from codemods.verify.oracle.objects import Instance, StandIn
from codemods.verify.oracle.observation import RAISED, TIMED_OUT, Observation, Side, observe


def listed(*values: object) -> Recipe:
    made = [value if isinstance(value, Recipe) else Literal(value) for value in values]
    return Sequence("list", tuple(made))


def module(text: str) -> dict[str, object]:
    made = types.ModuleType("shop")
    exec(compile(text, "shop.py", "exec"), made.__dict__)
    return made.__dict__


def seen(
    text: str, given: SequenceOf[Recipe] = (), drive: Drive = Drive.PLAIN, seconds: float = 0.5
) -> Observation:
    namespace = module(text)
    return observe(namespace["f"], Arguments(tuple(given)), namespace, drive, seconds)


ONE_SHOT = Iterator((Literal(1), Literal(2)))
NUMBERS = listed(1, 2, 3)
ROWS = listed(listed(1), listed(2))
DB = StandIn("db", (Literal(1), Literal(2)))
OBJECT = StandIn("db")


@dataclass(frozen=True)
class Pair:
    """Two versions, and the words that the difference has in it; none where there is none."""

    before: str
    after: str
    given: tuple[Recipe, ...] = ()
    drive: Drive = Drive.PLAIN
    expected: str | None = None


ALIKE = {
    "sets": Pair("def f(): return {8, 16, 0}", "def f(): return {0, 16, 8}"),
    "a variable less": Pair("def f(a): x = a[0]; return x", "def f(a): return a[0]", (NUMBERS,)),
    "a generator": Pair(
        "def f(a):\n for x in a: yield x", "def f(a): yield from a", (NUMBERS,), Drive.MUTATE
    ),
    "closed": Pair(
        "def f(a):\n try: yield from a\n finally: print(1)",
        "def f(a):\n try:\n  for x in a: yield x\n finally: print(1)",
        (NUMBERS,),
        Drive.CLOSE,
    ),
    "the same object": Pair("def f(a): return a", "def f(a): a = a; return a", (NUMBERS,)),
    "undone changes": Pair("def f(a): a.append(4); a.pop()", "def f(a): pass", (NUMBERS,)),
    "an equal global": Pair("X = 1000\ndef f(): global X; X = 999 + 1", "X = 1000\ndef f(): X"),
    "a default": Pair(
        "def f(a=[]): a.append(1); return len(a)", "def f(a=[]): a += [1]; return len(a)"
    ),
    "a cache": Pair(
        "from functools import cache\n@cache\ndef f(): print(1)",
        "from functools import cache\n@cache\ndef f(): print('1')",
    ),
    "chance": Pair(
        "import random\ndef f(): return random.random()",
        "import random\ndef f(): x = random.random(); return x",
    ),
    "the clock": Pair(
        "import time\ndef f(): return time.time(), time.sleep(9)",
        "import time\ndef f(): x = time.time(); time.sleep(9); return x, None",
    ),
    "a name in an error": Pair("def f():\n x; x = 1", "def f():\n y; y = 1"),
    "the line of an error": Pair("def f(): 1 / 0", "\n\n\ndef f():\n x = 0\n 1 / x"),
    "a printed traceback": Pair(
        "import traceback\ndef f():\n try: 1 / 0\n except Exception: traceback.print_exc()",
        "import traceback\ndef f():\n x = 0\n try: 1 / x\n except Exception: traceback.print_exc()",
    ),
    "calls": Pair("def f(db): db.a.b(x=1)", "def f(db): b = db.a.b; b(x=1)", (DB,)),
    "a coroutine": Pair(
        "async def f(db): return await db.go()",
        "async def f(db): x = await db.go(); return x",
        (OBJECT,),
    ),
    "instances of own classes": Pair(
        "class C:\n def __init__(self): self.x = 1\ndef f(): return C()",
        "class C:\n x = 1\n def __init__(self): self.x = 1\ndef f(): return C()",
    ),
    "both endless": Pair("def f(): return f()", "def f(): return 1 + f()"),
    "the same exit": Pair("def f(): raise SystemExit(3)", "import sys\ndef f(): sys.exit(3)"),
    "iterators used up": Pair("def f(a): return list(a)", "def f(a): return [*a]", (Iterator(),)),
    "masked addresses": Pair("def f(): return repr(object())", "def f(): return repr(object())"),
    "an unneeded hash": Pair("def f(a): return a", "def f(a): hash(a); return a", (OBJECT,)),
}
UNLIKE = {
    "types": Pair("def f(): return [1]", "def f(): return (1,)", expected="[1], now returns (1,)"),
    "numbers": Pair("def f(): return 1", "def f(): return 1.0", expected="returned 1, now returns"),
    "deep inside": Pair(
        "def f(): return [{'a': [1] * 99}]",
        "def f(): return [{'a': [1] * 98 + [2]}]",
        expected="at [0]['a'][98] it was 1, now it is 2",
    ),
    "a copy": Pair(
        "def f(a): return a", "def f(a): return list(a)", (NUMBERS,),
        expected="returned argument 1 itself, now a new object",
    ),
    "a copied row": Pair(
        "def f(a): return [a[0]]", "def f(a): return [list(a[0])]", (ROWS,),
        expected="other objects",
    ),
    "an argument": Pair(
        "def f(a): a.append(4)", "def f(a): pass", (NUMBERS,),
        expected="made argument 1 [1, 2, 3, 4], now leaves it as it was",
    ),
    "a global": Pair(
        "X = []\ndef f(): X.append(1)", "X = []\ndef f(): X", expected="made the global X [1]"
    ),
    "a rebound global": Pair(
        "X = 0\ndef f(): pass", "X = 0\ndef f(): global X; X = 2", expected="makes it 2"
    ),
    "a new global": Pair("def f(): pass", "def f(): global X; X = 2", expected="the global X"),
    "a global of a helper": Pair(
        "X = []\ndef g(): X.append(1)\ndef f(): g()", "X = []\ndef g(): X\ndef f(): g()",
        expected="the global X",
    ),
    "a class attribute": Pair(
        "class C:\n n = 0\ndef f(): C.n += 1", "class C:\n n = 0\ndef f(): C.n", expected="C.n 1"
    ),
    "a default": Pair(
        "def f(a=[]): a.append(1)", "def f(a=[]): a + [1]", expected="the default of a [1]"
    ),
    "an attribute of the function": Pair(
        "def f(): f.n = 1", "def f(): f", expected="made f.n 1, now leaves it"
    ),
    "an error": Pair(
        "def f(): raise KeyError(1)", "def f(): raise KeyError(2)",
        expected="raised KeyError(1), now raises KeyError(2)",
    ),
    "a cause": Pair(
        "def f(): raise KeyError(1) from ValueError()", "def f(): raise KeyError(1)",
        expected="__cause__=ValueError",
    ),
    "an exit": Pair(
        "def f(): raise SystemExit(3)", "def f(): return 3", expected="raised SystemExit(3), now"
    ),
    "recursion": Pair("def f(): return 1", "def f(): return f()", expected="runs out of stack"),
    "output": Pair("def f(): print(1)", "def f(): print(2)", expected="'1\\n' to stdout, now '2"),
    "a warning": Pair(
        "import warnings\ndef f(): warnings.warn('x')", "def f(): pass", expected="UserWarning"
    ),
    "calls": Pair(
        "def f(db): db.save(1)", "def f(db): db.save(2)", (DB,),
        expected="as deed 1 it calls db.save(1), now it calls db.save(2)",
    ),
    "the order of calls": Pair(
        "def f(db): db.a(); db.b()", "def f(db): db.b(); db.a()", (DB,), expected="db.a(), now"
    ),
    "a call less": Pair(
        "def f(db): db.a(); db.b()", "def f(db): db.a()", (DB,), expected="db.b(), now it does not"
    ),
    "what is left": Pair(
        "def f(a): return next(a)", "def f(a): return [*a][0]", (ONE_SHOT,),
        expected="left [2] in argument 1, now []",
    ),
    "laziness": Pair(
        "def f(a):\n for x in a: yield x", "def f(a): yield from list(a)", (NUMBERS,), Drive.MUTATE,
        expected="items",
    ),
    "when it happens": Pair(
        "def f(db):\n db.go()\n yield 1", "def f(db):\n yield 1\n db.go()", (DB,), expected="deed 1"
    ),
    "an error at the call": Pair(
        "def f(): raise KeyError", "def f():\n raise KeyError\n yield", expected="raised KeyError()"
    ),
    "a swallowed error": Pair(
        "def f(a):\n for x in a:\n  try: yield x\n  except Exception: pass",
        "def f(a): yield from a", (NUMBERS,), Drive.THROW, expected="Thrown",
    ),
    "what is done at the end": Pair(
        "def f(a):\n try: yield 1\n finally: print(2)", "def f(a): yield 1", (NUMBERS,),
        Drive.CLOSE,
        expected="stdout",
    ),
    "an inner iterator": Pair(
        "def f(a): return 1, map(str, a)", "def f(a): return 1, map(repr, 'a')", (NUMBERS,),
        expected="step 1",
    ),
    "a missing await": Pair(
        "async def f(db): await db.go(); return 1", "async def f(db): db.go(); return 1", (OBJECT,),
        expected="now",
    ),
    "an async generator": Pair(
        "async def f(db):\n async for x in db: yield x", "async def f(db):\n yield db", (OBJECT,),
        expected="now",
    ),
    "a context manager": Pair(
        "def f(db):\n with db: db.go()", "def f(db): db.go()", (DB,), expected="it enters db"
    ),
}  # fmt: skip


def both(pair: Pair) -> tuple[Observation, Observation]:
    return seen(pair.before, pair.given, pair.drive), seen(pair.after, pair.given, pair.drive)


@pytest.mark.parametrize("name", ALIKE)
def test_alike(name: str) -> None:
    assert difference(*both(ALIKE[name])) is None, "Noisy"


@pytest.mark.parametrize("name", UNLIKE)
def test_unlike(name: str) -> None:
    before, after = both(UNLIKE[name])
    words = difference(before, after)
    assert words is not None, "Missing"
    assert UNLIKE[name].expected is not None
    assert UNLIKE[name].expected in words, "Wrong"


@pytest.mark.parametrize("name", [*ALIKE, *UNLIKE])
def test_nothing_differs_from_itself(name: str) -> None:
    pair = {**UNLIKE, **ALIKE}[name]
    for text in (pair.before, pair.after):
        namespace = module(text)
        side = Side(namespace["f"], namespace)
        for drive in Drive:
            first, second = (side.observe(Arguments(pair.given), drive) for _ in range(2))
            assert difference(first, second) is None, "Noisy"
            assert outcome_words(first)


ENDLESS = {
    "a loop": "def f():\n while True: pass",
    "a loop that catches": """
def f():
    while True:
        try:
            while True: pass
        except BaseException: break""",
    "an iterator": """
import itertools
def f(): yield from (x for x in itertools.count() if x < 0)""",
    "a sleep on the clock": "import time\ndef f():\n while time.time() >= 0: pass",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_time_runs_out_and_is_no_difference(name: str) -> None:
    before = seen(ENDLESS[name], seconds=0.05)
    assert before.outcome == TIMED_OUT, "Wrong"
    assert difference(before, seen("def f(): return 1")) is None, "Noisy"
    assert difference(seen("def f(): return 1"), before) is None, "Noisy"


def test_time_is_up_in_a_thread_too() -> None:
    found: list[Observation] = []
    thread = threading.Thread(target=lambda: found.append(seen(ENDLESS["a loop"], seconds=0.05)))
    thread.start()
    thread.join()
    assert found[0].outcome == TIMED_OUT


STUMBLES = ["a + None", "a.b", "a < ''", "len(3)", "x, y = a", "a()", "import re; re.sub(a, a, a)"]
MEANT = [
    "raise TypeError('no')",
    "raise AttributeError",
    "assert a == 1, a",
    "a[99]",
    "{}[1]",
    "1 / 0",
    "int('x')",
    "raise ValueError",
    "g(a)",
]


@pytest.mark.parametrize("code", STUMBLES)
def test_stumbles(code: str) -> None:
    observation = seen(f"def f(a): {code}", (NUMBERS,))
    assert observation.outcome == RAISED and observation.domain_error, "Missing"


@pytest.mark.parametrize("code", MEANT)
def test_meant_errors(code: str) -> None:
    observation = seen(f"def g(a): raise TypeError(a)\ndef f(a): {code}", (NUMBERS,))
    assert observation.outcome == RAISED and not observation.domain_error, "Noisy"


def test_too_few_arguments_are_a_stumble() -> None:
    assert seen("def f(a, b): pass", (NUMBERS,)).domain_error


STATE = """
from collections import OrderedDict, deque
class Own:
    __slots__ = ("x",)
    seen = []
class Open: pass
own, opened = Own(), Open()
numbers, table, ordered = [1, [2]], {"a": {"b": 1}}, OrderedDict(a=1, b=2)
group, queue, raw, count = {1}, deque([1], 2), bytearray(b"a"), 0
def f(a=[1], *, b={}):
    global count, fresh
    numbers[1].append(3); numbers.clear(); table["a"]["b"] = 2; ordered.move_to_end("a")
    group.add(2); queue.append(2); raw.extend(b"b"); count += 1; fresh = 1
    own.x = 1; opened.y = 1; Own.seen.append(1); Own.more = 1; a.append(2); b[1] = 2; f.n = 1
    del globals()["group"]
"""


def test_the_module_is_left_as_it_was() -> None:
    from codemods.verify.oracle.canonical import canonical

    namespace = module(STATE)
    kept = {name: value for name, value in namespace.items() if name != "__builtins__"}
    own, f = namespace["Own"], namespace["f"]

    def everything() -> object:
        return canonical(
            [
                dict(sorted({**namespace, "__builtins__": 0}.items())),
                own.seen,
                f.__defaults__,
                f.__kwdefaults__,
                vars(f),
            ]
        )

    before = everything()
    observation = Side(f, namespace).observe(Arguments())
    assert everything() == before, "Broken"
    assert all(namespace[name] is value for name, value in kept.items()), "Broken"
    assert not hasattr(own, "more") and not hasattr(namespace["own"], "x")
    changed = [name for name, _ in observation.globals]
    assert {name.rpartition(" ")[2] for name in changed} >= {
        "numbers", "table", "ordered", "group", "queue", "raw", "count", "fresh",
        "own", "opened", "Own.seen", "Own.more", "a", "b", "f.n",
    }, "Missing"  # fmt: skip


def test_surroundings_are_put_back() -> None:
    streams, limit = (sys.stdin, sys.stdout, sys.stderr), sys.getrecursionlimit()
    clock, filters = time.time, list(warnings.filters)
    for text in ("def f(): print(1)", "def f(): 1 / 0", "def f():\n while True: pass"):
        seen(text, seconds=0.05)
    assert (sys.stdin, sys.stdout, sys.stderr) == streams
    assert sys.getrecursionlimit() == limit
    assert time.time is clock
    assert warnings.filters == filters
    random.seed()


def test_globals_can_be_given() -> None:
    namespace = module("X = 1\ndef f(): X.append(2); return X")
    given = Arguments(globals=(("X", NUMBERS),))
    observation = observe(namespace["f"], given, namespace)
    assert "returned [1, 2, 3, 2]" in outcome_words(observation)
    assert namespace["X"] == 1


def test_methods_get_their_receiver() -> None:
    namespace = module("class C:\n def add(self, x): self.x = x; return self")
    given = Arguments((Literal(1),), receiver=Instance("C"))
    observation = observe(namespace["C"].add, given, namespace)
    assert outcome_words(observation) == "returned C(x=1)"
    assert observation.arguments[0][0] == "self"


def test_the_names_of_nested_functions() -> None:
    namespace = module(
        "def make():\n n = [0]\n def f():\n  nonlocal n; n = 2\n return f\nf = make()"
    )
    observation = observe(namespace["f"], Arguments(), namespace)
    assert observation.globals == (("the nonlocal n", ("2",)),)
    assert namespace["f"].__closure__[0].cell_contents == [0]


def test_what_cannot_be_built() -> None:
    with pytest.raises(Unbuildable):
        seen("def f(a): pass", (Instance("Missing"),))


def test_a_users_interrupt_is_not_an_outcome() -> None:
    namespace = module("import signal\ndef f(): signal.raise_signal(signal.SIGINT)")
    with pytest.raises(KeyboardInterrupt):
        observe(namespace["f"], Arguments(), namespace)
    assert seen("def f(): raise KeyboardInterrupt").outcome == RAISED


def test_endless_output_is_cut() -> None:
    observation = seen("def f():\n for _ in range(3000): print('x' * 1000)", seconds=5)
    assert len(observation.stdout) < 110_000
    assert observation.stdout.endswith("more bytes")


class TestStandIns:
    def test_everything_is_written_down(self) -> None:
        log: list[object] = []
        db = stand_in("db", log, [1, 2])
        assert db.find("a", k=[1]) == 1 and db() == 2 and db.find() == 1
        assert list(db) == [1, 2] and len(db) == 2 and 1 in db and 3 not in db
        with db as entered:
            entered["k"] = db.x
        assert bool(db) and next(db) == 1
        kinds = [deed[0].removeprefix("(") for deed in log]
        assert [kind for kind in kinds if kind not in ("next", "end")] == [
            "call", "call", "call", "iterate", "length", "length", "search", "search",
            "enter", "set item", "exit", "truth",
        ]  # fmt: skip

    def test_reading_an_attribute_is_not(self) -> None:
        log: list[object] = []
        db = stand_in("db", log, [])
        assert db.a.b is db.a.b and db.a is not db.b and repr(db.a.b) == "<stand-in db.a.b>"
        assert db == db and db != db.a and len({db, db.a, db}) == 2
        assert not isinstance(db, (int, str, list, dict)) and not hasattr(db, "__array__")
        assert log == []

    def test_without_a_script_it_answers_with_stand_ins(self) -> None:
        log: list[object] = []
        db = stand_in("db", log, [])
        assert repr(db.find(1)) == "<stand-in db.find()>"
        assert db["a"] is db["a"] and db["a"] is not db["b"]
        assert [repr(item) for item in db] == ["<stand-in db[0]>", "<stand-in db[1]>"]

    def test_attributes_can_be_set(self) -> None:
        log: list[object] = []
        db = stand_in("db", log, [])
        db.x = 5
        assert db.x == 5 and len(log) == 1

    def test_answers_may_be_raised_or_awaited(self) -> None:
        db = stand_in("db", [], [Raises(KeyError(1)), 7], awaited=["get"])
        with pytest.raises(KeyError):
            db.put()
        steps = db.get().__await__()
        next(steps)
        with pytest.raises(StopIteration) as stop:
            next(steps)
        assert stop.value.value == 7


VALUES = st.recursive(
    st.sampled_from([None, True, 1, 1.0, "a", b"", -0.0, float("nan")]).map(Literal),
    lambda inner: st.lists(inner, max_size=4).map(tuple).flatmap(
        lambda parts: st.sampled_from(
            [Sequence("list", parts), Sequence("tuple", parts), Iterator(parts)]
        )
    )
    | inner.map(lambda recipe: Bag((("x", recipe),)))
    | st.lists(inner, max_size=2).map(
        lambda parts: recipes.Mapping(tuple((Literal(n), part) for n, part in enumerate(parts)))
    ),
    max_leaves=8,
)  # fmt: skip
SOURCES = [
    "def f(a, b): return [a, b, a]",
    "def f(a, b):\n for x in a: yield x\n yield b",
    "X = []\ndef f(a, b):\n X.append(a)\n if a: raise ValueError(b)\n return X",
    "def f(a, b):\n for x in a: b.append(x)\n return b",
    "async def f(a, b):\n for x in a: yield x, b",
    "def f(a, b): print(a, b); a.x = b; return sorted(a.x)",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SOURCES), VALUES, VALUES, st.sampled_from(Drive), st.booleans())
def test_two_runs_on_one_input_are_alike(
    text: str, one: Recipe, other: Recipe, drive: Drive, aliased: bool
) -> None:
    given_ = (one, one if aliased else other)
    assert difference(seen(text, given_, drive), seen(text, given_, drive)) is None, "Noisy"


def test_a_destructor_that_fails_is_not_seen() -> None:
    text = "class A:\n    def __del__(self): raise ValueError\ndef f(): A()\n"
    assert seen(text).stderr == ""


def test_an_iterator_of_the_code_itself_is_not_drained() -> None:
    text = "class A:\n    def __next__(self):\n        while True: pass\ndef f(x): return 1\n"
    assert seen(text, [Instance("A")]).leftovers == ()
