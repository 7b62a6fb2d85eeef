"""Measure what the sandbox takes for a file until the first call: its own start, and two imports.

python tests/campaigns/starts.py [--files N] [--seed S] TREE ...
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

from tables import markdown
from trees import python_files

from codemods.verify import check
from codemods.verify.isolation.answers import Answered
from codemods.verify.isolation.attempt import Handler
from codemods.verify.isolation.sandbox import in_sandbox
from codemods.verify.versions import versions

ENTRY = f"{__name__ if __name__ != '__main__' else 'starts'}:prepare"
WANTED = 0.5


def prepare(payload: bytes) -> Handler:
    """The entry: what the verifier does for a file, and then what it took."""
    begun = time.process_time()
    check.prepare(payload)
    spent = begun, time.process_time()
    return lambda task: json.dumps(spent).encode()


def main() -> int:
    """Measure; 1 where the median is more than what is wanted."""
    asked = _arguments()
    files = [path for tree in asked.trees for path in python_files(tree, ["tests", "test"])]
    chosen = random.Random(asked.seed).sample(files, min(asked.files, len(files)))
    idle, whole, failed = list[float](), list[float](), 0
    for path in chosen:
        text = path.read_text("utf-8")
        pair = versions(path, text, text)
        (answer,) = in_sandbox(pair.packed(), [b""], ENTRY, search=pair.search)
        if isinstance(answer, Answered):
            first, all_ = json.loads(answer.payload)
            idle.append(first)
            whole.append(all_)
        else:
            failed += 1
            print(f"{path}: {answer.reason}")
    rows = [[name, *_summary(values)] for name, values in (("itself", idle), ("all", whole))]
    print(f"{len(whole)} files, {failed} that can't be imported, seed {asked.seed}")
    print(markdown(["CPU seconds", "median", "95 %", "most"], rows))
    return int(sorted(whole)[len(whole) // 2] > WANTED)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("trees", nargs="+", type=Path, help="of packages that can be imported here")
    parser.add_argument("--files", type=int, default=30, help="how many, chosen at random")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _summary(values: list[float]) -> list[str]:
    ordered = sorted(values)
    picked = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100], ordered[-1]
    return [f"{value:.2f}" for value in picked]


if __name__ == "__main__":
    sys.exit(main())
