"""State what a computation on arrays rests on, and settle of that what facts can."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from codemods.codemod import Assumption
from codemods.left_behind import VARIABLES
from codemods.model import Discharge, Evidence, Probe

from .numpy_name import INSTALLED
from .rows_stored import reads_always
from .scans import Scan
from .sites import Place, Sink
from .terms import Needs

FLOATS = "float-elements"
RANGE = "int64-range"
SCALAR = "scalar-operand"
LENGTHS = "equal-lengths"
NONEMPTY = "nonempty"
FLAT = "one-dimensional"
DOMAIN = "no-domain-error"
DIGITS = "last-digit"
ORDER = "sum-order"
CALLERS = "callers-accept-arrays"

ASSUMPTIONS = (
    Assumption(
        FLOATS,
        "what is declared as float holds floats; or ints up to 2**53 that may become floats",
        ("N-2", "N-4"),
    ),
    Assumption(RANGE, "no int, also none in between, leaves 64 bits", ("N-1", "N-12")),
    Assumption(
        SCALAR, "what is the same for all elements is an int or a float", ("N-4", "N-15", "N-23")
    ),
    Assumption(LENGTHS, "sequences gone through in step are equally long", ("N-16",)),
    Assumption(NONEMPTY, "there is at least one element", ("N-5",)),
    Assumption(FLAT, "arrays have one dimension, or as many as they have indices", ("N-13",)),
    Assumption(
        DOMAIN,
        "nothing is divided by zero or outside of what a function is defined for, and no power is"
        " too large: exceptions would become inf or nan, and inf or nan would become warnings",
        ("N-6", "N-7", "N-8", "N-19"),
    ),
    Assumption(DIGITS, "powers and functions may be rounded another way", ("N-7", "N-8")),
    Assumption(ORDER, "sums may be added up in another order, and rounded another way", ("N-9",)),
    Assumption(
        CALLERS,
        "callers do with what is returned only what arrays can do as well",
        ("N-13", "N-14"),
    ),
    VARIABLES,
    INSTALLED,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A site with what its evidence speaks of.

    ``line`` is where its first statement begins, ``sources`` the sequences gone through; of these
    ``arrays`` are arrays and ``tables`` may have several dimensions. ``is_cut`` tells that
    sequences of different lengths are cut, and ``declared`` what annotation says that the results
    are numbers. ``lengths`` are groups of what must be equal, with what each of them depends
    on; ``shapes`` is how many different shapes the arrays may have, ``ranks`` how many indices
    those have that have more than one. ``gives_array`` tells that the function returned a list
    before, ``is_accepted`` that all who call it take an array as well; ``left`` is what has to hold
    of the variables that a loop at module level no longer binds.
    """

    place: Place
    needs: Needs
    line: int
    sources: Sequence[str]
    arrays: Sequence[str]
    tables: Sequence[str]
    lengths: Sequence[Mapping[str, str]]
    shapes: int
    ranks: Mapping[str, int] = field(default_factory=dict)
    is_cut: bool = False
    declared: str = ""
    needs_some: bool = False
    reorders: bool = False
    gives_array: bool = False
    is_accepted: bool = False
    left: Evidence | None = None


def evidence(case: Case) -> tuple[Evidence, ...]:
    """What the rewrite of a site rests on."""
    return tuple(one for part in _PARTS for one in part(case))


def _floats(case: Case) -> Iterator[Evidence]:
    untold, doubles, reals = case.needs.untold, case.needs.doubles, list(case.needs.reals)
    if doubles:
        probes = [Probe(case.line, f"{one}.dtype == 'float64'") for one in doubles]
        fact = f"what {_names(list(doubles))} {_hold(doubles)} are float64"
        yield Evidence(FLOATS, Discharge.OPEN, fact, tuple(probes))
    if reals:
        probes = [Probe(case.line, f"{one}.dtype.kind in 'biuf'") for one in reals]
        fact = f"{_these(reals)} of real numbers: of floats, ints or flags"
        yield Evidence(FLOATS, Discharge.OPEN, fact, tuple(probes))
    small = list(case.needs.small)
    if small:
        parts = ", ".join(small)
        probe = Probe(case.line, f"__exact__({_for_each(case, f'({parts},)')})")
        fact = f"{_these(small)} no int beyond 2**53, for every element"
        yield Evidence(FLOATS, Discharge.OPEN, fact, (probe,))
    names = [*case.needs.floats, *case.needs.float_numbers]
    if not names:
        if reals or untold or doubles or small:
            return
        if case.arrays:
            fact = f"elements of {_names(case.arrays)} follow the same rules as whole arrays"
            yield Evidence(FLOATS, Discharge.PROVED, fact)
        elif not case.needs.integers:
            fact = "an int among the floats becomes a float on both sides at once"
            yield Evidence(FLOATS, Discharge.PROVED, fact)
        return
    probes = [Probe(case.line, f"__floats__({_flat_list(case, one)})") for one in case.needs.floats]
    probes += [Probe(case.line, f"__floats__([{one}])") for one in case.needs.float_numbers]
    fact = f"{_these(names)} declared as float: no int is among them, or it may become a float"
    yield Evidence(FLOATS, Discharge.OPEN, fact, tuple(probes))


def _flat_list(case: Case, name: str) -> str:
    return f"[one for row in {name} for one in row]" if case.ranks.get(name) == 2 else name


def untold_floats(needs: Needs) -> Evidence:
    """That sequences hold floats of which nothing is known: no call that is made up shows that."""
    names = list(needs.untold)
    they = "they hold" if len(names) > 1 else "it holds"
    fact = f"nothing is known about {_names(names)}: {they} floats of Python, and nothing else"
    return Evidence(FLOATS, Discharge.OPEN, fact)


def _hold(names: Sequence[str] | Mapping[str, None]) -> str:
    return "hold" if len(names) > 1 else "holds"


def _range(case: Case) -> Iterator[Evidence]:
    integers, wholes = list(case.needs.integers), list(case.needs.wholes)
    if not integers and not wholes:
        return
    probes = [Probe(case.line, f"__int64__([(one,) for one in {one}])") for one in wholes]
    if integers:
        every = _for_each(case, f"({', '.join(integers)},)")
        probes.append(Probe(case.line, f"__int64__({every})"))
    fact = f"{_these([*integers, *wholes])} within 64 bits, for every element"
    yield Evidence(RANGE, Discharge.OPEN, fact, tuple(probes))


def _scalar(case: Case) -> Iterator[Evidence]:
    names = list(case.needs.numbers)
    if names:
        probes = tuple(Probe(case.line, f"__number__({one})") for one in names)
        yield Evidence(SCALAR, Discharge.OPEN, f"{_these(names)} a number", probes)


def _lengths(case: Case) -> Iterator[Evidence]:
    groups = [one for one in case.lengths if len(one) > 1]
    unlike = [list(one) for one in groups if len(set(one.values())) > 1]
    if not groups:
        return
    if not unlike:
        facts = (f"{_these(list(one))} the same" for one in groups)
        yield Evidence(LENGTHS, Discharge.PROVED, f"{', '.join(facts)}: they were made so")
        return
    if case.is_cut:
        yield Evidence(LENGTHS, Discharge.PROVED, "both are cut to the length of the other")
        return
    checks = (f"{first} == {one}" for first, *others in unlike for one in others)
    probe = Probe(case.line, " and ".join(checks))
    fact = ", ".join(f"{_these(texts)} the same" for texts in unlike)
    yield Evidence(LENGTHS, Discharge.OPEN, fact, (probe,))


def _nonempty(case: Case) -> Iterator[Evidence]:
    if case.needs_some:
        probe = Probe(case.line, f"{_for_each(case, '1')} != []")
        fact = f"there is at least one element, of {_names(case.sources)}"
        yield Evidence(NONEMPTY, Discharge.OPEN, fact, (probe,))


def _flat(case: Case) -> Iterator[Evidence]:
    if case.arrays and (case.needs.is_flat or case.shapes > 1):
        if case.declared:
            fact = f"results are declared {case.declared}: no element is a row"
            yield Evidence(FLAT, Discharge.PROVED, fact)
            return
        if case.ranks and not case.tables:
            fact = f"{_these(case.arrays)} of as many dimensions as there are indices"
            yield Evidence(FLAT, Discharge.PROVED, fact)
            return
        is_stored = case.place.target is not None and not case.ranks
        if is_stored and case.place.filled not in case.tables:
            fact = f"`{case.place.filled}` has one dimension: what is stored are numbers"
            value, traversal = case.place.element, case.place.traversal
            if case.place.sink is Sink.STORE and reads_always(value, traversal, case.tables):
                yield Evidence(FLAT, Discharge.PROVED, fact)
                return
        if not case.tables:
            fact = f"{_these(case.arrays)} made with one dimension"
            yield Evidence(FLAT, Discharge.PROVED, fact)
            return
        ranks = {one: case.ranks.get(one, 1) for one in case.tables}
        probes = tuple(Probe(case.line, f"{one}.ndim == {rank}") for one, rank in ranks.items())
        fact = f"{_these(case.tables)} of as many dimensions as there are indices"
        if set(ranks.values()) == {1}:
            fact = f"{_these(case.tables)} of one dimension: elements are numbers, not rows"
        yield Evidence(FLAT, Discharge.OPEN, fact, probes)


def _domain(case: Case) -> Iterator[Evidence]:
    parts = [*case.needs.domain, *case.needs.once]
    values = list(case.needs.finite)
    running = case.needs.running
    if not parts and not values and running is None:
        return
    facts = []
    probes = [Probe(case.line, f"({one}) is not None") for one in case.needs.once]
    if parts:
        whole = _for_each(case, ast.unparse(case.place.element))
        probes.append(Probe(case.line, f"__read__({whole})"))
        # Temporaries were computed for every element, whatever became of them.
        probes += [
            Probe(case.line, f"__read__({_for_each(case, ast.unparse(one), every=True)})")
            for one in case.place.body.values.values()
        ]
        facts.append(f"{_these(parts)} computed without an error")
    if values:
        finite = _for_each(case, f"({', '.join(values)},)")
        probes.append(Probe(case.line, f"__finite__({finite})"))
        facts.append(f"{_these(values)} finite, without a warning")
    if running is not None:
        probes.append(Probe(case.line, f"__finite__({_run(case, running)})"))
        facts.append("what runs on is finite, without a warning")
    fact = f"{' and '.join(facts)}, for every element"
    yield Evidence(DOMAIN, Discharge.OPEN, fact, tuple(probes))


def _digits(case: Case) -> Iterator[Evidence]:
    if case.needs.digits:
        fact = f"{_these(list(case.needs.digits))} rounded as arrays do it"
        yield Evidence(DIGITS, Discharge.OPEN, fact)


def _order(case: Case) -> Iterator[Evidence]:
    if case.reorders:
        yield Evidence(ORDER, Discharge.OPEN, "the sum is added up in pairs")


def _callers(case: Case) -> Iterator[Evidence]:
    if case.is_accepted:
        fact = "all callers give what is returned to NumPy, or ask for its length"
        yield Evidence(CALLERS, Discharge.PROVED, fact)
    elif case.gives_array:
        fact = "whoever calls this takes an array for the list that it was"
        yield Evidence(CALLERS, Discharge.OPEN, fact)


_PARTS = (
    _floats, _range, _scalar, _lengths, _nonempty, _flat, _domain, _digits, _order, _callers
)  # fmt: skip


def _run(case: Case, scan: Scan) -> str:
    """A list of what a sum or product is on its way."""
    operator = "add" if isinstance(scan.operator, ast.Add) else "mul"
    values = _for_each(case, ast.unparse(case.place.element))
    start = f"[{ast.unparse(scan.start)}, *{values}]" if scan.start is not None else values
    return (
        f"[(one,) for one in __import__('itertools').accumulate({start},"
        f" __import__('operator').{operator})]"
    )


def _for_each(case: Case, value: str, every: bool = False) -> str:
    """A list of what an expression gives for each element that is kept, or for ``every`` one."""
    place = case.place
    if isinstance(place.node, ast.For):
        filters = [] if every else list(place.filters)
        generators = [
            ast.comprehension(loop.target, loop.iter, filters, 0)
            for loop in place.loops or (place.node,)
        ]
    else:
        generators = place.node.generators  # type: ignore[attr-defined]
    return f"[{value} {' '.join(ast.unparse(one).strip() for one in generators)}]"


def _these(names: Sequence[str]) -> str:
    return f"{_names(names)} {'are' if len(set(names)) > 1 else 'is'}"


def _told(name: str) -> str:
    rows = name.removeprefix("__even__(").removesuffix(")")
    return f"the rows of `{rows}`" if name.startswith("__even__") else f"`{name}`"


def _names(names: Sequence[str]) -> str:
    *most, last = [_told(one) for one in dict.fromkeys(names)]
    return f"{', '.join(most)} and {last}" if most else last
