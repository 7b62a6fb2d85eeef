"""Answer questions about one file. Nothing here changes anything."""

from codemods.facts.file import Facts, Place

__all__ = ["Facts", "Place"]
