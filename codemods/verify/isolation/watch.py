"""Watch a fork until it has answered or has to be killed, and say what became of it."""

import fcntl
import os
import resource
import select
import signal
import struct
import time
from dataclasses import replace
from typing import Final

from codemods.verify.isolation.answers import (
    OVERHEAD,
    Answer,
    Answered,
    Died,
    Garbled,
    ImportFailed,
    Ready,
    TimedOut,
    unpack,
)
from codemods.verify.isolation.limits import Limits

WALL_TIME: Final = "wall time"
CPU_TIME: Final = "CPU time"
TOKEN_LENGTH: Final = 8
LENGTH: Final = struct.Struct("!I")
_CHUNK: Final = 1 << 16
# How long the end of a process goes unnoticed when it doesn't show in its pipes, in seconds.
_TICK: Final = 0.05
_SHORT_TICK: Final = 0.002

# Bound here, as all that is used after user code was imported: a module that replaces functions
# of ``os`` must not reach the process it was imported into.
_close, _killpg, _kill, _read, _wait4 = os.close, os.killpg, os.kill, os.read, os.wait4
_poll, _clock, _fcntl = select.poll, time.monotonic, fcntl.fcntl
# macOS has it from Python 3.13 on.
_peek = getattr(os, "waitid", None)
_exit_code, _set_blocking = os.waitstatus_to_exitcode, os.set_blocking


class HungUp(Exception):
    """Raised where the parent is gone, or wants no more answers."""


def out_of_reach(descriptor: int) -> int:
    """Move a file descriptor to where code that closes the first hundreds doesn't reach it."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    place = 1000 if soft == resource.RLIM_INFINITY or soft > 1064 else max(soft - 64, 64)
    moved: int = _fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, place)
    _close(descriptor)
    return moved


def slay(process: int) -> None:
    """Kill a process that was not waited for yet, and its group."""
    for kill in (_killpg, _kill):
        try:
            kill(process, signal.SIGKILL)
        except OSError:
            continue


# Code that the tripwire lets kill.
TRUSTED: Final = (slay.__code__,)


class Watch:
    """The fork as seen from outside, until it has answered or has to be killed."""

    def __init__(self, limits: Limits, line: int, child: int, answer: int, output: int) -> None:
        self.limits, self.line, self.child = limits, line, child
        self.pipes = {answer: bytearray(), output: bytearray()}
        self.answer, self.output = self.pipes[answer], self.pipes[output]
        self.ended: tuple[int, resource.struct_rusage] | None = None

    def until_end(self, token: bytes) -> Answer:
        """What became of the fork, which marks its answer with the token."""
        try:
            why = self._listen()
        finally:
            # Waited for, its number may already be another's.
            if self.ended is None:
                slay(self.child)
        if self.ended is None:
            _, status, usage = _wait4(self.child, 0)
            self.ended = status, usage
        self._drain()
        return self._judged(why, token)

    def _listen(self) -> Answer | None:
        """Collect what the fork says. Returns why it has to be killed, if it has to be."""
        poller = _poll()
        poller.register(self.line, 0)
        for descriptor in self.pipes:
            poller.register(descriptor, select.POLLIN)
        listening, end = 2, _clock() + self.limits.wall_seconds
        while not self._has_answered() and not self._has_ended():
            left = end - _clock()
            if left <= 0:
                return TimedOut(WALL_TIME)
            tick = _TICK if listening else _SHORT_TICK
            for descriptor, _ in poller.poll(min(left, tick) * 1000):
                if descriptor == self.line:
                    raise HungUp
                if chunk := _read(descriptor, _CHUNK):
                    self.pipes[descriptor] += chunk
                else:
                    poller.unregister(descriptor)
                    listening -= 1
            if excess := self._excess():
                return excess
        return None

    def _has_answered(self) -> bool:
        start = TOKEN_LENGTH + LENGTH.size
        if len(self.answer) < start:
            return False
        return len(self.answer) >= start + self._length()

    def _length(self) -> int:
        length: int = LENGTH.unpack_from(self.answer, TOKEN_LENGTH)[0]
        return length

    def _has_ended(self) -> bool:
        if _peek:
            options = os.WEXITED | os.WNOHANG | os.WNOWAIT
            return _peek(os.P_PID, self.child, options) is not None
        process, status, usage = _wait4(self.child, os.WNOHANG)
        if process:
            self.ended = status, usage
        return process != 0

    def _excess(self) -> Answer | None:
        if len(self.answer) > self.limits.answer_bytes + OVERHEAD:
            return Died(f"answered with more than {self.limits.answer_bytes} bytes")
        if len(self.output) > self.limits.output_bytes:
            return Died(f"printed more than {self.limits.output_bytes} bytes")
        return None

    def _drain(self) -> None:
        # Without waiting: a process that got away may hold the other end.
        for descriptor, data in self.pipes.items():
            _set_blocking(descriptor, False)
            try:
                while self._excess() is None and (chunk := _read(descriptor, _CHUNK)):
                    data += chunk
            except BlockingIOError:
                continue

    def _judged(self, why: Answer | None, token: bytes) -> Answer:
        assert self.ended is not None
        status, usage = self.ended
        seconds = usage.ru_utime + usage.ru_stime
        output = self.output[: self.limits.output_bytes].decode("utf-8", "replace")
        answer = why or self._unpacked(token) or self._ending(_exit_code(status), seconds)
        assert not isinstance(answer, ImportFailed)
        if isinstance(answer, Answered | Died):
            return replace(answer, seconds=seconds, output=output)
        return replace(answer, seconds=seconds)

    def _unpacked(self, token: bytes) -> Answer | None:
        if not self._has_answered():
            return None
        start = TOKEN_LENGTH + LENGTH.size
        try:
            answer = unpack(bytes(self.answer[start : start + self._length()]))
        except Garbled:
            return Died("garbled its answer")
        if self.answer[:TOKEN_LENGTH] != token or isinstance(answer, Ready | ImportFailed):
            return Died("garbled its answer")
        return answer

    def _ending(self, status: int, seconds: float) -> Answer:
        killed = status == -signal.SIGKILL and seconds >= self.limits.cpu_seconds
        if status == -signal.SIGXCPU or killed:
            return TimedOut(CPU_TIME)
        if status < 0:
            return Died(f"killed by signal {_signal_name(-status)}", status)
        return Died(f"left with exit status {status}", status)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
