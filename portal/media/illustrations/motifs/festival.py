"""Festivals: blossom, races on water, road and trail, dances, rites and harvests, as calm papercut crowds."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements.animals import buffalo
from portal.media.illustrations.elements.boats import swallow_boat
from portal.media.illustrations.elements.houses import mong_house, stilt_house, temple
from portal.media.illustrations.elements.land import backdrop, contour_hill, hill, meadow, path_ribbon, rocks
from portal.media.illustrations.elements.people import figure, rider, runner
from portal.media.illustrations.elements.plants import (
    bamboo,
    blossom_tree,
    branch,
    canopy,
    corners,
    grass,
    pine,
    rice_sheaf,
    tree,
)
from portal.media.illustrations.elements.sky import birds, mist, smoke
from portal.media.illustrations.elements.water import lake
from portal.media.illustrations.palettes import CHERRY_PINK, INDIGO, MADDER, darken, lighten, mix

BLOUSES = ("#f3ead6", MADDER, "#2f7a5a", "#e09b1a", "#7a4a86", "#e58aa5")


def ban_blossom(scene: Scene) -> None:
    """Great branches of ban flowers framing a valley with stilt houses."""
    backdrop(scene, "gap", horizon=560)
    leaf = scene.tone(scene.hour.leaf)
    ground = hill(scene, 640, 60, 460, mix(leaf, "#e6e19a", 0.5), leaf)
    for x, size in ((520, 0.8), (690, 0.95), (880, 0.85), (1060, 0.95)):
        stilt_house(scene, x, ground(x) + 40, size, distance=0.06)
        smoke(scene, x + 12, ground(x) - 20, 100, 0.3, 12)
    meadow(scene, 790, 50, 540, offset=300)
    for x, y, size in ((220, 820, 240), (420, 800, 180), (1180, 800, 190), (1380, 830, 260), (780, 790, 150)):
        blossom_tree(scene, x, y, size, "#fff3f8", "#b8487f", 34)
    for index, x in enumerate((640, 720, 800, 880, 960)):
        figure(scene, x, 950, 140, blouse=BLOUSES[index % 2], skirt="#1d1f3d")
    branch(scene, -40, 90, 0.25, 300, 20, size=36, ban=True)
    branch(scene, 1640, 40, 2.7, 310, 20, size=38, ban=True)
    birds(scene, 740, 200, 5)


def cherry_blossom(scene: Scene) -> None:
    """A lakeside walk under an avenue of cherry trees in full flower."""
    start = scene.mark()
    backdrop(scene, "rolling", horizon=490, height=1.1, clouds=1)
    lake(scene, 510, reflection=start, ripples=90)
    leaf = scene.tone(scene.hour.leaf)
    scene.sheet(
        "M1640 540Q1200 600 980 700T420 1010H1640Z",
        scene.gradient([(0, mix(leaf, "#e4e7a6", 0.5)), (1, darken(leaf, 0.15))]),
    )
    path_ribbon(
        scene,
        [(1500, 590, 8), (1320, 660, 22), (1160, 760, 46), (1000, 880, 90), (880, 1030, 160)],
        scene.tone("#f0e1c0"),
        edge=scene.tone("#c2a874"),
        edge_width=3,
    )
    for x, y, size in (
        (1560, 610, 150),
        (1400, 620, 170),
        (1240, 660, 220),
        (1060, 730, 290),
        (1560, 740, 300),
        (1380, 860, 420),
    ):
        blossom_tree(scene, x, y, size, CHERRY_PINK, "#c8487f", 36)
    blossom_tree(scene, 760, 900, 480, CHERRY_PINK, "#c8487f", 54)
    for index, (x, y, height) in enumerate(
        ((1290, 690, 62), (1180, 760, 84), (1090, 830, 104), (970, 930, 140), (1040, 940, 138))
    ):
        figure(scene, x, y, height, blouse=BLOUSES[index], hat="hair", walking=True)
    blossom_tree(scene, 90, 1040, 620, CHERRY_PINK, "#c8487f", 64)
    for _ in range(90):
        scene.ellipse(
            scene.between(0, 1600),
            scene.between(560, 990),
            scene.between(3, 6),
            scene.between(1.6, 3),
            lighten(CHERRY_PINK, 0.2),
            0.85,
            turn=scene.between(0, 180),
        )
    birds(scene, 520, 180, 5)


def boat_race(scene: Scene) -> None:
    """Three swallow-tail boats racing under flags, a crowd along the bank."""
    start = scene.mark()
    backdrop(scene, "twin", horizon=470)
    lake(scene, 560, reflection=start, ripples=150)
    leaf = scene.tone(scene.hour.leaf)
    scene.sheet(
        "M-20 520Q400 490 800 505T1620 500V566Q800 590 -20 574Z",
        scene.gradient([(0, mix(leaf, "#e2df9a", 0.5)), (1, leaf)]),
    )
    for index in range(54):
        figure(
            scene,
            10 + index * 30 + scene.between(-6, 6),
            552 + scene.between(-10, 12),
            scene.between(44, 54),
            blouse=BLOUSES[index % 6],
            hat=("scarf", "cone", "hair")[index % 3],
        )
    for index in range(12):
        x = 60 + index * 136
        scene.line([(x, 540), (x, 410)], scene.tone("#6b4a2e"), 5)
        scene.path(
            f"M{x} 412q24 -8 44 2l-8 14l8 16q-22 -8 -44 0Z",
            scene.tone((MADDER, "#f2b134", "#2b6d5a", INDIGO)[index % 4]),
        )
    swallow_boat(scene, 1130, 660, 1.15, "#2b6d5a", rowers=7)
    swallow_boat(scene, 560, 745, 1.5, INDIGO, rowers=7)
    swallow_boat(scene, 960, 900, 2.1, MADDER, rowers=7)
    for x, y, width in ((420, 930, 260), (180, 780, 240), (760, 690, 200)):
        for line in range(3):
            scene.rect(x - line * 30, y + line * 9, width, 3, "#ffffff", 0.5, radius=2)
    birds(scene, 640, 180, 6)


def buffalo_field(scene: Scene) -> None:
    """Two strong buffalo meeting head to head on a meadow inside a ring of rope and people."""
    backdrop(scene, "range", horizon=510, clouds=1)
    meadow(scene, 590, 40, 560)
    for x in range(30, 1600, 130):
        tree(scene, x, 630, scene.between(100, 160))
    for index in range(40):
        figure(
            scene,
            20 + index * 40 + scene.between(-8, 8),
            690 + scene.between(-12, 16),
            scene.between(74, 92),
            blouse=BLOUSES[index % 6],
            skirt=("#1d1f3d", INDIGO, "#23263f")[index % 3],
            hat=("scarf", "cone", "hair", "turban")[index % 4],
        )
    rope, wood = scene.tone("#c9a45a"), scene.tone("#7d5a34")
    scene.curve("M-20 716Q800 760 1620 716", rope, 7)
    scene.curve("M-20 682Q800 724 1620 682", rope, 6)
    for index in range(14):
        x = 20 + index * 121
        scene.rect(x, 660 + 30 * (1 - ((x - 800) / 820) ** 2), 12, 84, wood)
    field = mix(scene.tone("#cdb36e"), scene.tone(scene.hour.leaf), 0.25)
    scene.path(
        "M-20 742Q800 790 1620 742V1010H-20Z", scene.gradient([(0, lighten(field, 0.3)), (1, darken(field, 0.2))])
    )
    scene.ellipse(800, 916, 470, 40, darken(field, 0.3), 0.4)
    buffalo(scene, 520, 920, 3.4, lowered=True)
    buffalo(scene, 1080, 920, 3.4, mirror=True, lowered=True)
    for _ in range(26):
        scene.circle(
            scene.random.gauss(800, 260), scene.between(905, 950), scene.between(6, 18), lighten(field, 0.5), 0.4
        )
    for _ in range(30):
        grass(scene, scene.between(0, 1600), scene.between(970, 1008), scene.between(26, 50))
    birds(scene, 420, 180, 5)


def xoe_ring(scene: Scene) -> None:
    """A ring of dancers hand in hand around a fire in front of stilt houses."""
    x: float
    y: float
    backdrop(scene, "twin", horizon=500)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 590, 40, 560)
    for x, size in ((180, 1.5), (460, 1.3), (1150, 1.35), (1430, 1.5)):
        stilt_house(scene, x, 660, size)
    for x in (30, 320, 1010, 1300, 1570):
        tree(scene, x, 664, scene.between(140, 200))
    hill(scene, 690, 8, 700, mix(scene.tone("#b08f5c"), leaf, 0.2), mix(scene.tone("#5f4a3a"), leaf, 0.3), rim=0.1)
    scene.ellipse(800, 820, 640, 190, scene.glow([(0, "#ffb95a", 0.75), (0.5, "#f08a3a", 0.3), (1, "#f08a3a", 0)]))
    dancers: list[tuple[float, float, int]] = []
    for index in range(18):
        angle = 2 * math.pi * index / 18 + 0.17
        dancers.append((800 + 520 * math.cos(angle), 835 + 105 * math.sin(angle), index))
    for y_limit in (True, False):
        for x, y, index in sorted(dancers, key=lambda item: item[1]):
            if (y < 835) != y_limit:
                continue
            height = 118 + (y - 730) * 0.32
            figure(
                scene,
                x,
                y + 60,
                height,
                blouse=("#f3ead6", MADDER, "#2f7a5a", "#e58aa5")[index % 4],
                skirt="#1d1f3d",
                arms=((-34, -58), (34, -58)),
            )
        if y_limit:
            with scene.placed(800, 880, 2.0):
                for turn in (-26, 0, 26):
                    with scene.placed(0, 0, 1, turn=turn):
                        scene.rect(-44, -7, 88, 11, "#4a2f22", radius=4)
                scene.path("M-28 -6Q-38 -46 -8 -84Q-6 -56 10 -68Q36 -38 26 -6Q0 6 -28 -6Z", "#f08a2e")
                scene.path("M-15 -6Q-18 -34 0 -54Q18 -32 14 -6Q0 0 -15 -6Z", "#ffd76a")
            for _ in range(24):
                scene.circle(
                    800 + scene.random.gauss(0, 60),
                    scene.between(520, 740),
                    scene.between(1.5, 3.6),
                    "#ffd27a",
                    scene.between(0.4, 0.9),
                )
    birds(scene, 420, 190, 3)


def new_rice(scene: Scene) -> None:
    """The new-rice meal: sheaves, steaming baskets, a mortar being pounded and ripe fields behind."""
    backdrop(scene, "massif", horizon=500)
    leaf = scene.tone(scene.hour.leaf)
    for row in range(5):
        colour = scene.tone(("#dcc65c", "#e6cf66", "#cdbb50", "#e9c857", "#d6b84a")[row])
        hill(scene, 570 + row * 30, 16, 560, mix(colour, "#fff3c0", 0.25), mix(colour, leaf, 0.2), offset=row * 250)
    stilt_house(scene, 300, 760, 3.2, "pomu")
    tree(scene, 1500, 770, 280)
    hill(scene, 770, 10, 700, scene.tone("#dfcf9e"), mix(scene.tone("#a48b57"), leaf, 0.2))
    for index, x in enumerate((640, 780)):
        figure(
            scene,
            x,
            900,
            190,
            blouse=BLOUSES[index + 1],
            skirt="#1d1f3d",
            arms=((24, -70), (30, -62)) if index == 0 else ((-30, -62), (-24, -70)),
        )
    wood = scene.tone("#8a5a34")
    for x, lean in ((664, 46), (756, -46)):
        scene.line([(x, 730), (x + lean * 0.75, 890)], wood, 11)
    with scene.placed(710, 935, 1.5):
        scene.path(
            "M-40 0L-30 -24Q-46 -44 -40 -50H40Q46 -44 30 -24L40 0Z",
            scene.gradient([(0, lighten(wood, 0.15)), (1, darken(wood, 0.3))]),
        )
        scene.ellipse(0, -50, 38, 8, scene.tone("#fbf3e2"))
    mat = scene.tone("#c9a45a")
    scene.polygon(
        [(930, 860), (1480, 860), (1580, 985), (860, 985)], scene.gradient([(0, lighten(mat, 0.3)), (1, mat)])
    )
    for line in range(14):
        scene.line([(945 + line * 40, 860), (880 + line * 52, 985)], darken(mat, 0.25), 2, 0.5)
    for x, y, size in ((1030, 920, 1.0), (1200, 905, 1.1), (1380, 925, 1.0), (1120, 965, 1.1), (1300, 968, 1.1)):
        with scene.placed(x, y, size):
            scene.path("M-50 -40Q-46 -4 -30 0H30Q46 -4 50 -40Z", scene.tone("#a9743c"))
            for weave in range(3):
                scene.curve(
                    f"M{-47 + weave * 5} {-28 + weave * 9}Q0 {-18 + weave * 10} {47 - weave * 5} {-28 + weave * 9}",
                    scene.tone("#7d5428"),
                    2.4,
                )
            scene.ellipse(
                0, -41, 49, 14, scene.tone(("#fbf6ea", "#7d3a7a", "#e8b53f", "#d9608a", "#6f9a4a")[int(x) % 5])
            )
        smoke(scene, x, y - 46, 110, 0.35, 12)
    for x in (90, 190, 1500, 1580):
        rice_sheaf(scene, x, 1010, scene.between(230, 300))
    birds(scene, 820, 170, 5)


def temple_procession(scene: Scene) -> None:
    """A procession with parasols, drums and trays of offerings climbing to a temple."""
    backdrop(scene, "range", horizon=520, clouds=1)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 600, 40, 560)
    for x in (80, 220, 360, 1240, 1380, 1530):
        tree(scene, x, 690, scene.between(200, 290))
    temple(scene, 800, 720, 2.2, bays=7)
    hill(scene, 730, 8, 700, scene.tone("#e2d4ac"), mix(scene.tone("#ab9562"), leaf, 0.25))
    for index in range(8):
        x = 60 + index * 212
        scene.line([(x, 800), (x, 520)], scene.tone("#6b4a2e"), 6)
        scene.path(
            f"M{x + 3} 524h54l-8 24l8 24l-8 24l8 24l-8 24l8 24h-54Z",
            scene.tone((MADDER, "#f2b134", "#2b6d5a", INDIGO)[index % 4]),
        )
    for index in range(9):
        x = 180 + index * 155
        y = 935 - 26 * math.sin(index / 8 * math.pi)
        figure(
            scene,
            x,
            y,
            166,
            blouse=("#e09b1a", MADDER, "#f3ead6")[index % 3],
            skirt=("#a3242b", "#1d1f3d", INDIGO)[index % 3],
            hat=("turban", "scarf")[index % 2],
            walking=True,
            arms=((-10, -60), (22, -60)),
        )
        if index % 3 == 0:
            scene.line([(x + 34, y - 20), (x + 34, y - 270)], scene.tone("#6b4a2e"), 5)
            scene.path(
                f"M{x - 44} {y - 262:.0f}Q{x + 34} {y - 350:.0f} {x + 112} "
                f"{y - 262:.0f}Q{x + 34} {y - 280:.0f} {x - 44} {y - 262:.0f}Z",
                scene.gradient([(0, scene.tone("#f2b134")), (1, scene.tone("#c8352f"))]),
            )
            for fringe in range(9):
                scene.rect(x - 40 + fringe * 18, y - 268, 4, 22, scene.tone("#f2b134"))
        elif index % 3 == 1:
            with scene.placed(x + 40, y - 96, 1.0):
                scene.ellipse(0, 0, 30, 7, scene.tone("#a3242b"))
                for fruit in range(5):
                    scene.circle(
                        -18 + fruit * 9,
                        -9 - (fruit % 2) * 7,
                        8,
                        scene.tone(("#e8b53f", "#c8352f", "#7a9a3a")[fruit % 3]),
                    )
        else:
            with scene.placed(x + 44, y - 86, 1.2):
                scene.ellipse(0, 0, 22, 28, scene.tone("#a3242b"))
                scene.ellipse(7, 0, 17, 25, scene.tone("#f0deb4"))
    corners(scene, 6, (40, 66))
    birds(scene, 320, 170, 5)


def marathon(scene: Scene) -> None:
    """Trail runners on a path through tea hills and blossom."""
    backdrop(scene, "gap", horizon=490, clouds=2)
    for x, y, half, height, near in (
        (220, 640, 420, 130, 0.2),
        (1350, 640, 450, 140, 0.25),
        (780, 620, 420, 110, 0.15),
    ):
        contour_hill(
            scene,
            x,
            y,
            half,
            height,
            8,
            scene.tone(mix("#cfdc84", "#a8cf4e", near)),
            scene.tone(mix("#6fa06a", "#1f5d34", near)),
            tilt=0.26,
        )
    meadow(scene, 720, 40, 560, depth=0.35)
    path_ribbon(
        scene,
        [(1180, 690, 8), (1060, 730, 18), (1190, 790, 36), (900, 870, 74), (500, 1030, 190)],
        scene.tone("#e8d3a0"),
        edge=scene.tone("#b2904f"),
        edge_width=4,
    )
    for x, y, height, shirt in (
        (1120, 734, 66, "#2b6d5a"),
        (1170, 790, 88, "#e09b1a"),
        (1060, 830, 108, INDIGO),
        (900, 880, 140, MADDER),
        (700, 940, 184, "#2f7a9a"),
        (500, 975, 210, "#e09b1a"),
    ):
        runner(scene, x, y, height, shirt, mirror=True)
    for x, y, size in ((120, 900, 420), (1460, 960, 420), (1300, 880, 260)):
        blossom_tree(scene, x, y, size, "#fdf6f2", "#e7a7be", 44)
    for x, size in ((1560, 480), (30, 380)):
        pine(scene, x, 1000, size)
    birds(scene, 640, 180, 5)


def offroad(scene: Scene) -> None:
    """Off-road motorbikes cresting an earth track between pines, dust behind their wheels."""
    backdrop(scene, "left", horizon=520, height=1.1)
    leaf = scene.tone(scene.hour.leaf)
    far = hill(scene, 600, 80, 420, mix(leaf, "#dcd68e", 0.4), leaf)
    for index in range(26):
        x = index * 64 + scene.between(-18, 18)
        pine(scene, x, far(x) + 24, scene.between(100, 160))
    earth = scene.tone("#b5834c")
    scene.sheet(
        "M-20 760Q200 700 420 740T820 700Q960 640 1100 690T1400 740T1620 690V1010H-20Z",
        scene.gradient([(0, lighten(earth, 0.35)), (1, darken(earth, 0.35))]),
    )
    for row in range(7):
        scene.curve(
            f"M-20 {800 + row * 30}Q200 {752 + row * 30} 420 {788 + row * 30}T820 "
            f"{756 + row * 32}Q960 {714 + row * 34} 1100 {752 + row * 32}T1620 {770 + row * 30}",
            darken(earth, 0.3),
            5,
            0.3,
        )
    for x, y, size, jacket, turn in ((1010, 668, 1.5, "#2b4f8f", -14), (1330, 742, 1.3, "#e09b1a", 8)):
        for puff in range(9):
            scene.circle(
                x - 70 * size - puff * 20,
                y - 6 + scene.between(-14, 12),
                scene.between(12, 34),
                lighten(earth, 0.5),
                0.35,
            )
        with scene.placed(x, y, 1, turn=turn):
            rider(scene, 0, 0, size, jacket)
    for puff in range(16):
        scene.circle(300 - puff * 22, 880 + scene.between(-30, 26), scene.between(20, 54), lighten(earth, 0.5), 0.32)
    with scene.placed(470, 880, 1, turn=-10):
        rider(scene, 0, 0, 2.7, "#c8352f")
    rocks(scene, 900, 985, 170, 8, scene.tone("#8d7a66"), 50)
    for x in range(700, 1620, 120):
        scene.line([(x, 1000), (x, 905)], scene.tone("#f3ead6"), 7)
    scene.line([(700, 925), (1620, 925)], scene.tone(MADDER), 5)
    for x, size in ((1540, 420), (1440, 300), (40, 330)):
        pine(scene, x, 1010, size)
    birds(scene, 540, 190, 4)


def spring_ritual(scene: Scene) -> None:
    """A tall pole dressed with flowers and paper birds on a spring meadow, people dancing around it to pipes."""
    x: float
    y: float
    backdrop(scene, "karst", horizon=500, clouds=1)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 590, 50, 520)
    for x, size in ((160, 1.2), (1400, 1.2), (1250, 1.0)):
        mong_house(scene, x, 650, size, distance=0.06)
    for x, y, size in ((60, 690, 230), (290, 680, 200), (1130, 680, 190), (1530, 700, 260)):
        blossom_tree(scene, x, y, size, "#f6b6c9", "#c0406f", 30)
    hill(scene, 710, 12, 700, mix(leaf, "#ece3a0", 0.5), mix(leaf, "#10302c", 0.3))
    pole = scene.tone("#a98a4a")
    scene.line([(800, 880), (806, 180)], pole, 13)
    for ring in range(5):
        y = 260 + ring * 96
        reach = 60 + ring * 24
        scene.ellipse(803, y, reach, 12, scene.tone("#8a6a3a"))
        for index in range(7 + ring):
            x = 803 - reach + 2 * reach * (index + 0.5) / (7 + ring)
            colour = ("#fff3f8", "#e58aa5", "#f2b134", "#c8352f", "#7fae5a")[(index + ring) % 5]
            scene.line([(x, y), (x, y + 30)], scene.tone("#6b4a2e"), 1.6)
            scene.circle(x, y + 36, 10, scene.tone(colour))
            scene.circle(x, y + 36, 3.6, scene.tone("#c0406f"))
    for leaf_x, turn in ((-60, -50), (-30, -24), (10, 4), (50, 30), (80, 56)):
        scene.ellipse(806 + leaf_x * 0.7, 170 + abs(leaf_x) * 0.3, 46, 9, scene.tone("#7fae4a"), turn=turn - 90)
    for index in range(13):
        angle = 2 * math.pi * index / 13 + 0.2
        x, y = 800 + 430 * math.cos(angle), 880 + 78 * math.sin(angle)
        lifted = index % 2 == 0
        figure(
            scene,
            x,
            y,
            132 + 46 * (math.sin(angle) + 1) / 2,
            blouse=BLOUSES[index % 6],
            skirt=("#1d1f3d", "#a3244e", INDIGO)[index % 3],
            hat=("turban", "scarf")[index % 2],
            arms=((-30, -84), (26, -52)) if lifted else ((-26, -52), (30, -84)),
        )
    corners(scene, 6, (40, 66))
    birds(scene, 320, 190, 5)


def pear_blossom(scene: Scene) -> None:
    """A high hamlet drowned in white blossom of old hawthorn and pear trees."""
    x: float
    y: float
    backdrop(scene, "left", horizon=500, height=1.15)
    leaf = scene.tone(scene.hour.leaf)
    mist(scene, 460, 150, 0.6)
    ground = hill(scene, 620, 100, 460, mix(leaf, "#e6e19a", 0.45), leaf, slope=90)
    for x, size in ((300, 0.9), (470, 1.0), (720, 0.9), (960, 1.0), (1190, 0.95)):
        mong_house(scene, x, ground(x) + 44, size, distance=0.06)
    spots = sorted((scene.between(640, 900), scene.between(-20, 1620)) for _ in range(34))
    for y, x in spots:
        blossom_tree(scene, x, y, 70 + (y - 620) * 0.62, "#fdfaf3", "#a9b07a", 26)
    path_ribbon(
        scene,
        [(860, 760, 10), (800, 830, 26), (900, 900, 50), (780, 1030, 110)],
        scene.tone("#e6d7ae"),
        edge=scene.tone("#b39d69"),
        edge_width=3,
    )
    for x, y, height, blouse in ((840, 880, 112, MADDER), (900, 890, 108, "#2f7a5a"), (800, 960, 140, "#1d1f3d")):
        figure(
            scene,
            x,
            y,
            height,
            blouse=blouse,
            skirt="#a3244e" if blouse == "#1d1f3d" else "#1d1f3d",
            hat="turban",
            basket=True,
            walking=True,
        )
    blossom_tree(scene, 190, 1050, 620, "#fdfaf3", "#a9b07a", 80)
    blossom_tree(scene, 1430, 1060, 640, "#fdfaf3", "#a9b07a", 80)
    birds(scene, 640, 180, 5)


def victory(scene: Scene) -> None:
    """A memorial column and ban blossom over the basin, doves in the morning sky, people with flowers."""
    size: float
    x: float
    y: float
    backdrop(scene, "gap", horizon=560, clouds=1)
    leaf = scene.tone(scene.hour.leaf)
    for row in range(4):
        colour = scene.tone(("#cdbb58", "#b3bd5e", "#dcc458", "#a9b852")[row])
        hill(scene, 590 + row * 26, 14, 620, lighten(colour, 0.2), colour, offset=row * 233)
    scene.sheet(
        "M-20 880Q300 740 640 690Q800 672 960 690Q1300 740 1620 880V1010H-20Z",
        scene.gradient([(0, mix(leaf, "#e2de98", 0.5)), (1, mix(leaf, "#10302c", 0.35))]),
    )
    stone = scene.tone("#d9cfb9")
    for step in range(4):
        scene.rect(640 + step * 26, 690 - step * 18, 320 - step * 52, 19, mix(stone, "#8d8069", (step % 2) * 0.3))
    scene.polygon(
        [(752, 620), (772, 250), (800, 226), (828, 250), (848, 620)],
        scene.gradient([(0, lighten(stone, 0.5)), (0.5, stone), (1, darken(stone, 0.35))], (0, 0), (1, 0)),
    )
    for x, y, size in ((260, 800, 250), (450, 760, 210), (1150, 760, 210), (1340, 800, 250)):
        blossom_tree(scene, x, y, size, "#fff3f8", "#b8487f", 34)
    for x, y, size in (
        (520, 270, 1.3),
        (640, 190, 1.0),
        (1000, 240, 1.4),
        (1110, 170, 1.0),
        (430, 200, 0.9),
        (1220, 260, 0.9),
    ):
        with scene.placed(x, y, size, mirror=x < 800):
            scene.path("M-26 4Q-8 -6 8 -2L24 -8L34 0L24 4Q14 14 -4 12L-34 18Z", "#ffffff")
            scene.path("M-6 0Q-22 -24 -8 -42Q6 -26 12 -2Z", "#f3eee2")
    for index in range(17):
        x = 110 + index * 86
        y = 945 - 60 * (1 - ((x - 800) / 760) ** 2)
        figure(
            scene,
            x,
            y,
            150,
            blouse=BLOUSES[index % 6],
            skirt=("#1d1f3d", INDIGO, "#23263f")[index % 3],
            hat=("scarf", "hair", "turban")[index % 3],
            arms=((-12, -60), (16, -62)),
        )
        for flower in range(5):
            scene.circle(
                x + 6 + (flower - 2) * 7,
                y - 96 - (flower % 2) * 8,
                8,
                scene.tone(("#fff3f8", "#e58aa5", "#f2b134")[flower % 3]),
            )
    branch(scene, -40, 60, 0.35, 240, 16, size=26, ban=True)
    branch(scene, 1640, 60, 2.8, 240, 16, size=26, ban=True)


def hair_washing(scene: Scene) -> None:
    """Women of a river village rinsing long hair at the water's edge with gourds and brass bowls."""
    x: float
    start = scene.mark()
    backdrop(scene, "rolling", horizon=480, height=1.25)
    lake(scene, 520, reflection=start, ripples=120)
    leaf = scene.tone(scene.hour.leaf)
    scene.sheet(
        "M-20 620Q240 570 400 640Q520 700 520 800T620 1010H-20Z",
        scene.gradient([(0, mix(scene.tone("#e0cf9c"), leaf, 0.2)), (1, darken(leaf, 0.15))]),
    )
    for x, size in ((110, 1.1), (300, 1.2)):
        stilt_house(scene, x, 650, size)
    tree(scene, 30, 670, 200)
    hair = scene.tone("#2a2126")
    for index, (x, y, height) in enumerate(
        ((700, 800, 150), (850, 835, 165), (1010, 870, 180), (1190, 900, 196), (1380, 930, 212))
    ):
        reach = ((-14, -104), (20, -66)) if index % 2 else ((-22, -66), (13, -105))
        figure(scene, x, y, height, blouse=BLOUSES[(0, 2, 5, 1, 3)[index]], skirt="#3a4390", hat="hair", arms=reach)
        with scene.placed(x, y, height / 100):
            scene.path("M-8.4 -90Q-9 -72 -5.5 -52Q-3 -46 0 -47Q3 -46 5.5 -52Q9 -72 8.4 -90Q0 -101 -8.4 -90Z", hair)
            for strand in (-4, 0, 4):
                scene.curve(f"M{strand} -94Q{strand * 1.3} -72 {strand * 0.8:.1f} -52", lighten(hair, 0.25), 0.9, 0.6)
            bowl_x, bowl_y = reach[0] if index % 2 else reach[1]
            scene.path(
                f"M{bowl_x - 9} {bowl_y - 6}Q{bowl_x - 8} {bowl_y + 4} {bowl_x} "
                f"{bowl_y + 5}Q{bowl_x + 8} {bowl_y + 4} {bowl_x + 9} {bowl_y - 6}Z",
                scene.tone("#d9a441"),
            )
            scene.curve(f"M{bowl_x * 0.6} {bowl_y + 2}Q{bowl_x * 0.3} -94 0 -84", "#eaf6f6", 2, 0.8)
            for ring in (26, 40):
                scene.ring(0, -3, ring, ring * 0.16, "#ffffff", 1.6, 0.55)
            scene.rect(
                -30,
                -4,
                60,
                12,
                scene.gradient(
                    [(0, mix(scene.hour.near, "#bfe0dd", 0.5), 0.9), (1, mix(scene.hour.near, "#bfe0dd", 0.4), 0)]
                ),
                radius=5,
            )
    for index, x in enumerate((200, 330, 460)):
        figure(scene, x, 940, 180, blouse=BLOUSES[index], skirt="#1d1f3d", arms=((-14, -58), (18, -58)))
        scene.circle(x + 6, 940 - 108, 16, scene.tone("#d9a441"))
    for _ in range(34):
        x = scene.between(560, 1500)
        scene.ellipse(x, scene.between(560, 760), 6, 3, scene.tone("#fff3f8"), 0.9)
    bamboo(scene, 1540, 1010, 420, 8)
    branch(scene, 1640, 60, 2.75, 240, 15, size=26, ban=True)
    birds(scene, 640, 180, 5)


def harvest_table(scene: Scene) -> None:
    """Heaped baskets of mango, longan, plum, orange and tea leaves on a long table under garlands."""
    x: float
    y: float
    backdrop(scene, "rolling", horizon=500, height=1.2, clouds=2)
    meadow(scene, 590, 50, 520)
    for x in (60, 220, 420, 1180, 1370, 1540):
        tree(scene, x, 660, scene.between(150, 230))
    stilt_house(scene, 800, 680, 1.9)
    rope = scene.tone("#7d5a34")
    for left in (-20, 533, 1086):
        scene.curve(f"M{left} 330Q{left + 276} 450 {left + 553} 330", rope, 4)
        for index in range(9):
            share = (index + 0.5) / 9
            x, y = left + 553 * share, 330 + 240 * share * (1 - share)
            scene.path(
                f"M{x - 19:.0f} {y:.0f}h38l-19 44Z",
                scene.tone((MADDER, "#f2b134", "#2b6d5a", INDIGO, "#e58aa5")[index % 5]),
            )
    for index in range(6):
        figure(
            scene,
            20 + index * 260 + 260 * (index > 5),
            850,
            230,
            blouse=BLOUSES[index],
            skirt="#1d1f3d",
            hat=("scarf", "cone", "turban", "hair")[index % 4],
        )
    cloth = scene.tone("#1b2150")
    scene.sheet("M-20 800H1620V1010H-20Z", scene.gradient([(0, lighten(cloth, 0.1)), (1, cloth)]))
    for index in range(27):
        x = -10 + index * 62
        scene.path(f"M{x} 930l31 -26l31 26l-31 26Z", "none", stroke=scene.tone("#f2b134"), width=4)
        scene.path(f"M{x + 18} 930l13 -11l13 11l-13 11Z", scene.tone("#c8352f"))
    scene.rect(-20, 796, 1640, 14, scene.tone("#f3ead6"))
    kinds = (("#f0b93c", 25), ("#c99a5c", 15), ("#8a1f4a", 19), ("#f08a2e", 24), ("#c8202c", 14), ("#7fae4a", 18))
    for index, (colour, size) in enumerate(kinds):
        x = 150 + index * 260
        for _ in range(44):
            across, up = scene.between(-1, 1), scene.random.random()
            reach = 92 * (1 - up * 0.75)
            tone = scene.tone(colour)
            scene.circle(
                x + across * reach,
                742 - up * 74,
                size,
                mix(tone, scene.pick(("#ffffff", "#3a1a10")), scene.between(0, 0.18)),
            )
            scene.circle(x + across * reach - size * 0.3, 742 - up * 74 - size * 0.35, size * 0.22, "#ffffff", 0.5)
        scene.path(f"M{x - 112} 742L{x - 88} 806H{x + 88}L{x + 112} 742Q{x} 768 {x - 112} 742Z", scene.tone("#a9743c"))
        for weave in range(3):
            scene.curve(
                f"M{x - 104 + weave * 7} {762 + weave * 15}Q{x} "
                f"{786 + weave * 13} {x + 104 - weave * 7} {762 + weave * 15}",
                scene.tone("#7d5428"),
                3,
            )
    birds(scene, 640, 170, 5)


def journey(scene: Scene) -> None:
    """The two provinces in one picture: a road from tea hills past a lake to ripe fields and high ridges."""
    start = scene.mark()
    backdrop(scene, "right", horizon=500, height=1.2, clouds=1)
    mist(scene, 430, 140, 0.5)
    lake(scene, 520, reflection=start, ripples=60)
    leaf = scene.tone(scene.hour.leaf)
    scene.sheet(
        "M-20 500Q180 520 330 570T560 640T300 700L-20 720Z", scene.gradient([(0, mix(leaf, "#dfe39a", 0.4)), (1, leaf)])
    )
    stilt_house(scene, 210, 600, 0.9)
    stilt_house(scene, 340, 630, 0.8)
    tree(scene, 120, 604, 120)
    for row in range(6):
        colour = scene.tone(("#d9c55a", "#b7bf58", "#e6cd62", "#a3b450", "#dfc04c", "#c4bd55")[row])
        scene.sheet(
            f"M1640 {560 + row * 34}Q1300 {560 + row * 44} 1060 {620 + row * 40}"
            f"T760 {700 + row * 44}Q1200 {740 + row * 46} 1640 {700 + row * 50}Z",
            scene.gradient([(0, mix(colour, "#fff3c0", 0.3)), (1, colour)]),
            lift=3,
            shadow=0.05,
        )
    scene.sheet(
        "M600 1010Q900 900 1200 900T1620 850V1010Z",
        scene.gradient([(0, mix(leaf, "#e2de98", 0.5)), (1, darken(leaf, 0.2))]),
        lift=3,
    )
    for x, y, half, height in ((240, 930, 430, 190), (760, 1030, 470, 200), (-40, 1100, 420, 200)):
        contour_hill(scene, x, y, half, height, 12, scene.tone("#b4d45a"), scene.tone("#2b6b3a"), tilt=0.34)
    path_ribbon(
        scene,
        [(980, 640, 5), (1080, 690, 11), (980, 750, 22), (1180, 840, 46), (1080, 930, 86), (1360, 1040, 170)],
        scene.tone("#eddcb2"),
        edge=scene.tone("#b89d63"),
        edge_width=4,
    )
    blossom_tree(scene, 1480, 960, 400, "#fff3f8", "#b8487f", 50)
    for x, y, height, blouse in ((1120, 880, 120, MADDER), (1180, 890, 116, "#f3ead6")):
        figure(scene, x, y, height, blouse=blouse, basket=blouse == MADDER, walking=True)
    branch(scene, -30, 80, 0.3, 230, 15, size=26, ban=True)
    canopy(scene, 1600, 1000, 80, mix(leaf, "#10302c", 0.4), 14)
    birds(scene, 700, 190, 6)


def quiet_ridges(scene: Scene) -> None:
    """Layered ridges, a thread of river and mist; the neutral picture where nothing particular is known."""
    leaf = scene.tone(scene.hour.leaf)
    backdrop(scene, "right", horizon=520, height=1.1)
    for index in range(5):
        share = index / 4
        colour = mix(mix(scene.hour.near, scene.hour.foot, 0.35), leaf, share)
        hill(
            scene,
            560 + 100 * index,
            170 - 14 * index,
            300 + 60 * index,
            mix(colour, scene.hour.foot, 0.25 - 0.2 * share),
            darken(colour, 0.15 + 0.25 * share),
            offset=100 + index * 523,
            rim=0.4,
        )
        mist(scene, 600 + 100 * index, 100, 0.5 - 0.1 * index)
    stilt_house(scene, 560, 815, 0.9, distance=0.05)
    stilt_house(scene, 690, 830, 1.0)
    for x in (480, 770, 860):
        tree(scene, x, 835, scene.between(110, 150))
    for x, size in ((120, 360), (240, 270), (1420, 330), (1530, 430)):
        pine(scene, x, 1005, size)
    branch(scene, 1640, 50, 2.8, 220, 14, size=22, ban=True)
    birds(scene, 560, 190, 6)
