"""Forests: pines by a lake, a golden wood, deep mountain forest, and the huts of a hidden headquarters."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene
from portal.media.illustrations.elements.boats import sampan
from portal.media.illustrations.elements.houses import bamboo_hut, mong_house, stilt_house
from portal.media.illustrations.elements.land import backdrop, hill, meadow, path_ribbon, rocks
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import (
    blossom_tree,
    canopy,
    fern,
    leaf_frame,
    pine,
)
from portal.media.illustrations.elements.sky import birds, mist, sky, smoke
from portal.media.illustrations.elements.water import lake, stream
from portal.media.illustrations.palettes import MADDER, PEACH_PINK, darken, mix


def pine_lake(scene: Scene) -> None:
    """Tall pines around a small mirror-still lake, a boat and picnickers on the grass."""
    start = scene.mark()
    backdrop(scene, "rolling", horizon=480, height=0.9)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 520, 40, 420, mix(leaf, scene.hour.foot, 0.4), leaf)
    for index in range(44):
        pine(
            scene,
            index * 37 + scene.between(-12, 12),
            566 + scene.between(-14, 18),
            scene.between(150, 250),
            mix(mix(scene.hour.leaf, "#1f5240", 0.5), scene.hour.foot, 0.25),
        )
    stilt_house(scene, 1180, 584, 0.8, distance=0.08)
    lake(scene, 590, reflection=start, ripples=80)
    sampan(scene, 760, 690, 1.2)
    sampan(scene, 1060, 650, 0.8, mirror=True)
    scene.sheet(
        "M-20 730Q240 690 460 760T760 860T1240 880T1620 800V1010H-20Z",
        scene.gradient([(0, mix(leaf, "#e6dfa0", 0.5)), (1, mix(leaf, "#10302c", 0.35))]),
    )
    for x, y, size in (
        (60, 800, 560),
        (190, 850, 640),
        (330, 830, 480),
        (1400, 900, 560),
        (1540, 880, 700),
        (1290, 900, 420),
    ):
        pine(scene, x, y, size)
    for x, blouse, height in ((560, MADDER, 120), (620, "#e09b1a", 88), (900, "#f3ead6", 118)):
        figure(scene, x, 950, height, blouse=blouse, hat="hair", walking=x == 900)
    birds(scene, 640, 160, 5)


def golden_wood(scene: Scene) -> None:
    """A sunlit wood of golden crowns with a broad path, swings of light between the trunks and families walking."""
    x: float
    y: float
    sky(scene)
    hour = scene.hour
    scene.ellipse(800, 430, 620, 380, scene.glow([(0, "#fff2c4", 0.95), (1, "#fff2c4", 0)]))
    golds = ("#e0a93a", "#d98f2e", "#c9b84a", "#b9a23f", "#e8c25a", "#cf7f3a")
    for layer in range(4):
        share = layer / 3
        haze = 0.55 - 0.5 * share
        y = 600 + 80 * layer
        for index in range(15 - layer * 3):
            x = (index + 0.5) * 1600 / (15 - layer * 3) + scene.between(-36, 36)
            if abs(x - 800) < 110 + 90 * layer:
                continue
            height = 380 + 130 * layer
            trunk = mix(scene.tone("#6b5138"), hour.foot, haze)
            scene.polygon(
                [
                    (x - 8 - 5 * layer, y),
                    (x - 4 - layer, y - height),
                    (x + 4 + layer, y - height),
                    (x + 8 + 5 * layer, y),
                ],
                trunk,
            )
            for _ in range(3):
                canopy(
                    scene,
                    x + scene.between(-60, 60),
                    y - height + scene.between(-50, 70),
                    80 + 24 * layer,
                    mix(scene.tone(scene.pick(golds)), hour.foot, haze * 0.8),
                    12,
                )
        mist(scene, y - 110, 130, 0.4 - 0.1 * layer)
        if layer == 1:
            meadow(scene, 670, 14, 700, dryness=0.6)
    ground = scene.tone("#b79a4a")
    scene.path(
        "M-20 800Q400 760 800 770T1620 800V1010H-20Z",
        scene.gradient([(0, mix(ground, "#f3dd9a", 0.45)), (1, darken(ground, 0.3))]),
    )
    path_ribbon(
        scene,
        [(800, 664, 12), (770, 710, 26), (840, 780, 56), (760, 880, 110), (820, 1020, 220)],
        scene.tone("#f1e0b4"),
    )
    for _ in range(150):
        x, y = scene.between(0, 1600), scene.between(790, 1000)
        scene.ellipse(
            x,
            y,
            scene.between(5, 10),
            scene.between(2, 4),
            scene.tone(scene.pick(golds)),
            0.9,
            turn=scene.between(-30, 30),
        )
    for side in (-1, 1):
        for index in range(2):
            x = 800 + side * (520 + index * 220)
            scene.polygon(
                [(x - 34, 1010), (x - 20, 520), (x - 24, -10), (x + 24, -10), (x + 18, 520), (x + 38, 1010)],
                scene.gradient(
                    [(0, scene.tone("#7d6248")), (0.4, scene.tone("#a5835c")), (1, scene.tone("#503c2c"))],
                    (0, 0),
                    (1, 0),
                ),
            )
            for _ in range(4):
                canopy(
                    scene, x + scene.between(-150, 150), scene.between(-20, 120), 140, scene.tone(scene.pick(golds)), 14
                )
    for x, y, height, blouse in (
        (760, 850, 100, MADDER),
        (810, 856, 70, "#2b6d5a"),
        (850, 850, 104, "#f3ead6"),
        (690, 940, 130, "#7a4a86"),
    ):
        figure(scene, x, y, height, blouse=blouse, hat="hair", walking=True)


def deep_forest(scene: Scene) -> None:
    """Ridge behind ridge of old forest in morning mist, hornbills gliding over a stream."""
    size: float
    x: float
    y: float
    sky(scene)
    hour = scene.hour
    leaf = scene.tone(hour.leaf)
    for layer in range(6):
        share = layer / 5
        level = 330 + 105 * layer
        tone = mix(leaf, hour.foot, 0.66 - 0.62 * share)
        ground = hill(
            scene, level, 120, 280 + 60 * layer, tone, mix(tone, "#0d2a2b", 0.25), offset=layer * 417, rim=0.0
        )
        for _ in range(54 - layer * 4):
            x = scene.between(-20, 1620)
            size = 18 + 11 * layer
            canopy(
                scene,
                x,
                ground(x) + scene.between(-4, 60),
                scene.between(size * 0.7, size * 1.3),
                mix(tone, scene.pick(("#e4e79e", "#0f3a2c", "#9fbf6a")), scene.between(0, 0.22)),
                8,
            )
        if layer > 2:
            for _ in range(5):
                x = scene.between(0, 1600)
                trunk = mix(scene.tone("#9a8a72"), hour.foot, 0.5 - 0.45 * share)
                top = ground(x) - scene.between(30, 60) * (1 + share)
                scene.line([(x, ground(x) + 40), (x, top)], trunk, 5 + 4 * share)
                canopy(scene, x, top, 40 + 24 * share, mix(tone, "#e4e79e", 0.12), 10)
        mist(scene, level - 10, 130, 0.62 - 0.09 * layer)
    for x, y, size in ((640, 260, 1.5), (790, 320, 1.1), (930, 240, 0.9)):
        with scene.placed(x, y, size):
            dark = scene.tone("#23263f")
            scene.path("M-46 4Q-20 -4 0 0Q-4 -34 -34 -52Q20 -44 22 -2L44 -4L66 6L44 8Q20 14 -6 10Q-30 14 -66 12Z", dark)
            scene.path("M14 2Q10 30 -20 44Q26 34 30 4Z", darken(dark, 0.2))
            scene.path("M44 -8Q58 -12 68 4L44 6Z", scene.tone("#e8b53f"))
            scene.rect(-64, 8, 18, 5, scene.tone("#fbf3e2"))
    leaf_frame(scene, -20, 1020, 330, count=7, start=-1.4, spread=1.3)
    leaf_frame(scene, 1620, 1020, 360, count=7, start=-3.0, spread=1.3)
    for x in (300, 420, 1180, 1300):
        fern(scene, x, 1005, scene.between(90, 150))


def hidden_huts(scene: Scene) -> None:
    """Bamboo huts along a stream under the tall trees of a mountain forest, a footbridge and a thread of smoke."""
    sky(scene)
    leaf = scene.tone(scene.hour.leaf)
    scene.ellipse(840, 330, 560, 330, scene.glow([(0, "#fdf6d0", 0.9), (1, "#fdf6d0", 0)]))
    for layer in range(3):
        haze = 0.5 - 0.2 * layer
        ground = hill(
            scene,
            520 + 60 * layer,
            70,
            380,
            mix(leaf, scene.hour.foot, haze),
            mix(leaf, "#10302c", 0.15 + 0.1 * layer),
            offset=layer * 311,
            rim=0.15,
        )
        for index in range(15):
            x = index * 112 + scene.between(-40, 40)
            height = 380 + 60 * layer
            trunk = mix(scene.tone("#7d6a55"), scene.hour.foot, haze)
            scene.polygon(
                [
                    (x - 7 - 3 * layer, ground(x) + 30),
                    (x - 3, ground(x) - height),
                    (x + 3, ground(x) - height),
                    (x + 7 + 3 * layer, ground(x) + 30),
                ],
                trunk,
            )
            canopy(scene, x, ground(x) - height + 20, 90, mix(leaf, scene.hour.foot, haze), 12)
        mist(scene, 470 + 60 * layer, 120, 0.35)
    meadow(scene, 720, 30, 600, depth=0.4)
    for x, y, size in ((430, 760, 1.5), (720, 748, 1.2), (1210, 770, 1.7), (980, 740, 1.0)):
        bamboo_hut(scene, x, y, size)
    smoke(scene, 1230, 670, 200, 0.4, 16)
    stream(
        scene,
        [(1000, 790, 26), (920, 830, 48), (1010, 880, 74), (860, 930, 110), (940, 1020, 190)],
        light="#dff0ea",
        deep="#5f9fa3",
    )
    rocks(scene, 760, 910, 70, 5, scene.tone("#7d857d"), 34)
    rocks(scene, 1120, 930, 80, 5, scene.tone("#7d857d"), 36)
    wood = scene.tone("#8a6a3d")
    scene.curve("M820 848Q960 800 1110 842", wood, 13)
    scene.curve("M820 812Q960 764 1110 806", wood, 5)
    for x in (824, 890, 960, 1034, 1106):
        scene.line(
            [(x, 806 - 20 * (1 - ((x - 965) / 150) ** 2)), (x, 846 - 20 * (1 - ((x - 965) / 150) ** 2))], wood, 5
        )
    figure(scene, 960, 822, 96, blouse="#5f7a4a", skirt="#4a5a3a", hat="hair", walking=True)
    for x in (60, 230, 1400, 1560):
        scene.polygon(
            [(x - 38, 1010), (x - 22, 480), (x - 26, -10), (x + 24, -10), (x + 20, 480), (x + 44, 1010)],
            scene.gradient(
                [(0, scene.tone("#5a4c3c")), (0.4, scene.tone("#8a775f")), (1, scene.tone("#3d3228"))], (0, 0), (1, 0)
            ),
        )
        for _ in range(3):
            canopy(scene, x + scene.between(-110, 110), scene.between(-20, 90), 130, mix(leaf, "#10302c", 0.2), 14)
    for x in (150, 330, 520, 1300, 1480):
        fern(scene, x, 1000, scene.between(90, 150))


def pine_gate(scene: Scene) -> None:
    """A highland gateway: pine woods, peach trees along a road and tea slopes under a broad range."""
    backdrop(scene, "twin", horizon=500, height=1.1)
    leaf = scene.tone(scene.hour.leaf)
    far = hill(scene, 580, 80, 420, mix(leaf, scene.hour.foot, 0.3), leaf)
    for index in range(34):
        x = index * 48 + scene.between(-16, 16)
        pine(scene, x, far(x) + 24, scene.between(90, 150))
    near = hill(scene, 720, 90, 520, mix(leaf, "#dfe08e", 0.45), mix(leaf, "#10302c", 0.3), offset=500)
    for x, size in ((260, 0.9), (420, 1.0), (1210, 1.1), (1400, 0.9)):
        mong_house(scene, x, near(x) + 40, size)
    path_ribbon(
        scene,
        [(900, 660, 5), (860, 700, 11), (960, 770, 24), (780, 860, 50), (860, 1020, 120)],
        scene.tone("#e5d6ae"),
        edge=scene.tone("#b09a66"),
        edge_width=3,
    )
    for x, y, size in (
        (620, 780, 150),
        (1060, 800, 170),
        (520, 870, 220),
        (1190, 900, 250),
        (330, 960, 290),
        (1380, 980, 320),
    ):
        blossom_tree(scene, x, y, size, PEACH_PINK, "#c0406f", 30)
    for x, size in ((70, 620), (180, 480), (1540, 600), (1450, 420)):
        pine(scene, x, 1010, size)
    figure(scene, 800, 920, 118, blouse="#1d1f3d", skirt="#a3244e", hat="turban", basket=True, walking=True)
    figure(scene, 880, 930, 110, blouse="#2f7a5a", skirt="#1d1f3d", hat="turban", walking=True)
    birds(scene, 640, 170, 5)
