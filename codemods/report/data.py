"""Say what was found and done as JSON. The schema is versioned and only ever grows.

The document is ``{"version": 1, "files": [...], "summary": {...}}``. A file is listed where
something was rewritten, refused or failed, with these keys:

- ``path``; ``error``: a text, or null
- ``sites``: ``codemod``, ``line``, ``function`` (the one around it, or nothing), ``gains``
  (measure -> ``before``, ``after``), ``evidence`` (``assumption``, ``discharge``, ``fact``,
  ``risk``: a call, or nothing, on which the rewrite differs because the assumption does not hold)
  and ``timing``: null, or ``laps`` (``size`` of an input, seconds ``before`` and ``after``) and
  ``reason`` (why there are none, or nothing)
- ``pending``: sites that are left alone because an assumption is open, with the same keys
- ``refusals``: ``codemod``, ``line``, ``reason``, ``cause`` (the line that caused it),
  ``elsewhere`` (the file of that line, where it is another one), ``note`` (more of the place)

With ``--statistics`` there is also ``statistics``, by codemod: ``files`` in which it found
anything, ``sites``, ``written``, ``pending``, ``refused`` (how many by reason), ``seconds`` of
work in this run (nothing for what the cache knew).

The summary counts ``files``, ``lines``, ``changed``, ``sites``, ``pending``, ``refused`` and
``failed``. The document is written as results come: one without its end is that of a run that was
ended early.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from codemods.model import Evidence, Outcome, Site

VERSION = 1
_INDENT = 2


class Document:
    """The document in pieces, one for each file, none of which is kept: together, valid JSON."""

    def __init__(self) -> None:
        self._is_empty = True

    def file(self, outcome: Outcome) -> str:
        """The next piece: a file's entry."""
        head = f'{{\n  "version": {VERSION},\n  "files": [' if self._is_empty else ","
        self._is_empty = False
        return f"{head}\n{_indented(file_entry(outcome), levels=2)}"

    def end(self, rest: Mapping[str, object]) -> str:
        """The last piece, with what else there is to say."""
        if self._is_empty:
            return json.dumps({"version": VERSION, "files": [], **rest}, indent=_INDENT) + "\n"
        return f"\n  ],\n{_indented(rest, levels=0)[2:]}\n"


def _indented(value: object, levels: int) -> str:
    """JSON as it stands inside of others. Texts in it have no newlines, which are escaped."""
    margin = " " * (_INDENT * levels)
    return margin + json.dumps(value, indent=_INDENT).replace("\n", f"\n{margin}")


def file_entry(outcome: Outcome) -> dict[str, Any]:
    return {
        "path": outcome.path,
        "error": outcome.error,
        "sites": [_site(site) for site in outcome.sites],
        "pending": [_site(site) for site in outcome.pending],
        "refusals": [asdict(refusal) for refusal in outcome.refusals],
    }


def _site(site: Site) -> dict[str, Any]:
    return {
        "codemod": site.codemod,
        "line": site.line,
        "function": site.function,
        "gains": {one.measure: {"before": one.before, "after": one.after} for one in site.gains},
        "evidence": [_evidence(one) for one in site.evidence],
        "timing": asdict(site.timing) if site.timing else None,
    }


def _evidence(evidence: Evidence) -> dict[str, str]:
    names = ("assumption", "discharge", "fact", "risk")
    return {name: str(getattr(evidence, name)) for name in names}
