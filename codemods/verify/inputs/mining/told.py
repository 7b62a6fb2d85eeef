"""Read tests of types: they name kinds of values that may come."""

import ast

import codemods.verify.inputs.mining.kinds as kinds
from codemods.verify.inputs.mining.places import Places
from codemods.verify.inputs.mining.scope import Scope

_ABSTRACT = {"mapping": "dict", "sequence": "list", "iterable": "list", "real": "float"}


def told_kinds(places: Places, classes: ast.expr, scope: Scope) -> None:
    """Note that the values may be of these classes: one, or a tuple of them, or its name."""
    match classes:
        case ast.Tuple(elts=several):
            for one in several:
                told_kinds(places, one, scope)
            return
        case ast.Name(id=name) if isinstance(scope.module.values.get(name), ast.Tuple):
            told_kinds(places, scope.module.values[name], scope)
            return
    path = ast.unparse(classes)
    name = path.rpartition(".")[2].lower()
    name = _ABSTRACT.get(name, name)
    for place in places:
        if path in scope.module.classes:
            place.alternatives[f"class:{path}"] = 4
        elif name in kinds.LIBRARY or name in kinds.SCALARS:
            place.alternatives[name] = 4
