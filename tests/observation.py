"""Run a program on a script and write down everything that its user could see."""

import contextlib
import inspect
import io
import types
import warnings
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from unittest.mock import patch

Seen = object  # nested tuples of strings: hashable, printable, and equal only if the types were
Step = Callable[..., object]

PARAMETERS = ("p0", "p1", "p2", "p3")
FALSY: tuple[object, ...] = (False, 0, "", None, [], 0.0)
TRUTHY: tuple[object, ...] = (True, 1, "a", (0,), -1, 0.5)
RAISING = (252, 252, 226)  # script bytes from here on raise: in calm runs 2 %, in stormy ones 12 %
LONGEST_DRIVE = 40


class StopProgram(BaseException):
    """The script is used up; each further operation says so again, so no loop goes on."""


class Boom(Exception):
    """The error that programs expect."""


@dataclass(frozen=True)
class Observation:
    """What one run showed."""

    result: Seen
    raised: Seen
    yielded: tuple[Seen, ...]
    operations: tuple[Seen, ...]
    module: tuple[tuple[str, Seen], ...]
    stdout: str


def asking(name: str) -> Callable[..., bool]:
    """A method that asks the script for true or false."""
    return lambda recorder, *other: recorder._run.decide(name, recorder, *other) % 2 == 1


class Recorder:
    """An object whose every use is an operation; two runs compare it by its label."""

    _run: "Run"
    _label: str

    def __init__(self, run: "Run", label: str) -> None:
        vars(self).update(_run=run, _label=label)

    def __repr__(self) -> str:
        return f"<{self._label}>"

    __hash__ = object.__hash__

    __bool__ = asking("bool")
    __eq__ = asking("eq")
    __lt__ = asking("lt")
    __le__ = asking("le")
    __gt__ = asking("gt")
    __ge__ = asking("ge")
    __contains__ = asking("contains")

    def __ne__(self, other: object) -> bool:
        # The published model: != is the inverse of ==, so using either is the same operation.
        return not self == other

    def __getattr__(self, name: str) -> "Recorder":
        if name.startswith("__"):
            raise AttributeError(name)
        self._run.decide("attribute", self, name)
        return Recorder(self._run, f"{self._label}.{name}")

    def __setattr__(self, name: str, value: object) -> None:
        self._run.decide("set", self, name, value)

    def __call__(self, *values: object) -> "Recorder":
        self._run.decide("call", self, *values)
        return Recorder(self._run, f"{self._label}()")

    def __iter__(self) -> Iterator["Recorder"]:
        self._run.decide("iter", self)
        return self._items()

    def __aiter__(self) -> AsyncIterator["Recorder"]:
        self._run.decide("aiter", self)
        return self._awaited_items()

    def _items(self) -> Iterator["Recorder"]:
        count = 0
        while self._run.decide("next", self) % 4:
            count += 1
            yield Recorder(self._run, f"{self._label}[{count}]")

    async def _awaited_items(self) -> AsyncIterator["Recorder"]:
        for item in self._items():
            yield await item

    def __await__(self) -> Generator[object, object, "Recorder"]:
        self._run.decide("await", self)
        sent = yield ("paused", self._label)
        return Recorder(self._run, f"{self._label} sent {sent}")


class Manager:
    """A context manager, for both kinds of ``with``."""

    def __init__(self, run: "Run", label: str, swallow: bool) -> None:
        self.run, self.label, self.swallow = run, label, swallow

    def __enter__(self) -> Recorder:
        self.run.decide("enter", self.label)
        return Recorder(self.run, self.label)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        self.run.decide("exit", self.label, kind.__name__ if kind else None)
        return self.swallow and kind is not None and issubclass(kind, Exception)

    async def __aenter__(self) -> Recorder:
        return await self.__enter__()

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        await Recorder(self.run, self.label)
        return self.__exit__(kind)


class Run:
    """One execution: the script, the log, and what the program finds in its namespace."""

    def __init__(self, script: bytes) -> None:
        self.script = iter(script)
        self.log: list[tuple[Seen, ...]] = []
        self.yielded: list[Seen] = []
        self.hostile = self.choice() % 2 == 1
        self.raising = RAISING[self.choice() % 3]
        p0, p1, p2, p3 = (Recorder(self, name) for name in PARAMETERS)
        third = (None, p2)[self.choice() % 2]
        fourth = (p3, 0, 1, 2, float("nan"), None, "p3", True)[self.choice() % 8]
        self.parameters = (p0, p1, third, fourth)

    def choice(self) -> int:
        """A choice of whoever uses the program; it goes on when the script is used up."""
        return next(self.script, 0)

    def decide(self, *operation: object) -> int:
        """Log an operation and read its outcome from the script."""
        self.log.append(tuple(map(seen, operation)))
        byte = next(self.script, None)
        if byte is None:
            raise StopProgram
        if byte >= self.raising:
            raise (Boom, KeyError, ValueError, Boom)[byte % 4](str(self.log[-1]))
        return byte

    def namespace(self) -> dict[str, Any]:
        """The globals that a program starts with."""
        names = dict(zip(PARAMETERS, self.parameters, strict=True))
        calls = {name: getattr(self, name) for name in ("ev", "cond", "cm", "pause", "show")}
        return {"__name__": "program", "Boom": Boom, "total": 0, **names, **calls}

    def ev(self, label: str, *values: object) -> Recorder:
        """An effect."""
        self.decide("ev", label, *values)
        return Recorder(self, label)

    def cond(self, label: str) -> object:
        """A test, answered by a true or false value of any type."""
        byte = self.decide("cond", label)
        return (TRUTHY if byte % 2 else FALSY)[byte // 2 % 6]

    def cm(self, label: str, swallow: bool = False) -> Manager:
        """A context manager; one that swallows lets no ``Exception`` out."""
        self.decide("cm", label)
        return Manager(self, label, swallow)

    def pause(self, label: str) -> Recorder:
        """Something to await."""
        return Recorder(self, label)

    def show(self, value: object) -> None:
        """Write down a value without making an operation of it."""
        self.log.append(("show", seen(value)))

    def unraisable(self, event: Any) -> None:
        """Note that an asynchronous generator refused to be closed."""
        self.log.append(("unraisable", seen(event.exc_value)))


def seen(value: object) -> Seen:
    """The value as text, with its exact type, and without addresses."""
    kind = type(value).__name__
    if isinstance(value, BaseException):
        return (kind, *map(seen, getattr(value, "exceptions", value.args)))
    if isinstance(value, list | tuple):
        return (kind, *map(seen, value))
    if isinstance(value, dict):
        return (kind, *((seen(key), seen(item)) for key, item in value.items()))
    if isinstance(value, Recorder | str | int | float | bytes | None):
        return (kind, repr(value))
    return (kind, getattr(value, "__name__", ""))


def attempted(call: Callable[[], object]) -> tuple[object, BaseException | None]:
    """What the call returns, or what it raises."""
    try:
        return call(), None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        # Tracebacks hold frames, and frames generators, which would end at some other time.
        return None, error.with_traceback(None)


def used(run: Run, value: object, depth: int = 3) -> tuple[Seen, Seen]:
    """Use a value to its end as a caller would; what it returned and what it raised."""
    if isinstance(value, types.FunctionType) and depth:
        result, error = attempted(value)
        shown, raised = (None, seen(error)) if error else used(run, result, depth - 1)
    elif inspect.isgenerator(value) or inspect.iscoroutine(value):
        shown, raised = driven(run, value.send, value.throw, value.close)
    elif inspect.isasyncgen(value):
        steps: tuple[Step, ...] = (value.asend, value.athrow, value.aclose)
        shown, raised = driven(run, *(partial(awaited, run, step) for step in steps))
    else:
        return seen(value), None
    return (seen(value), shown), raised


def driven(run: Run, send: Step, throw: Step, close: Step) -> tuple[Seen, Seen]:
    """Send, and in hostile runs also throw and close, as the script says."""
    error: BaseException | None = None
    for step in range(LONGEST_DRIVE):
        action = run.choice() % 8 if run.hostile and step else 0
        calls: dict[int, Step] = {6: partial(throw, Boom("thrown")), 7: close}
        value, error = attempted(calls.get(action, partial(send, "sent" if action > 3 else None)))
        if error or action == 7:
            break
        run.yielded.append(seen(value))
        run.log.append(("yielded", seen(value)))
    for _ in range(LONGEST_DRIVE):  # left open, it would go on whenever it is collected
        if not isinstance(attempted(close)[1], RuntimeError):
            break
    if isinstance(error, StopIteration):
        return seen(error.value), None
    return None, error and seen(error)


def awaited(run: Run, step: Step, *values: object) -> object:
    """Take one step of an asynchronous generator, as an event loop would."""
    coroutine: Any = step(*values)
    try:
        paused = coroutine.send(None)
        while True:
            run.log.append(("paused", seen(paused)))
            cancelled = run.hostile and run.choice() % 8 == 7
            paused = coroutine.throw(Boom("cancelled")) if cancelled else coroutine.send(None)
    except StopIteration as stop:
        return stop.value


@lru_cache(maxsize=64)
def compiled(text: str) -> types.CodeType:
    """The code of a program; what the compiler warns about is not of interest."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(text, "<program>", "exec", dont_inherit=True)


def entered(code: types.CodeType, names: dict[str, Any], parameters: tuple[object, ...]) -> object:
    """Run the module, then its ``run`` or ``Machine.run`` if it has one."""
    exec(code, names)
    machine = names.get("Machine")
    entry = machine().run if machine else names.get("run")
    return entry(*parameters) if entry else None


def shown_by(run: Run, code: types.CodeType, names: dict[str, Any]) -> tuple[Seen, Seen]:
    """What the program returned and raised; nothing of it is alive afterwards."""
    value, error = attempted(lambda: entered(code, names, run.parameters))
    return (None, seen(error)) if error else used(run, value)


def observe(text: str, script: bytes) -> Observation:
    """Run the program in a fresh namespace; the script decides what its operations do."""
    run, code, stdout = Run(script), compiled(text), io.StringIO()
    first = dict(names := run.namespace())
    with contextlib.redirect_stdout(stdout), patch("sys.unraisablehook", run.unraisable):
        result, raised = shown_by(run, code, names)
    changed = sorted(name for name in names if names[name] is not first.get(name, run))
    module = tuple((name, seen(names[name])) for name in changed if name != "__builtins__")
    shown = (result, raised, tuple(run.yielded), tuple(run.log), module)
    return Observation(*shown, stdout.getvalue())
