"""Say how long to look for a difference."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """CPU seconds and calls for one function: ``most`` while something new turns up."""

    examples: int = 600
    seconds: float = 1.0
    most: float = 3.0
    enough: int = 250
    seed: int = 0
