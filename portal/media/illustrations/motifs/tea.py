"""Tea hills: combed green domes, the heart-shaped rows, and the picture that opens the home page."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements.animals import cow
from portal.media.illustrations.elements.houses import mong_house, stilt_house
from portal.media.illustrations.elements.land import backdrop, contour_hill, meadow
from portal.media.illustrations.elements.people import picker
from portal.media.illustrations.elements.plants import blossom_tree, branch, canopy, tree
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.palettes import INDIGO, MADDER, PLUM_WHITE, mix

DOMES = (
    (250, 620, 420, 120),
    (820, 600, 460, 130),
    (1400, 625, 420, 135),
    (560, 730, 430, 165),
    (1160, 745, 470, 185),
    (110, 850, 440, 200),
    (1560, 900, 420, 210),
    (790, 960, 560, 250),
    (330, 1090, 480, 240),
    (1290, 1120, 520, 260),
)
"""Foot centre x, y, half width and height of each dome, from the far ones to the near ones."""


def _shades(scene: Scene, nearness: float) -> tuple[str, str]:
    light, dark = mix("#cfdc84", "#a8cf4e", nearness), mix("#6fa06a", "#1f5d34", nearness)
    return scene.tone(light), scene.tone(dark)


def tea_hills(scene: Scene, *, style: str = "range", cows: bool = False, blossom: str = "left") -> None:
    """Tea domes in layers under mountains; `blossom` sets the side the plum branch hangs in from (or "none")."""
    backdrop(scene, style, clouds=1)
    for index, (middle, y, half, height) in enumerate(DOMES):
        nearness = index / (len(DOMES) - 1)
        x = middle + scene.between(-60, 60)
        light, dark = _shades(scene, nearness)
        if index in (3, 5):
            canopy(scene, x - half * 0.95, y - height * 0.2, 46, scene.tone("#3d6f3f"), 14)
        contour_hill(scene, x, y, half, height, int(8 + 6 * nearness), light, dark, tilt=0.26 + 0.1 * nearness)
        if index in (2, 4):
            mist(scene, y - height * 0.55, 120, 0.34)
        if index == 1:
            for offset in (-34, 10, 46):
                tree(scene, x + offset, y - height * 1.1 + abs(offset) * 0.05, 90 + abs(offset) * 0.1)
        if index == 4:
            stilt_house(scene, x + 60, y - height * 1.12, 0.9)
        if index == 7 and not cows:
            for offset, colour in ((-190, MADDER), (-118, INDIGO), (96, MADDER)):
                picker(scene, x + offset, y - height * 0.62 + abs(offset) * 0.12, 46, colour)
    if cows:
        meadow(scene, 930, 60, 620, offset=400)
        for x, y, size, mirror in ((330, 930, 1.25, False), (560, 965, 1.5, True), (1210, 945, 1.35, True)):
            cow(scene, x, y, size, mirror=mirror, grazing=x != 560)
        blossom_tree(scene, 1490, 1000, 380, PLUM_WHITE, "#e9b7c4", 30)
    birds(scene, 700, 150, 6)
    if blossom == "left":
        branch(scene, -20, 120, 0.18, 210, 13, size=15)
    elif blossom == "right":
        branch(scene, 1630, 70, 2.92, 215, 14, size=16)


def tea_heart(scene: Scene) -> None:
    """A slope of tea with one heart of rows in its middle, between two combed domes."""
    backdrop(scene, "rolling", horizon=440, height=0.9, clouds=2)
    for x, y, half, height, nearness in (
        (210, 560, 420, 130, 0.2),
        (1380, 555, 460, 140, 0.25),
        (820, 545, 430, 110, 0.15),
    ):
        light, dark = _shades(scene, nearness)
        contour_hill(scene, x, y, half, height, 8, light, dark, tilt=0.26)
    mist(scene, 470, 120, 0.4)
    for offset in (-40, 6, 52):
        tree(scene, 1130 + offset, 470 + abs(offset) * 0.1, 84)
    stilt_house(scene, 390, 452, 0.8)
    light, dark = _shades(scene, 0.55)
    contour_hill(scene, 800, 960, 1120, 380, 15, mix(light, dark, 0.14), dark, tilt=0.42)
    light, dark = scene.tone("#c6de62"), scene.tone("#2b6d38")
    contour_hill(scene, 800, 738, 340, 0, 8, light, dark, tilt=0.7, heart=True)
    for x, y, colour, mirror in ((330, 800, MADDER, False), (1250, 822, INDIGO, True), (1325, 780, "#e09b1a", True)):
        picker(scene, x, y, 64, colour, mirror=mirror)
    for x, y, half, height in ((-40, 1130, 470, 190), (1640, 1120, 480, 200)):
        light, dark = _shades(scene, 1.0)
        contour_hill(scene, x, y, half, height, 12, light, dark, tilt=0.36)
    birds(scene, 620, 150, 5)


def home_hero(scene: Scene, *, portrait: bool = False) -> None:
    """The picture that opens the portal: tea pickers on morning hills, calm light sky at the upper left.

    In `portrait` the sheet is cut to its middle 750 units, and branch, house and pickers stand inside that cut.
    """
    backdrop(scene, "right" if not portrait else "low", horizon=530, height=0.92, haze=0.62)
    layout = (
        (190, 640, 430, 110),
        (850, 605, 470, 120),
        (1430, 610, 430, 150),
        (520, 735, 440, 150),
        (1180, 735, 470, 190),
        (70, 850, 440, 180),
        (1570, 880, 420, 215),
        (800, 955, 570, 245),
        (300, 1100, 480, 230),
        (1330, 1110, 520, 260),
    )
    for index, (middle, y, half, height) in enumerate(layout):
        nearness = index / (len(layout) - 1)
        x = middle + scene.between(-20, 20)
        light, dark = _shades(scene, nearness)
        if index in (3, 5):
            canopy(scene, x - half * 0.95, y - height * 0.2, 46, scene.tone("#3d6f3f"), 14)
        contour_hill(scene, x, y, half, height, int(8 + 7 * nearness), light, dark, tilt=0.26 + 0.1 * nearness)
        if index in (2, 4):
            mist(scene, y - height * 0.55, 120, 0.4)
        if index == 1:
            for offset in (0, 46, 84):
                tree(scene, x + offset, y - height * 1.1 + abs(offset) * 0.05, 96 + abs(offset) * 0.14)
        if index == 4:
            if portrait:
                stilt_house(scene, x - 130, y - height * 1.0, 0.95)
            else:
                stilt_house(scene, x + 70, y - height * 1.12, 1.0)
                mong_house(scene, x + 190, y - height * 1.02, 0.7)
        if index == 7:
            spots = (
                ((-210, MADDER, False), (-120, INDIGO, True), (40, "#e09b1a", False), (150, MADDER, True))
                if portrait
                else ((-250, MADDER, False), (-165, INDIGO, True), (20, "#e09b1a", False), (180, MADDER, True))
            )
            for offset, colour, mirror in spots:
                picker(scene, x + offset, y - height * 0.64 + abs(offset) * 0.13, 68, colour, mirror=mirror)
    if portrait:
        birds(scene, 960, 200, 4)
        branch(scene, 1200, 262, 2.9, 104, 9, size=12)
    else:
        birds(scene, 900, 170, 6)
        branch(scene, 1630, 70, 2.92, 215, 14, size=17)
