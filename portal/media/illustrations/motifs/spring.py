"""Hot springs: rock pools among houses, a bathhouse court, a spring by a lake and terraced baths."""

from __future__ import annotations

from collections.abc import Sequence

from portal.media.illustrations.canvas import WIDTH, Scene
from portal.media.illustrations.elements.houses import steps, stilt_house
from portal.media.illustrations.elements.land import backdrop, hill, meadow, rocks
from portal.media.illustrations.elements.people import SKIN, figure
from portal.media.illustrations.elements.plants import bamboo, banana, branch, corners, fan_palm, fern, tree
from portal.media.illustrations.elements.sky import birds, mist, smoke
from portal.media.illustrations.elements.water import lake, pool, stream
from portal.media.illustrations.palettes import darken, lighten, mix

Pool = tuple[float, float, float, float]


def _bather(scene: Scene, x: float, y: float, scale: float = 1.0) -> None:
    with scene.placed(x, y, scale):
        scene.path("M-20 0Q-18 -20 -6 -22H6Q18 -20 20 0Z", scene.tone(SKIN))
        scene.path("M-17 0Q-14 -13 0 -13Q14 -13 17 0Z", scene.tone("#f3ead6"))
        scene.circle(0, -31, 9, scene.tone(SKIN))
        scene.path("M-9.6 -30Q-10 -43 0 -43Q10 -43 9.6 -30Q0 -37 -9.6 -30Z", scene.tone("#241d22"))
        scene.circle(0, -45, 4.4, scene.tone("#241d22"))
        scene.rect(-34, 0, 68, 2.6, "#ffffff", 0.6, radius=1)


def rock_pools(scene: Scene, *, style: str = "range", pools: Sequence[Pool] = (), houses: str = "thatch") -> None:
    """Steaming pools ringed with boulders on an evening slope, stilt houses and trees behind."""
    across: float
    down: float
    x: float
    y: float
    backdrop(scene, style, horizon=530)
    leaf = scene.tone(scene.hour.leaf)
    ground = hill(scene, 600, 70, 420, mix(leaf, "#d8cf8c", 0.35), mix(leaf, "#0d2a2b", 0.45))
    for x, size in ((250, 0.95), (420, 0.8), (1330, 1.0)):
        stilt_house(scene, x, ground(x) + 14, size, houses)
    for x in (120, 330, 520, 1180, 1240, 1470):
        tree(scene, x, ground(x) + 16, scene.between(100, 160))
    for x, y, across, down in pools or (
        (560, 700, 250, 46),
        (1130, 730, 300, 58),
        (330, 830, 330, 76),
        (900, 880, 420, 100),
    ):
        pool(scene, x, y, across, down, warm=True)
        for _ in range(3):
            smoke(scene, x + scene.between(-0.6, 0.6) * across, y, scene.between(150, 280), 0.4)
    _bather(scene, 820, 880, 1.2)
    _bather(scene, 960, 900, 1.3)
    _bather(scene, 1130, 735, 0.8)
    corners(scene, 12)
    birds(scene, 640, 190, 4)


def bath_court(scene: Scene) -> None:
    """A public bath: a square pool with stone rims and steps, changing huts, palms and a mountain behind."""
    backdrop(scene, "left", horizon=500, clouds=2)
    meadow(scene, 590, 40, 520)
    for x, size in ((170, 1.25), (400, 1.1), (1230, 1.15), (1450, 1.3)):
        stilt_house(scene, x, 655, size, "palm", mirror=x > 800)
    for x in (60, 290, 1110, 1340, 1560):
        fan_palm(scene, x, 670, scene.between(170, 230))
    stone = scene.tone("#d7cbb0")
    scene.sheet("M-20 668H1620V1010H-20Z", scene.gradient([(0, lighten(stone, 0.25)), (1, darken(stone, 0.2))]))
    for row in range(7):
        scene.line([(-20, 690 + row * row * 6.4), (1620, 690 + row * row * 6.4)], darken(stone, 0.25), 2, 0.35)
    for line in range(-12, 13):
        scene.line([(800 + line * 66, 668), (800 + line * 170, 1010)], darken(stone, 0.25), 2, 0.3)
    for inset, colour in ((0, lighten(stone, 0.5)), (18, darken(stone, 0.3))):
        scene.polygon(
            [
                (430 + inset, 716 + inset * 0.4),
                (1170 - inset, 716 + inset * 0.4),
                (1360 - inset * 1.8, 950 - inset * 0.6),
                (240 + inset * 1.8, 950 - inset * 0.6),
            ],
            colour,
        )
    water = scene.gradient([(0, scene.tone("#d9f1e6")), (0.5, scene.tone("#8ccfc3")), (1, scene.tone("#3f979a"))])
    scene.polygon([(456, 730), (1144, 730), (1314, 932), (286, 932)], water)
    for _ in range(26):
        share = scene.random.random()
        y = 742 + share * 176
        scene.rect(
            scene.between(420 - share * 80, 1060 + share * 60),
            y,
            40 + 80 * share,
            2 + share * 2,
            "#ffffff",
            0.4,
            radius=2,
        )
    for x in (520, 640, 800, 930, 1080):
        smoke(scene, x, 800 + scene.between(-40, 60), scene.between(170, 290), 0.42)
    for x, y, size in ((600, 800, 1.0), (690, 810, 1.05), (1010, 850, 1.3), (470, 880, 1.3)):
        _bather(scene, x, y, size)
    figure(scene, 1420, 900, 150, blouse="#f3ead6", skirt="#a3242b", hat="hair")
    figure(scene, 160, 880, 140, blouse="#2f7a5a", hat="hair")
    birds(scene, 960, 180, 5)


def lakeside_spring(scene: Scene) -> None:
    """A warm pool on a wooden terrace above a lake, steam drifting over the water."""
    start = scene.mark()
    backdrop(scene, "right", horizon=520)
    lake(scene, 540, reflection=start, ripples=90)
    leaf = scene.tone(scene.hour.leaf)
    scene.sheet(
        "M-20 600Q160 560 360 600Q480 650 420 720Q300 780 -20 800Z",
        scene.gradient([(0, mix(leaf, "#e2e09c", 0.4)), (1, darken(leaf, 0.3))]),
    )
    for x, y, size in ((120, 640, 1.0), (270, 668, 1.1)):
        stilt_house(scene, x, y, size)
    tree(scene, 40, 660, 170)
    tree(scene, 380, 690, 140)
    scene.sheet(
        "M-20 860Q400 770 900 796T1620 840V1010H-20Z",
        scene.gradient([(0, mix(leaf, "#dfd994", 0.35)), (1, darken(leaf, 0.4))]),
    )
    wood = scene.tone("#a8713f")
    scene.sheet("M380 838L1290 826L1420 1010H240Z", scene.gradient([(0, lighten(wood, 0.25)), (1, darken(wood, 0.25))]))
    for plank in range(15):
        scene.line([(390 + plank * 62, 834), (250 + plank * 82, 1010)], darken(wood, 0.35), 2.5, 0.5)
    pool(scene, 830, 904, 360, 62, warm=True)
    for x in (620, 760, 900, 1020):
        smoke(scene, x, 900, scene.between(220, 380), 0.42, 26)
    _bather(scene, 740, 905, 1.3)
    _bather(scene, 920, 915, 1.4)
    for index in range(7):
        scene.rect(1290 + index * 46, 800 + index * 3, 7, 90, scene.tone("#6b4a2e"))
    scene.line([(1280, 812), (1620, 836)], scene.tone("#6b4a2e"), 8)
    bamboo(scene, 1530, 1010, 460, 8)
    bamboo(scene, 70, 1010, 330, 7)
    for x in (170, 300, 1400):
        fern(scene, x, 1005, 80)
    branch(scene, 1640, 40, 2.8, 190, 12, size=16, ban=True)
    birds(scene, 560, 180, 5)


def village_baths(scene: Scene) -> None:
    """A village of wooden houses among rice steps, a stone channel feeding small steaming baths."""
    backdrop(scene, "twin", horizon=480)
    leaf = scene.tone(scene.hour.leaf)
    for row in range(5):
        level = 545 + row * 42
        colour = scene.tone(("#c8cf7a", "#a6c065", "#d9cd72", "#9dbb5d", "#c3cb70")[row])
        hill(scene, level, 26, 420, lighten(colour, 0.25), mix(colour, leaf, 0.4), offset=row * 190, slope=60)
    spots = [(180, 600, 0.8), (420, 622, 0.9), (660, 612, 0.8), (1010, 650, 0.95), (1290, 660, 1.0), (1500, 640, 0.9)]
    for x, y, size in spots:
        stilt_house(scene, x, y, size, "pomu", distance=0.08)
        smoke(scene, x + 14, y - 66 * size, 100, 0.3, 12)
    for x in (60, 300, 540, 860, 1150, 1400, 1570):
        tree(scene, x, 670, scene.between(90, 140))
    meadow(scene, 740, 36, 600, depth=0.35)
    stream(
        scene,
        [(900, 730, 16), (860, 770, 22), (940, 820, 30), (860, 900, 60), (960, 1010, 110)],
        light="#dff3ea",
        deep="#6fb0a8",
    )
    for x, y, across, down in (
        (470, 800, 190, 38),
        (640, 900, 250, 58),
        (1190, 830, 210, 44),
        (1290, 940, 270, 64),
        (250, 930, 220, 56),
    ):
        pool(scene, x, y, across, down, warm=True, rim="#9a8f86")
        smoke(scene, x, y, scene.between(150, 260), 0.45)
        smoke(scene, x + across * 0.4, y + 6, scene.between(120, 200), 0.35)
    for x, y, size in ((640, 905, 1.2), (1230, 940, 1.2), (1350, 950, 1.25), (470, 802, 0.9)):
        _bather(scene, x, y, size)
    rocks(scene, 860, 985, 120, 6, scene.tone("#8d8078"), 40)
    banana(scene, 60, 1000, 300)
    banana(scene, 1560, 1000, 280)
    birds(scene, 700, 170, 5)


def pool_steps(scene: Scene) -> None:
    """Round pools stepping down a green slope beside a lake, linked by small falls."""
    start = scene.mark()
    backdrop(scene, "rolling", horizon=500, height=1.2, clouds=2)
    lake(scene, 505, reflection=start, ripples=60)
    leaf = scene.tone(scene.hour.leaf)
    scene.sheet(
        f"M-20 560Q300 590 620 660T{WIDTH + 20} 690V1010H-20Z",
        scene.gradient([(0, mix(leaf, "#e0dc98", 0.45)), (1, darken(leaf, 0.3))]),
    )
    for x, y in ((110, 590), (250, 606), (1490, 706)):
        tree(scene, x, y + 20, scene.between(120, 170))
    stilt_house(scene, 370, 650, 1.0)
    for index, (x, y, across, down) in enumerate(
        ((700, 706, 150, 26), (880, 765, 190, 36), (720, 842, 230, 46), (1000, 915, 300, 62))
    ):
        pool(scene, x, y, across, down, warm=True)
        if index < 3:
            scene.path(
                f"M{x + (60 if index != 1 else -90)} {y + down * 0.8:.0f}"
                f"q30 30 {50 if index != 1 else -40} 56l40 2q-20 -34 -40 -60Z",
                "#ffffff",
                0.7,
            )
        smoke(scene, x - across * 0.3, y, scene.between(140, 220), 0.42)
        smoke(scene, x + across * 0.3, y, scene.between(140, 220), 0.36)
    _bather(scene, 960, 915, 1.25)
    _bather(scene, 1090, 925, 1.3)
    _bather(scene, 690, 845, 1.0)
    steps(scene, 330, 1005, 740, 70, 36, "#ddd0b2")
    figure(scene, 330, 900, 120, blouse="#a3242b", hat="hair")
    for x in (120, 520, 1420, 1530):
        fern(scene, x, 1000, scene.between(70, 120))
    branch(scene, -30, 40, 0.4, 220, 14, size=18, colour="#fff0f5", heart="#d9799b")
    mist(scene, 500, 80, 0.35)
    birds(scene, 900, 170, 4)
