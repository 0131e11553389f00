"""Vegetables, roots, shoots, mushrooms, herbs and spices as cut paper, each given by its middle or foot and a size."""

from __future__ import annotations

import math

from portal.media.illustrations.canvas import Scene, drawn, smooth
from portal.media.illustrations.elements.cut import ball, disc, flat, glint, leaf, piece
from portal.media.illustrations.palettes import darken, lighten, mix


def tomato(scene: Scene, x: float, y: float, radius: float, colour: str = "#cc3a2a") -> None:
    """A tomato with its star of sepals."""
    with scene.placed(x, y, radius / 100):
        data = smooth(
            [
                (-18, -78),
                (18, -82),
                (74, -72),
                (104, -14),
                (84, 56),
                (28, 86),
                (-28, 86),
                (-84, 56),
                (-104, -14),
                (-72, -72),
            ],
            closed=True,
        )
        piece(scene, data, colour, shift=(-15, -12), shade=0.32, height=9)
        for start, end in ((-40, -56), (44, -50)):
            scene.curve(
                drawn(("M", start * 0.3, -74), ("Q", start, end, start * 1.25, end + 46)),
                darken(scene.tone(colour), 0.25),
                4,
                0.35,
            )
        for degrees in (12, 62, 118, 168, 218, 320):
            leaf(scene, 0, -76, 56, degrees, "#4f8a42", width=0.15, veins=0, height=3)
        scene.curve("M0 -76Q2 -98 14 -112", scene.tone("#4f8a42"), 10)
        scene.ellipse(-46, -38, 24, 12, "#fff6ea", 0.5, turn=-36)


def potato(scene: Scene, x: float, y: float, size: float, colour: str = "#c9a062", *, turn: float = 0.0) -> None:
    """A potato with its eyes."""
    with scene.placed(x, y, size / 100, turn=turn):
        data = smooth(
            [(-112, -8), (-78, -62), (-8, -74), (70, -66), (118, -16), (104, 42), (36, 70), (-52, 66), (-100, 38)],
            closed=True,
        )
        piece(scene, data, colour, shift=(-13, -11), shade=0.3, height=9)
        for eye_x, eye_y in ((-58, -18), (-6, 22), (34, -28), (70, 18), (-30, -48), (-70, 24)):
            scene.curve(drawn(("M", eye_x - 10, eye_y), ("q", 10, 9, 20, 0)), darken(scene.tone(colour), 0.4), 5, 0.6)
            scene.curve(
                drawn(("M", eye_x - 8, eye_y + 6), ("q", 9, 6, 18, 0)), lighten(scene.tone(colour), 0.4), 3, 0.5
            )
        for _ in range(18):
            scene.circle(
                scene.between(-86, 86),
                scene.between(-46, 46),
                scene.between(1.5, 3),
                darken(scene.tone(colour), 0.35),
                0.45,
            )


def eggplant(scene: Scene, x: float, y: float, radius: float, colour: str = "#f1efdf") -> None:
    """A small round cà pháo: white with a green cap."""
    with scene.placed(x, y, radius / 100):
        piece(scene, disc(0, 6, 100, 96), colour, shift=(-14, -12), shade=0.24, glow=0.4, height=8)
        for index in range(9):
            angle = math.pi * (0.1 + 0.8 * index / 8)
            scene.curve(
                drawn(
                    ("M", 60 * math.cos(angle), -50 + 40 * math.sin(angle)),
                    (
                        "Q",
                        84 * math.cos(angle),
                        6 + 46 * math.sin(angle),
                        80 * math.cos(angle),
                        30 + 46 * math.sin(angle),
                    ),
                ),
                scene.tone("#b9c49a"),
                4,
                0.4,
            )
        cap = scene.tone("#7fa04a")
        scene.path("M-62 -66Q-58 -20 -34 -36Q-20 -4 0 -30Q20 -2 34 -36Q60 -18 62 -66Q0 -112 -62 -66Z", darken(cap, 0.2))
        scene.path("M-60 -70Q-56 -28 -34 -42Q-20 -12 0 -37Q20 -10 34 -42Q56 -26 58 -70Q0 -110 -60 -70Z", cap)
        scene.curve("M0 -88Q0 -118 14 -132", darken(cap, 0.15), 15)
        scene.ellipse(-44, -14, 13, 24, "#ffffff", 0.7, turn=24)


def wax_gourd(scene: Scene, x: float, y: float, length: float, degrees: float, colour: str = "#5f8f55") -> None:
    """A long wax gourd lying with its stalk end at the point's left, its middle at the point."""
    with scene.placed(x, y, length / 400, turn=degrees):
        data = smooth(
            [
                (-200, -10),
                (-176, -58),
                (-90, -76),
                (40, -80),
                (150, -74),
                (198, -30),
                (198, 28),
                (150, 72),
                (40, 80),
                (-90, 74),
                (-176, 50),
                (-200, 8),
            ],
            closed=True,
        )
        piece(scene, data, colour, shift=(-6, -17), shade=0.32, height=12)
        paint = scene.tone(colour)
        with scene.clipped(data):
            for level in (-46, -8, 34):
                scene.curve(
                    drawn(("M", -200, level * 0.3), ("Q", 0, level * 1.3, 210, level * 0.5)),
                    lighten(paint, 0.3),
                    6,
                    0.3,
                )
            for _ in range(120):
                scene.ellipse(
                    scene.between(-190, 196),
                    scene.between(-74, 76),
                    scene.between(2, 5),
                    scene.between(1.4, 2.6),
                    "#f3f6e4",
                    scene.between(0.25, 0.6),
                )
        scene.curve("M-196 -2Q-222 -6 -238 -30", scene.tone("#7a8a4a"), 17)
        glint(scene, [(-140, -52), (-20, -60), (100, -56)], 9, 0.32)


def gourd_slice(scene: Scene, x: float, y: float, radius: float, *, tilt: float = 0.9) -> None:
    """A slice of wax gourd: green rind, white flesh, seeds around the middle."""
    ball(scene, x, y, radius, "#5f8f55", squash=tilt, shine=0.0)
    scene.ellipse(x, y, radius * 0.93, radius * tilt * 0.93, scene.tone("#cfe0b0"))
    scene.ellipse(
        x,
        y,
        radius * 0.84,
        radius * tilt * 0.84,
        scene.gradient([(0, scene.tone("#eef3e0")), (1, "#ffffff")], (0, 0), (1, 1)),
    )
    scene.ellipse(x, y, radius * 0.44, radius * tilt * 0.44, scene.tone("#dfe9cf"))
    for index in range(12):
        angle = index * math.pi / 6
        scene.ellipse(
            x + radius * 0.36 * math.cos(angle),
            y + radius * tilt * 0.36 * math.sin(angle),
            radius * 0.08,
            radius * 0.035,
            scene.tone("#efe3bb"),
            turn=math.degrees(angle),
        )


def cucumber(
    scene: Scene, x: float, y: float, length: float, degrees: float, colour: str = "#8fb25a", *, light: str = "#dfe6a0"
) -> None:
    """A thick Mông cucumber, streaked from green to pale yellow."""
    with scene.placed(x, y, length / 300, turn=degrees):
        data = smooth(
            [
                (-150, -8),
                (-130, -48),
                (-60, -62),
                (50, -64),
                (124, -50),
                (150, -6),
                (124, 44),
                (50, 62),
                (-60, 60),
                (-130, 42),
            ],
            closed=True,
        )
        piece(scene, data, colour, shift=(-5, -14), shade=0.3, height=10)
        pale = scene.tone(light)
        with scene.clipped(data):
            for level in (-44, -22, 2, 26, 48):
                scene.path(
                    drawn(
                        ("M", 160, level * 0.6 - 8),
                        ("Q", 40, level * 1.1 - 10, -60 + scene.between(-30, 30), level * 1.1),
                        ("Q", 40, level * 1.1 + 8, 160, level * 0.6 + 8),
                        "Z",
                    ),
                    pale,
                    0.75,
                )
            for _ in range(22):
                scene.circle(scene.between(-130, 120), scene.between(-50, 50), 2.6, lighten(pale, 0.4), 0.8)
        scene.curve("M-148 -2Q-164 -4 -172 -16", scene.tone("#6f8a3f"), 12)
        glint(scene, [(-100, -40), (0, -47), (90, -40)], 7, 0.35)


def cucumber_slice(scene: Scene, x: float, y: float, radius: float) -> None:
    """A slice of cucumber."""
    ball(scene, x, y, radius, "#8fb25a", squash=0.7, shine=0.0)
    scene.ellipse(x, y, radius * 0.9, radius * 0.63, scene.tone("#e9f0c4"))
    scene.ellipse(x, y, radius * 0.52, radius * 0.36, scene.tone("#d3e2a4"))
    for index in range(9):
        angle = index * 6.283 / 9
        scene.ellipse(
            x + radius * 0.38 * math.cos(angle),
            y + radius * 0.26 * math.sin(angle),
            radius * 0.09,
            radius * 0.035,
            scene.tone("#fbf6d6"),
            turn=math.degrees(angle),
        )


def bean_pod(scene: Scene, x: float, y: float, length: float, degrees: float, colour: str = "#6fa046") -> None:
    """A long climbing bean hanging from the point, its seeds showing through."""
    with scene.placed(x, y, length / 200, turn=degrees):
        data = "M0 0C30 -22 70 -10 110 -14S180 -14 204 4C180 12 150 10 112 12S34 20 0 0Z"
        piece(scene, data, colour, shift=(-3, -5), shade=0.28, height=6)
        for index in range(6):
            scene.ellipse(36 + index * 26, -1, 9, 6, lighten(scene.tone(colour), 0.3), 0.6)


def garlic(scene: Scene, x: float, y: float, size: float, colour: str = "#c9a3b9", *, stalk: bool = True) -> None:
    """A garlic bulb standing on the point, about two sizes wide."""
    with scene.placed(x, y, size / 100):
        if stalk:
            scene.path("M-14 -150Q-16 -220 -34 -262L-4 -256L14 -262Q12 -220 16 -150Z", scene.tone("#d9cbb2"))
            scene.path("M2 -150Q4 -210 14 -262Q12 -220 16 -150Z", darken(scene.tone("#d9cbb2"), 0.22))
        data = "M-16 -172Q-18 -142 -44 -124C-112 -84 -118 -4 -40 0Q0 8 40 0C118 -4 112 -84 44 -124Q18 -142 16 -172Z"
        piece(scene, data, mix("#f3ebe4", colour, 0.35), shift=(-12, -7), shade=0.26, height=8)
        streak = scene.tone(colour)
        with scene.clipped(data):
            for start, end in ((-86, -34), (-46, -16), (0, 0), (46, 16), (86, 34)):
                scene.path(
                    drawn(
                        ("M", start * 0.1, -160),
                        ("C", start * 1.2, -110, start * 1.3, -40, end, 2),
                        ("C", start * 0.95, -40, start * 0.8, -110, start * 0.1, -160),
                        "Z",
                    ),
                    streak,
                    0.6,
                )
            for start in (-66, -24, 24, 66):
                scene.curve(
                    drawn(("M", 0, -150), ("C", start * 1.2, -110, start * 1.3, -40, start * 0.5, 4)),
                    darken(streak, 0.2),
                    3,
                    0.4,
                )
        for index in range(7):
            scene.line([(-18 + index * 6, 0), (-24 + index * 8, 12)], scene.tone("#b59a72"), 3)
        glint(scene, [(-70, -70), (-74, -44), (-58, -18)], 8, 0.6)


def clove(scene: Scene, x: float, y: float, size: float, colour: str = "#c9a3b9", *, turn: float = 0.0) -> None:
    """A clove of garlic; black garlic when the colour is."""
    with scene.placed(x, y, size / 100, turn=turn):
        piece(scene, "M-4 -100Q-64 -30 -50 40Q0 66 52 40Q66 -20 18 -84Z", colour, shift=(-10, -8), shade=0.3, height=7)
        scene.curve("M6 -78Q34 -20 26 36", darken(scene.tone(colour), 0.35), 4, 0.5)
        glint(scene, [(-34, -6), (-36, 14), (-26, 30)], 8, 0.45)


def chilli(scene: Scene, x: float, y: float, length: float, degrees: float, colour: str = "#c8241f") -> None:
    """A chilli from its stalk at the point."""
    with scene.placed(x, y, length / 200, turn=degrees):
        scene.curve("M4 0Q-20 -4 -40 -22", scene.tone("#4f8a3f"), 8)
        piece(scene, "M0 -20C50 -30 120 -14 200 20C120 18 50 34 0 18Z", colour, shift=(-3, -6), shade=0.32, height=6)
        piece(scene, "M-8 -18Q10 -26 24 -18Q14 0 22 16Q4 24 -8 16Z", "#5f9a48", shift=(-2, -3), height=0)
        glint(scene, [(34, -12), (80, -8), (130, 4)], 5, 0.5)


def bamboo_shoot(
    scene: Scene, x: float, y: float, height: float, degrees: float = 0.0, colour: str = "#c9b06a"
) -> None:
    """A slender bamboo shoot standing on the point in its overlapping sheaths."""
    with scene.placed(x, y, height / 300, turn=degrees):
        for index in range(6):
            level = -index * 46
            half = 46 - index * 7
            top = level - 96
            side = 1 if index % 2 else -1
            tone = mix(colour, "#7f9a4a" if index > 2 else "#8a5f3a", 0.18 + 0.1 * index)
            piece(
                scene,
                drawn(
                    ("M", -half, level),
                    ("Q", -half * 1.06, level - 50, side * 6, top),
                    ("Q", half * 1.06, level - 50, half, level),
                    ("Q", 0, level + 12, -half, level),
                    "Z",
                ),
                tone,
                shift=(-6, -5),
                shade=0.26,
                height=3,
            )
            scene.curve(
                drawn(("M", side * half * 0.5, level - 6), ("Q", side * half * 0.5, level - 50, side * 6, top + 12)),
                darken(scene.tone(tone), 0.25),
                2.4,
                0.4,
            )


def cassava(scene: Scene, x: float, y: float, length: float, degrees: float, colour: str = "#7a5236") -> None:
    """A cassava root from its stem end at the point."""
    with scene.placed(x, y, length / 300, turn=degrees):
        data = smooth(
            [(0, -20), (50, -46), (130, -50), (220, -34), (292, -4), (300, 4), (216, 34), (128, 46), (48, 42), (0, 20)],
            closed=True,
        )
        piece(scene, data, colour, shift=(-4, -11), shade=0.32, height=9)
        for _ in range(9):
            ring_x = scene.between(20, 260)
            scene.curve(
                drawn(("M", ring_x, scene.between(-34, -14)), ("q", 6, 12, 2, 24)),
                darken(scene.tone(colour), 0.3),
                3,
                0.55,
            )
        scene.curve("M4 0Q-24 -4 -44 -2", scene.tone("#6b4a30"), 20)


def cassava_cut(scene: Scene, x: float, y: float, radius: float, colour: str = "#7a5236") -> None:
    """The white cut face of a cassava root."""
    ball(scene, x, y, radius, colour, squash=0.9, shine=0.0)
    scene.ellipse(x, y, radius * 0.9, radius * 0.81, scene.tone("#d9a9a0"))
    scene.ellipse(
        x, y, radius * 0.82, radius * 0.74, scene.gradient([(0, scene.tone("#efe8da")), (1, "#fffdf8")], (0, 0), (1, 1))
    )
    scene.ellipse(x, y, radius * 0.06, radius * 0.05, scene.tone("#c9bda6"))
    for index in range(9):
        angle = index * 6.283 / 9
        scene.line(
            [
                (x + radius * 0.2 * math.cos(angle), y + radius * 0.18 * math.sin(angle)),
                (x + radius * 0.6 * math.cos(angle), y + radius * 0.54 * math.sin(angle)),
            ],
            scene.tone("#e0d8c6"),
            radius * 0.025,
        )


def ginger(scene: Scene, x: float, y: float, size: float, *, turn: float = 0.0) -> None:
    """A rhizome of ginger."""
    with scene.placed(x, y, size / 100, turn=turn):
        colour = "#d8b070"
        for data in (
            "M-96 -4C-92 -44 -40 -36 -6 -26C30 -38 84 -34 96 -2C92 36 34 30 -4 22C-40 34 -92 32 -96 -4Z",
            "M-46 -20C-60 -60 -50 -92 -24 -92C2 -90 0 -50 -8 -16Z",
            "M24 -20C34 -64 58 -80 76 -64C88 -46 68 -18 50 -8Z",
            "M-30 14C-44 46 -30 70 -8 66C12 58 8 30 4 14Z",
        ):
            piece(scene, data, colour, shift=(-8, -7), shade=0.26, height=6)
        for left in (-70, -44, 4, 34, 62):
            scene.curve(drawn(("M", left, -20), ("q", 8, 18, 0, 36)), darken(scene.tone(colour), 0.3), 3, 0.45)


def ginseng(scene: Scene, x: float, y: float, length: float, degrees: float = 90.0, colour: str = "#d5ad6c") -> None:
    """A ginseng root from its crown at the point, with side roots and rings."""
    with scene.placed(x, y, length / 300, turn=degrees - 90):
        paint = scene.tone(colour)
        for data, width in (
            ("M-10 70C-60 120 -70 180 -92 250", 15),
            ("M12 90C54 130 60 190 92 240", 14),
            ("M-4 150C-26 200 -22 250 -40 300", 13),
            ("M8 160C20 210 14 260 30 310", 11),
            ("M-70 180C-100 200 -108 230 -134 244", 6),
            ("M62 190C92 210 104 230 130 230", 6),
            ("M-34 262C-60 290 -64 310 -84 326", 5),
            ("M22 270C44 290 50 310 70 322", 5),
            ("M-10 90C-50 96 -84 116 -112 112", 6),
        ):
            scene.curve(data, darken(paint, 0.25), width)
            with scene.placed(-2, -2):
                scene.curve(data, lighten(paint, 0.1), width * 0.55)
        piece(
            scene,
            "M-20 -4C-44 30 -46 90 -24 140C-14 176 12 180 22 140C46 86 42 26 18 -4Z",
            colour,
            shift=(-9, -4),
            shade=0.28,
            height=7,
        )
        for index in range(8):
            level = 14 + index * 15
            half = 30 - abs(index - 3) * 2.2
            scene.curve(drawn(("M", -half, level), ("Q", 0, level + 9, half, level)), darken(paint, 0.3), 2.6, 0.5)
        for index in range(4):
            piece(
                scene,
                disc((-6, 8, -5, 4)[index], -12 - index * 15, 13 - index * 1.5, 10),
                mix(colour, "#a97d46", 0.3),
                shift=(-3, -3),
                height=0,
            )


def lingzhi(scene: Scene, x: float, y: float, width: float, colour: str = "#8e3a24", *, mirror: bool = False) -> None:
    """A lingzhi mushroom: glossy ringed cap on a dark stalk standing on the point."""
    with scene.placed(x, y, width / 200, mirror=mirror):
        piece(scene, "M-12 0C-16 -60 -4 -90 -34 -130L10 -142C26 -96 6 -60 16 0Z", "#5a2c1c", shift=(-6, -2), height=5)
        data = (
            "M-112 -128C-122 -196 -30 -224 34 -208C104 -194 124 -146 92 -120C58 -96 -8 -122 -40 -108C-70 -96 -106 -104 "
            "-112 -128Z"
        )
        piece(scene, data, colour, shift=(-4, -10), shade=0.34, height=9)
        paint = scene.tone(colour)
        with scene.clipped(data):
            for index, scale in enumerate((1.0, 0.8, 0.6, 0.4)):
                with scene.placed(-8 * (1 - scale), -128 * (1 - scale), scale):
                    scene.curve(
                        "M-112 -120C-110 -196 -30 -220 34 -206C100 -192 122 -146 92 -112",
                        (scene.tone("#f0d59a"), scene.tone("#d98a3f"), lighten(paint, 0.25), darken(paint, 0.25))[
                            index
                        ],
                        10 / scale,
                        0.75,
                    )
        scene.path(
            "M-112 -128C-106 -104 -70 -96 -40 -108C-8 -122 58 -96 92 -120C70 -84 4 -104 -34 -92C-76 -84 -112 -104 "
            "-112 -128Z",
            scene.tone("#f1e2c2"),
        )
        glint(scene, [(-66, -168), (-20, -190), (34, -186)], 9, 0.4)


def cordyceps(scene: Scene, x: float, y: float, height: float, *, colour: str = "#e2862c", lean: float = 0.0) -> None:
    """One finger of cultivated cordyceps growing from the point."""
    with scene.placed(x, y, height / 200, turn=lean):
        sway = scene.between(-10, 10)
        data = drawn(
            ("M", -6, 0),
            ("C", -8, -60, sway - 9, -110, sway - 10, -170),
            ("Q", sway, -206, sway + 10, -170),
            ("C", sway + 9, -110, 8, -60, 6, 0),
            "Z",
        )
        flat(scene, data, colour, glow=0.3, shade=0.2)
        for _ in range(7):
            scene.circle(
                sway + scene.between(-5, 5), scene.between(-186, -120), 2.2, lighten(scene.tone(colour), 0.5), 0.7
            )


def cardamom(scene: Scene, x: float, y: float, size: float, *, turn: float = 0.0, colour: str = "#6b3a26") -> None:
    """A dried pod of black cardamom, ribbed and brown."""
    with scene.placed(x, y, size / 100, turn=turn):
        data = smooth([(-96, 0), (-66, -42), (0, -56), (66, -44), (100, -4), (66, 42), (0, 56), (-66, 44)], closed=True)
        piece(scene, data, colour, shift=(-7, -9), shade=0.34, height=7)
        for level in (-34, -14, 6, 26):
            scene.curve(
                drawn(("M", -90, level * 0.1), ("Q", 0, level * 1.5, 94, level * 0.1)),
                darken(scene.tone(colour), 0.4),
                4,
                0.6,
            )
            scene.curve(
                drawn(("M", -84, level * 0.1 - 4), ("Q", 0, level * 1.5 - 5, 88, level * 0.1 - 4)),
                lighten(scene.tone(colour), 0.3),
                2.4,
                0.5,
            )
        scene.curve("M96 -2Q114 -4 122 -12", scene.tone("#8a6a48"), 8)


def lemongrass(scene: Scene, x: float, y: float, height: float, *, count: int = 9) -> None:
    """A clump of lemongrass growing from the point."""
    for index in range(count * 2):
        lean = (index - count + 0.5) / count
        tall = height * scene.between(0.82, 1.08)
        tip_x, tip_y = x + lean * height * 0.66, y - tall * (1 - 0.28 * abs(lean))
        bend = x + lean * height * 0.16
        colour = scene.tone(mix("#7fa552", "#c3d48a", scene.random.random()))
        width = height * 0.03
        scene.path(
            drawn(
                ("M", x + lean * height * 0.1 - width, y),
                ("Q", bend, y - tall * 0.7, tip_x, tip_y),
                ("Q", bend + width * 2, y - tall * 0.62, x + lean * height * 0.1 + width, y),
                "Z",
            ),
            colour,
        )
    for index in range(count):
        lean = (index - (count - 1) / 2) / count
        foot = x + lean * height * 0.26
        piece(
            scene,
            drawn(
                ("M", foot - height * 0.028, y + height * 0.02),
                ("L", foot - height * 0.02 + lean * height * 0.07, y - height * 0.3),
                ("H", foot + height * 0.02 + lean * height * 0.07),
                ("L", foot + height * 0.028, y + height * 0.02),
                "Z",
            ),
            mix("#e3e0b0", "#c98aa0", 0.3 if index % 2 else 0.0),
            shift=(-height * 0.006, 0),
            height=2,
        )


def stalks(scene: Scene, x: float, y: float, length: float, degrees: float, *, count: int = 5) -> None:
    """Cut lemongrass stalks lying side by side from the point."""
    for index in range(count):
        with scene.placed(x + index * 5, y + index * length * 0.055, length / 300, turn=degrees + scene.between(-4, 4)):
            piece(
                scene,
                "M0 -15C40 -22 90 -13 300 -6V6C90 12 40 22 0 15Z",
                mix("#e6dfb0", "#8fae5a", 0.15 + 0.1 * (index % 3)),
                shift=(-2, -5),
                height=4,
            )
            scene.ellipse(0, 0, 7, 15, scene.tone("#f6efd0"))
            scene.ring(0, 0, 4, 9, scene.tone("#c9b07f"), 2)


def cabbage(scene: Scene, x: float, y: float, radius: float, colour: str = "#a9c872") -> None:
    """A head of cabbage in its outer leaves."""
    for degrees in (200, 232, 266, 300, 336, 170, 8):
        angle = math.radians(degrees)
        ball(
            scene,
            x + radius * 0.52 * math.cos(angle),
            y + radius * 0.44 * math.sin(angle),
            radius * 0.68,
            mix(colour, "#4f8a45", 0.3 + 0.05 * (degrees % 5)),
            shine=0.0,
            shade=0.2,
        )
    ball(scene, x, y, radius * 0.82, lighten(colour, 0.25), shine=0.0, shade=0.2)
    pale = lighten(scene.tone(colour), 0.7)
    for degrees in (-150, -118, -90, -62, -30):
        angle = math.radians(degrees)
        tip = (x + radius * 0.72 * math.cos(angle), y + radius * 0.2 + radius * 0.86 * math.sin(angle))
        scene.curve(
            drawn(("M", x, y + radius * 0.6), ("Q", x + radius * 0.28 * math.cos(angle), y, tip[0], tip[1])),
            pale,
            radius * 0.05,
            0.75,
        )
        for share in (0.4, 0.65):
            vein_x, vein_y = x + (tip[0] - x) * share, y + radius * 0.6 + (tip[1] - y - radius * 0.6) * share
            for side in (-0.5, 0.5):
                scene.line(
                    [
                        (vein_x, vein_y),
                        (
                            vein_x + radius * 0.17 * math.cos(angle + side),
                            vein_y + radius * 0.17 * math.sin(angle + side),
                        ),
                    ],
                    pale,
                    radius * 0.025,
                    0.6,
                )


def lettuce(scene: Scene, x: float, y: float, height: float, colour: str = "#7fb04a") -> None:
    """A leafy green standing on the point: white stalks, ruffled leaves."""
    for index, lean in enumerate((-46, 46, -26, 26, -10, 10)):
        with scene.placed(x, y, height / 200, turn=lean):
            tone = mix(colour, "#3f7f45", 0.35 - index * 0.06)
            data = smooth(
                [
                    (-10, -50),
                    (-46, -84),
                    (-50, -120),
                    (-62, -152),
                    (-34, -176),
                    (-18, -200),
                    (8, -192),
                    (30, -200),
                    (44, -170),
                    (62, -150),
                    (50, -118),
                    (44, -84),
                    (10, -50),
                ],
                closed=True,
            )
            piece(scene, data, tone, shift=(-6, -6), shade=0.24, height=5)
            scene.path("M-13 0Q-8 -60 -3 -168H3Q8 -60 13 0Q0 8 -13 0Z", scene.tone("#f1f4dc"))
            for level in (-92, -122, -150):
                for side in (-1, 1):
                    scene.line([(0, level + 16), (side * 32, level - 4)], scene.tone("#dfeab8"), 3, 0.7)


def carrot(scene: Scene, x: float, y: float, length: float, degrees: float, colour: str = "#e27a2c") -> None:
    """A carrot from its leafy end at the point."""
    with scene.placed(x, y, length / 240, turn=degrees):
        for turn in (160, 176, 192, 206):
            leaf(scene, 0, 0, 130, turn, "#5f9a48", width=0.13, veins=4, height=4)
        piece(
            scene,
            "M-4 -38C70 -46 150 -22 240 4C150 28 70 46 -4 36Q-20 0 -4 -38Z",
            colour,
            shift=(-4, -9),
            shade=0.28,
            height=7,
        )
        for left in (26, 62, 104, 146):
            scene.curve(
                drawn(("M", left, -34 + left * 0.13), ("q", 5, 9, 3, 18)), darken(scene.tone(colour), 0.3), 4, 0.5
            )


def maize(scene: Scene, x: float, y: float, length: float, degrees: float, colour: str = "#f0bf3f") -> None:
    """An ear of maize from its husk at the point."""
    with scene.placed(x, y, length / 300, turn=degrees):
        data = smooth(
            [(40, -44), (120, -52), (220, -42), (296, -8), (296, 8), (220, 42), (120, 52), (40, 44)], closed=True
        )
        piece(scene, data, darken(colour, 0.18), shift=(-3, -8), height=8)
        with scene.clipped(data):
            for row in range(7):
                for column in range(18):
                    scene.ellipse(
                        44 + column * 15 + (row % 2) * 3,
                        -42 + row * 14,
                        7,
                        6.4,
                        mix(lighten(scene.tone(colour), 0.35), scene.tone(colour), (row + column % 3) / 8),
                    )
        for turn, size in ((-20, 170), (20, 170), (-9, 120), (10, 124)):
            leaf(scene, -14, 0, size, turn, "#9fbf62", width=0.17, veins=4, height=5)


def herb(
    scene: Scene,
    x: float,
    y: float,
    height: float,
    colour: str = "#5f9a48",
    *,
    pairs: int = 5,
    width: float = 0.3,
    lean: float = 0.0,
    flower: str = "",
) -> None:
    """A sprig of paired leaves growing from the point; `flower` tips it with small blossoms."""
    with scene.placed(x, y, height / 300, turn=lean):
        scene.curve("M0 0Q8 -150 0 -290", scene.tone(mix(colour, "#7a6a3a", 0.4)), 8)
        for index in range(pairs):
            level = -40 - index * 230 / pairs
            size = 118 - index * 60 / pairs
            for side in (-1, 1):
                leaf(
                    scene,
                    4,
                    level,
                    size,
                    -90 + side * (58 - index * 4),
                    mix(colour, "#a9cf6a", 0.08 * index),
                    width=width,
                    veins=4,
                    height=5,
                )
        leaf(scene, 0, -276, 56, -90, lighten(colour, 0.2), width=width, veins=3, height=4)
        if flower:
            for _ in range(16):
                dot_x, dot_y = scene.between(-34, 34), -300 - scene.between(-16, 46)
                scene.circle(
                    dot_x, dot_y, scene.between(5, 9), scene.tone(mix(flower, "#ffffff", scene.between(0, 0.4)))
                )


def papaya_flowers(
    scene: Scene, x: float, y: float, length: float, degrees: float, *, count: int = 16, colour: str = "#f6edc9"
) -> None:
    """A panicle of male papaya flowers along a stalk from the point."""
    with scene.placed(x, y, length / 300, turn=degrees):
        scene.curve("M0 0Q140 -18 300 10", scene.tone("#8fa85a"), 7)
        for index in range(count):
            along = 40 + index * 262 / count
            side = -1 if index % 2 else 1
            tip_x, tip_y = along + 24, side * scene.between(26, 62)
            scene.line([(along, 0), (tip_x, tip_y)], scene.tone("#9fb86a"), 4)
            papaya_flower(scene, tip_x, tip_y, 22, colour)


def papaya_flower(scene: Scene, x: float, y: float, radius: float, colour: str = "#f6edc9") -> None:
    """One five-petalled papaya flower."""
    start = scene.between(0, 6.283)
    for petal in range(5):
        leaf(scene, x, y, radius, math.degrees(start) + petal * 72, colour, width=0.27, veins=0, height=1.5)
    scene.circle(x, y, radius * 0.17, scene.tone("#d9a83a"))
