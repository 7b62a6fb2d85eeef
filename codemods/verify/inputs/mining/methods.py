"""Read calls of the methods that the builtin types have."""

import ast

import codemods.verify.inputs.mining.kinds as kinds
from codemods.verify.inputs.mining.places import (
    Place,
    Places,
    allow,
    compare,
    flag,
    key,
    merged,
    method,
    of_kind,
    relate,
    roles,
)
from codemods.verify.inputs.mining.scope import NO_CONSTANT, Scope

_UNNAMED = frozenset("append add remove get pop setdefault insert extend".split())
_NUMBERS = frozenset("center expandtabs ljust rjust zfill to_bytes".split())
_TEXT_RESULTS = frozenset(
    """capitalize casefold center expandtabs format format_map join ljust lower lstrip
    removeprefix removesuffix replace rjust rstrip strip swapcase title translate upper
    zfill decode read readline getvalue isoformat strftime hex""".split()
)
_LIST_RESULTS = frozenset("split rsplit splitlines readlines".split())
_SAME = frozenset("""casefold expandtabs lower lstrip removeprefix removesuffix replace rstrip strip
    upper""".split())
_TRIPLE_RESULTS = frozenset({"partition", "rpartition"})
_INT_RESULTS = frozenset("find rfind index rindex count bit_length toordinal weekday".split())
_BOOL_RESULTS = frozenset(
    """startswith endswith isdigit isalpha isalnum isspace islower isupper istitle isnumeric
    isdecimal isidentifier isprintable isascii issubset issuperset isdisjoint""".split()
)
_TEXT = frozenset(dir(str)) - frozenset(dir(list)) - frozenset(dir(tuple))
_SETS = frozenset(
    """union intersection difference symmetric_difference issubset issuperset isdisjoint
    intersection_update difference_update symmetric_difference_update""".split()
)


def read_method(
    receiver: Places,
    name: str,
    node: ast.Call,
    given: list[Places],
    named: dict[str, Places],
    scope: Scope,
) -> Places | None:
    """What a method returns, where its name is one of the builtin types' methods."""
    if named and name in _UNNAMED:
        # The builtin types' methods of this name take no keywords: so this is another's.
        allow(receiver, {"record": 8})
        return None
    result = _container(receiver, name, node, given, scope)
    if result is None and name in _TEXT:
        result = _text(receiver, name, node, given, scope)
    if result is None and name in _SETS:
        for places in given:
            allow(places, {"set": 4, "list": 1})
            relate(roles(receiver, "element"), roles(places, "element"))
        result = of_kind(bool=5) if name.startswith("is") else receiver
    if result is None:
        result = _result(name)
    if result is not None:
        known = next((place.methods[name] for place in receiver if name in place.methods), result)
        method(receiver, name, known)
    return result


def _result(name: str) -> Places | None:
    if name in _TEXT_RESULTS:
        return of_kind(str=5)
    if name in _INT_RESULTS:
        return of_kind(int=5)
    if name in _BOOL_RESULTS:
        return of_kind(bool=5)
    return None


def _container(
    receiver: Places, name: str, node: ast.Call, given: list[Places], scope: Scope
) -> Places | None:
    constant = scope.constant(node.args[0]) if node.args else NO_CONSTANT
    match name:
        case "append" | "add" | "remove" | "discard" | "appendleft" | "insert" if given:
            flag(receiver, "mutated")
            if name in ("add", "discard"):
                flag(given[-1], "hashed")
            relate(given[-1], roles(receiver, "element"))
            return (Place(flags={"none"}),)
        case "extend" | "update" if given:
            flag(receiver, "mutated")
            allow(given[0], kinds.ITERABLE if name == "extend" else {"dict": 4, "set": 1})
            relate(roles(given[0], "element"), roles(receiver, "element"))
            return (Place(flags={"none"}),)
        case "get" | "setdefault" | "pop" if given:
            return _lookup(receiver, name, constant, given)
        case "pop" | "popleft":
            flag(receiver, "mutated", "sized")
            return roles(receiver, "element")
        case "items":
            parts = {0: roles(receiver, "element"), 1: _values(receiver)}
            return (Place(events=[{"list": 5}], parts={"element": (_pair(parts),)}),)
        case "keys":
            return (Place(events=[{"list": 5}], parts={"element": roles(receiver, "element")}),)
        case "values":
            return (Place(events=[{"list": 5}], parts={"element": _values(receiver)}),)
        case "copy":
            return receiver
        case "sort" | "reverse" | "clear":
            flag(receiver, "mutated")
            return (Place(flags={"none"}),)
    return None


def _values(receiver: Places) -> Places:
    return roles(receiver, "item")


def _pair(parts: dict[int, Places]) -> Place:
    return Place(positions=parts, widths={2})


def _lookup(receiver: Places, name: str, constant: object, given: list[Places]) -> Places:
    if name != "get":
        flag(receiver, "mutated")
    if isinstance(constant, str):
        found = key(receiver, constant, optional=name != "pop" or len(given) > 1)
    elif name == "pop" and isinstance(constant, int):
        flag(receiver, "sized")
        return roles(receiver, "element")
    else:
        for place in receiver:
            place.subscripts += [one for one in given[0] if one not in place.subscripts]
        found = roles(receiver, "item")
    for default in given[1:]:
        relate(found, default)
    return merged(found, *given[1:])


def _text(
    receiver: Places, name: str, node: ast.Call, given: list[Places], scope: Scope
) -> Places | None:
    if name == "join" and given:
        allow(given[0], kinds.ITERABLE)
        flag(given[0], "iterated")
        allow(roles(given[0], "element"), kinds.TEXT)
        return of_kind(str=5)
    for index, places in enumerate(given):
        if (name in _NUMBERS and index == 0) or (name in ("find", "rfind", "startswith") and index):
            allow(places, kinds.INTEGER)
            flag(places, "small")
        elif name not in ("format", "translate", "encode", "decode", "splitlines", "split"):
            allow(places, kinds.TEXTUAL)
        elif name == "split" and index == 0:
            allow(places, kinds.TEXT)
            flag(places, "filled")
    if name in ("startswith", "endswith", "split", "partition", "find", "index", "count"):
        for argument in node.args[:1]:
            constant = scope.constant(argument)
            for value in constant if isinstance(constant, tuple) else (constant,):
                if isinstance(value, str) and name.endswith("with"):
                    compare(receiver, value, node.lineno)
    if name in ("split", "rsplit"):
        separator = scope.constant(node.args[0]) if node.args else " "
        if isinstance(separator, str):
            flag(receiver, f"by:{separator}")
    if name in _SAME:
        # What is asked of the result is asked of the text, nearly.
        return receiver
    if name in _LIST_RESULTS:
        return (Place(events=[{"list": 5}], parts={"element": of_kind(str=5)}),)
    if name in _TRIPLE_RESULTS:
        return (Place(positions={index: of_kind(str=5) for index in range(3)}, widths={3}),)
    return of_kind(bytes=5) if name == "encode" else _result(name)
