"""Write a flattening with LibCST: make the guards, dedent what they guard, keep every comment."""

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from codemods.facts.values import Values
from codemods.rewriting.suites import (
    Statement,
    Statements,
    comment_lines,
    comments_in,
    headless,
    statements_of,
    under,
)

from .negation import negated, unwrapped
from .shape import Kind, Step


@dataclass(frozen=True)
class Flattening:
    """A site, ready to be written.

    ``exits`` holds the text of the statement that each step repeats. ``leaves`` tells that
    control never falls out of what remains at the end. ``fallback`` tells
    that the statement behind the ``if`` is part of the site and goes into the first guard;
    ``result`` is the variable whose assignments become returns. ``default`` is what it holds until
    then: the site begins where that is assigned, and ends where it is returned.
    """

    steps: tuple[Step, ...]
    exits: tuple[str, ...]
    values: Values
    leaves: bool
    fallback: bool = False
    result: str | None = None
    default: str | None = None


def unfold(
    flattening: Flattening, statements: Sequence[Statement]
) -> tuple[Statements, list[cst.EmptyLine]]:
    """The statements that replace those of a site, and the comments that end up behind them."""
    if flattening.default is None:
        before: Statements = []
        node, *behind = statements
    else:
        before, node, behind = _without_default(flattening.default, statements)
    assert isinstance(node, cst.If)
    unfolder = _Unfolder(flattening)
    if flattening.result:
        node = _returning(node, flattening.result)
    if flattening.fallback:
        (fallback,) = behind
        assert isinstance(fallback, cst.SimpleStatementLine)
        unfolder.fallback = fallback.with_changes(leading_lines=comments_in(fallback.leading_lines))
    unfolded = [*before, *unfolder.statements(node, 0)]
    if flattening.fallback or flattening.leaves or not behind:
        return unfolded, unfolder.trailing
    return [*unfolded, *under(comments_in(unfolder.trailing), behind)], []


def _without_default(
    default: str, statements: Sequence[Statement]
) -> tuple[Statements, Statement, Statements]:
    """What is before the ``if``, the ``if``, and the exit behind it, which now says the default."""
    assigned, *others, last = statements
    first, *_ = others
    others[0] = first.with_changes(leading_lines=comments_in(first.leading_lines))
    # What its line says of the default is said where it is returned.
    exit_ = last.with_changes(
        leading_lines=[*comment_lines(assigned), *last.leading_lines],
        body=[cst.Return(cst.parse_expression(default))],
    )
    return others[:-1], others[-1], [exit_]


class _Unfolder:
    def __init__(self, flattening: Flattening) -> None:
        self.flattening = flattening
        self.fallback: cst.SimpleStatementLine | None = None
        self.trailing: list[cst.EmptyLine] = []

    def statements(self, node: cst.If, index: int) -> Statements:
        steps = self.flattening.steps
        if steps[index].kind is Kind.DROP_ELSE:
            first, rest, footer = self._without_else(node)
        else:
            first, rest, footer = self._with_guard(node, index)
        if index + 1 == len(steps):
            self.trailing += footer
            return [first, *rest]
        last = rest[-1]
        assert isinstance(last, cst.If)
        inner, *behind = self.statements(last, index + 1)
        if steps[index + 1].kind is Kind.WRAP and self.flattening.leaves:
            # Only where the inner condition fails does control get to these comments.
            inner, footer = _told(inner, footer), []
        self.trailing += footer
        if steps[index + 1].joined:
            return [_joined(first, inner), *behind]
        return [first, *rest[:-1], inner, *behind]

    def _with_guard(
        self, node: cst.If, index: int
    ) -> tuple[cst.If, Statements, Sequence[cst.EmptyLine]]:
        step = self.flattening.steps[index]
        body, above = headless(node.body, keep=True)
        exit_block = self._exit_block(node, index)
        test = negated(node.test, step.node.test, self.flattening.values)
        guard = node.with_changes(
            # A comment behind the colon speaks of the condition, which now says the opposite.
            leading_lines=[*node.leading_lines, *above],
            test=test if self._is_joined(index) else unwrapped(test),
            whitespace_before_test=_one_space(node.whitespace_before_test),
            body=exit_block.with_changes(header=body.header),
            orelse=None,
        )
        if step.kind is Kind.WRAP and node.orelse is not None:
            # An ``else`` that does nothing goes; what it says is said of the exit.
            guard = _told(guard, comment_lines(node.orelse))
        rest = statements_of(body)
        if len(rest) == 1 and _is_idle(rest[0]):
            # What a ``pass`` says is said of what comes behind it.
            return guard, [], [*comment_lines(rest[0]), *body.footer]
        return guard, _apart(rest), body.footer

    def _is_joined(self, index: int) -> bool:
        return any(step.joined for step in self.flattening.steps[index : index + 2])

    def _exit_block(self, node: cst.If, index: int) -> cst.IndentedBlock:
        step = self.flattening.steps[index]
        if step.kind is Kind.WRAP:
            return cst.IndentedBlock([self._exit(index)], indent=_indent(node))
        block = _else_block(node)
        if not step.completed:
            return block
        exit_ = under(comments_in(block.footer), [self._exit(index)])
        return block.with_changes(body=[*block.body, *exit_], footer=[])

    def _exit(self, index: int) -> cst.SimpleStatementLine:
        if self.fallback is not None:
            exit_, self.fallback = self.fallback, None
            return exit_
        parsed = cst.parse_statement(self.flattening.exits[index])
        assert isinstance(parsed, cst.SimpleStatementLine)
        return parsed

    def _without_else(self, node: cst.If) -> tuple[cst.If, Statements, Sequence[cst.EmptyLine]]:
        if isinstance(node.orelse, cst.If):
            return node.with_changes(orelse=None), [node.orelse], []
        assert node.orelse is not None
        body, above = headless(node.orelse.body)
        above = [*comments_in(node.orelse.leading_lines), *above]
        return node.with_changes(orelse=None), under(above, statements_of(body)), body.footer


def _is_idle(statement: Statement) -> bool:
    match statement:
        case cst.SimpleStatementLine(body=[cst.Pass()]):
            return True
    return False


def _apart(statements: Statements) -> Statements:
    """``statements`` with a blank line above a definition that comes first."""
    first, *others = statements
    if not isinstance(first, (cst.FunctionDef, cst.ClassDef)):
        return statements
    if first.leading_lines and first.leading_lines[0].comment is None:
        return statements
    return [
        first.with_changes(leading_lines=[cst.EmptyLine(indent=False), *first.leading_lines]),
        *others,
    ]


def _told(guard: Statement, comments: Sequence[cst.EmptyLine]) -> cst.If:
    """The guard with more comments over its exit."""
    assert isinstance(guard, cst.If) and isinstance(guard.body, cst.IndentedBlock)
    told = under(comments_in(comments), statements_of(guard.body))
    return guard.with_changes(body=guard.body.with_changes(body=told))


def _joined(outer: cst.If, inner: Statement) -> cst.If:
    """One guard for two that leave alike. The inner one's exit may have the comments."""
    assert isinstance(inner, cst.If)
    test = cst.BooleanOperation(_operand(outer.test), cst.Or(), _operand(inner.test))
    exits = [guard.body for guard in (outer, inner) if _has_comments(guard)] or [outer.body]
    return outer.with_changes(test=test, body=exits[0])


def _has_comments(guard: cst.If) -> bool:
    (exit_,) = guard.body.body
    assert isinstance(exit_, cst.SimpleStatementLine)
    return bool(comments_in(exit_.leading_lines) or exit_.trailing_whitespace.comment)


def _operand(test: cst.BaseExpression) -> cst.BaseExpression:
    """``test`` as an operand of ``or``: one that is itself an ``or`` needs no parentheses."""
    match test:
        case cst.BooleanOperation(operator=cst.Or()):
            return unwrapped(test)
    return test


def _else_block(node: cst.If) -> cst.IndentedBlock:
    assert isinstance(node.orelse, cst.Else)
    block, above = headless(node.orelse.body)
    above = [*comments_in(node.orelse.leading_lines), *above]
    return block.with_changes(body=under(above, statements_of(block)))


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
