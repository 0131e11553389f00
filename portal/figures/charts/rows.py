"""Bars that lie: holidays, ranks, anything whose names are long. All groups share one scale from zero."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from portal.figures.charts.canvas import NARROW, SIZE, SMALL, WIDE, Drawing, measure
from portal.figures.charts.marks import RowGroup

_ROW: Final = {WIDE: 26, NARROW: 42}


def row_bars(uid: str, groups: Sequence[RowGroup]) -> tuple[Drawing, Drawing]:
    """The wide and the narrow drawing."""
    return _wide(f"{uid}-w", groups), _narrow(f"{uid}-n", groups)


def _top(groups: Sequence[RowGroup]) -> float:
    return max(row.mark.value for group in groups for row in group.rows) or 1


def _wide(uid: str, groups: Sequence[RowGroup]) -> Drawing:
    rows = [row for group in groups for row in group.rows]
    names = max(measure(row.name, SIZE) for row in rows)
    details = max(measure(row.detail, SMALL) for row in rows)
    left = min(names + (details + 14 if details else 0) + 12, 300)
    room = WIDE - left - max(measure(row.mark.label) for row in rows) - 10
    scale = room / _top(groups)
    drawing = Drawing(uid, WIDE)
    y = 0.0
    for group in groups:
        if len(groups) > 1:
            drawing.text(0, y + 14, group.name, f"h {group.tone}")
            y += 26
        drawing.line(left, y, left, y + _ROW[WIDE] * len(group.rows), "z")
        for row in group.rows:
            middle = y + _ROW[WIDE] / 2
            drawing.text(left - (details + 22 if details else 8), middle + 4.5, row.name, "", "end")
            if row.detail:
                drawing.text(left - 8, middle + 4.5, row.detail, "n", "end")
            end = left + row.mark.value * scale
            drawing.bar(left, y + 4, end - left, _ROW[WIDE] - 8, group.tone, row.mark)
            drawing.text(end + 7, middle + 4.5, row.mark.label, "v")
            y += _ROW[WIDE]
        y += 18
    drawing.height = y - 16
    return drawing


def _narrow(uid: str, groups: Sequence[RowGroup]) -> Drawing:
    room = NARROW - max(measure(row.mark.label) for group in groups for row in group.rows) - 8
    scale = room / _top(groups)
    drawing = Drawing(uid, NARROW)
    y = 0.0
    for group in groups:
        if len(groups) > 1:
            drawing.text(0, y + 14, group.name, f"h {group.tone}")
            y += 26
        for row in group.rows:
            drawing.text(0, y + 12, row.name)
            if row.detail:
                drawing.text(NARROW, y + 12, row.detail, "n", "end")
            end = row.mark.value * scale
            drawing.bar(0.75, y + 18, end, 15, group.tone, row.mark)
            drawing.text(end + 7, y + 30, row.mark.label, "v")
            y += _ROW[NARROW]
        y += 18
    drawing.height = y - 20
    return drawing
