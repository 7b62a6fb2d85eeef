"""Tell the types of expressions: unknown wherever it is not certain.

Annotations are taken at their word: that is part of the published model.
"""

from codemods.facts.types.infer import Types, types_in
from codemods.facts.types.model import (
    NEVER,
    STR,
    UNKNOWN,
    Declaration,
    Either,
    Form,
    Known,
    Own,
    Type,
    options,
)

__all__ = [
    "NEVER",
    "STR",
    "UNKNOWN",
    "Declaration",
    "Either",
    "Form",
    "Known",
    "Own",
    "Type",
    "Types",
    "options",
    "types_in",
]
