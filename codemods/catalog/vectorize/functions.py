"""List the functions that have a counterpart on arrays, and how far it gives the same."""

# Those of ``math`` whose counterpart gives the same bits, by its name.
EXACT = {
    "math.sqrt": "sqrt",
    "math.fabs": "fabs",
    "math.fmod": "fmod",
    "math.copysign": "copysign",
    "math.degrees": "degrees",
    "math.radians": "radians",
    "math.isnan": "isnan",
    "math.isinf": "isinf",
    "math.isfinite": "isfinite",
}
FLAGS = frozenset({"math.isnan", "math.isinf", "math.isfinite"})
# Those that neither raise nor leave a small interval for any finite argument.
BOUNDED = frozenset({"math.sin", "math.cos", "math.atan", "math.tanh"})
# Those whose counterpart may differ in the last digit.
INEXACT = {
    "math.sin": "sin",
    "math.cos": "cos",
    "math.tan": "tan",
    "math.exp": "exp",
    "math.expm1": "expm1",
    "math.log": "log",
    "math.log1p": "log1p",
    "math.log2": "log2",
    "math.log10": "log10",
    "math.asin": "arcsin",
    "math.acos": "arccos",
    "math.atan": "arctan",
    "math.sinh": "sinh",
    "math.cosh": "cosh",
    "math.tanh": "tanh",
    "math.hypot": "hypot",
    "math.atan2": "arctan2",
    "math.pow": "power",
}
OF_TWO = frozenset({"math.fmod", "math.copysign", "math.hypot", "math.atan2", "math.pow"})
# NumPy's own, with the number of their arguments: the same code runs for one and for all.
_OF_ONE = """sqrt abs absolute fabs floor ceil trunc square negative exp expm1 log log1p log2 log10
sin cos tan arcsin arccos arctan sinh cosh tanh degrees radians deg2rad rad2deg""".split()
_OF_TWO = "maximum minimum hypot arctan2 add subtract multiply divide".split()
UFUNCS = {f"numpy.{name}": 1 for name in _OF_ONE} | {f"numpy.{name}": 2 for name in _OF_TWO}
UFUNC_FLAGS = {"numpy.isnan": 1, "numpy.isinf": 1, "numpy.isfinite": 1}
