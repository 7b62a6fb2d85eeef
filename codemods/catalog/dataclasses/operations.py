"""Tell the types of what operators and methods give, by the types of what they are given."""

import ast
from collections.abc import Set

_NUMBERS = frozenset({"int", "float", "bool"})
_SCALARS = _NUMBERS | {"str", "bytes", "None"}
_CLOSED = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod)  # of ints they are ints
_OF_TEXTS = {
    **dict.fromkeys(
        """capitalize casefold center expandtabs format join ljust lower lstrip removeprefix
        removesuffix replace rjust rstrip strip swapcase title translate upper zfill""".split(),
        "str",
    ),
    **dict.fromkeys(
        """endswith isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric
        isprintable isspace istitle isupper startswith""".split(),
        "bool",
    ),
    **dict.fromkeys(["count", "find", "index", "rfind", "rindex"], "int"),
    **dict.fromkeys(["split", "rsplit", "splitlines"], "list"),
    **dict.fromkeys(["partition", "rpartition"], "tuple"),
}


def combined(left: Set[str], right: Set[str], op: ast.operator) -> set[str]:
    """What ``left op right`` is: ``object`` where it is not known, nothing where not yet."""
    both = left | right
    if not left or not right:
        return set()
    if both <= _NUMBERS:
        if isinstance(op, ast.Div):
            return {"float"}
        if isinstance(op, _CLOSED):
            return _numbers(left, right)
    if isinstance(op, ast.Add) and len(both) == 1 and both <= {"str", "list", "bytes", "tuple"}:
        return {*both}
    if isinstance(op, ast.Mod) and left == {"str"}:
        return {"str"}
    if isinstance(op, ast.Mult) and left == {"str"} and right <= {"int", "bool"}:
        return {"str"}
    return {"object"}


def _numbers(left: Set[str], right: Set[str]) -> set[str]:
    """The types of a sum of numbers: one of each side."""
    return {"float" if "float" in (one, two) else "int" for one in left for two in right}


def changed(old: Set[str], new: Set[str], op: ast.operator) -> set[str]:
    """What a value becomes in place, any number of times."""
    if isinstance(op, ast.Add) and old == {"list"}:
        return {"list"}
    found = {*old}
    while (more := combined(found, new, op) - found) and "object" not in found:
        found |= more
    return found


def compared(left: Set[str], right: Set[str]) -> set[str]:
    """What a comparison of two values gives: of texts and numbers it is a bool."""
    if not left or not right:
        return set()
    return {"bool"} if left | right <= _SCALARS else {"object"}


def negated(types: Set[str]) -> set[str]:
    """What ``-value`` is."""
    return {"int" if one == "bool" else one if one in _NUMBERS else "object" for one in types}


def of_method(owner: Set[str], name: str) -> set[str]:
    """What a method of a text gives."""
    return {_OF_TEXTS.get(name, "object") if one == "str" else "object" for one in owner}
