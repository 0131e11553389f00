"""Summits and the border in the far west: a slanting flat top, a high peak, the three-sided marker, the flag tower."""

from __future__ import annotations

from portal.media.illustrations.canvas import WIDTH, Point, Scene, outline, smooth
from portal.media.illustrations.elements.houses import flag, mong_house, steps
from portal.media.illustrations.elements.land import backdrop, cliff, cloud_bank, hill, path_ribbon
from portal.media.illustrations.elements.people import walker
from portal.media.illustrations.elements.plants import canopy, corners, grass, pine, tree
from portal.media.illustrations.elements.sky import birds, mist, sky
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, lighten, mix


def _mountain(scene: Scene, x: float, summit: float, width: float, foot: float, wobble: float = 60) -> list[Point]:
    value = scene.noise(6, 0.55)
    crest: list[Point] = []
    for px in range(-20, WIDTH + 21, 10):
        share = max(0.0, 1 - abs(px - x) / width)
        crest.append((float(px), foot - (foot - summit) * share**1.35 - wobble * value(px / 120) * max(0.2, share)))
    return crest


def _gullies(scene: Scene, crest: list[Point], colour: str, count: int = 60, deep: float = 300) -> None:
    peak = min(range(len(crest)), key=lambda index: crest[index][1])
    for _ in range(count):
        index = int(scene.random.gauss(peak, 26))
        if 3 < index < len(crest) - 3:
            x, y = crest[index]
            side = 1 if index >= peak else -1
            length = scene.between(60, deep)
            gully = [(x, y + 3)]
            for step in range(1, 7):
                gully.append((x + side * step / 6 * length * 0.62 + scene.between(-8, 8), y + step / 6 * length))
            tone = mix(colour, "#0b1230", 0.6) if side > 0 else mix(colour, "#fff0cf", 0.6)
            scene.polygon([*gully, (x + side * length * 0.16, y + length * 0.55)], tone, 0.26)


def great_peak(scene: Scene, *, camp: bool = False) -> None:
    """A high double peak above bands of mist, hikers on a bamboo-grass shoulder in front."""
    backdrop(scene, "low", horizon=560, height=1.2)
    summit = scene.between(860, 1000)
    for index, (x, top, width, foot) in enumerate(((summit, 200, 760, 800), (summit - 520, 430, 900, 990))):
        crest = _mountain(scene, x, top, width, foot)
        colour = mix(scene.hour.near, scene.tone(scene.hour.leaf), 0.25 + 0.4 * index)
        fill = scene.gradient(
            [(0, mix(colour, scene.hour.foot, 0.3)), (0.5, colour), (1, mix(colour, scene.hour.foot, 0.6))],
            (0, top),
            (0, foot + 100),
            absolute=True,
        )
        scene.sheet(outline([*crest, (WIDTH + 20, 1000), (-20, 1000)]), fill)
        _gullies(scene, crest, colour)
        scene.line(crest, mix(scene.hour.mist, "#ffffff", 0.3), 3, 0.8)
        mist(scene, foot - 190, 200, 0.75)
    for index in range(3):
        mist(scene, 760 + 70 * index, 160, 0.6)
    leaf = scene.tone(scene.hour.leaf)
    ridge = [(-20.0, 880.0), (260.0, 842.0), (560.0, 880.0), (900.0, 950.0), (1180.0, 1010.0)]
    scene.sheet(
        smooth(ridge) + "L1180 1020H-20Z",
        scene.gradient([(0, mix(leaf, "#e2dc98", 0.45)), (1, mix(leaf, "#10302c", 0.4))]),
    )
    for _ in range(60):
        x = scene.between(0, 1000)
        grass(scene, x, 880 + x * 0.09 + scene.between(0, 60), scene.between(24, 46))
    for x, y, colour in ((300, 870, MADDER), (400, 885, INDIGO), (500, 898, "#e09b1a")):
        walker(scene, x, y, 92, colour)
    for _ in range(14):
        canopy(
            scene,
            scene.between(1150, WIDTH + 20),
            scene.between(960, 1020),
            scene.between(50, 100),
            mix(leaf, "#0d1f2e", 0.4),
            11,
        )
    if camp:
        for x, size in ((90, 330), (170, 260)):
            pine(scene, x, 890, size)
    birds(scene, 420, 260, 5)


def slanting_summit(scene: Scene) -> None:
    """A mountain whose flat top slants like a roof and ends in a sheer cliff, forest and cloud at its foot."""
    backdrop(scene, "low", horizon=520, height=1.2)
    stone = scene.tone("#8d8c80")
    leaf = scene.tone(scene.hour.leaf)
    mist(scene, 480, 200, 0.6)
    body: list[Point] = [
        (-20, 760),
        (180, 640),
        (420, 520),
        (640, 430),
        (860, 330),
        (1060, 262),
        (1190, 240),
        (1206, 300),
        (1196, 420),
        (1230, 560),
        (1260, 680),
        (1400, 760),
        (1620, 820),
        (1620, 1020),
        (-20, 1020),
    ]
    cliff(scene, body, stone, gullies=120)
    roof = [
        (-20.0, 756.0),
        (180.0, 636.0),
        (420.0, 516.0),
        (640.0, 426.0),
        (860.0, 328.0),
        (1060.0, 260.0),
        (1190.0, 238.0),
        (1196.0, 262.0),
        (1080.0, 300.0),
        (880.0, 390.0),
        (660.0, 500.0),
        (440.0, 610.0),
        (200.0, 740.0),
        (-20.0, 870.0),
    ]
    scene.sheet(outline(roof), scene.gradient([(0, mix(leaf, "#e9e0a0", 0.5)), (1, leaf)]), lift=3)
    for _ in range(70):
        share = scene.random.random()
        x, y = 1150 - 1170 * share, 262 + 500 * share**1.15 + scene.between(0, 60 * share + 12)
        canopy(scene, x, y, scene.between(8, 20) * (0.5 + share), mix(leaf, "#10302c", scene.between(0, 0.3)), 6)
    path_ribbon(
        scene,
        [(1120, 262, 2), (960, 330, 3), (760, 432, 4), (520, 548, 6), (260, 690, 9), (-20, 840, 12)],
        scene.tone("#f0e2b4"),
    )
    for x, y, height, colour in (
        (1150, 248, 44, MADDER),
        (1108, 262, 42, INDIGO),
        (820, 398, 54, "#e09b1a"),
        (770, 424, 56, MADDER),
    ):
        walker(scene, x, y, height, colour)
    top = mix(scene.hour.mist, "#ffffff", 0.3)
    low = mix(scene.hour.far, scene.hour.mist, 0.6)
    cloud_bank(scene, 790, 60, 280, top, low, 0.92)
    hill(scene, 900, 70, 420, mix(leaf, "#cfcf80", 0.2), mix(leaf, "#10302c", 0.5), rim=0.2)
    for index in range(26):
        x = index * 66 - 20
        draw = pine if index % 3 == 0 else tree
        draw(scene, x, 1000 + scene.between(-30, 10), scene.between(150, 230))
    birds(scene, 420, 220, 6)


def border_hills(scene: Scene) -> None:
    """Endless grassy ridges to the horizon, a path of hikers and packs, a low house of earth."""
    sky(scene, clouds=3)
    hour = scene.hour
    leaf = scene.tone(hour.leaf)
    for index in range(7):
        share = index / 6
        colour = mix(mix(hour.far, hour.near, 0.25), mix(leaf, "#c9c45e", 0.35), share**0.8)
        ground = hill(
            scene,
            430 + 76 * index,
            190 - 14 * index,
            250 + 60 * index,
            lighten(mix(colour, hour.foot, 0.2 - 0.2 * share), 0.12),
            mix(colour, darken(leaf, 0.3), 0.35 + 0.3 * share),
            offset=index * 377,
            rim=0.5,
        )
        for _ in range(12 - index):
            x = scene.between(0, WIDTH)
            for clump in range(3):
                canopy(
                    scene,
                    x + clump * (10 + 3 * index),
                    ground(x) + 20 + scene.between(0, 60),
                    9 + 4 * index,
                    mix(leaf, hour.foot, 0.5 - 0.45 * share),
                    6,
                )
        mist(scene, 470 + 76 * index, 70, 0.4 - 0.05 * index)
    path_ribbon(
        scene,
        [(980, 560, 2), (900, 620, 5), (1020, 690, 9), (820, 780, 18), (960, 880, 36), (640, 1020, 90)],
        scene.tone("#f0e2b4"),
        edge=scene.tone("#b79f63"),
        edge_width=2,
    )
    for x, y, height, colour in (
        (930, 640, 34, MADDER),
        (985, 690, 46, INDIGO),
        (850, 790, 78, "#e09b1a"),
        (900, 810, 80, MADDER),
        (800, 930, 128, INDIGO),
    ):
        walker(scene, x, y, height, colour)
    mong_house(scene, 360, 760, 1.2)
    mong_house(scene, 490, 742, 0.9)
    for x in (270, 560, 1330):
        tree(scene, x, 770, scene.between(120, 170))
    for _ in range(70):
        grass(scene, scene.between(0, WIDTH), scene.between(900, 1005), scene.between(40, 80), "#c9b65a")
    birds(scene, 540, 190, 7)


def zero_marker(scene: Scene) -> None:
    """The three-sided granite marker on its round platform at the head of a long stair, ridges of three countries."""
    sky(scene, clouds=1)
    hour = scene.hour
    leaf = scene.tone(hour.leaf)
    for index in range(5):
        colour = mix(hour.far, hour.near, index / 4.6)
        hill(
            scene,
            380 + 64 * index,
            130,
            260 + 50 * index,
            mix(colour, hour.foot, 0.3 - 0.05 * index),
            mix(colour, hour.foot, 0.5),
            offset=index * 531,
            rim=0.3,
        )
        mist(scene, 410 + 64 * index, 90, 0.4)
    cone = [
        (-160.0, 1020.0),
        (120.0, 880.0),
        (460.0, 740.0),
        (800.0, 690.0),
        (1140.0, 740.0),
        (1480.0, 880.0),
        (1760.0, 1020.0),
    ]
    scene.sheet(smooth(cone) + "Z", scene.gradient([(0, mix(leaf, "#e4dc96", 0.5)), (1, mix(leaf, "#10302c", 0.4))]))
    for side in (-1, 1):
        for _ in range(24):
            reach = scene.between(330, 820)
            canopy(
                scene,
                800 + side * reach,
                690 + (reach - 260) * 0.36 + scene.between(10, 90),
                scene.between(24, 46),
                mix(leaf, "#10302c", scene.between(0, 0.3)),
                8,
            )
    stone = scene.tone("#d9d3c6")
    for step in range(3):
        scene.ellipse(800, 690 + step * 16, 250 + step * 34, 34 + step * 6, darken(stone, 0.25))
        scene.ellipse(800, 682 + step * 16, 250 + step * 34, 34 + step * 6, mix(stone, "#ffffff", 0.2 - step * 0.08))
    granite = scene.tone("#a79f98")
    scene.path(
        "M716 676L734 430Q740 408 760 404L790 398V690Z",
        scene.gradient([(0, lighten(granite, 0.5)), (1, lighten(granite, 0.15))]),
    )
    scene.path(
        "M790 690V398L838 404Q858 408 864 430L884 676Z", scene.gradient([(0, granite), (1, darken(granite, 0.3))])
    )
    scene.path("M760 404L790 398L838 404L800 388Z", lighten(granite, 0.65))
    emblem = scene.tone("#d0272d")
    scene.circle(762, 470, 19, emblem)
    with scene.placed(762, 470, 1.7):
        scene.path("M0-9 2.1-2.9 8.6-2.8 3.4 1.1 5.3 7.3 0 3.6-5.3 7.3-3.4 1.1-8.6-2.8-2.1-2.9Z", "#ffd23f")
    for row in range(4):
        scene.rect(740 - row * 1.6, 512 + row * 28, 44, 6, darken(granite, 0.4), 0.7)
        scene.rect(806, 512 + row * 28, 48, 6, darken(granite, 0.6), 0.5)
    steps(scene, 800, 1010, 726, 150, 66, count=24)
    rail = scene.tone("#c9bfa8")
    for side in (-1, 1):
        scene.line([(800 + side * 74, 690), (800 + side * 166, 966)], rail, 7)
        for index in range(8):
            share = index / 7
            x, y = 800 + side * (74 + 92 * share), 690 + 276 * share
            scene.line([(x, y), (x, y + 34 + 14 * share)], rail, 5)
    for x, y, height, colour in ((770, 870, 104, MADDER), (840, 930, 122, INDIGO)):
        walker(scene, x, y, height, colour)
    flag(scene, 1070, 712, 120)
    corners(scene, 10)
    birds(scene, 420, 200, 5)


def flag_tower(scene: Scene) -> None:
    """A tall flag tower on a green height, its stair and terrace, the westernmost ridges behind."""
    half: float
    sky(scene, clouds=3)
    hour = scene.hour
    leaf = scene.tone(hour.leaf)
    for index in range(5):
        colour = mix(hour.far, hour.near, index / 4.4)
        hill(
            scene,
            520 + 50 * index,
            120,
            240 + 60 * index,
            mix(colour, hour.foot, 0.35 - 0.06 * index),
            mix(colour, hour.foot, 0.45),
            offset=200 + index * 613,
            rim=0.3,
        )
        mist(scene, 540 + 50 * index, 80, 0.4)
    scene.sheet(
        "M-20 900Q200 800 520 770Q760 748 980 768Q1300 800 1620 900V1010H-20Z",
        scene.gradient([(0, mix(leaf, "#e2dc96", 0.45)), (1, mix(leaf, "#10302c", 0.4))]),
    )
    stone = scene.tone("#e5dbc4")
    for step in range(4):
        half = 300 - step * 56
        scene.rect(
            800 - half,
            780 - step * 26,
            half * 2,
            27,
            scene.gradient([(0, lighten(stone, 0.25)), (1, darken(stone, 0.16))]),
        )
    for post in range(13):
        scene.rect(540 + post * 42, 742 if 3 < post < 9 else 760, 5, 22, darken(stone, 0.3))
    scene.path(
        "M716 704L744 330H856L884 704Z",
        scene.gradient([(0, lighten(stone, 0.5)), (0.45, stone), (1, darken(stone, 0.4))], (0, 0), (1, 0)),
    )
    for band in range(3):
        y = 404 + band * 96
        half = 60 + (y - 330) * 0.075
        scene.rect(800 - half, y, half * 2, 12, scene.tone(MADDER), 0.9)
        for window in (-26, 0, 26):
            scene.rect(800 + window - 6, y + 26, 12, 36, darken(stone, 0.55), radius=6)
    scene.rect(722, 312, 156, 20, darken(stone, 0.12))
    scene.rect(736, 290, 128, 24, lighten(stone, 0.2))
    for post in range(9):
        scene.rect(738 + post * 15, 276, 4, 18, darken(stone, 0.3))
    flag(scene, 800, 292, 210)
    steps(scene, 800, 1010, 706, 150, 50, count=20)
    for side in (-1, 1):
        for index in range(5):
            x = 800 + side * (360 + index * 90)
            pine(scene, x, 800 + index * 26, 120 + index * 34)
    for x, y, height, colour in ((730, 880, 96, MADDER), (770, 884, 96, INDIGO), (900, 940, 112, "#e09b1a")):
        walker(scene, x, y, height, colour)
    corners(scene, 8)
    birds(scene, 330, 220, 6)
