"""Keep the state that a call may leave behind in a module: see what changed, and put it back.

What counts is what the function's code, and the code of the module that it calls, can name:
globals, attributes of own classes and modules, default values, closure cells, and the containers
and own objects that can be reached from those. Caches of functions are emptied.
"""

import functools
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from codemods.verify.oracle.bindings import Bindings, Get, bindings, defaults
from codemods.verify.oracle.canonical import Canon, Canoniser, unnumbered
from codemods.verify.oracle.contents import MISSING, Memory, memories
from codemods.verify.oracle.readers import contents_of
from codemods.verify.oracle.shapes import ATOMS, Shape, shape_of
from codemods.verify.reach import Reach, is_a

NOTHING: Canon = ("~nothing",)
_IGNORED = {"__builtins__", "__warningregistry__"}
_CACHE = type(functools.cache(len))

Changes = tuple[tuple[str, Canon], ...]


class ModuleState:
    """The state of one side, as it was when this was made.

    ``home`` is the name of the module, ``namespace`` its globals, and ``names`` say what the
    objects in it are called. For ``shapes`` see ``Canoniser``.
    """

    def __init__(
        self,
        function: object,
        namespace: dict[str, Any],
        shapes: Mapping[int, Shape] = MappingProxyType({}),
    ) -> None:
        self.shapes = shapes
        self.home = str(namespace.get("__name__", ""))
        self.namespace = namespace
        self._known = set(namespace)
        reach = Reach(function, namespace)
        self.asks_for_ids = "id" not in namespace and "id" in reach.names
        self._caches = _caches(reach, namespace, function)
        self._bindings: list[Bindings] = list(bindings(reach, namespace))
        self._gets: dict[str, Get] = {}
        for binding in self._bindings:
            self._gets.update(binding.labels())
        for one in reach.functions:
            for name, value in defaults(one):
                self._gets[f"the default of {name}"] = partial(_same, value)
        self._memories = self._contents()
        self.names = {
            id(value): f"the global {name}"
            for name, value in namespace.items()
            if _has_identity(value) and not name.startswith("__")
        }

    def changes(self, canoniser: Canoniser) -> Changes:
        """What is not as it was. Where something is not, all is put back."""
        labels = list(dict.fromkeys(self._changed()))
        if not labels:
            return ()
        now = [_written(self._gets[label], canoniser) for label in labels]
        self.restore()
        alone = Canoniser(self.home, shapes=self.shapes)
        return tuple(
            (label, canon)
            for label, canon in zip(labels, now, strict=True)
            if unnumbered(canon) != unnumbered(_written(self._gets[label], alone))
        )

    def restore(self) -> None:
        """Put everything back."""
        for cache in self._caches:
            cache.cache_clear()
        for name in self._fresh():
            del self.namespace[name]
        for memory in (*self._bindings, *(memory for _, memory in self._memories)):
            if memory.is_changed:
                memory.restore()

    def set(self, name: str, value: object) -> None:
        """Give a global another value, until all is restored."""
        label = f"the global {name}"
        self._gets.setdefault(label, partial(self.namespace.get, name, MISSING))
        self.namespace[name] = value

    def _contents(self) -> list[tuple[str, Memory]]:
        seen: set[int] = set()
        return [
            (label, memory)
            for label, get in self._gets.items()
            for memory in memories((get(),), seen, self.home)
        ]

    def _changed(self) -> list[str]:
        labels = [f"the global {name}" for name in self._fresh()]
        for label in labels:
            name = label.removeprefix("the global ")
            self._gets.setdefault(label, partial(self.namespace.get, name, MISSING))
        for binding in self._bindings:
            if binding.is_changed:
                pairs = zip(binding.labels(), binding.elements, strict=True)
                labels += [label for (label, get), saved in pairs if get() is not saved]
        return labels + [label for label, memory in self._memories if memory.is_changed]

    def _fresh(self) -> list[str]:
        if self.namespace.keys() <= self._known:
            return []
        return [name for name in self.namespace if name not in self._known | _IGNORED]


def _same(value: object) -> object:
    return value


def _written(get: Get, canoniser: Canoniser) -> Canon:
    value = get()
    return NOTHING if value is MISSING else canoniser.write(value)


def _has_identity(value: object) -> bool:
    return id(type(value)) not in ATOMS and shape_of(type(value)).has_identity


def _caches(reach: Reach, namespace: dict[str, Any], function: object) -> list[Any]:
    values = [function, *(namespace[name] for name in reach.globals)]
    for cls in reach.classes:
        values += contents_of(cls).values()
    return [value for value in values if is_a(value, _CACHE)]
