"""Meat smoked over the hearth, fish of the reservoir, milk, and honey."""

from __future__ import annotations

import math
from collections.abc import Sequence

from portal.media.illustrations.canvas import Scene, drawn, smooth
from portal.media.illustrations.elements.animals import cow
from portal.media.illustrations.elements.boats import sampan
from portal.media.illustrations.elements.cut import NIGHT, ball, leaf, piece, shadow, twig
from portal.media.illustrations.elements.fruit import passion_half
from portal.media.illustrations.elements.garden import chilli, clove, herb, stalks
from portal.media.illustrations.elements.pantry import (
    bee,
    comb,
    crumbs,
    dipper,
    fish_cake,
    hive,
    meat_strip,
    milk_bottle,
    milk_glass,
    mound,
    small_fish,
    torn_meat,
)
from portal.media.illustrations.elements.plants import blossom, canopy, tree
from portal.media.illustrations.elements.vessels import (
    bottle,
    bowl,
    jar,
    jar_front,
    packet,
    plate,
    tray,
)
from portal.media.illustrations.goods.grain import flame
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, lighten, mix

# -- smoked meat --------------------------------------------------------------------------------------------------

SMOKED = ("#7a3526", "#6a2e24", "#8a4030")


def _pole(scene: Scene, y: float, left: float = -20, right: float = 1620, width: float = 30) -> None:
    wood = scene.tone("#6b4a30")
    scene.rect(
        left, y - width / 2, right - left, width, scene.gradient([(0, lighten(wood, 0.3)), (1, darken(wood, 0.3))])
    )


def _smoke(scene: Scene, x: float, y: float, height: float, strength: float = 0.3) -> None:
    points = []
    for step in range(13):
        share = step / 12
        points.append((x + 60 * math.sin(share * 6.2 + x) * (0.3 + share), y - height * share))
    for width, opacity in ((70, 0.4), (38, 0.7)):
        scene.curve(smooth(points), "#f5eadb", width, strength * opacity)


def over_hearth(scene: Scene) -> None:
    """Strips of meat hanging over the open hearth in the smoke."""
    x: float
    for x in (600, 830, 1010):
        _smoke(scene, x, 900, 820, 0.34)
    _pole(scene, 120)
    _pole(scene, 176, width=18)
    for index in range(7):
        x = 800 + (index - (7 - 1) / 2) * 140
        scene.line([(x, 112), (x, 216)], scene.tone("#c9a55a"), 7)
        meat_strip(
            scene,
            x,
            206,
            scene.between(360, 440),
            104,
            scene.pick(("#7a3526", darken("#7a3526", 0.12), lighten("#7a3526", 0.08))),
            degrees=90 + scene.between(-3, 3),
        )
    ash = scene.tone("#55484a")
    scene.ellipse(800, 955, 640, 80, darken(ash, 0.35))
    scene.ellipse(800, 945, 600, 66, ash)
    for x, lean in ((640, 20), (800, -4), (960, -22)):
        with scene.placed(x, 930, turn=lean):
            piece(scene, "M-190 -24H190V24H-190Z", "#5a3a26", shift=(-4, -7), height=7)
    for x, height in ((640, 130), (730, 190), (820, 230), (900, 180), (980, 130)):
        flame(scene, x, 935, height)


def on_rack(scene: Scene) -> None:
    """Strips laid over a bamboo lattice above embers."""
    x: float
    y: float
    for x in (560, 800, 1040):
        _smoke(scene, x, 600, 520, 0.3)
    wood = scene.tone("#8a6a42")
    for x in (330, 1270):
        scene.rect(
            x - 18, 520, 36, 480, scene.gradient([(0, lighten(wood, 0.2)), (1, darken(wood, 0.3))], (0, 0), (1, 0))
        )
    for index in range(19):
        x = 250 + index * 61
        scene.line([(800 + (x - 800) * 0.86, 556), (x, 690)], darken(wood, 0.15), 13)
        scene.line([(800 + (x - 800) * 0.86 - 3, 556), (x - 3, 690)], lighten(wood, 0.35), 5)
    for y, half in ((556, 500), (690, 580)):
        scene.rect(800 - half, y - 13, half * 2, 26, scene.gradient([(0, lighten(wood, 0.4)), (1, darken(wood, 0.2))]))
    for row in range(3):
        for index in range(4):
            torn_meat(
                scene,
                470 + index * 220 + row * 26,
                566 + row * 46,
                210,
                scene.between(-14, 14),
                scene.pick(SMOKED) if row else "#7a3526",
            )
    scene.ellipse(800, 930, 460, 52, scene.tone("#463a3c"))
    for _ in range(60):
        x, y = 800 + scene.between(-420, 420), 925 + scene.between(-34, 34)
        scene.ellipse(
            x,
            y,
            scene.between(14, 34),
            scene.between(9, 17),
            scene.pick(("#c8431c", "#e8791f", "#5a4444", "#3d3336", "#f2a13a")),
        )
    for x, height in ((560, 80), (800, 100), (1010, 76)):
        flame(scene, x, 930, height)


def on_board(scene: Scene) -> None:
    """Torn meat on a wooden board, a bowl of dipping spice, chillies and leaves."""
    piece(
        scene,
        "M250 780Q800 700 1240 770Q1330 790 1300 850Q1260 930 800 940Q330 940 270 860Q230 800 250 780Z",
        "#a97a4a",
        shift=(-4, -14),
        height=10,
    )
    scene.curve("M300 850Q800 930 1270 840", darken(scene.tone("#a97a4a"), 0.3), 4, 0.5)
    for x, y, length, degrees in (
        (520, 740, 360, -12),
        (760, 700, 400, 8),
        (640, 800, 420, 4),
        (900, 790, 380, -8),
        (500, 850, 340, 10),
        (780, 870, 400, -3),
    ):
        torn_meat(scene, x, y, length, degrees, mix("#8a4030", "#5a2620", scene.between(0, 0.4)))
    mouth, half, _tilt = bowl(scene, 1120, 850, 300, "#2b2f77", depth=0.5)
    mound(
        scene,
        1120,
        mouth,
        half * 0.96,
        60,
        ("#8a5a2e", "#a8702e", "#6b3f22", "#c8352f", "#4f6f3a"),
        size=9,
        count=150,
        sag=0.2,
    )
    chilli(scene, 420, 915, 170, 12)
    chilli(scene, 480, 945, 150, -14)
    for degrees in (-70, -30, 10):
        leaf(scene, 1010, 930, 130, degrees, "#5f9a48", width=0.3, veins=5, height=7)


def on_plate(scene: Scene, *, slices: bool = False, border: str = INDIGO) -> None:
    """A plate of smoked meat, sliced or in strips, with herbs and garlic."""
    y, _half, _down = plate(scene, 800, 770, 1040, "#f4ecdc", rim=border, tilt=0.42)
    if slices:
        for row, count in ((0, 8), (1, 9)):
            for index in range(count):
                x = 800 + (index - (count - 1) / 2) * 82 - row * 6
                row_y = y - 96 + row * 120 - 34 * math.sin(math.pi * index / (count - 1))
                with scene.placed(x, row_y, 1.12, turn=-14 + index * 3):
                    data = "M-86 40Q-100 -60 -20 -96Q70 -110 92 -20Q96 44 40 60Q-40 72 -86 40Z"
                    piece(scene, data, mix("#8a4030", "#5a2620", 0.3), shift=(-7, -8), height=11)
                    inner = "M-66 30Q-78 -48 -14 -76Q56 -88 72 -16Q76 32 32 44Q-30 54 -66 30Z"
                    scene.path(inner, scene.tone(lighten("#8a4030", 0.16)))
                    for level in (-44, -18, 8):
                        scene.curve(
                            drawn(("M", -50, level + 18), ("Q", 0, level - 12, 54, level + 6)),
                            scene.tone("#c98a72"),
                            4,
                            0.6,
                        )
    else:
        for x, row_y, length, degrees in (
            (560, y - 90, 360, -20),
            (800, y - 140, 420, 6),
            (1040, y - 84, 360, 22),
            (640, y - 6, 420, -6),
            (940, y + 4, 420, 10),
            (780, y - 60, 400, 2),
            (800, y + 80, 420, 0),
            (560, y + 70, 300, 12),
            (1040, y + 84, 300, -10),
        ):
            torn_meat(scene, x, row_y, length, degrees, mix("#8a4030", "#5a2620", scene.between(0, 0.4)))
    for x, turn in ((1130, -10), (1200, 30)):
        clove(scene, x, y + 70, 60, "#efe3e6", turn=turn)
    for degrees in (-160, -120, -60, -20):
        leaf(scene, 480, y + 92, 160, degrees, "#5f9a48", width=0.26, veins=5, height=7)
    chilli(scene, 860, y + 148, 190, -6)


def bundle_of_strips(scene: Scene) -> None:
    """Dried strips tied at one end, hung from a hook, a packet beside them."""
    packet(scene, 1120, 890, 380, "#e6d8b8", band=MADDER, pattern=("#f2b134", "#fbf3e2"))
    scene.curve("M640 -20V120", scene.tone("#7a6a5a"), 13)
    scene.curve("M640 120Q640 168 600 160", scene.tone("#7a6a5a"), 13)
    for x, degrees, length in ((560, 103, 640), (740, 76, 620), (600, 96, 690), (700, 84, 680), (650, 90, 720)):
        meat_strip(
            scene,
            x + (640 - x) * 0.6,
            190,
            length,
            116,
            mix("#6a2e24", "#8a4030", scene.random.random() * 0.5),
            degrees=degrees,
        )
    piece(scene, "M580 190H716V250H580Z", "#c9a55a", shift=(-4, -5), height=6)
    for y in (206, 222, 238):
        scene.line([(582, y), (714, y)], darken(scene.tone("#c9a55a"), 0.3), 4, 0.6)
    for x, y, degrees in ((430, 930, 8), (880, 940, -8)):
        torn_meat(scene, x, y, 190, degrees, "#8a4030")


def skewers(scene: Scene) -> None:
    """Pieces of dried meat on bamboo skewers across a tray."""
    y, _half, _down = tray(scene, 790, 770, 1020, tilt=0.42)
    for row in range(5):
        row_y = y - 150 + row * 76
        reach = (330, 410, 440, 420, 350)[row]
        scene.line([(780 - reach, row_y + 10), (780 + reach + 60, row_y - 20)], scene.tone("#d9bd84"), 11)
        for index in range(5):
            share = index / 4
            torn_meat(
                scene,
                780 - reach * 0.76 + share * reach * 1.52,
                row_y + 6 - share * 22,
                176,
                scene.between(-10, 10),
                mix("#8a4030", "#5a2620", scene.random.random() * 0.5),
            )
    stalks(scene, 1010, 930, 330, -4, count=4)
    chilli(scene, 330, 940, 190, -6)


def hanging_before_window(scene: Scene) -> None:
    """Strips hanging on a pole across an open window."""
    _pole(scene, 190, 230, 1370, 26)
    for index in range(6):
        x = 425 + index * 150
        scene.line([(x, 184), (x, 260)], scene.tone("#c9a55a"), 7)
        meat_strip(
            scene,
            x,
            250,
            scene.between(330, 430),
            108,
            mix("#7a3526", "#5a2620", scene.random.random() * 0.5),
            degrees=90 + scene.between(-3, 3),
        )
    for x in (520, 980):
        _smoke(scene, x, 760, 640, 0.24)
    y, _half, _down = plate(scene, 800, 900, 560, "#f4ecdc", rim=MADDER)
    for x, row_y, degrees in ((690, y - 20, -12), (900, y - 18, 10), (800, y + 26, 0)):
        torn_meat(scene, x, row_y, 250, degrees, "#8a4030")


# -- fish ---------------------------------------------------------------------------------------------------------


def fish_rack(scene: Scene) -> None:
    """Small fish drying in rows on a bamboo rack by the water."""
    x: float
    wood = scene.tone("#a98a52")
    for x in (250, 1350):
        scene.rect(
            x - 15, 620, 30, 400, scene.gradient([(0, lighten(wood, 0.2)), (1, darken(wood, 0.3))], (0, 0), (1, 0))
        )
    data = "M330 470H1270L1440 860H160Z"
    scene.path("M345 486H1285L1455 884H176Z", NIGHT, 0.16)
    scene.path(data, darken(wood, 0.55))
    with scene.clipped(data):
        for index in range(34):
            share = index / 33
            scene.line([(330 + 940 * share, 470), (160 + 1280 * share, 860)], darken(wood, 0.18), 17)
    for row in range(5):
        y = 520 + row * 76
        size = 148 + row * 16
        count = 6
        for index in range(count):
            x = 800 + (index - (count - 1) / 2) * (size * 1.02)
            small_fish(scene, x, y, size, scene.between(-10, 10), dried=min(1.0, 0.12 + scene.between(-0.2, 0.2)))
    scene.rect(150, 856, 1300, 26, scene.gradient([(0, lighten(wood, 0.4)), (1, darken(wood, 0.25))]))


def fish_plate(scene: Scene) -> None:
    """A plate of dried fish with chilli and herbs, a bowl of dip."""
    y, half, _down = plate(scene, 730, 770, 980, "#f4ecdc", tilt=0.42)
    for x, row_y, length, degrees in (
        (720, y - 140, 440, -6),
        (640, y - 74, 480, 5),
        (800, y - 26, 480, -4),
        (660, y + 44, 480, 3),
        (770, y + 112, 450, -3),
    ):
        small_fish(scene, x, row_y, length, degrees, dried=0.9)
    for degrees in (-150, -110, -70):
        leaf(scene, 1080, y + 60, 150, degrees, "#5f9a48", width=0.24, veins=5, height=6)
    chilli(scene, 960, y + 128, 170, -16)
    mouth, half, _tilt = bowl(scene, 1180, 940, 290, INDIGO, depth=0.5)
    scene.ellipse(1180, mouth + 8, half * 0.9, half * 0.2, scene.tone("#8a4a22"))
    crumbs(scene, 1180, mouth + 8, half * 0.7, half * 0.14, 26, ("#c8352f", "#f2d28a", "#4f7f3a"), 7)


def fish_cakes(scene: Scene) -> None:
    """Fried fish cakes on a leaf-lined plate, dill and a lime, boats behind."""
    sampan(scene, 440, 528, 1.5)
    y, _half, _down = plate(scene, 790, 780, 1000, "#f4ecdc", rim=MADDER, tilt=0.42)
    for degrees in (160, 190, 220, -40, -10, 20):
        leaf(scene, 780, y + 10, 440, degrees, "#5f9a48", width=0.16, veins=8, height=6)
    for x, row_y in ((570, y - 60), (790, y - 100), (1010, y - 60), (680, y + 40), (900, y + 40), (790, y - 190)):
        fish_cake(scene, x, row_y, 138, mix("#d9963f", "#c27a2c", scene.random.random()))
    for x, lean in ((400, -20), (1190, 20)):
        herb(scene, x, 950, 260, "#6fa046", lean=lean, pairs=7, width=0.09)
    ball(scene, 1220, 905, 66, "#8fb04a", squash=0.86, shine=0.0)
    scene.ellipse(1220, 905, 58, 50, scene.tone("#f1f3c9"))
    for index in range(8):
        angle = index * math.pi / 4
        leaf(scene, 1220, 905, 50, math.degrees(angle), "#cfdc8a", width=0.3, veins=0, height=0)
    chilli(scene, 500, 935, 160, 8)


# -- milk ---------------------------------------------------------------------------------------------------------


def milk(scene: Scene) -> None:
    """A bottle and two glasses of milk, cows grazing behind."""
    for x, y, size, mirror in ((330, 660, 1.9, False), (1240, 650, 1.8, True), (1090, 610, 1.2, False)):
        cow(scene, x, y, size, mirror=mirror, grazing=x == 330)
    milk_bottle(scene, 700, 900, 620)
    milk_glass(scene, 960, 910, 330)
    milk_glass(scene, 1130, 940, 280, filled=0.62)
    for index in range(5):
        leaf(scene, 480, 900, 60, index * 72, "#fffdf6", width=0.36, veins=0, height=4)
    scene.circle(480, 900, 16, scene.tone("#f2c13a"))
    for degrees in (-160, 170, -30):
        leaf(scene, 470, 925, 130, degrees, "#5f9a48", width=0.28, veins=5, height=6)


def yoghurt(scene: Scene) -> None:
    """Three glasses of yoghurt: plain, with purple sticky rice, with passion fruit."""
    x: float
    y: float
    for x, y, below, size in ((520, 880, "#fdfaf2", 1.0), (800, 900, "#4a2346", 1.1), (1080, 880, "#e9a52c", 1.0)):
        shadow(scene, x, y, 150 * size)
        with scene.placed(x, y, size * 1.06):
            data = "M-128 -360Q-140 -180 -108 -10Q0 16 108 -10Q140 -180 128 -360Z"
            scene.path(data, "#eef4f2", 0.65)
            with scene.clipped(data):
                scene.rect(
                    -140,
                    -310,
                    280,
                    330,
                    scene.gradient([(0, "#ffffff"), (0.6, "#fdfaf2"), (1, scene.tone("#e3dccb"))], (0, 0), (1, 0)),
                )
                if below != "#fdfaf2":
                    paint = scene.tone(below)
                    scene.path(
                        "M-140 -120Q-60 -150 0 -120T140 -120V20H-140Z",
                        scene.gradient([(0, lighten(paint, 0.2)), (1, darken(paint, 0.3))], (0, 0), (1, 0)),
                    )
                    for _ in range(60):
                        spot_x, spot_y = scene.between(-116, 116), scene.between(-112, -8)
                        tone = (
                            scene.pick(("#6b3a66", "#3a1a38", "#7d4f78"))
                            if below == "#4a2346"
                            else scene.pick(("#2a1a20", "#f6c544", "#f9d66a"))
                        )
                        scene.ellipse(spot_x, spot_y, 11, 5, scene.tone(tone), turn=scene.between(0, 180))
            scene.ellipse(0, -310, 118, 26, "#ffffff")
            scene.ellipse(-20, -314, 60, 11, scene.tone("#f1ebdc"))
            scene.ring(0, -360, 128, 28, "#ffffff", 6, 0.9)
            scene.curve(smooth([(-104, -330), (-112, -180), (-90, -40)]), "#ffffff", 12, 0.7)
    for _ in range(24):
        x, y = 800 + scene.between(-90, 90), 900 - 1.166 * 316 + scene.between(-14, 8)
        scene.ellipse(x, y, 13, 6, scene.tone(scene.pick(("#4a2346", "#6b3a66"))), turn=scene.between(0, 180))
    passion_half(scene, 1240, 900, 78)
    for degrees in (-120, -60):
        leaf(scene, 520, 560, 84, degrees, "#5f9a48", width=0.34, veins=4, height=5)
    leaf(scene, 360, 930, 150, -20, "#5f9a48", width=0.3, veins=5, height=6)


# -- honey --------------------------------------------------------------------------------------------------------


def _paper_band(scene: Scene, x: float, y: float, width: float, height: float) -> None:
    """A band of paper around a jar, cut with a patch of comb; the point is its middle."""
    half = width / 2
    paper = scene.tone("#fbf3e2")
    data = drawn(
        ("M", x - half, y - height / 2),
        ("Q", x, y - height / 2 + 16, x + half, y - height / 2),
        ("V", y + height / 2),
        ("Q", x, y + height / 2 + 16, x - half, y + height / 2),
        "Z",
    )
    scene.path(data, scene.gradient([(0, paper), (0.4, "#fffaf0"), (1, darken(paper, 0.22))], (0, 0), (1, 0)), 0.96)
    cell = height * 0.17
    for row in (-1, 0, 1):
        for column in range(-3, 4 - abs(row)):
            left = x + (column + (0.5 if row else 0.0)) * cell * 1.9
            middle = y + 10 + row * cell * 1.64
            points = [
                (left + cell * math.sin(math.radians(60 * corner)), middle + cell * math.cos(math.radians(60 * corner)))
                for corner in range(6)
            ]
            scene.polygon(points, scene.tone("#e0a02a" if (column + row) % 3 else "#c9782a"))


def _bees(scene: Scene, spots: Sequence[tuple[float, float, float, bool]]) -> None:
    for x, y, size, mirror in spots:
        bee(scene, x, y, size, scene.between(-24, 12), mirror=mirror)


def honey_jar(scene: Scene) -> None:
    """A large jar of honey, a dipper on its dish, flowers and bees."""
    jar(scene, 690, 900, 500, "#e39a1f", height=1.16)
    jar_front(scene, 690, 900, 500, height=1.16, lid=INDIGO, cloth=False)
    _paper_band(scene, 690, 690, 500, 200)
    y, half, down = plate(scene, 1130, 890, 400, "#f4ecdc", rim=INDIGO)
    scene.ellipse(
        1120,
        y,
        half * 0.78,
        down * 0.72,
        scene.gradient([(0, "#f6c24a"), (1, scene.tone("#d98a1c"))], (0, 0), (1, 1)),
    )
    dipper(scene, 1100, y - 20, 420, -38)
    for x, flower_y, size in ((390, 900, 56), (330, 945, 44), (470, 950, 40), (1270, 960, 46)):
        blossom(scene, x, flower_y, size, scene.tone("#fdf6f2"), scene.tone("#e0a13a"))
    _bees(scene, ((430, 380, 62, False), (1180, 300, 74, True), (1060, 470, 46, False)))


def honey_comb(scene: Scene) -> None:
    """A piece of comb on a plate, honey running from it, a small jar behind."""
    jar(scene, 1120, 800, 300, "#d98f1f", height=1.2)
    jar_front(scene, 1120, 800, 300, height=1.2, lid="#2f5f4a", cloth=True)
    y, _half, _down = plate(scene, 720, 860, 920, "#efe6d2", rim=MADDER)
    scene.path(
        drawn(("M", 360, y), ("Q", 500, y + 120, 760, y + 100), ("T", 1080, y + 6), ("Q", 760, y - 60, 360, y), "Z"),
        scene.gradient([(0, "#f6c24a"), (1, scene.tone("#c9781a"))]),
    )
    with scene.placed(700, y - 190, turn=-10):
        comb(scene, 0, 0, 640, 6, colour="#e0a02a")
    _bees(scene, ((420, 320, 66, False), (1000, 300, 60, True), (640, 250, 44, False)))


def hives(scene: Scene, *, rows: int = 2) -> None:
    """A slope of wooden bee boxes under trees, bees about them."""
    for row in range(rows):
        size = 200.0 + row * 60 if rows > 1 else 300.0
        count = 4 - row % 2 if rows > 1 else 3
        for index in range(count):
            x = 800 + (index - (count - 1) / 2) * size * 1.26
            hive(
                scene,
                x,
                740 + row * 200 if rows > 1 else 890,
                size,
                ("#d9a857", "#b9c7c9", "#c98a5a")[(index + row) % len(("#d9a857", "#b9c7c9", "#c98a5a"))],
                roof="#4f6f86",
            )
    canopy_tree = scene.tone(scene.hour.leaf)
    for x in (90, 1520):
        tree(scene, x, 860, 520)
        canopy(scene, x, 480, 170, canopy_tree, 16)
    _bees(
        scene,
        (
            (560, 430, 64, False),
            (820, 360, 78, True),
            (1040, 470, 58, False),
            (700, 520, 44, True),
            (1160, 330, 50, True),
        ),
    )


def honey_frame(scene: Scene) -> None:
    """A frame of capped comb lifted from the hive, bees walking on it."""
    hive(scene, 800, 960, 720, "#d9a857", roof="#b98148")
    wood = "#b98148"
    piece(scene, "M330 150H1270V200H330Z", wood, shift=(-6, -8), height=10)
    piece(scene, "M390 200H440V590H390Z", wood, shift=(-6, -6), height=8)
    piece(scene, "M1160 200H1210V590H1160Z", wood, shift=(-6, -6), height=8)
    piece(scene, "M390 560H1210V600H390Z", wood, shift=(-6, -6), height=8)
    inside = "M440 200H1160V560H440Z"
    with scene.clipped(inside):
        scene.path(inside, scene.tone("#c9821c"))
        comb(scene, 800, 380, 900, 9, colour="#e5a52c")
    for x, y, mirror in ((560, 300, False), (700, 420, True), (900, 330, False), (1040, 450, True), (820, 500, False)):
        bee(scene, x, y, 40, scene.between(-60, 60), mirror=mirror)
    _bees(scene, ((290, 420, 64, False), (1330, 360, 70, True)))


def honey_bottles(scene: Scene) -> None:
    """Two bottles of honey and a bowl of it, a sprig of longan flowers."""
    bottle(scene, 600, 880, 620, "#e39a1f", liquid="#e39a1f", slim=0.34, cork="#c9a06a")
    bottle(scene, 860, 910, 520, "#d98a1c", liquid="#c9781a", slim=0.36, cork="#8e2630", band=("#2b6339", "#f2b134"))
    mouth, half, tilt = bowl(scene, 1130, 920, 330, "#f4ecdc", depth=0.48, band=("#a3242b",))
    scene.ellipse(
        1130,
        mouth + 6,
        half * 0.94,
        tilt * 0.86,
        scene.gradient([(0, "#f6c24a"), (1, scene.tone("#c9781a"))], (0, 0), (1, 1)),
    )
    dipper(scene, 1140, mouth + 2, 340, -60)
    twig(scene, [(260, 960), (330, 760), (430, 600)], 12)
    for _ in range(90):
        x, y = 330 + scene.between(-110, 150), 640 + scene.between(-150, 150)
        scene.circle(x, y, scene.between(7, 12), scene.tone(mix("#efe0a8", "#ffffff", scene.random.random())))
    for degrees in (-150, -30, 150, 20):
        leaf(scene, 330, 780, 200, degrees, "#4f8a45", width=0.2, veins=7, height=8)
    _bees(scene, ((480, 300, 56, False), (1060, 380, 72, True), (760, 220, 46, True)))


def honey_of_seven_flowers(scene: Scene) -> None:
    """A jar of honey in a wreath of the blossoms of seven seasons, bees around it."""
    colours = (
        ("#fdf6f2", "#e7a7be"),
        ("#ffffff", "#b8487f"),
        ("#f3a9bd", "#c85c8e"),
        ("#f6edc9", "#d9a83a"),
        ("#efe0a8", "#b9c25a"),
        ("#fffaf0", "#8a5a2e"),
        ("#f0c85a", "#b4562f"),
    )
    for index in range(28):
        angle = math.pi * (0.92 + 1.16 * index / 27)
        x, y = 800 + 560 * math.cos(angle), 640 + 480 * math.sin(angle)
        leaf(
            scene,
            x,
            y,
            130,
            math.degrees(angle) + scene.between(-50, 50),
            mix("#4f8a45", "#8fbf5a", scene.random.random()),
            width=0.28,
            veins=5,
            height=7,
        )
    for index in range(28):
        angle = math.pi * (0.9 + 1.2 * index / 27)
        reach = scene.between(0.94, 1.08)
        petal, heart = colours[index % 7]
        blossom(
            scene,
            800 + 560 * reach * math.cos(angle),
            640 + 480 * reach * math.sin(angle),
            scene.between(44, 66),
            scene.tone(petal),
            scene.tone(heart),
        )
    jar(scene, 800, 900, 520, "#e39a1f", height=1.14)
    jar_front(scene, 800, 900, 520, height=1.14, lid=MADDER, cloth=True)
    _paper_band(scene, 800, 690, 520, 200)
    _bees(scene, ((470, 560, 60, False), (1150, 520, 66, True), (1080, 760, 48, False)))
