"""Single buildings: the round museum, the old residence, the brick prison, temples, the square and the town."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene, number, smooth
from portal.media.illustrations.elements.boats import covered_boat
from portal.media.illustrations.elements.houses import (
    brick_wall,
    colonial_house,
    stele,
    steps,
    stilt_house,
    temple,
    town_house,
)
from portal.media.illustrations.elements.land import backdrop, cliff, hill, meadow, rocks
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import (
    bamboo,
    blossom_tree,
    branch,
    canopy,
    corners,
    flower_bed,
    pine,
    tree,
)
from portal.media.illustrations.elements.sky import birds, mist, smoke
from portal.media.illustrations.elements.water import fall, lake, pool, spray
from portal.media.illustrations.palettes import MADDER, PEACH_PINK, darken, lighten, mix


def hat_museum(scene: Scene) -> None:
    """A round museum shaped like a helmet under a camouflage net, broad steps and blossom before it."""
    backdrop(scene, "range", horizon=540)
    ground = hill(scene, 640, 40, 700, scene.tone("#b9cf86"), scene.tone("#5f8a4c"))
    for x in (90, 190, 290, 1320, 1420, 1530):
        tree(scene, x, ground(x) + 70, scene.between(150, 210))
    shell = "M430 720Q462 430 640 404Q800 386 960 404Q1138 430 1170 720Z"
    light, dark = scene.tone("#fffdf4"), scene.tone("#a89f82")
    scene.sheet(shell, scene.gradient([(0, light), (0.6, scene.tone("#e9e2cc")), (1, dark)]))
    rib = scene.tone("#8d8a6a")
    with scene.group(f'clip-path="url(#{scene.clip(shell)})"'):
        for index in range(-11, 12):
            for lean in (-1, 1):
                scene.curve(
                    f"M{800 + index * 17} 392Q{number(800 + index * 34 + lean * 30)} 520 "
                    f"{number(800 + index * 42 + lean * 92)} 726",
                    rib,
                    4,
                    0.65,
                )
        scene.path("M960 404Q1138 430 1170 720H1010Q1010 500 900 396Z", darken(dark, 0.4), 0.2)
    scene.ellipse(800, 404, 160, 15, scene.tone("#8d8a6a"))
    scene.ellipse(800, 401, 146, 10, light)
    scene.rect(700, 640, 200, 80, scene.tone("#3d3a44"))
    for index in range(5):
        scene.rect(706 + index * 39, 648, 32, 72, scene.tone("#8fb4ba"), 0.55)
    scene.polygon([(640, 640), (960, 640), (930, 612), (670, 612)], scene.tone(MADDER))
    scene.rect(380, 716, 840, 22, scene.tone("#d9cdb0"))
    for index in range(8):
        scene.rect(
            330 - index * 26, 738 + index * 18, 940 + index * 52, 18, scene.tone(("#f1e7cf", "#d8caa8")[index % 2])
        )
    hill(scene, 960, 60, 600, scene.tone("#9cbb68"), scene.tone("#4d7a44"), offset=200)
    for x, height in ((150, 300), (1440, 330)):
        blossom_tree(scene, x, 1000, height, "#fbe3ec")
    for x, blouse in ((690, MADDER), (750, "#f3ead6"), (960, "#2f7a5a")):
        figure(scene, x, 830, 82, blouse=blouse, hat="hair")
    birds(scene, 560, 220, 5)


def residence_museum(scene: Scene) -> None:
    """An old residence with arcades and a tiled roof in a garden, brick walls of a prison beside it."""
    backdrop(scene, "left", horizon=520, clouds=2)
    meadow(scene, 620, 50, 520)
    brick_wall(scene, 1120, 1600, 720, 150, 5)
    for x in (70, 180, 300, 1060, 1180):
        tree(scene, x, 690, scene.between(200, 280))
    colonial_house(scene, 640, 800, 3.0)
    hill(
        scene,
        800,
        14,
        700,
        mix(scene.tone(scene.hour.leaf), "#dfe29a", 0.45),
        mix(scene.tone(scene.hour.leaf), "#10302c", 0.25),
    )
    scene.polygon([(600, 796), (680, 796), (860, 1010), (420, 1010)], scene.tone("#e7dabb"))
    for side in (-1, 1):
        for row in range(4):
            flower_bed(
                scene,
                640 + side * (150 + row * 40),
                830 + row * 44,
                70 + row * 10,
                14,
                ("#c8352f", "#f2b134", "#f3ead6"),
                8,
                0.05,
            )
    for x, y, blouse in ((560, 880, "#f3ead6"), (610, 884, MADDER), (740, 930, "#2f7a5a")):
        figure(scene, x, y, 120, blouse=blouse, hat="hair", walking=True)
    blossom_tree(scene, 1240, 960, 420, PEACH_PINK, "#c3406f", 40)
    blossom_tree(scene, 100, 990, 330, PEACH_PINK, "#c3406f", 34)
    corners(scene, 6, (36, 60))
    birds(scene, 980, 180, 5)


def brick_prison(scene: Scene) -> None:
    """Ruined brick walls and a watchtower on a hill, an old peach tree in bloom before them."""
    backdrop(scene, "range", horizon=530)
    leaf = scene.tone(scene.hour.leaf)
    light = mix(leaf, "#dfd38a", 0.45)
    ground = hill(scene, 640, 70, 620, light, mix(leaf, "#26402c", 0.4))
    for x in (70, 150, 1120, 1490, 1560):
        tree(scene, x, ground(x) + 30, scene.between(130, 190))
    brick_wall(scene, 230, 560, 700, 150, 4)
    brick_wall(scene, 900, 1420, 705, 170, 6)
    brick = scene.tone("#b4674a")
    pale, deep = mix(brick, "#ffe0b0", 0.4), mix(brick, "#3a1c22", 0.45)
    scene.path("M560 720V470h120v250Z", scene.gradient([(0, pale), (0.5, brick), (1, deep)], (0, 0), (1, 0)))
    for course in range(14):
        scene.line([(562, 486 + course * 17), (678, 486 + course * 17)], deep, 1.6, 0.35)
    scene.path("M536 476 620 404 704 476Z", mix(deep, "#5a2c30", 0.5))
    scene.rect(600, 510, 40, 52, mix(deep, "#1d1420", 0.6), radius=20)
    brick_wall(scene, 680, 900, 715, 210, 2)
    brick_wall(scene, 120, 420, 800, 120, 3)
    brick_wall(scene, 1080, 1540, 810, 130, 4)
    hill(scene, 850, 46, 560, mix(light, "#f3e8b8", 0.3), mix(leaf, "#26402c", 0.55), offset=500)
    steps(scene, 800, 1010, 815, 200, 90)
    blossom_tree(scene, 1130, 935, 480, "#f3a9bd", "#c3406f", 54)
    blossom_tree(scene, 330, 940, 300, "#f3b6c6", "#c3406f", 32)
    for _ in range(46):
        scene.ellipse(scene.random.gauss(1130, 190), scene.between(905, 985), 7, 3.5, "#f2a7bd", 0.9)
    for x, blouse in ((760, "#f3ead6"), (830, "#23263f")):
        figure(scene, x, 905, 96, blouse=blouse, hat="hair")
    birds(scene, 760, 210, 6)


def temple_hill(scene: Scene, *, style: str = "twin", twin: bool = False, water: bool = True) -> None:
    """A temple on a rounded hill above the water, a long stair and pines; `twin` adds a second shrine."""
    start = scene.mark()
    backdrop(scene, style, horizon=530)
    if water:
        lake(scene, 600, reflection=start, ripples=80)
        covered_boat(scene, 240, 720, 1.1)
        covered_boat(scene, 1400, 680, 0.8, roof="#2b6d5a", mirror=True)
    leaf = scene.tone(scene.hour.leaf)
    mound = [
        (40.0, 1020.0),
        (200.0, 880.0),
        (380.0, 740.0),
        (560.0, 640.0),
        (800.0, 596.0),
        (1040.0, 640.0),
        (1230.0, 740.0),
        (1420.0, 880.0),
        (1580.0, 1020.0),
    ]
    for x in (420, 500, 600, 1010, 1100, 1200):
        pine(scene, x, 640 + abs(x - 800) * 0.3, scene.between(190, 260))
    scene.sheet(smooth(mound) + "Z", scene.gradient([(0, mix(leaf, "#e2e09c", 0.45)), (1, mix(leaf, "#10302c", 0.4))]))
    if twin:
        temple(scene, 690, 660, 1.55)
        temple(scene, 1000, 690, 1.0, tiers=1, bays=3)
    else:
        temple(scene, 800, 660, 1.8)
    steps(scene, 780 if twin else 800, 1010, 665, 120, 56)
    for side in (-1, 1):
        for index in range(6):
            x = 800 + side * (170 + index * 66)
            y = 690 + index * 56
            canopy(scene, x, y, 34 + index * 6, mix(leaf, "#10302c", 0.15 + 0.05 * index), 9)
    for x, y, height, blouse in ((770, 860, 92, MADDER), (830, 800, 78, "#f3ead6"), (800, 940, 112, "#2f7a5a")):
        figure(scene, x, y, height, blouse=blouse)
    for x in (250, 1360):
        blossom_tree(scene, x, 960, 240, "#fff3f8", "#b8487f", 28)
    birds(scene, 420, 190, 5)


def cliff_temple(scene: Scene) -> None:
    """A temple under a limestone cliff that bears an engraved panel of verses, lotus pond in front."""
    backdrop(scene, "karst", horizon=500)
    wall = [
        (-20.0, 300.0),
        (120.0, 230.0),
        (330.0, 190.0),
        (560.0, 170.0),
        (760.0, 220.0),
        (900.0, 300.0),
        (1010.0, 440.0),
        (1080.0, 640.0),
        (1120.0, 780.0),
        (-20.0, 800.0),
    ]
    stone = scene.tone("#8f8d83")
    cliff(scene, wall, stone, gullies=90)
    leaf = scene.tone(scene.hour.leaf)
    for x, y in wall[:7]:
        for _ in range(7):
            canopy(
                scene,
                x + scene.between(-70, 70),
                y + scene.between(-6, 24),
                scene.between(24, 46),
                mix(leaf, "#dfe79a", scene.between(0, 0.2)),
                8,
            )
    panel = lighten(stone, 0.45)
    scene.path(
        "M250 330Q240 316 262 312H566Q590 316 582 334V556Q588 574 562 576H272Q246 572 250 552Z", darken(stone, 0.35)
    )
    scene.path("M262 342Q254 328 272 324H556Q576 328 570 344V548Q574 564 552 566H282Q260 562 262 544Z", panel)
    for column in range(9):
        for row in range(7):
            x, y = 290 + column * 31, 346 + row * 30
            mark = scene.random.random()
            scene.rect(x, y, 14, 3, darken(stone, 0.4), 0.8)
            scene.rect(x + 5, y, 3, 15, darken(stone, 0.4), 0.8)
            scene.rect(x + (1 if mark < 0.5 else 4), y + 14, 11 if mark < 0.5 else 8, 3, darken(stone, 0.4), 0.8)
    meadow(scene, 730, 30, 620)
    tree(scene, 1490, 800, 330)
    tree(scene, 700, 770, 210)
    temple(scene, 1060, 830, 2.2, roof="#8a3d30")
    hill(scene, 828, 8, 700, scene.tone("#e0d4b4"), scene.tone("#b8a884"))
    pool(scene, 420, 912, 330, 62, rim="#b9ad93")
    for _ in range(15):
        x, y = 420 + scene.between(-250, 250), 912 + scene.between(-40, 40)
        scene.ellipse(x, y, 34, 10, scene.tone("#4f8a52"))
        if scene.random.random() < 0.5:
            for petal in (-0.6, -0.3, 0, 0.3, 0.6):
                scene.ellipse(x + petal * 18, y - 18, 6, 13, scene.tone("#ec9db8"), turn=petal * 60)
    for x, blouse in ((960, MADDER), (1020, "#f3ead6"), (1200, "#2b2f77")):
        figure(scene, x, 930, 120, blouse=blouse)
    corners(scene, 6, (36, 66))
    birds(scene, 1180, 180, 5)


def waterfall_temple(scene: Scene) -> None:
    """A small temple among ban trees beside a waterfall."""
    backdrop(scene, "right", horizon=480)
    stone = scene.tone("#7d8a7a")
    cliff(
        scene,
        [(900, 330), (1060, 250), (1260, 220), (1460, 236), (1620, 200), (1620, 830), (960, 830), (900, 640)],
        stone,
        gullies=70,
    )
    leaf = scene.tone(scene.hour.leaf)
    for x in range(900, 1620, 46):
        canopy(
            scene,
            x,
            330 - (x - 900) * 0.15 + scene.between(-30, 20),
            scene.between(32, 58),
            mix(leaf, "#dfe79a", scene.between(0, 0.2)),
            8,
        )
    fall(scene, 1240, 240, 800, 110, spread=1.6)
    fall(scene, 1370, 250, 790, 46, spread=1.6)
    meadow(scene, 740, 40, 560)
    pool(scene, 1260, 820, 300, 50)
    spray(scene, 1260, 790, 230, 44, 0.9)
    for x, size in ((120, 260), (240, 210), (800, 230), (700, 190)):
        tree(scene, x, 770, size)
    temple(scene, 480, 820, 2.0, tiers=2, bays=5, roof="#75382f")
    hill(scene, 850, 10, 600, scene.tone("#d9cfa6"), mix(leaf, "#10302c", 0.3), offset=300)
    for x, y, size in ((180, 960, 380), (830, 930, 300), (60, 880, 260)):
        blossom_tree(scene, x, y, size, "#fff3f8", "#b8487f", 36)
    for x, blouse in ((420, MADDER), (480, "#f3ead6"), (560, "#2f7a5a"), (640, "#7a4a86")):
        figure(scene, x, 945, 130, blouse=blouse)
    rocks(scene, 1060, 900, 110, 6, stone, 54)
    rocks(scene, 1490, 910, 100, 6, stone, 60)
    branch(scene, 1640, 900, -2.6, 170, 12, size=22, ban=True)
    birds(scene, 620, 170, 5)


def river_temple(scene: Scene) -> None:
    """A temple at a bend of a great river between steep hills, boats tied at its landing."""
    start = scene.mark()
    backdrop(scene, "gap", horizon=560, height=1.3)
    lake(scene, 610, reflection=start, ripples=130)
    leaf = scene.tone(scene.hour.leaf)
    scene.sheet(
        "M1620 470Q1380 500 1200 590T1010 720Q1120 800 1300 830T1620 880Z",
        scene.gradient([(0, mix(leaf, "#dfe09a", 0.4)), (1, mix(leaf, "#10302c", 0.35))]),
    )
    for x, y in ((1200, 610), (1330, 560), (1460, 530), (1570, 520)):
        tree(scene, x, y, scene.between(140, 190))
    temple(scene, 1330, 740, 1.6, tiers=2)
    steps(scene, 1250, 800, 735, 70, 60)
    bamboo(scene, 1570, 790, 330, 8)
    scene.polygon([(960, 770), (1180, 758), (1190, 772), (960, 786)], scene.tone("#8a5a34"))
    for x in (980, 1040, 1100, 1160):
        scene.rect(x, 775, 6, 44, scene.tone("#6b4a2e"))
    covered_boat(scene, 900, 812, 1.5)
    covered_boat(scene, 640, 730, 0.9, roof="#c8752f", mirror=True)
    covered_boat(scene, 420, 880, 1.9, roof="#2b6d5a")
    scene.sheet(
        "M-20 560Q120 590 210 660T150 800Q60 860 -20 880Z",
        scene.gradient([(0, mix(leaf, "#dfe09a", 0.3)), (1, mix(leaf, "#10302c", 0.4))]),
    )
    for _ in range(18):
        canopy(
            scene,
            scene.between(-20, 170),
            scene.between(580, 860),
            scene.between(30, 54),
            mix(leaf, "#10302c", scene.between(0, 0.3)),
            8,
        )
    for x, blouse in ((1130, MADDER), (1180, "#f3ead6")):
        figure(scene, x, 772, 70, blouse=blouse, walking=True)
    branch(scene, -30, 60, 0.4, 210, 14, size=18, ban=True)
    birds(scene, 700, 190, 5)


def memorial_temple(scene: Scene, *, style: str = "range") -> None:
    """A solemn memorial temple at the head of a very long stair between pines."""
    backdrop(scene, style, horizon=480)
    leaf = scene.tone(scene.hour.leaf)
    scene.sheet(
        "M-20 760Q300 560 560 500Q800 470 1040 500Q1300 560 1620 760V1010H-20Z",
        scene.gradient([(0, mix(leaf, "#dfdf9a", 0.45)), (1, mix(leaf, "#10302c", 0.45))]),
    )
    temple(scene, 800, 540, 1.75, bays=7, roof="#6e352c", wall="#c08a5a")
    steps(scene, 800, 1010, 542, 260, 92, count=38)
    for level, half in ((620, 140), (760, 205)):
        scene.rect(800 - half, level, half * 2, 10, scene.tone("#f3ead6"))
    for side in (-1, 1):
        for index in range(6):
            x = 800 + side * (190 + index * 72 + index * index * 7)
            y = 590 + index * 66
            pine(scene, x, y, 150 + index * 46)
            if index % 2 == 0:
                canopy(scene, x - side * 34, y + 6, 26 + index * 5, mix(leaf, "#10302c", 0.2), 8)
    urn = scene.tone("#8a6a3a")
    with scene.placed(800, 800, 1.2):
        scene.path("M-34 -46Q-40 -14 -16 -8L-22 0H22L16 -8Q40 -14 34 -46Z", urn)
        scene.rect(-40, -52, 80, 8, lighten(urn, 0.2))
        for stick in (-14, -4, 6, 16):
            scene.line([(stick, -52), (stick + 1, -76)], scene.tone("#a3242b"), 2)
    smoke(scene, 800, 712, 150, 0.4, 14)
    for x, y, height, blouse in ((700, 880, 100, "#f3ead6"), (890, 900, 106, "#23263f"), (930, 905, 104, MADDER)):
        figure(scene, x, y, height, blouse=blouse, hat="hair")
    birds(scene, 1100, 180, 5)


def forest_temple(scene: Scene) -> None:
    """A memorial temple in a clearing of giant old trees."""
    backdrop(scene, "rolling", horizon=480)
    leaf = scene.tone(scene.hour.leaf)
    for layer in range(3):
        for index in range(12):
            x = index * 145 + scene.between(-50, 50) - 20 + layer * 40
            if layer == 2 and 400 < x < 1200:
                continue
            height = 420 + 90 * layer
            tone = mix(leaf, scene.hour.foot, 0.34 - 0.15 * layer)
            trunk = mix(scene.tone("#7d6a58"), scene.hour.foot, 0.34 - 0.15 * layer)
            y = 620 + 60 * layer
            scene.polygon(
                [(x - 12 - 4 * layer, y), (x - 5, y - height), (x + 5, y - height), (x + 12 + 4 * layer, y)], trunk
            )
            canopy(scene, x, y - height, 100 + 12 * layer, tone, 14)
        mist(scene, 520 + 50 * layer, 110, 0.35)
    meadow(scene, 690, 30, 600, depth=0.35)
    temple(scene, 800, 790, 1.9, roof="#6e352c")
    scene.polygon([(700, 792), (900, 792), (1080, 1010), (520, 1010)], scene.tone("#ddd0b0"))
    for side in (-1, 1):
        for row in range(5):
            canopy(scene, 800 + side * (150 + row * 46), 826 + row * 44, 28 + row * 4, mix(leaf, "#10302c", 0.15), 8)
    for x in (60, 230, 1390, 1550):
        scene.polygon(
            [(x - 44, 1010), (x - 26, 500), (x - 30, 0), (x + 26, 0), (x + 24, 500), (x + 50, 1010)],
            scene.gradient(
                [(0, scene.tone("#5f5040")), (0.4, scene.tone("#8d7a64")), (1, scene.tone("#43372d"))], (0, 0), (1, 0)
            ),
        )
    for x in (60, 230, 1390, 1550):
        canopy(scene, x, 30, 150, mix(leaf, "#10302c", 0.25), 14)
    for x, y, blouse in ((740, 920, "#f3ead6"), (850, 900, "#23263f"), (890, 904, MADDER)):
        figure(scene, x, y, 110, blouse=blouse, hat="hair")


def square(scene: Scene) -> None:
    """A wide town square with a temple at its head, flower carpets, trees and people strolling."""
    backdrop(scene, "twin", horizon=470, clouds=2)
    meadow(scene, 560, 30, 560)
    for index in range(18):
        x = 40 + index * 92
        if 520 < x < 1080:
            continue
        town_house(
            scene,
            x,
            610 + scene.between(-6, 6),
            74,
            scene.between(50, 100),
            scene.pick(("#f0dfb8", "#e6c9a0", "#dfe3d6", "#efe3cf")),
            scene.pick(("#9a4a36", "#7a5a4a", "#a3573f")),
            distance=0.12,
        )
    for x in range(30, 1600, 95):
        if not 500 < x < 1100:
            canopy(scene, x, 612, 34, scene.tone(scene.hour.leaf), 9)
    temple(scene, 800, 640, 1.9, bays=7, roof="#8a3d30", wall="#c99a62")
    pave = scene.tone("#e6dac0")
    scene.polygon(
        [(-20, 640), (1620, 640), (1620, 1010), (-20, 1010)],
        scene.gradient([(0, lighten(pave, 0.2)), (1, darken(pave, 0.12))]),
    )
    for row in range(8):
        y = 655 + row * row * 6
        scene.line([(-20, y), (1620, y)], darken(pave, 0.25), 1.5 + row * 0.2, 0.4)
    for line in range(-14, 15):
        scene.line([(800 + line * 58, 640), (800 + line * 190, 1010)], darken(pave, 0.25), 1.8, 0.4)
    for side in (-1, 1):
        for near in (0, 1):
            x, y = 800 + side * (330 + 200 * near), 710 + 130 * near
            scene.ellipse(x, y, 150 + 70 * near, 30 + 22 * near, scene.tone("#6f9a50"))
            for ring, colour in ((0.86, "#c8352f"), (0.62, "#f2b134"), (0.36, "#f3ead6")):
                flower_bed(
                    scene, x, y, (150 + 70 * near) * ring, (30 + 22 * near) * ring, (colour,), 8 + 3 * near, 0.03
                )
        for index in range(3):
            x, y = 800 + side * (610 + index * 90), 760 + index * 90
            pole = scene.tone("#5b5560")
            scene.line([(x, y), (x, y - 190 - index * 40)], pole, 6)
            scene.circle(x, y - 200 - index * 40, 13, scene.tone("#fff3c9"))
            tree(scene, x + side * 60, y + 20, 220 + index * 50)
    for x, y, height, blouse in (
        (690, 760, 76, MADDER),
        (730, 764, 60, "#e09b1a"),
        (880, 780, 80, "#f3ead6"),
        (760, 900, 124, "#2f7a5a"),
        (830, 905, 122, "#7a4a86"),
        (1010, 850, 104, "#2b2f77"),
        (590, 860, 106, "#f3ead6"),
    ):
        figure(scene, x, y, height, blouse=blouse, hat="hair", walking=True)
    birds(scene, 300, 190, 6)


def town(scene: Scene) -> None:
    """A valley town at nightfall: lit houses by a river, a wooded hill with an old brick tower, mountains around."""
    backdrop(scene, "gap", horizon=520, height=1.15)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 600, 40, 600, mix(leaf, scene.hour.foot, 0.2), leaf)
    scene.sheet(
        "M380 640Q560 520 700 486Q800 470 900 490Q1060 530 1240 650Z",
        scene.gradient([(0, mix(leaf, "#8fa36a", 0.3)), (1, leaf)]),
    )
    for _ in range(40):
        x = scene.between(430, 1190)
        canopy(
            scene,
            x,
            520 + abs(x - 800) * 0.24 + scene.between(0, 60),
            scene.between(18, 34),
            mix(leaf, "#10302c", scene.between(0, 0.3)),
            7,
        )
    brick = scene.tone("#b4674a")
    scene.rect(700, 452, 210, 44, brick)
    scene.rect(780, 396, 44, 100, lighten(brick, 0.12))
    scene.polygon([(770, 398), (802, 366), (834, 398)], darken(brick, 0.4))
    scene.rect(795, 414, 14, 20, "#ffd27a", radius=7)
    walls = ("#f0dfb8", "#e6c9a0", "#dfe3d6", "#efe3cf", "#d9b99a")
    roofs = ("#9a4a36", "#7a5a4a", "#a3573f", "#5d6672")
    for row in range(4):
        y = 660 + row * 44
        count = 18 - row * 2
        for index in range(count):
            x = (index + 0.5) * 1600 / count + scene.between(-14, 14)
            town_house(
                scene,
                x,
                y,
                62 + row * 16,
                scene.between(36, 74) * (1 + row * 0.22),
                scene.pick(walls),
                scene.pick(roofs),
                distance=0.16 - 0.05 * row,
            )
            if index % 3 == row % 3:
                canopy(scene, x + 46, y, 18 + row * 5, mix(leaf, "#10302c", 0.1), 7)
    low = mix(scene.hour.near, "#16284f", 0.4)
    scene.path(
        "M-20 830Q400 800 800 836T1620 822V930Q1200 960 800 930T-20 950Z",
        scene.gradient([(0, mix(scene.hour.foot, low, 0.35)), (1, low)]),
    )
    for index in range(70):
        x = scene.between(-20, 1600)
        scene.rect(
            x,
            scene.between(845, 915),
            3 + scene.random.random() * 26,
            3,
            "#ffd27a" if index % 3 else "#ffffff",
            0.5,
            radius=1,
        )
    hill(scene, 960, 26, 500, mix(leaf, "#8fa36a", 0.15), mix(leaf, "#0c1d2e", 0.5))
    for x in (110, 1480):
        blossom_tree(scene, x, 1000, 280, "#fff3f8", "#b8487f", 32)
    stilt_house(scene, 330, 985, 1.5)
    stilt_house(scene, 1290, 990, 1.3, mirror=True)
    birds(scene, 560, 190, 4)


def stele_of_the_march(scene: Scene) -> None:
    """A memorial stone on a misty height, pines, and a line of ridges sinking into cloud."""
    backdrop(scene, "massif", horizon=560, height=1.3, haze=0.8)
    leaf = scene.tone(scene.hour.leaf)
    for level in (520, 590, 650):
        mist(scene, level - 50, 150, 0.75)
    scene.sheet(
        "M-20 800Q300 700 640 720T1100 690Q1400 700 1620 640V1010H-20Z",
        scene.gradient([(0, mix(leaf, "#d8dc9a", 0.45)), (1, mix(leaf, "#10302c", 0.45))]),
    )
    for x, y, size in ((1300, 700, 330), (1420, 690, 420), (1540, 690, 360), (110, 800, 300), (220, 790, 230)):
        pine(scene, x, y, size)
    stone = scene.tone("#cfc4aa")
    for step in range(4):
        scene.rect(480 - step * 34, 800 + step * 26, 520 + step * 68, 26, mix(stone, "#8d8069", (step % 2) * 0.3))
    scene.rect(600, 700, 280, 100, scene.gradient([(0, lighten(stone, 0.2)), (1, darken(stone, 0.15))]))
    stele(scene, 740, 702, 190, 340, "#b8aa90")
    for side in (-1, 1):
        flower_bed(scene, 740 + side * 200, 796, 70, 12, ("#c8352f", "#f2b134", "#f3ead6"), 9, 0.06)
    scene.polygon([(600, 904), (880, 904), (1010, 1010), (480, 1010)], scene.tone("#e0d4b6"))
    for x, y, height, blouse in ((560, 930, 120, "#f3ead6"), (610, 936, 118, "#23263f"), (980, 925, 116, MADDER)):
        figure(scene, x, y, height, blouse=blouse, hat="hair")
    birds(scene, 700, 190, 6)
    corners(scene, 8, (40, 70))
