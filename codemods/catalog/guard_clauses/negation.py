"""Negate a condition the way a person would write it, keeping its layout and comments.

The ``ast`` of a condition says what it means, its LibCST tree how it is written. Both are walked
side by side. Nothing is evaluated more often, or in another order, than before.
"""

import ast
from typing import Any

import libcst as cst

from codemods.facts.values import Values

from .conditions import DISPLAYS, PRIMARY, negates_cleanly, swaps

# A condition wider than this makes a long line.
_WIDTH = 72
_SWAPPED: dict[type[ast.cmpop], Any] = {
    ast.Is: cst.IsNot,
    ast.IsNot: cst.Is,
    ast.In: cst.NotIn,
    ast.NotIn: cst.In,
    ast.Eq: cst.NotEqual,
    ast.NotEq: cst.Equal,
    ast.Lt: cst.GreaterThanEqual,
    ast.GtE: cst.LessThan,
    ast.Gt: cst.LessThanEqual,
    ast.LtE: cst.GreaterThan,
}


def negated(test: cst.BaseExpression, node: ast.expr, values: Values) -> cst.BaseExpression:
    """``test``, whose meaning is ``node``, negated."""
    match node, test:
        case ast.UnaryOp(op=ast.Not()), cst.UnaryOperation():
            simple = isinstance(node.operand, (ast.Compare, *PRIMARY))
            return unwrapped(test.expression) if simple else test.expression
        case ast.Compare(), cst.Comparison() if swaps(node, values):
            target = test.comparisons[0]
            operator = _swapped(node.ops[0], target.operator)
            return test.with_changes(comparisons=[target.with_changes(operator=operator)])
        case ast.BoolOp(), cst.BooleanOperation() if negates_cleanly(node, values):
            return _shorter(_de_morgan(test, node, values), _not(_parenthesized(test)))
        case ast.Await(), cst.Await():
            return _not(test)
    if isinstance(node, PRIMARY):
        return _not(unwrapped(test))
    if isinstance(node, DISPLAYS):
        return _not(test)
    return _not(_parenthesized(test))


def _not(test: cst.BaseExpression) -> cst.BaseExpression:
    return cst.UnaryOperation(operator=cst.Not(), expression=test)


def _parenthesized(test: cst.BaseExpression) -> cst.BaseExpression:
    if len(test.lpar) == 1 or (test.lpar and not _on_one_line(test)):
        return test
    return test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def unwrapped(test: cst.BaseExpression) -> cst.BaseExpression:
    """``test`` without parentheses that say nothing, as a condition by itself."""
    plain = (cst.Comparison, cst.BooleanOperation, cst.Name, cst.Attribute, cst.Call, cst.Subscript)
    if not isinstance(test, plain) or len(test.lpar) != 1 or not _on_one_line(test):
        return test
    return test.with_changes(lpar=[], rpar=[])


def _on_one_line(expression: cst.BaseExpression) -> bool:
    return "\n" not in cst.Module([]).code_for_node(expression)


def _swapped(operator: ast.cmpop, written: Any) -> cst.BaseCompOp:
    kind: type[cst.BaseCompOp] = _SWAPPED[type(operator)]
    # Both or neither of the two are words, so spaces that may be missing still may.
    spaces = {name: getattr(written, name) for name in ("whitespace_before", "whitespace_after")}
    return kind(**spaces)


def _shorter(one: cst.BaseExpression, other: cst.BaseExpression) -> cst.BaseExpression:
    """``one``, unless it makes the line too long and ``other`` is shorter."""
    width, alternative = (len(cst.Module([]).code_for_node(test)) for test in (one, other))
    return one if width <= _WIDTH or width <= alternative or not _on_one_line(one) else other


def _de_morgan(test: cst.BooleanOperation, node: ast.BoolOp, values: Values) -> cst.BaseExpression:
    """``a and b`` becomes ``not a or not b``: the same operands, tested in the same order."""
    joint = cst.Or if isinstance(node.op, ast.And) else cst.And
    return _negate_operands(test, list(node.values), joint, values)


def _negate_operands(
    test: cst.BaseExpression,
    operands: list[ast.expr],
    joint: type[cst.Or] | type[cst.And],
    values: Values,
) -> cst.BaseExpression:
    if len(operands) == 1:
        return negated(test, operands[0], values)
    assert isinstance(test, cst.BooleanOperation)
    # ``a and b and c`` is one list of operands in ``ast`` and leans to the left in LibCST.
    operator = joint(
        whitespace_before=_at_least_one(test.operator.whitespace_before),
        whitespace_after=_at_least_one(test.operator.whitespace_after),
    )
    return test.with_changes(
        left=_negate_operands(test.left, operands[:-1], joint, values),
        operator=operator,
        right=negated(test.right, operands[-1], values),
    )


def _at_least_one(
    written: cst.BaseParenthesizableWhitespace,
) -> cst.BaseParenthesizableWhitespace:
    return cst.SimpleWhitespace(" ") if written.empty else written
