"""Tell what types of elements arrays have: ``float64``, surely another one, or nobody knows."""

import ast
from typing import Protocol

from codemods.facts.types.model import UNKNOWN, Known, Type

FLOAT64, OTHER = Known("float64"), Known("other")
_DOUBLES = frozenset({"float", "numpy.float64", "numpy.double", "numpy.float_"})
_OTHERS = frozenset({"int", "bool", "complex", "object", "str", "bytes", "numpy.intp"})
_FAMILIES = ("int", "uint", "float", "complex", "bool", "str", "bytes", "object", "datetime64")


def of_dtype(origin: str) -> Type:
    """The type of the elements that the dotted name of a dtype stands for."""
    if origin in _DOUBLES:
        return FLOAT64
    module, _, name = origin.rpartition(".")
    is_sized = module == "numpy" and name.rstrip("_0123456789") in _FAMILIES
    return OTHER if is_sized or origin in _OTHERS else UNKNOWN


class Origins(Protocol):
    """Knows what names mean."""

    def origin(self, node: ast.expr) -> str:
        """The dotted name of what is meant."""


def made_plainly(node: ast.Call, names: Origins) -> Type:
    """The array that a call of NumPy makes, as far as its own text tells; else unknown."""
    module, _, name = names.origin(node.func).rpartition(".")
    keywords = {one.arg: one.value for one in node.keywords}
    if module != "numpy" or not node.args or set(keywords) - {"dtype"}:
        return UNKNOWN
    if name in ("array", "asarray", "full", "zeros", "ones", "empty") and "dtype" in keywords:
        return Known("ndarray", (of_dtype(names.origin(keywords["dtype"])),))
    if name in ("array", "asarray"):
        return Known("ndarray", (UNKNOWN,))
    if name in ("zeros", "ones", "empty") and len(node.args) == 1:
        return Known("ndarray", (FLOAT64,))
    return Known("ndarray", (FLOAT64,)) if name == "linspace" and len(node.args) <= 4 else UNKNOWN
