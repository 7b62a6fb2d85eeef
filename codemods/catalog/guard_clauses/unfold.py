"""Write a flattening with LibCST: make the guards, dedent what they guard, keep every comment."""

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from codemods.facts.values import Values

from .negation import negated, unwrapped
from .shape import Kind, Step

Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement
Statements = list[Statement]


@dataclass(frozen=True)
class Flattening:
    """A site, ready to be written.

    ``exits`` holds the text of the statement that each ``WRAP`` step repeats. ``fallback`` tells
    that the statement behind the ``if`` is part of the site and goes into the first guard;
    ``result`` is the variable whose assignments become returns.
    """

    steps: tuple[Step, ...]
    exits: tuple[str, ...]
    values: Values
    fallback: bool = False
    result: str | None = None


def unfold(
    flattening: Flattening, statements: Sequence[Statement]
) -> tuple[Statements, list[cst.EmptyLine]]:
    """The statements that replace those of a site, and the comments that end up behind them."""
    node, *rest = statements
    assert isinstance(node, cst.If)
    unfolder = _Unfolder(flattening)
    if flattening.result:
        node = _returning(node, flattening.result)
    elif flattening.fallback:
        (fallback,) = rest
        assert isinstance(fallback, cst.SimpleStatementLine)
        unfolder.fallback = fallback.with_changes(leading_lines=_comments(fallback.leading_lines))
    return unfolder.statements(node, 0), unfolder.trailing


class _Unfolder:
    def __init__(self, flattening: Flattening) -> None:
        self.flattening = flattening
        self.fallback: cst.SimpleStatementLine | None = None
        self.trailing: list[cst.EmptyLine] = []

    def statements(self, node: cst.If, index: int) -> Statements:
        step = self.flattening.steps[index]
        if step.kind is Kind.DROP_ELSE:
            first, rest = self._without_else(node)
        else:
            first, rest = self._with_guard(node, index)
        if index + 1 == len(self.flattening.steps):
            return [first, *rest]
        last = rest[-1]
        assert isinstance(last, cst.If)
        rest[-1:] = self.statements(last, index + 1)
        if self.flattening.steps[index + 1].joined:
            inner = rest.pop(0)
            assert isinstance(inner, cst.If)
            first = first.with_changes(test=cst.BooleanOperation(first.test, cst.Or(), inner.test))
        return [first, *rest]

    def _with_guard(self, node: cst.If, index: int) -> tuple[cst.If, Statements]:
        step = self.flattening.steps[index]
        body = _block(node.body)
        exit_block = self._exit(node, index) if step.kind is Kind.WRAP else _else_block(node)
        test = negated(node.test, step.node.test, self.flattening.values)
        guard = node.with_changes(
            test=test if self._is_joined(index) else unwrapped(test),
            whitespace_before_test=_one_space(node.whitespace_before_test),
            # A comment behind the colon speaks of the condition: it stays there.
            body=exit_block.with_changes(header=body.header),
            orelse=None,
        )
        self.trailing = [*body.footer, *self.trailing]
        return guard, _statements(body)

    def _is_joined(self, index: int) -> bool:
        return any(step.joined for step in self.flattening.steps[index : index + 2])

    def _exit(self, node: cst.If, index: int) -> cst.IndentedBlock:
        if self.fallback is not None:
            exit_, self.fallback = self.fallback, None
        else:
            parsed = cst.parse_statement(self.flattening.exits[index])
            assert isinstance(parsed, cst.SimpleStatementLine)
            exit_ = parsed
        return cst.IndentedBlock([exit_], indent=_indent(node))

    def _without_else(self, node: cst.If) -> tuple[cst.If, Statements]:
        if isinstance(node.orelse, cst.If):
            return node.with_changes(orelse=None), [node.orelse]
        assert node.orelse is not None
        body, above = _headless(node.orelse)
        self.trailing = [*body.footer, *self.trailing]
        return node.with_changes(orelse=None), _under(above, _statements(body))


def _headless(otherwise: cst.Else) -> tuple[cst.IndentedBlock, list[cst.EmptyLine]]:
    """The block of an ``else``, and the comments over and behind the ``else`` itself."""
    block = _block(otherwise.body)
    above = _comments(otherwise.leading_lines)
    if comment := block.header.comment:
        bare = block.header.with_changes(comment=None, whitespace=cst.SimpleWhitespace(""))
        block = block.with_changes(header=bare)
        above.append(cst.EmptyLine(comment=comment))
    return block, above


def _block(body: cst.BaseSuite) -> cst.IndentedBlock:
    """The suite as an indented block, also where it was written behind the colon."""
    if isinstance(body, cst.IndentedBlock):
        return body
    assert isinstance(body, cst.SimpleStatementSuite)
    line = cst.SimpleStatementLine(body.body, trailing_whitespace=body.trailing_whitespace)
    return cst.IndentedBlock([line])


def _else_block(node: cst.If) -> cst.IndentedBlock:
    assert isinstance(node.orelse, cst.Else)
    block, above = _headless(node.orelse)
    return block.with_changes(body=_under(above, _statements(block)))


def _statements(block: cst.IndentedBlock) -> Statements:
    return list(block.body)  # type: ignore[arg-type]


def _under(above: list[cst.EmptyLine], statements: Statements) -> Statements:
    """``statements`` with the comment lines ``above`` over the first of them."""
    first, *rest = statements
    lines = list(first.leading_lines)
    blank = []
    while lines and lines[0].comment is None:
        blank.append(lines.pop(0))
    return [first.with_changes(leading_lines=[*blank, *above, *lines]) if above else first, *rest]


def _comments(lines: Sequence[cst.EmptyLine]) -> list[cst.EmptyLine]:
    return [line for line in lines if line.comment is not None]


def _indent(node: cst.If) -> str | None:
    return node.body.indent if isinstance(node.body, cst.IndentedBlock) else None


def _one_space(written: cst.SimpleWhitespace) -> cst.SimpleWhitespace:
    return cst.SimpleWhitespace(" ") if written.empty else written


def _returning(node: cst.If, result: str) -> cst.If:
    """``node`` with ``return`` where its branches assign ``result`` last."""
    changes: dict[str, cst.CSTNode] = {"body": _returning_suite(node.body, result)}
    if isinstance(node.orelse, cst.If):
        changes["orelse"] = _returning(node.orelse, result)
    elif node.orelse is not None:
        body = _returning_suite(node.orelse.body, result)
        changes["orelse"] = node.orelse.with_changes(body=body)
    return node.with_changes(**changes)


def _returning_suite(suite: cst.BaseSuite, result: str) -> cst.BaseSuite:
    last = suite.body[-1]
    if isinstance(last, cst.If):
        return suite.with_changes(body=[*suite.body[:-1], _returning(last, result)])
    if isinstance(last, cst.SimpleStatementLine):
        small = _returning_small(last.body, result)
        return suite.with_changes(body=[*suite.body[:-1], last.with_changes(body=small)])
    if isinstance(suite, cst.SimpleStatementSuite):
        return suite.with_changes(body=_returning_small(suite.body, result))
    return suite


def _returning_small(
    statements: Sequence[cst.BaseSmallStatement], result: str
) -> list[cst.BaseSmallStatement]:
    match statements:
        case [
            *others,
            cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]) as last,
        ] if (
            name == result
        ):
            return [*others, cst.Return(last.value, semicolon=last.semicolon)]
    return list(statements)
