"""Draws the portal's inline SVG maps from vetted data, so that no page depends on a third party's map.

Colours come from classes of the style sheet alone (light and dark, strict content security policy: no style attribute,
no style element). Every word is passed in, in the language of the page, and escaped here; only the names of the two
archipelagos are Vietnamese in all languages. What draws the country's land also gives its inset, with Hoàng Sa and
Trường Sa.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import ceil, hypot
from typing import Final, Literal

from portal.places.geo.canvas import Canvas, Size, cost, lead, text
from portal.places.geo.lettering import Board, Box, PlacedText, TextStyle, text_box, text_width
from portal.places.geo.outlines import Geography, Pixel, Point, Projection, area_path, load_geography
from portal.places.geo.svg import checked_id
from portal.places.roads import road_diagram

__all__ = [
    "Place",
    "Quality",
    "Stop",
    "country_inset",
    "locator_map",
    "neighbourhood_map",
    "region_map",
    "road_diagram",
    "trip_map",
]

Quality = Literal["source", "geonames", "dataset", "approximate", "commune"]

# Sizes repeat those of the style sheet; where a class leaves the size open, it is written into the drawing.
_LABEL: Final = TextStyle("lbl", 15)
_MINOR_LABEL: Final = TextStyle("lbl s", 13)
_PIN_LABEL: Final = TextStyle("", 13.5)
_STOP_LABEL: Final = TextStyle("m-lb b", 13, is_sized=True)
_INSET_LABEL: Final = TextStyle("in-t", 12)

_LOCATOR_SIZE: Final = (340, 248)
_NEIGHBOURHOOD_SIZE: Final = (400, 310)
_TRIP_SIZE: Final = (390, 320)
_WIDE_REGION_SIZE: Final = (680, 520)
_TALL_REGION_SIZE: Final = (390, 424)
# The style sheet lets the inset cover this much of the lower left corner of a trip map.
_TRIP_INSET: Final = Box(0, 226, 196, 320)
# The inset is meant to be shown at this very width, where its letters are 12 px.
_INSET_WIDTH: Final = 160
_NATION_NAME: Final = "(Việt Nam)"
_STOP_RADIUS: Final = 5.5
_STOP_SPACING: Final = 15


@dataclass(frozen=True)
class Place:
    """A named point of a map; with a ``url`` it is a link."""

    name: str
    point: Point
    url: str = ""
    quality: Quality = "source"


@dataclass(frozen=True)
class Stop:
    """A stop of an itinerary by its printed number; without a point it stands in the list only.

    ``area`` is a name that close stops may share, such as their commune.
    """

    number: int
    name: str
    point: Point | None
    area: str = ""
    quality: Quality = "source"


def locator_map(
    *,
    point: Point | None,
    quality: Quality | None,
    province_names: Mapping[str, str],
    title: str,
    uid: str,
    geography: Geography | None = None,
) -> str:
    """Draw where in the provinces a page's subject lies: to stand in ``<figure class="locus">``.

    A sourced point gets a solid pin, an approximate one a pin in a dashed circle, the point of a mere commune a dashed
    pin; without a point or a quality the map has no mark. ``province_names`` are keyed by code.
    """
    geography = geography or load_geography()
    canvas = Canvas.of(geography, _whole_region(geography, _LOCATOR_SIZE, (12, 12, 12, 12)), _LOCATOR_SIZE)
    mark = ""
    if point and quality:
        pixel = canvas.projection(point)
        if 0 <= pixel.x <= canvas.size[0] and 0 <= pixel.y <= canvas.size[1]:
            mark = _pin(pixel, quality, 7)
            canvas.board.block_around(pixel, 16)
    names = canvas.province_names(province_names, _MINOR_LABEL)
    return _svg(canvas.size, title, uid, canvas.land() + names + mark)


def neighbourhood_map(
    *,
    centre: Place,
    neighbours: Sequence[Place],
    province_names: Mapping[str, str],
    title: str,
    uid: str,
    geography: Geography | None = None,
) -> str:
    """Draw a commune among its neighbours, as a dot and a name each: to stand in ``<figure class="locus wide">``."""
    geography = geography or load_geography()
    points = [centre.point, *(place.point for place in neighbours)]
    size = _NEIGHBOURHOOD_SIZE
    canvas = Canvas.of(geography, Projection.fit(points, size, (36, 78, 36, 78), most=1000), size)
    middle, *pixels = [canvas.projection(point) for point in points]
    canvas.board.block_around(middle, 11)
    for pixel in pixels:
        canvas.board.block_around(pixel, 7)
    name = canvas.board.place(centre.name, _LABEL, middle, radius=11, reach=40)
    others = sorted(
        zip(neighbours, pixels, strict=True), key=lambda pair: hypot(pair[1].x - middle.x, pair[1].y - middle.y)
    )
    labels = canvas.names([(place.name, pixel) for place, pixel in others], _MINOR_LABEL, radius=5, reach=30)
    provinces = canvas.province_names(province_names, TextStyle("prv", 16, 0.04, is_sized=True))
    drawn = [canvas.land(), provinces]
    for (_, pixel), label in zip(others, labels, strict=True):
        drawn.append(lead(label, pixel))
    for (place, pixel), label in zip(others, labels, strict=True):
        dot = f'<circle class="dot" cx="{pixel.x:.0f}" cy="{pixel.y:.0f}" r="5"/>'
        drawn.append(_linked(place.url, dot + text(label), "" if label else place.name))
    drawn += [lead(name, middle), _pin(middle, "source", 11), text(name)]
    has_links = any(place.url for place in neighbours)
    return _svg(size, title, uid, "".join(drawn), has_links=has_links)


def region_map(
    *,
    places: Sequence[Place],
    province_names: Mapping[str, str],
    land_names: Mapping[str, str],
    title: str,
    inset_title: str,
    uid: str,
    geography: Geography | None = None,
) -> str:
    """Draw the destinations over the land of the region, each a link: to stand in ``<figure class="atlas">``.

    Gives three drawings: one of class ``wide``, one of class ``tall`` for phones, and the inset of the country.
    ``land_names`` are keyed as in ``geo/labels.geojson`` (neighbouring lands and the river); a missing name is not
    drawn. Earlier places get the better room for their names.
    """
    geography = geography or load_geography()
    drawings = [
        _svg(size, title, f"{uid}-{css_class}", drawn, has_links=True, css_class=css_class)
        for css_class, size, drawn in _region(
            geography, tuple(places), tuple(province_names.items()), tuple(land_names.items())
        )
    ]
    return "".join(drawings) + country_inset(title=inset_title, uid=f"{uid}-vn", geography=geography)


def trip_map(
    *,
    stops: Sequence[Stop],
    province_names: Mapping[str, str],
    land_names: Mapping[str, str],
    title: str,
    inset_title: str,
    uid: str,
    geography: Geography | None = None,
) -> str:
    """Sketch an itinerary: numbered stops in order, joined by dots, and the inset of the country after it.

    To stand in ``<figure class="locator sketch">``. Stops that would touch share one mark and one label, such as
    "4–6 Mường Phăng": their common area, or the first name and an ellipsis. Gives the empty string when no stop has a
    point.
    """
    geography = geography or load_geography()
    located = [(stop, stop.point) for stop in stops if stop.point]
    if not located:
        return ""
    size = _TRIP_SIZE
    canvas = Canvas.of(
        geography, Projection.fit([point for _, point in located], size, (40, 70, 114, 70), most=800), size
    )
    scale = canvas.scale_bar()
    canvas.board.block(_TRIP_INSET)
    track = [canvas.projection(point) for _, point in located]
    groups: list[tuple[Pixel, list[Stop]]] = []
    for (stop, _), pixel in zip(located, track, strict=True):
        near = next((group for at, group in groups if hypot(at.x - pixel.x, at.y - pixel.y) < _STOP_SPACING), None)
        if near is None:
            groups.append((pixel, [stop]))
            canvas.board.block_around(pixel, 7)
        else:
            near.append(stop)
    labels = _stop_names(canvas, track, groups)
    line = "M" + "L".join(f"{pixel.x:.0f} {pixel.y:.0f}" for pixel in track)
    drawn = [
        canvas.land("m-vn"),
        canvas.province_names(province_names, TextStyle("prv", 17, 0.04, is_sized=True)),
        canvas.land_names(land_names, TextStyle("nbl", 12, 0.06, is_sized=True)),
        f'<path class="trk-h" d="{line}"/><path class="trk" d="{line}"/>' if len(groups) > 1 else "",
        *(lead(label, pixel) for label, (pixel, _) in zip(labels, groups, strict=True)),
        *(_stop_mark(pixel, group) for pixel, group in groups),
        *(_stop_label(label, group) for label, (_, group) in zip(labels, groups, strict=True)),
        scale,
    ]
    inset = country_inset(title=inset_title, uid=f"{uid}-vn", geography=geography)
    return _svg(size, title, uid, "".join(drawn)) + inset


def country_inset(*, title: str, uid: str, geography: Geography | None = None) -> str:
    """Draw the country with the portal's provinces and with Hoàng Sa and Trường Sa, named in Vietnamese.

    160 units wide and to be shown at 160 px, so that its letters are 12 px on every screen.
    """
    width, height, drawing = _inset(geography or load_geography())
    return (
        f'<svg class="vn-in" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{checked_id(uid)}"><title id="{uid}">{escape(title)}</title>{drawing}</svg>'
    )


@lru_cache(maxsize=4)
def _inset(geography: Geography) -> tuple[int, int, str]:
    """Give the width, the height and the drawing of the inset."""
    islets = [point for group in geography.islets.values() for point in group]
    points = [*islets, *(point for ring in geography.country for point in ring)]
    fitted = Projection.fit(points, (_INSET_WIDTH, 1e6), (0, 8, 0, 6), most=1e6)
    projection = Projection(fitted.origin, Pixel(fitted.offset.x, 8), fitted.scale, fitted.squeeze)
    lowest = max(projection(point).y for point in points)
    height = ceil(lowest + _INSET_LABEL.size * 3.4)
    size = (float(_INSET_WIDTH), float(height))
    board = Board(Box(3, 3, size[0] - 3, size[1] - 3), padding=3)
    for ring in geography.country:
        for point in ring:
            board.block_around(projection(point), 1)
    dots: dict[tuple[int, int], Pixel] = {}
    for pixel in (projection(point) for point in islets):
        dots.setdefault((round(pixel.x / 2.5), round(pixel.y / 2.5)), pixel)
        board.block_around(pixel, 2)
    country = area_path(geography.country, projection, size, tolerance=0.4, decimals=1)
    provinces = [
        area_path(rings, projection, size, tolerance=0.3, decimals=1) for rings in geography.provinces.values()
    ]
    drawn = [
        f'<rect class="in-sea" x=".5" y=".5" width="{_INSET_WIDTH - 1}" height="{height - 1}" rx="4"/>',
        f'<path class="in-vn" d="{country}"/>',
        *(f'<path class="in-on" d="{path}"/>' for path in provinces),
        *(f'<circle class="in-isl" cx="{x:.1f}" cy="{y:.1f}" r="1.3"/>' for x, y in dots.values()),
        *(
            _archipelago(board, group.replace("Quần đảo", "QĐ."), [projection(point) for point in group_points])
            for group, group_points in geography.islets.items()
        ),
    ]
    return _INSET_WIDTH, height, "".join(drawn)


def _archipelago(board: Board, name: str, islets: Sequence[Pixel]) -> str:
    """Write a name and the nation's in two lines under the islets, or over them where there is no room under."""
    line = _INSET_LABEL.size * 1.25
    half = max(text_width(words, _INSET_LABEL.size) for words in (name, _NATION_NAME)) / 2
    middle = (min(pixel.x for pixel in islets) + max(pixel.x for pixel in islets)) / 2
    rightmost = board.bounds.right - half - 1
    below = max(pixel.y for pixel in islets) + _INSET_LABEL.size + 5.5
    above = min(pixel.y for pixel in islets) - line - 6
    for first, aside in itertools.product((below, above, below + 12, above - 12), range(0, 44, 4)):
        x = min(middle + aside, rightmost)
        boxes = [
            text_box(words, _INSET_LABEL, x, y, "middle") for words, y in ((name, first), (_NATION_NAME, first + line))
        ]
        if all(board.is_free(box) for box in boxes):
            for box in boxes:
                board.block(box)
            return (
                f'<text class="in-t" x="{x:.0f}" y="{first:.0f}" text-anchor="middle">{escape(name)}'
                f'<tspan x="{x:.0f}" dy="{line:.0f}">{_NATION_NAME}</tspan></text>'
            )
    raise ValueError(f"the inset has no room for {name}")


@lru_cache(maxsize=32)
def _whole_region(geography: Geography, size: Size, margins: tuple[float, float, float, float]) -> Projection:
    points = [point for rings in geography.provinces.values() for ring in rings for point in ring]
    return Projection.fit(points, size, margins, most=1e6)


# Finding room for a dozen names twice takes some forty milliseconds, and every home page asks for the same.
@lru_cache(maxsize=16)
def _region(
    geography: Geography,
    places: tuple[Place, ...],
    province_items: tuple[tuple[str, str], ...],
    land_items: tuple[tuple[str, str], ...],
) -> list[tuple[str, Size, str]]:
    """Draw what stands in the wide and in the tall map of the region: class, size and content."""
    province_names, land_names = dict(province_items), dict(land_items)
    drawings: list[tuple[str, Size, str]] = []
    # The style sheet fades the edges of the wide drawing: what matters stays within its margins.
    for css_class, country_class, size, margins, bounds, arm, sizes in (
        ("wide", "nb", _WIDE_REGION_SIZE, (96, 104, 46, 62), Box(60, 42, 604, 472), 9, (25, 20, 17, 15)),
        ("tall", "m-vn", _TALL_REGION_SIZE, (54, 14, 92, 14), Box(3, 3, 387, 421), 7, (19, 16, 14, 12.5)),
    ):
        canvas = Canvas.of(geography, _whole_region(geography, size, margins), size, bounds)
        pixels = [canvas.projection(place.point) for place in places]
        for pixel in pixels:
            canvas.board.block_around(pixel, arm + 1)
        styles = [TextStyle("prv", px, 0.04, is_sized=True) for px in sizes[:-1]]
        provinces, labels = _destination_names(canvas, places, pixels, province_names, styles, arm)
        # The wide drawing fades into the page; the tall one has a ground of its own.
        ground = "" if css_class == "wide" else f'<rect class="m-out" width="{size[0]}" height="{size[1]}"/>'
        drawn = [
            ground,
            canvas.land(country_class),
            provinces,
            canvas.river_name(land_names),
            canvas.land_names(land_names, TextStyle("nbl", sizes[-1], 0.06, is_sized=True)),
            *(lead(label, pixel) for label, pixel in zip(labels, pixels, strict=True)),
            *(
                _destination(place, pixel, label, arm)
                for place, pixel, label in zip(places, pixels, labels, strict=True)
            ),
        ]
        drawings.append((css_class, size, "".join(drawn)))
    return drawings


def _destination_names(
    canvas: Canvas,
    places: Sequence[Place],
    pixels: Sequence[Pixel],
    province_names: Mapping[str, str],
    styles: Sequence[TextStyle],
    arm: float,
) -> tuple[str, list[PlacedText | None]]:
    """Set the names of provinces in their best room first, or after those of the destinations where this is better.

    Where a name has no room to grow for a reader who sets its letters further apart, its width is fixed.
    """
    wanted = [(place.name, pixel) for place, pixel in zip(places, pixels, strict=True)]
    marks = list(canvas.board.taken)
    attempts: list[tuple[tuple[int, bool, int, int], str, list[PlacedText | None], list[Box]]] = []
    for is_first, reach, must_grow in ((True, 44, True), (False, 60, True), (False, 60, False)):
        canvas.board.taken = list(marks)
        provinces = canvas.province_names(province_names, *styles) if is_first else ""
        labels = canvas.names(wanted, _PIN_LABEL, radius=arm, reach=reach, must_grow=must_grow)
        provinces = provinces or canvas.province_names(province_names, *styles)
        lost, far = cost(labels)
        rank = (lost, not must_grow, -provinces.count("<text"), far)
        attempts.append((rank, provinces, labels, canvas.board.taken))
        if not lost and not (is_first and far):
            break
    _rank, provinces, labels, canvas.board.taken = min(attempts, key=lambda attempt: attempt[0])
    return provinces, labels


def _destination(place: Place, pixel: Pixel, label: PlacedText | None, arm: float) -> str:
    css_class = "pin soft" if place.quality == "commune" else "pin"
    name = ""
    if label:
        anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
        fixed = f' textLength="{label.width:.0f}" lengthAdjust="spacingAndGlyphs"' if label.is_fixed else ""
        where = f'x="{label.x - pixel.x:.0f}" y="{label.y - pixel.y:.0f}"{anchor}{fixed}'
        name = f"<text {where}>{escape(label.text)}</text>"
    # The circle makes the target 26 units wide: a diamond alone is hard to hit with a finger.
    mark = (
        f'<g class="{css_class}" transform="translate({pixel.x:.0f} {pixel.y:.0f})">'
        f'<circle r="13" fill="none" stroke="none" pointer-events="all"/><path d="{_diamond(arm)}"/>{name}</g>'
    )
    return _linked(place.url, mark, "" if label else place.name)


def _stop_names(
    canvas: Canvas, track: Sequence[Pixel], groups: Sequence[tuple[Pixel, Sequence[Stop]]]
) -> list[PlacedText | None]:
    """Set the labels of a trip beside the dotted line, shortened if need be; or across it, or the numbers alone."""
    wanted = [(f"{_numbers(group)} {_group_name(group)}", pixel) for pixel, group in groups]
    marks = list(canvas.board.taken)
    for start, end in itertools.pairwise(track):
        pieces = ceil(hypot(end.x - start.x, end.y - start.y) / 9)
        for share in (step / pieces for step in range(1, pieces)):
            canvas.board.block_around((start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share), 3)
    dotted = canvas.board.taken[len(marks) :]
    labels = canvas.names(wanted, _STOP_LABEL, radius=_STOP_RADIUS, reach=46)
    place = canvas.board.place
    for index, (name, pixel) in enumerate(wanted):
        for words in _shortened(name):
            labels[index] = labels[index] or place(words, _STOP_LABEL, pixel, radius=_STOP_RADIUS, reach=60)
    if None in labels:
        canvas.board.retake(marks, labels)
        for index, (name, pixel) in enumerate(wanted):
            for words in (name, _numbers(groups[index][1])):
                labels[index] = labels[index] or place(words, _STOP_LABEL, pixel, radius=_STOP_RADIUS, reach=60)
        canvas.board.taken += dotted
    return labels


def _shortened(name: str) -> Iterator[str]:
    """Give a name with ever fewer words, down to its number and two of them."""
    words = name.removesuffix("…").split()
    for count in range(len(words) - 1, 2, -1):
        yield f"{' '.join(words[:count]).rstrip(',')}…"


def _group_name(group: Sequence[Stop]) -> str:
    if len(group) == 1:
        return group[0].name
    areas = {stop.area for stop in group}
    return group[0].area if len(areas) == 1 and group[0].area else f"{group[0].name}…"


def _numbers(group: Sequence[Stop]) -> str:
    """Write the numbers of stops with runs shortened: 1, 4, 5 and 6 give "1, 4–6"."""
    runs: list[list[int]] = []
    for number in sorted({stop.number for stop in group}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _stop_label(label: PlacedText | None, group: Sequence[Stop]) -> str:
    if label is None:
        return ""
    numbers = _numbers(group)
    return text(label, f'<tspan class="num">{numbers}</tspan>{escape(label.text.removeprefix(numbers))}')


def _stop_mark(pixel: Pixel, group: Sequence[Stop]) -> str:
    is_soft = all(stop.quality in {"approximate", "commune"} for stop in group)
    css_class = "about" if is_soft else "stopd"
    return f'<circle class="{css_class}" cx="{pixel.x:.0f}" cy="{pixel.y:.0f}" r="{_STOP_RADIUS:g}"/>'


def _pin(pixel: Pixel, quality: Quality, arm: float) -> str:
    x, y = round(pixel.x), round(pixel.y)
    ring = f'<circle class="about" cx="{x}" cy="{y}" r="{arm * 2 + 1:g}"/>' if quality == "approximate" else ""
    css_class = "pin soft" if quality == "commune" else "pin"
    return f'{ring}<g class="{css_class}" transform="translate({x} {y})"><path d="{_diamond(arm)}"/></g>'


def _diamond(arm: float) -> str:
    return f"M0-{arm:g} {arm:g} 0 0 {arm:g}-{arm:g} 0Z"


def _linked(url: str, content: str, name: str) -> str:
    """Wrap a mark in a link; ``name`` names it when its label found no room."""
    named = f"<title>{escape(name)}</title>" if name else ""
    if url:
        return f'<a href="{escape(url)}">{named}{content}</a>'
    return f"<g>{named}{content}</g>" if named else content


def _svg(size: Size, title: str, uid: str, content: str, *, has_links: bool = False, css_class: str = "") -> str:
    # A picture hides what is in it from assistive technology: a drawing with links is a group instead.
    role = "group" if has_links else "img"
    named = f' class="{css_class}"' if css_class else ""
    return (
        f'<svg{named} viewBox="0 0 {size[0]:g} {size[1]:g}" role="{role}" aria-labelledby="{checked_id(uid)}">'
        f'<title id="{uid}">{escape(title)}</title>{content}</svg>'
    )
