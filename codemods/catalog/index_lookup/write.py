"""Put an index before a statement, and lookups in the place of searches."""

import ast
from collections.abc import Sequence
from typing import Any

import libcst as cst

from codemods.rewriting.passage import Passage

from .dict_expressions import Question
from .search import Search
from .write_expressions import spelled


def written(
    passage: Passage, building: str, name: str, searches: Sequence[Search]
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of a site with the index built before them and used in them."""
    replacements = {id(passage.find(one.node)): one.write(passage, name) for one in searches}
    dropped = {id(passage.find(statement)) for one in searches for statement in one.drops}
    replacing = Replacing(replacements | dict.fromkeys(dropped, cst.RemoveFromParent()))
    built = list(cst.parse_module(building).body)
    first, *rest = passage.statements
    # What stands over the statement still speaks of it: the index comes below that.
    replaced: list[Any] = [one.visit(replacing) for one in (first, *rest)]
    return [*built, *replaced], []


def as_sets(
    passage: Passage, literals: Sequence[ast.expr]
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of a site with lists and tuples of constants written as sets."""
    found: list[Any] = [passage.find(one) for one in literals]
    replacing = Replacing({id(one): _as_set(one) for one in found})
    replaced: list[Any] = [one.visit(replacing) for one in passage.statements]
    return replaced, []


def asked(
    passage: Passage, question: Question
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of a site with a question to a dict in the place of going through it."""
    found: Any = passage.find(question.node)
    sought = spelled(passage, question.sought, operand_of="in")
    text = question.answer.format(sought=sought, mapping=ast.unparse(question.mapping))
    replacing = Replacing({id(found): cst.parse_expression(text)})
    replaced: list[Any] = [one.visit(replacing) for one in passage.statements]
    return replaced, []


def _as_set(node: cst.List | cst.Tuple) -> cst.Set:
    """The same elements between braces, with all that stands around them."""
    if isinstance(node, cst.List):
        left, right = node.lbracket.whitespace_after, node.rbracket.whitespace_before
    else:
        left, right = node.lpar[-1].whitespace_after, node.rpar[0].whitespace_before
    opened, closed = cst.LeftCurlyBrace(left), cst.RightCurlyBrace(right)
    return cst.Set(node.elements, lbrace=opened, rbrace=closed)


class Replacing(cst.CSTTransformer):
    """Replaces nodes by others, by identity."""

    def __init__(self, replacements: dict[int, Any]) -> None:
        super().__init__()
        self._replacements = replacements

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        found = self._replacements.get(id(original_node))
        if found is not None:
            return found
        if isinstance(original_node, cst.UnaryOperation):
            return _turned(original_node, updated_node, self._replacements)
        for field in ("value", "elt"):
            inner = getattr(original_node, field, None)
            if isinstance(original_node, _ROOMY) and id(inner) in self._replacements:
                return updated_node.with_changes(**{field: _bare(getattr(updated_node, field))})
        return updated_node


# What needs no parentheses around its value.
_ROOMY = (
    cst.Assign,
    cst.AnnAssign,
    cst.AugAssign,
    cst.Return,
    cst.Arg,
    cst.Element,
    cst.Index,
    cst.ListComp,
    cst.SetComp,
)


def _bare(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.with_changes(lpar=[], rpar=[]) if isinstance(node, cst.IfExp) else node


# What a ``not`` before it makes of it.
_OPPOSITE = {cst.In: cst.NotIn, cst.NotIn: cst.In}


def _turned(
    original: cst.UnaryOperation, updated: cst.UnaryOperation, replaced: dict[int, Any]
) -> cst.BaseExpression:
    """``key not in known`` for ``not key in known``, where the membership test is ours."""
    match updated:
        case cst.UnaryOperation(
            operator=cst.Not(),
            lpar=[],
            expression=cst.Comparison(
                lpar=[], comparisons=[cst.ComparisonTarget(operator=cst.In() | cst.NotIn()) as one]
            ) as test,
        ) if (
            id(original.expression) in replaced
        ):
            turned = one.with_changes(operator=_OPPOSITE[type(one.operator)]())
            return test.with_changes(comparisons=[turned])
    return updated
