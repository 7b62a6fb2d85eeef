"""Name what user code may use of the machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use; ``prepare_seconds``, CPU and wall, is for the start and the import.

    ``output_bytes`` bounds what goes to the real standard output; a handler that captures what
    is printed bounds it itself, or its memory limit does. ``threads`` holds for threads and
    processes together, on Linux, where the sandbox has a user namespace of its own.
    """

    cpu_seconds: float = 10.0
    wall_seconds: float = 20.0
    prepare_seconds: float = 20.0
    memory_bytes: int = 1 << 30
    output_bytes: int = 1 << 16
    answer_bytes: int = 4 << 20
    file_bytes: int = 16 << 20
    threads: int = 64
