"""Write the page of a codemod from its docstring and its examples."""

import difflib
import textwrap
from collections.abc import Iterator

from codemods.codemod import Codemod, Example


def page(codemod: Codemod) -> str:
    """The page as plain text."""
    parts = [f"{codemod.name}\n{'=' * len(codemod.name)}\n", codemod.page + "\n"]
    parts.append(f"Evidence\n    {codemod.usually}\n")
    if codemod.assumptions:
        parts.append("Grants, with --assume NAME or assume = [...] in pyproject.toml")
        parts += (f"    {one.name}: {one.sentence}" for one in codemod.assumptions)
        parts.append("")
    parts.append("Examples")
    parts += (_indented(_example(example)) for example in codemod.examples)
    return "\n".join(parts)


def _example(example: Example) -> Iterator[str]:
    yield from (f"# {line}" for line in textwrap.wrap(_title(example), 90))
    if example.after is not None:
        before, after = example.before.splitlines(), example.after.splitlines()
        yield from list(difflib.unified_diff(before, after, n=100, lineterm=""))[3:]
    else:
        yield from (f" {line}" for line in example.before.splitlines())


def _title(example: Example) -> str:
    note = example.note
    if example.after is None:
        note = f"left alone: {example.refused or note or 'nothing to gain'}"
    settings = [f'{key} = "{value}"' for key, value in example.options.items()]
    settings += [f"--assume {one}" for one in example.granted]
    return ": ".join(
        part for part in (" ".join(["with", *settings]) if settings else "", note) if part
    )


def _indented(lines: Iterator[str]) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in lines)
