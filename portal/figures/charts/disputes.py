"""Where sources disagree: the chosen value on a common line, the others as far off as they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import Final

from portal.figures.charts.canvas import NARROW, SIZE, SMALL, WIDE, Drawing, measure, wrap
from portal.figures.charts.marks import Dispute, Spell, Words

Across = Callable[[float], float]
_STEP: Final = 0.1


def disputes(uid: str, rows: Sequence[Dispute], *, percent: Spell, words: Words) -> tuple[Drawing, Drawing]:
    """The wide and the narrow drawing, the greatest gap first; ``percent`` writes a distance of 0.1 as ``+10 %``."""
    ordered = sorted(rows, key=lambda row: -row.gap)
    return _wide(f"{uid}-w", ordered, percent, words), _narrow(f"{uid}-n", ordered, percent, words)


def _ends(rows: Sequence[Dispute]) -> tuple[float, float]:
    shares = [mark.value / row.kept.value for row in rows for mark in (row.kept, *row.others)]
    return min(0.9, floor(min(shares) / _STEP) * _STEP), max(1.1, ceil(max(shares) / _STEP) * _STEP)


def _wide(uid: str, rows: Sequence[Dispute], percent: Spell, words: Words) -> Drawing:
    low, high = _ends(rows)
    row_height, top = 46, 12
    names = max(max(measure(row.name), measure(row.detail, SMALL)) for row in rows)
    before = max(measure(min((row.kept, *row.others), key=lambda mark: mark.value).label) for row in rows)
    after = max(measure(max((row.kept, *row.others), key=lambda mark: mark.value).label) for row in rows)
    left = min(names, 250) + before + 26
    scale = (WIDE - left - after - 20) / (high - low)
    drawing = Drawing(uid, WIDE, top + row_height * len(rows) + 26)
    bottom = top + row_height * len(rows)
    _grid(drawing, low, high, lambda share: left + (share - low) * scale, (top - 8, bottom), percent, words)
    for number, row in enumerate(rows):
        middle = top + row_height * number + 22
        drawing.text(0, middle - 3, row.name, "v")
        drawing.text(0, middle + 14, row.detail, "n")
        ends = _marks(drawing, row, middle, lambda share: left + (share - low) * scale)
        ordered = sorted((row.kept, *row.others), key=lambda mark: mark.value)
        for is_low, mark in ((True, ordered[0]), (False, ordered[-1])):
            look = "v k" if mark is row.kept else "k"
            x = ends[0] - 12 if is_low else ends[1] + 12
            drawing.text(x, middle + 5, mark.label, look, "end" if is_low else "start")
    return drawing


def _narrow(uid: str, rows: Sequence[Dispute], percent: Spell, words: Words) -> Drawing:
    low, high = _ends(rows)
    scale = (NARROW - 28) / (high - low)

    def across(share: float) -> float:
        return 14 + (share - low) * scale

    drawing = Drawing(uid, NARROW)
    y = 0.0
    for row in rows:
        is_last = row is rows[-1]
        said = words.others.format(row.kept.label, ", ".join(mark.label for mark in row.others))
        lines = [(line, "v") for line in wrap(f"{row.name}, {row.detail}", NARROW, SIZE)]
        for line, look in [*lines, *((line, "n") for line in wrap(said, NARROW, SMALL))]:
            drawing.text(0, y + 14, line, look)
            y += 17
        _grid(drawing, low, high, across, (y + 5, y + 31), percent if is_last else None, words)
        _marks(drawing, row, y + 18, across)
        y += 42
    drawing.height = y + 14
    return drawing


def _grid(
    drawing: Drawing,
    low: float,
    high: float,
    across: Across,
    ends: tuple[float, float],
    percent: Spell | None,
    words: Words,
) -> None:
    count = round((high - low) / _STEP)
    shares = [low + number * _STEP for number in range(count + 1)]
    for share in shares:
        is_one = abs(share - 1) < _STEP / 2
        drawing.line(across(share), ends[0], across(share), ends[1], "z" if is_one else "g")
    if percent is None:
        return
    # The word for the chosen value comes first; a distance is written where it has room.
    taken: list[tuple[float, float]] = []
    for share in sorted(shares, key=lambda share: abs(share - 1)):
        is_one = abs(share - 1) < _STEP / 2
        word = words.chosen if is_one else percent(share - 1)
        x, half = across(share), measure(word, SMALL) / 2 + 4
        if all(x + half <= start or x - half >= end for start, end in taken):
            drawing.text(x, ends[1] + 18, word, "n", "middle")
            taken.append((x - half, x + half))


def _marks(drawing: Drawing, row: Dispute, y: float, across: Across) -> tuple[float, float]:
    shares = [mark.value / row.kept.value for mark in (row.kept, *row.others)]
    left, right = across(min(shares)), across(max(shares))
    drawing.line(left, y, right, y, f"{row.tone} l")
    for mark in row.others:
        drawing.ring(across(mark.value / row.kept.value), y, row.tone, mark.key)
    drawing.dot(across(1), y, row.tone, row.kept, 6.5)
    return left, right
