"""Reads a drawing back: which marks it has, how they look and how large they are."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from portal.figures.charts.canvas import Drawing

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Shape:
    """A drawn value: its tag, classes, fill and geometry."""

    tag: str
    classes: frozenset[str]
    fill: str
    box: dict[str, float]


def shapes(drawing: Drawing) -> dict[str, Shape]:
    """Every drawn value by key."""
    return shapes_of(drawing.inline("fsvg w", "t"))


def shapes_of(text: str) -> dict[str, Shape]:
    """Every drawn value of an SVG by key; a key drawn twice is an error."""
    found: dict[str, Shape] = {}
    for element in ElementTree.fromstring(text).iter():
        for key in element.get("data-key", "").split():
            assert key not in found, f"{key} is drawn twice"
            numbers = {
                name: float(element.attrib[name])
                for name in ("x", "y", "width", "height", "cx", "cy")
                if name in element.attrib
            }
            found[key] = Shape(
                element.tag.removeprefix(SVG),
                frozenset(element.get("class", "").split()),
                element.get("fill", ""),
                numbers,
            )
    return found


def texts(drawing: Drawing) -> list[str]:
    """Every word of a drawing."""
    root = ElementTree.fromstring(drawing.inline("fsvg w", "t"))
    return [element.text or "" for element in root.iter() if element.tag.endswith("text")]
