"""Offer what was translated as a rewrite."""

import ast
from dataclasses import dataclass
from typing import Any

from codemods.facts.file import first_line
from codemods.model import Gain, Rewrite, Span

from .assumptions import Case, evidence, untold_floats
from .numpy_name import NumpyName
from .options import NAME
from .results import Form
from .sites import Place


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written: an expression, and the statements that must come before."""

    text: str
    statements: tuple[str, ...]


def offered(written: Written, case: Case, numpy: NumpyName, form: Form) -> Rewrite:
    """The rewrite of the place that a case is about."""
    place, operations = case.place, case.needs.operations
    first, last = place.statement, place.last
    begin = first.lineno
    if place.function is not None:
        last, begin = place.function, first_line(place.function)
    return Rewrite(
        codemod=NAME,
        line=place.line,
        span=Span(begin, last.end_lineno or last.lineno),
        anchors=tuple(dict.fromkeys((begin, first.lineno, place.line))),
        write=lambda passage: _write(passage, place, written, numpy),
        prove=lambda change: evidence(case),
        measure=lambda change: (Gain("operations in Python per element", operations, 0),),
        imports=numpy.imports if reads(written, numpy.name) or place.function else (),
        form=form.value,
        foretold=(untold_floats(case.needs),) if case.needs.untold else (),
    )


def reads(written: Written, name: str) -> bool:
    """Whether what is to be written needs a name."""
    return any(
        isinstance(node, ast.Name) and node.id == name
        for text in (written.text, *written.statements)
        for node in ast.walk(ast.parse(text))
    )


def _write(passage: Any, place: Place, written: Written, numpy: NumpyName) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write

    if place.function is not None:
        return write.returned(passage, place, written.text, written.statements, numpy.name)
    return write.written(passage, place, written.text, written.statements)
