"""Put CrossHair's `diffbehavior` and Hypothesis' ghostwriter beside `codemods verify`.

python tests/campaigns/beside.py [--pairs N] [--mutants N] [--seed S] [--limit S] [--results FILE]

All are run as commands, on the same files: correct pairs, of which each one that is called
different is a false alarm, and broken ones. With a file for the results, a campaign that was
stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from mutants import Subject, broken_ones, evenly_chosen, right_one
from pairs import equivalent, pairs
from processes import clean_environment, run
from tables import markdown
from tool import REPOSITORY, command

DIFFERENT, SAME, NOTHING = "different", "same", "no answer"
BIN = Path(sys.executable).parent
# What a command may take beyond its own time limit, to start and to end.
GRACE = 60


@dataclass(frozen=True)
class Answer:
    """What a tool said of two versions, and the CPU seconds that it took to say so."""

    said: str
    seconds: float


Tool = Callable[[Path, str, float], str]


def main() -> int:
    """Run the campaign, and print a table."""
    asked = _arguments()
    chance = random.Random(asked.seed)
    known = chance.sample(list(pairs()), asked.pairs)
    alike = equivalent()
    every = [one for pair in pairs() for one in broken_ones(pair) if str(one) not in alike]
    broken = evenly_chosen(every, asked.mutants, chance)
    right = [right_one(pair) for pair in known]
    print(f"{len(right)} correct pairs, {len(broken)} mutants, seed {asked.seed}")
    answers = _answers([*right, *broken], asked.limit, asked.results)
    rows = []
    for name in TOOLS:
        correct, wrong = ([answers[name, str(one)] for one in group] for group in (right, broken))
        spent = sorted(one.seconds for one in (*correct, *wrong))
        counts = [_count(wrong, DIFFERENT), _count(wrong, NOTHING)]
        counts += [_count(correct, DIFFERENT), _count(correct, NOTHING)]
        times = [f"{spent[len(spent) // 2]:.1f}", f"{spent[len(spent) * 95 // 100]:.1f}"]
        rows.append([name, *counts, *times])
    header = ["tool", "found", "no answer", "false alarms", "no answer", "median s", "95 % s"]
    print(markdown(header, rows))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=30, help="correct pairs, chosen at random")
    parser.add_argument("--mutants", type=int, default=60, help="broken ones, evenly of all kinds")
    parser.add_argument("--limit", type=float, default=5.0, help="CPU seconds for CrossHair")
    parser.add_argument("--results", type=Path, help="a file that keeps the answers")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _count(answers: Sequence[Answer], said: str) -> int:
    return sum(one.said == said for one in answers)


def _answers(
    subjects: Sequence[Subject], limit: float, results: Path | None
) -> dict[tuple[str, str], Answer]:
    found: dict[tuple[str, str], Answer] = {}
    if results is not None and results.exists():
        for name, subject, fields in map(json.loads, results.read_text("utf-8").splitlines()):
            found[name, subject] = Answer(**fields)
    for subject in subjects:
        for name, tool in TOOLS.items():
            if (name, str(subject)) not in found:
                answer = found[name, str(subject)] = _asked(tool, subject, limit)
                if results is not None:
                    with results.open("a", encoding="utf-8") as file:
                        print(json.dumps([name, str(subject), asdict(answer)]), file=file)
    return found


def _asked(tool: Tool, subject: Subject, limit: float) -> Answer:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side in ("before", "after"):
            (folder / f"{side}.py").write_text(getattr(subject, side), "utf-8")
        start = _spent()
        said = tool(folder, subject.pair.qualname, limit)
        return Answer(said, round(_spent() - start, 2))


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _environment(folder: Path) -> dict[str, str]:
    return clean_environment(
        PYTHONPATH=os.pathsep.join([str(folder), str(REPOSITORY)]), PYTHONDONTWRITEBYTECODE="1"
    )


def _ours(folder: Path, qualname: str, limit: float) -> str:
    return _verified(folder, qualname, limit)


def _ours_deep(folder: Path, qualname: str, limit: float) -> str:
    return _verified(folder, qualname, limit, "--deep")


def _verified(folder: Path, qualname: str, limit: float, *flags: str) -> str:
    files = [str(folder / "before.py"), str(folder / "after.py")]
    line = command("verify", *files, "--jobs", "1", "--format", "json", *flags)
    done = run(line, cwd=folder, env=_environment(folder), timeout=GRACE)
    if done.code not in (0, 1):
        return NOTHING
    functions = json.loads(done.out)["functions"]
    kinds = [one["verdict"] for one in functions if one["qualname"] == qualname]
    if "refuted" in kinds:
        return DIFFERENT
    return SAME if {"tested", "proved"}.intersection(kinds) else NOTHING


def _crosshair(folder: Path, qualname: str, limit: float) -> str:
    sides = [f"before.{qualname}", f"after.{qualname}"]
    line = [str(BIN / "crosshair"), "diffbehavior", *sides, f"--per_condition_timeout={limit}"]
    done = run(line, cwd=folder, env=_environment(folder), timeout=limit * 6 + GRACE)
    return {0: SAME, 1: DIFFERENT}.get(2 if done.code is None else done.code, NOTHING)


def _ghostwriter(folder: Path, qualname: str, limit: float) -> str:
    """What a test that it writes says; one that can't be run says nothing."""
    sides = [f"before.{qualname}", f"after.{qualname}"]
    line = [str(BIN / "hypothesis"), "write", "--errors-equivalent", *sides]
    written = run(line, cwd=folder, env=_environment(folder), timeout=GRACE)
    if written.code != 0:
        return NOTHING
    (folder / "test_ghost.py").write_text(written.out, "utf-8")
    line = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_ghost.py"]
    done = run(line, cwd=folder, env=_environment(folder), timeout=GRACE)
    if done.code == 0:
        return SAME
    return DIFFERENT if done.code == 1 and "AssertionError" in done.out else NOTHING


TOOLS: dict[str, Tool] = {
    "codemods verify": _ours,
    "codemods verify --deep": _ours_deep,
    "crosshair diffbehavior": _crosshair,
    "hypothesis write": _ghostwriter,
}


if __name__ == "__main__":
    sys.exit(main())
