"""Describe objects so that they can be built again: instances, library values, collaborators."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from codemods.verify.inputs.recipe import Recipe, Write, keywords
from codemods.verify.inputs.workshop import Unbuildable, Workshop

_STAND_INS = "codemods.verify.inputs.stand_ins"
WITH_STATE = """def with_state(instance, **attributes):
    for name, value in attributes.items():
        object.__setattr__(instance, name, value)
    return instance"""
AFTER_STEPS = """def after_steps(instance, *steps):
    for name, *given in steps:
        getattr(instance, name)(*given)
    return instance"""


@dataclass(frozen=True, eq=False)
class Reference(Recipe):
    """What a dotted name stands for, in the module under test or in a library module."""

    path: str
    module: str | None = None

    def build(self, shop: Workshop) -> object:
        return shop.find(self.path, self.module)

    def written(self, write: Write) -> str:
        builtin = self.module in (None, "builtins")
        return self.path if builtin else f"{self.module}.{self.path}"

    def setup(self) -> tuple[str, ...]:
        return () if self.module in (None, "builtins") else (f"import {self.module}",)

    def needed(self) -> tuple[str, ...]:
        return (self.path.partition(".")[0],) if self.module is None else ()

    @property
    def has_identity(self) -> bool:
        return False


@dataclass(frozen=True, eq=False)
class Lambda(Recipe):
    """A small function: of ours, or as an example of the module writes it."""

    text: str

    def build(self, shop: Workshop) -> object:
        return cast("object", eval(self.text, {}))

    def written(self, write: Write) -> str:
        return f"({self.text})"

    @property
    def has_identity(self) -> bool:
        return False


@dataclass(frozen=True, eq=False)
class Call(Recipe):
    """What a library's constructor or function returns: ``decimal.Decimal('1')``."""

    module: str
    path: str
    positional: tuple[Recipe, ...] = ()
    named: tuple[tuple[str, Recipe], ...] = ()

    def build(self, shop: Workshop) -> object:
        maker = cast("Callable[..., object]", shop.find(self.path, self.module))
        given = [shop.make(recipe) for recipe in self.positional]
        return maker(*given, **{name: shop.make(recipe) for name, recipe in self.named})

    def parts(self) -> tuple[Recipe, ...]:
        return (*self.positional, *(recipe for _, recipe in self.named))

    def written(self, write: Write) -> str:
        given = [write(recipe) for recipe in self.positional]
        named = keywords(self.named, write)
        name = self.path if self.module == "builtins" else f"{self.module}.{self.path}"
        return f"{name}({', '.join([*given, *([named] if named else [])])})"

    def setup(self) -> tuple[str, ...]:
        return () if self.module == "builtins" else (f"import {self.module}",)


@dataclass(frozen=True, eq=False)
class Instance(Recipe):
    """An object of a class of the module under test.

    It is made by its constructor, or by ``__new__`` alone where ``construct`` is off; then the
    attributes in ``state`` are set, and the methods in ``steps`` called.
    """

    path: str
    positional: tuple[Recipe, ...] = ()
    named: tuple[tuple[str, Recipe], ...] = ()
    state: tuple[tuple[str, Recipe], ...] = ()
    construct: bool = True
    steps: tuple[tuple[str, tuple[Recipe, ...]], ...] = ()

    def build(self, shop: Workshop) -> object:
        cls = shop.find(self.path)
        if not isinstance(cls, type):
            raise Unbuildable(f"{self.path} is no class")
        if self.construct:
            given = [shop.make(recipe) for recipe in self.positional]
            made = cls(*given, **{name: shop.make(recipe) for name, recipe in self.named})
        else:
            made = cast("Any", cls).__new__(cls)
        for name, recipe in self.state:
            object.__setattr__(made, name, shop.make(recipe))
        for name, recipes in self.steps:
            getattr(made, name)(*map(shop.make, recipes))
        return cast("object", made)

    def parts(self) -> tuple[Recipe, ...]:
        pairs = (*self.named, *self.state)
        steps = (recipe for _, given in self.steps for recipe in given)
        return (*self.positional, *(recipe for _, recipe in pairs), *steps)

    def written(self, write: Write) -> str:
        given = [write(recipe) for recipe in self.positional]
        named = keywords(self.named, write)
        text = f"{self.path}.__new__({self.path})"
        if self.construct:
            text = f"{self.path}({', '.join([*given, *([named] if named else [])])})"
        if self.state:
            text = f"with_state({text}, {keywords(self.state, write)})"
        if not self.steps:
            return text
        steps = [f"({', '.join([repr(name), *map(write, given)])},)" for name, given in self.steps]
        return f"after_steps({', '.join([text, *steps])})"

    def setup(self) -> tuple[str, ...]:
        return (WITH_STATE,) * bool(self.state) + (AFTER_STEPS,) * bool(self.steps)

    def needed(self) -> tuple[str, ...]:
        return (self.path.partition(".")[0],)


@dataclass(frozen=True, eq=False)
class StandIn(Recipe):
    """A recording collaborator: whatever is done to it is logged, and answered from a script.

    ``awaited`` names the attributes whose calls must be awaited; ``""`` is the object itself.
    """

    name: str
    answers: tuple[Recipe, ...] = ()
    awaited: tuple[str, ...] = ()

    def build(self, shop: Workshop) -> object:
        # Imported here, because only calls with collaborators need it.
        module = import_module(_STAND_INS)
        answers = [shop.make(answer) for answer in self.answers]
        made: object = module.stand_in(self.name, shop.log, answers, self.awaited)
        return made

    def parts(self) -> tuple[Recipe, ...]:
        return self.answers

    def written(self, write: Write) -> str:
        answers = ", ".join(write(answer) for answer in self.answers)
        awaited = f", {list(self.awaited)!r}" if self.awaited else ""
        return f"stand_in({self.name!r}, log, [{answers}]{awaited})"

    def setup(self) -> tuple[str, ...]:
        return (f"from {_STAND_INS} import stand_in", "log = []")


@dataclass(frozen=True, eq=False)
class Failure(Recipe):
    """An answer of a stand-in that is an exception to be raised."""

    kind: type[Exception] = ValueError
    text: str = "refused"

    def build(self, shop: Workshop) -> object:
        made: object = import_module(_STAND_INS).Raises(self.kind(self.text))
        return made

    def written(self, write: Write) -> str:
        return f"Raises({self.kind.__name__}({self.text!r}))"

    def setup(self) -> tuple[str, ...]:
        return (f"from {_STAND_INS} import Raises",)

    @property
    def has_identity(self) -> bool:
        return False
