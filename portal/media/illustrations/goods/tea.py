"""Tea: leaves on the bush and on the tray, rolled, pressed and in bags, and what is poured of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from portal.media.illustrations.canvas import Scene, drawn, smooth
from portal.media.illustrations.elements.cut import disc, glint, leaf, piece, shadow, twig
from portal.media.illustrations.elements.fruit import cherry
from portal.media.illustrations.elements.garden import herb, papaya_flower, papaya_flowers
from portal.media.illustrations.elements.pantry import curl, scatter
from portal.media.illustrations.elements.people import picker
from portal.media.illustrations.elements.vessels import (
    basket,
    basket_front,
    bowl,
    cup,
    liquor,
    packet,
    plate,
    steam,
    teapot,
    tin,
    tray,
)
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, lighten, mix

GREEN, WHITE, BLACK, OOLONG = (
    ("#4a5a3a", "#5d6b48"),
    ("#b9bda8", "#dfe0d2", "#8f9a82"),
    ("#3a2720", "#54362a", "#6b4632"),
    ("#4f5a36", "#3c452c"),
)
LIQUORS = {
    "green": "#c3c557",
    "white": "#e6d592",
    "black": "#b4501f",
    "oolong": "#d8a838",
    "dark": "#7a3420",
    "amber": "#c9752a",
}


def shoot(scene: Scene, x: float, y: float, size: float, degrees: float = -90.0, *, colour: str = "#6fa23f") -> None:
    """A bud and two leaves growing from the point; `down` gives the bud its white down."""
    with scene.placed(x, y, size / 300, turn=degrees + 90):
        scene.curve("M0 0Q6 -70 0 -150", scene.tone(mix(colour, "#8a8a4a", 0.4)), 12)
        leaf(scene, 0, -56, 200, -30, darken(colour, 0.1), width=0.27, veins=7, height=9)
        leaf(scene, 0, -96, 180, -148, colour, width=0.26, veins=7, height=9)
        leaf(scene, 0, -140, 150, -84, mix(colour, "#eef0c4", 0.55), width=0.13, veins=0, height=6)
        for _ in range(24):
            along = scene.random.random()
            scene.line(
                [(scene.between(-10, 14), -150 - along * 120), (scene.between(-16, 20), -158 - along * 126)],
                "#ffffff",
                2,
                0.6,
            )


def leaves_on(
    scene: Scene,
    x: float,
    y: float,
    half: float,
    down: float,
    kind: Sequence[str],
    *,
    count: int = 90,
    size: float = 26.0,
) -> None:
    """Dry leaf heaped over a flat ellipse."""
    body = scene.tone(kind[0])
    scene.ellipse(x, y, half, down, darken(body, 0.3), 0.9)
    scene.ellipse(x, y - down * 0.25, half * 0.8, down * 0.8, darken(body, 0.15), 0.9)
    for spot_x, spot_y in scatter(scene, x, y - down * 0.12, half, down * 0.95, count):
        lift = down * 0.5 * max(0.0, 1 - math.hypot((spot_x - x) / half, (spot_y - y) / down))
        curl(scene, spot_x, spot_y - lift, size * scene.between(0.8, 1.2), scene.pick(kind), turn=scene.between(0, 180))


def bowl_of_tea(
    scene: Scene,
    *,
    kind: str = "green",
    vessel: str = INDIGO,
) -> None:
    """One large bowl of tea, steaming, fresh shoots beside it."""
    shoot(scene, 1150, 900, 250, -52, colour="#5f9a42")
    shoot(scene, 470, 905, 220, -132, colour="#5f9a42")
    mouth = bowl(scene, 800, 915, 620, vessel, depth=0.56, band=("#f2b134", "#c8352f"))
    liquor(scene, 800, mouth, LIQUORS[kind])
    leaf(scene, 735, mouth[0] + 26, 74, 14, "#5f9a42", width=0.26, veins=3, height=0)
    steam(scene, 810, mouth[0] - 30, 320)


def set_with_pot(
    scene: Scene,
    *,
    kind: str = "oolong",
    clay: str = "#8c4530",
    dry: Sequence[str] = (),
) -> None:
    """A teapot, two cups and a little dry leaf."""
    teapot(scene, 650, 870, 460, clay, mirror=True, band=("#f2b134", "#fbf3e2"))
    if dry:
        y, half, down = plate(scene, 1130, 800, 300, "#efe6d0")
        leaves_on(scene, 1130, y, half * 0.92, down, dry, count=46, size=24)
    cup(scene, 990, 905, 190, "#f4ecdc", LIQUORS[kind], band=("#a3242b",))
    cup(scene, 1195, 945, 180, "#f4ecdc", LIQUORS[kind], band=("#a3242b",))
    steam(scene, 990, 775, 190)


def sprig(scene: Scene, *, with_cup: bool = False, mirror: bool = False) -> None:
    """A branch of a tea bush from the lower corner, its shoots large against the land."""
    way = -1 if mirror else 1
    x = 800 - way * 60
    twig(scene, [(x - way * 240, 1030), (x - way * 110, 780), (x + way * 10, 560), (x + way * 40, 480)], 22)
    for share, side, length in ((0.15, 1, 330), (0.3, -1, 350), (0.5, 1, 320), (0.62, -1, 290)):
        leaf_x, leaf_y = x - way * (240 - 280 * share), 1030 - 520 * share
        leaf(
            scene,
            leaf_x,
            leaf_y,
            length,
            (-18 if side * way > 0 else -168) + scene.between(-8, 8),
            mix(darken("#6fa23f", 0.16), "#8fbf5a", scene.between(0, 0.25)),
            width=0.27,
            veins=9,
            height=14,
        )
    shoot(scene, x + way * 20, 600, 560, -84 if way > 0 else -96, colour="#6fa23f")
    if with_cup:
        cup(scene, 800 + way * 310, 935, 290, "#f4ecdc", LIQUORS["green"], band=("#a3242b", "#f2b134"))
        steam(scene, 800 + way * 310, 745, 220)


def old_tree(scene: Scene, *, pair: bool = False) -> None:
    """An ancient tea tree, or a `pair` of them; pickers beside it show its size."""
    spots = [(1100, 905, MADDER, True), (470, 930, INDIGO, False)]
    if pair:
        with scene.placed(-30, 330, 0.64):
            ancient(scene)
        with scene.placed(640, 190, 0.8):
            ancient(scene)
        spots = [(800, 930, INDIGO, False), (980, 945, MADDER, True), (330, 950, "#e09b1a", True)]
    else:
        ancient(scene)
    for x, y, blouse, mirror in spots:
        picker(scene, x, y, 150, blouse, mirror=mirror)


def ancient(scene: Scene) -> None:
    """A tea tree of great age: pale lichened trunk, wide crown of separate leaves."""
    bark, moss = scene.tone("#8d8272"), scene.tone("#b9c29a")
    for data, width in (
        ("M780 960C760 820 790 740 740 620C700 520 590 470 520 380", 66),
        ("M790 960C800 820 780 720 840 600C890 510 960 470 1000 360", 62),
        ("M760 700C700 640 620 620 540 580", 34),
        ("M840 640C920 600 1010 600 1090 540", 34),
        ("M800 620C800 520 780 440 800 330", 40),
    ):
        scene.curve(data, darken(bark, 0.35), width)
        with scene.placed(-7, -4):
            scene.curve(data, bark, width * 0.66)
        with scene.placed(-16, -6):
            scene.curve(data, lighten(bark, 0.35), width * 0.16, 0.7)
    for _ in range(46):
        x, y = 785 + scene.between(-46, 46), scene.between(600, 940)
        scene.ellipse(
            x, y, scene.between(5, 17), scene.between(4, 10), moss, scene.between(0.4, 0.8), turn=scene.between(0, 90)
        )
    crown = mix(scene.hour.leaf, "#3f7d3c", 0.5)
    for x, y, radius in (
        (520, 380, 165),
        (690, 290, 175),
        (860, 270, 180),
        (1030, 350, 175),
        (430, 520, 120),
        (1130, 500, 130),
        (780, 420, 165),
        (610, 520, 105),
        (960, 520, 120),
    ):
        scene.circle(x + 10, y + 16, radius, "#0d1a33", 0.1)
        scene.circle(
            x,
            y,
            radius,
            scene.gradient([(0, scene.tone(lighten(crown, 0.2))), (1, scene.tone(darken(crown, 0.3)))], (0, 0), (1, 1)),
        )
        for _ in range(34):
            angle, reach = scene.between(0, 6.283), scene.random.random() ** 0.5 * radius
            tone = mix(crown, "#dbe89a" if math.sin(angle) < 0.2 else "#0f3a2c", scene.between(0.05, 0.4))
            leaf(
                scene,
                x + reach * math.cos(angle),
                y + reach * math.sin(angle),
                scene.between(46, 66),
                scene.between(0, 360),
                tone,
                width=0.24,
                veins=0,
                height=3,
            )


def tray_of_leaf(scene: Scene) -> None:
    """A broad winnowing tray of leaf laid out to dry, a smaller one behind it."""
    y, half, down = tray(scene, 1160, 640, 620, tilt=0.32)
    leaves_on(scene, 1160, y, half * 0.84, down * 0.8, WHITE, count=80, size=32)
    y, half, down = tray(scene, 400, 650, 560, tilt=0.32)
    leaves_on(scene, 400, y, half * 0.84, down * 0.8, WHITE, count=70, size=32)
    y, half, down = tray(scene, 780, 800, 1020, tilt=0.36)
    leaves_on(scene, 780, y, half * 0.87, down * 0.85, WHITE, count=150, size=44)
    shoot(scene, 1190, 960, 280, -35, colour="#8fb05a")
    shoot(scene, 380, 960, 240, -140, colour="#8fb05a")


def glass(
    scene: Scene,
    *,
    kind: str = "green",
    dry: Sequence[str] = (),
    herb_colour: str = "",
    flowers: str = "",
    husks: bool = False,
) -> None:
    """A tall glass of tea with what it is made of: leaf, herb, flowers or coffee husks."""
    x: float
    y: float
    colour = scene.tone(LIQUORS[kind])
    if herb_colour:
        for x, lean in ((430, -14), (530, 6), (1130, 14)):
            herb(scene, x, 900, 430, herb_colour, lean=lean, pairs=6, width=0.23)
    if flowers:
        papaya_flowers(scene, 560, 880, 520, -112, count=20, colour=flowers)
        papaya_flowers(scene, 1060, 880, 500, -66, count=20, colour=flowers)
    shadow(scene, 800, 920, 230)
    body = "M590 370L626 892Q800 950 974 892L1010 370Z"
    scene.path(body, "#eef4f0", 0.42)
    with scene.clipped(body):
        scene.path(
            "M560 460H1040V940H560Z",
            scene.gradient([(0, lighten(colour, 0.35)), (0.5, colour), (1, darken(colour, 0.28))], (0, 0), (1, 0)),
            0.94,
        )
        scene.ellipse(800, 460, 204, 38, lighten(colour, 0.3))
        for _ in range(9):
            if dry or herb_colour:
                leaf(
                    scene,
                    scene.between(670, 900),
                    scene.between(780, 890),
                    100,
                    scene.between(-150, -30),
                    herb_colour or "#7d9a4a",
                    width=0.22,
                    veins=0,
                    height=0,
                )
        scene.path("M980 370L940 930H1010V370Z", "#ffffff", 0.16)
    scene.ring(800, 370, 210, 40, "#ffffff", 7, 0.85)
    scene.curve(body[:-1], "#ffffff", 4, 0.4)
    glint(scene, [(634, 430), (650, 640), (668, 860)], 17, 0.6)
    if flowers:
        for x, y in ((710, 452), (790, 468), (880, 456), (930, 462), (660, 466)):
            papaya_flower(scene, x, y, 34, flowers)
        crumb = [(1120, 930), (1180, 915), (1060, 940), (480, 935), (420, 920)]
        for x, y in crumb:
            papaya_flower(scene, x, y, 32, flowers)
    if husks:
        y, half, down = tray(scene, 1150, 880, 440, tilt=0.34)
        for x, husk_y in scatter(scene, 1150, y - 10, half * 0.84, down * 0.76, 54):
            with scene.placed(x, husk_y - 16, 0.4, turn=scene.between(0, 360)):
                shape = "M-70 0Q-50 -60 10 -56Q70 -50 74 4Q40 -24 0 -16T-70 0Z"
                piece(scene, shape, scene.pick(("#8a2f26", "#b2462c", "#c25a34", "#7a2620")), shift=(-7, -8), height=10)
        for x, cherry_y in ((420, 880), (500, 912), (380, 935)):
            cherry(scene, x, cherry_y, 50)
    if dry:
        y, half, down = plate(scene, 1130, 890, 330)
        leaves_on(scene, 1130, y, half * 0.9, down, dry, count=46, size=24)
    steam(scene, 800, 340, 240)


def cake(scene: Scene) -> None:
    """A pressed cake of tea standing in its stand, a piece broken off, a dark cup."""
    stand = scene.tone("#6b452c")
    shadow(scene, 700, 900, 330)
    piece(scene, disc(700, 620, 300, 296), "#4a342a", shift=(-26, -20), shade=0.4, height=14)
    with scene.clipped(disc(700, 620, 300, 296)):
        for x, y in scatter(scene, 700, 620, 300, 296, 230):
            curl(scene, x, y, 34, scene.pick(("#5b4030", "#3c2a22", "#7a5a3a", "#8f7448")), turn=scene.between(0, 180))
        scene.ring(700, 620, 282, 278, "#0d1a33", 26, 0.16)
    scene.circle(700, 620, 46, darken(scene.tone("#4a342a"), 0.3), 0.6)
    piece(scene, "M440 905L480 830Q700 900 920 830L960 905Q700 960 440 905Z", "#7d5233", shift=(-6, -8), height=8)
    scene.curve("M470 850Q700 920 930 850", lighten(stand, 0.3), 5, 0.6)
    for x, y, turn in ((1010, 905, 10), (1080, 930, -20), (1040, 950, 40)):
        with scene.placed(x, y, 0.6, turn=turn):
            piece(scene, "M-70 10L-40 -40L20 -48L74 -10L50 34L-20 44Z", "#54392c", shift=(-8, -8), height=9)
    cup(scene, 1150, 900, 260, "#efe6d0", LIQUORS["dark"], band=("#a3242b",))
    steam(scene, 1150, 730, 220)


def bags(scene: Scene) -> None:
    """A cup with a tea bag's thread over its rim, more bags before it."""
    mouth = bowl(scene, 720, 880, 520, "#f3ead8", depth=0.66, band=("#2b6339", "#c8352f"))
    liquor(scene, 720, mouth, LIQUORS["amber"])
    scene.curve("M962 600C1060 590 1070 720 1000 740", darken(scene.tone("#f3ead8"), 0.22), 34)
    scene.curve("M962 596C1050 588 1058 712 996 732", scene.tone("#f3ead8"), 18)
    scene.curve(drawn(("M", 640, mouth[0] + 14), ("Q", 610, mouth[0] + 60, 600, mouth[0] + 150)), "#fffdf4", 5)
    tag = drawn(("M", 570, mouth[0] + 150), ("h", 60), ("v", 70), ("h", -60), "Z")
    piece(scene, tag, "#2f7a5a", shift=(-4, -4), height=5)
    scene.polygon(
        [(588, mouth[0] + 185), (600, mouth[0] + 168), (612, mouth[0] + 185), (600, mouth[0] + 202)],
        scene.tone("#f2b134"),
    )
    for x, y, turn in ((1010, 915, -12), (1150, 890, 14), (1090, 960, 4)):
        with scene.placed(x, y, 0.95, turn=turn):
            scene.curve("M0 -96Q40 -150 96 -128", "#fffdf4", 4)
            piece(scene, "M-62 30L-68 -74L0 -100L68 -74L62 30Z", "#efe6d2", shift=(-6, -6), height=9)
            scene.path("M-48 18L-52 -44Q0 -60 52 -44L48 18Z", scene.tone("#8a6a42"), 0.65)
            scene.line([(-66, -62), (66, -62)], darken(scene.tone("#efe6d2"), 0.2), 3, 0.6)
            piece(scene, "M84 -150h44v48h-44Z", "#2f7a5a", shift=(-3, -3), height=4)
    steam(scene, 720, mouth[0] - 20, 260)


def tins(scene: Scene) -> None:
    """Two tins and a cup, dry leaf spilled before them."""
    tin(scene, 610, 850, 330, "#2f5f4a", height=1.35)
    tin(scene, 930, 870, 280, "#a3242b", height=1.0)
    leaves_on(scene, 710, 930, 210, 46, GREEN, count=56, size=28)
    cup(scene, 1160, 930, 250, "#f4ecdc", LIQUORS["green"], band=("#a3242b", "#f2b134"))
    steam(scene, 1160, 770, 220)


def packets(scene: Scene) -> None:
    """Two paper packets, a plate of dry leaf and a cup."""
    packet(scene, 840, 830, 300, "#e7dcc0", band="#2f5f4a", pattern=("#f2b134", "#fbf3e2"))
    packet(scene, 580, 870, 320, "#3f7d5a")
    y, half, down = plate(scene, 880, 920, 390)
    leaves_on(scene, 880, y, half * 0.95, down, GREEN, count=64, size=27)
    cup(scene, 1170, 930, 260, "#f4ecdc", LIQUORS["green"], band=("#a3242b",))
    steam(scene, 1170, 765, 220)


def heap(scene: Scene) -> None:
    """A heap of dry leaf with a wooden scoop, a small pot behind."""
    teapot(scene, 1010, 790, 330, "#efe6d0", band=("#2b6339",))
    scene.ellipse(740, 905, 380, 80, "#0d1a33", 0.16)
    body = "M370 900C450 760 600 640 730 620C880 640 1030 770 1110 900Q740 980 370 900Z"
    scene.path(
        body,
        scene.gradient(
            [(0, lighten(scene.tone(GREEN[0]), 0.2)), (1, darken(scene.tone(GREEN[0]), 0.4))], (0, 0), (1, 1)
        ),
    )
    with scene.clipped(body):
        for x, y in scatter(scene, 740, 800, 400, 190, 360):
            curl(
                scene,
                x,
                y,
                40,
                scene.pick(GREEN),
                turn=scene.between(0, 180),
                tip="#c9cf9a" if scene.random.random() < 0.3 else "",
            )
    for x, y in scatter(scene, 740, 930, 470, 34, 40):
        curl(scene, x, y, 34, scene.pick(GREEN), turn=scene.between(0, 180))
    with scene.placed(560, 800, turn=-28):
        piece(scene, "M-40 -16H-280Q-300 0 -280 16H-40Z", "#b9824a", shift=(-2, -6), height=10)
        piece(scene, "M-60 -62Q60 -74 120 -40L132 40Q60 74 -60 62Q-96 0 -60 -62Z", "#b9824a", shift=(-8, -8), height=12)
        scene.path("M-40 -44Q60 -54 108 -30L116 30Q60 54 -40 44Q-66 0 -40 -44Z", darken(scene.tone("#b9824a"), 0.35))
        for x, y in scatter(scene, 36, 0, 74, 38, 40):
            curl(scene, x, y, 30, scene.pick(GREEN), turn=scene.between(0, 180))


def back_basket(scene: Scene) -> None:
    """A pickers' back basket heaped with fresh leaf, a palm-leaf hat leaning on it."""
    mouth, half, _tilt = basket(scene, 760, 910, 520, depth=0.92)
    for x, y in scatter(scene, 760, mouth - 40, half * 0.92, 110, 70):
        lift = 90 * max(0.0, 1 - abs(x - 760) / half)
        leaf(
            scene,
            x,
            y - lift * 0.5,
            scene.between(90, 130),
            scene.between(-170, -10),
            mix("#7fb04a", "#d3e39a" if scene.random.random() < 0.4 else "#2f6b3f", scene.between(0.05, 0.4)),
            width=0.26,
            veins=4,
            height=6,
        )
    shoot(scene, 690, mouth - 20, 210, -110, colour="#7fb04a")
    shoot(scene, 840, mouth - 10, 200, -70, colour="#7fb04a")
    basket_front(scene, 760, 910, 520, depth=0.92, rows=8, splay=0.62)
    for side in (-1, 1):
        scene.curve(
            drawn(
                ("M", 760 + side * 170, 560), ("C", 760 + side * 330, 640, 760 + side * 310, 820, 760 + side * 150, 880)
            ),
            scene.tone("#7a4a2e"),
            20,
        )
    with scene.placed(1120, 900, turn=-16):
        piece(scene, "M-200 10Q-60 -60 0 -190Q60 -60 200 10Q0 60 -200 10Z", "#e3cf9a", shift=(-16, -8), height=12)
        for index in range(11):
            scene.line(
                [(0, -186), (-190 + index * 38, 12 + 26 * math.sin(math.pi * index / 10))],
                darken(scene.tone("#e3cf9a"), 0.25),
                3,
                0.5,
            )
        for share in (0.4, 0.7):
            scene.curve(
                smooth(
                    [(-200 * share, -190 + 200 * share), (0, -190 + 236 * share), (200 * share, -190 + 200 * share)]
                ),
                darken(scene.tone("#e3cf9a"), 0.3),
                3,
                0.5,
            )
