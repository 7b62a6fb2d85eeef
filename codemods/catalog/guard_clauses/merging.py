"""Join the conditions of ifs that wrap nothing but an exit: it is a guard clause already."""

import ast
from collections.abc import Sequence
from itertools import pairwise

from codemods.facts import Facts
from codemods.rewriting.comments import has_comment

from .exits import is_cheap
from .steps import JOINED_CONDITIONS, Kind, Step

# Wider than a joined guard may be: nothing is turned around that would have to be read twice.
_WIDTH = 100


def merged(steps: Sequence[Step], facts: Facts) -> Step | None:
    """One ``if`` with all conditions, where several guards would leave two exits to choose from.

    ``if a: if b: return x`` before ``return y`` becomes ``if a and b: return x``, where ``if not a:
    return y`` and ``if not b: return y`` would say no more in more lines. Guards that fit into one
    line together are one already.
    """
    outer, *others = steps
    if not others or all(step.joined for step in others):
        return None
    if any(step.kind is not Kind.WRAP or step.node.orelse for step in steps):
        return None
    nodes = [step.node for step in steps]
    if any(node.body != [inner] for node, inner in pairwise(nodes)):
        return None
    match nodes[-1].body:
        case [last] if is_cheap(last):
            tests = tuple(node.test for node in nodes)
            step = Step(outer.node, Kind.MERGE, tests)
            return step if _reads_well(step, last, facts) else None
    return None


def _reads_well(step: Step, last: ast.stmt, facts: Facts) -> bool:
    """Whether the conditions go together in one line, with no comment between them."""
    tests, node = step.guarded, step.node
    bracketed = (ast.NamedExpr, ast.IfExp, ast.Lambda)
    if len(tests) > JOINED_CONDITIONS or any(isinstance(test, bracketed) for test in tests):
        return False
    if any(isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) for test in tests):
        return False
    lines = facts.lines[tests[0].lineno - 1 : last.lineno - 1]
    while lines[-1].lstrip().startswith("#"):
        lines = lines[:-1]  # what stands over the exit speaks of that
    text = " and ".join(map(ast.unparse, tests))
    return node.col_offset + len(f"if {text}:") <= _WIDTH and not any(map(has_comment, lines))
