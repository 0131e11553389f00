"""Lakes and reservoirs: islands, bays among limestone, a heart-shaped islet, shores with houses and boats."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import HEIGHT, WIDTH, Scene, smooth
from portal.media.illustrations.elements.boats import covered_boat, raft, sampan, swallow_boat
from portal.media.illustrations.elements.houses import stilt_house
from portal.media.illustrations.elements.land import backdrop, hill, karst_tower, meadow
from portal.media.illustrations.elements.plants import (
    bamboo,
    blossom_tree,
    branch,
    canopy,
    corners,
    grass,
    pine,
    tree,
)
from portal.media.illustrations.elements.sky import birds, mist, smoke
from portal.media.illustrations.elements.water import island, lake
from portal.media.illustrations.palettes import CHERRY_PINK, INDIGO, MADDER, darken, lighten, mix

Layout = tuple[tuple[float, float, float, float], ...]

LAYOUTS: dict[str, Layout] = {
    "many": (
        (120, 572, 90, 20),
        (700, 571, 70, 16),
        (1120, 573, 110, 22),
        (250, 592, 150, 46),
        (610, 585, 90, 30),
        (1330, 596, 170, 54),
        (820, 618, 80, 30),
        (440, 668, 190, 74),
        (1180, 672, 130, 52),
        (1490, 740, 230, 100),
        (90, 800, 290, 128),
    ),
    "few": ((180, 580, 190, 42), (1340, 584, 240, 54), (760, 606, 120, 34), (1120, 700, 210, 74)),
    "left": ((130, 590, 260, 90), (420, 620, 150, 52), (60, 720, 330, 130), (1420, 576, 130, 26)),
    "right": ((1450, 588, 260, 86), (1190, 630, 170, 60), (1500, 760, 360, 150), (300, 575, 120, 24)),
    "none": (),
}


def islands(
    scene: Scene,
    *,
    style: str = "range",
    layout: str = "many",
    boats: int = 2,
    houses: int = 0,
    bloom: str = "",
    horizon: float = 560,
    near: str = "none",
) -> None:
    """A lake with wooded islands; `near` adds a foreground: bamboo, pines, cherry or reeds."""
    start = scene.mark()
    backdrop(scene, style, horizon=horizon + 40, haze=0.45)
    lake(scene, horizon, reflection=start)
    for index in range(houses):
        x = 80 + index * 1440 / max(1, houses - 1) + scene.between(-16, 16)
        stilt_house(scene, x, horizon + scene.between(4, 18), 0.6, distance=0.18)
    for index, (x, y, half, height) in enumerate(LAYOUTS[layout]):
        nearness = min(1.0, 0.3 + (y - horizon) / 260)
        colour = mix(scene.hour.near, darken(scene.tone(scene.hour.leaf), 0.12), nearness)
        island(
            scene, x + scene.between(-20, 20), y + horizon - 560, half, height, colour, bloom=bloom if index > 1 else ""
        )
        if layout == "many" and index in (7, 9):
            stilt_house(scene, x - half * 0.55, y - 3, 0.62 + 0.12 * (index - 7))
    spots = ((760, 790, 1.25), (1030, 690, 0.7), (520, 880, 1.7), (1210, 840, 1.1))
    for index in range(boats):
        x, y, size = spots[index]
        covered_boat(scene, x, y, size, roof=("#b3443b", "#c8752f", "#2b6d5a", "#7a4a86")[index], mirror=index % 2 == 1)
    if near == "bamboo":
        bamboo(scene, 90, 1010, 470, 9)
        bamboo(scene, 1540, 1010, 380, 7)
    elif near == "pines":
        meadow(scene, 965, 40, 600, depth=0.5)
        for x, size in ((70, 520), (190, 400), (300, 300), (1390, 360), (1530, 480)):
            pine(scene, x, 985, size)
    elif near == "cherry":
        branch(scene, 1640, 60, 2.8, 230, 15, size=20, colour="#fff4f8", heart="#d9799b")
    elif near == "reeds":
        for _ in range(26):
            side = scene.random.choice((0, 1))
            grass(scene, scene.between(0, 360) + side * 1240, scene.between(960, 1010), scene.between(90, 190))
    birds(scene, 430, 220, 6)


def karst_bay(scene: Scene) -> None:
    """A quiet bay between limestone towers rising from the water, a tour boat and a raft."""
    start = scene.mark()
    backdrop(scene, "karst", horizon=560, height=0.9, layers=2)
    lake(scene, 585, reflection=start, ripples=110)
    towers = (
        (230, 640, 380, 430),
        (60, 740, 330, 520),
        (1250, 630, 300, 360),
        (1450, 690, 420, 560),
        (930, 610, 130, 150),
        (620, 625, 110, 120),
    )
    for x, base, width, height in sorted(towers, key=lambda item: item[1]):
        near = (base - 600) / 140
        colour = mix(scene.hour.near, scene.tone("#7f8f84"), 0.35 + 0.4 * near)
        scene.ellipse(x, base + 4, width * 0.6, 26 + 20 * near, darken(scene.hour.near, 0.35), 0.35)
        karst_tower(scene, x, base, width, height, colour, mix(colour, scene.tone(scene.hour.leaf), 0.6))
        for _ in range(int(width / 22)):
            canopy(
                scene,
                x + scene.between(-0.48, 0.48) * width,
                base - scene.between(0, 40),
                scene.between(14, 30),
                scene.tone(mix(scene.hour.leaf, "#10302c", 0.25)),
                7,
            )
        for _ in range(int(width / 45)):
            canopy(
                scene,
                x + scene.between(-0.26, 0.26) * width,
                base - height * scene.between(0.7, 0.96),
                scene.between(12, 24),
                scene.tone(scene.hour.leaf),
                6,
            )
        scene.rect(x - width * 0.56, base + 1, width * 1.12, 4, "#ffffff", 0.4, radius=2)
    covered_boat(scene, 760, 800, 1.7)
    raft(scene, 1090, 720, 1.0)
    sampan(scene, 470, 880, 1.2, mirror=True)
    birds(scene, 700, 210, 6)


def heart_island(scene: Scene) -> None:
    """A heart-shaped wooded islet seen from above, with a ring of pale shallows and a boat's wake."""
    backdrop(scene, "twin", horizon=330, height=0.62, haze=0.4)
    top, low = mix(scene.hour.foot, "#a8dcd8", 0.6), mix(scene.hour.near, "#125f74", 0.75)
    lake(scene, 330, top=top, low=low, ripples=170)
    for x, y, half, height in ((180, 352, 220, 34), (1380, 356, 250, 44), (900, 345, 120, 18)):
        island(scene, x, y, half, height, mix(scene.hour.near, scene.tone(scene.hour.leaf), 0.4))
    points = []
    for degrees in range(0, 360, 5):
        angle = math.radians(degrees)
        across = math.sin(angle) ** 3
        down = -(13 * math.cos(angle) - 5 * math.cos(2 * angle) - 2 * math.cos(3 * angle) - math.cos(4 * angle)) / 16
        points.append((across, down))
    for size, colour, strength in ((440, "#8fd6cf", 0.28), (408, "#b8e6da", 0.4), (378, "#f1e3b8", 1.0)):
        ring = [(800 + px * size, 655 + py * size * 0.66) for px, py in points]
        scene.path(smooth(ring, closed=True), scene.tone(colour), strength)
    green = scene.tone(scene.hour.leaf)
    inner = [(800 + px * 350, 652 + py * 350 * 0.66) for px, py in points]
    scene.sheet(
        smooth(inner, closed=True), scene.gradient([(0, mix(green, "#d9e08a", 0.4)), (1, darken(green, 0.25))]), lift=4
    )
    spots = []
    for _ in range(210):
        angle = math.radians(scene.between(0, 360))
        reach = scene.random.random() ** 0.5 * 0.93
        across = math.sin(angle) ** 3
        down = -(13 * math.cos(angle) - 5 * math.cos(2 * angle) - 2 * math.cos(3 * angle) - math.cos(4 * angle)) / 16
        spots.append((652 + down * 350 * 0.66 * reach, 800 + across * 350 * reach))
    for y, x in sorted(spots):
        canopy(scene, x, y - 8, scene.between(16, 27), mix(green, "#cfe08a", scene.between(0, 0.35)), 6)
    with scene.group('opacity="0.55"'):
        scene.curve("M1590 1010C1420 960 1330 900 1255 842", "#ffffff", 6)
        scene.curve("M1500 1015C1390 965 1310 905 1245 850", "#ffffff", 4)
    covered_boat(scene, 1215, 830, 1.3, mirror=True)
    sampan(scene, 330, 860, 1.1)
    birds(scene, 560, 140, 6)


def valley_lake(
    scene: Scene, *, style: str = "karst", dam: bool = False, fields: bool = True, boat: str = "sampan"
) -> None:
    """A small reservoir in a ring of hills, with fields or an earth dam in front."""
    size: float
    x: float
    y: float
    start = scene.mark()
    backdrop(scene, style, horizon=500, height=0.95)
    lake(scene, 520, reflection=start, ripples=90)
    leaf = scene.tone(scene.hour.leaf)
    for side in (-1, 1):
        base = 800 + side * 800
        shore = [
            (base, 500.0),
            (base - side * 190, 520.0),
            (base - side * 420, 566.0),
            (base - side * 300, 640.0),
            (base - side * 480, 700.0),
            (base, 800.0),
        ]
        scene.sheet(
            smooth(shore, closed=False) + "Z", scene.gradient([(0, mix(leaf, "#dfe6a0", 0.3)), (1, darken(leaf, 0.25))])
        )
        for index in range(26):
            x = base - side * scene.between(0, 300)
            canopy(scene, x, 520 + abs(index - 13) * 3 + scene.between(-6, 40), scene.between(16, 34), leaf, 7)
    if boat == "sampan":
        sampan(scene, 760, 640, 1.0)
        sampan(scene, 940, 690, 1.25, mirror=True)
    else:
        covered_boat(scene, 820, 660, 1.1)
    if dam:
        stone = scene.tone("#cfc4a8")
        scene.sheet(
            "M-20 800Q800 742 1620 800V846Q800 792 -20 846Z", scene.gradient([(0, lighten(stone, 0.3)), (1, stone)])
        )
        scene.path(
            "M-20 846Q800 792 1620 846V1010H-20Z",
            scene.gradient([(0, mix(leaf, "#e1e3a2", 0.5)), (1, darken(leaf, 0.2))]),
        )
        for index in range(27):
            scene.rect(index * 62 - 4, 782 - 30 * (1 - ((index - 13) / 13) ** 2), 5, 24, darken(stone, 0.3))
        scene.rect(1120, 700, 74, 86, lighten(stone, 0.15))
        scene.polygon([(1106, 704), (1157, 668), (1208, 704)], scene.tone("#8d4a38"))
        scene.rect(1146, 728, 24, 30, darken(stone, 0.6))
        for x, size in ((140, 210), (330, 160), (1450, 220)):
            tree(scene, x, 960, size)
    elif fields:
        for row in range(5):
            level = 770 + row * 56
            colour = scene.tone(("#d9c95a", "#a9c258", "#c9d77a", "#8fb04d", "#e0c64f")[row])
            hill(scene, level, 18, 700, mix(colour, "#fff3c0", 0.2), mix(colour, leaf, 0.35), offset=row * 260)
        for x, y, size in ((260, 830, 0.9), (1290, 850, 1.0)):
            stilt_house(scene, x, y, size)
            tree(scene, x - 90, y + 6, 130)
            tree(scene, x + 96, y + 4, 110)
    corners(scene, 10, (40, 70))
    birds(scene, 560, 160, 5)


def shore_town(scene: Scene) -> None:
    """Rows of stone-roofed stilt houses on terraces above the water, swallow-tail boats at the foot."""
    backdrop(scene, "left", horizon=470, height=1.15)
    leaf = scene.tone(scene.hour.leaf)
    for row, (level, count, size) in enumerate(((490, 9, 0.78), (575, 8, 1.02), (685, 7, 1.34))):
        hill(
            scene,
            level - 14,
            26,
            800,
            mix(leaf, "#dde0b0", 0.4),
            mix(leaf, "#12302f", 0.2),
            offset=row * 333,
            slope=-30,
        )
        for index in range(count):
            x = (index + 0.5) * WIDTH / count + (row % 2) * 40 - 20
            stilt_house(scene, x, level + 40 - 30 * (x - 800) / WIDTH, size, "stone", distance=0.16 - 0.07 * row)
            if index % 2 == row % 2:
                canopy(scene, x + 74 * size, level + 34 - 30 * (x - 800) / WIDTH, 24 * size, leaf, 8)
        mist(scene, level - 40, 70, 0.3)
    wall = scene.tone("#b9b2a0")
    scene.sheet("M-20 752Q800 732 1620 726V770Q800 776 -20 792Z", scene.gradient([(0, lighten(wall, 0.2)), (1, wall)]))
    top, low = mix(scene.hour.foot, "#a9cfcb", 0.5), mix(scene.hour.near, "#174c5e", 0.65)
    scene.path(
        f"M-20 790Q800 774 1620 768V{HEIGHT + 10}H-20Z", scene.gradient([(0, top), (0.4, mix(top, low, 0.6)), (1, low)])
    )
    for _ in range(70):
        share = scene.random.random() ** 1.3
        width = 30 + 150 * share * scene.random.random()
        scene.rect(
            scene.between(-40, 1600), 796 + share * 200, width, 1.5 + 2.5 * share, lighten(top, 0.5), 0.4, radius=2
        )
    swallow_boat(scene, 480, 880, 1.0, MADDER)
    swallow_boat(scene, 1130, 850, 0.8, "#2b6d5a")
    swallow_boat(scene, 1010, 960, 1.25, INDIGO)
    birds(scene, 940, 190, 5)


def cherry_islet(scene: Scene) -> None:
    """An islet covered in cherry blossom with a footbridge, petals on the water."""
    x: float
    y: float
    start = scene.mark()
    backdrop(scene, "rolling", horizon=560, height=1.15, clouds=1)
    lake(scene, 540, reflection=start)
    leaf = scene.tone(scene.hour.leaf)
    island(scene, 150, 556, 230, 52, mix(scene.hour.near, leaf, 0.5))
    island(scene, 1470, 560, 220, 60, mix(scene.hour.near, leaf, 0.5))
    wood = scene.tone("#8a5a3a")
    scene.curve("M-20 742Q180 690 400 730", wood, 12)
    scene.curve("M-20 716Q180 664 400 704", wood, 5)
    for index in range(10):
        x = 10 + index * 42
        y = 738 - 34 * (1 - ((x - 190) / 210) ** 2)
        scene.rect(x - 3, y - 26, 6, 70, wood)
    ground = [
        (330.0, 752.0),
        (470.0, 690.0),
        (760.0, 640.0),
        (1060.0, 664.0),
        (1250.0, 752.0),
        (1040.0, 806.0),
        (760.0, 822.0),
        (480.0, 800.0),
    ]
    scene.ellipse(800, 800, 490, 44, darken(scene.hour.near, 0.4), 0.35)
    scene.sheet(smooth(ground, closed=True), scene.gradient([(0, mix(leaf, "#e4e7a6", 0.5)), (1, darken(leaf, 0.15))]))
    trees = [(scene.between(430, 1170), scene.between(672, 790)) for _ in range(30)]
    for x, y in sorted(trees, key=lambda item: item[1]):
        if (x - 800) ** 2 / 400**2 + (y - 732) ** 2 / 80**2 < 1:
            blossom_tree(scene, x, y, 90 + (y - 660) * 0.75, CHERRY_PINK, "#c8487f", 24)
    sampan(scene, 1330, 850, 1.4, mirror=True)
    for _ in range(110):
        scene.ellipse(
            scene.random.gauss(800, 420),
            scene.between(815, 980),
            scene.between(3, 6),
            scene.between(1.5, 2.6),
            lighten(CHERRY_PINK, 0.3),
            0.85,
        )
    birds(scene, 420, 180, 5)


def forest_lake(scene: Scene, *, bloom: str = "") -> None:
    """A lake deep among wooded hills, rowing boats on the mirror of the water, a stilt house on a spit."""
    start = scene.mark()
    backdrop(scene, "right", horizon=470, height=0.9)
    leaf = scene.tone(scene.hour.leaf)
    for level, offset, depth in ((500, 0, 0.25), (545, 700, 0.45)):
        ground = hill(
            scene,
            level,
            90,
            380,
            mix(leaf, scene.hour.foot, 0.4 - depth * 0.4),
            mix(leaf, "#10302c", depth),
            offset=offset,
            rim=0.15,
        )
        for _ in range(46):
            x = scene.between(-20, 1620)
            canopy(
                scene,
                x,
                ground(x) + scene.between(0, 40),
                scene.between(18, 36),
                mix(leaf, scene.hour.foot, 0.3 - depth * 0.5),
                6,
            )
    lake(scene, 590, reflection=start, ripples=100)
    scene.sheet(
        "M-20 640Q260 612 470 664Q330 706 -20 720Z",
        scene.gradient([(0, mix(leaf, "#dfe3a2", 0.45)), (1, darken(leaf, 0.2))]),
    )
    stilt_house(scene, 190, 662, 1.05)
    smoke(scene, 200, 590, 120, 0.35, 14)
    for x, y, size in ((70, 676, 150), (320, 674, 120)):
        if bloom:
            blossom_tree(scene, x, y, size, bloom)
        else:
            tree(scene, x, y, size)
    sampan(scene, 720, 740, 1.1)
    sampan(scene, 1010, 820, 1.5, mirror=True)
    sampan(scene, 1240, 690, 0.8)
    if bloom:
        for x, y, size in ((1420, 1000, 420), (1570, 990, 330)):
            blossom_tree(scene, x, y, size, bloom, clumps=36)
    else:
        branch(scene, -30, 60, 0.35, 230, 15, size=18, colour="#fff0f5", heart="#d9799b")
    corners(scene, 8, (40, 76))
    birds(scene, 600, 180, 6)
