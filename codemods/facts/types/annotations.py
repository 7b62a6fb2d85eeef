"""Read annotations as types."""

import ast
from collections.abc import Callable

from codemods.facts.file import Facts
from codemods.facts.module_scope import module_scope
from codemods.facts.types.dtypes import of_dtype
from codemods.facts.types.model import NONE, UNKNOWN, Known, Type, either

# What the annotations of these names mean, wherever they come from.
_BUILTIN = frozenset(
    """int float complex str bytes bytearray bool list dict set frozenset tuple range object
    slice memoryview""".split()
)
_TYPING = {
    "List": "list", "Dict": "dict", "Set": "set", "FrozenSet": "frozenset", "Tuple": "tuple",
    "Text": "str", "Deque": "deque", "DefaultDict": "defaultdict", "Counter": "Counter",
    "OrderedDict": "OrderedDict",
}  # fmt: skip
_PROTOCOLS = frozenset(
    """Sequence MutableSequence Mapping MutableMapping Set MutableSet Collection Iterable Iterator
    Generator Reversible Container KeysView ValuesView ItemsView Callable""".split()
)
_LIBRARY = {
    "collections.deque": "deque",
    "collections.defaultdict": "defaultdict",
    "collections.Counter": "Counter",
    "collections.OrderedDict": "OrderedDict",
    "datetime.date": "date",
    "datetime.datetime": "datetime",
    "datetime.timedelta": "timedelta",
    "datetime.time": "time",
    "decimal.Decimal": "Decimal",
    "fractions.Fraction": "Fraction",
    "uuid.UUID": "UUID",
    "pathlib.Path": "Path",
    "pathlib.PurePath": "PurePath",
    "numpy.ndarray": "ndarray",
    "numpy.typing.NDArray": "ndarray",
    "numpy.float64": "float64",
    "numpy.int64": "int64",
}
# ``Any`` and what stands for several types say nothing.
_WRAPPERS = frozenset({"Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly"})


class Annotations:
    """Reads the annotations of one file; ``own`` finds the classes and aliases of it by name."""

    def __init__(self, facts: Facts, own: Callable[[str], Type]) -> None:
        self._facts = facts
        self._own = own

    def read(self, node: ast.expr | None) -> Type:
        """The type that an annotation states; unknown where it says nothing certain."""
        match node:
            case None:
                return UNKNOWN
            case ast.Constant(value=None):
                return NONE
            case ast.Constant(value=str(text)):
                return self._quoted(text)
            case ast.BinOp(op=ast.BitOr(), left=left, right=right):
                return either((self.read(left), self.read(right)))
            case ast.Subscript(value=value, slice=inner):
                return self._subscript(self.origin(value), inner)
            case ast.Name(id=name) if _known(self.origin(node)) is None:
                return self._own(name)
            case ast.Name() | ast.Attribute():
                return self._plain(self.origin(node))
        return UNKNOWN

    def _quoted(self, text: str) -> Type:
        try:
            return self.read(ast.parse(text, mode="eval").body)
        except SyntaxError:
            return UNKNOWN

    def origin(self, node: ast.expr) -> str:
        """The dotted name of what is meant: ``typing.List``, ``int``, or ``.Order`` for an own."""
        match node:
            case ast.Name(id=name):
                if name in module_scope(self._facts).imports:
                    return module_scope(self._facts).imports[name]
                if name in _BUILTIN and self._facts.is_builtin(name):
                    return name
                return f".{name}"
            case ast.Attribute(value=value, attr=attr):
                return f"{self.origin(value)}.{attr}"
        return "?"

    def _plain(self, origin: str) -> Type:
        if origin.startswith("."):
            return self._own(origin[1:]) if "." not in origin[1:] else UNKNOWN
        name = _known(origin)
        if name in ("object", "Callable", None):
            return UNKNOWN
        if name == "tuple":
            return Known("tuple...", (UNKNOWN,))
        return Known(name, (UNKNOWN,) * _arity(name))

    def _subscript(self, origin: str, inner: ast.expr) -> Type:
        last = origin.rpartition(".")[2]
        parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
        if origin.startswith(("typing.", "typing_extensions.")):
            if last == "Optional":
                return either((self.read(inner), NONE))
            if last == "Union":
                return either(map(self.read, parts))
            if last in _WRAPPERS:
                return self.read(parts[0])
            if last == "Literal":
                return either(_constant(part) for part in parts)
        name = _known(origin)
        if name == "tuple":
            return self._tuple(parts)
        if name is None or name == "Callable":
            return UNKNOWN
        if name == "ndarray":
            return Known(name, (self._elements_of_array(parts[-1]),))
        arguments = tuple(map(self.read, parts))
        return Known(name, arguments[: _arity(name)]) if _arity(name) else UNKNOWN

    def _elements_of_array(self, node: ast.expr) -> Type:
        """What ``NDArray[...]`` or ``ndarray[Any, dtype[...]]`` says of the elements."""
        match node:
            case ast.Subscript(value=value, slice=inner) if self.origin(value) == "numpy.dtype":
                return self._elements_of_array(inner)
            case ast.Name() | ast.Attribute():
                return of_dtype(self.origin(node))
        return UNKNOWN

    def _tuple(self, parts: list[ast.expr]) -> Type:
        match parts:
            case [one, ast.Constant(value=value)] if value is ...:
                return Known("tuple...", (self.read(one),))
            case [ast.Tuple(elts=[])]:
                return Known("tuple")
        if any(isinstance(part, ast.Starred) for part in parts):
            return Known("tuple...", (UNKNOWN,))
        return Known("tuple", tuple(map(self.read, parts)))


def _known(origin: str) -> str | None:
    """The name that the type of an origin goes by here."""
    module, _, last = origin.rpartition(".")
    if not module:
        return origin if origin in _BUILTIN else None
    if module in ("typing", "typing_extensions", "collections.abc"):
        if last in _TYPING and module != "collections.abc":
            return _TYPING[last]
        if last == "AbstractSet":
            return "Set"
        return last if last in _PROTOCOLS else None
    return _LIBRARY.get(origin)


def _arity(name: str) -> int:
    """How many arguments a generic type has."""
    if name in ("dict", "Mapping", "MutableMapping", "defaultdict", "OrderedDict", "ItemsView"):
        return 2
    if name == "Generator":
        return 1
    one = "list set frozenset deque Counter ndarray KeysView ValuesView".split()
    protocols = "Sequence MutableSequence Set MutableSet Collection Iterable Iterator Reversible"
    return int(name in one or name in protocols.split() or name == "Container")


def _constant(node: ast.expr) -> Type:
    if isinstance(node, ast.Constant) and not isinstance(node.value, (complex, type(...))):
        return Known(type(node.value).__name__) if node.value is not None else NONE
    return UNKNOWN
