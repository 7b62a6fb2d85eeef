"""Tell what differs by itself: between two runs of one version, or of its module executed anew."""

from collections.abc import Callable
from dataclasses import dataclass

from codemods.verify.changes import Change
from codemods.verify.inputs.recipes import Arguments
from codemods.verify.oracle.difference import difference
from codemods.verify.oracle.drives import Drive
from codemods.verify.oracle.observation import Observation, Side
from codemods.verify.pair import Pair

# What one more run of a version shows: of the one before (0), or of the one after (1).
Again = Callable[[int], Observation]
# What an observation is seen through: it leaves out what is not compared.
Through = Callable[[Observation], Observation]


@dataclass(frozen=True)
class Settled:
    """Two observations without what differs by itself, and what differs still.

    Where ``is_steady`` is off, the version before does not even agree with itself.
    """

    before: Observation
    after: Observation
    differs: str | None
    is_steady: bool


class Control:
    """The version before of one function, in a module that is executed when it is needed.

    What a call gives may come from where objects of the module are: a hash, an order.
    """

    def __init__(self, pair: Pair, change: Change, through: Through) -> None:
        self._pair = pair
        self._through = through
        self._change = change
        self._side: Side | None = None

    def settled(
        self,
        call: Arguments,
        drive: Drive,
        seen: tuple[Observation, Observation],
        again: Again,
        looks: int = 1,
    ) -> Settled:
        """What is left of a difference at each of so many looks."""
        found = self._look(call, drive, seen, again)
        for _ in range(looks - 1):
            if found.differs and found.is_steady:
                found = self._look(call, drive, (found.before, found.after), again)
        return found

    def _look(
        self, call: Arguments, drive: Drive, seen: tuple[Observation, Observation], again: Again
    ) -> Settled:
        """What is left of a difference when both versions run again.

        The first call may have loaded modules, or filled caches of libraries. And what a variable
        of the module is left with may be chance: then the rest counts.
        """
        before, after = seen
        repeated, later = again(0), again(1)
        moving: frozenset[str] = frozenset()
        if difference(before, repeated) or difference(after, later):
            before, after, repeated = repeated, later, again(0)
            moving = before.moving(repeated)
            before, after, repeated = (one.steady(moving) for one in (before, after, repeated))
        differs, by_itself = difference(before, after), difference(before, repeated)
        if differs and not by_itself:
            by_itself = self._by_itself(call, drive, before, moving)
        return Settled(before, after, differs, not by_itself)

    def _by_itself(
        self, call: Arguments, drive: Drive, before: Observation, moving: frozenset[str]
    ) -> str | None:
        """What the same call of the same text shows in the other module that is not the same."""
        if self._side is None:
            found = self._pair.function_again(self._change)
            if found is None:
                return None
            self._side = Side(found[0], vars(found[1]), self._pair.setting(0))
        other = self._through(self._side.observe(call, drive))
        return difference(before, other.steady(moving) if moving else other)
