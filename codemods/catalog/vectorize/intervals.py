"""Bound numbers from below and above: interval arithmetic, exact enough for what is asked here.

Bounds are floats; where one is rounded it moves by less than what separates it from what is asked.
"""

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass

# No sequence has more elements, and no loop more rounds: addresses have 48 bits, and it would take
# years.
MOST = 2.0**47
_ALL_EXACT = 2.0**53
_INT64 = 2.0**63
_HUGE = 1e300


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a number surely lies; ``nan`` lies in none that is bounded on both sides."""

    low: float = -math.inf
    high: float = math.inf

    @property
    def reach(self) -> float:
        """The greatest distance from zero."""
        return max(abs(self.low), abs(self.high))

    @property
    def is_nonzero(self) -> bool:
        return self.low > 0 or self.high < 0

    @property
    def fits(self) -> bool:
        """Whether ints in it fit into 64 bits."""
        return self.reach < _INT64

    @property
    def is_exact(self) -> bool:
        """Whether each int in it is a float as well."""
        return self.reach <= _ALL_EXACT

    @property
    def is_finite(self) -> bool:
        """Whether floats in it are finite, however they were rounded."""
        return self.reach < _HUGE

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def absolute(self) -> "Interval":
        low = min(abs(self.low), abs(self.high)) if self.is_nonzero else 0.0
        return Interval(low, self.reach)


ANYWHERE = Interval()


def operated(op: ast.operator, left: Interval, right: Interval) -> Interval:
    """Where the results of an operator lie."""
    if not (left.is_finite and right.is_finite):
        return ANYWHERE
    match op:
        case ast.Add():
            return Interval(left.low + right.low, left.high + right.high)
        case ast.Sub():
            return Interval(left.low - right.high, left.high - right.low)
        case ast.Mult():
            return _spanned(left, right, lambda one, other: one * other)
        case ast.Div() if right.is_nonzero:
            return _spanned(left, right, lambda one, other: one / other)
        case ast.FloorDiv() if right.is_nonzero:
            found = _spanned(left, right, lambda one, other: one / other)
            return Interval(found.low - 1, found.high)
        case ast.Mod() if right.is_nonzero:
            return Interval(min(right.low, 0.0), max(right.high, 0.0))
    return ANYWHERE


def _spanned(left: Interval, right: Interval, of: Callable[[float, float], float]) -> Interval:
    corners = [of(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    return Interval(min(corners), max(corners))
