"""The stone plateau: fields of grey pinnacles with maize, "cat's-ear" rocks along a road, and a ring wall."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements.animals import horse
from portal.media.illustrations.elements.houses import mong_house
from portal.media.illustrations.elements.land import backdrop, hill, path_ribbon, pinnacle
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import blossom_tree, canopy, grass, tree
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.palettes import PEACH_PINK, darken, mix


def _maize(scene: Scene, x: float, y: float, height: float) -> None:
    stem = scene.tone(mix(scene.hour.leaf, "#cfe07a", 0.35))
    for side in (-1, 0, 1):
        scene.curve(
            f"M{x:.0f} {y:.0f}q{side * height * 0.16:.0f} {-height * 0.5:.0f} "
            f"{side * height * 0.34:.0f} {-height * 0.45:.0f}",
            stem,
            2 + height * 0.03,
        )
    scene.line([(x, y), (x, y - height * 0.7)], stem, 2 + height * 0.02)


def stone_fields(scene: Scene) -> None:
    """Maize growing between sharp grey stones, two earth houses and a peach tree."""
    backdrop(scene, "range", horizon=540)
    hill(scene, 600, 70, 460, scene.tone("#b8c884"), scene.tone("#5d8450"))
    for index in range(170):
        share = (index / 170) ** 1.15
        y = 600 + share * 400
        x = scene.between(-20, 1620)
        height = (34 + 150 * share) * scene.between(0.55, 1.2)
        width = height * scene.between(0.26, 0.42)
        if index % 3 == 0:
            _maize(scene, x + width * 1.6, y, height)
        pinnacle(scene, x, y, width, height, scene.tone(mix("#c9c7bc", "#5c6470", 0.2 + 0.45 * share)))
        if index in (60, 95):
            mong_house(scene, 420 if index == 60 else 1180, y, 1.0 + share * 0.4)
    blossom_tree(scene, 1420, 960, 380, "#f4b6cb", clumps=36)
    figure(scene, 660, 960, 140, blouse="#1d1f3d", skirt="#a3244e", hat="turban", basket=True, walking=True)
    birds(scene, 420, 200, 5)


def ear_rocks(scene: Scene) -> None:
    """A road through a field of upright "cat's-ear" rocks under limestone peaks, a rider leading a horse."""
    backdrop(scene, "karst", horizon=500, height=1.15)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 590, 40, 520, mix(leaf, "#dfdca4", 0.55), mix(leaf, "#7d8a6a", 0.3))
    path_ribbon(
        scene,
        [(700, 570, 4), (820, 620, 10), (700, 690, 22), (940, 790, 48), (760, 900, 90), (1000, 1040, 190)],
        scene.tone("#b9b2a2"),
        edge=scene.tone("#e8dfc8"),
        edge_width=4,
    )
    spots = sorted((600 + scene.random.random() ** 1.3 * 420, scene.between(-20, 1620)) for _ in range(120))
    for y, x in spots:
        share = (y - 590) / 420
        middle = 800 + 110 * math.sin(share * 6.0 + 2.6)
        if abs(x - middle) < 70 + 210 * share:
            continue
        height = (26 + 190 * share) * scene.between(0.7, 1.25)
        pinnacle(scene, x, y, height * 0.3, height, scene.tone(mix("#b9b9b4", "#565f6d", 0.2 + 0.5 * share)))
        if scene.random.random() < 0.4:
            grass(scene, x + height * 0.4, y, height * 0.3)
    mong_house(scene, 1080, 640, 0.7, distance=0.1)
    horse(scene, 830, 850, 1.2)
    figure(scene, 740, 856, 116, blouse="#1d1f3d", skirt="#23263f", hat="turban", walking=True)
    mist(scene, 560, 90, 0.4)
    birds(scene, 960, 190, 5)


def ring_wall(scene: Scene) -> None:
    """A broken ring of dry-stone wall on the plateau, its gate gap open, fields of rock around."""
    backdrop(scene, "left", horizon=520, height=1.1)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 600, 60, 480, mix(leaf, "#ddd69a", 0.5), mix(leaf, "#5d7a4c", 0.3))
    for _ in range(60):
        y = 610 + scene.random.random() * 100
        pinnacle(
            scene,
            scene.between(-20, 1620),
            y,
            scene.between(8, 18),
            scene.between(24, 60),
            scene.faded("#8d9296", 0.15),
        )
    hill(scene, 730, 20, 700, mix(leaf, "#e4dc9c", 0.5), mix(leaf, "#10302c", 0.25))
    grey = scene.tone("#9b978c")
    decay = scene.noise(3, 0.5)

    def wall(start: float, end: float, far: bool) -> None:
        rows = 4 if far else 7
        size = 13 if far else 25
        steps_count = int(abs(end - start) * (3.4 if far else 1.9))
        for row in range(rows):
            for index in range(steps_count):
                angle = math.radians(start + (end - start) * (index + 0.5 * (row % 2)) / steps_count)
                x, y = 800 + 640 * math.cos(angle), 800 + 130 * math.sin(angle)
                if row > rows * (0.35 + 0.9 * decay(index / 9 + start)):
                    continue
                tone = mix(grey, scene.pick(("#ffffff", "#2a2a33", "#b8a888")), scene.between(0, 0.28))
                scene.rect(
                    x - size * 0.9, y - (row + 1) * size * 0.74, size * 1.7, size * 0.72, tone, radius=size * 0.22
                )

    wall(350, 190, True)
    mong_house(scene, 620, 790, 1.3)
    mong_house(scene, 980, 796, 1.5, mirror=True)
    blossom_tree(scene, 800, 800, 190, PEACH_PINK, "#c0406f", 28)
    wall(178, 112, False)
    wall(66, 2, False)
    path_ribbon(
        scene,
        [(800, 830, 26), (780, 900, 60), (840, 1030, 130)],
        scene.tone("#e0d0a6"),
        edge=scene.tone("#a8935c"),
        edge_width=3,
    )
    figure(scene, 740, 960, 132, blouse="#1d1f3d", skirt="#a3244e", hat="turban", basket=True, walking=True)
    figure(scene, 880, 970, 130, blouse="#2f7a5a", skirt="#1d1f3d", hat="turban", mirror=True)
    tree(scene, 1500, 760, 240)
    for _ in range(36):
        grass(scene, scene.between(0, 1600), scene.between(940, 1006), scene.between(28, 54))
    canopy(scene, 60, 980, 70, darken(leaf, 0.3), 12)
    birds(scene, 640, 190, 5)
