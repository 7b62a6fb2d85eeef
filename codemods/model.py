"""Name the things the engine passes around: frozen records without behaviour."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any


class Halted(Exception):
    """Raised where a run can't go on as it was asked for. Its text says what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read. ``text`` keeps every newline and form feed of the file."""

    path: str
    text: str


# The assumption that stands for all others: running both versions shows no difference.
SAME_BEHAVIOUR = "same-behaviour"


class Discharge(StrEnum):
    """How an assumption was settled, strongest first."""

    PROVED = "proved"
    OBSERVED = "observed"
    TESTED = "tested"
    GRANTED = "granted"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Probe:
    """A Python expression that tells, run before the statement at ``line``, whether all is well.

    It may call what ``codemods.verify.probes`` defines. To raise is to say no.
    """

    line: int
    expression: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One assumption of a rewrite, how it was settled, and the fact that settled it.

    Where it is open, ``fact`` says what is assumed, and ``probes`` tell of a call whether it holds.
    ``risk`` is a call, if one is known, on which the rewrite behaves differently because it
    does not.
    """

    assumption: str
    discharge: Discharge
    fact: str
    probes: tuple[Probe, ...] = ()
    risk: str = ""


@dataclass(frozen=True, slots=True)
class Gain:
    """What a rewrite lowers, before and after: a number, or a class of growth like ``O(n*m)``."""

    measure: str
    before: int | str
    after: int | str


@dataclass(frozen=True, slots=True)
class Lap:
    """Seconds that a function takes before and after, for an input of ``size`` elements."""

    size: int
    before: float
    after: float

    @property
    def ratio(self) -> float:
        """How many times as fast it is after."""
        return self.before / self.after if self.after else float("inf")


@dataclass(frozen=True, slots=True)
class Timing:
    """What timing the function of a site showed, or the ``reason`` why it showed nothing."""

    laps: tuple[Lap, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines ``first`` to ``last`` of a file, counted from 1, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A place that a codemod recognised and left alone.

    ``reason`` is one of the codemod's fixed sentences; ``cause`` is the line that made it say no,
    in the file ``elsewhere`` where that is another one. ``note`` tells more of the place.
    """

    codemod: str
    line: int
    reason: str
    cause: int
    elsewhere: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A change that a codemod offers.

    ``span`` is the run of whole statements to be replaced, ``line`` where a reader should look,
    ``anchors`` the lines of the statements that are changed themselves, not just moved.
    ``write`` gets the statements of the span as a ``passage.Passage`` and returns those that
    replace them, in LibCST, with the comment lines that end up behind them. ``prove`` looks at the
    result and returns what shows that both sides behave alike, or raises ``Unproved``;
    ``measure`` returns what was gained, or raises ``Unprofitable``. ``imports`` are the import
    statements that the module must have at its top. ``foretold``
    is evidence that is known before anything is written, for assumptions that running can't test:
    while one of them is open, nothing is written. ``above`` is the text of statements that go
    above the outermost statement around the site. ``form`` tells apart several rewrites that are
    offered for one place.
    """

    codemod: str
    line: int
    span: Span
    anchors: tuple[int, ...]
    write: Callable[[Any], Any]
    prove: Callable[["Change"], tuple[Evidence, ...]]
    measure: Callable[["Change"], tuple[Gain, ...]]
    imports: tuple[str, ...] = ()
    above: str = ""
    foretold: tuple[Evidence, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rewrites of several files, by path, that are made together or not at all.

    ``new`` are the texts of files that are to be made for them, by path.
    """

    rewrites: Mapping[str, Rewrite]
    new: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """Both sides of a rewrite as ``ast``: the enclosing roots, and the statements replaced."""

    root_before: Any
    root_after: Any
    before: tuple[Any, ...]
    after: tuple[Any, ...]


class Unproved(Exception):
    """Raised where a result is not shown to behave like the original. Its text says why."""


class Unprofitable(Exception):
    """Raised where a rewrite would not lower what its codemod promises to lower."""


Verdict = Rewrite | Refusal | None
# A codemod may have several things to say about one place; the first that can be done is.
Verdicts = Verdict | Sequence[Rewrite | Refusal]


@dataclass(frozen=True, slots=True)
class Site:
    """A rewrite that was made, or could be: its line in the original file, why it holds, gains.

    ``function`` is the outermost function around it, with its classes, if it is in one; that is
    what is timed, where it is, with all that was rewritten in it.
    """

    codemod: str
    line: int
    evidence: tuple[Evidence, ...]
    gains: tuple[Gain, ...]
    function: str = ""
    timing: Timing | None = None

    @property
    def open(self) -> tuple[Evidence, ...]:
        """The assumptions that nothing settled."""
        return tuple(one for one in self.evidence if one.discharge is Discharge.OPEN)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. ``after`` equals ``before`` where nothing was rewritten.

    ``pending`` are the sites that were left alone only because an assumption of theirs is open.
    ``asked`` is what of other files it rests on (``facts.other_files.dependencies``),
    ``seconds`` tells how long each codemod worked on it.
    """

    path: str
    before: str = ""
    after: str = ""
    sites: tuple[Site, ...] = ()
    pending: tuple[Site, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    error: str | None = None
    asked: Mapping[str, str] = field(default_factory=dict, compare=False)
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Requirements:
    """The packages, by normalised names, that a ``manifest`` asks for.

    What is wanted ``sometimes`` are extras, and what only those need who develop it.
    """

    manifest: str
    always: frozenset[str]
    sometimes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Project:
    """What is known about all the given files together.

    ``inequality`` names the first place where a class gives ``!=`` a meaning of its own. ``target``
    is the lowest Python that has to run them, ``followed`` the codemod that has judged all files
    together before each has its turn. ``modules`` are the paths of the files by the names they are
    imported by, and ``read`` gives the text of one of them, or ``None`` where it can't be read.
    ``requirements`` are the packages asked for by the manifests above the files, by their folders.
    ``answer`` says all that where the files can't be read by who asks
    (``facts.other_files.answer``).
    """

    inequality: str | None = None
    modules: Mapping[str, str] = field(default_factory=dict)
    read: Callable[[str], str | None] | None = None
    requirements: Mapping[str, Requirements] = field(default_factory=dict)
    answer: Callable[[str], str | None] | None = None
    followed: str | None = None
    target: tuple[int, int] = (3, 11)


@dataclass(frozen=True, slots=True)
class Start:
    """What a file was made into before its own turn.

    ``digest`` stands for the bytes that it had, ``lines`` are the original lines of its lines,
    ``pending`` is what was not written, as it rests on what is open. ``groups`` are the keys of
    what was rewritten in several files together, this one among them; with ``is_new`` it is to be
    made.
    """

    text: str
    digest: str
    lines: tuple[int, ...]
    sites: tuple[Site, ...]
    pending: tuple[Site, ...]
    refusals: tuple[Refusal, ...]
    groups: tuple[tuple[str, ...], ...] = ()
    is_new: bool = False

    def origin(self, line: int) -> int:
        """The line of the original file that a line of the text comes from."""
        return self.lines[min(line, len(self.lines)) - 1] if self.lines else line


class Trust(IntEnum):
    """What may be written into a function: nothing, what is settled, or what is open too.

    Open assumptions are written only to be tested: who asks for it takes back what fails.
    """

    NOTHING = 0
    SETTLED = 1
    OPEN = 2


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a run depends on beside the files; resolved once, never changed.

    ``granted`` are the names of the assumptions that the user grants.
    """

    target: tuple[int, int]
    granted: frozenset[str] = frozenset()
    trust: Trust = Trust.SETTLED
    line_length: int = 88
    black: Mapping[str, Any] | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


# Functions that are trusted as the options say.
NO_EXCEPTIONS: Mapping[str, Trust] = MappingProxyType({})
# Reasons by function and codemod.
NOTHING_DECLINED: Mapping[tuple[str, str], str] = MappingProxyType({})
