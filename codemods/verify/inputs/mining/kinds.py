"""Tell which kinds of value allow a use, and which kinds fit all uses of a value."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from re import Match

from codemods.verify.inputs.mining.places import Kinds, Named, Place

NUMBER: Kinds = {"int": 4, "float": 2}
REAL: Kinds = {"float": 3, "int": 3}
INTEGER: Kinds = {"int": 5}
TEXT: Kinds = {"str": 5}
TEXTUAL: Kinds = {"str": 5, "bytes": 1}
ADDABLE: Kinds = {"int": 4, "float": 1, "str": 2, "list": 1}
ORDERED: Kinds = {"int": 4, "float": 2, "str": 2}
ITERABLE: Kinds = {
    "list": 8,
    "tuple": 2,
    "str": 1,
    "set": 1,
    "dict": 1,
    "frozenset": 1,
    "iterator": 1,
    "deque": 1,
    "bytes": 1,
}
SIZED: Kinds = {"list": 5, "str": 3, "tuple": 2, "dict": 1, "set": 1, "bytes": 1, "deque": 1}
INDEXED: Kinds = {"list": 5, "tuple": 2, "str": 2, "bytes": 1, "deque": 1}
SLICED: Kinds = {"list": 4, "str": 4, "tuple": 1, "bytes": 1}
CONTAINER: Kinds = {
    "list": 3,
    "set": 3,
    "dict": 3,
    "tuple": 1,
    "frozenset": 1,
    "str": 1,
    "deque": 1,
}
SCALARS = frozenset({"int", "float", "bool", "str", "none", "complex", "bytes"})
LIBRARY: dict[str, type] = {
    "str": str,
    "list": list,
    "dict": dict,
    "set": set,
    "int": int,
    "float": float,
    "bytes": bytes,
    "tuple": tuple,
    "deque": deque,
    "bytearray": bytearray,
    "frozenset": frozenset,
    "counter": Counter,
    "decimal": Decimal,
    "fraction": Fraction,
    "datetime": datetime,
    "date": date,
    "timedelta": timedelta,
    "time": time,
    "text file": StringIO,
    "binary file": BytesIO,
    "path": PurePosixPath,
    "match": Match,
    "exception": Exception,
}
_OF_CLASSES = frozenset("__mro__ __bases__ __subclasses__ mro".split())
_OF_FUNCTIONS = frozenset("__name__ __qualname__ __code__ __defaults__ __wrapped__".split())
_COMMON = {"str": 6, "list": 6, "dict": 6, "set": 4, "int": 3, "float": 2, "text file": 4}
# What a parameter is usually called, where nothing else is known about it.
_NAMES: dict[str, str] = {
    "int": """a b c count day depth end height hour i idx index j k limit m maximum minimum minute
        month n num number offset pos position precision seconds size start step stop width x y
        year z indent level lineno length port base total hi lo high low""",
    "str": """char delimiter description email encoding errors filename format fmt host key label
        line message mode msg name path pattern prefix s sep separator string suffix text title
        token url user username value_name word charset string1 string2 content subject source
        netloc scheme query fragment qs p str1 str2 code""",
    "list": """args array choices columns data elements entries fields iterable items lines list
        lst numbers objects objs orders people records results rows seq sequence sizes strings
        tokens users values words xs ys parts keys population iterables""",
    "dict": """config context cfg d data dct dictionary headers kwargs lookup mapping options
        params payload record row settings state""",
    "callable": "callback f fn func function handler key_func predicate on_error visit",
    "bool": "debug flag force quiet recursive reverse strict verbose enabled",
    "bytes": "buf buffer raw bytestring",
    "float": "amount epsilon price rate ratio score tolerance weight sigma mu alpha beta",
}


@cache
def name_hints(name: str) -> Kinds:
    """The kinds that a parameter of this name usually has, for want of anything better."""
    plain = name.strip("_").lower()
    return {kind: 3 for kind, names in _NAMES.items() if plain in names.split()}


@cache
def with_members(names: frozenset[str]) -> Kinds:
    """The library's kinds that have these attributes, or most of them."""
    shares = {
        kind: sum(hasattr(cls, name) for name in names) / len(names)
        for kind, cls in LIBRARY.items()
    }
    best = max(shares.values())
    if best < 0.6:
        return {}
    found = [kind for kind, share in shares.items() if share == best]
    return {kind: _COMMON.get(kind, 1) for kind in found}


def fitting(places: Iterable[Place], classes: Mapping[str, frozenset[str]]) -> Counter[str]:
    """The kinds that fit most uses of these places, each with its weight.

    ``classes`` maps the module's own classes to the names of their members.
    """
    places = list(places)
    declared: Counter[str] = Counter()
    for place in places:
        declared.update(place.declared)
    if declared:
        return declared
    events = [event for place in places for event in place.events]
    names = frozenset(name for place in places for name in (*place.attributes, *place.methods))
    spared = {name for place in places for name in place.optional}
    plain = frozenset(
        name for name in names if not name.startswith("__") and f".{name}" not in spared
    )
    if _is_asynchronous(places):
        return Counter({"record": 8})
    if plain:
        events.append(_with_names(plain, classes, places))
    events += [_structure(place) for place in places if _structure(place)]
    if names & _OF_CLASSES:
        events.append({"type": 9})
    elif names & _OF_FUNCTIONS:
        events.append({"function": 4, "type": 2})
    best = _most_supported(events)
    if plain:
        # What lacks an attribute that is read is out, whatever else speaks for it.
        having = {kind: n for kind, n in best.items() if _has_all(kind, plain)}
        best = Counter(having or _with_names(plain, classes, places))
    asked = frozenset(name[1:] for name in spared if isinstance(name, str) and name[:1] == ".")
    if asked and not best:  # some have these attributes, others are anything
        best = Counter({**_with_names(asked, classes, places), "opaque": 2})
    for place in places:
        for kind, weight in place.alternatives.items():
            best[kind] += weight
        for kind in place.hints:
            if kind in best:
                best[kind] += 1
    return best


def _is_asynchronous(places: list[Place]) -> bool:
    """Whether a method is awaited: nothing of the library's has such methods."""
    results = (one for place in places for result in place.methods.values() for one in result)
    return any("awaited" in one.flags for one in results)


def _has_all(kind: str, names: frozenset[str]) -> bool:
    cls = LIBRARY.get(kind)
    return cls is None or all(hasattr(cls, name) for name in names)


def _with_names(
    names: frozenset[str], classes: Mapping[str, frozenset[str]], places: list[Place]
) -> Kinds:
    found: dict[str, int] = dict(with_members(names))
    own = {f"class:{path}": 6 for path, members in classes.items() if names <= members}
    written = any("written" in place.flags for place in places)
    if written:
        found = {}
    if not found or own:
        found["record"] = 2 if own else 6
    elif not names <= _everyday():
        found["record"] = 1
    return {**found, **own}


@cache
def _everyday() -> frozenset[str]:
    return frozenset(dir(str)) | frozenset(dir(list)) | frozenset(dir(dict)) | frozenset(dir(set))


def _structure(place: Place) -> Kinds:
    """What subscripts with constants and calls say."""
    if any(isinstance(name, str | Named) for name in place.keys):
        return {"dict": 8}
    if place.widths:
        return {"tuple": 6, "list": 2}
    if place.positions:
        return dict(INDEXED)
    if "called" in place.flags:
        return {"callable": 8}
    if {"awaited", "aiterated", "entered"} & place.flags:
        return {"stand-in": 8}
    return {}


def _most_supported(events: Iterable[Kinds]) -> Counter[str]:
    support: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for event in events:
        support.update(event.keys())
        weights.update(event)
    if not support:
        return Counter()
    best = max(support.values())
    return Counter({kind: weights[kind] for kind in weights if support[kind] == best})
