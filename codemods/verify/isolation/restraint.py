"""Set the limits that a process puts on itself before user code runs in it."""

import contextlib
import math
import resource

from codemods.verify.isolation.limits import Limits

# A process that is out of memory still has to say so.
_LAST_WORDS = 64 << 20


def restrain_import(limits: Limits) -> None:
    """Limit this process while it prepares. What is limited softly here can be lifted again."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime + limits.prepare_seconds
    _set(resource.RLIMIT_CPU, math.ceil(seconds), None)
    _set(resource.RLIMIT_AS, limits.memory_bytes, None)
    _set(resource.RLIMIT_FSIZE, limits.file_bytes, limits.file_bytes)
    _set(resource.RLIMIT_CORE, 0, 0)


def release_import() -> None:
    """Lift what bounds the time of the import, before the first task."""
    _set(resource.RLIMIT_CPU, None, None)


def restrain_task(limits: Limits, *, counts_threads: bool) -> None:
    """Limit this process, which has just been forked for a task."""
    seconds = math.ceil(limits.cpu_seconds)
    _set(resource.RLIMIT_CPU, seconds, seconds + 1)
    _set(resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes + _LAST_WORDS)
    if counts_threads:
        _set(resource.RLIMIT_NPROC, limits.threads, limits.threads)


def make_room() -> None:
    """Give back the memory that was kept for last words."""
    _set(resource.RLIMIT_AS, None, None)


def _set(kind: int, soft: int | None, hard: int | None) -> None:
    """Set a limit; ``None`` keeps the hard one, or raises the soft one to it."""
    _, ceiling = _getrlimit(kind)
    if hard is None or (ceiling != resource.RLIM_INFINITY and hard > ceiling):
        hard = ceiling
    if soft is None or (hard != resource.RLIM_INFINITY and soft > hard):
        soft = hard
    # macOS knows some limits and refuses to set them.
    with contextlib.suppress(OSError, ValueError):
        _setrlimit(kind, (soft, hard))


# Bound here: an import that replaces attributes of ``resource`` must not lift a limit.
_getrlimit, _setrlimit = resource.getrlimit, resource.setrlimit

# The only place from which the tripwire lets limits be set.
TRUSTED = (_set.__code__,)
