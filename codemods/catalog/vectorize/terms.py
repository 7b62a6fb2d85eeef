"""Say what a translation to arrays has made so far, and what it rests on."""

import ast
from dataclasses import dataclass, field

from .intervals import ANYWHERE, Interval
from .kinds import Kind
from .scans import Scan

CALLS = "something is called for each element that has no counterpart on arrays"
UNKNOWN_OPERATION = "something is done to each element that has no counterpart on arrays"
NOT_NUMBERS = "what is computed with the elements is no number"
MIXED = "the results are of several types, which an array would make one"
EXACT_INTS = "ints are divided, or compared with floats, more exactly than arrays do it"
# A call of a function, or a power, takes as long as so many additions.
CALL = 3
POWERS = "powers of ints differ on arrays"


class Declined(Exception):
    """Raised where something has no counterpart on arrays. Its text is the reason."""

    def __init__(self, reason: str, node: ast.expr) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = node.lineno


@dataclass(frozen=True, slots=True)
class Term:
    """An expression on arrays, or on numbers that are the same for all elements.

    ``raw`` is the sequence, where it is what one declared as floats holds, which may be ints;
    ``is_mixed`` tells that elements would be of several types, which an array makes one. All
    values lie within the ``interval``.
    """

    node: ast.expr
    kind: Kind
    is_array: bool = False
    raw: str = ""
    is_mixed: bool = False
    interval: Interval = ANYWHERE


@dataclass
class Needs:
    """What must hold for a translation to be right, as texts of expressions, each only once.

    ``floats`` are sequences that must hold floats and nothing else, ``untold`` those of which
    nothing is known, ``doubles`` arrays that must hold float64, ``reals`` arrays whose elements
    must be real numbers, ``wholes`` lists whose elements must be within 64 bits, used or not,
    ``small`` what must be exact as a float, ``float_numbers`` single values that must be floats,
    ``numbers`` those that must be numbers, ``integers`` what must stay within 64 bits, ``domain``
    what may raise for an element, ``once`` what may raise and is now computed even where there is
    no element, ``finite`` what must not be infinite or nan: arrays warn of that. ``digits`` is what
    may be rounded differently. ``running`` is a sum or product that must stay finite on its way.
    ``is_flat`` says that arrays must have one dimension, ``is_some`` that there must be an element.
    """

    floats: dict[str, None] = field(default_factory=dict)
    reals: dict[str, None] = field(default_factory=dict)
    wholes: dict[str, None] = field(default_factory=dict)
    small: dict[str, None] = field(default_factory=dict)
    untold: dict[str, None] = field(default_factory=dict)
    doubles: dict[str, None] = field(default_factory=dict)
    float_numbers: dict[str, None] = field(default_factory=dict)
    numbers: dict[str, None] = field(default_factory=dict)
    integers: dict[str, None] = field(default_factory=dict)
    domain: dict[str, None] = field(default_factory=dict)
    once: dict[str, None] = field(default_factory=dict)
    finite: dict[str, None] = field(default_factory=dict)
    digits: dict[str, None] = field(default_factory=dict)
    running: Scan | None = None
    is_flat: bool = False
    is_some: bool = False
    operations: int = 0


def made(node: ast.expr, kind: Kind, *parts: Term) -> Term:
    """A term that is made of others."""
    return Term(node, kind, is_array=any(one.is_array for one in parts))


def is_nonzero(node: ast.expr) -> bool:
    """Whether an expression is made of constants that are not zero."""
    match node:
        case ast.Constant(value=value):
            return value != 0
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return is_nonzero(operand)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return is_nonzero(left) and is_nonzero(right)
    return False


def is_plain(node: ast.expr) -> bool:
    """Whether an expression may be written twice."""
    match node:
        case ast.Name() | ast.Constant() | ast.Attribute():
            return True
        case ast.Subscript(value=ast.Name()):
            return True
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
            return True
    return False
