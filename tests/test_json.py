"""Give the JSON document piece by piece, with the bytes that it has as a whole."""

import json
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from codemods.model import Outcome, Refusal
from codemods.report.data import VERSION, Document, file_entry

TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from('\n\r\u2028"{}[]'))
REFUSALS = st.builds(Refusal, TEXTS, st.integers(), TEXTS, st.integers())
OUTCOMES = st.builds(
    lambda path, refusals, error: Outcome(path, refusals=tuple(refusals), error=error),
    TEXTS,
    st.lists(REFUSALS, max_size=3),
    st.none() | TEXTS,
)


@given(st.lists(OUTCOMES, max_size=3), st.dictionaries(TEXTS, st.integers(), max_size=3))
def test_pieces_are_the_document(outcomes: Sequence[Outcome], summary: dict[str, int]) -> None:
    document = Document()
    pieces = [*map(document.file, outcomes), document.end({"summary": summary})]
    files = [file_entry(outcome) for outcome in outcomes]
    whole = {"version": VERSION, "files": files, "summary": summary}
    assert "".join(pieces) == json.dumps(whole, indent=2) + "\n"
