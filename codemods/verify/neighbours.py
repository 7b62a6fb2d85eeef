"""Give each version of a module the other modules of the project that it belongs with.

Where several files change together, the version before must see the others as they were, and the
version after as they became. Both live in one process, so modules of the project are exchanged in
``sys.modules`` whenever the other side gets its turn.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import NamedTuple

from codemods.verify.isolation.loading import spec_of
from codemods.verify.oracle.contents import is_own_module


class Neighbour(NamedTuple):
    """Another module: its dotted name and its path, and both texts; an empty one is no file."""

    name: str
    path: str
    before: str
    after: str


class Neighbours(MetaPathFinder):
    """The other modules of a comparison, of which one side at a time can be imported."""

    def __init__(self, given: Sequence[Neighbour], search: Sequence[str]) -> None:
        self._given = {one.name: one for one in given}
        self._roots = tuple(f"{folder.rstrip('/')}/" for folder in search)
        self._kept: tuple[dict[str, ModuleType], dict[str, ModuleType]] = {}, {}
        self._counts = [0, 0]  # of all modules, when those of the side were looked for
        self._side = 0
        self._sandbox = frozenset(sys.modules)  # what runs all this is the same for both
        if given:
            sys.meta_path.insert(0, self)

    def turn_to(self, side: int) -> None:
        """Let imports give what belongs to the version before (0) or after (1)."""
        if side == self._side or not self._given:
            return
        if len(sys.modules) != self._counts[self._side]:
            self._kept[self._side].update(self._own())
            self._counts[self._side] = len(sys.modules)
        for name in self._kept[self._side]:
            sys.modules.pop(name, None)
        self._side = side
        sys.modules.update(self._kept[side])

    def _own(self) -> dict[str, ModuleType]:
        return {
            name: module
            for name, module in list(sys.modules.items())
            if name not in self._sandbox and (name in self._given or self._is_own(module))
        }

    def _is_own(self, module: object) -> bool:
        if not isinstance(module, ModuleType):
            return False
        file = module.__dict__.get("__file__")
        return isinstance(file, str) and file.startswith(self._roots) and is_own_module(module)

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        """The spec of a module that changed; of any other one, others know."""
        found = self._given.get(fullname)
        text = found and (found.after if self._side else found.before)
        return spec_of(text, fullname, found.path) if found and text else None
