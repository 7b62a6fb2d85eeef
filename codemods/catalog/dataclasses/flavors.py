"""Say what a record may become: a dataclass, a model of pydantic, or a dict with typed keys."""

from dataclasses import dataclass
from typing import Literal

Name = Literal["dataclass", "typeddict", "pydantic"]


@dataclass(frozen=True)
class Flavor:
    """How a class is written. ``library`` are the names it needs, with their modules.

    ``decorator`` and ``base`` are what it has, if anything; ``checks`` tells that a class looks at
    what it is given, so that containers would be copied.
    """

    decorator: str
    base: str
    library: tuple[tuple[str, str], ...]
    checks: bool = False


DATACLASS = Flavor("@dataclass(slots=True)", "", (("dataclass", "dataclasses"),))
TYPED_DICT = Flavor("", "TypedDict", (("TypedDict", "typing"),))
PYDANTIC = Flavor("", "BaseModel", (("BaseModel", "pydantic"),), checks=True)
FLAVORS: dict[Name, Flavor] = {
    "dataclass": DATACLASS,
    "typeddict": TYPED_DICT,
    "pydantic": PYDANTIC,
}
# Attributes of every model: a field of such a name would hide them.
_OF_MODELS = frozenset(
    """construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json
    update_forward_refs validate""".split()
)


def is_of_models(name: str) -> bool:
    """Whether models of pydantic have a use of their own for a name."""
    return name in _OF_MODELS or name.startswith(("model_", "_"))
