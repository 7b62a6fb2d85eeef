"""Describe input values so that they can be built again and again, and printed as Python.

Here are the plain values and containers, and what a call gets; objects are in ``objects``.
"""

import math
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from codemods.verify.inputs.recipe import Printer, Recipe, Write, keywords, unique
from codemods.verify.inputs.workshop import Workshop

RECORD = """class Record:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)
    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({shown})\""""
EMPTY = """class Empty(Record):
    def __len__(self):
        return 0"""
CALLED = """def called(made, *values):
    return (made, made(*values)) if type(made) is type(called) else made"""
_SEQUENCES: dict[str, Callable[[list[object]], object]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "deque": deque,
}


class Record:
    """A bag of attributes: equal only to itself, hashable, like most objects of real programs.

    All have one hash, so that sets of records keep the order in which they were filled.
    """

    def __init__(self, **attributes: object) -> None:
        self.__dict__.update(attributes)

    def __hash__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return self is other

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({shown})"


class Empty(Record):
    """A bag of attributes that is false, like a collection of something that holds nothing."""

    def __len__(self) -> int:
        return 0


def _of_its_own(value: object) -> object:
    """An equal object that is another one, where equal values may be: so ``is`` is no ``==``."""
    match value:
        case str() if len(value) > 1:
            return value[:1] + value[1:]
        case bytes() if len(value) > 1:
            return value[:1] + value[1:]
        case bool():
            return value
        case int():
            return (value << 1) >> 1
        case float():
            return float.fromhex(value.hex())
    return value


@dataclass(frozen=True, eq=False)
class Literal(Recipe):
    """An immutable value that Python can spell: None, a number, text, bytes, ``...``."""

    value: object

    def build(self, shop: Workshop) -> object:
        return _of_its_own(self.value)

    def written(self, write: Write) -> str:
        if isinstance(self.value, float):
            if math.isnan(self.value):
                return 'float("nan")'
            if math.isinf(self.value):
                return "math.inf" if self.value > 0 else "-math.inf"
        return repr(self.value)

    def setup(self) -> tuple[str, ...]:
        infinite = isinstance(self.value, float) and math.isinf(self.value)
        return ("import math",) if infinite else ()

    @property
    def has_identity(self) -> bool:
        return False

    @property
    def holds_nan(self) -> bool:
        return isinstance(self.value, float) and math.isnan(self.value)


@dataclass(frozen=True, eq=False)
class NaN(Recipe):
    """The one ``math.nan``: the same object wherever it stands."""

    def build(self, shop: Workshop) -> object:
        return math.nan

    def written(self, write: Write) -> str:
        return "math.nan"

    def setup(self) -> tuple[str, ...]:
        return ("import math",)

    @property
    def has_identity(self) -> bool:
        return False

    @property
    def holds_nan(self) -> bool:
        return True


@dataclass(frozen=True, eq=False)
class Sequence(Recipe):
    """A list, tuple, set, frozenset or deque."""

    kind: str
    elements: tuple[Recipe, ...] = ()

    def build(self, shop: Workshop) -> object:
        return _SEQUENCES[self.kind]([shop.make(element) for element in self.elements])

    def parts(self) -> tuple[Recipe, ...]:
        return self.elements

    def written(self, write: Write) -> str:
        inside = ", ".join(write(element) for element in self.elements)
        match self.kind:
            case "list":
                return f"[{inside}]"
            case "tuple":
                return f"({inside},)" if len(self.elements) == 1 else f"({inside})"
            case "set" if self.elements:
                return f"{{{inside}}}"
            case "deque":
                return f"collections.deque([{inside}])"
        return f"{self.kind}([{inside}])" if self.elements else f"{self.kind}()"

    def setup(self) -> tuple[str, ...]:
        return ("import collections",) if self.kind == "deque" else ()


@dataclass(frozen=True, eq=False)
class Mapping(Recipe):
    """A dict, OrderedDict, or a defaultdict that makes lists (or what ``default`` names)."""

    pairs: tuple[tuple[Recipe, Recipe], ...] = ()
    kind: str = "dict"
    default: str = "list"

    def build(self, shop: Workshop) -> object:
        pairs = [(shop.make(key), shop.make(value)) for key, value in self.pairs]
        if self.kind == "defaultdict":
            factories: dict[str, Callable[[], object]] = {"list": list, "int": int, "dict": dict}
            return defaultdict(factories[self.default], pairs)
        return OrderedDict(pairs) if self.kind == "OrderedDict" else dict(pairs)

    def parts(self) -> tuple[Recipe, ...]:
        return tuple(recipe for pair in self.pairs for recipe in pair)

    def written(self, write: Write) -> str:
        inside = ", ".join(f"{write(key)}: {write(value)}" for key, value in self.pairs)
        if self.kind == "defaultdict":
            return f"collections.defaultdict({self.default}, {{{inside}}})"
        return f"collections.OrderedDict({{{inside}}})" if self.kind != "dict" else f"{{{inside}}}"

    def setup(self) -> tuple[str, ...]:
        return () if self.kind == "dict" else ("import collections",)


@dataclass(frozen=True, eq=False)
class Iterator(Recipe):
    """A one-shot iterator over the elements."""

    elements: tuple[Recipe, ...] = ()

    def build(self, shop: Workshop) -> object:
        return iter([shop.make(element) for element in self.elements])

    def parts(self) -> tuple[Recipe, ...]:
        return self.elements

    def written(self, write: Write) -> str:
        return f"iter([{', '.join(write(element) for element in self.elements)}])"


@dataclass(frozen=True, eq=False)
class Bag(Recipe):
    """An object with the given attributes. With ``hashable`` off it compares by its values."""

    attributes: tuple[tuple[str, Recipe], ...] = ()
    hashable: bool = True
    empty: bool = False

    def build(self, shop: Workshop) -> object:
        made = {name: shop.make(recipe) for name, recipe in self.attributes}
        if self.empty:
            return Empty(**made)
        return Record(**made) if self.hashable else SimpleNamespace(**made)

    def parts(self) -> tuple[Recipe, ...]:
        return tuple(recipe for _, recipe in self.attributes)

    def written(self, write: Write) -> str:
        plain = "Record" if self.hashable else "types.SimpleNamespace"
        return f"{'Empty' if self.empty else plain}({keywords(self.attributes, write)})"

    def setup(self) -> tuple[str, ...]:
        if self.empty:
            return (RECORD, EMPTY)
        return (RECORD,) if self.hashable else ("import types",)


@dataclass(frozen=True)
class Arguments:
    """What one call gets. ``receiver`` is ``self`` or the class, where there is one.

    ``globals`` are names of the module that are set before the call, ``modules`` what is imported
    under a name, while it lasts. ``later`` is given to the function that the call returns, if it
    returns one of its own.
    """

    positional: tuple[Recipe, ...] = ()
    keywords: tuple[tuple[str, Recipe], ...] = ()
    receiver: Recipe | None = None
    globals: tuple[tuple[str, Recipe], ...] = ()
    modules: tuple[tuple[str, Recipe], ...] = ()
    later: tuple[Recipe, ...] | None = None

    def recipes(self) -> tuple[Recipe, ...]:
        """All recipes of the call, in the order in which they are written."""
        given = (*self.positional, *(recipe for _, recipe in self.keywords))
        receiver = () if self.receiver is None else (self.receiver,)
        set_before = (recipe for _, recipe in (*self.modules, *self.globals))
        return (*set_before, *receiver, *given, *(self.later or ()))

    def source(self, qualname: str, is_property: bool = False) -> str:
        """The call as Python: a line for each name that is set before, then the expression."""
        write = Printer(self.recipes()).write
        lines = [f"sys.modules[{name!r}] = {write(recipe)}" for name, recipe in self.modules]
        lines += [f"{name} = {write(recipe)}" for name, recipe in self.globals]
        name = qualname
        if self.receiver is not None:
            name = f"{write(self.receiver)}.{qualname.rpartition('.')[2]}"
        if is_property:
            return "\n".join([*lines, name])
        given = [write(recipe) for recipe in self.positional]
        named = keywords(self.keywords, write)
        call = f"{name}({', '.join([*given, *([named] if named else [])])})"
        if self.later is None:
            return "\n".join([*lines, call])
        given = [write(recipe) for recipe in self.later]
        return "\n".join([*lines, f"called({', '.join([call, *given])})"])

    def prelude(self) -> tuple[str, ...]:
        """All lines that the call needs before it."""
        imports = ("import sys",) * bool(self.modules) + (CALLED,) * (self.later is not None)
        return unique((*imports, *(line for one in self.recipes() for line in one.prelude())))

    def names(self) -> tuple[str, ...]:
        """All names of the module under test that the arguments use."""
        return unique(name for recipe in self.recipes() for name in recipe.names())
