"""Reduces source GeoJSON to the files the maps are drawn from; run by hand when a source changes.

Small splinters and holes go, river pieces of one kind are joined, islets closer than a dot are merged, and
coordinates keep three decimals (about 100 m). The folder given as the first argument must hold the source files named
in ``SOURCES``. Provinces are keyed by their official code, which the sources do not carry, and stand in the order
given; ``labels.geojson`` and ``roads.json`` are kept by hand::

    python portal/places/geo/build.py SOURCE_FOLDER --province 14="Sơn La" --province 11="Điện Biên"
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from math import hypot
from pathlib import Path
from typing import Any, Final

SOURCES: Final = {
    "provinces": "sonla-dienbien-schematic.geojson",
    "country": "vietnam-outline-osm.geojson",
    "rivers": "rivers.geojson",
    "islands": "islands-gshhg-points.geojson",
}
TARGET: Final = Path(__file__).parent
DECIMALS: Final = 3
# Degrees and square degrees; one degree is about 111 km.
SMALLEST_PROVINCE_PART: Final = 0.01
SMALLEST_COUNTRY_PART: Final = 0.0005
RIVER_TOLERANCE: Final = 0.003
SHORTEST_RIVER: Final = 0.12
ISLET_SPACING: Final = 0.12

Position = tuple[float, float]
Feature = dict[str, Any]


def main() -> None:
    """Read the command line and write the four files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of the source files")
    parser.add_argument("--province", action="append", required=True, metavar="CODE=NAME", help="code of a source name")
    arguments = parser.parse_args()
    codes = {name: code for code, name in (item.split("=", 1) for item in arguments.province)}
    read = {key: _features(arguments.folder / name) for key, name in SOURCES.items()}
    _write("provinces", build_provinces(read["provinces"], codes))
    _write("country", build_country(read["country"]))
    _write("rivers", build_rivers(read["rivers"]))
    _write("islands", build_islands(read["islands"]))


def build_provinces(features: Sequence[Feature], codes: dict[str, str]) -> list[Feature]:
    """Keep the main parts of each province, keyed by code; a source name without a code is an error."""
    built = []
    for feature in features:
        name = feature["properties"]["name"]
        if name not in codes:
            raise ValueError(f"no code given for {name!r}: add --province CODE={name!r}")
        polygons = [
            [_rounded(polygon[0])] for polygon in _polygons(feature) if _area(polygon[0]) > SMALLEST_PROVINCE_PART
        ]
        built.append(_feature({"code": codes[name]}, "MultiPolygon", polygons))
    order = list(codes.values())
    return sorted(built, key=lambda feature: order.index(feature["properties"]["code"]))


def build_country(features: Sequence[Feature]) -> list[Feature]:
    """Keep the land of the country without its holes, which are artefacts of the source at this scale."""
    polygons = [
        [_rounded(polygon[0])]
        for feature in features
        for polygon in _polygons(feature)
        if _area(polygon[0]) > SMALLEST_COUNTRY_PART
    ]
    return [_feature({}, "MultiPolygon", polygons)]


def build_rivers(features: Sequence[Feature]) -> list[Feature]:
    """Join the pieces of each kind of river; ``rank`` 2 is the largest, ``inside`` says that it crosses a province."""
    kinds: dict[tuple[int, bool], list[list[Position]]] = {}
    for feature in features:
        properties, geometry = feature["properties"], feature["geometry"]
        lines = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
        kind = (int(properties["rank"]), bool(properties["inside"]))
        kinds.setdefault(kind, []).extend([(lon, lat) for lon, lat in line] for line in lines)
    return [
        _feature({"rank": rank, "inside": inside}, "LineString", _rounded(simplify(line, RIVER_TOLERANCE)))
        for (rank, inside), lines in sorted(kinds.items(), key=lambda item: (item[0][0], not item[0][1]))
        for line in _joined(lines)
        if _length(line) > SHORTEST_RIVER
    ]


def build_islands(features: Sequence[Feature]) -> list[Feature]:
    """Keep one point for islets that would print as one dot, with the name of their archipelago."""
    kept: list[tuple[str, Position]] = []
    for feature in features:
        group, (lon, lat) = feature["properties"]["group"], feature["geometry"]["coordinates"]
        if all(name != group or hypot(lon - x, lat - y) >= ISLET_SPACING for name, (x, y) in kept):
            kept.append((group, (lon, lat)))
    return [_feature({"group": group}, "Point", _rounded([position])[0]) for group, position in kept]


def simplify(line: Sequence[Position], tolerance: float) -> list[Position]:
    """Drop the points of a line that lie within ``tolerance`` of what remains (Douglas and Peucker 1973)."""
    if len(line) < 3:
        return list(line)
    (x0, y0), (x1, y1) = line[0], line[-1]
    length = hypot(x1 - x0, y1 - y0)
    widest, at = 0.0, 0
    for index, (x, y) in enumerate(line[1:-1], start=1):
        off = abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length if length else hypot(x - x0, y - y0)
        if off > widest:
            widest, at = off, index
    if widest <= tolerance:
        return [line[0], line[-1]]
    return simplify(line[: at + 1], tolerance)[:-1] + simplify(line[at:], tolerance)


def _joined(lines: Iterable[list[Position]]) -> Iterator[list[Position]]:
    waiting = list(lines)
    while waiting:
        chain = waiting.pop(0)
        grown = True
        while grown:
            grown = False
            for index, line in enumerate(waiting):
                if line[0] == chain[-1]:
                    chain = chain + line[1:]
                elif line[-1] == chain[0]:
                    chain = line[:-1] + chain
                else:
                    continue
                waiting.pop(index)
                grown = True
                break
        yield chain


def _polygons(feature: Feature) -> list[list[list[Position]]]:
    geometry = feature["geometry"]
    polygons: list[list[list[Position]]] = geometry["coordinates"]
    return polygons if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def _area(ring: Sequence[Position]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _length(line: Sequence[Position]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(line))


def _rounded(line: Iterable[Position]) -> list[Position]:
    kept: list[Position] = []
    for lon, lat in line:
        position = (round(lon, DECIMALS), round(lat, DECIMALS))
        if not kept or position != kept[-1]:
            kept.append(position)
    return kept


def _features(path: Path) -> list[Feature]:
    features: list[Feature] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _feature(properties: dict[str, object], kind: str, coordinates: object) -> Feature:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def _write(name: str, features: Sequence[Feature]) -> None:
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    (TARGET / f"{name}.geojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
