"""Villages: stilt houses on slopes, Mông hamlets, wooden lanes, weavers' yards and houses by the water."""

from __future__ import annotations

from portal.media.illustrations.canvas import WIDTH, Scene, smooth
from portal.media.illustrations.elements.animals import buffalo, horse
from portal.media.illustrations.elements.boats import raft, sampan
from portal.media.illustrations.elements.houses import mong_house, stilt_house
from portal.media.illustrations.elements.land import backdrop, hill, karst_tower, meadow, path_ribbon
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
    pine,
    tree,
)
from portal.media.illustrations.elements.sky import birds, mist, smoke
from portal.media.illustrations.palettes import INDIGO, MADDER, PEACH_PINK, lighten, mix


def slopes(
    scene: Scene,
    *,
    style: str = "range",
    bloom: str = "",
    heart: str = "#c85c8e",
    houses: int = 9,
    kind: str = "stilt",
    pines: bool = False,
) -> None:
    """Houses scattered over two green slopes among trees, or among blossom."""
    backdrop(scene, style, horizon=520)
    leaf = scene.tone(scene.hour.leaf)
    light = mix(leaf, "#e6e19a", 0.5)
    far = hill(scene, 610, 90, 520, mix(light, scene.hour.foot, 0.4), leaf)
    near = hill(scene, 760, 110, 430, light, leaf, offset=300)
    items: list[tuple[float, float, float, str]] = []
    for index in range(houses):
        x = 110 + (index + scene.between(0.2, 0.8)) * 1380 / houses
        back = index % 2 == 1
        items.append(((far if back else near)(x) + scene.between(18, 70), x, 0.62 if back else 1.0, "house"))
    for _ in range(houses * 2):
        x = scene.between(20, 1580)
        back = scene.random.random() < 0.5
        items.append(
            (
                (far if back else near)(x) + scene.between(8, 110),
                x,
                scene.between(0.7, 1.1) * (0.62 if back else 1.0),
                "tree",
            )
        )
    for y, x, size, what in sorted(items):
        if what == "house":
            draw = mong_house if kind == "mong" else stilt_house
            draw(scene, x, y, size * 1.15, distance=0.04 if size > 0.7 else 0.2)
            if scene.random.random() < 0.5:
                smoke(scene, x + 10, y - 66 * size, 90 * size, 0.32, 12)
        elif bloom and scene.random.random() < 0.75:
            blossom_tree(scene, x, y, 150 * size, bloom, heart)
        elif pines:
            pine(scene, x, y, 200 * size)
        else:
            tree(scene, x, y, 130 * size)
    hill(scene, 960, 110, 500, mix(light, leaf, 0.5), mix(leaf, "#10302c", 0.6), offset=900)
    for index in range(7):
        x = 130 + index * 225 + scene.between(-50, 50)
        if bloom:
            blossom_tree(scene, x, 1010, scene.between(180, 250), bloom, heart, 30)
        else:
            canopy(scene, x, 985, scene.between(54, 96), mix(leaf, "#10302c", 0.3), 12)
    birds(scene, 520, 190, 5)


def pomu_lanes(scene: Scene) -> None:
    """Wooden houses with weathered shingles along chequered lanes, rice ripening behind them."""
    backdrop(scene, "massif", horizon=500, height=1.1)
    leaf = scene.tone(scene.hour.leaf)
    for row in range(4):
        colour = scene.tone(("#d9c55a", "#c4c765", "#e2bf4a", "#b9bf5b")[row])
        hill(scene, 560 + row * 26, 20, 520, lighten(colour, 0.3), colour, offset=row * 210)
    hill(scene, 680, 20, 700, mix(leaf, "#e0dc9a", 0.45), mix(leaf, "#10302c", 0.25), offset=800)
    lane = scene.tone("#dfd2b6")
    for x0, x1, half0, half1 in ((560, 330, 10, 130), (1010, 1240, 10, 120)):
        path_ribbon(
            scene,
            [(x0, 676, half0), ((x0 * 2 + x1) / 3, 760, half0 + 24), (x1, 1020, half1)],
            lane,
            edge=scene.tone("#a99a78"),
            edge_width=3,
        )
    path_ribbon(scene, [(-30, 818, 12), (400, 812, 13), (800, 816, 15), (1200, 812, 13), (1640, 818, 12)], lane)
    scene.polygon([(-20, 804), (1620, 804), (1620, 834), (-20, 834)], lane)
    rows = (
        (690, 0.85, (120, 330, 720, 880, 1190, 1420)),
        (795, 1.25, (150, 770, 960, 1460)),
        (985, 1.9, (110, 800, 1490)),
    )
    for y, size, spots in rows:
        for x in spots:
            stilt_house(scene, x, y, size, "pomu", distance=0.14 if size < 1 else 0.0, mirror=x > 800)
            smoke(scene, x + 12, y - 66 * size, 90 * size, 0.3, 14)
            fence = scene.tone("#8a7652")
            for post in range(6):
                scene.rect(x + (58 + post * 9) * size, y - 16 * size, 3 * size, 16 * size, fence)
    for x, y, size in (
        (260, 800, 150),
        (600, 790, 120),
        (1120, 800, 140),
        (1330, 790, 120),
        (480, 985, 210),
        (1060, 985, 190),
    ):
        blossom_tree(scene, x, y, size, "#fdf3ee", "#e7a7be", 24)
    figure(scene, 380, 940, 120, blouse="#2f7a5a", basket=True, walking=True)
    figure(scene, 1190, 930, 116, blouse=MADDER, walking=True, mirror=True)
    horse(scene, 1270, 946, 1.1)
    birds(scene, 420, 180, 5)


def mong_plain(scene: Scene) -> None:
    """A lone hamlet on a green basin ringed by limestone, horses grazing and a dirt path."""
    backdrop(scene, "karst", horizon=520, height=1.1, clouds=2)
    leaf = scene.tone(scene.hour.leaf)
    light = mix(leaf, "#dfe48e", 0.5)
    for x, width, height in ((90, 340, 400), (340, 240, 250), (1540, 360, 450), (1290, 240, 280)):
        karst_tower(scene, x, 640, width, height, scene.faded("#6f8580", 0.15), scene.faded("#7fa06a", 0.2))
    hill(scene, 640, 24, 700, mix(light, scene.hour.foot, 0.25), mix(leaf, light, 0.4))
    for x, y, size in (
        (560, 690, 0.8),
        (690, 676, 0.7),
        (820, 700, 0.85),
        (970, 682, 0.75),
        (1090, 706, 0.9),
        (740, 740, 1.0),
        (930, 752, 1.05),
    ):
        mong_house(scene, x, y, size, distance=0.05)
        smoke(scene, x + 12, y - 50 * size, 100, 0.34, 12)
    for x, y in ((620, 700), (880, 690), (1030, 700), (1170, 720), (480, 700)):
        blossom_tree(scene, x, y, 90, PEACH_PINK)
    path_ribbon(
        scene,
        [(840, 760, 7), (800, 800, 14), (900, 860, 28), (760, 930, 52), (860, 1020, 100)],
        scene.tone("#e5d4a8"),
        edge=scene.tone("#b39a63"),
        edge_width=3,
    )
    for _ in range(60):
        grass(scene, scene.between(0, 1600), scene.between(800, 1005), scene.between(18, 40))
    horse(scene, 380, 870, 1.3)
    horse(scene, 1210, 850, 1.1, mirror=True, colour="#a9825a")
    figure(
        scene, 960, 940, 130, blouse="#1d1f3d", skirt="#a3244e", hat="turban", basket=True, walking=True, mirror=True
    )
    figure(scene, 1040, 955, 100, blouse="#2f7a5a", skirt="#23263f", hat="hair", walking=True, mirror=True)
    birds(scene, 640, 180, 5)


def high_hamlet(scene: Scene) -> None:
    """A hamlet of shingle roofs on a steep spur, cloud filling the valley behind it."""
    backdrop(scene, "left", horizon=460, height=1.15)
    leaf = scene.tone(scene.hour.leaf)
    for level, strength in ((500, 0.9), (560, 0.85), (620, 0.75)):
        mist(scene, level - 40, 160, strength)
    spur = [
        (1620.0, 470.0),
        (1400.0, 500.0),
        (1180.0, 570.0),
        (960.0, 660.0),
        (740.0, 720.0),
        (480.0, 800.0),
        (220.0, 900.0),
        (-20.0, 960.0),
    ]
    scene.sheet(
        smooth(spur) + "L-20 1020H1620Z",
        scene.gradient([(0, mix(leaf, "#e2dca0", 0.5)), (1, mix(leaf, "#10302c", 0.4))]),
    )
    for row in range(6):
        points = [(x + 30 * row, y + 70 + row * 52) for x, y in spur[1:]]
        scene.curve(smooth(points), mix(leaf, "#efe2a0", 0.55), 5, 0.45)
    for x, y, size in (
        (1490, 545, 0.8),
        (1330, 590, 0.9),
        (1180, 640, 1.0),
        (1440, 660, 1.15),
        (1010, 715, 1.05),
        (1260, 760, 1.3),
        (830, 790, 1.1),
        (1050, 850, 1.4),
        (640, 850, 1.1),
        (1460, 850, 1.5),
    ):
        mong_house(scene, x, y, size, mirror=x > 1200)
        smoke(scene, x + 12, y - 50 * size, 110, 0.35, 14)
    for x, y, size in (
        (1570, 620, 220),
        (1110, 690, 150),
        (920, 760, 160),
        (1350, 840, 170),
        (520, 880, 150),
        (720, 900, 170),
    ):
        blossom_tree(scene, x, y, size, "#f6c3d0", "#c0406f", 24)
    for x, size in ((150, 420), (270, 320), (60, 300)):
        pine(scene, x, 1000, size)
    figure(scene, 860, 960, 130, blouse="#1d1f3d", skirt="#7a2a6a", hat="turban", basket=True, walking=True)
    corners(scene, 6)
    birds(scene, 420, 240, 6)


def batik_yard(scene: Scene) -> None:
    """A Mông yard where indigo batik dries on lines between peach trees, a smith's fire and a mortar beside it."""
    backdrop(scene, "twin", horizon=470, clouds=1)
    leaf = scene.tone(scene.hour.leaf)
    meadow(scene, 590, 60, 520)
    mong_house(scene, 330, 720, 3.0)
    mong_house(scene, 1290, 690, 2.3, mirror=True)
    hill(scene, 740, 24, 700, mix(scene.tone("#cdb98a"), leaf, 0.15), mix(scene.tone("#8f7a4c"), leaf, 0.3))
    pole = scene.tone("#6b4a2e")
    scene.line([(520, 560), (520, 850)], pole, 11)
    scene.line([(1190, 540), (1190, 850)], pole, 11)
    scene.curve("M520 580Q850 640 1190 560", pole, 5)
    for index in range(5):
        left = 548 + index * 126
        top = 594 + 22 * (1 - ((index - 2) / 2.4) ** 2)
        cloth = scene.tone(("#232a66", "#1b2150", "#2f3a7d", "#1d2458", "#2a3370")[index])
        scene.path(
            f"M{left} {top:.0f}h104l3 210q-52 14 -110 0Z", scene.gradient([(0, lighten(cloth, 0.12)), (1, cloth)])
        )
        white = scene.tone("#dfe4ee")
        for row in range(4):
            y = top + 30 + row * 48
            for column in range(3):
                x = left + 18 + column * 34
                if (index + row) % 2:
                    scene.path(f"M{x} {y:.0f}l14 -14l14 14l-14 14Z", "none", stroke=white, width=2.6)
                    scene.circle(x + 14, y, 3, white)
                else:
                    scene.curve(f"M{x} {y + 10:.0f}q0 -22 14 -22q14 0 12 12q-4 10 -12 4", white, 2.6)
            scene.line([(left + 4, y + 24), (left + 100, y + 24)], white, 1.6, 0.7)
    figure(scene, 700, 940, 190, blouse="#1d1f3d", skirt="#2f3a7d", hat="turban", arms=((-24, -40), (22, -44)))
    figure(
        scene, 960, 930, 176, blouse="#a3242b", skirt="#1d1f3d", hat="turban", arms=((-26, -88), (26, -92)), mirror=True
    )
    with scene.placed(830, 950, 1.6):
        scene.rect(-30, -12, 60, 12, scene.tone("#8a5a34"), radius=4)
        scene.path("M-24 -12L-18 -30H18L24 -12Z", scene.tone("#2f3a7d"))
    with scene.placed(1400, 930, 1.8):
        scene.path("M-40 0Q-44 -26 -30 -28H30Q44 -26 40 0Z", scene.tone("#7d5a3a"))
        scene.ellipse(0, -28, 30, 7, scene.tone("#fbf3e2"))
        scene.line([(-16, -30), (-30, -92)], scene.tone("#a9743c"), 7)
    blossom_tree(scene, 110, 1000, 470, PEACH_PINK, "#c0406f", 44)
    blossom_tree(scene, 1540, 930, 330, PEACH_PINK, "#c0406f", 34)
    birds(scene, 760, 180, 5)


def weavers(scene: Scene) -> None:
    """A stilt house with brocade hung from its rail and a weaver at the loom beneath the floor."""
    backdrop(scene, "low", horizon=500, clouds=2)
    leaf = scene.tone(scene.hour.leaf)
    hill(scene, 560, 20, 640, scene.tone("#d8cf74"), scene.tone("#a9b45a"))
    for x in (60, 180, 1330, 1440, 1560):
        fan_palm(scene, x, 640, scene.between(200, 280))
    stilt_house(scene, 240, 660, 1.3, distance=0.12)
    stilt_house(scene, 1420, 650, 1.2, distance=0.12, mirror=True)
    hill(scene, 700, 16, 700, mix(leaf, "#e4dc9c", 0.5), mix(leaf, "#10302c", 0.25))
    stilt_house(scene, 820, 900, 6.4, "palm")
    weave = (("#a3242b", "#f2b134"), ("#1b2150", "#e9a9c0"), ("#2b6339", "#f3ead6"), ("#7a2a6a", "#f2b134"))
    for index, (ground, line) in enumerate(weave):
        left = 594 + index * 112
        scene.rect(left, 762, 84, 112, scene.tone(ground))
        for row in range(4):
            y = 778 + row * 28
            for column in range(3):
                x = left + 14 + column * 28
                scene.path(f"M{x} {y}l10 -10l10 10l-10 10Z", scene.tone(line))
            scene.line([(left, y + 14), (left + 84, y + 14)], scene.tone("#fbf3e2"), 2, 0.8)
        scene.line([(left + 4, 878), (left + 80, 878)], scene.tone("#fbf3e2"), 5, 0.7)
    wood = scene.tone("#8a5a34")
    with scene.placed(1330, 960, 1.5):
        for x in (-70, 60):
            scene.rect(x, -120, 9, 120, wood)
        scene.rect(-80, -118, 160, 8, wood)
        scene.rect(-70, -52, 130, 7, wood)
        for thread in range(22):
            scene.line(
                [(-58 + thread * 5.2, -112), (-58 + thread * 5.2, -50)],
                scene.tone("#f3ead6" if thread % 3 else "#a3242b"),
                1.6,
            )
        scene.polygon([(-58, -52), (56, -52), (70, -18), (-72, -18)], scene.tone("#a3242b"))
        for row in range(3):
            for column in range(6):
                x = -56 + column * 20
                scene.path(f"M{x} {-44 + row * 10}l5 -4l5 4l-5 4Z", scene.tone("#f2b134"))
    figure(scene, 1330, 990, 176, blouse="#f3ead6", skirt="#1d1f3d", arms=((-30, -50), (30, -50)))
    figure(scene, 420, 970, 170, blouse=MADDER, basket=True, walking=True)
    banana(scene, 90, 1005, 360)
    birds(scene, 900, 160, 5)


def lake_village(scene: Scene) -> None:
    """A village on the bank of a small lake, its houses doubled in the water, a footbridge of bamboo."""
    start = scene.mark()
    backdrop(scene, "rolling", horizon=480, height=1.25)
    leaf = scene.tone(scene.hour.leaf)
    ground = hill(scene, 560, 50, 520, mix(leaf, "#e2df9a", 0.45), leaf)
    for x in range(40, 1600, 150):
        tree(scene, x, ground(x) + 20, scene.between(80, 120))
    for index, x in enumerate((150, 360, 590, 790, 1010, 1240, 1450)):
        stilt_house(scene, x, 640 - (index % 2) * 26, 1.05 - (index % 2) * 0.18, distance=(index % 2) * 0.1)
    scene.rect(0, 640, WIDTH, 380, mix(leaf, "#e2df9a", 0.3))
    mirrored = scene.repeated(start)
    top, low = mix(scene.hour.foot, "#b9d8cf", 0.4), mix(scene.hour.near, "#1f5f6c", 0.6)
    clip = scene.clip("M-20 668Q400 640 820 656T1620 664V1010H-20Z")
    with scene.group(f'clip-path="url(#{clip})"'):
        scene.rect(0, 630, WIDTH, 380, scene.gradient([(0, top), (1, low)]))
        with scene.group('transform="matrix(1 0 0 -0.8 0 1180)" opacity="0.42"'):
            scene.add(mirrored)
        for _ in range(70):
            share = scene.random.random() ** 1.3
            scene.rect(
                scene.between(-40, 1600),
                672 + share * 330,
                30 + 130 * share * scene.random.random(),
                1.5 + 2.4 * share,
                "#ffffff",
                0.36,
                radius=2,
            )
    sampan(scene, 620, 800, 1.6)
    raft(scene, 1010, 740, 1.1)
    for x in (980, 1150, 1280, 1400):
        scene.ellipse(x, 900 + scene.between(-40, 60), 46, 11, scene.tone("#5f8f4a"), 0.9)
        scene.circle(x + 10, 888 + scene.between(-40, 50), 9, scene.tone("#e58aa5"))
    bamboo(scene, 1530, 1010, 420, 8)
    bamboo(scene, 60, 1010, 340, 7)
    birds(scene, 700, 180, 5)


def field_village(scene: Scene) -> None:
    """A village behind green fields, two people cycling along the dyke, a buffalo in the paddy."""
    backdrop(scene, "right", horizon=500)
    leaf = scene.tone(scene.hour.leaf)
    ground = hill(scene, 570, 30, 560, mix(leaf, "#dfe39a", 0.4), leaf)
    for x in range(20, 1600, 105):
        tree(scene, x, ground(x) + 30, scene.between(80, 130))
    for index, x in enumerate((200, 390, 600, 820, 1040, 1260, 1440)):
        stilt_house(scene, x, 650 - (index % 2) * 20, 1.0, distance=0.06)
        smoke(scene, x + 12, 590, 110, 0.3, 12)
    for row in range(6):
        level = 668 + row * row * 9 + row * 22
        colour = scene.tone(("#b9cf62", "#97bd54", "#c9d977", "#86b04b", "#aac95b", "#7ba544")[row])
        hill(scene, level, 10, 900, lighten(colour, 0.2), mix(colour, leaf, 0.3), offset=row * 300)
    for row in range(9):
        y = 800 + row * 24
        scene.curve(
            f"M-10 {y}Q400 {y - 14} 800 {y}T1610 {y - 6}",
            mix(leaf, "#dff0a0", 0.3),
            3 + row * 0.5,
            0.5,
            dash=f"{8 + row * 2} {8 + row}",
        )
    path_ribbon(
        scene, [(-40, 800, 16), (400, 786, 18), (800, 800, 20), (1200, 786, 18), (1640, 800, 16)], scene.tone("#e0cfa2")
    )
    scene.polygon([(-20, 782), (1620, 782), (1620, 806), (-20, 806)], scene.tone("#e0cfa2"))
    for x, blouse in ((640, MADDER), (830, INDIGO)):
        dark = scene.tone("#2a2733")
        with scene.placed(x, 800, 1.1):
            for wheel in (-30, 30):
                scene.ring(wheel, -18, 18, 18, dark, 3.4)
            scene.line([(-30, -18), (-6, -44), (24, -44), (4, -16), (-30, -18)], scene.tone("#c8352f"), 3.4)
            scene.line([(30, -18), (20, -54), (30, -58)], dark, 3.4)
            scene.line([(-6, -48), (4, -30), (2, -14)], scene.tone("#23263f"), 8)
            scene.path("M-16 -46Q-16 -76 -4 -82L8 -78Q8 -60 4 -46Z", scene.tone(blouse))
            scene.line([(4, -72), (24, -58)], scene.tone(blouse), 5.4)
            scene.circle(5, -90, 8.4, scene.tone("#dcb083"))
            scene.path("M-15 -90L5 -110L25 -90Q5 -84 -15 -90Z", scene.tone("#f3dfae"))
    buffalo(scene, 1260, 930, 1.6, mirror=True)
    buffalo(scene, 1080, 915, 1.1, mirror=True, lowered=True)
    for _ in range(26):
        grass(scene, scene.between(0, 1600), scene.between(970, 1010), scene.between(40, 80), "#8fbf4d")
    branch(scene, -30, 60, 0.4, 230, 15, size=20, ban=True)
    birds(scene, 900, 190, 5)


def refuge_village(scene: Scene) -> None:
    """A Mông village under wooded limestone, a large old wooden house with a stone yard in its middle."""
    backdrop(scene, "karst", horizon=500, height=1.2)
    leaf = scene.tone(scene.hour.leaf)
    ground = hill(scene, 600, 50, 480, mix(leaf, "#dfdc9a", 0.4), leaf)
    for _ in range(40):
        x = scene.between(-10, 1610)
        canopy(
            scene,
            x,
            ground(x) + scene.between(0, 40),
            scene.between(24, 50),
            mix(leaf, "#10302c", scene.between(0.05, 0.3)),
            8,
        )
    for x, y, size in ((180, 690, 1.1), (420, 676, 0.9), (1180, 680, 0.95), (1430, 700, 1.15)):
        mong_house(scene, x, y, size, distance=0.06)
        smoke(scene, x + 12, y - 50 * size, 110, 0.32, 12)
    hill(scene, 740, 20, 620, scene.tone("#d9caa0"), mix(scene.tone("#9b8c62"), leaf, 0.4))
    mong_house(scene, 800, 860, 4.2)
    stone = scene.tone("#8f8a7d")
    for row in range(3):
        for index in range(34):
            x = -20 + index * 50 + (row % 2) * 24
            if 600 < x < 960:
                continue
            scene.rect(
                x,
                884 + row * 24,
                46,
                22,
                mix(stone, scene.pick(("#ffffff", "#2a2733")), scene.between(0, 0.2)),
                radius=6,
            )
    for x in (60, 260, 1340, 1530):
        blossom_tree(scene, x, 900, scene.between(210, 290), "#fdf3ee", "#e7a7be", 26)
    figure(scene, 690, 960, 140, blouse="#1d1f3d", skirt="#23263f", hat="turban")
    figure(scene, 910, 965, 136, blouse="#a3242b", skirt="#1d1f3d", hat="turban", mirror=True)
    birds(scene, 640, 180, 5)
    corners(scene, 6, (36, 60))
