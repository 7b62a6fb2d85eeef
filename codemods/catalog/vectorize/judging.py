"""Judge what is computed element by element: what arrays can do, on what that rests."""

import ast
from collections.abc import Iterator, Sequence
from itertools import islice

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.types import Types, types_in
from codemods.model import Refusal, Rewrite

from .assumed import Elements
from .deciding import flagged, returned
from .extremes import extreme
from .filled_lists import filled
from .grid_judging import judged
from .grids import grid
from .kinds import element_kind, is_array, is_declared, is_unknown
from .loops import in_place_of, loop_of
from .numpy_name import NO_NAME, NumpyName, numpy_name
from .obstacles import NO_GAIN, UNTOLD, obstacle
from .offering import Offer, all_offered
from .options import NAME, VectorizeOptions
from .results import Form
from .returning import returning_array
from .running import calls_within, run
from .several_stores import stores
from .sites import Place, Sink, places
from .stores import stored
from .sums import sums
from .table_comprehensions import comprehended_table
from .table_judging import judged_table
from .table_loops import filled_table
from .terms import Declined, Needs
from .translating import Translating
from .traversal import Stream, is_range, read_streams

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def judge(node: ast.stmt, facts: Facts, options: VectorizeOptions) -> Sequence[Rewrite | Refusal]:
    """All that can be said of what one statement computes element by element."""
    if not isinstance(facts.root(node), FUNCTIONS):
        return _at_module_level(node, facts, options)
    nest = grid(node, facts) if isinstance(node, ast.For) else None
    table = filled_table(node, facts) if isinstance(node, ast.For) else None
    table = table or comprehended_table(node, facts)
    found = list(judged_table(table, facts, options)) if table is not None else []
    if found:
        return found
    if nest is not None:
        return list(judged(nest, facts))
    if isinstance(node, ast.For) and node in _inner_loops(facts):
        return []  # what is to be said of it is said of the nest
    places = list(_as_asked(_places(node, facts), facts, options))
    if not places and isinstance(node, (ast.For, ast.While)):
        return _judged_together(_parts(node, facts), facts, options)
    return [verdict for place in places for verdict in _judged(place, facts, options)]


def _judged(place: Place, facts: Facts, options: VectorizeOptions) -> Iterator[Rewrite | Refusal]:
    for one in _Judge(place, facts, options).verdicts():
        yield one.rewrite() if isinstance(one, Offer) else one


def _judged_together(
    places: Sequence[Place], facts: Facts, options: VectorizeOptions
) -> list[Rewrite | Refusal]:
    """What can be said of the parts of one loop: all of them change, or none."""
    found = [list(_Judge(place, facts, options).verdicts()) for place in places]
    offers = [[one for one in verdicts if isinstance(one, Offer)] for verdicts in found]
    if not all(offers):
        refusals = (one for verdicts in found for one in verdicts if isinstance(one, Refusal))
        return [*islice(refusals, 1)]
    ways = {way: [_in_form(way, each) for each in offers] for way in (Form.PAIRS, Form.PLAIN)}
    return [
        all_offered([*filter(None, each)], way) for way, each in ways.items() if each and all(each)
    ]


def _in_form(form: Form, offers: Sequence[Offer]) -> Offer | None:
    """The offer in one form; all but sums have but the plain one."""
    return next((one for one in offers if one.form is form or one.has_one_form), None)


def _at_module_level(
    node: ast.stmt, facts: Facts, options: VectorizeOptions
) -> Sequence[Rewrite | Refusal]:
    """What can be said of comprehensions and of single loops there."""
    if any(isinstance(one, ast.ClassDef) for one in facts.owners(node)):
        return []
    places = list(_places(node, facts))
    if not places and isinstance(node, (ast.For, ast.While)):
        return _judged_together(_parts(node, facts), facts, options)
    return [verdict for place in places for verdict in _judged(place, facts, options)]


def _is_called(source: ast.expr) -> bool:
    return isinstance(source, ast.Call) and not is_range(source)


def _inner_loops(facts: Facts) -> frozenset[ast.For]:
    """The loops of the file that are part of the nest around them."""
    return facts.once("inner loops", facts.tree, lambda: frozenset(_all_inner_loops(facts)))


def _all_inner_loops(facts: Facts) -> Iterator[ast.For]:
    for loop in facts.nodes(ast.For):
        nest = grid(loop, facts)
        yield from (one for one in (nest.loops if nest else ()) if one is not loop)


def _parts(node: ast.For | ast.While, facts: Facts) -> list[Place]:
    """The parts of a loop that computes several things."""
    loop = loop_of(node, facts)
    if loop is None:
        return []
    found = sums(loop.plain, facts) or stores(loop.plain, facts)
    return [in_place_of(one, loop, facts) for one in found]


def _places(node: ast.stmt, facts: Facts) -> Iterator[Place]:
    if isinstance(node, (ast.For, ast.While)):
        loop = loop_of(node, facts)
        if loop is None:
            return
        found = run(node, facts) if isinstance(node, ast.For) else None
        found = found or stored(loop.plain, facts) or extreme(loop.plain, facts)
        if found is None and loop.start is None:
            found = returned(loop.plain, facts)
        if found is not None:
            yield in_place_of(found, loop, facts)
    else:
        found = filled(node, facts) or flagged(node, facts)
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

    def verdicts(self) -> Iterator[Offer | Refusal]:
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
        if self.place.sink in (Sink.ADD, Sink.BEST) and self._is_array_stored_into():
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
    ) -> Iterator[Offer | Refusal]:
        """What can be done with what is known; else where elements are taken for floats."""
        found = list(self._attempted(streams, numpy)) if not is_untold else []
        if not any(isinstance(one, Offer) for one in found):
            arrays = [one for one in streams if is_array(one.source, self.types)]
            told = any(is_declared(one.source, self.types) for one in streams)
            if (is_untold and not told) or (arrays and not is_untold):
                self.takes_floats = True
                more = list(self._attempted(streams, numpy))
                is_better = any(isinstance(one, Offer) for one in more)
                found = more if is_better else found
        yield from found

    def _attempted(self, streams: list[Stream], numpy: NumpyName) -> Iterator[Offer | Refusal]:
        elements = Elements(self.types, Needs(), self.takes_floats)
        against = obstacle(self.place, streams, self.facts, self.types, elements)
        if against is not None:
            yield self._refusal(against.reason, against.line)
            return
        translating = Translating(self.place, self.facts, self.options, numpy, self.takes_floats)
        try:
            found: list[Offer | Refusal] = [*translating.offers(streams)]
        except Declined as declined:
            yield self._refusal(declined.reason, declined.line)
            return
        yield from found or [self._refusal(NO_GAIN, self.place.line)]

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
        if self.place.target is not None or self.place.scan is not None:
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

    def _refusal(self, reason: str, cause: int) -> Refusal:
        return Refusal(NAME, self.place.line, reason, cause)
