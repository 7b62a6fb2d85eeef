"""Tell what types of elements arrays have: ``float64``, surely another one, or nobody knows."""

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
