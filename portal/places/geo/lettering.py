"""Measures words and finds room for them on a drawing, so that no label covers another.

Widths are those of Be Vietnam Pro, read once from the font; Vietnamese marks add none. The heading face is a little
narrower, so its words get some air.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import ceil, cos, hypot, pi, sin
from typing import Final, Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]
Direction = Literal["e", "w", "ne", "se", "nw", "sw", "n", "s"]

# Advance in hundredths of the font size, semi-bold; the regular weight is at most as wide.
_ADVANCE: Final = {
    letter: width
    for width, letters in {
        23: " ",
        29: "ilIj",
        32: ".:,",
        42: "ftr1",
        45: "()",
        49: "Jz",
        53: "s/",
        60: "kunvxyưh7e-",
        63: "cEL+F",
        66: "agobdpqSZ28ơPT35",
        70: "đ069BKRY–",
        75: "H4UVDNƯX",
        79: "A&CGĐ",
        83: "QOƠ…",
        90: "wMm",
        104: "W",
    }.items()
    for letter in letters
}
_UNKNOWN_ADVANCE: Final = 70
_ASCENT: Final = 0.96
_DESCENT: Final = 0.3
# A label away from its mark has nothing so near at its ends, or it would seem to name another mark.
_APART: Final = 10
# What a reader may add between letters and between words, in em (WCAG 2.2, 1.4.12).
_READERS_LETTERS: Final = 0.12
_READERS_WORDS: Final = 0.16
# An h with a circumflex and a hook is as tall as a capital with one; the box above covers it.
_MARKS: Final = {"\u0300", "\u0301", "\u0302", "\u0303", "\u0306", "\u0309", "\u0323"}


class Box(NamedTuple):
    """A rectangle of a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, padding: float = 0) -> bool:
        """Say whether two boxes come closer than ``padding``."""
        return (
            self.left < other.right + padding
            and other.left < self.right + padding
            and self.top < other.bottom + padding
            and other.top < self.bottom + padding
        )

    def holds(self, other: Box) -> bool:
        """Say whether another box lies within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True)
class TextStyle:
    """How a word is set: its CSS class, and the size that class gives it in units of the viewBox.

    ``is_sized`` writes the size into the drawing, for classes whose style sheet leaves it open.
    """

    css_class: str
    size: float
    spacing: float = 0
    is_sized: bool = False


@dataclass(frozen=True)
class PlacedText:
    """A word with the room it was given; ``line`` is the room of the leader line to its mark, if it needs one.

    One that ``is_fixed`` has no more than its width, however far apart its letters are set.
    """

    text: str
    style: TextStyle
    x: float
    y: float
    anchor: Anchor
    box: Box
    line: tuple[Box, ...] = ()
    is_fixed: bool = False

    @property
    def width(self) -> float:
        """Give the width it was given."""
        return self.box.right - self.box.left

    @property
    def is_far(self) -> bool:
        """Say whether the word stands away from its mark."""
        return bool(self.line)


def text_width(text: str, size: float, spacing: float = 0) -> float:
    """Give the width of a line of text; ``spacing`` is letter spacing in em."""
    hundredths, letters = _measured(text)
    return (hundredths / 100 + spacing * letters) * size


def readers_width(text: str, size: float, spacing: float = 0) -> float:
    """Give the width of a line of text for a reader who sets letters and words further apart."""
    hundredths, letters = _measured(text)
    return (hundredths / 100 + max(spacing, _READERS_LETTERS) * letters + _READERS_WORDS * text.count(" ")) * size


def text_box(text: str, style: TextStyle, x: float, y: float, anchor: Anchor) -> Box:
    """Give the box of a line of text whose baseline stands at ``y``."""
    return _line_box(text_width(text, style.size, style.spacing), style.size, x, y, anchor)


@dataclass
class Board:
    """The taken room of a drawing; labels are given the first place that hits nothing.

    They lie within the bounds, and within the edge also for a reader who sets their letters further apart: what leaves
    the drawing is cut off.
    """

    bounds: Box
    padding: float = 2
    taken: list[Box] = field(default_factory=list)
    edge: Box | None = None

    def block(self, box: Box) -> None:
        """Keep labels away from a box."""
        self.taken.append(box)

    def block_around(self, mark: tuple[float, float], radius: float) -> None:
        """Keep labels away from a mark."""
        self.block(Box(mark[0] - radius, mark[1] - radius, mark[0] + radius, mark[1] + radius))

    def is_free(self, box: Box) -> bool:
        """Say whether a box lies within the bounds and hits nothing."""
        return self.bounds.holds(box) and not _hits(box, self.taken, self.padding)

    def keeps(self, box: Box, anchor: Anchor, growth: float) -> bool:
        """Say whether a label lies within the bounds, and within the edge when it grows away from its anchor."""
        left = {"start": 0, "middle": growth / 2, "end": growth}[anchor]
        edge = self.edge or self.bounds
        return self.bounds.holds(box) and edge.left <= box.left - left and box.right + growth - left <= edge.right

    def place(
        self,
        text: str,
        style: TextStyle,
        mark: tuple[float, float],
        *,
        radius: float,
        reach: float = 0,
        must_grow: bool = True,
    ) -> PlacedText | None:
        """Set a label beside a mark, or up to ``reach`` away from it; ``None`` when there is no room.

        The leader line of a label that stands away touches nothing either, but the mark itself. A label that
        ``must_grow`` has room for a reader who sets letters further apart; another one is fixed where it has none.
        """
        width = text_width(text, style.size, style.spacing)
        growth = readers_width(text, style.size, style.spacing) - width
        placed = self._place(text, style, mark, radius, reach, width, growth)
        if placed or must_grow:
            return placed
        narrow = self._place(text, style, mark, radius, reach, width, 0)
        return replace(narrow, is_fixed=True) if narrow else None

    def _place(
        self,
        text: str,
        style: TextStyle,
        mark: tuple[float, float],
        radius: float,
        reach: float,
        width: float,
        growth: float,
    ) -> PlacedText | None:
        for to_x, to_y, anchor in _beside(style.size, radius):
            box = _line_box(width, style.size, mark[0] + to_x, mark[1] + to_y, anchor)
            if self.keeps(box, anchor, growth) and not _hits(box, self.taken, self.padding):
                self.block(box)
                return PlacedText(text, style, mark[0] + to_x, mark[1] + to_y, anchor, box)
        others: list[Box] | None = None
        for to_x, to_y, anchor, shift in _around(style.size, radius, reach):
            x, y = mark[0] + to_x + shift * width, mark[1] + to_y
            box = _line_box(width, style.size, x, y, anchor)
            wider = Box(box.left - _APART, box.top, box.right + _APART, box.bottom)
            if not self.keeps(box, anchor, growth) or _hits(wider, self.taken, self.padding):
                continue
            if others is None:
                others = [
                    one for one in self.taken if not (one[0] <= mark[0] <= one[2] and one[1] <= mark[1] <= one[3])
                ]
            line = _line_boxes(mark, lead_end(box, mark))
            if not any(_hits(piece, others) for piece in line):
                self.taken += [box, *line]
                return PlacedText(text, style, x, y, anchor, box, line)
        return None

    def retake(self, taken: Iterable[Box], labels: Iterable[PlacedText | None]) -> None:
        """Go back to earlier room and add that of some labels."""
        self.taken = [*taken, *(box for label in labels if label for box in (label.box, *label.line))]

    def place_at(
        self,
        text: str,
        style: TextStyle,
        spots: Iterable[tuple[float, float]],
        avoid: Sequence[Box] = (),
        *,
        is_right: Callable[[float, float], bool] = lambda x, y: True,
    ) -> PlacedText | None:
        """Centre a label on the first free spot, if it can be on one that hits nothing of ``avoid`` either.

        ``is_right`` may refuse a spot; it is asked last, because it may be dear.
        """
        width = text_width(text, style.size, style.spacing)
        growth = readers_width(text, style.size, style.spacing) - width
        chosen: PlacedText | None = None
        for x, y in spots:
            baseline = y + style.size * (_ASCENT - _DESCENT) / 2
            box = _line_box(width, style.size, x, baseline, "middle")
            if not self.keeps(box, "middle", growth) or _hits(box, self.taken, self.padding):
                continue
            is_clear = not _hits(box, avoid)
            if (is_clear or chosen is None) and is_right(x, y):
                chosen = PlacedText(text, style, x, baseline, "middle", box)
                if is_clear:
                    break
        if chosen:
            self.block(chosen.box)
        return chosen


def lead_end(box: Box, mark: tuple[float, float]) -> tuple[float, float]:
    """Give the point of a far label's box that a leader line from its mark should reach."""
    return min(max(mark[0], box.left), box.right), min(max(mark[1], box.top + 2), box.bottom - 2)


def _line_boxes(mark: tuple[float, float], end: tuple[float, float]) -> tuple[Box, ...]:
    """Cover the line from a mark to its label with small boxes."""
    pieces = max(2, ceil(hypot(end[0] - mark[0], end[1] - mark[1]) / 4))
    return tuple(
        Box(x - 1, y - 1, x + 1, y + 1)
        for share in (piece / pieces for piece in range(1, pieces))
        for x, y in [(mark[0] + (end[0] - mark[0]) * share, mark[1] + (end[1] - mark[1]) * share)]
    )


@lru_cache(maxsize=64)
def _beside(size: float, radius: float) -> tuple[tuple[float, float, Anchor], ...]:
    """List the places next to a mark, the best first: steps from it to the baseline."""
    gap, middle = radius + 5, size * 0.35
    slant = radius * 0.7 + 3
    return (
        (gap, middle, "start"),
        (-gap, middle, "end"),
        (slant, -slant, "start"),
        (slant, slant + size * 0.75, "start"),
        (-slant, -slant, "end"),
        (-slant, slant + size * 0.75, "end"),
        (0, -radius - size * 0.4, "middle"),
        (0, radius + size * 1.1, "middle"),
    )


@lru_cache(maxsize=64)
def _around(size: float, radius: float, reach: float) -> tuple[tuple[float, float, Anchor, float], ...]:
    """List the places away from a mark, the nearest first: steps to the baseline, and a shift in widths of the text."""
    places: list[tuple[float, float, Anchor, float]] = []
    distance = radius + 12
    while distance <= radius + reach:
        for step in (0, 8, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11, 4, 12):
            angle = step * pi / 8
            to_x, to_y = cos(angle) * distance, -sin(angle) * distance
            anchor: Anchor = "middle" if abs(to_x) < distance / 3 else "start" if to_x > 0 else "end"
            baseline = to_y + size * 0.35 + (0 if anchor != "middle" else size * (0.6 if to_y > 0 else -0.4))
            places.append((to_x, baseline, anchor, 0))
            if step in {4, 12}:
                places += [(0, baseline, anchor, shift) for shift in (0.22, -0.22, 0.4, -0.4)]
        distance += 9
    return tuple(places)


@lru_cache(maxsize=4096)
def _measured(text: str) -> tuple[int, int]:
    """Give the width of a text in hundredths of its size, and how many letters it has."""
    letters = [
        letter
        for letter in unicodedata.normalize("NFC", text)
        if unicodedata.category(letter) not in {"Mn", "Me", "Cf"}
    ]
    return sum(_ADVANCE.get(_unmarked(letter), _UNKNOWN_ADVANCE) for letter in letters), len(letters)


@lru_cache(maxsize=1024)
def _unmarked(letter: str) -> str:
    base = "".join(part for part in unicodedata.normalize("NFD", letter) if part not in _MARKS)
    return unicodedata.normalize("NFC", base)


def _line_box(width: float, size: float, x: float, y: float, anchor: Anchor) -> Box:
    left = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
    return Box(left, y - size * _ASCENT, left + width, y + size * _DESCENT)


def _hits(box: Box, others: Iterable[Box], padding: float = 0) -> bool:
    """Say whether a box comes closer than ``padding`` to one of many; written out, because a map asks it so often."""
    left, top, right, bottom = box.left - padding, box.top - padding, box.right + padding, box.bottom + padding
    for its_left, its_top, its_right, its_bottom in others:
        if left < its_right and its_left < right and top < its_bottom and its_top < bottom:
            return True
    return False
