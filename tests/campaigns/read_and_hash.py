"""Read and hash all Python files of a folder: the least that a second run must do."""

import hashlib
import sys
from pathlib import Path

for path in sorted(Path(sys.argv[1]).rglob("*.py")):
    hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
