"""Say what objects of the standard library, of NumPy and of pandas are made of.

NumPy and pandas are known by the names of their types and never imported. The modules imported
here are those that any program has loaded anyway.
"""

import array
import collections
import datetime
import decimal
import fractions
import functools
import io
import pathlib
import re
import threading
import types
import uuid
import weakref
from collections.abc import Iterable
from itertools import chain
from typing import Any, cast

from codemods.verify.oracle.readers import Read, Reader, Token, as_text, limited, pairs

_FIELDS = "year month day hour minute second microsecond fold tzinfo".split()
_DELTA = "days seconds microseconds".split()
_LARGE_ARRAY = 1000


def _fields(cls: type, names: Iterable[str]) -> Read:
    getters = [cls.__dict__[name].__get__ for name in names if name in cls.__dict__]
    return lambda value: [getter(value) for getter in getters]


_DATE = _fields(datetime.date, _FIELDS)
_TIME = _fields(datetime.datetime, _FIELDS)


def _datetime(value: datetime.datetime) -> Iterable[object]:
    return [*_DATE(value), *_TIME(value)]


def _defaultdict(value: collections.defaultdict[object, object]) -> Iterable[object]:
    factory = cast("Any", collections.defaultdict).default_factory.__get__(value)
    return [Token(".default_factory"), factory, *pairs(value)]


def _ordered(value: collections.OrderedDict[object, object]) -> Iterable[object]:
    # Its own order, which is not that of the dict below it.
    flat = [part for pair in collections.OrderedDict.items(value) for part in pair]
    return limited(flat, len(flat))


def _deque(value: collections.deque[object]) -> Iterable[object]:
    maxlen = cast("Any", collections.deque).maxlen.__get__(value)
    elements = limited(collections.deque.__iter__(value), collections.deque.__len__(value))
    return [Token(".maxlen"), maxlen, *elements]


def _array(value: "array.array[Any]") -> Iterable[object]:
    numbers = array.array.tolist(value)
    return [cast("Any", array.array).typecode.__get__(value), *limited(numbers, len(numbers))]


def _buffer(cls: type) -> Read:
    def read(value: Any) -> Iterable[object]:
        if cls.__dict__["closed"].__get__(value):
            return (Token("~closed"),)
        return (cast("Any", cls).getvalue(value), Token(".position"), cast("Any", cls).tell(value))

    return read


def _memory(view: memoryview) -> Iterable[object]:
    return (view.tobytes(), view.format, view.shape, view.readonly)


def _match(match: "re.Match[Any]") -> Iterable[object]:
    spans = [match.span(group) for group in range(len(match.groups()) + 1)]
    return (match.re, match.string, match.pos, match.endpos, spans)


def _path(value: pathlib.PurePath) -> Iterable[object]:
    return (pathlib.PurePath.__str__(value),)


def _proxy(value: "types.MappingProxyType[object, object]") -> Iterable[object]:
    return chain.from_iterable(value.items())


def _nothing(value: object) -> Iterable[object]:
    return ()


LIBRARY: dict[type, Reader] = {
    decimal.Decimal: Reader(as_text(decimal.Decimal.__repr__), False),
    fractions.Fraction: Reader(lambda value: (value._numerator, value._denominator), False),
    datetime.datetime: Reader(_datetime, False),
    datetime.date: Reader(_DATE, False),
    datetime.time: Reader(_fields(datetime.time, _FIELDS), False),
    datetime.timedelta: Reader(_fields(datetime.timedelta, _DELTA), False),
    datetime.timezone: Reader(as_text(repr), False),
    uuid.UUID: Reader(lambda value: (value.int,), False, attributes="never"),
    pathlib.PurePath: Reader(_path, False, attributes="never"),
    re.Pattern: Reader(lambda value: (value.pattern, value.flags), False),
    re.Match: Reader(_match, False),
    memoryview: Reader(_memory, False),
    weakref.ref: Reader(lambda value: (weakref.ref.__call__(value),), False),
    types.MappingProxyType: Reader(_proxy, False),
    type({}.keys()): Reader(list, False),
    type({}.values()): Reader(list, False),
    type({}.items()): Reader(list, False),
    functools.partial: Reader(lambda value: (value.func, value.args, value.keywords)),
    collections.defaultdict: Reader(_defaultdict),
    collections.OrderedDict: Reader(_ordered),
    collections.deque: Reader(_deque),
    array.array: Reader(_array),
    io.StringIO: Reader(_buffer(io.StringIO)),
    io.BytesIO: Reader(_buffer(io.BytesIO)),
    io.IOBase: Reader(_nothing),
    threading.Thread: Reader(_nothing, attributes="never"),
    threading.local: Reader(_nothing),
}


def _ndarray(value: Any) -> Iterable[object]:
    head = (Token(".dtype"), str(value.dtype), Token(".shape"), tuple(value.shape))
    kind, size = value.dtype.kind, value.dtype.itemsize
    if kind == "O" or (value.size <= _LARGE_ARRAY and kind in "biufcUS" and size not in (12, 32)):
        flat = value.ravel().tolist()
        return (*head, *limited(flat, len(flat)))
    if kind in "fc":
        value = value.copy()
        value[value != value] = float("nan")  # there are many NaN, and one will do
    return (*head, value.tobytes())


def _scalar(value: Any) -> Iterable[object]:
    plain = value.item()
    return (plain,) if type(plain) is not type(value) else (Token("~" + repr(value)),)


def _series(value: Any) -> Iterable[object]:
    return (value.name, str(value.dtype), value.index, *limited(list(value), len(value)))


def _index(value: Any) -> Iterable[object]:
    return (tuple(value.names), str(value.dtype), *limited(list(value), len(value)))


def _frame(value: Any) -> Iterable[object]:
    columns = [value.iloc[:, place] for place in range(len(value.columns))]
    return (value.columns, value.index, *columns)


# By top-level package and name, so that nothing needs to be imported.
FOREIGN: dict[tuple[str, str], Reader] = {
    ("numpy", "ndarray"): Reader(_ndarray),
    ("numpy", "generic"): Reader(_scalar, False),
    ("numpy", "dtype"): Reader(as_text(str), False),
    ("pandas", "DataFrame"): Reader(_frame, attributes="never"),
    ("pandas", "Series"): Reader(_series, attributes="never"),
    ("pandas", "Index"): Reader(_index, False, attributes="never"),
    ("pandas", "Timestamp"): Reader(as_text(repr), False),
    ("pandas", "Timedelta"): Reader(as_text(repr), False),
    ("pandas", "NaTType"): Reader(lambda value: (), False, attributes="never"),
    ("pandas", "NAType"): Reader(lambda value: (), False, attributes="never"),
    ("pandas", "ExtensionArray"): Reader(
        lambda value: (str(value.dtype), *list(value)), attributes="never"
    ),
}
