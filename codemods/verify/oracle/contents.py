"""Remember what mutable objects contain; tell whether that changed; put it back in place."""

import sys
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from operator import is_
from types import ModuleType, SimpleNamespace
from typing import Any, cast

from codemods.verify.oracle.readers import (
    HEAP_TYPE,
    bases_of,
    flags_of,
    place_of,
    slots_of,
    vars_of,
)
from codemods.verify.oracle.stumbles import is_library

MOST = 5000
MISSING = object()


class Memory:
    """What one object contained when this was made. Elements are told by identity."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self._saved = list(self.parts())

    def parts(self) -> Iterable[object]:
        raise NotImplementedError

    def put(self, saved: list[Any]) -> None:
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        now = list(self.parts())
        return len(now) != len(self._saved) or not all(map(is_, now, self._saved))

    def restore(self) -> None:
        self.put(self._saved)

    @property
    def elements(self) -> list[object]:
        return self._saved


class _List(Memory):
    def parts(self) -> Iterable[object]:
        return list.__iter__(self.value)

    def put(self, saved: list[Any]) -> None:
        list.__setitem__(self.value, slice(None), saved)


class _Deque(Memory):
    def parts(self) -> Iterable[object]:
        return deque.__iter__(self.value)

    def put(self, saved: list[Any]) -> None:
        deque.clear(self.value)
        deque.extend(self.value, saved)


class _Set(Memory):
    def parts(self) -> Iterable[object]:
        return set.__iter__(self.value)

    def put(self, saved: list[Any]) -> None:
        set.clear(self.value)
        set.update(self.value, saved)


class _Dict(Memory):
    def __init__(self, value: Any) -> None:
        # An OrderedDict keeps its order beside the dict that it is.
        self._base: Any = OrderedDict if issubclass(type(value), OrderedDict) else dict
        super().__init__(value)

    def parts(self) -> Iterable[object]:
        return [*self._base.keys(self.value), *self._base.values(self.value)]

    def put(self, saved: list[Any]) -> None:
        half = len(saved) // 2
        contents = list(zip(saved[:half], saved[half:], strict=True))
        self._base.clear(self.value)
        self._base.update(self.value, contents)


class _Bytes(Memory):
    def parts(self) -> Iterable[object]:
        return bytearray.__iter__(self.value)  # small numbers are always the same objects

    def put(self, saved: list[Any]) -> None:
        bytearray.__setitem__(self.value, slice(None), bytes(saved))


class _Slots(Memory):
    def parts(self) -> Iterator[object]:
        for slot in slots_of(type(self.value)).values():
            try:
                yield slot.__get__(self.value)
            except AttributeError:
                yield MISSING

    def put(self, saved: list[Any]) -> None:
        for slot, value in zip(slots_of(type(self.value)).values(), saved, strict=True):
            if value is not MISSING:
                slot.__set__(self.value, value)
            elif hasattr(type(slot), "__delete__"):
                _forget(slot, self.value)


def _forget(slot: Any, owner: object) -> None:
    try:
        slot.__delete__(owner)
    except AttributeError:
        return


_KINDS: dict[int, type[Memory]] = {
    id(list): _List,
    id(dict): _Dict,
    id(set): _Set,
    id(deque): _Deque,
    id(bytearray): _Bytes,
}


def memories(roots: Iterable[object], seen: set[int], home: str) -> Iterator[Memory]:
    """The contents of all that can be reached from here through containers and own objects.

    ``home`` is the module under test. Objects of libraries keep caches, which are nobody's
    business: only instances of classes of the project are looked into.
    """
    waiting = list(roots)
    while waiting and len(seen) < MOST:
        value = waiting.pop()
        if id(value) in seen:
            continue
        found = _remembered(value, home)
        if found or type(value) in (tuple, frozenset):
            seen.add(id(value))
        for memory in found:
            waiting += memory.elements
            yield memory
        if type(value) in (tuple, frozenset):
            waiting += cast("tuple[object, ...]", value)


def _remembered(value: object, home: str) -> list[Memory]:
    cls = type(value)
    if _is_interpreters(value):
        return []
    found = [_KINDS[id(base)](value) for base in bases_of(cls) if id(base) in _KINDS][:1]
    if cls is SimpleNamespace or _is_own(cls, home):
        found.append(_Dict(vars_of(value)))
        found += [_Slots(value)] if slots_of(cls) else []
    return found


def _is_interpreters(value: object) -> bool:
    """Whether it is the dict of a module, or of all modules: nothing to be emptied for a moment."""
    return value is sys.modules or (type(value) is dict and "__loader__" in value)


def _is_own(cls: type, home: str) -> bool:
    """Whether the project wrote this class."""
    if issubclass(cls, type) or not flags_of(cls) & HEAP_TYPE:
        return False
    name = place_of(cls)[0]
    module = sys.modules.get(name)
    return name == home or module is None or is_own_module(module)


def is_own_module(module: ModuleType) -> bool:
    """Whether the project wrote this module: it is not of the interpreter, nor installed."""
    file = module.__dict__.get("__file__")
    if isinstance(file, str):
        return not is_library(file)
    return module.__name__ not in sys.builtin_module_names
