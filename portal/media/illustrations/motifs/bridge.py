"""Bridges: an iron truss, tall concrete piers, a wide span, a glass bridge over a gorge and a park in the hills."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import HEIGHT, WIDTH, Point, Scene, number, outline
from portal.media.illustrations.elements.boats import covered_boat, sampan, swallow_boat
from portal.media.illustrations.elements.houses import stilt_house
from portal.media.illustrations.elements.land import backdrop, contour_hill, hill, meadow
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import (
    bamboo,
    blossom_tree,
    branch,
    canopy,
    corners,
    flower_bed,
    tree,
)
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.elements.water import island, lake, stream
from portal.media.illustrations.motifs.road import car
from portal.media.illustrations.palettes import INDIGO, MADDER, darken, lighten, mix


def tall_piers(scene: Scene) -> None:
    """A long road bridge on eleven tall piers striding across a lake, boats far below."""
    start = scene.mark()
    backdrop(scene, "gap", horizon=640, height=1.35)
    lake(scene, 690, reflection=start)
    concrete = scene.tone("#efe4c8")
    for index in range(11):
        x = 60 + index * 148
        foot = 690 + 66 * math.sin(math.pi * (index + 0.4) / 10.6)
        half = 13 if index != 5 else 18
        scene.ellipse(x + 6, foot + 10, half * 3, 7, darken(scene.hour.near, 0.4), 0.35)
        scene.polygon(
            [(x - half * 0.7, 380), (x + half * 0.7, 380), (x + half, foot + 8), (x - half, foot + 8)],
            scene.gradient(
                [(0, lighten(concrete, 0.3)), (0.45, concrete), (1, darken(concrete, 0.35))], (0, 0), (1, 0)
            ),
        )
        scene.rect(x - half * 1.8, foot, half * 3.6, 12, scene.tone("#8fa0a3"), radius=4)
        scene.polygon(
            [(x - 44, 376), (x + 44, 376), (x + half * 0.7, 412), (x - half * 0.7, 412)], darken(concrete, 0.08)
        )
        scene.rect(x - half * 0.5, foot + 16, half, 46, concrete, 0.22)
    scene.rect(-10, 346, WIDTH + 20, 24, concrete)
    scene.rect(-10, 366, WIDTH + 20, 8, darken(concrete, 0.3))
    rail = scene.tone("#8d8570")
    scene.rect(-10, 326, WIDTH + 20, 3, rail)
    for x in range(0, WIDTH, 34):
        scene.rect(x, 326, 3, 20, rail)
    car(scene, 1010, 346, 1.5, MADDER)
    car(scene, 420, 346, 1.2, "#e09b1a")
    for x, y, half, height in ((140, 800, 230, 66), (1450, 830, 260, 92)):
        island(scene, x, y, half, height, mix(scene.hour.near, scene.tone(scene.hour.leaf), 0.65))
    swallow_boat(scene, 620, 900, 1.0, MADDER)
    swallow_boat(scene, 960, 850, 0.75, "#2b6d5a")
    covered_boat(scene, 1180, 930, 1.3)
    corners(scene, 8)
    birds(scene, 660, 210, 6)


def wide_span(scene: Scene) -> None:
    """A curved road bridge on three great piers between steep banks, a river town's boats below."""
    start = scene.mark()
    backdrop(scene, "twin", horizon=600, height=1.2)
    lake(scene, 640, reflection=start)
    leaf = scene.tone(scene.hour.leaf)
    concrete = scene.tone("#d9d6cc")
    for side in (-1, 1):
        base = 800 + side * 820
        shape: list[Point] = [
            (base, 380),
            (base - side * 190, 430),
            (base - side * 330, 540),
            (base - side * 300, 660),
            (base - side * 400, 760),
            (base, 860),
        ]
        scene.sheet(outline(shape), scene.gradient([(0, mix(leaf, "#dfe09a", 0.35)), (1, mix(leaf, "#10302c", 0.4))]))
        for _ in range(24):
            canopy(
                scene,
                base - side * scene.between(0, 300),
                scene.between(420, 800),
                scene.between(30, 54),
                mix(leaf, "#10302c", scene.between(0, 0.3)),
                8,
            )
    piers = (430, 800, 1170)
    for x in piers:
        scene.polygon(
            [(x - 22, 440), (x + 22, 440), (x + 32, 790), (x - 32, 790)],
            scene.gradient(
                [(0, lighten(concrete, 0.35)), (0.45, concrete), (1, darken(concrete, 0.4))], (0, 0), (1, 0)
            ),
        )
        scene.rect(x - 60, 782, 120, 18, darken(concrete, 0.2), radius=6)
        scene.ellipse(x, 806, 100, 10, darken(scene.hour.near, 0.5), 0.4)
    deck = "M60 452"
    for left, right in ((60, 430), (430, 800), (800, 1170), (1170, 1540)):
        middle = (left + right) / 2
        deck += f"M{left} 426H{right}V{number(486 if right != 1540 else 452)}"
        f"Q{number(middle)} {number(448)} {left} {486 if left != 60 else 452}Z"
    scene.path(deck, scene.gradient([(0, lighten(concrete, 0.2)), (1, darken(concrete, 0.25))]))
    scene.rect(40, 414, 1520, 16, lighten(concrete, 0.25))
    rail = scene.tone("#a3242b")
    scene.rect(40, 392, 1520, 4, rail)
    for x in range(50, 1560, 40):
        scene.rect(x, 392, 4, 22, rail)
    car(scene, 620, 414, 1.6, "#2b4f8f")
    car(scene, 1060, 414, 1.3, "#f3ead6")
    for x in (540, 700, 900, 1090):
        scene.line([(x, 414), (x, 330)], scene.tone("#6a6a70"), 4)
        scene.line([(x, 332), (x + 22, 326)], scene.tone("#6a6a70"), 4)
    covered_boat(scene, 600, 850, 1.5)
    covered_boat(scene, 1010, 900, 1.9, roof="#c8752f", mirror=True)
    sampan(scene, 960, 720, 0.9)
    mist(scene, 600, 90, 0.4)
    birds(scene, 640, 210, 6)


def iron_truss(scene: Scene) -> None:
    """A short iron truss bridge on stone piers over a small river, people and bicycles crossing."""
    x: float
    backdrop(scene, "low", horizon=500, height=1.1, clouds=2)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 560, 40, 520)
    for x in range(20, 1620, 100):
        tree(scene, x, 600, scene.between(90, 150))
    for x, size in ((150, 1.0), (1450, 1.0), (1310, 0.9)):
        stilt_house(scene, x, 622, size, distance=0.1)
    top, low = mix(scene.hour.foot, "#b9d8cf", 0.4), mix(scene.hour.near, "#2a6f74", 0.6)
    scene.rect(0, 640, WIDTH, HEIGHT - 640, mix(leaf, "#d9d48f", 0.35))
    scene.path(
        "M420 640Q300 760 330 860T200 1010H1400Q1280 900 1270 800T1180 640Z", scene.gradient([(0, top), (1, low)])
    )
    for _ in range(70):
        share = scene.random.random()
        scene.rect(
            scene.between(360, 1150), 660 + share * 340, 30 + 110 * share, 2 + 2 * share, "#ffffff", 0.35, radius=2
        )
    stone = scene.tone("#9a9484")
    for x in (330, 800, 1270):
        scene.polygon(
            [(x - 40, 700), (x + 40, 700), (x + 56, 880), (x - 56, 880)],
            scene.gradient([(0, lighten(stone, 0.3)), (1, darken(stone, 0.25))], (0, 0), (1, 0)),
        )
        for row in range(6):
            scene.line(
                [(x - 44 - row * 2, 726 + row * 26), (x + 44 + row * 2, 726 + row * 26)], darken(stone, 0.3), 2, 0.5
            )
    iron = scene.tone("#4a5875")
    for offset, shade in ((-16, darken(iron, 0.2)), (0, iron)):
        scene.rect(120, 690 + offset, 1360, 16, shade)
        scene.rect(180, 528 + offset, 1240, 12, shade)
        for index in range(15):
            x = 180 + index * 88.6
            scene.line([(x, 534 + offset), (x, 692 + offset)], shade, 7)
            if index < 14:
                scene.line([(x, 692 + offset), (x + 88.6, 536 + offset)], shade, 6)
                scene.line([(x, 536 + offset), (x + 88.6, 692 + offset)], shade, 4)
        scene.line([(120, 692 + offset), (180, 534 + offset)], shade, 10)
        scene.line([(1480, 692 + offset), (1420, 534 + offset)], shade, 10)
        if offset:
            wood = scene.tone("#8a6a44")
            scene.rect(120, 676, 1360, 14, wood)
            for x, blouse, height in (
                (360, MADDER, 104),
                (430, "#f3ead6", 104),
                (700, "#2f7a5a", 108),
                (940, INDIGO, 104),
                (1180, MADDER, 106),
            ):
                figure(scene, x, 690, height, blouse=blouse, hat="cone" if x % 200 else "scarf", walking=True)
    for x in (60, 1540):
        bamboo(scene, x, 1000, 420, 8)
    corners(scene, 12)
    branch(scene, 1640, 40, 2.75, 210, 14, size=20, ban=True)
    birds(scene, 620, 190, 5)


def _gorge_side(scene: Scene, side: int, top: float, reach: float) -> None:
    leaf = scene.tone(scene.hour.leaf)
    value = scene.noise(5, 0.6)
    base = 800 + side * 820
    rim: list[Point] = [(base, top - 30)]
    rim += [(base - side * reach * step / 10, top + 20 * value(step)) for step in range(11)]
    wall = [
        (base - side * (reach + 190 * (value(step / 9) - 0.5) - (step - 0) * 3.4), top + step * 14.0)
        for step in range(1, 52)
    ]
    shape = [*rim, *wall, (base, HEIGHT + 20)]
    fill = scene.gradient(
        [
            (0, mix(leaf, "#d9d3b0", 0.55)),
            (0.5, mix(scene.hour.near, "#8f8a72", 0.45)),
            (1, mix(scene.hour.near, "#12302f", 0.6)),
        ],
        (0, top),
        (0, HEIGHT),
        absolute=True,
    )
    scene.sheet(outline(shape), fill)
    with scene.group(f'clip-path="url(#{scene.clip(outline(shape))})"'):
        for index in range(70):
            x, y = scene.random.choice(wall)
            x += side * scene.between(0, reach)
            scene.polygon(
                [(x, y), (x + 12, y + 20), (x + 4, y + scene.between(60, 150)), (x - 10, y + 40)],
                "#fff3cf" if index % 3 == 0 else "#10282a",
                0.16,
            )
    for index in range(30):
        x = base - side * scene.between(0, reach * 1.0)
        y = scene.between(top - 10, top + 26) if index < 18 else scene.between(top + 120, 1000)
        canopy(scene, x, y, scene.between(26, 56), mix(leaf, "#dfe9b0", scene.between(0, 0.25)), 8)


def _suspended(scene: Scene, left: float, right: float, level: float, sag: float, tower: float) -> None:
    """Cables, hangers and a glass deck between two white towers."""
    cable = scene.tone("#5b4a4a")
    middle = (left + right) / 2
    for shift in (0, 6):
        scene.curve(
            f"M{left} {level - tower - shift}Q{middle} "
            f"{level + tower * 0.55 + shift * 5} {right} {level - tower - shift}",
            cable,
            5 - shift / 3,
        )
    count = int((right - left) / 38)
    for index in range(count):
        share = (index + 0.5) / count
        x = left + (right - left) * share
        y = level - tower + tower * 1.55 * 2 * share * (1 - share)
        deck = level + sag * 2 * share * (1 - share)
        if y < deck:
            scene.line([(x, y), (x, deck)], cable, 2)
    glass = scene.tone("#c9eef2")
    scene.path(
        f"M{left - 20} {level}Q{middle} {level + sag} {right + 20} {level}"
        f"V{level + 17}Q{middle} {level + sag + 19} {left - 20} {level + 17}Z",
        glass,
    )
    scene.curve(
        f"M{left - 20} {level + 17}Q{middle} {level + sag + 19} {right + 20} {level + 17}", scene.tone("#2f7f86"), 5
    )
    for index in range(count):
        share = (index + 0.5) / count
        deck = level + sag * 2 * share * (1 - share)
        scene.line(
            [(left + (right - left) * share, deck), (left + (right - left) * share, deck + 17)],
            scene.tone("#7fbcc4"),
            2,
        )
    for x in (left, right):
        scene.polygon(
            [(x - 16, level + 18), (x - 9, level - tower - 20), (x + 9, level - tower - 20), (x + 16, level + 18)],
            scene.tone("#f7efe0"),
        )
        scene.rect(x - 24, level - tower - 28, 48, 14, scene.tone(MADDER))


def glass_gorge(scene: Scene) -> None:
    """A glass-floored suspension bridge over a deep green gorge, a cliff walk leading to it."""
    backdrop(scene, "twin", horizon=500)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 640, 80, 380, mix(leaf, "#d8e0a0", 0.55), mix(leaf, scene.hour.foot, 0.3))
    mist(scene, 600, 130, 0.6)
    hill(scene, 760, 90, 300, mix(leaf, "#c9d890", 0.45), mix(leaf, "#12302f", 0.35), offset=400)
    stream(
        scene,
        [(850, 690, 2), (815, 730, 6), (870, 775, 11), (790, 830, 20), (850, 890, 34), (770, 950, 54), (820, 1020, 90)],
    )
    for side in (-1, 1):
        _gorge_side(scene, side, 330, 430)
    mist(scene, 690, 190, 0.55)
    _suspended(scene, 380, 1220, 452, 36, 220)
    walk = scene.tone("#c9eef2")
    scene.path("M1220 466Q1330 470 1400 500T1620 540V556Q1500 540 1400 516T1220 482Z", walk)
    for index in range(9):
        x = 1250 + index * 42
        scene.line([(x, 470 + index * 8), (x + 10, 520 + index * 9)], scene.tone("#5b4a4a"), 3)
    for index, x in enumerate((560, 600, 640, 830, 870, 905, 1050)):
        y = 462 + 18 * math.sin((x - 360) / 880 * math.pi)
        figure(scene, x, y, 54, blouse=(MADDER, "#f3ead6", "#f2b134")[index % 3], hat="hair")
    birds(scene, 700, 180, 5)


def island_park(scene: Scene) -> None:
    """A park in tea hills: a monorail on slender posts, a zip line, flower beds and the towers of a bridge behind."""
    y: float
    backdrop(scene, "karst", horizon=470, height=1.05, clouds=2)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 560, 60, 460, mix(leaf, "#dfe29a", 0.5), leaf)
    _suspended(scene, 980, 1500, 470, 22, 120)
    for x, y, half, height, near in ((250, 690, 420, 120, 0.3), (1330, 730, 460, 150, 0.45), (760, 800, 480, 140, 0.6)):
        contour_hill(
            scene,
            x,
            y,
            half,
            height,
            9,
            scene.tone(mix("#cfdc84", "#a8cf4e", near)),
            scene.tone(mix("#6fa06a", "#1f5d34", near)),
            tilt=0.28,
        )
    rail = scene.tone("#e9e2d2")
    for index in range(12):
        x = -20 + index * 150
        y = 610 + 70 * math.sin(index * 0.6 + 0.4)
        scene.rect(x - 6, y, 12, 150, scene.gradient([(0, rail), (1, darken(rail, 0.3))], (0, 0), (1, 0)))
    track = [(-40 + step * 25.0, 610 + 70 * math.sin((step * 25 - 20) / 150 * 0.6 + 0.4)) for step in range(70)]
    scene.line(track, darken(rail, 0.4), 15)
    scene.line([(x, y - 4) for x, y in track], rail, 8)
    for index, colour in enumerate((MADDER, "#f2b134", "#2b6d5a")):
        x = 470 + index * 112
        y = 610 + 70 * math.sin((x + 20) / 150 * 0.6 + 0.4)
        with scene.placed(x, y - 8, 1.25, turn=14 - index * 9):
            scene.rect(-40, -46, 80, 42, scene.tone(colour), radius=12)
            for window in range(3):
                scene.rect(-32 + window * 23, -40, 18, 19, scene.tone("#dbeef2"), radius=4)
            scene.rect(-40, -12, 80, 5, scene.tone("#fbf3e2"))
    cable = scene.tone("#4a4a5a")
    scene.curve("M120 250Q760 440 1580 360", cable, 3)
    scene.polygon([(104, 420), (116, 236), (126, 236), (138, 420)], scene.tone("#8a5a34"))
    with scene.placed(760, 366, 1.0):
        scene.line([(0, 0), (0, 40)], cable, 2.5)
        scene.path("M-10 40Q-14 66 -4 74L16 84L22 74L8 64L10 40Z", scene.tone(INDIGO))
        scene.line([(-6, 46), (0, 4)], scene.tone("#dcb083"), 4.5)
        scene.circle(0, 34, 7.5, scene.tone("#f2b134"))
    meadow(scene, 850, 40, 560, depth=0.4)
    for index, colours in enumerate((("#c8352f",), ("#f2b134",), ("#a8356a",), ("#f3ead6",), ("#e58aa5",))):
        flower_bed(scene, 190 + index * 305, 930 + (index % 2) * 26, 140, 34, colours, 11, 0.05)
    for x, blouse in ((350, MADDER), (400, "#e09b1a"), (980, "#f3ead6"), (1040, "#2f7a5a")):
        figure(scene, x, 985, 130 if x != 400 else 92, blouse=blouse, hat="hair", walking=True)
    blossom_tree(scene, 1520, 1000, 330, "#fdf6f2", "#e7a7be", 36)
    birds(scene, 560, 170, 5)
