"""Vessels that products come in: bowls, cups, pots, jars, bottles, baskets, trays, sacks and packets.

All stand at the point where they touch the table, which is seen a little from above; none bears lettering.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from portal.media.illustrations.canvas import Scene, drawn, smooth
from portal.media.illustrations.elements.cut import NIGHT, diamonds, disc, glint, piece, shadow
from portal.media.illustrations.palettes import INDIGO, darken, lighten, mix


def bowl(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    colour: str = INDIGO,
    *,
    depth: float = 0.56,
    inside: str = "",
    band: Sequence[str] = ("#f2b134", "#c8352f"),
) -> tuple[float, float, float]:
    """A bowl; returns its mouth: y, half width and half depth, within which the filling is drawn."""
    half, height = width / 2, width * depth
    mouth, tilt = y - height, half * 0.26
    shadow(scene, x, y - 2, half * 0.95)
    foot = half * 0.42
    data = drawn(
        ("M", x - half, mouth),
        ("C", x - half * 0.96, mouth + height * 0.62, x - foot * 1.3, y - height * 0.08, x - foot, y),
        ("Q", x, y + foot * 0.14, x + foot, y),
        ("C", x + foot * 1.3, y - height * 0.08, x + half * 0.96, mouth + height * 0.62, x + half, mouth),
        "Z",
    )
    piece(scene, data, colour, shift=(-half * 0.16, -height * 0.02), height=0)
    if band:
        with scene.clipped(data):
            diamonds(
                scene, x - half * 0.96, x + half * 0.96, mouth + height * 0.34, width * 0.028, band, sag=tilt * 0.7
            )
    scene.ellipse(x, mouth, half, tilt, lighten(scene.tone(colour), 0.28))
    scene.ellipse(x, mouth + 1.5, half * 0.95, tilt * 0.9, darken(scene.tone(inside or colour), 0.3))
    glint(
        scene,
        [
            (x - half * 0.78, mouth + height * 0.28),
            (x - half * 0.66, mouth + height * 0.55),
            (x - half * 0.5, mouth + height * 0.74),
        ],
        width * 0.018,
        0.28,
    )
    return mouth, half * 0.95, tilt * 0.9


def rim(scene: Scene, x: float, mouth: float, half: float, tilt: float, colour: str, width: float) -> None:
    """The near edge of a bowl's mouth, over what is heaped in it."""
    arc = drawn(("M", x - half, mouth), ("A", half, tilt, 0, 0, 0, x + half, mouth))
    scene.curve(arc, lighten(scene.tone(colour), 0.3), width)


def liquor(scene: Scene, x: float, mouth: tuple[float, float, float], colour: str) -> None:
    """Something drinkable in a vessel, `low` of the mouth's depth below its rim."""
    y, half, tilt = mouth
    colour = scene.tone(colour)
    with scene.clipped(disc(x, y + 1.5, half, tilt)):
        scene.ellipse(
            x,
            y + tilt * 0.16 * 2,
            half * 0.97,
            tilt * 0.97,
            scene.gradient([(0, darken(colour, 0.18)), (0.5, colour), (1, lighten(colour, 0.3))], (0, 0), (1, 0.4)),
        )
        scene.ellipse(x - half * 0.22, y + tilt * (0.16 * 2 - 0.1), half * 0.4, tilt * 0.22, lighten(colour, 0.5), 0.55)
        scene.ellipse(x + half * 0.4, y + tilt * (0.16 * 2 + 0.3), half * 0.16, tilt * 0.1, lighten(colour, 0.5), 0.4)


def cup(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    colour: str = "#f4ecdc",
    liquor_colour: str = "#c9a13a",
    *,
    band: Sequence[str] = (),
) -> None:
    """A small handleless tea cup with liquor in it."""
    mouth = bowl(scene, x, y, width, colour, depth=0.62, inside=mix(colour, "#ffffff", 0.4), band=band)
    liquor(scene, x, mouth, liquor_colour)


def steam(scene: Scene, x: float, y: float, height: float) -> None:
    """Two ribbons of steam rising from the point, broad in their middle and fading upwards."""
    for dx, tall, phase in ((-0.13, 0.82, 0.0), (0.13, 1.0, 2.4)):
        left, right = [], []
        for step in range(13):
            share = step / 12
            middle = x + dx * height + height * 0.075 * math.sin(phase + share * 5.2) * (0.4 + share)
            half = height * 0.036 * math.sin(math.pi * (0.06 + 0.94 * share)) ** 0.8
            left.append((middle - half, y - height * tall * share))
            right.append((middle + half, y - height * tall * share))
        fill = scene.gradient([(0, "#ffffff", 0), (0.45, "#ffffff", 0.6), (1, "#ffffff", 0.6)], (0, 0), (0, 1))
        scene.path(smooth([*left, *reversed(right)], closed=True), fill)


def teapot(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    colour: str = "#9a4a32",
    *,
    mirror: bool = False,
    band: Sequence[str] = (),
) -> None:
    """A round teapot with its lid, spout and handle."""
    half = width / 2
    shadow(scene, x, y - 2, half * 1.05)
    with scene.placed(x, y, width / 200, mirror=mirror):
        paint = scene.tone(colour)
        scene.curve("M84 -96C150 -128 156 -30 80 -34", darken(paint, 0.3), 19)
        scene.curve("M82 -99C142 -126 148 -38 78 -40", lighten(paint, 0.12), 8)
        piece(
            scene,
            "M-84 -60C-116 -62 -122 -96 -146 -122L-128 -130C-104 -112 -96 -100 -78 -96Z",
            colour,
            shift=(-4, -5),
            height=0,
        )
        piece(
            scene,
            "M-92 -66C-92 -122 -50 -136 0 -136S92 -122 92 -66C92 -22 56 0 0 0S-92 -22 -92 -66Z",
            colour,
            shift=(-12, -9),
            height=0,
        )
        if band:
            diamonds(scene, -86, 86, -70, 9, band, sag=9)
        scene.path("M-50 -128Q0 -112 50 -128", "none")
        piece(
            scene,
            "M-54 -128C-46 -158 46 -158 54 -128Q0 -112 -54 -128Z",
            mix(colour, "#ffffff", 0.06),
            shift=(-6, -5),
            height=3,
        )
        piece(scene, disc(0, -160, 13, 12), colour, shift=(-3, -3), height=0)
        glint(scene, [(-66, -92), (-72, -66), (-62, -36)], 8, 0.32)


def jar(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    filling: str,
    *,
    height: float = 1.25,
    level: float = 0.9,
) -> tuple[float, float, float, float]:
    """A glass jar with a lid; returns left, top, width and height of its filling, to draw things into."""
    half, tall = width / 2, width * height
    shadow(scene, x, y - 2, half * 1.05)
    top = y - tall
    shoulder = width * 0.17
    data = drawn(
        ("M", x - half * 0.78, top),
        ("H", x + half * 0.78),
        ("Q", x + half, top + shoulder * 0.5, x + half, top + shoulder * 1.5),
        ("V", y - half * 0.22),
        ("Q", x + half, y, x + half * 0.72, y),
        ("H", x - half * 0.72),
        ("Q", x - half, y, x - half, y - half * 0.22),
        ("V", top + shoulder * 1.5),
        ("Q", x - half, top + shoulder * 0.5, x - half * 0.78, top),
        "Z",
    )
    scene.path(data, "#f3f7f0", 0.5)
    fill_top = y - tall * level
    paint = scene.tone(filling)
    with scene.clipped(data):
        inset = width * 0.035
        body = drawn(
            ("M", x - half + inset, fill_top), ("H", x + half - inset), ("V", y - inset), ("H", x - half + inset), "Z"
        )
        scene.path(
            body, scene.gradient([(0, lighten(paint, 0.3)), (0.45, paint), (1, darken(paint, 0.35))], (0, 0), (1, 0.25))
        )
        scene.ellipse(x, fill_top, half - inset, half * 0.1, lighten(paint, 0.35))
    return x - half, fill_top, width, y - fill_top


def jar_front(
    scene: Scene, x: float, y: float, width: float, *, height: float = 1.25, lid: str = INDIGO, cloth: bool = False
) -> None:
    """Glass, glints and lid of a jar, over what was drawn into it."""
    half, tall = width / 2, width * height
    top = y - tall
    glint(
        scene,
        [(x - half * 0.8, top + tall * 0.26), (x - half * 0.84, top + tall * 0.5), (x - half * 0.8, top + tall * 0.84)],
        width * 0.045,
        0.5,
    )
    glint(scene, [(x + half * 0.86, top + tall * 0.4), (x + half * 0.87, top + tall * 0.8)], width * 0.018, 0.35)
    if cloth:
        data = drawn(
            ("M", x - half * 0.98, top + width * 0.2),
            ("Q", x - half * 0.8, top + width * 0.02, x - half * 0.74, top - width * 0.14),
            ("Q", x, top - width * 0.24, x + half * 0.74, top - width * 0.14),
            ("Q", x + half * 0.8, top + width * 0.02, x + half * 0.98, top + width * 0.2),
            ("Q", x + half * 0.5, top + width * 0.1, x, top + width * 0.16),
            ("T", x - half * 0.98, top + width * 0.2),
            "Z",
        )
        piece(scene, data, lid, shift=(-width * 0.04, -width * 0.03), height=5)
        scene.curve(
            drawn(("M", x - half * 0.8, top), ("Q", x, top + width * 0.09, x + half * 0.8, top)),
            scene.tone("#e8c983"),
            width * 0.026,
        )
    else:
        data = drawn(
            ("M", x - half * 0.86, top + 4),
            ("V", top - width * 0.19),
            ("Q", x, top - width * 0.25, x + half * 0.86, top - width * 0.19),
            ("V", top + 4),
            ("Q", x, top + width * 0.05, x - half * 0.86, top + 4),
            "Z",
        )
        piece(scene, data, lid, shift=(-width * 0.05, -width * 0.02), height=4)
        paint = scene.tone(lid)
        for index in range(9):
            share = -0.78 + index * 0.195
            scene.line(
                [(x + half * share, top - width * 0.14), (x + half * share, top - width * 0.02)],
                lighten(paint, 0.3),
                width * 0.012,
                0.4,
            )


def bottle(
    scene: Scene,
    x: float,
    y: float,
    height: float,
    colour: str,
    *,
    slim: float = 0.3,
    cork: str = "#c9a06a",
    filled: float = 0.72,
    liquid: str = "",
    band: Sequence[str] = ("#a3242b", "#f2b134"),
) -> None:
    """A glass bottle with a plain paper band; `slim` is its width as a share of its height."""
    half = height * slim / 2
    neck = half * 0.36
    top, shoulder = y - height, y - height * 0.62
    shadow(scene, x, y - 2, half * 1.15)
    data = drawn(
        ("M", x - neck, top),
        ("H", x + neck),
        ("V", shoulder - half * 0.9),
        ("C", x + neck, shoulder - half * 0.2, x + half, shoulder - half * 0.3, x + half, shoulder + half * 0.5),
        ("V", y - half * 0.2),
        ("Q", x + half, y, x + half * 0.76, y),
        ("H", x - half * 0.76),
        ("Q", x - half, y, x - half, y - half * 0.2),
        ("V", shoulder + half * 0.5),
        ("C", x - half, shoulder - half * 0.3, x - neck, shoulder - half * 0.2, x - neck, shoulder - half * 0.9),
        "Z",
    )
    glass = scene.tone(colour)
    if liquid:
        scene.path(data, mix(glass, "#ffffff", 0.55), 0.6)
        paint = scene.tone(liquid)
        with scene.clipped(data):
            level = y - height * filled
            scene.rect(
                x - half,
                level,
                half * 2,
                y - level,
                scene.gradient([(0, lighten(paint, 0.35)), (0.45, paint), (1, darken(paint, 0.4))], (0, 0), (1, 0)),
            )
            scene.ellipse(x, level, neck if level < shoulder - half * 0.5 else half, half * 0.08, lighten(paint, 0.4))
    else:
        piece(scene, data, colour, shift=(-half * 0.22, -4), height=0)
    if "#fbf3e2":
        paper = scene.tone("#fbf3e2")
        low, high = y - height * 0.14, y - height * 0.46
        scene.path(
            drawn(
                ("M", x - half, high),
                ("Q", x, high + half * 0.18, x + half, high),
                ("V", low),
                ("Q", x, low + half * 0.18, x - half, low),
                "Z",
            ),
            scene.gradient([(0, paper), (0.5, lighten(paper, 0.3)), (1, darken(paper, 0.22))], (0, 0), (1, 0)),
        )
        diamonds(scene, x - half * 0.92, x + half * 0.92, (low + high) / 2, half * 0.24, band, sag=half * 0.14)
        for level in (high + half * 0.2, low - half * 0.14):
            scene.curve(
                drawn(("M", x - half * 0.96, level), ("Q", x, level + half * 0.17, x + half * 0.96, level)),
                scene.tone(band[0]),
                half * 0.07,
            )
    glint(
        scene,
        [
            (x - half * 0.72, shoulder + half * 0.7),
            (x - half * 0.76, y - height * 0.3),
            (x - half * 0.72, y - height * 0.06),
        ],
        half * 0.13,
        0.42,
    )
    glint(scene, [(x - neck * 0.5, top + height * 0.06), (x - neck * 0.5, shoulder - half * 0.9)], neck * 0.24, 0.4)
    stop = drawn(
        ("M", x - neck * 1.25, top + half * 0.16),
        ("V", top - half * 0.42),
        ("H", x + neck * 1.25),
        ("V", top + half * 0.16),
        "Z",
    )
    piece(scene, stop, cork, shift=(-neck * 0.4, -2), height=3)


def urn(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    colour: str = "#7a4630",
    *,
    height: float = 1.15,
    cover: str = "#b23a34",
    band: Sequence[str] = (),
) -> None:
    """A stoneware jar for spirits, its mouth tied with cloth."""
    half, tall = width / 2, width * height
    shadow(scene, x, y - 2, half * 0.95)
    top = y - tall
    data = (
        smooth(
            [
                (x - half * 0.5, top),
                (x - half * 0.78, top + tall * 0.14),
                (x - half, top + tall * 0.4),
                (x - half * 0.84, top + tall * 0.78),
                (x - half * 0.56, y),
                (x, y + half * 0.07),
                (x + half * 0.56, y),
                (x + half * 0.84, top + tall * 0.78),
                (x + half, top + tall * 0.4),
                (x + half * 0.78, top + tall * 0.14),
                (x + half * 0.5, top),
            ]
        )
        + "Z"
    )
    piece(scene, data, colour, shift=(-half * 0.2, -tall * 0.03), height=0)
    paint = scene.tone(colour)
    with scene.clipped(data):
        for share in (0.2, 0.26):
            scene.curve(
                drawn(
                    ("M", x - half, top + tall * share),
                    ("Q", x, top + tall * (share + 0.1), x + half, top + tall * share),
                ),
                darken(paint, 0.35),
                width * 0.012,
                0.7,
            )
        if band:
            diamonds(scene, x - half, x + half, top + tall * 0.44, width * 0.04, band, sag=tall * 0.08)
    glint(
        scene,
        [(x - half * 0.7, top + tall * 0.3), (x - half * 0.76, top + tall * 0.5), (x - half * 0.62, top + tall * 0.76)],
        width * 0.028,
        0.28,
    )
    cloth = drawn(
        ("M", x - half * 0.8, top + width * 0.19),
        ("Q", x - half * 0.56, top, x - half * 0.5, top - width * 0.1),
        ("Q", x, top - width * 0.22, x + half * 0.5, top - width * 0.1),
        ("Q", x + half * 0.56, top, x + half * 0.8, top + width * 0.19),
        ("Q", x + half * 0.4, top + width * 0.1, x, top + width * 0.17),
        ("T", x - half * 0.8, top + width * 0.19),
        "Z",
    )
    piece(scene, cloth, cover, shift=(-width * 0.04, -width * 0.03), height=5)
    scene.curve(
        drawn(
            ("M", x - half * 0.54, top + width * 0.01),
            ("Q", x, top + width * 0.09, x + half * 0.54, top + width * 0.01),
        ),
        scene.tone("#e8c983"),
        width * 0.03,
    )


def basket(scene: Scene, x: float, y: float, width: float, *, depth: float = 0.42) -> tuple[float, float, float]:
    """A woven basket without its front rim; returns its mouth. Draw the filling, then `basket_front`."""
    half, height = width / 2, width * depth
    mouth, tilt = y - height, half * 0.2
    shadow(scene, x, y - 2, half * 0.95)
    paint = scene.tone("#b98a4e")
    scene.ellipse(x, mouth, half, tilt, darken(paint, 0.4))
    return mouth, half, tilt


def basket_front(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    *,
    depth: float = 0.42,
    colour: str = "#b98a4e",
    rows: int = 5,
    splay: float = 0.74,
) -> None:
    """The woven front of a basket, over its filling."""
    half, height = width / 2, width * depth
    mouth, tilt = y - height, half * 0.2
    paint = scene.tone(colour)
    low = half * splay
    data = drawn(
        ("M", x - half, mouth),
        ("Q", x, mouth + tilt * 2, x + half, mouth),
        ("Q", x + half * 0.98, mouth + height * 0.5, x + low, y - tilt * 0.4),
        ("Q", x, y + tilt * 0.7, x - low, y - tilt * 0.4),
        ("Q", x - half * 0.98, mouth + height * 0.5, x - half, mouth),
        "Z",
    )
    scene.path(
        data, scene.gradient([(0, lighten(paint, 0.16)), (0.5, paint), (1, darken(paint, 0.4))], (0, 0), (1, 0.2))
    )
    columns = max(8, int(width / 26))
    with scene.clipped(data):
        for row in range(rows + 1):
            share = row / rows
            across = half + (low - half) * share
            level = mouth + height * share
            for column in range(columns):
                if (row + column) % 2:
                    continue
                left, right = (x - across + 2 * across * (column + step) / columns for step in (0.06, 0.94))
                sag_left, sag_right = (tilt * (1 - ((edge - x) / across) ** 2) for edge in (left, right))
                thick = height / rows * 0.84
                scene.polygon(
                    [
                        (left, level + sag_left),
                        (right, level + sag_right),
                        (right, level + sag_right + thick),
                        (left, level + sag_left + thick),
                    ],
                    lighten(paint, 0.34),
                    0.75,
                )
                scene.line(
                    [(left, level + sag_left + thick), (right, level + sag_right + thick)], darken(paint, 0.5), 2, 0.4
                )
        scene.path(data, scene.gradient([(0, NIGHT, 0), (0.55, NIGHT, 0), (1, NIGHT, 0.3)], (0, 0), (1, 0.1)))
    rim = drawn(("M", x - half, mouth), ("Q", x, mouth + tilt * 2, x + half, mouth))
    scene.curve(rim, darken(paint, 0.35), width * 0.04)
    with scene.placed(0, -width * 0.008):
        scene.curve(rim, lighten(paint, 0.25), width * 0.024)


def tray(
    scene: Scene, x: float, y: float, width: float, *, tilt: float = 0.34, colour: str = "#d2a868"
) -> tuple[float, float, float]:
    """A round winnowing tray of woven bamboo lying on the table; returns its inner y, half width and half depth."""
    half = width / 2
    down = half * tilt
    paint = scene.tone(colour)
    shadow(scene, x, y + down * 0.3, half * 1.02, down * 1.02)
    scene.ellipse(x, y + width * 0.022, half, down, darken(paint, 0.4))
    scene.ellipse(
        x, y, half, down, scene.gradient([(0, lighten(paint, 0.35)), (1, darken(paint, 0.12))], (0, 0), (1, 1))
    )
    inner, low = half * 0.92, down * 0.9
    scene.ellipse(
        x, y + 2, inner, low, scene.gradient([(0, darken(paint, 0.22)), (1, lighten(paint, 0.2))], (0, 0), (1, 1))
    )
    with scene.clipped(disc(x, y + 2, inner, low)):
        for index in range(-12, 13):
            scene.line(
                [(x + index * width * 0.05 - down, y - down), (x + index * width * 0.05 + down, y + down)],
                darken(paint, 0.3),
                2.4,
                0.32,
            )
            scene.line(
                [(x + index * width * 0.05 + down, y - down), (x + index * width * 0.05 - down, y + down)],
                lighten(paint, 0.4),
                2.4,
                0.4,
            )
    return y + 2, inner, low


def plate(
    scene: Scene, x: float, y: float, width: float, colour: str = "#f6f0e2", *, rim: str = INDIGO, tilt: float = 0.34
) -> tuple[float, float, float]:
    """A glazed plate; returns its well: y, half width and half depth."""
    half = width / 2
    down = half * tilt
    shadow(scene, x, y + down * 0.34, half * 0.98, down)
    paint = scene.tone(colour)
    scene.ellipse(x, y + width * 0.018, half * 0.985, down, darken(paint, 0.35))
    scene.ellipse(
        x, y, half, down, scene.gradient([(0, lighten(paint, 0.5)), (1, darken(paint, 0.12))], (0, 0), (1, 1))
    )
    scene.ring(x, y, half * 0.955, down * 0.95, scene.tone(rim), width * 0.012)
    scene.ellipse(
        x,
        y + down * 0.04,
        half * 0.74,
        down * 0.72,
        scene.gradient([(0, darken(paint, 0.13)), (1, lighten(paint, 0.4))], (0, 0), (0.7, 1)),
    )
    return y + down * 0.04, half * 0.7, down * 0.66


def sack(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    *,
    height: float = 1.05,
    colour: str = "#cdb083",
    filling: str = "#f6eed8",
    band: Sequence[str] = ("#a3242b", "#2b6339"),
) -> tuple[float, float, float]:
    """An open cloth sack, its rim rolled down, filled to the brim; returns its mouth."""
    half, tall = width / 2, width * height
    shadow(scene, x, y - 2, half * 1.05)
    mouth, tilt = y - tall, half * 0.22
    data = (
        smooth(
            [
                (x - half * 0.86, mouth),
                (x - half * 0.98, mouth + tall * 0.4),
                (x - half * 1.04, y - tall * 0.2),
                (x - half * 0.86, y),
                (x, y + half * 0.09),
                (x + half * 0.86, y),
                (x + half * 1.04, y - tall * 0.2),
                (x + half * 0.98, mouth + tall * 0.4),
                (x + half * 0.86, mouth),
            ]
        )
        + "Z"
    )
    piece(scene, data, colour, shift=(-half * 0.14, -6), height=0)
    paint = scene.tone(colour)
    with scene.clipped(data):
        for start, lean in ((-0.5, -0.1), (-0.1, 0.03), (0.38, 0.12)):
            scene.curve(
                drawn(
                    ("M", x + half * start, mouth + tall * 0.25),
                    ("q", half * lean, tall * 0.3, half * lean * 0.4, tall * 0.56),
                ),
                darken(paint, 0.3),
                4,
                0.35,
            )
        if band:
            diamonds(scene, x - half * 1.02, x + half * 1.02, y - tall * 0.4, width * 0.05, band, sag=tilt * 0.6)
            for level in (0.49, 0.31):
                scene.curve(
                    drawn(
                        ("M", x - half * 1.1, y - tall * level),
                        ("Q", x, y - tall * level + tilt * 1.2, x + half * 1.1, y - tall * level),
                    ),
                    scene.tone(band[0]),
                    width * 0.014,
                    0.9,
                )
    scene.ellipse(x, mouth, half * 0.9, tilt, darken(paint, 0.4))
    fill = scene.tone(filling)
    scene.path(
        drawn(
            ("M", x - half * 0.84, mouth),
            ("Q", x - half * 0.3, mouth - tilt * 1.8, x, mouth - tilt * 1.75),
            ("T", x + half * 0.84, mouth),
            ("Q", x, mouth + tilt * 1.7, x - half * 0.84, mouth),
            "Z",
        ),
        scene.gradient([(0, lighten(fill, 0.3)), (1, darken(fill, 0.2))]),
    )
    return mouth, half * 0.84, tilt


def sack_rim(scene: Scene, x: float, y: float, width: float, *, height: float = 1.05, colour: str = "#cdb083") -> None:
    """The rolled rim of a sack, over its filling."""
    half, tall = width / 2, width * height
    mouth, tilt = y - tall, half * 0.22
    paint = scene.tone(colour)
    rim = drawn(("M", x - half * 0.88, mouth - 2), ("Q", x, mouth + tilt * 2, x + half * 0.88, mouth - 2))
    scene.curve(rim, darken(paint, 0.3), width * 0.1)
    with scene.placed(-width * 0.006, -width * 0.014):
        scene.curve(rim, lighten(paint, 0.24), width * 0.068)


def packet(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    colour: str,
    *,
    height: float = 1.45,
    band: str = "#fbf3e2",
    pattern: Sequence[str] = ("#a3242b", "#f2b134"),
) -> None:
    """A standing paper packet, folded at the top, with a woven band instead of a label."""
    shadow(scene, x, y - 2, width * 0.56)
    with scene.placed(x, y, width / 200, turn=0.0):
        tall = 200 * height
        piece(
            scene,
            drawn(("M", -100, -6), ("L", -92, -tall), ("H", 92), ("L", 100, -6), ("Q", 0, 6, -100, -6), "Z"),
            colour,
            shift=(-13, -4),
            height=0,
        )
        paint = scene.tone(colour)
        scene.path(drawn(("M", -92, -tall), ("H", 92), ("L", 93, -tall + 34), ("H", -93), "Z"), darken(paint, 0.18))
        scene.line([(-92, -tall + 34), (92, -tall + 34)], lighten(paint, 0.5), 3, 0.6)
        scene.path("M92 -6L86 -200Q74 -110 92 -6Z", NIGHT, 0.12)
        strip = scene.tone(band)
        scene.path(
            drawn(("M", -97, -tall * 0.62), ("H", 97), ("L", 98, -tall * 0.26), ("H", -98), "Z"),
            scene.gradient([(0, lighten(strip, 0.3)), (1, darken(strip, 0.12))], (0, 0), (1, 0)),
        )
        diamonds(scene, -94, 94, -tall * 0.44, 20, pattern)
        diamonds(scene, -94, 94, -tall * 0.44, 8, (darken(strip, 0.1),))
        for level in (0.6, 0.28):
            scene.line([(-96, -tall * level), (96, -tall * level)], scene.tone(pattern[0]), 5)


def tin(
    scene: Scene,
    x: float,
    y: float,
    width: float,
    colour: str,
    *,
    height: float = 1.2,
    lid: str = "",
    pattern: Sequence[str] = ("#f2b134", "#fbf3e2"),
) -> None:
    """A round tin with a lid and a woven band."""
    half, tall = width / 2, width * height
    tilt = half * 0.2
    shadow(scene, x, y, half * 1.08)
    top = y - tall
    data = drawn(
        ("M", x - half, top),
        ("V", y - tilt * 0.5),
        ("A", half, tilt, 0, 0, 0, x + half, y - tilt * 0.5),
        ("V", top),
        "Z",
    )
    paint = scene.tone(colour)
    scene.path(
        data,
        scene.gradient(
            [(0, darken(paint, 0.12)), (0.22, lighten(paint, 0.35)), (0.5, paint), (1, darken(paint, 0.4))],
            (0, 0),
            (1, 0),
        ),
    )
    diamonds(scene, x - half * 0.97, x + half * 0.97, y - tall * 0.5, width * 0.06, pattern, sag=tilt * 0.8)
    for share in (0.3, 0.66):
        level = y - tall * share
        scene.curve(
            drawn(("M", x - half, level), ("Q", x, level + tilt * 1.9, x + half, level)),
            scene.tone(pattern[0]),
            width * 0.02,
            0.9,
        )
    cover = scene.tone(lid or mix(colour, "#f2d28a", 0.5))
    rise = width * 0.16
    scene.path(
        drawn(
            ("M", x - half * 1.04, top - rise),
            ("V", top),
            ("A", half * 1.04, tilt, 0, 0, 0, x + half * 1.04, top),
            ("V", top - rise),
            "Z",
        ),
        scene.gradient(
            [(0, darken(cover, 0.1)), (0.25, lighten(cover, 0.4)), (1, darken(cover, 0.35))], (0, 0), (1, 0)
        ),
    )
    scene.ellipse(x, top - rise, half * 1.04, tilt, lighten(cover, 0.3))
    scene.ellipse(
        x,
        top - rise + 1,
        half * 0.9,
        tilt * 0.82,
        scene.gradient([(0, cover), (1, lighten(cover, 0.35))], (0, 0), (1, 1)),
    )
