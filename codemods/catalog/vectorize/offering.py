"""Offer what was translated as a rewrite."""

import ast
from dataclasses import dataclass
from typing import Any

from codemods.model import Gain, Rewrite, Span

from .assumptions import Case, evidence
from .options import NAME
from .results import Form
from .sites import Place


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written: an expression, and the statements that must come before."""

    text: str
    statements: tuple[str, ...]


def offered(written: Written, case: Case, imports: tuple[str, ...], form: Form) -> Rewrite:
    """The rewrite of the place that a case is about."""
    place, operations = case.place, case.needs.operations
    first, last = place.statement, place.last
    return Rewrite(
        codemod=NAME,
        line=place.line,
        span=Span(first.lineno, last.end_lineno or last.lineno),
        anchors=tuple(dict.fromkeys((first.lineno, place.line))),
        write=lambda passage: _write(passage, place, written),
        prove=lambda change: evidence(case),
        measure=lambda change: (Gain("operations in Python per element", operations, 0),),
        imports=imports,
        form=form.value,
    )


def reads(written: Written, name: str) -> bool:
    """Whether what is to be written needs a name."""
    return any(
        isinstance(node, ast.Name) and node.id == name
        for text in (written.text, *written.statements)
        for node in ast.walk(ast.parse(text))
    )


def _write(passage: Any, place: Place, written: Written) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write

    return write.written(passage, place, written.text, written.statements)
