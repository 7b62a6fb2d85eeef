"""Read annotations: they say what a value is, before any use of it does."""

import ast
from collections.abc import Iterable, Mapping

from codemods.verify.inputs.mining.places import (
    Place,
    Places,
    allow,
    compare,
    every,
    flag,
    key,
    position,
    roles,
)
from codemods.verify.inputs.mining.scope import Module

_SEVERAL: dict[str, dict[str, int]] = {
    "Sequence": {"list": 4, "tuple": 2},
    "MutableSequence": {"list": 4},
    "Collection": {"list": 4, "tuple": 1},
    "Container": {"list": 4, "set": 1},
    "Iterable": {"list": 5, "tuple": 1, "iterator": 2},
    "Iterator": {"iterator": 4},
    "Generator": {"iterator": 4},
    "Reversible": {"list": 4},
    "AbstractSet": {"set": 4, "frozenset": 1},
    "Mapping": {"dict": 4},
    "MutableMapping": {"dict": 4},
    "SupportsIndex": {"int": 4},
    "SupportsInt": {"int": 4, "float": 1},
    "SupportsFloat": {"float": 4, "int": 1},
    "Number": {"int": 4, "float": 2},
    "Real": {"float": 4, "int": 2},
    "Callable": {"callable": 4},
    "Awaitable": {"stand-in": 4},
    "Coroutine": {"stand-in": 4},
    "AsyncIterator": {"stand-in": 4},
    "AsyncIterable": {"stand-in": 4},
    "AsyncGenerator": {"stand-in": 4},
    "IO": {"text file": 4},
    "TextIO": {"text file": 4},
    "StringIO": {"text file": 4},
    "BinaryIO": {"binary file": 4},
    "BytesIO": {"binary file": 4},
    "Path": {"path": 4},
    "PurePath": {"path": 4},
    "PurePosixPath": {"path": 4},
    "PathLike": {"str": 4},
    "AnyStr": {"str": 4},
    "LiteralString": {"str": 4},
    "Text": {"str": 4},
    "float": {"float": 4, "int": 1},
    "object": {"opaque": 4},
    "Hashable": {"str": 3, "int": 3, "tuple": 1},
    "ndarray": {"array": 4},
    "NDArray": {"array": 4},
    "float64": {"float": 4},
    "Exception": {"exception": 4},
    "BaseException": {"exception": 4},
    "Counter": {"counter": 4},
    "OrderedDict": {"ordered dict": 4},
    "defaultdict": {"default dict": 4},
    "None": {"none": 1},
}
_SAME = """int str bool bytes complex list tuple set frozenset dict deque date datetime time
    timedelta bytearray decimal fraction match"""
_TRANSPARENT = "Annotated ClassVar Final InitVar Required NotRequired ReadOnly Unpack Self".split()


def declare(places: Places, node: ast.expr | None, module: Module, depth: int = 0) -> None:
    """Note what an annotation says about the places."""
    if node is None or depth > 6:
        return
    match node:
        case ast.Constant(value=None):
            flag(places, "none")
        case ast.Constant(value=str(text)):
            try:
                declare(places, ast.parse(text, mode="eval").body, module, depth + 1)
            except SyntaxError:
                return
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            declare(places, left, module, depth + 1)
            declare(places, right, module, depth + 1)
        case ast.Subscript(value=base, slice=inside):
            inner = inside.elts if isinstance(inside, ast.Tuple) else [inside]
            _subscript(places, _last(base), inner, module, depth + 1)
        case ast.Name() | ast.Attribute():
            _named(places, node, module, depth + 1)


def declare_records(roots: Iterable[Place], records: Mapping[str, frozenset[str]]) -> None:
    """Note what is an instance of one of these classes, as all its attributes are fields of that.

    ``records`` tells the fields of a class by its path.
    """
    for place in every(roots) if records else ():
        is_own = any(flag.startswith("own:") for flag in place.flags)
        if place.attributes and not (place.declared or place.methods or is_own):
            names = place.attributes.keys()
            place.declared = {f"class:{path}": 4 for path, own in records.items() if names <= own}


def _named(places: Places, node: ast.expr, module: Module, depth: int) -> None:
    path, name = ast.unparse(node), _last(node)
    if path in module.classes:
        _own(places, path, module, depth)
    elif name in _SEVERAL:
        _state(places, _SEVERAL[name])
    elif name.lower() in _SAME.split():
        _state(places, {name.lower(): 4})
    elif path in module.values:
        _alias(places, module.values[path], module, depth)
    elif name not in ("Any", "Self"):
        flag(places, f"foreign:{path}")


def _alias(places: Places, value: ast.expr, module: Module, depth: int) -> None:
    match value:
        case ast.Call(func=func, args=[_, *constraints], keywords=given) if _last(func) in (
            "TypeVar",
            "NewType",
        ):
            bounds = [one.value for one in given if one.arg == "bound"]
            for annotation in [*constraints, *bounds]:
                declare(places, annotation, module, depth)
        case ast.Call():
            return
        case _:
            declare(places, value, module, depth)


def _own(places: Places, path: str, module: Module, depth: int) -> None:
    if "TypedDict" not in "".join(module.foreign_bases(path)):
        _state(places, {f"class:{path}": 4})
        return
    _state(places, {"dict": 4})
    for ancestor in module.lineage(path):
        definition = module.classes[ancestor]
        total = not any(
            one.arg == "total" and ast.unparse(one.value) == "False" for one in definition.keywords
        )
        for statement in definition.body:
            match statement:
                case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                    optional = "NotRequired" in ast.unparse(annotation) or not (
                        total or "Required" in ast.unparse(annotation)
                    )
                    declare(key(places, name, optional), annotation, module, depth)


def _subscript(
    places: Places, base: str, inner: list[ast.expr], module: Module, depth: int
) -> None:
    match base:
        case "Optional" | "Union" | "Type" | "type":
            if base == "Optional":
                flag(places, "none")
            for annotation in inner if base in ("Optional", "Union") else ():
                declare(places, annotation, module, depth)
        case "Literal":
            _literals(places, inner)
        case "tuple" | "Tuple":
            _state(places, {"tuple": 4})
            if len(inner) == 2 and ast.unparse(inner[1]) == "...":
                declare(roles(places, "element"), inner[0], module, depth)
                return
            for index, annotation in enumerate(inner):
                declare(position(places, index), annotation, module, depth)
            for place in places:
                place.widths = {len(inner)}
        case "Callable":
            _state(places, {"callable": 4})
            declare(roles(places, "result"), inner[-1], module, depth)
        case "Awaitable" | "Coroutine":
            _state(places, {"stand-in": 4})
            declare(roles(places, "awaited"), inner[-1], module, depth)
        case _ if base in _TRANSPARENT:
            declare(places, inner[0], module, depth)
        case _:
            _generic(places, base, inner, module, depth)


def _generic(places: Places, base: str, inner: list[ast.expr], module: Module, depth: int) -> None:
    _named(places, ast.Name(id=base), module, depth)
    declare(roles(places, "element"), inner[0], module, depth)
    if len(inner) == 2:
        declare(roles(places, "item"), inner[1], module, depth)


def _literals(places: Places, inner: Iterable[ast.expr]) -> None:
    for value in inner:
        if isinstance(value, ast.Constant):
            compare(places, value.value, value.lineno)
            _state(places, {type(value.value).__name__: 4})
    flag(places, "closed")


def _state(places: Places, kinds: dict[str, int]) -> None:
    if kinds.keys() == {"none"}:
        flag(places, "none")
        return
    for place in places:
        for kind, weight in kinds.items():
            place.declared[kind] = place.declared.get(kind, 0) + weight
    if kinds.keys() == {"opaque"}:
        allow(places, kinds)


def _last(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]
