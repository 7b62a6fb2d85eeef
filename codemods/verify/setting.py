"""Say what surrounds one version of a module: its neighbours, and how it keeps records."""

from collections.abc import Mapping
from dataclasses import dataclass

from codemods.verify.adapter import Adapter
from codemods.verify.neighbours import Neighbours
from codemods.verify.workshop import Workshop


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
        adapt = None if self.side else self.adapter.as_dict
        return Workshop(namespace, log, self.adapter.find, adapt)


NO_SETTING = Setting(Adapter(()), Neighbours((), ()), 0)
