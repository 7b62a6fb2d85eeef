"""Compare records across versions: dicts before, instances of a class after, field by field.

A class of records that only the version after has stands for the dict of its fields. Where calls
are given instances of it, the version before is given such dicts; and where either version shows a
record, what is compared are the fields. The order of keys, and whether a key is missing or None
where None is the default of the field, is not told of records: a class has no more than fields.
"""

import ast
import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from types import ModuleType
from typing import Any

from codemods.verify.oracle.readers import Reader, pairs, place_of, slots_of, vars_of
from codemods.verify.oracle.shapes import Shape, adapted_shape

# Instances, which are kept, and what they were made into, by their ids.
Known = dict[int, tuple[object, object]]
_MISSING = object()
_RECORDS = re.compile(r"@[\w.]*dataclass\b|\bBaseModel\b")


@dataclass(frozen=True)
class Record:
    """A class of records; ``optional`` are the fields whose default is None.

    ``is_model`` tells that it is a model of pydantic.
    """

    path: str
    cls: type
    fields: tuple[str, ...]
    optional: frozenset[str]
    is_model: bool = False

    @cached_property
    def _slots(self) -> Mapping[str, Any]:
        return slots_of(self.cls)

    @cached_property
    def _sorted(self) -> tuple[str, ...]:
        return tuple(sorted(self.fields))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.fields)

    def items(self, value: object) -> dict[object, object]:
        """The fields that are set, by name; what is left at None is no key."""
        found = vars_of(value) | {
            name: one
            for name, slot in self._slots.items()
            if (one := _read_slot(slot, value)) is not _MISSING
        }
        return self.plain(found)

    def is_like(self, value: dict[object, object]) -> bool:
        """Whether a dict has the keys of these records."""
        if not all(type(key) is str for key in value):
            return False
        return self.names - self.optional <= value.keys() <= self.names

    def plain(self, value: Mapping[Any, object]) -> dict[object, object]:
        """A dict like a record, as the record would tell its fields."""
        names = [name for name in self._sorted if name in value]
        return {name: value[name] for name in names if self._tells(name, value[name])}

    def converted(self, value: Mapping[Any, object]) -> dict[object, object]:
        """A dict like a record, as a model would keep it: ``True`` becomes 1 in an ``int``."""
        with suppress(ValueError):  # it would not take that: then there is nothing to compare with
            return self.items(self.cls(**value))
        return self.plain(value)

    def _tells(self, name: str, value: object) -> bool:
        return value is not None or name not in self.optional


class Adapter:
    """The classes of records that a change brought in; ``met`` are those that calls had to do with.

    Instances are read by their class alone, so that no code of their own is run. With
    ``validated``, what models of pydantic refuse says nothing.
    """

    def __init__(self, records: Iterable[Record], validated: bool = False) -> None:
        self.records = tuple(records)
        self._validated = validated
        self.met: set[str] = set()
        self._by_class = {record.cls: record for record in self.records}

    def __bool__(self) -> bool:
        return bool(self.records)

    @cached_property
    def shapes(self) -> Mapping[int, Shape]:
        """How records are written down, and dicts that are like one, by the ids of the classes."""
        if not self.records:
            return {}
        found = {
            id(record.cls): adapted_shape(record.cls, Reader(partial(self._read, record)))
            for record in self.records
        }
        return found | {id(dict): adapted_shape(dict, Reader(self._pairs))}

    def fields_in(self, before: ast.AST) -> Mapping[str, frozenset[str]]:
        """The fields of each record, by the path of the class, that may be what a function reads.

        What were attributes before already, and never keys, are those of other objects.
        """
        attributes = {node.attr for node in ast.walk(before) if isinstance(node, ast.Attribute)}
        others = attributes - _texts(before)
        return {record.path: record.names - others for record in self.records}

    def is_in(self, before: ast.AST, after: ast.AST) -> bool:
        """Whether a function has to do with records: it knows keys of theirs, or their class."""
        names = {node.id for node in ast.walk(after) if isinstance(node, ast.Name)}
        words = {word for text in _texts(after) for word in re.findall(r"\w+", text)}
        known = (names | words) & {record.path for record in self.records}
        return bool(known) or any(map(self.has_field, _texts(before)))

    def find(self, path: str) -> object:
        """The class of records of that path. Raises ``KeyError``."""
        return {record.path: record.cls for record in self.records}[path]

    def has_field(self, name: str) -> bool:
        return any(name in record.names for record in self.records)

    def refuses(self, error: BaseException) -> bool:
        """Whether a model was to be made of something that it is assumed not to get."""
        known = place_of(type(error)) == ("pydantic_core._pydantic_core", "ValidationError")
        return self._validated and known

    def as_dict(self, value: object) -> object:
        """What an instance was before: the dict of its fields; anything else as it is."""
        record = self._by_class.get(type(value))
        if record is None:
            return value
        self.met.add(record.path)
        items = record.items(value)
        return {name: items[name] for name in record.fields if name in items}

    def is_model(self, path: str) -> bool:
        """Whether the class of that path is a model of pydantic."""
        return any(one.path == path and one.is_model for one in self.records)

    def as_dicts(self, value: object, known: Known) -> object:
        """The same with what is inside: records become dicts, the same one each time."""
        if id(value) in known:
            return known[id(value)][1]
        if type(value) in self._by_class:
            fields = self.as_dict(value)
            assert isinstance(fields, dict)
            known[id(value)] = value, fields
            fields.update({name: self.as_dicts(one, known) for name, one in fields.items()})
            return fields
        if type(value) is list:
            value[:] = [self.as_dicts(one, known) for one in value]
        elif type(value) is dict:
            value.update({key: self.as_dicts(one, known) for key, one in value.items()})
        elif type(value) is tuple:
            return tuple(self.as_dicts(one, known) for one in value)
        return value

    def is_like(self, value: object) -> bool:
        """Whether a value is a record, in either version."""
        if type(value) is dict:
            return any(record.is_like(value) for record in self.records)
        return type(value) in self._by_class

    def _read(self, record: Record, value: object) -> Iterable[object]:
        self.met.add(record.path)
        return pairs(record.items(value))

    def _pairs(self, value: dict[object, object]) -> Iterable[object]:
        like = next((record for record in self.records if record.is_like(value)), None)
        if like is None:
            return pairs(value)
        if like.is_model and self._validated:
            return pairs(like.converted(value))
        return pairs(like.plain(value))


def _texts(function: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _read_slot(slot: Any, value: object) -> object:
    try:
        return slot.__get__(value)
    except AttributeError:  # it was not set
        return _MISSING


def records_of(before: str, after: str, module: ModuleType) -> Iterator[Record]:
    """The classes of records at the top of a module that the text before has no name for."""
    known = set(_top_classes(before))
    for name in _top_classes(after):
        cls = vars(module).get(name)
        if name not in known and isinstance(cls, type):
            found = record_of(name, cls)
            if found is not None:
                yield found


def brings_records(before: str, after: str) -> bool:
    """Whether the text after has classes of records that the text before has no name for."""
    if before == after or not _RECORDS.search(after):
        return False
    try:
        return bool(set(_top_classes(after)) - set(_top_classes(before)))
    except SyntaxError:
        return False


def _top_classes(text: str) -> list[str]:
    return [node.name for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]


def record_of(name: str, cls: type) -> Record | None:
    """What is known of a class of records; ``None`` for any other class."""
    if dataclasses.is_dataclass(cls):
        fields = dataclasses.fields(cls)
        optional = frozenset(field.name for field in fields if field.default is None)
        return Record(name, cls, tuple(field.name for field in fields), optional)
    model: Any = getattr(cls, "model_fields", None)
    if isinstance(model, dict) and model:  # a model of pydantic
        optional = frozenset(key for key, field in model.items() if field.default is None)
        return Record(name, cls, tuple(model), optional, is_model=True)
    return None
