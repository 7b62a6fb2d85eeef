"""Write sets for lists that grow, with LibCST."""

import ast
from typing import Any

import libcst as cst

from codemods.rewriting.passage import Passage
from codemods.rewriting.suites import comment_lines

from .growing import Growing
from .growth import Growth, is_plain
from .in_step import Grown
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
    replaced = made.visit(Replacing({id(passage.find(growing.value)): value}))
    assert isinstance(replaced, cst.SimpleStatementLine)
    leading = [*replaced.leading_lines, *comment_lines(loop)]
    return [replaced.with_changes(leading_lines=leading)], []


def with_set(passage: Passage, growing: Growing, companion: str) -> Written:
    """The same statements with a set: in the place of the list, or beside it."""
    made = passage.statements[0]
    assert isinstance(made, cst.SimpleStatementLine)
    name = companion or growing.name
    replacements: dict[int, Any] = {}
    for test in growing.tests:
        replacements[id(passage.find(test.comparators[0]))] = cst.Name(name)
    for one in growing.appends:
        replacements |= added(passage, one, companion) if companion else _added(passage, one)
    value = passage.find(growing.value)
    if not companion:
        replacements |= _as_set(made, value)
    replaced: list[Any] = [one.visit(Replacing(replacements)) for one in passage.statements]
    if companion:
        start = f"set({growing.name})" if _filled(value) else "set()"
        replaced.insert(1, cst.parse_statement(f"{companion} = {start}"))
    return replaced, []


def in_step(passage: Passage, grown: Grown, companion: str) -> Written:
    """The loop with a set beside the list, which is made before it."""
    made = cst.parse_statement(f"{companion} = set({grown.written})")
    replacements: dict[int, Any] = {}
    for test in grown.tests:
        replacements[id(passage.find(test.comparators[0]))] = cst.Name(companion)
    for one in grown.growths:
        replacements |= added(passage, one, companion)
    replaced: list[Any] = [one.visit(Replacing(replacements)) for one in passage.statements]
    return [made, *replaced], []


def added(passage: Passage, growth: Growth, companion: str) -> dict[int, Any]:
    """The statement with another one behind it, that adds the same to a companion."""
    line = passage.find(growth.statement)
    # What has to be computed is not computed twice: it has its place in the list now.
    texts = [
        spelled(passage, one) if is_plain(one) else f"{ast.unparse(growth.target)}[{growth.place}]"
        for one in growth.added
    ]
    adding = [cst.parse_statement(f"{companion}.add({text})") for text in texts]
    return {id(line): cst.FlattenSentinel([line, *adding])}


def _added(passage: Passage, growth: Growth) -> dict[int, Any]:
    """What adds to a set in the place of the list."""
    if growth.is_append:
        assert isinstance(growth.statement.value, ast.Call)
        function = passage.find(growth.statement.value.func)
        assert isinstance(function, cst.Attribute)
        return {id(function): function.with_changes(attr=cst.Name("add"))}
    texts = [spelled(passage, one) for one in growth.added]
    line = passage.find(growth.statement)
    assert isinstance(line, cst.SimpleStatementLine)
    name = ast.unparse(growth.target)
    text = f"add({texts[0]})" if len(texts) == 1 else f"update(({', '.join(texts)}))"
    call = cst.Expr(cst.parse_expression(f"{name}.{text}"))
    return {id(line): line.with_changes(body=[call])}


def _filled(value: cst.CSTNode) -> bool:
    """Whether the list holds something from the start."""
    if isinstance(value, cst.List):
        return bool(value.elements)
    if isinstance(value, cst.Call) and isinstance(value.func, cst.Name):
        return bool(value.args)
    return True


def _as_set(made: cst.SimpleStatementLine, value: cst.CSTNode) -> dict[int, Any]:
    """The replacements that make a set of the list, and of its annotation."""
    found: dict[int, Any] = {}
    if not _filled(value):
        found[id(value)] = cst.parse_expression("set()")
    elif isinstance(value, cst.List):
        found[id(value)] = cst.Set(value.elements)
    elif isinstance(value, cst.ListComp):
        found[id(value)] = cst.SetComp(value.elt, value.for_in)
    elif isinstance(value, cst.Call) and isinstance(value.func, cst.Name):
        found[id(value.func)] = cst.Name("set")
    else:
        assert isinstance(value, cst.BaseExpression)
        found[id(value)] = cst.Call(cst.Name("set"), [cst.Arg(value)])
    (small,) = made.body
    if isinstance(small, cst.AnnAssign):
        annotation = small.annotation.annotation
        assert isinstance(annotation, cst.Subscript)
        found[id(annotation.value)] = cst.Name("set")
    return found
