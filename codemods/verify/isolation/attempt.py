"""Do one task in a fork of this process."""

import builtins
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from codemods.verify.isolation.answers import Answer, Answered, Died, OutOfMemory, Refused, pack
from codemods.verify.isolation.limits import Limits
from codemods.verify.isolation.restraint import make_room, restrain_task
from codemods.verify.isolation.tripwire import ActionRefused, refusals
from codemods.verify.isolation.watch import LENGTH, TOKEN_LENGTH, Watch, out_of_reach

Handler = Callable[[bytes], bytes]

_MAX_TEXT: Final = 500
# The exit status of a fork that could not even say what happened.
_BROKEN: Final = 70

# Bound here, as all that is used after user code was imported: a module that replaces functions
# of ``os`` must not reach the process it was imported into.
_close, _dup2, _end, _os_fork, _pipe = os.close, os.dup2, os._exit, os.fork, os.pipe
_chdir, _mkdir, _setpgid, _random, _write = os.chdir, os.mkdir, os.setpgid, os.urandom, os.write
_builtins = vars(builtins)
_BUILTINS: Final = dict(_builtins)


@dataclass(frozen=True, slots=True)
class Ground:
    """What all tasks of a file share. ``line`` hangs up when the parent is gone."""

    handler: Handler
    limits: Limits
    line: int
    counts_threads: bool


def restore_builtins() -> list[str]:
    """Undo what user code did to builtins. Returns the names it had replaced."""
    changed = [name for name, value in _BUILTINS.items() if _builtins.get(name) is not value]
    _builtins.update(_BUILTINS)
    return changed


def attempt(ground: Ground, task: bytes, room: str) -> Answer:
    """What becomes of the task, done in the directory ``room``."""
    answer, output = _high_pipe(), _high_pipe()
    token = _random(TOKEN_LENGTH)
    child = _fork()
    if child == 0:
        _live(ground, task, room, answer[1], output[1], token)
    _close(answer[1])
    _close(output[1])
    watch = Watch(ground.limits, ground.line, child, answer[0], output[0])
    try:
        return watch.until_end(token)
    finally:
        _close(answer[0])
        _close(output[0])


def _high_pipe() -> tuple[int, int]:
    reading, writing = _pipe()
    return out_of_reach(reading), out_of_reach(writing)


def _fork() -> int:
    # A function of its own: the tripwire knows it by its code.
    return _os_fork()


# Code that the tripwire lets fork.
TRUSTED: Final = (_fork.__code__,)


# What the fork does.


def _live(
    ground: Ground, task: bytes, room: str, answer: int, output: int, token: bytes
) -> NoReturn:
    status = _BROKEN
    try:
        _setpgid(0, 0)
        _dup2(output, 1)
        _dup2(output, 2)
        _close(output)
        _close(ground.line)
        _settle(room)
        restrain_task(ground.limits, counts_threads=ground.counts_threads)
        message = pack(_outcome(ground.handler, task))
        _write_all(answer, token + LENGTH.pack(len(message)) + message)
        status = 0
    finally:
        _end(status)


def _settle(room: str) -> None:
    _mkdir(room)
    _chdir(room)
    os.environ.update(HOME=room, TMPDIR=room)
    tempfile: Any = sys.modules.get("tempfile")
    if tempfile:
        tempfile.tempdir = None


def _outcome(handler: Handler, task: bytes) -> Answer:
    earlier = refusals()
    raised: BaseException | None = None
    payload: object = None
    try:
        payload = handler(task)
    except BaseException as error:
        raised = error
    # In this order: it takes memory to restore, and what follows needs the builtins.
    make_room()
    restore_builtins()
    refused = tuple(action for action in refusals() if action not in earlier)
    if raised is not None:
        return _failure(raised, refused)
    if not isinstance(payload, bytes):
        return Died(f"answered with {type(payload).__name__}, not with bytes")
    return Answered(payload, refused)


def _failure(error: BaseException, refused: tuple[str, ...]) -> Answer:
    if isinstance(error, MemoryError):
        return OutOfMemory()
    if isinstance(error, ActionRefused):
        return Refused(error.action)
    if refused:
        # Whatever left the handler, it is no wonder.
        return Refused(refused[-1])
    if isinstance(error, SystemExit):
        return Died("left by SystemExit", error.code if type(error.code) is int else 1)
    return Died(f"left by {described(error)}")


def described(error: BaseException) -> str:
    """The exception in one line, whatever its ``__str__`` does."""
    try:
        text = str(error)[:_MAX_TEXT]
    except BaseException:
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[_write(descriptor, view) :]
