"""Prepare a file once, then fork for each of its tasks: the process that user code runs in.

Started by ``sandbox``, which writes frames (a length and bytes) into one pipe and reads answers
from another: first the settings, then what to prepare with, then task after task.
"""

import _thread
import gc
import importlib
import json
import os
import shutil
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from codemods.verify.isolation import attempt, confinement, restraint, tripwire, watch
from codemods.verify.isolation.answers import Answer, ImportFailed, Ready, pack
from codemods.verify.isolation.attempt import Ground, Handler
from codemods.verify.isolation.limits import Limits

Entry = Callable[[bytes], Handler]

_LENGTH = struct.Struct("!I")
_STRAY_ROUNDS = 200

# Bound here: see ``attempt``.
_read, _write, _end, _waitpid = os.read, os.write, os._exit, os.waitpid
_rmdir, _rmtree, _sleep, _threads = os.rmdir, shutil.rmtree, time.sleep, _thread._count


def main(commands: int, answers: int) -> NoReturn:
    """Serve one file until the parent hangs up."""
    sys.dont_write_bytecode = True
    commands, answers = watch.out_of_reach(commands), watch.out_of_reach(answers)
    settings = json.loads(_receive(commands))
    scratch = settings["scratch"]
    status = 1
    try:
        status = _serve(commands, answers, settings, _receive(commands))
    except watch.HungUp:
        # The parent removes the directory, if it still can.
        _rmtree(scratch, ignore_errors=True)
        status = 0
    finally:
        _end(status)


def _serve(commands: int, answers: int, settings: dict[str, Any], preparation: bytes) -> int:
    scratch, limits = settings["scratch"], Limits(**settings["limits"])
    means = confinement.enter_namespaces(commands) + confinement.wall_off(scratch)
    try:
        entry = _entry(settings)
    except Exception as error:
        _send(answers, ImportFailed(f"the sandbox can't start: {attempt.described(error)}"))
        return 1
    tripwire.set_tripwire(scratch, (*attempt.TRUSTED, *watch.TRUSTED, *restraint.TRUSTED))
    restraint.restrain_import(limits)
    prepared = _prepared(entry, preparation)
    if isinstance(prepared, ImportFailed):
        _send(answers, prepared)
        return 0
    _calm_down()
    _send(answers, Ready(means))
    ground = Ground(prepared, limits, commands, confinement.counts_threads(means))
    for number, task in enumerate(_tasks(commands)):
        room = f"{scratch}/{number}"
        answer = attempt.attempt(ground, task, room)
        _clean_up(room)
        _send(answers, answer)
    return 0


def _entry(settings: dict[str, Any]) -> Entry:
    """Import what is trusted, before the tripwire is set."""
    sys.path += [path for path in settings["path"] if path not in sys.path]
    for name in settings["warm"]:
        importlib.import_module(name)
    module, _, function = settings["entry"].partition(":")
    entry: Entry = getattr(importlib.import_module(module), function)
    sys.path[:0] = settings["search"]
    return entry


def _prepared(entry: Entry, preparation: bytes) -> Handler | ImportFailed:
    """Run the user's imports. What the import does to others is a reason to have none of it."""
    handler: Handler | None = None
    reason = ""
    try:
        handler = entry(preparation)
    except MemoryError:
        reason = "it runs out of memory"
    except SystemExit:
        reason = "it calls sys.exit"
    except BaseException as error:
        reason = attempt.described(error)
    replaced = attempt.restore_builtins()
    refused = [name for name in tripwire.refusals() if not tripwire.is_harmless_to_swallow(name)]
    if refused:
        reason = f"it tries what the sandbox refuses: {', '.join(refused)}"
    elif not reason and replaced:
        reason = f"it replaces builtins: {', '.join(replaced)}"
    elif not reason and _threads():
        reason = "it starts threads"
    return ImportFailed(reason) if reason or handler is None else handler


def _calm_down() -> None:
    """Undo what an import may have left ticking, and share memory with the forks."""
    for number in (signal.SIGCHLD, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        signal.setitimer(timer, 0)
    restraint.release_import()
    gc.freeze()


def _tasks(commands: int) -> Iterator[bytes]:
    while True:
        yield _receive(commands)


def _receive(commands: int) -> bytes:
    return _exactly(commands, _LENGTH.unpack(_exactly(commands, _LENGTH.size))[0])


def _exactly(commands: int, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        chunk = _read(commands, length - len(data))
        if not chunk:
            raise watch.HungUp
        data += chunk
    return bytes(data)


def _send(answers: int, answer: Answer | Ready) -> None:
    message = pack(answer)
    view = memoryview(_LENGTH.pack(len(message)) + message)
    while view:
        view = view[_write(answers, view) :]


def _clean_up(room: str) -> None:
    _kill_strays()
    try:
        _rmdir(room)
    except FileNotFoundError:
        return
    except OSError:
        _rmtree(room, ignore_errors=True)


def _kill_strays() -> None:
    """Kill what the task started and left: the kernel made it a child of this process."""
    for _ in range(_STRAY_ROUNDS):
        try:
            process, _ = _waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if process == 0:
            for stray in confinement.children():
                watch.slay(stray)
            _sleep(0.001)
    # The parent starts another of these, and the kernel kills what belongs to this one.
    _end(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
