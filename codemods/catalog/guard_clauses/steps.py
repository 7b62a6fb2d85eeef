"""Say what is to be done with each ``if`` of a site."""

import ast
from dataclasses import dataclass
from enum import Enum, auto

# A joined guard must read at a glance: at most so many columns and conditions.
JOINED_WIDTH = 72
JOINED_CONDITIONS = 4


class Kind(Enum):
    WRAP = auto()  # if c: REST               -> if not c: EXIT; REST
    EXIT_FIRST = auto()  # if c: REST else: EXIT    -> if not c: EXIT; REST
    DROP_ELSE = auto()  # if c: EXIT else: REST    -> if c: EXIT; REST
    MERGE = auto()  # if c: if d: EXIT          -> if c and d: EXIT


@dataclass(frozen=True, slots=True)
class Step:
    """What to do with one ``if``.

    ``guarded`` are the conditions that its guard turns around: its own, and, where it is
    ``joined`` with the guards before it, theirs; or those of all that are merged. An ``else`` that
    is ``completed`` falls through to the exit behind it all; as a guard it says that exit itself.
    """

    node: ast.If
    kind: Kind
    guarded: tuple[ast.expr, ...] = ()
    joined: bool = False
    completed: bool = False

    @property
    def repeats(self) -> bool:
        """Whether its guard says the exit behind it all."""
        return self.kind is Kind.WRAP or self.completed

    @property
    def turns(self) -> bool:
        """Whether its condition is turned around."""
        return self.kind in (Kind.WRAP, Kind.EXIT_FIRST)

    @property
    def head(self) -> range:
        """The lines of all conditions, and the first one behind them."""
        node = self.node
        for _ in self.guarded[1:] if self.kind is Kind.MERGE else ():
            (node,) = node.body  # type: ignore[assignment]
        return range(self.node.lineno, node.body[0].lineno + 1)
