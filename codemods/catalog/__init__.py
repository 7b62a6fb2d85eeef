"""Load the codemods: every module or package in this folder is one, under its own name."""

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codemods.codemod import Codemod


def names() -> list[str]:
    """The names of all codemods, without importing any."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))


@cache
def load(name: str) -> "Codemod":
    """The codemod of this name. Raises ``KeyError`` where there is none."""
    if name not in names():
        raise KeyError(name)
    # Imported here: a run in which nothing changed needs no codemod.
    from codemods.codemod import Codemod

    module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    codemod = module.codemod
    assert isinstance(codemod, Codemod)
    return codemod
