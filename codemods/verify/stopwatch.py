"""Time two versions on inputs that grow. The clock is handed in, so that it can be a false one."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

Clock = Callable[[], float]

LEAST_ROUNDS, MOST_ROUNDS = 3, 25


class Lap(NamedTuple):
    """The seconds that each version takes for an input of ``size`` elements: the best of some."""

    size: int
    before: float
    after: float


class Stopped(Exception):
    """Raised by a run that does not come to a normal end."""


def laps(
    run: Callable[[int, int], float], sizes: Sequence[int], clock: Clock, seconds: float
) -> list[Lap]:
    """How long both versions take, size by size, until ``seconds`` are used up.

    ``run`` gets which version (0 or 1) and the size, and gives the seconds of the call alone; what
    comes around it counts as used up as well. Both take turns, so that a slow moment of the machine
    hits them alike, and the best time counts: noise only adds. A size that would not fit into what
    is left, by that of the last one, is not begun.
    """
    found: list[Lap] = []
    end = clock() + seconds
    share = seconds / (2 * len(sizes))
    cost = 0.0
    for size in sizes:
        start = clock()
        if found and cost * size / found[-1].size > end - start:
            break
        best = [float("inf"), float("inf")]
        for rounds in range(1, MOST_ROUNDS + 1):
            try:
                for side in (0, 1):
                    best[side] = min(best[side], run(side, size))
            except Stopped:
                return found
            used = clock() - start
            if used > share and (rounds >= LEAST_ROUNDS or start + used * (1 + 1 / rounds) > end):
                break
        cost = used / rounds
        found.append(Lap(size, *best))
    return found
