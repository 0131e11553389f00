"""Markets: stalls in a plum orchard, a fair on a pass, and a Saturday night of lanterns and orchids."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene, number
from portal.media.illustrations.elements.animals import horse
from portal.media.illustrations.elements.houses import mong_house, stall, stilt_house
from portal.media.illustrations.elements.land import backdrop, hill, meadow, path_ribbon
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import blossom, blossom_tree, canopy, tree
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.palettes import INDIGO, MADDER, PLUM_WHITE, mix

GOODS = (
    ("#e09b1a", "#c8352f", "#7a9a3a"),
    ("#7a2a6a", "#2b6339", "#f2b134"),
    ("#c8d86a", "#5f8f3a", "#a8cf4e"),
    ("#a3242b", "#f3ead6", "#e58aa5"),
    ("#8a5a34", "#c9a45a", "#5a4030"),
)
CLOTHS = (MADDER, "#2b6d5a", INDIGO, "#e09b1a", "#7a4a86")


def _crowd(scene: Scene, spots: tuple[tuple[float, float, float], ...]) -> None:
    blouses = (MADDER, "#f3ead6", "#1d1f3d", "#2f7a5a", "#7a4a86", "#e09b1a")
    skirts = (INDIGO, "#1d1f3d", "#a3244e", "#23263f", "#2f3a7d", "#7a2a6a")
    hats = ("scarf", "cone", "turban", "hair")
    for index, (x, y, height) in enumerate(sorted(spots, key=lambda spot: spot[1])):
        figure(
            scene,
            x,
            y,
            height,
            blouse=blouses[index % 6],
            skirt=skirts[(index * 5 + 1) % 6],
            hat=hats[index % 4],
            basket=index % 3 == 0,
            walking=index % 2 == 0,
            mirror=index % 4 > 1,
        )


def orchard_market(scene: Scene, *, bloom: str = PLUM_WHITE) -> None:
    """Market stalls under blossoming plum trees, people choosing and talking."""
    backdrop(scene, "gap", horizon=460, clouds=1)
    meadow(scene, 560, 50, 520)
    mong_house(scene, 190, 640, 1.5, distance=0.08)
    mong_house(scene, 1420, 630, 1.3, distance=0.08, mirror=True)
    for x in (60, 330, 520, 700, 900, 1080, 1270, 1540):
        blossom_tree(scene, x, 690, scene.between(230, 290), bloom, "#e7a7be", 30)
    hill(scene, 690, 12, 700, scene.tone("#dcd09a"), mix(scene.tone("#b09c62"), scene.tone(scene.hour.leaf), 0.3))
    for index, x in enumerate((170, 440, 710, 980, 1250, 1500)):
        stall(scene, x, 790, 1.55, CLOTHS[index % 5], GOODS[index % 5])
    _crowd(
        scene,
        (
            (300, 840, 128),
            (580, 836, 124),
            (850, 846, 130),
            (1120, 838, 126),
            (1390, 846, 128),
            (690, 900, 150),
            (770, 910, 150),
            (220, 930, 158),
            (1180, 915, 150),
        ),
    )
    for index, x in enumerate((420, 1010, 1420)):
        stall(scene, x, 1000, 2.1, CLOTHS[(index + 2) % 5], GOODS[(index + 3) % 5])
    blossom_tree(scene, 60, 1040, 520, bloom, "#e7a7be", 50)
    birds(scene, 740, 170, 4)


def pass_market(scene: Scene) -> None:
    """A row of stalls beside a mountain road at the top of a pass, valley and ridges below."""
    backdrop(scene, "right", horizon=600, height=1.2)
    leaf = scene.tone(scene.hour.leaf)
    mist(scene, 540, 160, 0.7)
    hill(scene, 690, 60, 480, mix(leaf, "#e2dc98", 0.5), mix(leaf, "#10302c", 0.3), slope=-120)
    path_ribbon(
        scene,
        [(1500, 640, 5), (1400, 690, 14), (1460, 740, 26), (1200, 830, 62), (600, 900, 100), (-60, 960, 150)],
        scene.tone("#a8a59c"),
        edge=scene.tone("#e8dfc8"),
        edge_width=5,
    )
    for index, x in enumerate((110, 340, 570, 800, 1010)):
        stall(scene, x, 840 - index * 16, 2.0 - index * 0.14, CLOTHS[index % 5], GOODS[index % 5])
    stilt_house(scene, 1280, 720, 1.5, "tile")
    tree(scene, 1130, 760, 190)
    tree(scene, 1440, 790, 210)
    _crowd(
        scene, ((230, 900, 150), (460, 886, 142), (690, 870, 134), (900, 850, 122), (330, 960, 170), (1110, 830, 112))
    )
    horse(scene, 1270, 930, 1.7, mirror=True)
    horse(scene, 1440, 950, 1.8, mirror=True, colour="#a9825a")
    figure(scene, 1140, 950, 168, blouse="#1d1f3d", skirt="#23263f", hat="turban", walking=True)
    birds(scene, 640, 190, 6)


def night_market(scene: Scene) -> None:
    """A hill-town market after dark: lanterns, stalls, pots of orchids and a full crowd."""
    x: float
    backdrop(scene, "twin", horizon=440)
    hill(scene, 540, 30, 520, scene.tone("#4f5f55"), scene.tone("#26383a"))
    for x in range(60, 1600, 170):
        stilt_house(scene, x, 600 + (x % 3) * 6, 1.1, "tile", distance=0.06)
    hill(scene, 640, 8, 700, scene.tone("#b39a74"), scene.tone("#5f4c3c"))
    for index, x in enumerate((120, 380, 640, 960, 1220, 1480)):
        scene.circle(x, 690, 190, scene.glow([(0, "#ffcf7a", 0.55), (1, "#ffcf7a", 0)]))
        stall(scene, x, 770, 1.7, CLOTHS[index % 5], GOODS[(index + 1) % 5])
    for y, sag, count in ((470, 70, 15), (520, 60, 12)):
        scene.curve(f"M0 {y}Q400 {y + sag * 2} 800 {y}Q1200 {y + sag * 2} 1600 {y}", scene.tone("#241d22"), 3)
        for index in range(count):
            x = 40 + index * 1540 / count
            drop = sag * _sag(x)
            scene.circle(x, y + drop + 22, 44, scene.glow([(0, "#ffb95a", 0.8), (1, "#ffb95a", 0)]))
            scene.ellipse(x, y + drop + 22, 13, 17, ("#f08a3a", "#e2503a", "#ffc65a")[index % 3])
            scene.rect(x - 6, y + drop + 3, 12, 4, scene.tone("#5a3020"))
    _crowd(
        scene,
        (
            (250, 840, 140),
            (510, 830, 134),
            (770, 850, 142),
            (860, 846, 138),
            (1090, 836, 138),
            (1340, 850, 142),
            (420, 930, 168),
            (1180, 940, 170),
            (690, 940, 172),
            (1010, 905, 156),
        ),
    )
    for index in range(9):
        x = 70 + index * 185
        with scene.placed(x, 1000, 1.3):
            scene.path("M-20 -26L-15 0H15L20 -26Z", scene.tone("#a9663f"))
            for side in (-1, 1):
                scene.curve(f"M0 -24Q{side * 16} -46 {side * 34} -34", scene.tone("#4f8a4f"), 6)
            scene.curve("M0 -24Q6 -70 34 -84", scene.tone("#5f7a3f"), 3)
            for bud in range(4):
                blossom(
                    scene, 10 + bud * 9, -58 - bud * 9 + bud * bud * 1.5, 10, scene.tone("#f3d0ee", -0.3), "#a8358a"
                )
    birds(scene, 900, 150, 3)


def _sag(x: float) -> float:
    """Sag of the lantern line at x: a garland hung from three points."""
    share = (x % 800) / 800
    return 4 * share * (1 - share)


def fair(scene: Scene) -> None:
    """A border fair under tall trees: stalls, horses and people in several costumes."""
    x: float
    backdrop(scene, "massif", horizon=480)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 580, 60, 500)
    for x in range(30, 1600, 130):
        tree(scene, x, 640, scene.between(130, 200))
    hill(scene, 650, 10, 700, mix(scene.tone("#d9cb96"), leaf, 0.1), mix(scene.tone("#a8945c"), leaf, 0.3))
    for index, x in enumerate((150, 400, 1180, 1440)):
        stall(scene, x, 770, 1.8, CLOTHS[(index + 1) % 5], GOODS[index % 5])
    horse(scene, 690, 790, 1.5)
    horse(scene, 880, 800, 1.6, mirror=True, colour="#b58a5c")
    _crowd(
        scene,
        (
            (270, 850, 150),
            (540, 846, 148),
            (780, 870, 154),
            (1030, 850, 150),
            (1310, 856, 150),
            (420, 940, 178),
            (960, 950, 182),
            (640, 955, 180),
            (1200, 945, 178),
        ),
    )
    for x in (60, 1560):
        canopy(scene, x, 990, 90, mix(leaf, "#10302c", 0.4), 14)
    pole = scene.tone("#6b4a2e")
    scene.line([(800, 700), (800, 330)], pole, 8)
    for side in (-1, 1):
        scene.curve(f"M800 340Q{number(800 + side * 300)} 470 {number(800 + side * 620)} 500", pole, 3)
        for index in range(9):
            share = (index + 0.5) / 9
            x = 800 + side * 620 * share
            y = 340 + 160 * (1 - (1 - share) ** 2)
            scene.path(f"M{number(x - 15)} {number(y)}h30l-15 34Z", scene.tone(CLOTHS[index % 5]))
    birds(scene, 300, 190, 4)
