"""Keep the name of the codemod and its options."""

from dataclasses import dataclass

NAME = "index-lookup"


@dataclass(frozen=True, slots=True)
class LookupOptions:
    """The options of the codemod."""

    min_elements: int = 8
