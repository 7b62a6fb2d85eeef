"""Find out which classes can be made by their constructors, by trying."""

from collections.abc import Mapping
from dataclasses import replace
from inspect import getattr_static
from random import Random

from codemods.verify.inputs.choosers import Rolled
from codemods.verify.inputs.composites import instance
from codemods.verify.inputs.draws import Drawer
from codemods.verify.inputs.leaves import Menus
from codemods.verify.inputs.mining import Mined, Shape
from codemods.verify.inputs.workshop import Unbuildable, Workshop
from codemods.verify.isolation.deadline import Deadline, OutOfTime

ATTEMPTS = 12
SECONDS = 0.2  # for one attempt to make an object
_MISSING = object()


def buildable(mined: Mined, namespace: Mapping[str, object]) -> Mined:
    """The same, but classes whose constructors never succeed get their attributes set instead.

    And what their constructors turn out to set is not absent.
    """
    shapes = dict(mined.shapes)
    for path, shape in mined.shapes.items():
        if shape.kind == "made":
            made = _made(replace(shape, state=(), absent=()), shapes, namespace)
            absent = tuple(one for one in shape.absent if not _has(made, one[0]))
            kind = "bare" if made is None else "made"
            shapes[path] = replace(shape, kind=kind, absent=absent)
    return replace(mined, shapes=shapes)


def _has(value: object, name: str) -> bool:
    """Whether it has the attribute; no code of its class runs to tell."""
    return getattr_static(value, name, _MISSING) is not _MISSING


def _made(
    shape: Shape, shapes: Mapping[str, Shape], namespace: Mapping[str, object]
) -> object | None:
    """An object that the constructor makes, where it makes any."""
    source = Random(0)
    for _ in range(ATTEMPTS):
        recipe = instance(Drawer(Rolled(source), shapes, Menus()), shape)
        deadline = Deadline()
        try:
            deadline.arm(SECONDS)
            return Workshop(namespace, []).make(recipe)
        except Unbuildable:
            continue
        except OutOfTime:
            break
        finally:
            deadline.disarm()
    return None
