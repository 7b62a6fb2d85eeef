"""Record today's sites, so that ``--check`` fails only on new ones.

A site is known again by its file, codemod, function and the text of its line, not by the line's
number: what is added above it moves nothing. Of sites that are alike in all of these, as many are
known as were recorded.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from codemods.facts.file import split_lines
from codemods.model import Halted, Site
from codemods.running.batch import Result

VERSION = 1
Key = tuple[str, str, str, str]


class BadBaseline(Halted):
    """Raised where a baseline can't be read or written. Its text says what to do."""


def recorded(results: Iterable[Result], root: Path, path: Path) -> Iterator[Result]:
    """The results; in the end their sites stand in ``path``, with files relative to ``root``."""
    found: Counter[Key] = Counter()
    for result in results:
        found.update(_key(root, result, site) for site in result.outcome.sites)
        yield result
    sites = [[*key, number] for key, number in sorted(found.items())]
    lines = ",\n".join(f"  {json.dumps(site)}" for site in sites)
    try:
        path.write_text(f'{{"version": {VERSION}, "sites": [\n{lines}\n]}}\n', "utf-8")
    except OSError as error:
        raise BadBaseline(f"{path}: can't be written: {error.strerror}") from None


def unknown(
    results: Iterable[Result], root: Path, path: Path, let_pass: Callable[[int], None]
) -> Iterator[Result]:
    """The results without the sites that stand in ``path``. Raises ``BadBaseline`` at once.

    ``let_pass`` is told how many these are, file by file.
    """
    known = _read(path)
    return (_fresh(result, root, known, let_pass) for result in results)


def _fresh(
    result: Result, root: Path, known: Counter[Key], let_pass: Callable[[int], None]
) -> Result:
    sites = []
    for site in result.outcome.sites:
        key = _key(root, result, site)
        if known[key]:
            known[key] -= 1
        else:
            sites.append(site)
    let_pass(len(result.outcome.sites) - len(sites))
    if sites or not result.outcome.sites:
        return replace(result, outcome=replace(result.outcome, sites=tuple(sites)))
    unchanged = replace(result.outcome, sites=(), before="", after="")
    return replace(result, outcome=unchanged, file=None)


def _key(root: Path, result: Result, site: Site) -> Key:
    path = Path(os.path.realpath(result.outcome.path))
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    text = split_lines(result.outcome.before)[site.line - 1].strip()
    return shown.as_posix(), site.codemod, site.function, text


def _read(path: Path) -> Counter[Key]:
    try:
        document = json.loads(path.read_text("utf-8"))
        if document["version"] != VERSION:
            raise BadBaseline(f"{path}: of another version; record it anew: codemods baseline")
        found = ((tuple(key), number) for *key, number in document["sites"])
        return Counter({(a, b, c, d): int(number) for (a, b, c, d), number in found})
    except OSError as error:
        raise BadBaseline(f"{path}: can't be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise BadBaseline(f"{path}: no baseline; record it anew: codemods baseline") from None
