"""Drive what a call returns, where that is not yet a result: iterators and coroutines.

Each step is written down, in the same log as what is done to stand-ins, so that it shows when
something happens: at the call, or at which step.
"""

import io
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterator
from enum import StrEnum
from types import AsyncGeneratorType, CoroutineType, FunctionType, GeneratorType
from typing import Any

from codemods.verify.inputs.stand_ins import Log, StandIn
from codemods.verify.oracle.canonical import CUT, Canon
from codemods.verify.oracle.readers import bases_of, contents_of
from codemods.verify.oracle.shapes import ATOMS
from codemods.verify.oracle.stumbles import is_library
from codemods.verify.reach import is_a

MOST_ITEMS = 1000
MOST_PARTS = 100
INNER = "inner"  # the deeds of what is drained


class Drive(StrEnum):
    """How to drive. All but ``PLAIN`` make a difference only where there is something to drive.

    ``MUTATE`` changes the arguments between two steps, ``THROW`` raises an error inside after the
    first step, ``CLOSE`` ends it there.
    """

    PLAIN = "plain"
    MUTATE = "mutate"
    THROW = "throw"
    CLOSE = "close"


class Thrown(Exception):
    """The error that is raised inside of what is driven."""


def is_driven(result: object) -> bool:
    """Whether a result is only a promise of what is to come."""
    return is_a(result, CoroutineType) or is_a(result, AsyncGeneratorType) or is_iterator(result)


def is_iterator(value: object) -> bool:
    """Whether it gives elements one after the other; files and stand-ins are something else."""
    if id(type(value)) in ATOMS or is_a(value, io.IOBase) or is_a(value, StandIn):
        return False
    return any("__next__" in contents_of(base) for base in bases_of(type(value)))


def is_view(value: object) -> bool:
    """Whether it gives elements anew each time it is asked, by code of its own."""
    for base in bases_of(type(value)):
        method = contents_of(base).get("__iter__")
        if method is not None:
            own = is_a(method, FunctionType) and not is_a(value, StandIn)
            return own and not is_library(method.__code__.co_filename)
    return False


def iterators_in(
    value: object, depth: int = 2, also: Callable[[object], bool] = lambda _: False
) -> Iterator[Any]:
    """The iterators that stand in a value, or in the plain containers that it consists of."""
    if is_iterator(value) or also(value):
        yield value
    elif depth and type(value) in (list, tuple, dict):
        parts: Any = value.values() if isinstance(value, dict) else value
        if len(parts) <= MOST_PARTS:
            for part in list(parts):
                yield from iterators_in(part, depth - 1, also)


class Driver:
    """Drives one result. ``between`` is called with the number of each step but the first."""

    def __init__(self, log: Log, how: Drive, between: Callable[[int], None]) -> None:
        self.events: list[Canon] = []
        self.later_errors: list[Exception] = []  # of what was drained
        self._log = log
        self._how = how
        self._between = between

    def drive(self, result: Any) -> object:
        """What it returns in the end. Raises what it raises."""
        if is_a(result, CoroutineType):
            return self._suspended(result)
        if is_a(result, AsyncGeneratorType):
            return self._async_items(result)
        return self._items(result)

    def drain(self, value: object) -> None:
        """Write down what the iterators in a value give, and what is worked out when asked for."""
        for iterator in iterators_in(value, also=is_view):
            given = rest_of(iterator)
            self.later_errors += [one for one in given[-1:] if isinstance(one, Exception)]
            self.events.append(self._log.canoniser.deed(INNER, "", given))

    def _items(self, iterator: Any) -> object:
        try:
            for step in range(MOST_ITEMS):
                self._happened("yield", self._stepped(iterator, step))
        except StopIteration as stop:
            return stop.value if is_a(iterator, GeneratorType) else None
        self.events.append((CUT,))
        return None

    def _stepped(self, iterator: Any, step: int) -> object:
        if step:
            self._between(step)
        if step == 1 and is_a(iterator, GeneratorType):
            if self._how is Drive.THROW:
                return iterator.throw(Thrown("between two steps"))
            if self._how is Drive.CLOSE:
                iterator.close()
        return next(iterator)

    def _suspended(self, coroutine: Coroutine[Any, Any, Any]) -> object:
        try:
            for step in range(MOST_ITEMS):
                if step:
                    self._between(step)
                if step == 1 and self._how is Drive.THROW:
                    waiting = coroutine.throw(Thrown("between two steps"))
                elif step == 1 and self._how is Drive.CLOSE:
                    coroutine.close()
                    return None
                else:
                    waiting = coroutine.send(None)
                self._happened("suspend", waiting)
        except StopIteration as stop:
            return stop.value
        self.events.append((CUT,))
        return None

    def _async_items(self, generator: AsyncGenerator[Any, Any]) -> object:
        try:
            for step in range(MOST_ITEMS):
                if step:
                    self._between(step)
                self._happened("yield", self._awaited(self._async_step(generator, step)))
        except StopAsyncIteration:
            return None
        self.events.append((CUT,))
        return None

    def _async_step(self, generator: AsyncGenerator[Any, Any], step: int) -> Any:
        if step == 1 and self._how is Drive.THROW:
            return generator.athrow(Thrown("between two steps"))
        if step == 1 and self._how is Drive.CLOSE:
            self._awaited(generator.aclose())
        return generator.__anext__()

    def _awaited(self, awaitable: Any) -> object:
        steps: Generator[Any, Any, Any] = awaitable.__await__()
        try:
            for _ in range(MOST_ITEMS):
                self._happened("suspend", steps.send(None))
        except StopIteration as stop:
            return stop.value
        return CUT

    def _happened(self, kind: str, value: object) -> None:
        self.events.append(self._log.canoniser.deed(kind, "", (value,)))
        self._log.append((f"({kind}", f"~{len(self.events)}", ")"))
        self.drain(value)


def rest_of(source: Any) -> list[object]:
    """What an iterator still has to give, up to a limit; last how it ended, if not well."""
    found: list[object] = []
    try:
        iterator = source if is_iterator(source) else iter(source)
        for _ in range(MOST_PARTS):
            found.append(next(iterator))
    except StopIteration:
        return found
    except Exception as error:
        return [*found, error]
    return [*found, CUT]


def mutate(values: list[object], is_record: Callable[[object], bool], step: int) -> None:
    """Change the lists, dicts and sets among the values, but not the types of their elements.

    Nor records: dicts of one version, and instances of a class of the other.
    """
    # First longer, much later empty: what was read in advance gives neither of both.
    inner = [one for value in values if type(value) is list for one in value]
    for value in [*values, *inner]:
        if is_record(value):
            continue
        if type(value) is list and value and step == 1:
            value.append(value[0])
        elif type(value) is dict and value and step == 1:
            value[next(iter(value))] = next(reversed(value.values()))
        elif type(value) in (list, dict, set) and step == 6:
            value.clear()
