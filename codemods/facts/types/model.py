"""Name the types that can be told from the text of one file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Known:
    """A type with a name that everyone knows.

    Builtins have their own names, ``None`` stands for its type, and the protocols of
    ``collections.abc`` and the scalars of the standard library are called by their last name.
    ``arguments`` are those of the annotation; ``tuple`` has one for each element, and a tuple of
    any length is called ``tuple...``.
    """

    name: str
    arguments: tuple["Type", ...] = ()

    def __str__(self) -> str:
        inner = ", ".join(map(str, self.arguments))
        if self.name == "tuple...":
            return f"tuple[{inner}, ...]"
        return f"{self.name}[{inner}]" if inner else self.name


class Form(StrEnum):
    """The kinds of classes that say what attributes their instances have."""

    PLAIN = "class"
    DATACLASS = "dataclass"
    FROZEN = "frozen dataclass"
    NAMED_TUPLE = "NamedTuple"
    TYPED_DICT = "TypedDict"
    ENUM = "Enum"


@dataclass(frozen=True, eq=False)
class Declaration:
    """A class of the file.

    ``fields`` are the attributes (or keys) that every instance has, with their types; ``defines``
    the names that its body binds. ``is_closed`` says that its bases are all known, that it has no
    metaclass or decorator of unknown effect, and nothing but its body says what its instances do.
    ``heirs`` are the names of the classes of its file whose instances are instances of it.
    """

    name: str
    form: Form
    fields: Mapping[str, "Type"] = field(default_factory=dict)
    defines: frozenset[str] = frozenset()
    is_closed: bool = False
    heirs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Own:
    """Instances of a class of the file."""

    declaration: Declaration

    def __str__(self) -> str:
        return self.declaration.name


@dataclass(frozen=True, slots=True)
class Either:
    """One of several types, none of which is another of them, unknown, or impossible."""

    options: frozenset["Type"]

    def __str__(self) -> str:
        return " | ".join(sorted(map(str, self.options)))


@dataclass(frozen=True, slots=True)
class Unknown:
    """Anything."""

    def __str__(self) -> str:
        return "?"


@dataclass(frozen=True, slots=True)
class Never:
    """No value at all: what an empty list holds, and a name that nothing bound so far."""

    def __str__(self) -> str:
        return "nothing"


Type = Known | Own | Either | Unknown | Never
UNKNOWN, NEVER = Unknown(), Never()
INT, FLOAT, STR, BOOL, BYTES, NONE = map(Known, ("int", "float", "str", "bool", "bytes", "None"))


def either(types: Iterable[Type]) -> Type:
    """The type of what is of one of the types."""
    options: set[Type] = set()
    for one in types:
        if isinstance(one, Unknown):
            return UNKNOWN
        options |= one.options if isinstance(one, Either) else {one}
    options.discard(NEVER)
    if not options:
        return NEVER
    return options.pop() if len(options) == 1 else Either(frozenset(options))


def options(type_: Type) -> frozenset[Type]:
    """The types that something may be of; one where it is certain."""
    return type_.options if isinstance(type_, Either) else frozenset({type_})
