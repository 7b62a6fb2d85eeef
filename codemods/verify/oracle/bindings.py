"""Remember what names stand for: in a namespace, a class, a closure."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import partial
from types import CellType, FunctionType, ModuleType
from typing import Any

from codemods.verify.oracle.contents import MISSING, Memory, is_own_module
from codemods.verify.oracle.readers import contents_of
from codemods.verify.reach import Reach, is_a

Get = Callable[[], object]


class Bindings(Memory):
    """Names of a dict, like the globals of a module. ``title`` is put before a name."""

    def __init__(self, title: str, owner: Any, names: Iterable[str]) -> None:
        self.title = title
        self.names = list(names)
        super().__init__(owner)

    def read(self, name: str) -> object:
        return self.value.get(name, MISSING)

    def write(self, name: str, value: object) -> None:
        if value is MISSING:
            self.value.pop(name, None)
        else:
            self.value[name] = value

    def parts(self) -> Iterable[object]:
        return map(self.read, self.names)

    def put(self, saved: list[Any]) -> None:
        for name, value in zip(self.names, saved, strict=True):
            if value is not self.read(name):
                self.write(name, value)

    def labels(self) -> Iterator[tuple[str, Get]]:
        """Each name as a reader knows it, and how to see what it stands for."""
        for name in self.names:
            yield self.title + name, partial(self.read, name)


class _ClassBindings(Bindings):
    def read(self, name: str) -> object:
        return contents_of(self.value).get(name, MISSING)

    def write(self, name: str, value: object) -> None:
        if value is MISSING:
            type.__delattr__(self.value, name)
        else:
            type.__setattr__(self.value, name, value)


class _Cells(Bindings):
    def read(self, name: str) -> object:
        cell: CellType = self.value[name]
        try:
            return cell.cell_contents
        except ValueError:
            return MISSING

    def write(self, name: str, value: object) -> None:
        cell: CellType = self.value[name]
        if value is not MISSING:
            cell.cell_contents = value
        else:
            del cell.cell_contents


def bindings(reach: Reach, namespace: dict[str, Any]) -> Iterator[Bindings]:
    """All the names that the code in reach can give another meaning."""
    yield Bindings("the global ", namespace, reach.globals)
    for name in reach.globals:
        value = namespace[name]
        if is_a(value, ModuleType) and is_own_module(value):
            yield Bindings(f"{name}.", value.__dict__, sorted(reach.names))
    for cls in reach.classes:
        if not issubclass(cls, Enum):
            every = reach.names.union(contents_of(cls))
            own = sorted(name for name in every if not name.startswith("__"))
            yield _ClassBindings(f"{cls.__qualname__}.", cls, own)
    for function in reach.functions:
        names = [*function.__code__.co_names, *function.__dict__]
        yield Bindings(f"{function.__qualname__}.", function.__dict__, dict.fromkeys(names))
        if function.__closure__:
            cells = dict(zip(function.__code__.co_freevars, function.__closure__, strict=True))
            yield _Cells("the nonlocal ", cells, cells)


def defaults(function: FunctionType) -> Iterator[tuple[str, object]]:
    """Default values: they outlive the call, and may be changed in it."""
    code = function.__code__
    given = function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    yield from zip(names[len(names) - len(given) :], given, strict=True)
    yield from (function.__kwdefaults__ or {}).items()
