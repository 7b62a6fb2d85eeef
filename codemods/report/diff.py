"""Show a change as a unified diff that ``git apply`` and ``patch -p1`` take."""

import difflib
from collections.abc import Iterator

from codemods.model import Outcome

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def unified(outcome: Outcome) -> Iterator[str]:
    """The lines of the diff, each with its newline."""
    path = outcome.path.lstrip("/")
    before, after = _lines(outcome.before), _lines(outcome.after)
    for line in difflib.unified_diff(before, after, f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    # Split at line feeds alone, as diff tools do: a form feed or carriage return is content.
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [text.split("\n")[-1]] * (
        not text.endswith("\n") and bool(text)
    )


def colour(line: str) -> str | None:
    """The colour for a line of a diff on a terminal."""
    if line.startswith(("+++", "---")):
        return "white"
    return _COLOURS.get(line[:1])
