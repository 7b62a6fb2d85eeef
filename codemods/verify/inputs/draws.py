"""Draw recipes for what a function needs: the values of one call, which belong together."""

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from contextlib import contextmanager
from dataclasses import replace
from random import Random

from codemods.verify.inputs.choosers import Chooser, Rolled, Simplest
from codemods.verify.inputs.composites import structure
from codemods.verify.inputs.leaves import Hand, Menus
from codemods.verify.inputs.mining.needs import Need
from codemods.verify.inputs.mining.shapes import Shape
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Bag, Literal, Mapping, Sequence
from codemods.verify.inputs.traps import Seed
from codemods.verify.oracle.objects import Reference, StandIn

DEEPEST = 5
POOL = 3
DEEP = 3  # where what lies further inside hardly matters one by one
MANY = 6  # attributes that an object has to have, so that they are not drawn one by one
WAYS = 1000
LONGEST = 6
MOST_BITS = 1023  # of an int that a float can be near
_LEAVES = frozenset({"int", "float", "str", "bytes", "bool", "none", "opaque", "complex"})
_UNHASHABLE = ("list", "dict", "set", "deque", "bytearray", "counter", "array")
_NOTHING = Need()
_TEXT = Need(kinds=(("str", 1),))


class Drawer:
    """Draws the values of one call.

    Values that the function compares come from one small pool, so that they are often equal.
    ``seed`` gives the special values of this call, ``habits`` what is done to its containers. With
    ``blank``, what nothing is known about takes any use.
    """

    def __init__(
        self,
        chooser: Chooser,
        shapes: AnyMapping[str, Shape],
        menus: Menus,
        seed: Seed | None = None,
        habits: frozenset[str] = frozenset(),
        blank: bool = False,
    ) -> None:
        self.hand = Hand(chooser, menus)
        self.shapes = shapes
        self._seed = None if seed is None else (seed, seed.make())
        self._habits = habits
        self._blank = blank
        self._pools: dict[tuple[int, str], list[Recipe]] = {}
        self._group_kinds: dict[int, str] = {}
        self._made: dict[tuple[object, ...], list[Recipe]] = {}
        self._lengths: dict[str, int] = {}
        self._spoiled = False

    def value(
        self, need: Need, depth: int = 0, hashable: bool = False, name: str = "x", kind: str = ""
    ) -> Recipe:
        """A recipe for what is needed, of the given kind where there is one."""
        if need.nullable and self.hand.chance(5):
            return Literal(None)
        if need.references and self._is_named(need):
            chosen = self.hand.pick(need.references)
            return Reference(chosen.path, chosen.module)
        if "hashed" in need.flags and self._seed is None:
            hashable = True
        kind = kind or self.kind(need, hashable, depth)
        if self._blank and not hashable and self._takes_any_use(kind, need):
            return StandIn(name)
        if kind in _LEAVES:
            return self._pooled(kind, need, hashable)
        if self.uses("aliasing") and not hashable:
            known = self._made.get(_look(kind, need))
            if known and self.hand.chance(2):
                return self.hand.pick(known)
        if need.group and (kind == "record" or kind.startswith("class:")):
            # Objects are mostly equal to themselves only: so the same ones stand in several places.
            made = self._shared(kind, need, depth, name)
        else:
            with self.quickly(MANY + 1 if depth == DEEP else 0):
                made = structure(self, kind, need, depth, hashable, name)
        self._made.setdefault(_look(kind, need), []).append(made)
        return made

    def _is_named(self, need: Need) -> bool:
        """Whether the value is one of the objects that it is compared with."""
        if need.declared:
            return False
        return self.hand.chance(2 if "aimed" in need.flags else 3) or not (
            need.kinds or self.hand.chance(2)
        )

    @contextmanager
    def quickly(self, count: int) -> Iterator[None]:
        """While it lasts, many values are made of one choice; the first one makes simple values.

        Hypothesis takes its time for each choice, and most of an object's attributes don't matter.
        """
        kept = self.hand.chooser
        if count > MANY:
            chosen = kept.index(WAYS)
            self.hand.chooser = Rolled(Random(chosen)) if chosen else Simplest()
        try:
            yield
        finally:
            self.hand.chooser = kept

    def unshared(self, need: Need, depth: int, name: str) -> Recipe:
        """A value that stands nowhere else, like what a constructor makes for itself."""
        kept = self._habits, self._made
        self._habits, self._made = self._habits - {"aliasing"}, {}
        try:
            return self.value(need, depth, name=name)
        finally:
            self._habits, self._made = kept

    def _takes_any_use(self, kind: str, need: Need) -> bool:
        if kind == "record":
            return self.hand.chance(2)
        return kind == "opaque" and not (need.group or need.literals or "truth" in need.flags)

    def generic(self, depth: int = 0) -> Recipe:
        """Any value that JSON knows."""
        choice = self.hand.pick(range(9 if depth < 3 else 6))
        match choice:
            case 0 | 1:
                return Literal(self.hand.integer(_NOTHING))
            case 2 | 3:
                return Literal(self.hand.text(_NOTHING))
            case 4:
                return Literal(self.hand.pick((None, False, True)))
            case 5:
                return Literal(self.hand.number(_NOTHING))
        size = self.hand.pick((0, 1, 2, 3))
        if choice == 8:
            pairs = [(self.hand.text(_NOTHING), self.generic(depth + 1)) for _ in range(size)]
            return Mapping(tuple((Literal(key), value) for key, value in dict(pairs).items()))
        return Sequence("list", tuple(self.generic(depth + 1) for _ in range(size)))

    def elements(self, need: Need, depth: int, hashable: bool = False) -> tuple[Recipe, ...]:
        """The elements of a container, most often all of one kind."""
        element = need.element or _NOTHING
        kind = "" if self.uses("mixed") else self.kind(element, hashable, depth + 1)
        rarely = 3 if self.uses("empty") else 12
        found: list[Recipe] = []
        # Asked before each element, not once for all: so that any of them can be shrunk away.
        length = self._length(need)
        while len(found) < LONGEST if length is None else len(found) < length:
            if length is None and not self._goes_on(6 if found else rarely, bool(found)):
                break
            if found and self.uses("duplicates") and self.hand.chance(2):
                found.append(self.hand.pick(found))
            else:
                found.append(self.value(element, depth + 1, hashable, kind=kind))
        if found and not hashable and not element.declared and self._spoils():
            found.append(_spoiled(found[-1]))
        self._lengths |= {flag: len(found) for flag in need.flags if flag.startswith("length:")}
        return tuple(found)

    def uses(self, habit: str) -> bool:
        """Whether this call has the habit."""
        return habit in self._habits

    def _length(self, need: Need) -> int | None:
        """How long a container must be whose length is compared with that of an earlier one."""
        known = [self._lengths[flag] for flag in need.flags if flag in self._lengths]
        return None if not known or self.hand.chance(5) else known[0]

    def _goes_on(self, count: int, more: bool) -> bool:
        return self.hand.chooser.index(count) > more

    def _spoils(self) -> bool:
        """Whether this list, and no other of the call, gets a bad row after its good ones."""
        if not self._spoiled and self.uses("bad row"):
            self._spoiled = self.hand.chance(2)
            return self._spoiled
        return False

    def kind(self, need: Need, hashable: bool, depth: int) -> str:
        """The kind of one value; the same for all values that are compared with each other."""
        kinds = need.kinds or (("opaque", 1),)
        if hashable:
            kinds = tuple(one for one in kinds if one[0] not in _UNHASHABLE) or (("str", 1),)
        if depth >= DEEPEST:
            kinds = tuple(one for one in kinds if one[0] in _LEAVES) or (("none", 1),)
        if len(kinds) > 1 and "iterator" in dict(kinds):
            if self.uses("one-shot") and self.hand.chance(2):
                return "iterator"
            if not need.declared:
                kinds = tuple(one for one in kinds if one[0] != "iterator")
        if not need.group or len(kinds) == 1:
            return self.hand.weighted(kinds)
        known = self._group_kinds.get(need.group)
        if known is None or known not in dict(kinds):
            known = self._group_kinds[need.group] = self.hand.weighted(kinds)
        return known

    def _pooled(self, kind: str, need: Need, hashable: bool) -> Recipe:
        if not need.group:
            return self._leaf(kind, need, hashable)
        key = (need.group, kind if need.declared else "hashable" if hashable else "")
        pool = self._pools.get(key)
        if pool is None and not need.declared:
            pool = self._known_pool(need.group)
        if pool is None:
            seeded = self._fitting(kind, need, hashable)
            if kind == "opaque":
                kind = self.hand.pick(("int", "str", "int", "opaque"))
            ordinary = [self._leaf(kind, need, hashable) for _ in range(1 if seeded else POOL)]
            pool = self._pools[key] = [*seeded, *ordinary]
        if kind in ("int", "float") and self._seed is None and self.hand.chance(3):
            # Numbers are not only equal: of three of a pool, hardly ever are all different.
            return self._leaf(kind, need, hashable)
        return self.hand.pick(pool)

    def _known_pool(self, group: int) -> list[Recipe] | None:
        """A pool of the group whose values fit where nothing is declared."""
        # One that is empty is still being filled, from further out.
        every = (pool for (known, kind), pool in self._pools.items() if known == group and kind)
        return next((pool for pool in every if pool), None)

    def _shared(self, kind: str, need: Need, depth: int, name: str) -> Recipe:
        pool = self._pools.setdefault((need.group, kind), [])
        if len(pool) < POOL and not (pool and self.hand.chance(2)):
            pool.append(structure(self, kind, need, depth, False, name))
            return pool[-1]
        return self.hand.pick(pool)

    def _leaf(self, kind: str, need: Need, hashable: bool) -> Recipe:
        seeded = self._seeded(kind, need, hashable)
        if seeded is not None:
            return seeded
        match kind:
            case "int":
                return Literal(self.hand.integer(need))
            case "float":
                return Literal(self.hand.number(need))
            case "str":
                return Literal(self.hand.text(need))
            case "bytes":
                return Literal(self.hand.octets(need))
            case "bool":
                return Literal(self.hand.pick((False, True)))
            case "complex":
                return Literal(complex(self.hand.pick((0, 1, -1)), self.hand.pick((0, 1, 2))))
            case "none":
                return Literal(None)
        return self._opaque(need, hashable)

    def _opaque(self, need: Need, hashable: bool) -> Recipe:
        if "truth" in need.flags:
            return Literal(self.hand.pick((False, True, 0, 1, "", "a", None)))
        choice = self.hand.pick(range(6 if hashable else 8))
        if choice < 3:
            return Literal(self.hand.integer(need))
        if choice < 5:
            return Literal(self.hand.text(need))
        return Literal(self.hand.pick((None, True, 1.5))) if choice == 5 else self.generic(2)

    def _seeded(self, kind: str, need: Need, hashable: bool) -> Recipe | None:
        """A special value in place of an ordinary one, where this call has one that fits."""
        recipes = self._fitting(kind, need, hashable)
        return self.hand.pick(recipes) if recipes and not self.hand.chance(2) else None

    def _fitting(self, kind: str, need: Need, hashable: bool) -> tuple[Recipe, ...]:
        """The special values of this call that may stand for such a value."""
        if self._seed is None or {"small", "closed"} & need.flags:
            return ()
        seed, recipes = self._seed
        asked = "truth" in seed.kinds and "truth" in need.flags and not need.declared
        fits = kind in seed.kinds or asked
        if not fits or (need.declared and not seed.strict) or (hashable and not seed.hashable):
            return ()
        if need.declared and "float" in dict(need.kinds):
            # An int is as good as a float only where there is such a float.
            return tuple(one for one in recipes if not _is_past_floats(one))
        return recipes


def _spoiled(recipe: Recipe) -> Recipe:
    """A row like this one, but without one of its parts; or None."""
    if isinstance(recipe, Mapping) and recipe.pairs:
        return replace(recipe, pairs=recipe.pairs[:-1])
    if isinstance(recipe, Bag) and recipe.attributes:
        return replace(recipe, attributes=recipe.attributes[:-1])
    if isinstance(recipe, Sequence) and recipe.elements:
        return replace(recipe, elements=recipe.elements[:-1])
    return Literal(None)


def _is_past_floats(recipe: Recipe) -> bool:
    value = recipe.value if isinstance(recipe, Literal) else None
    return isinstance(value, int) and value.bit_length() > MOST_BITS


def _look(kind: str, need: Need) -> tuple[object, ...]:
    """What two values must have in common, so that one can stand for the other."""
    element = need.element.main if need.element else ""
    names = tuple(key for key, _ in need.attributes)
    return (kind, element, names, tuple(key for key, _, _ in need.keys), len(need.positions))
