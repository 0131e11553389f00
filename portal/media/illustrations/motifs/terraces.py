"""Rice terraces stepping down a mountainside, ripe or flooded."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import Point, Scene, outline
from portal.media.illustrations.elements.houses import mong_house, stilt_house
from portal.media.illustrations.elements.land import backdrop
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import canopy, tree
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.palettes import darken, lighten, mix

RIPE = ("#e6b83f", "#f0cb5e", "#d6a233", "#c9bf52", "#e9c04a", "#b7b94d")
FLOODED = ("#bfdad8", "#d9e6dc", "#a6c9cc", "#c9dfdf", "#8fbac2", "#e3ead8")


def _slope(scene: Scene, left: float, right: float, top: float, bottom: float, lean: float, colours: tuple[str, ...], steps: int,
           haze: float) -> None:
    """One flank cut into steps: each a band whose lip wanders like a contour line, with an earth riser below it."""
    wave = scene.noise(4, 0.5)
    crest: list[Point] = []
    for step in range(steps):
        share = step / steps
        level = top + (bottom - top) * share ** 1.25
        depth = (bottom - top) / steps * (0.5 + 1.1 * share)
        x = left
        edge: list[Point] = []
        while x <= right + 1:
            t = (x - left) / (right - left)
            bend = math.sin(t * math.pi) * lean * (1 - share * 0.4)
            bump = (wave(t * 5 + step * 0.16) - 0.5) * (70 + 90 * share)
            edge.append((x, level - bend + bump))
            x += 16
        if step == 0:
            crest = edge
            scene.sheet(outline([*crest, (right, 1020), (left, 1020)]), scene.faded("#7b8a44", haze))
        colour = scene.faded(scene.pick(colours), haze)
        fill = scene.gradient([(0, lighten(colour, 0.35)), (1, colour)])
        riser = scene.faded("#6d7b39", haze)
        lower = [(px, py + depth) for px, py in edge]
        scene.polygon([*edge, *reversed(lower)], fill)
        scene.line(edge, mix(colour, "#fff9dc", 0.6), 2.5, 0.7)
        scene.line(lower, darken(riser, 0.15), 4 + 5 * share, 0.85)
        scene.line([(px, py + depth + 3 + 3 * share) for px, py in edge], riser, 3 + 4 * share)


def terraces(scene: Scene, *, style: str = "gap", flooded: bool = False) -> None:
    """A mountainside of terraces on three flanks, a few houses and people carrying rice."""
    backdrop(scene, style, horizon=470)
    colours = FLOODED if flooded else RIPE
    _slope(scene, -20, 1620, 470, 760, -70, colours, 13, 0.28)
    for x in (260, 330, 1240):
        tree(scene, x, 545, scene.between(60, 80))
    mong_house(scene, 820, 528, 0.6, distance=0.15)
    mong_house(scene, 910, 520, 0.5, distance=0.15)
    mist(scene, 520, 150, 0.35)
    _slope(scene, -20, 1060, 560, 1010, 120, colours, 15, 0.08)
    mist(scene, 700, 150, 0.16)
    _slope(scene, 520, 1640, 700, 1080, 90, colours, 12, 0.0)
    stilt_house(scene, 470, 520, 0.85, distance=0.05)
    for x, y in ((380, 520), (560, 530)):
        tree(scene, x, y, 110)
    for x, y, height, blouse in ((1090, 745, 84, "#a3242b"), (1160, 742, 84, "#2f7a5a"), (1230, 745, 84, "#f3ead6")):
        figure(scene, x, y, height, blouse=blouse, hat="cone", basket=True, walking=True, mirror=True)
    for x in (30, 110, 190, 1560):
        canopy(scene, x, 985 + scene.between(-20, 30), scene.between(50, 84), scene.tone(mix(scene.hour.leaf, "#10302c", 0.3)), 12)
    birds(scene, 640, 170, 5)
