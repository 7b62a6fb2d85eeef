"""Say what objects of the built-in types are made of."""

import enum
import types
from collections.abc import Iterable
from typing import Any, cast

from codemods.verify.oracle.readers import (
    Reader,
    Token,
    as_text,
    bases_of,
    contents_of,
    limited,
    masked,
    pairs,
    place_of,
    vars_of,
)


def _exception(error: BaseException) -> Iterable[object]:
    yield from cast("tuple[object, ...]", BaseException.__dict__["args"].__get__(error))
    cause = BaseException.__dict__["__cause__"].__get__(error)
    if cause is not None:
        yield Token(".__cause__")
        yield type(cause)


def _enum(member: object) -> Iterable[object]:
    state = vars_of(member)
    return (Token(f"~{state.get('_name_')}"), state.get("_value_"))


def _function(function: types.FunctionType) -> Iterable[object]:
    own = {name: value for name, value in vars(function).items() if name != "__wrapped__"}
    return (function.__module__, function.__qualname__, *([own] if own else []))


def _method(method: types.MethodType) -> Iterable[object]:
    return (method.__func__, method.__self__)


def _builtin(function: types.BuiltinFunctionType) -> Iterable[object]:
    owner = function.__self__
    if owner is None or isinstance(owner, types.ModuleType):
        return (Token(f"~{function.__module__}.{function.__qualname__}"),)
    return (Token("~" + function.__qualname__), owner)


def opaque(value: object) -> Iterable[object]:
    """What a type written in C tells by its ``repr``; where that is no expression, nothing."""
    for cls in bases_of(type(value)):
        writer: Any = contents_of(cls).get("__repr__")
        if writer is None:
            continue
        if type(writer) is not types.WrapperDescriptorType or cls is object:
            break
        text = cast("str", writer(value))
        return () if text.startswith("<") else (Token("~" + masked(text[:1000])),)
    return ()


BUILTIN: dict[type, Reader] = {
    list: Reader(lambda value: limited(list.__iter__(value), list.__len__(value))),
    tuple: Reader(lambda value: limited(tuple.__iter__(value), tuple.__len__(value)), False),
    dict: Reader(pairs),
    set: Reader(set.__iter__, unordered=True),
    frozenset: Reader(frozenset.__iter__, False, unordered=True),
    bytearray: Reader(lambda value: (bytearray.__getitem__(value, slice(None)).hex(),)),
    int: Reader(lambda value: (int.__add__(value, 0),), False),
    float: Reader(as_text(float.__repr__), False),
    complex: Reader(as_text(complex.__repr__), False),
    str: Reader(lambda value: (str.__str__(value),), False),
    bytes: Reader(lambda value: (bytes.__add__(value, b""),), False),
    range: Reader(lambda value: (value.start, value.stop, value.step), False),
    slice: Reader(lambda value: (value.start, value.stop, value.step), False),
    BaseException: Reader(_exception, attributes="always"),
    enum.Enum: Reader(_enum, False, attributes="never"),
    type: Reader(place_of, False, named=True, attributes="never"),
    types.FunctionType: Reader(_function, False, named=True, attributes="never"),
    types.MethodType: Reader(_method, False),
    types.BuiltinFunctionType: Reader(_builtin, False),
    types.ModuleType: Reader(as_text(lambda module: str(vars(module)["__name__"])), False),
    types.CodeType: Reader(as_text(lambda code: str(code.co_name)), False),
    types.SimpleNamespace: Reader(lambda value: (), attributes="always"),
    types.GenericAlias: Reader(lambda value: (value.__origin__, value.__args__), False),
    types.UnionType: Reader(lambda value: value.__args__, False),
}
