"""Write lookups for expressions with LibCST."""

import ast
from collections.abc import Sequence

import libcst as cst

from codemods.rewriting.passage import Passage

from .comprehensions import Comprehension
from .search import CALL, Condition, is_written

# What needs parentheses as an operand of ``and``, and of ``in``.
_LOOSE = (cst.BooleanOperation, cst.IfExp, cst.Lambda, cst.NamedExpr, cst.Yield)
_LOOSER = (*_LOOSE, cst.Comparison)


def spelled(passage: Passage, node: ast.expr, operand_of: str = "") -> str:
    """An expression as its author spelled it."""
    if isinstance(node, ast.Tuple) and not is_written(node):
        return f"({', '.join(spelled(passage, one) for one in node.elts)})"
    if not is_written(node):
        return ast.unparse(node)
    found = passage.find(node)
    assert isinstance(found, cst.BaseExpression)
    code = passage.code(found)
    loose = {"": (), "and": _LOOSE, "in": _LOOSER}[operand_of]
    if isinstance(found, loose) and not found.lpar:
        return f"({code})"
    return code


def looked_up(
    passage: Passage, lookup: str, node: ast.expr, sought: ast.expr, index: str
) -> cst.BaseExpression:
    """``order.id in known_ids`` and the like, for what ``node`` searches for."""
    wanted = spelled(passage, sought, operand_of="in")
    call = spelled(passage, node) if CALL in lookup else ""
    text = lookup.format(sought=wanted, index=index, call=call)
    return cst.parse_expression(text)


def answered(
    passage: Passage, node: ast.GeneratorExp, lookup: str, sought: ast.expr, index: str
) -> cst.BaseExpression:
    """The same generator without the last ``for``, of what a lookup says of each element."""
    generator = passage.find(node)
    assert isinstance(generator, cst.GeneratorExp)
    last = generator.for_in
    while last.inner_for_in is not None:
        before, last = last, last.inner_for_in
    changed = generator.deep_replace(before, before.with_changes(inner_for_in=None))
    assert isinstance(changed, cst.GeneratorExp)
    return changed.with_changes(elt=looked_up(passage, lookup, node, sought, index))


def first(passage: Passage, sought: ast.expr, default: ast.expr, index: str) -> cst.BaseExpression:
    """``refs_by_id.get(order.id, default)``; no default is needed where that is None."""
    arguments = [spelled(passage, sought)]
    if not (isinstance(default, ast.Constant) and default.value is None):
        arguments.append(spelled(passage, default))
    return cst.parse_expression(f"{index}.get({', '.join(arguments)})")


def matches(passage: Passage, element: str, found: Condition, index: str) -> cst.BaseExpression:
    """``list(...)`` of the matches, or a comprehension of those that meet more conditions."""
    every = f"{index}.get({spelled(passage, found.sought)}, ())"
    conditions = (*found.before, *found.after)
    if not conditions:
        return cst.parse_expression(f"list({every})")
    test = _all_of(passage, conditions)
    return cst.parse_expression(f"[{element} for {element} in {every} if {test}]")


def _all_of(passage: Passage, conditions: Sequence[ast.expr]) -> str:
    within = "and" if len(conditions) > 1 else ""
    return " and ".join(spelled(passage, one, within) for one in conditions)


def narrowed(
    passage: Passage,
    node: Comprehension,
    number: int,
    found: Condition,
    index: str,
    held: Sequence[str],
) -> cst.BaseComp:
    """The same comprehension over the matches alone, or over what is ``held`` of them."""
    comprehension = passage.find(node)
    assert isinstance(comprehension, cst.BaseComp)
    for_in = comprehension.for_in
    for _ in range(number):
        assert for_in.inner_for_in is not None
        for_in = for_in.inner_for_in
    conditions = (*found.before, *found.after)
    matches = cst.parse_expression(f"{index}.get({spelled(passage, found.sought)}, ())")
    test = _all_of(passage, conditions)
    ifs = [cst.CompIf(cst.parse_expression(test))] if conditions else []
    target = cst.parse_expression(", ".join(held)) if held else for_in.target
    narrow = for_in.with_changes(target=target, iter=matches, ifs=ifs)
    changed = comprehension.deep_replace(for_in, narrow)
    assert isinstance(changed, cst.BaseComp)
    return changed


def plain(node: cst.BaseComp) -> cst.BaseExpression:
    """``list(matches)`` for a list of nothing but the matches."""
    match node:
        case cst.ListComp(
            elt=cst.Name(value=element),
            for_in=cst.CompFor(
                target=cst.Name(value=target), ifs=[], inner_for_in=None, iter=matches
            ),
        ) if (
            element == target
        ):
            return cst.Call(cst.Name("list"), [cst.Arg(matches)])
    return node
