"""Vary what was overheard a little: one number more, a list without its first element.

What real code passes seldom lies where a change shows; what lies beside it may. Only the values of
builtin types are varied, each to another of its type, as deep inside as objects show them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from codemods.verify.inputs.leaves import Hand
from codemods.verify.inputs.overheard.given import Part, Steps
from codemods.verify.inputs.recipe import Recipe, Write
from codemods.verify.inputs.recipes import Arguments
from codemods.verify.inputs.workshop import Workshop
from codemods.verify.oracle.readers import vars_of

DEEPEST: Final = 3
MOST: Final = 60  # places in one value
WIDEST: Final = 6  # elements of one container

VARIED = """def varied(value, change, *steps):
    if not steps:
        return change(value)
    step, *rest = steps
    if isinstance(value, tuple):
        inner = varied(value[step], change, *rest)
        return type(value)((*value[:step], inner, *value[step + 1:]))
    if isinstance(value, dict):
        key = list(value)[step]
        value[key] = varied(value[key], change, *rest)
    elif isinstance(value, list):
        value[step] = varied(value[step], change, *rest)
    else:
        object.__setattr__(value, step, varied(getattr(value, step), change, *rest))
    return value"""
_SPACE: dict[str, Any] = {}
exec(VARIED, _SPACE)

# What can be done to a value of each type, as Python.
CHANGES: Final[Mapping[type, tuple[str, ...]]] = {
    bool: ("lambda one: not one",),
    int: ("lambda one: one + 1", "lambda one: one - 1", "lambda one: 0", "lambda one: -one"),
    float: ("lambda one: one + 0.5", "lambda one: -one", "lambda one: 0.0"),
    str: (
        "lambda one: ''",
        "lambda one: one[:-1]",
        "lambda one: one[1:]",
        "lambda one: one + one[:1]",
        "lambda one: one.swapcase()",
        "lambda one: one[::-1]",
    ),
    list: (
        "lambda some: some[::-1]",
        "lambda some: some[1:]",
        "lambda some: some[:-1]",
        "lambda some: []",
        "lambda some: some + some[:1]",
        "lambda some: some[1:] + some[:1]",
    ),
    dict: (
        "lambda some: dict(list(some.items())[::-1])",
        "lambda some: dict(list(some.items())[1:])",
        "lambda some: {}",
    ),
    tuple: ("lambda some: some[::-1]", "lambda some: some[1:]", "lambda some: some + some[:1]"),
}


@dataclass(frozen=True, eq=False)
class Varied(Recipe):
    """A value that was overheard, of which what ``steps`` lead to is changed."""

    part: Recipe
    steps: Steps
    change: str

    def build(self, shop: Workshop) -> object:
        change: Callable[[Any], Any] = eval(self.change, {})
        made: object = _SPACE["varied"](shop.make(self.part), change, *self.steps)
        return made

    def parts(self) -> tuple[Recipe, ...]:
        return (self.part,)

    def written(self, write: Write) -> str:
        steps = "".join(f", {step!r}" for step in self.steps)
        return f"varied({write(self.part)}, {self.change}{steps})"

    def setup(self) -> tuple[str, ...]:
        return (VARIED,)


def variation(call: Arguments, hand: Hand) -> Arguments | None:
    """The call, but one value in it is another; ``None`` where nothing in it was overheard."""
    every = [*call.positional, *(value for _, value in call.keywords), call.receiver]
    heard = [one for one in every if isinstance(one, Part) and one.places]
    if not heard:
        return None
    part = hand.pick(heard)
    steps, kind = hand.pick(part.places)
    varied = Varied(part, steps, hand.pick(CHANGES[kind]))

    def instead(one: Recipe) -> Recipe:
        return varied if one is part else one

    return replace(
        call,
        positional=tuple(map(instead, call.positional)),
        keywords=tuple((name, instead(one)) for name, one in call.keywords),
        receiver=call.receiver and instead(call.receiver),
    )


def places_in(value: object) -> tuple[tuple[Steps, type], ...]:
    """Where a value can be varied, and of which types it is there."""
    return tuple(islice(_places(value, ()), MOST))


def _places(value: Any, steps: Steps) -> Iterator[tuple[Steps, type]]:
    kind = type(value)
    if kind in CHANGES:
        yield steps, kind
    if len(steps) >= DEEPEST:
        return
    inner: list[tuple[str | int, Any]] = []
    if kind in (list, tuple):
        inner = list(enumerate(value[:WIDEST]))
    elif kind is dict:
        inner = list(enumerate(list(value.values())[:WIDEST]))
    elif kind not in CHANGES and not isinstance(value, type):
        # What is private to an object is kept in order by its methods: they may lean on that.
        inner = [(name, one) for name, one in vars_of(value).items() if name[:1] != "_"]
    for step, one in inner:
        yield from _places(one, (*steps, step))
