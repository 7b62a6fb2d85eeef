"""Run hostile modules whose records become models, or dicts with typed keys: nothing may differ."""

from dataclasses import replace

import pytest
from harness import OPTIONS, outcome
from test_shared_records import CASES as SHARED
from test_shared_records import ran
from test_whole_records import CASES as WHOLE

from codemods.catalog.dataclasses import RecordOptions
from codemods.model import Options, Project

TEXTS = {**SHARED, **{name: text for name, (_, text) in WHOLE.items()}}


def wanted(flavor: str, *granted: str) -> Options:
    settings = {"dataclasses": RecordOptions(flavor=flavor)}  # type: ignore[arg-type]
    return replace(OPTIONS, granted=frozenset(granted), settings=settings)


@pytest.mark.parametrize("name", TEXTS)
def test_typed_dicts_change_nothing_that_runs(name: str) -> None:
    found = outcome(TEXTS[name], "dataclasses", options=wanted("typeddict"))
    assert ran(found.after) == ran(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_models_behave_the_same_or_are_left_alone(name: str) -> None:
    pytest.importorskip("pydantic")
    options = wanted("pydantic", "closed-world", "validated-input")
    found = outcome(TEXTS[name], "dataclasses", options=options)
    assert ran(found.after) == ran(TEXTS[name])


def test_many_of_them_change() -> None:
    for flavor, least in (("typeddict", 60), ("pydantic", 60)):
        options = wanted(flavor, "closed-world", "validated-input")
        changed = [outcome(one, "dataclasses", options=options).changed for one in TEXTS.values()]
        assert sum(changed) >= least, (flavor, sum(changed))


def test_what_an_old_python_lacks_is_not_written() -> None:
    text = 'def f():\n    d = {"a": 1, "b": 2}\n    return d["a"], d["b"]\n'
    for target, changed in (((3, 9), False), ((3, 10), True)):
        found = outcome(text, "dataclasses", project=Project(target=target))
        assert found.changed == changed
