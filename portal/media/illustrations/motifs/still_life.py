"""The stage of a product: the land it comes from, softened; the table, mat or cloth it lies on; and what frames it.

A subject (see `goods`) draws the things themselves around the middle of the sheet, so that a square cut out of the
middle still shows them whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from portal.media.illustrations.canvas import HEIGHT, WIDTH, Scene, drawn, outline, smooth
from portal.media.illustrations.elements.cut import NIGHT, diamonds, leaf
from portal.media.illustrations.elements.houses import mong_house, stilt_house
from portal.media.illustrations.elements.land import (
    backdrop,
    cloud_bank,
    contour_hill,
    hill,
    karst_tower,
    meadow,
)
from portal.media.illustrations.elements.plants import (
    bamboo,
    banana,
    blossom_tree,
    canopy,
    fruit_tree,
    pine,
    tree,
)
from portal.media.illustrations.elements.sky import birds, mist
from portal.media.illustrations.elements.water import lake
from portal.media.illustrations.motifs.terraces import RIPE
from portal.media.illustrations.palettes import (
    INDIGO,
    MADDER,
    MARIGOLD,
    PLUM_WHITE,
    darken,
    lighten,
    mix,
)

LEVEL = 690.0
"""Where the far edge of the table runs unless a picture says otherwise, in picture units."""
CLOTH = ("#f2b134", "#c8352f", "#fbf3e2", "#2f7a5a")


# -- the land behind ----------------------------------------------------------------------------------------------


def _greens(scene: Scene, nearness: float) -> tuple[str, str]:
    leaf_colour = scene.hour.leaf
    return (
        scene.faded(mix(leaf_colour, "#dfe08c", 0.5), 0.4 * (1 - nearness)),
        scene.faded(mix(leaf_colour, "#10302c", 0.15), 0.4 * (1 - nearness)),
    )


def ridges(scene: Scene, style: str) -> None:
    """Bare ridges over two rolling slopes with a few trees."""
    backdrop(scene, style, horizon=520, clouds=1)
    light, dark = _greens(scene, 0.2)
    ground = hill(scene, 590, 60, 520, light, dark)
    for _ in range(7):
        x = scene.between(0, WIDTH)
        tree(scene, x, ground(x) + 14, scene.between(46, 78))
    light, dark = _greens(scene, 0.7)
    hill(scene, 680, 50, 460, light, dark, offset=320)


def tea_land(scene: Scene, style: str) -> None:
    """Combed tea domes under mountains."""
    backdrop(scene, style, horizon=480)
    domes = (
        (210, 590, 400, 130),
        (1330, 580, 460, 150),
        (760, 600, 470, 110),
        (420, 720, 460, 150),
        (1180, 730, 500, 170),
        (60, 920, 480, 190),
        (1530, 930, 500, 200),
        (780, 980, 620, 190),
    )
    for index, (x, y, half, height) in enumerate(domes):
        near = index / 7
        light, dark = mix("#cfdc84", "#a8cf4e", near), mix("#6fa06a", "#1f5d34", near)
        contour_hill(
            scene, x + scene.between(-60, 60), y, half, height, 8 + index, scene.tone(light), scene.tone(dark), tilt=0.3
        )
        if index == 1:
            for offset in (-60, -16, 30):
                tree(scene, x + offset, y - height * 1.08, 88)
        if index == 2:
            mist(scene, 520, 130, 0.4)


def fields(scene: Scene, style: str) -> None:
    """A plain of ripe rice strips to the foot of the mountains."""
    backdrop(scene, style, horizon=540)
    _strips(scene, 520, (*RIPE, "#9fb54e", "#b9c257"))
    for index in range(60):
        x = index * 27 + scene.between(-12, 12)
        scene.circle(
            x, 520 + scene.between(-6, 4), scene.between(6, 14), scene.faded("#5d8a5c", scene.between(0.1, 0.35))
        )
    for x, size in ((180, 0.9), (320, 0.8), (1290, 0.9), (1430, 0.8)):
        stilt_house(scene, x + scene.between(-40, 40), 556, size, distance=0.12)


def green_fields(scene: Scene, style: str) -> None:
    """A plain of young rice and vegetable strips."""
    backdrop(scene, style, horizon=540)
    _strips(scene, 520, ("#8fb64e", "#6fa04a", "#a9c45c", "#5f9148", "#c2d27a"))
    for index in range(12):
        tree(scene, index * 140 + scene.between(-40, 40), 540, scene.between(50, 90))


def _strips(scene: Scene, top: float, colours: tuple[str, ...]) -> None:
    level = top
    depth = 12.0
    wave = scene.noise(3, 0.4)
    row = 0
    while level < HEIGHT:
        edge = [(float(x), level + (wave(x / 700 + row * 0.3) - 0.5) * depth * 1.2) for x in range(-20, WIDTH + 41, 40)]
        colour = scene.faded(colours[(row * 3 + 1) % len(colours)], max(0.0, 0.42 - row * 0.06))
        fill = scene.gradient([(0, lighten(colour, 0.3)), (1, colour)])
        scene.polygon([*edge, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], fill)
        scene.line(edge, darken(colour, 0.25), 1.5 + row * 0.5, 0.6)
        level += depth
        depth *= 1.28
        row += 1


def terrace_land(scene: Scene, style: str) -> None:
    """Terraces on a flank across a valley."""
    backdrop(scene, style, horizon=450)
    wave = scene.noise(4, 0.5)
    for step in range(13):
        share = step / 12
        level = 470 + 300 * share**1.2
        edge = []
        for x in range(-20, WIDTH + 21, 20):
            across = x / WIDTH
            edge.append((float(x), level + (wave(across * 5 + step * 0.15) - 0.5) * (60 + 80 * share) + 70 * across))
        colour = scene.faded(scene.pick(RIPE), 0.34 * (1 - share))
        scene.polygon(
            [*edge, (WIDTH + 20, HEIGHT), (-20, HEIGHT)],
            scene.gradient([(0, lighten(colour, 0.3)), (0.1, colour), (1, colour)]),
        )
        scene.line([(x, y + 3) for x, y in edge], scene.faded("#6d7b39", 0.2), 3 + 4 * share, 0.8)
        scene.line(edge, lighten(colour, 0.6), 2, 0.7)
    for x in (300, 380, 1260):
        tree(scene, x, 540, scene.between(70, 96))
    mong_house(scene, 1120, 545, 0.9, distance=0.1)


def lake_land(scene: Scene, style: str) -> None:
    """A reservoir with wooded islets."""
    start = scene.mark()
    backdrop(scene, style, horizon=470)
    lake(scene, 500, reflection=start, ripples=90)
    for x, y, size in ((260, 540, 1.0), (1210, 530, 1.2), (800, 515, 0.7), (1480, 590, 1.3)):
        with scene.placed(x + scene.between(-60, 60), y, size):
            scene.path("M-150 6Q-90 -34 -20 -44T150 6Q0 22 -150 6Z", scene.tone(darken(scene.hour.leaf, 0.12)))
            for bump in range(9):
                canopy(
                    scene, -100 + bump * 25, -14 - 16 * math.sin(bump / 8 * math.pi), 26, scene.tone(scene.hour.leaf), 6
                )
            scene.line([(-152, 8), (152, 8)], lighten(scene.hour.mist, 0.4), 3, 0.6)


def cloud_land(scene: Scene, style: str) -> None:
    """Ridges standing out of a sea of cloud."""
    backdrop(scene, style, horizon=500, height=1.15)
    hour = scene.hour
    top = mix(hour.mist, "#ffffff", 0.35)
    cloud_bank(scene, 520, 90, 150, top, mix(hour.foot, hour.mist, 0.5), 0.95)
    cloud_bank(scene, 610, 100, 190, top, mix(hour.foot, hour.mist, 0.4), 0.95)
    light, dark = _greens(scene, 0.6)
    crest = smooth([(-40, 560), (160, 590), (330, 660), (520, 760), (640, 1020)])
    scene.sheet(crest + "H-40Z", scene.gradient([(0, light), (1, dark)]))
    for x, y in ((70, 580), (180, 606), (280, 650)):
        tree(scene, x, y, scene.between(90, 130))
    cloud_bank(scene, 720, 80, 210, top, hour.mist, 0.9)


def orchard_land(scene: Scene, style: str, *, fruit: str = "", bloom: str = "") -> None:
    """Rows of fruit trees over a slope, in fruit or in bloom."""
    backdrop(scene, style, horizon=490, clouds=1)
    for row in range(3):
        light, dark = _greens(scene, 0.3 + row * 0.3)
        level = 560 + row * 70
        ground = hill(scene, level, 40, 520, light, dark, offset=row * 300.0)
        count = 9 - row * 2
        for index in range(count):
            x = (index + 0.5 + scene.between(-0.2, 0.2)) * WIDTH / count
            size = (90 + 46 * row) * scene.between(0.9, 1.1)
            if bloom:
                blossom_tree(scene, x, ground(x) + 16, size, bloom, "#e7a7be", 22)
            elif fruit:
                fruit_tree(scene, x, ground(x) + 16, size, fruit, 14)
            else:
                tree(scene, x, ground(x) + 16, size)


def blossom_land(scene: Scene, style: str) -> None:
    """An orchard in white bloom."""
    orchard_land(scene, style, bloom=PLUM_WHITE)


def plum_land(scene: Scene, style: str) -> None:
    """Plum trees in fruit."""
    orchard_land(scene, style, fruit="#a3244e")


def golden_land(scene: Scene, style: str) -> None:
    """Trees with yellow fruit: longan, mango, apricot."""
    orchard_land(scene, style, fruit="#e6b23a")


def coffee_land(scene: Scene, style: str) -> None:
    """Rows of coffee bushes with red cherries."""
    backdrop(scene, style, horizon=480)
    for row in range(6):
        level = 530 + row * 34 + row * row * 3
        light, dark = _greens(scene, 0.15 + row * 0.15)
        ground = hill(
            scene, level, 44, 620, mix(light, "#c9a877", 0.3), mix(dark, "#7a5a3a", 0.3), offset=row * 170.0, slope=30
        )
        size = 24 + row * 7
        for index in range(int(WIDTH / size * 0.62)):
            x = index * size * 1.64 + scene.between(-6, 6)
            colour = scene.faded(mix("#2f6a3f", scene.hour.leaf, 0.4), 0.34 - row * 0.06)
            canopy(scene, x, ground(x) + 4, size, colour, 6)
            if row > 1:
                for _ in range(3):
                    scene.circle(
                        x + scene.between(-size, size) * 0.6,
                        ground(x) - scene.between(-4, size * 0.5),
                        2 + row * 0.5,
                        scene.tone("#b92a22"),
                    )


def karst_land(scene: Scene, style: str) -> None:
    """Limestone towers over a green valley floor."""
    x: float
    backdrop(scene, "karst", horizon=510)
    light, dark = _greens(scene, 0.4)
    for x, width, height in ((120, 300, 300), (1400, 340, 340)):
        karst_tower(
            scene,
            x + scene.between(-50, 50),
            620,
            width,
            height,
            scene.faded("#7d8a86", 0.2),
            scene.faded("#8fa07a", 0.3),
        )
    ground = hill(scene, 610, 30, 520, light, dark)
    for index in range(9):
        x = index * 190 + scene.between(-50, 50)
        tree(scene, x, ground(x) + 12, scene.between(50, 90))


def pine_land(scene: Scene, style: str) -> None:
    """Pines on cool slopes."""
    backdrop(scene, style, horizon=490)
    for row in range(3):
        light, dark = _greens(scene, 0.3 + row * 0.3)
        ground = hill(scene, 560 + row * 60, 50, 520, light, dark, offset=row * 260.0)
        for _ in range(12 - row * 3):
            x = scene.between(0, WIDTH)
            pine(scene, x, ground(x) + 12, scene.between(110, 150) + row * 50)


def village_land(scene: Scene, style: str) -> None:
    """Stilt houses among bamboo and banana."""
    backdrop(scene, style, horizon=470)
    light, dark = _greens(scene, 0.4)
    ground = hill(scene, 580, 40, 560, light, dark)
    for x in (100, 470, 1130, 1500):
        bamboo(scene, x + scene.between(-40, 40), ground(x) + 10, scene.between(170, 230))
    for x, size in ((250, 1.5), (620, 1.1), (980, 1.15), (1360, 1.55)):
        stilt_house(scene, x, ground(x) + 60, size, distance=0.08)
    for x in (390, 1240):
        banana(scene, x, ground(x) + 70, 140)
    meadow(scene, 690, 30, 520, offset=200)


def mong_land(scene: Scene, style: str) -> None:
    """A hamlet of low houses under a high massif."""
    backdrop(scene, style, horizon=500, height=1.2)
    light, dark = _greens(scene, 0.4)
    ground = hill(scene, 590, 60, 480, light, dark)
    for x, size in ((200, 1.2), (430, 0.9), (1160, 1.0), (1390, 1.3)):
        mong_house(scene, x, ground(x) + 26, size, distance=0.1)
    for x in (90, 560, 1040, 1520):
        tree(scene, x, ground(x) + 20, scene.between(90, 130))
    meadow(scene, 690, 30, 520, offset=200)


def kitchen(scene: Scene, style: str) -> None:
    """The hearth room of a stilt house: dark plank walls, a small window, light from below."""
    wall = scene.tone(mix("#5a3a28", NIGHT, 0.3))
    scene.rect(0, 0, WIDTH, HEIGHT, scene.gradient([(0, darken(wall, 0.45)), (1, lighten(wall, 0.06))]))
    for index in range(17):
        x = index * 98 + scene.between(-8, 8)
        scene.line([(x, 0), (x, HEIGHT)], darken(wall, 0.5), 5, 0.7)
        scene.line([(x + 6, 0), (x + 6, HEIGHT)], lighten(wall, 0.25), 2, 0.35)
    left = 180 if scene.random.random() < 0.5 else 1130
    hour = scene.hour
    scene.rect(left - 16, 134, 322, 272, scene.tone("#7d5233"))
    scene.rect(left, 150, 290, 240, scene.gradient(hour.sky))
    with scene.clipped(drawn(("M", left, 150), ("h", 290), ("v", 240), ("h", -290), "Z")):
        for index, colour in enumerate((hour.far, mix(hour.far, hour.near, 0.5), hour.near)):
            crest = [
                (float(left - 10 + step * 20), 300 + index * 34 - 60 * scene.random.random()) for step in range(17)
            ]
            scene.path(smooth(crest) + f"V400H{left - 10}Z", colour)
    for x in (left + 92, left + 190):
        scene.rect(x, 150, 9, 240, scene.tone("#7d5233"))
    glow = scene.glow([(0, "#f2a13a", 0.5), (0.5, "#c8531f", 0.2), (1, "#c8531f", 0)])
    scene.ellipse(800, 900, 900, 640, glow)


LANDS: dict[str, Callable[[Scene, str], None]] = {
    "ridges": ridges,
    "tea": tea_land,
    "fields": fields,
    "green fields": green_fields,
    "terraces": terrace_land,
    "lake": lake_land,
    "clouds": cloud_land,
    "blossom": blossom_land,
    "plums": plum_land,
    "golden": golden_land,
    "coffee": coffee_land,
    "karst": karst_land,
    "pines": pine_land,
    "village": village_land,
    "hamlet": mong_land,
    "kitchen": kitchen,
}


# -- what things lie on -------------------------------------------------------------------------------------------


def boards(scene: Scene, level: float, colour: str = "#a5713f") -> None:
    """A table of broad planks running towards the eye."""
    colour = scene.tone(colour)
    data = drawn(("M", -20, level), ("H", WIDTH + 20), ("V", HEIGHT + 20), ("H", -20), "Z")
    scene.sheet(
        data,
        scene.gradient([(0, lighten(colour, 0.28)), (0.5, colour), (1, darken(colour, 0.3))]),
        lift=10,
        shadow=0.12,
    )
    for index in range(-9, 10):
        top, low = 800 + index * 105, 800 + index * 190
        scene.line([(top, level + 10), (low, HEIGHT + 10)], darken(colour, 0.42), 3, 0.4)
        scene.line([(top + 3, level + 10), (low + 5, HEIGHT + 10)], lighten(colour, 0.4), 1.6, 0.35)
        for _ in range(2):
            share = scene.between(0.1, 0.9)
            x = top + (low - top) * share + scene.between(20, 90) * (0.6 + 0.6 * share)
            y = level + (HEIGHT - level) * share
            reach = scene.between(30, 90)
            scene.curve(
                drawn(("M", x, y), ("q", reach * 0.2, reach * 0.4, (x - 800) * 0.0008 * reach, reach)),
                darken(colour, 0.3),
                2,
                0.3,
            )
    scene.rect(-20, level, WIDTH + 40, 10, lighten(colour, 0.42))
    scene.rect(-20, level + 10, WIDTH + 40, 4, darken(colour, 0.3), 0.25)


def dark_boards(scene: Scene, level: float) -> None:
    """An old table darkened by smoke."""
    boards(scene, level, "#6b452c")


def pale_boards(scene: Scene, level: float) -> None:
    """A scrubbed, pale table."""
    boards(scene, level, "#d9b888")


def mat(scene: Scene, level: float) -> None:
    """A mat of split bamboo, woven over two and under two."""
    first, second = scene.tone("#dcc08a"), scene.tone("#b98f52")
    data = drawn(("M", -20, level), ("H", WIDTH + 20), ("V", HEIGHT + 20), ("H", -20), "Z")
    scene.sheet(data, scene.gradient([(0, lighten(first, 0.3)), (1, mix(first, second, 0.5))]), lift=9, shadow=0.1)
    y, row, depth = level + 12, 0, 13.0
    while y < HEIGHT + 10:
        width = 46 + (y - level) * 0.12
        shift = (row % 4) * width * 0.5
        count = int(WIDTH / width) + 4
        tint = mix(second, darken(second, 0.3), (y - level) / 500)
        parts = []
        for index in range(-2, count):
            x = 800 + (index - count / 2) * width * 2 + shift
            parts.append(
                drawn(
                    ("M", x, y), ("h", width * 0.92), ("l", (x - 800) * 0.008, depth * 0.78), ("h", -width * 0.92), "Z"
                )
            )
        scene.path("".join(parts), tint, 0.55)
        y += depth
        depth *= 1.07
        row += 1
    scene.rect(-20, level, WIDTH + 40, 9, lighten(first, 0.4))
    scene.rect(-20, level + 9, WIDTH + 40, 4, darken(second, 0.3), 0.3)


def cloth(scene: Scene, level: float, ground: str = INDIGO, border: str = MADDER) -> None:
    """A cloth with a woven border along its far edge."""
    ground, border = scene.tone(ground), scene.tone(border)
    data = drawn(("M", -20, level), ("H", WIDTH + 20), ("V", HEIGHT + 20), ("H", -20), "Z")
    scene.sheet(data, scene.gradient([(0, lighten(ground, 0.1)), (1, darken(ground, 0.35))]), lift=9, shadow=0.12)
    scene.rect(-20, level, WIDTH + 40, 62, border)
    scene.rect(-20, level, WIDTH + 40, 7, scene.tone(MARIGOLD))
    scene.rect(-20, level + 55, WIDTH + 40, 7, scene.tone(MARIGOLD))
    diamonds(scene, -10, WIDTH + 10, level + 31, 19, (CLOTH[0], CLOTH[2]))
    diamonds(scene, -10, WIDTH + 10, level + 31, 9, (darken(border, 0.4),))
    for index in range(2):
        y = level + 96 + index * 96
        diamonds(scene, -30, WIDTH + 30, y, 8 + index * 3, (lighten(ground, 0.25),))
    scene.line([(-20, level + 66), (WIDTH + 20, level + 66)], NIGHT, 5, 0.25)


def white_cloth(scene: Scene, level: float) -> None:
    """Undyed cotton with an indigo border."""
    cloth(scene, level, "#efe6d0", INDIGO)


def red_cloth(scene: Scene, level: float) -> None:
    """A madder cloth with an indigo border."""
    cloth(scene, level, "#8e2630", INDIGO)


def green_cloth(scene: Scene, level: float) -> None:
    """A leaf-green cloth with a madder border."""
    cloth(scene, level, "#2f5f4a", MADDER)


def stone(scene: Scene, level: float) -> None:
    """A slab of grey stone with moss at its edge."""
    colour = scene.tone("#9aa09b")
    wave = scene.noise(3, 0.5)
    edge = [(float(x), level + 16 * (wave(x / 120) - 0.5)) for x in range(-20, WIDTH + 21, 20)]
    scene.sheet(
        outline([*edge, (WIDTH + 20, HEIGHT + 20), (-20, HEIGHT + 20)]),
        scene.gradient([(0, lighten(colour, 0.35)), (1, darken(colour, 0.35))]),
        lift=9,
        shadow=0.12,
    )
    for _ in range(26):
        x, y = scene.between(0, WIDTH), scene.between(level + 30, HEIGHT)
        scene.ellipse(x, y, scene.between(14, 70), scene.between(3, 9), darken(colour, scene.between(0.1, 0.3)), 0.3)
    for _ in range(34):
        x = scene.between(0, WIDTH)
        if abs(x - 800) < 330:
            continue
        scene.ellipse(
            x,
            level + scene.between(-4, 16),
            scene.between(20, 46),
            scene.between(7, 13),
            scene.tone(mix("#7b9a4a", scene.hour.leaf, scene.random.random())),
            0.9,
        )


def banana_leaves(scene: Scene, level: float) -> None:
    """Banana leaves laid side by side."""
    scene.rect(-20, level + 40, WIDTH + 40, HEIGHT, scene.tone("#2f5b38"))
    scene.sheet(
        drawn(("M", -20, level + 50), ("H", WIDTH + 20), ("V", HEIGHT + 20), ("H", -20), "Z"), scene.tone("#2f5b38")
    )
    for index in range(7):
        y = level + 60 + index * 52
        for side in (-1, 1):
            x = 800 + side * (900 - index * 26)
            tone = mix("#7fae4e", "#3f7f45", scene.random.random())
            leaf(
                scene,
                x,
                y + scene.between(-12, 12),
                1150,
                (180 if side > 0 else 0) + side * scene.between(-5, 3),
                tone,
                width=0.085,
                veins=16,
                height=9,
            )


def earth(scene: Scene, level: float) -> None:
    """Beaten earth of a yard."""
    colour = scene.tone("#c49a64")
    scene.sheet(
        drawn(
            ("M", -20, level + 8),
            ("Q", 400, level - 10, 800, level),
            ("T", WIDTH + 20, level + 6),
            ("V", HEIGHT + 20),
            ("H", -20),
            "Z",
        ),
        scene.gradient([(0, lighten(colour, 0.3)), (1, darken(colour, 0.25))]),
        lift=9,
    )
    for _ in range(70):
        x, y = scene.between(0, WIDTH), scene.between(level + 20, HEIGHT)
        scene.ellipse(x, y, scene.between(4, 16), scene.between(2, 4), darken(colour, scene.between(0.1, 0.3)), 0.35)


def grass_floor(scene: Scene, level: float) -> None:
    """Short grass."""
    meadow(scene, level + 20, 20, 700, depth=0.35)
    for _ in range(90):
        x, y = scene.between(0, WIDTH), scene.between(level + 40, HEIGHT)
        tone = mix(scene.tone(scene.hour.leaf), "#e3e08a", scene.between(0, 0.5))
        size = 8 + (y - level) * 0.05
        scene.curve(
            drawn(
                ("M", x, y), ("q", -2, -size * 0.6, -6, -size), ("m", 6, size), ("q", 3, -size * 0.6, 7, -size * 0.9)
            ),
            tone,
            2.4,
            0.8,
        )


TOPS: dict[str, Callable[[Scene, float], None]] = {
    "boards": boards,
    "dark boards": dark_boards,
    "pale boards": pale_boards,
    "mat": mat,
    "cloth": cloth,
    "white cloth": white_cloth,
    "red cloth": red_cloth,
    "green cloth": green_cloth,
    "stone": stone,
    "banana leaves": banana_leaves,
    "earth": earth,
    "grass": grass_floor,
}


# -- what frames the picture --------------------------------------------------------------------------------------


def veranda(scene: Scene) -> None:
    """Eave, posts and rail of a stilt house's veranda."""
    wood = scene.tone("#6b4630")
    thatch = scene.tone("#8a6a46")
    scene.path(drawn(("M", -20, -20), ("H", WIDTH + 20), ("V", 96), ("Q", 800, 70, -20, 96), "Z"), NIGHT, 0.12)
    scene.path(
        drawn(("M", -20, -20), ("H", WIDTH + 20), ("V", 84), ("Q", 800, 60, -20, 84), "Z"),
        scene.gradient([(0, darken(thatch, 0.4)), (1, thatch)]),
    )
    for index in range(80):
        x = index * 20.5
        scene.line(
            [(x, 60 + scene.between(-6, 6)), (x + scene.between(-4, 4), 84 + scene.between(4, 20))],
            mix(thatch, "#3f2c1d", scene.between(0, 0.5)),
            7,
        )
    for x in (150, 1450):
        scene.rect(
            x - 20,
            -10,
            40,
            740,
            scene.gradient([(0, lighten(wood, 0.25)), (0.5, wood), (1, darken(wood, 0.35))], (0, 0), (1, 0)),
        )
    for y in (560, 640):
        scene.rect(-20, y, WIDTH + 40, 15, scene.gradient([(0, lighten(wood, 0.3)), (1, darken(wood, 0.2))]))
    for index in range(26):
        scene.rect(20 + index * 62, 572, 12, 140, darken(wood, 0.1))


def window(scene: Scene) -> None:
    """A dark wooden wall with a broad open window."""
    wall = scene.tone(mix("#4a3023", NIGHT, 0.25))
    scene.path(
        drawn(
            ("M", -20, -20),
            ("H", WIDTH + 20),
            ("V", HEIGHT + 20),
            ("H", -20),
            "Z",
            ("M", 270, 90),
            ("V", 720),
            ("H", 1330),
            ("V", 90),
            "Z",
        ),
        wall,
    )
    for index in range(20):
        x = index * 84
        for top, low in ((0.0, 90.0),) if 270 < x < 1330 else ((0.0, 1000.0),):
            scene.line([(x, top), (x, low)], darken(wall, 0.4), 4, 0.7)
            scene.line([(x + 5, top), (x + 5, low)], lighten(wall, 0.18), 2, 0.5)
    frame = scene.tone("#7d5233")
    for x, y, width, height in ((246, 66, 1108, 30), (246, 66, 30, 660), (1324, 66, 30, 660)):
        scene.rect(x, y, width, height, scene.gradient([(0, lighten(frame, 0.3)), (1, darken(frame, 0.2))]))
    scene.rect(276, 96, 1048, 14, NIGHT, 0.22)
    scene.rect(276, 96, 12, 630, NIGHT, 0.18)


def arch(scene: Scene) -> None:
    """Paper sheets cut to a round arch, one inside the other, the innermost the lightest."""
    hour = scene.hour
    order: list[tuple[str, str]] = []
    for index in range(3):
        colour = mix(hour.near, NIGHT, 0.12) if index == 0 else mix(hour.near, hour.foot, 0.3 * index)
        half, top = 560.0 + (2 - index) * 78, 130.0 - (2 - index) * 46
        data = drawn(
            ("M", -20, -20),
            ("H", WIDTH + 20),
            ("V", HEIGHT + 20),
            ("H", 800 + half),
            ("V", top + half),
            ("A", half, half, 0, 0, 0, 800 - half, top + half),
            ("V", HEIGHT + 20),
            ("H", -20),
            "Z",
        )
        order.append((data, colour))
    for data, colour in reversed(order):
        for share in (1.0, 0.5):
            with scene.placed(7 * share, 14 * share):
                scene.path(data, NIGHT, 0.09)
        scene.path(data, scene.gradient([(0, lighten(colour, 0.16)), (1, colour)]))


def moon(scene: Scene) -> None:
    """A large disc of warm paper behind the product, like a low sun or a full moon."""
    hour = scene.hour
    light = scene.sun.colour if scene.sun else hour.foot
    rim = mix(light, hour.far, 0.35)
    for extra, opacity in ((96, 0.16), (46, 0.24)):
        scene.circle(800, 430, 350 + extra, mix(light, "#ffffff", 0.3), opacity)
    scene.circle(806, 438, 352, NIGHT, 0.08)
    scene.circle(800, 430, 350, scene.gradient([(0, mix(light, "#ffffff", 0.45)), (1, rim)]))


def bamboo_frame(scene: Scene) -> None:
    """Two bamboo canes and their leaves at the left, leaves from the upper right."""
    for x, width in ((70, 44), (150, 30)):
        colour = scene.tone(mix("#6f9a4a", scene.hour.leaf, 0.4))
        fill = scene.gradient([(0, lighten(colour, 0.4)), (0.45, colour), (1, darken(colour, 0.4))], (0, 0), (1, 0))
        scene.rect(x - width / 2 + 9, -20, width, HEIGHT, NIGHT, 0.12)
        scene.rect(x - width / 2, -20, width, HEIGHT, fill)
        for index in range(6):
            y = 60 + index * 170 + (x % 60)
            scene.rect(x - width / 2 - 3, y, width + 6, 9, lighten(colour, 0.4), radius=4)
            scene.rect(x - width / 2 - 3, y + 9, width + 6, 4, darken(colour, 0.3), 0.5)
    for x, y, start in ((150, 90, 10), (60, 320, -14), (WIDTH + 10, 30, 150), (WIDTH + 10, 180, 168)):
        for index in range(5):
            leaf(
                scene,
                x,
                y,
                scene.between(150, 230),
                start + index * 14 - 20 + scene.between(-5, 5),
                mix(scene.hour.leaf, "#a9c24d", scene.between(0.1, 0.5)),
                width=0.1,
                veins=0,
                height=8,
            )


FRAMES: dict[str, Callable[[Scene], None]] = {
    "veranda": veranda,
    "window": window,
    "arch": arch,
    "moon": moon,
    "bamboo": bamboo_frame,
}


def still_life(
    scene: Scene,
    *,
    subject: Callable[..., None],
    land: str = "ridges",
    style: str = "range",
    top: str = "boards",
    frame: str = "",
    level: float = LEVEL,
    veil: float = 0.22,
    **details: object,
) -> None:
    """A product before the land it comes from; `details` go to the subject.

    `land`, `top` and `frame` name entries of `LANDS`, `TOPS` and `FRAMES`; `veil` (0-1) is the haze over the land.
    """
    LANDS[land](scene, style)
    if land != "kitchen" and scene.random.random() < 0.6:
        birds(scene, scene.between(500, 1000), scene.between(140, 220), 4)
    if veil and land != "kitchen":
        scene.rect(0, 0, WIDTH, HEIGHT, mix(scene.hour.mist, scene.hour.foot, 0.5), veil)
    if frame:
        FRAMES[frame](scene)
    if top:
        TOPS[top](scene, level)
    subject(scene, **details)
