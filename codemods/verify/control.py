"""Tell what differs by itself: between a module and the same module, executed once more."""

from codemods.verify.changes import Change
from codemods.verify.difference import difference
from codemods.verify.drives import Drive
from codemods.verify.observation import Observation, Side
from codemods.verify.pair import Pair
from codemods.verify.recipes import Arguments


class Control:
    """The version before of one function, in a module that is executed when it is needed.

    What a call gives may come from where objects of the module are: a hash, an order.
    """

    def __init__(self, pair: Pair, change: Change) -> None:
        self._pair = pair
        self._change = change
        self._side: Side | None = None

    def differs(self, call: Arguments, drive: Drive, before: Observation) -> bool:
        """Whether the same call of the same text shows something else in the other module."""
        if self._side is None:
            found = self._pair.function_again(self._change)
            if found is None:
                return False
            self._side = Side(found[0], vars(found[1]), self._pair.setting(0))
        return difference(before, self._side.observe(call, drive)) is not None
