"""Parse all Python files of a folder in so many processes: the least that any tool must do."""

import ast
import gc
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path


def parse(path: Path) -> None:
    with suppress(SyntaxError, ValueError):
        ast.parse(path.read_bytes(), path)


if __name__ == "__main__":
    gc.set_threshold(100_000, 20, 100)  # as we do: trees hold no cycles
    paths, jobs = sorted(Path(sys.argv[1]).rglob("*.py")), int(sys.argv[2])
    if jobs == 1:
        for path in paths:
            parse(path)
    else:
        with ProcessPoolExecutor(jobs) as pool:
            list(pool.map(parse, paths, chunksize=8))
