"""Lines over time, labelled directly. Over a gap the line is dotted, and where the counting changed there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from portal.figures.charts.canvas import HEADING, NARROW, SIZE, SMALL, WIDE, Drawing, measure
from portal.figures.charts.marks import Mark, Spell, Status, Tone
from portal.figures.charts.scales import Room, around, ticks
from portal.places.geo.lettering import Box


@dataclass(frozen=True)
class Line:
    """Values of one area or year by position; ``step`` is the distance of two positions without a gap between."""

    name: str
    tone: Tone
    points: dict[int, Mark]
    targets: dict[int, Mark]
    step: int = 1
    breaks: tuple[tuple[int, int], ...] = ()


_HEIGHT: Final = {WIDE: 300.0, NARROW: 330.0}
#: How far beside its position a target stands, so that nobody takes it for that year's result.
_APART: Final = {WIDE: 15.0, NARROW: 8.0}


def lines(
    uid: str, series: Sequence[Line], positions: Sequence[tuple[int, str]], *, tick: Spell
) -> tuple[Drawing, Drawing]:
    """The wide and the narrow drawing; ``positions`` are the marks of the axis below with their words, in order."""
    return _draw(f"{uid}-w", series, positions, tick, WIDE), _draw(f"{uid}-n", series, positions, tick, NARROW)


def _draw(uid: str, series: Sequence[Line], positions: Sequence[tuple[int, str]], tick: Spell, width: int) -> Drawing:
    is_wide = width == WIDE
    tops = [mark.value for one in series for marks in (one.points, one.targets) for mark in marks.values()]
    steps = ticks(max(tops), 6 if is_wide else 4)
    left = max(measure(tick(value), SMALL) for value in steps) + 10
    named = is_wide and len(series) > 1
    right = (max(measure(one.name, HEADING) for one in series) + 22) if named else 22
    top, base = 22.0, 22.0 + _HEIGHT[width]
    first, last = positions[0][0], positions[-1][0]
    drawing = Drawing(uid, width, base + 26)
    room = Room(Box(0, 0, width, base - 1))
    span = max(last - first, 1)
    start = left + 16

    def across(position: float) -> float:
        return start + (position - first) * (width - start - right) / span

    def up(value: float) -> float:
        return base - value * (base - top) / steps[-1]

    for value in steps:
        drawing.line(left, up(value), width, up(value), "g" if value else "z")
        drawing.text(left - 8, up(value) + 4, tick(value), "n", "end")
    _axis(drawing, positions, across, base + 19)
    for one in series:
        found = sorted(one.points)
        for before, after in pairwise(found):
            ends = (across(before), up(one.points[before].value), across(after), up(one.points[after].value))
            if (before, after) in one.breaks:
                continue
            drawing.line(*ends, f"{one.tone} l" + ("" if after - before <= one.step else " gap"))
            room.block_line(*ends)
    for one in series:
        for position, mark in one.points.items():
            room.block_around(across(position), up(mark.value), 5.5)
        for position, mark in one.targets.items():
            room.block_around(across(position) + _APART[width], up(mark.value), 5)
    for one in series:
        found = sorted(one.points)
        if named and found:
            x, y = across(found[-1]) + 12, up(one.points[found[-1]].value) + 5
            drawing.text(x, y, one.name, f"h {one.tone} k")
            room.taken.append(Box(x, y - 12, x + measure(one.name, HEADING), y + 3))
    for one in series:
        for position in sorted(one.targets):
            mark = one.targets[position]
            drawing.dot(across(position) + _APART[width], up(mark.value), one.tone, mark, 4.5)
        for position in sorted(one.points):
            mark = one.points[position]
            drawing.dot(across(position), up(mark.value), one.tone, mark)
    # Results choose their room before targets do.
    for is_target in (False, True):
        for one in series:
            marks = one.targets if is_target else one.points
            for position in sorted(marks, reverse=True):
                _label(drawing, room, across(position), up(marks[position].value), marks[position], is_wide=is_wide)
    return drawing


def _label(drawing: Drawing, room: Room, x: float, y: float, mark: Mark, *, is_wide: bool) -> None:
    is_target = mark.status is Status.TARGET
    size = SMALL if is_target else SIZE
    at = x + (_APART[WIDE if is_wide else NARROW] if is_target else 0)
    for text in dict.fromkeys([mark.label, mark.brief] if is_wide and not is_target else [mark.brief or mark.label]):
        if place := room.place(text, around(at, y, 10), size, must=False):
            drawing.text(place[0], place[1], text, "n k" if is_target else "v k", place[2])
            return


def _axis(drawing: Drawing, positions: Sequence[tuple[int, str]], across: Callable[[float], float], y: float) -> None:
    """Words below the axis, as many as have room."""
    end = -1.0
    for position, word in positions:
        x = across(position)
        half = measure(word, SMALL) / 2
        if x - half > end:
            drawing.text(x, y, word, "n", "middle")
            end = x + half + 8
