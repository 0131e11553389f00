"""Farms and gardens: strawberry rows, flower gardens, a cottage farm, milk cows and the garden on the pass."""

from __future__ import annotations

from itertools import pairwise

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements.animals import cow, horse
from portal.media.illustrations.elements.houses import mong_house, stilt_house
from portal.media.illustrations.elements.land import backdrop, hill, meadow, path_ribbon
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import (
    blossom_tree,
    branch,
    canopy,
    corners,
    flower_bed,
    flower_stripe,
    grass,
    pine,
    tree,
)
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.palettes import INDIGO, MADDER, PEACH_PINK, darken, lighten, mix


def strawberry_rows(scene: Scene) -> None:
    """Strawberry beds running to a glasshouse, pickers with small baskets and berries close by."""
    backdrop(scene, "rolling", horizon=470, height=1.1, clouds=3)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 540, 30, 560)
    for x in (60, 150, 260, 1380, 1480, 1570):
        pine(scene, x, 590, scene.between(120, 180))
    frame, glass = scene.tone("#e9e4d6"), scene.tone("#cfe6e4")
    for index in range(3):
        x = 430 + index * 250
        scene.path(
            f"M{x} 600V520Q{x + 120} 430 {x + 240} 520V600Z", scene.gradient([(0, lighten(glass, 0.3)), (1, glass)])
        )
        for bar in range(7):
            scene.line([(x + bar * 40, 600), (x + bar * 40, 520 - 45 * (1 - ((bar - 3) / 3.2) ** 2))], frame, 4)
        scene.curve(f"M{x} 520Q{x + 120} 430 {x + 240} 520", frame, 6)
        scene.rect(x + 100, 545, 40, 55, darken(glass, 0.2))
    soil = scene.tone("#a9825a")
    scene.polygon(
        [(-20, 598), (1620, 598), (1620, 1010), (-20, 1010)],
        scene.gradient([(0, lighten(soil, 0.3)), (1, darken(soil, 0.1))]),
    )
    for bed in range(-8, 9):
        if bed == 0:
            continue
        x0, x1 = 800 + bed * 74 - (18 if bed > 0 else -18), 800 + bed * 235 - (60 if bed > 0 else -60)
        scene.polygon(
            [(x0 - 22, 602), (x0 + 22, 602), (x1 + 84, 1010), (x1 - 84, 1010)],
            scene.gradient([(0, mix(leaf, "#d4e08a", 0.35)), (1, darken(leaf, 0.1))]),
        )
        for step in range(22):
            share = (step / 21) ** 1.5
            x, y, size = x0 + (x1 - x0) * share, 608 + 396 * share, 5 + 22 * share
            for _ in range(4):
                scene.circle(
                    x + scene.between(-2.6, 2.6) * size,
                    y + scene.between(-0.4, 0.4) * size,
                    size * scene.between(0.6, 1.0),
                    mix(leaf, scene.pick(("#dfe79a", "#0f3a2c")), scene.between(0, 0.25)),
                )
            for _ in range(3):
                bx, by = x + scene.between(-3, 3) * size, y + scene.between(-0.2, 0.7) * size
                scene.path(
                    f"M{bx:.1f} {by + size * 0.62:.1f}Q{bx - size * 0.62:.1f} {by - size * 0.1:.1f} {bx:.1f} "
                    f"{by - size * 0.36:.1f}Q{bx + size * 0.62:.1f} "
                    f"{by - size * 0.1:.1f} {bx:.1f} {by + size * 0.62:.1f}Z",
                    scene.tone("#d3263a"),
                )
    for x, y, height, blouse, hat in (
        (690, 760, 104, MADDER, "cone"),
        (960, 850, 140, "#f3ead6", "cone"),
        (1010, 856, 104, "#e09b1a", "hair"),
        (420, 880, 150, "#2f7a5a", "hair"),
    ):
        figure(scene, x, y, height, blouse=blouse, hat=hat, arms=((-18, -46), (24, -40)), walking=True)
    birds(scene, 560, 170, 4)


def flower_garden(scene: Scene, *, style: str = "karst") -> None:
    """Curving stripes of flowers down a slope to a small pavilion, families on the path."""
    backdrop(scene, style, horizon=490, clouds=2)
    leaf = scene.tone(scene.hour.leaf)
    ground = meadow(scene, 570, 60, 520, depth=0.2)
    for x in (80, 200, 1290, 1420, 1540):
        tree(scene, x, ground(x) + 20, scene.between(110, 160))
    wood, roof = scene.tone("#8a5a34"), scene.tone("#a3503b")
    with scene.placed(980, 610, 1.3):
        for x in (-44, -15, 15, 44):
            scene.rect(x - 3, -70, 6, 70, wood)
        scene.polygon([(-66, -66), (0, -112), (66, -66)], scene.gradient([(0, lighten(roof, 0.25)), (1, roof)]))
        scene.rect(-52, -8, 104, 8, scene.tone("#d9cdb4"))
    colours = ("#c8352f", "#f2b134", "#a8356a", "#f3ead6", "#e58aa5", "#7a4a9a", "#f08a4a")
    for row in range(10):
        share = row / 9
        y = 628 + 360 * share**1.35
        size = 7 + 15 * share
        bend = 60 + 60 * share
        points = [(x, y - bend * (1 - ((x - 800) / 900) ** 2) * 0.55 + 20 * share) for x in range(-40, 1641, 80)]
        for start, end in pairwise(points):
            scene.line(
                [(start[0], start[1] + size * 0.8), (end[0], end[1] + size * 0.8)], darken(leaf, 0.1), size * 1.1
            )
            flower_stripe(scene, start, end, colours[row % 7], size)
            flower_stripe(
                scene, (start[0], start[1] + size * 0.7), (end[0], end[1] + size * 0.7), colours[row % 7], size
            )
    path_ribbon(
        scene,
        [(960, 612, 9), (900, 670, 18), (820, 750, 32), (760, 850, 56), (640, 1020, 110)],
        scene.tone("#eadbb4"),
        edge=scene.tone("#b89f68"),
        edge_width=3,
    )
    for x, y, height, blouse in (
        (850, 740, 76, MADDER),
        (800, 850, 112, "#2b6d5a"),
        (740, 856, 80, "#e09b1a"),
        (690, 940, 140, "#f3ead6"),
    ):
        figure(scene, x, y, height, blouse=blouse, hat="hair", walking=True)
    blossom_tree(scene, 1500, 1000, 360, PEACH_PINK, "#c0406f", 40)
    birds(scene, 420, 180, 5)


def pass_garden(scene: Scene) -> None:
    """A garden on the crest of a pass: flower terraces, bungalows, tents and a deep valley beyond."""
    y: float
    backdrop(scene, "right", horizon=560, height=1.2)
    for level in (500, 570, 630):
        mist(scene, level - 40, 140, 0.6)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 740, 90, 360, mix(leaf, scene.hour.foot, 0.55), mix(leaf, scene.hour.foot, 0.3), rim=0.2)
    hill(scene, 850, 80, 300, mix(leaf, scene.hour.foot, 0.4), mix(leaf, scene.hour.foot, 0.15), offset=500, rim=0.2)
    mist(scene, 700, 130, 0.4)
    scene.sheet(
        "M-20 600Q260 560 520 620T960 720T1380 860T1620 930V1010H-20Z",
        scene.gradient([(0, mix(leaf, "#e4dc98", 0.5)), (1, mix(leaf, "#10302c", 0.35))]),
    )
    for index, (x, y) in enumerate(((160, 640), (340, 650), (540, 700))):
        with scene.placed(x, y + 10, 1.5):
            wall, roof = scene.tone("#d8a86a"), scene.tone(("#a3503b", "#5d6672", "#a3503b")[index])
            scene.polygon([(-44, 0), (0, -84), (44, 0)], scene.gradient([(0, lighten(roof, 0.25)), (1, roof)]))
            scene.polygon([(-24, 0), (0, -58), (24, 0)], wall)
            scene.rect(-8, -26, 16, 26, scene.tone("#5a3a26"))
            scene.rect(-5, -44, 10, 10, "#ffd27a" if scene.hour.lamps else scene.tone("#dbeef2"))
    for x, y, size in ((60, 650, 230), (260, 640, 180), (450, 660, 170), (660, 710, 150)):
        pine(scene, x, y, size)
    colours = ("#d9799b", "#f2b134", "#a8356a", "#f3ead6", "#7a4a9a", "#f08a4a")
    for index in range(11):
        x = 60 + index * 130
        y = 760 + (x / 1600) ** 2 * 190 + (index % 2) * 44
        flower_bed(scene, x, y, 100, 27, (colours[index % 6],), 11, 0.055)
    for index in range(9):
        flower_bed(scene, 40 + index * 170, 930 + (index % 2) * 30, 120, 34, (colours[(index + 3) % 6],), 14, 0.05)
    rail = scene.tone("#8a5a34")
    scene.line([(700, 700), (960, 740), (1200, 826)], rail, 7)
    for x, y in ((700, 700), (790, 712), (880, 724), (960, 740), (1050, 770), (1130, 800), (1200, 826)):
        scene.line([(x, y - 16), (x, y + 40)], rail, 7)
    for x, y, blouse in ((820, 770, MADDER), (880, 778, "#f3ead6"), (1090, 850, "#2f7a5a")):
        figure(scene, x, y, 104, blouse=blouse, hat="hair")
    heart = scene.tone("#c8352f")
    scene.path(
        "M1270 880C1190 800 1130 760 1150 700C1165 650 1240 650 1270 710"
        "C1300 650 1375 650 1390 700C1410 760 1350 800 1270 880Z",
        "none",
        stroke=heart,
        width=14,
    )
    scene.rect(1262, 870, 16, 60, rail)
    birds(scene, 640, 190, 6)
    corners(scene, 4, (36, 60))


def cottage_farm(scene: Scene) -> None:
    """A farm above the clouds: meadow fences, horses, a cottage, flower rows and a swing over the view."""
    backdrop(scene, "left", horizon=540, height=1.1, clouds=1)
    mist(scene, 470, 170, 0.8)
    mist(scene, 560, 130, 0.7)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 700, 80, 620, mix(leaf, "#e4e09a", 0.5), mix(leaf, "#10302c", 0.3), slope=-160)
    mong_house(scene, 1180, 690, 1.9)
    tree(scene, 1380, 690, 260)
    tree(scene, 1010, 700, 180)
    for index in range(6):
        colour = ("#c8352f", "#f2b134", "#e58aa5", "#f3ead6", "#a8356a", "#f08a4a")[index]
        flower_stripe(scene, (1640, 730 + index * 22), (860 - index * 40, 772 + index * 30), colour, 11 + index)
    wood = scene.tone("#a9825a")
    for x in range(-10, 820, 92):
        y = 800 + (x - 400) * -0.02
        scene.rect(x, y - 64, 10, 96, wood)
    scene.line([(-20, 764), (800, 748)], wood, 8)
    scene.line([(-20, 796), (800, 780)], wood, 8)
    horse(scene, 230, 850, 1.5)
    horse(scene, 430, 880, 1.7, mirror=True, colour="#c9a877")
    cow(scene, 640, 930, 1.7, grazing=True)
    with scene.placed(330, 690, 1.0):
        scene.line([(-90, 80), (-60, -190), (60, -190), (90, 80)], wood, 10)
        for x in (-24, 24):
            scene.line([(x, -188), (x + 12, 10)], scene.tone("#5a4030"), 3)
        scene.rect(-22, 8, 72, 8, scene.tone("#5a4030"))
    for _ in range(40):
        grass(scene, scene.between(0, 1600), scene.between(930, 1005), scene.between(30, 60))
    for x, blouse in ((960, MADDER), (1020, "#f3ead6")):
        figure(scene, x, 960, 140, blouse=blouse, hat="hair", walking=True)
    blossom_tree(scene, 1500, 1010, 380, "#f6c3d0", "#c0406f", 40)
    birds(scene, 640, 200, 5)


def milk_cows(scene: Scene) -> None:
    """Milk cows with flower garlands on a green pasture, a farm and round bales behind."""
    backdrop(scene, "rolling", horizon=500, height=1.2, clouds=3)
    ground = meadow(scene, 600, 60, 520, depth=0.15)
    wall, roof = scene.tone("#e9dcc0"), scene.tone("#a3402f")
    for x, size in ((240, 1.6), (520, 1.2)):
        with scene.placed(x, ground(x) + 30, size):
            scene.rect(-70, -46, 140, 46, wall)
            scene.polygon(
                [(-80, -44), (-50, -84), (50, -84), (80, -44)], scene.gradient([(0, lighten(roof, 0.2)), (1, roof)])
            )
            for door in (-44, -10, 24):
                scene.rect(door, -34, 22, 34, darken(wall, 0.5))
    for x in (700, 1330, 1450, 1560):
        tree(scene, x, ground(x) + 20, scene.between(110, 170))
    for x, y in ((900, 650), (1010, 640), (1130, 655)):
        scene.ellipse(x, y, 34, 30, scene.tone("#d9bd6a"))
        scene.ellipse(x + 8, y, 20, 26, scene.tone("#b8984a"))
    meadow(scene, 740, 40, 620, offset=500, depth=0.25)
    for x, y, size, mirror, grazing in (
        (260, 800, 1.5, False, True),
        (1330, 810, 1.6, True, True),
        (860, 790, 1.3, True, False),
        (520, 940, 2.5, False, False),
        (1060, 950, 2.6, True, False),
    ):
        cow(scene, x, y, size, mirror=mirror, grazing=grazing)
        if size > 2:
            side = -1 if mirror else 1
            for petal in range(11):
                scene.circle(
                    x + side * (36 + petal * 3.4) * size,
                    y - (42 + 5 * abs(petal - 5) ** 0.5 - petal * 2.6) * size,
                    11,
                    scene.tone(("#c8352f", "#f2b134", "#f3ead6", "#e58aa5")[petal % 4]),
                )
    figure(scene, 790, 970, 190, blouse="#f3ead6", hat="cone")
    figure(scene, 1390, 975, 180, blouse=MADDER, hat="hair", mirror=True)
    for _ in range(46):
        grass(scene, scene.between(0, 1600), scene.between(970, 1008), scene.between(26, 50))
    for index in range(40):
        scene.circle(
            scene.between(0, 1600),
            scene.between(760, 1000),
            scene.between(3, 6),
            scene.tone(("#f2b134", "#fbf3e2", "#e58aa5")[index % 3]),
        )
    birds(scene, 640, 180, 5)


def coffee_slope(scene: Scene) -> None:
    """Rows of coffee bushes heavy with red cherries, pickers, and beans drying in the sun."""
    backdrop(scene, "twin", horizon=490)
    leaf = scene.tone(mix(scene.hour.leaf, "#2f6a3c", 0.5))
    meadow(scene, 580, 60, 480)
    stilt_house(scene, 260, 620, 1.2)
    stilt_house(scene, 1390, 610, 1.0, mirror=True)
    for row in range(5):
        level = 650 + row * 66
        hill(
            scene,
            level,
            16,
            640,
            mix(scene.tone("#b08a5a"), leaf, 0.35),
            mix(scene.tone("#7d5a3a"), leaf, 0.4),
            offset=row * 300,
        )
        size = 30 + row * 13
        for index in range(20 - row * 2):
            x = (index + 0.5) * 1600 / (20 - row * 2) + scene.between(-8, 8)
            canopy(scene, x, level + 6, size, mix(leaf, "#d7e08e", scene.between(0, 0.14)), 10)
            for _ in range(7 + row):
                scene.circle(
                    x + scene.between(-0.8, 0.8) * size,
                    level + 6 + scene.between(-0.5, 0.4) * size,
                    2.6 + row * 0.8,
                    scene.tone(scene.pick(("#c8202c", "#d94a2e", "#a3182a"))),
                )
    for x, y, blouse, mirror in ((430, 850, MADDER, False), (1060, 860, INDIGO, True), (720, 790, "#e09b1a", False)):
        figure(scene, x, y, 140, blouse=blouse, hat="cone", basket=True, arms=((-20, -52), (26, -58)), mirror=mirror)
    for index in range(3):
        x = 330 + index * 470
        scene.ellipse(x, 965, 190, 34, scene.tone("#8a6a44"))
        scene.ellipse(x, 958, 176, 28, scene.tone(("#c8202c", "#b9906a", "#7d4a2e")[index]))
        for _ in range(80):
            angle_x, angle_y = scene.between(-1, 1), scene.between(-1, 1)
            if angle_x**2 + angle_y**2 < 1:
                scene.ellipse(
                    x + angle_x * 165,
                    956 + angle_y * 24,
                    7,
                    4.6,
                    mix(scene.tone(("#d9303a", "#d4b088", "#6a3a24")[index]), "#ffffff", scene.between(0, 0.2)),
                )
    branch(scene, -30, 40, 0.45, 190, 13, size=16, colour="#ffffff", heart="#e9e2b0")
    birds(scene, 700, 170, 5)
