"""Tell, as a probed text runs, which assumptions of a rewrite a call breaks.

What is defined here under names with underscores is what the expressions of probes call.
"""

import ast
import builtins
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from codemods.rewriting.probes import FUNCTION


@dataclass
class Probing:
    """What the probes of a run tell: names of assumptions that do not hold, and of those that do.

    An assumption is ``met`` only by a check that had something to look at: about no elements at all
    everything holds.
    """

    broken: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)

    def holds(self, assumption: str, check: Callable[[], object]) -> None:
        """Take note of one check. To raise is to say no."""
        try:
            held = check()
        except Exception:
            held = False
        if not held:
            self.broken.add(assumption)
        elif held is not EMPTY:
            self.met.add(assumption)


class _Empty:
    """True, but of nothing."""


EMPTY = _Empty()


@contextmanager
def probing() -> Iterator[Probing]:
    """While it lasts, what the probes tell is written down."""
    seen = Probing()
    meanings: dict[str, Callable[..., object]] = {FUNCTION: seen.holds}
    meanings |= {
        "__hashable__": _of_some(hashable, least=2),
        "__re_iterable__": _of_some(re_iterable),
    }
    meanings |= {"__apart__": apart, "__plain__": plain, "__members__": _of_some(members)}
    meanings |= {"__dict__of__": _of_some(is_dict), "__floats__": _of_some(floats)}
    meanings |= {"__int64__": _of_some(int64), "__finite__": _of_some(finite)}
    meanings |= {"__exact__": _of_some(exact), "__even__": even}
    meanings |= {"__number__": number, "__read__": _of_some(lambda values: True)}
    for name, meaning in meanings.items():
        setattr(builtins, name, meaning)
    try:
        yield seen
    finally:
        for name in meanings:
            delattr(builtins, name)


def _of_some(check: Callable[[Any], bool], least: int = 1) -> Callable[[Any], object]:
    """The check of a container, which says so where it holds too few to show anything."""

    def checked(values: Any) -> object:
        if not check(values):
            return False
        return EMPTY if hasattr(values, "__len__") and len(values) < least else True

    return checked


def asked(function: ast.AST | None) -> frozenset[str]:
    """The names of the assumptions that the probes in a function are about."""
    nodes = ast.walk(function) if function else ()
    return frozenset(
        node.args[0].value
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == FUNCTION
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    )


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


def even(rows: Sequence[Sequence[object]]) -> int:
    """How long each row is; -1 where they differ."""
    lengths = {len(row) for row in rows}
    return lengths.pop() if len(lengths) == 1 else -1


def exact(rows: Iterable[Iterable[float]]) -> bool:
    """Whether no value is an int that lies between two floats."""
    return all(not isinstance(one, int) or abs(one) <= 2**53 for row in rows for one in row)


def finite(rows: Iterable[Iterable[float]]) -> bool:
    """Whether no value is infinite, or none at all (``nan``)."""
    return all(math.isfinite(one) for row in rows for one in row)


def number(value: object) -> bool:
    """Whether a value is an int or a float, and no bool."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
