"""Tell what rewriting records rests on, and what is proved of it."""

import ast

from codemods.model import Change, Discharge, Evidence, Unproved

from .flavors import TYPED_DICT
from .shape import Shape
from .slots import Slot

CLOSED = "closed-world"
SAME_SHAPE = "same-shape"
VALIDATED = "validated-input"


def foretold(shape: Shape) -> tuple[Evidence, ...]:
    """What it rests on that the result can't prove."""
    if shape.flavor is TYPED_DICT:
        fact = "records stay dicts: only annotations say more"
        return (Evidence(CLOSED, Discharge.PROVED, fact),)
    found = [_closed(shape.slot)]
    if shape.leans:
        fact = f"no key, or None under it, mean the same: {'; '.join(shape.leans)}"
        found.append(Evidence(SAME_SHAPE, Discharge.OPEN, fact))
    if not shape.flavor.checks:
        return tuple(found)
    checked = ", ".join(f"{one.name}: {one.type}" for one in shape.fields if one.type != "object")
    fact = f"what `{shape.name}` is built of passes as {checked}, else building it raises"
    return *found, Evidence(VALIDATED, Discharge.OPEN, fact)


def _closed(slot: Slot) -> Evidence:
    if not slot.public:
        fact = "only private functions and variables of this file hold such records"
        return Evidence(CLOSED, Discharge.PROVED, fact)
    ways = ", ".join(f"`{one}`" for one in dict.fromkeys(map(str, slot.public[:3])))
    fact = f"nothing outside these files builds such records, or uses those it gets by {ways}"
    entries = ", ".join(f"`{one}`" for one in dict.fromkeys(map(str, slot.entries)))
    if entries:
        fact += f"; {entries} get no others"
    return Evidence(CLOSED, Discharge.OPEN, fact)


def proved(shape: Shape, change: Change) -> tuple[Evidence, ...]:
    """What comparing both sides proves. Raises ``Unproved``."""
    # Imported here, as only few files need it.
    from .worked_out import dumps

    if [ast.dump(one) for one in change.after] != dumps(shape, change.before):
        raise Unproved("the result is not the original with each use replaced")
    if shape.flavor is TYPED_DICT:
        count = len(shape.variables) + len(shape.signatures) + len(shape.annotations)
        fact = f"nothing but {count} annotations differs"
        return (Evidence("same-statements", Discharge.PROVED, fact),)
    uses, sites = len(shape.uses), len(shape.slot.sites)
    optional = [field.name for field in shape.fields if field.name in shape.optional]
    same = f"all {sites} places that build it give it every key, and none is taken out"
    if optional:
        told = ", ".join(optional)
        same = (
            f"what may be missing is only used where it is there, or got with its default: {told}"
        )
    known = f"all {uses} uses are of known keys, or of all of them at once"
    return (
        Evidence("same-keys", Discharge.PROVED, same),
        Evidence("known-uses", Discharge.PROVED, known),
    )
