"""Run snippets as people write them: what becomes of them means the same.

The snippets are in ``cases/hostile_records``: each begins with ``#---`` and its name.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from harness import OPTIONS, outcome
from test_shared_records import ran

GRANTED = replace(OPTIONS, granted=frozenset({"closed-world", "same-shape", "self-equal"}))
FOLDER = Path(__file__).parent / "cases" / "hostile_records"


def snippets(name: str) -> dict[str, str]:
    """The snippets of a file, by name."""
    texts = re.split(r"^#--- ", (FOLDER / name).read_text("utf-8"), flags=re.MULTILINE)
    parts = [one.partition("\n") for one in texts[1:]]
    assert len({head for head, _, _ in parts}) == len(parts)
    return {head: body for head, _, body in parts}


CHANGED, LEFT_ALONE = snippets("changed.txt"), snippets("left_alone.txt")


@pytest.mark.parametrize("name", CHANGED)
def test_becomes_objects_that_behave_the_same(name: str) -> None:
    found = outcome(CHANGED[name], "dataclasses", options=GRANTED)
    assert found.changed
    assert ran(found.after) == ran(found.before), found.after


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_is_left_alone(name: str) -> None:
    found = outcome(LEFT_ALONE[name], "dataclasses", options=GRANTED)
    assert not found.changed, found.after
    assert ran(found.before)[0] == "returned"
