"""Columns by year: one panel an area, all panels on one scale, so that equal heights are equal numbers.

On a phone the same values are rows. Bars start at zero; a year without a figure says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from portal.figures.charts.canvas import NARROW, SMALL, WIDE, Drawing, measure
from portal.figures.charts.marks import Spell, Words, YearSeries
from portal.figures.charts.scales import ticks

#: Height of the tallest panel and the least height of any, without heads and years.
_TALL: Final = 200
_LEAST: Final = 40
_ROW: Final = 34


def year_columns(
    uid: str, series: Sequence[YearSeries], years: Sequence[int], *, tick: Spell, words: Words
) -> tuple[Drawing, Drawing]:
    """The wide and the narrow drawing."""
    return _wide(f"{uid}-w", series, years, tick, words), _narrow(f"{uid}-n", series, years, words)


def _wide(uid: str, series: Sequence[YearSeries], years: Sequence[int], tick: Spell, words: Words) -> Drawing:
    steps = ticks(max(one.top for one in series), 4)
    step, unit = steps[1], _TALL / steps[-1]
    left = max(measure(tick(value), SMALL) for value in steps) + 10
    slot = (WIDE - left) / len(years)
    width = min(36, slot * 0.52)
    thin = width * 0.38
    word = measure(words.unknown, SMALL)
    has_names = len(series) > 1
    drawing = Drawing(uid, WIDE)
    y = 0.0
    for one in series:
        tone = one.tone
        own = [value for value in steps if value - step < one.top]
        height = max(own[-1] * unit, _LEAST)
        if has_names:
            drawing.text(0, y + 14, one.name, f"h {tone}")
        base = y + (42 if has_names else 22) + height
        for value in own:
            drawing.line(left, base - value * unit, WIDE, base - value * unit, "g" if value else "z")
            drawing.text(left - 8, base - value * unit + 4, tick(value), "n", "end")
        for number, year in enumerate(years):
            x = left + number * slot + slot * 0.08
            middle = x + width / 2
            result, target = one.results.get(year), one.targets.get(year)
            drawing.text(x + slot * 0.42, base + 18, str(year), "n", "middle")
            if result:
                top = base - result.value * unit
                drawing.bar(x, top, width, base - top, tone, result)
                drawing.text(middle, top - 6, result.fits(slot - 4, measure), "v k", "middle")
            elif word + (thin + 8 if target else 0) <= slot:
                drawing.text(x - slot * 0.06, base - 7, words.unknown, "n k")
            else:
                drawing.text(middle, base - 7, "?", "n", "middle")
            if target:
                # Beside a year without a result the box stands clear of the word that says so.
                has_word = not result and word + thin + 8 <= slot
                at = x + (max(width + 5, word + 1) if has_word else width + 5)
                top = base - target.value * unit
                drawing.bar(at, top, thin, base - top, tone, target)
                drawing.text(at + thin / 2, top - 6, target.brief or target.label, "n k", "middle")
        y = base + 34
    drawing.height = y - 8
    return drawing


def _narrow(uid: str, series: Sequence[YearSeries], years: Sequence[int], words: Words) -> Drawing:
    left = 42
    scale = 168 / max(one.top for one in series)
    drawing = Drawing(uid, NARROW)
    y = 0.0
    for one in series:
        tone = one.tone
        if len(series) > 1:
            drawing.text(0, y + 14, one.name, f"h {tone}")
            y += 28
        drawing.line(left, y - 2, left, y + _ROW * len(years) - 4, "z")
        for year in years:
            result, target = one.results.get(year), one.targets.get(year)
            drawing.text(left - 8, y + 14, str(year), "n", "end")
            if result:
                end = left + result.value * scale
                drawing.bar(left, y + 2, end - left, 16, tone, result)
                drawing.text(end + 6, y + 14, result.label, "v")
            if target:
                end, top = left + target.value * scale, y + (22 if result else 6)
                drawing.bar(left, top, end - left, 6, tone, target)
                said = (words.target if result else words.only_target).format(target.label)
                if end + 6 + measure(said, SMALL) > NARROW:
                    said = target.label
                drawing.text(end + 6, top + 7, said, "n k")
            elif not result:
                drawing.text(left + 6, y + 14, words.unknown, "n")
            y += _ROW
        y += 16
    drawing.height = y - 12
    return drawing
