"""Count what the calls of one function came to."""

from collections.abc import Set
from dataclasses import dataclass, field

from codemods.verify.observation import EXHAUSTED, RAISED, TIMED_OUT, Observation


@dataclass
class Tally:
    """What the calls so far came to."""

    inputs: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    fruitful: int = 0  # the number of the last call that brought something new
    calls: int = 0
    normal: int = 0
    timeouts: int = 0
    missing: set[str] = field(default_factory=set)  # attributes that the receiver lacks
    late: int = 0  # calls on which the new version alone took too long
    conditional: int = 0
    unsteady: int = 0
    risks: dict[str, str] = field(default_factory=dict)
    untried: set[str] = field(default_factory=set)  # assumptions that no call could have broken

    @property
    def is_barren(self) -> bool:
        """Whether no call has returned, and none has run a changed line without stumbling."""
        return not self.normal and not self.reached

    def count(self, shown: str, seen: Observation, lines: Set[int], wanted: Set[int]) -> None:
        """Count a call, and the lines that it ran; those ``wanted`` are the changed ones."""
        self.calls += 1
        known = len(self.lines), len(self.outcomes)
        self.lines |= lines
        self.outcomes.add(f"{seen.outcome} {seen.value!r}"[:200])
        if not seen.domain_error:  # what the interpreter stumbles over says little
            self.inputs.add(shown)
            if lines & wanted:
                self.reached.add(shown)
        self.normal += seen.outcome not in (RAISED, TIMED_OUT, EXHAUSTED)
        self.missing |= {seen.missing} - {""}
        self.timeouts += seen.outcome == TIMED_OUT
        if known != (len(self.lines), len(self.outcomes)):
            self.fruitful = self.calls
