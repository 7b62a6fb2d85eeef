"""Leave alone without following them only modules in which following would find nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codemods.catalog.dataclasses.examples import EXAMPLES
from codemods.catalog.dataclasses.flavors import FLAVORS
from codemods.catalog.dataclasses.prefilter import may_hold_records, uses_what_it_puts
from codemods.catalog.dataclasses.records import Wanted, verdicts
from codemods.catalog.dataclasses.world import World
from codemods.facts import Facts
from codemods.model import Project, Source

MAKING = (
    "d = {'a': 1, 'b': x}",
    "d = dict(a=1, b=x)",
    "d = {}",
    "d = {'a': 1}",
    "d = dict(a=x)",
    "d: dict = {'a': x}",
    "e = {'a': 2, 'c': x}",
    "d = x",
)
USING = (
    "d['a'] = 1",
    "d['b'] = d['a']",
    "if x:\n        d['b'] = 1\n    else:\n        d['b'] = 2",
    "d['a'] += 1",
    "print(d['b'])",
    "print(d.get('c'), d.get('a', 0))",
    "print('a' in d, 'c' not in d)",
    "d.update(a=1, c=2)",
    "d.update({'b': x})",
    "f = {**d, 'a': 2}",
    "x.sort(key=itemgetter('a', 'b'))",
    "print(max([d, d], key=got('b')))",
    "print(max([d], key=lambda one: one['c'])['a'])",
    "d = e",
    "print(d)",
    "return d",
)
HEAD = (
    "from operator import itemgetter\nfrom operator import itemgetter as got\n\n\ndef f(x):\n    "
)
WANTED = Wanted(2, {}, FLAVORS["dataclass"])


def facts_of(text: str) -> Facts:
    return Facts(Source("<text>", text), Project())


@settings(
    max_examples=400, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(st.lists(st.sampled_from(MAKING), max_size=3), st.lists(st.sampled_from(USING), max_size=4))
def test_what_is_passed_over_holds_no_records(making: list[str], using: list[str]) -> None:
    text = HEAD + "\n    ".join([*making, *using, "pass"]) + "\n"
    if list(verdicts(World([facts_of(text)]), WANTED)):
        assert uses_what_it_puts(facts_of(text)), text


def test_no_example_is_passed_over() -> None:
    for example in EXAMPLES:
        if list(verdicts(World([facts_of(example.before)]), WANTED)):
            assert may_hold_records(facts_of(example.before)), example.before


def test_most_modules_are_passed_over() -> None:
    for text in (
        "def f(x):\n    return x['a'], x['b']\n",
        "TABLE = {'a': 1, 'b': 2}\n",
        "def f(x):\n    d = {'a': 1, 'b': 2}\n    x.c = d['a']\n    g(x, d)\n    return {}\n",
        "def f(x):\n    d = {'a': 1}\n    return d['a'], d['a'], d['a']\n",
    ):
        assert not may_hold_records(facts_of(text)), text
