"""Draw recipes for what a function needs: the values of one call, which belong together."""

from collections.abc import Mapping as AnyMapping
from dataclasses import replace

from codemods.verify.choosers import Chooser
from codemods.verify.leaves import Hand, Menus
from codemods.verify.library_values import LIBRARY_VALUES, library_value
from codemods.verify.mining.needs import Need
from codemods.verify.mining.shapes import Shape
from codemods.verify.objects import Failure, Instance, Lambda, Reference, StandIn
from codemods.verify.recipe import Recipe
from codemods.verify.recipes import Bag, Iterator, Literal, Mapping, Sequence
from codemods.verify.traps import Seed

DEEPEST = 5
POOL = 3
LONGEST = 6
_LEAVES = frozenset({"int", "float", "str", "bytes", "bool", "none", "opaque", "complex"})
_UNHASHABLE = ("list", "dict", "set", "deque", "bytearray", "counter", "array")
_NOTHING = Need()
_TEXT = Need(kinds=(("str", 1),))


class Drawer:
    """Draws the values of one call.

    Values that the function compares come from one small pool, so that they are often equal.
    ``seed`` gives the special values of this call, ``habits`` what is done to its containers.
    """

    def __init__(
        self,
        chooser: Chooser,
        shapes: AnyMapping[str, Shape],
        menus: Menus,
        seed: Seed | None = None,
        habits: frozenset[str] = frozenset(),
    ) -> None:
        self.hand = Hand(chooser, menus)
        self._shapes = shapes
        self._seeds = None if seed is None else (seed, seed.make())
        self._habits = habits
        self._pools: dict[tuple[int, str], list[Recipe]] = {}
        self._group_kinds: dict[int, str] = {}
        self._made: dict[tuple[object, ...], list[Recipe]] = {}
        self._spoiled = False

    def value(
        self, need: Need, depth: int = 0, hashable: bool = False, name: str = "x", kind: str = ""
    ) -> Recipe:
        """A recipe for what is needed, of the given kind where there is one."""
        if need.nullable and self.hand.chance(5):
            return Literal(None)
        kind = kind or self._kind(need, hashable, depth)
        if kind in _LEAVES:
            return self._pooled(kind, need, hashable)
        if self._uses("aliasing") and not hashable:
            known = self._made.get(_look(kind, need))
            if known and self.hand.chance(2):
                return self.hand.pick(known)
        if need.group and (kind == "record" or kind.startswith("class:")):
            # Objects are mostly equal to themselves only: so the same ones stand in several places.
            made = self._shared(kind, need, depth, name)
        else:
            made = self._structure(kind, need, depth, hashable, name)
        self._made.setdefault(_look(kind, need), []).append(made)
        return made

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
        kind = "" if self._uses("mixed") else self._kind(element, hashable, depth + 1)
        rarely = 3 if self._uses("empty") else 12
        found: list[Recipe] = []
        # Asked before each element, not once for all: so that any of them can be shrunk away.
        while len(found) < LONGEST and self.hand.chooser.index(6 if found else rarely) > bool(
            found
        ):
            if found and self._uses("duplicates") and self.hand.chance(2):
                found.append(self.hand.pick(found))
            else:
                found.append(self.value(element, depth + 1, hashable, kind=kind))
        if found and not hashable and self._spoils():
            found.append(_spoiled(found[-1]))
        return tuple(found)

    def _uses(self, habit: str) -> bool:
        return habit in self._habits

    def _spoils(self) -> bool:
        """Whether this list, and no other of the call, gets a bad row after its good ones."""
        if not self._spoiled and self._uses("bad row"):
            self._spoiled = self.hand.chance(2)
            return self._spoiled
        return False

    def _kind(self, need: Need, hashable: bool, depth: int) -> str:
        kinds = need.kinds or (("opaque", 1),)
        if hashable:
            kinds = tuple(one for one in kinds if one[0] not in _UNHASHABLE) or (("str", 1),)
        if depth >= DEEPEST:
            kinds = tuple(one for one in kinds if one[0] in _LEAVES) or (("none", 1),)
        if len(kinds) > 1 and "iterator" in dict(kinds):
            if self._uses("one-shot") and self.hand.chance(2):
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
        key = (need.group, "hashable" if hashable else "")
        pool = self._pools.get(key) or self._pools.get((need.group, "hashable"))
        if pool is None:
            seeded = self._fitting(kind, need, hashable)
            if kind == "opaque":
                kind = self.hand.pick(("int", "str", "int", "opaque"))
            ordinary = [self._leaf(kind, need, hashable) for _ in range(1 if seeded else POOL)]
            pool = self._pools[key] = [*seeded, *ordinary]
        return self.hand.pick(pool)

    def _shared(self, kind: str, need: Need, depth: int, name: str) -> Recipe:
        pool = self._pools.setdefault((need.group, kind), [])
        if len(pool) < POOL and not (pool and self.hand.chance(2)):
            pool.append(self._structure(kind, need, depth, False, name))
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
        if self._seeds is None or {"small", "closed"} & need.flags:
            return ()
        seed, recipes = self._seeds
        fits = kind in seed.kinds or ("truth" in seed.kinds and "truth" in need.flags)
        if not fits or (need.declared and not seed.strict) or (hashable and not seed.hashable):
            return ()
        return recipes

    def _structure(self, kind: str, need: Need, depth: int, hashable: bool, name: str) -> Recipe:
        match kind:
            case "list" | "tuple" | "set" | "frozenset" | "deque":
                return self._sequence(kind, need, depth, hashable)
            case "iterator":
                return Iterator(self.elements(need, depth))
            case "dict" | "ordered dict" | "default dict":
                return self._dict(kind, need, depth)
            case "callable":
                return self._callable(need, depth, name)
            case "record":
                return self._record(need, depth, name, hashable)
            case "stand-in":
                return self._stand_in(name, need, depth)
        if kind.startswith("class:"):
            return self._instance(kind.partition(":")[2], need, depth)
        if kind in LIBRARY_VALUES:
            return library_value(kind, self.hand, self.elements(need, depth), need)
        return self.generic(depth)

    def _sequence(self, kind: str, need: Need, depth: int, hashable: bool) -> Recipe:
        fixed = need.positions
        if fixed and kind in ("list", "tuple"):
            found = [self.value(one, depth + 1, hashable) for one in fixed]
            if not need.widths:
                found += self.elements(need, depth, hashable)
            elif len(need.widths) > 1:
                found = found[: self.hand.pick(need.widths[::-1])]
            return Sequence(kind, tuple(found))
        inner_hashable = hashable or kind in ("set", "frozenset")
        element = need.element or _NOTHING
        if inner_hashable and not hashable and element.main.startswith("class:"):
            kind, inner_hashable = "list", False
        return Sequence(kind, self.elements(need, depth, inner_hashable))

    def _dict(self, kind: str, need: Need, depth: int) -> Recipe:
        pairs: list[tuple[Recipe, Recipe]] = []
        for key, inner, required in need.keys:
            missing = self._uses("optional keys") and self.hand.chance(4)
            if (required and not missing) or (not required and not self.hand.chance(2)):
                pairs.append((Literal(key), self.value(inner, depth + 1, name=str(key))))
        if need.element is not None or not need.keys:
            value = need.value or _NOTHING
            inner_kind = self._kind(value, False, depth + 1)
            for key_recipe in self.elements(need, depth, hashable=True):
                pairs.append((key_recipe, self.value(value, depth + 1, kind=inner_kind)))
        if len(pairs) > 1 and self._uses("key order") and self.hand.chance(2):
            pairs.reverse()
        names = {"ordered dict": "OrderedDict", "default dict": "defaultdict"}
        return Mapping(tuple(pairs), names.get(kind, "dict"))

    def _callable(self, need: Need, depth: int, name: str) -> Recipe:
        result = need.result or _NOTHING
        if result.main == "opaque" and not result.flags - {"truth"} and self.hand.chance(3):
            return Lambda("lambda *values: values[0] if values else None")
        return self._answering(name, result, depth)

    def _answering(self, name: str, result: Need, depth: int) -> Recipe:
        """A stand-in for a function, whose calls must be awaited if the function's are."""
        awaited = ("",) if result.awaited is not None or "awaited" in result.flags else ()
        return StandIn(name, self._answers(result.awaited or result, depth), awaited)

    def _answers(self, need: Need | None, depth: int) -> tuple[Recipe, ...]:
        count = self.hand.pick((1, 2, 3))
        found = [self.value(need or _NOTHING, depth + 1) for _ in range(count)]
        if self._uses("collaborators") and self.hand.chance(3):
            found.append(Failure())
        return tuple(found)

    def _stand_in(self, name: str, need: Need, depth: int) -> Recipe:
        """A stand-in for a whole object; its answers suit its first methods, or its elements."""
        awaited = tuple(method for method, result in need.methods if "awaited" in result.flags)
        results = [result.awaited or result for _, result in need.methods[:3]]
        answers = [one for result in results for one in self._answers(result, depth)]
        whole = answers or self._answers(need.awaited or need.element, depth)
        return StandIn(name, tuple(whole), awaited)

    def _record(self, need: Need, depth: int, name: str, hashable: bool = False) -> Recipe:
        special = {"awaited", "aiterated", "entered"} & need.flags
        if special or (need.methods and self._uses("collaborators") and self.hand.chance(2)):
            return self._stand_in(name, need, depth)
        attributes = [(key, self.value(one, depth + 1, name=key)) for key, one in need.attributes]
        for key, result in need.methods:
            attributes.append((key, self._answering(f"{name}.{key}", result, depth)))
        hashable = hashable or not (self._uses("duplicates") and self.hand.chance(6))
        return Bag(tuple(attributes), hashable)

    def _instance(self, path: str, need: Need, depth: int) -> Recipe:
        shape = self._shapes.get(path)
        if shape is None:
            return self._record(need, depth, path)
        return self.instance(shape, need, depth)

    def instance(self, shape: Shape, need: Need = _NOTHING, depth: int = 0) -> Recipe:
        """An object of one of the module's own classes."""
        if shape.kind == "enum" and shape.members:
            return Reference(f"{shape.path}.{self.hand.pick(shape.members)}")
        if shape.kind == "exception":
            return Instance(shape.path, (Literal(self.hand.text(_TEXT)),))
        if shape.kind == "bare":
            return self._bare(shape, need, depth)
        used = dict(need.attributes)
        named = []
        positional: list[Recipe] = []
        origins = {parameter: attribute for attribute, parameter in shape.sources}
        rarity = 2 if sum(parameter.optional for parameter in shape.parameters) < 3 else 4
        for parameter in shape.parameters:
            if parameter.optional and not self.hand.chance(rarity):
                continue
            inner = _combined(parameter.need, used.get(origins.get(parameter.name, "")))
            recipe = self.value(inner, depth + 1, name=parameter.name)
            if parameter.how == "positional" and not parameter.optional:
                positional.append(recipe)
            else:
                named.append((parameter.name, recipe))
        state = [
            (name, self.value(inner, depth + 1, name=name))
            for name, inner in shape.state
            if self.hand.chance(2)
        ]
        state += [(name, self.value(one, depth + 1, name=name)) for name, one in shape.absent]
        return Instance(shape.path, tuple(positional), tuple(named), tuple(state))

    def _bare(self, shape: Shape, need: Need, depth: int) -> Recipe:
        wanted = {**dict(shape.attributes), **dict(need.attributes)}
        state = [(name, self.value(one, depth + 1, name=name)) for name, one in wanted.items()]
        return Instance(shape.path, state=tuple(state), construct=False)


def _spoiled(recipe: Recipe) -> Recipe:
    """A row like this one, but without one of its parts; or None."""
    if isinstance(recipe, Mapping) and recipe.pairs:
        return replace(recipe, pairs=recipe.pairs[:-1])
    if isinstance(recipe, Bag) and recipe.attributes:
        return replace(recipe, attributes=recipe.attributes[:-1])
    if isinstance(recipe, Sequence) and recipe.elements:
        return replace(recipe, elements=recipe.elements[:-1])
    return Literal(None)


def _look(kind: str, need: Need) -> tuple[object, ...]:
    """What two values must have in common, so that one can stand for the other."""
    element = need.element.main if need.element else ""
    names = tuple(key for key, _ in need.attributes)
    return (kind, element, names, tuple(key for key, _, _ in need.keys), len(need.positions))


def _combined(stated: Need, used: Need | None) -> Need:
    """What a constructor says of a parameter, and what is done with the attribute it becomes."""
    if used is None:
        return stated
    if not stated.kinds:
        return used
    return replace(
        stated,
        group=used.group or stated.group,
        literals=used.literals or stated.literals,
        focus=used.focus or stated.focus,
        patterns=used.patterns or stated.patterns,
        element=stated.element or used.element,
        value=stated.value or used.value,
    )
