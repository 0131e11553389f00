"""Rice terraces stepping down a mountainside, ripe or flooded."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import WIDTH, Point, Scene, outline
from portal.media.illustrations.elements.houses import mong_house, stilt_house
from portal.media.illustrations.elements.land import backdrop
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import canopy, tree
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.palettes import darken, lighten, mix

RIPE = ("#e6b83f", "#f0cb5e", "#d6a233", "#c9bf52", "#e9c04a", "#b7b94d")
FLOODED = ("#bfdad8", "#d9e6dc", "#a6c9cc", "#c9dfdf", "#8fbac2", "#e3ead8")


def _slope(
    scene: Scene, top: float, bottom: float, lean: float, colours: tuple[str, ...], steps: int, haze: float, fall: float
) -> None:
    """One flank cut into steps: bands whose lips wander like contour lines, each with an earth riser below.

    The flank sinks by `fall` towards the right edge, or towards the left one when `fall` is negative.
    """
    wave = scene.noise(4, 0.5)
    for step in range(steps):
        share = step / steps
        level = top + (bottom - top) * share**1.25
        depth = (bottom - top) / steps * (0.5 + 1.1 * share)
        edge: list[Point] = []
        for x in range(-20, WIDTH + 21, 16):
            across = x / WIDTH
            sunk = abs(fall) * max(0.0, across if fall > 0 else 1 - across) ** 2.4
            bump = (wave(across * 6 + step * 0.16) - 0.5) * (70 + 90 * share)
            edge.append((float(x), level + sunk - math.sin(across * math.pi) * lean * (1 - share * 0.4) + bump))
        if step == 0:
            scene.sheet(outline([*edge, (WIDTH + 20, 1020), (-20, 1020)]), scene.faded("#7b8a44", haze))
        colour = scene.faded(scene.pick(colours), haze)
        riser = scene.faded("#6d7b39", haze)
        lower = [(px, py + depth) for px, py in edge]
        scene.polygon([*edge, *reversed(lower)], scene.gradient([(0, lighten(colour, 0.35)), (1, colour)]))
        scene.line(edge, mix(colour, "#fff9dc", 0.6), 2.5, 0.7)
        scene.line(lower, darken(riser, 0.15), 4 + 5 * share, 0.85)
        scene.line([(px, py + depth + 3 + 3 * share) for px, py in edge], riser, 3 + 4 * share)


def terraces(scene: Scene, *, style: str = "gap", flooded: bool = False) -> None:
    """A mountainside of terraces on three flanks, a few houses and people carrying rice."""
    backdrop(scene, style, horizon=470)
    colours = FLOODED if flooded else RIPE
    _slope(scene, 480, 800, -60, colours, 13, 0.28, 60)
    for x in (260, 330, 1240):
        tree(scene, x, 545, scene.between(60, 80))
    mong_house(scene, 820, 528, 0.6, distance=0.15)
    mong_house(scene, 910, 520, 0.5, distance=0.15)
    mist(scene, 520, 150, 0.35)
    _slope(scene, 540, 1010, 60, colours, 15, 0.08, 620)
    mist(scene, 700, 150, 0.16)
    _slope(scene, 660, 1080, 40, colours, 12, 0.0, -620)
    stilt_house(scene, 250, 620, 1.0, distance=0.05)
    for x, y in ((160, 620), (345, 626)):
        tree(scene, x, y, 120)
    for x, y, height, blouse in ((1230, 800, 96, "#a3242b"), (1310, 796, 96, "#2f7a5a"), (1390, 800, 96, "#f3ead6")):
        figure(scene, x, y, height, blouse=blouse, hat="cone", basket=True, walking=True, mirror=True)
    for x in (30, 110, 190, 1560):
        canopy(
            scene,
            x,
            985 + scene.between(-20, 30),
            scene.between(50, 84),
            scene.tone(mix(scene.hour.leaf, "#10302c", 0.3)),
            12,
        )
    birds(scene, 640, 170, 5)
