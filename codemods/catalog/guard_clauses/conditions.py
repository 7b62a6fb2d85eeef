"""Tell how a condition would be negated, from its meaning alone."""

import ast

from codemods.facts.values import Values

# What can follow ``not`` without parentheses and without a second look.
PRIMARY = (
    ast.Name,
    ast.Attribute,
    ast.Call,
    ast.Subscript,
    ast.Constant,
    ast.Await,
    ast.JoinedStr,
)
DISPLAYS = (ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.GeneratorExp)


# Operators whose negation is another operator by the rules of the language itself.
_EXACT = (ast.Is, ast.IsNot, ast.In, ast.NotIn)


def swaps(node: ast.Compare, values: Values) -> bool:
    """Whether the comparison can be negated by another operator."""
    if len(node.ops) != 1:
        return False
    match node.ops[0]:
        case operator if isinstance(operator, _EXACT):
            return True
        case ast.Eq() | ast.NotEq():
            return values.inverts_equality(node)
    return values.inverts_order(node)


def negates_cleanly(node: ast.expr, values: Values) -> bool:
    """Whether the negation needs no ``not (...)`` around the whole."""
    match node:
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Compare():
            return swaps(node, values)
        case ast.BoolOp():
            return all(
                not isinstance(value, ast.BoolOp) and negates_cleanly(value, values)
                for value in node.values
            )
    return isinstance(node, (*PRIMARY, ast.NamedExpr))


def turned_comparisons(node: ast.expr) -> list[ast.Compare]:
    """The ``==``, ``<`` and their like whose operator a clean negation of ``node`` turns around."""
    match node:
        case ast.BoolOp():
            return [found for value in node.values for found in turned_comparisons(value)]
        case ast.UnaryOp(op=ast.Not()):
            return []
        case ast.Compare(ops=[operator]) if not isinstance(operator, _EXACT):
            return [node]
    return []
