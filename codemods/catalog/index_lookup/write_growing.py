"""Write sets for lists that grow, with LibCST."""

import ast
from typing import Any

import libcst as cst

from codemods.facts.walking import walk
from codemods.passage import Passage, Unwritable
from codemods.suites import comment_lines

from .growing import Growing
from .write import Replacing
from .write_expressions import spelled

Written = tuple[list[cst.BaseStatement], list[cst.EmptyLine]]


def without_duplicates(passage: Passage, growing: Growing) -> Written:
    """``result = list(dict.fromkeys(items))`` for a loop that keeps the first of equal elements."""
    made, loop = passage.statements[0], passage.find(growing.statements[-1])
    assert isinstance(loop, cst.For) and isinstance(made, cst.SimpleStatementLine)
    assert isinstance(growing.statements[-1], ast.For)
    source = spelled(passage, growing.statements[-1].iter)
    value = cst.parse_expression(f"list(dict.fromkeys({source}))")
    replaced = made.visit(Replacing({id(_value(made)): value}))
    assert isinstance(replaced, cst.SimpleStatementLine)
    leading = [*replaced.leading_lines, *comment_lines(loop)]
    return [replaced.with_changes(leading_lines=leading)], []


def _value(statement: cst.SimpleStatementLine) -> cst.BaseExpression:
    (small,) = statement.body
    assert isinstance(small, (cst.Assign, cst.AnnAssign)) and small.value is not None
    return small.value


def with_set(passage: Passage, growing: Growing, companion: str) -> Written:
    """The same statements with a set: in the place of the list, or beside it."""
    made = passage.statements[0]
    assert isinstance(made, cst.SimpleStatementLine)
    name = companion or growing.name
    replacements: dict[int, Any] = {}
    for test in growing.tests:
        replacements[id(passage.find(test.comparators[0]))] = cst.Name(name)
    for call in growing.appends:
        if companion:
            line = passage.find(_statement_of(call, growing))
            # What has to be computed is not computed twice: it is the last of the list now.
            plain = isinstance(call.args[0], (ast.Name, ast.Constant))
            added = spelled(passage, call.args[0]) if plain else f"{growing.name}[-1]"
            adding = cst.parse_statement(f"{companion}.add({added})")
            replacements[id(line)] = cst.FlattenSentinel([line, adding])
        else:
            function = passage.find(call.func)
            assert isinstance(function, cst.Attribute)
            replacements[id(function)] = function.with_changes(attr=cst.Name("add"))
    if not companion:
        replacements |= _as_set(made)
    replaced: list[Any] = [one.visit(Replacing(replacements)) for one in passage.statements]
    if companion:
        value = _filled(made)
        start = f"set({growing.name})" if value else "set()"
        replaced.insert(1, cst.parse_statement(f"{companion} = {start}"))
    return replaced, []


def _statement_of(call: ast.Call, growing: Growing) -> ast.stmt:
    for statement in growing.statements:
        for node in walk(statement):
            if isinstance(node, ast.Expr) and node.value is call:
                return node
    raise Unwritable("an append is no statement of its own")


def _filled(made: cst.SimpleStatementLine) -> bool:
    """Whether the list holds something from the start."""
    value = _value(made)
    if isinstance(value, cst.List):
        return bool(value.elements)
    if isinstance(value, cst.Call) and isinstance(value.func, cst.Name):
        return bool(value.args)
    return True


def _as_set(made: cst.SimpleStatementLine) -> dict[int, Any]:
    """The replacements that make a set of the list, and of its annotation."""
    value = _value(made)
    found: dict[int, Any] = {}
    if not _filled(made):
        found[id(value)] = cst.parse_expression("set()")
    elif isinstance(value, cst.List):
        found[id(value)] = cst.Set(value.elements)
    elif isinstance(value, cst.ListComp):
        found[id(value)] = cst.SetComp(value.elt, value.for_in)
    elif isinstance(value, cst.Call) and isinstance(value.func, cst.Name):
        found[id(value.func)] = cst.Name("set")
    else:
        found[id(value)] = cst.Call(cst.Name("set"), [cst.Arg(value)])
    (small,) = made.body
    if isinstance(small, cst.AnnAssign):
        annotation = small.annotation.annotation
        assert isinstance(annotation, cst.Subscript)
        found[id(annotation.value)] = cst.Name("set")
    return found
