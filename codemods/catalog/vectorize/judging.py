"""Judge what is computed element by element: what arrays can do, on what that rests."""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.liveness import free_name
from codemods.facts.types import Types, types_in
from codemods.model import Refusal, Rewrite

from .arrays import Arrays, Mask
from .assumed import Elements
from .cases import case_of, lengths
from .elementwise import Elementwise
from .filled_lists import filled
from .grid_judging import judged
from .grids import grid
from .hoisting import may_come_first
from .kinds import element_kind, is_array, is_unknown
from .numpy_name import NO_NAME, NumpyName, numpy_name
from .obstacles import obstacle
from .offering import Written, offered
from .options import NAME, VectorizeOptions
from .pays import pays
from .results import Form, as_given, counted
from .returning import returning_array
from .running import calls_within, run
from .scanning import scanned
from .sites import Place, Sink, places
from .spelling import spelled
from .stores import stored
from .terms import Declined, Needs
from .traversal import Step, Stream, cutting, is_range, read_streams
from .unreached import note_unreached

UNTOLD = (
    "nothing is known about the elements: annotate list[float] or np.ndarray,"
    " or grant float-elements"
)
NO_GAIN = "to make arrays of the lists would take longer than is saved"
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def judge(node: ast.stmt, facts: Facts, options: VectorizeOptions) -> Sequence[Rewrite | Refusal]:
    """All that can be said of what one statement computes element by element."""
    if not isinstance(facts.root(node), FUNCTIONS):
        return _at_module_level(node, facts, options)
    nest = grid(node, facts) if isinstance(node, ast.For) else None
    if nest is not None:
        return list(judged(nest, facts))
    if any(isinstance(one, ast.For) and _is_within(node, one, facts) for one in facts.owners(node)):
        return []  # what is to be said of it is said of the nest
    return [
        verdict
        for place in _as_asked(_places(node, facts), facts, options)
        for verdict in _Judge(place, facts, options).verdicts()
    ]


def _at_module_level(
    node: ast.stmt, facts: Facts, options: VectorizeOptions
) -> list[Rewrite | Refusal]:
    """What can be said of comprehensions there; loops leave variables that others import."""
    if isinstance(node, ast.For) or not isinstance(facts.place(facts.root(node)).owner, ast.Module):
        return []
    return [
        verdict
        for place in _places(node, facts)
        if not isinstance(place.node, ast.For)
        for verdict in _Judge(place, facts, options).verdicts()
    ]


def _is_called(source: ast.expr) -> bool:
    return isinstance(source, ast.Call) and not is_range(source)


def _is_within(node: ast.stmt, loop: ast.For, facts: Facts) -> bool:
    nest = grid(loop, facts)
    return nest is not None and node in nest.loops


def _places(node: ast.stmt, facts: Facts) -> Iterator[Place]:
    if isinstance(node, ast.For):
        found = run(node, facts) or stored(node, facts)
        if found is not None:
            yield found
    else:
        found = filled(node, facts)
        yield from [found] if found is not None else places(node, facts)
        if not isinstance(node, ast.If):
            yield from calls_within(node, facts)


def _as_asked(found: Iterator[Place], facts: Facts, options: VectorizeOptions) -> Iterator[Place]:
    """The places, with arrays in the place of lists that are returned, where that is asked for."""
    for place in found:
        root = facts.root(place.statement)
        if options.result == "ndarray" and isinstance(root, ast.FunctionDef):
            yield returning_array(place, root, types_in(facts, root))
        else:
            yield place


class _Judge:
    def __init__(self, place: Place, facts: Facts, options: VectorizeOptions) -> None:
        self.place = place
        self.facts = facts
        self.options = options
        self.root = facts.root(place.statement)
        self.types: Types = types_in(facts, self.root)
        self.takes_floats = False

    def verdicts(self) -> Iterator[Rewrite | Refusal]:
        streams = self._streams()
        if self.place.sink is Sink.STORE and not self._is_array_stored_into():
            return
        if not streams or not self._is_arithmetic():
            return
        all_arrays = all(is_array(one.source, self.types) for one in streams)
        if self.place.sink is Sink.SUM and self.place.is_bare and not all_arrays:
            return  # the sum of a list is as fast as it can be
        if any(_is_called(one.source) and not is_array(one.source, self.types) for one in streams):
            return
        if self.place.sink is Sink.ADD and self._is_array_stored_into():
            return  # whole arrays are added up already
        is_untold = any(is_unknown(one.source, self.types) for one in streams)
        if is_untold:
            yield self._refusal(UNTOLD, self.place.line)
        elif any(element_kind(one.source, self.types) is None for one in streams):
            return
        if not self._is_counted():
            return
        numpy = numpy_name(self.facts, self.root)
        if numpy is None:
            yield self._refusal(NO_NAME, self.place.line)
            return
        yield from self._best(streams, numpy, is_untold)

    def _best(
        self, streams: list[Stream], numpy: NumpyName, is_untold: bool
    ) -> Iterator[Rewrite | Refusal]:
        """What can be done with what is known; else where elements are taken for floats."""
        found = list(self._attempted(streams, numpy)) if not is_untold else []
        if not any(isinstance(one, Rewrite) for one in found):
            arrays = [one for one in streams if is_array(one.source, self.types)]
            if is_untold or arrays:
                self.takes_floats = True
                more = list(self._attempted(streams, numpy))
                is_better = any(isinstance(one, Rewrite) for one in more)
                found = more if is_better else found
        yield from found

    def _attempted(self, streams: list[Stream], numpy: NumpyName) -> Iterator[Rewrite | Refusal]:
        elements = Elements(self.types, Needs(), self.takes_floats)
        found = obstacle(self.place, streams, self.facts, self.types, elements)
        if found is not None:
            yield self._refusal(found.reason, found.line)
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

    def _is_array_stored_into(self) -> bool:
        return self.place.target is not None and is_array(self.place.target, self.types)

    def _is_counted(self) -> bool:
        """Whether what says how far an index goes is something that its sequence has."""
        over, count = self.place.traversal.over, self.place.traversal.count
        return over is None or isinstance(count, ast.Call) or is_array(over, self.types)

    def _is_arithmetic(self) -> bool:
        if self.place.sink in (Sink.STORE, Sink.ADD) or self.place.scan is not None:
            return True
        if self.place.sink is Sink.SUM and self.place.is_bare:
            return True
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

    def _rewrites(self, streams: list[Stream], numpy: NumpyName) -> Iterator[Rewrite | Refusal]:
        found = [
            rewrite
            for form in self._forms(streams)
            if (rewrite := self._translated(streams, numpy, form)) is not None
        ]
        yield from found
        if not found:
            yield self._refusal(NO_GAIN, self.place.line)

    def _forms(self, streams: list[Stream]) -> Iterator[Form]:
        """The ways to write it, the best first: what it rests on decides which can be taken."""
        if self.place.sink in (Sink.SUM, Sink.ADD):
            yield Form.PAIRS
        yield Form.PLAIN
        both = self.place.traversal.step is Step.TRUNCATES and len(streams) == 2
        if (
            both
            and len(set(lengths(self.place, self.types, streams).values())) > 1
            and all(one.is_whole for one in streams)
            and not any(is_unknown(one.source, self.types) for one in streams)
        ):
            yield Form.CUT

    def _translated(self, streams: list[Stream], numpy: NumpyName, form: Form) -> Rewrite | None:
        """The rewrite, where it pays. Raises ``Declined``."""
        cut = cutting(streams) if form is Form.CUT else Stream.sliced
        is_indexed = bool(self.place.traversal.index)
        arrays = Arrays(self.types, self.facts, numpy.name, cut, is_indexed)
        needs = Needs()
        mask = Mask(self.facts) if self.place.filters else None
        elementwise = self._elementwise(numpy, arrays, needs, mask)
        if self.place.sink is Sink.COUNT:
            return self._counted(streams, numpy, arrays, needs)
        self._note_assumed(streams, elementwise)
        term = elementwise.value(self.place.element)
        if self.place.scan is not None:
            term = scanned(
                term, self.place.element, self.place.scan, elementwise, needs, numpy.name
            )
        if self.place.sink in (Sink.ANY, Sink.ALL):
            parts = (self.place.element, *self.place.filters)
            note_unreached(parts, self.place.traversal, needs)
        if mask is not None:
            plain = self._elementwise(numpy, arrays, needs, None)
            mask.test = plain.condition(_all_of(self.place.filters)).node
            mask.before = plain.statements()
        sink, minimum = self.place.sink, self.options.min_operations
        needs.operations += sink is Sink.SUM and self.place.is_bare  # the sum itself
        has_filter, in_pairs = mask is not None, form is Form.PAIRS
        if not pays(needs.operations, arrays.converted, sink, has_filter, minimum, in_pairs):
            return None
        given = as_given(term, self.place, numpy.name, form, self.types)
        if given is None:
            return None
        written = self._written(given, arrays, mask, elementwise.statements())
        if written is None:
            return None
        case = case_of(self.place, self.types, streams, needs, term, form)
        return offered(written, case, numpy, form)

    def _note_assumed(self, streams: list[Stream], elementwise: Elementwise) -> None:
        """Note what elements are taken for where that alone made it possible."""
        target = self.place.target
        if self.place.sink is Sink.STORE and target is not None:
            elementwise.elements.kind(target)
        if self.takes_floats and self.place.sink in (Sink.ANY, Sink.ALL):
            for one in streams:
                elementwise.elements.kind(one.source)

    def _counted(
        self, streams: list[Stream], numpy: NumpyName, arrays: Arrays, needs: Needs
    ) -> Rewrite | None:
        """The number of elements that meet a condition: what is computed of them is no matter."""
        elementwise = self._elementwise(numpy, arrays, needs, None)
        test = elementwise.condition(_all_of(self.place.filters))
        minimum = self.options.min_operations
        if not pays(needs.operations, arrays.converted, Sink.COUNT, True, minimum, False):
            return None
        given = counted(test.node, self.place, numpy.name)
        written = self._written(given, arrays, None, elementwise.statements())
        if written is None:
            return None
        case = case_of(self.place, self.types, streams, needs, test, Form.PLAIN)
        return offered(written, case, numpy, Form.PLAIN)

    def _elementwise(
        self, numpy: NumpyName, arrays: Arrays, needs: Needs, mask: Mask | None
    ) -> Elementwise:
        of = arrays.of if mask is None else mask.masking(arrays.of)
        body = self.place.body
        shared: dict[int, str] = {}
        if not self.place.filters:
            shared |= {id(body.values[name]): name for name in body.several}
            names: list[str] = []
            for name, value in body.earlier:
                names.append(free_name(self.facts, f"{name}_before", names))
                shared[id(value)] = names[-1]
        needs.is_flat = needs.is_flat or body.in_place
        traversal, floats = self.place.traversal, self.takes_floats
        return Elementwise(traversal, self.types, numpy.name, of, needs, shared, floats)

    def _written(
        self,
        given: ast.expr | ast.stmt,
        arrays: Arrays,
        mask: Mask | None,
        shared: list[ast.stmt],
    ) -> Written | None:
        inlined, statements = arrays.inlined(), arrays.statements()
        if mask is not None:
            inlined |= mask.inlined()
            statements += mask.statements()
        statements += shared
        is_local = isinstance(self.root, FUNCTIONS)
        if statements and not (is_local and may_come_first(self.place, self.facts)):
            return None
        text = spelled(given, self.facts, inlined)
        is_argument = self.place.replaced is self.place.node
        if self.place.sink is Sink.ARRAY and not self.place.is_alone and not is_argument:
            text = f"({text})"
        return Written(text, tuple(spelled(one, self.facts, inlined) for one in statements))

    def _refusal(self, reason: str, cause: int) -> Refusal:
        return Refusal(NAME, self.place.line, reason, cause)


def _all_of(filters: Sequence[ast.expr]) -> ast.expr:
    if len(filters) == 1:
        return filters[0]
    return ast.copy_location(ast.BoolOp(ast.And(), list(filters)), filters[0])
