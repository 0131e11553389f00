"""A grid of what goes where: a diamond where a source says so, nothing where none was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from portal.figures.charts.canvas import NARROW, SMALL, WIDE, Drawing, measure
from portal.figures.charts.marks import Cell, Tone

#: Words above columns are no longer than this.
_TALLEST: Final = 128
_STEEP: Final = 0.8  # sine of the 52° at which words above narrow columns stand


def grid(
    uid: str, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Cell], tone: Tone
) -> tuple[Drawing, Drawing]:
    """The wide drawing, and the narrow one with rows and columns exchanged."""
    turned = [Cell(cell.column, cell.row, cell.keys, cell.is_plan) for cell in cells]
    return (
        _draw(Drawing(f"{uid}-w", WIDE), rows, columns, cells, tone, 30, 52),
        _draw(Drawing(f"{uid}-n", NARROW), columns, rows, turned, tone, 26, 68),
    )


def _cut(name: str, most: float) -> str:
    """The name as far as it has room; the table has it whole."""
    if measure(name, SMALL) <= most:
        return name
    while measure(f"{name}…", SMALL) > most:
        name = name[:-1].rstrip(" ,;(")
    return f"{name}…"


def _draw(
    drawing: Drawing,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Cell],
    tone: Tone,
    row: float,
    angle: int,
) -> Drawing:
    left = max(measure(name) for name in rows) + 12
    columns_shown = [_cut(name, _TALLEST) for name in columns]
    longest = max(measure(name, SMALL) for name in columns_shown)
    top = longest * (_STEEP if angle == 52 else 0.94) + 18
    # The last words lean over the right edge.
    lean = measure(columns_shown[-1], SMALL) * (0.62 if angle == 52 else 0.38)
    column = min((drawing.width - left - max(lean - 6, 0)) / len(columns), 40)
    right = left + column * len(columns)
    drawing.height = top + row * len(rows) + 4
    for number, name in enumerate(columns_shown):
        x = left + column * (number + 0.5)
        drawing.line(x, top, x, top + row * len(rows))
        drawing.add("text", "n", name, transform=f"translate({x + 4:.0f} {top - 8:.0f}) rotate(-{angle})")
    for number, name in enumerate(rows):
        y = top + row * (number + 0.5)
        drawing.text(0, y + 4.5, name, "v")
        drawing.line(left, y, right, y)
    for cell in cells:
        x, y = left + column * (columns.index(cell.column) + 0.5), top + row * (rows.index(cell.row) + 0.5)
        drawing.diamond(x, y, f"{tone} t" if cell.is_plan else tone, 7, " ".join(cell.keys))
    return drawing
