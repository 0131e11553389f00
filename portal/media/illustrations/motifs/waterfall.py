"""Waterfalls: a broad fall in many tiers, a veil into a turquoise pool, and three tall strands down a cliff."""

from __future__ import annotations

from portal.media.illustrations.canvas import WIDTH, Point, Scene, outline, smooth
from portal.media.illustrations.elements.houses import steps
from portal.media.illustrations.elements.land import backdrop, cliff, hill, rocks
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import bamboo, banana, branch, canopy, fern, leaf_frame, tree
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.elements.water import fall, lake, pool, spray, stream
from portal.media.illustrations.palettes import darken, lighten, mix


def _wooded_rim(scene: Scene, crest: list[Point], count: int, size: tuple[float, float] = (26, 54)) -> None:
    leaf = scene.tone(scene.hour.leaf)
    for _ in range(count):
        x, y = scene.random.choice(crest)
        canopy(
            scene,
            x + scene.between(-20, 20),
            y + scene.between(-10, 24),
            scene.between(*size),
            mix(leaf, scene.pick(("#dfe9b0", "#10302c")), scene.between(0, 0.25)),
            8,
        )


def tiered_fall(scene: Scene) -> None:
    """A broad fall over two bodies of travertine steps, with a glass footbridge beside it."""
    backdrop(scene, "low", horizon=420, height=0.9, clouds=1)
    stone = scene.tone(mix("#6f8a72", scene.hour.leaf, 0.25))
    value = scene.noise(4, 0.5)
    crest = [
        (float(x), 330 + 110 * abs(x - 830) / 830 * (0.4 if x > 830 else -0.35) + 36 * value(x / 140))
        for x in range(-20, WIDTH + 21, 20)
    ]
    cliff(scene, [*crest, (1620, 1020), (-20, 1020)], stone, gullies=110)
    _wooded_rim(scene, crest, 60)
    tiers: list[tuple[float, float, float, float]] = []
    level, half = 352.0, 190.0
    for tier in range(9):
        tall = 30 + 6 * (tier % 3) + tier * 1.6
        tiers.append((850 + 14 * (tier % 2) - 26 * (tier / 9), level, level + tall, half))
        level += tall + 6
        half += 24
    for middle, top, bottom, reach in tiers:
        ledge = scene.tone(mix("#c9b98e", scene.hour.leaf, 0.3))
        shelf = [
            (middle - reach - 40, bottom + 8),
            (middle - reach, top - 2),
            (middle + reach, top - 2),
            (middle + reach + 44, bottom + 8),
        ]
        scene.polygon(shelf, scene.gradient([(0, lighten(ledge, 0.2)), (1, darken(ledge, 0.4))]))
        shift = scene.between(-0.16, 0.16) * reach
        fall(
            scene,
            middle + shift,
            top - 4,
            bottom + 5,
            reach * scene.between(1.05, 1.35),
            spread=1.16,
            strands=int(reach / 6),
        )
        for side in (-1, 1):
            if scene.random.random() < 0.45:
                fall(
                    scene,
                    middle + side * reach * scene.between(0.78, 0.92),
                    top,
                    bottom + 5,
                    reach * scene.between(0.14, 0.26),
                    spread=1.2,
                )
        for _ in range(int(reach / 40)):
            x = middle + scene.between(-1, 1) * reach
            canopy(scene, x, bottom + 2, scene.between(9, 17), scene.tone(scene.hour.leaf), 5)
        for side in (-1, 1):
            for _ in range(2):
                canopy(
                    scene,
                    middle + side * (reach + scene.between(0, 60)),
                    bottom + scene.between(-16, 6),
                    scene.between(16, 30),
                    scene.tone(mix(scene.hour.leaf, "#10302c", scene.between(0, 0.25))),
                    7,
                )
        spray(scene, middle, bottom + 4, reach * 1.05, 15, 0.7)
    pool(scene, 830, 812, 470, 56)
    spray(scene, 830, 790, 430, 40, 0.8)
    for tier in range(3):
        top = 846 + tier * 46
        reach = 330 + tier * 70
        for index in range(3):
            x = 780 - reach + (index + 0.5 + scene.between(-0.12, 0.12)) * reach * 2 / 3
            fall(scene, x, top, top + 36, reach * scene.between(0.4, 0.6), spread=1.14)
        spray(scene, 780, top + 36, reach, 16, 0.7)
    for side, middle in ((-1, 150), (1, 1460)):
        rocks(scene, middle, 960, 200, 9, scene.tone("#5d6f66"), 70)
        for _ in range(12):
            canopy(
                scene,
                middle + scene.between(-190, 190),
                scene.between(780, 1010),
                scene.between(44, 84),
                scene.tone(mix(scene.hour.leaf, "#10302c", 0.3)),
                10,
            )
        fern(scene, middle - side * 190, 990, 90)
    deck = scene.tone("#bfe3e8")
    scene.curve("M-20 560Q210 640 470 598", scene.tone("#5b4a4a"), 3)
    scene.sheet("M-20 640Q220 690 480 640V650Q220 702 -20 654Z", deck, lift=6)
    for index in range(13):
        x = 10 + index * 36
        scene.line(
            [(x, 572 + 44 * (1 - ((x - 230) / 260) ** 2)), (x, 642 + 26 * (1 - ((x - 230) / 260) ** 2))],
            scene.tone("#5b4a4a"),
            2,
        )
    for x, blouse in ((120, "#a3242b"), (176, "#f3ead6"), (330, "#2b2f77")):
        figure(scene, x, 668, 66, blouse=blouse, hat="hair")
    birds(scene, 1120, 150, 4)


def veil_fall(scene: Scene) -> None:
    """One silver veil falling into a turquoise pool between ferns and bamboo."""
    backdrop(scene, "twin", horizon=380, height=0.8)
    stone = scene.tone(mix("#7f8f78", scene.hour.leaf, 0.2))
    left = [
        (-20.0, 210.0),
        (200.0, 240.0),
        (420.0, 250.0),
        (560.0, 280.0),
        (620.0, 330.0),
        (560.0, 470.0),
        (600.0, 640.0),
        (520.0, 760.0),
        (300.0, 830.0),
        (-20.0, 900.0),
    ]
    right = [
        (1620.0, 190.0),
        (1400.0, 220.0),
        (1150.0, 236.0),
        (1010.0, 272.0),
        (960.0, 330.0),
        (1010.0, 480.0),
        (960.0, 620.0),
        (1060.0, 760.0),
        (1300.0, 840.0),
        (1620.0, 900.0),
    ]
    back = [(500.0, 300.0), (700.0, 286.0), (880.0, 282.0), (1060.0, 300.0), (1120.0, 780.0), (440.0, 780.0)]
    cliff(scene, back, darken(stone, 0.35), gullies=30)
    fall(scene, 745, 296, 745, 96, spread=1.7)
    fall(scene, 838, 292, 745, 70, spread=1.9)
    fall(scene, 912, 312, 740, 30, spread=1.6)
    cliff(scene, left, stone, gullies=60)
    cliff(scene, right, stone, gullies=60)
    _wooded_rim(scene, left[:5], 34, (30, 64))
    _wooded_rim(scene, right[:5], 34, (30, 64))
    lake(scene, 760, top=scene.tone("#bfeee6"), low=scene.tone("#127a86"), ripples=70)
    spray(scene, 790, 756, 300, 54, 0.9)
    for level, reach in ((840, 620), (905, 760), (966, 900)):
        lip = scene.tone("#d9cda4")
        scene.path(
            smooth(
                [
                    (800 - reach, level + 10),
                    (800 - reach * 0.5, level - 6),
                    (800, level + 8),
                    (800 + reach * 0.5, level - 4),
                    (800 + reach, level + 10),
                ]
            ),
            "none",
            stroke=lip,
            width=9,
        )
        for _ in range(9):
            fall(
                scene,
                800 + scene.between(-0.6, 0.6) * reach,
                level + 2,
                level + 34,
                scene.between(30, 70),
                spread=1.1,
                strength=0.7,
            )
    rocks(scene, 330, 850, 180, 7, scene.tone("#6d7d70"), 56)
    rocks(scene, 1290, 860, 180, 7, scene.tone("#6d7d70"), 60)
    bamboo(scene, 110, 930, 470, 9)
    banana(scene, 1510, 960, 330)
    for x in (250, 400, 1190, 1370):
        fern(scene, x, 900 + scene.between(-20, 60), scene.between(70, 120))
    branch(scene, 1640, 60, 2.7, 200, 13, size=22, ban=True)
    for x in (40, 170, 1420, 1590):
        canopy(scene, x, 1000, scene.between(60, 96), scene.tone(mix(scene.hour.leaf, "#10302c", 0.4)), 12)


def strand_fall(scene: Scene) -> None:
    """Three tall strands dropping over a high cliff into a forest stream with a footpath."""
    x: float
    y: float
    backdrop(scene, "left", horizon=330, height=0.8)
    stone = scene.tone("#8a8b7d")
    face: list[Point] = [
        (260, 250),
        (420, 196),
        (620, 180),
        (800, 200),
        (980, 172),
        (1180, 196),
        (1340, 260),
        (1420, 420),
        (1460, 640),
        (1500, 820),
        (180, 820),
        (220, 560),
        (230, 380),
    ]
    cliff(scene, face, stone, gullies=120)
    for x, top, width in ((600, 184, 54), (806, 204, 84), (1010, 178, 44)):
        fall(scene, x, top, 476, width, spread=1.3)
        fall(scene, x, 470, 800, width * 1.28, spread=1.6)
        spray(scene, x, 472, width * 0.9, 14, 0.7)
    mist(scene, 690, 150, 0.6)
    _wooded_rim(scene, face[:7], 44, (26, 56))
    for side in (-1, 1):
        value = scene.noise(4, 0.5)
        edge: list[Point] = []
        for step in range(30):
            y = 300 + step * 25
            edge.append((800 + side * (720 - step * 12 + 70 * value(step / 4)), float(y)))
        rim = [(800 + side * 840, 300.0), *edge, (800 + side * 840, 1025.0)]
        leaf = scene.tone(mix(scene.hour.leaf, "#10302c", 0.2))
        scene.sheet(outline(rim), scene.gradient([(0, leaf), (1, darken(leaf, 0.35))]))
        for x, y in edge:
            canopy(
                scene,
                x + side * scene.between(-10, 60),
                y,
                scene.between(34, 60),
                mix(leaf, "#d8e59a", scene.between(0, 0.2)),
                8,
            )
        for _ in range(40):
            canopy(
                scene,
                800 + side * scene.between(560, 830),
                scene.between(340, 1000),
                scene.between(36, 70),
                mix(leaf, "#cfe08a", scene.between(0, 0.22)),
                8,
            )
    hill(
        scene,
        830,
        20,
        500,
        scene.tone(mix(scene.hour.leaf, "#dfe39a", 0.35)),
        scene.tone(mix(scene.hour.leaf, "#10302c", 0.4)),
    )
    stream(
        scene,
        [(790, 800, 260), (800, 840, 210), (760, 890, 190), (820, 950, 250), (780, 1010, 330)],
        light="#e6f4f0",
        deep="#4f9aa0",
    )
    spray(scene, 790, 800, 330, 40, 0.9)
    rocks(scene, 520, 900, 130, 7, scene.tone("#6d7a70"), 60)
    rocks(scene, 1090, 920, 140, 8, scene.tone("#6d7a70"), 66)
    steps(scene, 1190, 1005, 860, 60, 30, "#c9bb98")
    for x, y, blouse in ((1170, 940, "#a3242b"), (1216, 900, "#2b2f77")):
        figure(scene, x, y, 92, blouse=blouse, hat="cone" if x > 1200 else "scarf", mirror=True)
    tree(scene, 360, 960, 300)
    leaf_frame(scene, -20, -20, 330, count=6, start=0.25, spread=1.2)
    birds(scene, 940, 110, 4)
