"""Say what surrounds one version of a module: its neighbours, and how it keeps records."""

from collections.abc import Mapping
from dataclasses import dataclass

from codemods.verify.inputs.workshop import Buildable, Workshop
from codemods.verify.neighbours import Neighbours
from codemods.verify.oracle.adapter import Adapter, Known
from codemods.verify.oracle.objects import Instance


class DictShop(Workshop):
    """Makes dicts where the version after has records.

    Models of pydantic convert what they are made of, and copy lists: so these are made as they
    are to be first, with all that is in them.
    """

    def __init__(
        self, namespace: Mapping[str, object], log: list[object], adapter: Adapter
    ) -> None:
        super().__init__(namespace, log, adapter.find)
        self._adapter = adapter
        self._models = Workshop(namespace, log, adapter.find)
        self._dicts: Known = {}

    def follow(self, recipe: Buildable) -> object:
        if isinstance(recipe, Instance) and self._adapter.is_model(recipe.path):
            return self._adapter.as_dicts(self._models.make(recipe), self._dicts)
        return self._adapter.as_dict(super().follow(recipe))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a version is at home. The one before (``side`` 0) keeps records in dicts."""

    adapter: Adapter
    neighbours: Neighbours
    side: int

    def enter(self) -> None:
        """Let imports give what belongs to this version."""
        self.neighbours.turn_to(self.side)

    def workshop(self, namespace: Mapping[str, object], log: list[object]) -> Workshop:
        """Where the values of a call of this version are made."""
        if not self.adapter:
            return Workshop(namespace, log)
        if self.side:
            return Workshop(namespace, log, self.adapter.find)
        return DictShop(namespace, log, self.adapter)


NO_SETTING = Setting(Adapter(()), Neighbours((), ()), 0)
