"""Listen to the calls of one function while other code runs, and keep what it was given."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from inspect import (
    CO_ASYNC_GENERATOR,
    CO_COROUTINE,
    CO_GENERATOR,
    CO_VARARGS,
    CO_VARKEYWORDS,
    unwrap,
)
from types import FrameType, FunctionType
from typing import Any, NamedTuple

from codemods.verify.inputs.overheard.frozen import Constants, Frozen, frozen, named
from codemods.verify.oracle.contents import is_own_module

_RESUMED = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR
FIRST = 6  # calls of one run, that are all kept; then every one whose number doubles
MANY, FEW = 40, 10  # different calls of a function, and of each of the others
LARGEST = 500_000  # bytes of what one call was given


class Given(NamedTuple):
    """What the ``number``-th call of a run was given.

    How many values by position, for which parameters, and the names of the others.
    """

    number: int
    frozen: Frozen
    positional: int
    parameters: tuple[str, ...]
    names: tuple[str, ...]


class Calls:
    """Different calls of one function, the ``limit`` first ones."""

    def __init__(self, limit: int) -> None:
        self.given: list[Given] = []
        self._limit = limit
        self._known: set[tuple[bytes, int, tuple[str, ...]]] = set()
        self.begin()

    def begin(self) -> None:
        """Count anew: another run begins."""
        self._number = 0
        self._frames: list[FrameType] = []

    def add(self, frame: FrameType, constants: Constants) -> None:
        """Keep what is given to a function that is being entered, where that can be copied."""
        if frame.f_code.co_flags & _RESUMED:
            if any(one is frame for one in self._frames):
                return
            self._frames.append(frame)
        self._number += 1
        is_rare = self._number <= FIRST or not self._number & (self._number - 1)
        if not is_rare or len(self.given) >= self._limit:
            return
        try:
            given = self._taken(frame, constants)
        except Exception:  # whatever it is made of can't be copied
            return
        key = given.frozen.data, given.positional, given.names
        if key not in self._known and len(key[0]) <= LARGEST:
            self._known.add(key)
            self.given.append(given)

    def _taken(self, frame: FrameType, constants: Constants) -> Given:
        positional, by_name = _arguments(frame)
        kept = frozen((*positional, *by_name.values()), frame.f_globals, constants)
        code = frame.f_code
        parameters = code.co_varnames[: code.co_argcount]
        return Given(self._number, kept, len(positional), parameters, tuple(by_name))


class Listener:
    """Keeps calls of the function ``qualname`` of a file, and some of ``others`` there."""

    def __init__(self, file: str, qualname: str, others: Iterable[str] = ()) -> None:
        self._file = file
        self.calls = {other: Calls(FEW) for other in others} | {qualname: Calls(MANY)}
        self._names = {name.rpartition(".")[2] for name in self.calls}
        # Of each copy of the module that code runs in: both versions, and the one on disk.
        self._constants: dict[int, Constants] = {}
        self.heard = self.calls[qualname].given

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what is called in here."""
        for calls in self.calls.values():
            calls.begin()
        sys.setprofile(self._event)
        try:
            yield
        finally:
            sys.setprofile(None)

    def _event(self, frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_name in self._names and code.co_filename == self._file:
            calls = self.calls.get(code.co_qualname)
            if calls is not None:
                home = frame.f_globals
                if id(home) not in self._constants:
                    self._constants[id(home)] = _constants(home)
                calls.add(frame, self._constants[id(home)])


def _constants(home: Mapping[str, object]) -> Constants:
    """What the modules of the project have names for; those of the module under test first."""
    found = Constants()
    found.add(str(home.get("__name__")), home, containers=True)
    for name, module in list(sys.modules.items()):
        if name != home.get("__name__") and module is not None and is_own_module(module):
            found.add(name, vars(module))
    return found


def _arguments(frame: FrameType) -> tuple[list[object], dict[str, object]]:
    """What a function that is being entered was given, without what its defaults gave."""
    code, values = frame.f_code, frame.f_locals
    names, count = code.co_varnames, code.co_argcount
    positional = [values[name] for name in names[:count]]
    by_name = {name: values[name] for name in names[count : count + code.co_kwonlyargcount]}
    count += code.co_kwonlyargcount
    rest: tuple[object, ...] = ()
    if code.co_flags & CO_VARARGS:
        rest = values[names[count]]
        count += 1
    if code.co_flags & CO_VARKEYWORDS:
        by_name |= values[names[count]]
    function = _function(frame)
    if function is not None and not rest:
        _drop_defaults(function, positional, by_name)
    return [*positional, *rest], by_name


def _drop_defaults(
    function: FunctionType, positional: list[object], by_name: dict[str, object]
) -> None:
    for default in reversed(function.__defaults__ or ()):
        if not positional or positional[-1] is not default:
            break
        positional.pop()
    for name, default in (function.__kwdefaults__ or {}).items():
        if by_name.get(name, positional) is default:
            del by_name[name]


def _function(frame: FrameType) -> FunctionType | None:
    """The function whose frame this is, where its module has a name for it."""
    try:
        found = named(frame.f_globals, frame.f_code.co_qualname)
    except (LookupError, AttributeError):
        return None
    found = unwrap(found) if callable(found) else found
    found = getattr(found, "__func__", found)
    return found if isinstance(found, FunctionType) and found.__code__ is frame.f_code else None
