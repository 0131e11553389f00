"""Coffee from the branch to the cup: cherries, drying beds, roasted beans, powder, and sacks on their way."""

from __future__ import annotations

from collections.abc import Sequence

from portal.media.illustrations.canvas import Scene, drawn
from portal.media.illustrations.elements.cut import disc, glint, piece, shadow
from portal.media.illustrations.elements.fruit import CHERRY, cherry, coffee_branch
from portal.media.illustrations.elements.pantry import bean, beans, crumbs, scatter
from portal.media.illustrations.elements.vessels import (
    basket,
    basket_front,
    bowl,
    liquor,
    packet,
    plate,
    sack,
    sack_rim,
    steam,
)
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, lighten, mix

ROASTED = ("#6b3f22", "#5a331c", "#7d4a2a", "#4a2a18")


def branch(scene: Scene) -> None:
    """A branch heavy with cherries, rising across the picture."""
    points = [(250.0, 960.0), (480.0, 770.0), (720.0, 600.0), (960.0, 440.0), (1160.0, 330.0)]
    coffee_branch(scene, points, 96, green=0.14)


def basket_of_cherries(scene: Scene) -> None:
    """A broad basket of ripe cherries, a leafy twig laid over its rim."""
    mouth, half, _tilt = basket(scene, 800, 920, 760, depth=0.44)
    for x, y in scatter(scene, 800, mouth - 6, half * 0.9, 62, 120):
        lift = 130 * max(0.0, 1 - ((x - 800) / half) ** 2)
        cherry(scene, x, y - lift, scene.between(36, 44), CHERRY if scene.random.random() > 0.1 else "#d8a03a")
    basket_front(scene, 800, 920, 760, depth=0.44, rows=6)
    coffee_branch(scene, [(1180, 470), (1080, 500), (990, 560), (930, 600)], 46)
    for x, y in ((330, 930), (395, 955), (1240, 940), (1190, 965), (1300, 955)):
        cherry(scene, x, y, 40, CHERRY)


def drying_bed(
    scene: Scene, *, colours: Sequence[str] = (CHERRY, "#8a2320", "#6f1d1f"), parchment: bool = False
) -> None:
    """A raised bed of coffee drying on mesh, a wooden rake across it."""
    x: float
    wood = scene.tone("#8a5f3c")
    for x in (330, 1270):
        scene.rect(x - 18, 760, 36, 240, darken(wood, 0.2))
    frame = "M140 880L300 470H1300L1460 880Z"
    scene.path(frame, "#0d1a33", 0.14)
    scene.path("M120 860L290 450H1310L1480 860Z", scene.gradient([(0, lighten(wood, 0.2)), (1, wood)]))
    bed = "M170 836L320 476H1280L1430 836Z"
    scene.path(bed, darken(scene.tone(colours[-1]), 0.35))
    with scene.clipped(bed):
        for row in range(15):
            share = row / 14
            y = 480 + 356 * share**1.15
            size = 15 + 17 * share
            step = size * 1.7
            count = int(1400 / step) + 2
            for index in range(count):
                x = 800 + (index - count / 2 + 0.5 * (row % 2)) * step + scene.between(-5, 5)
                colour = scene.pick(colours)
                if parchment:
                    bean(scene, x, y, size * 1.05, colour, turn=scene.between(0, 180))
                else:
                    cherry(scene, x, y + scene.between(-4, 4), size, colour)
    scene.path(
        "M120 860L1480 860V930H120Z", scene.gradient([(0, lighten(wood, 0.3)), (0.2, wood), (1, darken(wood, 0.3))])
    )
    with scene.placed(830, 640, turn=-52):
        piece(scene, "M0 -13H700V13H0Z", "#c49a64", shift=(0, -5), height=12)
        piece(scene, "M-34 -130H10V130H-34Z", "#b5854c", shift=(-6, -5), height=12)


def beans_and_scoop(scene: Scene) -> None:
    """A cloth sack of roasted beans, spilled before it, and a cup."""
    width, height = 560.0, 0.98
    mouth, half, tilt = sack(scene, 690, 880, width, height=height, filling="#54301b")
    for x, y in scatter(scene, 690, mouth - 8, half * 0.88, tilt * 1.0, 60):
        lift = 56 * max(0.0, 1 - ((x - 690) / half) ** 2)
        bean(scene, x, y - lift, 36, scene.pick(ROASTED), turn=scene.between(0, 180))
    sack_rim(scene, 690, 880, width, height=height)
    beans(scene, scatter(scene, 800, 925, 470, 40, 46), 38, ROASTED)
    cup_of_coffee(scene, 1150, 890, 330)


def cup_of_coffee(scene: Scene, x: float, y: float, width: float, colour: str = INDIGO) -> None:
    """A cup of black coffee on its saucer."""
    plate(scene, x, y - 8, width * 1.5, rim=colour, tilt=0.26)
    scene.curve(
        drawn(
            ("M", x + width * 0.44, y - width * 0.46),
            (
                "C",
                x + width * 0.78,
                y - width * 0.5,
                x + width * 0.72,
                y - width * 0.1,
                x + width * 0.34,
                y - width * 0.14,
            ),
        ),
        darken(scene.tone(colour), 0.1),
        width * 0.075,
    )
    mouth = bowl(scene, x, y, width, colour, depth=0.62)
    liquor(scene, x, mouth, "#3b2015")
    steam(scene, x, mouth[0] - 16, width * 0.72)


def phin(scene: Scene) -> None:
    """A drip filter on a glass, coffee falling into it, beans beside."""
    beans(scene, scatter(scene, 800, 910, 520, 46, 70), 36, ROASTED)
    shadow(scene, 800, 900, 190)
    body = "M650 560L672 886Q800 930 928 886L950 560Z"
    scene.path(body, "#eef4f0", 0.5)
    with scene.clipped(body):
        dark = scene.tone("#3b2015")
        scene.rect(
            640,
            690,
            320,
            240,
            scene.gradient([(0, lighten(dark, 0.28)), (0.5, dark), (1, darken(dark, 0.4))], (0, 0), (1, 0)),
        )
        scene.ellipse(800, 690, 142, 26, lighten(dark, 0.25))
    scene.ellipse(800, 640, 7, 12, scene.tone("#3b2015"))
    scene.rect(797, 590, 6, 40, scene.tone("#3b2015"))
    glint(scene, [(688, 600), (698, 740), (708, 870)], 14, 0.6)
    metal = scene.tone("#c3c9cc")
    rim = scene.gradient(
        [(0, darken(metal, 0.2)), (0.25, lighten(metal, 0.7)), (0.55, metal), (1, darken(metal, 0.45))], (0, 0), (1, 0)
    )
    scene.ellipse(800, 568, 212, 40, darken(metal, 0.4))
    scene.ellipse(800, 558, 212, 40, rim)
    scene.path("M678 340H922L908 546Q800 580 692 546Z", rim)
    scene.ellipse(800, 340, 122, 24, lighten(metal, 0.4))
    scene.ellipse(800, 342, 108, 20, scene.tone("#4a2a18"))
    scene.path("M670 338Q800 296 930 338V316Q800 270 670 316Z", rim)
    scene.ellipse(800, 300, 26, 12, lighten(metal, 0.3))
    glint(scene, [(708, 380), (714, 520)], 10, 0.6)
    steam(scene, 800, 290, 190)


def powder(scene: Scene) -> None:
    """A packet, a bowl of ground coffee with a spoon, beans before them."""
    packet(
        scene,
        590,
        870,
        400,
        "#f0e2c4",
        height=1.5,
        band="#8e2630",
        pattern=("#f2b134", "#fbf3e2"),
    )
    mouth, half, tilt = bowl(scene, 1030, 900, 420, "#efe6d2", depth=0.5, band=("#a3242b", "#2b6339"))
    data = drawn(
        ("M", 1030 - half, mouth),
        ("Q", 930, mouth - 130, 1020, mouth - 136),
        ("T", 1030 + half, mouth),
        ("Q", 1030, mouth + tilt * 2, 1030 - half, mouth),
        "Z",
    )
    brown = scene.tone("#5a3520")
    scene.path(data, scene.gradient([(0, lighten(brown, 0.3)), (1, darken(brown, 0.3))], (0, 0), (1, 1)))
    with scene.clipped(data):
        crumbs(scene, 1030, mouth - 40, half, 110, 240, ("#6b4028", "#4a2a18", "#8a5a3a"), 5)
    with scene.placed(1110, mouth - 70, turn=-52):
        piece(scene, "M0 -9H300V9H0Z", "#c49a64", shift=(0, -4), height=8)
        piece(scene, disc(-30, 0, 58, 36), "#c49a64", shift=(-6, -6), height=8)
        scene.ellipse(-30, 0, 44, 25, brown)
    beans(scene, scatter(scene, 780, 940, 440, 28, 40), 36, ROASTED)


def sacks_by_the_gate(scene: Scene) -> None:
    """Sacks of green coffee on a lorry's open bed, on the road to the border."""
    steel = scene.tone("#3d6b86")
    for x in (470, 560, 1120):
        scene.circle(x, 900, 74, scene.tone("#22222b"))
        scene.circle(x, 900, 40, scene.tone("#8f9498"))
        scene.circle(x, 900, 14, scene.tone("#45484d"))
    scene.ellipse(800, 972, 620, 26, "#0d1a33", 0.2)
    for row in range(3):
        for index in range(5 - row):
            x = 380 + row * 62 + index * 128
            y = 800 - row * 104
            shape = drawn(
                ("M", x - 62, y - 2),
                ("Q", x - 74, y - 60, x - 54, y - 104),
                ("Q", x, y - 122, x + 54, y - 104),
                ("Q", x + 74, y - 60, x + 62, y - 2),
                ("Q", x, y + 8, x - 62, y - 2),
                "Z",
            )
            piece(scene, shape, mix("#d2b483", "#b8955c", scene.random.random()), shift=(-9, -8), height=6)
            scene.polygon(
                [(x - 20, y - 52), (x, y - 78), (x + 20, y - 52), (x, y - 26)],
                scene.tone(MADDER if (row + index) % 2 else "#2b6339"),
                0.85,
            )
            scene.curve(drawn(("M", x - 30, y - 108), ("q", 30, -16, 60, 0)), scene.tone("#8a6a3c"), 5)
    piece(scene, "M290 800H960V866H290Z", "#7a4a2e", shift=(-4, -8), height=6)
    for x in range(320, 950, 90):
        scene.rect(x, 804, 7, 58, darken(scene.tone("#7a4a2e"), 0.3))
    piece(
        scene,
        "M980 866V560Q984 534 1010 534H1180Q1208 534 1220 560L1268 690Q1290 700 1290 730V866Z",
        "#3d6b86",
        shift=(-10, -8),
        height=8,
    )
    scene.path(
        "M1040 574H1168Q1184 574 1190 590L1224 688H1040Z",
        scene.gradient([(0, "#dff0f2"), (1, "#8fb6c2")], (0, 0), (1, 1)),
    )
    scene.line([(1120, 574), (1120, 688)], darken(steel, 0.3), 7)
    scene.circle(1276, 780, 17, scene.tone("#f6e7b0"))
    scene.rect(1210, 830, 92, 24, scene.tone("#c9ced0"), radius=8)
    scene.circle(1160, 900, 74, scene.tone("#22222b"))
    scene.circle(1160, 900, 40, scene.tone("#8f9498"))
    scene.circle(1160, 900, 14, scene.tone("#45484d"))
