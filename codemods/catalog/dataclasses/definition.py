"""Write the class of a record: its name, and its fields with types that are never wrong."""

import ast
from collections.abc import Iterator, Mapping

from codemods.facts import Facts
from codemods.facts.names import bindings

from .record import TYPES, Record


def class_name(record: Record, facts: Facts) -> str:
    """A name that the module has no other use for.

    It is private: no ``import *`` brings it to other modules, no test runner collects it.
    """
    words = [word for word in record.name.split("_") if word]
    base = "_" + "".join(word[0].upper() + word[1:] for word in words or ["record"])
    taken = {one.id for one in ast.walk(facts.tree) if isinstance(one, ast.Name)}
    taken |= {name for name, _ in bindings(facts.tree)}
    number = 1
    name = base
    while name in taken:
        number += 1
        name = f"{base}{number}"
    return name


def text(record: Record, name: str, facts: Facts) -> str:
    """The class, and the blank lines behind it."""
    return written_class(name, {key: _type(record, key, facts) for key in record.fields}, facts)


def written_class(name: str, types: Mapping[str, str], facts: Facts) -> str:
    """A class with fields of these types, and the blank lines behind it."""
    newline = "\r\n" if facts.lines[0].endswith("\r\n") else "\n"
    fields = [f"{facts.indentation}{key}: {type_}" for key, type_ in types.items()]
    lines = ["@dataclass(slots=True)", f"class {name}:", *fields, "", "", ""]
    return newline.join(lines)


def _type(record: Record, key: str, facts: Facts) -> str:
    """The one type of all values of a field, else ``object``."""
    types = {_of(value, record, facts) for value in (record.fields[key], *_stored(record, key))}
    (only,) = types if len(types) == 1 else ("object",)
    return only if facts.is_builtin(only) else "object"


def _stored(record: Record, key: str) -> Iterator[ast.expr | None]:
    """What is stored in a field later; ``None`` where that is not plain to see."""
    items = [
        one for one in record.uses if isinstance(one, ast.Subscript) and _stores(one, record, key)
    ]
    plain = {
        id(node.targets[0]): node.value
        for node in ast.walk(record.root)
        if isinstance(node, ast.Assign) and len(node.targets) == 1
    }
    yield from (plain.get(id(one)) for one in items)


def _stores(use: ast.Subscript, record: Record, key: str) -> bool:
    return isinstance(use.ctx, ast.Store) and record.answer(use)[0] == key


def _of(value: ast.expr | None, record: Record, facts: Facts) -> str:
    match value:
        case ast.Constant(value=constant) if type(constant).__name__ in TYPES:
            return type(constant).__name__
        case ast.JoinedStr():
            return "str"
        case ast.Name(id=name):
            return _declared(name, record)
    return "object"


def _declared(name: str, record: Record) -> str:
    """The type that a parameter is declared with, where nothing else binds it."""
    bound = [node for key, node in bindings(record.root) if key == name]
    if len(bound) != 1 or not isinstance(bound[0], ast.arg):
        return "object"
    arguments = record.root.args
    annotation = bound[0].annotation
    starred = bound[0] in (arguments.vararg, arguments.kwarg)
    optional = any(isinstance(one, ast.Constant) and one.value is None for one in _defaults(record))
    if starred or optional or not isinstance(annotation, ast.Name):
        return "object"
    return annotation.id if annotation.id in TYPES else "object"


def _defaults(record: Record) -> list[ast.expr]:
    arguments = record.root.args
    return [*arguments.defaults, *(one for one in arguments.kw_defaults if one is not None)]
