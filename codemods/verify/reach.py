"""Find the names that a function, and what it calls in its own module, can use."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import CodeType, FunctionType, MethodType
from typing import cast

from codemods.verify.oracle.readers import bases_of, contents_of, place_of, vars_of

MOST_WRAPPERS = 10

_MAKING = {"__new__", "__init__", "__post_init__"}
# Whoever uses one of these can reach any global by a name made up at run time.
_REFLECTION = {"globals", "exec", "eval", "vars", "__dict__", "setattr", "__globals__"}


class Reach:
    """The code that can run when ``function`` is called, as far as names tell."""

    def __init__(self, function: object, namespace: Mapping[str, object]) -> None:
        self._namespace = namespace
        self.functions: list[FunctionType] = []
        self.classes: list[type] = []
        self.names: set[str] = set()
        self._methods = self._by_name()
        self._follow(function)
        for constructor in self._constructors(function):
            self._follow(constructor)

    @cached_property
    def globals(self) -> list[str]:
        """The globals that can be named, in the order of the module."""
        everything = not self.names.isdisjoint(_REFLECTION)
        return [
            name
            for name in self._namespace
            if name in self.names or (everything and not name.startswith("__"))
        ]

    def _by_name(self) -> dict[str, list[object]]:
        """The methods of the module's classes: any attribute of that name may be one of them."""
        methods: dict[str, list[object]] = {}
        for value in list(self._namespace.values()):
            if self._is_own_class(value):
                for name, method in contents_of(cast("type", value)).items():
                    methods.setdefault(name, []).append(method)
        return methods

    def _constructors(self, function: object) -> Iterator[object]:
        """What makes the object whose method this is."""
        for inner in functions_in(function):
            owner = self._namespace.get(inner.__qualname__.partition(".")[0])
            if self._is_own_class(owner):
                for base in bases_of(cast("type", owner)):
                    yield from (
                        contents_of(base)[name] for name in _MAKING if name in contents_of(base)
                    )

    def _is_own_class(self, value: object) -> bool:
        own = self._namespace.get("__name__")
        return is_a(value, type) and place_of(cast("type", value))[0] == own

    def _follow(self, start: object) -> None:
        waiting, seen = [start], set()
        while waiting:
            value = waiting.pop()
            if id(value) in seen:
                continue
            seen.add(id(value))
            if self._is_own_class(value):
                self.classes.append(cast("type", value))
                waiting += contents_of(cast("type", value)).values()
            for function in functions_in(value):
                if function.__globals__ is self._namespace or value is start:
                    self.functions.append(function)
                    fresh = set(names_in(function.__code__)) - self.names
                    self.names |= fresh
                    for name in fresh:
                        waiting += self._methods.get(name, [])
                        waiting += [self._namespace[name]] if name in self._namespace else []


def functions_in(value: object) -> Iterator[FunctionType]:
    """The functions behind a method, a property or a decorated function."""
    if is_a(value, property):
        assert isinstance(value, property)
        for part in (value.fget, value.fset, value.fdel):
            yield from functions_in(part)
        return
    for _ in range(MOST_WRAPPERS):
        if type(value) is FunctionType:
            yield value
        value = vars_of(value).get("__wrapped__") or _within(value)


def _within(value: object) -> object:
    if is_a(value, staticmethod) or is_a(value, classmethod) or is_a(value, MethodType):
        return value.__func__  # type: ignore[attr-defined]
    return None


def is_a(value: object, cls: type) -> bool:
    """As ``isinstance``, but not to be fooled, or made to fail, by a ``__class__`` of its own."""
    return issubclass(type(value), cls)


def names_in(code: CodeType) -> Iterator[str]:
    """All names of globals and attributes in the code, and in the code inside it."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_in(constant)
