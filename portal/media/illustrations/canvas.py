"""The sheet of a papercut scene: a seeded random source and the few SVG strokes every drawing is made of.

Coordinates are picture units on a sheet of 1600 by 1000, y pointing down. The same seed always gives the same SVG,
because nothing but `Scene.random` decides and every number is written with one decimal.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from xml.sax.saxutils import escape

from portal.media.illustrations.palettes import HOURS, Hour, Sun, mix

WIDTH = 1600
HEIGHT = 1000

Point = tuple[float, float]
Noise = Callable[[float], float]
Stops = Sequence[tuple[float, str] | tuple[float, str, float]]


def number(value: float) -> str:
    """A coordinate with at most one decimal, so that files stay small and identical on every machine."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def drawn(*commands: str | tuple[str | float, ...]) -> str:
    """Path data of SVG commands, each a letter with its numbers: ("Q", 10, 20, 30, 40), or "Z" alone."""
    return "".join(
        command
        if isinstance(command, str)
        else " ".join(part if isinstance(part, str) else number(part) for part in command)
        for command in commands
    )


def outline(points: Sequence[Point], closed: bool = True) -> str:
    """Path data of straight lines through the points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else "")


def smooth(points: Sequence[Point], closed: bool = False) -> str:
    """Path data of a soft curve through the points (Catmull-Rom turned into cubic Béziers)."""
    count = len(points)
    if count < 3:
        return outline(points, closed)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for index in range(count if closed else count - 1):
        before, start, end, after = at(index - 1), at(index), at(index + 1), at(index + 2)
        handles = (
            (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6),
            (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6),
            end,
        )
        parts.append("C" + " ".join(f"{number(x)} {number(y)}" for x, y in handles))
    return "".join(parts) + ("Z" if closed else "")


class Scene:
    """One picture being drawn; later strokes lie over earlier ones.

    `flip` mirrors the finished sheet, which changes the side of the sun and of every accent at once.
    """

    def __init__(self, seed: int, hour: str = "day", *, flip: bool = False, sun: Point | None = None) -> None:
        self.random = random.Random(seed)
        self.hour: Hour = HOURS[hour]
        self.flip = flip
        self.sun: Sun | None = self.hour.sun
        if sun is not None and self.hour.sun is not None:
            self.sun = Sun(sun[0], sun[1], self.hour.sun.radius, self.hour.sun.colour)
        self.view = (0.0, 0.0, float(WIDTH), float(HEIGHT))
        self._strokes: list[str] = []
        self._definitions: list[str] = []

    # -- chance -------------------------------------------------------------------------------------------------

    def between(self, low: float, high: float) -> float:
        """A random number of the interval."""
        return self.random.uniform(low, high)

    def pick(self, choices: Sequence[str]) -> str:
        """One of the choices, all equally likely."""
        return self.random.choice(choices)

    def noise(self, octaves: int = 6, roughness: float = 0.5) -> Noise:
        """A fractal value noise over the whole line, with values between 0 and 1."""
        tables = [[self.random.random() for _ in range(260)] for _ in range(octaves)]

        def value(position: float) -> float:
            total = weight = 0.0
            amplitude = frequency = 1.0
            for table in tables:
                place = position * frequency
                cell = math.floor(place)
                part = place - cell
                part = part * part * (3 - 2 * part)
                total += amplitude * (table[cell % 260] * (1 - part) + table[(cell + 1) % 260] * part)
                weight += amplitude
                amplitude *= roughness
                frequency *= 2.03
            return total / weight

        return value

    # -- light --------------------------------------------------------------------------------------------------

    def tone(self, colour: str, extra: float = 0.0) -> str:
        """A thing's own colour as this hour's light shows it."""
        return mix(colour, self.hour.ambient, self.hour.ambience + extra)

    def faded(self, colour: str, distance: float) -> str:
        """A colour seen through `distance` (0-1) of this hour's haze."""
        return mix(self.tone(colour), self.hour.foot, distance)

    def gradient(self, stops: Stops, start: Point = (0, 0), end: Point = (0, 1), *, absolute: bool = False) -> str:
        """A linear gradient as a fill; points are shares of the shape's box, or picture units when absolute."""
        name = f"g{len(self._definitions)}"
        units = ' gradientUnits="userSpaceOnUse"' if absolute else ""
        ends = f'x1="{number3(start[0])}" y1="{number3(start[1])}" x2="{number3(end[0])}" y2="{number3(end[1])}"'
        self._definitions.append(f'<linearGradient id="{name}" {ends}{units}>{_stops(stops)}</linearGradient>')
        return f"url(#{name})"

    def glow(self, stops: Stops) -> str:
        """A radial gradient, from the middle of the shape's box outwards, as a fill."""
        name = f"g{len(self._definitions)}"
        self._definitions.append(f'<radialGradient id="{name}">{_stops(stops)}</radialGradient>')
        return f"url(#{name})"

    def clip(self, shape: str) -> str:
        """The name of a clip made of path data, for `group`."""
        name = f"c{len(self._definitions)}"
        self._definitions.append(f'<clipPath id="{name}"><path d="{shape}"/></clipPath>')
        return name

    # -- strokes ------------------------------------------------------------------------------------------------

    def add(self, markup: str) -> None:
        """Lay raw SVG markup over what is drawn so far."""
        self._strokes.append(markup)

    def path(self, data: str, fill: str, opacity: float = 1.0, *, stroke: str = "", width: float = 0.0) -> None:
        """A filled shape given by path data, optionally outlined."""
        line = f' stroke="{stroke}" stroke-width="{number(width)}" stroke-linejoin="round"' if stroke else ""
        self.add(f'<path d="{data}" fill="{fill}"{_opacity(opacity)}{line}/>')

    def polygon(self, points: Sequence[Point], fill: str, opacity: float = 1.0) -> None:
        """A filled shape with straight edges."""
        self.path(outline(points), fill, opacity)

    def curve(self, data: str, colour: str, width: float, opacity: float = 1.0, *, dash: str = "") -> None:
        """An unfilled line given by path data."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.add(
            f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{number(width)}" stroke-linecap="round" '
            f'stroke-linejoin="round"{_opacity(opacity)}{dashes}/>'
        )

    def line(self, points: Sequence[Point], colour: str, width: float, opacity: float = 1.0) -> None:
        """A line through the points."""
        self.curve(outline(points, closed=False), colour, width, opacity)

    def circle(self, x: float, y: float, radius: float, fill: str, opacity: float = 1.0) -> None:
        """A disc."""
        self.add(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"{_opacity(opacity)}/>')

    def ellipse(
        self, x: float, y: float, across: float, down: float, fill: str, opacity: float = 1.0, *, turn: float = 0.0
    ) -> None:
        """An ellipse given by its half axes; `turn` in degrees."""
        rotate = f' transform="rotate({number(turn)} {number(x)} {number(y)})"' if turn else ""
        self.add(
            f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(across)}" ry="{number(down)}" '
            f'fill="{fill}"{_opacity(opacity)}{rotate}/>'
        )

    def ring(
        self, x: float, y: float, across: float, down: float, colour: str, width: float, opacity: float = 1.0
    ) -> None:
        """The outline of an ellipse given by its half axes."""
        self.add(
            f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(across)}" ry="{number(down)}" fill="none" '
            f'stroke="{colour}" stroke-width="{number(width)}"{_opacity(opacity)}/>'
        )

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, opacity: float = 1.0, *, radius: float = 0.0
    ) -> None:
        """An upright rectangle given by its upper left corner."""
        corner = f' rx="{number(radius)}"' if radius else ""
        self.add(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
            f'fill="{fill}"{corner}{_opacity(opacity)}/>'
        )

    def sheet(self, data: str, fill: str, *, lift: float = 9.0, shadow: float = 0.09) -> None:
        """A cut sheet of paper: the shape with its soft shadow on whatever lies behind its upper edge."""
        dark = self.hour.near if not self.hour.lamps else "#0a1230"
        for share in (1.0, 0.5):
            self.add(
                f'<path d="{data}" fill="{mix(dark, "#0d1a33", 0.5)}" opacity="{number3(shadow)}" '
                f'transform="translate(0 {number(-lift * share)})"/>'
            )
        self.path(data, fill)

    @contextmanager
    def placed(
        self, x: float, y: float, scale: float = 1.0, *, mirror: bool = False, turn: float = 0.0
    ) -> Iterator[None]:
        """Draw in local units around the point: scaled, optionally mirrored and turned (degrees)."""
        across = -scale if mirror else scale
        rotate = f" rotate({number(turn)})" if turn else ""
        self.add(
            f'<g transform="translate({number(x)} {number(y)}){rotate} scale({number3(across)} {number3(scale)})">'
        )
        yield
        self.add("</g>")

    @contextmanager
    def group(self, attributes: str) -> Iterator[None]:
        """Draw inside a group with the given SVG attributes (opacity, clip-path, transform)."""
        self.add(f"<g {attributes}>")
        yield
        self.add("</g>")

    @contextmanager
    def clipped(self, shape: str) -> Iterator[None]:
        """Draw only what falls within the shape given by path data."""
        with self.group(f'clip-path="url(#{self.clip(shape)})"'):
            yield

    def mark(self) -> int:
        """The place in the drawing reached so far, for `repeated`."""
        return len(self._strokes)

    def repeated(self, start: int) -> str:
        """The markup drawn since `start`, to be laid down again (reflections in water)."""
        return "".join(self._strokes[start:])

    def svg(self, title: str) -> str:
        """The finished picture as an SVG document."""
        left, top, width, height = (number(value) for value in self.view)
        body = "".join(self._strokes)
        if self.flip:
            body = f'<g transform="translate({WIDTH} 0) scale(-1 1)">{body}</g>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" '
            f'width="{width}" height="{height}" role="img"><title>{escape(title)}</title>'
            f"<defs>{''.join(self._definitions)}</defs>{body}</svg>"
        )


def number3(value: float) -> str:
    """A share, scale or opacity with at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def _opacity(value: float) -> str:
    return f' opacity="{number3(value)}"' if value < 1 else ""


def _stops(stops: Stops) -> str:
    parts = []
    for stop in stops:
        opacity = f' stop-opacity="{number3(stop[2])}"' if len(stop) == 3 and stop[2] < 1 else ""
        parts.append(f'<stop offset="{number3(stop[0])}" stop-color="{stop[1]}"{opacity}/>')
    return "".join(parts)
