"""Read calls of builtins and of the standard library, as far as they say what is given to them."""

import ast
import re
from itertools import pairwise

import codemods.verify.inputs.mining.kinds as kinds
from codemods.verify.inputs.mining.places import (
    Kinds,
    Place,
    Places,
    allow,
    attribute,
    compare,
    flag,
    merged,
    method,
    of_kind,
    relate,
    roles,
)
from codemods.verify.inputs.mining.scope import NO_CONSTANT, Scope
from codemods.verify.inputs.mining.told import told_kinds

DIGITS = re.compile(r"-?[0-9]{1,3}")
DECIMALS = re.compile(r"-?[0-9]{1,2}(\.[0-9]{1,2})?")
_ANY: Kinds = {}
# What the arguments of a function must be, one after the other, and what it returns.
_CALLS: dict[str, tuple[tuple[Kinds, ...], str]] = {
    "len": ((kinds.SIZED,), "int"),
    "abs": ((kinds.NUMBER,), "same"),
    "round": ((kinds.REAL, kinds.INTEGER), "same"),
    "divmod": ((kinds.INTEGER, kinds.INTEGER), ""),
    "pow": ((kinds.NUMBER, kinds.NUMBER), "int"),
    "ord": ((kinds.TEXTUAL,), "int"),
    "chr": ((kinds.INTEGER,), "str"),
    "hex": ((kinds.INTEGER,), "str"),
    "bin": ((kinds.INTEGER,), "str"),
    "range": ((kinds.INTEGER,) * 3, ""),
    "next": (({"iterator": 6},), ""),
    "operator.index": ((kinds.INTEGER,), "int"),
    "os.fspath": ((kinds.TEXTUAL,), "same"),
    "os.fsdecode": ((kinds.TEXTUAL,), "str"),
    "json.loads": ((kinds.TEXT,), ""),
    "str": ((_ANY,), "str"),
    "repr": ((_ANY,), "str"),
    "bool": ((_ANY,), "bool"),
    "hash": ((_ANY,), "int"),
    "id": ((_ANY,), "int"),
    "type": ((_ANY,), ""),
    "callable": ((_ANY,), "bool"),
    "print": ((), ""),
    "iter": ((kinds.ITERABLE,), "iterator"),
    "copy.copy": ((_ANY,), "same"),
    "copy.deepcopy": ((_ANY,), "same"),
    "decimal.Decimal": (({"int": 3, "str": 1, "float": 1, "decimal": 2},), ""),
    "fractions.Fraction": (({"int": 3, "fraction": 1}, kinds.INTEGER), ""),
    "io.BytesIO": (({"bytes": 5},), ""),
    "io.StringIO": ((kinds.TEXT,), ""),
    "bytes": (({"bytes": 4, "list": 1},), "bytes"),
    "memoryview": (({"bytes": 5},), "bytes"),
    "bytearray": (({"bytes": 4, "list": 1},), "bytes"),
    "collections.deque": ((kinds.ITERABLE,), ""),
    "collections.Counter": ((kinds.ITERABLE,), ""),
    "datetime.date": ((kinds.INTEGER,) * 3, ""),
    "datetime.datetime": ((kinds.INTEGER,) * 6, ""),
    "datetime.timedelta": ((kinds.INTEGER,) * 3, ""),
    "dict.fromkeys": ((kinds.ITERABLE,), ""),
    "int.from_bytes": (({"bytes": 5},), "int"),
    "textwrap.fill": ((kinds.TEXT, kinds.INTEGER), "str"),
    "textwrap.wrap": ((kinds.TEXT, kinds.INTEGER), ""),
    "textwrap.shorten": ((kinds.TEXT, kinds.INTEGER), "str"),
    "textwrap.indent": ((kinds.TEXT, kinds.TEXT), "str"),
    "textwrap.dedent": ((kinds.TEXT,), "str"),
    "exec": ((kinds.TEXT, {"dict": 5}, {"dict": 5}), ""),
    "eval": ((kinds.TEXT, {"dict": 5}, {"dict": 5}), ""),
    "itertools.repeat": ((_ANY, kinds.INTEGER), ""),
    "itertools.count": ((kinds.NUMBER, kinds.NUMBER), ""),
    "itertools.islice": ((kinds.ITERABLE, *(kinds.INTEGER,) * 3), ""),
    "itertools.combinations": ((kinds.ITERABLE, kinds.INTEGER), ""),
    "itertools.permutations": ((kinds.ITERABLE, kinds.INTEGER), ""),
    "str.join": ((kinds.TEXT, kinds.ITERABLE), "str"),
}
_STARTS: dict[str, tuple[Kinds, str]] = {
    "math.": (kinds.REAL, "float"),
    "cmath.": (kinds.REAL, ""),
    "os.path.": (kinds.TEXTUAL, "str"),
    "posixpath.": (kinds.TEXTUAL, "str"),
    "binascii.": ({"bytes": 5}, "bytes"),
    "str.": (kinds.TEXT, "str"),
    "bytes.": ({"bytes": 5}, "bytes"),
    "urllib.parse.": (kinds.TEXT, "str"),
    "html.": (kinds.TEXT, "str"),
    "shlex.": (kinds.TEXT, "str"),
    "keyword.": (kinds.TEXT, "bool"),
    "unicodedata.": (kinds.TEXT, "str"),
    "inspect.": ({"function": 4, "type": 2}, ""),
    "operator.": (kinds.ADDABLE, ""),
}
_ALL_OF = frozenset(
    """sorted sum min max any all list tuple set frozenset enumerate reversed zip math.fsum
    math.prod statistics.mean collections.Counter""".split()
)
_IN_ORDER = frozenset({"sorted", "min", "max"})
EXPRESSIONS = frozenset("match search fullmatch sub subn split findall finditer".split())


def read_library(
    name: str, node: ast.Call, given: list[Places], named: dict[str, Places], scope: Scope
) -> Places | None:
    """What the call returns, where the function is known; notes what its arguments must be."""
    if name == "print":
        for places in named.values():
            flag(places, "printed to")
        method(named.get("file", ()), "write", of_kind(int=5))
        return (Place(),)
    if name in ("int", "float", "complex") and given:
        return _number(name, given)
    if name in _ALL_OF or (name.startswith("itertools.") and name not in _CALLS):
        if name in ("min", "max") and len(given) > 1:
            _bounds(node, given, scope)
        return _iterables(name, given)
    if name in ("isinstance", "issubclass") and len(node.args) == 2:
        if name == "issubclass":
            allow(given[0], {"type": 8})
        else:
            told_kinds(given[0], node.args[1], scope)
        return of_kind(bool=5)
    if name == "callable" and given:
        for place in given[0]:
            place.alternatives["callable"] = 4
        return of_kind(bool=5)
    if name in ("getattr", "hasattr", "setattr") and len(node.args) >= 2:
        return _by_name(name, node, given, scope)
    if name in ("map", "filter") and len(given) > 1:
        for places in given[1:]:
            _iterable(places)
        return (Place(events=[{"list": 3}], parts={"element": roles(given[1], "element")}),)
    if name == "dict":
        for places in given:
            allow(places, {"dict": 5, "list": 1})
        return given[0] if given else of_kind(dict=5)
    if name.startswith("re.") and name[3:] in EXPRESSIONS | {"compile", "escape"}:
        return _regular(name[3:], node, given, scope)
    return _listed(name, given)


def _listed(name: str, given: list[Places]) -> Places | None:
    known = _CALLS.get(name)
    if known is None:
        start = next((start for start in _STARTS if name.startswith(start)), None)
        if start is None:
            return None
        allowed, result = _STARTS[start]
        known = ((allowed,) * 4, result)
    for places, allowed in zip(given, known[0], strict=False):
        if allowed:
            allow(places, allowed)
        if name in ("range", "chr", "divmod") or name.startswith(("math.", "itertools.")):
            flag(places, "small")
        if name == "ord":
            flag(places, "letter")
        if name == "len":
            flag(places, "sized")
            return (Place(events=[{"int": 5}], parts={"measured": places}),)
        if name == "next":
            flag(places, "next")
    if known[1] == "same" and given:
        return given[0]
    if known[1] == "iterator" and given:
        return (Place(events=[{"iterator": 6}], parts={"element": roles(given[0], "element")}),)
    if name == "range":
        return (Place(parts={"element": of_kind(int=5)}),)
    return of_kind(**{known[1]: 5}) if known[1] not in ("", "same") else (Place(),)


def _number(name: str, given: list[Places]) -> Places:
    allow(given[0], kinds.TEXT if len(given) > 1 else {"str": 3, "int": 2, "float": 2})
    for place in given[0]:
        place.patterns.append(DIGITS if name == "int" else DECIMALS)
    for places in given[1:]:
        allow(places, kinds.INTEGER)
    return (Place(events=[{name: 5}], parts={"written": given[0]}),)


def _iterable(places: Places) -> Places:
    allow(places, kinds.ITERABLE)
    flag(places, "iterated")
    fixed = [inner for place in places for inner in place.positions.values()]
    return merged(roles(places, "element"), *fixed)


def _bounds(node: ast.Call, given: list[Places], scope: Scope) -> None:
    """Note with which literals a value is compared to get the smaller or larger one."""
    for argument in node.args:
        constant = scope.constant(argument)
        if isinstance(constant, int | float):
            for places in given:
                compare(places, constant, node.lineno)


def _iterables(name: str, given: list[Places]) -> Places:
    if name in ("min", "max") and len(given) > 1:
        for first, second in pairwise(given):
            relate(first, second)
            allow(first, kinds.ORDERED)
            allow(second, kinds.ORDERED)
        return merged(*given)
    elements = [_iterable(places) for places in given]
    if not elements:
        return (Place(),)
    if name in ("sum", "math.fsum", "math.prod", "statistics.mean"):
        allow(elements[0], kinds.NUMBER)
        return of_kind(int=3, float=2)
    if name in _IN_ORDER:
        allow(elements[0], kinds.ORDERED)
        flag(given[0], "ordered")
    if name in ("min", "max"):
        return elements[0]
    if name == "zip":
        pair = Place(positions=dict(enumerate(elements)), widths={len(elements)})
        return (Place(parts={"element": (pair,)}),)
    if name == "enumerate":
        pair = Place(positions={0: of_kind(int=5), 1: elements[0]}, widths={2})
        return (Place(parts={"element": (pair,)}),)
    if name in ("any", "all"):
        flag(elements[0], "truth")
        return of_kind(bool=5)
    if name == "reversed":
        flag(given[0], "sized")
    return (Place(events=[{"list": 5}], parts={"element": merged(*elements)}),)


def _by_name(name: str, node: ast.Call, given: list[Places], scope: Scope) -> Places:
    constant = scope.constant(node.args[1])
    if name == "setattr":
        flag(given[0], "mutated")
    if not isinstance(constant, str):
        allow(given[1], kinds.TEXT)
        return (Place(),)
    if name == "hasattr" or constant.startswith("__"):
        return (Place(),)
    places = attribute(given[0], constant)
    if given[2:]:
        for place in given[0]:
            place.optional.add(f".{constant}")  # not everything has to have it
    for default in given[2:]:
        relate(places, default)
    return merged(places, *given[2:])


def _regular(name: str, node: ast.Call, given: list[Places], scope: Scope) -> Places:
    if name in ("compile", "escape"):
        allow(given[0] if given else (), kinds.TEXT)
        return (Place(),)
    pattern = scope.constant(node.args[0]) if node.args else NO_CONSTANT
    at = 2 if name.startswith("sub") else 1
    for places in given[:1]:
        allow(places, kinds.TEXT)
    for places in given[at : at + 1]:
        allow(places, kinds.TEXT)
        for place in places:
            place.patterns += _compiled(pattern)
    return _regular_result(name)


def _regular_result(name: str) -> Places:
    if name == "sub":
        return of_kind(str=5)
    if name in ("split", "findall"):
        return (Place(events=[{"list": 5}], parts={"element": of_kind(str=5)}),)
    return (Place(),)


def read_compiled(value: ast.expr, name: str, given: list[Places], scope: Scope) -> Places:
    """What a method of a compiled regular expression returns."""
    pattern = compiled_pattern(value, scope)
    is_text = isinstance(getattr(pattern, "pattern", None), str)
    for places in given[1:2] if name.startswith("sub") else given[:1]:
        allow(places, kinds.TEXT if is_text else {"bytes": 5})
        for place in places:
            place.patterns += [pattern] if is_text and pattern is not None else []
    return _regular_result(name)


def compiled_pattern(value: ast.expr, scope: Scope) -> re.Pattern[str] | None:
    """The regular expression that a name of the module or class stands for."""
    match value:
        case ast.Name(id=name):
            found = scope.module.namespace.get(name)
            definition = scope.module.values.get(name)
        case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name) if scope.owner:
            found = getattr(scope.module.namespace.get(scope.owner), name, None)
            member = scope.module.member(scope.owner, name)
            definition = member.value if isinstance(member, ast.Assign) else None
        case _:
            return None
    if isinstance(found, re.Pattern):
        return found
    match definition:
        case ast.Call(func=ast.Attribute(attr="compile"), args=[ast.Constant(value=text), *_]):
            return next(iter(_compiled(text)), None)
    return None


def _compiled(text: object) -> list[re.Pattern[str]]:
    try:
        return [re.compile(text)] if isinstance(text, str) else []
    except re.error:
        return []
