"""Take tests away that stand before what a loop does, and keep their comments, with LibCST."""

from collections.abc import Callable, Sequence

import libcst as cst

from codemods.rewriting.passage import Passage
from codemods.rewriting.suites import (
    Statements,
    block_of,
    comments_in,
    headless,
    statements_of,
    under,
)

from .guards import Guard, disjuncts
from .search import Condition
from .write_expressions import spelled

Lines = list[cst.EmptyLine]
# What is left of a test, if anything is.
Left = Callable[[Guard], str]


def nothing_left(guard: Guard) -> str:
    """Take all tests away."""
    return ""


def all_but(found: Condition, passage: Passage) -> Left:
    """Take away of the tests what compares the key."""

    def left(guard: Guard) -> str:
        written = disjuncts(guard.test.test) if guard.negative else guard.parts
        pairs = zip(guard.parts, written, strict=True)
        kept = [text for part, text in pairs if all(part is not one for one in found.equal)]
        word = " or " if guard.negative else " and "
        return word.join(spelled(passage, one, operand_of="and") for one in kept)

    return left


def unguarded(
    statements: Statements, guards: Sequence[Guard], left: Left
) -> tuple[Statements, Lines]:
    """The statements behind the tests, and the comments that end up at the end of their block."""
    if not guards:
        return statements, []
    (guard, *others), (test, *rest) = guards, statements
    assert isinstance(test, cst.If)
    kept = left(guard)
    if guard.negative:
        behind, footer = unguarded(rest, others, left)
        if kept:
            return [test.with_changes(test=cst.parse_expression(kept)), *behind], footer
        block, above = headless(test.body)
        left_out = [comment for one in statements_of(block) for comment in around(one)]
        return under([*comments_in(test.leading_lines), *above, *left_out], behind), footer
    inner = block_of(test.body)
    behind, footer = unguarded(statements_of(inner), others, left)
    if kept:
        body = inner.with_changes(body=behind, footer=[*footer, *inner.footer])
        return [test.with_changes(test=cst.parse_expression(kept), body=body)], []
    block, above = headless(test.body)
    return under([*comments_in(test.leading_lines), *above], behind), [*footer, *block.footer]


def around(statement: cst.CSTNode) -> Lines:
    """The comments over and behind a statement that goes away."""
    assert isinstance(statement, cst.SimpleStatementLine)
    comment = statement.trailing_whitespace.comment
    behind = [cst.EmptyLine(comment=comment)] if comment else []
    return [*comments_in(statement.leading_lines), *behind]
