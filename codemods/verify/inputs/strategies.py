"""Turn what is known about a function into a Hypothesis strategy for its calls."""

import ast
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from codemods.verify.changes import Change
from codemods.verify.inputs.buildable import buildable
from codemods.verify.inputs.choosers import Draw, Drawn
from codemods.verify.inputs.composites import instance
from codemods.verify.inputs.draws import Drawer
from codemods.verify.inputs.leaves import Hand, Menus
from codemods.verify.inputs.mining import (
    Function,
    Mined,
    Need,
    Parameter,
    every_need,
    has_joins,
    leaf_kinds,
    mine,
)
from codemods.verify.inputs.nearby import mixed
from codemods.verify.inputs.overheard.variation import variation
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Arguments, Literal
from codemods.verify.inputs.recipes import Mapping as MappingRecipe
from codemods.verify.inputs.traps import SEEDED, Seed, habits_for, seeds_for
from codemods.verify.inputs.written import explicit
from codemods.verify.isolation.absent_modules import absent_modules
from codemods.verify.oracle.objects import Instance, Reference, StandIn
from codemods.verify.pair import Pair

__all__ = ["Unknown", "arguments", "calls_of", "explicit"]

# Of ten calls: what use tells, what traps need, and anything, against mistakes in the first two.
MODES = ("mined",) * 4 + ("traps",) * 4 + ("generic",) * 2
# Values by the names of the parameters that they were given for.
Lent = Mapping[str, Recipe]
_NOTHING_LENT: Lent = MappingProxyType({})
_NAMES = ("a", "b", "key", "name", "value")


class Unknown(Exception):
    """Raised where nothing is known about an argument. Its text says which, and why."""


def calls_of(
    pair: Pair,
    change: Change,
    aims: tuple[frozenset[int], ...] = (),
    traps: frozenset[str] = SEEDED,
    blank: frozenset[str] | None = None,
    near: tuple[Arguments, ...] = (),
    lent: tuple[Lent, ...] = (),
) -> SearchStrategy[Arguments]:
    """Calls that both versions can be given. See ``arguments``.

    Where records have become instances of a class, what the version before does to dicts tells
    nothing of the values that it shares with the version after.
    """
    assert change.before is not None and change.after is not None
    fields = pair.adapter.fields_in(change.before)
    other = None if pair.adapter.is_in(change.before, change.after) else change.before
    return arguments(
        change.after, pair.tree, other, pair.namespace, aims, traps, blank, fields, near, lent
    )


def arguments(
    function: Function,
    module: ast.Module,
    other: Function | None,
    namespace: Mapping[str, object],
    aims: tuple[frozenset[int], ...] = (),
    traps: frozenset[str] = SEEDED,
    blank: frozenset[str] | None = None,
    records: Mapping[str, frozenset[str]] = MappingProxyType({}),
    near: tuple[Arguments, ...] = (),
    lent: tuple[Lent, ...] = (),
) -> SearchStrategy[Arguments]:
    """Calls of ``function``, whose other version is ``other``; ``traps`` names what to seed.

    ``aims`` hold lines of ``function`` that no call has reached yet: each call is made for one of
    them. Where ``blank`` is there, what nothing is known about is made of stand-ins, and so are
    these attributes of the receiver, and modules that are not installed. What has no attributes but
    fields of a class in ``records`` is an instance of that. Every second call is like one of those
    in ``near``, where there are any, and has for its parameters what one of ``lent`` has for them.
    """
    every = [
        mine(function, module, other, namespace, aim, records=records)
        for aim in aims or (frozenset(),)
    ]
    if blank is not None:
        every = [_with_attributes(mined, blank) for mined in every]
    for parameter in every[0].parameters:
        _check(parameter)
    every = [buildable(mined, namespace) for mined in every]
    mined = every[0]
    if other is not None:
        # What is right for both versions may be just what hides the difference.
        aim = aims[0] if aims else frozenset()
        alone = mine(function, module, other, namespace, aim, alone=True)
        if _kinds(alone) != _kinds(mined):
            every.append(buildable(alone, namespace))
    # What catches exceptions must often meet collaborators that raise them.
    always = "collaborators" in habits_for(traps) and any(map(_catches, (function, other)))
    usual = frozenset({"collaborators"}) if always else frozenset()
    menus = Menus(mined.fragments)
    seeds, habits = _seeds(mined, traps), _together(traps)
    if blank is not None:
        every = every[: len(aims) or 1]
        seeds = ()
    absent = None if blank is None else absent_modules(module)
    return st.one_of(
        [_calls(one, menus, seeds, habits, usual, near, lent, absent) for one in every]
    )


def _with_attributes(mined: Mined, names: frozenset[str]) -> Mined:
    """The same, but the receiver has attributes that it lacks, or that are None so far."""
    shape = mined.shapes.get(mined.receiver or "")
    if shape is None:
        return mined
    known = {name for name, _ in (*shape.absent, *shape.state)}
    absent = (*shape.absent, *((name, Need()) for name in sorted(names - known)))
    state = (*shape.state, *((name, Need()) for name in shape.unset if name not in known | names))
    shape = replace(shape, absent=absent, state=state)
    return replace(mined, shapes={**mined.shapes, shape.path: shape})


def _kinds(mined: Mined) -> list[object]:
    """What calls are made of, without the lines that told so."""
    return [
        (need.kinds, [key for key, _, _ in need.keys], [name for name, _ in need.methods])
        for need in every_need(mined)
    ]


def _catches(function: Function | None) -> bool:
    nodes = () if function is None else ast.walk(function)
    return any(isinstance(node, ast.ExceptHandler) for node in nodes)


def _check(parameter: Parameter) -> None:
    need = parameter.need
    if parameter.optional or need.kinds or need.group or need.element or need.literals:
        return
    foreign = [flag.partition(":")[2] for flag in need.flags if flag.startswith("foreign:")]
    if foreign:
        raise Unknown(f"nothing is known about {parameter.name}: {min(foreign)}")


def _seeds(mined: Mined, traps: frozenset[str]) -> tuple[Seed, ...]:
    """The seeds that fit; where values are joined, those that upset joins stand three times."""
    found = seeds_for(traps, leaf_kinds(mined))
    if not has_joins(mined):
        return found
    return found + 2 * tuple(seed for seed in found if any(id_[:2] == "D-" for id_ in seed.ids))


def _together(traps: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Which habits one call may have: two at most, since each costs choices."""
    names = sorted(habits_for(traps))
    return tuple(frozenset({one, other}) for one in names for other in names if one <= other)


@st.composite
def _calls(
    draw: Draw,
    mined: Mined,
    menus: Menus,
    seeds: tuple[Seed, ...],
    habits: tuple[frozenset[str], ...],
    usual: frozenset[str],
    near: tuple[Arguments, ...],
    lent: tuple[Lent, ...],
    absent: tuple[str, ...] | None,
) -> Arguments:
    blank = absent is not None
    if near and draw(st.integers(0, 3)) == 0:
        hand = Hand(Drawn(draw), menus)
        varied = variation(hand.pick(near), hand)
        if varied is not None:
            return varied
    mode = "mined" if blank else MODES[draw(st.integers(0, len(MODES) - 1))]
    chosen: Seed | None = None
    if mode == "traps" and seeds:
        chosen = seeds[draw(st.integers(0, len(seeds) - 1))]
    active: frozenset[str] = frozenset()
    if mode == "traps" and habits:
        active = habits[draw(st.integers(0, len(habits) - 1))]
    if usual and draw(st.booleans()):
        active |= usual
    drawer = Drawer(
        Drawn(draw),
        mined.shapes,
        menus,
        chosen,
        active,
        blank,
    )
    known = drawer.hand.pick(lent) if lent and drawer.hand.chance(2) else _NOTHING_LENT
    receiver = known.get(mined.binding or "") or _receiver(drawer, mined)
    positional, named = _given(drawer, mined.parameters, mode, known)
    state = tuple(
        (name, drawer.value(need, name=name))
        for name, need in mined.globals
        if drawer.hand.chance(2)
    )
    modules = tuple((name, StandIn(name)) for name in absent or ())
    called = mined.later is not None and not drawer.hand.chance(3)
    later = _given(drawer, mined.later or (), mode)[0] if called else None
    fresh = Arguments(positional, named, receiver, state, modules, later)
    if near and drawer.hand.chance(2):
        return mixed(drawer.hand.pick(near), fresh, drawer.hand)
    return fresh


def _receiver(drawer: Drawer, mined: Mined) -> Recipe | None:
    if mined.receiver is None or mined.binding is None:
        return None
    if mined.binding == "cls":
        return Reference(mined.receiver)
    shape = mined.shapes.get(mined.receiver)
    if shape is None or mined.initializes:
        return Instance(mined.receiver, construct=not mined.initializes)
    return instance(drawer, shape)


def _given(
    drawer: Drawer,
    parameters: tuple[Parameter, ...],
    mode: str,
    known: Lent = _NOTHING_LENT,
) -> tuple[tuple[Recipe, ...], tuple[tuple[str, Recipe], ...]]:
    positional: list[Recipe] = []
    named: list[tuple[str, Recipe]] = []
    skipped = False
    for parameter in parameters:
        if parameter.how == "variadic":
            if not skipped:
                positional += drawer.elements(parameter.need, 0)
            continue
        if parameter.how == "keywords":
            named += _keywords(drawer, parameter.need, {name for name, _ in named})
            continue
        if parameter.optional and not drawer.hand.chance(2):
            skipped = True
            continue
        # Annotations tell the truth: what is declared is never anything else.
        generic = mode == "generic" and not parameter.need.declared and drawer.hand.chance(2)
        # What is lent was given to another function, whose parameter may be of another type.
        recipe = None if parameter.need.declared else known.get(parameter.name)
        if recipe is None and generic:
            recipe = drawer.generic()
        elif recipe is None:
            recipe = drawer.value(parameter.need, name=parameter.name)
        if parameter.how == "positional" and not skipped:
            positional.append(recipe)
        else:
            named.append((parameter.name, recipe))
    return tuple(positional), tuple(named)


def _keywords(drawer: Drawer, need: Need, taken: set[str]) -> list[tuple[str, Recipe]]:
    if not need.keys and not drawer.hand.chance(3):
        return []
    found = drawer.value(need)
    if not isinstance(found, MappingRecipe):
        return []
    named: dict[str, Recipe] = {}
    for key, value in found.pairs:
        name = key.value if isinstance(key, Literal) else None
        if not isinstance(name, str) or not name.isidentifier():
            name = _NAMES[len(named) % len(_NAMES)]
        if name not in taken:
            named[name] = value
    return list(named.items())
