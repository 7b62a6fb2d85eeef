"""Find out, for each class, how its instances are read and what they are called."""

import enum
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from codemods.verify.oracle.builtin_shapes import BUILTIN, opaque
from codemods.verify.oracle.library_shapes import FOREIGN, LIBRARY
from codemods.verify.oracle.readers import (
    Read,
    Reader,
    Token,
    attributes,
    bases_of,
    contents_of,
    masked,
    place_of,
    slots_of,
)

LONGEST_TEXT = 100_000
_MOSTSHAPES = 4096


@dataclass(frozen=True, slots=True)
class Shape:
    """All that must be known of a class to write down its instances."""

    cls: type  # kept, for a class that is gone may leave its id to another
    module: str
    label: str
    bare: str
    reader: Reader
    has_identity: bool
    elements: Read
    attributes: Read | None
    simple: bool  # the elements are all there is to it, as they come


def text_atom(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return f"'{text[:1000]}... {len(text)} characters {digest}"
    return "'" + masked(text)


def _bytes(data: bytes) -> str:
    if len(data) > LONGEST_TEXT:
        return f"{data[:1000]!r}... {len(data)} bytes {hashlib.sha256(data).hexdigest()[:16]}"
    return repr(data)


def _int(number: int) -> str:
    # Python refuses to write very long numbers in decimal.
    return repr(number) if number.bit_length() < 4000 else hex(number)


# By id, because a metaclass can make a class unhashable.
ATOMS: dict[int, Callable[[Any], str]] = {
    id(type(None)): repr,
    id(bool): repr,
    id(int): _int,
    id(float): float.__repr__,
    id(str): text_atom,
    id(bytes): _bytes,
    id(type(...)): repr,
    id(type(NotImplemented)): repr,
    id(Token): str.__str__,
}
_READERS = {id(cls): reader for cls, reader in (BUILTIN | LIBRARY).items()}
SHAPES: dict[int, Shape] = {}  # as a cache: what is not in here, ``shape_of`` finds out
_OPAQUE = Reader(opaque)


def register(cls: type, reader: Reader) -> None:
    """Read the objects of this class like that. It must live as long as the program."""
    _READERS[id(cls)] = reader


def shape_of(cls: type) -> Shape:
    """What objects of exactly this class are made of."""
    shape = SHAPES.get(id(cls))
    if shape is None:
        if len(SHAPES) >= _MOSTSHAPES:
            SHAPES.clear()
        shape = SHAPES[id(cls)] = _new_shape(cls)
    return shape


def adapted_shape(cls: type, reader: Reader) -> Shape:
    """The shape of objects that are written as dicts, of what ``reader`` reads of them."""
    return Shape(cls, "builtins", "dict", ".dict", reader, True, reader.elements, None, True)


def _new_shape(cls: type) -> Shape:
    reader, owner = _reader(cls)
    slots = slots_of(cls)
    has_any = slots or any("__dict__" in contents_of(base) for base in bases_of(cls))
    if reader.attributes == "never" or (reader.attributes == "derived" and owner is cls):
        has_any = False
    module, name = place_of(cls)
    return Shape(
        cls=cls,
        module=module,
        label=name if module == "builtins" else f"{module}.{name}",
        bare="." + name,
        reader=reader,
        has_identity=reader.has_identity or bool(has_any),  # what has attributes can lead to itself
        elements=reader.elements,
        attributes=partial(attributes, slots) if has_any else None,
        simple=not (has_any or reader.unordered or reader.named),
    )


def _reader(cls: type) -> tuple[Reader, type | None]:
    """How instances are read, and which of the base classes said so."""
    bases = bases_of(cls)
    if any(base is enum.Enum for base in bases):  # one of numbers is no number with attributes
        return _READERS[id(enum.Enum)], enum.Enum
    for base in bases:
        module, name = place_of(base)
        reader = _READERS.get(id(base)) or FOREIGN.get((module.partition(".")[0], name))
        if reader is not None:
            return reader, base
    return _OPAQUE, None
