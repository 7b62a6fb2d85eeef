"""Tell, as a probed text runs, which assumptions of a rewrite a call breaks.

What is defined here under names with underscores is what the expressions of probes call.
"""

import builtins
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from codemods.probes import FUNCTION


@contextmanager
def broken() -> Iterator[set[str]]:
    """While it lasts, probes add the names of assumptions that do not hold to the set given."""
    names: set[str] = set()

    def holds(assumption: str, check: Callable[[], object]) -> None:
        try:
            if check():
                return
        except Exception:
            pass  # to raise is to say no
        names.add(assumption)

    meanings = {FUNCTION: holds, "__hashable__": hashable, "__re_iterable__": re_iterable}
    meanings |= {"__apart__": apart, "__plain__": plain, "__members__": members}
    meanings |= {"__dict__of__": is_dict, "__floats__": floats, "__int64__": int64}
    meanings |= {"__number__": number, "__finite__": finite}
    for name, meaning in meanings.items():
        setattr(builtins, name, meaning)
    try:
        yield names
    finally:
        for name in meanings:
            delattr(builtins, name)


def hashable(keys: Iterable[object]) -> bool:
    """Whether each key has a hash, equals itself, and equals another only where hashes agree."""
    hashes = [(hash(key), key) for key in keys]
    return all(key == key for _, key in hashes) and all(
        one_hash == other_hash
        for one_hash, one in hashes
        for other_hash, other in hashes
        if one == other
    )


def members(values: Iterable[object]) -> bool:
    """Whether a set finds each of the values where a list would."""
    hashes = [(hash(value), value) for value in values]
    return all(
        one_hash == other_hash
        for one_hash, one in hashes
        for other_hash, other in hashes
        if one == other
    )


def is_dict(value: object) -> bool:
    """Whether a value is a dict of the language or of ``collections``."""
    return isinstance(value, dict) and type(value).__module__ in ("builtins", "collections")


def apart(changed: object, container: Iterable[object]) -> bool:
    """Whether what is changed is neither the container nor one of its elements."""
    return changed is not container and all(changed is not one for one in container)


def plain(value: object) -> bool:
    """Whether to iterate over a value runs nobody's code."""
    return type(value).__module__ in ("builtins", "collections") and iter(value) is not value  # type: ignore[call-overload]


def re_iterable(value: object) -> bool:
    """Whether each ``iter()`` begins anew."""
    return iter(value) is not value  # type: ignore[call-overload]


def floats(values: Iterable[object]) -> bool:
    """Whether each of the values is a float, also one of NumPy, and none an int."""
    return all(isinstance(value, float) for value in values)


def int64(rows: Iterable[Iterable[object]]) -> bool:
    """Whether all values are ints, no bools, that fit into 64 bits."""
    return all(type(one) is int and -(2**63) <= one < 2**63 for row in rows for one in row)


def finite(rows: Iterable[Iterable[float]]) -> bool:
    """Whether no value is infinite, or none at all (``nan``)."""
    return all(math.isfinite(one) for row in rows for one in row)


def number(value: object) -> bool:
    """Whether a value is an int or a float, and no bool."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
