"""Hold recipes to: what is printed builds what is built, and the same recipe is the same object."""

import math
from collections import OrderedDict, defaultdict, deque
from types import SimpleNamespace

import pytest

from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import (
    Arguments,
    Bag,
    Iterator,
    Literal,
    Mapping,
    NaN,
    Record,
    Sequence,
)
from codemods.verify.inputs.workshop import Unbuildable, Workshop
from codemods.verify.oracle.objects import Call, Instance, Lambda, Reference, StandIn

ONE, TWO = Literal(1), Literal(2)


class Point:
    """A class of the module under test."""

    origin = 7

    def __init__(self, x: object = 0, *, y: object = 0) -> None:
        self.x, self.y = x, y


NAMESPACE = {"Point": Point}


def built(recipe: Recipe) -> object:
    """What the recipe makes in a workshop of its own."""
    return Workshop(NAMESPACE, []).make(recipe)


def pasted(recipe: Recipe) -> object:
    """What its text makes."""
    names: dict[str, object] = dict(NAMESPACE)
    exec("\n".join(recipe.prelude()), names)
    return eval(recipe.source(), names)


def shown(value: object) -> object:
    """The value in a form that can be compared."""
    if isinstance(value, Point | SimpleNamespace) or type(value).__name__ in ("Record", "Empty"):
        return type(value).__name__, {key: shown(inner) for key, inner in vars(value).items()}
    if isinstance(value, dict):
        return type(value), [(shown(key), shown(inner)) for key, inner in value.items()]
    if isinstance(value, list | tuple | deque):
        return type(value), [shown(inner) for inner in value]
    return type(value), repr(value)


RECIPES = {
    "0": Literal(0),
    "-0.0": Literal(-0.0),
    "math.inf": Literal(math.inf),
    "-math.inf": Literal(-math.inf),
    'float("nan")': Literal(math.nan),
    "math.nan": NaN(),
    "'a\\n'": Literal("a\n"),
    "b'a'": Literal(b"a"),
    "[1, 2]": Sequence("list", (ONE, TWO)),
    "(1,)": Sequence("tuple", (ONE,)),
    "()": Sequence("tuple"),
    "set()": Sequence("set"),
    "{1}": Sequence("set", (ONE,)),
    "frozenset([1])": Sequence("frozenset", (ONE,)),
    "collections.deque([1])": Sequence("deque", (ONE,)),
    "{1: 2}": Mapping(((ONE, TWO),)),
    "collections.OrderedDict({1: 2})": Mapping(((ONE, TWO),), "OrderedDict"),
    "collections.defaultdict(list, {1: 2})": Mapping(((ONE, TWO),), "defaultdict"),
    "Record(id=1)": Bag((("id", ONE),)),
    "Empty(id=1)": Bag((("id", ONE),), empty=True),
    "types.SimpleNamespace(id=1)": Bag((("id", ONE),), hashable=False),
    "Record(a=2, **{'class': 1})": Bag((("class", ONE), ("a", TWO))),
    "Point(1, y=2)": Instance("Point", (ONE,), (("y", TWO),)),
    "with_state(Point(), x=1)": Instance("Point", state=(("x", ONE),)),
    "with_state(Point.__new__(Point), x=1)": Instance(
        "Point", state=(("x", ONE),), construct=False
    ),
    "Point.origin": Reference("Point.origin"),
    "len": Reference("len", "builtins"),
    "decimal.Decimal('1')": Call("decimal", "Decimal", (Literal("1"),)),
}


@pytest.mark.parametrize(("text", "recipe"), RECIPES.items(), ids=RECIPES)
def test_text_and_recipe_make_the_same(text: str, recipe: Recipe) -> None:
    assert recipe.source() == text
    assert shown(pasted(recipe)) == shown(built(recipe))


def test_types_are_exact() -> None:
    assert type(built(RECIPES["collections.OrderedDict({1: 2})"])) is OrderedDict
    assert type(built(RECIPES["collections.defaultdict(list, {1: 2})"])) is defaultdict
    assert type(built(RECIPES["Record(id=1)"])) is Record


def test_one_recipe_is_one_object_within_a_workshop_only() -> None:
    inner = Sequence("list", (ONE,))
    outer = Sequence("list", (inner, inner, Sequence("list", (ONE,))))
    first, second = built(outer), built(outer)
    assert isinstance(first, list) and isinstance(second, list)
    assert first[0] is first[1] and first[0] is not first[2]
    assert first[0] is not second[0]


def test_sharing_is_printed() -> None:
    inner = Sequence("list", (ONE,))
    outer = Sequence("list", (inner, inner, Sequence("list", (inner,))))
    assert outer.source() == "[(shared := [1]), shared, [shared]]"
    made = pasted(outer)
    assert isinstance(made, list) and made[0] is made[1] is made[2][0]


def test_the_shared_nan_is_one_object() -> None:
    made = built(Sequence("list", (NaN(), NaN(), Literal(float("nan")))))
    assert isinstance(made, list) and made[0] is made[1] is not made[2]


def test_an_iterator_can_be_used_once() -> None:
    recipe = Iterator((ONE, TWO))
    made = built(recipe)
    assert list(made) == [1, 2] and list(made) == []  # type: ignore[call-overload]
    assert list(pasted(recipe)) == [1, 2]  # type: ignore[call-overload]


def test_a_stand_in_logs_where_the_workshop_says() -> None:
    log: list[object] = []
    made = Workshop({}, log).make(StandIn("db", (ONE,)))
    made.fetch(3)  # type: ignore[attr-defined]
    assert log
    assert StandIn("db", (ONE,)).source() == "stand_in('db', log, [1])"


def test_instances_belong_to_the_side_under_test() -> None:
    other = type("Point", (), {})
    made = Workshop({"Point": other}, []).make(Instance("Point"))
    assert type(made) is other
    assert Instance("Point", (Reference("Color.RED"),)).names() == ("Point", "Color")


@pytest.mark.parametrize(
    "recipe",
    [
        Instance("Missing"),
        Instance("Point", (ONE, ONE, ONE)),
        Reference("Point.missing"),
        Call("no_such_module", "x"),
        Sequence("set", (Sequence("list"),)),
    ],
    ids=lambda recipe: recipe.source(),
)
def test_what_cannot_be_built_says_so(recipe: Recipe) -> None:
    with pytest.raises(Unbuildable):
        built(recipe)


def test_calls_are_printed() -> None:
    shared = Sequence("list")
    call = Arguments((shared, ONE), (("key", shared), ("f", Lambda("lambda x: x"))))
    assert call.source("f") == "f((shared := []), 1, key=shared, f=(lambda x: x))"
    method = Arguments((ONE,), receiver=Instance("Point"))
    assert method.source("Point.move") == "Point().move(1)"
    assert Arguments(receiver=Instance("Point")).source("Point.x", is_property=True) == "Point().x"
    assert Arguments(globals=(("total", ONE),)).source("f") == "total = 1\nf()"
    assert Arguments(modules=(("a.b", ONE),)).source("f") == "sys.modules['a.b'] = 1\nf()"
    assert Arguments((ONE,), later=(ONE, ONE)).source("f") == "called(f(1), 1, 1)"
    assert method.names() == ("Point",)
    assert Arguments((NaN(), NaN())).prelude() == ("import math",)
