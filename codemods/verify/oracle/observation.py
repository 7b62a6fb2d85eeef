"""Run a function once on fresh arguments, and write down everything that can be seen of it."""

import sys
from collections.abc import Set
from dataclasses import dataclass, field, replace
from functools import partial
from types import FunctionType
from typing import Any, cast

from codemods.verify.inputs.recipes import Arguments
from codemods.verify.inputs.stand_ins import QUESTIONS, Log
from codemods.verify.isolation.deadline import Deadline, OutOfTime
from codemods.verify.oracle.addresses import steady_ids
from codemods.verify.oracle.canonical import Canon, Canoniser
from codemods.verify.oracle.drives import (
    INNER,
    Drive,
    Driver,
    is_driven,
    iterators_in,
    mutate,
    rest_of,
)
from codemods.verify.oracle.module_state import Changes, ModuleState
from codemods.verify.oracle.readers import place_of
from codemods.verify.oracle.shapes import ATOMS, shape_of
from codemods.verify.oracle.stumbles import EXHAUSTION, is_raised, is_stumble
from codemods.verify.oracle.surroundings import Surroundings
from codemods.verify.setting import NO_SETTING, Setting

RETURNED = "returned"
RAISED = "raised"
TIMED_OUT = "timed out"
EXHAUSTED = "exhausted"
SECONDS = 0.5
NOTHING = object()


@dataclass(frozen=True, slots=True)
class Observation:
    """What could be seen of one call.

    ``outcome`` is how it ended: returned, raised, timed out, or out of stack or memory
    (``EXHAUSTED``); ``value`` what it returned or raised. ``driven`` is the iterator or coroutine
    that the call gave, ``events`` what that yielded or waited for before the end. ``given`` and
    ``arguments`` are the arguments before and after, ``globals`` the state of the module that
    changed, ``leftovers`` what was not taken from iterators that were given. ``calls`` are the
    uses of stand-ins, and the steps, in order. With ``domain_error`` the interpreter stumbled over
    a value of the wrong kind, so that the input says little.
    """

    outcome: str
    value: Canon = ()
    driven: Canon = ()
    events: tuple[Canon, ...] = ()
    given: Changes = ()
    arguments: Changes = ()
    globals: Changes = ()
    leftovers: Changes = ()
    calls: tuple[Canon, ...] = ()
    stdout: str = ""
    stderr: str = ""
    warnings: tuple[tuple[str, str], ...] = ()
    domain_error: bool = False
    missing: str = field(default="", compare=False)  # an attribute that ``self`` lacks
    stumbles_later: bool = field(default=False, compare=False)  # where its result is drained
    is_misfit: bool = field(default=False, compare=False)  # was given what can't be a record

    def without_questions(self) -> "Observation":
        """The same without what was only asked of stand-ins."""
        calls = tuple(deed for deed in self.calls if deed[0].lstrip("(") not in QUESTIONS)
        return replace(self, calls=calls)

    def stumbles_alike(self, other: "Observation") -> bool:
        """Whether all that differs is what was drained of the results, and this one stumbled."""
        return self.stumbles_later and self._without_later() == other._without_later()

    def _without_later(self) -> "Observation":
        return replace(self, events=tuple(one for one in self.events if one[0] != f"({INNER}"))

    def moving(self, other: "Observation") -> frozenset[str]:
        """What of the module's state is not as this one saw it."""
        return frozenset(name for name, _ in {*self.globals} ^ {*other.globals})

    def steady(self, moving: Set[str]) -> "Observation":
        """The same without that state, and without warnings: some come once, and are cached."""
        kept = tuple(pair for pair in self.globals if pair[0] not in moving)
        return replace(self, globals=kept, warnings=())


def observe(
    function: Any,
    arguments: Arguments,
    namespace: dict[str, Any],
    drive: Drive = Drive.PLAIN,
    seconds: float = SECONDS,
) -> Observation:
    """What a call shows. For many calls of one function, make its ``Side`` once."""
    return Side(function, namespace).observe(arguments, drive, seconds)


class Side:
    """One version of a function, in its module as it was when this was made.

    ``setting`` tells what surrounds the module, where that is not the same for both versions.
    """

    def __init__(
        self, function: Any, namespace: dict[str, Any], setting: Setting = NO_SETTING
    ) -> None:
        self._function = function
        self._namespace = namespace
        self._setting = setting
        setting.enter()
        self._state = ModuleState(function, namespace, setting.adapter.shapes)

    def observe(
        self, arguments: Arguments, drive: Drive = Drive.PLAIN, seconds: float = SECONDS
    ) -> Observation:
        """Call the function with what the arguments build. The module is left as it was.

        Raises ``Unbuildable`` where the arguments can't be built.
        """
        around, deadline = Surroundings(), Deadline()
        self._setting.enter()
        call = _Call(self._state, arguments, self._setting)
        try:
            with around.around():
                try:
                    deadline.arm(seconds)
                    call.build()
                    call.run(self._function, drive)
                finally:
                    deadline.disarm()
            if not deadline.is_over:
                return call.seen(around)
        except OutOfTime:
            pass
        finally:
            deadline.disarm()
            self._state.restore()
            for name, _ in arguments.modules:
                sys.modules.pop(name, None)
        return Observation(TIMED_OUT)

    def restore(self) -> None:
        """Leave the module as it was, whatever was made of its classes meanwhile."""
        self._state.restore()


class _Call:
    """One call on its way."""

    def __init__(self, state: ModuleState, arguments: Arguments, setting: Setting) -> None:
        self._state = state
        self._recipes = arguments
        self._setting = setting
        self._canoniser = Canoniser(state.home, state.names, state.shapes)
        self._log = Log(self._canoniser)
        self._shop = setting.workshop(state.namespace, self._log)
        self._inputs: dict[str, object] = {}
        self._given: Changes = ()
        self._driver: Driver
        self._outcome = RETURNED
        self._value: Canon = ()
        self._driven: Canon = ()
        self._domain_error = False
        self._missing = ""
        self._is_misfit = False
        self._made: list[object] = []
        self._later: list[object] = []

    def build(self) -> None:
        recipes, inputs, shop = self._recipes, self._inputs, self._shop
        sys.modules.update({name: shop.make(recipe) for name, recipe in recipes.modules})  # type: ignore[misc]
        for name, recipe in recipes.globals:
            self._state.set(name, shop.make(recipe))
        if recipes.receiver is not None:
            inputs["self"] = shop.make(recipes.receiver)
        for number, recipe in enumerate(recipes.positional, 1):
            inputs[f"argument {number}"] = shop.make(recipe)
        for name, recipe in recipes.keywords:
            inputs[f"argument {name}"] = shop.make(recipe)
        for name, value in inputs.items():
            self._canoniser.name(value, name)
        for number, value in enumerate(shop.common, 1):
            self._canoniser.leave_out(value, f"common {number}")
        self._given = self._written_inputs()
        self._later = [shop.make(recipe) for recipe in recipes.later or ()]
        self._made = shop.objects()
        self._log.clear()  # what building did to stand-ins

    def run(self, function: Any, drive: Drive) -> None:
        first = self._recipes.receiver is not None
        values = list(self._inputs.values())
        count = first + len(self._recipes.positional)
        names = [name for name, _ in self._recipes.keywords]
        named = dict(zip(names, values[count:], strict=True))
        between = (
            partial(mutate, values, self._setting.adapter.is_like)
            if drive is Drive.MUTATE
            else _nothing
        )
        self._driver = Driver(self._log, drive, between)
        try:
            with steady_ids(self._state.namespace if self._state.asks_for_ids else {}, self._made):
                result = function(*values[:count], **named)
                if self._recipes.later is not None and type(result) is FunctionType:
                    result = (result, result(*self._later))
                if is_driven(result):
                    self._driven = self._canoniser.write(result)
                    result = self._driver.drive(result)
                self._value = self._canoniser.write(result)
                self._driver.drain(result)
        except OutOfTime:
            raise
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and not is_raised(error):
                raise  # the user's own
            self._failed(error)

    def _failed(self, error: BaseException) -> None:
        self._outcome = EXHAUSTED if isinstance(error, EXHAUSTION) else RAISED
        self._domain_error = is_stumble(error, self._state.namespace)
        if isinstance(error, AttributeError) and error.obj is self._inputs.get("self", NOTHING):
            self._missing = error.name or ""
        refused = self._setting.adapter.refuses(error)
        self._is_misfit = refused or self._asks_a_field(error)
        if isinstance(error, (NameError, *EXHAUSTION)) and not is_raised(error):
            # Their words tell names of variables and where the stack ended.
            shape = shape_of(type(error))
            self._value = ("(" + shape.label, ")")
        else:
            self._value = self._canoniser.write(error)

    def _asks_a_field(self, error: BaseException) -> bool:
        """Whether a field of a record was asked of a value that is none, and was given as it is."""
        if not (isinstance(error, AttributeError) and not is_raised(error)):
            return False
        is_given = id(type(error.obj)) in ATOMS or self._shop.has_made(error.obj)
        return is_given and self._setting.adapter.has_field(error.name or "")

    def _written_inputs(self) -> Changes:
        return tuple((name, self._canoniser.write(value)) for name, value in self._inputs.items())

    def seen(self, around: Surroundings) -> Observation:
        """The observation. This ends the call: the module is put back, iterators are drained."""
        arguments = self._written_inputs()
        changes = self._state.changes(self._canoniser)
        calls = cast("tuple[Canon, ...]", tuple(self._log))
        leftovers = tuple(
            (name, self._canoniser.deed("left", "", rest_of(iterator)))
            for name, value in self._inputs.items()
            for iterator in iterators_in(value)
            # One of the code's own is an object like others: to take from it would run the code.
            if place_of(type(iterator))[0] != self._state.home
        )
        return Observation(
            outcome=self._outcome,
            value=self._value,
            driven=self._driven,
            events=tuple(self._driver.events),
            given=self._given,
            arguments=arguments,
            globals=changes,
            leftovers=leftovers,
            calls=calls,
            stdout=around.stdout,
            stderr=around.stderr,
            warnings=around.warned,
            domain_error=self._domain_error,
            missing=self._missing,
            stumbles_later=any(
                is_stumble(error, self._state.namespace) for error in self._driver.later_errors
            ),
            is_misfit=self._is_misfit,
        )


def _nothing(step: int) -> None:
    return
