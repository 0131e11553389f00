"""Medicinal herbs, mushrooms and oils."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import Scene, drawn
from portal.media.illustrations.elements import garden
from portal.media.illustrations.elements.cut import ball, disc, leaf, piece
from portal.media.illustrations.elements.vessels import bottle, bowl, jar, jar_front, liquor, steam, tray
from portal.media.illustrations.palettes import darken, lighten, mix


def herb_extract(scene: Scene) -> None:
    """A flask of dark liquid extract, a bowl of it, and the herb in flower."""
    for x, height, lean in ((400, 620, -10), (500, 520, 6), (1180, 600, 10)):
        garden.herb(scene, x, 940, height, "#5f8f4a", lean=lean, pairs=5, width=0.34, flower="#c99ac9")
    bottle(scene, 730, 890, 640, "#4a2a1c", liquid="#4a2a1c", slim=0.36, cork="#c9a06a", band=("#2b6339", "#f2b134"))
    mouth = bowl(scene, 1000, 925, 330, "#f4ecdc", depth=0.5, band=("#2b6339",))
    liquor(scene, 1000, mouth, "#5a3220")
    steam(scene, 1000, mouth[0] - 10, 200)


def ginseng_extract(scene: Scene) -> None:
    """Roots of mountain ginseng with leaves and red berries, a small jar of dark paste, a spoon."""
    for x, degrees, length in ((470, 100, 520), (640, 84, 480)):
        garden.ginseng(scene, x, 400, length, degrees)
        for index in range(5):
            leaf(scene, x, 320, 190, -90 + (index - 2) * 46, "#4f8a45", width=0.24, veins=6, height=8)
        for index in range(12):
            angle, reach = index * 2.39996, 11 * index**0.5
            ball(scene, x + reach * math.cos(angle), 214 + reach * math.sin(angle), 14, "#c9302c", shine=0.6, height=3)
    _left, _top, _width, _height = jar(scene, 1030, 880, 400, "#4f2a18", height=0.95, level=0.88)
    jar_front(scene, 1030, 880, 400, height=0.95, lid="#8e2630")
    with scene.placed(860, 945, turn=-6):
        piece(scene, "M0 -9H330V9H0Z", "#c49a64", shift=(0, -4), height=7)
        piece(scene, disc(-40, 0, 64, 34), "#c49a64", shift=(-6, -6), height=7)
        scene.ellipse(-40, 0, 50, 24, scene.tone("#4f2a18"))


def cordyceps_jars(scene: Scene) -> None:
    """Cordyceps growing in glass jars, a dish of the dried fingers before them."""
    for x, width in ((520, 360), (1000, 380)):
        jar(scene, x, 850, width, "#e6d2a4", height=1.25, level=0.28)
        for index in range(13):
            garden.cordyceps(
                scene,
                x - width * 0.36 + index * width * 0.06,
                760,
                scene.between(220, 290),
                colour=mix("#e2862c", "#f0a84a", scene.random.random()),
                lean=(index - 6) * 2.0,
            )
        jar_front(scene, x, 850, width, height=1.25, lid="#e9e4d8")
    y, _half, _down = tray(scene, 790, 910, 520, tilt=0.26)
    for index in range(17):
        with scene.placed(600 + index * 23, y + 20 + (index % 3) * 9, turn=scene.between(-30, 30) + 70):
            garden.cordyceps(scene, 0, 60, 130, colour="#cf7a2a")


def lingzhi_log(scene: Scene) -> None:
    """Lingzhi mushrooms on a log, slices drying on a tray."""
    y: float
    piece(
        scene,
        "M240 890Q230 800 300 790H1100Q1160 800 1150 890Q1100 930 700 936Q300 930 240 890Z",
        "#6b4a34",
        shift=(-4, -12),
        height=9,
    )
    bark = scene.tone("#6b4a34")
    for index in range(20):
        x = 290 + index * 42
        scene.curve(
            drawn(
                ("M", x, 816 + index % 3 * 22),
                ("q", scene.between(14, 30), scene.between(-5, 5), scene.between(30, 50), 2),
            ),
            darken(bark, 0.35),
            5,
            0.6,
        )
    scene.ellipse(1112, 850, 50, 60, lighten(bark, 0.4))
    for radius in (34, 20, 8):
        scene.ring(1112, 850, radius * 0.82, radius, darken(bark, 0.1), 4)
    for x, y, size, lean, colour in (
        (430, 836, 300, -8, "#9a4426"),
        (940, 832, 330, 9, "#8e3a24"),
        (690, 850, 500, 2, "#7d3020"),
        (560, 872, 190, -14, "#b0582c"),
    ):
        with scene.placed(x, y, turn=lean):
            garden.lingzhi(scene, 0, 0, size, colour, mirror=lean < 0)
    y, _half, _down = tray(scene, 1230, 920, 380, tilt=0.32)
    for index in range(7):
        x, row_y = 1120 + (index % 4) * 74, y - 16 + (index // 4) * 42
        piece(
            scene,
            drawn(("M", x - 44, row_y), ("Q", x, row_y - 50, x + 44, row_y), ("Q", x, row_y + 20, x - 44, row_y), "Z"),
            mix("#a8683c", "#e3c08a", (index % 3) / 3),
            shift=(-4, -5),
            height=6,
        )


def lemongrass_oil(scene: Scene) -> None:
    """Clumps of lemongrass, cut stalks, and small bottles of its oil."""
    garden.lemongrass(scene, 430, 930, 700, count=9)
    garden.lemongrass(scene, 1210, 920, 620, count=8)
    bottle(
        scene,
        740,
        890,
        480,
        "#6b4a1e",
        liquid="#c9a03a",
        slim=0.42,
        cork="#3a3a3f",
        filled=0.6,
        band=("#2b6339", "#f2b134"),
    )
    bottle(
        scene,
        950,
        915,
        380,
        "#6b4a1e",
        liquid="#d9b44a",
        slim=0.44,
        cork="#3a3a3f",
        filled=0.6,
        band=("#2b6339", "#a3242b"),
    )
    garden.stalks(scene, 560, 925, 520, -3, count=5)
