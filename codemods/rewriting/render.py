"""Write one rewrite: parse just its statements with LibCST, and give their new text."""

import libcst as cst

from codemods.facts import Facts
from codemods.facts.file import split_lines
from codemods.model import Rewrite, Span
from codemods.rewriting.continued import moved
from codemods.rewriting.passage import Passage, Unwritable


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
    result = moved(text, _rewritten(facts, module, rewrite, span))
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
