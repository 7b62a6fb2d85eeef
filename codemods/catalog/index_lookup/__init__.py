"""Turn search loops into lookups.

What
Why
Assumptions
Declines
Options
"""

import ast
from collections.abc import Sequence

from codemods.codemod import Codemod
from codemods.facts import Facts
from codemods.model import Refusal, Rewrite

from . import dict_search, growing, judging
from .assumptions import ASSUMPTIONS
from .examples import EXAMPLES
from .options import LookupOptions

# Each looks for searches of its own kind.
SHAPES = (dict_search.judge, growing.judge, judging.judge)


def judge(node: ast.stmt, facts: Facts, options: LookupOptions) -> Sequence[Rewrite | Refusal]:
    """Judge what a statement searches, or repeats."""
    found = [verdict for shape in SHAPES for verdict in shape(node, facts, options)]
    # What one of them refuses another one may know how to do.
    done = {one.line for one in found if isinstance(one, Rewrite)}
    kept: dict[int, Refusal] = {}
    for one in found:
        if isinstance(one, Refusal) and one.line not in done:
            kept.setdefault(one.line, one)
    return [*(one for one in found if isinstance(one, Rewrite)), *kept.values()]


codemod = Codemod(
    module=__name__,
    nodes=(ast.For, ast.While, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Expr),
    judge=judge,
    options=LookupOptions,
    usually="proved where annotations tell the types of keys; else tested, or granted by name",
    examples=EXAMPLES,
    assumptions=ASSUMPTIONS,
)
