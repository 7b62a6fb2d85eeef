"""Tell of which letters a text should be, and how long, from what the code asks about it."""

from codemods.verify.inputs.mining.needs import Need

# Of each kind an ordinary one first, then those that only look like it.
_DIGITS = ("1", "0", "7", "\u00b2", "\u0663")
_LOWER = ("a", "z", "\u00e9", "\u00df")
_UPPER = ("A", "Z", "\u00c9")
_SPACES = (" ", "\t", "\n", "\u00a0")
_SIGNS = ("-", ".", "_", "+")
_LETTERS: dict[str, tuple[str, ...]] = {
    "isdigit": _DIGITS,
    "isdecimal": _DIGITS,
    "isnumeric": _DIGITS,
    "isalpha": (*_LOWER, *_UPPER),
    "isalnum": ("a", "1", "Z", "\u00b2"),
    "isspace": _SPACES,
    "strip": _SPACES,
    "isupper": _UPPER,
    "islower": _LOWER,
    "istitle": (*_UPPER, *_LOWER, " "),
    "isidentifier": ("a", "_", "1", "Z"),
    "isascii": ("a", "\x7f", "\x80"),
    "isprintable": ("a", " ", "\n", "\x00"),
}


def letters_of(need: Need) -> tuple[tuple[str, ...], ...]:
    """The menus of letters: those of each kind that is asked for, and all kinds mixed."""
    asked = [name for one in _parts(need) for name, _ in one.methods if name in _LETTERS]
    menus = tuple(_LETTERS[name] for name in dict.fromkeys(asked))
    if not menus:
        return ()
    mixed = tuple(dict.fromkeys((*(one for menu in menus for one in menu), *_SIGNS, "a", " ")))
    return (*menus, *menus, mixed)


def lengths_of(need: Need) -> tuple[int, ...]:
    """The lengths with which that of the text is compared, and the next ones."""
    known = {int(flag[5:]) for flag in need.flags if flag.startswith("size:")}
    return tuple(sorted(known | {length + 1 for length in known}))


def separators_of(need: Need) -> tuple[str, ...]:
    """What the text is split at."""
    return tuple(sorted(flag[3:] for flag in need.flags if flag.startswith("by:")))


def _parts(need: Need) -> tuple[Need, ...]:
    return (need, *need.positions, *((need.element,) if need.element else ()))
