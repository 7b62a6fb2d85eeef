"""Put together what several searches or computations rest on that are rewritten as one."""

from collections.abc import Iterable

from codemods.model import Discharge, Evidence


def merged(pieces: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The evidence of all of them, each assumption with what is weakest."""
    every = list(dict.fromkeys(pieces))
    found: list[Evidence] = []
    for name in dict.fromkeys(one.assumption for one in every):
        about = [one for one in every if one.assumption == name]
        still_open = [one for one in about if one.discharge is not Discharge.PROVED]
        found += still_open or about[:1]
    return tuple(found)
