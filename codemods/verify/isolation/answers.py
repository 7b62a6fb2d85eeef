"""Name what can become of a task in the sandbox, and carry it through a pipe.

Nothing here is ever unpickled: what a process that ran user code says is read as numbers and text.
"""

import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answered:
    """The task was done. ``payload`` comes from a process that ran user code: never unpickle it.

    ``refused`` names the actions that the sandbox refused on the way and user code swallowed,
    ``seconds`` is CPU time, ``output`` the beginning of what went to the real standard output.
    """

    payload: bytes
    refused: tuple[str, ...] = ()
    seconds: float = 0.0
    output: str = ""


@dataclass(frozen=True, slots=True)
class Died:
    """The process ended before it answered: by a signal where ``status`` is negative."""

    reason: str
    status: int | None = None
    seconds: float = 0.0
    output: str = ""


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The task used up its time: "CPU time" or "wall time"."""

    limit: str
    seconds: float = 0.0

    @property
    def reason(self) -> str:
        return f"used up its {self.limit}"


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The task ran into its memory limit, and the error left the handler."""

    seconds: float = 0.0
    reason: str = "ran out of memory"


@dataclass(frozen=True, slots=True)
class Refused:
    """The task tried what the sandbox refuses, and the error left the handler."""

    action: str
    seconds: float = 0.0

    @property
    def reason(self) -> str:
        return f"tried what the sandbox refuses: {self.action}"


@dataclass(frozen=True, slots=True)
class ImportFailed:
    """The file could not be prepared. No task of it was tried, or none of those still open."""

    reason: str


Answer = Answered | Died | TimedOut | OutOfMemory | Refused | ImportFailed


@dataclass(frozen=True, slots=True)
class Ready:
    """The file was prepared. ``means`` names what the operating system adds to the tripwire."""

    means: tuple[str, ...] = ()


# Position is the number on the wire. A name of ours, so that a hostile module cannot reorder it.
_KINDS = (Ready, Answered, Died, TimedOut, OutOfMemory, Refused, ImportFailed)
_FIXED = struct.Struct("!BidII")
_NO_STATUS = -(1 << 31)
# Everything but the payload, at the most: words and output are cut to a part of it.
OVERHEAD = 1 << 20
MAX_WORDS = 1 << 14


class Garbled(Exception):
    """Raised where bytes are not an answer."""


def pack(answer: Answer | Ready) -> bytes:
    """The answer as bytes that ``unpack`` reads."""
    words: tuple[str, ...] = ()
    status, seconds, output, payload = _NO_STATUS, 0.0, "", b""
    match answer:
        case Ready():
            words = answer.means
        case Answered():
            words, payload = answer.refused, answer.payload
            seconds, output = answer.seconds, answer.output
        case Died():
            words, seconds, output = (answer.reason,), answer.seconds, answer.output
            status = _NO_STATUS if answer.status is None else answer.status
        case TimedOut():
            words, seconds = (answer.limit,), answer.seconds
        case OutOfMemory():
            seconds = answer.seconds
        case Refused():
            words, seconds = (answer.action,), answer.seconds
        case ImportFailed():
            words = (answer.reason,)
    text = "\0".join(words).encode("utf-8", "replace")[:MAX_WORDS]
    printed = output.encode("utf-8", "replace")
    number = _KINDS.index(type(answer))
    head = _FIXED.pack(number, status, seconds, len(text), len(printed))
    return head + text + printed + payload


def unpack(message: bytes) -> Answer | Ready:
    """The answer that was packed. Raises ``Garbled``."""
    try:
        number, status, seconds, words_length, output_length = _FIXED.unpack_from(message)
        kind = _KINDS[number]
    except (struct.error, IndexError):
        raise Garbled from None
    words_end = _FIXED.size + words_length
    output_end = words_end + output_length
    if len(message) < output_end:
        raise Garbled
    text = message[_FIXED.size : words_end].decode("utf-8", "replace")
    words = tuple(text.split("\0")) if text else ()
    output = message[words_end:output_end].decode("utf-8", "replace")
    if kind is Ready:
        return Ready(words)
    if kind is Answered:
        return Answered(message[output_end:], words, seconds, output)
    if kind is Died:
        return Died(text, None if status == _NO_STATUS else status, seconds, output)
    if kind is TimedOut:
        return TimedOut(text, seconds)
    if kind is Refused:
        return Refused(text, seconds)
    return OutOfMemory(seconds) if kind is OutOfMemory else ImportFailed(text)
