"""Make a call longer: its lists and arrays get as many elements as asked for.

Elements are made after those that were drawn. They are all different, and those of one number
are equal in all containers: so what is searched for is found, but not at once. Or none is equal to
one of another container: then what is only searched where something else is not found is reached.
"""

from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from codemods.verify.inputs import recipes
from codemods.verify.inputs.recipe import Recipe, Write
from codemods.verify.inputs.recipes import Arguments, Literal
from codemods.verify.inputs.workshop import Workshop
from codemods.verify.oracle.objects import Call

# A month has no hundred days: of these only the first number is made another one.
_DATES = {"date": 9000, "datetime": 9000, "timedelta": 1_000_000}
_MADE: Mapping[str, Callable[[list[Any]], object]] = {
    "list": list, "tuple": tuple, "set": set, "frozenset": frozenset, "iterator": iter,
    "deque": deque, "dict": dict, "OrderedDict": OrderedDict,
    "defaultdict": lambda pairs: defaultdict(list, pairs),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """How to make a call longer.

    With ``varied`` off, the elements that were drawn are repeated; with ``tuples`` off, tuples
    keep their length, which may mean something. With ``apart`` on, no container has elements of
    another one. Texts in ``kept`` are the same in all elements.
    """

    varied: bool = True
    tuples: bool = True
    apart: bool = False
    kept: frozenset[object] = frozenset()


@dataclass(frozen=True, eq=False)
class Many(Recipe):
    """A container of ``size`` elements that are made after ``models``. It is never written down.

    They are counted from ``first``.
    """

    kind: str
    models: tuple[tuple[Recipe, ...], ...]
    size: int
    way: Way
    first: int = 1

    def build(self, shop: Workshop) -> object:
        return _MADE[self.kind](list(self._elements(shop)))

    def written(self, write: Write) -> str:
        raise NotImplementedError

    def _elements(self, shop: Workshop) -> Iterator[object]:
        count = len(self.models)
        for number in range(self.size):
            model = self.models[number % count]
            parts = tuple(self._part(one, self.first + number, shop) for one in model)
            yield parts if len(parts) > 1 else parts[0]

    def _part(self, model: Recipe, number: int, shop: Workshop) -> object:
        if not self.way.varied:
            return shop.make(model)
        if isinstance(model, Literal):  # millions of numbers need no millions of recipes
            return _another(model.value, number, self)
        return shop.make(_changed(model, lambda one: self._leaf(one, number)))

    def _leaf(self, recipe: Recipe, number: int) -> Recipe | None:
        match recipe:
            case Literal(value):
                return Literal(_another(value, number, self))
            case Call(module="datetime", path=path, positional=[_, *rest]):
                if path not in _DATES:
                    return recipe
                return replace(recipe, positional=(Literal(number % _DATES[path] or 1), *rest))
        return None


def _another(value: object, number: int, many: Many) -> object:
    """A value of the same type for the element with this number; texts that read as numbers."""
    match value:
        case bool() | None:
            return value
        case int():
            return number
        case float():
            return number / many.size
        case str():
            return value if value in many.way.kept else str(number)
        case bytes():
            return value if value in many.way.kept else b"%d" % number
    return value


def grown(call: Arguments, size: int, way: Way) -> Arguments | None:
    """The call with ``size`` elements in its outermost containers; ``None`` where it has none."""
    grower = _Grower(size, way)
    found = Arguments(
        tuple(map(grower.of, call.positional)),
        tuple((name, grower.of(one)) for name, one in call.keywords),
        None if call.receiver is None else grower.of(call.receiver),
        tuple((name, grower.of(one)) for name, one in call.globals),
    )
    return found if grower.has_grown else None


class _Grower:
    def __init__(self, size: int, way: Way) -> None:
        self._size = size
        self._way = way
        self._known: dict[int, Recipe] = {}
        self.has_grown = False
        self._first = 1

    def of(self, recipe: Recipe) -> Recipe:
        """The recipe, longer; what is one object in several places stays one."""
        if id(recipe) not in self._known:
            self._known[id(recipe)] = self._grown(recipe)
        return self._known[id(recipe)]

    def _grown(self, recipe: Recipe) -> Recipe:
        match recipe:
            case recipes.Sequence(kind, elements) if kind != "tuple" or self._way.tuples:
                return self._many(recipe, kind, [(one,) for one in elements])
            case recipes.Iterator(elements):
                return self._many(recipe, "iterator", [(one,) for one in elements])
            case recipes.Mapping(pairs, kind):
                return self._mapping(recipe, pairs, kind)
        return _changed(recipe, self.of, itself=False)

    def _mapping(
        self, recipe: Recipe, pairs: tuple[tuple[Recipe, Recipe], ...], kind: str
    ) -> Recipe:
        """A dict whose keys the function names is a record, and no container of its own."""
        inner = _changed(recipe, self.of, itself=False)
        named = any(isinstance(key, Literal) and key.value in self._way.kept for key, _ in pairs)
        return inner if named or inner is not recipe else self._many(recipe, kind, list(pairs))

    def _many(self, recipe: Recipe, kind: str, models: list[tuple[Recipe, ...]]) -> Recipe:
        if not models:
            return recipe
        self.has_grown = True
        first = self._first
        self._first += self._size if self._way.apart else 0
        return Many(kind, tuple(models), self._size, self._way, first)


def _changed(
    recipe: Recipe, change: Callable[[Recipe], Recipe | None], itself: bool = True
) -> Recipe:
    """The recipe with what ``change`` gives for it, or else for each of its parts."""
    found = change(recipe) if itself else None
    if found is not None:
        return found
    given: dict[str, Any] = {}
    for field in fields(recipe):
        old = getattr(recipe, field.name)
        new = _in_parts(old, change)
        if new is not old:
            given[field.name] = new
    return replace(recipe, **given) if given else recipe


def _in_parts(value: Any, change: Callable[[Recipe], Recipe | None]) -> Any:
    if isinstance(value, Recipe):
        return _changed(value, change)
    if isinstance(value, tuple):
        new = tuple(_in_parts(one, change) for one in value)
        return value if all(a is b for a, b in zip(value, new, strict=True)) else new
    return value
