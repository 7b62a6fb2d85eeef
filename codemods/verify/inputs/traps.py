"""Keep the values and habits of input that separate a wrong rewrite from a right one.

Each is labelled with the ids of the traps that it seeds; the families are X (common to all), G
(guard clauses), D (loop to index), N (lists to arrays) and C (dict to class).
"""

from collections.abc import Callable
from dataclasses import dataclass

from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Bag, Literal, Mapping, NaN, Sequence
from codemods.verify.oracle.objects import Call

NUMERIC = frozenset({"int", "float"})
KEYS = frozenset({"opaque"})


@dataclass(frozen=True)
class Seed:
    """Values that go together. ``kinds`` are the kinds of value they may stand for.

    ``strict`` ones keep to the kind exactly, so that declared types stay true.
    """

    name: str
    ids: tuple[str, ...]
    kinds: frozenset[str]
    make: Callable[[], tuple[Recipe, ...]]
    strict: bool = True
    hashable: bool = True


@dataclass(frozen=True)
class Habit:
    """Something that is done to whole inputs, now and then."""

    name: str
    ids: tuple[str, ...]


def _literals(*values: object) -> Callable[[], tuple[Recipe, ...]]:
    return lambda: tuple(Literal(value) for value in values)


def _number(module: str, path: str, text: str) -> Recipe:
    return Call(module, path, (Literal(text),))


def _alike_numbers() -> tuple[Recipe, ...]:
    return (
        Literal(1),
        Literal(True),
        Literal(1.0),
        _number("decimal", "Decimal", "1"),
        _number("fractions", "Fraction", "1"),
    )


def _exact_numbers() -> tuple[Recipe, ...]:
    return (
        _number("decimal", "Decimal", "0.1"),
        _number("fractions", "Fraction", "1/3"),
        _number("decimal", "Decimal", "2"),
    )


def _unhashable() -> tuple[Recipe, ...]:
    return (
        Sequence("list", (Literal(1),)),
        Sequence("list", (Literal(1),)),
        Mapping(),
        Sequence("set", (Literal(1),)),
        Bag((("x", Literal(1)),), hashable=False),
        Call("builtins", "bytearray", (Literal(b"a"),)),
    )


def _falsy() -> tuple[Recipe, ...]:
    return (*_literals(None, 0, "", False, 0.0)(), Sequence("list"))


def _truthy() -> tuple[Recipe, ...]:
    return (*_literals(-1, "0", 2, 0.5)(), Sequence("tuple", (Literal(0),)))


SEEDS: tuple[Seed, ...] = (
    Seed("nan", ("D-2", "G-1", "N-10", "C-10"), frozenset({"float"}), lambda: (NaN(),)),
    Seed(
        "nan among keys",
        ("D-2", "G-1"),
        frozenset({"opaque", "int", "float"}),
        lambda: (NaN(), Literal(1.0), Literal(float("nan"))),
        strict=False,
    ),
    Seed("signed zero", ("N-18", "N-6"), frozenset({"float"}), _literals(-0.0, 0.0, 1.0)),
    Seed("infinity", ("N-12", "N-8"), frozenset({"float"}), _literals(float("inf"), -float("inf"))),
    Seed("rounding", ("N-9", "N-11", "X20"), frozenset({"float"}), _literals(0.1, 1e16, 2.675)),
    Seed("overflow", ("N-7", "N-8"), frozenset({"float"}), _literals(1e308, 1e200, -1000.0)),
    Seed("zero", ("N-6", "G-17"), NUMERIC, _literals(0, -1, 1)),
    Seed("past 2**53", ("N-2", "N-1"), frozenset({"int"}), _literals(2**53 + 1, 2**53, 1)),
    Seed("32 bits", ("N-1",), frozenset({"int"}), _literals(2**31, -(2**31) - 1)),
    Seed("64 bits", ("N-1", "N-12"), frozenset({"int"}), _literals(2**63, 2**63 - 1, -(2**63))),
    Seed("past 64 bits", ("N-1",), frozenset({"int"}), _literals(2**62, 2**64, 2**65 + 1)),
    Seed("past floats", ("N-1", "N-7"), frozenset({"int"}), _literals(10**400, -(10**400), 1)),
    Seed("bool for int", ("N-3", "D-5"), frozenset({"int", "opaque"}), _literals(True, False, 1)),
    Seed("ints for floats", ("N-2", "D-5"), frozenset({"float"}), _literals(1, 2, 2**53 + 1)),
    Seed("one in several types", ("D-5",), NUMERIC | KEYS, _alike_numbers, strict=False),
    Seed("exact numbers", ("N-4", "N-23"), NUMERIC, _exact_numbers, strict=False),
    Seed("unhashable", ("D-3",), KEYS, _unhashable, strict=False, hashable=False),
    Seed("falsy", ("D-16", "C-3", "G-17", "G-2"), KEYS | {"truth"}, _falsy, hashable=False),
    Seed("truthy", ("G-17", "G-2"), KEYS | {"truth"}, _truthy),
    Seed("none", ("D-16", "C-3", "N-4"), KEYS | NUMERIC | {"str"}, _literals(None), strict=False),
    Seed("empty text", ("G-17", "D-16"), frozenset({"str", "opaque"}), _literals("", "a")),
    Seed("text like numbers", ("D-5", "N-4"), frozenset({"str"}), _literals("1", "0", "1.0", "-1")),
    Seed(
        "nearly numbers", ("D-5",), frozenset({"str"}), _literals("--1", " 1", "1_0", "\u00b2", "")
    ),
    Seed("case", ("D-7",), frozenset({"str"}), _literals("a", "A", "ß", "İ", " a")),
    Seed(
        "text of other kinds",
        ("C-7",),
        frozenset({"str"}),
        _literals("class", "my-key", "__x", "None"),
    ),
)
HABITS: tuple[Habit, ...] = (
    Habit("duplicates", ("D-1", "C-8")),
    Habit("empty", ("G-7", "D-9", "D-22", "N-5", "C-9")),
    Habit("one-shot", ("D-10", "N-15")),
    Habit("aliasing", ("D-13", "N-20", "C-13", "C-12")),
    Habit("bad row", ("X9", "D-9", "G-3", "N-17")),
    Habit("mixed", ("N-2", "N-4")),
    Habit("lengths", ("N-16",)),
    Habit("optional keys", ("C-3", "C-4", "C-5")),
    Habit("key order", ("C-5",)),
    Habit("collaborators", ("X12", "X13", "G-4", "G-15", "D-6")),
)
# Every trap id that generated inputs try.
SEEDED: frozenset[str] = frozenset(
    [trap for seed in SEEDS for trap in seed.ids] + [trap for habit in HABITS for trap in habit.ids]
)


def seeds_for(traps: frozenset[str], kinds: frozenset[str]) -> tuple[Seed, ...]:
    """The seeds of these traps that can stand for values of one of the kinds."""
    return tuple(seed for seed in SEEDS if traps.intersection(seed.ids) and kinds & seed.kinds)


def habits_for(traps: frozenset[str]) -> frozenset[str]:
    """The names of the habits of these traps."""
    return frozenset(habit.name for habit in HABITS if traps.intersection(habit.ids))
