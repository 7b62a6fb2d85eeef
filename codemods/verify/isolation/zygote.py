"""Start and end the process that serves one file, and talk to it."""

import atexit
import json
import os
import selectors
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from codemods.verify.isolation.answers import (
    OVERHEAD,
    Answer,
    Died,
    Garbled,
    ImportFailed,
    Ready,
    TimedOut,
    unpack,
)
from codemods.verify.isolation.limits import Limits

_LENGTH: Final = struct.Struct("!I")
_CHUNK: Final = 1 << 16
# The process keeps the time of its tasks itself; this much later it is taken for hung.
_GRACE: Final = 2.0
# How long a process that was told to end may take before it is killed, in seconds.
_PARTING: Final = 0.3
_REMOVALS: Final = 50


@dataclass(frozen=True, slots=True)
class File:
    """The tasks of one file, and what they need: see ``sandbox.in_sandbox``."""

    entry: str
    prepare: bytes
    tasks: tuple[bytes, ...]
    search: tuple[str, ...] = ()
    warm: tuple[str, ...] = ()
    hash_seed: int = 0


class Zygote:
    """One process that prepares a file once and forks for each task, as its parent sees it."""

    def __init__(
        self,
        number: int,
        file: File,
        task: int,
        limits: Limits,
        selector: selectors.BaseSelector,
        restarts: int,
    ) -> None:
        self.number, self.file, self.task, self.restarts = number, file, task, restarts
        self.limits, self.selector = limits, selector
        self.is_ready = self.is_lost = False
        self.means: tuple[str, ...] = ()
        self.deadline = 0.0
        self.scratch = ""
        self.process: subprocess.Popen[bytes] | None = None
        self.descriptors: set[int] = set()
        self.commands = self.answers = self.output = -1
        self.inbox, self.outbox, self.printed = bytearray(), bytearray(), bytearray()

    def start(self) -> None:
        _living.add(self)
        self.deadline = time.monotonic() + self.limits.prepare_seconds
        self.scratch = str(Path(tempfile.mkdtemp(prefix="codemods-")).resolve())
        theirs_in, self.commands = self._pipe()
        self.answers, theirs_out = self._pipe()
        self.output, theirs_printed = self._pipe()
        self.process = subprocess.Popen(
            [*_command(), str(theirs_in), str(theirs_out)],
            stdin=subprocess.DEVNULL,
            stdout=theirs_printed,
            stderr=theirs_printed,
            pass_fds=(theirs_in, theirs_out),
            env=_environment(self.scratch, self.file.hash_seed),
            cwd=self.scratch,
            start_new_session=True,
        )
        for descriptor in (theirs_in, theirs_out, theirs_printed):
            self._close(descriptor)
        os.set_blocking(self.commands, False)
        for descriptor in (self.answers, self.output):
            self.selector.register(descriptor, selectors.EVENT_READ, self)
        self._say(self._settings())
        self._say(self.file.prepare)

    def _settings(self) -> bytes:
        settings = {
            "entry": self.file.entry,
            "warm": self.file.warm,
            "search": self.file.search,
            "path": [path for path in sys.path if path and Path(path).is_absolute()],
            "scratch": self.scratch,
            "limits": asdict(self.limits),
        }
        return json.dumps(settings).encode()

    def _pipe(self) -> tuple[int, int]:
        ends = os.pipe()
        self.descriptors.update(ends)
        return ends

    def _close(self, descriptor: int) -> None:
        if descriptor in self.descriptors:
            self.descriptors.discard(descriptor)
            if descriptor in self.selector.get_map():
                self.selector.unregister(descriptor)
            os.close(descriptor)

    def _say(self, data: bytes) -> None:
        self.outbox += _LENGTH.pack(len(data)) + data
        self._talk()

    def _talk(self) -> None:
        """Write as much as the pipe takes."""
        try:
            while self.outbox:
                del self.outbox[: os.write(self.commands, self.outbox[:_CHUNK])]
        except BlockingIOError:
            pass
        except OSError:
            # It is gone, and its other pipe says so.
            self.outbox.clear()
        listens = self.commands in self.selector.get_map()
        if self.outbox and not listens:
            self.selector.register(self.commands, selectors.EVENT_WRITE, self)
        elif listens and not self.outbox:
            self.selector.unregister(self.commands)

    def hear(self, descriptor: int) -> Iterator[Answer]:
        """What it says on one of its pipes."""
        if descriptor not in self.descriptors or self.is_lost:
            return
        if descriptor == self.commands:
            self._talk()
            return
        chunk = os.read(descriptor, _CHUNK)
        if descriptor == self.output:
            self.printed += chunk
            if not chunk:
                self._close(descriptor)
            elif len(self.printed) > self.limits.output_bytes:
                yield self._lose(f"printed more than {self.limits.output_bytes} bytes")
        elif chunk:
            self.inbox += chunk
            yield from self._understood()
        else:
            yield self._lose("")

    def _understood(self) -> Iterator[Answer]:
        while len(self.inbox) >= _LENGTH.size:
            length = _LENGTH.unpack_from(self.inbox)[0]
            if length > self.limits.answer_bytes + 2 * OVERHEAD:
                yield self._lose("garbled its answer")
                return
            if len(self.inbox) < _LENGTH.size + length:
                return
            message = bytes(self.inbox[_LENGTH.size : _LENGTH.size + length])
            del self.inbox[: _LENGTH.size + length]
            try:
                answer = unpack(message)
            except Garbled:
                yield self._lose("garbled its answer")
                return
            following = self.task
            if isinstance(answer, Ready):
                self.is_ready, self.means = True, answer.means
            else:
                following += 1
                yield answer
            if following < len(self.file.tasks):
                self.deadline = time.monotonic() + self.limits.wall_seconds + _GRACE
                self._say(self.file.tasks[following])

    def overdue(self) -> Iterator[Answer]:
        """Give it up: it should have answered long ago."""
        self.is_lost = True
        if self.is_ready:
            yield TimedOut("wall time", self.limits.wall_seconds)
        else:
            yield ImportFailed(f"it takes more than {self.limits.prepare_seconds:g} seconds")

    def _lose(self, reason: str) -> Answer:
        self.is_lost = True
        self.hang_up()
        status = self._parted()
        reason = reason or _ending(status)
        if not self.is_ready:
            return ImportFailed(f"it {reason}")
        return Died(reason, status, output=self.printed.decode("utf-8", "replace"))

    def hang_up(self) -> None:
        """Ask it to end itself and its fork."""
        self._close(self.commands)

    def _parted(self) -> int | None:
        if self.process is None:
            return None
        try:
            return self.process.wait(_PARTING)
        except subprocess.TimeoutExpired:
            return None

    def end(self) -> None:
        """End it by force where it didn't, and remove its directory."""
        try:
            self._parted()
        finally:
            if self.process is not None:
                self.process.kill()
                self.process.wait()
            for descriptor in list(self.descriptors):
                self._close(descriptor)
            _remove(self.scratch)
            _living.discard(self)


def _command() -> list[str]:
    worker = Path(__file__).with_name("worker.py")
    return [sys.executable, "-P", "-u", "-X", "faulthandler", str(worker)]


def _environment(scratch: str, hash_seed: int) -> dict[str, str]:
    """The whole environment of user code: nothing of the user's, the same everywhere."""
    single = "OMP_NUM_THREADS OPENBLAS_NUM_THREADS MKL_NUM_THREADS VECLIB_MAXIMUM_THREADS".split()
    environment = dict.fromkeys(single, "1")
    # The allocator's arenas, one a thread, count as memory although nothing is in them.
    environment["MALLOC_ARENA_MAX"] = "2"
    environment.update(HOME=scratch, TMPDIR=scratch, LANG="C.UTF-8", TZ="UTC", PYTHONUTF8="1")
    environment["PYTHONHASHSEED"] = str(hash_seed)
    # Without these some interpreters don't start.
    for name in ("LD_LIBRARY_PATH", "PYTHONHOME"):
        if name in os.environ:
            environment[name] = os.environ[name]
    return environment


def _ending(status: int | None) -> str:
    if status is None:
        return "stopped answering"
    # Above 128 the number of a signal, as a shell tells it.
    number = -status if status < 0 else status - 128
    if number > 0:
        return f"was killed by signal {number}"
    return f"left with exit status {status}"


def _remove(scratch: str) -> None:
    """Remove a directory, in which processes that are being killed may still be writing."""
    for _ in range(_REMOVALS):
        shutil.rmtree(scratch, ignore_errors=True)
        if not scratch or not Path(scratch).exists():
            return
        for directory, names, _ in os.walk(scratch):
            for folder in (Path(directory, name) for name in names):
                if not folder.is_symlink():
                    folder.chmod(0o700)
        time.sleep(0.01)


_living: set[Zygote] = set()


def _end_all() -> None:
    for zygote in list(_living):
        zygote.hang_up()
    for zygote in list(_living):
        zygote.end()


# Where an interrupted run was not closed.
atexit.register(_end_all)
