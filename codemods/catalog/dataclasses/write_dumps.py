"""Write dicts of what records hold, where one is needed for a moment."""

from collections.abc import Sequence
from typing import Any

import libcst as cst

from .flavors import PYDANTIC
from .shape import Shape
from .slots import Use

# A longer display gets a line for each key.
_WIDTH = 60


def each_dumped(records: Any, shape: Shape, use: Use) -> cst.BaseComp:
    """A list of dicts of what a list of records holds, or a dict of those in a dict."""
    simple = isinstance(records, (cst.Name, cst.Attribute, cst.Call, cst.Subscript)) or records.lpar
    if not simple:
        records = records.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    key, one = cst.Name("key"), cst.Name("record")
    value = dumped(one, shape, use.guarded, inside=True)
    if use.key != "items":
        return cst.ListComp(value, cst.CompFor(one, records))
    pair = cst.Tuple([cst.Element(key), cst.Element(one)], lpar=[], rpar=[])
    items = cst.Call(cst.Attribute(records, cst.Name("items")))
    return cst.DictComp(key, value, cst.CompFor(pair, items))


def dumped(owner: Any, shape: Shape, guarded: bool, inside: bool = False) -> cst.BaseExpression:
    """A dict of what a record holds, or ``None`` where there may be none."""
    if not guarded:
        return _as_dict(owner, shape, inside)
    none = cst.Name("None")
    test = cst.Comparison(owner, [cst.ComparisonTarget(cst.IsNot(), none)])
    return cst.IfExp(test, _as_dict(owner, shape, inside), none)


def _as_dict(owner: Any, shape: Shape, inside: bool) -> cst.BaseExpression:
    """A dict of what a record holds: ``asdict`` where a deep copy can't be told from it."""
    if shape.is_alike and shape.flavor is PYDANTIC:
        return cst.Call(cst.Attribute(owner, cst.Name("model_dump")))
    if shape.is_alike:
        return cst.Call(cst.Name("asdict"), [cst.Arg(owner)])
    pairs = [_pair(cst.Name(owner.value), key, shape) for key in shape.keys]
    length = sum(len(cst.Module([]).code_for_node(one)) for one in pairs)
    return cst.Dict(pairs) if length < _WIDTH or inside else _on_lines(pairs)


def _on_lines(pairs: Sequence[cst.BaseDictElement]) -> cst.Dict:
    """A display with a line for each key."""
    deeper = cst.ParenthesizedWhitespace(indent=True, last_line=cst.SimpleWhitespace("    "))
    lines = [one.with_changes(comma=cst.Comma(whitespace_after=deeper)) for one in pairs[:-1]]
    return cst.Dict(
        [*lines, pairs[-1].with_changes(comma=cst.Comma())],
        lbrace=cst.LeftCurlyBrace(whitespace_after=deeper),
        rbrace=cst.RightCurlyBrace(whitespace_before=cst.ParenthesizedWhitespace(indent=True)),
    )


def _pair(owner: cst.Name, key: str, shape: Shape) -> cst.BaseDictElement:
    """A key with its value, or neither where that is ``None`` as there is no such key."""
    value = cst.Attribute(owner, cst.Name(key))
    pair = cst.DictElement(cst.SimpleString(f'"{key}"'), value)
    if key not in shape.optional:
        return pair
    test = cst.Comparison(value, [cst.ComparisonTarget(cst.IsNot(), cst.Name("None"))])
    chosen = cst.IfExp(
        test, cst.Dict([pair]), cst.Dict([]), lpar=[cst.LeftParen()], rpar=[cst.RightParen()]
    )
    return cst.StarredDictElement(chosen)
