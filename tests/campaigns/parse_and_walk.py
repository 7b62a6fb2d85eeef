"""Parse the named files and visit every node once: the least that any tool must do."""

import ast
import sys
from pathlib import Path

for name in sys.argv[1:]:
    for _node in ast.walk(ast.parse(Path(name).read_bytes(), name)):
        pass
