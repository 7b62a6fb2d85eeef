"""Take blocks of LibCST apart and put them together, and lose no comment on the way."""

from collections.abc import Sequence

import libcst as cst

from codemods.rewriting.comments import has_directive

Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement
Statements = list[Statement]


def headless(
    suite: cst.BaseSuite, keep: bool = False
) -> tuple[cst.IndentedBlock, list[cst.EmptyLine]]:
    """The block without the comment behind its colon, and that comment as a line of its own.

    With ``keep`` a directive stays: it speaks to a tool about that very line.
    """
    block = block_of(suite)
    comment = block.header.comment
    if comment is None or (keep and has_directive(comment.value)):
        return block, []
    bare = block.header.with_changes(comment=None, whitespace=cst.SimpleWhitespace(""))
    return block.with_changes(header=bare), [cst.EmptyLine(comment=comment)]


def block_of(body: cst.BaseSuite) -> cst.IndentedBlock:
    """The suite as an indented block, also where it was written behind the colon."""
    if isinstance(body, cst.IndentedBlock):
        return body
    assert isinstance(body, cst.SimpleStatementSuite)
    line = cst.SimpleStatementLine(body.body, trailing_whitespace=body.trailing_whitespace)
    return cst.IndentedBlock([line])


def statements_of(block: cst.IndentedBlock) -> Statements:
    return list(block.body)  # type: ignore[arg-type]


def under(above: list[cst.EmptyLine], statements: Statements) -> Statements:
    """``statements`` with the comment lines ``above`` over the first of them."""
    first, *rest = statements
    lines = list(first.leading_lines)
    blank = []
    while lines and lines[0].comment is None:
        blank.append(lines.pop(0))
    return [first.with_changes(leading_lines=[*blank, *above, *lines]) if above else first, *rest]


def comment_lines(node: cst.CSTNode) -> list[cst.EmptyLine]:
    """All comments in a node, each as a line of its own.

    ``libcst.matchers`` would find them too, and takes as long to load as the rest of LibCST.
    """
    found: list[cst.EmptyLine] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, cst.Comment):
            found.append(cst.EmptyLine(comment=one))
        waiting += reversed(one.children)
    return found


def comments_in(lines: Sequence[cst.EmptyLine]) -> list[cst.EmptyLine]:
    return [line for line in lines if line.comment is not None]
