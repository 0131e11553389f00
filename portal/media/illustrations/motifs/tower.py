"""Old Lao towers on hills, by rivers and in rice valleys."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene, smooth
from portal.media.illustrations.elements.houses import lao_tower, steps, stilt_house
from portal.media.illustrations.elements.land import backdrop, hill, meadow, rocks
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import (
    bamboo,
    banana,
    blossom_tree,
    branch,
    canopy,
    corners,
    fan_palm,
    grass,
    tree,
)
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.elements.water import stream
from portal.media.illustrations.palettes import MADDER, mix


def tower_pair(scene: Scene) -> None:
    """A large and a small tower in a clearing between palms and a village."""
    backdrop(scene, "right", horizon=530)
    leaf = scene.tone(scene.hour.leaf)
    ground = meadow(scene, 640, 50, 520)
    for x, size in ((150, 0.9), (300, 0.8), (1440, 0.9)):
        stilt_house(scene, x, ground(x) + 20, size, distance=0.12)
    for x in (60, 230, 400, 1330, 1530):
        fan_palm(scene, x, 690, scene.between(200, 280))
    hill(scene, 770, 14, 700, mix(leaf, "#e4dc9c", 0.5), mix(leaf, "#10302c", 0.3))
    lao_tower(scene, 700, 860, 2.6, storeys=4)
    lao_tower(scene, 1110, 850, 1.35, storeys=3, slim=1.05)
    for x, blouse in ((480, MADDER), (540, "#f3ead6")):
        figure(scene, x, 930, 118, blouse=blouse)
    for _ in range(30):
        grass(scene, scene.between(0, 1600), scene.between(900, 1005), 40)
    banana(scene, 1450, 960, 320)
    corners(scene, 8)
    birds(scene, 1020, 190, 5)


def hill_tower(scene: Scene) -> None:
    """A tall slender tower on a round hill above ripe fields and a village."""
    backdrop(scene, "gap", horizon=560)
    leaf = scene.tone(scene.hour.leaf)
    for row in range(5):
        colour = scene.tone(("#e0c65a", "#c9bf58", "#e6cf6c", "#b8b552", "#d9bb48")[row])
        hill(scene, 600 + row * 50, 16, 640, mix(colour, "#fff3c0", 0.25), mix(colour, leaf, 0.3), offset=row * 250)
    for x, y, size in ((140, 700, 0.8), (260, 720, 0.9), (80, 770, 1.0), (1480, 720, 0.9), (1360, 700, 0.8)):
        stilt_house(scene, x, y, size)
        tree(scene, x + 64 * size, y + 4, 90 * size)
    mound = [
        (240.0, 1020.0),
        (420.0, 860.0),
        (620.0, 720.0),
        (820.0, 672.0),
        (1020.0, 720.0),
        (1220.0, 860.0),
        (1400.0, 1020.0),
    ]
    scene.sheet(smooth(mound) + "Z", scene.gradient([(0, mix(leaf, "#e2de98", 0.5)), (1, mix(leaf, "#10302c", 0.4))]))
    lao_tower(scene, 820, 706, 2.05, storeys=5, slim=0.86)
    steps(scene, 820, 1010, 712, 80, 30)
    for x, y in ((560, 800), (1080, 800), (480, 880), (1170, 880)):
        blossom_tree(scene, x, y, 170, "#fff3f8", "#b8487f", 26)
    for x, y, height, blouse in ((800, 880, 78, MADDER), (850, 930, 94, "#2f7a5a")):
        figure(scene, x, y, height, blouse=blouse)
    birds(scene, 330, 230, 6)


def broken_tower(scene: Scene) -> None:
    """A weathered tower without its tip beside a wooded slope, grass growing in its joints."""
    backdrop(scene, "left", horizon=500)
    leaf = scene.tone(scene.hour.leaf)
    ground = hill(scene, 600, 80, 420, mix(leaf, "#d8d890", 0.4), mix(leaf, "#10302c", 0.35))
    for _ in range(50):
        x = scene.between(-20, 1620)
        canopy(
            scene,
            x,
            ground(x) + scene.between(-4, 60),
            scene.between(26, 54),
            mix(leaf, "#10302c", scene.between(0, 0.3)),
            8,
        )
    hill(scene, 760, 20, 620, mix(leaf, "#e4dc9c", 0.5), mix(leaf, "#10302c", 0.3))
    lao_tower(scene, 1060, 880, 2.75, storeys=3, broken=True, slim=1.1)
    rocks(scene, 860, 900, 90, 6, scene.tone("#b98a64"), 26)
    rocks(scene, 1290, 905, 60, 4, scene.tone("#b98a64"), 24)
    tree(scene, 290, 890, 420)
    stilt_house(scene, 560, 790, 1.0, distance=0.06)
    figure(scene, 780, 950, 124, blouse="#f3ead6", hat="cone", basket=True, walking=True)
    for _ in range(36):
        grass(scene, scene.between(0, 1600), scene.between(890, 1008), scene.between(30, 60))
    bamboo(scene, 1540, 1000, 430, 8)
    birds(scene, 640, 190, 5)


def river_tower(scene: Scene) -> None:
    """A tower near a river bend, a footpath along the bank and sharp hills behind."""
    backdrop(scene, "karst", horizon=520, height=0.95)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 610, 40, 520)
    for x in range(30, 1600, 120):
        tree(scene, x, 650, scene.between(80, 130))
    hill(scene, 700, 16, 700, mix(leaf, "#e4dfa0", 0.5), mix(leaf, "#10302c", 0.25))
    stream(
        scene,
        [(1500, 690, 30), (1380, 730, 60), (1420, 790, 120), (1240, 860, 240), (1330, 1010, 460)],
        light="#dcefe8",
        deep="#5a9aa4",
    )
    lao_tower(scene, 520, 850, 2.7, storeys=4, slim=0.94)
    stilt_house(scene, 180, 760, 1.0)
    stilt_house(scene, 960, 740, 0.85, mirror=True)
    fan_palm(scene, 300, 800, 240)
    fan_palm(scene, 790, 790, 250)
    scene.curve("M-40 990C160 960 300 970 420 930S500 880 520 856", scene.tone("#e5d6ac"), 22)
    for x, blouse in ((300, MADDER), (360, "#f3ead6"), (760, "#2b2f77")):
        figure(scene, x, 955, 120, blouse=blouse, walking=True, hat="cone" if x == 360 else "scarf")
    mist(scene, 560, 110, 0.4)
    branch(scene, -30, 40, 0.5, 210, 14, size=20, ban=True)
    corners(scene, 6, (36, 60))
    birds(scene, 980, 190, 5)
