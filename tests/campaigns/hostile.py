"""Run over more than a hundred hostile files: a clear line each, all else done (`make hostile`)."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import hostile_files

GOOD = hostile_files.GOOD.encode()
NEIGHBOURS = 30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", nargs="+", default=["1", "2"], help="default: 1 2")
    wrong = 0
    for jobs in parser.parse_args().jobs:
        with tempfile.TemporaryDirectory(prefix="hostile-") as scratch:
            wrong += look(Path(scratch), jobs)
    return 1 if wrong else 0


def look(folder: Path, jobs: str) -> int:
    """Write all files, rewrite them, and say what is not as it should be. Returns how much."""
    refused = {f"{name}.py": data for name, data in hostile_files.refused()}
    processed = {f"{name}.py": data for name, data in hostile_files.processed()}
    neighbours = {f"{letter}{n}-good.py": GOOD for n in range(NEIGHBOURS // 3) for letter in "amz"}
    for name, data in {**refused, **processed, **neighbours}.items():
        (folder / name).write_bytes(data)
    refused |= dict.fromkeys(special(folder), b"")
    (folder / "pyproject.toml").touch()
    start = time.perf_counter()
    command = [sys.executable, "-m", "codemods", "run", ".", "--write", "--no-diff", "--no-cache"]
    result = subprocess.run(
        [*command, "--jobs", jobs], cwd=folder, capture_output=True, text=True, errors="replace"
    )
    seconds = time.perf_counter() - start
    told = Counter(line.partition(":")[0] for line in result.stderr.splitlines() if ".py:" in line)
    wrong = [f"{name}: told {told[name]} times" for name in refused if told[name] != 1]
    wrong += [f"{name}: told, though it is Python" for name in processed if told[name]]
    wrong += [
        f"{name}: touched"
        for name, data in refused.items()
        if data and (folder / name).read_bytes() != data
    ]
    wrong += [f"{name}: left" for name in neighbours if (folder / name).read_bytes() == GOOD]
    wrong += [line for line in result.stderr.splitlines() if "please report" in line]
    if result.returncode != 3:
        wrong.append(f"exit code {result.returncode}: {result.stderr[-500:]}")
    for line in wrong:
        print(f"WRONG  {line}")
    done = f"{len(processed)} odd ones and {len(neighbours)} good ones processed"
    print(f"{jobs} jobs: {len(refused)} files refused, {done}, {len(wrong)} wrong, {seconds:.1f} s")
    return len(wrong)


def special(folder: Path) -> list[str]:
    """Make what is no file at all, or can't be read."""
    os.mkfifo(folder / "fifo.py")
    (folder / "dangling.py").symlink_to("nowhere.py")
    (folder / "loop.py").symlink_to("loop.py")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket must be short
        server.bind("socket.py")
        os.chdir(here)
    names = ["fifo.py", "dangling.py", "loop.py", "socket.py"]
    if os.geteuid():  # root may read everything
        (folder / "secret.py").write_bytes(GOOD)
        (folder / "secret.py").chmod(0)
        names.append("secret.py")
    return names


if __name__ == "__main__":
    sys.exit(main())
