"""Fruit and nuts of the two provinces as cut paper, whole, halved and in bunches.

Each is given by its middle (or the end of its stalk, where it hangs) and a size in picture units.
"""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import Scene, drawn, smooth
from portal.media.illustrations.elements.cut import ball, disc, glint, leaf, piece, twig
from portal.media.illustrations.palettes import BARK, darken, lighten, mix

PLUM = "#9c2348"
APRICOT = "#eba23c"
MANGO = "#eeb23a"
LONGAN = "#b98a4c"
CHERRY = "#c02a24"
FRUIT_LEAF = "#4f8a45"
DOCYNIA = "#c9b84a"


def plum(scene: Scene, x: float, y: float, radius: float, colour: str = PLUM, *, turn: float = 0.0) -> None:
    """A plum with its seam and a breath of bloom."""
    with scene.placed(x, y, radius / 100, turn=turn):
        piece(scene, disc(0, 0, 100, 97), colour, shift=(-15, -13), shade=0.38, height=8)
        scene.path("M6 -96C44 -60 46 50 4 96C30 46 26 -54 6 -96Z", darken(scene.tone(colour), 0.34), 0.65)
        scene.ellipse(-36, -44, 30, 17, mix(lighten(scene.tone(colour), 0.5), "#f3dfee", 0.4), 0.75, turn=-38)
        scene.ellipse(-52, -10, 9, 15, lighten(scene.tone(colour), 0.6), 0.3, turn=-10)


def round_fruit(
    scene: Scene, x: float, y: float, radius: float, colour: str, blush: str, *, squash: float = 0.95, turn: float = 0.0
) -> None:
    """A round fruit that reddens on its right side, with a short stalk."""
    with scene.placed(x, y, radius / 100, turn=turn):
        data = disc(0, 0, 100, 100 * squash)
        scene.curve("M0 -86Q4 -116 18 -128", scene.tone(BARK), 11)
        piece(scene, data, colour, shift=(-14, -12), shade=0.26, height=8)
        tint = scene.tone(blush)
        with scene.clipped(data):
            scene.ellipse(76, 26, 92, 96, scene.glow([(0, tint, 0.75), (0.55, tint, 0.35), (1, tint, 0)]))
        scene.ellipse(2, -84 * squash, 20, 7, darken(scene.tone(colour), 0.4), 0.6)
        scene.ellipse(-38, -44 * squash, 24, 12, "#fffaf0", 0.5, turn=-36)


def apricot(scene: Scene, x: float, y: float, radius: float, colour: str = APRICOT) -> None:
    """An apricot with its seam."""
    round_fruit(scene, x, y, radius, colour, "#d8532e")
    with scene.placed(x, y, radius / 100):
        scene.path("M4 -88C34 -50 34 40 2 90C18 42 18 -46 4 -88Z", darken(scene.tone(colour), 0.3), 0.5)


def mango(
    scene: Scene,
    x: float,
    y: float,
    size: float,
    colour: str = MANGO,
    blush: str = "#dd7a35",
    *,
    turn: float = 0.0,
    round_one: bool = False,
) -> None:
    """A mango about two sizes long; `round_one` gives the small round kind."""
    with scene.placed(x, y, size / 100, turn=turn):
        if round_one:
            data = smooth(
                [(-6, -92), (56, -80), (96, -18), (80, 58), (14, 96), (-58, 78), (-96, 10), (-70, -66)], closed=True
            )
        else:
            data = smooth(
                [(-4, -146), (58, -124), (88, -40), (82, 50), (34, 128), (-24, 146), (-72, 84), (-92, 0), (-66, -92)],
                closed=True,
            )
        top = -92 if round_one else -146
        scene.curve(drawn(("M", -2, top + 6), ("Q", -2, top - 18, 10, top - 34)), scene.tone(BARK), 10)
        piece(scene, data, colour, shift=(-15, -11), shade=0.28, height=9)
        tint = scene.tone(blush)
        with scene.clipped(data):
            scene.ellipse(54, top * 0.3, 96, 112, scene.glow([(0, tint, 0.7), (0.6, tint, 0.3), (1, tint, 0)]))
            for _ in range(26):
                scene.circle(
                    scene.between(-80, 80),
                    scene.between(-130, 130),
                    scene.between(1.6, 3),
                    lighten(scene.tone(colour), 0.55),
                    0.55,
                )
        glint(scene, [(-62, top * 0.36), (-74, 0), (-60, -top * 0.4)], 11, 0.42)


def mango_half(
    scene: Scene, x: float, y: float, size: float, colour: str = "#f6bf3f", skin: str = "#d98f2a", *, turn: float = 0.0
) -> None:
    """A mango cheek cut into cubes and turned out."""
    with scene.placed(x, y, size / 100, turn=turn):
        piece(scene, "M-130 10C-120 84 120 84 130 10Q0 52 -130 10Z", skin, shift=(-8, -8), height=8)
        paint = scene.tone(colour)
        for row in range(3):
            for column in range(6):
                left = -104 + column * 36 + row * 6
                top = -44 + row * 24 + abs(left + 14) * 0.13
                scene.polygon(
                    [(left, top), (left + 31, top - 4), (left + 33, top + 24), (left + 2, top + 30)],
                    scene.gradient([(0, lighten(paint, 0.4)), (1, paint)]),
                )
                scene.polygon(
                    [(left + 31, top - 4), (left + 37, top + 4), (left + 37, top + 26), (left + 33, top + 24)],
                    darken(paint, 0.2),
                )
        scene.curve("M-130 10Q0 56 130 10", lighten(scene.tone(skin), 0.3), 5)


def longan(scene: Scene, x: float, y: float, radius: float, colour: str = LONGAN) -> None:
    """A longan with the fine pits of its shell."""
    ball(scene, x, y, radius, colour, shine=0.35)
    for _ in range(9):
        angle, reach = scene.between(0, 2 * math.pi), scene.random.random() ** 0.5 * radius * 0.8
        scene.circle(
            x + reach * math.cos(angle),
            y + reach * math.sin(angle),
            radius * 0.045,
            darken(scene.tone(colour), 0.35),
            0.55,
        )


def longan_open(scene: Scene, x: float, y: float, radius: float, colour: str = LONGAN) -> None:
    """A longan peeled halfway: clear flesh, dark stone."""
    ball(scene, x, y, radius, "#f4ecdd", shine=0.0, shade=0.16)
    scene.circle(
        x + radius * 0.1,
        y - radius * 0.02,
        radius * 0.62,
        scene.glow([(0, "#6b4a38", 0.62), (0.7, "#8a6a52", 0.36), (1, "#c9b59a", 0)]),
    )
    scene.ellipse(x - radius * 0.42, y - radius * 0.48, radius * 0.3, radius * 0.13, "#ffffff", 0.85, turn=-38)
    data = drawn(
        ("M", x - radius, y + radius * 0.06),
        ("A", radius, radius, 0, 0, 0, x + radius, y + radius * 0.06),
        ("Q", x + radius * 0.7, y + radius * 0.42, x + radius * 0.34, y + radius * 0.3),
        ("T", x - radius * 0.3, y + radius * 0.42),
        ("T", x - radius, y + radius * 0.06),
        "Z",
    )
    piece(scene, data, colour, shift=(-radius * 0.1, -radius * 0.1), height=0)


def longan_bunch(scene: Scene, x: float, y: float, size: float, *, count: int = 22, radius: float = 0.25) -> None:
    """A hanging bunch of longans from its stalk; `size` is its half width."""
    stalk = scene.tone("#7a5a38")
    spots: list[tuple[float, float]] = []
    for _ in range(count * 12):
        if len(spots) == count:
            break
        angle, reach = scene.between(0, 2 * math.pi), scene.random.random() ** 0.5
        spot = (x + size * 0.82 * reach * math.cos(angle), y + size * (1.15 + 0.86 * reach * math.sin(angle)))
        if all(math.dist(spot, other) > size * radius * 1.42 for other in spots):
            spots.append(spot)
    for spot_x, spot_y in spots:
        scene.curve(
            drawn(("M", x, y), ("Q", (x + spot_x) / 2, y + size * 0.6, spot_x, spot_y)),
            stalk,
            size * 0.035,
        )
    for spot_x, spot_y in sorted(spots, key=lambda spot: spot[1]):
        longan(scene, spot_x, spot_y, size * radius)


def avocado(scene: Scene, x: float, y: float, size: float, colour: str = "#3f6b3a", *, turn: float = 0.0) -> None:
    """A whole avocado."""
    with scene.placed(x, y, size / 100, turn=turn):
        scene.curve("M0 -128Q0 -146 8 -158", scene.tone(BARK), 12)
        piece(scene, _pear(100), colour, shift=(-14, -11), shade=0.34, height=9)
        for _ in range(40):
            angle, reach = scene.between(0, 6.283), scene.random.random() ** 0.5 * 84
            scene.circle(
                reach * math.cos(angle),
                26 + reach * math.sin(angle),
                scene.between(1.6, 3.2),
                lighten(scene.tone(colour), 0.3),
                0.5,
            )
        glint(scene, [(-44, -76), (-66, 0), (-64, 50)], 11, 0.3)


def avocado_half(scene: Scene, x: float, y: float, size: float, *, turn: float = 0.0, stone: bool = True) -> None:
    """A halved avocado, with its stone or the hollow of it."""
    with scene.placed(x, y, size / 100, turn=turn):
        piece(scene, _pear(100), "#3f6b3a", shift=(-6, -5), height=9)
        flesh = [("#9cbd52", 92), ("#c9d877", 84), ("#eee8a0", 70)]
        for colour, wide in flesh:
            scene.path(_pear(wide), scene.tone(colour))
        if stone:
            ball(scene, 0, 36, 40, "#8a5230", shine=0.45, height=4)
        else:
            scene.circle(
                0,
                36,
                40,
                scene.gradient([(0, darken(scene.tone("#c9b872"), 0.25)), (1, scene.tone("#f3edb0"))], (0, 0), (1, 1)),
            )


def _pear(half: float) -> str:
    grow = half / 100
    points = (
        (0, -132),
        (44, -112),
        (58, -60),
        (90, 4),
        (96, 62),
        (54, 118),
        (0, 130),
        (-54, 118),
        (-96, 62),
        (-90, 4),
        (-58, -60),
        (-44, -112),
    )
    return smooth([(x * grow, (y - 10) * grow + 10) for x, y in points], closed=True)


def passion_fruit(scene: Scene, x: float, y: float, radius: float, colour: str = "#5b2350") -> None:
    """A ripe passion fruit."""
    ball(scene, x, y, radius, colour, squash=0.96, shine=0.4, shade=0.4)
    for _ in range(12):
        angle, reach = scene.between(0, 6.283), scene.random.random() ** 0.5 * radius * 0.82
        scene.circle(
            x + reach * math.cos(angle),
            y + reach * math.sin(angle),
            radius * 0.03,
            lighten(scene.tone(colour), 0.5),
            0.5,
        )


def passion_half(scene: Scene, x: float, y: float, radius: float, colour: str = "#5b2350") -> None:
    """A halved passion fruit: pale rind, golden pulp, black seeds."""
    ball(scene, x, y, radius, colour, squash=0.86, shine=0.0)
    scene.ellipse(x, y, radius * 0.93, radius * 0.86 * 0.93, scene.tone("#f3dfe0"))
    scene.ellipse(
        x,
        y,
        radius * 0.8,
        radius * 0.86 * 0.8,
        scene.gradient([(0, scene.tone("#d98a1c")), (1, scene.tone("#f6c544"))], (0, 0), (1, 1)),
    )
    for index in range(19):
        angle = index * 2.39996
        reach = radius * 0.69 * math.sqrt((index + 0.6) / 19)
        seed_x, seed_y = x + reach * math.cos(angle), y + reach * 0.86 * math.sin(angle)
        scene.ellipse(
            seed_x, seed_y, radius * 0.125, radius * 0.1, scene.tone("#f9d66a"), 0.9, turn=math.degrees(angle)
        )
        scene.ellipse(seed_x, seed_y, radius * 0.078, radius * 0.052, scene.tone("#2a1a20"), turn=math.degrees(angle))
    scene.ellipse(x - radius * 0.34, y - radius * 0.86 * 0.4, radius * 0.2, radius * 0.07, "#ffffff", 0.55, turn=-30)


def strawberry(scene: Scene, x: float, y: float, size: float, colour: str = "#cf2f35", *, turn: float = 0.0) -> None:
    """A strawberry, its tip away from the calyx."""
    with scene.placed(x, y, size / 100, turn=turn):
        data = smooth(
            [
                (0, -78),
                (56, -88),
                (92, -44),
                (72, 28),
                (22, 96),
                (0, 106),
                (-22, 96),
                (-72, 28),
                (-92, -44),
                (-56, -88),
            ],
            closed=True,
        )
        piece(scene, data, colour, shift=(-13, -10), shade=0.3, height=8)
        with scene.clipped(data):
            for row in range(6):
                for column in range(-3, 4):
                    seed_x = (column + (row % 2) * 0.5) * 33 * (1 - row * 0.07)
                    seed_y = -56 + row * 29
                    scene.ellipse(seed_x, seed_y, 4.4, 7, scene.tone("#f7d77a"), 0.95)
                    scene.ellipse(seed_x + 2, seed_y + 3, 5, 8, darken(scene.tone(colour), 0.35), 0.35)
        for degrees in (198, 232, 270, 308, 342):
            leaf(scene, 0, -78, 62, degrees if degrees not in (270,) else 268, "#5f9a45", width=0.26, veins=0, height=3)
        for degrees in (160, 20, 90):
            leaf(scene, 0, -82, 48, degrees, "#6fa84e", width=0.24, veins=0, height=3)
        scene.curve("M0 -84Q2 -112 -10 -130", scene.tone("#5f8a3f"), 9)
        glint(scene, [(-62, -48), (-66, -14), (-50, 26)], 9, 0.4)


def pomelo(scene: Scene, x: float, y: float, radius: float, colour: str = "#8aa83e") -> None:
    """A green-skinned pomelo, a little narrower towards its stalk."""
    with scene.placed(x, y, radius / 100):
        data = smooth(
            [
                (0, -104),
                (46, -90),
                (86, -40),
                (100, 24),
                (76, 80),
                (0, 100),
                (-76, 80),
                (-100, 24),
                (-86, -40),
                (-46, -90),
            ],
            closed=True,
        )
        piece(scene, data, colour, shift=(-15, -12), shade=0.3, height=9)
        with scene.clipped(data):
            for _ in range(70):
                scene.circle(
                    scene.between(-95, 95),
                    scene.between(-95, 95),
                    scene.between(1.4, 2.8),
                    lighten(scene.tone(colour), 0.45),
                    0.4,
                )
        scene.ellipse(0, -98, 16, 6, darken(scene.tone(colour), 0.35))
        scene.ellipse(-42, -40, 26, 13, "#fffbe6", 0.42, turn=-40)


def pomelo_half(scene: Scene, x: float, y: float, radius: float, flesh: str = "#e98f86") -> None:
    """A pomelo cut across: thick white pith, rosy segments."""
    ball(scene, x, y, radius, "#8aa83e", squash=0.94, shine=0.0)
    scene.ellipse(x, y, radius * 0.93, radius * 0.93 * 0.94, scene.tone("#fbf4dc"))
    paint = scene.tone(flesh)
    for index in range(12):
        angle = index * math.pi / 6 + 0.1
        points = [(0.08, -0.1), (0.68, -0.23), (0.75, 0.0), (0.68, 0.23), (0.08, 0.1)]
        shape = []
        for reach, side in points:
            shape.append(
                (
                    x + radius * (reach * math.cos(angle) - side * math.sin(angle) * min(1.0, reach + 0.25)),
                    y + radius * 0.94 * (reach * math.sin(angle) + side * math.cos(angle) * min(1.0, reach + 0.25)),
                )
            )
        scene.path(smooth(shape, closed=True), scene.gradient([(0, lighten(paint, 0.3)), (1, paint)], (0, 0), (1, 1)))
        for _ in range(5):
            reach = scene.between(0.25, 0.66)
            scene.ellipse(
                x + radius * reach * math.cos(angle),
                y + radius * 0.94 * reach * math.sin(angle),
                radius * 0.05,
                radius * 0.02,
                lighten(paint, 0.5),
                0.6,
                turn=math.degrees(angle) + scene.between(-20, 20),
            )
    scene.ellipse(x, y, radius * 0.09, radius * 0.09 * 0.94, scene.tone("#fdf8e6"))


def pomelo_segment(scene: Scene, x: float, y: float, size: float, *, turn: float = 0.0, flesh: str = "#e98f86") -> None:
    """A peeled pomelo segment."""
    with scene.placed(x, y, size / 100, turn=turn):
        data = "M-100 -6C-90 74 90 74 100 -6Q0 -34 -100 -6Z"
        piece(scene, data, flesh, shift=(-8, -8), shade=0.22, height=8)
        with scene.clipped(data):
            for _ in range(34):
                scene.ellipse(
                    scene.between(-90, 90),
                    scene.between(-14, 56),
                    13,
                    4,
                    lighten(scene.tone(flesh), 0.5),
                    0.55,
                    turn=scene.between(40, 130),
                )
        scene.curve("M-100 -6Q0 -34 100 -6", scene.tone("#fdf3e2"), 7)


def banana(
    scene: Scene, x: float, y: float, length: float, degrees: float, colour: str = "#eec23f", *, bend: float = 0.3
) -> None:
    """One banana from its stalk at the point; it bends to its right side."""
    with scene.placed(x, y, length / 200, turn=degrees):
        bow = 200 * bend
        data = drawn(
            ("M", 0, -9),
            ("C", 40, bow * 0.55 - 26, 120, bow - 34, 186, bow * 0.62 - 12),
            ("L", 200, bow * 0.5),
            ("L", 192, bow * 0.62 + 12),
            ("C", 120, bow + 34, 40, bow * 0.8 + 20, 0, 10),
            "Z",
        )
        piece(scene, data, colour, shift=(-2, -11), shade=0.26, height=8)
        scene.curve(
            drawn(("M", 14, 2), ("C", 50, bow * 0.7, 120, bow + 2, 186, bow * 0.62)),
            darken(scene.tone(colour), 0.25),
            3,
            0.6,
        )
        scene.path(
            drawn(
                ("M", 186, bow * 0.62 - 12),
                ("L", 202, bow * 0.5 - 4),
                ("L", 202, bow * 0.5 + 6),
                ("L", 191, bow * 0.62 + 11),
                "Z",
            ),
            scene.tone("#5a4326"),
        )


def banana_hand(
    scene: Scene,
    x: float,
    y: float,
    length: float,
    *,
    count: int = 6,
    colour: str = "#eec23f",
    start: float = 100.0,
    spread: float = 78.0,
) -> None:
    """A hand of bananas hanging from its stalk at the point."""
    for index in range(count):
        degrees = start - spread * index / max(1, count - 1)
        banana(
            scene,
            x + index * length * 0.02,
            y,
            length * (1 - 0.03 * abs(index - count / 2)),
            degrees,
            mix(colour, "#b9b33a", 0.0 if index % 2 else 0.12),
            bend=0.36,
        )
    with scene.placed(x, y, length / 200):
        piece(scene, "M-16 -40C-6 -46 10 -44 16 -32L34 16C22 28 -6 28 -18 14Z", "#a78d3a", shift=(-5, -5), height=4)


def pineapple(scene: Scene, x: float, y: float, size: float, colour: str = "#dd9a35", *, turn: float = 0.0) -> None:
    """A pineapple standing on the point, about three sizes high with its crown."""
    with scene.placed(x, y, size / 100, turn=turn):
        for index in range(17):
            degrees = -90 + (index - 8) * 10.5
            length = 168 - abs(index - 8) * 9
            if index % 2 == 0:
                leaf(
                    scene,
                    (index - 8) * 5,
                    -246,
                    length,
                    degrees,
                    mix("#4f8a52", "#8fb86a", (index % 5) / 6),
                    width=0.12,
                    veins=0,
                    height=4,
                )
        for index in range(9):
            leaf(
                scene,
                (index - 4) * 7,
                -236,
                112 - abs(index - 4) * 6,
                -90 + (index - 4) * 19,
                mix("#5f9a52", "#a6c877", (index % 3) / 4),
                width=0.15,
                veins=0,
                height=4,
            )
        data = smooth(
            [
                (0, -250),
                (62, -236),
                (94, -168),
                (100, -100),
                (84, -32),
                (40, 2),
                (0, 8),
                (-40, 2),
                (-84, -32),
                (-100, -100),
                (-94, -168),
                (-62, -236),
            ],
            closed=True,
        )
        piece(scene, data, colour, shift=(-13, -8), shade=0.32, height=9)
        paint = scene.tone(colour)
        with scene.clipped(data):
            for step in range(-9, 10):
                scene.line([(step * 34 - 150, -280), (step * 34 + 150, 40)], darken(paint, 0.36), 4.5, 0.65)
                scene.line([(step * 34 + 150, -280), (step * 34 - 150, 40)], darken(paint, 0.36), 4.5, 0.65)
            for row in range(20):
                for column in range(-4, 5):
                    eye_x, eye_y = column * 34 + (row % 2) * 17, -262 + row * 18.1
                    scene.path(
                        drawn(("M", eye_x - 6, eye_y + 3), ("Q", eye_x, eye_y - 9, eye_x + 7, eye_y - 2), "Z"),
                        lighten(paint, 0.45),
                        0.8,
                    )


def pineapple_slice(scene: Scene, x: float, y: float, radius: float) -> None:
    """A round slice of pineapple."""
    scene.ellipse(x + 6, y + radius * 0.14, radius, radius * 0.5, "#0d1a33", 0.14)
    scene.ellipse(x, y + radius * 0.08, radius, radius * 0.5, scene.tone("#b97a26"))
    scene.ellipse(
        x,
        y,
        radius,
        radius * 0.5,
        scene.gradient([(0, scene.tone("#ffe07a")), (1, scene.tone("#efb43c"))], (0, 0), (1, 1)),
    )
    for index in range(18):
        angle = index * math.pi / 9
        scene.line(
            [
                (x + radius * 0.34 * math.cos(angle), y + radius * 0.5 * 0.34 * math.sin(angle)),
                (x + radius * 0.86 * math.cos(angle), y + radius * 0.5 * 0.86 * math.sin(angle)),
            ],
            scene.tone("#fff0b0"),
            radius * 0.03,
            0.7,
        )
    scene.ellipse(x, y, radius * 0.24, radius * 0.5 * 0.24, scene.tone("#f9dd86"))


def custard_apple(scene: Scene, x: float, y: float, radius: float, colour: str = "#93ad5c") -> None:
    """A custard apple with its knobbed skin."""
    with scene.placed(x, y, radius / 100):
        data = smooth(
            [
                (0, -92),
                (58, -84),
                (98, -26),
                (84, 48),
                (36, 96),
                (0, 102),
                (-36, 96),
                (-84, 48),
                (-98, -26),
                (-58, -84),
            ],
            closed=True,
        )
        piece(scene, data, darken(colour, 0.25), shift=(-6, -6), shade=0.3, height=9)
        paint = scene.tone(colour)
        with scene.clipped(data):
            for row in range(8):
                level = 88 - row * 26
                reach = 104 * math.sqrt(max(0.05, 1 - ((level - 2) / 108) ** 2))
                count = max(2, round(reach * 2 / 38))
                for index in range(count + 1):
                    knob_x = -reach + (index + (row % 2) * 0.5) * 2 * reach / count
                    light = mix(lighten(paint, 0.3), darken(paint, 0.2), (knob_x + 100) / 220 + (level + 90) / 700)
                    scene.ellipse(knob_x + 2, level + 5, 23, 20, darken(paint, 0.45), 0.6)
                    scene.ellipse(knob_x, level, 21, 18, light)
                    scene.ellipse(knob_x - 6, level - 6, 7, 4, lighten(paint, 0.6), 0.5, turn=-30)
        scene.curve("M0 -92Q2 -118 -8 -134", scene.tone(BARK), 11)


def custard_half(scene: Scene, x: float, y: float, radius: float, colour: str = "#93ad5c") -> None:
    """A custard apple broken open: white flesh, black seeds."""
    custard_apple(scene, x, y, radius, colour)
    with scene.placed(x, y + radius * 0.04, radius / 100):
        data = smooth(
            [(0, -72), (50, -64), (80, -16), (68, 42), (26, 80), (-26, 80), (-68, 42), (-80, -16), (-50, -64)],
            closed=True,
        )
        scene.path(data, scene.gradient([(0, scene.tone("#e6dfc4")), (1, scene.tone("#fffaf0"))], (0, 0), (1, 1)))
        for index in range(16):
            angle = index * math.pi / 8
            reach = 44 if index % 2 else 58
            cell_x, cell_y = reach * math.cos(angle), 2 + reach * math.sin(angle)
            scene.ellipse(cell_x, cell_y, 19, 11, scene.tone("#fffdf6"), turn=math.degrees(angle))
            if index % 2:
                scene.ellipse(cell_x, cell_y, 11, 6, scene.tone("#2b1d18"), turn=math.degrees(angle))
                scene.ellipse(cell_x - 3, cell_y - 2, 3, 1.4, "#ffffff", 0.6, turn=math.degrees(angle))


def grapes(scene: Scene, x: float, y: float, size: float, colour: str = "#2f2450") -> None:
    """A bunch of grapes hanging from the point; `size` is its half width."""
    twig(scene, [(x, y - size * 0.35), (x + size * 0.05, y), (x, y + size * 0.5)], size * 0.09, "#7a6a3a")
    radius = size * 0.27
    for row, count in enumerate((3, 5, 6, 5, 4, 4, 3, 2, 1)):
        for index in range(count):
            across = (index - (count - 1) / 2) * radius * 1.46 + scene.between(-4, 4)
            ball(
                scene,
                x + across,
                y + size * 0.25 + row * radius * 1.16 + scene.between(-4, 4),
                radius,
                mix(colour, "#5d4a86", scene.between(0, 0.4)),
                shine=0.42,
                shade=0.42,
            )


def jujube(scene: Scene, x: float, y: float, radius: float, colour: str = "#a9c04a", *, turn: float = 0.0) -> None:
    """A green jujube apple, smooth and a little oblong."""
    round_fruit(scene, x, y, radius, colour, "#d8c860", squash=1.04, turn=turn)


def docynia(scene: Scene, x: float, y: float, radius: float, *, turn: float = 0.0, ripe: float = 0.5) -> None:
    """A sơn tra (Docynia indica): small, yellow-green with a rusty cheek, its calyx still on."""
    round_fruit(scene, x, y, radius, mix("#aebb4e", "#d8b94a", ripe), "#b4562f", squash=0.94, turn=turn)
    with scene.placed(x, y, radius / 100, turn=turn):
        for index in range(7):
            angle = index * 6.283 / 7
            scene.circle(58 * math.cos(angle) - 4, 20 + 50 * math.sin(angle), 2.6, scene.tone("#7a5a2a"), 0.4)
        for degrees in (60, 90, 120):
            angle = math.radians(degrees)
            scene.line([(0, 84), (22 * math.cos(angle), 84 + 22 * math.sin(angle))], scene.tone("#6b5330"), 6)


def docynia_slice(scene: Scene, x: float, y: float, radius: float, *, turn: float = 0.0, dried: float = 0.0) -> None:
    """A slice of sơn tra with its core; `dried` 0-1 browns and curls it."""
    with scene.placed(x, y, radius / 100, turn=turn):
        flesh = scene.tone(mix("#f6ecc2", "#c98f4a", dried))
        rind = scene.tone(mix("#b9a63e", "#7d4a26", dried))
        squash = 0.62 + 0.1 * (1 - dried)
        points = []
        for index in range(14):
            angle = index * 6.283 / 14
            reach = 100 * (1 + dried * scene.between(-0.12, 0.07))
            points.append((reach * math.cos(angle), reach * squash * math.sin(angle)))
        data = smooth(points, closed=True)
        with scene.placed(5, 11):
            scene.path(data, "#0d1a33", 0.16)
        with scene.placed(0, 5):
            scene.path(data, darken(rind, 0.25))
        scene.path(data, rind)
        with scene.placed(0, 0, 0.88):
            scene.path(
                data, scene.gradient([(0, darken(flesh, 0.14)), (0.6, flesh), (1, lighten(flesh, 0.3))], (0, 0), (1, 1))
            )
        for index in range(5):
            angle = index * 6.283 / 5 + 0.3
            scene.ellipse(
                26 * math.cos(angle),
                26 * squash * math.sin(angle),
                18,
                8,
                scene.tone(mix("#d9c27c", "#8a5a2c", dried)),
                turn=math.degrees(angle),
            )
            scene.ellipse(
                28 * math.cos(angle),
                28 * squash * math.sin(angle),
                7,
                4,
                scene.tone("#5a331c"),
                turn=math.degrees(angle),
            )


def dragon_fruit(scene: Scene, x: float, y: float, size: float, colour: str = "#d33f6b", *, turn: float = 0.0) -> None:
    """A dragon fruit with green-tipped scales."""
    with scene.placed(x, y, size / 100, turn=turn):
        data = smooth(
            [(0, -118), (62, -96), (92, -20), (76, 70), (0, 116), (-76, 70), (-92, -20), (-62, -96)], closed=True
        )
        for degrees, length in ((-112, 92), (-90, 108), (-66, 92), (-140, 70), (-40, 70)):
            leaf(scene, 0, -84, length, degrees, "#8aa84a", width=0.18, veins=0, height=3)
        piece(scene, data, colour, shift=(-13, -10), shade=0.3, height=9)
        for row in range(5):
            for column in range(-1, 2):
                scale_x = column * 58 + (row % 2) * 29 - 10
                scale_y = 66 - row * 40
                if abs(scale_x) > 88 - abs(scale_y) * 0.4:
                    continue
                with scene.placed(scale_x, scale_y, turn=scale_x * 0.3):
                    scene.path("M-26 10Q-20 -26 4 -50Q18 -22 24 10Q0 -2 -26 10Z", lighten(scene.tone(colour), 0.2))
                    scene.path("M-6 -28Q-2 -40 4 -50Q12 -38 15 -26Q6 -32 -6 -28Z", scene.tone("#a9bf5a"))
        glint(scene, [(-60, -50), (-72, 0), (-58, 50)], 9, 0.3)


def dragon_slice(scene: Scene, x: float, y: float, radius: float, *, dried: float = 0.0, turn: float = 0.0) -> None:
    """A slice of dragon fruit, fresh or dried."""
    with scene.placed(x, y, radius / 100, turn=turn):
        points = []
        for index in range(16):
            angle = index * 6.283 / 16
            reach = 100 * (1 + dried * scene.between(-0.1, 0.06))
            points.append((reach * math.cos(angle), reach * 0.6 * math.sin(angle)))
        data = smooth(points, closed=True)
        rind = scene.tone(mix("#d33f6b", "#8f2a4a", dried))
        flesh = scene.tone(mix("#fbf7f2", "#e6c9b4", dried))
        with scene.placed(5, 12):
            scene.path(data, "#0d1a33", 0.16)
        with scene.placed(0, 6):
            scene.path(data, darken(rind, 0.3))
        scene.path(data, rind)
        with scene.placed(0, 0, 0.9):
            scene.path(data, scene.gradient([(0, darken(flesh, 0.1)), (1, lighten(flesh, 0.3))], (0, 0), (1, 1)))
        for index in range(44):
            angle = index * 2.39996
            reach = 82 * math.sqrt((index + 0.5) / 44)
            scene.circle(reach * math.cos(angle), reach * 0.6 * math.sin(angle), 2.9, scene.tone("#2a2330"), 0.9)


def cherries(
    scene: Scene, x: float, y: float, size: float, *, count: int = 7, colour: str = CHERRY, green: float = 0.15
) -> None:
    """A cluster of coffee cherries around a node of the branch; `green` is the share still unripe."""
    for index in range(count):
        angle = index * 6.283 / count + 0.4
        reach = size * (0.72 if index else 0.1)
        tone = colour if scene.random.random() > green else scene.pick(("#7f9a3a", "#d8a03a"))
        cherry(
            scene,
            x + reach * math.cos(angle),
            y + reach * 0.78 * math.sin(angle),
            size * scene.between(0.42, 0.5),
            tone,
        )


def cherry(scene: Scene, x: float, y: float, radius: float, colour: str = CHERRY) -> None:
    """One coffee cherry with the scar of its flower."""
    ball(scene, x, y, radius, colour, shine=0.55, shade=0.36)
    scene.ellipse(
        x + radius * 0.34,
        y + radius * 0.4,
        radius * 0.16,
        radius * 0.11,
        darken(scene.tone(colour), 0.45),
        0.8,
        turn=40,
    )


def coffee_branch(
    scene: Scene,
    points: list[tuple[float, float]],
    size: float,
    *,
    green: float = 0.15,
    colour: str = CHERRY,
    leaf_colour: str = "#2f6b3f",
) -> None:
    """A branch with paired leaves and a cluster of cherries at each inner point."""
    twig(scene, points, size * 0.24)
    for index, (x, y) in enumerate(points[:-1]):
        along = math.degrees(math.atan2(points[index + 1][1] - y, points[index + 1][0] - x))
        for side in (-62, 62):
            leaf(
                scene,
                x,
                y,
                size * scene.between(3.4, 4.1),
                along + side + scene.between(-10, 10),
                mix(leaf_colour, "#8fbf5a", scene.between(0, 0.28)),
                width=0.27,
                veins=7,
                height=9,
            )
    for x, y in points[1:-1]:
        cherries(scene, x, y, size, count=8, green=green, colour=colour)
    end_x, end_y = points[-1]
    along = math.degrees(math.atan2(end_y - points[-2][1], end_x - points[-2][0]))
    for turn in (-26, 22):
        leaf(
            scene,
            end_x,
            end_y,
            size * 2.9,
            along + turn,
            mix(leaf_colour, "#9fcf6a", 0.3),
            width=0.25,
            veins=6,
            height=8,
        )


def macadamia(scene: Scene, x: float, y: float, radius: float, *, cracked: bool = False) -> None:
    """A macadamia nut in its shell; `cracked` shows the slit through which it is opened."""
    ball(scene, x, y, radius, "#8a5a34", shine=0.4, shade=0.36)
    for _ in range(8):
        angle, reach = scene.between(0, 6.283), scene.random.random() ** 0.5 * radius * 0.8
        scene.circle(
            x + reach * math.cos(angle),
            y + reach * math.sin(angle),
            radius * 0.035,
            lighten(scene.tone("#8a5a34"), 0.45),
            0.6,
        )
    if cracked:
        with scene.placed(x, y, radius / 100, turn=scene.between(-16, 16)):
            scene.path("M-72 18Q0 44 74 10Q8 62 -72 18Z", scene.tone("#2b170b"))
            scene.path("M-56 24Q0 42 58 18Q6 50 -56 24Z", scene.tone("#f3e0b4"))


def macadamia_open(scene: Scene, x: float, y: float, radius: float) -> None:
    """Half a shell with the pale kernel in it."""
    ball(scene, x, y, radius, "#6f4526", shine=0.0)
    scene.circle(x, y, radius * 0.84, scene.tone("#40240f"))
    ball(scene, x - radius * 0.02, y - radius * 0.02, radius * 0.7, "#f3e2b8", shine=0.7, shade=0.16, height=3)


def macadamia_husk(scene: Scene, x: float, y: float, radius: float) -> None:
    """A green husk split open, the nut inside."""
    ball(scene, x, y, radius, "#5f8a3f", shine=0.35)
    with scene.placed(x, y, radius / 100):
        scene.path("M-16 -96Q62 -40 20 96Q-40 30 -16 -96Z", scene.tone("#d9cf9a"))
        scene.path("M-6 -74Q44 -30 14 72Q-22 24 -6 -74Z", scene.tone("#7a4a28"))
        scene.path("M2 -50Q22 -20 10 24Q-2 -10 2 -50Z", scene.tone("#a8744a"), 0.8)


def hanging(
    scene: Scene,
    x: float,
    y: float,
    reach: float,
    *,
    mirror: bool = False,
    leaf_colour: str = FRUIT_LEAF,
    count: int = 8,
    width: float = 0.27,
    size: float = 170.0,
) -> None:
    """A leafy branch reaching in from beyond the sheet towards the middle, on which fruit hangs."""
    way = -1 if mirror else 1
    points = [
        (x, y),
        (x + way * reach * 0.35, y + reach * 0.1),
        (x + way * reach * 0.7, y + reach * 0.12),
        (x + way * reach, y + reach * 0.24),
    ]
    twig(scene, points, 24)
    for index in range(count):
        share = (index + 0.6) / count
        leaf_x, leaf_y = (
            x + way * reach * share,
            y + reach * (0.1 * min(1.0, share / 0.35) + (0.12 * max(0.0, share - 0.7) / 0.3)),
        )
        side = -1 if index % 2 else 1
        base = 0 if not mirror else 180
        leaf(
            scene,
            leaf_x,
            leaf_y,
            size * scene.between(0.85, 1.15),
            base + way * side * scene.between(34, 62),
            mix(leaf_colour, "#a9cf6a", scene.between(0, 0.3)),
            width=width,
            veins=7,
            height=9,
        )
