"""Show what becomes of code, and what is left alone."""

from codemods.codemod import Example

EXAMPLES: tuple[Example, ...] = ()
