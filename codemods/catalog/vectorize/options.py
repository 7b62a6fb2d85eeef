"""Keep the name of the codemod and its options."""

from dataclasses import dataclass

NAME = "vectorize"


@dataclass(frozen=True, slots=True)
class VectorizeOptions:
    """The options of the codemod. ``result`` is ``"list"`` or ``"ndarray"``."""

    min_operations: int = 4
    result: str = "list"
