"""Find calls of a function that can be made longer, and time both versions on them.

Runs inside the sandbox: ``prepare`` is its entry, as that of ``check`` is, whose verdict comes
first. What is timed is the call and what its result yields, on fresh arguments each time.
"""

import ast
import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from time import perf_counter
from types import FrameType
from typing import Any

from hypothesis import given, seed, settings

from codemods.verify import verdict as because
from codemods.verify.changes import Change
from codemods.verify.check import QUIET
from codemods.verify.inputs.growth import Way, grown
from codemods.verify.inputs.recipes import Arguments
from codemods.verify.inputs.strategies import Unknown, calls_of
from codemods.verify.inputs.workshop import Unbuildable
from codemods.verify.inputs.written import explicit
from codemods.verify.isolation.deadline import Deadline, OutOfTime
from codemods.verify.isolation.warmth import warm_up
from codemods.verify.oracle.drives import is_driven, is_iterator
from codemods.verify.oracle.module_state import ModuleState
from codemods.verify.oracle.reached import Reached
from codemods.verify.oracle.surroundings import Surroundings
from codemods.verify.pair import Pair, Versions, code_of
from codemods.verify.setting import NO_SETTING, Setting
from codemods.verify.stopwatch import Clock, Lap, Stopped, laps
from codemods.verify.verdict import Kind, Verdict

NO_INPUT = "no input was found that can be made longer"
NOT_REPEATED = "no input was found on which the search is repeated"
# The part of the time that may go into the search for inputs; and so many of them are enough.
SEARCHING = 0.3
ENOUGH = 5
_DRAWN = 200
_CALL_SECONDS = 2.0
_FEW, _MORE = 10, 20
# Of twice as many elements: more steps than a single loop takes, fewer than two nested ones.
_NESTED = 2.5
# The same of time, as the exponent of the number of elements.
_STEEP = 1.3


def prepare(payload: bytes) -> Callable[[bytes], bytes]:
    """Execute both versions; return what times one function of them, from and to JSON."""
    warm_up()
    pair = Pair(Versions.unpacked(payload))

    def timed(task: bytes) -> bytes:
        wanted = json.loads(task)
        change = pair.changes[wanted.pop("qualname")]
        return json.dumps(asdict(Timing(pair, change, **wanted).verdict())).encode()

    return timed


class Version:
    """One version of a function, in its module as it was when this was made."""

    def __init__(
        self, function: Any, namespace: dict[str, Any], clock: Clock, setting: Setting = NO_SETTING
    ) -> None:
        self._function = function
        self._namespace = namespace
        self._clock = clock
        self._setting = setting
        self._state = ModuleState(function, namespace)

    def seconds(self, call: Arguments) -> float:
        """How long one call takes. The module is left as it was. Raises ``Stopped``."""
        deadline = Deadline()
        self._setting.enter()
        try:
            with Surroundings().around():
                try:
                    deadline.arm(_CALL_SECONDS)
                    return self._timed(call)
                finally:
                    deadline.disarm()
        except OutOfTime:
            raise Stopped from None
        except Exception as error:
            raise Stopped from error
        finally:
            deadline.disarm()
            self._state.restore()

    def _timed(self, call: Arguments) -> float:
        shop = self._setting.workshop(self._namespace, [])
        for name, recipe in call.globals:
            self._state.set(name, shop.make(recipe))
        given = [] if call.receiver is None else [shop.make(call.receiver)]
        given += map(shop.make, call.positional)
        named = {name: shop.make(recipe) for name, recipe in call.keywords}
        start = self._clock()
        result = self._function(*given, **named)
        if is_driven(result):
            if not is_iterator(result):
                raise Stopped  # a coroutine
            deque(result, maxlen=0)
        return self._clock() - start


class _Steps(Reached):
    """Counts the instructions of changed lines that run: loops show, whatever else they do."""

    count = 0

    def _step(self, frame: FrameType, event: str, argument: Any) -> Any:
        frame.f_trace_opcodes = True
        self.count += frame.f_lineno in self._wanted
        return self._step


@dataclass(frozen=True, slots=True)
class _Growing:
    """A call that can be made longer in this way, and how many steps that takes.

    ``is_nested`` tells that these grow faster than the call does.
    """

    call: Arguments
    way: Way
    steps: int
    is_nested: bool

    def of(self, size: int) -> Arguments:
        longer = grown(self.call, size, self.way)
        assert longer is not None
        return longer


class Timing:
    """The timing of one function.

    With ``distinct``, elements that are repeated are no good: a search would end at once. Nor is a
    call of which the time grows no faster than its length: nothing is searched again and again.
    """

    def __init__(
        self,
        pair: Pair,
        change: Change,
        sizes: list[int],
        distinct: bool,
        seconds: float,
        seed: int,
        clock: Clock = perf_counter,
    ) -> None:
        self._pair = pair
        self._change = change
        self._sizes = sizes
        self._distinct = distinct
        self._seconds = seconds
        self._seed = seed
        self._clock = clock

    def verdict(self) -> Verdict:
        """``TESTED`` with the times, or ``NOT_CHECKED`` with the reason why there are none."""
        name = self._change.qualname
        try:
            times = self._laps()
        except (Unknown, LookupError) as error:
            return Verdict(name, Kind.NOT_CHECKED, reason=f"{because.UNKNOWN_ARGUMENT}: {error}")
        if not times:
            return Verdict(name, Kind.NOT_CHECKED, reason=NO_INPUT)
        if self._distinct and not (self._is_nested or _is_steep(times)):
            return Verdict(name, Kind.NOT_CHECKED, reason=NOT_REPEATED)
        return Verdict(name, Kind.TESTED, times=tuple(map(tuple, times)))  # type: ignore[arg-type]

    def _laps(self) -> list[Lap]:
        before, after = self._pair.functions(self._change)
        self._versions = (
            Version(before, vars(self._pair.before), self._clock, self._pair.setting(0)),
            Version(after, vars(self._pair.after), self._clock, self._pair.setting(1)),
        )
        self._codes = code_of(before)
        best = max(self._growing(), key=lambda one: (one.is_nested, one.steps), default=None)
        if best is None:
            return []
        self._is_nested = best.is_nested
        calls: dict[int, Arguments] = {}

        def run(side: int, size: int) -> float:
            if size not in calls:
                calls.clear()  # the largest holds many objects
                calls[size] = best.of(size)
            return self._versions[side].seconds(calls[size])

        return laps(run, self._sizes, self._clock, self._seconds * (1 - SEARCHING))

    def _growing(self) -> list[_Growing]:
        """Some calls that can be made longer, among those that are written or made up."""
        change, pair = self._change, self._pair
        assert change.before is not None and change.after is not None
        end = self._clock() + self._seconds * SEARCHING
        found: list[_Growing] = []
        for call in explicit(change.after, pair.tree):
            found += self._ways(call)
        pair.setting(1).enter()
        made = calls_of(pair, change, traps=frozenset())

        @seed(self._seed)
        @settings(QUIET, max_examples=_DRAWN)
        @given(made)
        def look(call: Arguments) -> None:
            good = sum(one.is_nested or not self._distinct for one in found)
            if good < ENOUGH and self._clock() < end:
                found.extend(self._ways(call))

        look()
        return found

    def _ways(self, call: Arguments) -> Iterator[_Growing]:
        """The first ways in which the call can be made longer: with elements in common, or none."""
        assert self._change.before is not None
        kept = _texts(self._change.before)
        for varied in (True,) if self._distinct else (True, False):
            for tuples in (True, False):
                ways = [Way(varied, tuples, apart, kept) for apart in (False, self._distinct)]
                counted = [(way, *self._steps(call, way)) for way in dict.fromkeys(ways)]
                found = [
                    _Growing(call, way, steps, is_nested=steps > _NESTED * fewer)
                    for way, fewer, steps in counted
                    if steps
                ]
                yield from found
                if found:
                    return

    def _steps(self, call: Arguments, way: Way) -> tuple[int, int]:
        """How many steps longer calls take; 0 where the length does not matter, or one fails."""
        counts = [0]
        with suppress(Stopped, Unbuildable):
            for size in (_FEW, _MORE):
                longer = grown(call, size, way)
                if longer is None:
                    return 0, 0
                self._versions[1].seconds(longer)
                steps = _Steps(self._codes, self._change.lines_before)
                with steps:
                    self._versions[0].seconds(longer)
                if steps.count <= counts[-1]:
                    return 0, 0
                counts.append(steps.count)
            return counts[1], counts[2]
        return 0, 0


def _is_steep(times: list[Lap]) -> bool:
    """Whether the time before grows faster than the number of elements, at the largest ones."""
    if len(times) < 2:
        return False
    fewer, more = times[-2:]
    longer = more.size / fewer.size
    return bool(more.before > fewer.before * longer**_STEEP)


def _texts(function: ast.AST) -> frozenset[object]:
    """The texts that a function spells out: keys of its records, names of its states."""
    return frozenset(
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))
    )
