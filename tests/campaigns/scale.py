"""Run over a large tree with 1, 2, 4 jobs, cold and warm: the same bytes (`make scale`)."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import library
from measuring import Subject, Usage, measure
from tables import markdown
from tool import command, compile_all, environment
from trees import fresh_copy

FLOOR = [sys.executable, str(Path(__file__).with_name("read_and_hash.py"))]
HEADER = ["what", "wall s", "CPU s", "CPU s / 100 kLOC", "MiB", "MiB of a worker", "output"]


@dataclass(frozen=True)
class Seen:
    """What one run took, and a digest of what it printed."""

    usage: Usage
    output: str

    def cells(self, lines: int) -> list[str]:
        usage = self.usage
        workers = f"{usage.workers:.0f}" if usage.workers else "-"
        each = usage.cpu / lines * 100_000
        times = [f"{usage.wall:.2f}", f"{usage.cpu:.2f}", f"{each:.2f}"]
        return [*times, f"{usage.peak:.0f}", workers, self.output[:8]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000, help="default: %(default)s")
    parser.add_argument("--jobs", nargs="+", default=["1", "2", "4"], help="default: 1 2 4")
    options = parser.parse_args()
    compile_all()
    with tempfile.TemporaryDirectory(prefix="scale-") as scratch:
        tree = Path(scratch, "tree")
        lines = planted(tree, options.lines)
        print(f"{lines} lines in {len(list(tree.rglob('*.py')))} files", flush=True)
        seen = {"read and hash": looked([*FLOOR, str(tree)], Path(scratch))}
        for jobs in options.jobs:
            run = command("run", str(tree), "--jobs", jobs, "--cache-dir", f"{scratch}/cache{jobs}")
            seen[f"cold, {jobs} jobs"] = looked(run, Path(scratch))
            seen[f"warm, {jobs} jobs"] = looked(run, Path(scratch))
    print(markdown(HEADER, [[name, *one.cells(lines)] for name, one in seen.items()]))
    outputs = {one.output for name, one in seen.items() if name != "read and hash"}
    print("the same bytes each time" if len(outputs) == 1 else "WRONG: the outputs differ")
    return 0 if len(outputs) == 1 else 1


def planted(tree: Path, lines: int) -> int:
    """Copies of the running Python's library, no file the same twice. Returns their lines."""
    source, count, number = library.layout(Path(sys.executable)).library, 0, 0
    while count < lines:
        part = tree / f"part{number}"
        fresh_copy(source, part, *library.TEST_FOLDERS, *library.NOT_COPIED)
        for path in sorted(part.rglob("*.py")):
            data = path.read_bytes()
            if count >= lines:
                path.unlink()
                continue
            path.write_bytes(data.rstrip(b"\n") + b"\n# %d\n" % number)
            count += data.count(b"\n") + 1
        number += 1
    return count


def looked(arguments: Sequence[str], folder: Path) -> Seen:
    """Run once, with the output in a file."""
    with tempfile.TemporaryFile() as output:
        subject = Subject(arguments[-1], arguments, cores=os.cpu_count() or 1, good_codes=(0, 3))
        usage = measure(subject, folder, environment(), output)
        output.seek(0)
        return Seen(usage, hashlib.sha256(output.read()).hexdigest())


if __name__ == "__main__":
    sys.exit(main())
