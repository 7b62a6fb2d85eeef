"""Name what can be said of a function before and after a change."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The four verdicts. ``REFUTED`` alone is bad news; ``NOT_CHECKED`` is none."""

    PROVED = "proved"
    TESTED = "tested"
    REFUTED = "refuted"
    NOT_CHECKED = "not checked"


# Why a function was not checked: fixed sentences, some with a detail behind a colon.
CANT_IMPORT = "cannot be imported"
UNKNOWN_ARGUMENT = "an argument nothing is known about"
TIMED_OUT = "timed out"
NONDETERMINISTIC = "nondeterministic"
NOT_REACHED = "the changed lines were not reached"
FAILED_ALIKE = "every call failed the same way"
UNTRIED = "no call put an assumption to the test"
NOT_PYTHON = "one of the versions is not valid Python"
INTERRUPTED = "interrupted"
ADDED = "it was added"
REMOVED = "it was removed"
SIGNATURE = "its signature changed"


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A call after which the two sides differ.

    ``setup`` are lines that must run before ``call``; both are Python. ``before`` and ``after``
    say what each side did, ``differs`` what of it is not the same.
    """

    setup: tuple[str, ...]
    call: str
    before: str
    after: str
    differs: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about one function.

    ``inputs`` counts the distinct inputs that ran on both sides, ``reached`` those of them that
    ran a changed line, ``normal`` the calls that returned, ``conditional`` the differences on
    inputs that already made the version before stumble over a wrong type: these refute nothing.
    ``risks`` are assumptions of the rewrite
    with a call that breaks them and on which the versions differ: they refute nothing either.
    ``paths`` is how many of them were followed with symbols for arguments, and ``exhausted`` tells
    that there are no others.
    ``records`` are classes that were compared with the dicts of the version before, by fields.
    ``times``, where they were asked for, are the size of an input and the seconds of both versions.
    """

    qualname: str
    kind: Kind
    inputs: int = 0
    reached: int = 0
    normal: int = 0
    conditional: int = 0
    reason: str = ""
    counterexample: Counterexample | None = None
    risks: tuple[tuple[str, str], ...] = ()
    times: tuple[tuple[int, float, float], ...] = ()
    records: tuple[str, ...] = ()
    paths: int = 0
    exhausted: bool = False
    seconds: float = 0.0

    def sentence(self) -> str:
        match self.kind:
            case Kind.TESTED:
                count = f"{self.inputs} distinct inputs, {self.reached} reached the changed lines"
                return f"tested ({count}{self._depth()}{self._fields()})"
            case Kind.REFUTED if self.counterexample:
                return f"refuted: {self.counterexample.differs}"
            case Kind.NOT_CHECKED:
                return f"not checked: {self.reason}"
        return f"{self.kind}: {self.reason}" if self.reason else str(self.kind)

    def _fields(self) -> str:
        if not self.records:
            return ""
        one = "a dict" if len(self.records) == 1 else "dicts"
        return f"; {', '.join(self.records)} as {one} of the same fields"

    def _depth(self) -> str:
        if not self.paths:
            return ""
        paths = "1 path" if self.paths == 1 else f"{self.paths} paths"
        return f"; {paths} followed, exhausted" if self.exhausted else f"; {paths} followed"
