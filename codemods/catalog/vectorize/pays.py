"""Tell where arrays are faster, by what was measured.

Per element, on CPython 3.11 and NumPy 2.4 from 1,000 elements on: one operation in Python takes
about as long as to put one float into an array, and the way back to a list half of that. So a list
pays from four operations on, each further list takes two more, and a filter three. A sum has no way
back: it pays from three on where it is added up in pairs. A call, a power, ``min`` or ``max``
counts as three. An array pays from one operation on: elements taken out of it one by one are slower
than those of a list. Below about a hundred elements a list never pays.
"""

from collections.abc import Mapping

from codemods.codemod import Pace

from .sites import DECIDING, Sink

NOT_FASTER = "measured: it would be no faster at 10,000 elements"
SIZES = (10, 100, 10_000, 1_000_000)
_MANY = 10_000


def not_faster(ratios: Mapping[int, float]) -> str | None:
    """Why arrays do not pay, by what was measured: they have to be faster where there are many."""
    return NOT_FASTER if ratios.get(_MANY, 2.0) <= 1 else None


PACE = Pace(SIZES, distinct=False, against=not_faster)


def pays(
    operations: int,
    converted: int,
    sink: Sink,
    has_filter: bool,
    minimum: int,
    in_pairs: bool,
) -> bool:
    """Whether so many operations per element are worth that many conversions of lists."""
    if sink is Sink.STORE or (in_pairs and not converted):
        return True
    if operations < 1 and sink is not Sink.ADD:
        return False
    if sink in DECIDING and converted:
        return False  # a list that is looked through ends with the first hit
    if not converted or sink is Sink.ARRAY:
        return True
    return operations >= minimum - in_pairs + 2 * (converted - 1) + 3 * has_filter
