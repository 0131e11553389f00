"""Places of memory: hills with trenches and a crater, a bunker, a citadel, monuments, a cemetery, a road junction."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import Scene, outline, smooth
from portal.media.illustrations.elements.houses import steps, temple
from portal.media.illustrations.elements.land import backdrop, hill, meadow, path_ribbon
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import (
    blossom_tree,
    branch,
    canopy,
    corners,
    flower_bed,
    grass,
    pine,
    tree,
)
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.motifs.road import car
from portal.media.illustrations.palettes import MADDER, darken, lighten, mix


def _trench(scene: Scene, points: list[tuple[float, float]], width: float) -> None:
    """An old zigzag trench: sandy lip, brown wall, dark floor."""
    data = outline(points, closed=False)
    scene.curve(data, mix(scene.tone("#b39d63"), scene.tone(scene.hour.leaf), 0.2), width * 1.7)
    scene.curve(data, scene.tone("#6d5738"), width)
    scene.curve(data, scene.tone("#463823"), width * 0.4, 0.7)


def crater_hill(scene: Scene) -> None:
    """A grassy hill with a great crater on its crown, old trenches, a rusted tank and ban trees in flower."""
    backdrop(scene, "twin", horizon=540)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 640, 30, 600)
    mound = [
        (-20.0, 880.0),
        (180.0, 780.0),
        (400.0, 640.0),
        (600.0, 560.0),
        (820.0, 530.0),
        (1060.0, 560.0),
        (1260.0, 650.0),
        (1440.0, 770.0),
        (1620.0, 860.0),
    ]
    scene.sheet(
        smooth(mound) + "V1010H-20Z", scene.gradient([(0, mix(leaf, "#e2dc94", 0.5)), (1, mix(leaf, "#10302c", 0.4))])
    )
    earth = scene.tone("#9a7448")
    scene.path("M610 590Q700 548 830 544Q990 548 1070 604Q1040 690 850 700Q650 694 610 590Z", lighten(earth, 0.25))
    scene.path("M650 600Q730 570 836 568Q960 572 1026 612Q990 672 850 678Q690 672 650 600Z", earth)
    scene.path("M700 620Q770 596 846 596Q930 600 976 624Q940 660 846 662Q742 658 700 620Z", darken(earth, 0.45))
    for _ in range(30):
        angle = scene.between(0, 2 * math.pi)
        grass(scene, 840 + 225 * math.cos(angle), 626 + 74 * math.sin(angle), scene.between(14, 26))
    _trench(
        scene,
        [(-30, 880), (90, 836), (150, 856), (260, 800), (330, 826), (420, 764), (500, 782), (590, 720), (660, 736)],
        14,
    )
    _trench(
        scene,
        [(1640, 920), (1500, 870), (1440, 890), (1330, 824), (1260, 846), (1170, 784), (1100, 796), (1040, 744)],
        14,
    )
    with scene.placed(1180, 700, 1.2):
        iron = scene.tone("#6d6250")
        scene.path("M-70 -6Q-74 -26 -60 -28H60Q74 -26 70 -6Q66 4 56 4H-56Q-66 4 -70 -6Z", darken(iron, 0.3))
        for wheel in range(6):
            scene.circle(-50 + wheel * 20, -8, 8, darken(iron, 0.1))
        scene.path("M-58 -28L-40 -48H44L62 -28Z", iron)
        scene.path("M-22 -48Q-20 -68 0 -68H18Q32 -66 30 -48Z", lighten(iron, 0.15))
        scene.line([(28, -58), (96, -64)], iron, 6)
    steps(scene, 480, 1010, 720, 70, 30, "#e5d9bd")
    for x, y, height, blouse in (
        (470, 870, 96, "#f3ead6"),
        (510, 920, 108, MADDER),
        (780, 540, 50, "#f3ead6"),
        (960, 552, 50, "#23263f"),
    ):
        figure(scene, x, y, height, blouse=blouse, hat="hair")
    tree(scene, 600, 572, 170)
    tree(scene, 1110, 580, 190)
    for x, y, size in ((170, 960, 300), (1480, 970, 330), (1290, 990, 220)):
        blossom_tree(scene, x, y, size, "#fff3f8", "#b8487f", 34)
    birds(scene, 420, 190, 5)


def trench_hill(scene: Scene) -> None:
    """Low restored strongpoints ringed by trenches and sandbags, a lookout and a wide valley behind."""
    backdrop(scene, "right", horizon=520, clouds=2)
    leaf = scene.tone(scene.hour.leaf)
    for row in range(3):
        colour = scene.tone(("#c9cf70", "#a9c05c", "#dccb68")[row])
        hill(scene, 570 + row * 28, 14, 620, lighten(colour, 0.2), colour, offset=row * 233)
    for x, y, half, height in ((420, 770, 620, 170), (1250, 800, 640, 190)):
        dome = [
            (x - half, y + 60.0),
            (x - half * 0.6, y - height * 0.55),
            (x, y - height),
            (x + half * 0.6, y - height * 0.55),
            (x + half, y + 60.0),
        ]
        scene.sheet(
            smooth(dome) + "V1010H0Z" if x < 800 else smooth(dome) + f"V1010H{x - half:.0f}Z",
            scene.gradient([(0, mix(leaf, "#e4de98", 0.5)), (1, mix(leaf, "#10302c", 0.3))]),
        )
        for level, reach in ((0.66, 0.3), (0.22, 0.56)):
            zigzag = [
                (
                    x + half * reach * (step / 6 - 1),
                    y - height * level + height * 0.16 * (step / 6 - 1) ** 2 + (9 if step % 2 else -9) * (1.3 - level),
                )
                for step in range(13)
            ]
            _trench(scene, zigzag, 9 - 5 * level)
    meadow(scene, 880, 30, 560, depth=0.35)
    bag, shade = scene.tone("#cbb483"), scene.tone("#8f7848")
    for row in range(4):
        for index in range(11 - row):
            scene.ellipse(
                560 + index * 46 + row * 23, 930 - row * 22, 26, 14, mix(bag, shade, 0.25 * ((index + row) % 3))
            )
    wood = scene.tone("#7d5a34")
    with scene.placed(1230, 650, 1.0):
        for x in (-44, 44):
            scene.line([(x, 0), (x * 0.7, -130)], wood, 8)
        scene.line([(-40, -20), (34, -90)], wood, 5)
        scene.line([(40, -20), (-34, -90)], wood, 5)
        scene.rect(-48, -138, 96, 12, wood)
        scene.polygon([(-62, -168), (0, -204), (62, -168)], scene.tone("#8a7440"))
        for x in (-40, 36):
            scene.rect(x, -170, 6, 34, wood)
    _trench(scene, [(-20, 960), (180, 930), (330, 970), (480, 985)], 30)
    for x, y, blouse in ((1010, 950, "#f3ead6"), (1070, 956, MADDER), (1400, 930, "#23263f")):
        figure(scene, x, y, 124, blouse=blouse, hat="hair")
    blossom_tree(scene, 140, 900, 300, "#fff3f8", "#b8487f", 34)
    tree(scene, 1540, 930, 260)
    birds(scene, 560, 190, 5)


def bunker(scene: Scene) -> None:
    """A long command bunker roofed with curved iron and sandbags, low in a green plain."""
    backdrop(scene, "low", horizon=540, height=1.3, clouds=2)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 610, 30, 560)
    for x in range(40, 1600, 140):
        tree(scene, x, 650, scene.between(90, 140))
    hill(scene, 690, 16, 620, mix(leaf, "#e0da96", 0.45), mix(leaf, "#10302c", 0.35))
    earth = scene.tone("#a98f5f")
    scene.sheet(
        "M120 900Q200 720 420 690H1180Q1400 720 1480 900Z",
        scene.gradient([(0, lighten(earth, 0.2)), (1, darken(earth, 0.25))]),
    )
    iron = scene.tone("#8a8f8c")
    vault = "M300 810Q312 640 440 618Q800 596 1160 618Q1288 640 1300 810Z"
    scene.sheet(vault, scene.gradient([(0, lighten(iron, 0.45)), (0.5, iron), (1, darken(iron, 0.45))]), lift=5)
    with scene.group(f'clip-path="url(#{scene.clip(vault)})"'):
        for index in range(51):
            x = 300 + index * 20
            lean = (x - 800) * 0.09
            scene.curve(
                f"M{x} 812Q{x - lean * 0.2:.0f} 660 {x - lean:.0f} 604",
                darken(iron, 0.5) if index % 2 else lighten(iron, 0.5),
                5,
                0.3,
            )
        for _ in range(30):
            scene.rect(
                scene.between(320, 1260), scene.between(640, 780), 9, scene.between(20, 60), scene.tone("#9a6a44"), 0.3
            )
    bag, shade = scene.tone("#cbb483"), scene.tone("#8f7848")
    for row in range(6):
        for index in range(29 - row):
            x = 160 + index * 46 + row * 22
            if 700 < x < 900 and row < 5:
                continue
            scene.ellipse(x, 900 - row * 22, 27, 14, mix(bag, shade, 0.22 * ((index * 2 + row) % 4)))
    scene.path("M716 912V790Q800 744 884 790V912Z", scene.tone("#4a3f30"))
    scene.path("M744 912V806Q800 776 856 806V912Z", scene.tone("#1f1a18"))
    for post in (716, 868):
        scene.rect(post, 780, 16, 132, scene.tone("#7d5a34"))
    scene.rect(706, 770, 188, 18, scene.tone("#7d5a34"))
    scene.polygon([(716, 912), (884, 912), (1000, 1010), (600, 1010)], scene.tone("#dccba0"))
    for x, y, blouse in ((600, 960, "#f3ead6"), (990, 956, MADDER), (1050, 962, "#23263f")):
        figure(scene, x, y, 130, blouse=blouse, hat="hair")
    blossom_tree(scene, 130, 1000, 330, "#fff3f8", "#b8487f", 36)
    corners(scene, 8)
    branch(scene, 1640, 40, 2.75, 220, 14, size=20, ban=True)
    birds(scene, 640, 200, 5)


def bronze_group(scene: Scene) -> None:
    """A tall bronze group of three on a stone plinth raising a banner and a child, a long stair, the basin behind."""
    backdrop(scene, "gap", horizon=560)
    leaf = scene.tone(scene.hour.leaf)
    for row in range(3):
        colour = scene.tone(("#d9c55f", "#b9c062", "#e2c04e")[row])
        hill(scene, 600 + row * 26, 14, 620, lighten(colour, 0.2), colour, offset=row * 233)
    scene.sheet(
        "M-20 930Q280 800 560 740Q800 706 1040 740Q1320 800 1620 930V1010H-20Z",
        scene.gradient([(0, mix(leaf, "#e0dc98", 0.45)), (1, mix(leaf, "#10302c", 0.4))]),
    )
    stone = scene.tone("#d4cab4")
    for step in range(3):
        half = 250 - step * 46
        scene.rect(800 - half, 744 - step * 24, half * 2, 25, mix(stone, "#8d8069", (step % 2) * 0.25))
    scene.polygon(
        [(670, 696), (690, 600), (910, 600), (930, 696)],
        scene.gradient([(0, lighten(stone, 0.3)), (1, darken(stone, 0.2))]),
    )
    bronze = scene.tone("#6b5730")
    light, dark = lighten(bronze, 0.28), darken(bronze, 0.4)
    scene.path("M830 602Q826 520 850 478Q842 452 858 444Q876 442 878 462Q882 476 874 486Q898 530 892 602Z", dark)
    scene.path("M708 602Q702 530 724 494Q718 470 736 462Q754 462 754 484Q752 496 748 502Q764 540 760 602Z", bronze)
    scene.line([(738, 512), (712, 540), (722, 566)], dark, 13)
    scene.path(
        "M746 602Q738 500 764 444Q756 414 778 402Q804 396 812 418Q816 438 804 450Q838 506 838 602Z",
        scene.gradient([(0, light), (0.5, bronze), (1, dark)], (0, 0), (1, 0)),
    )
    scene.line([(790, 470), (822, 420), (828, 372)], bronze, 15)
    scene.line([(826, 440), (838, 210)], dark, 9)
    scene.path(
        "M838 212Q890 196 930 214T1016 208V300Q976 318 930 302T834 306Z",
        scene.gradient([(0, light), (1, bronze)], (0, 0), (1, 0)),
    )
    scene.curve("M846 240Q890 226 930 242T1010 238M842 274Q890 260 930 276T1012 272", dark, 3, 0.5)
    scene.path("M716 470Q708 436 724 424Q742 424 742 446L738 470Z", light)
    scene.circle(728, 414, 12, light)
    scene.line([(716, 446), (696, 412)], light, 8)
    scene.path("M692 414q-14 -18 0 -30q16 10 6 32Z", scene.tone("#c9a45a"))
    steps(scene, 800, 1010, 748, 190, 84, count=22)
    for side in (-1, 1):
        for index in range(4):
            x = 800 + side * (270 + index * 110)
            y = 770 + index * 40
            pine(scene, x, y, 150 + index * 36)
            flower_bed(scene, x - side * 50, y + 26, 60, 14, ("#c8352f", "#f2b134"), 9, 0.05)
    for x, y, height, blouse in ((760, 880, 92, "#f3ead6"), (800, 884, 90, MADDER), (860, 930, 104, "#23263f")):
        figure(scene, x, y, height, blouse=blouse, hat="hair")
    birds(scene, 330, 210, 6)


def cemetery(scene: Scene) -> None:
    """Rows of small white stones with flowers before a memorial gate, pines in the morning haze."""
    backdrop(scene, "rolling", horizon=460, height=1.1)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 540, 26, 620)
    for index in range(30):
        pine(scene, index * 55 + scene.between(-10, 10), 590, scene.between(130, 200))
    stone = scene.tone("#e9e0cc")
    scene.rect(560, 470, 30, 130, stone)
    scene.rect(1010, 470, 30, 130, stone)
    scene.rect(690, 486, 22, 114, stone)
    scene.rect(888, 486, 22, 114, stone)
    temple(scene, 800, 604, 1.2, tiers=2, steps=2, wall="#d8b98a", roof="#8a3d30")
    lawn = mix(leaf, "#d9e29a", 0.3)
    scene.polygon(
        [(-20, 600), (1620, 600), (1620, 1010), (-20, 1010)],
        scene.gradient([(0, lighten(lawn, 0.2)), (1, darken(leaf, 0.1))]),
    )
    scene.polygon([(756, 600), (844, 600), (1000, 1010), (600, 1010)], scene.tone("#e4d8bc"))
    for row in range(7):
        share = row / 6
        y = 640 + 330 * share**1.5
        scale = 0.45 + 1.15 * share
        gap = 66 * scale
        for side in (-1, 1):
            for index in range(14):
                x = 800 + side * (70 + 130 * share**1.3 + (index + 0.6) * gap)
                if not -40 < x < 1640:
                    continue
                with scene.placed(x, y, scale):
                    scene.rect(-22, -6, 44, 10, scene.tone("#cdbf9f"), radius=2)
                    scene.path(
                        "M-15 -4V-32Q0 -44 15 -32V-4Z",
                        scene.gradient([(0, scene.tone("#fffaf0")), (1, scene.tone("#d9cfb9"))]),
                    )
                    scene.circle(-8, -5, 4.4, scene.tone("#f2b134" if (index + row) % 2 else "#e58aa5"))
                    scene.circle(7, -5, 4.4, scene.tone("#fbf3e2"))
    mist(scene, 560, 100, 0.4)
    figure(scene, 770, 860, 120, blouse="#f3ead6", skirt="#23263f", hat="hair")
    figure(scene, 830, 864, 118, blouse="#23263f", skirt="#23263f", hat="hair")
    for x in (60, 1540):
        blossom_tree(scene, x, 960, 340, "#fff3f8", "#b8487f", 36)
    birds(scene, 420, 180, 4)


def junction(scene: Scene) -> None:
    """Two roads meeting in a green valley beside a memorial column and its garden."""
    backdrop(scene, "low", horizon=500, height=1.4, clouds=2)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 570, 40, 520, mix(leaf, "#e2dc98", 0.45), leaf)
    for x in range(30, 1600, 120):
        tree(scene, x, 612, scene.between(70, 110))
    meadow(scene, 660, 16, 700, depth=0.25)
    tar, line = scene.tone("#8d9096"), scene.tone("#f7efd8")
    path_ribbon(
        scene,
        [(1640, 640, 12), (1300, 700, 26), (1000, 800, 60), (760, 1030, 150)],
        tar,
        edge=scene.tone("#d9d2bd"),
        edge_width=5,
    )
    path_ribbon(
        scene,
        [(-40, 660, 12), (260, 730, 30), (560, 850, 64), (800, 1030, 150)],
        tar,
        edge=scene.tone("#d9d2bd"),
        edge_width=5,
    )
    scene.curve("M1600 646Q1200 720 1000 800T790 1000", line, 5, dash="26 24")
    scene.curve("M-20 668Q300 740 560 850T790 1000", line, 5, dash="26 24")
    scene.sheet(
        "M520 726Q800 660 1080 726Q960 800 800 836Q640 800 520 726Z",
        scene.gradient([(0, mix(leaf, "#d9e29a", 0.4)), (1, leaf)]),
        lift=4,
    )
    for ring, colour in ((230, "#c8352f"), (170, "#f2b134"), (110, "#f3ead6")):
        flower_bed(scene, 800, 742, ring, ring * 0.2, (colour,), 8, 0.03)
    stone = scene.tone("#d9cfb9")
    for step in range(3):
        scene.rect(710 + step * 18, 736 - step * 18, 180 - step * 36, 19, mix(stone, "#8d8069", (step % 2) * 0.3))
    scene.polygon(
        [(766, 700), (780, 330), (800, 306), (820, 330), (834, 700)],
        scene.gradient([(0, lighten(stone, 0.5)), (0.5, stone), (1, darken(stone, 0.35))], (0, 0), (1, 0)),
    )
    for band in range(3):
        scene.rect(772 - band * 2, 520 + band * 40, 56 + band * 4, 8, scene.tone(MADDER))
    bronze = scene.tone("#7d6534")
    for x, tall in ((742, 96), (858, 96), (718, 76), (882, 76)):
        scene.path(
            f"M{x - 14} 704Q{x - 15} {704 - tall * 0.7:.0f} {x} "
            f"{704 - tall * 0.78:.0f}Q{x + 15} {704 - tall * 0.7:.0f} {x + 14} 704Z",
            bronze,
        )
        scene.circle(x, 704 - tall * 0.88, 9, lighten(bronze, 0.2))
    car(scene, 300, 760, 2.0, "#2b4f8f")
    car(scene, 1120, 772, 1.8, MADDER)
    for x, y, blouse in ((1180, 900, "#f3ead6"), (1240, 906, MADDER)):
        figure(scene, x, y, 130, blouse=blouse, hat="hair")
    for x, size in ((80, 340), (220, 260), (1400, 300), (1530, 370)):
        tree(scene, x, 990, size)
    birds(scene, 420, 170, 5)


def citadel(scene: Scene) -> None:
    """An old citadel gate in an earthen wall under a great banyan, a temple roof behind."""
    backdrop(scene, "twin", horizon=530)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 600, 26, 620)
    temple(scene, 430, 690, 1.3, roof="#8a3d30")
    earth = scene.tone("#b99a68")
    scene.sheet(
        "M-20 730Q300 690 640 700H960Q1300 690 1620 730V840H-20Z",
        scene.gradient([(0, lighten(earth, 0.25)), (1, darken(earth, 0.3))]),
    )
    for _ in range(90):
        scene.rect(
            scene.between(0, 1600),
            scene.between(716, 830),
            scene.between(20, 50),
            10,
            mix(earth, scene.pick(("#fff3cf", "#4a3a22")), 0.3),
            0.4,
        )
    for index in range(27):
        x = -10 + index * 62
        scene.rect(x, 700 + abs(x - 800) * 0.025, 40, 34, mix(earth, "#fff3cf", 0.15))
    brick = scene.tone("#a9573b")
    scene.path("M610 850V640H990V850Z", scene.gradient([(0, lighten(brick, 0.25)), (1, darken(brick, 0.25))]))
    for course in range(12):
        scene.line([(614, 656 + course * 16), (986, 656 + course * 16)], darken(brick, 0.35), 1.6, 0.4)
    scene.path("M730 850V740Q800 662 870 740V850Z", scene.tone("#3a2320"))
    scene.path("M746 850V748Q800 690 854 748V850Z", mix(leaf, scene.hour.foot, 0.4))
    temple(scene, 800, 646, 1.3, tiers=1, bays=5, steps=1, roof="#6e352c")
    hill(scene, 850, 14, 700, scene.tone("#d8c899"), mix(scene.tone("#a8935c"), leaf, 0.3))
    trunk = scene.tone("#7d6a52")
    for offset, lean in ((-60, -30), (-20, 8), (24, -6), (66, 34)):
        scene.path(
            f"M{1270 + offset} 880Q{1270 + offset * 0.5 + lean} 700 {1270 + lean} 520"
            f"L{1300 + lean} 520Q{1300 + offset * 0.6 + lean} 700 {1316 + offset} 880Z",
            mix(trunk, "#2a2018", abs(offset) / 300),
        )
    for x in (1120, 1190, 1390, 1450):
        scene.curve(f"M{x} 480Q{x + 10} 640 {x + scene.between(-10, 10):.0f} 860", trunk, 6)
    for _ in range(16):
        canopy(
            scene,
            1285 + scene.between(-270, 270),
            420 + scene.between(-110, 90),
            110,
            mix(leaf, "#10302c", scene.between(0, 0.25)),
            14,
        )
    for x, y, blouse in ((690, 930, MADDER), (750, 936, "#f3ead6"), (930, 930, "#2f7a5a"), (990, 940, "#7a4a86")):
        figure(scene, x, y, 132, blouse=blouse)
    corners(scene, 8)
    blossom_tree(scene, 130, 980, 320, "#fff3f8", "#b8487f", 34)
    birds(scene, 820, 190, 5)
