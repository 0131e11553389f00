"""Rice in its bowls, sacks, baskets and ears; noodles, cakes and starch made of grain and roots."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import Scene, drawn, smooth
from portal.media.illustrations.elements.cut import disc, glint, leaf, piece, shadow
from portal.media.illustrations.elements.garden import cassava, cassava_cut, chilli
from portal.media.illustrations.elements.pantry import (
    bundle,
    chip,
    ears,
    grains,
    mound,
    scatter,
    sheaf,
    skein,
    strand_nest,
)
from portal.media.illustrations.elements.vessels import (
    basket,
    basket_front,
    bowl,
    plate,
    rim,
    sack,
    sack_rim,
    steam,
    tray,
)
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, lighten, mix

WHITE_RICE = ("#f7f1de", "#ffffff", "#fbf6e6", "#eee4c8")
STICKY_RICE = ("#f5ecd6", "#fffaf0", "#f0e3c4", "#ffffff")
PADDY = ("#d6a83f", "#e8c15c", "#c9982f", "#f0d078")
RED_RICE = ("#a8604a", "#c07a5c", "#8f4a3a", "#d29a7c")


def bowl_of_rice(scene: Scene) -> None:
    """A heaped bowl of steamed rice between ears, chopsticks across it."""
    ears(scene, 1130, 930, 640, colour="#e0ad3a", count=6, spread=0.35)
    ears(scene, 470, 930, 560, colour="#e0ad3a", count=5, spread=0.35)
    width = 620.0
    shape = bowl(scene, 800, 915, width, MADDER, depth=0.52, band=("#fbf3e2",))
    mound(scene, 800, shape[0], shape[1] * 0.97, 210, WHITE_RICE, size=19, count=260)
    rim(scene, 800, shape[0], shape[1] * 1.02, shape[2] * 1.04, MADDER, 12)
    steam(scene, 800, shape[0] - 190, 220)


def open_sack(scene: Scene) -> None:
    """A cloth sack of rice with a wooden scoop in it and ears laid before it."""
    x = 800 - 70
    width, height = 600.0, 0.98
    mouth, half, _tilt = sack(
        scene, x, 890, width, height=height, colour="#cdb083", filling=WHITE_RICE[0], band=("#a3242b", "#2b6339")
    )
    mound(scene, x, mouth, half * 0.98, 130, WHITE_RICE, size=16, count=260, sag=0.2)
    with scene.placed(x + 40, mouth - 90, turn=-46):
        piece(scene, "M70 -14H300Q316 0 300 14H70Z", "#b9824a", shift=(0, -5), height=10)
        piece(scene, "M-90 -50Q20 -64 80 -34L90 34Q20 62 -90 48Q-116 0 -90 -50Z", "#b9824a", shift=(-7, -7), height=10)
        scene.path("M-76 -34Q20 -44 70 -22L78 24Q20 44 -76 34Q-94 0 -76 -34Z", darken(scene.tone("#b9824a"), 0.3))
        grains(scene, scatter(scene, -6, 0, 70, 26, 50), 15, WHITE_RICE)
    sack_rim(scene, x, 890, width, height=height, colour="#cdb083")
    ears(scene, x + 330, 940, 560, count=5, spread=0.34, leaves=2)
    grains(scene, scatter(scene, x, 935, 420, 26, 60), 15, WHITE_RICE)


def winnowing(scene: Scene) -> None:
    """A winnowing tray of husked rice, a smaller one of paddy, ears between them."""
    y, half, down = tray(scene, 1130, 600, 560, tilt=0.38)
    mound(scene, 1130, y + 10, half * 0.66, 90, PADDY, size=15, count=190, sag=0.14)
    ears(scene, 420, 900, 560, count=5, spread=0.5, leaves=2)
    y, half, down = tray(scene, 760, 790, 960, tilt=0.4)
    grains(scene, scatter(scene, 760, y, half * 0.9, down * 0.86, 190), 16, WHITE_RICE)
    mound(scene, 760, y + 30, half * 0.66, 170, WHITE_RICE, size=17, count=330, sag=0.14)


def sticky_basket(scene: Scene) -> None:
    """A lidded basket for steamed sticky rice, open, its lid leaning on it."""
    y: float
    x, y = 700, 905
    paint = scene.tone("#c99a56")
    shadow(scene, x, y, 250)
    piece(
        scene,
        drawn(
            ("M", x - 110, y),
            ("L", x - 170, y - 60),
            ("H", x + 170),
            ("L", x + 110, y),
            ("Q", x, y + 22, x - 110, y),
            "Z",
        ),
        "#9a6a3a",
        shift=(-8, -6),
        height=5,
    )
    mouth, half, _tilt = basket(scene, x, y - 46, 520, depth=0.66)
    mound(scene, x, mouth, half * 0.94, 150, STICKY_RICE, size=18, count=260, sag=0.19)
    basket_front(scene, x, y - 46, 520, depth=0.66, rows=9, splay=0.6, colour="#c99a56")
    scene.curve(
        drawn(
            ("M", x - 250, mouth + 30),
            ("C", x - 360, mouth - 160, x - 200, mouth - 330, x, mouth - 340),
            ("S", x + 350, mouth - 130, x + 250, mouth + 30),
        ),
        scene.tone(INDIGO),
        15,
    )
    with scene.placed(1130, 820, turn=24):
        piece(scene, "M-190 80Q-190 -110 0 -120T190 80Q0 130 -190 80Z", "#c99a56", shift=(-14, -8), height=12)
        for index in range(1, 6):
            scene.curve(
                drawn(
                    ("M", -190 + index * 4, 80 - index * 34),
                    ("Q", 0, 130 - index * 38, 190 - index * 4, 80 - index * 34),
                ),
                darken(paint, 0.3),
                4,
                0.6,
            )
        for index in range(13):
            left = -168 + index * 28
            scene.curve(
                drawn(("M", left, 94 - abs(left) * 0.06), ("Q", left * 0.8, -20, left * 0.3, -112)),
                lighten(paint, 0.35),
                4,
                0.5,
            )
        piece(scene, disc(0, -124, 34, 18), "#9a6a3a", shift=(-4, -4), height=5)
    steam(scene, x, mouth - 130, 210)
    y, half, _down = plate(scene, 1080, 935, 260, "#efe6d2", rim=INDIGO)
    mound(scene, 1080, y, half * 0.7, 56, STICKY_RICE, size=13, count=70, sag=0.16)


def steamer(scene: Scene) -> None:
    """A wooden steamer of sticky rice on its pot over a low fire."""
    for x, lean in ((620, 24), (800, 0), (980, -24)):
        with scene.placed(x, 950, turn=lean):
            piece(scene, "M-130 -20H130V22H-130Z", "#6b452c", shift=(-4, -6), height=6)
    flame(scene, 700, 930, 120)
    flame(scene, 800, 936, 160)
    flame(scene, 900, 930, 120)
    pot = "M600 700C590 840 650 890 800 890S1010 840 1000 700L940 660H660Z"
    piece(scene, pot, "#4a4a52", shift=(-18, -8), height=6)
    glint(scene, [(640, 730), (646, 800), (690, 858)], 13, 0.3)
    scene.ellipse(800, 664, 150, 26, scene.tone("#2e2e36"))
    wood = "#c08c50"
    piece(scene, "M636 330L670 668Q800 700 930 668L964 330Z", wood, shift=(-16, -6), height=6)
    paint = scene.tone(wood)
    for index in range(7):
        top, low = 640 + index * 53, 672 + index * 42
        scene.line([(top, 340), (low, 676)], darken(paint, 0.3), 3, 0.5)
    for level in (400, 600):
        scene.curve(
            drawn(("M", 644 + (level - 330) * 0.1, level), ("Q", 800, level + 46, 956 - (level - 330) * 0.1, level)),
            scene.tone("#7a4a2a"),
            15,
        )
    scene.ellipse(800, 330, 164, 34, lighten(paint, 0.3))
    scene.ellipse(800, 332, 146, 28, darken(paint, 0.4))
    mound(scene, 800, 332, 142, 96, STICKY_RICE, size=14, count=170, sag=0.2)
    steam(scene, 800, 240, 230)
    for x in (1180, 420):
        ears(scene, x, 960, 520, count=5, spread=0.36, leaves=2)


def flame(scene: Scene, x: float, y: float, height: float) -> None:
    """A flame of cut paper."""
    for share, colour in ((1.0, "#d8531f"), (0.72, "#f08a24"), (0.44, "#ffd24a")):
        tall, wide = height * share, height * 0.34 * share
        scene.path(
            drawn(
                ("M", x, y),
                ("C", x - wide * 1.5, y - tall * 0.1, x - wide, y - tall * 0.55, x - wide * 0.2, y - tall),
                ("C", x + wide * 0.1, y - tall * 0.7, x + wide * 1.6, y - tall * 0.4, x, y),
                "Z",
            ),
            colour,
            0.94,
        )


def sheaves(scene: Scene) -> None:
    """Bound sheaves of upland rice hung over a pole to dry."""
    x: float
    wood = scene.tone("#7a5336")
    for x in (300, 1300):
        scene.rect(
            x - 17, 250, 34, 760, scene.gradient([(0, lighten(wood, 0.25)), (1, darken(wood, 0.3))], (0, 0), (1, 0))
        )
    scene.rect(200, 306, 1200, 28, scene.gradient([(0, lighten(wood, 0.3)), (1, darken(wood, 0.2))]))
    for index in range(5):
        x = 800 + (index - (5 - 1) / 2) * 210
        with scene.placed(x, 320, turn=scene.between(-3, 3)):
            straw = scene.tone("#cfae58")
            for stalk in range(15):
                lean = (stalk - 7) / 7
                scene.curve(
                    drawn(("M", lean * 30, -16), ("Q", lean * 40, 100, lean * 84, 300)),
                    mix(straw, "#8a6f2e", (stalk % 4) / 7),
                    9,
                )
            for ear in range(11):
                lean = (ear - 5) / 5
                start_x, start_y = lean * 80, 290 - abs(lean) * 20
                for grain in range(15):
                    part = grain / 14
                    grain_x = start_x + lean * 36 * part + (9 if grain % 2 else -9)
                    grain_y = start_y + (210 - 40 * abs(lean)) * part
                    tone = scene.tone(mix("#dba536", "#fff0b8", scene.between(0, 0.45)))
                    scene.ellipse(grain_x, grain_y, 17, 8, tone, turn=70 + lean * -10 + (18 if grain % 2 else -18))
            piece(scene, "M-46 90H46V128H-46Z", MADDER, shift=(-4, -4), height=5)


def mortar(scene: Scene) -> None:
    """A wooden mortar of half-husked rice with its pestle, a tray of paddy behind."""
    y, half, _down = tray(scene, 1120, 720, 520, tilt=0.32)
    mound(scene, 1120, y, half * 0.7, 90, PADDY, size=14, count=170, sag=0.14)
    shadow(scene, 700, 912, 260)
    data = (
        "M430 560C440 720 560 740 580 800C590 850 520 870 500 915Q700 960 900 915C880 870 810 850 820 800"
        "C840 740 960 720 970 560Z"
    )
    piece(scene, data, "#9a6a3e", shift=(-22, -8), height=6)
    paint = scene.tone("#9a6a3e")
    with scene.clipped(data):
        for index in range(13):
            x = 450 + index * 44
            scene.curve(
                drawn(("M", x, 570), ("Q", 700 + (x - 700) * 0.5, 760, 700 + (x - 700) * 0.8, 940)),
                darken(paint, 0.3),
                3,
                0.4,
            )
    scene.ellipse(700, 560, 270, 66, lighten(paint, 0.3))
    scene.ellipse(700, 564, 236, 54, darken(paint, 0.45))
    mound(scene, 700, 566, 226, 70, (*WHITE_RICE, PADDY[1]), size=15, count=190, sag=0.2)
    with scene.placed(760, 500, turn=24):
        piece(
            scene,
            "M-40 20Q-46 -60 -24 -130L-22 -420Q0 -436 22 -420L24 -130Q46 -60 40 20Q0 44 -40 20Z",
            "#7d5233",
            shift=(-10, -4),
            height=10,
        )
    grains(scene, scatter(scene, 780, 945, 420, 22, 70), 14, (*WHITE_RICE, *PADDY))


def terraces_ears(scene: Scene) -> None:
    """Great ears in front of the fields, bowing from both sides over a small heap of rice."""
    for x, size, lean in ((330, 820, 0.3), (560, 700, 0.3), (1270, 840, 0.3), (1040, 690, 0.3)):
        ears(scene, x, 1040, size, count=8 - 2, spread=lean, colour="#e0ad3a")
    y, half, _down = plate(scene, 800, 890, 520, "#efe6d2")
    mound(scene, 800, y, half * 0.94, 130, WHITE_RICE, size=17, count=230, sag=0.16)


def noodle_nests(scene: Scene) -> None:
    """Nests of noodles heaped in a shallow basket, red rice before them."""
    mouth, _half, _tilt = basket(scene, 800, 905, 840, depth=0.3)
    for x, y, radius in (
        (560, mouth - 10, 140),
        (800, mouth - 30, 150),
        (1040, mouth - 10, 140),
        (680, mouth - 110, 140),
        (920, mouth - 110, 140),
        (800, mouth - 196, 132),
    ):
        strand_nest(scene, x, y, radius, "#a8604a")
    basket_front(scene, 800, 905, 840, depth=0.3, rows=5)
    grains(scene, scatter(scene, 800, 948, 470, 24, 90), 14, RED_RICE)


def noodle_poles(scene: Scene) -> None:
    """Vermicelli drying over bamboo poles in the open."""
    x: float
    wood = scene.tone("#a98a4e")
    for x in (240, 1360):
        scene.rect(
            x - 15, 260, 30, 760, scene.gradient([(0, lighten(wood, 0.3)), (1, darken(wood, 0.35))], (0, 0), (1, 0))
        )
    for row in range(2):
        y = 330 + row * 36
        scene.rect(170 + row * 30, y - 10, 1230, 22, scene.gradient([(0, lighten(wood, 0.4)), (1, darken(wood, 0.25))]))
        for index in range(3):
            x = 800 + (index - (3 - 1) / 2) * 330 + row * 90 - 45
            skein(scene, x, y, 240, 400 + row * 60, mix("#ddd3b4", "#b9a77c", 0.0 if row else 0.3), count=34)
    bundle(scene, 800, 930, 620, "#ddd3b4", tie=MADDER, thick=0.17)


def noodle_bowl(scene: Scene) -> None:
    """Bundles of dry vermicelli beside a bowl of it cooked with herbs."""
    x: float
    y: float
    for y, turn, x in ((800, -4, 930), (862, 3, 990), (925, -2, 930)):
        bundle(scene, x, y, 640, "#ddd3b4", degrees=turn, tie=MADDER if x < 950 else "#2b6339", thick=0.17)
    mouth, half, tilt = bowl(scene, 560, 930, 520, INDIGO, depth=0.52)
    scene.ellipse(560, mouth + 10, half * 0.95, tilt * 0.9, scene.tone("#d9b36a"))
    strand_nest(scene, 560, mouth - 14, 186, mix("#ddd3b4", "#ffffff", 0.3), squash=0.38)
    for x, y, turn in ((500, mouth - 30, -20), (640, mouth - 24, 30), (570, mouth - 50, -70)):
        leaf(scene, x, y, 86, turn, "#5f9a48", width=0.26, veins=3, height=4)
    chilli(scene, 590, mouth + 6, 110, 12)
    steam(scene, 560, mouth - 60, 250)


def crackers(scene: Scene) -> None:
    """Thin cassava crackers heaped on a tray, roots beside it."""
    y, half, down = tray(scene, 760, 785, 980, tilt=0.42)
    for x, row_y in sorted(
        [(760 + scene.between(-1, 1) * half * 0.78, y + scene.between(-1, 1) * down * 0.7) for _ in range(70)],
        key=lambda spot: spot[1],
    ):
        lift = 130 * max(0.0, 1 - math.hypot((x - 760) / (half * 0.7), (row_y - y) / down))
        chip(
            scene,
            x,
            row_y - lift,
            scene.between(62, 84),
            scene.pick(("#f3e6c3", "#f0dcae", "#e9d9bd")),
            turn=scene.between(-60, 60),
        )
    cassava(scene, 1010, 560, 360, 12)
    cassava(scene, 960, 520, 340, -4)
    cassava_cut(scene, 1280, 820, 84)
    cassava_cut(scene, 1190, 910, 76)


def small_cakes(scene: Scene) -> None:
    """Small old-style cakes heaped in a bowl and on a leaf."""
    x: float
    y: float
    for degrees, x in ((-8, 250), (188, 1350)):
        leaf(scene, x, 930, 760, degrees, "#5f9a48", width=0.13, veins=14, height=8)
    mouth, half, tilt = bowl(scene, 740, 890, 620, "#8a5a36", depth=0.42, band=("#f2b134", "#fbf3e2"))
    for row in range(6):
        across = half * (0.88 - row * 0.16)
        count = max(1, round(across / 42))
        for index in range(count + 1):
            x = 740 - across + 2 * across * index / count + scene.between(-8, 8)
            y = mouth + tilt * 0.5 * (1 - ((x - 740) / half) ** 2) - row * 42 + scene.between(-6, 6)
            cake(scene, x, y, scene.between(46, 56), scene.pick(("#e9c98a", "#d9ae62", "#f0dcae")))
    rim(scene, 740, mouth, half * 1.02, tilt * 1.04, "#8a5a36", 12)
    for x, y in ((1150, 850), (1240, 890), (1130, 920), (1210, 950), (1310, 930), (380, 930), (300, 900)):
        cake(scene, x, y, 48, scene.pick(("#e9c98a", "#d9ae62", "#f0dcae")))
    sheaf(scene, 1240, 800, 440)


def cake(scene: Scene, x: float, y: float, size: float, colour: str) -> None:
    """One small puffed cake, oblong, with a crackled skin."""
    with scene.placed(x, y, size / 100, turn=scene.between(-50, 50)):
        data = smooth([(-100, 0), (-70, -46), (0, -58), (70, -46), (100, 0), (70, 46), (0, 58), (-70, 46)], closed=True)
        piece(scene, data, colour, shift=(-12, -11), shade=0.26, glow=0.34, height=9)
        for _ in range(8):
            scene.ellipse(
                scene.between(-66, 66),
                scene.between(-34, 34),
                scene.between(5, 12),
                4,
                darken(scene.tone(colour), 0.24),
                0.5,
                turn=scene.between(0, 180),
            )


def starch(scene: Scene) -> None:
    """A sack of cassava starch, roots stacked beside it, a cut one showing its white."""
    for x, y, degrees in ((880, 860, -8), (900, 800, 4), (860, 915, 2), (960, 745, -6)):
        cassava(scene, x, y, 420, degrees)
    width, height = 520.0, 1.1
    mouth, half, tilt = sack(
        scene, 590, 900, width, height=height, colour="#d9c9a4", filling="#fbf9f2", band=("#2b6339", "#a3242b")
    )
    data = drawn(
        ("M", 590 - half, mouth),
        ("Q", 500, mouth - 130, 600, mouth - 140),
        ("T", 590 + half, mouth),
        ("Q", 590, mouth + tilt * 2, 590 - half, mouth),
        "Z",
    )
    scene.path(data, scene.gradient([(0, "#ffffff"), (1, darken(scene.tone("#e9e4d6"), 0.12))], (0, 0), (1, 1)))
    sack_rim(scene, 590, 900, width, height=height, colour="#d9c9a4")
    for x, y in ((860, 940), (990, 950)):
        cassava_cut(scene, x, y, 62)
    scene.ellipse(430, 945, 170, 24, "#fdfbf4", 0.95)
    for x, size, lean in ((1240, 330, 8), (1330, 270, 20)):
        cassava_leaf(scene, x, 700, size, lean)


def cassava_leaf(scene: Scene, x: float, y: float, size: float, lean: float) -> None:
    """A cassava leaf of seven fingers on its red stalk."""
    with scene.placed(x, y, turn=lean):
        scene.curve(drawn(("M", 0, 0), ("Q", -10, size * 0.4, -40, size * 0.7)), scene.tone("#a8413a"), 9)
        for index in range(7):
            leaf(
                scene,
                0,
                0,
                size * (0.94 - 0.1 * abs(index - 3)),
                -90 + (index - 3) * 38,
                "#4f8a45",
                width=0.15,
                veins=6,
                height=8,
            )
