"""Make the values of one call, each from its recipe, for one side of a comparison."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Protocol


class Unbuildable(Exception):
    """Raised where a recipe cannot be followed on this side. Its text says why."""


class Buildable(Protocol):
    """What a workshop can make: it builds its object with the help of the workshop."""

    @property
    def has_identity(self) -> bool: ...

    def build(self, shop: "Workshop", /) -> object: ...


class Workshop:
    """Builds fresh objects; the same recipe gives the same object within one workshop.

    ``namespace`` holds the globals of the side under test, so that instances are made of that
    side's own classes; ``log`` is where stand-ins write down what is done to them. ``find_class``
    finds classes of records that the namespace has no name for; it raises ``KeyError``.
    """

    def __init__(
        self,
        namespace: Mapping[str, object],
        log: list[object],
        find_class: Callable[[str], object] | None = None,
    ) -> None:
        self.namespace = namespace
        self.log = log
        self._find_class = find_class
        # The recipe is kept beside its object: a recipe that is gone may leave its id to another.
        self._made: dict[int, tuple[Buildable, object]] = {}
        self._others: list[object] = []
        # Objects that are the same for both sides, whose contents are nobody's business.
        self.common: list[object] = []

    def make(self, recipe: Buildable) -> object:
        """The object of this recipe, made when it is first asked for.

        Values without identity are made each time: equal ones are mostly not the same.
        """
        if not recipe.has_identity:
            self._others.append(self.follow(recipe))
            return self._others[-1]
        known = self._made.get(id(recipe))
        if known is None:
            known = (recipe, self.follow(recipe))
            self._made[id(recipe)] = known
        return known[1]

    def objects(self) -> list[object]:
        """All objects that were made so far: those with an identity first, each in order."""
        return [*(made for _, made in self._made.values()), *self._others]

    def has_made(self, value: object) -> bool:
        """Whether this very object is one of those that recipes stand for."""
        return any(made is value for _, made in self._made.values())

    def find(self, path: str, module: str | None = None) -> object:
        """What ``path`` (``Name`` or ``Name.member``) names in the namespace, or in a module."""
        first, *rest = path.split(".")
        try:
            if module is None and self._find_class and first not in self.namespace:
                return self._find_class(path)
            if module is None:
                found = self.namespace[first]
            else:
                found = getattr(import_module(module), first)
            for name in rest:
                found = getattr(found, name)
        except (KeyError, AttributeError, ImportError) as error:
            raise Unbuildable(f"{path} is not there: {error}") from error
        return found

    def follow(self, recipe: Buildable) -> object:
        """A new object, made as the recipe says. Raises ``Unbuildable``."""
        try:
            return recipe.build(self)
        except (Unbuildable, RecursionError):
            raise
        except Exception as error:
            raise Unbuildable(f"{type(error).__name__}: {error}") from error
