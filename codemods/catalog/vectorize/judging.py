"""Judge what is computed element by element: what arrays can do, on what that rests."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.liveness import reader_after
from codemods.facts.types import Known, Types, options, types_in
from codemods.facts.types.arrays import is_flat
from codemods.model import Gain, Refusal, Rewrite, Span

from .arrays import Arrays, Mask
from .assumptions import Case, evidence
from .elementwise import Elementwise
from .kinds import PYTHON, Kind, element_kind, is_array, is_unknown, scalar_kind
from .numpy_name import NumpyName, numpy_name
from .options import NAME, VectorizeOptions
from .pays import pays
from .sites import Place, Sink, declared_result, places
from .spelling import spelled
from .terms import Declined, Needs, Term
from .traversal import Step, Stream, read_streams

UNTOLD = "nothing is known about the elements: annotate list[float] or np.ndarray"
NO_GAIN = "to make arrays of the lists would take longer than is saved"
LIVES_ON = "the variable of the loop is read after it"
READS_RESULT = "what is computed reads the list that it is put into"
NO_NAME = "NumPy has no name here that surely means it"
MIXED_RESULT = "the results are of several types, which an array would make one"
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def judge(node: ast.stmt, facts: Facts, options: VectorizeOptions) -> Sequence[Rewrite | Refusal]:
    """All that can be said of what one statement computes element by element."""
    if not isinstance(facts.root(node), FUNCTIONS):
        return []
    return [
        verdict
        for place in places(node, facts)
        for verdict in _Judge(place, facts, options).verdicts()
    ]


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written: an expression, and the statements that must come before."""

    text: str
    statements: tuple[str, ...]


class _Judge:
    def __init__(self, place: Place, facts: Facts, options: VectorizeOptions) -> None:
        self.place = place
        self.facts = facts
        self.options = options
        self.root = facts.root(place.statement)
        self.types: Types = types_in(facts, self.root)

    def verdicts(self) -> Iterator[Rewrite | Refusal]:
        streams = self._streams()
        if not streams or not self._is_arithmetic():
            return
        if any(is_unknown(one.source, self.types) for one in streams):
            yield self._refusal(UNTOLD, self.place.line)
            return
        if any(element_kind(one.source, self.types) is None for one in streams):
            return
        numpy = numpy_name(self.facts, self.root)
        if numpy is None:
            yield self._refusal(NO_NAME, self.place.line)
            return
        reason = self._obstacle()
        if reason is not None:
            yield reason
            return
        try:
            yield from self._rewrites(streams, numpy)
        except Declined as declined:
            yield self._refusal(declined.reason, declined.line)

    def _streams(self) -> list[Stream]:
        """What is gone through, each once; what a loop takes its length from is one of them."""
        traversal = self.place.traversal
        found = [*traversal.named.values()]
        found += read_streams(traversal, [self.place.element, *self.place.filters])
        if traversal.over is not None:
            found.insert(0, Stream(traversal.over, traversal.start, traversal.end))
        return list({one.text: one for one in found}.values())

    def _is_arithmetic(self) -> bool:
        return any(
            isinstance(node, (ast.Compare, ast.Call, ast.UnaryOp))
            or (isinstance(node, ast.BinOp) and isinstance(node.op, _ARITHMETIC))
            for part in (self.place.element, *self.place.filters)
            for node in ast.walk(part)
            if not isinstance(node, ast.Constant)
        ) and not any(
            isinstance(node, (ast.JoinedStr, ast.Dict, ast.Await, ast.Yield, ast.NamedExpr))
            or (isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)))
            for node in ast.walk(self.place.element)
        )

    def _obstacle(self) -> Refusal | None:
        node = self.place.node
        if not isinstance(node, ast.For):
            return None
        for name in self.place.traversal.names:
            reader = reader_after(self.facts, name, node)
            if reader is not None:
                return self._refusal(LIVES_ON, getattr(reader, "lineno", self.place.line))
        target = self._result()
        for part in (self.place.element, *self.place.filters, node.iter):
            for one in ast.walk(part):
                if isinstance(one, ast.Name) and one.id == target:
                    return self._refusal(READS_RESULT, one.lineno)
        return None

    def _result(self) -> str:
        match self.place.statement:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                return name
        return ""

    def _rewrites(self, streams: list[Stream], numpy: NumpyName) -> Iterator[Rewrite | Refusal]:
        plain = self._translated(streams, numpy, is_cut=False)
        if plain is None:
            yield self._refusal(NO_GAIN, self.place.line)
            return
        yield plain
        both = self.place.traversal.step is Step.TRUNCATES and len(streams) == 2
        if both and all(one.is_whole for one in streams):
            cut = self._translated(streams, numpy, is_cut=True)
            assert cut is not None
            yield cut

    def _translated(self, streams: list[Stream], numpy: NumpyName, is_cut: bool) -> Rewrite | None:
        """The rewrite, where it pays. Raises ``Declined``."""
        cut = _cutting(streams) if is_cut else Stream.sliced
        arrays = Arrays(self.types, self.facts, numpy.name, cut)
        needs = Needs()
        mask = Mask(self.facts) if self.place.filters else None
        term = self._elementwise(numpy, arrays, needs, mask).value(self.place.element)
        if not term.is_array:
            raise Declined(MIXED_RESULT, self.place.element)
        if mask is not None:
            plain = self._elementwise(numpy, arrays, needs, None)
            mask.test = plain.condition(_all_of(self.place.filters)).node
        sink, minimum = self.place.sink, self.options.min_operations
        if not pays(needs.operations, arrays.converted, sink, mask is not None, minimum):
            return None
        written = self._written(term, arrays, mask)
        if written is None:
            return None
        is_used = numpy.name in {*_words(written.text), *_words("\n".join(written.statements))}
        own = [one for one in streams if is_array(one.source, self.types)]
        case = Case(
            place=self.place,
            needs=needs,
            line=self.place.statement.lineno,
            sources=_sources(streams),
            arrays=_sources(own),
            tables=_sources([one for one in own if not is_flat(one.source, self.types)]),
            is_cut=is_cut,
            declared=self._declared(),
            needs_some=sink is Sink.ARRAY and term.kind not in (Kind.F64, Kind.FLOAT),
        )
        return self._rewrite(written, case, numpy.imports if is_used else (), needs)

    def _declared(self) -> str:
        """The annotation that says that what is computed for each element is a number."""
        node = declared_result(self.place, self.root)
        found = self.types.declarations.annotations.read(node)
        for one in options(found):
            inner = one.arguments if isinstance(one, Known) else ()
            kinds = {scalar_kind(one) for one in inner or [found]}
            if not kinds <= {Kind.REAL, Kind.F64}:
                return ""
        return str(found) if node is not None else ""

    def _elementwise(
        self, numpy: NumpyName, arrays: Arrays, needs: Needs, mask: Mask | None
    ) -> Elementwise:
        of = arrays.of if mask is None else mask.masking(arrays.of)
        return Elementwise(self.place.traversal, self.types, numpy.name, of, needs)

    def _written(self, term: Term, arrays: Arrays, mask: Mask | None) -> Written | None:
        node = _given(term, self.place.sink, self.place.element)
        inlined, statements = arrays.inlined(), arrays.statements()
        if mask is not None:
            inlined |= mask.inlined()
            statements += mask.statements()
        if statements and not self.place.is_alone:
            return None
        text = spelled(node, self.facts, inlined)
        if self.place.sink is Sink.ARRAY and not self.place.is_alone:
            text = f"({text})"
        return Written(text, tuple(spelled(one, self.facts, inlined) for one in statements))

    def _rewrite(
        self, written: Written, case: Case, imports: tuple[str, ...], needs: Needs
    ) -> Rewrite:
        place = self.place
        first, last = place.statement, place.last
        return Rewrite(
            codemod=NAME,
            line=place.line,
            span=Span(first.lineno, last.end_lineno or last.lineno),
            anchors=tuple(dict.fromkeys((first.lineno, place.line))),
            write=lambda passage: _write(passage, place, written),
            prove=lambda change: evidence(case),
            measure=lambda change: (Gain("operations in Python per element", needs.operations, 0),),
            imports=imports,
            form="cut" if case.is_cut else "",
        )

    def _refusal(self, reason: str, cause: int) -> Refusal:
        return Refusal(NAME, self.place.line, reason, cause)


def _given(term: Term, sink: Sink, element: ast.expr) -> ast.expr:
    """The values as what the original gave: elements of Python's own types, or of the array's."""
    if sink is Sink.ARRAY:
        return term.node
    if term.is_mixed:
        raise Declined(MIXED_RESULT, element)
    node = term.node
    if term.kind in PYTHON:
        node = ast.Call(ast.Attribute(node, "tolist", ast.Load()), [], [])
        return _called("tuple", node) if sink is Sink.TUPLE else node
    if sink in (Sink.LIST, Sink.TUPLE):
        return _called("list" if sink is Sink.LIST else "tuple", node)
    return node


def _sources(streams: Sequence[Stream]) -> list[str]:
    """The sequences themselves, each once."""
    return list(dict.fromkeys(ast.unparse(one.source) for one in streams))


def _all_of(filters: Sequence[ast.expr]) -> ast.expr:
    if len(filters) == 1:
        return filters[0]
    return ast.copy_location(ast.BoolOp(ast.And(), list(filters)), filters[0])


def _called(function: str, node: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(function, ast.Load()), [node], [])


def _cutting(streams: list[Stream]) -> Any:
    """Cut each of two sequences to the length of the other, as ``zip`` does."""
    one, other = streams

    def cut(stream: Stream) -> ast.expr:
        against = other if stream.text == one.text else one
        length = ast.Call(ast.Name("len", ast.Load()), [against.source], [])
        return ast.Subscript(stream.source, ast.Slice(None, length), ast.Load())

    return cut


def _words(text: str) -> set[str]:
    return {one.id for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Name)}


def _write(passage: Any, place: Place, written: Written) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write

    return write.written(passage, place, written.text, written.statements)
