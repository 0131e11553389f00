"""Pictures of articles: an airfield in its valley and a gate on the border road."""

from __future__ import annotations

from portal.media.illustrations.canvas import Scene, number
from portal.media.illustrations.elements.houses import flag, roof_curve, stele, stilt_house
from portal.media.illustrations.elements.land import backdrop, hill, meadow
from portal.media.illustrations.elements.people import figure
from portal.media.illustrations.elements.plants import branch, corners, grass, pine, tree
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.palettes import MADDER, MARIGOLD, darken, lighten, mix


def airliner(scene: Scene, x: float, y: float, scale: float, *, turn: float = 0.0) -> None:
    """A small airliner from the side, nose to the left, 240 units long."""
    body = scene.tone("#fbf7ee")
    shade = darken(body, 0.14)
    with scene.placed(x, y, scale, turn=turn):
        scene.path("M70 -14L118 -74H146L134 -10Z", scene.tone(MADDER))
        scene.path("M104 -6L150 -20H168L140 4Z", shade)
        scene.path(
            "M-124 4C-122 -12 -100 -22 -74 -22H96C116 -22 134 -16 142 -8"
            "C126 12 96 20 60 20H-86C-110 20 -124 14 -124 4Z",
            scene.gradient([(0, lighten(body, 0.3)), (0.6, body), (1, shade)]),
        )
        scene.path("M-110 -8C-104 -14 -96 -16 -86 -16L-92 -6H-112Z", scene.tone("#2f4a63"))
        for window in range(12):
            scene.rect(-68 + window * 13, -9, 6, 7, scene.tone("#5c7c94"), radius=2.5)
        scene.path("M-118 9H128C112 15 96 19 78 20H-86C-102 20 -112 16 -118 9Z", scene.tone(MARIGOLD))
        scene.path("M-22 12L58 62H86L44 10Z", darken(body, 0.24))
        scene.ellipse(6, 34, 26, 10, scene.tone("#c9c4b6"))
        scene.ellipse(-16, 34, 6, 9, scene.tone("#3a3f55"))


def _on_runway(depth: float, across: float) -> tuple[float, float]:
    """A point of the tarmac: `depth` is its height on the sheet, `across` runs from -1 to 1 between the edges."""
    share = (depth - 652) / 368
    left, right = 778 - 378 * share, 822 + 238 * share
    return (left + right) / 2 + across * (right - left) / 2, depth


def airfield(scene: Scene) -> None:
    """A runway along a mountain valley, a low terminal with its tower, an airliner coming in over the fields."""
    backdrop(scene, "range", horizon=560, height=1.05, clouds=2)
    leaf = scene.tone(scene.hour.leaf)
    for level, haze in ((560, 0.5), (620, 0.3)):
        hill(scene, level, 60, 340, mix(leaf, scene.hour.foot, haze), mix(leaf, "#e0dc96", 0.35), offset=level * 5)
    mist(scene, 590, 110, 0.45)
    meadow(scene, 650)
    for row in range(5):
        colour = scene.tone(("#d9c55a", "#b7bf58", "#e6cd62", "#a3b450", "#dfc04c")[row])
        top = 664 + row * 15
        scene.path(f"M-20 {top}H{number(640 - row * 60)}L{number(590 - row * 70)} {top + 15}H-20Z", colour)
    for _ in range(90):
        x, y = scene.between(-10, 1610), scene.between(760, 1000)
        grass(scene, x, y, scene.between(14, 34) * (y / 900))
    scene.path(
        "M772 652H828L1120 1020H330Z", scene.gradient([(0, mix(leaf, "#d9cf8a", 0.5)), (1, mix(leaf, "#b9ae68", 0.45))])
    )
    tar = scene.tone("#71757f")
    scene.path("M778 652H822L1060 1020H400Z", scene.gradient([(0, lighten(tar, 0.35)), (1, darken(tar, 0.12))]))
    paint = scene.tone("#f4efe2")
    for edge in ("M780 652L418 1020", "M820 652L1040 1020"):
        scene.curve(edge, paint, 3, 0.7)
    for near, far in ((660, 668), (676, 688), (700, 718), (734, 760), (784, 822)):
        scene.polygon(
            [_on_runway(near, -0.02), _on_runway(near, 0.02), _on_runway(far, 0.02), _on_runway(far, -0.02)], paint
        )
    for key in (-0.8, -0.6, -0.4, 0.4, 0.6, 0.8):
        lanes = (key - 0.06, key + 0.06)
        scene.polygon(
            [*(_on_runway(880, lane) for lane in lanes), *(_on_runway(960, lane) for lane in reversed(lanes))], paint
        )
    wall, roof = scene.tone("#f3ead6"), scene.tone(MADDER)
    scene.rect(1050, 690, 360, 66, scene.gradient([(0, lighten(wall, 0.3)), (1, darken(wall, 0.08))]))
    scene.path("M1030 692Q1140 652 1230 660T1432 692Z", roof)
    for pane in range(14):
        scene.rect(1066 + pane * 24, 706, 17, 34, scene.tone("#88a9b8"), radius=2)
    scene.rect(1450, 600, 34, 156, scene.gradient([(0, lighten(wall, 0.3)), (1, darken(wall, 0.2))], (0, 0), (1, 0)))
    scene.path("M1434 602L1442 566H1492L1500 602Z", scene.tone("#6f98ab"))
    scene.rect(1436, 558, 62, 10, roof, radius=3)
    scene.line([(1467, 558), (1467, 528)], scene.hour.bird, 2.5)
    for x, size in ((1012, 96), (1530, 120), (1580, 140)):
        tree(scene, x, 762, size)
    for x, size in ((90, 210), (30, 270), (1560, 250)):
        tree(scene, x, 1000, size)
    stilt_house(scene, 250, 664, 0.7, distance=0.1)
    stilt_house(scene, 352, 672, 0.76, distance=0.06)
    airliner(scene, 560, 400, 1.5, turn=-4)
    corners(scene, 6)
    branch(scene, 1640, 40, 2.75, 210, 13, size=22, ban=True)
    birds(scene, 1050, 250, 4)


def border_gate(scene: Scene) -> None:
    """A road through a gap in the mountains to a gate with a raised barrier, flags and a boundary stone."""
    backdrop(scene, "gap", horizon=560, height=1.15, clouds=1)
    leaf = scene.tone(scene.hour.leaf)
    for level, haze in ((600, 0.45), (680, 0.25)):
        hill(
            scene,
            level,
            90,
            330,
            mix(leaf, scene.hour.foot, haze),
            mix(leaf, "#dfe09a", 0.2),
            offset=level * 7,
            rim=0.2,
        )
    mist(scene, 620, 110, 0.4)
    meadow(scene, 720)
    tar = scene.tone("#8b8d93")
    scene.path("M748 720H852L1180 1020H420Z", scene.gradient([(0, lighten(tar, 0.35)), (1, darken(tar, 0.08))]))
    for near, far in ((730, 744), (762, 784), (812, 846), (884, 940)):
        scene.polygon([(798, near), (802, near), (806, far), (794, far)], scene.tone("#f7efd8"), 0.85)
    wall = scene.tone("#f3ead6")
    for side in (-1, 1):
        x = 800 + side * 300
        scene.rect(x - 92, 640, 184, 104, scene.gradient([(0, lighten(wall, 0.25)), (1, darken(wall, 0.1))]))
        with scene.placed(x, 644, 1.0):
            scene.path(roof_curve(116, 0, 70, 40), scene.tone("#8c4234"))
        for window in range(4):
            scene.rect(x - 74 + window * 40, 668, 26, 40, scene.tone("#86a5b3"), radius=2)
    stone = scene.gradient([(0, lighten(wall, 0.35)), (0.5, wall), (1, darken(wall, 0.22))], (0, 0), (1, 0))
    for x in (600, 964):
        scene.rect(x, 470, 36, 276, stone)
        scene.rect(x - 8, 736, 52, 16, darken(wall, 0.15))
    scene.rect(572, 430, 456, 56, scene.gradient([(0, lighten(wall, 0.3)), (1, darken(wall, 0.06))]))
    scene.rect(572, 478, 456, 8, scene.tone(MADDER))
    for diamond in range(9):
        x = 616 + diamond * 46
        scene.polygon(
            [(x, 442), (x + 14, 456), (x, 470), (x - 14, 456)], scene.tone(MADDER if diamond % 2 else MARIGOLD)
        )
    flag(scene, 800, 384, 120)
    with scene.placed(800, 434, 1.0):
        scene.path(
            roof_curve(262, 0, 190, 62),
            scene.gradient([(0, lighten(scene.tone("#8c4234"), 0.2)), (1, scene.tone("#8c4234"))]),
        )
    scene.rect(658, 690, 18, 62, scene.tone("#e9e1cd"))
    with scene.placed(667, 700, 1.0, turn=-58):
        for stripe in range(8):
            scene.rect(stripe * 32, -6, 32, 12, scene.tone(MADDER if stripe % 2 == 0 else "#fbf7ee"))
    stele(scene, 1240, 960, 96, 170, "#efe6d2", cap=MADDER)
    for x, height, blouse in ((690, 156, "#2f7a5a"), (756, 150, MADDER)):
        figure(scene, x, 940, height, blouse=blouse, basket=True, walking=True)
    for x, size in ((70, 420), (180, 320), (1480, 360), (1570, 470)):
        pine(scene, x, 1005, size)
    branch(scene, -30, 60, 0.3, 220, 14, size=22, ban=True)
    birds(scene, 1080, 240, 5)
