"""Pieces of cut paper that still lifes are made of: two tones, a fold or a shadow; light comes from the upper left."""

from __future__ import annotations

import math
from collections.abc import Sequence

from portal.media.illustrations.canvas import Point, Scene, drawn, smooth
from portal.media.illustrations.palettes import darken, lighten, mix

NIGHT = "#0d1a33"


def disc(x: float, y: float, across: float, down: float | None = None) -> str:
    """Path data of an ellipse given by its half axes."""
    down = across if down is None else down
    return drawn(
        ("M", x - across, y),
        ("a", across, down, 0, 1, 0, 2 * across, 0),
        ("a", across, down, 0, 1, 0, -2 * across, 0),
        "Z",
    )


def shadow(scene: Scene, x: float, y: float, across: float, down: float | None = None) -> None:
    """The soft shadow of a thing on the surface it stands on."""
    down = across * 0.16 if down is None else down
    for share in (1.0, 0.82, 0.62):
        scene.ellipse(x + across * 0.06, y, across * share, down * share, NIGHT, 0.16 * 0.5)


def drop(scene: Scene, data: str, height: float, strength: float = 0.1) -> None:
    """The shadow that a shape throws on the paper behind it."""
    for share in (1.0, 0.5):
        with scene.placed(height * 0.55 * share, height * share):
            scene.path(data, NIGHT, strength)


def piece(
    scene: Scene,
    data: str,
    colour: str,
    *,
    shift: Point = (-9, -8),
    shade: float = 0.3,
    glow: float = 0.22,
    height: float = 7.0,
) -> None:
    """A shape in two tones: its lit sheet lies shifted over the dark one; `height` above what is behind, 0 for none."""
    colour = scene.tone(colour)
    if height:
        drop(scene, data, height, 0.1)
    scene.path(data, darken(colour, shade))
    lit = scene.gradient([(0, lighten(colour, glow)), (0.75, colour), (1, mix(colour, darken(colour, shade), 0.35))])
    with scene.clipped(data), scene.placed(*shift):
        scene.path(data, lit)


def flat(scene: Scene, data: str, colour: str, *, glow: float = 0.2, shade: float = 0.25) -> None:
    """A shape filled from light at the upper left to dark at the lower right."""
    colour = scene.tone(colour)
    scene.path(
        data, scene.gradient([(0, lighten(colour, glow)), (0.5, colour), (1, darken(colour, shade))], (0, 0), (1, 1))
    )


def ball(
    scene: Scene,
    x: float,
    y: float,
    radius: float,
    colour: str,
    *,
    squash: float = 1.0,
    shine: float = 0.5,
    shade: float = 0.32,
    height: float = 6.0,
) -> None:
    """A round fruit: a disc in two tones with a cut-out glint."""
    down = radius * squash
    piece(
        scene,
        disc(x, y, radius, down),
        colour,
        shift=(-radius * 0.14, -down * 0.13),
        shade=shade,
        height=height * min(1.0, radius / 60),
    )
    if shine:
        scene.ellipse(x - radius * 0.38, y - down * 0.45, radius * 0.24, down * 0.12, "#fffaf0", shine, turn=-38)


def leaf_shape(length: float, width: float) -> str:
    """Path data of a pointed leaf lying along the x axis from 0 to `length`; `width` is its half width as a share."""
    half = length * width
    return drawn(
        ("M", 0, 0),
        ("C", length * 0.2, -half, length * 0.62, -half * 1.1, length, 0),
        ("C", length * 0.62, half * 1.1, length * 0.2, half, 0, 0),
        "Z",
    )


def leaf(
    scene: Scene,
    x: float,
    y: float,
    length: float,
    degrees: float,
    colour: str,
    *,
    width: float = 0.3,
    veins: int = 5,
    height: float = 6.0,
) -> None:
    """A folded paper leaf from its stalk at the point: one half lit, one in shade, with cut veins."""
    colour = scene.tone(colour)
    half = length * width
    upper = drawn(("M", 0, 0), ("C", length * 0.2, -half, length * 0.62, -half * 1.1, length, 0), "Z")
    lower = drawn(("M", 0, 0), ("C", length * 0.2, half, length * 0.62, half * 1.1, length, 0), "Z")
    turned = math.radians(degrees)
    light, dark = lighten(colour, 0.24), darken(colour, 0.24)
    # The half that faces up and left catches the light.
    if math.cos(turned) - 0.4 * math.sin(turned) < 0:
        light, dark = dark, light
    with scene.placed(x, y, turn=degrees):
        if height:
            lift = (
                height * (0.5 * math.cos(turned) + math.sin(turned)),
                height * (math.cos(turned) - 0.5 * math.sin(turned)),
            )
            for share in (1.0, 0.5):
                with scene.placed(lift[0] * share, lift[1] * share):
                    scene.path(leaf_shape(length, width), NIGHT, 0.09)
        scene.path(upper, scene.gradient([(0, light), (1, mix(light, colour, 0.6))], (0, 0), (1, 0)))
        scene.path(lower, scene.gradient([(0, dark), (1, mix(dark, colour, 0.5))], (0, 0), (1, 0)))
        rib = lighten(colour, 0.5)
        for index in range(veins):
            start = length * (0.16 + 0.68 * index / max(1, veins - 1))
            reach = half * 0.62 * math.sin(math.pi * min(0.92, (start / length) ** 0.8 + 0.1))
            for side in (-1, 1):
                scene.line([(start, 0), (start + length * 0.11, side * reach)], rib, max(1.0, length * 0.009), 0.4)
        scene.line([(0, 0), (length * 0.96, 0)], rib, max(1.4, length * 0.016), 0.7)


def twig(scene: Scene, points: Sequence[Point], width: float, colour: str = "#5b3f2c") -> None:
    """A woody twig along the points, with a lit upper edge."""
    colour = scene.tone(colour)
    scene.curve(smooth(points), darken(colour, 0.25), width)
    lifted = [(x - width * 0.12, y - width * 0.2) for x, y in points]
    scene.curve(smooth(lifted), lighten(colour, 0.16), width * 0.45)


def glint(scene: Scene, points: Sequence[Point], width: float, opacity: float = 0.5) -> None:
    """A streak of light on glass or glaze."""
    scene.curve(smooth(points), "#fffdf4", width, opacity)


def diamonds(
    scene: Scene, left: float, right: float, y: float, size: float, colours: Sequence[str], *, sag: float = 0.0
) -> None:
    """A woven row of diamonds between two points, `sag` lower in the middle."""
    count = max(1, round((right - left) / (size * 2.3)))
    for index in range(count):
        share = (index + 0.5) / count
        x = left + (right - left) * share
        level = y + sag * (1 - (2 * share - 1) ** 2)
        across = size * (1 - 0.35 * abs(2 * share - 1) if sag else 1)
        scene.polygon(
            [(x - across, level), (x, level - size * 1.15), (x + across, level), (x, level + size * 1.15)],
            scene.tone(colours[index % len(colours)]),
        )
