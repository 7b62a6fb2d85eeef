"""Print rows as a Markdown table that also reads well in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

Row = Sequence[object]


def markdown(header: Row, rows: Sequence[Row]) -> str:
    """Align every column; figures to the right."""
    cells = [[str(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    figures = [is_figures([row[column] for row in cells[1:]]) for column in range(len(header))]
    lines = [line(row, widths, figures) for row in cells]
    rule = [
        "-" * (width - right) + ":" * right for width, right in zip(widths, figures, strict=True)
    ]
    return "\n".join([lines[0], line(rule, widths, figures), *lines[1:]])


def line(cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> str:
    """One row between its bars."""
    padded = [
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(cells, widths, figures, strict=True)
    ]
    return f"| {' | '.join(padded)} |"


def is_figures(column: Sequence[str]) -> bool:
    """Whether a column holds figures, whatever its unit."""
    return all(cell[:1].isdigit() or cell in {"", "-"} or cell.startswith("<") for cell in column)
