"""Write a record as an object of a class: where it is built, and where it is used."""

import ast
from typing import Any

import libcst as cst

from codemods.passage import Passage, Unwritable

from .record import Record


def written(
    passage: Passage, record: Record, name: str
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of the site with calls of the class and attributes in them."""
    new: dict[int, cst.CSTNode] = {}
    built = passage.find(record.node.value)
    new[id(built)] = called(built, name)
    for use in record.uses:
        key, told = record.answer(use)
        after: cst.BaseExpression = (
            cst.Name(str(told))
            if told is not None
            else cst.Attribute(cst.Name(record.name), cst.Name(key))
        )
        old = passage.find(use)
        assert isinstance(old, cst.BaseExpression)
        new[id(old)] = after.with_changes(lpar=old.lpar, rpar=old.rpar)
    replacing = _Replacing(new)
    statements: list[Any] = [one.visit(replacing) for one in passage.statements]
    return statements, []


class _Replacing(cst.CSTTransformer):
    """Replaces nodes by others; in a call, the values that were replaced inside it stay so."""

    def __init__(self, new: dict[int, cst.CSTNode]) -> None:
        super().__init__()
        self._new = new

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        return self._new.get(id(original_node), updated_node)


def called(built: cst.CSTNode, name: str) -> cst.Call:
    """The call of a class in the place of a display, its values spelled as they were."""
    if isinstance(built, cst.Call):
        return built.with_changes(func=cst.Name(name))
    if not isinstance(built, cst.Dict):
        raise Unwritable("LibCST reads the dict as something else")
    elements = list(built.elements)
    closing = built.rbrace.whitespace_before
    args = []
    for element in elements:
        assert isinstance(element, cst.DictElement)
        (key,) = [ast.literal_eval(cst.Module([]).code_for_node(element.key))]
        args.append(
            cst.Arg(
                element.value,
                keyword=cst.Name(key),
                equal=cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace("")),
                comma=element.comma,
            )
        )
    last = args[-1]
    if isinstance(last.comma, cst.Comma):
        args[-1] = last.with_changes(comma=last.comma.with_changes(whitespace_after=closing))
    else:
        args[-1] = last.with_changes(whitespace_after_arg=closing)
    return cst.Call(
        cst.Name(name),
        args,
        lpar=built.lpar,
        rpar=built.rpar,
        whitespace_before_args=built.lbrace.whitespace_after,
    )
