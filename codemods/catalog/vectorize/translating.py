"""Translate one place to arrays, in the ways that there are."""

import ast
from collections.abc import Collection, Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.liveness import free_name
from codemods.facts.types import Types, types_in

from .arrays import Arrays, Mask
from .cases import LESS, case_of, lengths
from .elementwise import Elementwise
from .hoisting import may_come_first
from .kinds import is_unknown
from .lengths import differ
from .numpy_name import NumpyName
from .offering import Offer, Written
from .options import VectorizeOptions
from .pays import pays
from .results import Form, as_given, counted
from .scanning import scanned
from .sites import DECIDING, Place, Sink
from .spelling import spelled
from .terms import Declined, Needs
from .traversal import Step, Stream, cutting
from .unreached import note_unreached

UNEQUAL = "a part of one sequence goes with the whole of another one, or with another part"
FIRST_ONLY = "the loop ends at a number, which may be less than there are elements"


class Translating:
    """The rewrites of one place."""

    def __init__(
        self,
        place: Place,
        facts: Facts,
        options: VectorizeOptions,
        numpy: NumpyName,
        takes_floats: bool,
    ) -> None:
        """``takes_floats`` takes for floats what nothing, or no type of elements, is known of."""
        self.place = place
        self.facts = facts
        self.options = options
        self.numpy = numpy
        self.takes_floats = takes_floats
        self.root = facts.root(place.statement)
        self.types: Types = types_in(facts, self.root)

    def offers(self, streams: list[Stream]) -> Iterator[Offer]:
        """What pays, the best first. Raises ``Declined``."""
        for form in self._forms(streams):
            offer = self._translated(streams, form)
            if offer is not None:
                yield offer

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

    def _translated(self, streams: list[Stream], form: Form) -> Offer | None:
        """What to write, where it pays. Raises ``Declined``."""
        cut = cutting(streams) if form is Form.CUT else Stream.sliced
        is_indexed = bool(self.place.traversal.index)
        arrays = Arrays(self.types, self.facts, self.numpy.name, cut, is_indexed)
        needs = Needs()
        mask = Mask(self.facts) if self.place.filters else None
        elementwise = self._elementwise(arrays, needs, mask)
        if self.place.sink is Sink.COUNT:
            return self._counted(streams, arrays, needs)
        self._check_lengths(lengths(self.place, self.types, streams).values())
        self._note_assumed(streams, elementwise)
        term = elementwise.value(self.place.element)
        if self.place.scan is not None:
            element, scan, is_list = (
                self.place.element,
                self.place.scan,
                self.place.sink is Sink.LIST,
            )
            term = scanned(term, element, scan, elementwise, needs, self.numpy.name, is_list)
        if self.place.sink is Sink.BEST:
            needs.is_flat = True  # rows are neither less nor greater
        if self.place.sink in DECIDING:
            parts = (self.place.element, *self.place.filters)
            note_unreached(parts, self.place.traversal, needs)
        if mask is not None:
            plain = self._elementwise(arrays, needs, None)
            mask.test = plain.condition(_all_of(self.place.filters)).node
            mask.before = plain.statements()
            needs.wholes |= dict.fromkeys(arrays.of_ints)  # also of what is left out then
        sink, minimum = self.place.sink, self.options.min_operations
        needs.operations += sink is Sink.SUM and self.place.is_bare  # the sum itself
        has_filter, in_pairs = mask is not None, form is Form.PAIRS
        if not pays(needs.operations, arrays.converted, sink, has_filter, minimum, in_pairs):
            return None
        given = as_given(term, self.place, self.numpy.name, form, self.types)
        if given is None:
            return None
        written = self._written(given, arrays, mask, elementwise.statements())
        if written is None:
            return None
        case = case_of(self.place, self.types, streams, needs, term, form)
        return Offer(written, case, self.numpy, form)

    def _check_lengths(self, found: Collection[str]) -> None:
        """Raise ``Declined`` where sequences are surely not, or not meant to be, of one length."""
        if isinstance(self.place.traversal.count, ast.Constant) and len(set(found)) > 1:
            raise Declined(FIRST_ONLY, self.place.element)
        if _are_unequal(found):
            raise Declined(UNEQUAL, self.place.element)

    def _note_assumed(self, streams: list[Stream], elementwise: Elementwise) -> None:
        """Note what elements are taken for where that alone made it possible."""
        target = self.place.target
        if self.place.sink is Sink.STORE and target is not None:
            elementwise.elements.kind(target)
        if self.takes_floats and self.place.sink in DECIDING:
            for one in streams:
                elementwise.elements.kind(one.source)

    def _counted(self, streams: list[Stream], arrays: Arrays, needs: Needs) -> Offer | None:
        """The number of elements that meet a condition: what is computed of them is no matter."""
        elementwise = self._elementwise(arrays, needs, None)
        if not self.place.filters:
            return self._all_counted(streams, elementwise)
        test = elementwise.condition(_all_of(self.place.filters))
        minimum = self.options.min_operations
        if not pays(needs.operations, arrays.converted, Sink.COUNT, True, minimum, False):
            return None
        given = counted(test.node, self.place, self.numpy.name)
        written = self._written(given, arrays, None, elementwise.statements())
        if written is None:
            return None
        case = case_of(self.place, self.types, streams, needs, test, Form.PLAIN)
        return Offer(written, case, self.numpy, Form.PLAIN)

    def _all_counted(self, streams: list[Stream], elementwise: Elementwise) -> Offer | None:
        """The number of all elements, beside what else the loop adds up."""
        number = ast.Call(ast.Name("len", ast.Load()), [streams[0].sliced()], [])
        assert self.place.target is not None
        given = ast.AugAssign(self.place.target, ast.Add(), number)
        term, needs = elementwise.value(self.place.element), Needs()
        case = case_of(self.place, self.types, streams, needs, term, Form.PLAIN)
        written = Written(spelled(given, self.facts, {}), ())
        return Offer(written, case, self.numpy, Form.PLAIN)

    def _elementwise(self, arrays: Arrays, needs: Needs, mask: Mask | None) -> Elementwise:
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
        return Elementwise(traversal, self.types, self.numpy.name, of, needs, shared, floats)

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
        place = self.place
        if place.sink is Sink.ARRAY and not place.is_alone and not place.is_argument:
            text = f"({text})"
        return Written(text, tuple(spelled(one, self.facts, inlined) for one in statements))


def _are_unequal(found: Collection[str]) -> bool:
    """Whether parts that leave out more and less are gone through in step."""
    return len({text.partition(LESS)[2] for text in found}) > 1 or differ(found)


def _all_of(filters: Sequence[ast.expr]) -> ast.expr:
    if len(filters) == 1:
        return filters[0]
    return ast.copy_location(ast.BoolOp(ast.And(), list(filters)), filters[0])
