"""Run what was rewritten in several files together, and take back what is refuted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from codemods.files import disk
from codemods.model import SAME_BEHAVIOUR, Discharge, Evidence, Start
from codemods.verify.courses import Compared, Course, compared
from codemods.verify.pair import Versions
from codemods.verify.verdict import Kind, Verdict
from codemods.verify.versions import together, versions

REFUTED = "running both versions shows a difference"

Starts = dict[str, Start]
Declined = Mapping[tuple[str, ...], str]
Run = Callable[[Sequence[Course[Compared]]], Iterator[Compared]]
Tell = Callable[[str, Verdict], object]


def tried(
    make: Callable[[Declined], Starts], run: Run, tell: Tell, validated: bool = False
) -> Starts:
    """The starts of files of which no function is refuted, with what running them showed.

    ``make`` gives the starts without the groups that are declined, and ``tell`` is told what is
    refuted, with its path. Of what several groups did to a file, all is taken back. With
    ``validated``, records that a model would not take do not count.
    """
    declined: dict[tuple[str, ...], str] = {}
    while True:
        starts = make(declined)
        found = dict(_verdicts(starts, run, validated))
        refuted = {path for path, known in found.items() if _refuted(known)}
        again = {key: REFUTED for path in sorted(refuted) for key in starts[path].groups}
        for path in sorted(refuted):
            for verdict in _refuted(found[path]):
                tell(path, verdict)
        if not again:
            return {path: _attached(start, found.get(path, ())) for path, start in starts.items()}
        declined |= again


def before_own_turns(starts: Mapping[str, Start]) -> list[Versions]:
    """Files as they are when their own turns start, for others that import them."""
    return [versions(Path(path), start.text, start.text) for path, start in starts.items()]


def _verdicts(starts: Starts, run: Run, validated: bool) -> Iterator[tuple[str, list[Verdict]]]:
    paths = {str(Path(path).absolute()): path for path in starts}
    pairs = (replace(one, validated=validated) for one in together(list(_versions(starts))))
    for pair, found in run([*map(compared, pairs)]):
        yield paths[pair.path], found


def _versions(starts: Starts) -> Iterator[Versions]:
    for path, start in starts.items():
        try:
            text = "" if start.is_new else disk.read(Path(path)).text
        except disk.Unreadable:
            continue  # it will be reported when its turn comes
        if text != start.text:
            yield versions(Path(path), text, start.text)


def _refuted(found: Sequence[Verdict]) -> list[Verdict]:
    return [verdict for verdict in found if verdict.kind is Kind.REFUTED]


def _attached(start: Start, found: Sequence[Verdict]) -> Start:
    """The start with what was tested of its functions, as evidence for each of its sites."""
    tested = [verdict for verdict in found if verdict.kind is Kind.TESTED]
    if not tested:
        return start
    inputs = sum(verdict.inputs for verdict in tested)
    records = sorted({name for verdict in tested for name in verdict.records})
    fact = f"tested: {len(tested)} of {len(found)} functions of the file, {inputs} distinct inputs"
    if records:
        fact += f"; {', '.join(records)} compared with dicts, field by field"
    said = Evidence(SAME_BEHAVIOUR, Discharge.TESTED, fact)
    sites = tuple(replace(site, evidence=(*site.evidence, said)) for site in start.sites)
    return replace(start, sites=sites)
