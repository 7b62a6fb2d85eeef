"""Prepare what the sandbox tests send: the text of a module, whose functions are the tasks."""

import ctypes
from collections.abc import Callable
from pathlib import Path

from codemods.verify.isolation import tripwire
from codemods.verify.isolation.loading import load

# Native code as an extension module has it: the tripwire does not see what it does.
LIBC_FORK, LIBC_UNLINK = ctypes.CDLL(None).fork, ctypes.CDLL(None).unlink


def prepare(text: bytes) -> Callable[[bytes], bytes]:
    module = load(text.decode(), "victim", str(Path.cwd() / "victim.py"))

    def handle(task: bytes) -> bytes:
        return repr(getattr(module, task.decode())()).encode()

    return handle


def prepare_inner(text: bytes) -> Callable[[bytes], bytes]:
    module = load(text.decode(), "inner.victim", "inner/victim.py")
    return lambda task: repr(getattr(module, task.decode())()).encode()


def nothing(_: bytes) -> Callable[[bytes], bytes]:
    return bytes


def swallowing(text: bytes) -> Callable[[bytes], bytes]:
    """Like ``prepare``, with a handler that survives whatever a task raises."""
    inner = prepare(text)

    def handle(task: bytes) -> bytes:
        try:
            return inner(task)
        except Exception as error:
            return f"{type(error).__name__} {tripwire.refusals()}".encode()

    return handle
