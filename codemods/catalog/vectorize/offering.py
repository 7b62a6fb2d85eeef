"""Offer what was translated as a rewrite."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from codemods.evidence import merged
from codemods.facts.file import first_line
from codemods.model import Evidence, Gain, Rewrite, Span

from .assumptions import Case, evidence, untold_floats
from .numpy_name import NumpyName
from .options import NAME
from .results import Form
from .sites import Place, Sink


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written: an expression, and the statements that must come before."""

    text: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be written for a place, in one of the ways that there are."""

    written: Written
    case: Case
    numpy: NumpyName
    form: Form

    @property
    def has_one_form(self) -> bool:
        """Whether there is but one way to write it: all but a sum."""
        return self.case.place.sink is not Sink.ADD

    def rewrite(self) -> Rewrite:
        return offered(self.written, self.case, self.numpy, self.form)


def all_offered(offers: Sequence[Offer], form: Form) -> Rewrite:
    """One rewrite for several places that one loop is, in their order."""
    *first, last = _in_order(offers)
    cases = [one.case for one in offers]
    whole = offered(Written(last, tuple(first)), cases[0], offers[0].numpy, form)
    operations = sum(one.needs.operations for one in cases)
    return replace(
        whole,
        prove=lambda change: merged(part for one in cases for part in evidence(one)),
        measure=lambda change: (_gain(operations),),
        foretold=merged(part for one in (*map(_foretold, cases), whole.foretold) for part in one),
    )


def _in_order(offers: Sequence[Offer]) -> Iterator[str]:
    """All statements; what several of them need is computed once, as long as its name keeps it."""
    held: dict[str, str] = {}
    for offer in offers:
        for text in offer.written.statements:
            name = text.partition(" = ")[0]
            if held.get(name) != text:
                held[name] = text
                yield text
        yield offer.written.text


def offered(written: Written, case: Case, numpy: NumpyName, form: Form) -> Rewrite:
    """The rewrite of the place that a case is about."""
    place, operations = case.place, case.needs.operations
    first, last = place.statement, place.last
    begin = first.lineno
    if place.function is not None:
        last, begin = place.function, first_line(place.function)
    new = reads(written, numpy.name) or place.function
    return Rewrite(
        codemod=NAME,
        line=place.line,
        span=Span(begin, last.end_lineno or last.lineno),
        anchors=tuple(dict.fromkeys((begin, first.lineno, place.line))),
        write=lambda passage: _write(passage, place, written, numpy),
        prove=lambda change: evidence(case),
        measure=lambda change: (_gain(operations),),
        imports=numpy.imports if new else (),
        form=form.value,
        foretold=(*_foretold(case), *(numpy.installed if new else ())),
    )


def _foretold(case: Case) -> tuple[Evidence, ...]:
    """What no call that is made up can show."""
    untold = (untold_floats(case.needs),) if case.needs.untold else ()
    return (*untold, case.left) if case.left else untold


def _gain(operations: int) -> Gain:
    return Gain("operations in Python per element", operations, 0)


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
