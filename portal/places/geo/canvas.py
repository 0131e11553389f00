"""A drawing in the making: a view of the land, the room still free on it, and the parts every map is made of."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape
from math import atan2, ceil, degrees, hypot, sqrt
from typing import Final

from portal.places.geo.lettering import Board, Box, PlacedText, TextStyle, lead_end, text_width
from portal.places.geo.outlines import (
    Geography,
    Pixel,
    Projection,
    Ring,
    area_path,
    clipped,
    crossings,
    line_path,
    simplified,
)

_SCALE_LABEL: Final = TextStyle("m-sct", 11)
_RIVER_LABEL: Final = TextStyle("rvl", 12, spacing=0.06, is_sized=True)
_TONES: Final = "ab"
_SCALE_STEPS: Final = (1, 2, 5, 10, 20, 30, 50, 100)
_LONGEST_SCALE: Final = 76
# Degrees.
_NEAR_A_POINT: Final = 0.15

Size = tuple[float, float]


@dataclass(frozen=True)
class Canvas:
    """A view of the land and the room its labels have taken so far."""

    geography: Geography
    projection: Projection
    size: Size
    board: Board

    @classmethod
    def of(cls, geography: Geography, projection: Projection, size: Size, bounds: Box | None = None) -> Canvas:
        """Start an empty drawing; its words stay within ``bounds``, or else clear of the very edge."""
        board = Board(bounds or Box(3, 3, size[0] - 3, size[1] - 3), edge=Box(1, 1, size[0] - 1, size[1] - 1))
        return cls(geography, projection, size, board)

    def land(self, country_class: str = "") -> str:
        """Draw the provinces and rivers; with a class for it, the country's land and border too."""
        return _land(self.geography, self.projection, self.size, country_class)

    def names(
        self,
        wanted: Sequence[tuple[str, Pixel]],
        style: TextStyle,
        *,
        radius: float,
        reach: float,
        must_grow: bool = True,
    ) -> list[PlacedText | None]:
        """Set all labels; names that found no room, or none beside their mark, go first in another attempt.

        The attempt that loses the fewest names counts, and among these the one with the fewest leader lines. What
        ``must_grow`` means is said at ``Board.place``.
        """
        before = list(self.board.taken)
        best: list[PlacedText | None] = [None] * len(wanted)
        best_cost = (len(wanted) + 1, 0)
        order = list(range(len(wanted)))
        for _ in wanted:
            self.board.taken = list(before)
            placed: list[PlacedText | None] = [None] * len(wanted)
            for index in order:
                name, pixel = wanted[index]
                placed[index] = self.board.place(name, style, pixel, radius=radius, reach=reach, must_grow=must_grow)
            if cost(placed) < best_cost:
                best, best_cost = placed, cost(placed)
            lost = [index for index in order if placed[index] is None]
            far = [index for index in order if (label := placed[index]) and label.is_far]
            again = lost + far + [index for index in order if index not in {*lost, *far}]
            if again == order:
                break
            order = again
        self.board.retake(before, best)
        return best

    def province_names(self, names: Mapping[str, str], *styles: TextStyle) -> str:
        """Write the names of provinces, keyed by code, where each shape has most room, in the first style that fits."""
        drawn = []
        water = _water(self.geography, self.projection, self.size)
        for code, rings in self.geography.provinces.items():
            for style in styles if code in names else ():
                width = ceil(text_width(names[code], style.size, style.spacing))
                spots = _spots(rings, self.projection, self.size, width, ceil(style.size))
                if placed := self.board.place_at(names[code], style, spots, water):
                    drawn.append(text(placed))
                    break
        return "".join(drawn)

    def land_names(self, names: Mapping[str, str], style: TextStyle) -> str:
        """Write the names of the neighbouring lands in view, keyed as in the label file, each on its own land only."""
        drawn = []
        water = _water(self.geography, self.projection, self.size)
        for label in self.geography.labels:
            name = names.get(label.key)
            if name and label.kind != "river":
                x, y = self.projection(label.point)
                half = text_width(name, style.size, style.spacing) / 2
                # A country is wide; the name of a province must stay near its point to be true.
                reach = _NEAR_A_POINT * self.projection.scale if label.kind == "province" else self.size[0]
                shifts = [
                    (dx, dy)
                    for dy in (0, -14, 14, -28, 28, -42, 42)
                    for dx in (0, -25, 25, -50, 50)
                    if hypot(dx, dy) <= reach
                ]
                spots = [(x + dx, y + dy) for dx, dy in shifts]
                is_right = partial(self._is_on, label.kind, half)
                drawn.append(text(self.board.place_at(name, style, spots, water, is_right=is_right)))
        return "".join(drawn)

    def _is_on(self, kind: str, half: float, x: float, y: float) -> bool:
        """Say whether a name, ``half`` a width to each side, is abroad, if a country's, or in an undrawn province."""
        points = [self.projection.unproject((x + side * half, y)) for side in (-1, 0, 1)]
        return all(
            self.geography.is_in_country(point) == (kind == "province")
            and (kind == "country" or self.geography.province_at(point) is None)
            for point in points
        )

    def river_name(self, names: Mapping[str, str]) -> str:
        """Write the name of the main river along its bank, near its label point."""
        drawn = []
        for label in self.geography.labels:
            name = names.get(label.key)
            if not name or label.kind != "river":
                continue
            target = self.projection(label.point)
            lines = [river.line for river in self.geography.rivers if river.rank == 2 and river.is_inside]
            line = [self.projection(point) for points in lines for point in points]
            for at in sorted(line, key=lambda pixel: hypot(pixel.x - target.x, pixel.y - target.y)):
                if written := self._along(name, at, line):
                    drawn.append(written)
                    break
        return "".join(drawn)

    def scale_bar(self) -> str:
        """Draw a bar of a round number of kilometres in the lower right corner."""
        km = max((step for step in _SCALE_STEPS if self.projection.units(step) <= _LONGEST_SCALE), default=1)
        length = self.projection.units(km)
        x, y = self.size[0] - length - 14, self.size[1] - 14
        self.board.block(Box(x - 8, y - 18, *self.size))
        return (
            f'<path class="m-scale" aria-hidden="true" d="M{x:.0f} {y:.0f}v5h{length:.0f}v-5"/>'
            f'<text class="{_SCALE_LABEL.css_class}" x="{x + length / 2:.0f}" y="{y - 2:.0f}" text-anchor="middle">'
            f"{km} km</text>"
        )

    def _along(self, name: str, at: Pixel, line: Sequence[Pixel]) -> str:
        """Write a name over the stretch of a line around a point; nothing where there is no room."""
        style = _RIVER_LABEL
        half = text_width(name, style.size, style.spacing) / 2
        stretch = [pixel for pixel in line if hypot(pixel.x - at.x, pixel.y - at.y) <= half + 4]
        first, last = min(stretch, key=lambda pixel: pixel.x), max(stretch, key=lambda pixel: pixel.x)
        run = hypot(last.x - first.x, last.y - first.y)
        if not run:
            return ""
        along = ((last.x - first.x) / run, (last.y - first.y) / run)
        # The baseline clears the highest bend of the stretch.
        lift = max((pixel.x - at.x) * along[1] - (pixel.y - at.y) * along[0] for pixel in stretch) + 6
        x, y = at.x + along[1] * lift, at.y - along[0] * lift
        boxes = []
        for share in (-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9):
            cx, cy = x + along[0] * half * share, y + along[1] * half * share
            boxes.append(Box(cx - 6, cy - 11, cx + 6, cy + 4))
        if not all(self.board.is_free(box) for box in boxes):
            return ""
        for box in boxes:
            self.board.block(box)
        angle = degrees(atan2(along[1], along[0]))
        return (
            f'<text class="{style.css_class}" text-anchor="middle" font-size="{style.size:g}" '
            f'transform="translate({x:.0f} {y:.0f}) rotate({angle:.0f})">{escape(name)}</text>'
        )


def cost(labels: Sequence[PlacedText | None]) -> tuple[int, int]:
    """Say how bad a set of labels is: how many are missing, and how many stand away from their marks."""
    return labels.count(None), sum(1 for label in labels if label and label.is_far)


def text(label: PlacedText | None, content: str = "") -> str:
    """Write a placed label; ``content`` is its markup when it is more than its text."""
    if label is None:
        return ""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    size = f' font-size="{label.style.size:g}"' if label.style.is_sized else ""
    return (
        f'<text class="{label.style.css_class}" x="{label.x:.0f}" y="{label.y:.0f}"{anchor}{size}>'
        f"{content or escape(label.text)}</text>"
    )


def lead(label: PlacedText | None, pixel: Pixel) -> str:
    """Draw the line from a mark to a label that stands away from it."""
    if label is None or not label.is_far:
        return ""
    x, y = lead_end(label.box, pixel)
    return f'<path class="m-lead" aria-hidden="true" d="M{pixel.x:.0f} {pixel.y:.0f}L{x:.0f} {y:.0f}"/>'


@lru_cache(maxsize=256)
def _land(geography: Geography, projection: Projection, size: Size, country_class: str) -> str:
    country = area_path(geography.country, projection, size) if country_class else ""
    drawn = [f'<path class="{country_class}" d="{country}"/>'] if country else []
    for index, rings in enumerate(geography.provinces.values()):
        if path := area_path(rings, projection, size):
            drawn.append(f'<path class="pv {_TONES[index % len(_TONES)]}" d="{path}"/>')
    for css_class, rank in (("rv", 3), ("rv r2", 2)):
        rivers = [river for river in geography.rivers if river.rank == rank and (river.is_inside or country_class)]
        if path := "".join(line_path(river.line, projection, size, tolerance=0.8) for river in rivers):
            drawn.append(f'<path class="{css_class}" d="{path}"/>')
    if country:
        drawn.append(f'<path class="m-nb" d="{country}"/>')
    return f'<g aria-hidden="true">{"".join(drawn)}</g>'


@lru_cache(maxsize=64)
def _water(geography: Geography, projection: Projection, size: Size) -> tuple[Box, ...]:
    """List small boxes along the larger rivers, which names keep off if they can."""
    boxes = []
    for river in geography.rivers:
        if river.rank == 2:
            for start, end in itertools.pairwise(projection(point) for point in river.line):
                steps = ceil(hypot(end.x - start.x, end.y - start.y) / 6) or 1
                for share in (step / steps for step in range(steps)):
                    x, y = start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share
                    if 0 <= x <= size[0] and 0 <= y <= size[1]:
                        boxes.append(Box(x - 2, y - 2, x + 2, y + 2))
    return tuple(boxes)


@lru_cache(maxsize=256)
def _spots(
    rings: tuple[Ring, ...], projection: Projection, size: Size, width: int, height: int
) -> tuple[tuple[float, float], ...]:
    """List where a label may stand inside the largest part of a shape that is in view, the roomiest spots first."""
    shapes = [cut for ring in rings if len(cut := clipped(tuple(projection(point) for point in ring), size)) > 2]
    if not shapes:
        return ()
    boxes = [(min(xs), min(ys), max(xs), max(ys)) for xs, ys in (zip(*shape, strict=True) for shape in shapes)]
    (left, top, right, bottom), shape = max(
        zip(boxes, shapes, strict=True), key=lambda pair: (pair[0][2] - pair[0][0]) * (pair[0][3] - pair[0][1])
    )
    rim = simplified(shape, 2)
    columns = range(int(max(0, left)), int(min(size[0], right)), 10)
    spots = []
    for y in range(int(max(0, top)), int(min(size[1], bottom)), 8):
        # A place is inside where an odd number of crossings lies to its right; one row of them serves all columns.
        rows = [crossings(rim, y - height / 2), crossings(rim, y + height / 2)]
        if not all(rows):
            continue
        # Words are wide and low: room above and below counts for more than room beside them.
        rests = [(pixel.x, ((y - pixel.y) * 1.6) ** 2) for pixel in rim]
        for x in columns:
            places = (x - width / 2, x, x + width / 2)
            if all((len(row) - bisect_right(row, place)) % 2 for row in rows for place in places):
                room = sqrt(min([(x - its_x) ** 2 + rest for its_x, rest in rests]))
                spots.append((-min(room, x, size[0] - x, 1.6 * y, 1.6 * (size[1] - y)), (float(x), float(y))))
    return tuple(spot for _, spot in sorted(spots))
