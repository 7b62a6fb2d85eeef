"""Read objects past whatever their classes override, so that no code of their own is run."""

import re
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Literal, cast

MOST_ELEMENTS = 10_000
HEAP_TYPE = 1 << 9
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,16}\b")

_FRAME = re.compile(r'^ +File "[^"\n]*", line \d+, in .*\n(?: {4,}.*\n)*', re.MULTILINE)

Read = Callable[[Any], Iterable[object]]


class Token(str):
    """Text that stands in a canonical form as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """How the contents of a type are read.

    ``has_identity``: whether one object in two places can be told from two. ``named``: the first
    two elements are the module and the name that the object goes by. ``attributes``: whether
    those count as well, always, never, or only where a class was derived from the type.
    """

    elements: Read
    has_identity: bool = True
    unordered: bool = False
    named: bool = False
    attributes: Literal["always", "derived", "never"] = "derived"


def masked(text: str) -> str:
    """The text without addresses of objects, and without the lines of code in tracebacks."""
    if "at 0x" in text:
        text = _ADDRESS.sub("at 0x...", text)
    if "Traceback (" in text:
        text = _FRAME.sub("  File ...\n", text)
    return text


def limited(elements: Iterable[object], size: int) -> Iterable[object]:
    """The elements; of a huge container the first ones, and how many more there are."""
    if size <= MOST_ELEMENTS:
        return elements
    return [*islice(elements, MOST_ELEMENTS), Token(f"~{size - MOST_ELEMENTS} more")]


def pairs(value: dict[object, object]) -> Iterable[object]:
    """Keys and values, one after the other."""
    return limited(chain.from_iterable(dict.items(value)), 2 * dict.__len__(value))


def as_text(convert: Callable[[Any], str]) -> Read:
    """The whole value is told by one text."""
    return lambda value: (Token("~" + masked(convert(value))),)


# What ``type`` knows of a class, past its metaclass.
bases_of = cast("Callable[[type], tuple[type, ...]]", type.__dict__["__mro__"].__get__)
contents_of = cast("Callable[[type], dict[str, Any]]", type.__dict__["__dict__"].__get__)
_qualname = cast("Callable[[type], str]", type.__dict__["__qualname__"].__get__)
_module = cast("Callable[[type], object]", type.__dict__["__module__"].__get__)
flags_of = cast("Callable[[type], int]", type.__dict__["__flags__"].__get__)


def place_of(cls: type) -> tuple[str, str]:
    """The module and the qualified name of a class."""
    try:
        module = _module(cls)
    except AttributeError:
        module = ""
    return str.__str__(module) if isinstance(module, str) else "", _qualname(cls)


def vars_of(value: object) -> dict[str, object]:
    """The ``__dict__`` of an object, whatever its class says; empty where it has none."""
    for cls in bases_of(type(value)):
        getter: Any = contents_of(cls).get("__dict__")
        if type(getter) in (types.GetSetDescriptorType, types.MemberDescriptorType):
            return cast("dict[str, object]", getter.__get__(value))
    return {}


def slots_of(cls: type) -> dict[str, Any]:
    """The slots that classes written in Python gave to the instances."""
    return {
        name: slot
        for base in reversed(bases_of(cls))
        if flags_of(base) & HEAP_TYPE
        for name, slot in contents_of(base).items()
        if type(slot) is types.MemberDescriptorType and name != "__dict__"
    }


def attributes(slots: dict[str, Any], value: object) -> Iterator[object]:
    """Names and values, by name: the order in which attributes were set is nobody's business."""
    found: dict[Any, object] = dict(vars_of(value))
    for name, slot in slots.items():
        try:
            found[name] = slot.__get__(value)
        except AttributeError:
            continue
    names = list(found)
    if all(type(name) is str for name in names):
        names.sort()
    for name in names:
        yield Token("." + name) if type(name) is str else name
        yield found[name]
