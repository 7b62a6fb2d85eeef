"""Tell the types of what calls give."""

import ast

from codemods.facts.module_scope import is_generator, module_scope
from codemods.facts.other_files import imported
from codemods.facts.types.arrays import drawn, is_array, made_by_numpy
from codemods.facts.types.arrays import method as array_method
from codemods.facts.types.asking import Typing
from codemods.facts.types.contents import weakened
from codemods.facts.types.declarations import declarations_in
from codemods.facts.types.elements import MAPPINGS, element
from codemods.facts.types.model import (
    BOOL,
    BYTES,
    FLOAT,
    INT,
    NEVER,
    STR,
    UNKNOWN,
    Form,
    Known,
    Own,
    Type,
    either,
    options,
)

_FIXED = {
    "len": INT, "int": INT, "ord": INT, "id": INT, "hash": INT, "float": FLOAT, "str": STR,
    "repr": STR, "chr": STR, "ascii": STR, "format": STR, "input": STR, "bool": BOOL, "any": BOOL,
    "all": BOOL, "isinstance": BOOL, "issubclass": BOOL, "callable": BOOL, "hasattr": BOOL,
    "bytes": BYTES, "range": Known("range"),
}  # fmt: skip
_TEXTS = frozenset(
    """lower upper strip lstrip rstrip title capitalize casefold swapcase replace join format
    removeprefix removesuffix zfill ljust rjust center translate expandtabs""".split()
)
_FLAGS = frozenset(
    """startswith endswith isdigit isalpha isalnum isspace isupper islower isnumeric isdecimal
    isidentifier""".split()
)


def called_type(node: ast.Call, types: Typing) -> Type:
    """The type of what a call gives."""
    match node.func:
        case ast.Name(id=name):
            if name in types.scope.bindings:
                return UNKNOWN
            if types.facts.is_builtin(name):
                return _builtin(name, node, types)
            return _own(name, types)
        case ast.Attribute(value=ast.Name(id=module), attr=attr) if (
            module_scope(types.facts).imports.get(module) == "numpy"
        ):
            return made_by_numpy(attr, node, types)
        case ast.Attribute(attr=attr) as function if (
            types.declarations.annotations.origin(function) == f"numpy.random.{attr}"
        ):
            return drawn(attr, node, types)
        case ast.Attribute(value=value, attr=attr):
            return either(_method(one, attr, node, types) for one in options(types.of(value)))
    return UNKNOWN


def _builtin(name: str, node: ast.Call, types: Typing) -> Type:
    if name in _FIXED:
        return _FIXED[name]
    if any(isinstance(one, ast.Starred) for one in node.args):
        return UNKNOWN
    first = element(types.of(node.args[0])) if node.args else None
    match name:
        case "list" | "set" | "frozenset" | "sorted":
            kind = "list" if name == "sorted" else name
            return Known(kind, (weakened(first) if first else either(()),))
        case "tuple":
            return Known("tuple...", (weakened(first) if first else either(()),))
        case "enumerate" if first:
            return Known("Iterator", (Known("tuple", (INT, first)),))
        case "reversed" | "iter" if first:
            return Known("Iterator", (first,))
        case "map" | "filter" | "open":
            return Known("Iterator", (UNKNOWN,))
        case "zip":
            inner = tuple(element(types.of(one)) for one in node.args)
            return Known("Iterator", (Known("tuple", inner),))
        case "dict" if not node.args and not node.keywords:
            return Known("dict", (either(()), either(())))
        case "dict":
            return Known("dict", (UNKNOWN, UNKNOWN))
        case "abs" if node.args:
            found = types.of(node.args[0])
            return found if found in (INT, FLOAT) else UNKNOWN
        case "min" | "max" if len(node.args) > 1 and not node.keywords:
            return either(map(types.of, node.args))
    return UNKNOWN


def _own(name: str, types: Typing) -> Type:
    """What a function or class of the project gives."""
    found = types.declarations.named(name)
    if isinstance(found, Own):
        closed = found.declaration.is_closed
        plain = found.declaration.form not in (Form.TYPED_DICT, Form.ENUM)
        return found if closed and plain else UNKNOWN
    facts, called = imported(types.facts, name) or (types.facts, name)
    function = module_scope(facts).function(called)
    if function:
        return declarations_in(facts).annotations.read(function.returns)
    match module_scope(facts).names.get(called):
        case ast.FunctionDef(decorator_list=[]) as generator if is_generator(generator):
            return Known("Iterator", (UNKNOWN,))
    return UNKNOWN


def _method(receiver: Type, attr: str, node: ast.Call, types: Typing) -> Type:
    if isinstance(receiver, Own):
        return UNKNOWN
    if not isinstance(receiver, Known):
        return UNKNOWN
    if receiver == STR:
        return _text_method(attr)
    if is_array(receiver):
        return array_method(receiver, attr, node, types)
    arguments = receiver.arguments
    if receiver.name in MAPPINGS and len(arguments) == 2:
        return _mapping_method(receiver, attr, node, types)
    match receiver.name, attr:
        case ("list" | "set" | "frozenset" | "deque"), "copy":
            return receiver
        case ("list" | "set" | "deque"), "pop":
            return arguments[0]
        case ("list" | "tuple..." | "tuple" | "Sequence"), ("index" | "count"):
            return INT
        case ("set" | "frozenset"), ("intersection" | "difference"):
            return receiver
    return UNKNOWN


def _text_method(attr: str) -> Type:
    if attr in _TEXTS:
        return STR
    if attr in _FLAGS:
        return BOOL
    if attr in ("split", "rsplit", "splitlines"):
        return Known("list", (STR,))
    if attr in ("partition", "rpartition"):
        return Known("tuple", (STR, STR, STR))
    if attr in ("find", "rfind", "index", "rindex", "count"):
        return INT
    return BYTES if attr == "encode" else UNKNOWN


def _mapping_method(receiver: Known, attr: str, node: ast.Call, types: Typing) -> Type:
    key, value = receiver.arguments
    match attr, node.args:
        case "keys", []:
            return Known("KeysView", (key,))
        case "values", []:
            return Known("ValuesView", (value,))
        case "items", []:
            return Known("ItemsView", (key, value))
        case "get", [_]:
            return either((value, Known("None")))
        case ("get" | "pop" | "setdefault"), [_, default]:
            other = types.of(default)
            return value if _is_empty(other, value) else either((value, other))
        case "copy", []:
            return receiver
    return UNKNOWN


def _is_empty(made: Type, other: Type) -> bool:
    """Whether something is a container with nothing in it, where another one may be."""
    if not isinstance(made, Known) or not isinstance(other, Known) or made.name != other.name:
        return False
    return bool(made.arguments) and all(one == NEVER for one in made.arguments)
