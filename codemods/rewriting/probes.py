"""Write probes into a text: calls that tell, as it runs, whether assumptions hold.

The text is for the sandbox alone. Each probe is a line of its own before the statement it is about,
``__holds__("hashable-keys", lambda: <expression>)``, so the line numbers behind it move.
"""

from collections.abc import Sequence

from codemods.facts.file import split_lines
from codemods.model import Evidence

FUNCTION = "__holds__"


def probed(text: str, assumptions: Sequence[Evidence]) -> str:
    """``text`` with the probes of these assumptions; empty where there are none."""
    lines = split_lines(text)
    written = [
        (probe.line, one.assumption, probe.expression)
        for one in assumptions
        for probe in one.probes
    ]
    for number, assumption, expression in sorted(written, reverse=True):
        line = lines[number - 1]
        indentation = line[: len(line) - len(line.lstrip())]
        call = f"{FUNCTION}({assumption!r}, lambda: {expression})"
        lines.insert(number - 1, f"{indentation}{call}\n")
    return "".join(lines) if written else ""
