"""Keep what is known of the calls that Python comes with."""

import ast
import builtins

# Builtins that only look at what they are given.
PURE = frozenset(
    """abs all any ascii bin bool bytes callable chr complex dict divmod enumerate filter float
    format frozenset getattr hasattr hash hex id int isinstance issubclass iter len list map max min
    object oct ord pow print range repr reversed round set slice sorted str sum super tuple type zip
    NotImplemented""".split()
)
ERRORS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)
# Modules whose functions do the same.
PURE_MODULES = frozenset(
    """math cmath operator string textwrap statistics fractions decimal datetime json re copy
    itertools os.path posixpath collections uuid time calendar unicodedata html bisect""".split()
)
# Types whose values nothing changes.
IMMUTABLE = frozenset(
    """str bytes int float bool complex None tuple tuple... frozenset range date datetime time
    timedelta Decimal Fraction UUID Path PurePath""".split()
)
# Methods that change the container they are called on.
CHANGING = frozenset(
    """append add appendleft extend extendleft insert remove discard pop popleft popitem clear sort
    reverse update setdefault difference_update intersection_update symmetric_difference_update
    rotate move_to_end subtract""".split()
)
# Methods that change nothing, in all builtin types that have them.
LOOKING = frozenset(
    """get keys values items copy index count split rsplit strip lstrip rstrip lower upper title
    startswith endswith join format replace encode decode isdigit isalpha isoformat strftime date
    union intersection difference issubset issuperset isdisjoint splitlines partition rpartition
    casefold most_common elements total""".split()
)
LOGGING = frozenset("debug info warning error exception critical log".split())
# What goes through the elements of what it is given, and what calls it.
ITERATING = frozenset(
    """all any dict enumerate filter frozenset iter list map max min reversed set sorted sum tuple
    zip extend update join""".split()
)
# How many of the first arguments may be what is called.
CALLING = {
    "map": 1,
    "filter": 1,
    "reduce": 2,
    "starmap": 2,
    "iter": 1,
    "accumulate": 2,
    "sub": 2,
    "groupby": 2,
}


def called_name(node: ast.Call) -> str:
    """The last name of what is called."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
