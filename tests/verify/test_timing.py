"""Time two versions by a clock that lies: which inputs, what is said of it, what is dropped."""

from collections import deque
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from harness import OPTIONS

from codemods.catalog.index_lookup.pays import SLOWER, slower
from codemods.catalog.vectorize.pays import NOT_FASTER, not_faster
from codemods.files import disk
from codemods.model import Lap, Outcome, Project, Site, Timing, Trust
from codemods.report import data
from codemods.report.text import site_line
from codemods.running import batch, records
from codemods.running.batch import Result
from codemods.running.verification import verified
from codemods.verify import timing
from codemods.verify.inputs.growth import Way, grown
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Arguments, Bag, Iterator, Literal, Mapping, Sequence
from codemods.verify.inputs.workshop import Workshop
from codemods.verify.oracle.objects import Call
from codemods.verify.oracle.surroundings import Surroundings
from codemods.verify.pair import Pair
from codemods.verify.question import Question
from codemods.verify.stopwatch import Lap as Measured
from codemods.verify.stopwatch import Stopped, laps
from codemods.verify.verdict import Kind, Verdict
from codemods.verify.versions import versions

JOIN = """\
def joined(orders, refs):
    out = []
    for order in orders:
        for ref in refs:
            if ref.id == order.ref:
                out.append((order, ref))
    return out


def named(orders, names):
    return [next((n for n in names if n.id == order.name), None) for order in orders]
"""


# Longer calls.


def built(call: Arguments | None) -> list[Any]:
    assert call is not None
    shop = Workshop({}, [])
    return [shop.make(one) for one in call.positional]


def of(*elements: Recipe, kind: str = "list") -> Sequence:
    return Sequence(kind, elements)


def test_elements_differ_and_are_found_on_the_other_side() -> None:
    call = Arguments((of(Literal(7)), of(Literal(0), Literal(0), kind="tuple")))
    left, right = built(grown(call, 50, Way()))
    assert len(set(left)) == 50 and left == list(right)


@pytest.mark.parametrize("value", [3, 0.5, "a", b"a"])
def test_elements_apart_are_found_nowhere_else(value: object) -> None:
    call = Arguments((of(Literal(value)), of(Literal(value)), of(Literal(value), kind="set")))
    found = built(grown(call, 50, Way(apart=True)))
    assert len(set().union(*found)) == 150


@pytest.mark.parametrize("value", [True, None, 3, 0.5, "a", b"a"])
def test_elements_keep_their_types(value: object) -> None:
    (found,) = built(grown(Arguments((of(Literal(value)),)), 9, Way()))
    assert {type(one) for one in found} == {type(value)}
    assert len(set(found)) == (1 if value in (True, None) else 9)


def test_objects_in_lists_differ_in_all_their_parts() -> None:
    row = Bag((("id", Literal(1)), ("tags", of(Literal("x")))))
    (rows,) = built(grown(Arguments((of(row),)), 3, Way()))
    assert [(one.id, one.tags) for one in rows] == [(1, ["1"]), (2, ["2"]), (3, ["3"])]


def test_lists_in_records_and_in_objects_grow() -> None:
    call = Arguments(
        (
            Mapping(((Literal("rows"), of(Literal(1))),)),
            Bag((("rows", of(Literal(1))),)),
            Call("collections", "deque", (of(Literal(1)),)),
            Iterator((Literal(1),)),
        )
    )
    record, thing, queue, iterator = built(grown(call, 4, Way(kept=frozenset({"rows"}))))
    assert list(record) == ["rows"] and record["rows"] == thing.rows == [1, 2, 3, 4]
    assert queue == deque([1, 2, 3, 4]) and list(iterator) == [1, 2, 3, 4]


def test_a_dict_grows_unless_its_keys_are_names() -> None:
    pairs = ((Literal("a"), Literal(1)),)
    (found,) = built(grown(Arguments((Mapping(pairs),)), 3, Way()))
    assert found == {"1": 1, "2": 2, "3": 3}
    assert grown(Arguments((Mapping(pairs),)), 3, Way(kept=frozenset({"a"}))) is None


def test_one_object_in_two_places_stays_one() -> None:
    shared = of(Literal(1))
    one, other = built(grown(Arguments((shared, shared)), 3, Way()))
    assert one is other


def test_texts_that_mean_something_stay() -> None:
    row = Mapping(((Literal("id"), Literal("x")), (Literal("state"), Literal("paid"))))
    way = Way(kept=frozenset({"id", "state", "paid"}))
    (rows,) = built(grown(Arguments((of(row),)), 2, way))
    assert rows == [{"id": "1", "state": "paid"}, {"id": "2", "state": "paid"}]


def test_what_was_drawn_is_repeated_where_that_is_asked_for() -> None:
    call = Arguments((of(Literal(2.5), Literal(-1.0)), of(Literal(1), kind="tuple")))
    assert built(grown(call, 3, Way(varied=False, tuples=False))) == [[2.5, -1.0, 2.5], (1,)]


def test_dates_differ_and_are_dates() -> None:
    day = Call("datetime", "date", (Literal(2024), Literal(2), Literal(28)))
    (days,) = built(grown(Arguments((of(day),)), 20, Way()))
    assert len(set(days)) == 20 and {one.day for one in days} == {28}


def test_nothing_grows_where_nothing_is_to_be_grown() -> None:
    assert grown(Arguments((Literal(1), of())), 9, Way()) is None


# The clock.


class Clock:
    """Stands still but for what is done."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_best_of_several_rounds_counts() -> None:
    clock, times = Clock(), iter([5.0, 1.0, 2.0, 3.0, 4.0, 2.0])

    def run(side: int, size: int) -> float:
        clock.now += 1
        return next(times)

    assert laps(run, [10], clock, 6.0) == [Measured(10, 2.0, 1.0)]


def test_a_size_that_would_take_too_long_is_not_begun() -> None:
    clock = Clock()

    def run(side: int, size: int) -> float:
        clock.now += size / 1000
        return size / (1 + side)

    found = laps(run, [10, 100, 10_000], clock, 5.0)
    assert [one.size for one in found] == [10, 100]
    assert clock.now < 5.0


def test_what_does_not_end_normally_ends_the_measurement() -> None:
    def run(side: int, size: int) -> float:
        if size > 10:
            raise Stopped
        return 1.0

    assert [one.size for one in laps(run, [10, 100, 1000], count().__next__, 99)] == [10]


# Which calls are timed.


def timed(before: str, after: str, distinct: bool = True) -> Verdict:
    pair = Pair(versions(Path("m.py"), before, after))
    (change,) = pair.changes.values()
    ticks = count(0, 0.001)  # each look at the clock takes a millisecond
    one = timing.Timing(pair, change, [10, 20], distinct, 1.0, 0, ticks.__next__)
    return one.verdict()


def sizes(verdict: Verdict) -> list[int]:
    return [size for size, _, _ in verdict.times]


def test_times_what_loops_over_its_arguments() -> None:
    before = JOIN.partition("\n\n\n")[0] + "\n"
    assert sizes(timed(before, before.replace("out = []", "out = list()"))) == []
    assert sizes(timed(before, before.replace("ref.id == order.ref", "order.ref == ref.id"))) == [
        10,
        20,
    ]


@pytest.mark.parametrize(
    "body",
    [
        "    return [n for n in range(9) if n == xs]  # old\n",
        "    return [1 for _ in (1, 2, 3)]  # old\n",
        "    raise ValueError([x for x in xs])  # old\n",
        "    a, b = xs\n    return [one for one in (a, b)]  # old\n",
    ],
)
def test_is_not_timed_where_no_longer_input_makes_a_difference(body: str) -> None:
    before = f"def f(xs):\n{body}"
    found = timed(before, before.replace("# old", "if xs is xs else None"), distinct=False)
    assert found.kind is Kind.NOT_CHECKED and not found.times


def test_a_search_must_be_repeated_to_be_timed() -> None:
    head = "def f(xs: list[int], y: int):\n    for x in xs:\n"
    before = head + "        if x == y:\n            return x\n"
    after = before.replace("x == y", "y == x")
    assert timed(before, after).reason == timing.NOT_REPEATED
    assert sizes(timed(before, after, distinct=False)) == [10, 20]


def test_lists_on_both_sides_are_looked_for() -> None:
    """The first calls that are made up have an empty list on one side."""
    before = (
        "def f(xs: list[str], ys: list[str]):\n    for x in xs:\n        for y in ys:\n"
        "            if x == y:\n                break\n"
    )
    assert sizes(timed(before, before.replace("x == y", "y == x"))) == [10, 20]


def test_generators_are_timed_to_their_end() -> None:
    before = "def f(xs: list[int]):\n    for x in xs:\n        yield x + 1\n"
    assert sizes(timed(before, before.replace("x + 1", "1 + x"), distinct=False)) == [10, 20]


def test_the_module_is_as_it_was_afterwards() -> None:
    before = "seen = []\ndef f(xs: list[int]):\n    for x in xs:\n        seen.append(x + 1)\n"
    pair = Pair(versions(Path("m.py"), before, before.replace("x + 1", "1 + x")))
    (change,) = pair.changes.values()
    timing.Timing(pair, change, [10], True, 1.0, 0, count(0, 0.001).__next__).verdict()
    assert pair.before.seen == [] and pair.after.seen == []


# What comes of it.


def test_a_lookup_must_be_faster_at_some_size() -> None:
    assert slower({10: 0.2, 100: 0.9}) == SLOWER
    assert slower({10: 0.2, 100: 0.9, 1000: 1.5}) is None
    assert slower({10: 0.2}) is None


def test_arrays_must_be_faster_at_ten_thousand() -> None:
    assert not_faster({10: 3.0, 10_000: 0.8}) == NOT_FASTER
    assert not_faster({10: 0.1, 100: 0.5, 10_000: 1.2}) is None
    assert not_faster({10: 0.1, 100: 0.5}) is None


def rewritten(text: str) -> Result:
    options = replace(OPTIONS, trust=Trust.OPEN)
    file = disk.decode(Path("m.py"), text.encode())
    return batch.rewrite(file, ["index-lookup"], options, Project())


def _answer(name: str, times: tuple[float, ...] | None) -> Verdict:
    """What testing says of a function, or timing, where there are ``times``."""
    if times == ():
        return Verdict(name, Kind.NOT_CHECKED, reason="no input")
    laps = zip((10, 100), times or (), (1.0, 1.0), strict=False)
    return Verdict(name, Kind.TESTED, times=tuple(laps))


def verify(times: dict[str, tuple[float, ...]]) -> tuple[Outcome, list[Question]]:
    """What becomes of two joins that are tested, and as many times as fast as is said."""
    options = replace(OPTIONS, trust=Trust.OPEN)
    course = verified(rewritten(JOIN), ["index-lookup"], options, Project())
    asked = [next(course)]
    while True:
        trials = asked[-1].trials
        names = trials or ["joined", "named"]
        verdicts = [_answer(name, times[name] if trials else None) for name in names]
        try:
            asked.append(course.send(verdicts))
        except StopIteration as stop:
            result, refuted = stop.value
            assert not refuted
            return result.outcome, asked


def test_what_is_faster_stays_and_says_so() -> None:
    outcome, asked = verify({"joined": (0.5, 34.0), "named": ()})
    assert [set(one.trials) for one in asked] == [set(), {"joined", "named"}]
    one, other = outcome.sites
    assert one.timing == Timing((Lap(10, 0.5, 1.0), Lap(100, 34.0, 1.0)))
    assert "growth O(n*m) -> O(n+m), 0.5x at n=10, 34x at n=100 [" in site_line("m.py", one)
    assert "O(n+m), not timed (no input) [" in site_line("m.py", other)
    timing_data = data.file_entry(outcome)["sites"][0]["timing"]
    assert timing_data["laps"][1] == {"size": 100, "before": 34.0, "after": 1.0}
    again = records.unpacked("m.py", outcome.before, records.packed(outcome))
    assert again.sites == outcome.sites


def test_what_is_slower_is_left_alone_and_the_rest_is_tested_again() -> None:
    outcome, asked = verify({"joined": (0.5, 0.7), "named": (0.5, 9.0)})
    assert [set(one.trials) for one in asked] == [set(), {"joined", "named"}, set()]
    assert [site.function for site in outcome.sites] == ["named"]
    assert [(one.reason, one.line) for one in outcome.refusals] == [(SLOWER, 4)]
    assert "for ref in refs" in outcome.after and "names_by_id" in outcome.after


def test_lines_without_a_timing_say_nothing_of_it() -> None:
    site = Site("index-lookup", 1, (), ())
    assert "not timed" not in site_line("m.py", site)


def test_numpy_may_warn_of_an_array_where_it_warned_of_numbers() -> None:
    numpy = pytest.importorskip("numpy")

    def warned(values: Any) -> object:
        around = Surroundings()
        with around.around():
            values()
        return around.warned

    huge = numpy.array([1e308, 1e308])
    assert warned(lambda: [one * 10 for one in huge]) == warned(lambda: huge * 10) != ()
