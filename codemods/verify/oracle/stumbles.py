"""Tell an error that the code meant to raise from one that the interpreter stumbled into.

A difference on an input of the wrong type says nothing about a change: what ``None < 3`` raises
was nobody's intention. So errors of typing count as behaviour only where project code raises them
with a statement of its own. Missing keys, indexes and attributes of numbers are another matter:
programs rely on ``KeyError``, ``IndexError``, ``ValueError`` and ``ZeroDivisionError`` from
anywhere; and ``assert`` and ``raise`` are always meant.
"""

import opcode
import sysconfig
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePath
from types import TracebackType
from typing import Any

TYPING = (TypeError, AttributeError)
EXHAUSTION = (RecursionError, MemoryError)
_RAISING = {opcode.opmap[name] for name in ("RAISE_VARARGS", "RERAISE") if name in opcode.opmap}
_UNPACKING = {
    number
    for name, number in opcode.opmap.items()
    if name.startswith(("UNPACK_SEQUENCE", "UNPACK_EX"))
}


def is_stumble(error: BaseException, namespace: Mapping[str, object]) -> bool:
    """Whether it was raised because a value was not of the kind that the code needs.

    ``namespace`` are the globals of the module under test: a ``raise`` in there is always meant,
    and so is one in any other module that is not of a library.
    """
    if isinstance(error, EXHAUSTION):
        return True
    place = _innermost(error)
    if isinstance(error, TYPING):
        if place is None or _operation(place) not in _RAISING:
            return True
        frame = place.tb_frame
        return frame.f_globals is not namespace and is_library(frame.f_code.co_filename)
    if type(error) is ValueError and place is not None:
        return _operation(place) in _UNPACKING
    return False


def is_raised(error: BaseException) -> bool:
    """Whether a statement raised it, not the interpreter and not a signal."""
    place = _innermost(error)
    return place is not None and _operation(place) in _RAISING


def _innermost(error: BaseException) -> TracebackType | None:
    """Where it was raised; ``None`` where the function was not even entered."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    name = None if place is None else place.tb_frame.f_globals.get("__name__")
    if isinstance(name, str) and name.startswith(_OURS):  # what ``eval`` is given may be anything
        return None
    return place


_OURS = __name__.rpartition(".")[0] + "."


def _operation(place: TracebackType) -> int:
    code: Any = place.tb_frame.f_code.co_code
    return int(code[place.tb_lasti]) if 0 <= place.tb_lasti < len(code) else -1


@lru_cache(maxsize=1024)
def is_library(file: str) -> bool:
    if file.startswith("<frozen"):
        return True
    paths = sysconfig.get_paths()
    libraries = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    parents = {str(parent) for parent in PurePath(file).parents}
    return not libraries.isdisjoint(parents) or "site-packages" in PurePath(file).parts
