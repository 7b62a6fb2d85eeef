"""Say how long to look for a difference."""

from dataclasses import dataclass
from importlib.util import find_spec

# What follows paths: the extra ``codemods[deep]``.
BACKEND = "hypothesis_crosshair_provider"


@dataclass(frozen=True, slots=True)
class Budget:
    """CPU seconds and calls for one function: ``most`` while something new turns up.

    ``deep`` seconds more go into following its paths with symbols, where that is installed.
    """

    examples: int = 600
    seconds: float = 1.0
    most: float = 3.0
    enough: int = 250
    seed: int = 0
    deep: float = 0.0


def budget_for(seconds: float = 1.0, deep: bool = False, seed: int = 0) -> Budget:
    """A budget of so many seconds, or thrice as many while that pays; to be deep takes longer."""
    return Budget(seconds=seconds, most=3 * seconds, seed=seed, deep=4 * seconds if deep else 0.0)


def can_be_deep() -> bool:
    """Whether what follows paths is installed."""
    return find_spec(BACKEND) is not None
