"""Make calls near others: what brought one call further may bring the next one further still.

As fuzzers do that keep the inputs which ran new code, and change a part of them.
"""

from dataclasses import replace

from codemods.verify.inputs.leaves import Hand
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Arguments
from codemods.verify.oracle.objects import Instance

Named = tuple[tuple[str, Recipe], ...]


def mixed(near: Arguments, fresh: Arguments, hand: Hand) -> Arguments:
    """A call like ``near``, of which some parts are those of the call ``fresh``."""
    receiver = _receiver(near.receiver, fresh.receiver, hand)
    if len(near.positional) != len(fresh.positional):
        return replace(near, receiver=receiver)  # a parameter is given by position, or by name
    pairs = zip(near.positional, fresh.positional, strict=True)
    return replace(
        near,
        positional=tuple(hand.pick(pair) for pair in pairs),
        keywords=_named(near.keywords, fresh.keywords, hand),
        receiver=receiver,
        globals=_named(near.globals, fresh.globals, hand),
        later=hand.pick((near.later, fresh.later)),
    )


def _named(near: Named, fresh: Named, hand: Hand) -> Named:
    """Each from either side; what only one of them has is there or not."""
    both = dict(near), dict(fresh)
    found = [
        (name, hand.pick([one[name] for one in both if name in one]))
        for name in {**both[0], **both[1]}
        if (name in both[0] and name in both[1]) or not hand.chance(2)
    ]
    return tuple(found)


def _receiver(near: Recipe | None, fresh: Recipe | None, hand: Hand) -> Recipe | None:
    if not isinstance(near, Instance) or not isinstance(fresh, Instance):
        return near
    if near.path != fresh.path or near.construct != fresh.construct or hand.chance(2):
        return hand.pick((near, fresh))
    state = _named(near.state, fresh.state, hand)
    return replace(near, state=state, steps=hand.pick((near.steps, fresh.steps)))
