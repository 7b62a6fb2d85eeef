"""Count what the calls of one function came to."""

from collections.abc import Set
from dataclasses import dataclass, field

from codemods.verify.oracle.canonical import Canon
from codemods.verify.oracle.observation import EXHAUSTED, RAISED, TIMED_OUT, Observation


@dataclass
class Tally:
    """What the calls so far came to."""

    inputs: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    looks: set[tuple[object, ...]] = field(default_factory=set)  # kinds of outcomes
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
        known = len(self.lines), len(self.looks)
        self.lines |= lines
        self.outcomes.add(f"{seen.outcome} {seen.value!r}"[:200])
        self.looks.add((seen.outcome, _look(seen.value), len(seen.calls), len(seen.events)))
        if not seen.domain_error:  # what the interpreter stumbles over says little
            self.inputs.add(shown)
            if lines & wanted:
                self.reached.add(shown)
        self.normal += seen.outcome not in (RAISED, TIMED_OUT, EXHAUSTED)
        self.missing |= {seen.missing} - {""}
        self.timeouts += seen.outcome == TIMED_OUT
        if known != (len(self.lines), len(self.looks)):
            self.fruitful = self.calls


def _look(value: Canon) -> str:
    """The type of a value, or the value where it is one of few; of an exception, its text too."""
    first = value[0] if value else ""
    if first.startswith("("):
        return first.partition("#")[0] + (value[1] if "Error#" in first else "")
    return first[:1] if first[:1] in "'-0123456789" else first[:20]
