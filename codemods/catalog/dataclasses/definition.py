"""Write the class of a record."""

from collections.abc import Sequence

from codemods.facts import Facts

from .flavors import Flavor
from .shape import Field


def written_class(name: str, fields: Sequence[Field], flavor: Flavor, facts: Facts) -> str:
    """A class with these fields, and the blank lines behind it."""
    newline = "\r\n" if facts.lines[0].endswith("\r\n") else "\n"
    lines = [flavor.decorator] if flavor.decorator else []
    lines.append(f"class {name}({flavor.base}):" if flavor.base else f"class {name}:")
    for field in fields:
        default = f" = {field.default}" if field.default else ""
        lines.append(f"{facts.indentation}{field.name}: {field.type}{default}")
    return newline.join([*lines, "", "", ""])
