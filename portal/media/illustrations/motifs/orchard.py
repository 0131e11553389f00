"""Orchards: plum valleys in bloom, fruit gardens at harvest and mango gardens along a road."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements.houses import mong_house, stilt_house
from portal.media.illustrations.elements.land import backdrop, hill, karst_tower, meadow, path_ribbon, pinnacle
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import blossom_tree, branch, fruit_tree, grass, tree
from portal.media.illustrations.elements.sky import birds, mist, smoke
from portal.media.illustrations.palettes import INDIGO, MADDER, PLUM_WHITE, mix


def plum_valley(
    scene: Scene,
    *,
    style: str = "gap",
    bloom: str = PLUM_WHITE,
    heart: str = "#e7a7be",
    rocky: bool = False,
    houses: int = 4,
    trees: int = 60,
    road: bool = True,
    near_branch: bool = False,
) -> None:
    """A valley filled with fruit trees in bloom, small far off and large near by, a lane winding through."""
    x: float
    backdrop(scene, style, horizon=480, clouds=1)
    leaf = scene.tone(scene.hour.leaf)
    light = mix(leaf, "#e6e19a", 0.5)
    if rocky:
        for x, width, height in ((150, 300, 330), (420, 210, 230), (1210, 240, 260), (1460, 330, 380)):
            karst_tower(scene, x, 600, width, height, scene.faded("#7d8a86", 0.22), scene.faded("#8fa07a", 0.3))
    back = hill(scene, 570, 60, 460, mix(light, scene.hour.foot, 0.35), leaf, slope=-60)
    items: list[tuple[float, float, str]] = []
    for index in range(houses):
        x = 360 + index * 880 / max(1, houses - 1) + scene.between(-60, 60)
        items.append((scene.between(640, 780), x, "house"))
    for _ in range(trees):
        share = scene.random.random() ** 1.4
        items.append((585 + share * 330, scene.between(-20, 1620), "tree"))
    if rocky:
        for _ in range(26):
            share = scene.random.random() ** 1.2
            items.append((600 + share * 330, scene.between(-20, 1620), "rock"))
    lane_done = not road
    for y, across, kind in sorted(items):
        x = across
        near = (y - 540) / 400
        if not lane_done and y > 640:
            lane = [
                (860.0, 612.0, 5.0),
                (800.0, 650.0, 9.0),
                (900.0, 705.0, 15.0),
                (740.0, 780.0, 26.0),
                (880.0, 880.0, 44.0),
                (700.0, 1010.0, 84.0),
            ]
            path_ribbon(scene, lane, scene.tone("#ead9b4"), edge=scene.tone("#b89d66"), edge_width=3)
            lane_done = True
        if kind == "house":
            draw = mong_house if rocky else stilt_house
            draw(scene, x, y, 0.35 + 0.75 * near, distance=max(0.0, 0.3 - near * 0.5))
            smoke(scene, x + 8, y - 45 * (0.35 + 0.75 * near), 90, 0.35, 12)
        elif kind == "rock":
            pinnacle(scene, x, y, 12 + 30 * near, 30 + 90 * near, scene.faded("#8a8f8c", 0.2 - 0.1 * near))
        else:
            size = 40 + 120 * near
            if road and abs(x - 810) < 40 + 120 * near:
                x += 170 * near + 40 if x > 810 else -170 * near - 40
            blossom_tree(
                scene, x, y, size, mix(bloom, scene.hour.foot, max(0.0, 0.3 - near * 0.5)), heart, 18 + int(8 * near)
            )
    mist(scene, back(800) - 30, 100, 0.35)
    for x in (70, 1530):
        blossom_tree(
            scene, x + scene.between(-40, 40), 1015 + scene.between(-20, 20), scene.between(380, 470), bloom, heart, 46
        )
    for x in (330, 1260):
        blossom_tree(scene, x + scene.between(-50, 50), 1000, scene.between(170, 240), bloom, heart, 32)
    if near_branch:
        branch(scene, 1640, 40, 2.75, 240, 16, size=22, colour=bloom, heart=heart)
    birds(scene, 640, 170, 5)


def fruit_garden(
    scene: Scene,
    *,
    style: str = "rolling",
    fruit: str = "#a3244e",
    second: str = "#7a9a3a",
    pickers: int = 3,
    houses: int = 2,
) -> None:
    """An orchard at harvest: trees hung with fruit, pickers and full baskets."""
    backdrop(scene, style, horizon=500, clouds=2)
    ground = meadow(scene, 620, 70, 560, depth=0.15)
    for index in range(houses):
        x = 260 + index * 1080 + scene.between(-50, 50)
        stilt_house(scene, x, ground(x) + 26, 0.95, distance=0.14)
    for row in range(3):
        meadow(scene, 680 + row * 105, 40, 620, offset=300 * row + 70, depth=0.2 + 0.1 * row)
        count = 7 - row
        for index in range(count):
            x = (index + 0.5 + scene.between(-0.15, 0.15)) * 1600 / count
            size = 130 + 75 * row
            fruit_tree(
                scene, x, 705 + row * 105 + scene.between(-8, 8), size, fruit if index % 3 else second, 14 + 8 * row
            )
    colours = (MADDER, "#f3ead6", "#2f7a5a", INDIGO)
    for index in range(pickers):
        x = 470 + index * 660 / max(1, pickers - 1)
        figure(
            scene,
            x,
            965,
            130,
            blouse=colours[index % 4],
            hat="cone" if index % 2 else "scarf",
            basket=index % 2 == 0,
            arms=((-16, -46), (22, -96)),
            mirror=index % 2 == 1,
        )
    for x in (610, 1010, 1260):
        with scene.placed(x, 975, 1.2):
            scene.path("M-34 -34L-26 0H26L34 -34Z", scene.tone("#a9743c"))
            for weave in range(4):
                scene.line([(-31 + weave, -27 + weave * 7), (31 - weave, -27 + weave * 7)], scene.tone("#7d5428"), 2)
            for _ in range(16):
                scene.circle(
                    scene.between(-28, 28),
                    -36 - scene.between(0, 12),
                    7,
                    mix(scene.tone(fruit), "#ffffff", scene.between(0, 0.25)),
                )
    for _ in range(12):
        grass(scene, scene.between(0, 1600), scene.between(985, 1010), 40)
    birds(scene, 420, 190, 4)


def mango_road(scene: Scene) -> None:
    """A warm valley of mango gardens and stilt houses along a country road."""
    backdrop(scene, "karst", horizon=520, height=0.85)
    leaf = scene.tone(scene.hour.leaf)
    light = mix(leaf, "#f0dc96", 0.45)
    hill(scene, 590, 60, 520, mix(light, scene.hour.foot, 0.3), leaf)
    for index in range(14):
        tree(scene, 40 + index * 118 + scene.between(-20, 20), 600 + scene.between(-10, 18), scene.between(50, 76))
    for x, size in ((300, 0.62), (450, 0.7), (1120, 0.66), (1290, 0.74)):
        stilt_house(scene, x, 640, size, distance=0.12)
    hill(scene, 700, 40, 480, light, mix(leaf, "#10302c", 0.3), offset=500)
    path_ribbon(
        scene,
        [(980, 668, 6), (900, 700, 13), (960, 760, 26), (760, 850, 52), (420, 1010, 120)],
        scene.tone("#dccba6"),
        edge=scene.tone("#a98f5c"),
        edge_width=4,
    )
    for x, y, size in (
        (120, 780, 210),
        (420, 760, 180),
        (620, 740, 150),
        (1120, 770, 200),
        (1340, 790, 230),
        (1540, 770, 200),
    ):
        fruit_tree(scene, x, y, size, "#eab23a", 18)
    for x, y, size in ((1060, 1000, 400), (1450, 1010, 430), (60, 1000, 360)):
        fruit_tree(scene, x, y, size, "#f0b93c", 34)
    for x, blouse in ((560, MADDER), (640, "#f3ead6")):
        figure(scene, x, 905, 104, blouse=blouse, hat="cone", basket=x == 560, walking=True)
    birds(scene, 900, 180, 5)
