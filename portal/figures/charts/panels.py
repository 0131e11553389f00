"""Small charts side by side, each with a unit and a scale of its own; on a phone below one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from portal.figures.charts.canvas import NARROW, SIZE, SMALL, WIDE, Drawing, measure, wrap
from portal.figures.charts.marks import Panel, Row
from portal.figures.charts.scales import Room, around
from portal.places.geo.lettering import Box

_BETWEEN: Final = 30
_HEIGHT: Final = 196


def panels(uid: str, shown: Sequence[Panel]) -> tuple[Drawing, Drawing]:
    """The wide drawing, three in a row, and the narrow one."""
    return _draw(Drawing(f"{uid}-w", WIDE), shown, 3), _draw(Drawing(f"{uid}-n", NARROW), shown, 1)


def _draw(drawing: Drawing, shown: Sequence[Panel], columns: int) -> Drawing:
    width = (drawing.width - _BETWEEN * (columns - 1)) / columns
    for number, panel in enumerate(shown):
        x, y = (number % columns) * (width + _BETWEEN), (number // columns) * (_HEIGHT + 34)
        drawing.text(x, y + 14, panel.title, "v")
        drawing.text(x, y + 31, panel.unit, "n")
        draw = {"line": _line, "bars": _bars, "ranks": _ranks}[panel.kind]
        draw(drawing, panel, Box(x, y + 62, x + width, y + _HEIGHT - 20))
    drawing.height = -(-len(shown) // columns) * (_HEIGHT + 34) - 16
    return drawing


def _highest(rows: Sequence[Row]) -> float:
    return max(row.mark.value for row in rows) or 1


def _bars(drawing: Drawing, panel: Panel, box: Box) -> None:
    scale = (box.bottom - box.top) / _highest(panel.rows)
    slot = (box.right - box.left) / len(panel.rows)
    wide = min(slot * 0.62, 48)
    drawing.line(box.left, box.bottom, box.right, box.bottom, "z")
    for number, row in enumerate(panel.rows):
        middle = box.left + slot * (number + 0.5)
        top = box.bottom - row.mark.value * scale
        drawing.bar(middle - wide / 2, top, wide, box.bottom - top, panel.tone, row.mark)
        drawing.text(middle, top - 6, row.mark.fits(slot, measure), "v k", "middle")
        for line, word in enumerate(wrap(row.name, slot, SMALL)):
            drawing.text(middle, box.bottom + 16 + 15 * line, word, "n", "middle")


def _ranks(drawing: Drawing, panel: Panel, box: Box) -> None:
    left = box.left + max(measure(row.name, SMALL) for row in panel.rows) + 8
    top = box.top - 20
    height = (box.bottom + 14 - top) / len(panel.rows)
    scale = (box.right - left - 34) / _highest(panel.rows)
    for number, row in enumerate(panel.rows):
        y = top + height * number
        drawing.text(left - 8, y + height / 2 + 4, row.name, "n", "end")
        drawing.bar(left, y + 2.5, row.mark.value * scale, height - 5, panel.tone, row.mark)
        drawing.text(left + row.mark.value * scale + 6, y + height / 2 + 4.5, row.mark.label, "v")


def _line(drawing: Drawing, panel: Panel, box: Box) -> None:
    first, last = panel.at[0], panel.at[-1]
    scale = (box.bottom - box.top) / _highest(panel.rows)
    left, right = box.left + 24, box.right - 16
    places = [
        (left + (at - first) / max(last - first, 1) * (right - left), box.bottom - row.mark.value * scale)
        for at, row in zip(panel.at, panel.rows, strict=True)
    ]
    room = Room(Box(box.left - 4, box.top - 30, box.right + 6, box.bottom - 1))
    drawing.line(box.left, box.bottom, box.right, box.bottom, "z")
    for number, (start, end) in enumerate(pairwise(places)):
        at = panel.at[number], panel.at[number + 1]
        if at in panel.breaks:
            middle = (start[0] + end[0]) / 2
            drawing.line(middle, box.top - 14, middle, box.bottom, "z gap")
            for place, words in enumerate(panel.break_words.split("\n")):
                drawing.text(box.right, box.top - 4 + 15 * place, words, "n", "end")
            room.taken.append(Box(middle, box.top - 16, box.right, box.top + 16))
            continue
        drawing.line(*start, *end, f"{panel.tone} l" + ("" if at[1] - at[0] == 1 else " gap"))
        room.block_line(*start, *end)
    for x, y in places:
        room.block_around(x, y, 5.5)
    end_of_word = -99.0
    for row, (x, y) in zip(panel.rows, places, strict=True):
        drawing.dot(x, y, panel.tone, row.mark)
        text = row.mark.brief or row.mark.label
        beside = room.place(text, around(x, y, 10), SIZE, must=True) or around(x, y, 10)[0]
        drawing.text(beside[0], beside[1], text, "v k", beside[2])
        half = measure(row.name, SMALL) / 2
        if x - half > end_of_word:
            drawing.text(x, box.bottom + 16, row.name, "n", "middle")
            end_of_word = x + half + 4
