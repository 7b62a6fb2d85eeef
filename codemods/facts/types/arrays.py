"""Tell the types of NumPy arrays: what makes them, what their operators and methods give.

Of elements it is told that they are ``float64`` or surely not, or nothing: ``ndarray[float64]``,
``ndarray[other]``, ``ndarray[?]``.
"""

import ast

from codemods.facts.types.asking import Typing
from codemods.facts.types.dtypes import FLOAT64, OTHER, of_dtype
from codemods.facts.types.model import FLOAT, INT, UNKNOWN, Known, Type, options

ARRAY, FLOATS = Known("ndarray", (UNKNOWN,)), Known("ndarray", (FLOAT64,))
OTHERS = Known("ndarray", (OTHER,))
# Functions that make an array of floats, unless they are told another type of elements.
_FILLED = frozenset({"zeros", "ones", "empty"})
_LIKE = frozenset({"zeros_like", "ones_like", "empty_like"})
_MADE = frozenset({"array", "asarray", "full", "arange", "fromiter"})
# Where the dtype stands among the arguments, if it is not the second.
_DTYPE_AT = {"full": 2, "arange": 3}
_PLAIN = (ast.Constant, ast.UnaryOp)
# Functions of an array of floats that give such an array.
_SAME = frozenset(
    """sqrt abs absolute fabs floor ceil trunc square negative exp expm1 log log1p log2 log10 sin
    cos tan arcsin arccos arctan sinh cosh tanh degrees radians maximum minimum hypot arctan2 add
    subtract multiply divide cumsum cumprod diff sort clip copy ascontiguousarray where""".split()
)
_METHODS = frozenset({"copy", "cumsum", "cumprod", "clip", "round"})
# Functions of ``numpy.random`` that give floats, by how many numbers come before the size.
_DRAWN = {"random": 0, "random_sample": 0, "standard_normal": 0, "uniform": 2, "normal": 2}


def is_array(type_: Type) -> bool:
    return all(isinstance(one, Known) and one.name == "ndarray" for one in options(type_))


def made_by_numpy(name: str, node: ast.Call, types: Typing) -> Type:
    """The type of what a function of NumPy gives, by its name."""
    keywords = {one.arg: one.value for one in node.keywords}
    if "out" in keywords or None in keywords:
        return UNKNOWN
    dtype = keywords.get("dtype")
    if name in (*_FILLED, *_LIKE, *_MADE) and len(node.args) > _DTYPE_AT.get(name, 1):
        dtype = node.args[_DTYPE_AT.get(name, 1)]
    if dtype is not None and name in (*_FILLED, *_LIKE, *_MADE):
        return Known("ndarray", (of_dtype(types.declarations.annotations.origin(dtype)),))
    if name in _FILLED:
        return FLOATS
    if name in _LIKE and node.args:
        return _without_dtype(types.of(node.args[0]))
    if name in _MADE:
        return _made_of(name, node, types)
    if name == "linspace" and dtype is None and "retstep" not in keywords and len(node.args) <= 4:
        return FLOATS
    if name in _SAME and node.args and not keywords:
        found = [types.of(one) for one in node.args]
        if FLOATS in found and all(one == FLOATS or one in (FLOAT, INT) for one in found):
            return FLOATS
    return UNKNOWN


def _without_dtype(like: Type) -> Type:
    return like if like in (FLOATS, OTHERS) else ARRAY


def _made_of(name: str, node: ast.Call, types: Typing) -> Type:
    """What ``array``, ``full`` and the like make of values that say what their elements are."""
    match name, node.args:
        case ("array" | "asarray"), [ast.List(elts=elements)]:
            cells = [one for row in elements for one in _cells(row)]
            floats = all(types.of(one) == FLOAT and isinstance(one, _PLAIN) for one in cells)
            return FLOATS if floats and cells else ARRAY
        case ("array" | "asarray"), [source]:
            return _without_dtype(types.of(source))
        case "full", [_, value] if isinstance(value, _PLAIN) and types.of(value) == FLOAT:
            return FLOATS
        case ("arange" | "full"), [_, *_] as numbers:
            counted = numbers[1:] if name == "full" else numbers
            return OTHERS if counted and all(types.of(one) == INT for one in counted) else ARRAY
    return ARRAY


def _cells(row: ast.expr) -> list[ast.expr]:
    return row.elts if isinstance(row, (ast.List, ast.Tuple)) else [row]


def drawn(name: str, node: ast.Call, types: Typing) -> Type:
    """The type of what a function of ``numpy.random`` gives, by its name."""
    numbers = [types.of(one) for one in node.args]
    if name in ("rand", "randn") and numbers and not node.keywords:
        return FLOATS if all(one == INT for one in numbers) else UNKNOWN
    if name not in _DRAWN:
        return UNKNOWN
    keywords = {one.arg: one.value for one in node.keywords}
    sizes = [*node.args[_DRAWN[name] : _DRAWN[name] + 1], *filter(None, [keywords.get("size")])]
    is_sized = len(sizes) == 1 and all(
        types.of(one) == INT or isinstance(one, ast.Tuple) for one in sizes
    )
    return (
        FLOATS
        if is_sized and all(one in (INT, FLOAT) for one in numbers[: _DRAWN[name]])
        else UNKNOWN
    )


def operated(left: Known, op: ast.operator, right: Known) -> Type:
    """What an operator gives where one side is an array and the other one too, or a number."""
    sides = {left, right}
    if isinstance(op, (ast.MatMult, ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift)):
        return UNKNOWN
    numbers = {FLOAT, INT, Known("bool"), FLOAT64}
    if FLOATS in sides and sides <= {FLOATS, *numbers}:
        return FLOATS
    return ARRAY if sides <= {FLOATS, OTHERS, ARRAY, *numbers} else UNKNOWN


def method(receiver: Known, name: str, node: ast.Call, types: Typing) -> Type:
    """What a method of an array gives."""
    if name in _METHODS and not node.keywords:
        return receiver
    if name == "astype" and len(node.args) == 1 and not node.keywords:
        return Known("ndarray", (of_dtype(types.declarations.annotations.origin(node.args[0])),))
    return UNKNOWN


def attribute(receiver: Known, name: str) -> Type:
    """What an attribute of an array is."""
    if name in ("size", "ndim", "nbytes"):
        return INT
    if name == "shape":
        return Known("tuple...", (INT,))
    return receiver if name == "T" else UNKNOWN


def is_flat(node: ast.expr, types: Typing, asked: frozenset[str] = frozenset()) -> bool:
    """Whether an array that the function made itself surely has one dimension."""
    match node:
        case ast.Name(id=name) if name not in asked:
            bindings = types.scope.bindings.get(name, [])
            return bool(bindings) and all(
                one.value is not None
                and not one.path
                and one.operator is None
                and is_flat(one.value, types, asked | {name})
                for one in bindings
            )
        case ast.BinOp(left=left, right=right):
            sides = [one for one in (left, right) if types.of(one) not in (FLOAT, INT)]
            return bool(sides) and all(is_flat(one, types, asked) for one in sides)
        case ast.Subscript(value=value, slice=ast.Slice()):
            return is_flat(value, types, asked)
        case ast.Call(func=ast.Attribute() as function, args=[first, *_]):
            module, _, name = types.declarations.annotations.origin(function).rpartition(".")
            plain = all(one.arg == "dtype" for one in node.keywords)
            return module == "numpy" and plain and _makes_flat(name, first, node, types)
    return False


def _makes_flat(name: str, first: ast.expr, node: ast.Call, types: Typing) -> bool:
    if name in (*_FILLED, "full"):
        return types.of(first) == INT
    if name == "linspace":
        return len(node.args) >= 2 and all(types.of(one) in (INT, FLOAT) for one in node.args)
    if name in ("array", "asarray"):
        return len(node.args) == 1 and _is_list_of_numbers(types.of(first))
    return name == "arange"


def _is_list_of_numbers(type_: Type) -> bool:
    numbers = {FLOAT, INT, Known("bool")}
    return all(
        isinstance(one, Known)
        and one.name in ("list", "tuple", "tuple...", "range", "Sequence")
        and all(options(inner) <= numbers for inner in one.arguments)
        for one in options(type_)
    )
