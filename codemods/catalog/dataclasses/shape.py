"""Describe records that are to be objects of one class."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from codemods.facts import Facts

from .completion import Later
from .displays import pairs_of
from .flavors import DATACLASS, Flavor
from .scopes import Function
from .slots import Slot, Use

# What a copy shares with the original, and no one can tell.
_SCALARS = frozenset({"int", "str", "float", "bool", "bytes", "None"})


@dataclass(frozen=True, eq=False)
class Built:
    """A place that builds a record: a display, and the statements behind it that add keys."""

    node: ast.expr
    later: tuple[Later, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All keys, in the order in which they are put in."""
        shown = pairs_of(self.node, least=0) or []
        return (*(key for key, _ in shown), *(one.key for one in self.later))

    @property
    def folded(self) -> tuple[Later, ...]:
        """The statements whose values go into the display."""
        return tuple(one for one in self.later if one.folded)


@dataclass(frozen=True)
class Field:
    """A field of a class: its name, its type, and what stands behind ``=``, if anything."""

    name: str
    type: str
    default: str = ""

    @property
    def is_optional(self) -> bool:
        """Whether a record may lack it."""
        return bool(self.default) and "(" not in self.default

    @property
    def is_plain(self) -> bool:
        return set(self.type.split(" | ")) <= _SCALARS


@dataclass(frozen=True, eq=False)
class Signature:
    """What a function that gives records is to say of itself: its parameters, each with a type."""

    function: Function
    or_none: bool
    parameters: tuple[tuple[ast.arg, str], ...] = ()

    def result(self, name: str) -> str:
        """What it gives."""
        return f"{name} | None" if self.or_none else name


@dataclass(frozen=True, eq=False)
class Shape:
    """Records of one class: what builds them, what uses their keys, annotations, fields.

    ``home`` is the file that gets the class. Where records stay dicts, ``variables`` are the
    assignments that are to say what they are. ``signatures`` are of the functions that are to say
    what they give, ``leans`` tells what rests on a missing key being as good as ``None``,
    ``compared`` where records are compared that may hold what is not equal to itself,
    ``is_there`` that the class need not be written: others have it already.
    """

    name: str
    slot: Slot
    built: tuple[Built, ...]
    uses: tuple[Use, ...]
    annotations: tuple[ast.expr, ...]
    fields: tuple[Field, ...]
    home: Facts
    flavor: Flavor = DATACLASS
    variables: tuple[ast.Assign, ...] = ()
    signatures: tuple[Signature, ...] = ()
    leans: tuple[str, ...] = ()
    compared: str = ""
    is_there: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def optional(self) -> frozenset[str]:
        """The keys that may be missing."""
        return frozenset(one.name for one in self.fields if one.is_optional)

    def answers(self, test: ast.cmpop, key: str) -> bool:
        """What ``in`` or ``not in`` come to for a key that all records have, or none."""
        return isinstance(test, ast.In) == (key in self.keys)

    @cached_property
    def is_plain(self) -> bool:
        """Whether all values are such that a deep copy is as good as the original."""
        return all(field.is_plain for field in self.fields)

    @property
    def is_alike(self) -> bool:
        """Whether a deep copy of all fields is as good as the dict."""
        return self.is_plain and not self.optional

    @cached_property
    def library(self) -> dict[str, str]:
        """The names that the uses need, with the modules that have them."""
        kinds = {use.kind for use in self.uses}
        wanted = {}
        if self.flavor is DATACLASS:
            wanted["replace"] = bool(kinds & {"copy", "spread"})
            wanted["asdict"] = bool(kinds & {"each", "dump", "text"}) and self.is_alike
        names = {name: "dataclasses" for name, needed in wanted.items() if needed}
        plain = any(
            isinstance(use.node, ast.Call) and isinstance(use.node.func, ast.Name)
            for use in self.uses
            if use.kind == "keys"
        )
        return names | ({"attrgetter": "operator"} if plain else {})

    def nodes(self) -> Iterator[ast.expr | ast.stmt]:
        """Everything that is written in another way."""
        yield from (one.node for one in self.built)
        yield from (more.node for one in self.built for more in one.later)
        yield from (use.node for use in self.uses)
        yield from self.annotations
        yield from self.variables
        yield from (one.function for one in self.signatures)
