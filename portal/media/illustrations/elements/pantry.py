"""Rice, noodles, cakes, meat, fish, milk, honey and dried fruit as cut paper."""

from __future__ import annotations

import math
from collections.abc import Sequence

from portal.media.illustrations.canvas import Point, Scene, drawn, smooth
from portal.media.illustrations.elements.cut import NIGHT, ball, disc, drop, glint, leaf, piece, shadow
from portal.media.illustrations.palettes import darken, lighten, mix


def grains(scene: Scene, points: Sequence[Point], size: float, colours: Sequence[str]) -> None:
    """Single grains lying at the points in any direction."""
    for x, y in points:
        scene.ellipse(x, y, size, size * 0.36, scene.tone(scene.pick(colours)), turn=scene.between(-70, 70))


def mound(
    scene: Scene,
    x: float,
    y: float,
    half: float,
    height: float,
    colours: Sequence[str],
    *,
    size: float = 9.0,
    count: int = 170,
    sag: float = 0.24,
) -> None:
    """A heap of grain over a mouth `half` wide whose front edge sags by `sag` of it; the first colour is its body."""
    body = scene.tone(colours[0])
    low = half * sag * 2
    data = drawn(
        ("M", x - half, y),
        ("C", x - half * 0.7, y - height * 0.8, x - half * 0.3, y - height, x, y - height),
        ("S", x + half * 0.7, y - height * 0.8, x + half, y),
        ("Q", x, y + low, x - half, y),
        "Z",
    )
    scene.path(
        data, scene.gradient([(0, lighten(body, 0.3)), (0.6, body), (1, darken(body, 0.25))], (0.2, 0), (0.8, 1))
    )
    with scene.clipped(data):
        for _ in range(count):
            across = scene.between(-1, 1)
            grain_x = x + across * half
            top = y - height * (1 - abs(across) ** 1.9)
            grain_y = top + scene.random.random() * (y + low * (1 - across * across) * 0.5 - top)
            shade = mix(
                scene.pick(colours[1:] or colours),
                "#5a4a30",
                0.22 * max(0.0, across * 0.6 + (grain_y - top) / (height * 2)),
            )
            scene.ellipse(grain_x + 1.5, grain_y + 2.5, size, size * 0.38, NIGHT, 0.1, turn=0)
            scene.ellipse(grain_x, grain_y, size, size * 0.38, scene.tone(shade), turn=scene.between(-70, 70))


def ears(
    scene: Scene,
    x: float,
    y: float,
    height: float,
    *,
    count: int = 7,
    spread: float = 0.5,
    colour: str = "#e0ad3a",
    bow: float = 0.3,
    leaves: int = 3,
) -> None:
    """Ears of rice rising from the point and bowing outwards, larger and closer than those of a field."""
    stem = scene.tone("#b59a3f")
    for index in range(leaves):
        share = (index + 0.5) / leaves * 2 - 1
        leaf(scene, x, y, height * scene.between(0.6, 0.8), -90 + share * 50, "#a9b34e", width=0.06, veins=0, height=4)
    for index in range(count):
        share = index / max(1, count - 1) * 2 - 1 if count > 1 else 0.4
        side = 1 if share >= 0 else -1
        top_x, top_y = x + share * spread * height * 0.7, y - height * (1 - 0.16 * abs(share) - scene.between(0, 0.06))
        tip_x, tip_y = (
            top_x + side * height * bow * scene.between(0.8, 1.15),
            top_y + height * bow * scene.between(0.55, 0.9),
        )
        scene.curve(
            drawn(
                ("M", x, y),
                ("Q", x + share * height * 0.12, y - height * 0.6, top_x, top_y),
                ("Q", top_x + side * height * bow * 0.5, top_y - height * 0.03, tip_x, tip_y),
            ),
            stem,
            height * 0.011,
        )
        for grain in range(15):
            part = grain / 14
            grain_x = (
                (1 - part) ** 2 * top_x
                + 2 * (1 - part) * part * (top_x + side * height * bow * 0.5)
                + part * part * tip_x
            )
            grain_y = (1 - part) ** 2 * top_y + 2 * (1 - part) * part * (top_y - height * 0.03) + part * part * tip_y
            off = (-1 if grain % 2 else 1) * height * 0.019
            tone = scene.tone(mix(colour, "#fff0b8", scene.between(0, 0.4)))
            angle = 50 * side + 20 * part * side + (14 if grain % 2 else -14)
            scene.ellipse(grain_x + 2, grain_y + off + 4, height * 0.03, height * 0.013, NIGHT, 0.1, turn=angle)
            scene.ellipse(grain_x, grain_y + off, height * 0.03, height * 0.013, tone, turn=angle)
            scene.line(
                [(grain_x, grain_y + off), (grain_x + side * height * 0.012, grain_y + off + height * 0.018)],
                darken(tone, 0.3),
                1,
                0.5,
            )


def sheaf(scene: Scene, x: float, y: float, height: float) -> None:
    """A bound bunch of upland rice standing on the point."""
    straw = scene.tone("#c9a955")
    for index in range(13):
        lean = (index - 6) / 6
        scene.line(
            [
                (x + lean * height * 0.17, y),
                (x + lean * height * 0.03, y - height * 0.34),
                (x + lean * height * 0.2, y - height * 0.7),
            ],
            mix(straw, "#8a6f2e", (index % 3) / 5),
            height * 0.02,
        )
    ears(scene, x, y - height * 0.34, height * 0.64, count=9, spread=0.85, colour="#e0ad3a", bow=0.32, leaves=0)
    piece(
        scene,
        drawn(
            ("M", x - height * 0.055, y - height * 0.38),
            ("H", x + height * 0.055),
            ("V", y - height * 0.3),
            ("H", x - height * 0.055),
            "Z",
        ),
        "#a3242b",
        shift=(-3, -3),
        height=3,
    )


def strand_nest(scene: Scene, x: float, y: float, radius: float, colour: str, *, squash: float = 0.62) -> None:
    """A coiled nest of dry noodles."""
    ball(scene, x, y, radius, darken(colour, 0.22), squash=squash, shine=0.0, height=9)
    paint = scene.tone(colour)
    for _ in range(40):
        reach = radius * scene.between(0.2, 0.93)
        start = scene.between(0, 6.283)
        sweep = scene.between(1.4, 3.6)
        points = []
        for step in range(6):
            angle = start + sweep * step / 5
            wobble = reach * (1 + 0.05 * math.sin(step * 2 + start))
            points.append((x + wobble * math.cos(angle), y + wobble * squash * math.sin(angle) - radius * 0.05))
        scene.curve(
            smooth(points), mix(darken(paint, 0.25), lighten(paint, 0.45), scene.random.random()), radius * 0.045
        )


def skein(scene: Scene, x: float, y: float, width: float, height: float, colour: str, *, count: int = 30) -> None:
    """Strands hanging over a pole at the point, folded at the top."""
    paint = scene.tone(colour)
    for index in range(count):
        share = (index + scene.between(-0.4, 0.4)) / (count - 1)
        left = x - width / 2 + width * share
        sway = scene.between(-10, 10)
        low = y + height * scene.between(0.92, 1.04)
        tone = mix(darken(paint, 0.3), lighten(paint, 0.5), scene.random.random())
        scene.curve(
            drawn(("M", left, y - 12), ("Q", left + sway, y + height * 0.5, left + sway * 0.4, low)),
            tone,
            width * 0.8 / count + 2,
        )
    scene.path(
        drawn(
            ("M", x - width / 2, y - 14),
            ("Q", x, y - 30, x + width / 2, y - 14),
            ("V", y + 8),
            ("H", x - width / 2),
            "Z",
        ),
        lighten(paint, 0.3),
        0.4,
    )


def bundle(
    scene: Scene,
    x: float,
    y: float,
    length: float,
    colour: str,
    *,
    degrees: float = 0.0,
    tie: str = "#a3242b",
    thick: float = 0.2,
) -> None:
    """A tied bundle of straight dry noodles lying around the point."""
    with scene.placed(x, y, length / 400, turn=degrees):
        half = 400 * thick / 2
        data = drawn(
            ("M", -200, -half * 0.86),
            ("Q", 0, -half * 1.1, 200, -half * 0.9),
            ("V", half * 0.9),
            ("Q", 0, half * 1.1, -200, half * 0.86),
            "Z",
        )
        drop(scene, data, 12, 0.1)
        paint = scene.tone(colour)
        scene.path(data, scene.gradient([(0, lighten(paint, 0.3)), (1, darken(paint, 0.25))]))
        for _ in range(34):
            level = scene.between(-half, half)
            scene.curve(
                drawn(
                    ("M", -200 - scene.between(0, 14), level),
                    ("Q", 0, level * 1.1, 200 + scene.between(0, 14), level + scene.between(-6, 6)),
                ),
                mix(darken(paint, 0.25), lighten(paint, 0.6), scene.random.random()),
                3.4,
                0.8,
            )
        for left in (-96, 96):
            ribbon = drawn(("M", left - 17, -half * 1.03), ("H", left + 17), ("V", half * 1.03), ("H", left - 17), "Z")
            piece(scene, ribbon, tie, shift=(-3, -6), height=4)


def meat_strip(
    scene: Scene, x: float, y: float, length: float, width: float, colour: str = "#7a3526", *, degrees: float = 90.0
) -> None:
    """A strip of dried or smoked meat hanging from the point, with its fibres and a frayed end."""
    with scene.placed(x, y, length / 300, turn=degrees - 90):
        half = width / length * 150
        wave = scene.between(-0.2, 0.2) * half
        data = smooth(
            [
                (-half * 0.7, 0),
                (-half * 1.04, 60),
                (-half * 0.86 + wave, 150),
                (-half + wave, 236),
                (-half * 0.5, 292),
                (wave, 304),
                (half * 0.56, 284),
                (half + wave, 220),
                (half * 0.84, 130),
                (half * 1.06, 56),
                (half * 0.7, 0),
            ],
            closed=True,
        )
        piece(scene, data, colour, shift=(-half * 0.22, -5), shade=0.42, glow=0.14, height=9)
        paint = scene.tone(colour)
        with scene.clipped(data):
            for index in range(9):
                across = (index - 4) / 4 * half
                tone = lighten(paint, scene.between(0.2, 0.5)) if index % 2 else darken(paint, 0.45)
                top = scene.between(8, 80)
                scene.curve(
                    drawn(
                        ("M", across, top),
                        (
                            "q",
                            scene.between(-7, 7),
                            scene.between(50, 80),
                            scene.between(-3, 3),
                            scene.between(110, 190),
                        ),
                    ),
                    tone,
                    half * 0.09,
                    0.5,
                )
            for _ in range(12):
                scene.circle(
                    scene.between(-half, half),
                    scene.between(10, 290),
                    half * 0.06,
                    scene.pick(("#e0a13a", "#c8352f", "#f0dcae")),
                    0.75,
                )


def torn_meat(scene: Scene, x: float, y: float, length: float, degrees: float, colour: str = "#8a4030") -> None:
    """A torn piece of dried meat lying at the point, fibres along it."""
    with scene.placed(x, y, length / 200, turn=degrees):
        data = smooth(
            [(-100, -8), (-70, -30), (-10, -26), (50, -34), (100, -12), (92, 12), (40, 28), (-20, 22), (-72, 30)],
            closed=True,
        )
        piece(scene, data, colour, shift=(-4, -7), shade=0.4, glow=0.2, height=7)
        paint = scene.tone(colour)
        for index in range(6):
            level = -20 + index * 8
            scene.curve(
                drawn(
                    ("M", -84 + scene.between(0, 20), level),
                    ("q", 80, scene.between(-6, 6), 150 + scene.between(0, 20), scene.between(-4, 4)),
                ),
                lighten(paint, 0.4) if index % 2 else darken(paint, 0.4),
                3,
                0.55,
            )
        for _ in range(5):
            scene.circle(scene.between(-70, 70), scene.between(-18, 18), 3, scene.pick(("#e0a13a", "#c8352f")), 0.85)


def small_fish(scene: Scene, x: float, y: float, length: float, degrees: float = 0.0, *, dried: float = 0.0) -> None:
    """A small silver fish, its head at the left; `dried` 0-1 turns it golden."""
    with scene.placed(x, y, length / 200, turn=degrees):
        body = mix("#a9c0c6", "#c9933f", dried)
        piece(scene, "M78 -4L116 -30Q106 0 116 30L78 6Z", mix(body, "#6f7f80", 0.3), shift=(-3, -4), height=4)
        scene.path("M-10 -27Q20 -50 44 -20Z", scene.tone(darken(body, 0.25)))
        data = "M-100 2C-80 -28 -20 -38 30 -22Q64 -12 88 -4V6Q60 14 30 22C-20 38 -76 28 -100 2Z"
        piece(scene, data, body, shift=(-2, -7), shade=0.3, glow=0.35, height=5)
        paint = scene.tone(body)
        with scene.clipped(data):
            scene.path("M-100 6Q0 22 90 2Q30 40 -30 40T-100 6Z", lighten(paint, 0.6), 0.55)
            for index in range(6):
                scene.curve(drawn(("M", -34 + index * 18, -20), ("q", 9, 18, 0, 38)), darken(paint, 0.3), 2.4, 0.45)
        scene.curve("M-58 -20Q-46 0 -58 22", darken(paint, 0.4), 3.4, 0.7)
        scene.circle(-76, -5, 7, "#fdf9ec")
        scene.circle(-77, -5, 4, scene.tone("#1d1a22"))


def fish_cake(scene: Scene, x: float, y: float, radius: float, colour: str = "#d9963f") -> None:
    """A fried fish cake lying on its side, flecked with dill."""
    scene.ellipse(x + radius * 0.08, y + radius * 0.3, radius, radius * 0.6, NIGHT, 0.15)
    paint = scene.tone(colour)
    scene.ellipse(x, y + radius * 0.2, radius, radius * 0.6, darken(paint, 0.35))
    scene.ellipse(
        x,
        y,
        radius,
        radius * 0.6,
        scene.gradient([(0, lighten(paint, 0.4)), (0.6, paint), (1, darken(paint, 0.15))], (0, 0), (1, 1)),
    )
    for _ in range(18):
        angle, reach = scene.between(0, 6.283), scene.random.random() ** 0.5 * radius * 0.85
        spot_x, spot_y = x + reach * math.cos(angle), y + reach * 0.6 * math.sin(angle)
        if scene.random.random() < 0.5:
            scene.ellipse(
                spot_x, spot_y, radius * 0.07, radius * 0.02, scene.tone("#4f7f3a"), 0.9, turn=scene.between(0, 180)
            )
        else:
            scene.ellipse(spot_x, spot_y, radius * scene.between(0.05, 0.14), radius * 0.05, darken(paint, 0.25), 0.45)


def dried_plum(scene: Scene, x: float, y: float, size: float, colour: str = "#8a2346", *, turn: float = 0.0) -> None:
    """A soft-dried plum: wrinkled, dented, dark."""
    with scene.placed(x, y, size / 100, turn=turn):
        data = smooth(
            [
                (-96, 6),
                (-78, -44),
                (-26, -62),
                (18, -52),
                (66, -58),
                (98, -10),
                (84, 42),
                (34, 58),
                (-10, 50),
                (-62, 56),
            ],
            closed=True,
        )
        piece(scene, data, colour, shift=(-9, -9), shade=0.4, glow=0.2, height=8)
        paint = scene.tone(colour)
        for curve in (
            "M-70 -14Q-20 14 20 -16T78 -20",
            "M-60 22Q-14 2 22 26T70 16",
            "M-34 -42Q-10 -26 8 -40",
            "M-8 38Q10 24 34 40",
        ):
            scene.curve(curve, darken(paint, 0.5), 5, 0.6)
            with scene.placed(-1, -6):
                scene.curve(curve, lighten(paint, 0.42), 3, 0.5)
        scene.ellipse(-46, -30, 16, 7, "#fff3ee", 0.42, turn=-24)


def fruit_strip(
    scene: Scene, x: float, y: float, length: float, colour: str, *, turn: float = 0.0, width: float = 0.4
) -> None:
    """A soft-dried slice (mango, banana): long, curled at its edges, clear at the rim."""
    with scene.placed(x, y, length / 200, turn=turn):
        half = 100 * width
        data = smooth(
            [
                (-100, 4),
                (-74, -half * 0.8),
                (-20, -half),
                (40, -half * 0.76),
                (100, -half * 0.3),
                (88, half * 0.5),
                (30, half * 0.72),
                (-30, half * 0.96),
                (-80, half * 0.7),
            ],
            closed=True,
        )
        piece(scene, data, colour, shift=(-5, -8), shade=0.26, glow=0.34, height=8)
        paint = scene.tone(colour)
        for level in (-0.34, 0.05, 0.4):
            scene.curve(
                drawn(("M", -76, half * level), ("Q", 0, half * (level - 0.28), 76, half * (level - 0.1))),
                darken(paint, 0.22),
                3.4,
                0.45,
            )
        scene.curve(drawn(("M", -78, -half * 0.5), ("Q", -20, -half * 0.86, 50, -half * 0.56)), "#fff8e0", 5, 0.5)


def chip(scene: Scene, x: float, y: float, size: float, colour: str, *, turn: float = 0.0) -> None:
    """A thin cassava cracker: a lozenge bubbled by frying."""
    with scene.placed(x, y, size / 100, turn=turn):
        data = smooth(
            [(-100, 6), (-50, -30), (0, -54), (54, -36), (102, 0), (50, 34), (-2, 56), (-54, 38)], closed=True
        )
        piece(scene, data, colour, shift=(-5, -8), shade=0.18, glow=0.34, height=7)
        for _ in range(9):
            scene.ellipse(
                scene.between(-60, 60),
                scene.between(-26, 26),
                scene.between(5, 12),
                scene.between(3, 6),
                lighten(scene.tone(colour), 0.5),
                0.55,
            )


def comb(scene: Scene, x: float, y: float, width: float, rows: int = 7, *, colour: str = "#e5a52c") -> None:
    """A piece of honeycomb, its cells full; the point is its middle."""
    cell = width / 13
    outline = []
    for index in range(18):
        angle = index * 6.283 / 18
        outline.append(
            (
                x + width * 0.52 * (1 + scene.between(-0.05, 0.05)) * math.cos(angle),
                y + rows * cell * 0.98 * (1 + scene.between(-0.05, 0.05)) * math.sin(angle),
            )
        )
    data = smooth(outline, closed=True)
    piece(scene, data, darken(colour, 0.12), shift=(-6, -7), height=10)
    paint = scene.tone(colour)
    with scene.clipped(data):
        for row in range(-rows, rows + 1):
            for column in range(-8, 9):
                cell_x = x + (column + (row % 2) * 0.5) * cell * 1.06
                cell_y = y + row * cell * 0.92
                points = [
                    (
                        cell_x + cell * 0.56 * math.cos(math.radians(a + 30)),
                        cell_y + cell * 0.56 * math.sin(math.radians(a + 30)),
                    )
                    for a in range(0, 360, 60)
                ]
                share = scene.random.random()
                scene.polygon(points, darken(paint, 0.38))
                inner = [(cell_x + (px - cell_x) * 0.8, cell_y + (py - cell_y) * 0.8 + 1) for px, py in points]
                scene.polygon(inner, mix(lighten(paint, 0.45), darken(paint, 0.14), share))
                if share < 0.4:
                    scene.ellipse(
                        cell_x - cell * 0.14, cell_y - cell * 0.16, cell * 0.14, cell * 0.08, "#fff7d8", 0.7, turn=-30
                    )


def bee(scene: Scene, x: float, y: float, size: float, degrees: float = 0.0, *, mirror: bool = False) -> None:
    """A honey bee flying to the right."""
    with scene.placed(x, y, size / 100, mirror=mirror, turn=degrees):
        for turn in (-128, -100):
            with scene.placed(6, -22, turn=turn):
                scene.path(leaf_like(86), "#fbfdf8", 0.72)
        for index, (left, radius) in enumerate(((-46, 24), (-22, 33), (6, 35), (34, 28))):
            scene.ellipse(left, 0, radius * 0.72, radius, scene.tone("#3a2a1c" if index % 2 == 0 else "#e5a52c"))
        scene.circle(58, -4, 21, scene.tone("#4a3626"))
        scene.circle(65, -9, 6, scene.tone("#1b1512"))
        for tip in (-24, -12):
            scene.curve(drawn(("M", 66, -20), ("Q", 80, tip - 16, 92, tip - 10)), scene.tone("#3a2a1c"), 4)


def leaf_like(length: float) -> str:
    """Path data of a rounded wing along the x axis."""
    return drawn(
        ("M", 0, 0),
        ("C", length * 0.3, -length * 0.34, length, -length * 0.34, length, 0),
        ("C", length, length * 0.26, length * 0.3, length * 0.22, 0, 0),
        "Z",
    )


def dipper(scene: Scene, x: float, y: float, length: float, degrees: float) -> None:
    """A honey dipper whose head is at the point, its handle running off at the angle."""
    with scene.placed(x, y, length / 300, turn=degrees):
        piece(scene, "M0 -9L300 -7Q308 0 300 7L0 9Z", "#a8713f", shift=(0, -4), height=6)
        for index in range(6):
            left = -62 + index * 23
            half = (24, 37, 44, 44, 37, 24)[index]
            piece(scene, disc(left, 0, 9, half), "#b98148" if index % 2 else "#a06a35", shift=(-3, -3), height=0)
        scene.path("M-70 20Q-10 60 60 22Q30 44 -4 46T-70 20Z", scene.tone("#f2b93a"), 0.9)


def hive(scene: Scene, x: float, y: float, width: float, colour: str = "#d9a857", *, roof: str = "#4f6f86") -> None:
    """A wooden bee box on legs, standing on the point."""
    with scene.placed(x, y, width / 200):
        for left in (-82, 70):
            scene.rect(left, -34, 14, 36, scene.tone("#5f432c"))
        piece(scene, "M-96 -30V-158H96V-30Z", colour, shift=(-10, -6), shade=0.3, height=8)
        paint = scene.tone(colour)
        for level in (-120, -78):
            scene.line([(-96, level), (96, level)], darken(paint, 0.35), 4, 0.6)
        scene.rect(-50, -52, 100, 13, scene.tone("#3a2618"), radius=5)
        scene.rect(-58, -38, 116, 9, lighten(paint, 0.35))
        piece(scene, "M-112 -156L-104 -186H104L112 -156Z", roof, shift=(-5, -5), height=6)


def milk_bottle(scene: Scene, x: float, y: float, height: float) -> None:
    """A glass bottle of milk standing on the point."""
    half = height * 0.19
    shadow(scene, x, y - 2, half * 1.15)
    with scene.placed(x, y, height / 400):
        data = (
            "M-32 -396H32V-318C32 -268 76 -262 76 -206V-16Q76 0 60 0H-60Q-76 0 -76 -16V-206C-76 -262 -32 -268 -32 -318Z"
        )
        scene.path(data, "#eaf2f1", 0.55)
        with scene.clipped(data):
            level = -400 * 0.74
            paint = scene.tone("#fdfaf2")
            scene.path(
                drawn(("M", -70, level), ("H", 70), ("V", -6), ("H", -70), "Z"),
                scene.gradient([(0, lighten(paint, 0.5)), (0.55, paint), (1, darken(paint, 0.2))], (0, 0), (1, 0)),
            )
            scene.ellipse(0, level, 34, 6, "#ffffff")
        scene.path(data, "none", stroke=darken(scene.tone("#dfe8e6"), 0.12), width=4)
        glint(scene, [(-58, -200), (-62, -120), (-58, -34)], 10, 0.8)
        piece(scene, "M-40 -380V-412Q0 -424 40 -412V-380Q0 -370 -40 -380Z", "#2b5f9a", shift=(-6, -4), height=3)


def milk_glass(scene: Scene, x: float, y: float, height: float, *, filled: float = 0.8) -> None:
    """A glass of milk standing on the point."""
    shadow(scene, x, y - 2, height * 0.36)
    with scene.placed(x, y, height / 200):
        data = "M-66 -200L-52 -6Q0 6 52 -6L66 -200Z"
        scene.path(data, "#eaf2f1", 0.6)
        with scene.clipped(data):
            level = -200 * filled
            paint = scene.tone("#fdfaf2")
            scene.rect(
                -70,
                level,
                140,
                210,
                scene.gradient([(0, lighten(paint, 0.5)), (0.5, paint), (1, darken(paint, 0.2))], (0, 0), (1, 0)),
            )
            scene.ellipse(0, level, 62, 13, lighten(paint, 0.7))
        scene.ring(0, -200, 66, 13, "#ffffff", 4, 0.8)
        glint(scene, [(-48, -170), (-40, -40)], 8, 0.7)


def crumbs(
    scene: Scene, x: float, y: float, half: float, down: float, count: int, colours: Sequence[str], size: float = 4.0
) -> None:
    """Loose crumbs, seeds or tea leaves scattered over a flat ellipse."""
    for _ in range(count):
        angle, reach = scene.between(0, 6.283), scene.random.random() ** 0.5
        spot_x, spot_y = x + half * reach * math.cos(angle), y + down * reach * math.sin(angle)
        scene.ellipse(spot_x + 1, spot_y + size * 0.4, size, size * 0.5, NIGHT, 0.14)
        scene.ellipse(
            spot_x,
            spot_y,
            size * scene.between(0.7, 1.2),
            size * 0.5,
            scene.tone(scene.pick(colours)),
            turn=scene.between(0, 180),
        )


def curl(scene: Scene, x: float, y: float, size: float, colour: str, *, turn: float = 0.0, tip: str = "") -> None:
    """One rolled and dried tea leaf."""
    tone = scene.tone(colour)
    with scene.placed(x, y, size / 100, turn=turn):
        bow = scene.between(-30, 30)
        data = drawn(("M", -96, 0), ("Q", -20, -20 + bow, 96, -6 + bow * 0.3), ("Q", -10, 18 + bow, -96, 0), "Z")
        with scene.placed(5, 9):
            scene.path(data, NIGHT, 0.16)
        scene.path(
            data,
            scene.gradient(
                [(0, darken(tone, 0.2)), (0.5, lighten(tone, 0.12)), (1, scene.tone(tip) if tip else tone)],
                (0, 0),
                (1, 0),
            ),
        )
        scene.curve(drawn(("M", -80, -2), ("Q", -16, -8 + bow, 84, -6 + bow * 0.3)), lighten(tone, 0.4), 4, 0.5)


def bean(scene: Scene, x: float, y: float, size: float, colour: str = "#6b3f22", *, turn: float = 0.0) -> None:
    """A coffee bean, its cleft up."""
    with scene.placed(x, y, size / 100, turn=turn):
        piece(scene, disc(0, 0, 100, 68), colour, shift=(-11, -10), shade=0.42, height=8)
        scene.path("M-92 2Q-34 -24 0 2T92 -4Q36 24 2 10T-92 2Z", darken(scene.tone(colour), 0.6), 0.85)
        scene.ellipse(-36, -36, 26, 9, "#fff1dc", 0.28, turn=-16)


def beans(scene: Scene, spots: Sequence[Point], size: float, colours: Sequence[str]) -> None:
    """Coffee beans at the points, each turned its own way."""
    for x, y in spots:
        bean(scene, x, y, size * scene.between(0.9, 1.1), scene.pick(colours), turn=scene.between(0, 180))


def scatter(scene: Scene, x: float, y: float, half: float, down: float, count: int) -> list[Point]:
    """Random points within a flat ellipse, far ones first, to lay things on from back to front."""
    spots = []
    for _ in range(count):
        angle, reach = scene.between(0, 6.283), scene.random.random() ** 0.5
        spots.append((x + half * reach * math.cos(angle), y + down * reach * math.sin(angle)))
    return sorted(spots, key=lambda spot: spot[1])
