"""Tell which places the user asked, by a comment, to be left alone."""

import ast

from codemods.facts import Facts
from codemods.facts.file import blocks, first_line
from codemods.model import Refusal, Rewrite
from codemods.rewriting.comments import Suppressions


def is_suppressed(
    facts: Facts, suppressions: Suppressions, node: ast.AST, verdict: Rewrite | Refusal
) -> bool:
    """Whether the user asked, by a comment, that this place be left alone."""
    if suppressions.silent:
        return False
    if isinstance(verdict, Rewrite):
        if suppressions.unformatted(verdict.span.first, verdict.span.last):
            return True
        if any(suppressions.ignores(verdict.codemod, line) for line in verdict.anchors):
            return True
    return any(
        suppressions.ignores(verdict.codemod, line)
        for owner in (node, *facts.owners(node))
        for line in _head(owner)
    )


def _head(node: ast.AST) -> range:
    """The lines of a statement down to where its first block begins, decorators included."""
    if not isinstance(node, ast.stmt):
        return range(0)
    first = first_line(node)
    # A case has no line of its own; the head of its match is one line for our purpose.
    inner = [getattr(block[0], "lineno", node.lineno) for _, block in blocks(node)]
    return range(first, max(node.lineno + 1, *inner[:1]) if inner else node.lineno + 1)
