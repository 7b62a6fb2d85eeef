"""Compare two versions of a function on calls that Hypothesis makes up.

Runs inside the sandbox: ``prepare`` is its entry, and the handler it returns gets one function at a
time. Nothing of this is ever called with user code outside of it.
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from importlib import import_module

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from codemods.facts.file import FUNCTIONS
from codemods.verify import verdict as because
from codemods.verify.budget import Budget
from codemods.verify.changes import Change, Function
from codemods.verify.conclusion import conclusion, verdict_of
from codemods.verify.inputs.aims import aims
from codemods.verify.inputs.mining import mine
from codemods.verify.inputs.overheard import Overhearing
from codemods.verify.inputs.recipes import Arguments
from codemods.verify.inputs.strategies import Unknown, calls_of
from codemods.verify.inputs.workshop import Unbuildable
from codemods.verify.inputs.written import explicit
from codemods.verify.isolation.warmth import warm_up
from codemods.verify.oracle.control import Control
from codemods.verify.oracle.counterexamples import counterexample, written_call
from codemods.verify.oracle.difference import difference
from codemods.verify.oracle.drives import Drive
from codemods.verify.oracle.observation import TIMED_OUT, Observation, Side
from codemods.verify.oracle.reached import Reached
from codemods.verify.pair import Pair, Versions, code_of, lines_of
from codemods.verify.probes import probing
from codemods.verify.tally import Tally
from codemods.verify.verdict import Verdict

FEW = 20  # calls of which all lines were run: no others need to be listened to
UNSTEADY = 8  # calls, and a quarter of all: then nothing can be said
MANY = 4  # looks at what differs in a function that is not always steady
QUIET = settings(
    database=None,
    deadline=None,
    derandomize=False,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
    print_blob=False,
    verbosity=Verbosity.quiet,
)


def prepare(payload: bytes) -> Callable[[bytes], bytes]:
    """Execute both versions; return what checks one function of them, from and to JSON."""
    warm_up()
    pair = Pair(Versions.unpacked(payload))

    def check(task: bytes) -> bytes:
        wanted = json.loads(task)
        found = Check(pair, pair.changes[wanted.pop("qualname")], Budget(**wanted)).verdict()
        return json.dumps(asdict(found)).encode()

    return check


class _Differs(Exception):
    """Raised inside the property where the two versions differ."""


class _Enough(BaseException):
    """Raised inside the property where nothing more is wanted: to draw on would be in vain."""


class Check:
    """The comparison of one function."""

    def __init__(self, pair: Pair, change: Change, budget: Budget) -> None:
        self.pair = pair
        self.change = change
        self.budget = budget
        self.tally = Tally()
        self.found: tuple[Arguments, Drive, Observation, Observation, str] | None = None
        self.unsteady = False
        self._control = Control(pair, change, self._through)
        self._seen: set[str] = set()
        self._furthest: list[Arguments] = []  # the calls that ran a line as the first ones
        self._hearing = Overhearing(pair, change)
        self._blank: frozenset[str] | None = None
        self.paths, self.exhausted = 0, False

    def verdict(self) -> Verdict:
        start = time.process_time()
        try:
            result = self._verdict()
        except (Unknown, LookupError) as error:
            result = verdict_of(
                self.change, self.tally, reason=f"{because.UNKNOWN_ARGUMENT}: {error}"
            )
        return replace(
            result,
            paths=self.paths,
            exhausted=self.exhausted,
            records=tuple(sorted(self.pair.adapter.met)),
            seconds=round(time.process_time() - start, 3),
        )

    def _verdict(self) -> Verdict:
        change = self.change
        assert isinstance(change.before, FUNCTIONS) and isinstance(change.after, FUNCTIONS)
        before, after = self.pair.functions(change)
        pair = self.pair
        self._sides = (
            Side(before, vars(pair.before), pair.setting(0)),
            Side(after, vars(pair.after), pair.setting(1)),
        )
        probed = pair.probed_function(change)
        self._probed = probed and Side(probed, vars(pair.probed), pair.setting(0))
        pair.adapter.met.clear()
        self.tally.untried = set(self.pair.assumptions(change))
        self._end = time.process_time() + self.budget.most
        self._watches = (
            Reached(code_of(before), lines_of(before)),
            Reached(code_of(after), lines_of(after)),
        )
        # Lines of the version after are negative. No ``else:`` holds code.
        self._code = lines_of(before) | {-line for line in lines_of(after)}
        self._wanted = self._code & {*change.lines_before, *(-line for line in change.lines_after)}
        self._begin()
        self._try_written(change.after)
        self._try_overheard(self.budget.seconds / 2, patience=self.budget.seconds / 4)
        self._search()
        if not self._code <= self.tally.lines:
            self._try_overheard(self.budget.seconds, patience=self.budget.seconds / 2)
        self._aim()
        barren = not self.tally.normal or (self._wanted and not self.tally.reached)
        if barren and self.found is None and not self.unsteady:
            self._begin()
            self._end += self.budget.seconds
            self._blank = frozenset(self.tally.missing)
            self._search(self._aims())
            self._blank = None
        is_deep = self.budget.deep and not self.pair.adapter
        if is_deep and self.found is None and not self.unsteady:
            self._go_deep()
        if self.unsteady:
            return verdict_of(change, self.tally, reason=because.NONDETERMINISTIC)
        if self.found is not None:
            return verdict_of(change, self.tally, counterexample(change, *self.found))
        return conclusion(change, self.tally, needs_lines=bool(self._wanted))

    def _aim(self) -> None:
        """Make up calls for lines that none has reached, as long as that brings new ones."""
        known = -1
        while self.found is None and not self.unsteady and known < len(self.tally.lines):
            known, aim = len(self.tally.lines), self._aims()
            if not aim or time.process_time() > self._end:
                return
            self._begin()
            self._search(aim)

    def _aims(self) -> tuple[frozenset[int], ...]:
        """The lines of the version after to aim at next, in groups: one, where nothing tells."""
        missed = frozenset(-line for line in self._code - self.tally.lines if line < 0)
        if not missed:
            return ()
        assert self.change.after is not None
        reached, wanted = ({-line for line in some} for some in (self.tally.lines, self._wanted))
        return aims(self.change.after, reached, wanted) or (missed,)

    def _begin(self) -> None:
        self._deadline = time.process_time() + self.budget.seconds
        self._first = self.tally.fruitful = self.tally.calls

    def _try_written(self, function: Function) -> None:
        """Begin with the calls that the module itself shows."""
        with suppress(_Differs):
            for call in explicit(function, self.pair.tree):
                self._compare(call, Drive.PLAIN)

    def _try_overheard(self, seconds: float, patience: float) -> None:
        """Go on with what the function is given by examples and tests of its project."""
        if self.found is not None or self.unsteady:
            return
        known = self.tally.calls
        with suppress(_Differs):
            for call in self._hearing.calls(seconds, patience):
                self._compare(call, Drive.PLAIN)
                if self._code <= self.tally.lines and self.tally.calls - known > FEW:
                    return

    def _search(self, aim: tuple[frozenset[int], ...] = ()) -> None:
        """Make up calls; with ``aim`` such that may reach lines of one of these groups."""
        if self.found is not None:
            return
        near = tuple(self._furthest) if aim and self._blank is None else ()
        near = near or self._hearing.cheap()
        self.pair.setting(1).enter()
        lent = self._hearing.lent()
        made = calls_of(self.pair, self.change, aim, blank=self._blank, near=near, lent=lent)
        self._restore()  # receivers were made, to see which can be
        calls = st.tuples(made, st.sampled_from(list(Drive)))

        @seed(self.budget.seed)
        @settings(QUIET, max_examples=self.budget.examples)
        @given(calls)
        def same(call: tuple[Arguments, Drive]) -> None:
            if self.found is None and self._is_over():
                raise _Enough
            self._compare(*call)

        try:
            with suppress(_Differs, _Enough):
                same()
        except Flaky:  # what differed once did not differ again
            self.unsteady, self.found = True, None

    def _go_deep(self) -> None:
        """Follow the paths of both versions with symbols for arguments."""
        change, symbolic = self.change, import_module("codemods.verify.symbolic")
        assert change.before is not None and change.after is not None
        mined = mine(change.after, self.pair.tree, change.before, vars(self.pair.after))
        try:
            paths = symbolic.Paths(
                self.pair.functions(change),
                (change.before, change.after),
                mined,
                lambda call: self._compare(call, Drive.PLAIN),
                self._restore,
            )
        except symbolic.Unfit:
            return
        with suppress(_Differs):
            paths.follow(QUIET, self.budget.seed, self.budget.deep)
        self.paths, self.exhausted = paths.count, paths.is_exhausted and self.found is None

    def _restore(self) -> None:
        for side in self._sides:
            side.restore()

    def _is_over(self) -> bool:
        """Whether the time is up, or enough was seen and nothing new turns up any more."""
        now, tally = time.process_time(), self.tally
        lacking = bool(tally.untried) or (not tally.reached and self._wanted)
        if self.unsteady or now > self._end or max(tally.timeouts, tally.late) >= 3:
            return True
        barren = not tally.normal and not tally.reached
        if barren and tally.calls - self._first > self.budget.enough:
            return True  # more of the same will not help
        # What hides behind a line that no call has reached yet is worth all the time.
        complete = not lacking and self._code <= tally.lines
        if complete and tally.calls - tally.fruitful > self.budget.enough // 2:
            return tally.calls >= self.budget.enough
        return now > self._deadline and not lacking and tally.calls - tally.fruitful > 10

    def _compare(self, call: Arguments, drive: Drive) -> None:
        shown = f"{call!r}{drive}"
        if self.found is None and shown in self._seen:
            return
        self._seen.add(shown)
        try:
            before, lines = self._observe(0, call, drive)
            after, more = self._observe(1, call, drive)
        except Unbuildable:
            return  # a constructor refuses what was made up for it: there is no such call
        lines = lines | {-line for line in more}
        if not lines <= self.tally.lines:
            self._furthest.append(call)
        self.tally.count(shown, before, lines, self._wanted)
        self.tally.late += after.outcome == TIMED_OUT != before.outcome
        differs = difference(before, after)
        if differs is None:
            if self.tally.untried and not before.domain_error:
                self._probe(call, drive)
            return
        settled = self._control.settled(
            call,
            drive,
            (before, after),
            lambda index: self._observe(index, call, drive)[0],
            looks=MANY if self.tally.unsteady else 2,
        )
        before, after, differs = settled.before, settled.after, settled.differs
        if not settled.is_steady:
            # Now and then it is the input: sets of objects have no order of their own.
            self.tally.unsteady += 1
            self.unsteady = self.tally.unsteady >= max(UNSTEADY, self.tally.calls // 4)
            return
        if differs is None:
            return
        unlike = before.domain_error or before.stumbles_alike(after) or after.is_misfit
        if unlike:
            self.tally.conditional += 1
            return
        if broken := self._probe(call, drive):
            for assumption in broken:
                self.tally.risks.setdefault(assumption, written_call(self.change, call)[1])
            return
        self.found = (call, drive, before, after, differs)
        raise _Differs

    def _probe(self, call: Arguments, drive: Drive) -> set[str]:
        """The assumptions of the rewrite that do not hold on this call."""
        if self._probed is None:
            return set()
        with probing() as seen:
            self._probed.observe(call, drive)
        self.tally.untried -= seen.met - seen.broken
        return seen.broken

    def _observe(self, index: int, call: Arguments, drive: Drive) -> tuple[Observation, set[int]]:
        with self._watches[index] as watch:
            seen = self._sides[index].observe(call, drive)
        return self._through(seen), watch.lines

    def _through(self, seen: Observation) -> Observation:
        return seen if self._blank is None else seen.without_questions()
