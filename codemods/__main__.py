"""Run the command as ``python -m codemods``."""

from codemods.cli import main

main()
