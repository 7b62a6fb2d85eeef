"""Remember where the lines of a rewritten text come from."""

import difflib
from collections.abc import Sequence

from codemods.facts.file import split_lines
from codemods.rewriting.laws import Edit

_LONG = 500


class Origins:
    """For each line of the current text, the line of the original file it comes from."""

    def __init__(self, count: int) -> None:
        self._lines = list(range(1, count + 1))

    @property
    def all(self) -> tuple[int, ...]:
        """The origin of each line."""
        return tuple(self._lines)

    def of(self, line: int) -> int:
        return self._lines[min(line, len(self._lines)) - 1] if self._lines else line

    def move(self, edits: Sequence[Edit], lines: Sequence[str]) -> None:
        """Take note of edits that were made to ``lines``."""
        for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
            window = slice(edit.span.first - 1, edit.span.last)
            new = split_lines(edit.text)
            origins = self._lines[window] or [self.of(edit.span.first)]
            self._lines[window] = _aligned(lines[window], new, origins)


def _aligned(old: Sequence[str], new: Sequence[str], origins: list[int]) -> list[int]:
    """Origins for the lines ``new``, which replace ``old``: rewriting moves lines sideways."""
    if len(old) > _LONG:
        # Aligning many lines that are alike takes forever; near is near enough there.
        return [origins[min(index, len(origins) - 1)] for index in range(len(new))]
    aligned: list[int] = []
    matcher = difflib.SequenceMatcher(
        None, [line.strip() for line in old], [line.strip() for line in new], autojunk=False
    )
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        for offset in range(j2 - j1):
            index = min(i1 + offset, max(i2 - 1, i1), len(origins) - 1)
            aligned.append(origins[index])
    return aligned
