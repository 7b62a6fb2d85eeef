"""Execute the guard clauses of real packages, before and after, although they are proved.

python tests/campaigns/proved.py [--functions N] [--seed S] [--jobs J] TREE ...

A refutation is a bug, of the proof or of the verifier.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import many_modules
from tables import markdown
from trees import changed_files, fresh_copy, python_files

from codemods.files import disk
from codemods.verify.budget import Budget
from codemods.verify.changes import changes
from codemods.verify.pair import Versions
from codemods.verify.verdict import Kind
from codemods.verify.versions import versions

COMMAND = [sys.executable, str(Path(__file__).resolve().parents[2] / "cli.py"), "run"]
OPTIONS = ["-c", "guard-clauses", "--write", "--allow-dirty", "--no-cache"]


def main() -> int:
    """Run the campaign; 1 where something proved is refuted."""
    asked = _arguments()
    work = [one for tree in asked.trees for one in _rewritten(tree)]
    count = min(asked.functions, len(work))
    chosen = sorted(random.Random(asked.seed).sample(work, count), key=lambda one: one[0].path)
    print(f"{count} of {len(work)} functions that were rewritten, seed {asked.seed}")
    budget = Budget(seed=asked.seed)
    found = dict(many_modules.verdicts(chosen, budget, asked.jobs))
    kinds = Counter(verdict.kind for verdict in found.values())
    reached = sum(one.kind is Kind.TESTED and one.reached > 0 for one in found.values())
    header = ["functions", "tested", "of these changed lines reached", "refuted", "not checked"]
    row = [count, kinds[Kind.TESTED], reached, kinds[Kind.REFUTED], kinds[Kind.NOT_CHECKED]]
    print(markdown(header, [row]))
    for number, verdict in sorted(found.items()):
        if verdict.kind is Kind.REFUTED and (example := verdict.counterexample):
            lines = (*example.setup, example.call, example.before, example.after)
            print(f"\nWrong: {chosen[number][0].path}: {verdict.qualname}: {example.differs}")
            print("\n".join(f"  {line}" for text in lines for line in text.splitlines()))
    reasons = Counter(one.reason.partition(":")[0] for one in found.values() if one.reason)
    for reason, times in reasons.most_common():
        print(f"{times} not checked: {reason}")
    spent = sorted(one.seconds for one in found.values())
    median, late = spent[len(spent) // 2], spent[len(spent) * 95 // 100]
    print(f"CPU seconds for one function: median {median:.2f}, 95th percentile {late:.2f}")
    return int(kinds[Kind.REFUTED] > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("trees", nargs="+", type=Path, help="of packages that can be imported here")
    parser.add_argument("--functions", type=int, default=1000, help="at most, chosen at random")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    return parser.parse_args()


def _rewritten(tree: Path) -> Iterator[tuple[Versions, str]]:
    """The functions of a tree that guard clauses change, with both versions of their modules."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / tree.name
        fresh_copy(tree, copy)
        environment = {**os.environ, "XDG_STATE_HOME": folder}
        subprocess.run(
            [*COMMAND, str(copy), *OPTIONS], env=environment, check=False, capture_output=True
        )
        for name in changed_files(tree, copy, python_files(copy)):
            before, after = (disk.read(place / name).text for place in (tree, copy))
            for change in changes(before, after):
                if change.before and change.after:
                    yield versions(tree / name, before, after), change.qualname


if __name__ == "__main__":
    sys.exit(main())
