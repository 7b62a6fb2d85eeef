"""Kill runs while they write, and see that nothing is torn and all can be undone (`make faults`).

A process plans and writes many files, and makes some; after a random time it gets SIGKILL. Then
each file must be what it was or what it was to become, and a command must take all of them back, or
finish them.
"""

from __future__ import annotations

import argparse
import collections
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from codemods.files import disk, writing
from codemods.model import Outcome
from codemods.running.batch import Result

FILES = 40
MADE = 5
ADDED = "b = 2  # more\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=500, help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    moments: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory(prefix="faults-") as scratch:
        os.environ["XDG_STATE_HOME"] = str(Path(scratch, "state"))
        tree = Path(scratch, "tree")
        duration = min(_uninterrupted(tree, chance) for _ in range(5))
        for number in range(options.runs):
            moments[_one(tree, chance, duration)] += 1
            if number % 100 == 99:
                print(f"{number + 1} runs", file=sys.stderr, flush=True)
    print(f"{options.runs} runs killed: " + ", ".join(f"{n} {what}" for what, n in moments.items()))
    return 0


def _uninterrupted(tree: Path, chance: random.Random) -> float:
    """How long a run takes that nobody kills."""
    after = _after(_planted(tree, chance))
    start = time.perf_counter()
    os.waitpid(_started(tree), 0)
    seconds = time.perf_counter() - start
    assert _state(tree) == after
    return seconds


def _one(tree: Path, chance: random.Random, duration: float) -> str:
    """Kill one run and look. Returns at what moment it died."""
    before = _planted(tree, chance)
    after = _after(before)
    child = _started(tree)
    time.sleep(chance.uniform(0, 1.1 * duration))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    found = _state(tree)
    names = {name for name in found if name.endswith(".py")}
    assert set(before) <= names <= set(after), "a file is gone"
    assert all(found[name] in (before.get(name), after[name]) for name in names), "a file is torn"
    written = sum(found[name] == after[name] for name in names)
    _finished(tree, chance, before, after, written)
    return "before writing" if not written else "after" if found == after else "while writing"


def _after(before: dict[str, bytes]) -> dict[str, bytes]:
    """What the files are to become."""
    made = {f"package{number}/made.py": ADDED.encode() for number in range(MADE)}
    return {name: data + ADDED.encode() for name, data in before.items()} | made


def _finished(
    tree: Path,
    chance: random.Random,
    before: dict[str, bytes],
    after: dict[str, bytes],
    written: int,
) -> None:
    """Take the run back or complete it, and compare to the last byte, stray files included."""
    unfinished = writing.journal_for(tree).unfinished()
    if unfinished is None and not written:
        return
    if unfinished is not None and chance.random() < 0.5:
        assert all(error is None for _, error in writing.resume(tree, _quiet))
        assert _state(tree) == after, "the resumed run differs"
    else:
        assert all(error is None for _, error in writing.undo(tree, None, _quiet))
        assert _state(tree) == before, "the undone run differs"


def _planted(tree: Path, chance: random.Random) -> dict[str, bytes]:
    """A fresh tree of files."""
    shutil.rmtree(tree, ignore_errors=True)
    for number in range(FILES):
        path = tree / f"package{number % 5}" / f"module{number}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"a = {chance.random()}\n" * chance.randrange(1, 3000))
    return _state(tree)


def _state(tree: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(tree)): path.read_bytes() for path in tree.rglob("*") if path.is_file()
    }


def _started(tree: Path) -> int:
    """A process that rewrites all files of the tree."""
    child = os.fork()
    if child:
        return child
    with writing.writes(tree, _quiet) as writes:
        for path in sorted(tree.rglob("*.py")):
            file = disk.read(path)
            writes.plan(Result(Outcome(str(path), after=file.text + ADDED), 1, file))
        for number in range(MADE):
            path = tree / f"package{number}" / "made.py"
            writes.plan(
                Result(Outcome(str(path), after=ADDED), 1, disk.File(path, b"", "", "utf-8"))
            )
        list(writes.make(allow_dirty=True))
    os._exit(0)


def _quiet(line: str) -> None:
    """Nobody reads what is noted."""


if __name__ == "__main__":
    sys.exit(main())
