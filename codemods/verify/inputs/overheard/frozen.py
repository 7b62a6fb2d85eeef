"""Freeze what a call was given as it is at that moment, and thaw it again and again.

Values are pickled, so that cycles and what is shared survive, with three exceptions. Classes,
functions and constants of modules go by their names: what belongs to the module under test is
looked up in the version that gets the values. Functions without such a name, weak references and
the like can't be copied, and stay the same objects.
"""

import builtins
import io
import pickle
import sys
import threading
import types
import weakref
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from codemods.verify.oracle.readers import place_of
from codemods.verify.oracle.shapes import ATOMS

MOST: Final = 20_000
_LOCKS = (type(threading.Lock()), type(threading.RLock()))
_SHARED = (
    *(types.FunctionType, types.CodeType, types.TracebackType, types.FrameType),
    *(weakref.ReferenceType, types.MappingProxyType, property, staticmethod, classmethod),
    *_LOCKS,
)
_CONTAINERS = frozenset({list, dict, tuple, set, frozenset})

# The module and the name by which a value can be found.
Place = tuple[str, str]


class TooLarge(Exception):
    """Raised where a value consists of more objects than are worth keeping."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A value as it was; ``home`` is the module under test."""

    data: bytes
    shared: tuple[object, ...]
    home: str

    def thaw(self, namespace: Mapping[str, object]) -> Any:
        """A new value for the version of the module that has these globals."""
        return _Thawer(self, namespace).load()


class Constants(dict[int, tuple[object, Place]]):
    """Objects that modules have names for, by their ids: sentinels, singletons, registries.

    Each is kept beside its place, so that no other object gets its id.
    """

    def add(self, module: str, namespace: Mapping[str, object], containers: bool = False) -> None:
        """Know the constants of a module; ``containers`` of others may well be copied."""
        for name, value in list(namespace.items()):
            kind = type(value)
            plain = id(kind) in ATOMS or (kind in _CONTAINERS and not containers)
            if not plain and not name.startswith("__") and not isinstance(value, types.ModuleType):
                self.setdefault(id(value), (value, (module, name)))


def frozen(value: object, home: Mapping[str, object], constants: Constants) -> Frozen:
    """The value as it is now; ``home`` are the globals of the module that it comes from.

    Raises ``TooLarge``, or what pickling raises.
    """
    try:
        return _frozen(value, home, constants, all_of_it=True)
    except TooLarge:  # then objects of libraries, which may hold whole tables, stay what they are
        return _frozen(value, home, constants, all_of_it=False)


def _frozen(
    value: object, home: Mapping[str, object], constants: Constants, all_of_it: bool
) -> Frozen:
    file = io.BytesIO()
    freezer = _Freezer(file, home, constants, all_of_it)
    freezer.dump(value)
    return Frozen(file.getvalue(), tuple(freezer.shared), str(home.get("__name__")))


def named(namespace: Mapping[str, object], path: str) -> object:
    """What a dotted path stands for. Raises ``LookupError`` or ``AttributeError``."""
    first, *rest = path.split(".")
    found = namespace[first]
    for name in rest:
        found = getattr(found, name)
    return found


class _Freezer(pickle.Pickler):
    def __init__(
        self,
        file: io.BytesIO,
        home: Mapping[str, object],
        constants: Constants,
        all_of_it: bool,
    ) -> None:
        super().__init__(file, 5)
        self._all_of_it = all_of_it
        self.shared: list[object] = []
        self._home, self._constants = home, constants
        self._room = MOST

    def persistent_id(self, value: Any) -> tuple[object, ...] | None:
        self._room -= 1
        if self._room < 0:
            raise TooLarge
        kind = type(value)
        if id(kind) in ATOMS or kind in _CONTAINERS:
            return None if id(value) not in self._constants else self._constants[id(value)][1]
        if id(value) in self._constants:
            return self._constants[id(value)][1]
        if isinstance(value, types.ModuleType):
            return (value.__name__,)
        if isinstance(value, type):
            module, path = place_of(value)
            if module == "builtins" and hasattr(builtins, path):
                return None
            return self._placed(value, module, path)
        if kind is types.FunctionType:
            return self._placed(value, value.__module__, value.__qualname__)
        if isinstance(value, _SHARED) or not (self._all_of_it or _is_copied(kind)):
            return self._kept(value)
        return None

    def _placed(self, value: object, module: str, path: str) -> tuple[object, ...]:
        """Its place, where that has it; else it is kept as it is."""
        own = module == self._home.get("__name__")
        namespace = self._home if own else vars(sys.modules.get(module, types))
        with suppress(LookupError, AttributeError):
            if named(namespace, path) is value or (own and isinstance(value, type)):
                return module, path
        return self._kept(value)

    def _kept(self, value: object) -> tuple[object, ...]:
        self.shared.append(value)
        return (len(self.shared) - 1,)


def _is_copied(cls: type) -> bool:
    """Whether objects of a class are of the project or of the interpreter's own library."""
    module = sys.modules.get(place_of(cls)[0])
    file = getattr(module, "__file__", None)
    return not (isinstance(file, str) and "site-packages" in file)


class _Thawer(pickle.Unpickler):
    def __init__(self, kept: Frozen, namespace: Mapping[str, object]) -> None:
        super().__init__(io.BytesIO(kept.data))
        self._kept, self._namespace = kept, namespace

    def persistent_load(self, place: Any) -> object:
        match place:
            case (int() as number,):
                return self._kept.shared[number]
            case (str() as module,):
                return sys.modules[module]
        module, path = place
        own = module == self._kept.home
        return named(self._namespace if own else vars(sys.modules[module]), path)

    def find_class(self, module: str, name: str) -> Any:
        if module == self._kept.home:
            return named(self._namespace, name)
        return super().find_class(module, name)
