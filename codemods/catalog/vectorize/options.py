"""Keep the name of the codemod and its options."""

from dataclasses import dataclass

NAME = "vectorize"


@dataclass(frozen=True, slots=True)
class VectorizeOptions:
    """The options of the codemod."""

    min_operations: int = 4
