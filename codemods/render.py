"""Write one rewrite: parse just its statements with LibCST, and give their new text."""

import ast
from collections.abc import Sequence
from functools import cached_property

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from codemods.facts import Facts
from codemods.facts.file import parse, split_lines
from codemods.model import Rewrite, Span


class Unwritable(Exception):
    """Raised where LibCST can't read or write the statements of a site. Its text says why."""


class Passage:
    """The statements of a site as LibCST has them, and where the nodes of ``ast`` are in them."""

    def __init__(
        self,
        statements: Sequence[cst.BaseStatement],
        module: cst.Module,
        lines: Sequence[str],
        skipped: int,
    ) -> None:
        """``skipped`` is how many lines of the file come before the first of the module."""
        self.statements = list(statements)
        self._module = module
        self._lines = lines
        self._skipped = skipped

    def find(self, node: ast.expr | ast.stmt) -> cst.CSTNode:
        """The LibCST node of an expression, or of a compound statement. Raises ``Unwritable``."""
        wanted = cst.BaseExpression if isinstance(node, ast.expr) else cst.BaseCompoundStatement
        line, column = self._start(node)
        # A tuple begins at its parenthesis in one of them and behind it in the other.
        places = [(line, column), (line, column + isinstance(node, ast.Tuple))]
        for found in (one for place in places for one in self._by_start.get(place, ())):
            if isinstance(found, wanted) and self._is(node, found):
                return found
        raise Unwritable(f"LibCST has nothing at line {node.lineno} for what ast has there")

    def _start(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        before = self._lines[node.lineno - 1].encode()[: node.col_offset].decode()
        return node.lineno - self._skipped, len(before)

    def _is(self, node: ast.expr | ast.stmt, found: cst.CSTNode) -> bool:
        """Whether both are the same, and not one the beginning of the other."""
        if isinstance(found, cst.BaseExpression):
            bare = found.with_changes(lpar=[], rpar=[])
            code = f"({self._module.code_for_node(bare)})"
            return ast.dump(parse(code).body[0].value) == _loaded(node)  # type: ignore[attr-defined]
        return True

    @cached_property
    def _by_start(self) -> dict[tuple[int, int], list[cst.CSTNode]]:
        wrapper = MetadataWrapper(self._module, unsafe_skip_copy=True)
        found: dict[tuple[int, int], list[cst.CSTNode]] = {}
        for node, place in wrapper.resolve(PositionProvider).items():
            found.setdefault((place.start.line, place.start.column), []).append(node)
        return found


def _loaded(node: ast.AST) -> str:
    """How an expression is dumped once it is read, whatever it was."""
    return ast.dump(parse(f"({ast.unparse(node)})").body[0].value)  # type: ignore[attr-defined]


def whole_span(facts: Facts, rewrite: Rewrite) -> Span:
    """The span with the comments behind it that stand deeper: they belong to its last block."""
    lines = facts.lines
    margin = _width(lines[rewrite.span.first - 1])
    last = rewrite.span.last
    for number in range(last, len(lines)):
        stripped = lines[number].strip()
        if stripped.startswith("#") and _width(lines[number]) > margin:
            last = number + 1
        elif stripped:
            break
    return Span(rewrite.span.first, last)


def new_text(facts: Facts, rewrite: Rewrite, span: Span) -> str:
    """The text for the lines of ``span``. Raises ``Unwritable``."""
    text = "".join(facts.lines[span.first - 1 : span.last])
    newline = _newline(facts.lines[span.first - 1])
    ends = text.endswith(("\n", "\r"))
    whole = text if ends else text + newline
    if text[0].isspace():
        # Under an ``if`` of our own the lines parse as they stand: no dedenting, so multi-line
        # strings and continuation lines keep their columns.
        whole = f"if 1:{newline}{whole}"
    module = _parsed(whole, newline, facts.indentation)
    result = _rewritten(facts, module, rewrite, span)
    return result if ends else result.removesuffix("\n").removesuffix("\r")


def _rewritten(facts: Facts, module: cst.Module, rewrite: Rewrite, span: Span) -> str:
    lines = facts.lines
    if not lines[span.first - 1][0].isspace():
        statements, trailing = rewrite.write(Passage(module.body, module, lines, span.first - 1))
        footer = [*trailing, *module.footer]
        return module.with_changes(body=statements, footer=footer).code
    if len(module.body) != 1:
        raise Unwritable("LibCST reads the lines of this site as something else")
    (wrapper,) = module.body
    assert isinstance(wrapper, cst.If) and isinstance(wrapper.body, cst.IndentedBlock)
    block = wrapper.body
    statements, trailing = rewrite.write(Passage(block.body, module, lines, span.first - 2))
    block = block.with_changes(body=statements, footer=[*trailing, *block.footer])
    code = module.with_changes(body=[wrapper.with_changes(body=block)]).code
    return "".join(split_lines(code)[1:])


def _parsed(text: str, newline: str, indent: str) -> cst.Module:
    config = cst.PartialParserConfig(default_indent=indent, default_newline=newline)
    module = cst.parse_module(text, config)
    if module.code != text:
        raise Unwritable("LibCST does not give these lines back as they were")
    return module


def _newline(line: str) -> str:
    return next((end for end in ("\r\n", "\n", "\r") if line.endswith(end)), "\n")


def _width(line: str) -> int:
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip())
