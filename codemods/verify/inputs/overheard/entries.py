"""Make what stands in a project's texts runnable: examples of documentation, and tests."""

import doctest
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from codemods.verify.inputs.overheard.testcases import Files
from codemods.verify.inputs.overheard.texts import Part, Texts, distance, distances

SECONDS = 0.4  # for one test, or one text with examples
IMPORTING = 1.0  # more for the first one of a file


class Entry(NamedTuple):
    """Something to run, for so many seconds at most. Its title tells where it stands."""

    title: str
    run: Callable[[], object]
    seconds: float = SECONDS


def entries(texts: Texts, name: str, owner: str, module: str) -> Iterator[Entry]:
    """What may lead to a function, the nearest first: each is made when it is asked for."""
    known = distances(name, owner.rpartition(".")[2], texts.code)
    examples = [part for part in (*texts.code, *texts.documents) if ">>>" in part.text]
    tests = Files(texts.root)
    for part in _nearest((*examples, *texts.tests), known, texts):
        title = _title(part, texts)
        if ">>>" in part.text and not part.name.startswith("test"):
            yield Entry(title, partial(_run_examples, part.text, module))
        else:
            more = 0.0 if tests.has(part.path) else IMPORTING
            yield Entry(title, partial(tests.run, part), SECONDS + more)


def _nearest(parts: Sequence[Part], known: Mapping[str, int], texts: Texts) -> Iterator[Part]:
    """The nearest first; of those that are equally near one of each file, then the next ones.

    What stands in a file that is named like the module is taken to be a little nearer.
    """
    counts: Counter[tuple[int, Path]] = Counter()
    places: list[tuple[int, int, int]] = []
    for number, part in enumerate(parts):
        far = 2 * distance(part, known) - texts.is_alike(part.path)
        counts[far, part.path] += 1
        places.append((far, counts[far, part.path], number))
    return (parts[number] for _, _, number in sorted(places))


def _title(part: Part, texts: Texts) -> str:
    root = texts.root
    path = part.path.relative_to(root) if root and part.path.is_relative_to(root) else part.path
    return "::".join([str(path), *filter(None, (part.owner, part.name))])


def _run_examples(text: str, module: str) -> None:
    """Run the examples in a text one after the other, whatever each of them comes to."""
    try:
        examples = doctest.DocTestParser().get_examples(text)
    except ValueError:  # one of them is badly indented
        return
    namespace: dict[str, Any] = {**vars(sys.modules[module]), "__name__": "__main__"}
    for example in examples:
        with suppress(Exception):  # some are there to show what is raised
            exec(compile(example.source, "<example>", "exec"), namespace)
