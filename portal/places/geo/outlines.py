"""Loads the shapes of the land and turns them into SVG path data for a given view.

Provinces are keyed by their official code and drawn in the order of the file, so one more in the file is one more on
every map. Positions are WGS 84 degrees; the projection is equirectangular, true at the middle of the view.
"""

from __future__ import annotations

import itertools
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians
from pathlib import Path
from typing import Any, Final, NamedTuple

FOLDER: Final = Path(__file__).parent
_KM_PER_DEGREE: Final = 111.2
# Shapes are cut this far outside the view, so that the cut itself is never seen under a stroke.
_BLEED: Final = 12


class Point(NamedTuple):
    """A place on Earth in degrees."""

    lon: float
    lat: float


class Pixel(NamedTuple):
    """A place on a drawing, in units of its viewBox."""

    x: float
    y: float


Ring = tuple[Point, ...]


@dataclass(frozen=True)
class River:
    """A stretch of water; rank 2 is the largest, ``is_inside`` says that it crosses one of the provinces."""

    rank: int
    is_inside: bool
    line: Ring


@dataclass(frozen=True)
class LandLabel:
    """Where a name may stand that no outline carries: a neighbouring country or province, or a river."""

    key: str
    kind: str
    point: Point


@dataclass(frozen=True, eq=False)
class Geography:
    """Everything the maps know about the land."""

    provinces: Mapping[str, tuple[Ring, ...]]
    country: tuple[Ring, ...]
    rivers: tuple[River, ...]
    islets: Mapping[str, tuple[Point, ...]]
    labels: tuple[LandLabel, ...]

    def province_at(self, point: Point) -> str | None:
        """Give the code of the province whose schematic outline holds a point."""
        for code, rings in self.provinces.items():
            if any(contains(ring, point) for ring in rings):
                return code
        return None

    def is_in_country(self, point: Point) -> bool:
        """Say whether a point lies on the drawn land of the country."""
        return any(contains(ring, point) for ring in self.country)


@dataclass(frozen=True)
class Projection:
    """Places degrees on a drawing: ``scale`` units for a degree of latitude, less for one of longitude."""

    origin: Point
    offset: Pixel
    scale: float
    squeeze: float

    def __call__(self, point: Point) -> Pixel:
        """Give the place of a point on the drawing."""
        return Pixel(
            (point[0] - self.origin.lon) * self.scale * self.squeeze + self.offset.x,
            (self.origin.lat - point[1]) * self.scale + self.offset.y,
        )

    def unproject(self, pixel: tuple[float, float]) -> Point:
        """Give the point on Earth of a place on the drawing."""
        return Point(
            (pixel[0] - self.offset.x) / (self.scale * self.squeeze) + self.origin.lon,
            self.origin.lat - (pixel[1] - self.offset.y) / self.scale,
        )

    def units(self, km: float) -> float:
        """Give the length on the drawing of a number of kilometres."""
        return km / _KM_PER_DEGREE * self.scale

    @classmethod
    def fit(
        cls, points: Iterable[Point], size: tuple[float, float], margins: tuple[float, float, float, float], most: float
    ) -> Projection:
        """Show all points within margins (top, right, bottom, left), at ``most`` units a degree or less."""
        lons, lats = zip(*points, strict=True)
        west, east, south, north = min(lons), max(lons), min(lats), max(lats)
        squeeze = cos(radians((south + north) / 2))
        top, right, bottom, left = margins
        width, height = size[0] - left - right, size[1] - top - bottom
        spans = ((east - west) * squeeze, north - south)
        scale = min([most, *(room / span for room, span in zip((width, height), spans, strict=True) if span)])
        offset = Pixel(left + (width - spans[0] * scale) / 2, top + (height - spans[1] * scale) / 2)
        return cls(Point(west, north), offset, scale, squeeze)


@lru_cache(maxsize=4)
def load_geography(folder: Path = FOLDER) -> Geography:
    """Read the data files of a folder, once for each folder."""
    return Geography(
        provinces={
            str(properties["code"]): tuple(_ring(polygon[0]) for polygon in coordinates)
            for properties, coordinates in _read(folder / "provinces.geojson")
        },
        country=tuple(
            _ring(polygon[0]) for _, coordinates in _read(folder / "country.geojson") for polygon in coordinates
        ),
        rivers=tuple(
            River(properties["rank"], properties["inside"], _ring(coordinates))
            for properties, coordinates in _read(folder / "rivers.geojson")
        ),
        islets=_by_group(_read(folder / "islands.geojson")),
        labels=tuple(
            LandLabel(properties["key"], properties["kind"], Point(*coordinates))
            for properties, coordinates in _read(folder / "labels.geojson")
        ),
    )


def contains(ring: Sequence[tuple[float, float]], point: tuple[float, float]) -> bool:
    """Say whether a ring holds a point (even-odd rule)."""
    row = crossings(ring, point[1])
    return (len(row) - bisect_right(row, point[0])) % 2 == 1


def crossings(ring: Sequence[tuple[float, float]], y: float) -> list[float]:
    """Give where a level line crosses a ring, from left to right."""
    found = []
    x0, y0 = ring[-1]
    was_above = y0 > y
    for x1, y1 in ring:
        is_above = y1 > y
        if is_above != was_above:
            found.append((x1 - x0) * (y - y0) / (y1 - y0) + x0)
            was_above = is_above
        x0, y0 = x1, y1
    found.sort()
    return found


def area_path(
    rings: Iterable[Ring],
    projection: Projection,
    size: tuple[float, float],
    *,
    tolerance: float = 0.5,
    decimals: int = 0,
) -> str:
    """Give the path data of filled shapes, cut to the view and simplified to ``tolerance`` units."""
    return "".join(
        _path(simplified(cut, tolerance), decimals, closed=True)
        for ring in rings
        if len(cut := clipped(tuple(projection(point) for point in ring), size)) > 2
    )


def line_path(line: Ring, projection: Projection, size: tuple[float, float], *, tolerance: float = 0.5) -> str:
    """Give the path data of a line, in as many pieces as enter the view."""
    pieces: list[list[Pixel]] = [[]]
    for pixel in (projection(point) for point in line):
        is_near = -_BLEED <= pixel.x <= size[0] + _BLEED and -_BLEED <= pixel.y <= size[1] + _BLEED
        if is_near:
            pieces[-1].append(pixel)
        elif pieces[-1]:
            pieces.append([])
    return "".join(_path(simplified(piece, tolerance), 0, closed=False) for piece in pieces if len(piece) > 1)


def clipped(ring: tuple[Pixel, ...], size: tuple[float, float]) -> tuple[Pixel, ...]:
    """Cut a ring to a view with some bleed (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in ((0, -_BLEED, 1), (0, size[0] + _BLEED, -1), (1, -_BLEED, 1), (1, size[1] + _BLEED, -1)):
        kept: list[Pixel] = []
        for start, end in zip(ring, (*ring[1:], *ring[:1]), strict=True):
            start_in, end_in = (start[axis] - limit) * sign >= 0, (end[axis] - limit) * sign >= 0
            if start_in != end_in:
                share = (limit - start[axis]) / (end[axis] - start[axis])
                crossing = (start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
                kept.append(Pixel(*crossing))
            if end_in:
                kept.append(end)
        ring = tuple(kept)
    return ring


def simplified(line: Sequence[Pixel], tolerance: float) -> list[Pixel]:
    """Drop the points of a line that lie within ``tolerance`` of what remains (Douglas and Peucker 1973)."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        x0, y0 = line[first]
        run_x, run_y = line[last][0] - x0, line[last][1] - y0
        length = hypot(run_x, run_y)
        between = line[first + 1 : last]
        if length:
            offs = [abs(run_x * (y0 - y) - (x0 - x) * run_y) for x, y in between]
        else:
            offs, length = [hypot(x - x0, y - y0) for x, y in between], 1
        widest = max(offs)
        if widest > tolerance * length:
            at = first + 1 + offs.index(widest)
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [line[index] for index in sorted(keep)]


def _path(line: Sequence[Pixel], decimals: int, *, closed: bool) -> str:
    """Write a line with relative coordinates, which are short; steps are taken between rounded places."""
    factor = 10**decimals
    places = [(round(pixel.x * factor), round(pixel.y * factor)) for pixel in line]
    (x, y), *rest = (place for place, _ in itertools.groupby(places))
    if not rest:
        return ""
    steps = []
    for before, after in itertools.pairwise([(x, y), *rest]):
        steps += [_number((after[axis] - before[axis]) / factor) for axis in (0, 1)]
    joined = " ".join(steps).replace(" -", "-")
    return f"M{_number(x / factor)} {_number(y / factor)}l{joined}{'z' if closed else ''}"


def _number(value: float) -> str:
    written = f"{value:g}"
    if written.startswith("0."):
        return written[1:]
    return f"-{written[2:]}" if written.startswith("-0.") else written


def _read(path: Path) -> list[tuple[dict[str, Any], Any]]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [(feature["properties"], feature["geometry"]["coordinates"]) for feature in features]


def _ring(coordinates: Iterable[Sequence[float]]) -> Ring:
    return tuple(Point(lon, lat) for lon, lat in coordinates)


def _by_group(features: Iterable[tuple[dict[str, Any], Sequence[float]]]) -> dict[str, tuple[Point, ...]]:
    groups: dict[str, tuple[Point, ...]] = {}
    for properties, (lon, lat) in features:
        group = str(properties["group"])
        groups[group] = (*groups.get(group, ()), Point(lon, lat))
    return groups
