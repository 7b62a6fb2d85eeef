"""Turn search loops into lookups.

What
Why
Assumptions
Declines
Options
"""

import ast

from codemods.codemod import Codemod

from .assumptions import ASSUMPTIONS
from .examples import EXAMPLES
from .judging import LookupOptions, judge

codemod = Codemod(
    module=__name__,
    nodes=(ast.For, ast.While, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Expr),
    judge=judge,
    options=LookupOptions,
    usually="proved where annotations tell the types of keys; else tested, or granted by name",
    examples=EXAMPLES,
    assumptions=ASSUMPTIONS,
)
