"""Recognise running sums and products: each element is computed from the one before it."""

import ast
from dataclasses import dataclass

_NAMES = {ast.Add: "cumsum", ast.Mult: "cumprod"}


@dataclass(frozen=True, eq=False)
class Scan:
    """A running sum or product.

    ``name`` is the variable that runs, empty where there is none; ``start`` what it is at first,
    ``None`` where that is the first element. ``shows_start`` tells that it is among the results,
    ``hides_last`` that what it is in the end is not; ``is_read`` that it is read after the loop.
    """

    operator: ast.operator
    name: str = ""
    start: ast.expr | None = None
    shows_start: bool = False
    hides_last: bool = False
    is_read: bool = False

    @property
    def function(self) -> str:
        """The function of NumPy that computes it, one element after the other as Python does."""
        return _NAMES[type(self.operator)]

    @property
    def starts_neutral(self) -> bool:
        """Whether the start is one that changes no element: but a sum of -0.0 and 0.0 is 0.0."""
        match self.start:
            case ast.Constant(value=int() | float() as value):
                return value == (0 if isinstance(self.operator, ast.Add) else 1)
        return False
